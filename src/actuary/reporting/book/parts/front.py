"""What is read first (卷首): who made the report of what; the first page; each fund's verdict in a sentence."""

from collections.abc import Iterator

from actuary.reporting.book.blocks import Block, Cards, Paragraph, Picture, Tabular
from actuary.reporting.book.likelihood import chance
from actuary.reporting.book.making import Making
from actuary.reporting.book.remedies import remedies
from actuary.reporting.book.tracing import unsourced
from actuary.reporting.onepage import cards, pool_pictures, verdict_in_words

ASKED = ("addressee", "author", "qualification")
"""What no run knows, and a hand fills in."""


def cover(making: Making) -> Iterator[Block]:
    """Valuation, dates, basis, addressee, standards and digest."""
    words, verdict, manifest = making.words, making.material.verdict, making.material.manifest
    found = making.material.assumptions.valuations.get(str(verdict["valuation"]))
    told = {
        "valuation": verdict["valuation"],
        "frame": making.page.heading,
        "reforms": " + ".join(verdict.get("reforms") or ()),
        "made": str(manifest["created"])[:10],
        "version": manifest["versions"]["actuary"],
        "digest": manifest["run"],
        "standards": words("cover.standards_met"),
    }
    blank = words("cover.blank")
    rows = [[words(f"cover.{key}"), value] for key, value in told.items() if value]
    rows += [[words(f"cover.{key}"), blank] for key in ASKED]
    if found is not None and found.note:
        rows.insert(1, [words("cover.note"), found.note])
    yield Tabular("", making.rows([("item", "word"), ("content", "name")], rows), making.page.inputs)


def first_page(making: Making) -> Iterator[Block]:
    """Every ledger's card, who has and who lacks among the pools."""

    def lines(fund: str, account: str) -> tuple[str, ...]:
        share = unsourced(making, fund, account)
        told = [chance(making, fund, account), share, *remedies(making, fund, account)]
        return tuple(line for line in told if line)

    yield Cards(tuple(cards(making.page, lines)))
    note = making.words("report.onepage_note", inputs=making.page.inputs)
    yield Paragraph((f"{note} {making.words('front.note')}",), "note")
    for name, told, drawn in pool_pictures(making.page):
        yield Picture(name, told, drawn, making.caption(making.words.unit("yuan")))


def findings(making: Making) -> Iterator[Block]:
    """A sentence a ledger: how it stands at the end, and what becomes of it."""
    zh = making.words.language == "zh"
    for fund in making.page.entries.funds():
        for account in making.page.entries.headlines(fund):
            entry = making.page.entries.find(fund, account)
            if entry is not None and entry["years"]:
                reference = f"{{{fund}.{account}.city.last."
                said = making.words(
                    "finding.figures", balance=f"{reference}balance}}", months=f"{reference}payable_months}}"
                )
                name = making.page.ledger(fund, account) + ("：" if zh else ": ")
                verdict = verdict_in_words(making.page, entry) + ("" if zh else " ")
                yield Paragraph((name, verdict, *making.references.runs(said)), "item")
