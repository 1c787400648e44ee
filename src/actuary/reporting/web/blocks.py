"""Sections and what stands in them, for a browser (网页构件)."""

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
    Section,
    Tabular,
)
from actuary.reporting.drawing.canvas import WIDE, drawn_width
from actuary.reporting.elements import element, empty, lines, text
from actuary.reporting.language import Language, Words
from actuary.reporting.onepage import Card
from actuary.reporting.web.tables import html_table


def section(language: Language, told: Section, frame: str, words: Words) -> str:
    """A section with its anchor, and the clauses that it meets."""
    met = words("report.clauses", clauses=words("page.and").join(told.clauses)) if told.clauses else ""
    head = [element("h2", text(told.title)), element("p", text(met), class_="clauses")]
    return element(
        "section", *head, lines(block(each, frame, words) for each in told.blocks), id=f"{language}-{told.key}"
    )


@singledispatch
def block(told: Block, frame: str, words: Words) -> str:
    """One block; every kind has its shape. `frame`: law and belief of its numbers."""
    raise TypeError(type(told).__name__)


@block.register
def _(told: Paragraph, frame: str, words: Words) -> str:
    return element("p", *(_run(run, frame) for run in told.runs), class_=told.kind)


@block.register
def _(told: Heading, frame: str, words: Words) -> str:
    return element("h3", text(told.words))


@block.register
def _(told: Picture, frame: str, words: Words) -> str:
    return element("figure", *_headed("figcaption", told.name), told.drawn, _caption(told.caption))


@block.register
def _(told: Cards, frame: str, words: Words) -> str:
    return element("div", *(_card(card) for card in told.cards), class_="cards")


@block.register
def _(told: Missing, frame: str, words: Words) -> str:
    command = words("missing.command", command=told.command)
    return element("p", text(f"{told.words} {command}"), class_="missing")


def _run(run: Run, frame: str) -> str:
    """Words, or a number with where it comes from and under which law and belief."""
    if not isinstance(run, Figure):
        return text(run)
    value = run.value if isinstance(run.value, int | float) else run.shown
    return element("data", text(run.shown), value=str(value), title=f"{run.reference} · {frame}")


def _headed(name: str, words: str) -> list[str]:
    return [element(name, text(words))] if words else []


def _caption(words: str) -> str:
    return element("p", text(words), class_="caption") if words else ""


@block.register
def _(told: Tabular, frame: str, words: Words) -> str:
    heard = words("report.copy_of", title=told.title) if told.title else words("report.copy")
    copy = element("button", text(words("report.copy")), type="button", class_="copy", aria_label=heard)
    table = html_table(told.table, told.title, told.caption)
    return element("div", *_headed("h3", told.title), copy, table, class_="table")


@block.register
def _(told: Gallery, frame: str, words: Words) -> str:
    return _moving(told, words) if told.moving else _beside(told)


def _beside(told: Gallery) -> str:
    pictures = [element("figure", *_headed("figcaption", each.name), each.drawn) for each in told.pictures]
    wide = any(drawn_width(each.drawn) > WIDE for each in told.pictures)
    beside = element("div", *pictures, class_="gallery wide" if wide else "gallery")
    return element("div", *_headed("h3", told.name), beside, _caption(told.caption))


def _moving(told: Gallery, words: Words) -> str:
    """Frames of one picture behind a slider; without a program, and on paper, all of them are there."""
    frames = [element("figure", each.drawn, data_frame=str(place)) for place, each in enumerate(told.pictures)]
    last = str(len(frames) - 1)
    slider = empty(
        "input", type="range", min="0", max=last, value=last, step="1", aria_label=words("report.year"),
        data_years=" ".join(each.name for each in told.pictures),
    )  # fmt: skip
    play = element("button", text(words("report.play")), type="button", class_="play")
    year = element("output", text(told.pictures[-1].name if told.pictures else ""))
    control = element("div", slider, year, play, class_="control")
    return element(
        "div", *_headed("h3", told.name), control, element("div", *frames, class_="frames"), _caption(told.caption)
    )


def _card(card: Card) -> str:
    head, *each = card.remedies or ("",)
    mended = [element("p", text(head), class_="lacking"), element("ul", *(element("li", text(one)) for one in each))]
    told = element(
        "div",
        element("h3", text(card.name)),
        element("p", text(card.verdict), class_="verdict"),
        element("p", *(element("span", text(fact)) for fact in card.facts), class_="facts"),
        *(mended if card.remedies else ()),
    )
    return element("section", card.picture, told, class_=f"card {card.state}")
