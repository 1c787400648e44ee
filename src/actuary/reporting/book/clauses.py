"""The clause map (条款对照): which section meets which clause of the standards; a clause unmet stops the build."""

import re
from collections.abc import Collection, Mapping
from functools import cache
from importlib import resources
from typing import NamedTuple

import yaml

from actuary.errors import Both, Letter, Problem, problem

OWN = "ours"
NUMBER = re.compile(r"-(\d)")


class Standard(NamedTuple):
    """A standard of actuarial practice (精算标准) by its key."""

    key: str
    zh: str
    en: str

    @property
    def short(self) -> str:
        """Its short name; two bodies share one by a hyphen, a number stands apart."""
        return NUMBER.sub(r" \1", self.key)


class Clause(NamedTuple):
    """A clause of a standard (条款) and the sections that meet it."""

    standard: Standard
    clause: str
    zh: str
    en: str
    sections: tuple[str, ...]

    @property
    def cited(self) -> Both:
        """Standard and clause: its number, else its title."""
        if self.clause[0].isdigit():
            return Both(f"{self.standard.short} {self.clause}", f"{self.standard.short} {self.clause}")
        zh, en = f"“{self.zh}”", f"“{self.en}”"
        return (
            Both(zh, en)
            if self.standard.key == OWN
            else Both(f"{self.standard.short} {zh}", f"{self.standard.short} {en}")
        )


@cache
def clauses() -> tuple[Clause, ...]:
    """Every clause of the map."""
    told = yaml.safe_load(resources.files(__package__).joinpath("clauses.yaml").read_text("utf-8"))
    standards: Mapping[str, Standard] = {key: Standard(key, **words) for key, words in told["standards"].items()}
    return tuple(
        Clause(standards[each["standard"]], each["clause"], each["zh"], each["en"], tuple(each["sections"]))
        for each in told["clauses"]
    )


def of_section(section: str) -> tuple[Clause, ...]:
    """Clauses that a section meets."""
    return tuple(clause for clause in clauses() if section in clause.sections)


def check(present: Collection[str]) -> None:
    """Raises Problem with a letter for each clause whose sections are not all present."""
    unmet = [(clause, [key for key in clause.sections if key not in present]) for clause in clauses()]
    letters = [_unmet(clause, missing) for clause, missing in unmet if missing]
    if letters:
        raise Problem(*letters)


def _unmet(clause: Clause, missing: list[str]) -> Letter:
    message = Both(
        f"报告缺少“{'、'.join(missing)}”一节，{clause.cited.zh}（{clause.zh}）未满足。",
        f"The report has no section {', '.join(missing)}: {clause.cited.en} ({clause.en}) is not met.",
    )
    remedy = Both("请补上该节，或改正条款对照。", "Restore the section, or correct the clause map.")
    return problem("clause", message=message, remedy=remedy, file="clauses.yaml", field=clause.cited.en)
