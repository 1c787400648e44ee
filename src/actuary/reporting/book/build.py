"""The report built from a run (报告的编成): outline and material in, one document out, for every face the same."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from actuary.errors import Both, Problem, problem
from actuary.reporting.book import clauses
from actuary.reporting.book.blocks import Block, Book, Heading, Missing, Paragraph, Section
from actuary.reporting.book.making import Making
from actuary.reporting.book.material import Material
from actuary.reporting.book.outline import SPOKEN, Told, outline, titles
from actuary.reporting.book.parts import PARTS
from actuary.reporting.language import Language, Words


def book(material: Material, language: Language, sections: Sequence[Told] | None = None) -> Book:
    """The report of a run in one language; raises Problem for a clause that no section meets, or a number of nothing.

    `sections`: by default those shipped.
    """
    told = outline() if sections is None else sections
    clauses.check([section.key for section in told])
    making = Making(material, Words(language))
    words, verdict, titled = making.words, material.verdict, titles(told, making.words)
    return Book(
        title=words("report.title", place=words.term("valuation", str(verdict["valuation"]))),
        sections=tuple(_section(making, titled[each.key], each) for each in told),
        footer=making.footer,
        frame=making.heading,
    )


def _section(making: Making, title: str, told: Told) -> Section:
    met = tuple(clause.cited.said(making.words.language) for clause in clauses.of_section(told.key))
    return Section(told.key, title, met, tuple(_blocks(making, told.blocks)), told.numbered)


def _blocks(making: Making, told: Sequence[Mapping[str, Any]]) -> Iterator[Block]:
    for each in told:
        (kind, content), *_ = each.items()
        if kind in SPOKEN:
            runs = making.references.runs(content[making.words.language])
            yield Paragraph(runs, "text" if kind == "say" else kind)
        elif kind == "heading":
            yield Heading(content[making.words.language])
        elif kind == "made":
            yield from _made(making, content)
        else:
            yield from PARTS[content](making)


def _made(making: Making, kind: str) -> list[Block]:
    """What a document made beside the run brings; else that it was not made, and the command that makes it."""
    if kind not in making.material.documents:
        why = making.material.absent.get(kind)
        told = making.words(f"missing.{kind}") + (f" {why.said(making.words.language)}" if why else "")
        return [Missing(told, making.material.command(kind))]
    try:
        return list(PARTS[kind](making))
    except (KeyError, IndexError, TypeError, ValueError, AttributeError) as fault:
        raise _unreadable(kind, making.material.command(kind), fault) from fault


def _unreadable(kind: str, command: str, fault: Exception) -> Problem:
    """A document that lacks what the report reads of it."""
    message = Both(
        f"文件 {kind} 的内容不完整，或出自另一版本的程序（{fault!r}）。",
        f"The document {kind!r} lacks something, or was written by another version of the program ({fault!r}).",
    )
    remedy = Both(f"请重新生成：{command}", f"Make it again: {command}")
    return Problem(problem("material", message=message, remedy=remedy, field="--with"))
