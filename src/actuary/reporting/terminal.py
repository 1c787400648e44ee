"""The verdict on the terminal (终端报告): a one-page summary first, then what stands behind it."""

import sys
from collections.abc import Iterator, Mapping
from io import TextIOWrapper
from typing import Any

from rich.console import Console

from actuary.reporting import evidence, finding, memoranda, results, triggers
from actuary.reporting.language import Language, Words
from actuary.reporting.layout import Page, Section

PIPED_WIDTH = 100


def console_for(width: int | None = None) -> Console:
    """Standard output: the terminal's own width, 100 columns when it is a pipe or a file."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # a stream that cannot hold Chinese shows marks, not a traceback
    console = Console(width=width, highlight=False, markup=False, emoji=False, soft_wrap=False)
    return console if width or console.is_terminal else console_for(PIPED_WIDTH)


def render(verdict: Mapping[str, Any], lang: Language, console: Console) -> None:
    """Print a verdict document in Chinese or English; keys beyond the schema are shown where present."""
    page = Page(verdict, Words(lang), console.width)
    say = page.words
    show_line(console, say("page.title", valuation=verdict.get("valuation", "")), "bold")
    show_line(console, page.heading)
    if verdict.get("reforms"):
        show_line(console, say("page.reforms", names=" + ".join(verdict["reforms"])), "bold")
    for section in sections(page):
        console.print()
        _show(console, page, section)
    console.print()
    if "next" in verdict and verdict["next"] is None:
        show_line(console, say("next.absent"))
    certificate = verdict.get("certificate")
    if certificate:
        show_line(console, say("page.certificate", **certificate))
    show_line(console, say("page.more"), "dim")


def sections(page: Page) -> Iterator[Section]:
    """Sections in reading order; one without figures is left out."""
    builders = (
        results.summary,
        finding.ranking,
        finding.intervals,
        finding.own,
        results.funds,
        results.pools,
        results.ratios,
        results.tests,
        evidence.reconciliation,
        evidence.participants,
        evidence.aggregates,
        evidence.inputs,
        evidence.replaced,
        triggers.triggers,
        evidence.tails,
        evidence.levels,
        memoranda.memoranda,
        memoranda.work_injury,
    )
    for build in builders:
        section = build(page)
        if section is not None and section.table.row_count:
            yield section


def _show(console: Console, page: Page, section: Section) -> None:
    show_line(console, section.title, "bold")
    console.print(section.table)
    unit = [page.words("page.unit", unit=section.unit)] if section.unit else []
    show_line(console, " · ".join([*unit, page.frame]), "dim")
    show_line(console, page.inputs, "dim")


def show_line(console: Console, text: str, style: str | None = None) -> None:
    console.print(text, style=style, highlight=False, markup=False, emoji=False)
