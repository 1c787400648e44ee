"""Independent checker (独立核验): a run folder judged by its published tables alone, without the engine."""

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import polars as pl
from polars import col

YUAN, PERSON, RELATIVE = 0.01, 1e-6, 1e-12
FUNDS = {"employee_pension", "resident_pension", "employee_medical", "resident_medical"}
FUNDS |= {"unemployment", "work_injury", "maternity"}
INSIDE_A_FUND = {"accounts", "serious_illness", "large_amount"}
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
    for check in CHECKS:
        try:
            findings.extend(check(folder))
        except (OSError, ValueError, LookupError, TypeError, pl.exceptions.PolarsError) as fault:
            findings.append(Finding(check.__name__, "unreadable", f"{type(fault).__name__}: {fault}"))
    return findings


def digests(folder: Path) -> Findings:
    """Every file is the one that the manifest names, with the rows that it says."""
    listed = {str(row["file"]): row for row in _document(folder, "manifest")["outputs"]}
    here = {path.name for path in folder.iterdir()} - {"manifest.json"}
    for name in sorted(here ^ set(listed)):
        yield Finding("digests", name, "not in the manifest" if name in here else "missing")
    for name in sorted(here & set(listed)):
        content = (folder / name).read_bytes()
        if hashlib.sha256(content).hexdigest() != listed[name]["sha256"]:
            yield Finding("digests", name, "is not what the manifest says")
        elif name.endswith(".parquet") and pl.read_parquet(content).height != listed[name]["rows"]:
            yield Finding("digests", name, "has other rows than the manifest says")


def certificate(folder: Path) -> Findings:
    """The run's own certificate claims that every identity holds."""
    for row in _document(folder, "certificate")["identities"]:
        if row["passed"] is not True or not row["worst"] <= row["tolerance"]:
            yield Finding("certificate", f"{row['name']} {row['scope']}", f"{row['worst']} at {row['at']}")


def keys(folder: Path) -> Findings:
    """No key stands twice, and no sum, stock or flow is missing or not a number."""
    for name, key in KEYS.items():
        table = _table(folder, name)
        numbers = pl.selectors.exclude("value") & pl.selectors.float()
        missing = pl.any_horizontal(pl.lit(False), numbers.is_null() | ~numbers.is_finite())
        for row in table.filter(pl.struct(key).is_duplicated() | missing).select(key).rows():
            yield Finding("keys", f"{name} {_place(row)}", "stands twice, or a figure of it is missing")


def cash(folder: Path) -> Findings:
    """Cash: closing = opening + the ledger's items; every closing is the next month's opening."""
    balances, ledger = _table(folder, "balances"), _table(folder, "ledger")
    flow = ledger.group_by(LEDGER).agg(flow=col("yuan").sum())
    both = balances.join(flow, on=LEDGER, how="full", coalesce=True)
    both = both.with_columns(residual=col("opening") + col("flow").fill_null(0.0) - col("closing"))
    yield from _nought("cash", both, LEDGER, pl.lit(YUAN))
    yield from _chain("cash", balances, LEDGER, pl.lit(YUAN))


def people(folder: Path) -> Findings:
    """People: closing = opening + births + arrivals - deaths - departures, months join, and the stocks by age
    and status add up to them."""
    flows, stocks = _table(folder, "people_flows"), _table(folder, "people")
    moved = col("births") + col("arrivals") - col("deaths") - col("departures")
    flows = flows.with_columns(residual=col("opening") + moved - col("closing"))
    yield from _nought("people", flows, GROUP, _persons("closing"))
    yield from _chain("people", flows, GROUP, _persons("closing"))
    first = flows.filter(col("month") == col("month").min())
    opening = first.with_columns(_month_before(), closing=col("opening"))
    told = pl.concat([opening, flows]).select(*GROUP, "closing")
    told = told.join(stocks.select("month").unique(), on="month", how="semi")
    counted = stocks.group_by(GROUP).agg(col("persons").sum())
    both = told.join(counted, on=GROUP, how="full", coalesce=True).fill_null(0.0)
    both = both.with_columns(residual=col("persons") - col("closing"))
    yield from _nought("people_stocks", both, GROUP, _persons("closing"))


def transfers(folder: Path) -> Findings:
    """What one fund pays another receives, month by month and pair by pair; what pools give, pools receive."""
    ledger = _table(folder, "ledger")
    pooling = ledger.filter(col("item") == "pooling_transfer").group_by("month", "fund", "account")
    pooling = pooling.agg(residual=col("yuan").sum())
    yield from _nought("pooling_transfers", pooling, ("month", "fund", "account"), pl.lit(YUAN))
    other = col("item").str.strip_prefix("transfer.")
    paid = ledger.filter(col("item").str.starts_with("transfer."), other.is_in(FUNDS | INSIDE_A_FUND))
    pair = (pl.min_horizontal("fund", other) + " and " + pl.max_horizontal("fund", other)).alias("pair")
    between = paid.group_by("month", pair).agg(residual=col("yuan").sum())
    yield from _nought("transfers", between, ("month", "pair"), pl.lit(YUAN))


def account_record(folder: Path) -> Findings:
    """The memorandum of accounts rolls forward, and its months join."""
    table, key = _table(folder, "account_record"), ("month", "district", "fund")
    moved = col("credits") + col("crediting") - col("charged") - col("inherited") + col("moved")
    rolled = table.with_columns(residual=col("opening") + moved - col("closing"))
    tolerance = YUAN + RELATIVE * col("closing").abs()
    yield from _nought("account_record", rolled, key, tolerance)
    yield from _chain("account_record", table, key, tolerance)


def measures(folder: Path) -> Findings:
    """Twelve months are the year, the pools are the city, and every measure follows from the others."""
    yearly = _table(folder, "measures").pivot("measure", index=LINE, values="value")
    ledger = _table(folder, "ledger").with_columns(year=col("month").str.head(4).cast(pl.Int64))
    ledger = ledger.filter(col("item") != "backstop")
    net = (col("receipts") - col("expenditure")).alias("net")
    city = yearly.filter(col("district") == "city").select(*LINE, "receipts", "expenditure", net)
    for place in sorted({*ledger["district"], "city"} & {*yearly["district"]}):
        told = yearly.filter(col("district") == place)
        summed = _years(ledger if place == "city" else ledger.filter(col("district") == place), told)
        for name in ("receipts", "expenditure"):
            both = told.join(summed, on=LINE, how="left", suffix="_summed")
            both = both.with_columns(residual=col(name) - col(f"{name}_summed").fill_null(0.0))
            yield from _nought(name, both, LINE, pl.lit(YUAN))
    key = [name for name in LINE if name != "district"]
    pools = yearly.filter(col("district") != "city").group_by(key).agg(net.sum().alias("pools"))
    added = city.join(pools, on=key).with_columns(residual=col("net") - col("pools"))
    yield from _nought("pools_are_the_city", added, LINE, pl.lit(YUAN))
    if "current_balance" in yearly.columns:
        own = yearly.with_columns(residual=col("current_balance") - net)
        yield from _nought("current_balance", own, LINE, pl.lit(YUAN))
    if {"payable_months", "balance"} <= set(yearly.columns):
        cover = col("balance") / col("expenditure") * 12
        spending = yearly.filter(col("expenditure") > 0).with_columns(residual=col("payable_months") - cover)
        yield from _nought("payable_months", spending, LINE, RELATIVE * (1 + cover.abs()))


def _years(ledger: pl.DataFrame, lines: pl.DataFrame) -> pl.DataFrame:
    """Receipts and expenditure by year of the lines, items netted over a line's ledgers in each month."""
    parts = []
    for fund, account, subsidy, place in (
        lines.select("fund", "account", "subsidy", "district").unique().rows()
    ):
        part = ledger.filter(col("fund") == fund)
        if account == "all_without_individual":
            part = part.filter(col("account") != "individual")
        elif account != "all":
            part = part.filter(col("account") == account)
        if subsidy == "without":
            part = part.filter(col("item") != "ordinary_subsidy")
        items = part.group_by("year", "month", "item").agg(col("yuan").sum())
        gain = ~col("item").str.starts_with("benefit") & (col("yuan") > 0)
        year = items.group_by("year").agg(
            receipts=col("yuan").filter(gain).sum(), expenditure=-col("yuan").filter(~gain).sum()
        )
        names = {"fund": fund, "account": account, "subsidy": subsidy, "district": place}
        parts.append(year.with_columns(pl.lit(value).alias(name) for name, value in names.items()))
    return pl.concat(parts).select(*LINE, "receipts", "expenditure")


def _nought(check: str, table: pl.DataFrame, key: Sequence[str], tolerance: pl.Expr) -> Findings:
    """A finding for every row whose `residual` is beyond the tolerance or cannot be told."""
    holds = (col("residual").abs() <= tolerance).fill_null(False)
    for *place, residual in table.filter(~holds).sort(key).select(*key, "residual").rows():
        yield Finding(check, _place(place), "is missing" if residual is None else f"off by {residual:.12g}")


def _chain(check: str, table: pl.DataFrame, key: Sequence[str], tolerance: pl.Expr) -> Findings:
    """A finding for every closing that is not the opening of the month after it, or has none after it."""
    after = table.select(*key, next=col("opening")).with_columns(_month_before())
    both = table.join(after, on=key, how="left").filter(col("month") < col("month").max())
    yield from _nought(
        f"{check}_months", both.with_columns(residual=col("next") - col("closing")), key, tolerance
    )


def _month_before() -> pl.Expr:
    """The month before a `YYYY-MM` text."""
    return (col("month") + "-01").str.to_date().dt.offset_by("-1mo").dt.strftime("%Y-%m").alias("month")


def _persons(stock: str) -> pl.Expr:
    return PERSON + RELATIVE * col(stock).abs()


def _place(key: Sequence[object]) -> str:
    return " ".join("-" if part is None else str(part) for part in key)


def _table(folder: Path, name: str) -> pl.DataFrame:
    return pl.read_parquet(folder / f"{name}.parquet", glob=False)


def _document(folder: Path, name: str) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((folder / f"{name}.json").read_bytes())
    return content


CHECKS: tuple[Callable[[Path], Findings], ...] = (
    digests, certificate, keys, cash, people, transfers, account_record, measures
)  # fmt: skip
