"""Exposures and what is in force (基数与逐期取值): what a ledger is reckoned on says what the engine paid."""

import numpy as np
import polars as pl
import pytest

from actuary.months import parse
from actuary.valuation.exposed import exposed
from actuary.valuation.exposed.pensions import ENTERPRISE, PUBLIC

FEN = 0.01
LEVELS = ("basic", "transitional", "account")


@pytest.fixture(scope="module")
def found(plan):
    """Exposures of the shipped run."""
    return exposed(plan.assembled, plan.movement, plan.evaluation).found


@pytest.mark.parametrize(("ledger", "status"), [(ENTERPRISE, "employee_retiree"), (PUBLIC, "public_retiree")])
def test_pensions_of_earlier_awards_raised_year_by_year_are_what_is_in_payment(plan, found, ledger, status):
    """In December, when all of the year's pensioners are known: those awarded before it, as awarded, times every rise
    since, are what the engine has in payment beside the year's own awards."""
    first, indexation = plan.assembled.first, plan.assembled.rates.indexation
    for part in LEVELS[: 3 if ledger == ENTERPRISE else 2]:
        whole = plan.evaluation.setting.seen.asked(f"{part}.{status}")
        for t in range(11, 60, 12):
            year = (first + t) // 12
            rises = {y: 1.0 + indexation(y * 12) for y in range(2016, year + 1)}
            drawn = np.zeros(whole.shape[1])
            for award in range(2015, year + (ledger == PUBLIC)):
                raised = np.prod([rises[y] for y in rises if y > award])
                drawn += raised * found[(*ledger, f"{part}.{award}", "yuan_per_month")][t]
            assert np.abs(drawn - whole[t]).max() < FEN


def test_a_year_s_awards_are_what_the_engine_awarded(plan, found):
    """The year's own awards of the enterprise scheme are the status that counts them from nought each January, though
    they are told apart as what earlier years do not explain."""
    seen = plan.evaluation.setting.seen
    for part in LEVELS:
        own = seen.asked(f"{part}.new_retiree")
        for t in range(60):
            year = (plan.assembled.first + t) // 12
            assert np.abs(found[(*ENTERPRISE, f"{part}.{year}", "yuan_per_month")][t] - own[t]).max() < FEN


def test_what_is_in_force_is_what_the_run_read(plan):
    """Every month of every number listed is the number that the run's stores say."""
    table = plan.tables()["in_force"]
    stores = {"law": plan.groups[0].aside(), "basis": plan.groups[1].aside()}
    numbers = table.filter(pl.col("key").is_null() & pl.col("value").is_not_null())
    for name, first, last, value in numbers.select("name", "from", "to", "value").iter_rows():
        room = name.split(".")[0]
        if room in stores:
            for month in (parse(first), parse(last)):
                assert stores[room].number(name, month) == value


def test_a_growing_tail_is_told_with_what_it_grows_with_and_from_when(plan):
    """The reference wage past its last stated month names the series and the month that it grows from."""
    rows = plan.tables()["in_force"].filter(pl.col("name") == "law.common.reference_wage")
    assert set(rows["way"]) == {"stated", "tail"}
    tail = rows.filter(pl.col("way") == "tail")
    assert set(tail["grows_with"]) == {"basis.wage.growth"}
    assert set(tail["stated_to"]) == {"2017-06"}
