"""What is made beside the run (另作的测算): reforms, remedies, ranges, chance, causes, back-test, cases."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from rich.console import Console

from actuary.reporting import attribution, comparison, figures, solution
from actuary.reporting import backtest as backtesting
from actuary.reporting import experience as experiences
from actuary.reporting import stress as stresses
from actuary.reporting.book.blocks import Block, Gallery, Picture, Tabular
from actuary.reporting.book.likelihood import what_varies
from actuary.reporting.book.making import Making
from actuary.reporting.book.material import BESIDE
from actuary.reporting.book.recorder import recorded
from actuary.reporting.book.remedies import bearer, moved
from actuary.reporting.charts import seen
from actuary.reporting.drawing.levers import Bar, Gap
from actuary.reporting.drawing.levers import gaps as gaps_picture
from actuary.reporting.drawing.levers import tornado as tornado_picture
from actuary.reporting.drawing.years import Series
from actuary.reporting.drawing.years import fan as fan_picture
from actuary.reporting.exact import number, unit_of
from actuary.reporting.frontier import drawn
from actuary.reporting.language import Language, plain_name
from actuary.reporting.layout import amount_text
from actuary.reporting.selection import CITY
from actuary.reporting.tornado import visible
from actuary.uncertainty.sensitivity import known_ledgers, ranking

Document = Mapping[str, Any]
LEADING = 12
"""Inputs that a tornado shows."""
MOVED = "balance"
AWARDED = ("basic", "transitional", "account", "total")
"""Parts of an award."""
DRAWN = 4
"""Tornadoes that are drawn."""


def compare(making: Making) -> Iterator[Block]:
    """Each alternative beside the baseline: balances, months, first bad months; who shares, who pays and who gains."""
    yield from _printed(making, "compare", comparison.render)
    drawn = [picture for each in making.material.documents["compare"]["reforms"] for picture in _gaps(making, each)]
    if drawn:
        words = making.words
        yield Gallery(words("book.gaps"), tuple(drawn), making.caption(words.unit("yuan"), words("scope.gaps")))


def _gaps(making: Making, reform: Document) -> Iterator[Picture]:
    """What a reform changes in each ledger's last balance, over the error of back-tests at that horizon."""
    found, nothing = [], (figures.money(0.0), figures.MISSING)
    for row in reform["funds"]:
        last = row["years"][-1]["balance"]
        counts = last["error"] and figures.money(last["difference"]) not in nothing
        if counts and (row["pool"], row["subsidy"]) == (CITY, "with"):
            word = comparison.noise_word(making.words, last["distinguishable"])
            amounts = f"{figures.money(last['difference'])} ± {figures.money(last['error'])} {word}"
            ledger = making.page.ledger(row["fund"], row["account"])
            found.append(Gap(ledger, last["difference"] / last["error"], amounts))
    if found:
        told = making.words("law.joint").join(f"{gap.name} {gap.told}" for gap in found)
        name = reform["zh"] if making.words.language == "zh" else reform["name"]
        yield Picture(name, told, gaps_picture(name, told, found, making.words("noise.within")), "")


def solve(making: Making) -> Iterator[Block]:
    """What each rate must be and can bear; remedies, each lever alone, with who bears it."""
    document, words = making.material.documents["solve"], making.words
    yield from _printed(making, "solve", solution.render)
    rows: list[list[Any]] = []
    for fund in (*(document.get("funds") or ()), *(document.get("without_rate") or ())):
        name = making.page.ledger(fund["fund"], fund["account"])
        for place, each in enumerate(fund["remedies"]):
            key = each["lever"].rpartition(".")[2]
            found = each["value"] is not None
            size = moved(words, key, each["value"], each["unit"], fund["fund"]) if found else figures.MISSING
            kept = figures.months(each["achieved"])
            rows.append(
                [
                    name if place == 0 else "",
                    size,
                    bearer(words, each, fund["fund"]),
                    kept,
                    making.page.verdict_word(each["meets"]),
                ]
            )
    columns = [("fund", "name"), ("remedy", "name"), ("bearer", "name"), ("months_kept", "figure"), ("passed", "word")]
    if rows:
        table = making.rows(columns, rows)
        yield making.titled("book.solve", table, words.unit("month"), months=f"{document['months']:g}")


def stress(making: Making) -> Iterator[Block]:
    """What each stress test does to the balance and to the first month that cannot be paid."""
    yield from _stressed(making, "stress")


def paths(making: Making) -> Iterator[Block]:
    """The same of the high and low paths of wages, births and coverage."""
    yield from _stressed(making, "paths")


def _stressed(making: Making, kind: str) -> list[Block]:
    return _printed(making, kind, lambda told, language, on: stresses.render(told, MOVED, language, on))


def attribute(making: Making) -> Iterator[Block]:
    """Each cause's part of what changed in the balance of the pooled city."""
    shown = (MOVED,)
    yield from _printed(making, "attribute", lambda told, language, on: attribution.render(told, shown, language, on))


def backtest(making: Making) -> Iterator[Block]:
    """Past projections beside what came, and the errors by horizon."""
    yield from _printed(making, "backtest", backtesting.render)


def experience(making: Making) -> Iterator[Block]:
    """What was counted over what was believed."""
    yield from _printed(making, "experience", experiences.render)


def _printed(making: Making, kind: str, render: Callable[[Document, Language, Console], None]) -> list[Block]:
    """What the command of a document prints, as blocks; what speaks of other runs says its own frame."""
    document, page, language = making.material.documents[kind], making.page, making.words.language
    frame = page.frame if kind in BESIDE else ""
    return recorded(lambda console: render(document, language, console), page.width, frame, page.heading)


def frontier(making: Making) -> Iterator[Block]:
    """Settings of one lever and the least of the other."""
    document = making.material.documents["frontier"]
    told = document["frontier"]
    found = drawn(document, making.page.ledger(told["fund"], told["account"]), making.words)
    if found is not None:
        name, said, picture = found
        yield Picture(name, said, picture, making.caption(scope=making.words("scope.city")))


def sensitivity(making: Making) -> Iterator[Block]:
    """Inputs whose ranges move a ledger's last balance most, as bars and as a table."""
    document, words = making.material.documents["sensitivity"], making.words
    pictures, tables = [], []
    for fund, account in known_ledgers(document):
        rows = [row for row in ranking(document, fund, account, MOVED) if visible(row, "yuan")][:LEADING]
        if not rows:
            continue
        name = making.page.ledger(fund, account)
        named = [_named(making, row) for row in rows]
        bars = [Bar(each, row["low"], row["high"]) for each, row in zip(named, rows, strict=True)]
        told = words("law.joint").join(
            f"{each} {figures.money(row['low'])} {figures.money(row['high'])}"
            for each, row in zip(named, rows, strict=True)
        )
        ends = words("tornado.low"), words("tornado.high")
        pictures.append(Picture(name, told, tornado_picture(name, told, bars, figures.money, ends), ""))
        cells = [
            [each, words(f"tag.{row['tag']}"), amount_text(row["low"], "yuan"), amount_text(row["high"], "yuan")]
            for each, row in zip(named, rows, strict=True)
        ]
        tables.append((name, cells))
    caption = making.caption(words.unit("yuan"), words("scope.tornado", count=len(document["inputs"])))
    yield Gallery(words("book.tornado"), tuple(pictures[:DRAWN]), caption)
    heads = [("series", "name"), ("tag", "word"), ("low_end", "figure"), ("high_end", "figure")]
    for name, cells in tables:
        yield Tabular(words("book.tornado_of", name=name), making.rows(heads, cells), caption)


def _named(making: Making, row: Document) -> str:
    """The name of an input that was varied."""
    return str(row["zh"]) if making.words.language == "zh" else plain_name(str(row["name"]))


def simulate(making: Making) -> Iterator[Block]:
    """The fan of each ledger's balance, quantiles of the last year, and the probability that it pays."""
    document, words = making.material.documents["simulate"], making.words
    pictures, rows = [], []
    for fund in document["funds"]:
        name = making.page.ledger(fund["fund"], fund["account"])
        years = fund["years"]
        ends = (("p05", "p95"), ("p25", "p75"))
        bands = [([seen(y[low]) for y in years], [seen(y[high]) for y in years]) for low, high in ends]
        series = [
            Series(words("fan.median"), "line", [seen(year["p50"]) for year in years]),
            Series(words("fan.central"), "second", [seen(year["central"]) for year in years]),
        ]
        told = " ".join(
            f"{y['year']}: {figures.money(y['p05'])} {figures.money(y['p50'])} {figures.money(y['p95'])}" for y in years
        )
        if any(map(any, (*(side for band in bands for side in band), *(line.values for line in series)))):
            drawn = fan_picture(name, told, [year["year"] for year in years], bands, series, figures.money)
            pictures.append(Picture(name, told, drawn, ""))
        last, first = years[-1], fund["first_cannot_pay"]
        quantiles = [figures.money(last[key]) for key in ("central", "p05", "p50", "p95")]
        share = fund["variance"]["share_chance"]
        rows.append(
            [name, *quantiles, figures.share(last["pays"]), first["p05"] or figures.MISSING, figures.share(share)]
        )
    caption = making.caption(
        words.unit("yuan"),
        words("scope.fan", drawn=what_varies(making), paths=f"{document['paths']:,}", seed=document["seed"]),
    )
    yield Gallery(words("book.fan"), tuple(pictures), caption)
    columns = ("fund", "central", "p05", "p50", "p95", "pays", "failed_by", "chance")
    heads = [(key, "name" if key == "fund" else "word" if key == "failed_by" else "figure") for key in columns]
    yield Tabular(words("book.quantiles"), making.rows(heads, rows), caption)


def award(making: Making) -> Iterator[Block]:
    """Typical awards of the employee pension."""
    words, document = making.words, making.material.documents["award"]
    rows = [
        [
            str(case["id"]),
            words.fund(case["category"]),
            case["retirement_month"],
            *(figures.MISSING if case[key] is None else f"{case[key]:,.2f}" for key in AWARDED),
            words("page.within" if case["eligible"] else "page.outside"),
        ]
        for case in document["cases"]
    ]
    columns = ("case", "category", "month", "basic", "transitional", "account", "total", "eligible")
    heads = [(key, "figure" if key in AWARDED else "name") for key in columns]
    yield Tabular(words("book.award"), making.rows(heads, rows), words("page.unit", unit=words.unit("yuan_per_month")))


def benefit(making: Making) -> Iterator[Block]:
    """Typical benefits of each kind, part by part."""
    words = making.words
    for document in making.material.benefits:
        rows = [
            [str(case["id"] or case["row"]), part["name"], _part(making, part), part["article"] or part["rule"]]
            for case in document["cases"]
            for part in case["parts"]
        ]
        heads = [("case", "word"), ("item", "name"), ("value", "figure"), ("source", "name")]
        title = f"{words('book.benefit')} · {words.fund(document['kind'].replace('-', '_'))}"
        yield Tabular(title, making.rows(heads, rows), making.page.frame)


def _part(making: Making, part: Document) -> str:
    value = part["value"]
    return (
        figures.MISSING if value is None else number(value, part["unit"]) + unit_of(part["unit"], making.words, value)
    )
