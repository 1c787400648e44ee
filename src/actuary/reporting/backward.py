"""The inverse audit on the terminal (反推报告): what the others may be, or the conflict and the smallest change."""

from collections.abc import Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from actuary.reporting.language import Language, Words
from actuary.reporting.published import place_of, table_of, units_in

Row = Mapping[str, Any]
Ends = Sequence[float | None] | None


def render_inverse(document: Mapping[str, Any], language: Language, console: Console) -> None:
    """Print a document `actuary.inverse/1`."""
    say = Words(language)
    printed = _amount(document["printed"], document, say)
    _line(console, say("inverse.title", label=document[language], printed=printed), "bold")
    _line(console, f"{place_of(document, say)}  {document['figure']}", "dim")
    low, high = (_number(end, document) for end in document["interval"])
    limit = document["bound"]
    key = "inverse.means" if limit is None else "inverse.limit"
    _line(console, say(key, printed=printed, low=low, high=high, limit=limit and say(f"limit.{limit}")))
    if not document["relations"]:
        _line(console, say("inverse.alone"))
    elif document["consistent"]:
        _line(console, say("inverse.consistent"))
    if document["relations"] and document["implied"] is not None:
        low, high = (_number(end, document) for end in document["implied"])
        _line(console, say("inverse.implied", low=low, high=high))
    if document["inputs"]:
        _titled(console, say("inverse.inputs"), _inputs(document["inputs"], say))
    if document["conflict"] is not None:
        _conflict(console, document["conflict"], say)
        _repairs(console, document["repairs"], say)
    for relation in document["under"]:
        _under(console, relation, say)


def _inputs(rows: Sequence[Row], say: Words) -> Table:
    table = table_of(
        say, ("figure", "name"), ("printed", "figure"), ("printed_range", "figure"), ("implied", "figure"),
        ("both", "figure"),
    )  # fmt: skip
    for row in rows:
        ends = (_ends(row[key], row, say) for key in ("interval", "implied", "consistent"))
        table.add_row(Text(_named(row, say)), Text(_amount(row["printed"], row, say)), *map(Text, ends))
    return table


def _conflict(console: Console, conflict: Row, say: Words) -> None:
    console.print()
    _line(console, say("inverse.conflict"), "bold")
    if not conflict["touches"]:
        _line(console, say("inverse.elsewhere"))
    for figure in conflict["figures"]:
        _line(console, f"  {_named(figure, say, '  ')}  {_amount(figure['printed'], figure, say)}")
    for relation in conflict["relations"]:
        _line(console, f"  {relation[say.language]}: {units_in(relation['arithmetic'] or '', say)}")


def _repairs(console: Console, repairs: Row, say: Words) -> None:
    candidates = repairs["candidates"]
    if not candidates:
        _line(console, say("inverse.no_repair", count=repairs["searched"]))
        return
    key = "inverse.located" if repairs["identified"] else "inverse.open"
    table = table_of(say, ("way", "figure"), ("figure", "name"), ("printed", "figure"), ("nearest", "figure"),
                     ("both", "figure"))  # fmt: skip
    for number, candidate in enumerate(candidates, start=1):
        for cell in candidate["cells"]:
            ends = _ends((cell["low"], cell["high"]), cell, say)
            shown = (_amount(cell[name], cell, say) for name in ("printed", "nearest"))
            table.add_row(str(number), Text(_named(cell, say)), *map(Text, shown), Text(ends))
    console.print()
    _line(console, say(key, count=repairs["altered"], ways=len(candidates)), "bold")
    console.print(table)


def _under(console: Console, relation: Row, say: Words) -> None:
    console.print()
    _line(console, say("inverse.under"), "bold")
    _line(console, f"  {relation[f'relation_{say.language}']}: {units_in(relation['arithmetic'] or '', say)}")
    if relation["note"]:
        key = "audit.only_if" if relation["finding"] == "condition" else "audit.scope"
        _line(console, "  " + say(key, note=relation["note"][say.language]))
    if relation["inputs"]:
        table = table_of(say, ("figure", "name"), ("printed", "figure"), ("implied", "figure"))
        for row in relation["inputs"]:
            table.add_row(
                Text(_named(row, say)), Text(_amount(row["printed"], row, say)), Text(_ends(row["implied"], row, say))
            )
        console.print(table)


def _named(row: Row, say: Words, joint: str = "\n") -> str:
    return f"{row[say.language]}{joint}{place_of(row, say)}"


def _amount(printed: str, row: Row, say: Words) -> str:
    unit = str(row["unit"])
    return f"{printed}{unit}" if unit == "%" else f"{printed} {units_in(unit, say)}"


def _number(end: float | None, row: Row) -> str:
    """An end of an interval, two digits finer than the print."""
    if end is None:
        return "∞"
    text = f"{end:.{row['precision'] + 2}f}".rstrip("0").rstrip(".")
    return f"{text}%" if row["unit"] == "%" else text


def _ends(ends: Ends, row: Row, say: Words) -> str:
    if ends is None:
        return say("audit.none")
    low, high = ends
    return say("audit.to", low=f"-{_number(low, row)}" if low is None else _number(low, row), high=_number(high, row))


def _titled(console: Console, title: str, table: Table) -> None:
    console.print()
    _line(console, title, "bold")
    console.print(table)


def _line(console: Console, text: str, style: str | None = None) -> None:
    console.print(text, style=style, highlight=False, markup=False, emoji=False)
