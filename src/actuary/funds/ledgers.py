"""Monthly ledgers (基金台账): postings, what depends on balances, and the balances, all on cash.

Order of a month: what acts with it (`acts`), what the budget or the reserve gives a ledger that lacks, interest on what
was there (none on a deficit), transfers between pools, closing; then the backstop, which the tests do not see.
"""

from dataclasses import dataclass
from functools import cached_property
from operator import is_
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from actuary.funds.mergers import Merger
from actuary.funds.pools import Pools, Rule
from actuary.kernels.ledgers import Aside, Page, Sharing, carry
from actuary.schemes.postings import Posting

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]
Key = tuple[str, str]
"""Fund and account of a ledger."""


@dataclass(frozen=True)
class FundRules:
    """What depends on balances and last year's figures.

    interest `[T]` a month, `invested` that of the pension funds where it is another;
    pension_subsidy `[T]`: share of last year's spending, paid in equal parts at the
    ends of quarters; spending_2015: employee pension spending of 2015 [yuan]; stabilisation_share `[T]` of
    last year's unemployment contributions x take-up `[T]`, paid in a year at whose start the fund holds
    `stabilisation_months` `[T]`; contributions_2015 and unemployment_spending_2015: of unemployment [yuan];
    subsidy_parts: payments a year; reserve_share, reserve_cap `[T]`: of work injury, shares of a year's contributions;
    national_share `[T]`: of the enterprise pension's current balance; mergers: of ledgers, in the run.
    """

    months: IntArray
    interest: FloatArray
    pension_subsidy: FloatArray
    spending_2015: float
    stabilisation_share: FloatArray
    stabilisation_take_up: FloatArray
    stabilisation_months: FloatArray
    contributions_2015: float
    unemployment_spending_2015: float
    subsidy_parts: int
    reserve_share: FloatArray
    reserve_cap: FloatArray
    national_share: FloatArray
    mergers: tuple[Merger, ...] = ()
    invested: FloatArray | None = None


class Reading(NamedTuple):
    """A position read at the end of a month for a rule that acts on it (触发测定): month, and months of cover."""

    month: int
    value: float


@dataclass(frozen=True)
class Ledger:
    """One ledger: items `{Posting: [T, D]}`, balances `[T + 1, D]`; closing = opening + sum of the items."""

    fund: str
    account: str
    items: dict[Posting, FloatArray]
    balance: FloatArray
    backstop: FloatArray
    readings: tuple[Reading, ...] = ()
    closes: int | None = None
    """Month of the run with which it moved into another ledger; None: never."""

    def by_item(self) -> dict[str, FloatArray]:
        """Cash by item `[T, D]`, lags added up."""
        result: dict[str, FloatArray] = {}
        for posting, cash in self.items.items():
            result[posting.item] = result.get(posting.item, 0.0) + cash
        return result

    def before_backstop(self) -> FloatArray:
        """Balances had there been no backstop `[T + 1, D]` [yuan]."""
        paid = np.concatenate((np.zeros((1, self.balance.shape[1])), np.cumsum(self.backstop, axis=0)))
        return self.balance - paid


class Given(NamedTuple):
    """What a ledger is kept from (记账依据): cash by posting `[T, D]` and the opening balance `[D]` [yuan]."""

    items: dict[Posting, FloatArray]
    opening: FloatArray

    def same(self, other: "Given") -> bool:
        """Whether both are the very same cash, and open alike."""
        these = self.items.keys() == other.items.keys() and all(map(is_, self.items.values(), other.items.values()))
        return these and np.array_equal(self.opening, other.opening)


class Flow(NamedTuple):
    """What postings add up to before the ledger is kept (账前合计) `[T, D]` [yuan]: everything, contributions,
    benefits, and what is handed over to other ledgers."""

    flow: FloatArray
    contributions: FloatArray
    spending: FloatArray
    handed_over: FloatArray


@dataclass(frozen=True)
class Added:
    """What a ledger is kept from, added up (记账依据合计) when asked."""

    given: Given

    @cached_property
    def sums(self) -> tuple[tuple[Posting, float], ...]:
        """What the cash adds up to, posting by posting [yuan]."""
        return tuple((posting, float(cash.sum())) for posting, cash in self.given.items.items())

    @cached_property
    def paid(self) -> frozenset[Posting]:
        """Postings with any cash."""
        return frozenset(posting for posting, cash in self.given.items.items() if cash.any())

    @cached_property
    def flow(self) -> Flow:
        """What the postings add up to."""
        shape = next(iter(self.given.items.values())).shape
        flow, contributions, spending, handed_over = (np.zeros(shape) for _ in Flow._fields)
        for posting, cash in self.given.items.items():
            flow += cash
            if posting.item.startswith("contribution"):
                contributions += cash
            elif posting.item.startswith("benefit"):
                spending -= cash
            elif posting.item.startswith("transfer."):
                handed_over -= np.minimum(cash, 0.0)
        return Flow(flow, contributions, spending, handed_over)


def sharing_of(pools: Pools, fund: str, months: int) -> Sharing:
    """Who shares a fund's ledgers of so many months in some pools."""
    count = len(pools.names[fund])
    adjusting = pools.rule is Rule.ADJUSTMENT and count > 1
    share, guarantee = np.array([pools.adjustment(t) for t in range(months if adjusting else 1)]).T.copy()
    return Sharing(pools.of_district[fund], count, adjusting, share, guarantee)


MET = ("employee_pension", "public")
"""The ledger of which the budget pays what it lacks after its balance is used."""
BESIDE = {"interest": "interest", "help": "pooling_transfer", "gap": "ordinary_subsidy", "backstop": "backstop"}
"""What is added to a page month by month, and the item as which it stands in the ledger."""
DRAWN = "transfer.reserve"


class Keeper:
    """Keeps one ledger from month to month; balances by district add up to those of their pool."""

    def __init__(self, fund: str, account: str, added: Added, sharing: Sharing) -> None:
        self.fund, self.account, self.added = fund, account, added
        flow, contributions, spending, self.handed_over = added.flow
        self.shape = flow.shape
        self.page = Page.begun(added.given.opening, flow, contributions, spending)
        self.sharing = sharing
        """Who shares it; what each district holds stays where it is when others do."""
        self.extra: dict[str, FloatArray] = {}
        """Items beside the postings, by month of the cash `[T, D]` [yuan]."""
        self.readings: list[Reading] = []
        self.closes: int | None = None
        self.reserve: tuple[Page, Aside] | None = None
        """The page that it feeds and draws before it fails, and what it sets aside."""

    def add(self, item: str, t: int, cash: FloatArray) -> None:
        """Add an item `[..., D]` to the month `t`, or to as many from it on as `cash` has rows."""
        if item not in self.extra:
            self.extra[item] = np.zeros(self.shape)
        months = slice(t, t + (len(cash) if cash.ndim > 1 else 1))
        self.extra[item][months] += cash
        self.page.flow[months] += cash
        if item.startswith("benefit"):
            self.page.spending[months] -= cash

    def carry(self, first: int, end: int, rate: FloatArray) -> None:
        """The months from `first` to before `end`, in which nothing else acts; `rate[T]`: interest a month."""
        carry(self.page, self.reserve, self.sharing, rate, first, end, (self.fund, self.account) == MET)

    def done(self) -> Ledger:
        """The finished ledger."""
        beside = {item: getattr(self.page, name) for name, item in BESIDE.items()}
        self.extra[DRAWN] = self.extra.get(DRAWN, 0.0) + self.page.drawn
        given, paid = self.added.given.items, self.added.paid
        items = dict(given)
        for item, cash in {**beside, **self.extra}.items():
            key = Posting(self.fund, self.account, item, 0)
            items[key] = items[key] + cash if key in items else cash
        items = {key: cash for key, cash in items.items() if (key in paid if cash is given.get(key) else cash.any())}
        return Ledger(
            self.fund, self.account, items, self.page.balance, self.page.backstop, tuple(self.readings), self.closes
        )
