"""Memoranda (备查): what stands beside the seven funds and inside a figure of theirs, for information only.

The opening's pensioners are followed by class with the mortality and the rise that the whole has; what is not of
them was awarded since. The occupational annuity (职业年金) of public staff is due on the same bases as their pension.
"""

from typing import Any

import numpy as np

from actuary.months import year_of, years
from actuary.people.axes import AGES, D, G
from actuary.people.movement import Movement
from actuary.people.pensioners import CLASSES
from actuary.people.registers import PERSONS, Followed, Register, Rules, follow, nobody_leaves
from actuary.schemes.setting import Setting
from actuary.valuation.assemble import Assembled
from actuary.valuation.certificate import PERSON, row
from actuary.valuation.injury_memoranda import beside_the_ledgers
from actuary.vocabulary import Status

S = Status
PENSION = 1
PAYERS = ("employer", "employee")
FIRST_YEAR = 12
"""In the first year the status of employee retirees holds the opening's people and nobody else."""


def followed(a: Assembled, months: int) -> Followed | None:
    """The opening's pensioners by class through `months` of the projection; None where it does not tell classes."""
    if a.people.pensioners is None:
        return None
    persons, pension = a.people.pensioners
    kinds = len(CLASSES)
    register = Register("pensioners", CLASSES, np.stack((persons, persons * pension[:, :, None])), np.zeros(D))
    everyone = np.ones((1, G, AGES))
    rules = Rules(
        death=a.rates.death,
        leaving=nobody_leaves(kinds),
        rise=lambda month: np.asarray(a.rates.indexation(month) if month % 12 == 0 else 0.0),
        weights=lambda _: everyone,
        entry=np.zeros((kinds, G, AGES)),
    )
    span = np.arange(a.first, a.first + months)
    return follow(register, span, rules, np.zeros((months, 2, kinds)), np.zeros((months, D)))


def class_identity(rolled: Followed | None, movement: Movement, first: int) -> list[dict[str, object]]:
    """Classes less the status that holds them, over the first year; nothing where there are no classes."""
    if rolled is None:
        return []
    steps = min(FIRST_YEAR, len(rolled.stock))
    whole = movement.people[:steps, :, S.EMPLOYEE_RETIREE].sum(axis=(1, 2))
    residual = np.asarray(rolled.persons()[:steps] - whole)
    return [row("pensioner_classes", "city x month of the first year", "person", PERSON, residual, first)]


def memoranda(a: Assembled, s: Setting, movement: Movement, rolled: Followed | None) -> dict[str, Any]:
    """All memoranda of the verdict."""
    told = pensioners(a, s, movement, rolled)
    annuity = occupational_annuity(s)
    return {"pensioners": told, "occupational_annuity": annuity, "work_injury": beside_the_ledgers(s)}


def pensioners(a: Assembled, s: Setting, movement: Movement, rolled: Followed | None) -> list[dict[str, Any]]:
    """Members at each year's end, their mean pension and what they drew in the year, by class and since awarded."""
    if rolled is None:
        return []
    persons, drawn = rolled.stock[:, PERSONS].sum(axis=2), rolled.asked[:, PENSION, :, 0]
    heads = movement.people[:, :, [S.EMPLOYEE_RETIREE, S.NEW_RETIREE]].sum(axis=(1, 2, 3))
    bill = sum(
        s.seen.asked(f"{part}.{status.name.lower()}").sum(axis=1)
        for part in ("basic", "transitional", "account")
        for status in (S.EMPLOYEE_RETIREE, S.NEW_RETIREE)
    )
    persons = np.column_stack((persons, heads - persons.sum(axis=1)))
    drawn = np.column_stack((drawn, bill - drawn.sum(axis=1)))
    opening = rolled.stock[0, PENSION].sum(axis=1)
    rows = []
    for k, name in enumerate((*CLASSES, "awarded_since")):
        mean = quotient(opening[k], persons[0, k]) if k < len(CLASSES) else None
        first = {"persons": float(persons[0, k]), "mean_pension": mean}
        years = [
            {
                "year": year_of(a.first + end - 1),
                "persons": float(persons[end, k]),
                "mean_pension": quotient(drawn[end - 1, k], persons[end - 1, k]),
                "pensions": float(drawn[end - 12 : end, k].sum()),
            }
            for end in range(12, len(drawn) + 1, 12)
        ]
        rows.append({"class": name, "opening": first, "years": years})
    return rows


def quotient(yuan: float, persons: float) -> float | None:
    """Yuan a person; None of nobody."""
    return float(yuan / persons) if persons > 0.5 else None


def occupational_annuity(s: Setting) -> list[dict[str, Any]]:
    """Contributions due to the occupational annuity by year [yuan]: the unit's and the staff's."""
    due = {payer: s.memoranda[("employee_pension", f"annuity.{payer}")].sum(axis=1) for payer in PAYERS}
    return [
        {"year": year, **{payer: float(cash[s.months // 12 == year].sum()) for payer, cash in due.items()}}
        for year in years(int(s.months[0]), int(s.months[-1]))
    ]
