"""in_force table (逐期取值): what every parameter says from which month to which, as a run saw it, and on what.

A row of the files may hold by its own word (`stated`), by the tail after it (`tail`), or give way to a reform
(`reform`); long tables by age are left out.
"""

from collections.abc import Collection, Iterator, Mapping
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

import polars as pl

from actuary.dated import Change, DatedParameter, DatedValue, Parameters, Table
from actuary.dated.values import Source
from actuary.months import text

LONGEST = 24
"""Entries of the longest table that is listed."""
STATED, TAIL, REFORM = "stated", "tail", "reform"
SCHEMA = {
    "name": pl.String,
    "key": pl.String,
    "zh": pl.String,
    "unit": pl.String,
    "from": pl.String,
    "to": pl.String,
    "value": pl.Float64,
    "text": pl.String,
    "way": pl.String,
    "row": pl.String,
    "grows_with": pl.String,
    "stated_to": pl.String,
    "tag": pl.String,
    "trust": pl.String,
    "source": pl.String,
    "title": pl.String,
    "number": pl.String,
    "article": pl.String,
    "low": pl.Float64,
    "high": pl.Float64,
    "file": pl.String,
    "line": pl.Int64,
    "moves": pl.String,
}


class Stated(NamedTuple):
    """The reform that states something (方案出处): its name and tag, and where the change stands."""

    reform: str
    tag: str
    file: str
    line: int


class Held(NamedTuple):
    """What holds in a month (当月状态): values by key, words, how it comes, the reform that says so, and the row."""

    values: tuple[tuple[str | None, float | None], ...]
    word: str | None
    way: str
    reform: Stated | None
    row: DatedValue | None
    stated_to: int | None


def in_force_table(
    groups: tuple[Parameters, ...],
    sources: Mapping[str, Source],
    opening: int,
    months: range,
    moving: Mapping[str, Collection[str]],
) -> pl.DataFrame:
    """Rows of every parameter that the run read or a reform sets, over `months`; of the opening's figures those of
    `opening`. `moving`: names that people, or exposures, rest on too, by which of them."""
    rows: list[tuple[object, ...]] = []
    for group in groups:
        aside = group.aside()
        changed = {change.name for change in group.changes.all} & group.parameters.keys()
        for name in sorted(changed | group.used.keys()):
            span = range(opening, opening + 1) if name.startswith("opening.") else months
            moves = next((what for what, names in moving.items() if name in names), None)
            rows += [(*row, moves) for row in _rows(aside, name, span, sources)]
    return pl.DataFrame(rows, schema=SCHEMA, orient="row")


def _rows(group: Parameters, name: str, span: range, sources: Mapping[str, Source]) -> Iterator[tuple[object, ...]]:
    """Rows of one parameter: the months in which it says the same are one."""
    parameter = group.parameters[name]
    told = ((month, _held(group, name, month)) for month in span)
    for held, months in groupby(((m, h) for m, h in told if h is not None), key=lambda pair: pair[1]):
        within = [month for month, _ in months]
        for key, value in held.values:
            yield (
                name,
                key,
                parameter.zh,
                parameter.unit,
                text(within[0]),
                text(within[-1]),
                value,
                held.word,
                held.way,
                *_of_row(parameter, held, sources),
            )


def _held(group: Parameters, name: str, month: int) -> Held | None:
    """What holds in a month; None where nothing does, or a table too long to list."""
    acting = group.changes.acting(name, month)
    standing = group.standing(name, month)
    if standing is None and not (acting and acting[0].replaces):
        return None  # what scales a target of a later month shows in that month
    row = standing.row if standing is not None else None
    value = row.value if row is not None else acting[0].value
    way = REFORM if acting else TAIL if standing is not None and standing.tail else STATED
    last = acting[-1] if acting else None
    reform = None if last is None else Stated(last.reform, last.tag, place_of(last), last.line)
    until = group.stated_until(name, month) if way == TAIL else None
    if isinstance(value, str):
        return Held(((None, None),), group.word(name, month), way, reform, row, until)
    if isinstance(value, Table):
        if len(value.keys) > LONGEST:
            return None
        table = group.table(name, month)
        pairs = tuple(zip(table.keys, table.values.tolist(), strict=True))
        return Held(pairs, None, way, reform, row, until)
    return Held(((None, group.number(name, month)),), None, way, reform, row, until)


def _of_row(parameter: DatedParameter, held: Held, sources: Mapping[str, Source]) -> tuple[object, ...]:
    """What stands behind a row: the file's row with its tag and source, or the reform."""
    row = held.row
    began = None if row is None else text(row.from_)
    until = None if held.stated_to is None else text(held.stated_to)
    grows = f"basis.{parameter.grows_with}" if parameter.grows_with is not None else None
    if held.reform is not None or row is None:
        name, tag, file, line = held.reform or (None, None, None, None)
        return (began, grows, until, tag, None, name, name, None, None, None, None, file, line)
    source = sources.get(row.source)
    title, number = (None, None) if source is None else (source.title, source.number)
    about = row.tag, row.trust, row.source, title, number, row.article
    return (began, grows, until, *about, row.low, row.high, row.file, row.line)


def place_of(change: Change) -> str:
    """A reform's file as a manifest names it: within the data folder, else by its bare name."""
    return change.file if change.file.startswith("assumptions/") else Path(change.file).name
