"""Stress tests and named paths: whole runs beside the baseline, each the run that its own command would print."""

import json

import jsonschema
import pytest
from click.testing import CliRunner

from actuary.cli import main
from actuary.cli.schema import printed_schema
from actuary.dated import load_reforms
from actuary.dated.ends import at
from actuary.scenarios.comparing import compare
from actuary.scenarios.study import Study
from actuary.uncertainty.stressing import paths, stress, stresses
from actuary.valuation.prepare import prepare
from actuary.valuation.run import execute

NAMED = ["births-high", "births-low", "coverage-high", "coverage-low", "high", "low", "wages-high", "wages-low"]
PENSION = ("employee_pension", "enterprise")


@pytest.fixture(scope="module")
def short() -> Study:
    return Study(prepare("wuhan-2015", to="2018-12"))


def balance(rows, place=PENSION):
    return next(row["balance"] for row in rows if (row["fund"], row["account"]) == place)


def test_a_stress_test_is_the_reform_of_its_name(short: Study) -> None:
    """All six ship; each changes what the comparison of the same reform says it changes, beside the same
    error of back-tests."""
    document, table = stress(short, "stress")
    asked = {"wage-standstill", "epidemic-year", "migration-stop", "medical-inflation", "waiver-eleven-months"}
    assert {name.removeprefix("stress-") for name in stresses(short)} >= asked | {"low-returns"}
    prepared = short.prepared
    reforms = [load_reforms([name], prepared.assumptions, "plan", prepared.root) for name in stresses(short)]
    compared = compare(short, reforms)
    for case, entry in zip(document["cases"], compared["reforms"], strict=True):
        assert case["name"] == entry["name"]
        wanted = {
            (row["fund"], row["account"]): row["years"][-1]["balance"]
            for row in entry["funds"]
            if (row["pool"], row["subsidy"]) == ("city", "with")
        }
        assert {(row["fund"], row["account"]) for row in case["funds"]} == set(wanted)
        for row in case["funds"]:
            compared_to = wanted[row["fund"], row["account"]]
            assert row["balance_change"] == pytest.approx(compared_to["difference"], abs=0.01)
            assert row["balance_error"] == pytest.approx(compared_to["error"])
            assert row["balance_distinguishable"] == compared_to["distinguishable"]
    assert set(table["case"]) == set(stresses(short))


def test_a_named_path_is_the_run_of_its_basis(short: Study) -> None:
    document, _ = stress(short, "paths")
    assert [case["name"] for case in document["cases"]] == paths(short) == NAMED
    for case in document["cases"]:
        if case["name"] in ("low", "coverage-high"):
            funds = execute(prepare("wuhan-2015", to="2018-12", basis=case["name"])).verdict["funds"]
            city = next(row for row in funds if (row["fund"], row["account"], row["pool"]) == (*PENSION, "city"))
            assert balance(case["funds"]) == pytest.approx(city["years"][-1]["balance"], abs=0.01)


def test_paths_name_only_what_differs_and_keep_tag_source_and_range() -> None:
    """Wages and births of the high and low paths are the ends of the ranges of the central basis; coverage states its
    own values, each with a range; the rest is the central basis itself."""
    bases = prepare("wuhan-2015").assumptions.bases
    moved = {"wages": {"basis.wage.growth"}, "births": {"basis.fertility.two_child_response"}}
    for name in NAMED:
        kind, _, end = name.rpartition("-")
        differ = {key for key, value in bases[name].items() if value is not bases["plan"][key]}
        coverage = {key for key in differ if key.startswith("basis.coverage.")}
        assert differ - coverage == (moved.get(kind) or (set() if kind else moved["wages"] | moved["births"]))
        assert bool(coverage) == (kind in ("coverage", ""))
        for key in differ - coverage:
            limits = [value.value for value in at(bases["plan"][key], end).values]
            assert [value.value for value in bases[name][key].values] == limits
        for key in differ:
            for value in bases[name][key].values:
                assert value.source
                assert value.tag not in ("proxy", "judgement") or value.low <= value.value <= value.high


def test_high_is_above_central_is_above_low_where_wages_and_members_pay(short: Study) -> None:
    cases = {case["name"]: case["funds"] for case in stress(short, "paths")[0]["cases"]}
    for kind in ("coverage", "wages"):
        high, low = (balance(cases[f"{kind}-{end}"]) for end in ("high", "low"))
        assert high > balance(stress(short, "stress")[0]["baseline"]) > low
    together = {end: balance(cases[end]) for end in ("high", "low")}
    assert together["high"] > balance(cases["wages-high"])
    assert together["low"] < balance(cases["wages-low"])


@pytest.mark.parametrize(("kind", "says"), [("--stress", "压力测试 · wuhan-2015：6 项"), ("--paths", "高低方案")])
def test_the_command_prints_its_document_and_its_table(kind: str, says: str) -> None:
    asked = ["sensitivity", "wuhan-2015", kind, "--to", "2018-12", "--lang", "zh"]
    told = CliRunner().invoke(main, [*asked, "--json"])
    jsonschema.validate(json.loads(told.stdout), printed_schema("stress"))
    page = CliRunner().invoke(main, asked)
    assert page.exit_code == 0
    assert says in page.output


def test_a_basis_without_paths_is_told_which_have_some() -> None:
    result = CliRunner().invoke(main, ["sensitivity", "toy", "--paths", "--json", "--lang", "en"])
    assert result.exit_code == 2
    (letter,) = json.loads(result.stdout)["errors"]
    assert letter["code"] == "no_paths"
    assert "plan, trend" in letter["remedy"]
