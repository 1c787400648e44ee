"""Reconciliation (核对): the opening against the published counts, participants against the plan's targets, and
the base year's aggregates against the proxies."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from actuary.people.axes import OUTSIDE
from actuary.people.coverage import MOVES, PUBLIC
from actuary.people.movement import Movement
from actuary.people.transitions import INDEX_OF
from actuary.schemes.setting import Setting
from actuary.valuation.assemble import Assembled

FloatArray = NDArray[np.float64]
MEDICAL = ("paying", "not_paying", "claimant", "retired")
KINDS = {
    "employee_pension": ("paying", "not_paying", "retired"),
    "urban_medical": MEDICAL,
    "work_injury": ("paying", "not_paying", "project"),
    "maternity": ("paying", "not_paying"),
    "unemployment": ("paying", "not_paying"),
    "resident_pension": ("paying", "not_paying", "retired"),
}


class Count(NamedTuple):
    """A printed count and what the engine makes of it [person]."""

    name: str
    printed: float
    computed: float


def participants(setting: Setting, fund: str) -> FloatArray:
    """Participants (参保人数) of a fund as the statistics count them `[T + 1]` [person]."""
    source = "employee_medical" if fund == "urban_medical" else fund
    rows = [setting.members[(source, kind)].sum(axis=1) for kind in KINDS[fund]]
    if fund == "urban_medical":
        rows.append(setting.members[("resident_medical", "paying")].sum(axis=1))
    return np.asarray(sum(rows))


def opening_counts(a: Assembled, setting: Setting, people: FloatArray) -> list[Count]:
    """The opening's residents and insured against the published counts; `people[T + 1, G, S, L]`."""
    month = a.first - 1
    residents = float(people[0, :, :, :OUTSIDE].sum())
    rows = [Count("residents", a.opening.number("opening.people.residents", month), residents)]
    for fund in KINDS:
        printed = a.opening.number(f"opening.insured.{fund}", month)
        rows.append(Count(fund, printed, float(participants(setting, fund)[0])))
    return rows


def as_rows(counts: list[Count]) -> list[dict[str, object]]:
    """Rows of the verdict's reconciliation."""
    return [
        {
            "name": count.name,
            "printed": count.printed,
            "unit": "person",
            "computed": count.computed,
            "difference": count.computed - count.printed,
        }
        for count in counts
    ]


def target_rows(
    a: Assembled, setting: Setting, movement: Movement, month: int, targets: dict[str, float]
) -> list[dict[str, object]]:
    """Participants at the plan's horizon beside its targets, and what was needed to close them."""
    at = month - a.first + 1
    rows: list[dict[str, object]] = []
    for fund in targets if at <= a.months else ():
        computed = float(participants(setting, fund)[at])
        open_gap = setting.unclosed.get(fund)
        row: dict[str, object] = {
            "fund": fund,
            "printed": targets[fund],
            "computed": computed,
            "unit": "person",
            "difference": computed - targets[fund],
            "closed_by": closed_by(fund, setting, movement, at),
        }
        if open_gap is not None and abs(float(open_gap[at])) > 0.5:
            row["unclosed"] = float(open_gap[at])
        rows.append(row)
    return rows


def closed_by(fund: str, setting: Setting, movement: Movement, at: int) -> dict[str, float]:
    """What the coverage path needed up to month `at` [person]: people moved for it, and membership opened."""

    def moved(group: str) -> float:
        rows = [INDEX_OF[name] for name in MOVES[group]]
        return float(movement.flow[:at, :, rows, 0].sum())

    if fund == "employee_pension":
        outside = float(movement.coverage.outside[:at].sum())
        return {
            "entered": moved("employee_entry") + outside,
            "withdrawn": moved("employee_exit"),
            "public_hired": moved("public"),
            "public_entered": float(setting.seen.persons[at, list(PUBLIC)].sum()),
        }
    if fund == "resident_pension":
        return {"joined": moved("resident_entry"), "removed": moved("resident_exit")}
    opened = setting.opened_members.get(fund)
    return {} if opened is None else {"membership_opened": float(opened[at])}
