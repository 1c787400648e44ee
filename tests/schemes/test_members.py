"""Membership closed to a coverage path: exact where it can be, and what stays open is told."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from actuary.people.coverage import Coverage
from actuary.schemes.members import Scope, closed, not_met, open_to, shares, within
from actuary.vocabulary import Status

FloatArray = NDArray[np.float64]
S = Status
ENTERPRISE, DORMANT = S.ENTERPRISE_EMPLOYEE, S.DORMANT


def scope(share: float, dormant: float, fixed: float = 0.0) -> Scope:
    """A fund of employees and of some of the dormant, both open."""
    opened = np.zeros(len(Status), dtype=bool)
    opened[[ENTERPRISE, DORMANT]] = True
    return Scope("fund", shares({ENTERPRISE: share, DORMANT: dormant}), opened, fixed)


def people(employees: float, dormant: float) -> FloatArray:
    """Persons by status `[1, S]`."""
    held = {ENTERPRISE: employees, DORMANT: dormant}
    return np.array([[held.get(status, 0.0) for status in S]])


def close_to_path(scope: Scope, persons: FloatArray, path: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Shares that bring the members to the path, and what stays open, on people who learn it themselves."""
    share = closed(scope, open_to(scope, persons, path).proportion())
    return share, not_met(path, (share * persons).sum(axis=1) + scope.fixed)


def test_what_was_learned_is_read_by_other_people() -> None:
    """Half of the uncovered joined; of twice as many people half join too, and nobody is fitted again. Under another
    path it is learned on those who came first."""
    of, path, coverage = scope(0.8, 0.2), np.array([120.0]), Coverage.empty(1)
    first, others = people(100, 50), people(200, 100)
    assert coverage.follow("fund", open_to(of, first, path)) == pytest.approx([0.5])
    learned = coverage.follow("fund", open_to(of, others, path))
    assert learned == pytest.approx([0.5])
    assert (closed(of, learned) * others).sum() == pytest.approx(240.0)
    assert coverage.follow("fund", open_to(of, others, np.array([105.0]))) == pytest.approx([0.25])
    assert coverage.follow("fund", open_to(of, others, np.array([45.0]))) == pytest.approx([-0.5])


def test_growth_opens_the_uncovered_in_one_proportion() -> None:
    """80 + 10 members of 100 + 50; to 120 members half of the 60 uncovered are opened."""
    share, left = close_to_path(scope(0.8, 0.2), people(100, 50), np.array([120.0]))
    assert share[0, [ENTERPRISE, DORMANT]] == pytest.approx([0.9, 0.6])
    assert left[0] == 0.0


def test_decline_scales_the_open_shares() -> None:
    """From 90 members to 45: every open share is halved; members outside all statuses stay."""
    share, left = close_to_path(scope(0.8, 0.2, fixed=5.0), people(100, 50), np.array([50.0]))
    assert share[0, [ENTERPRISE, DORMANT]] == pytest.approx([0.4, 0.1])
    assert left[0] == 0.0


def test_what_nobody_can_close_stays_open() -> None:
    """More members than people: all are covered and the rest is told."""
    share, left = close_to_path(scope(0.8, 0.2), people(100, 50), np.array([170.0]))
    assert share[0, [ENTERPRISE, DORMANT]] == pytest.approx([1.0, 1.0])
    assert left[0] == pytest.approx(20.0)


def test_nobody_to_cover() -> None:
    """Without people the shares stay those of the opening and the whole path stays open."""
    share, left = close_to_path(scope(0.8, 0.2), people(0, 0), np.array([10.0]))
    assert share[0, ENTERPRISE] == 0.8
    assert left[0] == 10.0


THOUSANDTHS = st.integers(0, 1000).map(lambda n: n / 1000)
PERSONS = st.integers(0, 10**6).map(float)


@given(share=THOUSANDTHS, dormant=THOUSANDTHS, employees=PERSONS, idle=PERSONS, path=PERSONS)
def test_shares_stay_between_nought_and_one(
    share: float, dormant: float, employees: float, idle: float, path: float
) -> None:
    """Members and what stays open add up to the path, and no share leaves [0, 1]."""
    persons = people(employees, idle)
    result, left = close_to_path(scope(share, dormant), persons, np.array([path]))
    assert result.min() >= 0.0
    assert result.max() <= 1.0 + 1e-12
    assert (result * persons).sum() + left[0] == pytest.approx(path, abs=1e-5)


def test_a_share_is_kept_within() -> None:
    """A count above its people covers them all, and no more."""
    assert within(1.2) == 1.0
    assert within(-0.1) == 0.0
    assert shares({ENTERPRISE: 1.2})[ENTERPRISE] == 1.0
