"""Sensitivity: an end of a range is what a run prints whose file says so; ranges that do nothing are not ranked."""

import json
import re
import shutil
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner

from actuary import data
from actuary.cli import main
from actuary.cli.schema import printed_schema
from actuary.dated.ends import at
from actuary.scenarios.study import Study
from actuary.uncertainty.gauging import NUMBERS, gauged
from actuary.uncertainty.sensitivity import ranged, ranking, sensitivity, varied
from actuary.valuation.prepare import prepare
from actuary.valuation.run import execute

RETURNS, DORMANCY = "basis.interest.fund", "basis.flow.dormancy_rate"


def the_input(study: Study, name: str):
    (found,) = ranged(study.base.seen.groups, name)
    return found.parameter


@pytest.mark.parametrize("name", [RETURNS, DORMANCY])
def test_an_end_is_the_run_of_a_file_that_says_so(study: Study, name: str, tmp_path: Path) -> None:
    """The low value written into a copy of the data by hand gives the same verdict, people moved or not."""
    for folder in data.FOLDERS:
        shutil.copytree(data.shipped() / folder, tmp_path / folder)
    parameter = the_input(study, name)
    low = at(parameter, "low").values
    for value, lowered in zip(parameter.values, low, strict=True):
        path = tmp_path / value.file
        text = path.read_text(encoding="utf-8")
        key = name.rsplit(".", 1)[1]
        head, own, rest = re.split(rf"(\n  {key}:\n.*?)(?=\n  \w+:\n|\Z)", text, maxsplit=1, flags=re.S)
        changed = own.replace(f"value: {value.value}\n", f"value: {lowered.value}\n", 1)
        changed = re.sub(rf"value: {value.value}([,}}])", rf"value: {lowered.value}\1", changed, count=1)
        assert changed != own
        path.write_text(head + changed + rest, encoding="utf-8")
    asked = ["--data", str(tmp_path), "run", "wuhan-2015", "--to", study.prepared.options["to"], "--json"]
    result = CliRunner().invoke(main, asked)
    data.set_root(None)
    assert result.exit_code == 0, result.output[-500:]
    told = [row for row in json.loads(result.stdout)["funds"] if (row["pool"], row["subsidy"]) == ("city", "with")]
    for ours, theirs in zip(gauged(varied(study, at(parameter, "low"))), told, strict=True):
        assert ours.last("balance") == pytest.approx(theirs["years"][-1]["balance"], abs=0.01)
        assert ours.first_cannot_pay == theirs["first_cannot_pay"]


def test_every_measure_of_a_run_is_gauged() -> None:
    """The table of measures of a run folder and the gauge tell the same numbers, and of the same measures."""
    prepared = prepare("toy")
    table = execute(prepared).tables()["measures"]
    city = table.filter((table["district"] == "city") & (table["subsidy"] == "with") & table["value"].is_not_null())
    printed = {
        (row["fund"], row["account"], row["measure"], row["year"]): row["value"]
        for row in city.iter_rows(named=True)
        if "." not in row["measure"]
    }
    told = {
        (each.line.fund, each.line.account, measure, year): value
        for each in gauged(Study(prepared).base)
        for measure, years in each.by_year.items()
        for year, value in years.items()
    }
    assert told == printed
    assert {measure for _, _, measure, _ in told} <= set(NUMBERS)


def test_lower_returns_never_help_a_fund_that_holds_money(study: Study) -> None:
    document, table = sensitivity(study, RETURNS)
    (row,) = ranking(document, "unemployment", "pooled")
    assert row["low"] < 0.0 < row["high"]
    unemployment = table.filter((table["fund"] == "unemployment") & (table["measure"] == "balance"))
    last = unemployment.filter((unemployment["end"] == "low") & (unemployment["year"] == 2019))
    assert last["difference"].item() == pytest.approx(row["low"], abs=0.01)


def test_ranking_puts_the_widest_first() -> None:
    def entry(name: str, low: float, high: float) -> dict[str, object]:
        def end(change: float) -> list[dict[str, object]]:
            return [{"fund": "f", "account": "a", "balance_change": change, "first_cannot_pay": None}]

        return {"name": name, "zh": name, "tag": "proxy", "low": end(low), "high": end(high)}

    document = {"inputs": [entry("small", -1.0, 1.0), entry("none", 0.0, 0.0), entry("wide", 3.0, -2.0)]}
    assert [row["name"] for row in ranking(document, "f", "a")] == ["wide", "small"]


def test_the_command_prints_its_document_and_a_tornado() -> None:
    asked = ["sensitivity", "toy", "--only", "basis.medical.stay_cost_*", "--lang", "zh"]
    told = CliRunner().invoke(main, [*asked, "--json"])
    jsonschema.validate(json.loads(told.stdout), printed_schema("sensitivity"))
    page = CliRunner().invoke(main, asked)
    assert "敏感性 · toy" in page.output
    assert "█" in page.output


def test_first_months_move_by_months_and_never_is_the_month_after_the_last() -> None:
    def rows(month: str | None) -> list[dict[str, object]]:
        return [{"fund": "f", "account": "a", "first_cannot_pay": month}]

    entry = {"name": "it", "zh": "it", "tag": "proxy", "low": rows("2019-10"), "high": rows(None)}
    document = {"to": "2020-12", "baseline": rows("2020-01"), "inputs": [entry]}
    (row,) = ranking(document, "f", "a", "first_cannot_pay")
    assert (row["low"], row["high"]) == (-3.0, 12.0)


def test_a_pattern_that_nothing_bears_is_refused() -> None:
    result = CliRunner().invoke(main, ["sensitivity", "toy", "--only", "basis.nothing", "--json"])
    assert result.exit_code == 2
    assert json.loads(result.stdout)["errors"][0]["field"] == "--only"
