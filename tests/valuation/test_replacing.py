"""Figures of the user's own by table: the run is that of files that say so; bad cells are told; nothing by halves."""

import json
import re
import shutil
from datetime import datetime
from pathlib import Path
from typing import Any

import polars as pl
import pytest
import xlsxwriter
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


@pytest.fixture
def workbook(tmp_path: Path):
    """A workbook of these rows as offices make them: numbers, text, dates, per cent, formulas with a result or none."""

    def written(*rows: tuple[Any, ...], merged: tuple[Any, ...] | None = None) -> Path:
        path = tmp_path / "own.xlsx"
        with xlsxwriter.Workbook(path, {"strings_to_formulas": False}) as book:
            sheet = book.add_worksheet("输入")
            styles = {"per cent": "0.00%", "date": "yyyy-mm"}
            formats = {name: book.add_format({"num_format": style}) for name, style in styles.items()}
            for row, cells in enumerate([HEAD.split(","), *rows]):
                for column, cell in enumerate(cells):
                    if isinstance(cell, tuple):
                        how, value, *result = cell
                        if how == "formula":
                            sheet.write_formula(row, column, value, None, *result)
                        else:
                            sheet.write(row, column, value, formats[how])
                    elif isinstance(cell, str):
                        sheet.write_string(row, column, cell)
                    elif cell is not None:
                        sheet.write_number(row, column, cell)
            if merged is not None:
                sheet.merge_range(*merged)
        return path

    return written


RATE = "law.employee_pension.employer_rate"


def test_dates_percentages_formulas_full_width_digits_and_merged_sources_are_read(workbook: Any) -> None:
    """A month as a date, a rate in a cell of per cent, a saved formula, digits in full width, a merged source."""
    path = workbook(
        (RATE, ("date", datetime(2018, 5, 1)), None, ("per cent", 0.19), "文号"),
        (BALANCE, "２０１５-12", None, "７７７，０００", "决算"),
        ("opening.balance.maternity", "2015年12月", None, ("formula", "=5*1000", 5000.0), "决算"),
        merged=(2, 4, 2, 5, "决算"),
    )
    found = verdict("run", "toy", "--to", "2016-02", "--inputs", str(path))["replaced"]
    assert [row["new"] for row in found] == [0.19, 777000.0, 5000.0]


def test_a_formula_without_its_result_is_never_passed_over(workbook: Any) -> None:
    """A file that no spreadsheet has saved holds formulas without results: told by row, and nothing is replaced."""
    path = workbook((BALANCE, "2015-12", None, ("formula", "=777*1000", ""), "决算"))
    result = run("run", "toy", "--inputs", str(path))
    (error,) = json.loads(result.stdout)["errors"]
    assert (result.exit_code, error["line"], error["field"], error["code"]) == (2, 2, "new_value", "missing")


def test_a_cell_replaced_twice_and_a_serial_date_are_told_once_each(workbook: Any) -> None:
    """Two values for one cell contradict each other, the same value twice does not; a date as a number is refused."""
    path = workbook(
        (BALANCE, "2015-12", None, 5.0, "甲"),
        (BALANCE, "2015-12", None, 5.0, "乙"),
        (BALANCE, "2015-12", None, 6.0, "丙"),
        (RATE, 43221.0, None, 0.19, "文号"),
    )
    result = run("run", "toy", "--inputs", str(path))
    told = [(error["line"], error["code"]) for error in json.loads(result.stdout)["errors"]]
    assert told == [(4, "repeated"), (5, "serial_date")]


def test_every_present_value_given_back_is_the_same_run(tmp_path: Path) -> None:
    """The whole template with each present value as the new one: the same funds, to the last bit; only tags differ (all
    but a number so small that it is written in powers of ten, which text may have rounded)."""
    path = tmp_path / "inputs.csv"
    assert CliRunner().invoke(main, ["template", "toy", "--out", str(path), "--lang", "zh"]).exit_code == 0
    frame = pl.read_csv(path, infer_schema=False)
    written = ~pl.col("现值").str.contains("e")
    frame = frame.filter(written).with_columns(新值=pl.col("现值"), 新来源=pl.lit("原值"))
    frame.write_csv(path)
    asked = ("run", "toy", "--to", "2016-12")
    ours, theirs = verdict(*asked, "--inputs", str(path)), verdict(*asked)
    assert len(ours["replaced"]) == frame.height
    assert ours["funds"] == theirs["funds"]
    assert ours["measures"] == theirs["measures"]


def test_the_template_says_units_tags_and_sources_in_words(tmp_path: Path) -> None:
    """In Chinese no unit, tag or source is a key; every number stands once."""
    path = tmp_path / "inputs.csv"
    assert CliRunner().invoke(main, ["template", "--out", str(path), "--lang", "zh"]).exit_code == 0
    frame = pl.read_csv(path, infer_schema=False)
    assert set(frame["标签"]) == {"已公布", "法定", "推导", "代理", "判断"}
    assert not frame["单位"].str.contains("_").any()
    assert set(frame["类别"].str.split("·").list.first()) == {"法定参数", "精算假设", "期初"}
    assert not frame.select("参数", "起始年月", "分项").is_duplicated().any()


def test_a_price_below_nought_and_a_strange_tag_are_told_in_words(table: Any) -> None:
    """The choices stand in the language of the reader."""
    lines = (
        "parameter,from,key,new_value,new_source,new_tag",
        "law.common.benefit_wage,2009-01,,-1,notice,",
        f"{BALANCE},2015-12,,1,notice,法定",
    )
    path = table()
    path.write_text("\n".join(lines), encoding="utf-8")
    result = run("run", "toy", "--inputs", str(path))
    assert result.exit_code == 2
    wage, tag = json.loads(result.stdout)["errors"]
    assert (wage["line"], wage["field"], wage["code"]) == (2, "new_value", "negative")
    assert (tag["line"], tag["field"], tag["code"]) == (3, "new_tag", "choice")
    assert "已公布、推导" in tag["message_zh"]


def test_a_folder_without_a_table_replaces_nothing(tmp_path: Path) -> None:
    """One letter names the folder; notes beside tables are no tables."""
    (tmp_path / "notes.md").write_text("not yet")
    result = run("run", "toy", "--to", "2016-12", "--inputs", str(tmp_path))
    assert result.exit_code == 2
    (letter,) = json.loads(result.stdout)["errors"]
    assert (letter["code"], letter["file"], letter["field"]) == ("file", str(tmp_path), "--inputs")
    assert "没有表格" in letter["message_zh"]
    assert "no table" in letter["message_en"]
