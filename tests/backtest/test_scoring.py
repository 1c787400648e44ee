"""Scoring is arithmetic on published figures: closed forms, and the files that the figures were taken from."""

import csv
import math
from fractions import Fraction
from pathlib import Path

import pytest

from actuary import data
from actuary.backtest.outcomes import Outcome, outcomes
from actuary.backtest.scoring import misses, scores
from actuary.backtest.testing import BackTested
from actuary.dated import load_assumptions
from actuary.errors import Problem

FACTS = Path(__file__).parents[3] / "shared" / "facts" / "published" / "national_social_insurance_funds.csv"
SERIES = {
    "employee_pension_urban": ("urban_employee_pension.", ""),
    "employee_pension_enterprise": ("enterprise_employee_pension.", ""),
    "resident_pension": ("resident_pension.", "_mof"),
    "employee_medical": ("employee_medical.", "_mof"),
    "unemployment": ("unemployment_ins.", ""),
    "work_injury": ("work_injury_ins.", ""),
    "maternity": ("maternity_ins.", ""),
}
NAMES = {"receipts": "revenue", "mean_pension": "pension_month_avg"}


def came(item: str, value: float, *, fund: str = "unemployment", year: int = 2012, seen: bool = True) -> Outcome:
    return Outcome(fund, item, year, value, "yuan", seen, "a-source", 24000)


def test_half_and_double_miss_alike() -> None:
    """An error is the logarithm of projected over actual: half of it and double it are -ln 2 and ln 2."""
    rows = [came("receipts", 80.0), came("participants", 80.0)]
    place = {("unemployment", "receipts", 2012): 40.0, ("unemployment", "participants", 2012): 160.0}
    half, double = scores("mine", 2010, place, rows)
    assert half.error == pytest.approx(-math.log(2))
    assert double.error == pytest.approx(math.log(2))
    assert (half.percent, double.percent) == (-0.5, 1.0)
    assert half.horizon == 2


def test_balances_are_missed_by_months_of_what_was_spent() -> None:
    """(projected - actual) / spending of the year x 12; without spending there is no error."""
    place = {("unemployment", item, 2012): 90.0 for item in ("balance", "current_balance", "expenditure")}
    with_spending = scores("mine", 2010, place, [came("balance", 60.0), came("expenditure", 120.0)])
    assert with_spending[0].error == pytest.approx(3.0)
    assert with_spending[0].percent is None
    (alone,) = scores("mine", 2010, place, [came("balance", 60.0)])
    assert alone.error is None
    assert not alone.scored


def test_what_is_recalled_is_shown_and_not_scored() -> None:
    """Nor is a balance whose spending is recalled."""
    rows = [came("receipts", 80.0, seen=False), came("balance", 60.0), came("expenditure", 120.0, seen=False)]
    place = {("unemployment", each.item, 2012): 90.0 for each in rows}
    found = scores("mine", 2010, place, rows)
    assert [each.scored for each in found] == [False, False, False]
    assert misses(found) == []


def test_errors_pool_each_figure_alike() -> None:
    """ln errors of -0.1 and 0.3: mean 0.1, mean absolute 0.2, root mean square sqrt(0.05); by fund they stand alone."""
    rows = [came("receipts", 1.0, fund=fund) for fund in ("unemployment", "maternity")]
    place = {("unemployment", "receipts", 2012): math.exp(-0.1), ("maternity", "receipts", 2012): math.exp(0.3)}
    found = {each.fund: each for each in misses(scores("mine", 2010, place, rows))}
    assert found[None].number == 2
    assert found[None].mean == pytest.approx(0.1)
    assert found[None].mean_absolute == pytest.approx(0.2)
    assert found[None].root_mean_square == pytest.approx(math.sqrt(0.05))
    assert found["maternity"].root_mean_square == pytest.approx(0.3)


@pytest.mark.skipif(not FACTS.is_file(), reason="no facts beside this checkout")
def test_figures_that_came_are_those_of_the_facts() -> None:
    """Every cell of china-funds is the figure of the facts, and recalled there is recalled here."""
    with FACTS.open(encoding="utf-8") as file:
        facts = {(row["series"], row["year"]): row for row in csv.DictReader(file)}
    figures = load_assumptions(data.root()).printed("china-funds").figures
    for name, figure in figures.items():
        _, table, item, year = name.split(".")
        head, tail = SERIES[table]
        series = head + NAMES.get(item, item) + (tail if item != "participants" else "")
        row = facts[series, year[1:]]
        assert Fraction(figure.printed) == Fraction(row["value"]), name
        assert (figure.trust == "recalled") == (row["tag"] == "recalled"), name
        assert (figure.tag == "derived") == (row["tag"] == "derived"), name


def test_the_current_balance_is_receipts_less_spending() -> None:
    """2016, national pension: 35,058 - 31,854 = 3,204 (100m yuan)."""
    assumptions = load_assumptions(data.root())
    found = {row[:3]: row for row in outcomes(assumptions.valuations["china-2010"], assumptions)}
    assert found["employee_pension", "current_balance", 2016].value == pytest.approx(3204e8)
    assert found["employee_pension", "current_balance", 2016].seen


def test_only_a_back_test_is_held_against_what_came() -> None:
    assumptions = load_assumptions(data.root())
    with pytest.raises(Problem) as found:
        outcomes(assumptions.valuations["wuhan-2015"], assumptions)
    assert found.value.letters[0].code == "backtest"
    assert "china-2010" in found.value.letters[0].remedy.en


def test_every_fund_and_horizon_of_the_page_is_scored(tested: dict[str, BackTested]) -> None:
    """The nation in 2010 by six horizons, the nation in 2015 by one, Wuhan at the end of the plan."""
    horizons = {name: {score.horizon for score in each.scores if score.scored} for name, each in tested.items()}
    assert horizons == {"china-2010": {1, 2, 3, 4, 5, 6}, "china-2015": {1}, "wuhan-2010": {5}}
    plan = [score for score in tested["wuhan-2010"].scores if score.item == "participants"]
    pension = next(score for score in plan if score.fund == "employee_pension")
    assert pension.actual == 3_937_500
    assert pension.projected == pytest.approx(3_440_000, abs=10_000)  # the twelfth plan's target
    assert pension.error == pytest.approx(math.log(pension.projected / pension.actual))
