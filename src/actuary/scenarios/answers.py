"""The solver's document (求解结果): for every fund with a rate, what balances it, what it can bear, what mends it."""

from collections.abc import Callable, Sequence
from typing import Any

from actuary.scenarios.levers import RATES
from actuary.scenarios.solving import (
    Solver,
    Target,
    at_the_end,
    break_even,
    largest_cut,
    level,
    over_seven_years,
    remedies,
)

ACCOUNTS = {"employee_pension": "enterprise", "work_injury": "all"}
"""The ledger that a fund's rate feeds, where it is not `pooled`."""
Told = Callable[[int, int], None]


def answers(
    solver: Solver, funds: Sequence[str], months: float, levers: Sequence[str], told: Told | None = None
) -> dict[str, Any]:
    """The document `actuary.solve/1`: `months` of spending in hand to the last year; rates are what is added."""
    rows = []
    for done, fund in enumerate(funds, start=1):
        rows.append(_of_fund(solver, fund, months, levers))
        if told is not None:
            told(done, len(funds))
    options = solver.study.prepared.options
    return {"schema": "actuary.solve/1", **options, "months": months, "funds": rows, "runs": solver.runs}


def _of_fund(solver: Solver, fund: str, months: float, levers: Sequence[str]) -> dict[str, Any]:
    account = ACCOUNTS.get(fund, "pooled")
    base = solver.study.base
    law = base.seen.law
    pools = [name for name in base.pools.names[fund] if name != "city"]
    cuts = {pool: largest_cut(solver, fund, account, pool, months)._asdict() for pool in (*pools, "city")}
    return {
        "fund": fund,
        "account": account,
        "rate": law.number(RATES[fund], solver.start),
        "break_even": break_even(solver, fund, account),
        "level_seven_years": level(solver, fund, account, over_seven_years)._asdict(),
        "average_premium": level(solver, fund, account, at_the_end)._asdict(),
        "least_rate": cuts["city"],
        "least_rate_by_pool": cuts,
        "remedies": remedies(solver, Target(fund, account, "city", months), levers),
    }
