"""Reforms that change nothing (空转的改革条目): what is set is what holds anyway, or nobody reads it."""

from collections.abc import Callable, Iterable, Mapping

import numpy as np

from actuary.dated import Assumptions, Parameters, Reform, Table
from actuary.dated.changes import ADJUSTMENT_SHARE, Change, Changes
from actuary.dated.values import DatedParameter
from actuary.errors import Both, Letter, Problem, problem
from actuary.months import month

LAST = month(2100, 12)
VIEWS = ((True, LAST), (False, month(2016, 8)))
"""Hindsight, and what was known when the plan was made."""


def idle_changes(reforms: Iterable[Reform], whole: Assumptions, read: Callable[[str], bool]) -> list[Letter]:
    """A letter for each change that changes nothing under any rule set and any basis."""
    letters = []
    for reform in reforms:
        for change in reform.changes:
            if reform.pooling is not None and reform.pooling.share == change.value and change.name == ADJUSTMENT_SHARE:
                continue  # a fund must say what it takes in, be it what the law has anyway
            known = [{**whole.law, **basis} for basis in whole.bases.values()] or [dict(whole.law)]
            if not read(change.name) and not _worded(known, change):
                letters.append(_letter(change, "没有任何计算读取这个参数", "nothing computes with this parameter"))
            elif all(_idle(parameters, change) for parameters in known if change.name in parameters):
                letters.append(_letter(change, "改后与原取值相同", "the value is the one that holds anyway"))
    return letters


def _worded(known: list[dict[str, DatedParameter]], change: Change) -> bool:
    return any(change.name in each and each[change.name].unit == "formula" for each in known)


def _idle(parameters: Mapping[str, DatedParameter], change: Change) -> bool:
    """Whether the change leaves its parameter as it is in every month in which a row begins or the change does."""
    starts = {change.from_} | {row.from_ for row in parameters[change.name].values if change.acts(row.from_)}
    limits = {row.stated_to + 1 for row in parameters[change.name].values if row.stated_to is not None}
    starts |= {limit for limit in limits if change.acts(limit)}
    for hindsight, known_at in VIEWS:
        views = [
            Parameters(parameters, hindsight=hindsight, known_at=known_at, growth=_growth, changes=changes)
            for changes in (Changes(), Changes([change]))
        ]
        for start in sorted(starts):
            before, after = (_value(view, change.name, start) for view in views)
            if not _same(before, after):
                return False
    return True


def _growth(series: str, last: int, now: int) -> float:
    """Any growth will do: what grows is not constant, and a set number is."""
    return float(1.01 ** ((now - last) / 12))


def _value(view: Parameters, name: str, on: int) -> float | str | Table | None:
    """What holds in a month; None where no known row speaks."""
    kind = view.parameters[name].values[0].value
    try:
        if isinstance(kind, Table):
            return view.table(name, on)
        return view.word(name, on) if isinstance(kind, str) else view.number(name, on)
    except Problem:
        return None


def _same(one: float | str | Table | None, other: float | str | Table | None) -> bool:
    if isinstance(one, Table) and isinstance(other, Table):
        return one.keys == other.keys and bool(np.array_equal(one.values, other.values))
    if isinstance(one, float) and isinstance(other, float):
        return bool(np.isclose(one, other, rtol=1e-12, atol=0.0))
    return one == other


def _letter(change: Change, zh: str, en: str) -> Letter:
    return problem(
        "no_change",
        message=Both(f"这项改动不起作用：{zh}。", f"This change changes nothing: {en}."),
        remedy=Both("请核对参数名、取值和月份，或删去。", "Check its name, value and months, or delete it."),
        file=change.file,
        line=change.line,
        field=change.name,
    )
