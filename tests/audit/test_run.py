"""The audit beside a run: what the engine computed takes part, and the run folder holds the document."""

import json

import pytest
from click.testing import CliRunner

import actuary_verify
from actuary.audit.whole import audit_of_run
from actuary.cli import main
from tests.valuation.runs import ran

FUNDS = ("employee_pension", "urban_medical", "work_injury", "maternity", "unemployment", "resident_pension")


@pytest.fixture(scope="module")
def beside():
    """Rows of the shipped run's audit by relation and fund."""
    result = ran()
    rows = audit_of_run(result.verdict, result.inputs)["audit"]["figures"]
    return {(row["relation"], row["figure"].split(".")[2]): row for row in rows}


def test_the_opening_of_the_run_reproduces_the_printed_counts(beside):
    """Six counts, each within half a unit of the last digit."""
    for fund in FUNDS:
        row = beside["run_opening", fund]
        assert row["finding"] == "reproduced", fund
        assert abs(row["difference"]) < 0.005


def test_targets_that_need_members_beyond_the_flows_say_so(beside):
    """A target is reproduced where the flows of people reach it, and conditional by what was opened beyond them."""
    rows = {row["fund"]: row for row in ran().verdict["participants"]}
    for fund in FUNDS:
        opened = rows[fund]["closed_by"].get("membership_opened", 0.0)
        row = beside["run_target", fund]
        assert row["computed"] == pytest.approx((rows[fund]["computed"] - opened) / 1e4, abs=1e-6)
        assert row["finding"] == ("condition" if abs(opened) > 5_100 else "reproduced"), fund


def test_a_run_folder_holds_its_audit(tmp_path):
    """`audit.json` stands beside the verdict, is listed in the manifest, and the folder verifies."""
    folder = tmp_path / "run"
    assert CliRunner().invoke(main, ["run", "toy", "--out", str(folder)]).exit_code == 0
    assert json.loads((folder / "audit.json").read_text(encoding="utf-8"))["schema"] == "actuary.audit/1"
    listed = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["outputs"]
    assert "audit.json" in [output["file"] for output in listed]
    assert list(actuary_verify.verify(folder)) == []
    refused = CliRunner().invoke(main, ["audit", "--run", str(folder), "--json"])
    assert json.loads(refused.stdout)["errors"][0]["code"] == "run_people"
