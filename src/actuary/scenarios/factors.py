"""Why pension spending differs (支出变动分解): dependency x coverage x benefit ratio x labour, an identity.

Spending = (residents of 60 and over / residents of 16 to 59) x (pensioners / residents of 60 and over)
x (mean pension / mean wage) x (residents of 16 to 59 x mean wage).
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from actuary.people.axes import OUTSIDE
from actuary.scenarios.outcome import Outcome
from actuary.scenarios.shapley import product_split
from actuary.vocabulary import Status

FloatArray = NDArray[np.float64]
FACTORS = ("dependency", "coverage", "benefit_ratio", "labour")
UNITS = ("ratio", "ratio", "ratio", "yuan")
PENSIONERS = {
    ("employee_pension", "enterprise"): (Status.EMPLOYEE_RETIREE, Status.NEW_RETIREE),
    ("employee_pension", "public"): (Status.PUBLIC_RETIREE,),
    ("resident_pension", "basic"): (Status.RESIDENT_PENSIONER,),
}


def factors(outcome: Outcome, ledger: tuple[str, str], year: int) -> FloatArray | None:
    """The four factors of a ledger's spending in a calendar year; None where nothing is paid, nobody draws, or nobody
    is old or of working age.

    People are those of the year's last day; the mean pension is what makes the product the ledger's spending.
    """
    a = outcome.assembled
    last = (year + 1) * 12 - a.first
    months = slice(last - 12, last)
    cash = outcome.pooled[ledger].by_item()
    spent = -float(sum(rows[months].sum() for item, rows in cash.items() if item.startswith("benefit")))
    ages = outcome.movement.ages[last]
    residents = ages[..., :OUTSIDE].sum(axis=(0, 1, 3))
    old, working = float(residents[60:].sum()), float(residents[16:60].sum())
    pensioners = float(ages[:, list(PENSIONERS[ledger])].sum())
    if min(spent, pensioners, old, working) <= 0.0:
        return None
    wage = 12.0 * a.rates.wage(year)
    return np.array([old / working, pensioners / old, spent / pensioners / wage, working * wage])


def expenditure_factors(before: Outcome, after: Outcome) -> list[dict[str, Any]]:
    """Change of each pension ledger's spending by factor and year [yuan]; the parts add to the change. `levels`: the
    factors themselves in both runs, whose product is the spending."""
    spans = [(each.assembled.first, each.assembled.first + each.assembled.months) for each in (before, after)]
    first, end = max(begun for begun, _ in spans), min(end for _, end in spans)
    years = [year for year in range(first // 12, end // 12) if year * 12 >= first]
    rows = []
    for ledger in PENSIONERS:
        for year in years:
            old, new = factors(before, ledger, year), factors(after, ledger, year)
            if old is None or new is None:
                continue
            parts = product_split(old[:, None], new[:, None])[:, 0]
            rows.append(
                {
                    "fund": ledger[0],
                    "account": ledger[1],
                    "year": year,
                    "from": float(old.prod()),
                    "to": float(new.prod()),
                    "change": float(new.prod() - old.prod()),
                    **dict(zip(FACTORS, parts.tolist(), strict=True)),
                    "levels": {
                        name: {"unit": unit, "from": was, "to": now}
                        for name, unit, was, now in zip(FACTORS, UNITS, old.tolist(), new.tolist(), strict=True)
                    },
                }
            )
    return rows
