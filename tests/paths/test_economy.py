"""Yearly processes: closed forms of mean, variance and correlation; the same numbers whatever else is drawn."""

import numpy as np
import pytest

from actuary.errors import Problem
from actuary.paths.draws import Dice
from actuary.paths.economy import Chance, deviations, surprises, variance

CHANCE = Chance(np.array([0.5, 1.0]), np.array([0.03, 0.01]), np.array([[1.0, 0.4], [0.4, 1.0]]))
YEARS = np.arange(2016, 2022)
PATHS = np.arange(20_000)


@pytest.fixture(scope="module")
def drawn():
    return surprises(Dice(3), PATHS, YEARS, CHANCE)


def test_variance_is_that_of_the_closed_form(drawn) -> None:
    """Autoregression and random walk: variance within five standard errors of it, mean within five of nought."""
    x, expected = deviations(drawn, CHANCE), variance(CHANCE, len(YEARS))
    assert np.all(np.abs(x.var(axis=0) / expected - 1.0) < 5.0 * np.sqrt(2.0 / len(PATHS)))
    assert np.all(np.abs(x.mean(axis=0)) < 5.0 * np.sqrt(expected / len(PATHS)))


def test_variance_by_hand() -> None:
    """0.03² (1 + 0.25 + 0.0625) in the third year; a random walk's grows with the years."""
    found = variance(CHANCE, 3)
    assert found[0, 2] == pytest.approx(0.0009 * 1.3125)
    assert found[1] == pytest.approx([0.0001, 0.0002, 0.0003])


def test_quantiles_are_normal(drawn) -> None:
    """The sixth year of the random walk: 0.01 x sqrt 6 x 1.6449 at 95 %."""
    x = deviations(drawn, CHANCE)[:, 1, 5]
    assert np.quantile(x, 0.95) == pytest.approx(0.01 * np.sqrt(6.0) * 1.644854, rel=0.03)


def test_surprises_of_a_year_are_correlated_and_those_of_two_years_are_not(drawn) -> None:
    error = 5.0 / np.sqrt(len(PATHS))
    assert np.corrcoef(drawn[:, 0, 2], drawn[:, 1, 2])[0, 1] == pytest.approx(0.4, abs=error)
    assert abs(np.corrcoef(drawn[:, 0, 2], drawn[:, 1, 3])[0, 1]) < error


def test_a_longer_run_begins_as_a_shorter_one(drawn) -> None:
    shorter = deviations(surprises(Dice(3), PATHS[:9], YEARS[:3], CHANCE), CHANCE)
    assert np.array_equal(deviations(drawn, CHANCE)[:9, :, :3], shorter)


def test_correlations_that_contradict_each_other_are_refused() -> None:
    wrong = CHANCE._replace(correlation=np.array([[1.0, 1.2], [1.2, 1.0]]))
    with pytest.raises(Problem):
        surprises(Dice(3), PATHS[:2], YEARS, wrong)
