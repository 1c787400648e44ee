"""What would mend a fund, and what it costs whom (补救办法): the solver's answers where there are any, else arithmetic.

Without them what lacks in the worst month is laid on one side at a time: employers by rate, the budget by subsidy,
those who draw by less spending; no interest, no answer of payers. It is called arithmetic wherever it is shown.
"""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from actuary.reporting import figures
from actuary.reporting.book.making import Making
from actuary.reporting.exact import number
from actuary.reporting.language import Words
from actuary.reporting.selection import Entry
from actuary.vocabulary.declared import DECLARED

SHOWN = 3
BEARERS = {
    "rate": "employers", "subsidy": "budget", "indexation": "pensioners", "delay": "insured",
    "compliance": "payers", "truth": "payers", "benefits": "drawing", "credits": "holders", "premium": "members",
    "funding": "budget",
}  # fmt: skip
"""Who bears what a lever moves."""
OTHERS_PAY = frozenset(fund.name.key for fund in DECLARED if not fund.employers_pay)
LOWEST = "can_pay"
"""Test whose value is the lowest balance of any month."""
BY_FUND, DOWN = ("benefits",), ("benefits", "credits")
"""Levers that each fund has words of its own for; levers that go down alone."""
EITHER_WAY = ("rate", "indexation")
"""Levers moved up or down by points; the others go one way alone."""


class Gap(NamedTuple):
    """What a ledger lacks at its worst to hold a reserve [yuan], its months, and the years till then."""

    yuan: float
    months: float
    years: tuple[Mapping[str, Any], ...]


class Remedy(NamedTuple):
    """One way to mend a ledger: who bears it, what is done in words, and whether the engine has proved it; what it
    moves to the last year [yuan], where that is known."""

    bearer: str
    done: str
    proved: bool
    yuan: float | None = None


def remedies(making: Making, fund: str, account: str) -> tuple[str, ...]:
    """What a ledger lacks, and at most three remedies, each with its size and bearer; none where it lacks nothing.

    What the solver found comes first, the cheapest before the others; where it found fewer, arithmetic on those whom it
    was not asked about.
    """
    entry = making.page.entries.find(fund, account)
    found = _solved(making, fund, account)
    target = making.material.documents["solve"]["months"] if found else None
    lacking = None if entry is None else gap(entry, target)
    if lacking is None or figures.money(lacking.yuan) == figures.money(0.0):
        return ()
    asked = {bearer(making.words, each, fund) for each in _tried(making, fund, account)}
    found += [remedy for remedy in _arithmetic(making, fund, account, lacking) if remedy.bearer not in asked]
    aim = making.words("front.reserve", months=f"{lacking.months:g}") if lacking.months else making.words("front.pay")
    head = making.words("front.lacking", aim=aim, yuan=figures.money(lacking.yuan))
    return (head, *(_told(making, remedy) for remedy in found[:SHOWN]))


def gap(entry: Entry, target: float | None = None) -> Gap | None:
    """What is lacking to pay always, or to keep at each year's end the lowest reserve that a failed test asks for
    (or the `target` [month]); None if nothing is."""
    asked = [test["threshold"] for test in entry["tests"] if test["unit"] == "month" and test["passed"] is False]
    months = min(asked, default=0.0) if target is None else target
    needs = [months / 12 * year["expenditure"] - year["balance"] for year in entry["years"]]
    lowest = [test["value"] for test in entry["tests"] if test["test"] == LOWEST and test["value"] is not None]
    yuan = max([0.0, *needs, *(-value for value in lowest)])
    if not yuan:
        return None
    last = needs.index(yuan) if yuan in needs else len(needs) - 1
    return Gap(yuan, months, tuple(entry["years"][: last + 1]))


def _solved(making: Making, fund: str, account: str) -> list[Remedy]:
    """The solver's remedies of a ledger that meet its target, the cheapest first."""
    met = (each for each in _tried(making, fund, account) if each["meets"] and each["value"] is not None)
    return sorted((_proved(making, each, fund) for each in met), key=_dear)


def _tried(making: Making, fund: str, account: str) -> list[Mapping[str, Any]]:
    """Levers of a ledger that the solver was asked about."""
    document = making.material.documents.get("solve") or {}
    rows = (*(document.get("funds") or ()), *(document.get("without_rate") or ()))
    own = (each for each in rows if (each["fund"], each["account"]) == (fund, account))
    return [each for found in own for each in found["remedies"]]


def _dear(remedy: Remedy) -> float:
    """What a remedy costs, to put the cheapest first; one of unknown cost goes last."""
    return float("inf") if remedy.yuan is None else remedy.yuan


def _proved(making: Making, remedy: Mapping[str, Any], fund: str) -> Remedy:
    key = remedy["lever"].rpartition(".")[2]
    return Remedy(
        bearer(making.words, remedy, fund),
        moved(making.words, key, remedy["value"], remedy["unit"], fund),
        True,
        remedy.get("yuan"),
    )


def bearer(words: Words, remedy: Mapping[str, Any], fund: str) -> str:
    """Who bears what a lever on a fund moves: a rate, employers, unless a fund declared by data asks others."""
    key = remedy["lever"].rpartition(".")[2]
    if key == "rate" and fund in OTHERS_PAY:
        return words("bearer.members")
    return words(f"bearer.{BEARERS[key]}") if key in BEARERS else figures.MISSING


def _told(making: Making, remedy: Remedy) -> str:
    key = "front.remedy" if remedy.proved else "front.reckoned"
    told = making.words(key, lever=remedy.done, bearer=remedy.bearer)
    if remedy.yuan is None:
        return told
    return making.words("front.cost", told=told, yuan=figures.money(remedy.yuan))


def moved(words: Words, lever: str, value: float, unit: str, fund: str) -> str:
    """How far a lever on a fund is moved and which way, in words."""
    if lever in EITHER_WAY:
        way = words("way.up" if value > 0 else "way.down")
        if unit.startswith("yuan"):
            return words("remedy.contribution", way=way, size=f"{abs(value):.2f} {words.unit(unit)}")
        return words(f"remedy.{lever}", way=way, size=f"{abs(value) * 100:.2f}")
    name = f"{lever}.{fund}" if lever in BY_FUND else lever
    return words(f"remedy.{name}", size=number(abs(value) if lever in DOWN else value, unit))


def _arithmetic(making: Making, fund: str, account: str, lacking: Gap) -> Iterator[Remedy]:
    """The shortfall as points of the rate, as subsidy a year, as a share of spending."""
    words = making.words
    bases = sum(row.get("bases") or 0.0 for row in _measures(making, fund, account)[: len(lacking.years)])
    spent = sum(year["expenditure"] for year in lacking.years)
    if bases:
        yield Remedy(words("bearer.employers"), moved(words, "rate", lacking.yuan / bases, "share", fund), False)
    size = figures.money(lacking.yuan / len(lacking.years))
    yield Remedy(words("bearer.budget"), words("remedy.grant", size=size), False)
    if spent:
        size = figures.share(lacking.yuan / spent)
        yield Remedy(words("bearer.drawing"), words("remedy.spending", size=size), False)


def _measures(making: Making, fund: str, account: str) -> list[Mapping[str, Any]]:
    rows = making.page.rows("measures")
    return [
        year
        for row in rows
        if (row["fund"], row["account"], row.get("subsidy", "with")) == (fund, account, "with")
        for year in row["years"]
    ]
