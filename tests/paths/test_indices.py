"""Indices of variance: functions whose indices are known in closed form."""

import numpy as np
import pytest

from actuary.paths.draws import Dice
from actuary.paths.indices import indices

N = 2**14


def samples(inputs: int) -> tuple[np.ndarray, np.ndarray]:
    """Two independent samples of uniform numbers `[K, N]`."""
    one, other = (Dice(7, stream).uniforms(range(N), range(inputs), [0])[:, :, 0].T for stream in (0, 1))
    return one.copy(), other.copy()


def ishigami(u: np.ndarray) -> np.ndarray:
    """sin x1 + 7 sin² x2 + 0.1 x3⁴ sin x1, each x uniform on (-π, π)."""
    x = np.pi * (2.0 * u - 1.0)
    return (np.sin(x[0]) + 7.0 * np.sin(x[1]) ** 2 + 0.1 * x[2] ** 4 * np.sin(x[0]))[None]


def test_ishigami_has_the_indices_of_the_textbook() -> None:
    """Variance a²/8 + bπ⁴/5 + b²π⁸/18 + 1/2; x3 acts through x1 alone, so its first index is nought."""
    a, b = 7.0, 0.1
    whole = a**2 / 8 + b * np.pi**4 / 5 + b**2 * np.pi**8 / 18 + 0.5
    one = 0.5 * (1 + b * np.pi**4 / 5) ** 2
    both = b**2 * np.pi**8 * (1 / 18 - 1 / 50)
    found = indices(ishigami, *samples(3), [np.array([place]) for place in range(3)])
    assert found.variance[0] == pytest.approx(whole, rel=0.02)
    assert found.first[:, 0] == pytest.approx([one / whole, a**2 / 8 / whole, 0.0], abs=0.03)
    assert found.total[:, 0] == pytest.approx([(one + both) / whole, a**2 / 8 / whole, both / whole], abs=0.03)


def test_a_sum_shares_its_variance_as_its_terms_do() -> None:
    """Of x + 2y + 3z: 1, 4 and 9 fourteenths, first and total alike, and those of a group add up."""
    groups = [np.array([0]), np.array([1]), np.array([2]), np.array([0, 2])]
    found = indices(lambda u: (u * np.array([[1.0], [2.0], [3.0]])).sum(axis=0)[None], *samples(3), groups)
    assert found.first[:, 0] == pytest.approx(np.array([1, 4, 9, 10]) / 14, abs=0.02)
    assert found.total[:, 0] == pytest.approx(found.first[:, 0], abs=0.02)


def test_what_nothing_moves_has_no_shares() -> None:
    found = indices(lambda u: np.ones((1, u.shape[1])), *samples(1), [np.array([0])])
    assert (found.variance[0], found.first[0, 0], found.total[0, 0]) == (0.0, 0.0, 0.0)
