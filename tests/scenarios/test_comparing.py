"""A comparison tells what runs of their own would tell."""

from io import StringIO

import polars as pl
import pytest
from rich.console import Console

from actuary import data
from actuary.dated import load_reforms
from actuary.errors import Problem
from actuary.reporting.comparison import render
from actuary.scenarios import response
from actuary.scenarios.comparing import KEYS, combinations, compare, flat, rows_of
from actuary.scenarios.response import Answers, answered, strengths
from actuary.scenarios.study import Study
from actuary.valuation.prepare import prepare

PENSION = ("employee_pension", "city")
NOISE = ("error", "error_at_least", "distinguishable")
RATE = "law.employee_pension.employer_rate"


def test_a_compared_figure_is_the_figure_of_a_run(study: Study, reform):
    cut = reform(f"set: {RATE}, value: 0.16, from: 2017-01")
    document = compare(study, [[cut]])
    base, own = rows_of(study.base), rows_of(study.under([cut]))
    for row, before, after in zip(document["reforms"][0]["funds"], base, own, strict=True):
        for year, old, new in zip(row["years"], before["years"], after["years"], strict=True):
            gap = {"difference": new["balance"] - old["balance"]}
            answers = dict.fromkeys(("responded", "responded_weak", "responded_strong"), new["balance"])
            told = {name: value for name, value in year["balance"].items() if name not in NOISE}
            assert told == {"baseline": old["balance"], "reform": new["balance"], **gap, **answers}


def test_twins_are_called_out(study: Study, reform):
    first = reform(f"set: {RATE}, value: 0.16, from: 2017-01", name="first")
    cut = (f"add: {RATE}, amount: -0.03, from: 2017-01, to: 2018-04", f"add: {RATE}, amount: -0.04, from: 2018-05")
    second = reform(*cut, name="second")
    third = reform(f"set: {RATE}, value: 0.15, from: 2017-01", name="third")
    entries = compare(study, [[first], [second], [third]])["reforms"]
    assert [entry["identical_to"] for entry in entries] == [[], ["first"], []]


def test_twins_that_differ_in_the_last_bits_are_called_out(study: Study, reform):
    """The same rate, set and scaled: sums of floats part by less than a fen."""
    months = "from: 2019-01"
    levers = (
        [reform(f"set: {RATE}, value: 0.16, {months}", name="set")],
        [reform(f"scale: {RATE}, factor: 0.8, {months}", name="scaled")],
    )
    assert [entry["identical_to"] for entry in compare(study, levers)["reforms"]] == [[], ["set"]]


def test_a_run_that_ends_within_a_year_is_unchanged_to_the_year_before_alone(reform):
    """From 2017-01 on the cut moves the fund, which no table of whole years tells."""
    short = Study(prepare("wuhan-2015", to="2017-05"))
    document = compare(short, [[reform(f"set: {RATE}, value: 0.16, from: 2017-01")]])
    for language, said in (
        ("zh", "结果不变（至 2016-12，其后未列）"),
        ("en", "unchanged to 2016-12 (later months are not shown)"),
    ):
        console = Console(record=True, width=400, file=StringIO())
        render(document, language, console)
        assert said in console.export_text()


def test_a_waiver_is_the_twin_of_a_rate_of_nought_in_both_series(study: Study, reform):
    """Nothing of the rate, or a rate of nought: the same money, and the same answer."""
    months = "from: 2017-08, to: 2018-06"
    sizes = (f"set: law.employee_pension.employer_factor_{size}, value: 0, {months}" for size in ("small", "large"))
    levers = [reform(f"set: {RATE}, value: 0, {months}", name="rate")], [reform(*sizes, name="waiver")]
    entries = compare(study, levers, answers=Answers("full"))["reforms"]
    assert [entry["responds"] for entry in entries] == [True, True]
    assert [(entry["identical_to"], entry["identical_static"]) for entry in entries] == [([], []), (["rate"], [])]


def test_twins_in_the_static_case_alone_are_said_to_be(study: Study, reform, monkeypatch):
    """Were one of two twins not answered, they would not be told to give exactly the same results."""
    months = "from: 2017-08, to: 2018-06"
    sizes = (f"set: law.employee_pension.employer_factor_{size}, value: 0, {months}" for size in ("small", "large"))
    levers = [reform(f"set: {RATE}, value: 0, {months}", name="rate")], [reform(*sizes, name="waiver")]
    monkeypatch.setattr(response, "ASKED", frozenset({RATE}))
    document = compare(study, levers, answers=Answers("full"))
    entries = document["reforms"]
    assert [(entry["identical_to"], entry["identical_static"]) for entry in entries] == [([], []), ([], ["rate"])]
    told = {}
    for language in ("zh", "en"):
        console = Console(record=True, width=120, file=StringIO())
        render(document, language, console)
        told[language] = console.export_text()
    assert "gives exactly the static results of rate; with response they differ" in told["en"]
    assert "静态结果与方案“rate”完全相同，缴费方响应后不同" in told["zh"]
    assert "gives exactly the results of rate" not in told["en"]


def test_what_moves_by_less_than_is_printed_is_not_called_unchanged(study: Study, reform):
    """A hundred-millionth of wages is a few thousand yuan a year: nought on the page, and yet more than nothing."""
    told = {}
    for name, amount in (("little", 2e-8), ("more", 2e-3)):
        document = compare(study, [[reform(f"add: {RATE}, amount: {amount}, from: 2017-01", name=name)]])
        console = Console(record=True, width=300, file=StringIO())
        render(document, "en", console)
        told[name] = {line.split(":")[0]: line for line in console.export_text().splitlines()}
    little, same = "moved by less than 0.005 (100m yuan), not shown (see --json)", "unchanged"
    assert "employee pension · enterprise" in told["little"][little]
    assert "employee pension · enterprise" not in told["little"][same]
    assert "maternity" in told["little"][same]
    assert little not in told["more"]


@pytest.mark.parametrize("name", ["waiver-2020-hubei", "waiver-2020-elsewhere", "injury-risky-classes-up-2017"])
def test_waivers_and_class_rates_are_answered(study: Study, name: str):
    """They change what employers are asked by other parameters than the rate."""
    reforms = load_reforms([name], study.prepared.assumptions, "plan", data.root())
    assert response.asks(reforms)


def test_a_grid_is_every_combination_but_the_baseline(reform):
    changed = RATE, RATE, "law.unemployment.employer_rate"
    a, b, c = (reform(f"set: {name}, value: 0.01{n}, from: 2017-01", name=f"r{n}") for n, name in enumerate(changed))
    names = ["+".join(r.name for r in each) for each in combinations([[a, b], [c]])]
    assert names == ["r2", "r0", "r0+r2", "r1", "r1+r2"]


def test_the_table_holds_every_figure_of_the_document(study: Study, reform):
    document = compare(study, [[reform(f"set: {RATE}, value: 0.16, from: 2017-01")]])
    table = flat(document)
    rows = document["reforms"][0]["funds"]
    assert table.height == sum(len(row["years"]) for row in rows) * 5
    key = {"fund": "employee_pension", "account": "enterprise", "pool": "city", "subsidy": "with"}
    gap = table.filter(measure="balance", year=2019, **key)
    (row,) = [row for row in rows if {name: row[name] for name in key} == key]
    assert gap["difference"].item() == pytest.approx(row["years"][-1]["balance"]["difference"])


def test_two_series_stand_side_by_side(study: Study, reform):
    """With response is what a run under the believed elasticities gives; the weak end of the range is the static case,
    the strong end loses less of a cut; a reform that changes no rate has nothing to answer."""
    cut = reform(f"set: {RATE}, value: 0.16, from: 2017-01", name="cut")
    truth = reform("scale: basis.path.base_truth, factor: 1.05, from: 2017-01", name="truth")
    document = compare(study, [[cut], [truth]], answers=Answers("full", ends=True))
    assert document["response"]["central"] == {"degree": 1.0, "compliance": -0.2, "truth": -0.2, "collection": -0.05}
    one, other = document["reforms"]
    assert (one["responds"], other["responds"]) == (True, False)
    strength = strengths(study.base.seen.basis, "full", study.base.assembled.first)["central"]
    own = rows_of(study.under([cut, answered(strength, study.base.assembled.first)]))
    for row, alone in zip(one["funds"], own, strict=True):
        assert [year["balance"]["responded"] for year in row["years"]] == [year["balance"] for year in alone["years"]]
    (row,) = [
        row
        for row in one["funds"]
        if (row["fund"], row["pool"], row["account"], row["subsidy"]) == (*PENSION, "enterprise", "with")
    ]
    last = row["years"][-1]["balance"]
    assert last["responded_weak"] == last["reform"] < last["responded"] < last["responded_strong"] < last["baseline"]
    for row in other["funds"]:
        assert all(year["balance"]["responded"] == year["balance"]["reform"] for year in row["years"])


def test_a_lever_that_acts_only_in_company_stands_in_a_grid(study: Study):
    """Effort answers pooling: alone it is the baseline and is called so; alone and unasked for more it is refused."""
    levers = load_reforms(["pooling-city-from-2017", "effort-full"], study.prepared.assumptions, "plan", data.root())
    entries = compare(study, combinations([[lever] for lever in levers]))["reforms"]
    twins = {entry["name"]: entry["identical_to"] for entry in entries}
    assert twins == {
        "effort-full": ["baseline"],
        "pooling-city-from-2017": [],
        "pooling-city-from-2017+effort-full": [],
    }
    with pytest.raises(Problem):
        compare(study, [[levers[1]]])


def test_what_stands_beside_the_ledgers_is_told_where_it_moves(study: Study, reform):
    """Units that pay 6 instead of 8 % into the annuity: a quarter less from 2017 on, nothing before, and no ledger."""
    annuity = reform("set: law.employee_pension.annuity_employer_rate, value: 0.06, from: 2017-01")
    (entry,) = compare(study, [[annuity]])["reforms"]
    (row,) = entry["memoranda"]
    assert row["item"] == "annuity.employer"
    shares = [year["reform"] / year["baseline"] for year in row["years"]]
    assert shares == pytest.approx([1.0, 0.75, 0.75, 0.75])
    assert all(year["balance"]["difference"] == 0.0 for fund in entry["funds"] for year in fund["years"])


def test_a_table_begins_with_any_reform(study: Study, reform) -> None:
    """Ends that were not asked for are empty in a reform that is answered; the numbers of the next stand in the same
    columns."""
    cut, leave = (
        reform(f"set: {RATE}, value: 0.16, from: 2017-01", name="cut"),
        reform("add: law.maternity.leave_days, amount: 30, from: 2018-01", name="leave"),
    )
    document = compare(study, [[cut], [leave]], answers=Answers("full"))
    told = flat(document)
    assert told.schema["responded_weak"] == pl.Float64
    assert set(told["reform"]) == {"cut", "leave"}
    assert told.filter(pl.col("reform") == "cut")["responded_weak"].drop_nulls().is_empty()
    assert not told.filter(pl.col("reform") == "leave")["responded_weak"].drop_nulls().is_empty()


def test_payers_answer_what_is_asked_beyond_the_baseline_alone(study: Study, reform) -> None:
    """On a baseline with 16 % a rise to 17 % is answered with less, however much less it asks than 19 %; and a reform
    that states itself how far payers answer has no second series."""
    base, rise = (
        reform(f"set: {RATE}, value: 0.16, from: 2017-01", name="base"),
        reform(f"add: {RATE}, amount: 0.01, from: 2017-01", name="rise"),
    )
    under = Study(study.prepared.under([base]), study.coverage)
    (entry,) = compare(under, [[rise]], answers=Answers("full"))["reforms"]
    key = ("employee_pension", "enterprise", "city", "with")
    row = next(row for row in entry["funds"] if tuple(row[name] for name in KEYS) == key)
    receipts = row["years"][-1]["receipts"]
    assert receipts["baseline"] < receipts["responded"] < receipts["reform"]
    stated = reform(f"set: {RATE}, value: 0.16, from: 2017-01", "set: basis.response.degree, value: 0.5, from: 2017-01")
    (alone,) = compare(study, [[stated]], answers=Answers("full"))["reforms"]
    assert not alone["responds"]
