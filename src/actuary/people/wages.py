"""Declared contribution bases (缴费基数): true wages, clipped between floor and ceiling, averaged over their spread."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from actuary.basis.wages import calibrate_truth, clipped_mean, share_at_floor

FloatArray = NDArray[np.float64]


class PayerGroup(NamedTuple):
    """One kind of payer: `weights[K, L]` payers by age group and lane, `relative[K, L]` true wage over the
    group's mean, `target` mean declared base at the opening [yuan a month]."""

    weights: FloatArray
    relative: FloatArray
    target: float


class Limits(NamedTuple):
    """Reference wage, floor and ceiling of the base [yuan a month]."""

    reference: float
    floor: float
    ceiling: float


class DeclaredWages:
    """Declares bases of each payer group; truth (做实率) is found once from the mean base of the opening."""

    def __init__(self, groups: tuple[PayerGroup, ...], sigma: float, wage: float, limits: Limits) -> None:
        """`wage`: mean true wage at the opening [yuan a month]; `sigma`: spread of its logarithm."""
        self.groups, self.sigma = groups, sigma
        self.truth = [
            calibrate_truth(
                group.target, wage * group.relative, sigma, limits.floor, limits.ceiling, weights=group.weights
            )
            for group in groups
        ]
        self._cache: dict[tuple[float, tuple[float, ...], Limits], FloatArray] = {}

    def base(self, wage: float, factors: tuple[float, ...], limits: Limits) -> FloatArray:
        """Mean declared base `[P, K, L]` [yuan a month]: truth x its factor by payer `[P]` x wage before the limits,
        then the limits."""
        key = (wage, factors, limits)
        if key not in self._cache:
            self._cache[key] = np.stack(
                [
                    clipped_mean(truth * factor * wage * group.relative, self.sigma, limits.floor, limits.ceiling)
                    for truth, factor, group in zip(self.truth, factors, self.groups, strict=True)
                ]
            )
        return self._cache[key]

    def at_floor(self, index: int, wage: float, limits: Limits) -> float:
        """Share of a group's payers whose base is the floor [share]: a check, not an input."""
        group = self.groups[index]
        share = share_at_floor(self.truth[index] * wage * group.relative, self.sigma, limits.floor)
        return float((share * group.weights).sum() / group.weights.sum())
