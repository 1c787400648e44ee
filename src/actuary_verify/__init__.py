"""Independent checker (独立核验): a run folder judged by its published tables alone, without the engine."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import polars as pl
from polars import col

YUAN = pl.lit(0.01)
STOCK = 1e-12 * col("closing").abs()
PERSON = 1e-6 + STOCK
COUNTERPARTIES = {
    "employee_pension",
    "resident_pension",
    "employee_medical",
    "resident_medical",
    "unemployment",
}
COUNTERPARTIES |= {"work_injury", "maternity", "accounts", "serious_illness", "large_amount"}
LEDGER = ("month", "district", "fund", "account")
GROUP = ("month", "district", "category")
LINE = ("year", "district", "fund", "account", "subsidy")
KEYS = {
    "ledger": (*LEDGER, "item", "entitlement_month"),
    "balances": LEDGER,
    "account_record": ("month", "district", "fund"),
    "people": (*GROUP, "age", "status"),
    "people_flows": GROUP,
    "members": ("month", "district", "fund", "kind"),
    "measures": (*LINE, "measure"),
}
Findings = Iterator["Finding"]


class Finding(NamedTuple):
    """Something that does not hold (不符之处): which check, where, and by how much or what."""

    check: str
    where: str
    what: str


def verify(folder: Path) -> list[Finding]:
    """Everything in a run folder that does not hold; an empty list is a pass."""
    findings: list[Finding] = []
    for check in (digests, certificate, keys, cash, people, transfers, account_record, measures):
        try:
            findings.extend(check(folder))
        except (OSError, ValueError, LookupError, TypeError, pl.exceptions.PolarsError) as fault:
            findings.append(Finding(check.__name__, "unreadable", f"{type(fault).__name__}: {fault}"))
    return findings


def digests(folder: Path) -> Findings:
    """Every file is the one that the manifest names, and there is no other."""
    rows = json.loads((folder / "manifest.json").read_bytes())["outputs"]
    listed = {row["file"]: row["sha256"] for row in rows}
    here = {path.name for path in folder.iterdir()} - {"manifest.json"}
    for name in sorted(here | set(listed)):
        content = (folder / name).read_bytes() if name in here else b""
        if hashlib.sha256(content).hexdigest() != listed.get(name):
            yield Finding("digests", name, "is not what the manifest says")


def certificate(folder: Path) -> Findings:
    """The run's own certificate claims that every identity holds."""
    for row in json.loads((folder / "certificate.json").read_bytes())["identities"]:
        if row["passed"] is not True or not row["worst"] <= row["tolerance"]:
            yield Finding("certificate", f"{row['name']} {row['scope']}", f"{row['worst']} at {row['at']}")


def keys(folder: Path) -> Findings:
    """No key stands twice, and no sum, stock or flow is missing or not a number."""
    numbers = pl.selectors.float().exclude("value")
    missing = pl.any_horizontal(pl.lit(False), numbers.is_null() | ~numbers.is_finite())
    for name, key in KEYS.items():
        for row in _table(folder, name).filter(pl.struct(key).is_duplicated() | missing).select(key).rows():
            yield Finding("keys", " ".join(map(str, (name, *row))), "stands twice, or a figure of it is missing")


def cash(folder: Path) -> Findings:
    """Cash: closing = opening + the ledger's items; every closing is the next month's opening."""
    balances = _table(folder, "balances")
    flow = _table(folder, "ledger").group_by(LEDGER).agg(flow=col("yuan").sum())
    both = balances.join(flow, on=LEDGER, how="full", coalesce=True)
    off = col("opening") + col("flow").fill_null(0.0) - col("closing")
    yield from _nought("cash", both, LEDGER, off, YUAN)
    yield from _chain("cash", balances, LEDGER, YUAN)


def people(folder: Path) -> Findings:
    """People: opening and flows give the closing, months join, stocks by age and status add up to it."""
    flows, stocks = _table(folder, "people_flows"), _table(folder, "people")
    moved = col("births") + col("arrivals") - col("deaths") - col("departures")
    yield from _nought("people", flows, GROUP, col("opening") + moved - col("closing"), PERSON)
    yield from _chain("people", flows, GROUP, PERSON)
    opening = flows.filter(col("month") == col("month").min()).with_columns(_before(), closing="opening")
    told = pl.concat([opening, flows]).select(*GROUP, "closing").join(stocks, on="month", how="semi")
    counted = stocks.group_by(GROUP).agg(col("persons").sum())
    both = told.join(counted, on=GROUP, how="full", coalesce=True).fill_null(0.0)
    yield from _nought("people_stocks", both, GROUP, col("persons") - col("closing"), PERSON)


def transfers(folder: Path) -> Findings:
    """What one fund pays another receives, pair by pair; what some pools give, the others receive."""
    ledger, total = _table(folder, "ledger"), col("yuan").sum()
    key = ["month", "fund", "account"]
    pools = ledger.filter(col("item") == "pooling_transfer").group_by(key).agg(total)
    yield from _nought("pooling_transfers", pools, key, col("yuan"), YUAN)
    other = col("item").str.strip_prefix("transfer.")
    paid = ledger.filter(col("item").str.starts_with("transfer."), other.is_in(COUNTERPARTIES))
    pair = (pl.min_horizontal("fund", other) + " and " + pl.max_horizontal("fund", other)).alias("pair")
    between = paid.group_by("month", pair).agg(total)
    yield from _nought("transfers", between, ["month", "pair"], col("yuan"), YUAN)


def account_record(folder: Path) -> Findings:
    """The memorandum of accounts rolls forward, and its months join."""
    table, key = _table(folder, "account_record"), KEYS["account_record"]
    moved = col("credits") + col("crediting") - col("charged") - col("inherited") + col("moved")
    yield from _nought("account_record", table, key, col("opening") + moved - col("closing"), YUAN + STOCK)
    yield from _chain("account_record", table, key, YUAN + STOCK)


def measures(folder: Path) -> Findings:
    """Twelve months are the year, the pools are the city, and every measure follows from the others."""
    yearly = _table(folder, "measures").pivot("measure", index=LINE, values="value")
    ledger = _table(folder, "ledger").filter(col("item") != "backstop")
    ledger = ledger.with_columns(year=col("month").str.head(4).cast(pl.Int64))
    for place in sorted({*ledger["district"], "city"} & {*yearly["district"]}):
        told = yearly.filter(col("district") == place)
        summed = _years(ledger if place == "city" else ledger.filter(col("district") == place), told)
        both = told.join(summed, on=LINE, how="left", suffix="_summed")
        for name in ("receipts", "expenditure"):
            yield from _nought(name, both, LINE, col(name) - col(f"{name}_summed").fill_null(0.0), YUAN)
    key, net = ["year", "fund", "account", "subsidy"], col("receipts") - col("expenditure")
    pools = yearly.filter(col("district") != "city").group_by(key).agg(net.sum().alias("pools"))
    city = yearly.filter(col("district") == "city").join(pools, on=key)
    yield from _nought("pools_are_the_city", city, LINE, net - col("pools"), YUAN)
    yield from _nought("current_balance", yearly, LINE, col("current_balance") - net, YUAN)
    cover, spent = col("balance") / col("expenditure") * 12, yearly.filter(col("expenditure") > 0)
    yield from _nought("payable_months", spent, LINE, col("payable_months") - cover, 1e-12 * (1 + cover.abs()))


def _years(ledger: pl.DataFrame, lines: pl.DataFrame) -> pl.DataFrame:
    """Receipts and expenditure by year of the lines, items netted over a line's ledgers in each month."""
    parts = []
    for line in lines.select(LINE[1:]).unique().iter_rows(named=True):
        account, without = line["account"], line["subsidy"] == "without"
        inside = col("account").is_in([account]) | (account == "all")
        inside |= (col("account") != "individual") & (account == "all_without_individual")
        removed = (col("item") == "ordinary_subsidy") & without
        items = ledger.filter(col("fund") == line["fund"], inside, ~removed)
        items = items.group_by("year", "month", "item").agg(col("yuan").sum())
        credits = col("item") == "transfer.accounts"  # what a pool hands to accounts comes off its receipts
        gain = credits | (~col("item").str.starts_with("benefit") & (col("yuan") > 0))
        receipts, rest = col("yuan").filter(gain).sum(), col("yuan").filter(~gain).sum()
        year = items.group_by("year").agg(receipts=receipts, expenditure=-rest)
        parts.append(year.with_columns(pl.lit(value).alias(name) for name, value in line.items()))
    return pl.concat(parts).select(*LINE, "receipts", "expenditure")


def _nought(check: str, table: pl.DataFrame, key: Sequence[str], off: pl.Expr, within: pl.Expr) -> Findings:
    """A finding for every row whose residual is beyond the tolerance or cannot be told."""
    told = table.select(*key, off=off, holds=(off.abs() <= within).fill_null(False))
    for *place, much, _ in told.filter(~col("holds")).sort(key).rows():
        yield Finding(check, " ".join(map(str, place)), "is missing" if much is None else f"off by {much:.12g}")


def _chain(check: str, table: pl.DataFrame, key: Sequence[str], within: pl.Expr) -> Findings:
    """A finding for every closing that is not the opening of the month after it; neither stands alone."""
    after = table.select(*key, next="opening").with_columns(_before())
    both, month = table.join(after, on=key, how="full", coalesce=True), col("month")
    both = both.filter(month > month.min(), month < month.max())
    yield from _nought(f"{check}_months", both, key, col("next") - col("closing"), within)


def _before() -> pl.Expr:
    """The month before a `YYYY-MM` text."""
    return (col("month") + "-01").str.to_date().dt.offset_by("-1mo").dt.strftime("%Y-%m").alias("month")


def _table(folder: Path, name: str) -> pl.DataFrame:
    return pl.read_parquet(folder / f"{name}.parquet", glob=False)
