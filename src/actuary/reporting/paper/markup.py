"""Typst markup (排版标记): words only ever stand in it as quoted strings, so nothing in them can act."""

from itertools import zip_longest

from rich.table import Table
from rich.text import Text

HOLD, FALL = "2b6a8f", "a3352b"
"""Colours of what holds and of a shortfall; words, dashes and the minus sign say it too."""


def quoted(words: str) -> str:
    """Words as a string of the language."""
    escaped = words.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def shown(words: str) -> str:
    """Words as content."""
    return f"#{quoted(words)}"


def heading(words: str, level: int = 1) -> str:
    """A heading of a level."""
    return f"#heading(level: {level}, {quoted(words)})"


def table(source: Table) -> str:
    """A table of the terminal: the same cells, figures at the right, a line under each group."""
    columns = [[_text(cell) for cell in column.cells] for column in source.columns]
    aligned = ", ".join("right" if column.justify == "right" else "left" for column in source.columns)
    wide = ", ".join("auto" if column.no_wrap else "1fr" for column in source.columns)
    heads = ", ".join(f"[#strong({quoted(_text(column.header).plain)})]" for column in source.columns)
    rows = []
    for place, row in enumerate(zip_longest(*columns, fillvalue=Text())):
        rows.append(", ".join(_cell(cell) for cell in row) + ",")
        if source.rows[place].end_section:
            rows.append("table.hline(stroke: 0.3pt),")
    head = f"table.header({heads}, table.hline(stroke: 0.8pt)),"
    setting = f"columns: ({wide},), align: ({aligned},), stroke: none, inset: (x: 3pt, y: 2.5pt),"
    return "\n".join(["#table(", setting, head, *rows, ")"])


def picture(svg: str, alternative: str, width: str = "auto") -> str:
    """A drawing with what a reader hears in its place."""
    return f'#image(bytes({quoted(svg)}), format: "svg", width: {width}, alt: {quoted(alternative)})'


def _cell(cell: Text) -> str:
    words, style = quoted(cell.plain), str(cell.style)
    if "red" in style:
        words = f'text(fill: rgb("{FALL}"), {words})'
    return f"[#strong({words})]" if "bold" in style else f"[#{words}]"


def _text(cell: object) -> Text:
    return cell if isinstance(cell, Text) else Text(str(cell))
