"""What could be known on the day (当时可知): a back-test reads no row that became known later.

Rows known by the valuation's `known_at` speak, estimates of levels are no exception. What was not known may stand in
where the valuation names it, with the reason; its earliest row then speaks for all months. Every other row known later
is refused: those of the valuation's own folders at once, law and inherited beliefs when the projection asks for them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from fnmatch import fnmatchcase

from actuary.dated import DatedParameter, ValuationFile
from actuary.errors import Both, Letter, Problem, problem
from actuary.months import parse, text

BEGINNING = parse("1900-01")
"""From when a stand-in speaks: before every month that is asked for."""
Parameters = Mapping[str, DatedParameter]


def as_known(file: ValuationFile, law: Parameters, *stores: Parameters) -> list[dict[str, DatedParameter]]:
    """Law, then beliefs and opening figures, as the day of a back-test knew them; raises Problem with a letter for
    every parameter of its own folders known later that no stand-in names, and for every stand-in not needed."""
    assert file.backtest is not None
    patterns = [name for each in file.backtest.stand_ins for name in each.names]
    needed: set[str] = set()
    letters: list[Letter] = []
    result = []
    for room in (law, *stores):
        seen = {}
        for name, parameter in room.items():
            seen[name] = _strict(parameter)
            found = {pattern for pattern in patterns if fnmatchcase(name, pattern)}
            known = any(row.known <= file.known_at for row in parameter.values)
            if not known or _lent(file, parameter):
                needed |= found
            if known:
                continue
            if found:
                seen[name] = _standing_in(parameter)
            elif _own(file, parameter) and parameter.memorandum is None:
                letters.append(_too_late(file, parameter))
        result.append(seen)
    letters += [_idle(file, pattern) for pattern in patterns if pattern not in needed]
    if letters:
        raise Problem(*letters)
    return result


def later(file: ValuationFile, *stores: Parameters) -> Iterator[tuple[DatedParameter, int, Both]]:
    """Parameters of which nothing was known on the day of a back-test, the month in which they became known, and why
    they stand in all the same."""
    assert file.backtest is not None
    for parameter in (parameter for store in stores for parameter in store.values()):
        if all(row.known > file.known_at for row in parameter.values):
            for each in file.backtest.stand_ins:
                if any(fnmatchcase(parameter.name, pattern) for pattern in each.names):
                    yield parameter, _first_known(parameter), each.why
                    break


def named(file: ValuationFile, name: str) -> bool:
    """Whether a back-test lets a parameter of a later day stand in."""
    assert file.backtest is not None
    return any(fnmatchcase(name, pattern) for each in file.backtest.stand_ins for pattern in each.names)


def _strict(parameter: DatedParameter) -> DatedParameter:
    """The same without the exception for levels."""
    if not any(row.level for row in parameter.values):
        return parameter
    return replace(parameter, values=tuple(replace(row, level=False) for row in parameter.values))


def _standing_in(parameter: DatedParameter) -> DatedParameter:
    """Its earliest row for all months, told as an estimate that rests on a later source."""
    first = min(parameter.values, key=lambda row: (row.from_, row.known))
    return replace(parameter, values=(replace(first, from_=BEGINNING, stated_to=None, level=True),), stated_to=None)


def _own(file: ValuationFile, parameter: DatedParameter) -> bool:
    """Whether a parameter lies in the valuation's own folder of the opening, or in that of its basis."""
    folders = file.people.rstrip("/"), f"assumptions/basis/{file.basis}"
    return any(parameter.file.startswith(f"{folder}/") for folder in folders)


def _lent(file: ValuationFile, parameter: DatedParameter) -> bool:
    """Whether an opening figure is another place's, lent from its folder."""
    return parameter.name.startswith("opening.") and not parameter.file.startswith(file.people.rstrip("/") + "/")


def _first_known(parameter: DatedParameter) -> int:
    return min(row.known for row in parameter.values)


def _too_late(file: ValuationFile, parameter: DatedParameter) -> Letter:
    day, known = text(file.known_at), text(_first_known(parameter))
    return problem(
        "known_later",
        message=Both(
            f"{parameter.name}（{parameter.zh}）到 {known} 才为人所知，而回溯检验只许用 {day} 已知的数值。",
            f"{parameter.name} became known in {known}; this back-test may use what was known in {day}.",
        ),
        remedy=Both(
            "请补上当时已知的一行；确无更早数值的，请在 `stand_ins` 中写明名称和理由。",
            "Add a row that was known then; where there is nothing earlier, name it in `stand_ins` with the reason.",
        ),
        file=parameter.file or None,
        line=parameter.line or None,
        field=parameter.name,
    )


def _idle(file: ValuationFile, pattern: str) -> Letter:
    return problem(
        "stand_in",
        message=Both(
            f"替代值“{pattern}”没有用处：没有这个参数，或当时已有数值。",
            f"The stand-in {pattern!r} is not needed: no such parameter, or a value was known on the day.",
        ),
        remedy=Both("请从 `stand_ins` 中删去。", "Delete it from `stand_ins`."),
        file=file.file or None,
        line=file.line or None,
        field="backtest.stand_ins",
    )
