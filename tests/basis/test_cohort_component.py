"""Laws of the textbook projection that need no witness."""

import numpy as np
import pytest

from actuary.basis.cohort_component import Period, intrinsic_growth, leslie, project, stable_population, step

YEARS = np.array([4.9, 4.8, 4.5, 3.0])
FERTILITY = np.array([0.0, 0.25, 0.20, 0.0])
NONE = np.zeros(4)
PEOPLE = np.array([100.0, 90.0, 80.0, 60.0])


def test_nobody_dies_is_born_or_moves() -> None:
    """Without death, birth and migration cohorts only grow older; the last two join."""
    ageless = np.full(4, 5.0)
    # In a stationary table where nobody dies before the open age, the open group keeps what it was given.
    women, men = step(PEOPLE, PEOPLE, Period(ageless, ageless, NONE, 1.05, NONE, NONE))
    np.testing.assert_allclose(women, [0, 100, 90, 70])
    np.testing.assert_array_equal(women, men)


def test_migrants_half_before_half_after() -> None:
    """Without death and birth half of the arrivals grow older with the others, half do not."""
    ageless = np.full(4, 5.0)
    moved = np.array([0.0, 10.0, 0.0, 0.0])
    women, _ = step(PEOPLE, NONE, Period(ageless, ageless, NONE, 1.05, moved, NONE))
    np.testing.assert_allclose(women, [0, 105, 95, 70])


def test_sexes_of_births() -> None:
    """Boys and girls survive alike here, so they stand as the sex ratio."""
    women, men = step(PEOPLE, PEOPLE, Period(YEARS, YEARS, FERTILITY, 1.06, NONE, NONE))
    assert men[0] / women[0] == pytest.approx(1.06)


def test_stable_population_stays_stable() -> None:
    """A population at its stable shares keeps them and grows at r; Lotka agrees nearly."""
    growth, shares = stable_population(leslie(YEARS, FERTILITY, 1.05))
    later = project(shares, NONE, [Period(YEARS, YEARS, FERTILITY, 1.05, NONE, NONE)]).women[1]
    np.testing.assert_allclose(later / later.sum(), shares, rtol=1e-12)
    assert np.log(later.sum()) / 5 == pytest.approx(growth, rel=1e-12)
    assert intrinsic_growth(YEARS, FERTILITY, 1.05) == pytest.approx(growth, abs=1e-3)


def test_projection_has_opening_and_every_step() -> None:
    """Shape [T + 1, A], the opening untouched."""
    period = Period(YEARS, YEARS, FERTILITY, 1.05, NONE, NONE)
    result = project(PEOPLE, PEOPLE, [period] * 3)
    assert result.women.shape == result.men.shape == (4, 4)
    np.testing.assert_array_equal(result.women[0], PEOPLE)
