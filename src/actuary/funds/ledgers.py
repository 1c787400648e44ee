"""Monthly ledgers (基金台账): postings, what depends on balances, and the balances, all on cash.

Order of a month: transfers between pools, interest on what was there (none on a deficit), ordinary subsidy
by rule, closing; then the backstop, which the tests do not see.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from actuary.funds.mergers import Merger, hand_over
from actuary.funds.national import settle
from actuary.funds.pools import Pools, Rule
from actuary.funds.reserve import Reserve
from actuary.schemes.postings import FEN, Posting

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


NOTHING = np.zeros(1)
"""Nought for every district, read only."""
NOTHING.setflags(write=False)


class Keeper:
    """Keeps one ledger month by month; balances by district add up to those of their pool."""

    def __init__(
        self, fund: str, account: str, items: dict[Posting, FloatArray], opening: FloatArray, pools: Pools
    ) -> None:
        self.fund, self.account, self.items = fund, account, items
        self.under(pools)
        shape = next(iter(items.values())).shape
        self.balance = np.zeros((shape[0] + 1, shape[1]))
        self.balance[0] = opening
        self.extra: dict[str, FloatArray] = {}
        self.readings: list[Reading] = []
        self.covered = np.zeros(shape[1])
        """Months of spending that the city of each place held when last read `[D]`."""
        self.closes: int | None = None
        self.moved_in = NOTHING
        """What came from another ledger at the start of the month, and earns its interest here `[D]` [yuan]."""
        self.flow = sum(self.items.values(), np.zeros(shape))
        rows = [c for p, c in self.items.items() if p.item.startswith("contribution")]
        self.contributions = sum(rows, np.zeros_like(self.flow))
        spent = [c for p, c in self.items.items() if p.item.startswith("benefit")]
        self.spending = -sum(spent, np.zeros_like(self.flow))
        given = [np.minimum(c, 0.0) for p, c in self.items.items() if p.item.startswith("transfer.")]
        self.handed_over = -sum(given, np.zeros_like(self.flow))

    def under(self, pools: Pools) -> None:
        """Share the ledger by these pools from now on; what each district holds stays where it is."""
        self.of_district = pools.of_district[self.fund]
        self.pool_count = len(pools.names[self.fund])
        self.pools = pools

    def add(self, item: str, t: int, cash: FloatArray) -> None:
        """Add an item of month `t` `[D]` that depends on balances."""
        if item not in self.extra:
            self.extra[item] = np.zeros(self.flow.shape)
        self.extra[item][t] += cash
        self.flow[t] += cash
        if item.startswith("benefit"):
            self.spending[t] -= cash

    def in_pools(self, values: FloatArray) -> FloatArray:
        """Sums over the districts of each pool `[P]`."""
        return np.asarray(np.bincount(self.of_district, weights=values, minlength=self.pool_count), dtype=np.float64)

    def whole(self, values: FloatArray) -> FloatArray:
        """The sum over the city, at each place `[D]`."""
        return np.full_like(values, values.sum())

    def month(self, t: int, interest: float | FloatArray) -> None:
        """Interest, help between pools, closing and backstop of month `t`."""
        opening = self.balance[t]
        earning, self.moved_in = opening + self.moved_in, NOTHING
        positive = self.in_pools(earning) > FEN
        earned = earning * interest
        self.add("interest", t, earned if positive.all() else np.where(positive[self.of_district], earned, 0.0))
        if self.pools.rule is Rule.ADJUSTMENT and self.pool_count > 1:
            self.add("pooling_transfer", t, self.adjustment(t))
        closing = opening + self.flow[t]
        total = self.in_pools(closing)
        if total.min() < -FEN:
            short = np.where(total < -FEN, -total, 0.0)
            weight = np.maximum(self.spending[t], 1e-9)
            share = weight / self.in_pools(weight)[self.of_district]
            self.add("backstop", t, short[self.of_district] * share)
            closing = opening + self.flow[t]
        self.balance[t + 1] = closing

    def adjustment(self, t: int) -> FloatArray:
        """Adjustment fund (调剂金): every pool pays a share of its contributions; the guaranteed share of what pools
        lack this month is met in proportion, and what is left goes back as it came."""
        share, guarantee = self.pools.adjustment(t)
        paid = self.in_pools(self.contributions[t]) * share
        need = np.maximum(-self.in_pools(self.flow[t]), 0.0) * guarantee
        helped = need * min(1.0, paid.sum() / need.sum()) if need.sum() > 0 else np.zeros_like(need)
        given_back = paid * (1.0 - helped.sum() / paid.sum()) if paid.sum() > 0 else paid
        net = helped + given_back - paid
        weight = np.maximum(self.contributions[t], 1e-9)
        return np.asarray(net[self.of_district] * weight / self.in_pools(weight)[self.of_district])

    def done(self) -> Ledger:
        """The finished ledger."""
        items = dict(self.items)
        for item, cash in self.extra.items():
            key = Posting(self.fund, self.account, item, 0)
            items[key] = items[key] + cash if key in items else cash
        items = {key: cash for key, cash in items.items() if cash.any()}
        backstop = self.extra.get("backstop", np.zeros_like(self.flow))
        return Ledger(self.fund, self.account, items, self.balance, backstop, tuple(self.readings), self.closes)


def what_acts(keepers: dict[Key, Keeper], rules: FundRules) -> list[Callable[[int], None]]:
    """What depends on the balances of a fund, in the order in which it happens in a month."""
    acting: list[Callable[[int], None]] = []
    for merger in rules.mergers:
        closing, into = keepers.get(merger.joining.closing), keepers.get(merger.joining.into)
        if closing is not None and into is not None:
            acting.append(partial(hand_over, closing, into, merger))
    if (pension := keepers.get(("employee_pension", "enterprise"))) is not None:
        acting.append(lambda t: pay_subsidy(pension, t, rules))
        acting.append(lambda t: settle(pension, t, rules.national_share, int(rules.months[t]) % 12 + 1))
    if (public := keepers.get(("employee_pension", "public"))) is not None:
        acting.append(lambda t: meet_gap(public, t))
    if (unemployment := keepers.get(("unemployment", "pooled"))) is not None:
        acting.append(lambda t: pay_stabilisation(unemployment, t, rules))
    injury, aside = (keepers.get(("work_injury", account)) for account in ("pooled", "reserve"))
    if injury is not None and aside is not None:
        reserve = Reserve(injury, aside, rules.reserve_share, rules.reserve_cap)
        acting.append(lambda t: reserve.month(t, int(rules.months[t]) % 12 + 1))
    return acting


def last_year(keeper: Keeper, values: FloatArray, t: int, rules: FundRules, total_2015: float) -> FloatArray:
    """Last calendar year's sum `[D]` of a monthly series; for the first year the figure of 2015, spread as the
    first month."""
    year = rules.months[t] // 12
    before = rules.months // 12 == year - 1
    if before.sum() == 12:
        return np.asarray(values[before].sum(axis=0))
    first = values[0] / np.maximum(keeper.whole(values[0]), 1e-9)
    return np.asarray(first * total_2015)


def pay_subsidy(keeper: Keeper, t: int, rules: FundRules) -> None:
    """Ordinary subsidy (财政补助) to the enterprise pension: a share of last year's spending, in instalments."""
    if (rules.months[t] % 12 + 1) % (12 // rules.subsidy_parts) == 0:
        spent = last_year(keeper, keeper.spending, t, rules, rules.spending_2015)
        keeper.add("ordinary_subsidy", t, spent * rules.pension_subsidy[t] / rules.subsidy_parts)


def meet_gap(keeper: Keeper, t: int) -> None:
    """The budget pays what a pool of the public ledger lacks this month after its balance is used; by spending."""
    total = keeper.in_pools(keeper.balance[t] + keeper.flow[t])
    short = np.where(total < -FEN, -total, 0.0)
    if short.any():
        weight = np.maximum(keeper.spending[t], 1e-9)
        share = weight / keeper.in_pools(weight)[keeper.of_district]
        keeper.add("ordinary_subsidy", t, short[keeper.of_district] * share)


def pay_stabilisation(keeper: Keeper, t: int, rules: FundRules) -> None:
    """Stabilisation payments (稳岗补贴): a share of last year's contributions x take-up, in the months of a year at
    whose start the fund of the whole city covered enough months at last year's spending."""
    if t == 0 or rules.months[t] % 12 == 0:
        keeper.covered = cover(keeper, t, rules)
        keeper.readings.append(Reading(int(rules.months[t]) - 1, float(keeper.covered[0])))
    enough = keeper.covered >= rules.stabilisation_months[t]
    if not np.any(rules.stabilisation_share[t]) or not enough.any():
        return
    paid_in = last_year(keeper, keeper.contributions, t, rules, rules.contributions_2015)
    given = -paid_in * rules.stabilisation_share[t] * rules.stabilisation_take_up[t] / 12.0
    keeper.add("benefit.stabilisation", t, np.where(enough, given, 0.0))


def cover(keeper: Keeper, t: int, rules: FundRules) -> FloatArray:
    """Months of last year's spending that all pools of each city hold at the start of month `t` `[D]` (可支付月数)."""
    everything = keeper.spending + keeper.handed_over
    spent = keeper.whole(last_year(keeper, everything, t, rules, rules.unemployment_spending_2015))
    held = keeper.whole(keeper.balance[t])
    return np.divide(held, spent, out=np.full_like(held, np.inf), where=spent > 0) * 12.0
