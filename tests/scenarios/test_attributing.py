"""Attribution: parts that add to the change to the fen, whatever the order in which levers are named."""

import pytest

from actuary.scenarios.attributing import Side, attribute
from actuary.scenarios.factors import FACTORS
from actuary.scenarios.sides import side
from actuary.scenarios.study import Study
from actuary.valuation.prepare import prepare

RATE = "law.employee_pension.employer_rate"
FEN = 0.005


@pytest.fixture(scope="module")
def short():
    return prepare("wuhan-2015", to="2017-12")


@pytest.fixture
def levers(reform):
    lines = {
        "rate": f"set: {RATE}, value: 0.16, from: 2016-06",
        "delay": 'schedule: "2024", begins: 2016-06, from: 2016-06',
        "truth": "add: law.employee_pension.base_floor, amount: -0.2, from: 2016-06",
    }
    return {name: reform(line, name=name) for name, line in lines.items()}


def by_key(document) -> dict[tuple, dict]:
    keys = ("fund", "account", "pool", "subsidy", "year", "measure")
    return {tuple(row[key] for key in keys): row for row in document["measures"]}


def test_parts_add_to_the_change_to_the_fen_in_any_order(short, levers):
    first = attribute(Side(short), Side(short, (levers["rate"], levers["delay"], levers["truth"])))
    other = attribute(Side(short), Side(short, (levers["truth"], levers["rate"], levers["delay"])))
    assert first["runs"] == 8
    assert [cause["name"] for cause in other["causes"]] == ["truth", "rate", "delay"]
    rows, again = by_key(first), by_key(other)
    assert rows.keys() == again.keys()
    for key, row in rows.items():
        assert sum(row["parts"]) == pytest.approx(row["change"], abs=FEN)
        truth, rate, delay = again[key]["parts"]
        assert row["parts"] == pytest.approx([rate, delay, truth], abs=FEN)


def test_one_lever_is_the_whole_change(short, levers):
    document = attribute(Side(short), Side(short, (levers["rate"],)))
    row = by_key(document)["employee_pension", "enterprise", "city", "with", 2017, "balance"]
    cut = Study(short).under([levers["rate"]])
    balance = float(cut.pooled["employee_pension", "enterprise"].before_backstop()[-1].sum())
    assert row["parts"] == pytest.approx([row["change"]], abs=FEN)
    assert row["to"] == pytest.approx(balance, abs=FEN)


def test_a_reform_that_is_taken_back_has_the_opposite_part(short, levers):
    there = attribute(Side(short), Side(short, (levers["rate"],)))
    back = attribute(Side(short, (levers["rate"],)), Side(short))
    assert back["causes"][0]["name"] == "-rate"
    for key, row in by_key(there).items():
        assert by_key(back)[key]["change"] == pytest.approx(-row["change"], abs=FEN)


def test_rules_are_split_into_law_and_belief(short):
    document = attribute(Side(short), Side(prepare("wuhan-2015", rules="hindsight", to="2017-12")))
    assert [cause["name"] for cause in document["causes"]] == ["law", "belief"]
    for row in document["measures"]:
        assert sum(row["parts"]) == pytest.approx(row["change"], abs=FEN)


def test_spending_is_its_four_factors(short, levers):
    document = attribute(Side(short), Side(short, (levers["delay"],)))
    for split in document["expenditure"]:
        assert sum(split[name] for name in FACTORS) == pytest.approx(split["change"], abs=FEN)
        if split["account"] == "enterprise":
            assert split["coverage"] < 0 < split["benefit_ratio"]
            # the few who work on and leave with their record are replaced by others of their age, who may leave too
            assert split["dependency"] == pytest.approx(0, abs=1)


def test_more_levers_than_the_name_of_a_file_can_have_are_a_run():
    """Many names joined are longer than any name of a file, and are read as names all the same."""
    names = [
        "annuity-employer-6-2017",
        "base-truth-2017",
        "central-adjustment-2018-2021",
        "collection-2017",
        "compliance-2017",
        "coverage-injury-plus-10-2017",
        "coverage-pension-plus-5-2017",
        "delay-2024-from-2016",
        "effort-full",
        "employer-rate-16-from-2017",
        "entrusted-investment-2017",
        "fund-returns-3-5-percent-2017",
    ]
    words = "+".join(["wuhan-2015", *names])
    assert len(words) > 255
    assert [reform.name for reform in side(words, {}).reforms] == names
