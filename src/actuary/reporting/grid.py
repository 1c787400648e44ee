"""Tables of texts (表格排版), set line by line.

Rich renders every cell of a table on its own console, which takes longer than the money of a valuation. Here a column
is as wide as its widest cell; where the page is too narrow rich says how wide it may be, and longer cells wrap, names
and paths behind a sign.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import zip_longest

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderResult
from rich.measure import Measurement
from rich.segment import Segment
from rich.style import Style
from rich.table import Column, Table
from rich.text import Text

Lines = Sequence[Text]
NAME = re.compile(r"[a-z][a-z0-9_-]*(?:[._/][a-z0-9_-]+)+")
"""A name of the program or a path, which has no blanks to wrap at."""


class Grid(Table):
    """A table of texts under headings, without titles and footers; it looks as rich would have it."""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Lines of cells padded to their columns."""
        columns = [_cells(column) for column in self.columns]
        if not columns or self.box is None:
            return
        gaps = [self.padding[1]] * (len(columns) - 1) + [0]
        widths = self._widths(columns, gaps, console, options)
        whole = [width + gap for width, gap in zip(widths, gaps, strict=True)]
        heading = console.get_style("table.header")
        for place, row in enumerate(zip(*columns, strict=True)):
            cells = [self._wrapped(*each, console) for each in zip(row, self.columns, widths, strict=True)]
            if place == 0:
                height = max(map(len, cells))
                cells = [(*[Text()] * (height - len(lines)), *lines) for lines in cells]
            for line in zip_longest(*cells, fillvalue=Text()):
                yield from self._line(console, line, widths, gaps, Style.null() if place else heading)
            if place == 0:
                yield from _rule(self.box.get_row(whole, "head", edge=False))
            elif place < len(self.rows) and self.rows[place - 1].end_section:
                yield from _rule(self.box.get_row(whole, "row", edge=False))

    def _widths(
        self, columns: Sequence[Lines], gaps: Sequence[int], console: Console, options: ConsoleOptions
    ) -> list[int]:
        """Width of each column without the blanks behind it."""
        limits = [column.max_width or options.max_width for column in self.columns]
        widest = [max(map(_width, cells)) for cells in columns]
        widths = [min(pair) for pair in zip(widest, limits, strict=True)]
        if sum(widths) + sum(gaps) + len(widths) - 1 <= options.max_width:
            return widths
        given = self._calculate_column_widths(console, options.update_width(options.max_width - len(widths) + 1))
        return [max(width - gap, 0) for width, gap in zip(given, gaps, strict=True)]

    def _measure_column(self, console: Console, options: ConsoleOptions, column: Column) -> Measurement:
        """Least and greatest width of a column as rich measures it, each text once."""
        texts = {cell.plain for cell in _cells(column)}
        lines, words = max(map(_wide, texts)), max(map(_word, texts))
        gap = 0 if column is self.columns[-1] else self.padding[1]
        measured = Measurement(words + gap, lines + gap).with_maximum(options.max_width)
        least, most = (None if limit is None else limit + gap for limit in (column.min_width, column.max_width))
        return measured.clamp(least, most)

    @staticmethod
    def _wrapped(cell: Text, column: Column, width: int, console: Console) -> Lines:
        """The lines of a cell in its column."""
        if width == 0:
            return ()
        if _width(cell) <= width and "\n" not in cell.plain:
            return (cell,)
        if NAME.fullmatch(cell.plain):
            return tuple(cell.divide(_ends(cell.plain, width)))
        lines = tuple(cell.wrap(console, width, overflow=column.overflow, no_wrap=column.no_wrap))
        for line in lines:
            line.rstrip()
        return lines

    def _line(
        self, console: Console, cells: Lines, widths: Sequence[int], gaps: Sequence[int], style: Style
    ) -> Iterator[Segment]:
        """One line of cells."""
        plain = ""
        for place, (cell, width, gap) in enumerate(zip(cells, widths, gaps, strict=True)):
            blank = " " * (width - cell_len(cell.plain))
            right = self.columns[place].justify == "right"
            plain += (" " if place else "") + (blank if right else "")
            if style or cell.style or cell.spans:
                yield Segment(plain)
                yield from Segment.apply_style(cell.render(console), style + console.get_style(cell.style))
                plain = ""
            else:
                plain += cell.plain
            plain += ("" if right else blank) + " " * gap
        yield Segment(plain)
        yield Segment.line()


def _cells(column: Column) -> Lines:
    """Heading and cells of a column."""
    return [cell if isinstance(cell, Text) else Text(str(cell)) for cell in (column.header, *column.cells)]


def _ends(name: str, width: int) -> list[int]:
    """Where the lines of a name or a path end: behind a sign where one fits, else in mid-word."""
    ends, begin = [], 0
    while len(name) - begin > width:
        found = max(name.rfind(sign, begin, begin + width) for sign in "._/")
        begin = found + 1 if found >= begin else begin + width
        ends.append(begin)
    return ends


def _width(cell: Text) -> int:
    """Cells of the longest line of a text."""
    return _wide(cell.plain)


@lru_cache(4096)
def _wide(text: str) -> int:
    return max(map(cell_len, text.split("\n")))


def _word(text: str) -> int:
    """Cells of the longest word; of the text where it has none."""
    return max(map(cell_len, text.split()), default=_wide(text))


def _rule(line: str) -> Iterator[Segment]:
    yield Segment(line)
    yield Segment.line()
