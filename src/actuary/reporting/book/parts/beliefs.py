"""Inputs and assumptions (输入与假设): what each value is, its range, who says so; and what rests on no source."""

from collections.abc import Iterator, Mapping
from typing import Any

import polars as pl
from rich.text import Text

from actuary.reporting import figures
from actuary.reporting.book.blocks import Block, Paragraph
from actuary.reporting.book.making import Making
from actuary.reporting.book.references import UNSOURCED
from actuary.reporting.book.tracing import counts
from actuary.reporting.catalogue import TEXTS
from actuary.reporting.exact import number, readable
from actuary.reporting.language import plain_name
from actuary.reporting.law_words import word
from actuary.vocabulary import TAGS

LISTED = 6
"""Files that are named where data have changed."""


def unsourced(making: Making) -> Iterator[Block]:
    """For each ledger how many of the parameters behind its balance carry each tag."""
    words = making.words
    columns = [("fund", "name"), ("count", "figure"), ("unsourced", "figure")]
    table = making.page.table(
        *((words(f"head.{key}"), kind) for key, kind in columns), *((words(f"tag.{tag}"), "figure") for tag in TAGS)
    )
    for fund in making.page.entries.funds():
        for account in making.page.entries.headlines(fund):
            found = counts(making.material.inputs, fund, account)
            whole = sum(found.values())
            share = sum(found.get(tag, 0) for tag in UNSOURCED) / whole if whole else None
            cells = [f"{whole:,}", figures.share(share), *(f"{found.get(tag, 0):,}" for tag in TAGS)]
            table.add_row(making.page.ledger(fund, account), *cells)
    yield making.titled("book.unsourced", table, scope=words("scope.derivations"))


def sources(making: Making) -> Iterator[Block]:
    """Every document or statistic that an input cites, and how many values it carries."""
    known = making.material.assumptions.sources
    cited = making.material.inputs.group_by("source", maintain_order=True).agg(
        pl.len().alias("values"), pl.col("tag").unique()
    )
    rows = []
    for row in cited.sort("source").iter_rows(named=True):
        source = known.get(row["source"])
        title = row["source"] if source is None else f"{source.title}{f'（{source.number}）' if source.number else ''}"
        title = _own(making, row["source"]) or title
        tags = making.words("page.and").join(making.words(f"tag.{tag}") for tag in TAGS if tag in row["tag"])
        rows.append([title, row["source"], f"{row['values']:,}", tags])
    columns = [("source", "name"), ("key", "word"), ("count", "figure"), ("tag", "name")]
    yield making.titled("book.sources", making.rows(columns, rows))


def changed(making: Making) -> Iterator[Block]:
    """Files that are no longer those the run read."""
    found = making.material.changed
    if found:
        named = making.words("page.and").join(found[:LISTED])
        yield Paragraph((making.words("data.changed", count=len(found), files=named),), "note")


def assumptions(making: Making) -> Iterator[Block]:
    """Every belief and opening value that the run read, with basis and a field for the actuary's opinion."""
    inputs = making.material.inputs.filter(~pl.col("name").str.starts_with("law."))
    columns = [("series", "name"), ("value", "name"), ("range", "name"), ("tag", "word"), ("source", "name")]
    table = making.rows([*columns, ("opinion", "word")], [])
    for room, rows in _by_room(inputs):
        table.add_row(Text(making.words.term("room", room), style="bold"))
        for name, each in rows:
            table.add_row(*_row(making, name, each))
        table.add_section()
    yield making.titled("book.assumptions", table, scope=making.words("scope.own_units"))


def _by_room(inputs: pl.DataFrame) -> Iterator[tuple[str, list[tuple[str, list[dict[str, Any]]]]]]:
    """Rows by name, names by the room of the data they stand in."""
    rooms: dict[str, dict[str, list[dict[str, Any]]]] = {}
    for row in inputs.sort("name", "date", maintain_order=True).iter_rows(named=True):
        room = ".".join(str(row["name"]).split(".")[:2])
        rooms.setdefault(room, {}).setdefault(row["name"], []).append(row)
    for room in sorted(rooms):
        yield room, list(rooms[room].items())


def _row(making: Making, name: str, rows: list[dict[str, Any]]) -> list[str]:
    first, last, words = rows[0], rows[-1], making.words
    values = [_shown(making, first)] if _same(first, last) else [_shown(making, first), _shown(making, last)]
    tag = words("page.and").join(words(f"tag.{each}") for each in TAGS if any(row["tag"] == each for row in rows))
    source = making.material.assumptions.sources.get(first["source"])
    titled = first["source"] if source is None else source.number or source.title
    titled = _own(making, first["source"]) or titled
    return [
        f"  {_named(making, name)}",
        " … ".join(values),
        _range(making, first),
        tag,
        titled,
        making.words("cover.field"),
    ]


def _own(making: Making, source: str) -> str:
    """What the project itself says it judged or reckoned, in words; nothing of another source."""
    key = f"source.{source}"
    return making.words(key) if key in TEXTS else ""


def _same(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    return (one["value"], one["text"]) == (other["value"], other["text"])


def _named(making: Making, name: str) -> str:
    """Its Chinese name where the data give one, else the key, readably."""
    if making.words.language == "zh":
        known = making.material.assumptions
        found = known.bases.get(str(making.material.verdict["basis"]), {}).get(name) or making.material.opening.get(
            name
        )
        return name if found is None else found.zh
    return plain_name(name)


def _shown(making: Making, row: Mapping[str, Any]) -> str:
    if row["value"] is None:
        return word(str(row["text"]), making.words.language)
    shown, unit, _ = readable(float(row["value"]), row["unit"], making.words)
    if row["key"] is None:
        return shown + unit
    return making.words("scope.entry", entry=making.words.key(row["key"]), shown=shown + unit)


def _range(making: Making, row: Mapping[str, Any]) -> str:
    if row["low"] is None or row["high"] is None:
        return figures.MISSING
    if row["key"] is not None:
        return making.words("scope.factor", low=f"{row['low']:g}", high=f"{row['high']:g}")
    _, _, by = readable(row["value"] or 0.0, row["unit"], making.words)
    return f"{number(row['low'] / by, row['unit'])} – {number(row['high'] / by, row['unit'])}"
