"""A run under reforms says what the comparison says, certifies, and names what it ran under."""

import pytest

from actuary.audit.whole import audit_of_run
from actuary.dated import load_reforms
from actuary.errors import Problem
from actuary.runs import write_run
from actuary.scenarios.comparing import rows_of
from actuary.scenarios.running import run_under
from actuary.scenarios.study import Study
from actuary.valuation.prepare import prepare
from actuary_verify import verify


def test_a_run_under_reforms_is_the_outcome_of_the_study(tmp_path):
    """Every row of the verdict; the checker has no finding; the manifest names reforms and their files."""
    prepared = prepare("wuhan-2015", to="2017-12")
    names = ["pooling-city-from-2017", "effort-full", "compliance-2017"]
    reforms = load_reforms(names, prepared.assumptions, "plan", prepared.root)
    result = run_under(prepared, reforms)
    assert result.verdict["reforms"] == names
    assert result.verdict["funds"] == rows_of(Study(prepared).under(reforms))
    assert {reform.path for reform in reforms} <= set(result.inputs)
    written = write_run(tmp_path / "run", result, audit_of_run(result.verdict, result.inputs))
    assert written.manifest["options"]["reforms"] == names
    assert verify(tmp_path / "run") == []
    assert "reforms" not in prepared.options


def test_a_reform_that_cannot_act_gives_no_run():
    prepared = prepare("wuhan-2015", to="2016-12")
    reforms = load_reforms(["pooling-city-from-2017"], prepared.assumptions, "plan", prepared.root)
    with pytest.raises(Problem) as refused:
        run_under(prepared, reforms)
    assert [letter.code for letter in refused.value.letters] == ["outside_horizon"]
