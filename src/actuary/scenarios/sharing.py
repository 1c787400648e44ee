"""Sharing (统筹分担): what pools draw from each other, what effort is lost, and who meets what is lacking.

Aid gained and effort lost are two figures and never netted. Aid is what a pool of the opening draws beyond what it
holds: from a larger pool, or out of an adjustment fund; it is negative in a year in which it gives back. Paid in is
what an adjustment fund takes of a pool beyond what comes back to it; within one pool nobody pays in, and aid is met by
what the others hold. What comes from the nation, by central adjustment or national pooling, stands beside it, less what
is paid up.
"""

from collections.abc import Iterator
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from actuary.funds.effort import LOST
from actuary.funds.ledgers import Ledger
from actuary.scenarios.once import Once
from actuary.scenarios.outcome import Outcome
from actuary.valuation.lines import pools_of
from actuary.valuation.yearly import Years
from actuary.vocabulary import ACCOUNTS, FUNDS

FloatArray = NDArray[np.float64]
Figures = dict[str, FloatArray]
FIGURES = ("mutual_aid", "paid_in", "from_nation", "effort_lost", "city_budget", "district_budget")
NATION = ("central_in", "central_out", "national_in", "national_out")


def sharing(
    outcome: Outcome, base: Outcome, responded: Outcome | None = None, once: Once | None = None
) -> list[dict[str, Any]]:
    """By ledger, pool of the opening and year [yuan], where a side is not nought; the city last. `responded`: the
    outcome with what payers and agencies answer, a side of its own; `once`: what was told of the same ledgers."""
    once = Once() if once is None else once
    found = {"baseline": base, "reform": outcome, "responded": responded}
    sides = {name: _figures(each, once) for name, each in found.items() if each is not None}
    years = Years(outcome.evaluation.setting.months)
    rows = []
    for key in sorted({key for side in sides.values() for key in side}, key=lambda key: _place(outcome, *key)):
        of = {name: side.get(key) for name, side in sides.items()}
        rows.append(once.told(tuple(of.values()), partial(_row, key, of, years), by=(key, *of)))
    return rows


def _row(key: tuple[str, str, str], of: dict[str, Figures | None], years: Years) -> dict[str, Any]:
    """A ledger and pool on every side, year by year."""
    none = np.zeros(len(years.years))
    told = {
        name: {side: none if figures is None else years.sum(figures[name]) for side, figures in of.items()}
        for name in FIGURES
    }
    by_year = [
        {"year": int(year), **{name: _beside(told[name], i) for name in FIGURES}} for i, year in enumerate(years.years)
    ]
    return {"fund": key[0], "account": key[1], "pool": key[2], "years": by_year}


def _beside(told: dict[str, FloatArray], i: int) -> dict[str, float]:
    """A figure of a year on every side, and what the reform changes."""
    figures = {side: float(values[i]) + 0.0 for side, values in told.items()}
    return {**figures, "difference": figures["reform"] - figures["baseline"]}


def _place(outcome: Outcome, fund: str, account: str, pool: str) -> tuple[int, ...]:
    """Where a row stands: by the registry's funds and ledgers, then by pool, the city last."""
    pools, accounts = outcome.pooling.opening.names[fund], [name.key for name in ACCOUNTS[fund]]
    place = pools.index(pool) if pool in pools else len(pools)
    return [name.key for name in FUNDS].index(fund), accounts.index(account), place


def _figures(outcome: Outcome, once: Once) -> dict[tuple[str, str, str], Figures]:
    """Each figure by month `[T]` [yuan], of every ledger and pool in which one of them is not nought."""
    found: dict[tuple[str, str, str], Figures] = {}
    for ledger in outcome.ledgers.values():
        lost = outcome.evaluation.setting.memoranda.get((ledger.fund, f"{LOST}.{ledger.account}"))
        tell = partial(_of_ledger, outcome, ledger, lost)
        found |= once.told((ledger, lost), tell, by=outcome.city_share.tobytes())
    return found


def _of_ledger(
    outcome: Outcome, ledger: Ledger, lost: FloatArray | None
) -> dict[tuple[str, str, str], dict[str, FloatArray]]:
    """The figures of one ledger by pool of the opening, the city last."""
    found = {}
    key, cash = (ledger.fund, ledger.account), ledger.by_item()
    totals = {name: np.zeros(outcome.assembled.months) for name in FIGURES}
    for pool, members in pools_of(outcome.pooling.opening, ledger.fund):
        if pool == "city" and len(outcome.pooling.opening.names[ledger.fund]) > 1:
            continue
        figures = dict(zip(FIGURES, _of_pool(outcome, ledger, cash, lost, members), strict=True))
        if any(figure.any() for figure in figures.values()):
            found[(*key, pool)] = figures
        totals = {name: totals[name] + figure for name, figure in figures.items()}
    if any(figure.any() for figure in totals.values()):
        found[(*key, "city")] = totals
    return found


def _of_pool(
    outcome: Outcome, ledger: Ledger, cash: dict[str, FloatArray], lost: FloatArray | None, members: FloatArray
) -> Iterator[FloatArray]:
    """Aid, what is paid in, what the nation pays net, effort lost, and the shares of city and districts in the
    backstop, of some districts `[T]` [yuan]."""
    drawn = np.maximum(-(ledger.balance @ members), 0.0)
    nothing = np.zeros_like(ledger.backstop)
    received = cash.get("pooling_transfer", nothing) @ members
    yield np.diff(drawn) + np.maximum(received, 0.0)
    yield np.maximum(-received, 0.0)
    yield sum((cash.get(f"transfer.{name}", nothing) for name in NATION), nothing) @ members
    yield np.zeros(len(received)) if lost is None else lost @ members
    met = ledger.backstop @ members
    yield met * outcome.city_share
    yield met * (1.0 - outcome.city_share)
