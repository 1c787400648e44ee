"""What is read first (卷首): who made the report of what; the first page; each fund's verdict in a sentence."""

from collections.abc import Iterator

from actuary.reporting.book.blocks import Block, Cards, Paragraph, Picture, Tabular
from actuary.reporting.book.likelihood import chance, drawn, lacking
from actuary.reporting.book.making import Making
from actuary.reporting.book.remedies import remedies
from actuary.reporting.book.tracing import unsourced
from actuary.reporting.onepage import Card, card, headlines, pool_pictures, standing
from actuary.reporting.selection import CITY, Entry, same_years

ASKED = ("addressee", "author", "qualification")
"""What no run knows, and a hand fills in."""


def cover(making: Making) -> Iterator[Block]:
    """Valuation, dates, basis, addressee, standards and digest."""
    words, verdict, manifest = making.words, making.material.verdict, making.material.manifest
    found = making.material.assumptions.valuations.get(str(verdict["valuation"]))
    told = {
        "valuation": verdict["valuation"],
        "frame": making.heading,
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
    """Who pays and who does not; then every ledger's card."""
    for state, names in standing(making.page):
        said = making.words(f"front.{state}", to="{run.to}", names=making.words("page.and").join(names))
        yield Paragraph(making.references.runs(said), "lead")
    yield Cards(tuple(_card(making, fund, account, entry) for fund, account, entry in headlines(making.page)))
    note = making.words("report.onepage_note", inputs=making.page.inputs)
    to = making.words.month(f"{making.material.years[-1]}-12")
    told = (note, making.words("front.note", to=to), lacking(making, "solve", "front.solve_none"), drawn(making))
    yield Paragraph((" ".join(each for each in told if each),), "note")


def _card(making: Making, fund: str, account: str, entry: Entry) -> Card:
    share = unsourced(making, fund, account)
    facts = [line for line in (chance(making, fund, account), share) if line]
    return card(making.page, fund, account, entry, facts, remedies(making, fund, account))


def holdings(making: Making) -> Iterator[Block]:
    """Who has and who lacks among the pools."""
    for name, told, drawn_pools in pool_pictures(making.page):
        yield Picture(name, told, drawn_pools, making.caption(making.words.unit("yuan")))


def findings(making: Making) -> Iterator[Block]:
    """Of each ledger where it comes from and where it ends, with and without subsidy, and pools that cannot pay."""
    for fund, account, entry in headlines(making.page):
        line = f"{fund}.{account}.city"
        kept = {"first": "first.balance", "last": "last.balance", "months": "last.payable_months"}
        told = making.words("finding.figures", **{key: f"{{{line}.{each}}}" for key, each in kept.items()})
        if not same_years(entry, making.page.entries.find(fund, account, subsidy="without")):
            told += making.words("finding.bare", last=f"{{{line}.without.last.balance}}")
        runs = making.references.runs(told + _pools(making, fund, account))
        yield Paragraph((making.words("finding.of", name=making.page.ledger(fund, account)), *runs), "item")


def _pools(making: Making, fund: str, account: str) -> str:
    """Pools of a ledger that cannot pay, each with its first month; empty where all can, or there is only one."""
    entries, words = making.page.entries, making.words
    pools = [pool for pool in entries.pools(fund, account) if pool != CITY]
    short = [pool for pool in pools if (entries.find(fund, account, pool) or {}).get("first_cannot_pay")]
    told = (
        words("finding.pool", pool=words.pool(pool), month=f"{{{fund}.{account}.{pool}.first_cannot_pay}}")
        for pool in short
    )
    return words("finding.pools", names=words("page.and").join(told)) if short else ""
