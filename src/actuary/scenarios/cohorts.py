"""Who pays and who gains (谁多缴、谁多得): what a reform changes by class of birth, as documents.

Present values are at the opening, discounted month by month at the funds' own return as the baseline believes it.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from actuary.months import text
from actuary.people.classes import SPAN
from actuary.scenarios.outcome import Outcome
from actuary.valuation.incidence import SIDES, Borne, incidence
from actuary.valuation.shares_of_classes import BENEFIT, EMPLOYER, OWN
from actuary.vocabulary import CATEGORIES, FUNDS

FloatArray = NDArray[np.float64]
Ledgers = dict[tuple[str, str], Borne]


def laid(outcome: Outcome) -> Ledgers | None:
    """Every ledger of an outcome on its people; None where people were not kept by class of birth."""
    seen = outcome.movement.classes
    return None if seen is None else incidence(outcome.evaluation.setting, seen, outcome.ledgers)


def cohorts(outcome: Outcome, base: Outcome, before: Ledgers) -> dict[str, Any]:
    """The change by fund, class of birth and category, and how it adds up to the change of each fund's balance."""
    after, seen = laid(outcome), base.movement.classes
    assert after is not None
    assert seen is not None
    discount = _discount(base)
    rows, funds = [], []
    for fund in (name.key for name in FUNDS):
        keys = [key for key in before if key[0] == fund]
        one, other = ({side: sum(x[key].people[side] for key in keys) for side in SIDES} for x in (before, after))
        rows += _rows(fund, seen.born, one, other, discount)
        funds.append(_fund(fund, [(before[key], after[key]) for key in keys], base, outcome))
    return {"discount": "basis.interest.fund", "at": text(base.assembled.first - 1), "rows": rows, "funds": funds}


def _discount(base: Outcome) -> FloatArray:
    """Worth at the opening of a yuan in each month `[T]`."""
    return np.asarray(np.cumprod(1.0 / (1.0 + base.evaluation.rules.interest)))


def _rows(
    fund: str, born: NDArray[np.int64], one: dict[str, Any], other: dict[str, Any], discount: FloatArray
) -> list[dict[str, Any]]:
    """A fund's classes and categories for which anything differs [yuan]."""
    rows = []
    for c, first in enumerate(born):
        for g, category in enumerate(CATEGORIES):
            sides = {side: (one[side][:, c, g], other[side][:, c, g]) for side in SIDES}
            if all(np.array_equal(old, new) for old, new in sides.values()):
                continue
            told = {side: _told(old, new, discount) for side, (old, new) in sides.items()}
            place = {"born_from": text(int(first)), "born_to": text(int(first) + SPAN - 1), "category": category.key}
            rows.append({"fund": fund, **place, **told})
    return rows


def _told(old: FloatArray, new: FloatArray, discount: FloatArray) -> dict[str, float]:
    change = new - old
    return {
        "baseline": float(old.sum()),
        "reform": float(new.sum()),
        "difference": float(change.sum()),
        "present_value": float(change @ discount),
    }


def _fund(fund: str, ledgers: list[tuple[Borne, Borne]], base: Outcome, outcome: Outcome) -> dict[str, Any]:
    """What is laid on people, what is laid on nobody by item, and the change of the balance, which is their sum."""
    people = {side: float(sum((new.people[side] - old.people[side]).sum() for old, new in ledgers)) for side in SIDES}
    rest: dict[str, float] = {}
    for old, new in ledgers:
        for item in sorted({*old.rest, *new.rest}):
            gap = sum(float(x.rest[item].sum()) * sign for x, sign in ((new, 1.0), (old, -1.0)) if item in x.rest)
            rest[item] = rest.get(item, 0.0) + gap
    change = sum(
        float(outcome.ledgers[key].balance[-1].sum() - ledger.balance[-1].sum())
        for key, ledger in base.ledgers.items()
        if key[0] == fund
    )
    laid_on = people[OWN] + people[EMPLOYER] - people[BENEFIT]
    rest = {item: gap for item, gap in rest.items() if gap}
    residual = change - laid_on - sum(rest.values())
    return {"fund": fund, **people, "on_nobody": rest, "balance": change, "residual": residual}
