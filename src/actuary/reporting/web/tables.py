"""The tables of the terminal for a browser (表格): the same cells under the same headings, sorted and copied there."""

from itertools import zip_longest

from rich.table import Column, Table
from rich.text import Text

from actuary.reporting.elements import element, lines, text


def html_table(table: Table, title: str, caption: str) -> str:
    """A table of the page; `title`: as it is announced; `caption`: unit, rule set and where its inputs come from."""
    columns = [[_text(cell) for cell in column.cells] for column in table.columns]
    classes = [_kind(column) for column in table.columns]
    heads = [
        element("th", element("button", text(_text(column.header).plain), type="button"), scope="col", class_=kind)
        for column, kind in zip(table.columns, classes, strict=True)
    ]
    rows = [
        element("tr", *_row(row, classes), **_border(table, place))
        for place, row in enumerate(zip_longest(*columns, fillvalue=Text()))
    ]
    return element(
        "table",
        element("caption", text(caption)),
        element("thead", element("tr", *heads)),
        element("tbody", lines(rows)),
        **({"aria_label": title} if title else {}),
    )


NAME = "name"
"""Kind of most cells, which needs no mark."""


def _kind(column: Column) -> str:
    """A figure stands at the right, a word is kept whole, a name may break."""
    return "figure" if column.justify == "right" else "word" if column.no_wrap else NAME


def _row(row: tuple[Text, ...], classes: list[str]) -> list[str]:
    """Cells of a row; what stands first names it, where there is anything."""
    first, *rest = row
    head = _cell(first, classes[0], **({"scope": "row"} if first.plain.strip() else {}))
    return [head, *(_cell(cell, kind) for cell, kind in zip(rest, classes[1:], strict=True))]


def _cell(cell: Text, kind: str, **attributes: str) -> str:
    style = str(cell.style)
    marks = [kind, *(name for name in ("red", "bold") if name in style)]
    marked = [mark for mark in marks if mark != NAME]
    classed = {"class_": " ".join(marked)} if marked else {}
    return element("th" if attributes else "td", text(cell.plain), **attributes, **classed)


def _border(table: Table, place: int) -> dict[str, str]:
    return {"class_": "last"} if table.rows[place].end_section else {}


def _text(cell: object) -> Text:
    return cell if isinstance(cell, Text) else Text(str(cell))
