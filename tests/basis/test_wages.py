"""The clipped log-normal against integration, simulation and the figures that were solved elsewhere."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actuary.basis.wages import calibrate_truth, clipped_mean, normal_probability, share_at_floor
from actuary.errors import Problem

# On-post wage of Wuhan over the reference wage of contributions, 2015 [ratio].
WAGE = 65_720 / 60_624
SIGMA, FLOOR, CAP = 0.55, 0.60, 3.00


def integral(mean: float, sigma: float, floor: float, cap: float) -> float:
    """The clipped mean by Simpson's rule between the limits, where the integrand is smooth."""
    centre = np.log(mean) - sigma**2 / 2

    def part(low: float, high: float, value: float | None) -> float:
        z = np.linspace(low, high, 20_001)
        height = np.exp(-(z**2) / 2) / np.sqrt(2 * np.pi)
        height = height * (np.exp(centre + sigma * z) if value is None else value)
        weight = np.where(np.arange(z.size) % 2 == 1, 4.0, 2.0)
        weight[[0, -1]] = 1.0
        return float(weight @ height * (z[1] - z[0]) / 3)

    a, b = (float(np.clip((np.log(limit) - centre) / sigma, -12, 12)) for limit in (floor, cap))
    return part(-12, a, floor) + part(a, b, None) + part(b, 12, cap)


@settings(deadline=None)
@given(st.floats(0.2, 5.0), st.floats(0.1, 1.2), st.floats(0.1, 1.0), st.floats(1.0, 6.0))
def test_closed_form_is_the_integral(mean: float, sigma: float, floor: float, cap: float) -> None:
    """Closed form and numerical integration agree to 1e-10."""
    assert float(clipped_mean(mean, sigma, floor, cap)) == pytest.approx(integral(mean, sigma, floor, cap), rel=1e-10)


def test_closed_form_is_the_simulated_mean() -> None:
    """Four million draws, antithetic, agree within five standard errors; so does the share at the floor."""
    half = np.random.default_rng(20151231).standard_normal(2_000_000)
    z = np.concatenate([half, -half])
    wage = 0.65 * np.exp(SIGMA * z - SIGMA**2 / 2)
    base = np.clip(wage, FLOOR, CAP)
    error = base.std() / np.sqrt(base.size)
    assert abs(base.mean() - float(clipped_mean(0.65, SIGMA, FLOOR, CAP))) < 5 * error
    assert np.mean(wage <= FLOOR) == pytest.approx(float(share_at_floor(0.65, SIGMA, FLOOR)), abs=1e-3)


def test_truth_of_2015() -> None:
    """At truth 0.60 the mean base is 0.7615 of the reference wage and 55 % pay on the floor."""
    assert float(clipped_mean(0.60 * WAGE, SIGMA, FLOOR, CAP)) == pytest.approx(0.7615, abs=5e-5)
    shares = share_at_floor(np.array([0.55, 0.60, 0.70]) * WAGE, SIGMA, FLOOR)
    np.testing.assert_allclose(shares, [0.61, 0.55, 0.44], atol=0.005)


@given(st.floats(0.2, 2.0), st.floats(0.2, 0.9))
def test_calibration_finds_the_truth_again(truth: float, sigma: float) -> None:
    """Truth to mean base and back, over three groups of unequal size."""
    wage, weights = np.array([0.7, 1.0, 1.6]) * WAGE, np.array([3.0, 5.0, 2.0])
    target = float(clipped_mean(truth * wage, sigma, FLOOR, CAP) @ weights / weights.sum())
    found = calibrate_truth(target, wage, sigma, FLOOR, CAP, weights=weights)
    assert found == pytest.approx(truth, rel=1e-9)


@pytest.mark.parametrize("target", [0.5, FLOOR, CAP, 4.0])
def test_target_out_of_reach(target: float) -> None:
    """No truth gives a mean base at or beyond the limits."""
    with pytest.raises(Problem, match="between the mean floor"):
        calibrate_truth(target, WAGE, SIGMA, FLOOR, CAP)


def test_edges() -> None:
    """No spread: the clipped wage. No limits: the mean. Arrays broadcast."""
    np.testing.assert_allclose(clipped_mean([0.5, 1.0, 9.0], 0.0, FLOOR, CAP), [FLOOR, 1.0, CAP])
    np.testing.assert_allclose(share_at_floor([0.5, FLOOR, 9.0], 0.0, FLOOR), [1, 1, 0])
    assert float(clipped_mean(1.3, SIGMA, 0.0, np.inf)) == pytest.approx(1.3, rel=1e-14)
    assert clipped_mean(np.ones((4, 1)), SIGMA, np.full(3, FLOOR), CAP).shape == (4, 3)


@given(st.floats(0.05, 20.0), st.floats(0.0, 1.5))
def test_mean_base_lies_between_the_limits(mean: float, sigma: float) -> None:
    """Floor <= mean base <= cap, whatever the wage."""
    assert FLOOR - 1e-12 <= float(clipped_mean(mean, sigma, FLOOR, CAP)) <= CAP + 1e-12


@pytest.mark.parametrize(
    ("mean", "sigma", "floor", "words"),
    [(0.0, 0.5, 0.6, "above zero"), (1.0, -0.5, 0.6, "negative"), (1.0, 0.5, 3.5, "above the cap")],
)
def test_refusals(mean: float, sigma: float, floor: float, words: str) -> None:
    """Wages of nothing, negative spreads and exchanged limits are refused."""
    with pytest.raises(Problem, match=words):
        clipped_mean(mean, sigma, floor, CAP)


def test_normal_distribution() -> None:
    """Printed values, far tails without loss (Abramowitz and Stegun, tables 26.1 and 26.2)."""
    values = normal_probability([-np.inf, -10, -1, 0, 1.96, np.inf])
    expected = [0, 7.61985302416e-24, 0.158655253931457, 0.5, 0.9750021048517795, 1]
    np.testing.assert_allclose(values, expected, rtol=1e-11)
