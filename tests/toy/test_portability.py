"""Records that follow people (转移接续): the toy city whose insured leave at 12 % a year, worked by hand."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest

from actuary import data
from actuary.valuation.run import RunResult, run

CREDITING = 1.024 ** (1 / 12)
LEAVING = 1 - 0.88 ** (1 / 12)
WITH_POOLED = 1 + 0.12 / (0.08 * 1.25)
"""The account, and 12 % of the bases whose 8 % and their interest are 1.25 times the account's credits."""
LEAVERS = {
    "jiangan": (1440 * (48000 + 0.08 * 4800), 480 * (24000 + 0.08 * 3600), 240 * 20000.0),
    "jianghan": (960 * (36000 + 0.08 * 4800), 240 * (24000 + 0.08 * 3600), 120 * 20000.0),
}


@pytest.fixture(scope="module")
def leaving(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunResult]:
    """The toy's run with a yearly rate of leaving of 12 %."""
    root: Path = tmp_path_factory.mktemp("portability")
    for folder in data.FOLDERS:
        shutil.copytree(data.shipped() / folder, root / folder)
    flows = root / "assumptions/basis/toy/flow.yaml"
    text = flows.read_text("utf-8")
    assert text.count('keys: ["16"], values: [0]}') == 1
    flows.write_text(text.replace('keys: ["16"], values: [0]}', 'keys: ["16"], values: [0.12]}'), "utf-8")
    data.set_root(root)
    yield run("toy", to="2016-06")
    data.set_root(None)


@pytest.mark.parametrize("district", ["jiangan", "jianghan"])
def test_the_account_and_the_pooled_part_leave_with_people(leaving: RunResult, district: str) -> None:
    """January 2016: persons x probability x account after a month's pay and crediting, to the fen."""
    where = (pl.col("month") == "2016-01") & (pl.col("district") == district)
    rows = leaving.tables()["ledger"].filter(where & (pl.col("item") == "transfer.portability_out"))
    expected = sum(LEAVERS[district]) * CREDITING * LEAVING * WITH_POOLED
    assert -rows["yuan"].sum() == pytest.approx(expected, abs=0.005)


def test_those_who_leave_are_departures_and_their_places_are_filled(leaving: RunResult) -> None:
    """Departures are the leavers; as many others of their age arrive, for migration is a net belief."""
    flows = leaving.tables()["people_flows"].filter(pl.col("month") == "2016-01")
    insured = 1440 + 480 + 240 + 960 + 240 + 120
    assert flows["departures"].sum() == pytest.approx(insured * LEAVING, rel=1e-9)
    assert flows["arrivals"].sum() == pytest.approx(flows["departures"].sum(), rel=1e-9)


def test_the_record_of_accounts_still_rolls_forward(leaving: RunResult) -> None:
    """Every identity holds, and what left is in the record's `moved`."""
    assert all(row["passed"] for row in leaving.certificate["identities"])
    record = leaving.tables()["account_record"].filter(pl.col("month") == "2016-01")
    moved = sum(sum(values) for values in LEAVERS.values()) * CREDITING * LEAVING
    assert -record["moved"].sum() == pytest.approx(moved, abs=0.005)
