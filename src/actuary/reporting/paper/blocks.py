"""What stands in a section, on paper (纸质构件): one block of markup each."""

from collections.abc import Sequence
from functools import singledispatch

from actuary.reporting.book.blocks import (
    Block,
    Cards,
    Figure,
    Gallery,
    Heading,
    Missing,
    Paragraph,
    Picture,
    Run,
    Tabular,
)
from actuary.reporting.drawing.canvas import WIDE, drawn_width, style
from actuary.reporting.language import Words
from actuary.reporting.onepage import Card
from actuary.reporting.paper.markup import FALL, HOLD, heading, picture, quoted, shown, table

ACROSS = 2
"""Pictures of a gallery in a row."""
POINT = 0.75
"""Points of a pixel."""
FRAMES = 4
"""Frames of a moving picture that stand on paper."""
FONT = 'text { font-family: "Noto Sans SC"; }'


@singledispatch
def block(told: Block, words: Words) -> str:
    """One block; every kind has its shape."""
    raise TypeError(type(told).__name__)


@block.register
def _(told: Heading, words: Words) -> str:
    return heading(told.words, 2)


@block.register
def _(told: Tabular, words: Words) -> str:
    return f"{_title(told.title)}\n{table(told.table)}\n{_caption(told.caption)}"


@block.register
def _(told: Picture, words: Words) -> str:
    drawn = picture(_drawn(told.drawn), f"{told.name} {told.told}", _width(told.drawn))
    return f"#block(breakable: false, width: 100%)[{_title(told.name)} {drawn} {_caption(told.caption)}]"


@block.register
def _(told: Missing, words: Words) -> str:
    command = words("missing.command", command=told.command)
    return f"#text(fill: luma(70), {quoted(f'{told.words} {command}')})"


@block.register
def _(told: Paragraph, words: Words) -> str:
    runs = "".join(_run(run) for run in told.runs)
    if told.kind == "note":
        return f"#[#set par(leading: 0.6em)\n#text(size: 7pt)[{runs}]]"
    if told.kind == "lead":
        return f"#block(spacing: 0.6em, text(size: 8pt)[{runs}])"
    if told.kind == "item":
        return f"#block(inset: (left: 1em), spacing: 0.7em)[{runs}]"
    return f"#v(2em)#[{runs}]" if told.kind == "signature" else f"#[{runs}]"


def _run(run: Run) -> str:
    return shown(run.shown if isinstance(run, Figure) else run)


def _title(words: str) -> str:
    return f"#block(above: 1.2em, below: 0.6em, sticky: true, strong({quoted(words)}))" if words else ""


def _caption(words: str) -> str:
    return f"#block(above: 0.5em, text(size: 6.5pt, fill: luma(90), {quoted(words)}))" if words else ""


@block.register
def _(told: Gallery, words: Words) -> str:
    """Pictures two to a row; of a moving one its first, its last, and what lies evenly between."""
    pictures: Sequence[Picture] = told.pictures
    if told.moving and len(pictures) > FRAMES:
        last = len(pictures) - 1
        pictures = [pictures[round(place * last / (FRAMES - 1))] for place in range(FRAMES)]
    cells = [
        f"[#block(breakable: false)[#text(size: 8pt, strong({quoted(each.name)})) "
        f"{picture(_drawn(each.drawn), f'{each.name} {each.told}', '100%')}]],"
        for each in pictures
    ]
    across = 1 if any(drawn_width(each.drawn) > WIDE for each in pictures) else ACROSS
    grid = "\n".join([f"#grid(columns: ({'1fr, ' * across}), gutter: 8pt,", *cells, ")"])
    return f"{_title(told.name)}\n{grid}\n{_caption(told.caption)}"


@block.register
def _(found: Cards, words: Words) -> str:
    """The ledgers of the first page, one below the other: picture, then verdict, figures and remedies."""
    return "\n".join(["#[#set par(leading: 0.45em, spacing: 0.45em, justify: false)", *map(_card, found.cards), "]"])


EDGE = {
    "pays": f'(paint: rgb("{HOLD}"), thickness: 2.5pt)',
    "warns": f'(paint: rgb("{HOLD}"), thickness: 2.5pt, dash: "dotted")',
    "fails": f'(paint: rgb("{FALL}"), thickness: 2.5pt, dash: "dashed")',
}
"""How the edge of a card is drawn, by how its ledger stands."""


def _card(card: Card) -> str:
    drawn = picture(_drawn(card.picture), f"{card.name} {card.told}", "100%")
    lines = [f"#strong({quoted(card.name)}) #h(0.5em) #{quoted(card.verdict)}"]
    lines.append(f"#text(size: 7pt, {quoted(' · '.join(card.facts))})")
    if card.remedies:
        lines.append(f"#text(size: 7pt, {quoted(' '.join((card.remedies[0], ' · '.join(card.remedies[1:]))))})")
    told = " \\ ".join(lines)
    setting = f"width: 100%, breakable: false, inset: (x: 5pt, y: 1pt), stroke: (left: {EDGE[card.state]})"
    grid = f"#grid(columns: (3.4cm, 1fr), column-gutter: 8pt, {drawn.removeprefix('#')}, [#text(size: 8pt)[{told}]])"
    return f"#block({setting})[{grid}]"


def _width(svg: str) -> str:
    """As wide as it is drawn, never wider than the page."""
    return "100%" if drawn_width(svg) > WIDE else f"{drawn_width(svg) * POINT:g}pt"


def _drawn(svg: str) -> str:
    return svg.replace("<title>", f"<style>{style()}{FONT}</style><title>", 1)
