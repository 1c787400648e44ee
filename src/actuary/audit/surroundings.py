"""What a formula may name beside printed figures (引擎数值): the base year, law, belief, and a run's document."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import PurePosixPath
from typing import Any, NamedTuple

from actuary import data
from actuary.audit.interval import Interval, point
from actuary.dated import Assumptions, DatedParameter, DatedValue, Parameters, Published, load_cohort
from actuary.dated.formula import Name
from actuary.errors import Problem
from actuary.months import parse

BASIS = "plan"


class Known(NamedTuple):
    """A quantity of the engine (引擎数值): its value, its range, its unit, and how it is tagged."""

    value: Fraction
    ends: Interval
    unit: str
    tag: str


@dataclass(frozen=True)
class Surroundings:
    """Quantities of the engine by name (引擎数值表); a name that they do not hold is None."""

    assumptions: Assumptions | None = None
    opening: Mapping[str, DatedParameter] = field(default_factory=dict)
    run: Mapping[str, float] = field(default_factory=dict)
    """What a run computed, `run.<section>.<name>` [person]."""

    def known(self, name: Name, month: int) -> Known | None:
        """The quantity of a name in its own month or in that given."""
        group = name.name.split(".")[0]
        if group == "run":
            if name.name not in self.run:
                return None
            value = Fraction(round(self.run[name.name] * 1000), 1000)
            return Known(value, point(value), "person", "run")
        parameter = self._parameters(group).get(name.name)
        if parameter is None:
            return None
        rows = Parameters({name.name: parameter}, hindsight=True, known_at=month)
        try:
            row = rows.row(name.name, parse(name.month) if name.month else month)
        except Problem:
            return None
        return _known(parameter, row)

    def _parameters(self, group: str) -> Mapping[str, DatedParameter]:
        if self.assumptions is None:
            return {}
        tables = {"law": self.assumptions.law, "basis": self.assumptions.bases.get(BASIS, {}), "opening": self.opening}
        return tables.get(group, {})


def _known(parameter: DatedParameter, row: DatedValue) -> Known | None:
    """A row's number with its range; a table or text is none."""
    if not isinstance(row.value, float | int):
        return None
    value = _exact(row.value)
    ends = point(value) if row.low is None or row.high is None else Interval(_exact(row.low), _exact(row.high))
    return Known(value, ends, parameter.unit, row.tag)


def _exact(value: float) -> Fraction:
    """The decimal that was written."""
    return Fraction(repr(float(value)))


class Ran(NamedTuple):
    """A finished run (运行结果): its verdict and the cohort folder it was made of."""

    verdict: Mapping[str, Any]
    people: str | None


def surroundings(published: Published, assumptions: Assumptions | None, ran: Ran | None = None) -> Surroundings:
    """Base year, law and belief of the document's own city; a run's figures where it is of the same people."""
    if assumptions is None or published.people is None:
        return Surroundings(assumptions)
    folder = data.root() / published.people
    opening = load_cohort(folder, assumptions.sources) if folder.is_dir() else {}
    same = ran is not None and ran.people == published.people
    return Surroundings(assumptions, opening, of_verdict(ran.verdict) if ran is not None and same else {})


def people_of(files: Iterable[str]) -> str | None:
    """The cohort folder among the files that a run read, named relative to the data folder."""
    parts = (PurePosixPath(file).parts for file in files)
    return next((f"{part[0]}/{part[1]}" for part in parts if len(part) > 2 and part[0] == "cohorts"), None)


def of_verdict(verdict: Mapping[str, Any]) -> dict[str, float]:
    """A verdict's counts by name: the opening, the participants at the plan's horizon, and what was opened beyond."""
    found: dict[str, float] = {}
    for row in verdict.get("reconciliation") or ():
        found[f"run.reconciliation.{row['name']}"] = float(row["computed"])
    for row in verdict.get("participants") or ():
        found[f"run.participants.{row['fund']}"] = float(row["computed"])
        opened = (row.get("closed_by") or {}).get("membership_opened", 0.0)
        found[f"run.membership_opened.{row['fund']}"] = float(opened)
    return found
