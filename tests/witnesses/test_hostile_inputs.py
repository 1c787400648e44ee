"""The shared hostile inputs through the command: each that a file of ours can hold is refused, or taken as stated."""

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from actuary import data
from actuary.cli import main

HEAD = """schema: actuary.values/1
group: law.employee_pension
parameters:
  planted:
    zh: 试验
    unit: share
    values:
      - {ROW}
    tail: hold
"""
ROW = "from: 2016-05, value: 0.19, tag: statute, source: N36"
TABLE = "from: 2016-05, table: {axis: age, keys: [KEYS], values: [0.1, 0.2]}, tag: statute, source: N36"
GROUP = "jiangan,male60,1957-01,enterprise_employee,60,24,1,6,48000,,,,,\n"
FLOOR = "assumptions/law/employee_pension/contributions.yaml"
ELSEWHERE = {
    "csv-formula": "tests/runs/test_folder.py::test_every_dangerous_beginning_is_escaped",
    "xlsx-merged": "tests/sheets/test_reading.py::test_a_heading_over_two_columns_is_refused",
    "xlsx-formula-cached-none": "tests/sheets/test_reading.py::"
    "test_cells_under_a_merged_one_and_formulas_never_computed_are_blank",
    "xlsx-1904": "tests/sheets/test_reading.py::test_excel",
    "xlsx-zip-bomb": "tests/sheets/test_limits.py::test_a_workbook_that_unpacks_to_gigabytes",
    "scenario-empty": "tests/scenarios/test_study.py::test_the_empty_reform_is_the_baseline_bit_for_bit",
    "qx-gap": "tests/basis/test_lifetable.py::test_refusals",
}
"""Witnesses that other tests hold, by their names."""


@pytest.fixture
def cases(witnesses: Path) -> dict[str, Any]:
    """The witness's inputs by their name."""
    lines = (witnesses / "bad_input/hostile_inputs.yaml").read_text(encoding="utf-8").splitlines()
    return {case["id"]: case["value"] for case in (json.loads(line[2:]) for line in lines if line.startswith("- "))}


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Path]:
    """A copy of the shipped data."""
    for folder in data.FOLDERS:
        shutil.copytree(data.shipped() / folder, tmp_path / folder)
    yield tmp_path
    data.set_root(None)


def law(own: Path, row: str) -> list[dict[str, Any]]:
    """The errors that a row of law earns."""
    path = own / "assumptions/law/employee_pension/planted.yaml"
    path.write_text(HEAD.replace("ROW", row), encoding="utf-8")
    result = CliRunner().invoke(main, ["check", str(path), "--json"])
    return list(json.loads(result.stdout)["errors"]) if result.exit_code == 2 else []


def people(own: Path, *rows: str) -> Result:
    """A run of the toy city with these people."""
    path = own / "cohorts/toy/people.csv"
    heading = path.read_text(encoding="utf-8").splitlines()[0]
    path.write_text(heading + "\n" + "".join(rows), encoding="utf-8")
    return CliRunner().invoke(main, ["--data", str(own), "run", "toy", "--to", "2016-02", "--json"])


def the_error(result: Result) -> dict[str, Any]:
    """The only error of a refused run."""
    assert result.exit_code == 2
    (error,) = json.loads(result.stdout)["errors"]
    return dict(error)


def test_every_hostile_input_has_its_test(cases: dict[str, Any]) -> None:
    """No witness is left out: each is used below, or said to be elsewhere."""
    here, root = Path(__file__), Path(__file__).parents[2]
    assert [name for name in cases if name not in here.read_text(encoding="utf-8")] == []
    for where in ELSEWHERE.values():
        file, _, test = where.partition("::")
        assert test
        assert f"def {test}(" in (root / file).read_text(encoding="utf-8")


def test_a_death_rate_typed_as_a_percentage(own: Path, cases: dict[str, Any]) -> None:
    """One age of the shipped table, a thousandfold: it loads, and is told as what cannot be meant."""
    assert "age 40" in cases["qx-percent"]
    path = own / "assumptions/basis/plan/mortality.yaml"
    text = path.read_text(encoding="utf-8")
    assert "0.001845" in text
    path.write_text(text.replace("0.001845", "0.1845", 1), encoding="utf-8")
    result = CliRunner().invoke(main, ["check", str(own), "--lang", "en"])
    assert result.exit_code == 1
    assert "mortality.yaml" in result.stderr
    assert "35: 0.1845 is" in result.stderr


@pytest.mark.parametrize("name", ["fullwidth-digits", "wan-unit", "rate-percent", "yaml-tag"])
def test_a_value_that_is_no_plain_number(own: Path, cases: dict[str, Any], name: str) -> None:
    """Refused in its place, with what to write instead."""
    value = cases[name].split()[0] if name == "rate-percent" else cases[name]
    error = law(own, ROW.replace("0.19", value))[0]
    assert (error["line"], error["column"]) == (8, 32)
    wanted = {"fullwidth-digits": "12345", "wan-unit": "32000", "rate-percent": "0.16", "yaml-tag": "tag"}
    assert wanted[name] in error["remedy_zh"] + error["remedy_en"]


def test_not_finite(own: Path, cases: dict[str, Any]) -> None:
    """Infinity, however written."""
    for value in cases["inf"].split(" / "):
        assert law(own, ROW.replace("0.19", value))[0]["code"] == "number"
        assert law(own, ROW.replace("0.19", f".{value}"))


def test_same_key_twice(own: Path, cases: dict[str, Any]) -> None:
    """The second is refused."""
    assert cases["yaml-dup-key"]
    assert [error["code"] for error in law(own, ROW + ", tag: statute")] == ["duplicate_key"]


def test_a_time_of_day_stays_text(own: Path, cases: dict[str, Any]) -> None:
    """12:30:45 is no sexagesimal number: a note takes it, a value refuses it as it stands."""
    assert law(own, f"{ROW}, note: {cases['yaml-sexagesimal']}") == []
    assert "12:30:45" in law(own, ROW.replace("0.19", cases["yaml-sexagesimal"]))[0]["message"]


def test_an_open_last_age(own: Path, cases: dict[str, Any]) -> None:
    """ "100+" is taken as the last age, and only as the last."""
    assert law(own, TABLE.replace("KEYS", f'40, "{cases["open-age"]}"')) == []
    assert law(own, TABLE.replace("KEYS", f'"{cases["open-age"]}", 101'))


@pytest.mark.parametrize(
    ("name", "cell", "column"),
    [
        ("neg-population", 4, "persons"),
        ("date-excel-serial", 2, "birth_month"),
        ("date-future", 2, "birth_month"),
        ("sex-unknown", 1, "category"),
    ],
)
def test_a_cell_of_people(own: Path, cases: dict[str, Any], name: str, cell: int, column: str) -> None:
    """Refused with file, row, cell and column."""
    cells = GROUP.split(",")
    cells[cell] = str(cases[name])
    error = the_error(people(own, ",".join(cells)))
    assert (error["file"], error["line"], error["column"]) == ("cohorts/toy/people.csv", 2, cell + 1)
    assert error["field"] == column


def test_extreme_populations_run(own: Path, cases: dict[str, Any]) -> None:
    """Nobody, and a million million: a verdict each, whose identities hold."""
    assert cases["zero-population"]
    for rows in ((), (GROUP.replace(",60,", f",{cases['huge']},"),)):
        result = people(own, *rows)
        assert result.exit_code == 0, result.output[-500:]
        certificate = json.loads(result.stdout)["certificate"]
        assert certificate["passed"] == certificate["identities"]


def test_a_horizon_of_centuries(cases: dict[str, Any]) -> None:
    """Refused, with the last month that can be asked for."""
    result = CliRunner().invoke(main, ["run", "toy", "--to", f"{2015 + cases['long-horizon']}-12", "--json"])
    assert "2070-12" in the_error(result)["remedy"]


def test_a_floor_above_the_cap(own: Path, cases: dict[str, Any]) -> None:
    """Refused."""
    assert cases["base-order"]
    path = own / FLOOR
    path.write_text(path.read_text(encoding="utf-8").replace("value: 0.60", "value: 3.60"), encoding="utf-8")
    result = CliRunner().invoke(main, ["--data", str(own), "run", "toy", "--to", "2016-02", "--json"])
    assert the_error(result)["field"] == "floor"


def test_a_district_that_is_missing(own: Path, cases: dict[str, Any]) -> None:
    """A table by district holds all fifteen."""
    assert cases["districts-missing-one"]
    path = own / "cohorts/toy/district.yaml"
    text = path.read_text(encoding="utf-8").replace('"jiangan", ', "", 1)
    path.write_text(re.sub(r"values: \[\s*[\d_.]+, ", "values: [", text, count=1), encoding="utf-8")
    result = CliRunner().invoke(main, ["--data", str(own), "run", "toy", "--to", "2016-02", "--json"])
    assert "jiangan" in the_error(result)["message"]
