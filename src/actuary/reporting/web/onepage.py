"""The first page (首页): for each ledger a verdict in words, one line of figures, one picture."""

from collections.abc import Mapping
from typing import Any

from actuary.reporting import figures
from actuary.reporting.layout import Page
from actuary.reporting.selection import CITY, Entry
from actuary.reporting.web import charts
from actuary.reporting.web.markup import element, lines, text

POOLED_PICTURES = ("employee_pension", "employee_medical")
"""Funds whose pools are drawn beside each other."""


def one_page(page: Page) -> str:
    """Every fund's verdict; then who has and who lacks among the pools."""
    cards = [
        _card(page, fund, account, entry)
        for fund in page.entries.funds()
        for account in page.entries.headlines(fund)
        if (entry := page.entries.find(fund, account)) is not None and entry["years"]
    ]
    note = element("p", text(page.words("report.onepage_note", inputs=page.inputs)), class_="note")
    pictures = [each for fund in POOLED_PICTURES if (each := _pools(page, fund))]
    return lines([element("div", *cards, class_="cards"), note, *pictures])


def verdict_in_words(page: Page, entry: Entry) -> str:
    """What becomes of a ledger to the end of the run, in a sentence."""
    say, deficit, fails = page.words, entry["first_current_deficit"], entry["first_cannot_pay"]
    last = str(page.verdict.get("to", ""))
    if fails is not None:
        return say("report.cannot_pay", month=fails)
    if deficit is not None:
        return say("report.deficit", month=deficit, to=last)
    return say("report.pays", to=last)


def _card(page: Page, fund: str, account: str, entry: Entry) -> str:
    name, years = page.ledger(fund, account), [int(year["year"]) for year in entry["years"]]
    values = [year["balance"] for year in entry["years"]]
    last: Mapping[str, Any] = entry["years"][-1]
    months = figures.months(last["payable_months"])
    line = page.words("report.figures", year=last["year"], balance=figures.money(last["balance"]), months=months)
    told = " ".join(f"{year}: {figures.money(value)}" for year, value in zip(years, values, strict=True))
    kind = "card fails" if entry["first_cannot_pay"] else "card warns" if entry["first_current_deficit"] else "card"
    picture = charts.balances(page.words("report.picture_balance", name=name), years, values, told)
    return element(
        "section",
        element("h3", text(name)),
        element("p", text(verdict_in_words(page, entry)), class_="verdict"),
        element("p", text(line)),
        picture,
        class_=kind,
    )


def _pools(page: Page, fund: str) -> str:
    """The pools of a fund's first headline ledger at the end of the last year."""
    accounts = page.entries.headlines(fund)
    names = [pool for pool in page.entries.pools(fund, accounts[0]) if pool != CITY] if accounts else []
    found = [(pool, page.entries.find(fund, accounts[0], pool)) for pool in names]
    rows = [
        (page.words.pool(pool), entry["years"][-1]["balance"])
        for pool, entry in found
        if entry is not None and entry["years"] and entry["years"][-1]["balance"] is not None
    ]
    if len(rows) < 2:
        return ""
    title = page.words("report.picture_pools", name=page.ledger(fund, accounts[0]), year=page.entries.years()[-1])
    told = " ".join(f"{pool}: {figures.money(value)}" for pool, value in rows)
    return element("figure", element("figcaption", text(title)), charts.pools(title, rows, told))
