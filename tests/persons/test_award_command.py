"""`actuary award` as its user runs it: one person or a file, both languages, what is left out, and what is written."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from actuary.law.pension import Reason
from actuary.months import month, text
from actuary.persons.award_answer import award_answer
from actuary.persons.view import view
from actuary.reporting.cases import show
from actuary.sheets.reading import read_grid
from tests.law.slow_retirement import slow_age_of_2024
from tests.law.test_award import SHEETS, WHO
from tests.persons.conftest import Ask, invoke

Table = Callable[..., Path]
HEAD = "编号,人员类别,出生年月,退休年月,缴费月数,视同缴费月数,平均缴费工资指数,计发基数,个人账户储存额（元）,统筹地区"
GOOD = (
    "A,男,1965年5月,2025-05,294,171,0.9729,7048,25843.25,黄石",
    "B,女50岁,1974/7,2026-06,180,,0.5841,7340,50643.00,十堰",
    "C,男60,1966-04,2026-04,499,170,0.8463,7210,90001.62,荆州",
)
BAD = (
    "D,女,1974-07,2026-06,180,0,0.6,7000,1,武汉",
    "E,男,23743,2026-06,180,0,0.6,7000,1,武汉",
    "F,男,1965-05,2025-05,3.2万,0,97%,7000,1,武汉",
    "G,男,1965-05,2025-05,180,181,0.6,7000,1,武汉",
    "H,男,1965-05,2025-05,,0,0.6,7000,1,武汉",
)


def document(path: Path, *words: str) -> dict:
    found = invoke("award", str(path), "--json", *words)
    assert found.exit_code == 0, found.stdout
    result = json.loads(found.stdout)
    assert next(iter(result)) == "schema"
    assert result["schema"] == "actuary.award/1"
    return result


def test_the_sheets_of_hubei_as_a_file(table: Table) -> None:
    """Chinese headings and words, GBK: each part and the total of the three sheets, to the fen."""
    found = document(table(HEAD, *GOOD, encoding="gbk"))
    for case, sheet in zip(found["cases"], SHEETS.values(), strict=True):
        assert tuple(case[part] for part in ("basic", "transitional", "account", "total")) == sheet[-1]
        assert case["divisor"] == sheet[5]
    assert found["totals"]["total"] == pytest.approx(3061.83 + 1145.21 + 4452.57, abs=1e-9)


def test_shape_of_a_case(ask: Ask) -> None:
    """The keys that outsiders rely on, with their kinds."""
    category, birth, retired = WHO["man, 2025-05, Huangshi"]
    J, index, months, deemed, balance, divisor, parts = SHEETS["man, 2025-05, Huangshi"]
    case = ask(
        "award", category=category.name.lower(), birth_month=birth, retirement_month=retired, total_months=months,
        deemed_months=deemed, avg_index=index, benefit_wage=J, account_balance=balance, region="huangshi", id="x",
    )  # fmt: skip
    assert case["statutory_age"] == {"years": 60, "months": 2}
    assert (case["statutory_month"], case["delay_months"]) == ("2025-07", 2)
    assert case["window"] == {"earliest": "2025-05", "latest": "2028-07"}
    assert (case["id"], case["category"], case["eligible"], case["reason_code"]) == ("x", "male60", True, "early")
    assert (case["minimum_years"], case["years"], case["deemed_years"]) == (15, 24.5, 14.25)
    assert (case["divisor"], case["benefit_wage"], case["total"]) == (divisor, J, parts[-1])
    told = {rule["part"]: rule for rule in case["rules"]}
    assert set(told) >= {"statutory_age", "window", "minimum_years", "divisor", "basic", "transitional", "account"}
    assert all(rule["rule"] and rule["article"] for rule in told.values())
    assert told["account"]["article"] == "国发〔2005〕38号, art. 6"


def test_bad_rows_are_told_and_left_out(table: Table) -> None:
    """Row as the spreadsheet counts it, column, code; the good ones are computed as if the bad were not there."""
    found = document(table(HEAD, *GOOD, "", *BAD))
    errors = {(error["row"], error["column"], error["code"]) for error in found["errors"]}
    assert errors == {
        (6, "category", "choice"),
        (7, "birth_month", "serial_date"),
        (8, "total_months", "unit"),
        (8, "avg_index", "percentage"),
        (9, "deemed_months", "conflict"),
        (10, "total_months", "missing"),
    }
    assert all(error["message"] for error in found["errors"])
    alone = document(table(HEAD, *GOOD))
    assert found["cases"] == alone["cases"]
    assert found["totals"] == alone["totals"] | {"rejected": 5}


def test_no_usable_row_is_status_two(table: Table) -> None:
    """The document still says why."""
    found = invoke("award", str(table(HEAD, *BAD)), "--json")
    assert found.exit_code == 2
    assert json.loads(found.stdout)["totals"]["cases"] == 0
    assert json.loads(found.stdout)["totals"]["rejected"] == 5


@pytest.mark.parametrize("language", ["zh", "en"])
def test_page_and_list(table: Table, language: str) -> None:
    """One page for a person, a list for a file; errors on standard error alone, in the language asked for."""
    one = invoke("award", "--category", "male60", "--birth-month", "1965-05", "--total-years", "20", "--lang", language)
    assert ("法定退休年龄" if language == "zh" else "statutory age") in one.stdout
    assert "2025-07" in one.stdout
    many = invoke("award", str(table(HEAD, *GOOD, *BAD)), "--lang", language)
    assert "3,061.83" in many.stdout
    assert ("第5行" if language == "zh" else "row 5") in many.stderr
    assert "缴费月数" in many.stderr, "a column is named as the file heads it"
    assert "total_months" not in many.stderr
    assert "male60 |" not in many.stdout


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_out(table: Table, tmp_path: Path, suffix: str) -> None:
    """The cases as a file that a spreadsheet opens; a formula in an id is text."""
    out = tmp_path / f"out{suffix}"
    done = invoke("award", str(table(HEAD, GOOD[0].replace("A,", "=1+1,", 1), *GOOD[1:], *BAD)), "--out", str(out))
    assert done.exit_code == 0
    frame = pl.read_csv(out) if suffix == ".csv" else pl.read_excel(out)
    assert frame["total"].to_list() == [3061.83, 1145.21, 4452.57]
    assert frame["id"][0] == ("'=1+1" if suffix == ".csv" else "=1+1")
    if suffix == ".xlsx":
        assert pl.read_excel(out, sheet_name="errors").height == 6


def test_out_is_never_half_a_file(table: Table, tmp_path: Path) -> None:
    """Nothing is written where nothing is usable, the suffix is unknown or the folder is not there."""
    for out, status in ((tmp_path / "a.csv", 2), (tmp_path / "a.pdf", 2), (tmp_path / "none" / "a.csv", 3)):
        rows = BAD if out.name == "a.csv" and status == 2 else GOOD
        assert invoke("award", str(table(HEAD, *rows)), "--out", str(out)).exit_code == status
        assert not out.exists()


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("--category", "male60"),
        ("--category", "male60", "--birth-month", "65-01"),
        ("--category", "male60", "--birth-month", "1965-01", "--avg-index", "97"),
        ("--category", "male60", "--birth-month", "1965-01", "--total-years", "20", "--total-months", "300"),
        ("--category", "male60", "--birth-month", "1965-01", "--retirement-month", "1970-01"),
        ("--category", "male60", "--birth-month", "1965-01", "--first-work-month", "1960-01"),
        ("--category", "male60", "--birth-month", "1965-01", "--schedule", "nonesuch"),
        ("--category", "male60", "--birth-month", "1965-01", "--rules", "nonesuch"),
        ("nonesuch.csv",),
        ("nonesuch.csv", "--category", "male60"),
    ],
)
def test_bad_usage_is_letters_and_status_two(words: tuple[str, ...]) -> None:
    """With --json one document of errors on standard output; without, words on standard error."""
    told = invoke("award", *words, "--json")
    assert told.exit_code == 2
    found = json.loads(told.stdout)
    assert found["schema"] == "actuary.errors/1"
    assert all(letter["message"] and letter["remedy"] for letter in found["errors"])
    plain = invoke("award", *words)
    assert (plain.exit_code, plain.stdout) == (2, "")


def test_every_month_of_birth_and_category(table: Table) -> None:
    """1955 to 1990, all three categories, through the command: the slow table's ages and months."""
    births = range(month(1955, 1), month(1990, 1))
    rows = [f"{category},{text(birth)}" for category in ("male60", "female55", "female50") for birth in births]
    found = document(table("category,birth_month", *rows))
    for row, case in zip(rows, found["cases"], strict=True):
        category, birth = row.split(",")
        age = slow_age_of_2024(category, month(int(birth[:4]), int(birth[5:])))
        assert case["statutory_age"] == {"years": age // 12, "months": age % 12}
        assert case["statutory_month"] == text(month(int(birth[:4]), int(birth[5:])) + age)


@pytest.mark.parametrize(
    ("words", "month_"),
    [
        ((), "2034-02"),
        (("--rules", "known-2016"), "2031-01"),
        (("--schedule", "1978"), "2031-01"),
        (("--schedule", "2024"), "2034-02"),
        (("--schedule", "cass-2015"), "2046-01"),
        (("--schedule", "mohrss-2016"), "2035-08"),
    ],
)
def test_schedules_and_rule_sets(words: tuple[str, ...], month_: str) -> None:
    """A woman of old age 50 born 1981-01 under the law, as known in 2016, and under each proposal."""
    who = ("award", "--category", "female50", "--birth-month", "1981-01", "--json")
    assert json.loads(invoke(*who, *words).stdout)["cases"][0]["statutory_month"] == month_


def test_a_schedule_of_ones_own(tmp_path: Path) -> None:
    """A file by month of birth; a judgement without a range is refused."""
    own = tmp_path / "own.yaml"
    head = "schema: actuary.schedule/1\nname: own\nzh: 自定\nsource: mine\ntag: judgement\n"
    ages = (
        "categories:\n  male60: {old_age_months: 720, births: [{from: 1970-01, months: 725}]}\n"
        "  female55: {old_age_months: 660}\n  female50: {old_age_months: 600}\n"
    )
    own.write_text(head + "range: {zh: 宽, en: wide}\n" + ages, encoding="utf-8")
    who = ("award", "--category", "male60", "--birth-month", "1970-01", "--json", "--schedule", str(own))
    assert json.loads(invoke(*who).stdout)["cases"][0]["statutory_age"] == {"years": 60, "months": 5}
    own.write_text(head + ages, encoding="utf-8")
    assert json.loads(invoke(*who).stdout)["errors"][0]["code"] == "range_missing"


def test_columns_left_out_leave_parts_open(ask: Ask) -> None:
    """Missing is null and said, never nought."""
    case = ask("award", category="male60", birth_month="1962-03", total_years=20)
    assert (case["eligible"], case["basic"], case["account"], case["total"]) == (True, None, None, None)
    assert len(case["notes"]) >= 3
    case = ask("award", category="male60", birth_month="1962-03")
    assert (case["eligible"], case["reason_code"]) == (None, "years_not_given")
    assert case["statutory_month"] == "2022-03"


def test_public_staff_without_the_old_method(ask: Ask) -> None:
    """Said to be not compared; with it, what holding to it adds stands beside the parts and in the total."""
    who = {
        "category": "male60", "birth_month": "1958-03", "total_years": 35, "deemed_years": 25, "avg_index": 1.2,
        "account_balance": 50_000, "scheme": "public",
    }  # fmt: skip
    alone = ask("award", **who)
    assert any("old method" in note for note in alone["notes"])
    held = ask("award", old_method_pension=alone["total"] - 1000, **who)
    assert held["adjustment"] == pytest.approx(-600.0, abs=0.006)
    assert held["total"] == pytest.approx(alone["total"] - 600, abs=0.006)


def test_columns_that_are_not_used_are_named(table: Table) -> None:
    """A misspelt heading does not vanish silently."""
    found = document(table("category,birth_month,avg_indx", "male60,1965-01,0.9"))
    assert found["ignored_columns"] == ["avg_indx"]


def test_many_rows_are_each_as_alone(table: Table) -> None:
    """Two thousand at random: a row's result does not depend on its neighbours."""
    random = np.random.default_rng(7)
    rows = [
        f"{random.choice(['male60', 'female55', 'female50'])},{text(int(random.integers(23000, 23900)))},"
        f"{random.integers(150, 500)},{random.integers(0, 150)},{random.uniform(0.4, 3):.4f},"
        f"{random.uniform(4000, 9000):.2f},{random.uniform(0, 2e5):.2f}"
        for _ in range(2000)
    ]
    head = "category,birth_month,total_months,deemed_months,avg_index,benefit_wage,account_balance"
    together = document(table(head, *rows))["cases"]
    assert {Reason[case["reason_code"].upper()] for case in together} >= {
        Reason.AT_STATUTORY_MONTH,
        Reason.SHORT_OF_YEARS,
    }
    for place in (0, 17, 1999):
        alone = document(table(head, rows[place]))["cases"][0]
        assert alone == together[place] | {"row": 2}


def test_the_page_of_a_table_asks_for_no_rules_of_its_rows(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What a row costs in memory is its figures alone; rules and notes are made for files and documents."""

    def never() -> pl.DataFrame:
        raise AssertionError

    (tmp_path / "own.csv").write_text("category,birth_month,total_years\nmale60,1956-05,20\n", encoding="utf-8")
    answer = award_answer(read_grid(tmp_path / "own.csv"), view(None, None), "en")
    show(replace(answer, flat=never, nested=never), single=False)
    assert "computed 1, left out 0 rows" in " ".join(capsys.readouterr().out.split())
