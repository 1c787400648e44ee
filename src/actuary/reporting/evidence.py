"""The evidence tables (依据): published figures, targets, aggregates, inputs, and the rules that acted."""

from collections.abc import Mapping, Sequence
from typing import Any

from rich.table import Table
from rich.text import Text

from actuary.reporting import figures
from actuary.reporting.layout import FAILED, Page, Section, amount_text
from actuary.vocabulary import TAGS

SHOWN = 20


def reconciliation(page: Page) -> Section:
    """Published figures and what the run computes for each."""
    columns = page.heads(
        ("name", "name"),
        ("unit", "name"),
        ("printed", "figure"),
        ("computed", "figure"),
        ("difference", "figure"),
    )
    table = page.table(*columns)
    for row in page.rows("reconciliation"):
        unit = str(row.get("unit", ""))
        table.add_row(_name(page, row), Text(page.words.unit(unit)), *_amounts(row, unit))
    return Section(page.words("title.reconciliation"), "", table)


def participants(page: Page) -> Section:
    """The plan's targets of participants, what was computed, and what closes the difference."""
    columns = page.heads(
        ("fund", "name"),
        ("unit", "word"),
        ("target", "figure"),
        ("computed", "figure"),
        ("difference", "figure"),
        ("closed_by", "name"),
    )
    table = page.table(*columns)
    for row in page.rows("participants"):
        unit = str(row.get("unit", "person"))
        name = row.get(page.words.language) or page.words.fund(str(row.get("fund", "")))
        closed = Text(_closed_by(page, row.get("closed_by"), unit))
        table.add_row(Text(str(name)), Text(page.words.unit(unit)), *_amounts(row, unit), closed)
    return Section(page.words("title.participants"), "", table)


def aggregates(page: Page) -> Section:
    """Totals of the run against an expected value and range."""
    columns = page.heads(
        ("name", "name"),
        ("unit", "name"),
        ("expected", "figure"),
        ("range", "figure"),
        ("computed", "figure"),
        ("within", "word"),
    )
    table = page.table(*columns)
    for row in page.rows("aggregates"):
        unit = str(row.get("unit", ""))
        low, high = (figures.amount(row.get(key), unit) for key in ("low", "high"))
        table.add_row(
            _name(page, row),
            Text(page.words.unit(unit)),
            amount_text(row.get("expected"), unit),
            Text(f"{low} – {high}"),
            amount_text(row.get("computed"), unit),
            _within(page, row.get("within")),
        )
    return Section(page.words("title.aggregates"), "", table)


def inputs(page: Page) -> Section:
    """How many of the values that were read are published, statute, derived, proxy or judgement."""
    counts: Mapping[str, int] = page.verdict.get("inputs") or {}
    total = sum(counts.values())
    table = page.table(*page.heads(("tag", "name"), ("count", "figure"), ("share", "figure")))
    for tag in (*TAGS, *sorted(set(counts) - set(TAGS))) if total else ():
        count = int(counts.get(tag, 0))
        table.add_row(Text(page.words.term("tag", tag)), f"{count:,}", figures.share(count / total))
    return Section(page.words("title.inputs"), "", table)


def tails(page: Page) -> Section:
    """Series that a named tail rule carried past their last stated value."""
    table = page.table(*page.heads(("series", "name"), ("from", "word"), ("rule", "name")))
    rows = page.rows("tails")
    for row in _some(page, rows):
        rule = page.words.term("tail", str(row.get("rule", "")))
        table.add_row(_series(page, row), figures.month(row.get("from")), Text(rule))
    _further(page, table, rows)
    return Section(page.words("title.tails"), "", table)


def levels(page: Page) -> Section:
    """Estimates of a level for which nothing earlier than a later source exists."""
    table = page.table(*page.heads(("series", "name")))
    rows = page.rows("levels")
    for row in _some(page, rows):
        table.add_row(_series(page, row))
    _further(page, table, rows)
    return Section(page.words("title.levels"), "", table)


def replaced(page: Page) -> Section:
    """Values of the user's own beside those that they replaced."""
    columns = page.heads(
        ("series", "name"), ("from", "word"), ("unit", "word"), ("old", "figure"), ("new", "figure"),
        ("tag", "word"), ("source", "name"),
    )  # fmt: skip
    table = page.table(*columns)
    for row in page.rows("replaced"):
        entry = f" [{row['key']}]" if row.get("key") else ""
        table.add_row(
            Text(f"{_series(page, row).plain}{entry}"),
            figures.month(row.get("from")),
            Text(str(row.get("unit", ""))),
            figures.plain(row.get("old")),
            figures.plain(row.get("new")),
            Text(page.words.term("tag", str(row.get("tag", "")))),
            Text(str(row.get("source", ""))),
        )
    return Section(page.words("title.replaced"), "", table)


def _some(page: Page, rows: Sequence[Mapping[str, Any]]) -> Sequence[Mapping[str, Any]]:
    """The rows that are shown: all where nothing is left out, else the first."""
    return rows if page.whole else rows[:SHOWN]


def _further(page: Page, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    if len(rows) > len(_some(page, rows)):
        table.add_row(Text(page.words("page.further", count=len(rows) - SHOWN)))


def _name(page: Page, row: Mapping[str, Any]) -> Text:
    """A row's own wording, else what its name is made of: a fund, or a fund or ledger and a measure."""
    name = str(row.get("name", ""))
    fund, _, rest = name.partition(".")
    account, _, measure = rest.partition(".")
    if (own := row.get(page.words.language)) is not None:
        return Text(str(own))
    if not rest:
        return Text(page.words.fund(name))
    whose = page.ledger(fund, account) if measure else page.words.fund(fund)
    return Text(f"{whose} · {page.words.term('aggregate', measure or rest)}")


def _series(page: Page, row: Mapping[str, Any]) -> Text:
    """A parameter by its Chinese name, or in English by its key."""
    return Text(str(row.get(page.words.language) or row.get("name", "")))


def _amounts(row: Mapping[str, Any], unit: str) -> list[Text]:
    return [amount_text(row.get(key), unit) for key in ("printed", "computed", "difference")]


def _closed_by(page: Page, value: object, unit: str) -> str:
    """What closes a difference: words, or numbers of the row's unit by what they count; noughts are left out."""
    if isinstance(value, Mapping):
        parts = (
            f"{page.words(f'closed.{key}')} {figures.amount(float(number), unit)}"
            for key, number in value.items()
            if abs(float(number)) > 0.5
        )
        return "; ".join(parts) or figures.MISSING
    return figures.MISSING if value is None else str(value)


def _within(page: Page, within: bool | None) -> Text:
    if within is None:
        return Text(figures.MISSING)
    return Text(page.words("page.within")) if within else Text(page.words("page.outside"), style=FAILED)
