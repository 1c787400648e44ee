"""The document on paper (报告正文): the same report, set as PDF/A by Typst.

A character that the fonts lack stops the build: the standard allows no empty boxes. Nothing of the machine is in it,
neither its fonts nor its clock, so a run has one report.
"""

from collections.abc import Iterator
from datetime import datetime

import pylopdf_fonts_zh_cn as fonts
import typst

from actuary.errors import Both, Problem, problem
from actuary.reporting.book import Material, book
from actuary.reporting.book.blocks import Book, Section
from actuary.reporting.language import Language, Words
from actuary.reporting.paper.blocks import block
from actuary.reporting.paper.markup import heading, quoted

PREAMBLE = """
#set text(font: "Noto Serif SC", size: 9.5pt, lang: LANGUAGE, region: REGION)
#set page(paper: "a4", margin: (x: 2cm, top: 1.8cm, bottom: 2cm), numbering: "1", footer: context align(center)[
  #text(size: 7pt)[#FOOTER · #counter(page).display()]])
#set par(justify: true, leading: 0.85em, spacing: 1.1em)
#show heading: set text(font: "Noto Sans SC", weight: "regular")
#show heading.where(level: 1): set text(size: 14pt)
#show heading.where(level: 2): set text(size: 10.5pt)
#show heading: set block(above: 1.6em, below: 0.9em, sticky: true)
#show strong: set text(font: "Noto Sans SC", weight: "regular")
#show table: set text(size: 7pt)
#show table: set par(justify: false, leading: 0.5em)
#show outline.entry: set block(spacing: 0.7em)
"""


def pdf(material: Material, language: Language) -> bytes:
    """The report of a run as PDF/A-2a and PDF/UA-1; raises Problem for a character that no font has."""
    made_at = datetime.fromisoformat(str(material.manifest["created"]))
    source = "\n\n".join([dated(made_at), *_parts(book(material, language), language)])
    folders = [fonts.serif_path().parent]
    own = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)
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


def _parts(told: Book, language: Language) -> Iterator[str]:
    words = Words(language)
    yield f"#set document(title: {quoted(told.title)})"
    region = "cn" if language == "zh" else "gb"
    marks = {"LANGUAGE": quoted(language), "REGION": quoted(region), "FOOTER": quoted(told.footer)}
    preamble = PREAMBLE
    for mark, value in marks.items():
        preamble = preamble.replace(mark, value)
    yield preamble
    yield f'#align(center, text(font: "Noto Sans SC", size: 15pt, {quoted(told.title)}))'
    yield f"#align(center, text(size: 7pt, {quoted(told.frame)}))"
    for place, section in enumerate(each for each in told.sections if not each.numbered):
        yield "#pagebreak()" if place else ""
        yield from _section(section, words)
    yield f"#outline(title: {quoted(words('report.contents'))}, depth: 1)"
    yield "#pagebreak()"
    for section in told.sections:
        if section.numbered:
            yield from _section(section, words)


def _section(section: Section, words: Words) -> Iterator[str]:
    yield heading(section.title)
    if section.clauses:
        met = words("report.clauses", clauses=words("page.and").join(section.clauses))
        yield f"#block(sticky: true, text(size: 7.5pt, fill: luma(90), {quoted(met)}))"
    yield from (block(each, words) for each in section.blocks)


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
