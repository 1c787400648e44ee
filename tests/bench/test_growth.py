"""Fits of growth find the law that amounts were made by."""

import pytest

from actuary.bench.growth import STEPS, axes, fit, measured
from actuary.kernels.layout import WIDTH
from actuary.people.axes import AGES, G, S

SIZES = (100, 200, 400, 800, 1600)


def test_a_straight_line_with_a_start_is_found():
    found = fit(SIZES, [3.0 + 0.02 * n for n in SIZES])
    assert found.exponent == pytest.approx(1.0)
    assert (found.start, found.each, found.explained) == pytest.approx((3.0, 0.02, 1.0))


@pytest.mark.parametrize("power", [0.5, 1.5, 2.0])
def test_another_power_is_told_from_a_line(power):
    found = fit(SIZES, [1.0 + 1e-3 * n**power for n in SIZES])
    assert found.exponent == pytest.approx(power, abs=0.011)


def test_what_does_not_grow_has_no_slope():
    assert abs(fit(SIZES, [5.0, 5.0, 5.0, 5.0, 5.0 + 1e-12]).each) < 1e-12


def test_sixteen_districts_more_are_one_state_more():
    axis = next(each for each in axes("toy") if each.name == "districts")
    sizes = axis.sizes[:2]
    found = measured(axis._replace(sizes=sizes), lambda done, total: None, rounds=1)
    small, large = found["memory_bytes"]
    assert large - small == pytest.approx((AGES + STEPS) * G * S * WIDTH * 8, rel=0.05)  # and what the months say
    assert all(seconds > 0.0 for seconds in found["processor_seconds"])
