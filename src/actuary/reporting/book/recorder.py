"""What a command prints, taken down as blocks (转录): bold lines are titles, pale ones stand under their table."""

from collections.abc import Callable
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from actuary.reporting.book.blocks import Block, Heading, Paragraph, Tabular


class Recorder(Console):
    """A console that keeps what is printed on it, in order."""

    def __init__(self, width: int) -> None:
        super().__init__(width=width)
        self.kept: list[tuple[Any, str]] = []

    def print(self, *objects: Any, **options: Any) -> None:
        """Keep what would be printed, with its style."""
        for each in objects:
            style = str(options.get("style") or (each.style if isinstance(each, Text) else ""))
            self.kept.append((each.plain if isinstance(each, Text) else each, style))


def recorded(print_on: Callable[[Console], None], width: int, frame: str, heading: str = "") -> list[Block]:
    """The blocks of what is printed; `frame` stands under a table where its own line does not say it, and `heading`,
    which says the same of the whole, is left out."""
    recorder = Recorder(width)
    print_on(recorder)
    found: list[Block] = []
    title = ""
    for content, style in recorder.kept:
        if isinstance(content, Table):
            if content.row_count:
                found.append(Tabular(title, content, frame))
            title = ""
        elif "bold" in style:
            found += _left_over(title)
            title = str(content).strip()
        elif str(content).strip() not in {"", heading}:
            _under(found, str(content).strip(), frame)
    return [*found, *_left_over(title)]


def _left_over(title: str) -> list[Block]:
    """A title that no table followed stands over what comes."""
    return [Heading(title)] if title else []


def _under(found: list[Block], line: str, frame: str) -> None:
    """A line under the last table, once; the frame is said in it or after it."""
    last = found[-1] if found else None
    if isinstance(last, Tabular):
        before = [] if last.caption == frame else [last.caption.removesuffix(f" · {frame}")]
        parts = [*before, line]
        found[-1] = last._replace(caption=" · ".join(parts if frame in " ".join(parts) else [*parts, frame]))
    else:
        found.append(Paragraph((line,), "note"))
