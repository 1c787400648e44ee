"""What a reform makes of law and belief in the months of a run (方案所成之值): a number that its unit cannot be is
refused, under the rules of the run alone."""

from collections.abc import Sequence

from actuary.dated import Change, Parameters, Reform
from actuary.dated.changes import SCALE, SET
from actuary.dated.plausible import implausible
from actuary.dated.values import Table
from actuary.errors import Both, Letter, Problem, problem
from actuary.months import parse, text
from actuary.valuation.prepare import Prepared, views


def refuse_impossible(prepared: Prepared, reforms: Sequence[Reform]) -> None:
    """Raises Problem with a letter on each amount or factor that makes such a number.

    What can be seen in the file alone is refused where it is read; this asks the run's own law: a rate of a later day
    is not known in 2016, and is in hindsight.
    """
    changes = [change for reform in reforms for change in reform.changes if _may_be_impossible(change)]
    if not changes:
        return
    first, last = prepared.file.opening + 1, parse(prepared.options["to"])
    stores = views(prepared, reforms).groups
    told = [(change, store) for change in changes for store in stores if change.name in store.parameters]
    letters = [_letter(store, change, first, last) for change, store in told]
    if found := [letter for letter in letters if letter is not None]:
        raise Problem(*found)


def _may_be_impossible(change: Change) -> bool:
    """Whether a number that can be may become one that cannot: not by a value in its place, which was looked at, nor by
    less of it."""
    less = change.verb == SCALE and isinstance(change.value, float) and 0.0 <= change.value <= 1.0
    return change.verb != SET and not less


def _letter(store: Parameters, change: Change, first: int, last: int) -> Letter | None:
    """A letter on the first month in which a change makes a number that cannot be; None where it makes none."""
    parameter = store.parameters[change.name]
    tables = isinstance(parameter.values[0].value, Table)
    for month in range(max(change.from_, first), min(last if change.to is None else change.to, last) + 1):
        try:
            numbers = store.table(change.name, month).values if tables else (store.number(change.name, month),)
        except Problem:  # it is stated for later months alone, as coverage is for the end of the plan
            continue
        for number in numbers:
            if (wrong := implausible(float(number), parameter.unit, change.name)) is not None:
                return problem(
                    wrong[0],
                    message=Both(
                        f"{change.name} 在 {text(month)} 会成为 {number:.6g}，{parameter.unit} 不能如此。",
                        f"{change.name} would be {number:.6g} in {text(month)}, which no {parameter.unit} is.",
                    ),
                    remedy=Both("请减小改动，或改其月份。", "Change it less, or in other months."),
                    file=change.file,
                    line=change.line,
                    field=change.name,
                )
    return None
