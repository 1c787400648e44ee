"""Figures of the user's own by table: the run is that of files that say so; bad cells are told; nothing by halves."""

import json
import re
import shutil
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from click.testing import CliRunner, Result

from actuary import data
from actuary.cli import main

HEAD = "参数,起始年月,分项,新值,新来源"
BALANCE = "opening.balance.unemployment"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, [*arguments, "--json", "--lang", "zh"])


def verdict(*arguments: str) -> dict[str, Any]:
    result = run(*arguments)
    assert result.exit_code == 0, result.output[-800:]
    return dict(json.loads(result.stdout))


@pytest.fixture
def table(tmp_path: Path):
    """A table of these rows."""

    def written(*rows: str, name: str = "own.csv", encoding: str = "utf-8") -> Path:
        path = tmp_path / name
        path.write_text("\n".join([HEAD, *rows]) + "\n", encoding=encoding)
        return path

    return written


def test_a_replaced_cell_is_a_file_that_says_so(table: Any, tmp_path: Path) -> None:
    """The same verdict, to the fen, as from a copy of the data with the figure written into it."""
    own = tmp_path / "data"
    for folder in data.FOLDERS:
        shutil.copytree(data.shipped() / folder, own / folder)
    path = own / "cohorts/toy/balance.yaml"
    text = path.read_text(encoding="utf-8")
    (old,) = re.findall(r"\n  unemployment:\n.*?value: (\d+)", text, re.S)[:1]
    head, rest = text.split("\n  unemployment:\n", 1)
    changed = head + "\n  unemployment:\n" + rest.replace(old, "777000", 3)
    path.write_text(changed, encoding="utf-8")
    arguments = ("run", "toy", "--to", "2016-12")
    ours = verdict(*arguments, "--inputs", str(table(f"{BALANCE},2015-12,,777000,决算")))
    theirs = json.loads(CliRunner().invoke(main, ["--data", str(own), *arguments, "--json"]).stdout)
    data.set_root(None)
    assert ours["funds"] == theirs["funds"]
    (row,) = ours["replaced"]
    assert (row["name"], row["new"], row["source"], row["tag"]) == (BALANCE, 777000.0, "决算", "published")
    assert row["old"] == float(old)
    assert ours["inputs"]["published"] >= theirs["inputs"]["published"]


def test_one_entry_of_a_table_is_replaced_alone(table: Any) -> None:
    name = "law.work_injury.lump_months"
    ours = verdict("run", "toy", "--to", "2016-02", "--inputs", str(table(f"{name},2011-01,1,30,条例")))
    (row,) = ours["replaced"]
    assert (row["key"], row["old"], row["new"]) == ("1", 27.0, 30.0)


@pytest.mark.parametrize("suffix", ["xlsx", "csv"])
def test_the_template_filled_in_is_read(tmp_path: Path, suffix: str) -> None:
    """What `template` writes, with one new value, runs; as it stands it replaces nothing and says so."""
    path = tmp_path / f"inputs.{suffix}"
    assert CliRunner().invoke(main, ["template", "toy", "--out", str(path), "--lang", "zh"]).exit_code == 0
    asked = ("run", "toy", "--to", "2016-02", "--inputs", str(path))
    untouched = run(*asked)
    assert (untouched.exit_code, json.loads(untouched.stdout)["errors"][0]["code"]) == (2, "nothing_replaced")
    frame = pl.read_excel(path, infer_schema_length=None) if suffix == "xlsx" else pl.read_csv(path, infer_schema=False)
    assert frame.height > 1000
    mine = pl.col("参数") == BALANCE
    filled = frame.with_columns(
        pl.when(mine).then(pl.lit("888000")).alias("新值"), pl.when(mine).then(pl.lit("决算")).alias("新来源")
    )
    filled.write_excel(path) if suffix == "xlsx" else filled.write_csv(path)
    assert [row["new"] for row in verdict(*asked)["replaced"]] == [888000.0]


def test_a_folder_of_tables_and_chinese_encodings(table: Any, tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    first = table(f"{BALANCE},2015-12,,777000,决算", name="a.csv", encoding="gb18030")
    second = table("opening.balance.maternity,2015-12,,5000,决算", name="b.csv")
    for path in (first, second):
        shutil.move(path, folder / path.name)
    found = verdict("run", "toy", "--to", "2016-02", "--inputs", str(folder))
    assert {row["name"] for row in found["replaced"]} == {BALANCE, "opening.balance.maternity"}


def test_every_bad_cell_is_told_by_row_and_column(table: Any) -> None:
    path = table(
        "opening.balance.nonesuch,2015-12,,1,x",
        f"{BALANCE},2016-06,,1,x",
        "law.employee_pension.employer_rate,2016-05,,18,x",
        f"{BALANCE},2015-12,,1,",
        f"{BALANCE},2015-12,,abc,x",
        f"{BALANCE},2015-12,1,5,x",
    )
    result = run("run", "toy", "--inputs", str(path))
    assert result.exit_code == 2
    told = [(error["line"], error["field"], error["code"]) for error in json.loads(result.stdout)["errors"]]
    assert told == [
        (2, "parameter", "unknown_name"),
        (3, "from", "no_such_row"),
        (4, "new_value", "share"),
        (5, "new_source", "missing"),
        (6, "new_value", "number"),
        (7, "key", "table"),
    ]


def test_a_missing_file_is_a_letter(tmp_path: Path) -> None:
    assert run("run", "toy", "--inputs", str(tmp_path / "nothing.xlsx")).exit_code == 2
