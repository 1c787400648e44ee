"""What the report is made of (报告的构件), the same for every face: text, tables, pictures, what is missing."""

from collections.abc import Sequence
from typing import NamedTuple

from rich.table import Table

from actuary.reporting.onepage import Card


class Figure(NamedTuple):
    """A number in a text (文中数字): where it comes from, as it prints, and in the run's own unit."""

    reference: str
    shown: str
    value: float | str | None


Run = str | Figure
"""A stretch of text: words, or a number of the run."""


class Paragraph(NamedTuple):
    """Words with numbers of the run among them (段落); `kind`: text | lead | item | note | signature."""

    runs: tuple[Run, ...]
    kind: str = "text"


class Heading(NamedTuple):
    """A heading inside a section (小标题)."""

    words: str


class Tabular(NamedTuple):
    """A table under its title, with what its figures are in, what they cover and where they come from (表)."""

    title: str
    table: Table
    caption: str


class Picture(NamedTuple):
    """A picture, the same in words, and what it shows in which unit (图)."""

    name: str
    told: str
    drawn: str
    caption: str


class Gallery(NamedTuple):
    """Pictures of one kind beside each other (并列的图); `moving`: frames of one picture, by year."""

    name: str
    pictures: tuple[Picture, ...]
    caption: str
    moving: bool = False


class Cards(NamedTuple):
    """The first page's verdicts (首页)."""

    cards: tuple[Card, ...]


class Missing(NamedTuple):
    """What was not made, and the command that makes it (未作的部分)."""

    words: str
    command: str


Block = Paragraph | Heading | Tabular | Picture | Gallery | Cards | Missing


class Section(NamedTuple):
    """A section of the report (一节), and the clauses of the standards that it meets."""

    key: str
    title: str
    clauses: tuple[str, ...]
    blocks: tuple[Block, ...]
    numbered: bool = True
    """False for what stands before the contents."""


class Book(NamedTuple):
    """The whole report in one language (报告全文)."""

    title: str
    sections: tuple[Section, ...]
    footer: str
    frame: str
    """Rule set, basis, pooling and horizon of every number."""


def plain(runs: Sequence[Run]) -> str:
    """Runs as they read."""
    return "".join(run if isinstance(run, str) else run.shown for run in runs)
