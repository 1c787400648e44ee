"""Fits of processes: known parameters come back, a trend changes nothing, short series are refused."""

import numpy as np
import pytest

from actuary.errors import Problem
from actuary.paths.fitting import autoregression, correlation


def walked(persistence: float, years: int, seed: int = 5) -> np.ndarray:
    """Deviations with surprises of one hundredth."""
    x = np.zeros(years)
    for year, surprise in enumerate(0.01 * np.random.default_rng(seed).normal(size=years - 1), 1):
        x[year] = persistence * x[year - 1] + surprise
    return x


@pytest.mark.parametrize("persistence", [0.0, 0.5, 0.9])
def test_a_long_series_gives_its_parameters_back(persistence: float) -> None:
    fit = autoregression(walked(persistence, 4000))
    assert fit.persistence.value == pytest.approx(persistence, abs=3.0 * fit.persistence.error)
    assert fit.volatility.value == pytest.approx(0.01, abs=3.0 * fit.volatility.error)


def test_standard_errors_are_those_of_many_short_series() -> None:
    """Over 400 series of 30 years the estimates scatter by what each says of itself, and are centred on the truth."""
    fits = [autoregression(walked(0.4, 30, seed)) for seed in range(400)]
    values = np.array([fit.persistence.value for fit in fits])
    assert values.mean() == pytest.approx(0.4, abs=0.04)
    assert values.std() == pytest.approx(np.mean([fit.persistence.error for fit in fits]), rel=0.2)
    assert np.mean([fit.volatility.value for fit in fits]) == pytest.approx(0.01, rel=0.03)


def test_level_and_trend_are_the_beliefs_affair() -> None:
    x = walked(0.5, 20)
    one, other = autoregression(x), autoregression(x + 0.08 - 0.004 * np.arange(20))
    assert other.persistence.value == pytest.approx(one.persistence.value, abs=1e-9)
    assert other.volatility.value == pytest.approx(one.volatility.value, rel=1e-9)


def test_surprises_of_the_same_years_are_correlated() -> None:
    """Of a longer and a shorter series the last years count: 0.6 within three standard errors."""
    dice = np.random.default_rng(2)
    one = dice.normal(size=900)
    other = 0.6 * one[-700:] + 0.8 * dice.normal(size=700)
    found = correlation(one, other)
    assert found.value == pytest.approx(0.6, abs=3.0 * found.error)


@pytest.mark.parametrize("x", [[0.1] * 6, np.zeros(9), np.arange(9.0)])
def test_too_few_years_and_series_that_never_vary_are_refused(x) -> None:
    with pytest.raises(Problem, match=r"9|6"):
        autoregression(x)
