"""Shapley values: textbook games, sums to the total, and no order."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actuary.scenarios.shapley import exact, product_split, sampled


def test_the_glove_game():
    """One left glove, two right ones: 2/3, 1/6, 1/6 (Shapley and Shubik, The assignment game, 1971)."""
    split = exact(lambda mask: np.array(float(mask & 1 and mask & 6 != 0)), 3)
    assert split.parts == pytest.approx([2 / 3, 1 / 6, 1 / 6], abs=1e-15)


def test_the_airport_game():
    """Cost of a runway 1, 2, 4 for three planes: 1/3, 5/6, 17/6 (Littlechild and Owen, 1973)."""
    needs = (1.0, 2.0, 4.0)
    split = exact(lambda mask: np.array(max((n for i, n in enumerate(needs) if mask >> i & 1), default=0.0)), 3)
    assert split.parts == pytest.approx([1 / 3, 1 / 3 + 1 / 2, 1 / 3 + 1 / 2 + 2], abs=1e-15)


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 5), st.integers(0, 2**32 - 1))
def test_parts_add_to_the_change_and_do_not_know_the_order(causes, seed):
    values = np.random.default_rng(seed).normal(size=(1 << causes, 3)) * 1e10
    split = exact(lambda mask: values[mask], causes)
    assert split.parts.sum(axis=0) == pytest.approx(values[-1] - values[0], abs=0.005)
    shuffle = np.random.default_rng(seed).permutation(causes)

    def renamed(mask: int) -> int:
        return sum(1 << int(shuffle[i]) for i in range(causes) if mask >> i & 1)

    again = exact(lambda mask: values[renamed(mask)], causes)
    assert again.parts == pytest.approx(split.parts[shuffle], abs=0.005)


@settings(max_examples=20, deadline=None)
@given(st.integers(2, 6), st.integers(0, 1000))
def test_a_sample_adds_to_the_change_too(causes, seed):
    values = np.random.default_rng(seed).normal(size=1 << causes)
    split = sampled(lambda mask: np.array(values[mask]), causes, 4, seed)
    assert split.parts.sum() == pytest.approx(values[-1] - values[0])


def test_a_sample_covers_the_exact_split():
    values = np.random.default_rng(7).normal(size=1 << 6)
    truth = exact(lambda mask: np.array(values[mask]), 6).parts
    split = sampled(lambda mask: np.array(values[mask]), 6, 400, 11)
    assert np.all(np.abs(split.parts - truth) < 5 * split.error + 1e-12)


def test_additive_causes_are_sampled_without_error():
    split = sampled(lambda mask: np.array(float(mask)), 4, 3, 1)
    assert split.parts == pytest.approx([1, 2, 4, 8])
    assert split.error == pytest.approx(0, abs=1e-12)


def test_two_factors_share_their_joint_part():
    """a·b from 2·3 to 4·5: the change of 14 is 2·(3+5)/2 and 2·(2+4)/2."""
    parts = product_split(np.array([[2.0], [3.0]]), np.array([[4.0], [5.0]]))
    assert parts[:, 0].tolist() == [8.0, 6.0]
