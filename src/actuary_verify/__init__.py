"""Independent checker (独立核验): a run folder judged by its published tables alone, without the engine."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import polars as pl
from polars import col

YUAN, STOCK = pl.lit(0.01), 1e-12 * col("closing").abs()
PERSON = 1e-6 + STOCK
ACCOUNTS = {"accounts", "serious_illness", "large_amount", "reserve", "merger"}
LEDGER, GROUP = ("month", "district", "fund", "account"), ("month", "district", "category")
REGISTER, LINE = ("month", "register", "kind", "category"), ("year", "district", "fund", "account", "subsidy")
PEOPLE = ("people", "people_flows", GROUP, ["opening", "births", "arrivals"], ["closing", "deaths", "departures"])
REGISTERS = ("registers", "register_flows", REGISTER, ["opening", "new"], ["closing", "deaths", "leavers"])
SUBSIDY, POOLING = (col("item") == name for name in ("ordinary_subsidy", "pooling_transfer"))
BY_POOL = "public ordinary_subsidy|interest|pooling_transfer|transfer.(merger|maternity)|^maternity.*employee_medical"
OWN = pl.concat_str("fund", "account", "item", separator=" ").str.contains(BY_POOL)
OTHER = col("item").str.strip_prefix("transfer.")
INSIDE = OTHER.is_in(ACCOUNTS) | OTHER.is_in(col("fund").unique().implode())
INTERNAL = POOLING | (col("item").str.starts_with("transfer.") & INSIDE)
KEYS = {
    "ledger": (*LEDGER, "item", "entitlement_month"),
    "balances": LEDGER,
    "account_record": ("month", "district", "fund"),
    "people": (*GROUP, "age", "status"),
    "people_flows": GROUP,
    "registers": (*REGISTER, "age"),
    "register_flows": REGISTER,
    "members": ("month", "district", "fund", "kind"),
    "counterparties": ("month", "counterparty", "fund", "account", "item"),
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
    for check in (digests, certificate, keys, cash, people, transfers, counterparties, account_record, measures):
        try:
            findings.extend(check(folder))
        except (OSError, ValueError, LookupError, TypeError, pl.exceptions.PolarsError) as fault:
            findings.append(Finding(check.__name__, "unreadable", f"{type(fault).__name__}: {fault}"))
    return findings


def digests(folder: Path) -> Findings:
    """Every file is the one that the manifest names, and there is no other."""
    listed = {row["file"]: row["sha256"] for row in json.loads((folder / "manifest.json").read_bytes())["outputs"]}
    for path in sorted({*map(folder.joinpath, listed), *folder.iterdir()} - {folder / "manifest.json"}):
        if hashlib.sha256(path.read_bytes() if path.is_file() else b"").hexdigest() != listed.get(path.name):
            yield Finding("digests", path.name, "is not what the manifest says")


def certificate(folder: Path) -> Findings:
    """The run's own certificate claims that every identity holds."""
    for row in json.loads((folder / "certificate.json").read_bytes())["identities"]:
        if row["passed"] is not True or not row["worst"] <= row["tolerance"]:
            yield Finding("certificate", f"{row['name']} {row['scope']}", f"{row['worst']} at {row['at']}")


def keys(folder: Path) -> Findings:
    """No key stands twice, and no sum, stock or flow is missing or not a number."""
    missing = pl.any_horizontal(pl.lit(False), ~pl.selectors.float().exclude("value").is_finite().fill_null(False))
    for name, key in KEYS.items():
        for row in _table(folder, name).filter(pl.struct(key).is_duplicated() | missing).select(key).rows():
            yield Finding("keys", " ".join(map(str, (name, *row))), "stands twice, or a figure of it is missing")


def cash(folder: Path) -> Findings:
    """Cash: closing = opening + the ledger's items; every closing is the next month's opening."""
    balances = _table(folder, "balances")
    flow = _table(folder, "ledger").group_by(LEDGER).agg(flow=col("yuan").sum())
    both = balances.join(flow, on=LEDGER, how="full", coalesce=True)
    yield from _nought("cash", both, LEDGER, col("opening") + col("flow").fill_null(0.0) - col("closing"), YUAN)
    yield from _chain("cash", balances, LEDGER, YUAN)


def people(folder: Path) -> Findings:
    """People and registers: opening and flows give the closing, months join, held by age add up to it."""
    for check, flow, key, more, less in (PEOPLE, REGISTERS):
        flows, held = _table(folder, flow), _table(folder, check)
        yield from _nought(check, flows, key, pl.sum_horizontal(more) - pl.sum_horizontal(less), PERSON)
        yield from _chain(check, flows, key, PERSON)
        opening = flows.filter(col("month") == col("month").min()).with_columns(_before(), closing="opening")
        told = pl.concat([opening, flows]).select(*key, "closing").join(held, on="month", how="semi")
        both = told.join(held.group_by(key).agg(col("persons").sum()), on=key, how="full", coalesce=True).fill_null(0.0)
        yield from _nought(f"{check}_stocks", both, key, col("persons") - col("closing"), PERSON)


def transfers(folder: Path) -> Findings:
    """What one fund pays another receives, pair by pair; what some pools give, the others receive."""
    pair = pl.min_horizontal("fund", OTHER) + " and " + pl.max_horizontal("fund", OTHER)
    pair = pl.when(POOLING).then(col("fund") + " " + col("account")).otherwise(pair).alias("pair")
    between = _table(folder, "ledger").filter(INTERNAL).group_by("month", pair).agg(col("yuan").sum())
    yield from _nought("transfers", between, ["month", "pair"], col("yuan"), YUAN)


def counterparties(folder: Path) -> Findings:
    """What crosses the edge has another side: by item and month, the funds and the outside add to nought."""
    key = ["month", "fund", "account", "item"]
    tables = (_table(folder, "ledger").filter(~INTERNAL), _table(folder, "counterparties"))
    sides = pl.concat([table.select(*key, "yuan") for table in tables]).group_by(key).agg(col("yuan").sum())
    yield from _nought("counterparties", sides, key, col("yuan"), YUAN)


def account_record(folder: Path) -> Findings:
    """The memorandum of accounts rolls forward, and its months join."""
    table, key = _table(folder, "account_record"), KEYS["account_record"]
    moved = col("credits") + col("crediting") - col("charged") - col("inherited") + col("moved")
    yield from _nought("account_record", table, key, col("opening") + moved - col("closing"), YUAN + STOCK)
    yield from _chain("account_record", table, key, YUAN + STOCK)


def measures(folder: Path) -> Findings:
    """Twelve months are the year, items the sum, pools the city, and every measure follows from its fellows."""
    table, place, each = _table(folder, "measures"), [*LINE[:4]], [*LINE, "item"]
    yearly = table.filter(~col("measure").str.contains(r"\.|implicit")).pivot("measure", index=LINE, values="value")
    if "receipts" not in yearly.columns and _table(folder, "balances")["month"].n_unique() < 12:
        return  # no year is whole
    name, received = col("measure").str, col("measure").str.starts_with("receipts.")
    parts = table.with_columns(item=name.extract(r"\.(.+)"), net=col("value") * (2 * received - 1)).drop_nulls("item")
    for side in ("receipts", "expenditure"):
        whole = parts.filter(name.starts_with(side)).group_by(LINE).agg(whole=col("value").sum())
        told = yearly.join(whole, on=LINE, how="left").with_columns(col("whole").fill_null(0.0))
        yield from _nought(side, told, LINE, col(side) - col("whole"), YUAN)
    net = parts.group_by(each).agg(col("net").sum())
    booked = _by_line(_table(folder, "ledger"), "yuan").join(yearly.select(LINE), on=place)
    booked = booked.filter((col("subsidy") == "with") | ~SUBSIDY)
    both = booked.join(net.join(booked, on="district", how="semi"), on=each, how="full", coalesce=True).fill_null(0.0)
    yield from _nought("items", both.filter((col("district") != "city") | ~OWN), each, col("yuan") - col("net"), YUAN)
    pools = net.filter(col("district") != "city", ~OWN).with_columns(district=pl.lit("city"))
    pools = pools.group_by(each).agg(pools=col("net").sum()).join(net, on=each, how="left").fill_null(0.0)
    yield from _nought("pools_are_the_city", pools, each, col("net") - col("pools"), YUAN)
    change = col("receipts") - col("expenditure")
    yield from _nought("current_balance", yearly, LINE, col("current_balance") - change, YUAN)
    first = _table(folder, "balances").filter(col("month") == col("month").min()).with_columns(item=pl.lit(""))
    before = yearly.select(col("year") + 1, *LINE[1:], before="balance")
    both = yearly.join(_by_line(first, "opening"), on=place, how="left").join(before, on=LINE, how="left")
    held = pl.coalesce("before", "opening")
    yield from _nought("balance", both.filter(held.is_not_null()), LINE, held + change - col("balance"), YUAN)
    cover, spent = col("balance") / col("expenditure") * 12, yearly.filter(col("expenditure") > 0)
    yield from _nought("payable_months", spent, LINE, col("payable_months") - cover, 1e-12 * (1 + cover.abs()))


def _by_line(table: pl.DataFrame, value: str) -> pl.DataFrame:
    """Sums by year, district and item, of each ledger, of all ledgers of a fund, and of the city; no backstop."""
    table = table.filter(col("item") != "backstop").with_columns(year=col("month").str.head(4).cast(pl.Int64))
    table = pl.concat([table, table.with_columns(account=pl.lit("all"))])
    table = pl.concat([table, table.with_columns(district=pl.lit("city"))])
    return table.group_by("year", "district", "fund", "account", "item").agg(col(value).sum())


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
