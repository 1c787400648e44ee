"""Models of mortality: R's fit to France, recovery of what was put in, and drift against its closed form."""

import csv
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from actuary.errors import Problem
from actuary.paths.mortality import LeeCarter, cairns_blake_dowd, drift, lee_carter, matched

FRANCE = Path(__file__).parents[3] / "shared" / "witnesses" / "lee_carter"
AGES = np.arange(60.0, 90.0)


@pytest.fixture(scope="module")
def france():
    """Rates and exposures of France, and what R's demography::lca finds without adjustment."""
    if not FRANCE.is_dir():
        pytest.skip("no witnesses beside this checkout")
    names = ("france_total_mx_1950_2006", "france_total_exposure_1950_2006")
    rates, exposure = (_cells(f"{name}.csv")[:, 1:] for name in names)
    ab, k = (_cells(f"expected_demography_lca_total_none_{name}.csv") for name in ("axbx", "kt"))
    return rates[: len(ab)], exposure[: len(ab)], ab, k


def _cells(name: str) -> NDArray[np.float64]:
    with (FRANCE / name).open(encoding="utf-8") as file:
        return np.array([[float(cell) for cell in row] for row in list(csv.reader(file))[1:]])


def test_lee_carter_is_that_of_r(france) -> None:
    rates, _, ab, k = france
    fit = lee_carter(rates)
    assert np.abs(fit.a - ab[:, 1]).max() < 1e-10
    assert np.abs(fit.b - ab[:, 2]).max() < 1e-10
    assert np.abs(fit.k - k[:, 1]).max() < 1e-8


def test_second_stage_gives_the_deaths_observed(france) -> None:
    rates, exposure, _, _ = france
    fit = matched(lee_carter(rates), rates, exposure)
    assert np.allclose((fit.rates * exposure).sum(axis=0), (rates * exposure).sum(axis=0), rtol=1e-9)


def test_lee_carter_recovers_what_was_put_in() -> None:
    a, b, k = -9.0 + 0.09 * AGES, np.linspace(0.05, 0.01, 30), np.array([10.0, 7.0, 4.5, 1.0, -22.5])
    b = b / b.sum()
    fit = lee_carter(LeeCarter(a, b, k - k.mean()).rates)
    assert np.allclose(fit.a, a)
    assert np.allclose(fit.b, b)
    assert np.allclose(fit.k, k - k.mean())


def test_cbd_recovers_what_was_put_in() -> None:
    k = np.array([[-3.0, -3.1, -3.15, -3.3], [0.10, 0.101, 0.099, 0.104]])
    q = 1.0 / (1.0 + np.exp(-(k[0] + np.outer(AGES - AGES.mean(), k[1]))))
    fit = cairns_blake_dowd(AGES, q)
    assert np.allclose(fit.k, k)
    assert np.allclose(fit.rates, q)


def test_drift_is_the_mean_step_and_its_error_shrinks_with_the_years() -> None:
    """Steps -1, -3, -2: mean -2, variance 1, variance of the mean 1/3."""
    found = drift([[0.0, -1.0, -4.0, -6.0]])
    assert found.mean == pytest.approx([-2.0])
    assert found.covariance == pytest.approx(np.array([[1.0]]))
    assert found.error == pytest.approx(np.array([[1.0 / 3.0]]))


@pytest.mark.parametrize("rates", [[[0.1, 0.0], [0.1, 0.1]], [[0.1, float("nan")], [0.1, 0.1]], [[0.1, 0.2]]])
def test_rates_that_are_no_rates_are_refused(rates) -> None:
    with pytest.raises(Problem):
        lee_carter(rates)


def test_a_probability_of_one_is_refused() -> None:
    with pytest.raises(Problem):
        cairns_blake_dowd([60, 61], [[0.1, 0.1], [1.0, 0.2]])
