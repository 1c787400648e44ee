"""Cohorts once a year and apart: the kernels beside the same with whole arrays."""

import numpy as np
import pytest

from actuary.kernels.month import ACCOUNT_PART, BASIC, LANES
from actuary.people.axes import AGES, G, S
from actuary.people.cohorts import Cohorts
from actuary.vocabulary import Status

OLD = range(600, 1300)


@pytest.fixture
def cohorts() -> Cohorts:
    """Some people of every age, in a few statuses, with what pensioners carry."""
    rng, state = np.random.default_rng(7), np.zeros((AGES, G, S, 6, LANES))
    for status, totals in (
        (Status.OTHER_RESIDENT, 1),
        (Status.NEW_RETIREE, 5),
        (Status.EMPLOYEE_RETIREE, 5),
        (Status.PUBLIC_RETIREE, 3),
    ):
        ages = range(AGES) if status == Status.OTHER_RESIDENT else OLD
        state[ages, :, status, :totals] = rng.uniform(1.0, 2.0, (len(ages), G, totals, LANES))
    state[700:800, :, Status.NEW_RETIREE] = 0.0
    return Cohorts(state.reshape(AGES, G, S, -1), 24_192, 24)


def held(state: np.ndarray) -> np.ndarray:
    """Bits of the totals that are not nought."""
    some = (state.reshape(*state.shape[:3], 6, LANES) != 0.0).any(axis=-1)
    return (some << np.arange(6)).sum(axis=-1)


def test_in_january_the_new_join_the_old_and_pensions_rise(cohorts: Cohorts) -> None:
    """Persons and records of the new are added; what rises are the parts of a pension alone, of both kinds."""
    before, rises = cohorts.state.copy(), np.stack((np.linspace(1.01, 1.05, LANES), np.linspace(1.0, 1.2, LANES)))
    cohorts.rise(rises)
    expected, parts = before.copy(), slice(BASIC, ACCOUNT_PART + LANES)
    expected[:, :, Status.EMPLOYEE_RETIREE] += before[:, :, Status.NEW_RETIREE]
    expected[:, :, Status.NEW_RETIREE] = 0.0
    for status, rise in zip((Status.EMPLOYEE_RETIREE, Status.PUBLIC_RETIREE), rises, strict=True):
        expected[:, :, status, parts] *= np.tile(rise, 3)
    assert np.array_equal(cohorts.state, expected)
    assert np.array_equal(cohorts.held, held(expected))


def test_pensions_before_they_rise_are_those_of_both(cohorts: Cohorts) -> None:
    """By months of age from the youngest on, the new among the employees' pensioners."""
    found = cohorts.pensions()
    living = cohorts.living[::-1].reshape(AGES, G, S, 6, LANES)
    employees = living[:, :, Status.EMPLOYEE_RETIREE, 1:4] + living[:, :, Status.NEW_RETIREE, 1:4]
    assert np.array_equal(found[:, 0], employees[180:].transpose(1, 2, 0, 3))
    assert np.array_equal(found[:, 1], living[180:, :, Status.PUBLIC_RETIREE, 1:4].transpose(1, 2, 0, 3))


def test_persons_by_completed_age_are_all_persons(cohorts: Cohorts) -> None:
    """Twelve months of age make a year."""
    persons = cohorts.living[::-1].reshape(AGES, G, S, 6, LANES)[:, :, :, 0]
    years = persons.reshape(AGES // 12, 12, G, S, LANES).sum(axis=1).transpose(1, 2, 0, 3)
    np.testing.assert_allclose(cohorts.by_completed_age(), years, rtol=1e-14)


def test_people_apart_are_the_same_in_a_room_that_held_others(cohorts: Cohorts) -> None:
    """Neither is changed with the other, and nothing is left of who was there before."""
    others = cohorts.apart()
    others.rise(np.full((2, LANES), 1.5))
    others.state[AGES, :, Status.CHILD_OR_STUDENT] = 1.0  # who was born meanwhile
    others.held[AGES, :, Status.CHILD_OR_STUDENT] = 63
    apart = cohorts.apart(others)
    assert apart.state is others.state
    for one, other in ((apart.state, cohorts.state), (apart.held, cohorts.held)):
        assert np.array_equal(one, other)
    kept = cohorts.state.copy()
    apart.rise(np.full((2, LANES), 1.5))
    assert np.array_equal(cohorts.state, kept)
