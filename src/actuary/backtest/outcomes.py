"""What came (实际结果): printed figures of the years after a back-test's opening, by fund, item and year."""

from collections.abc import Iterator, Sequence
from fnmatch import fnmatchcase
from typing import NamedTuple

from actuary.dated import Assumptions, Figure, ValuationFile
from actuary.dated.published import PREFIX
from actuary.errors import Both, Problem, problem
from actuary.months import year_of

PRINTED = ("participants", "receipts", "expenditure", "balance", "mean_pension")
"""Items that are printed; the current balance is receipts less expenditure."""
FUNDS = {
    "employee_pension": ("enterprise",),
    "resident_pension": ("all",),
    "employee_medical": ("pooled", "individual"),
    "urban_medical": (),
    "unemployment": ("pooled",),
    "work_injury": ("all",),
    "maternity": ("pooled",),
}
"""Funds as the statistics count them, with the lines of the verdict that they add up."""


class Outcome(NamedTuple):
    """A figure that came: `value` in persons, yuan or yuan a month; `seen`: not merely recalled."""

    fund: str
    item: str
    year: int
    value: float
    unit: str
    seen: bool
    source: str
    known_from: int


def back_tests(assumptions: Assumptions, named: Sequence[str]) -> list[str]:
    """The back-tests asked for, or all that ship (回溯检验)."""
    return list(named) or [name for name, each in sorted(assumptions.valuations.items()) if each.backtest is not None]


def outcomes(file: ValuationFile, assumptions: Assumptions) -> list[Outcome]:
    """All figures that a back-test is held against, in order; raises Problem where it names none or a year twice."""
    if file.backtest is None:
        message = Both(f"估值“{file.name}”不是回溯检验。", f"The valuation {file.name!r} is not a back-test.")
        known = sorted(name for name, each in assumptions.valuations.items() if each.backtest is not None)
        remedy = Both(f"可选：{'、'.join(known)}。", f"Choose from {', '.join(known)}.")
        raise Problem(problem("backtest", message=message, remedy=remedy, field="VALUATION"))
    printed = assumptions.printed(file.backtest.document).figures
    found: dict[tuple[str, str, int], Outcome] = {}
    for name, pattern in file.backtest.figures:
        fund, _, item = name.partition(".")
        if fund not in FUNDS or item not in PRINTED:
            raise _wrong(file, name, _unknown(name))
        matching = [each for key, each in printed.items() if fnmatchcase(key, PREFIX + pattern)]
        if not matching:
            raise _wrong(file, name, Both(f"没有公布数字与“{pattern}”相符。", f"No printed figure is {pattern!r}."))
        for figure in matching:
            outcome = _outcome(fund, item, figure)
            if found.setdefault((fund, item, outcome.year), outcome) is not outcome:
                text = f"{name} {outcome.year}"
                raise _wrong(file, name, Both(f"{text} 有两个公布数字。", f"{text} is printed twice."))
    rows = [*found.values(), *_current(found)]
    return sorted((row for row in rows if row.year > year_of(file.opening)), key=lambda row: row[:3])


def _outcome(fund: str, item: str, figure: Figure) -> Outcome:
    place = year_of(figure.last), float(figure.value), figure.base_unit
    return Outcome(fund, item, *place, figure.trust != "recalled", figure.source, figure.known_from)


def _current(found: dict[tuple[str, str, int], Outcome]) -> Iterator[Outcome]:
    """Receipts less expenditure of the years of which both came."""
    for (fund, item, year), into in found.items():
        out = found.get((fund, "expenditure", year))
        if item == "receipts" and out is not None:
            known = max(into.known_from, out.known_from)
            seen, value = into.seen and out.seen, into.value - out.value
            yield Outcome(fund, "current_balance", year, value, into.unit, seen, into.source, known)


def _unknown(name: str) -> Both:
    funds, items = ", ".join(FUNDS), ", ".join(PRINTED)
    return Both(f"“{name}”不是基金.项目：{funds}；{items}。", f"{name!r} is not fund.item: {funds}; {items}.")


def _wrong(file: ValuationFile, name: str, message: Both) -> Problem:
    remedy = Both("请改正估值文件的 outcomes。", "Correct `outcomes` in the file of the valuation.")
    place = {"file": file.file or None, "line": file.line or None, "field": f"backtest.outcomes.figures.{name}"}
    return Problem(problem("outcomes", message=message, remedy=remedy, **place))  # type: ignore[arg-type]
