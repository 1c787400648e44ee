"""The independent checker: silent on a valid run, and it finds one yuan or one person that was moved."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from actuary_verify import verify

Tables = dict[str, pl.DataFrame]
Publish = Callable[..., Path]

MOVED = [
    ("ledger", "yuan", {"cash", "items", "counterparties"}),
    ("counterparties", "yuan", {"counterparties"}),
    ("balances", "opening", {"cash", "cash_months"}),
    ("balances", "closing", {"cash", "cash_months"}),
    ("people", "persons", {"people_stocks"}),
    ("people_flows", "opening", {"people", "people_months"}),
    ("people_flows", "births", {"people"}),
    ("people_flows", "deaths", {"people"}),
    ("people_flows", "arrivals", {"people"}),
    ("people_flows", "departures", {"people"}),
    ("people_flows", "closing", {"people", "people_months"}),
    ("registers", "persons", {"registers_stocks"}),
    ("register_flows", "opening", {"registers", "registers_months"}),
    ("register_flows", "new", {"registers"}),
    ("register_flows", "deaths", {"registers"}),
    ("register_flows", "leavers", {"registers"}),
    ("register_flows", "closing", {"registers", "registers_months"}),
    ("account_record", "opening", {"account_record", "account_record_months"}),
    ("account_record", "credits", {"account_record"}),
    ("account_record", "crediting", {"account_record"}),
    ("account_record", "charged", {"account_record"}),
    ("account_record", "inherited", {"account_record"}),
    ("account_record", "moved", {"account_record"}),
    ("account_record", "closing", {"account_record", "account_record_months"}),
]


def more(table: pl.DataFrame, column: str, where: pl.Expr, amount: float = 1.0) -> pl.DataFrame:
    """The table with `amount` more in a column, in the first row that fits."""
    row = table.with_row_index().filter(where)["index"][0]
    hit = pl.int_range(pl.len()) == row
    return table.with_columns(pl.when(hit).then(pl.col(column) + amount).otherwise(pl.col(column)).alias(column))


def checks(folder: Path) -> set[str]:
    """Names of the checks that found something."""
    return {finding.check for finding in verify(folder)}


def test_a_valid_run_has_no_finding(tables: Tables, publish: Publish) -> None:
    """Everything holds in the hand-made run."""
    assert verify(publish(tables)) == []


@pytest.mark.parametrize(("name", "column", "expected"), MOVED)
def test_one_more_is_found(tables: Tables, publish: Publish, name: str, column: str, expected: set[str]) -> None:
    """One yuan or person more in one row is found from the tables, the digests being right."""
    where = pl.col("month") == ("2016-12" if column == "opening" or name in ("people", "registers") else "2016-06")
    tables[name] = more(tables[name], column, where)
    found = checks(publish(tables))
    assert found >= expected
    assert "digests" not in found


@pytest.mark.parametrize("measure", ["receipts", "expenditure", "current_balance", "balance"])
@pytest.mark.parametrize("place", ["jiangan", "city"])
def test_one_yuan_more_in_a_measure_is_found(tables: Tables, publish: Publish, measure: str, place: str) -> None:
    """A printed measure that the ledger or its fellows do not bear out is found."""
    where = (pl.col("measure") == measure) & (pl.col("district") == place)
    tables["measures"] = more(tables["measures"], "value", where)
    assert checks(publish(tables)) & {"receipts", "expenditure", "current_balance", "payable_months"}


def test_a_yuan_moved_between_funds_is_found(tables: Tables, publish: Publish) -> None:
    """What one fund pays and the other does not receive is found, though both ledgers' cash holds."""
    item = (pl.col("item") == "transfer.employee_pension") & (pl.col("month") == "2016-12")
    tables["ledger"] = more(tables["ledger"], "yuan", item)
    account = (pl.col("account") == "individual") & (pl.col("fund") == "resident_pension")
    tables["balances"] = more(tables["balances"], "closing", account & (pl.col("month") == "2016-12"))
    found = checks(publish(tables))
    assert "transfers" in found
    assert not found & {"cash", "cash_months"}


def test_a_yuan_moved_between_pools_is_found(tables: Tables, publish: Publish) -> None:
    """Aid that nobody gave is found."""
    tables["ledger"] = more(tables["ledger"], "yuan", pl.col("item") == "pooling_transfer")
    assert "transfers" in checks(publish(tables))


def test_a_yuan_moved_between_months_is_found(tables: Tables, publish: Publish) -> None:
    """The year's sum is right and the months are not."""
    wages = pl.col("item") == "contribution_employer"
    for month, amount in (("2016-03", 1.0), ("2016-04", -1.0)):
        tables["ledger"] = more(tables["ledger"], "yuan", wages & (pl.col("month") == month), amount)
    found = checks(publish(tables))
    assert "cash" in found
    assert "items" not in found


@pytest.mark.parametrize("name", ["balances", "people_flows", "account_record", "people", "ledger"])
def test_a_lost_row_is_found(tables: Tables, publish: Publish, name: str) -> None:
    """A row in the middle that is not there leaves its neighbours without a partner."""
    middle = tables[name].filter(pl.col("month") == ("2016-12" if name == "people" else "2016-06")).head(1)
    tables[name] = tables[name].join(middle, on=tables[name].columns, how="anti", nulls_equal=True)
    assert checks(publish(tables)) - {"digests"}


@pytest.mark.parametrize(
    "name", ["ledger", "balances", "people", "people_flows", "members", "measures", "counterparties"]
)
def test_a_doubled_row_is_found(tables: Tables, publish: Publish, name: str) -> None:
    """A key that stands twice is found in every table."""
    tables[name] = pl.concat([tables[name], tables[name].head(1)])
    assert "keys" in checks(publish(tables))


def test_a_missing_figure_is_found(tables: Tables, publish: Publish) -> None:
    """A null is not a nought."""
    first = pl.int_range(pl.len()) == 0
    tables["members"] = tables["members"].with_columns(pl.when(~first).then(pl.col("persons")).alias("persons"))
    assert checks(publish(tables)) == {"keys"}


def test_a_changed_file_is_found(tables: Tables, publish: Publish) -> None:
    """A byte more, a file less and a file more are three findings of the digests."""
    folder = publish(tables)
    (folder / "ledger.csv").write_bytes((folder / "ledger.csv").read_bytes() + b"\n")
    (folder / "members.csv").unlink()
    (folder / "notes.txt").write_text("mine")
    assert [finding[:2] for finding in verify(folder)] == [
        ("digests", "ledger.csv"),
        ("digests", "members.csv"),
        ("digests", "notes.txt"),
    ]


def test_a_failed_certificate_is_found(tables: Tables, publish: Publish) -> None:
    """The run's own certificate says that an identity failed."""
    assert checks(publish(tables, worst=2.0)) == {"certificate"}


def test_an_absent_table_is_a_finding(tables: Tables, publish: Publish) -> None:
    """A run without its balances is judged, not a crash."""
    del tables["balances"]
    assert checks(publish(tables)) == {"keys", "cash", "measures"}


def test_command_exits_by_what_it_found(tables: Tables, publish: Publish, tmp_path: Path) -> None:
    """0 on a valid run, 1 on another, 2 where there is none; findings on standard output."""
    folder = publish(tables)
    call = [sys.executable, "-m", "actuary_verify"]
    assert subprocess.run([*call, str(folder)], check=False).returncode == 0
    (folder / "ledger.csv").unlink()
    failed = subprocess.run([*call, str(folder)], check=False, capture_output=True, text=True)
    assert failed.returncode == 1
    assert failed.stdout.startswith("digests: ledger.csv: ")
    assert subprocess.run([*call, str(tmp_path / "nowhere")], check=False).returncode == 2


def test_the_checker_stands_apart() -> None:
    """It is at most 200 lines and imports nothing but the standard library and polars."""
    import actuary_verify

    sources = sorted(Path(actuary_verify.__file__).parent.glob("*.py"))
    lines = [line for source in sources for line in source.read_text(encoding="utf-8").splitlines()]
    assert len(lines) <= 200
    loaded = "import sys, actuary_verify; print([m for m in sys.modules if m.split('.')[0] == 'actuary'])"
    told = subprocess.run([sys.executable, "-c", loaded], check=True, capture_output=True, text=True)
    assert told.stdout.strip() == "[]"


def test_a_run_of_part_of_a_year_has_no_year_to_check(tables: Tables, publish: Publish) -> None:
    """Half a year has no receipts of a year; a whole year without them is a finding."""
    tables["measures"] = tables["measures"].filter(pl.col("measure") == "nothing")
    assert "measures" in checks(publish(tables))


def test_half_a_year_verifies(tables: Tables, publish: Publish) -> None:
    """Six months, whose yearly measures nobody can tell."""
    tables["measures"] = tables["measures"].filter(pl.col("measure") == "nothing")
    short = {name: table for name, table in tables.items() if "month" in table.columns}
    tables |= {name: table.filter(pl.col("month") <= "2016-06") for name, table in short.items()}
    assert checks(publish(tables)) == set()
