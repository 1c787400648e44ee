"""The audit on the terminal (核对报告): what does not simply agree first, with its arithmetic spelled out."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from actuary.dated.published import LIMITS
from actuary.reporting.audit_texts import PRINTED_UNITS
from actuary.reporting.figures import MISSING
from actuary.reporting.language import Language, Words
from actuary.reporting.layout import plain_table

Row = Mapping[str, Any]
FULL = ("differs", "condition", "scope_changed")
FINDINGS = ("differs", "condition", "scope_changed", "reproduced", "not_derivable")
RED = {"differs": "bold red"}


def render(document: Mapping[str, Any], language: Language, console: Console) -> None:
    """Print a document `actuary.audit/1`."""
    say = Words(language)
    _line(console, say("audit.title", title=document[language]), "bold")
    totals = document["totals"]
    words = (say("audit.count", word=say(f"finding.{key}"), count=totals[key]) for key in FINDINGS)
    gap = "，" if language == "zh" else ", "
    _line(console, say("audit.counts", figures=totals["figures"], rows=totals["rows"], counts=gap.join(words)))
    _line(console, say("audit.rounding"), "dim")
    _line(console, say("audit.with_run" if document["run"] else "audit.no_run"), "dim")
    for finding, table in _tables(document["figures"], say):
        console.print()
        _line(console, finding, "bold")
        console.print(table)
    if totals["differs"]:
        _line(console, say("audit.at_fault"), "dim")


def _tables(rows: Sequence[Row], say: Words) -> Iterator[tuple[str, Table]]:
    """Titled tables in reading order; one without rows is left out."""
    for finding in FULL:
        chosen = [row for row in rows if row["finding"] == finding]
        if chosen:
            yield say(f"finding.{finding}"), _findings(chosen, say)
    bounded = [row for row in rows if row["finding"] == "not_derivable" and row["relation"]]
    if bounded:
        yield say("audit.bounded"), _findings(bounded, say)
    reproduced = [row for row in rows if row["finding"] == "reproduced"]
    if reproduced:
        yield say("finding.reproduced"), _by_relation(reproduced, say)
    rest = [row for row in rows if row["finding"] == "not_derivable" and not row["relation"]]
    if rest:
        yield say("finding.not_derivable"), _by_label(rest, say)


def table_of(say: Words, *columns: tuple[str, str]) -> Table:
    """A table headed by the catalogue's words: `figure` columns to the right, `name` columns fold."""
    table = plain_table()
    for key, kind in columns:
        table.add_column(
            Text(say(f"head.{key}")),
            justify="right" if kind == "figure" else "left",
            no_wrap=kind == "figure",
            overflow="fold",
        )
    return table


def amount(value: float | None, unit: str, places: int) -> str:
    """A number in a printed unit: so many decimals at most."""
    if value is None:
        return MISSING
    text = f"{value:.{places}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return f"{text}%" if unit == "%" else text


def _printed(row: Row) -> str:
    """A figure as it is printed, with the sign of its limit."""
    shown = amount(row["printed"], row["unit"], row["precision"])
    return f"{LIMITS[row['bound']]} {shown}" if row["bound"] else shown


def _findings(rows: Sequence[Row], say: Words) -> Table:
    table = table_of(
        say, ("figure", "name"), ("printed", "figure"), ("recomputed", "figure"), ("unit", "figure"),
        ("arithmetic", "name"),
    )  # fmt: skip
    for row in rows:
        lines = [_of(row, "relation", say), *units_in(str(row["arithmetic"] or ""), say).split("; ")]
        if row["engine"]:
            told = (say("audit.quantity", **{**part, "tag": say.term("tag", part["tag"])}) for part in row["engine"])
            lines.append(say("audit.engine", names=("；" if say.language == "zh" else "; ").join(told)))
        if row["note"]:
            key = "audit.only_if" if row["finding"] == "condition" else "audit.scope"
            lines.append(say(key, note=row["note"][say.language]))
        table.add_row(
            Text(f"{row[say.language]}\n{place_of(row, say)}"),
            Text(_printed(row)),
            Text(amount(row["computed"], row["unit"], row["precision"] + 2), style=RED.get(row["finding"], "")),
            Text(units_in(row["unit"], say)),
            Text("\n".join(lines)),
            end_section=True,
        )
    return table


def _by_relation(rows: Sequence[Row], say: Words) -> Table:
    """One line a relation, with the figures that it reproduces."""
    table = table_of(say, ("relation", "name"), ("count", "figure"), ("figures", "name"))
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(str(row["relation"]), []).append(row)
    for group in groups.values():
        table.add_row(Text(_of(group[0], "relation", say)), str(len(group)), Text(_listed(group, say)))
    return table


def _by_label(rows: Sequence[Row], say: Words) -> Table:
    """One line a place, with the figures that nothing printed determines."""
    table = table_of(say, ("figure", "name"), ("count", "figure"), ("figures", "name"))
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(str(row["figure"]).split(".")[1], []).append(row)
    for group in groups.values():
        place = place_of(group[0], say).split("，" if say.language == "zh" else ", ")[0]
        table.add_row(Text(place), str(len(group)), Text(_listed(group, say)))
    return table


def _listed(rows: Sequence[Row], say: Words) -> str:
    labels: dict[str, list[str]] = {}
    for row in rows:
        labels.setdefault(str(row[say.language]), []).append(_printed(row))
    comma, stop = say("page.and"), say("law.joint")
    return stop.join(f"{label} {comma.join(dict.fromkeys(values))}" for label, values in labels.items())


def units_in(text: str, say: Words) -> str:
    """A text with its printed units in the page's language."""
    for zh, en in PRINTED_UNITS.items() if say.language == "en" else ():
        text = text.replace(zh, en)
    return text


def place_of(row: Row, say: Words) -> str:
    """Where on the page a figure stands."""
    return str(row["place_zh"] if say.language == "zh" else row["place"])


def _of(row: Row, key: str, say: Words) -> str:
    return str(row[f"{key}_{say.language}"] or "")


def _line(console: Console, text: str, style: str | None = None) -> None:
    console.print(text, style=style, highlight=False, markup=False, emoji=False)
