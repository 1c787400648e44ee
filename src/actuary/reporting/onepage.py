"""The first page (首页): of each ledger a verdict in words, a line of figures, a picture; who has and who lacks."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from actuary.reporting import charts, figures
from actuary.reporting.layout import Page
from actuary.reporting.selection import CITY, Entry, figures_of, shown_years

POOLED_PICTURES = ("employee_pension", "employee_medical")
"""Funds whose pools are drawn beside each other."""
BARS = 6
"""Years of a ledger's picture."""
PAIR = 2
"""Fewer pools are no picture."""


class Card(NamedTuple):
    """A ledger on the first page: name, verdict, figures, its picture and the same in words; how it stands."""

    name: str
    verdict: str
    line: str
    picture: str
    told: str
    state: str
    """fails | warns | pays."""
    more: tuple[str, ...] = ()
    """Probability, what rests on no source, remedies: a line each."""


Lines = Callable[[str, str], tuple[str, ...]]
"""Further lines of a ledger (fund, account) on the first page."""


def cards(page: Page, lines: Lines = lambda _fund, _account: ()) -> list[Card]:
    """Every headline ledger of the pooled city; `lines`: what else is said of it."""
    found = (
        (fund, account, page.entries.find(fund, account))
        for fund in page.entries.funds()
        for account in page.entries.headlines(fund)
    )
    there = [(fund, account, entry) for fund, account, entry in found if entry is not None and entry["years"]]
    return [_card(page, fund, account, entry)._replace(more=lines(fund, account)) for fund, account, entry in there]


def verdict_in_words(page: Page, entry: Entry) -> str:
    """What becomes of a ledger to the end of the run, in a sentence."""
    say, deficit, fails = page.words, entry["first_current_deficit"], entry["first_cannot_pay"]
    last = str(page.verdict.get("to", ""))
    if fails is not None:
        return say("report.cannot_pay", month=fails)
    if deficit is not None:
        return say("report.deficit", month=deficit, to=last)
    return say("report.pays", to=last)


def _card(page: Page, fund: str, account: str, entry: Entry) -> Card:
    name = page.ledger(fund, account)
    years = shown_years([int(year["year"]) for year in entry["years"]], BARS)
    values = figures_of(entry, "balance", years)
    last: Mapping[str, Any] = entry["years"][-1]
    months = figures.months(last["payable_months"])
    line = page.words("report.figures", year=last["year"], balance=figures.money(last["balance"]), months=months)
    told = " ".join(f"{year}: {figures.money(value)}" for year, value in zip(years, values, strict=True))
    state = "fails" if entry["first_cannot_pay"] else "warns" if entry["first_current_deficit"] else "pays"
    picture = charts.balances(page.words("report.picture_balance", name=name), years, values, told)
    return Card(name, verdict_in_words(page, entry), line, picture, told, state)


def pool_pictures(page: Page) -> Iterator[tuple[str, str, str]]:
    """Name, words and picture of what the pools of a fund hold at the end of the last year."""
    for fund in POOLED_PICTURES:
        accounts = page.entries.headlines(fund)
        names = [pool for pool in page.entries.pools(fund, accounts[0]) if pool != CITY] if accounts else []
        found = [(pool, page.entries.find(fund, accounts[0], pool)) for pool in names]
        rows = [
            (page.words.pool(pool), entry["years"][-1]["balance"])
            for pool, entry in found
            if entry is not None and entry["years"] and entry["years"][-1]["balance"] is not None
        ]
        if len(rows) >= PAIR:
            ledger, year = page.ledger(fund, accounts[0]), page.entries.years()[-1]
            name = page.words("report.picture_pools", name=ledger, year=year)
            told = " ".join(f"{pool}: {figures.money(value)}" for pool, value in rows)
            yield name, told, charts.pools(name, rows, told)
