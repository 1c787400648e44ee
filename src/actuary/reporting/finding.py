"""What to find out next (下一步该查明什么): the ranking under the headline of a run, and on a page of its own."""

from collections.abc import Mapping
from typing import Any

from rich.console import Console
from rich.text import Text

from actuary.reporting import figures
from actuary.reporting.language import Language, Words, plain_name
from actuary.reporting.layout import Page, Section

TOP = 5


def ranking(page: Page) -> Section | None:
    """The figures to find out next, of a verdict that has them."""
    document = page.verdict.get("next")
    return None if document is None else _ranking(page, document, TOP)


def intervals(page: Page) -> Section | None:
    """How open the verdict is, and would be with the first of them known."""
    document = page.verdict.get("next")
    return None if document is None else _intervals(page, document)


def own(page: Page) -> Section | None:
    """How open each ledger is with the figures known on which it rests most itself."""
    document = page.verdict.get("next")
    return None if document is None else _own(page, document)


def render(document: Mapping[str, Any], top: int, language: Language, console: Console) -> None:
    """Print a document of the ranking alone."""
    from actuary.reporting.simulation import short_ends
    from actuary.reporting.terminal import show_line

    words = Words(language)
    page = Page({**document, "funds": (), "inputs": {}}, words, console.width)
    show_line(console, page.heading)
    sections = _ranking(page, document, top), _intervals(page, document), _own(page, document), _shares(page, document)
    for section in sections:
        console.print()
        show_line(console, section.title, "bold")
        console.print(section.table)
        show_line(console, " · ".join([words("page.unit", unit=section.unit), page.frame]), "dim")
    show_line(console, words("next.note", paths=f"{document['paths']:,}", seed=document["seed"]), "dim")
    short_ends(document, words, console)


def _ranking(page: Page, document: Mapping[str, Any], top: int) -> Section:
    words = page.words
    table = page.table(
        ("", "figure"), (words("head.series"), "name"), (words("head.tag"), "word"), (words("next.share"), "figure"),
        (words("next.most"), "name"), (words("next.file"), "name"),
    )  # fmt: skip
    for place, entry in enumerate(document["inputs"][:top], start=1):
        named = entry["zh"] if words.language == "zh" else entry["name"]
        table.add_row(
            Text(str(place)), Text(named), Text(words.term("tag", entry["tag"])), Text(figures.share(entry["share"])),
            Text(most(words, document, entry)), Text(entry["file"]),
        )  # fmt: skip
    return Section(words("next.ranking", computed=document["computed"]), "%", table)


def most(words: Words, document: Mapping[str, Any], entry: Mapping[str, Any]) -> str:
    """The line whose variance rests most on an input, with the share."""
    open_ = {(fund["fund"], fund["account"]) for fund in document["funds"]}
    lines = [line for line in entry["lines"] if (line["fund"], line["account"]) in open_]
    if not lines:
        return figures.MISSING
    line = max(lines, key=lambda each: each["total"])
    return f"{ledger(words, line)} {figures.share(line['total'])}"


def ledger(words: Words, line: Mapping[str, Any]) -> str:
    """A ledger's name, the account after its fund."""
    joint = "·" if words.language == "zh" else " · "
    return joint.join((words.fund(line["fund"]), words.account(line["fund"], line["account"])))


def _intervals(page: Page, document: Mapping[str, Any]) -> Section:
    words = page.words
    known = [each["known"] for each in document["funds"][0]["intervals"]] if document["funds"] else []
    table = page.table(
        (words("head.fund"), "name"), (words("next.central"), "figure"),
        *((words(f"next.known_{count}"), "figure") for count in known),
    )  # fmt: skip
    for fund in document["funds"]:
        rows = fund["intervals"]
        table.add_row(
            Text(ledger(words, fund)), Text(figures.months(fund["payable_months"])),
            *(Text(span(row["payable_months"])) for row in rows),
        )  # fmt: skip
        table.add_row(
            Text("  " + words("head.first_cannot_pay").replace("\n", " " if words.language == "en" else "")),
            Text(figures.month(fund["first_cannot_pay"])),
            *(Text(" … ".join(figures.month(month) for month in row["first_cannot_pay"])) for row in rows),
        )  # fmt: skip
    return Section(words("next.intervals"), words.unit("month"), table)


def _own(page: Page, document: Mapping[str, Any]) -> Section:
    words = page.words
    told = [each["known"] for each in document["funds"][0]["own"]["intervals"]] if document["funds"] else []
    table = page.table(
        (words("head.fund"), "name"), *((words(f"next.known_{count}"), "figure") for count in told),
        (words("next.own_first"), "name"),
    )  # fmt: skip
    for fund in document["funds"]:
        rows, (first, *_) = fund["own"]["intervals"], fund["own"]["inputs"]
        named = first["zh"] if words.language == "zh" else plain_name(first["name"])
        spans = (Text(span(row["payable_months"])) for row in rows)
        table.add_row(Text(ledger(words, fund)), *spans, Text(f"{named} {figures.share(first['share'])}"))
    return Section(words("next.own"), words.unit("month"), table)


def span(limits: list[float]) -> str:
    """An interval of months."""
    return " … ".join(figures.months(limit) for limit in limits)


def _shares(page: Page, document: Mapping[str, Any]) -> Section:
    words = page.words
    kinds = ("figures", "ahead", "sourced", "chance")
    table = page.table((words("head.fund"), "name"), *((words(f"next.{kind}"), "figure") for kind in kinds))
    for fund in document["funds"]:
        shares = (Text(figures.share(fund["shares"][kind])) for kind in kinds)
        table.add_row(Text(ledger(words, fund)), *shares)
    return Section(words("next.shares"), "%", table)
