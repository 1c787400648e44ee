"""Coverage (参保覆盖): multipliers that close the gap, are never negative, and have a limit."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actuary.months import parse
from actuary.people.coverage import (
    ENTERPRISE,
    GROUPS,
    LARGEST,
    MOVES,
    PUBLIC,
    PUBLIC_ACTIVE,
    RESIDENT,
    Coverage,
    CoverageTargets,
    Learner,
    ratio,
)
from actuary.people.transitions import INDEX_OF, PORT_OUT, R
from actuary.vocabulary import Status

TARGET = parse("2020-12")
AWAY = 0.05
COUNT = st.floats(1e3, 5e6)


def setting(insured, public, residents):
    """People by status, moves at a multiplier of one, deaths."""
    people = np.zeros(len(Status))
    people[list(ENTERPRISE)] = insured / len(ENTERPRISE)
    people[list(PUBLIC)] = public / len(PUBLIC)
    people[list(RESIDENT)] = residents / len(RESIDENT)
    moves = np.zeros(R)
    for group in GROUPS:
        for name in MOVES[group]:
            moves[INDEX_OF[name]] = 2000.0
    people[Status.INSURED_ELSEWHERE] = 3.39e5
    for name in PORT_OUT:
        moves[INDEX_OF[name]] = 400.0
    moves[INDEX_OF["retire_institution"]] = 300.0
    return people, moves, people * 0.0005


def sums(values, statuses):
    """Persons in some statuses."""
    return float(values[list(statuses)].sum())


@settings(deadline=None, max_examples=200)
@given(st.tuples(COUNT, COUNT, COUNT), st.tuples(COUNT, COUNT, COUNT), st.integers(0, 59), st.floats(0, 3000))
def test_multipliers_are_kept_between_nought_and_the_largest(now, then, before, short):
    """Whatever the gap, every group has a multiplier, none negative, none above the limit; never both ways."""
    learner = Learner(CoverageTargets(TARGET, *then, 3.4e5), AWAY)
    solved = learner.solve(TARGET - before, *setting(*now), short)
    assert set(solved) == set(GROUPS)
    assert all(0.0 <= value <= LARGEST for value in solved.values())
    assert solved["employee_entry"] == 0 or solved["employee_exit"] == 0
    assert solved["resident_entry"] == 0 or solved["resident_exit"] == 0


@pytest.mark.parametrize("before", [0, 1, 11, 59])
@pytest.mark.parametrize("growth", [0.97, 1.0, 1.03])
def test_the_gap_is_closed_in_equal_parts(before, growth):
    """After the month, the insured stand where a straight line to the target passes."""
    people, moves, deaths = setting(3.9e6, 3.5e5, 1.4e6)
    left, short = before + 1, 500.0
    active = sums(people, PUBLIC_ACTIVE)
    step = (growth - 1) * left
    targets = CoverageTargets(TARGET, active + 5 * left, 4.25e6 + 1e5 * step, 1.4e6 + 4e4 * step, 3.4e5)
    solved = Learner(targets, AWAY).solve(TARGET - before, people, moves, deaths, short)
    hired = solved["public"] * sum(moves[INDEX_OF[name]] for name in MOVES["public"])
    after = active + hired - sums(deaths, PUBLIC_ACTIVE) - 300.0
    assert after - active == pytest.approx((targets.public_active - active) / left, rel=1e-9)
    public_change = hired - sums(deaths, PUBLIC)
    entered = solved["employee_entry"] * sum(moves[INDEX_OF[name]] for name in MOVES["employee_entry"])
    entered *= 1 + AWAY / (1 - AWAY)
    left_scheme = solved["employee_exit"] * moves[INDEX_OF["withdraw"]]
    ported = sum(moves[INDEX_OF[name]] for name in PORT_OUT)
    change = entered - left_scheme - sums(deaths, ENTERPRISE) - short - ported
    goal = targets.employee_pension - sums(people, PUBLIC) - public_change * left
    assert change == pytest.approx((goal - sums(people, ENTERPRISE)) / left, rel=1e-6)
    came = solved["elsewhere"] * moves[INDEX_OF["enter_elsewhere"]]
    stock = people[Status.INSURED_ELSEWHERE]
    assert stock + came - deaths[Status.INSURED_ELSEWHERE] == pytest.approx(stock + (3.4e5 - stock) / left)


def test_a_gap_beyond_the_limit_stays_open():
    """A multiplier is capped, not invented; nobody to move means nought."""
    assert ratio(1e9, 1.0) == LARGEST
    assert ratio(-5.0, 1.0) == 0.0
    assert ratio(10.0, 0.0) == 0.0
    assert ratio(10.0, 5.0) == 2.0


def test_past_the_target_the_month_is_not_divided_by_nought():
    """A month after the target counts as the last one."""
    learner = Learner(CoverageTargets(TARGET, 1.2e5, 4e6, 1e6, 3.4e5), AWAY)
    arguments = (*setting(3.9e6, 3.5e5, 1.4e6), 0.0)
    assert learner.solve(TARGET + 7, *arguments) == learner.solve(TARGET, *arguments)


def test_an_empty_table_has_every_group():
    """One multiplier a group and month, and nobody from outside."""
    table = Coverage.empty(7)
    assert set(table.multiplier) == set(GROUPS)
    assert all(len(values) == 7 for values in table.multiplier.values())
    assert not table.outside.any()
