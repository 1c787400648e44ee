"""A small valid run, hand-made: two districts, twelve months, five ledgers, and people who move."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from actuary.runs.folder import write_run

MONTHS = [f"2016-{number:02d}" for number in range(1, 13)]
DISTRICTS = {"jiangan": 1.0, "wuchang": 3.0}
CATEGORIES = ("male60", "female55")
ITEMS = {
    ("employee_pension", "enterprise"): {
        "contribution_employer": 900.0,
        "ordinary_subsidy": 50.0,
        "benefit.basic": -700.0,
        "transfer.resident_pension": -30.0,
        "transfer.portability_in": 11.0,
    },
    ("resident_pension", "individual"): {"contribution_resident": 40.0, "transfer.employee_pension": 30.0},
    ("resident_pension", "basic"): {"ordinary_subsidy": 60.0, "benefit.basic": -60.0},
    ("employee_medical", "pooled"): {
        "contribution_employer": 300.0,
        "benefit.inpatient": -180.0,
        "transfer.accounts": -100.0,
    },
    ("employee_medical", "individual"): {"transfer.accounts": 100.0, "benefit.account_spending": -90.0},
}
LINES = {
    ("employee_pension", "enterprise"): ("enterprise",),
    ("resident_pension", "all"): ("basic", "individual"),
    ("employee_medical", "pooled"): ("pooled",),
}
Cash = Iterator[tuple[str, str, str, str, str, float]]


def cash() -> Cash:
    """Month, district, fund, account, item, yuan."""
    for month in MONTHS:
        for district, size in DISTRICTS.items():
            for ledger, items in ITEMS.items():
                for item, yuan in items.items():
                    yield month, district, *ledger, item, yuan * size
            sign = 1.0 if district == "jiangan" else -1.0
            yield month, district, "employee_pension", "enterprise", "pooling_transfer", 5.0 * sign


def ledger_table() -> pl.DataFrame:
    """ledger, with no lagged item."""
    names = ["month", "district", "fund", "account", "item", "yuan"]
    table = pl.DataFrame(list(cash()), schema=names, orient="row")
    return table.with_columns(entitlement_month=pl.lit(None, dtype=pl.String))


def balances_table() -> pl.DataFrame:
    """balances, rolled forward from 10,000 yuan a ledger and district."""
    flows: dict[tuple[str, ...], float] = defaultdict(float)
    for month, district, fund, account, _, yuan in cash():
        flows[month, district, fund, account] += yuan
    held: dict[tuple[str, ...], float] = defaultdict(lambda: 10_000.0)
    rows = []
    for (month, *ledger), flow in sorted(flows.items()):
        opening = held[tuple(ledger)]
        held[tuple(ledger)] = opening + flow
        rows.append((month, *ledger, opening, opening + flow))
    return pl.DataFrame(rows, schema=["month", "district", "fund", "account", "opening", "closing"], orient="row")


def measures_table() -> pl.DataFrame:
    """measures of 2016 by district and city, with and without ordinary subsidy."""
    rows: list[tuple[object, ...]] = []
    values: dict[str, float | None]
    for (fund, account), ledgers in LINES.items():
        for place in (*DISTRICTS, "city"):
            for subsidy in ("with", "without"):
                net: dict[tuple[str, str], float] = defaultdict(float)
                for month, district, f, a, item, yuan in cash():
                    removed = item == "ordinary_subsidy" and subsidy == "without"
                    if f == fund and a in ledgers and place in (district, "city") and not removed:
                        net[month, item] += yuan
                gains = {k: v for k, v in net.items() if k[1] == "transfer.accounts" or v > 0.0}
                received, spent = sum(gains.values()), sum(gains.values()) - sum(net.values())
                opening = 10_000.0 * len(ledgers) * (len(DISTRICTS) if place == "city" else 1)
                closing = opening + received - spent
                values = {
                    "receipts": received,
                    "expenditure": spent,
                    "current_balance": received - spent,
                    "balance": closing,
                    "payable_months": closing / spent * 12.0 if spent else None,
                }
                for (month, item), yuan in net.items():
                    side, sign = ("receipts", 1.0) if (month, item) in gains else ("expenditure", -1.0)
                    name = f"{side}.{item}"
                    values[name] = (values.get(name) or 0.0) + sign * yuan
                rows.extend((2016, place, fund, account, subsidy, *pair, "yuan") for pair in values.items())
    names = ["year", "district", "fund", "account", "subsidy", "measure", "value", "unit"]
    return pl.DataFrame(rows, schema=names, orient="row")


def counterparties_table() -> pl.DataFrame:
    """counterparties: the other side of what crosses the edge."""
    inside = ["transfer.resident_pension", "transfer.employee_pension", "transfer.accounts", "pooling_transfer"]
    crossing = ledger_table().filter(~pl.col("item").is_in(inside))
    key = ["month", "fund", "account", "item"]
    return crossing.group_by(key).agg(-pl.col("yuan").sum()).with_columns(counterparty=pl.lit("outside")).sort(key)


def people_tables() -> tuple[pl.DataFrame, pl.DataFrame]:
    """people (opening and December) and people_flows."""
    flows, stocks = [], []
    for district, size in DISTRICTS.items():
        for category in CATEGORIES:
            held = 1000.0 * size
            stocks.append(("2015-12", district, category, held))
            for month in MONTHS:
                closing = held + 3.0 * size - 1.0 + 2.5 - 0.25
                flows.append((month, district, category, held, 3.0 * size, 1.0, 2.5, 0.25, closing))
                held = closing
            stocks.append(("2016-12", district, category, held))
    columns = ["month", "district", "category", "opening", "births", "deaths", "arrivals", "departures"]
    moved = pl.DataFrame(flows, schema=[*columns, "closing"], orient="row")
    split = [
        (*key, age, status, persons * share)
        for *key, persons in stocks
        for age, status, share in ((30, "enterprise_employee", 0.75), (61, "employee_retiree", 0.25))
    ]
    names = ["month", "district", "category", "age", "status", "persons"]
    return pl.DataFrame(split, schema=names, orient="row"), moved


def account_table() -> pl.DataFrame:
    """account_record of both districts."""
    rows, names = [], ["opening", "credits", "crediting", "charged", "inherited", "moved", "closing"]
    for district, size in DISTRICTS.items():
        held = 5000.0 * size
        for month in MONTHS:
            closing = held + 80.0 + 4.0 - 30.0 - 2.0 - 6.0
            row = (month, district, "employee_pension", held, 80.0, 4.0, 30.0, 2.0, -6.0, closing)
            rows.append(row)
            held = closing
    return pl.DataFrame(rows, schema=["month", "district", "fund", *names], orient="row")


def register_tables() -> tuple[pl.DataFrame, pl.DataFrame]:
    """registers (opening and December) and register_flows of one register."""
    flows, stocks = [], []
    for category in CATEGORIES:
        held, key = 100.0, ("survivors", "child", category)
        stocks.append(("2015-12", *key, 12, held))
        for month in MONTHS:
            flows.append((month, *key, held, 2.0, 0.5, 1.0, held + 0.5))
            held += 0.5
        stocks.append(("2016-12", *key, 13, held))
    names = ["month", "register", "kind", "category"]
    moved = pl.DataFrame(flows, schema=[*names, "opening", "new", "deaths", "leavers", "closing"], orient="row")
    return pl.DataFrame(stocks, schema=[*names, "age", "persons"], orient="row"), moved


def memoranda_table() -> pl.DataFrame:
    """memoranda: one item of each month and district."""
    rows = [(month, district, "work_injury", "employer.wage", 3.0) for month in MONTHS for district in DISTRICTS]
    return pl.DataFrame(rows, schema=["month", "district", "fund", "item", "yuan"], orient="row")


def valid_tables() -> dict[str, pl.DataFrame]:
    """Every table that the checker reads."""
    people, flows = people_tables()
    registers, register_flows = register_tables()
    members = people.filter(pl.col("age") == 30).group_by("month", "district").agg(pl.col("persons").sum())
    members = members.with_columns(fund=pl.lit("employee_pension"), kind=pl.lit("paying"))
    return {
        "ledger": ledger_table(),
        "balances": balances_table(),
        "measures": measures_table(),
        "counterparties": counterparties_table(),
        "people": people,
        "registers": registers,
        "register_flows": register_flows,
        "memoranda": memoranda_table(),
        "people_flows": flows,
        "account_record": account_table(),
        "members": members,
    }


@pytest.fixture
def tables() -> dict[str, pl.DataFrame]:
    """Tables of a run in which everything holds."""
    return valid_tables()


Publish = Callable[..., Path]


@pytest.fixture
def publish(tmp_path: Path) -> Publish:
    """Write tables as a run, with a certificate, so that the digests are those of what is published."""

    def written(tables: dict[str, pl.DataFrame], worst: float = 0.0) -> Path:
        row: dict[str, Any] = {"name": "cash", "scope": "all", "unit": "yuan", "tolerance": 0.01}
        row |= {"worst": worst, "at": "2016-01", "passed": worst <= 0.01}
        certificate = {"schema": "actuary.certificate/1", "identities": [row]}
        return write_run(
            tmp_path / "run", tables, {"certificate": certificate}, [], {"rules": "hindsight"}, root=tmp_path
        ).folder

    return written
