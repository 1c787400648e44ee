"""What would mend a fund, and who would bear it (补救办法): the solver's answers where they are given, else arithmetic.

Without them what lacks in the worst month is laid on one side at a time: employers by rate, the budget by subsidy,
those who draw by less spending; no interest, no answer of payers. It is called arithmetic wherever it is shown.
"""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import polars as pl

from actuary.reporting import figures
from actuary.reporting.book.making import Making
from actuary.reporting.book.material import Material
from actuary.reporting.exact import number
from actuary.reporting.selection import TOTALS, Entry
from actuary.vocabulary import ACCOUNTS

SHOWN = 3
BEARERS = {
    "rate": "employers", "subsidy": "budget", "indexation": "pensioners", "delay": "insured",
    "compliance": "payers", "truth": "payers",
}  # fmt: skip
"""Who bears what a lever moves."""

EITHER_WAY = ("rate", "indexation")


class Gap(NamedTuple):
    """What a ledger lacks in its worst month to hold a reserve [yuan], its months, and the years till then."""

    yuan: float
    months: float
    years: tuple[Mapping[str, Any], ...]


def remedies(making: Making, fund: str, account: str) -> tuple[str, ...]:
    """At most three remedies of a ledger, each with its size and bearer; none where it lacks nothing."""
    entry = making.page.entries.find(fund, account)
    lacking = None if entry is None else gap(entry, balances(making.material, fund, account))
    if lacking is None:
        return ()
    solved = _solved(making, fund, account)
    lines = (
        tuple(_told(making, each) for each in solved) if solved else tuple(_arithmetic(making, fund, account, lacking))
    )
    if not lines:
        return ()
    months = making.material.documents["solve"]["months"] if solved else lacking.months
    head = "front.solved" if solved else "front.arithmetic"
    aim = making.words("front.reserve", months=f"{months:g}") if months else making.words("front.pay")
    return (making.words(head, aim=aim, yuan=figures.money(lacking.yuan)), *lines[:SHOWN])


def gap(entry: Entry, monthly: Mapping[str, float]) -> Gap | None:
    """What is lacking to pay always, or to keep the lowest reserve that a failed test asks for; None if nothing is.

    `monthly`: balance before the backstop at each month's end [yuan].
    """
    asked = [test["threshold"] for test in entry["tests"] if test["unit"] == "month" and test["passed"] is False]
    months, years = min(asked, default=0.0), {int(year["year"]): year for year in entry["years"]}
    needs = {month: months / 12 * years[int(month[:4])]["expenditure"] - held for month, held in monthly.items()}
    worst = max(needs, key=needs.__getitem__, default="")
    if not worst or needs[worst] <= 0:
        return None
    return Gap(needs[worst], months, tuple(row for year, row in years.items() if year <= int(worst[:4])))


def balances(material: Material, fund: str, account: str) -> dict[str, float]:
    """Balance of a ledger of the pooled city at each month's end, before the backstop [yuan]."""
    kept, paid = material.table("balances"), material.table("ledger")
    if kept is None or paid is None:
        return {}
    named = [name.key for name in ACCOUNTS[fund]] if account in TOTALS else [account]
    left_out = ["individual"] if account == "all_without_individual" else []
    own = (pl.col("fund") == fund) & pl.col("account").is_in(named) & ~pl.col("account").is_in(left_out)
    closing = kept.filter(own).group_by("month", maintain_order=True).agg(pl.col("closing").sum())
    backed = (
        paid.filter(own & (pl.col("item") == "backstop"))
        .group_by("month", maintain_order=True)
        .agg(pl.col("yuan").sum())
    )
    both = (
        closing.join(backed, on="month", how="left").sort("month").with_columns(pl.col("yuan").fill_null(0.0).cum_sum())
    )
    return dict(both.select("month", pl.col("closing") - pl.col("yuan")).iter_rows())


def _solved(making: Making, fund: str, account: str) -> list[Mapping[str, Any]]:
    """The solver's remedies of a ledger that meet its target."""
    document = making.material.documents.get("solve") or {}
    found = (each for each in document.get("funds") or () if (each["fund"], each["account"]) == (fund, account))
    return [each for fund_ in found for each in fund_["remedies"] if each["meets"] and each["value"] is not None]


def _told(making: Making, remedy: Mapping[str, Any]) -> str:
    words, lever, unit = making.words, remedy["lever"], remedy["unit"]
    key = lever.rpartition(".")[2]
    size = sized(remedy["value"], unit, key)
    bearer = words(f"bearer.{BEARERS[key]}") if key in BEARERS else figures.MISSING
    return words("front.remedy", lever=words(f"remedy.{key}", size=size), bearer=bearer)


def sized(value: float, unit: str, lever: str) -> str:
    """How far a lever is moved, with its sign where it may go either way."""
    shown = number(value, unit)
    return f"+{shown}" if lever in EITHER_WAY and value > 0 else shown


def _arithmetic(making: Making, fund: str, account: str, lacking: Gap) -> Iterator[str]:
    """The shortfall as points of the rate, as subsidy a year, as a share of spending."""
    words = making.words
    bases = sum(row.get("bases") or 0.0 for row in _measures(making, fund, account)[: len(lacking.years)])
    spent = sum(year["expenditure"] for year in lacking.years)
    if bases:
        size = f"+{figures.share(lacking.yuan / bases)}"
        yield words("front.remedy", lever=words("remedy.rate", size=size), bearer=words("bearer.employers"))
    size = figures.money(lacking.yuan / len(lacking.years))
    yield words("front.remedy", lever=words("remedy.grant", size=size), bearer=words("bearer.budget"))
    if spent:
        size = figures.share(lacking.yuan / spent)
        yield words("front.remedy", lever=words("remedy.spending", size=size), bearer=words("bearer.drawing"))


def _measures(making: Making, fund: str, account: str) -> list[Mapping[str, Any]]:
    rows = making.page.rows("measures")
    return [
        year
        for row in rows
        if (row["fund"], row["account"], row.get("subsidy", "with")) == (fund, account, "with")
        for year in row["years"]
    ]
