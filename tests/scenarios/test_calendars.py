"""Calendars of cash by reform: what a year, or a quarter, holds back is paid in it once, in another month."""

import numpy as np
import pytest

from actuary.errors import Problem
from actuary.months import month
from actuary.scenarios.outcome import Outcome
from actuary.scenarios.study import Study

RISE, SUBSIDY = "basis.cash.pension_rise_month", "basis.cash.resident_subsidy_month_of_quarter"


def cash(outcome: Outcome, fund: str, account: str, item: str) -> np.ndarray:
    """Cash of an item of the pooled city by month."""
    items = outcome.pooled[fund, account].items
    return np.asarray(sum(yuan.sum(axis=1) for posting, yuan in items.items() if posting.item == item))


def pension(outcome: Outcome) -> np.ndarray:
    return cash(outcome, "employee_pension", "enterprise", "benefit.basic")


@pytest.mark.parametrize("begins", ["2018-01", "2017-07"])
def test_the_rise_is_paid_in_another_month_of_the_first_whole_year(study: Study, reform, begins: str) -> None:
    """Paid in May and no more in July, with the same arrears and the same in the year, to a yuan."""
    before = pension(study.base)
    after = pension(study.under([reform(f"set: {RISE}, value: 5, from: {begins}")]))
    first = month(2018, 1) - study.base.assembled.first
    assert np.array_equal(before[: first + 4], after[: first + 4])
    moved = after - before
    assert moved[first + 4] < -1e6, "May pays the arrears of January to April, and its own rise"
    assert moved[first + 6] > 1e6, "July has nothing left to pay"
    assert np.abs(moved.reshape(-1, 12).sum(axis=1)).max() < 1.0


def test_subsidy_to_residents_comes_in_another_month_of_the_quarter(study: Study, reform) -> None:
    """From July on the third month of a quarter brings what the first did; a quarter that has begun is left alone."""
    after = study.under([reform(f"set: {SUBSIDY}, value: 3, from: 2018-05")])
    sides = [cash(each, "resident_medical", "urban", "ordinary_subsidy") for each in (study.base, after)]
    first = month(2018, 7) - study.base.assembled.first
    assert np.array_equal(sides[0][:first], sides[1][:first])
    assert (sides[0][first] > 0.0, sides[1][first]) == (True, 0.0)
    assert sides[1][first + 2] == pytest.approx(sides[0][first], rel=0.01)


@pytest.mark.parametrize("line", [f"set: {RISE}, value: 13, from: 2018-01", f"set: {SUBSIDY}, value: 4, from: 2018-01"])
def test_a_month_in_which_nothing_would_ever_be_paid_is_refused(study: Study, reform, line: str) -> None:
    with pytest.raises(Problem) as told:
        study.under([reform(line)])
    assert told.value.letters[0].code == "month"


@pytest.mark.parametrize(
    "line",
    [
        f"set: {RISE}, value: 5, from: 2019-02",
        "set: basis.cash.ordinary_subsidy_payments, value: 2, from: 2018-01",
        "set: basis.cash.unemployment_first_payment_lag, value: 2, from: 2018-01",
        "scale: basis.wage.age_profile, factor: 1.1, from: 2018-01",
    ],
)
def test_what_only_the_opening_reads_is_refused_as_unread(study: Study, reform, line: str) -> None:
    """So is a calendar that begins after the last January of the run."""
    with pytest.raises(Problem) as told:
        study.under([reform(line)])
    assert told.value.letters[0].code == "unread"
