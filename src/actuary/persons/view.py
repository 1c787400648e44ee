"""The law that a case is asked under (适用法律): a rule set, a schedule of ages, and where each rule stands."""

from dataclasses import dataclass
from typing import Any

from actuary import data
from actuary.dated import Assumptions, DatedValue, load_assumptions, load_schedule
from actuary.dated.citing import cited
from actuary.errors import Both
from actuary.law.legislation import Legislation
from actuary.law.retirement import NEVER, Turn
from actuary.law.statute import Statute

DEFAULT = "hindsight"
"""The rule set where none is named: the law as it is."""


@dataclass(frozen=True)
class View:
    """Law under one rule set (法律视图) with its sequence of schedules and its sources."""

    rules: str
    schedule: str | None
    law: Legislation
    turns: tuple[Turn, ...]
    assumptions: Assumptions

    def citation(self, row: DatedValue) -> Both:
        """Document and article of a value (文号与条款)."""
        return self.cited(row.source, row.article)

    def cited(self, source: str, article: str | None) -> Both:
        """A document by its key in the sources, and an article of it."""
        known = self.assumptions.sources.get(source)
        name = source if known is None else known.title
        if known is not None and known.number is not None and "〔" in known.number:
            name = known.number
        return cited(name, article)

    def row(self, name: str, month: int) -> DatedValue:
        """The row of a parameter in force in a month."""
        return self.law.parameters.row(name, month)

    def described(self) -> dict[str, Any]:
        """What a document says of the law it was made under."""
        return {"rule_set": self.rules, "schedule": self.schedule or [turn.schedule.name for turn in self.turns]}


def view(rules: str | None, schedule: str | None) -> View:
    """The law under a rule set and, where one is named, a schedule that holds for all months of birth."""
    rules = rules or DEFAULT
    root = data.root()
    assumptions = load_assumptions(root)
    law = Legislation(Statute(assumptions, rules).view, assumptions.schedules, assumptions.pooling)
    if schedule is None:
        return View(rules, None, law, law.turns(), assumptions)
    named = load_schedule(schedule, assumptions, root)
    return View(rules, named.name, law, (Turn(-NEVER, named),), assumptions)
