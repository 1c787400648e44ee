"""The document (报告正文): title, first page, scope, every table, opinion; then PDF/A by Typst.

A character that the fonts lack stops the build: the standard allows no empty boxes. Nothing of the machine is in it,
neither its fonts nor its clock, so a run has one report.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

import pylopdf_fonts_zh_cn as fonts
import typst

from actuary.errors import Both, Problem, problem
from actuary.reporting.language import Language, Words
from actuary.reporting.layout import Page
from actuary.reporting.onepage import Card, cards, pool_pictures
from actuary.reporting.paper.markup import heading, picture, quoted, shown, table
from actuary.reporting.terminal import sections

WIDTH = 96
"""Columns of a terminal whose choice of years fits the page."""
PREAMBLE = """
#set text(font: "Noto Serif SC", size: 9pt, lang: LANGUAGE, region: REGION)
#set page(paper: "a4", margin: (x: 2cm, y: 2.2cm), numbering: "1", footer: context align(center)[
  #text(size: 7pt)[#FOOTER · #counter(page).display()]])
#set par(justify: false, leading: 0.8em)
#show heading: set text(font: "Noto Sans SC", weight: "regular")
#show heading: set block(above: 1.6em, below: 0.8em)
#show strong: set text(font: "Noto Sans SC", weight: "regular")
#show table: set text(size: 7.5pt)
"""
DRAWN = """<style>
text{font-family:"Noto Sans SC";font-size:10px;fill:#1a1a1a}
.bar{fill:#2b6a8f}
.bar.short{fill:none;stroke:#a3352b;stroke-width:1.5;stroke-dasharray:3 2}
.axis{stroke:#1a1a1a;stroke-width:1}
</style>"""
"""How shapes are drawn on paper."""


def pdf(verdict: Mapping[str, Any], manifest: Mapping[str, Any], language: Language) -> bytes:
    """The report of a run as PDF/A-2a and PDF/UA-1; raises Problem for a character that no font has."""
    made_at = datetime.fromisoformat(str(manifest["created"]))
    parts = _parts(Page(verdict, Words(language), WIDTH), verdict, manifest, language)
    source = "\n\n".join([dated(made_at), *parts])
    own = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[fonts.serif_path().parent])
    try:
        made = typst.compile(
            source.encode(),
            format="pdf",
            font_paths=own,
            pdf_standards=["a-2a", "ua-1"],
            timestamp=made_at,
        )
    except typst.TypstError as fault:
        raise _refused(str(fault)) from fault
    return made


def dated(moment: datetime) -> str:
    """The day of the run is the document's."""
    return f"#set document(date: datetime(year: {moment.year}, month: {moment.month}, day: {moment.day}))"


def _parts(page: Page, verdict: Mapping[str, Any], manifest: Mapping[str, Any], language: Language) -> Iterator[str]:
    words = page.words
    title = words("page.title", valuation=verdict["valuation"])
    yield f"#set document(title: {quoted(title)})"
    certificate = verdict.get("certificate") or {"passed": 0, "identities": 0}
    run = f"{words('page.certificate', **certificate)} {words('report.run', digest=manifest['run'][:16])}"
    marks = {"LANGUAGE": quoted(language), "REGION": quoted("cn" if language == "zh" else "gb"), "FOOTER": quoted(run)}
    preamble = PREAMBLE
    for mark, value in marks.items():
        preamble = preamble.replace(mark, value)
    yield preamble
    yield f'#align(center, text(font: "Noto Sans SC", size: 18pt, {quoted(title)}))'
    yield f"#align(center, {quoted(page.heading)})"
    yield heading(words("report.onepage"))
    yield _grid(cards(page))
    yield shown(words("report.onepage_note", inputs=page.inputs))
    for name, told, drawn in pool_pictures(page):
        yield f"#block(breakable: false)[{shown(name)} {picture(_drawn(drawn), f'{name} {told}')}]"
    yield heading(words("report.scope"))
    yield shown(words("report.scope_text"))
    for section in sections(page):
        yield heading(section.title)
        yield table(section.table)
        unit = [words("page.unit", unit=section.unit)] if section.unit else []
        yield f"#text(size: 7pt, {quoted(' · '.join([*unit, page.frame, page.inputs]))})"
    yield heading(words("report.opinion"))
    yield shown(words("report.opinion_text"))
    yield shown(words("report.signature"))


def _grid(found: list[Card]) -> str:
    """The ledgers of the first page, three to a row."""
    blocks = []
    for card in found:
        verdict = f"#strong({quoted(card.name)}) \\ #{quoted(card.verdict)} \\ #text(size: 7.5pt, {quoted(card.line)})"
        drawn = picture(_drawn(card.picture), f"{card.name} {card.told}", "100%")
        blocks.append(f"[#block(breakable: false, inset: 4pt, stroke: 0.4pt, width: 100%)[{verdict} {drawn}]],")
    return "\n".join(["#grid(columns: (1fr, 1fr, 1fr), gutter: 5pt,", *blocks, ")"])


def _drawn(svg: str) -> str:
    return svg.replace("<title>", f"{DRAWN}<title>", 1)


def _refused(told: str) -> Problem:
    return Problem(
        problem(
            "typesetting",
            message=Both(f"排版没有完成：{told}", f"The report could not be set: {told}"),
            remedy=Both(
                "通常是文字里有字体没有的字符，请换一个写法。",
                "Most often a character is in no font; write it otherwise.",
            ),
            field="RUN",
        )
    )
