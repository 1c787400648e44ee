"""Money in the report (资金): receipts by source, the flow, receipts and spending, months against lines, pools."""

from collections.abc import Iterator, Mapping

import polars as pl

from actuary.reporting import figures
from actuary.reporting.book.blocks import Block, Gallery, Picture, Tabular
from actuary.reporting.book.making import Making
from actuary.reporting.drawing.sankey import Link
from actuary.reporting.drawing.sankey import sankey as sankey_picture
from actuary.reporting.drawing.tiles import Tile, maps
from actuary.reporting.drawing.years import Series, limits
from actuary.reporting.drawing.years import flows as flows_picture
from actuary.reporting.selection import CITY, figures_of
from actuary.vocabulary import DISTRICTS
from actuary.vocabulary.counterparties import EXTERNAL, counterparty
from actuary.vocabulary.registry import item_name

MAPPED = (("employee_pension", "enterprise"), ("employee_medical", "pooled"))
"""Ledgers whose pools are mapped."""
BACKSTOP = "backstop"
CENT = 0.01
"""Less is no money [yuan]: what goes from one ledger of a fund to another comes to nothing in the fund."""
RESERVE, SAVED = "reserve", "saved"
CORE = "core"


def payers(making: Making) -> Iterator[Block]:
    """Receipts of each fund in the first year by source."""
    ledger = making.material.table("ledger")
    if ledger is None:
        return
    words, year = making.words, making.material.years[0]
    cash = _of_year(ledger, year).group_by("fund", "item", maintain_order=True).agg(pl.col("yuan").sum())
    found = cash.filter((pl.col("yuan") > CENT) & ~pl.col("item").str.starts_with("benefit."))
    table = making.rows(
        [("fund", "name"), ("source_of_money", "name"), ("receipts", "figure"), ("share", "figure")], []
    )
    for fund in making.page.entries.funds():
        rows = found.filter(pl.col("fund") == fund).select("item", "yuan").sort("yuan", "item", descending=True)
        whole = float(rows["yuan"].sum())
        for place, (item, yuan) in enumerate(rows.iter_rows()):
            name = item_name(item)
            told = name.zh if words.language == "zh" else name.en
            share = figures.share(yuan / whole)
            table.add_row(words.fund(fund) if place == 0 else "", told, figures.money(yuan), share)
        table.add_section()
    yield making.titled("book.payers", table, words.unit("yuan"), words("scope.city_year", year=year), year=year)


def _of_year(ledger: pl.DataFrame, year: int) -> pl.DataFrame:
    """A year's cash before the backstop by fund, account, district and item."""
    of = ledger.filter(pl.col("month").str.starts_with(str(year)) & (pl.col("item") != BACKSTOP))
    return of.group_by("fund", "account", "district", "item", maintain_order=True).agg(pl.col("yuan").sum())


def sankey(making: Making) -> Iterator[Block]:
    """Who pays in, to which fund, spent in which pool, drawn by whom, in the last year."""
    ledger = making.material.table("ledger")
    if ledger is None:
        return
    words, year = making.words, making.material.years[-1]
    links = _links(making, _of_year(ledger, year))
    headings = [words(f"flow.{key}") for key in ("payers", "funds", "pools", "drawn")]
    amounts = " ".join(f"{link.source} → {link.target} {figures.money(link.value)}" for link in links)
    name = words("book.sankey", year=year)
    drawn = sankey_picture(name, amounts, headings, links, lambda key, value: f"{key} {figures.money(value)}")
    yield Picture(name, amounts, drawn, making.caption(words.unit("yuan"), words("scope.flows", year=year)))


def _links(making: Making, cash: pl.DataFrame) -> list[Link]:
    """Ribbons of the flow; what a fund spends beyond what it receives comes from its reserve, the rest is saved."""
    words = making.words
    names = {name.key: name.zh if words.language == "zh" else name.en for name in EXTERNAL}
    paid: dict[tuple[str, str], float] = {}
    spent: dict[tuple[str, str], float] = {}
    drawn: dict[tuple[str, str], float] = {}
    for row in cash.iter_rows(named=True):
        other = counterparty(row["item"])
        if other is None:
            continue
        fund, who = words.fund(row["fund"]), names[other]
        if row["yuan"] > 0:
            paid[who, fund] = paid.get((who, fund), 0.0) + row["yuan"]
        else:
            pool = words.pool(_pool(making, row["fund"], row["district"]))
            spent[fund, pool] = spent.get((fund, pool), 0.0) - row["yuan"]
            drawn[pool, who] = drawn.get((pool, who), 0.0) - row["yuan"]
    _balance(words(f"flow.{RESERVE}"), words(f"flow.{SAVED}"), paid, spent, drawn)
    sides = enumerate((paid, spent, drawn))
    return [Link(place, *ends, value) for place, side in sides for ends, value in side.items() if value > 0]


def _balance(
    reserve: str,
    saved: str,
    paid: dict[tuple[str, str], float],
    spent: dict[tuple[str, str], float],
    drawn: dict[tuple[str, str], float],
) -> None:
    """What closes each fund: drawn from its reserve, or saved."""
    for fund in dict.fromkeys(fund for _, fund in list(paid)):
        come = sum(value for (_, to), value in paid.items() if to == fund)
        gone = sum(value for (from_, _), value in spent.items() if from_ == fund)
        if gone > come:
            paid[reserve, fund] = gone - come
        elif come > gone:
            spent[fund, saved] = come - gone
            drawn[saved, saved] = drawn.get((saved, saved), 0.0) + come - gone


def _pool(making: Making, fund: str, district: str) -> str:
    """The pool of a fund that a district belongs to."""
    accounts = making.page.entries.headlines(fund)
    pools = making.page.entries.pools(fund, accounts[0]) if accounts else []
    return district if district in pools else CORE if CORE in pools else CITY


def flows(making: Making) -> Iterator[Block]:
    """Receipts, spending and balance of each headline ledger of the pooled city."""
    words, years = making.words, making.page.entries.years()
    pictures = []
    for fund in making.page.entries.funds():
        for account in making.page.entries.headlines(fund):
            entry = making.page.entries.find(fund, account)
            if entry is None or not entry["years"]:
                continue
            found = {key: figures_of(entry, key, years) for key in ("receipts", "expenditure", "balance")}
            series = [
                Series(words(f"measure.{key}"), kind, found[key])
                for key, kind in (("receipts", "line"), ("expenditure", "second"))
            ]
            told = " ".join(f"{words(f'measure.{key}')} {_listed(years, values)}" for key, values in found.items())
            name = making.page.ledger(fund, account)
            bars = Series(words("measure.balance"), "soft", found["balance"])
            pictures.append(Picture(name, told, flows_picture(name, told, years, bars, series, _yi), ""))
    yield Gallery(words("book.flows"), tuple(pictures), making.caption(words.unit("yuan"), words("scope.city")))


def _listed(years: list[int], values: list[float | None]) -> str:
    return " ".join(f"{year}: {figures.money(value)}" for year, value in zip(years, values, strict=True))


def _yi(value: float) -> str:
    return figures.money(value)


def months(making: Making) -> Iterator[Block]:
    """Payable months of each headline ledger against the lines of its tests."""
    words, years = making.words, making.page.entries.years()
    pictures = []
    for fund in making.page.entries.funds():
        for account in making.page.entries.headlines(fund):
            entry = making.page.entries.find(fund, account)
            if entry is None or not entry["years"]:
                continue
            values = [_printed(value) for value in figures_of(entry, "payable_months", years)]
            if all(value is None for value in values):
                continue
            lines: Mapping[str, float] = {
                words.test(test["test"]): test["threshold"] for test in entry["tests"] if test["unit"] == "month"
            }
            told = " ".join(f"{year}: {figures.months(value)}" for year, value in zip(years, values, strict=True))
            told += "".join(f" {name} {figures.months(value)}" for name, value in lines.items())
            name = making.page.ledger(fund, account)
            drawn = limits(name, told, years, Series(name, "line", values), lines, figures.months)
            pictures.append(Picture(name, told, drawn, ""))
    yield Gallery(words("book.months"), tuple(pictures), making.caption(words.unit("month"), words("scope.city")))


def _printed(value: float | None) -> float | None:
    """Nought where a value prints as nought."""
    return 0.0 if value is not None and figures.months(abs(value)) == figures.months(0.0) else value


def tiles(making: Making) -> Iterator[Block]:
    """Each district alone, in its pool, and in the pooled city, at the end of the last year."""
    ledger = making.material.table("ledger")
    if ledger is None:
        return
    for fund, account in MAPPED:
        if making.page.entries.find(fund, account) is not None:
            yield from _tiles(making, fund, account, ledger)


def _tiles(making: Making, fund: str, account: str, ledger: pl.DataFrame) -> Iterator[Block]:
    words, year = making.words, making.material.years[-1]
    own = (pl.col("fund") == fund) & (pl.col("account") == account)
    cash = _of_year(ledger.filter(own & (pl.col("item") != "pooling_transfer")), year)
    net = dict(cash.group_by("district", maintain_order=True).agg(pl.col("yuan").sum()).iter_rows())
    spent = dict(
        cash.filter(pl.col("yuan") < 0).group_by("district", maintain_order=True).agg(-pl.col("yuan").sum()).iter_rows()
    )
    panels: dict[str, list[Tile]] = {words(f"map.{key}"): [] for key in ("alone", "pooled", "whole")}
    rows = []
    for district in (name.key for name in DISTRICTS if name.key in net):
        name, pool = words.pool(district), _pool(making, fund, district)
        found = [
            (net[district], spent.get(district)),
            *(_net_and_spent(making, fund, account, p) for p in (pool, CITY)),
        ]
        shares = [one / of if one is not None and of else None for one, of in found]
        for heading, share in zip(panels, shares, strict=True):
            panels[heading].append(Tile(district, name, figures.share(share), share is not None and share < 0))
        rows.append([name, words.pool(pool), figures.money(net[district]), *map(figures.share, shares)])
    ledger_name = making.page.ledger(fund, account)
    title = words("book.map", name=ledger_name, year=year)
    told = "；".join(f"{row[0]} {row[3]} → {row[4]}" for row in rows)
    caption = making.caption(words.unit("share"), words("scope.map"))
    yield Picture(title, told, maps(title, told, panels), caption)
    heads = [
        ("district", "name"),
        ("pool_of", "name"),
        ("alone_yuan", "figure"),
        ("alone", "figure"),
        ("in_pool", "figure"),
    ]
    table = making.rows([*heads, ("in_city", "figure")], rows)
    unit = words("page.and").join((words.unit("yuan"), words.unit("share")))
    yield Tabular(title, table, making.caption(unit, words("scope.map")))


def _net_and_spent(making: Making, fund: str, account: str, pool: str) -> tuple[float | None, float | None]:
    """Current balance and spending of a pool in the last year [yuan]."""
    entry, year = making.page.entries.find(fund, account, pool), making.material.years[-1]
    net, spent = (figures_of(entry, measure, [year])[0] for measure in ("current_balance", "expenditure"))
    return net, spent
