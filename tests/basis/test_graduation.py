"""Graduation: groups are reproduced, the shape is kept, life expectancy is China's."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from actuary.basis.graduation import (
    MONTHS_OF_AGE,
    graduated_rates,
    implied_rates,
    life_expectancy,
    monthly_death_probability,
    monthly_fertility,
)
from actuary.basis.interpolation import monotone
from actuary.basis.lifetable import FloatArray
from actuary.errors import Problem

AGES = np.array([0, 1, *range(5, 101, 5)])
EVERY_MONTH = np.arange(MONTHS_OF_AGE)

# United Nations, World Population Prospects 2024, China: central rates of a period, which runs from mid-year
# to mid-year, and life expectancy at birth of the six calendar years that it touches.
# fmt: off
CHINA = {
    "male 2010-2015": (
        [
            0.01142, 0.0006634, 0.0005208, 0.000627, 0.0006605, 0.0008623, 0.000984, 0.001153,
            0.001549, 0.002587, 0.003792, 0.00609, 0.008748, 0.01543, 0.02433, 0.0399, 0.06397,
            0.1077, 0.1775, 0.3054, 0.5429, 0.9504,
        ],
        [73.19, 73.33, 73.62, 73.88, 74.12, 74.36],
    ),
    "female 2010-2015": (
        [
            0.009736, 0.0006638, 0.0004577, 0.0004112, 0.0004188, 0.0005386, 0.0005726, 0.0006596,
            0.0008949, 0.001361, 0.001942, 0.003005, 0.004136, 0.00766, 0.01371, 0.02397, 0.04173,
            0.07614, 0.1292, 0.2258, 0.3751, 0.5525,
        ],
        [78.33, 78.65, 78.98, 79.22, 79.51, 79.78],
    ),
    "male 2015-2020": (
        [
            0.007835, 0.000453, 0.0003535, 0.0004532, 0.0005324, 0.0007774, 0.0009457, 0.001058,
            0.001324, 0.002217, 0.003465, 0.0058, 0.008329, 0.01485, 0.02323, 0.03711, 0.06014,
            0.1036, 0.1726, 0.293, 0.5118, 0.893,
        ],
        [74.36, 74.58, 74.45, 75.03, 75.30, 75.25],
    ),
    "female 2015-2020": (
        [
            0.006709, 0.0004589, 0.0003084, 0.0002886, 0.00033, 0.0004939, 0.000557, 0.0006079,
            0.0007534, 0.00115, 0.001675, 0.002738, 0.003857, 0.006966, 0.01194, 0.02121, 0.03718,
            0.07029, 0.1225, 0.2154, 0.3592, 0.5347,
        ],
        [79.78, 80.05, 80.27, 80.57, 80.75, 81.00],
    ),
}
# fmt: on
MID_YEAR_WEIGHTS = np.array([0.5, 1, 1, 1, 1, 0.5]) / 5

periods = pytest.mark.parametrize("period", CHINA)


def rates(period: str) -> FloatArray:
    """Central rates of a period [per person-year]."""
    return np.array(CHINA[period][0])


@periods
def test_groups_are_reproduced(period: str) -> None:
    """Each group's central rate comes back within 0.01 %, far inside the 0.5 % asked for."""
    again = implied_rates(AGES, graduated_rates(AGES, rates(period)))
    np.testing.assert_allclose(again, rates(period), rtol=1e-4)


@periods
def test_life_expectancy(period: str) -> None:
    """e0 of the monthly table is the published one within 0.01 year."""
    published = float(MID_YEAR_WEIGHTS @ np.array(CHINA[period][1]))
    ours = life_expectancy(monthly_death_probability(AGES, rates(period), EVERY_MONTH))
    assert ours == pytest.approx(published, abs=0.01)


@periods
def test_mortality_rises_after_thirty(period: str) -> None:
    """From 30 on no month is less deadly than the one before; infancy is the reverse."""
    probability = monthly_death_probability(AGES, rates(period), EVERY_MONTH)
    assert (np.diff(probability[360:]) > 0).all()
    assert (np.diff(probability[:36]) < 0).all()


def test_months_beyond_the_table() -> None:
    """Months are looked up one by one; those above 1331 are as 1331."""
    asked = np.array([1400, 720, 0])
    everything = monthly_death_probability(AGES, rates("male 2015-2020"), EVERY_MONTH)
    found = monthly_death_probability(AGES, rates("male 2015-2020"), asked)
    np.testing.assert_array_equal(found, everything[[1331, 720, 0]])


def test_zero_rate_is_refused() -> None:
    """A group where nobody dies has no logarithm."""
    with pytest.raises(Problem, match="above zero"):
        graduated_rates(AGES, np.where(AGES == 10, 0.0, rates("male 2010-2015")))


def test_wild_rates_are_refused() -> None:
    """A percentage among shares cannot be graduated: a letter, not a loop without end."""
    with pytest.raises(Problem, match="mistyped"):
        graduated_rates(AGES, np.where(AGES == 40, 50.0, rates("male 2010-2015")))


@given(st.lists(st.floats(0.001, 1.0), min_size=7, max_size=7), st.floats(0.3, 8.0))
def test_fertility_adds_up(shares: list[float], total: float) -> None:
    """Births by month of age sum to total fertility, each group to its share, none negative."""
    ages = np.arange(15, 50, 5)
    share = np.array(shares) / sum(shares)
    births = monthly_fertility(total, ages, np.array(shares), EVERY_MONTH)
    assert births.sum() == pytest.approx(total, rel=1e-12)
    assert births.min() >= -1e-15
    assert births[:180].sum() == births[600:].sum() == 0
    by_group = births[180:600].reshape(7, 60).sum(axis=1)
    np.testing.assert_allclose(by_group, total * share, atol=1e-12)


def test_negative_share_is_refused() -> None:
    """Fertility has no negative shares."""
    with pytest.raises(Problem, match="negative"):
        monthly_fertility(1.5, np.arange(15, 50, 5), np.array([-0.1, 0.3, 0.3, 0.3, 0.1, 0.1, 0.0]), EVERY_MONTH)


@given(st.lists(st.floats(0.0, 10.0), min_size=3, max_size=12))
def test_interpolation_keeps_shape(steps: list[float]) -> None:
    """Points are met, a rising row stays rising, both ends go on straight."""
    y = np.cumsum(steps)
    x = np.arange(y.size, dtype=np.float64)
    end = x[-1]
    fine = monotone(x, y, np.linspace(-1, end + 1, 301))
    np.testing.assert_allclose(monotone(x, y, x), y, atol=1e-9)
    assert (np.diff(fine) > -1e-9).all()
    for outside in ([-3.0, -2.0, -1.0], [end + 1, end + 2, end + 3]):
        assert np.diff(monotone(x, y, np.array(outside)), 2) == pytest.approx(0, abs=1e-9)


def test_interpolation_agrees_with_scipy() -> None:
    """Inside the points this is the usual PCHIP."""
    scipy = pytest.importorskip("scipy.interpolate")
    x = np.array([0.0, 1.0, 2.5, 3.0, 5.0, 6.0])
    y = np.array([0.0, 2.0, 1.0, 1.0, 4.0, 9.0])
    at = np.linspace(0, 6, 121)
    np.testing.assert_allclose(monotone(x, y, at), scipy.PchipInterpolator(x, y)(at), atol=1e-12)
