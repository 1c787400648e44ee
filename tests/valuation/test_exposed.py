"""Exposures and what is in force (基数与逐期取值): what a ledger is reckoned on says what the engine paid."""

from itertools import pairwise

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


def test_what_is_in_force_is_cited(plan):
    """Of a row of a file: its meaning, unit, tag, trust, document with title and number, article, range, place; of a
    parameter and key, spans follow one another without a gap and without overlap."""
    table = plan.tables()["in_force"]
    known = {name: parameter for group in plan.groups for name, parameter in group.parameters.items()}
    rows = {(row.file, row.line): row for parameter in known.values() for row in parameter.values}
    assert set(table["way"]) <= {"stated", "tail"}
    for each in table.iter_rows(named=True):
        parameter, row = known[each["name"]], rows[each["file"], each["line"]]
        source = plan.prepared.assumptions.sources[row.source]
        assert (each["zh"], each["unit"]) == (parameter.zh, parameter.unit)
        assert (each["tag"], each["trust"], each["source"]) == (row.tag, row.trust, row.source)
        assert (each["title"], each["number"], each["article"]) == (source.title, source.number, row.article)
        assert (each["low"], each["high"], parse(each["row"])) == (row.low, row.high, row.from_)
        assert (each["text"] is not None) == isinstance(row.value, str)
        assert each["way"] == "tail" or each["stated_to"] is None
    for _, spans in table.group_by("name", "key"):
        dates = sorted(zip(spans["from"], spans["to"], strict=True))
        assert all(first <= last for first, last in dates)
        assert all(parse(before[1]) < parse(after[0]) for before, after in pairwise(dates))
    openings = table.filter(pl.col("name").str.starts_with("opening."))
    assert set(openings["from"]) == set(openings["to"]) == {"2015-12"}
    others = table.filter(~pl.col("name").str.starts_with("opening."))
    assert (others["from"].min(), others["to"].max()) == ("2015-01", "2021-12")


def test_what_moves_people_is_told_apart_from_what_exposures_rest_on(plan):
    """The law of ages moves people, lump sums of work injury are exposures; a rate of contribution is neither."""
    moves = dict(plan.tables()["in_force"].select("name", "moves").iter_rows())
    assert moves["law.employee_pension.statutory_age"] == "people"
    assert moves["law.work_injury.lump_months"] == "exposures"
    assert moves["law.employee_pension.employer_rate"] is None
    assert set(moves.values()) == {"people", "exposures", None}
    assert all(name in plan.moving for name, what in moves.items() if what == "people")
