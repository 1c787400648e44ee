"""Reforms of one name (重名方案): a name means one thing among all that are asked for and all that ship."""

from collections.abc import Iterable, Sequence

import numpy as np

from actuary.dated.changes import Change, Reform
from actuary.dated.values import Schedule, Table
from actuary.errors import Both, Problem, problem

_RENAME = Both("请给其中一个另取名称（name）。", "Give one of them another name (`name:`).")


def refuse_twice(names: Sequence[str]) -> None:
    """Refuse a reform that is named twice among those that act together."""
    again = next((name for place, name in enumerate(names) if name in names[:place]), None)
    if again is not None:
        raise _twice(again)


def refuse_one_name(reforms: Sequence[Reform]) -> None:
    """Refuse reforms that act together under one name, be they one reform or two, or write two schedules of one."""
    refuse_namesakes(reforms)
    refuse_twice([reform.name for reform in reforms])
    first: dict[str, tuple[Reform, Schedule]] = {}
    for reform in reforms:
        for name, schedule in reform.schedules.items():
            other, before = first.setdefault(name, (reform, schedule))
            if schedule != before:
                raise _two_schedules(name, reform, other)


def refuse_namesakes(reforms: Iterable[Reform]) -> None:
    """Refuse two reforms that bear one name and say different things."""
    first: dict[str, Reform] = {}
    for reform in reforms:
        other = first.setdefault(reform.name, reform)
        if not says_the_same(reform, other):
            raise _two(reform, other)


def distinct(alternatives: Iterable[Sequence[Reform]]) -> list[tuple[Reform, ...]]:
    """Alternatives in their order, one that is named again told once; raises Problem where two reforms bear one name
    and say different things."""
    asked = [tuple(each) for each in alternatives]
    refuse_namesakes(reform for each in asked for reform in each)
    found: dict[tuple[str, ...], tuple[Reform, ...]] = {}
    for each in asked:
        found.setdefault(tuple(reform.name for reform in each), each)
    return [*found.values()]


def namesake_of_shipped(reform: Reform, shipped: Reform) -> Problem:
    """The letter on a file of one's own that bears the name of a shipped reform and says something else."""
    message = Both(
        f"“{reform.name}”是随附方案的名称（{shipped.file}），而这个文件说的是别的。",
        f"{reform.name!r} is a shipped reform ({shipped.file}), and this file says something else.",
    )
    return _letter(reform, message, Both("请另取名称（name）。", "Choose another name (`name:`)."))


def says_the_same(one: Reform, other: Reform) -> bool:
    """Whether two reforms change the same in the same way, whatever they are called and wherever they stand."""
    if one is other:
        return True
    pools = [each.pooling and (each.pooling.rule, each.pooling.from_, each.pooling.share) for each in (one, other)]
    return (
        pools[0] == pools[1]
        and one.schedules == other.schedules
        and len(one.changes) == len(other.changes)
        and all(_same(a, b) for a, b in zip(one.changes, other.changes, strict=True))
    )


def _same(one: Change, other: Change) -> bool:
    said = [(each.verb, each.name, each.from_, each.to, each.keys, each.after) for each in (one, other)]
    return said[0] == said[1] and _plain(one.value) == _plain(other.value)


def _plain(value: float | str | Table) -> object:
    """A value, comparable."""
    return (*value[:2], *np.asarray(value.values).tolist()) if isinstance(value, Table) else value


def _two(reform: Reform, other: Reform) -> Problem:
    message = Both(
        f"两个方案都叫“{reform.name}”，说的却不同：{other.file} 与 {reform.file}。",
        f"Two reforms are called {reform.name!r} and say different things: {other.file} and {reform.file}.",
    )
    return _letter(reform, message, _RENAME)


def _two_schedules(name: str, reform: Reform, other: Reform) -> Problem:
    message = Both(
        f"“{reform.name}”与“{other.name}”写了两张都叫“{name}”的退休年龄表，内容不同。",
        f"{reform.name!r} and {other.name!r} write two different schedules called {name!r}.",
    )
    return _letter(reform, message, _RENAME, "schedule")


def _twice(name: str) -> Problem:
    message = Both(f"方案“{name}”列了两次。", f"The reform {name!r} is named twice.")
    remedy = Both("保留一次。", "Name it once.")
    return Problem(problem("named_twice", message=message, remedy=remedy, field="REFORM"))


def _letter(reform: Reform, message: Both, remedy: Both, field: str = "name") -> Problem:
    letter = problem("one_name", message=message, remedy=remedy, file=reform.file, line=reform.line, field=field)
    return Problem(letter)
