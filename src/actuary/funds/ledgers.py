"""Monthly ledgers (基金台账): postings, what depends on balances, and the balances, all on cash.

Order of a month: what acts with it (`acts`), what the budget or the reserve gives a ledger that lacks, interest on what
was there (none on a deficit), transfers between pools, closing; then the backstop, which the tests do not see.
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from actuary.funds.mergers import Merger
from actuary.funds.pools import Pools, Rule
from actuary.kernels.ledgers import Page, Sharing, carry
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


MET = ("employee_pension", "public")
"""The ledger of which the budget pays what it lacks after its balance is used."""
BESIDE = {"interest": "interest", "help": "pooling_transfer", "gap": "ordinary_subsidy", "backstop": "backstop"}
"""What is added to a page month by month, and the item as which it stands in the ledger."""
DRAWN = "transfer.reserve"


class Keeper:
    """Keeps one ledger from month to month; balances by district add up to those of their pool."""

    def __init__(
        self, fund: str, account: str, items: dict[Posting, FloatArray], opening: FloatArray, pools: Pools
    ) -> None:
        self.fund, self.account, self.items = fund, account, items
        self.shape = next(iter(items.values())).shape
        self.page = page = Page.blank(*self.shape)
        page.balance[0] = opening
        self.handed_over = np.zeros(self.shape)
        for posting, cash in items.items():
            page.flow[:] += cash
            if posting.item.startswith("contribution"):
                page.contributions[:] += cash
            elif posting.item.startswith("benefit"):
                page.spending[:] -= cash
            elif posting.item.startswith("transfer."):
                self.handed_over -= np.minimum(cash, 0.0)
        self.extra: dict[str, FloatArray] = {}
        """Items beside the postings, by month of the cash `[T, D]` [yuan]."""
        self.readings: list[Reading] = []
        self.closes: int | None = None
        self.reserve: Keeper | None = None
        """The ledger that it draws before it fails, and with which it is kept."""
        self.under(pools)

    def under(self, pools: Pools) -> None:
        """Share the ledger by these pools from now on; what each district holds stays where it is."""
        count = len(pools.names[self.fund])
        adjusting = pools.rule is Rule.ADJUSTMENT and count > 1
        share, guarantee = np.array([pools.adjustment(t) for t in range(self.shape[0] if adjusting else 1)]).T.copy()
        self.sharing = Sharing(pools.of_district[self.fund], count, adjusting, share, guarantee)

    def add(self, item: str, t: int, cash: FloatArray) -> None:
        """Add an item `[..., D]` to the month `t`, or to as many from it on as `cash` has rows."""
        if item not in self.extra:
            self.extra[item] = np.zeros(self.shape)
        months = slice(t, t + (len(cash) if cash.ndim > 1 else 1))
        self.extra[item][months] += cash
        self.page.flow[months] += cash
        if item.startswith("benefit"):
            self.page.spending[months] -= cash

    def in_pools(self, values: FloatArray) -> FloatArray:
        """Sums over the districts of each pool `[P]`."""
        places, count = self.sharing.of_district, self.sharing.pools
        return np.asarray(np.bincount(places, weights=values, minlength=count), dtype=np.float64)

    def carry(self, first: int, end: int, rate: FloatArray) -> None:
        """The months from `first` to before `end`, in which nothing else acts; `rate[T]`: interest a month."""
        drawing = self.reserve is not None
        reserve = self if self.reserve is None else self.reserve
        met = (self.fund, self.account) == MET
        carry(self.page, reserve.page, self.sharing, rate, first, end, met, drawing)

    def done(self) -> Ledger:
        """The finished ledger."""
        beside = {item: getattr(self.page, name) for name, item in BESIDE.items()}
        self.extra[DRAWN] = self.extra.get(DRAWN, 0.0) + self.page.drawn
        items = dict(self.items)
        for item, cash in {**beside, **self.extra}.items():
            key = Posting(self.fund, self.account, item, 0)
            items[key] = items[key] + cash if key in items else cash
        items = {key: cash for key, cash in items.items() if cash.any()}
        return Ledger(
            self.fund, self.account, items, self.page.balance, self.page.backstop, tuple(self.readings), self.closes
        )
