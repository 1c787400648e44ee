"""Responses beside the static case (行为响应): compliance and base truth answer a reform's rates in part or in full."""

from pathlib import Path
from typing import NamedTuple

from actuary.basis.basis import Basis
from actuary.dated import Change, Reform
from actuary.dated.changes import SET
from actuary.people.response import COMPLIANCE, DEGREE, RATES, TRUTH

STATIC, PARTIAL, FULL = "static", "partial", "full"
MODES = {STATIC: "静态", PARTIAL: "部分响应", FULL: "完全响应"}


class Strength(NamedTuple):
    """How strongly payers answer (响应强度): degree, elasticity of compliance and of truth to the employers' rate."""

    degree: float
    compliance: float
    truth: float


def strengths(basis: Basis, mode: str, month: int) -> dict[str, Strength]:
    """The believed strength of a mode, and the weak and the strong end of its range."""
    rows = [basis.parameters.row(name, month) for name in (COMPLIANCE, TRUTH)]
    weak, strong = ([float(end or 0.0) for end in ends] for ends in zip(*((r.high, r.low) for r in rows), strict=True))
    central = [basis.number(name, month) for name in (COMPLIANCE, TRUTH)]
    degrees = (1.0, 1.0, 1.0)
    if mode == PARTIAL:
        row = basis.parameters.row("basis.response.partial_degree", month)
        degrees = (basis.number("basis.response.partial_degree", month), row.low or 0.0, row.high or 1.0)
    named = zip(("central", "weak", "strong"), degrees, (central, weak, strong), strict=True)
    return {end: Strength(degree, *elasticities) for end, degree, elasticities in named}


def answered(strength: Strength, month: int) -> Reform:
    """Payers answer from a month on, as a reform that is laid on top of others."""
    named = zip((DEGREE, COMPLIANCE, TRUTH), strength, strict=True)
    changes = tuple(Change(SET, name, value, month, reform="response") for name, value in named)
    return Reform("response", "行为响应", "judgement", "compare", changes, {}, None, Path("response"))


def asks(reforms: tuple[Reform, ...]) -> bool:
    """Whether reforms change a rate that payers can answer."""
    return any(change.name in RATES.values() for reform in reforms for change in reform.changes)
