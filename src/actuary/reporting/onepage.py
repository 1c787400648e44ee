"""The first page (首页): of each ledger a verdict in words, a line of figures, a picture; who has and who lacks."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from actuary.reporting import charts, figures
from actuary.reporting.layout import Page
from actuary.reporting.selection import CITY, Entry, figures_of, shown_years

POOLED_PICTURES = ("employee_pension", "employee_medical")
"""Funds whose pools are drawn beside each other."""
BARS = 5
"""Years of a ledger's picture."""
PAIR = 2
"""Fewer pools are no picture."""
STATES = ("fails", "warns", "pays")
"""How a ledger stands to the end: cannot pay in some month, pays in deficit, pays."""


class Card(NamedTuple):
    """A ledger on the first page: name, verdict, figures, its picture and the same in words; how it stands."""

    name: str
    verdict: str
    facts: tuple[str, ...]
    """Figures of its one line."""
    picture: str
    told: str
    state: str
    """One of STATES."""
    remedies: tuple[str, ...] = ()
    """What it lacks, then a remedy each; empty where it lacks nothing."""


def headlines(page: Page) -> Iterator[tuple[str, str, Entry]]:
    """Fund, account and entry of every headline ledger of the pooled city."""
    for fund in page.entries.funds():
        for account in page.entries.headlines(fund):
            entry = page.entries.find(fund, account)
            if entry is not None and entry["years"]:
                yield fund, account, entry


def state(entry: Entry) -> str:
    """How a ledger stands to the end of the run, one of STATES."""
    return "fails" if entry["first_cannot_pay"] else "warns" if entry["first_current_deficit"] else "pays"


def verdict_in_words(page: Page, fund: str, account: str) -> str:
    """What becomes of a ledger to the end of the run, in a sentence, and what would without ordinary subsidy."""
    entry, bare = page.entries.find(fund, account), page.entries.find(fund, account, subsidy="without")
    if entry is None:
        return ""
    fails, alone = entry["first_cannot_pay"], None if bare is None else bare["first_cannot_pay"]
    told = _verdict(page, entry)
    if alone is None or alone == fails:
        return told
    return told + page.words("report.unsubsidised", month=page.words.month(alone))


def _verdict(page: Page, entry: Entry) -> str:
    say, deficit, fails = page.words, entry["first_current_deficit"], entry["first_cannot_pay"]
    last, balances = say.month(str(page.verdict.get("to", ""))), [year["balance"] for year in entry["years"]]
    if fails is not None:
        since = [year["balance"] for year in entry["years"] if str(year["year"]) >= fails[:4]]
        again = bool(since) and all(balance is not None and balance >= 0.0 for balance in since)
        return say("report.within" if again else "report.cannot_pay", month=say.month(fails))
    if deficit is not None:
        return say("report.deficit", month=say.month(deficit), to=last)
    return say("report.pays" if any(charts.seen(balance or 0.0) for balance in balances) else "report.even", to=last)


def card(page: Page, fund: str, account: str, entry: Entry, facts: Sequence[str], remedies: Sequence[str]) -> Card:
    """A ledger's card; `facts`: what else its line of figures says."""
    name, say, never = page.ledger(fund, account), page.words, page.words("report.never")
    years = shown_years([int(year["year"]) for year in entry["years"]], BARS)
    values = figures_of(entry, "balance", years)
    last: Mapping[str, Any] = entry["years"][-1]
    line = (
        say("report.balance", year=last["year"], balance=figures.money(last["balance"])),
        say("report.months", months=figures.months(last["payable_months"])),
        say("report.first_deficit", month=say.month(entry["first_current_deficit"]) or never),
        say("report.first_short", month=say.month(entry["first_cannot_pay"]) or never),
    )
    told = " ".join(f"{year}: {figures.money(value)}" for year, value in zip(years, values, strict=True))
    picture = charts.balances(say("report.picture_balance", name=name), years, values, told)
    verdict = verdict_in_words(page, fund, account)
    return Card(name, verdict, (*line, *facts), picture, told, state(entry), tuple(remedies))


def standing(page: Page) -> list[tuple[str, list[str]]]:
    """Of each way to stand that occurs, the names of the ledgers that stand so."""
    found = [(state(entry), page.ledger(fund, account)) for fund, account, entry in headlines(page)]
    told = [(each, [name for way, name in found if way == each]) for each in STATES]
    return [(each, names) for each, names in told if names]


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
