"""Shapley values (沙普利值): a change split over its causes, whatever the order in which they are taken.

Source: L. S. Shapley, A value for n-person games (1953). Combinations are bit masks: bit i set, cause i acts.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import permutations
from math import factorial
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]
Worth = Callable[[int], FloatArray]
"""Values of one combination, any shape, the same for all."""


class Split(NamedTuple):
    """Parts of a change by cause `[n, ...]` in the values' own units, their standard error, runs it took, and whether
    every combination was run."""

    parts: FloatArray
    error: FloatArray
    runs: int
    exact: bool = True


def exact(worth: Worth, causes: int, order: Sequence[int] | None = None) -> Split:
    """The exact split: every one of the 2^n combinations is valued once, in `order` where one is given."""
    worths = {mask: worth(mask) for mask in order or range(1 << causes)}
    values = np.stack([worths[mask] for mask in range(1 << causes)])
    parts = np.zeros((causes, *values.shape[1:]))
    for mask in range(1 << causes):
        size = mask.bit_count()
        for cause in range(causes):
            if not mask >> cause & 1:
                weight = factorial(size) * factorial(causes - size - 1) / factorial(causes)
                parts[cause] += weight * (values[mask | 1 << cause] - values[mask])
    return Split(parts, np.zeros_like(parts), 1 << causes)


def sampled(worth: Worth, causes: int, orders: int, seed: int) -> Split:
    """The split estimated from random orders of the causes, each with its reverse; it adds to the total all the same.

    `orders` pairs of an order and its reverse; the error is that of the mean over pairs.
    """
    known: dict[int, FloatArray] = {}

    def valued(mask: int) -> FloatArray:
        if mask not in known:
            known[mask] = worth(mask)
        return known[mask]

    rng = np.random.Generator(np.random.Philox(seed))
    pairs = []
    for _ in range(orders):
        order = rng.permutation(causes).tolist()
        pairs.append(0.5 * (_along(valued, order) + _along(valued, order[::-1])))
    stacked = np.stack(pairs)
    error = stacked.std(axis=0, ddof=1) / np.sqrt(orders) if orders > 1 else np.full_like(stacked[0], np.nan)
    return Split(stacked.mean(axis=0), error, len(known), exact=False)


def product_split(before: FloatArray, after: FloatArray) -> FloatArray:
    """Split of the change of a product over its factors `[n, ...]`: exact, in any order, summing to the change."""
    causes = len(before)
    parts = np.zeros_like(before)
    for order in permutations(range(causes)):
        now = before.copy()
        for cause, step in _changes(order, now, after):
            parts[cause] += step
    return np.asarray(parts / factorial(causes))


def _changes(order: tuple[int, ...], now: FloatArray, after: FloatArray) -> Iterator[tuple[int, FloatArray]]:
    for cause in order:
        old = now.prod(axis=0)
        now[cause] = after[cause]
        yield cause, now.prod(axis=0) - old


def _along(valued: Worth, order: list[int]) -> FloatArray:
    """What each cause adds when causes are taken in an order `[n, ...]`."""
    mask, before = 0, valued(0)
    parts = np.zeros((len(order), *before.shape))
    for cause in order:
        mask |= 1 << cause
        after = valued(mask)
        parts[cause] = after - before
        before = after
    return parts
