"""Responses beside the static case (行为响应): in part or in full, compliance and base truth answer what a reform
asks of employers, and what agencies collect answers its pooling."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from actuary.basis.basis import Basis
from actuary.dated import Change, Reform
from actuary.dated.changes import SET
from actuary.funds.effort import COLLECTION, EFFORT_DEGREE, NATIONAL
from actuary.people.employers import ASKED
from actuary.people.response import COMPLIANCE, DEGREE, TRUTH
from actuary.scenarios.outcome import Outcome
from actuary.scenarios.study import Study

ELASTICITIES = (COMPLIANCE, TRUTH, COLLECTION)
STATIC, PARTIAL, FULL = "static", "partial", "full"


class Strength(NamedTuple):
    """How strongly payers answer (响应强度): degree, elasticity of compliance and of truth to what employers are
    asked, and of what is collected to pooling."""

    degree: float
    compliance: float
    truth: float
    collection: float


def strengths(basis: Basis, mode: str, month: int) -> dict[str, Strength]:
    """The believed strength of a mode, and the weak and the strong end of its range."""
    rows = [basis.parameters.row(name, month) for name in ELASTICITIES]
    weak, strong = ([float(end or 0.0) for end in ends] for ends in zip(*((r.high, r.low) for r in rows), strict=True))
    central = [basis.number(name, month) for name in ELASTICITIES]
    degrees = (1.0, 1.0, 1.0)
    if mode == PARTIAL:
        row = basis.parameters.row("basis.response.partial_degree", month)
        degrees = (basis.number("basis.response.partial_degree", month), row.low or 0.0, row.high or 1.0)
    named = zip(("central", "weak", "strong"), degrees, (central, weak, strong), strict=True)
    return {end: Strength(degree, *elasticities) for end, degree, elasticities in named}


def answered(strength: Strength, month: int, reforms: Sequence[Reform] | None = None) -> Reform:
    """Payers and agencies answer from a month on, as a reform that is laid on top of others; of these only what they
    ask is answered, without them everything."""
    rate, shared = (True, True) if reforms is None else (asks_rate(reforms), asks_pooling(reforms))
    named = zip((DEGREE, COMPLIANCE, TRUTH), strength[:3], strict=True) if rate else ()
    sharing = ((EFFORT_DEGREE, strength.degree), (COLLECTION, strength.collection)) if shared else ()
    changes = tuple(Change(SET, name, value, month, reform="response") for name, value in (*named, *sharing))
    return Reform("response", "行为响应", "judgement", "compare", changes, {}, None, Path("response"))


def asks_rate(reforms: Sequence[Reform]) -> bool:
    """Whether reforms change what employers are asked, which payers can answer, and leave open how far they do."""
    names = {change.name for reform in reforms for change in reform.changes}
    return DEGREE not in names and not names.isdisjoint(ASKED)


def asks_pooling(reforms: Sequence[Reform]) -> bool:
    """Whether reforms change who shares what is collected, and leave open how far agencies answer that."""
    names = {change.name for reform in reforms for change in reform.changes}
    return EFFORT_DEGREE not in names and (NATIONAL in names or any(reform.pooling is not None for reform in reforms))


def asks(reforms: Sequence[Reform]) -> bool:
    """Whether reforms change anything that can be answered."""
    return asks_rate(reforms) or asks_pooling(reforms)


class Answers(NamedTuple):
    """Which answers are asked for beside the static case: how far payers respond, and whether at the range's ends."""

    mode: str
    ends: bool = False

    def strengths(self, study: Study) -> dict[str, Strength]:
        """The strengths that are asked for; none in the static case."""
        if self.mode == STATIC:
            return {}
        found = strengths(study.base.seen.basis, self.mode, study.base.assembled.first)
        return found if self.ends else {"central": found["central"]}

    def sets(self, study: Study, reforms: Sequence[Reform]) -> dict[str, list[Reform]]:
        """Reforms with what payers answer, by strength; nothing where there is no rate and no pooling to answer."""
        first = study.base.assembled.first
        asked = self.strengths(study) if asks(reforms) else {}
        return {end: [*reforms, answered(strength, first, reforms)] for end, strength in asked.items()}

    def under(self, study: Study, reforms: Sequence[Reform]) -> dict[str, Outcome]:
        """What reforms give when payers answer, by strength."""
        return {end: study.outcome(answering) for end, answering in self.sets(study, reforms).items()}

    def told(self, study: Study) -> dict[str, Any]:
        """The mode and its strengths as documents tell them."""
        return {"mode": self.mode, **{end: each._asdict() for end, each in self.strengths(study).items()}}


SILENT = Answers(STATIC)
"""Nobody answers."""
