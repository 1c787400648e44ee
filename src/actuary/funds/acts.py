"""What acts on ledgers (随余额发生的事项): mergers, subsidy, the nation's part, stabilisation; and the reserve.

Each at the start of the months in which it happens, in this order; between them ledgers are carried on. Setting aside
into a reserve and drawing it stand in the kernel of ledgers: what one ledger pays the other receives.
"""

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

import numpy as np

from actuary.funds.ledgers import FundRules, Keeper, Key, Reading
from actuary.funds.mergers import Merger
from actuary.funds.national import settle
from actuary.funds.pools import Pooling
from actuary.kernels.ledgers import Aside
from actuary.months import years
from actuary.schemes.proportion import year_before


class Act(NamedTuple):
    """What happens, and the months of the run at whose start it does."""

    months: frozenset[int]
    happen: Callable[[int], None]


def what_acts(keepers: dict[Key, Keeper], pooling: Pooling, rules: FundRules) -> list[Act]:
    """What acts on the ledgers of a book."""
    acting = [
        Act(begins(merger), partial(hand_over, closing, into, merger))
        for merger in rules.mergers
        if (closing := keepers.get(merger.joining.closing)) and (into := keepers.get(merger.joining.into))
    ]
    if (pension := keepers.get(("employee_pension", "enterprise"))) is not None:
        acting.append(Act(at(0), lambda _: pay_subsidy(pension, rules)))
        acting.append(Act(at(0), lambda _: settle(pension, pooling, rules)))
    calendar = np.asarray(rules.months) % 12
    if (unemployment := keepers.get(("unemployment", "pooled"))) is not None:
        years = at(0, *np.flatnonzero(calendar == 0).tolist())
        acting.append(Act(years, lambda t: pay_stabilisation(unemployment, t, rules)))
    injury, reserve = (keepers.get(("work_injury", account)) for account in ("pooled", "reserve"))
    if injury is not None and reserve is not None:
        december = np.where(calendar == 11, rules.reserve_share, 0.0)
        injury.reserve = reserve.page, Aside(december, rules.reserve_cap)
    return acting


def at(*months: int) -> frozenset[int]:
    """Some months of the run."""
    return frozenset(months)


def begins(merger: Merger) -> frozenset[int]:
    """The months in which a merger begins to hold: what it closes is empty from then on."""
    merged = np.asarray(merger.merged)
    return at(*np.flatnonzero(merged & ~np.concatenate(([False], merged[:-1]))).tolist())


def hand_over(closing: Keeper, into: Keeper, merger: Merger, t: int) -> None:
    """Move at the start of the first merged month what the closing ledger holds; the interest of the month goes with
    it."""
    held = closing.page.balance[t].copy()
    if np.all(merger.merged[t:]):  # else law parts them again
        closing.closes = t
    if held.any():
        closing.add(merger.joining.paid, t, -held)
        into.add(merger.joining.received, t, held)
        closing.page.moved_in[:] -= held
        into.page.moved_in[:] += held


def pay_subsidy(keeper: Keeper, rules: FundRules) -> None:
    """Ordinary subsidy (财政补助) to the enterprise pension: a share of last year's spending, in instalments."""
    pays = (rules.months % 12 + 1) % (12 // rules.subsidy_parts) == 0
    given = np.zeros(keeper.shape)
    for year in years(int(rules.months[0]), int(rules.months[-1])):
        now = pays & (rules.months // 12 == year)
        spent = year_before(keeper.page.spending, rules.months, year, rules.spending_2015)
        given[now] = spent * rules.pension_subsidy[now, None] / rules.subsidy_parts
    keeper.add("ordinary_subsidy", 0, given)


def pay_stabilisation(keeper: Keeper, t: int, rules: FundRules) -> None:
    """Stabilisation payments (稳岗补贴) of the year that begins with month `t`: a share of last year's contributions x
    take-up, where the fund of the whole city covers enough months at last year's spending, as the law then asks: what
    it asks later in the year is read when the next year begins."""
    covered = cover(keeper, t, rules)
    keeper.readings.append(Reading(int(rules.months[t]) - 1, covered))
    year = slice(t, t + 12 - int(rules.months[t]) % 12)
    share = rules.stabilisation_share[year]
    if covered >= rules.stabilisation_months[t] and share.any():
        paid_in = year_before(
            keeper.page.contributions, rules.months, int(rules.months[t]) // 12, rules.contributions_2015
        )
        given = -paid_in * (share * rules.stabilisation_take_up[year] / 12.0)[:, None]
        keeper.add("benefit.stabilisation", t, given)


def cover(keeper: Keeper, t: int, rules: FundRules) -> float:
    """Months of last year's spending that all pools of the city hold at the start of month `t` (可支付月数)."""
    everything = keeper.page.spending + keeper.handed_over
    year = int(rules.months[t]) // 12
    spent = float(year_before(everything, rules.months, year, rules.unemployment_spending_2015).sum())
    return float(keeper.page.balance[t].sum()) / spent * 12.0 if spent > 0.0 else float("inf")
