"""Experience studies: textbook values of credibility and limits, expected figures by hand, tables of offices."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import numpy as np
import pytest
from click.testing import CliRunner, Result

from actuary.basis.basis import Basis
from actuary.cli import main
from actuary.cli.schema import printed_schema
from actuary.experience.credibility import Standard, credibility, poisson_limits
from actuary.months import month
from actuary.valuation.prepare import prepare, views

HEAD = "事件,险种,人员类别,年龄,年月,暴露人年,实际发生数"
MALE, MIDDLE = 0, 6


@pytest.fixture(scope="module")
def basis() -> Basis:
    return views(prepare("wuhan-2015")).basis


@pytest.fixture
def invoke(tmp_path: Path):
    """The command on a table of these rows."""

    def run(*rows: str, encoding: str = "utf-8") -> Result:
        path = tmp_path / "experience.csv"
        path.write_text("\n".join([HEAD, *rows]) + "\n", encoding=encoding)
        return CliRunner().invoke(main, ["experience", str(path), "--json", "--lang", "zh"])

    return run


def told(result: Result) -> dict[str, Any]:
    assert result.exit_code == 0, result.output
    document: dict[str, Any] = json.loads(result.stdout)
    jsonschema.validate(document, printed_schema("experience"))
    return document


def test_full_credibility_is_the_textbooks() -> None:
    """Within 5 % with 90 %: 1,082 claims; within 3 % with 95 %: 4,268; the square root rule below."""
    assert round(Standard(0.90, 0.05).events) == 1082
    assert round(Standard(0.95, 0.03).events) == 4268
    assert credibility(1082.0 / 4.0, Standard()) == pytest.approx(0.5, abs=1e-3)
    assert credibility(5000.0, Standard()) == 1.0


@pytest.mark.parametrize(("count", "low", "high"), [(0, 0.0, 3.689), (1, 0.0253, 5.572), (10, 4.795, 18.390)])
def test_limits_of_a_poisson_count_are_the_tables(count: int, low: float, high: float) -> None:
    """Garwood's exact limits at 95 %."""
    assert poisson_limits(count) == pytest.approx((low, high), abs=1e-3)


def test_expected_deaths_by_hand(basis: Basis, invoke: Any) -> None:
    """A thousand men of 65 under the month's own force: as many die as the monthly probability, twelve times over,
    takes of those exposed."""
    q = float(basis.death_probability(month(2015, 6))[MALE, 12 * 65 + MIDDLE])
    living = (1.0 - q) ** np.arange(12)
    exposed = float((living * q / -np.log1p(-q)).sum() / 12.0)
    deaths = float(living.sum() * q)
    (whole, *_) = told(invoke(f"死亡,,男,65,2015-06,{1000 * exposed:.9f},{1000 * deaths:.9f}"))["groups"]
    assert whole["expected"] == pytest.approx(1000 * deaths, abs=1e-6)
    assert whole["ratio"] == pytest.approx(1.0, abs=1e-9)
    assert whole["credible_ratio"] == pytest.approx(1.0, abs=1e-9)


def test_beliefs_that_are_counts_are_divided_by_whom_they_count(invoke: Any) -> None:
    """Claimants of a year over the employees who pay, injuries over the members of the fund, re-employment by month;
    those who leave with their record by the table of their age."""
    prepared = prepare("wuhan-2015")
    seen, at = views(prepared), prepared.file.opening
    number = seen.opening.number
    paying = number("opening.pension.enterprise_employees_insured", at) * number(
        "opening.pension.paying_share_enterprise", at
    )
    rows = ("失业,失业保险,男,40,2016-06,100000,900", "再就业,失业保险,男,40,2016-06,1000,500",
            "工伤,工伤保险,男,30,2016-06,100000,450", "转出,职工基本养老保险,女50,50,2016-06,100000,90")  # fmt: skip
    groups = [row for row in told(invoke(*rows))["groups"] if row["by"] == "fund"]
    found = {row["event"]: row["expected"] / row["exposure"] for row in groups}
    inflow = seen.basis.number("basis.unemployment.inflow", month(2016, 6))
    assert found["job_loss"] == pytest.approx(-np.log(1.0 - inflow / paying))
    assert found["reemployment"] == pytest.approx(-12.0 * np.log(1.0 - 0.05))
    assert found["injury"] == pytest.approx(12_300 / number("opening.insured.work_injury", at))
    assert found["port_out"] == pytest.approx(-np.log(1.0 - 0.0015))
    assert [row["key"] for row in groups] == ["employee_pension", "unemployment", "unemployment", "work_injury"]


def test_groups_add_up_and_a_fund_is_optional(invoke: Any) -> None:
    rows = (
        "死亡,职工基本养老保险,男,65,2015-06,1000,20",
        "死亡,,女50,72,2015-06,500,9",
        "中断,,男,40,2015年6月,2000,90",
    )
    groups = told(invoke(*rows))["groups"]
    for event in ("death", "dormancy"):
        own = [row for row in groups if row["event"] == event]
        (whole,) = [row for row in own if row["by"] == "whole"]
        for by in ("category", "age"):
            parts = [row for row in own if row["by"] == by]
            for name in ("exposure", "actual", "expected"):
                assert sum(row[name] for row in parts) == pytest.approx(whole[name])
    assert [row["key"] for row in groups if row["by"] == "fund"] == ["employee_pension"]


def test_chinese_excel_files_and_bad_rows(invoke: Any) -> None:
    """GB18030 is read; a bad cell is told by row and column and its row left out of all sums."""
    rows = (
        "死亡,,男,65,2015-06,1000,20",
        "死亡,,男,abc,2015-06,1,1",
        "生病,,男,65,2015-06,1,1",
        "死亡,,男,65,2015-06,0,3",
    )
    document = told(invoke(*rows, encoding="gb18030"))
    assert document["totals"] == {"rows": 1, "rejected": 3}
    assert [(row["row"], row["column"]) for row in document["errors"]] == [(3, "age"), (4, "event"), (5, "actual")]


def test_nothing_usable_is_refused(invoke: Any) -> None:
    result = invoke("死亡,,男,abc,2015-06,1,1")
    assert result.exit_code == 2
    assert json.loads(result.stdout)["errors"][0]["code"] == "nothing_usable"


def test_men_bear_no_children(invoke: Any) -> None:
    """Nothing is expected, so there is no ratio, and no number is made up for it."""
    (whole, *_) = told(invoke("生育,,男,30,2015-06,1000,0"))["groups"]
    assert (whole["expected"], whole["ratio"]) == (0.0, None)
