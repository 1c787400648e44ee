"""Wages as a distribution (工资分布): log-normal, clipped at the floor and the ceiling of the base."""

import math
from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike

from actuary.basis.lifetable import FloatArray
from actuary.errors import Both, Problem, problem

TRUTH_RANGE = 1e-6, 1e6
EXACT = 1e-15
"""Distance from the mean base that is none, as a share of it."""
STEPS = 100
"""More than any calibration takes."""
_erfc = np.frompyfunc(math.erfc, 1, 1)


def normal_probability(z: ArrayLike) -> FloatArray:
    """Standard normal distribution function (标准正态分布函数) [share], exact to float64, shape of `z`."""
    return np.asarray(_erfc(-np.asarray(z, dtype=np.float64) / math.sqrt(2)), dtype=np.float64) / 2


def clipped_mean(mean: ArrayLike, sigma: ArrayLike, floor: ArrayLike, cap: ArrayLike) -> FloatArray:
    """Mean contribution base E[min(max(X, floor), cap)] (缴费基数均值) [unit of mean]; X log-normal.

    mean: of X before clipping; sigma: standard deviation of log X (0 = no spread); arrays are broadcast.
    E = floor Φ(a) + mean (Φ(b - σ) - Φ(a - σ)) + cap (1 - Φ(b)), a and b the standardised limits.
    """
    x, s, low, high = _broadcast(mean, sigma, floor, cap)
    if (low > high).any():
        raise _refusal(
            "floor", Both("下限高于上限。", "The floor lies above the cap."), Both("请对调。", "Exchange them.")
        )
    a, b = _standard(x, s, low), _standard(x, s, high)
    above = normal_probability(-b)
    top = np.where(above > 0, np.where(np.isfinite(high), high, 0.0) * above, 0.0)
    between = normal_probability(b - s) - normal_probability(a - s)
    return np.where(s > 0, low * normal_probability(a) + x * between + top, np.clip(x, low, high))


def share_at_floor(mean: ArrayLike, sigma: ArrayLike, floor: ArrayLike) -> FloatArray:
    """Share of payers whose wage is at or under the floor (按下限缴费人员比重) [share]."""
    x, s, low = _broadcast(mean, sigma, floor)
    return np.where(s > 0, normal_probability(_standard(x, s, low)), (x <= low).astype(np.float64))


def calibrate_truth(
    target_mean: float,
    wage: ArrayLike,
    sigma: ArrayLike,
    floor: ArrayLike,
    cap: ArrayLike,
    *,
    weights: ArrayLike = 1.0,
) -> float:
    """Declared share of the true wage, before clipping (做实率) [ratio], that gives a mean base.

    target_mean, wage, floor, cap in one unit, by group of payers and broadcast like sigma; weights: payers
    of each group. Raises Problem where the target does not lie between the mean floor and the mean cap.
    """
    w = np.asarray(weights, dtype=np.float64)
    true_wage = np.asarray(wage, dtype=np.float64)

    def over(logarithm: float) -> float:
        return _weighted(clipped_mean(math.exp(logarithm) * true_wage, sigma, floor, cap), w) - target_mean

    low, high = (math.log(truth) for truth in TRUTH_RANGE)
    below, above = over(low), over(high)
    if not below < 0.0 < above:
        floor_mean, cap_mean = target_mean + below, target_mean + above
        raise _refusal(
            "target_mean",
            Both(
                f"没有哪个做实率能使平均缴费基数为 {target_mean:g}：应在平均下限 {floor_mean:g} "
                f"与平均上限 {cap_mean:g} 之间。",
                f"No declared share gives a mean base of {target_mean:g}: it must lie between the mean floor "
                f"{floor_mean:g} and the mean cap {cap_mean:g}.",
            ),
            Both("请改正目标或上下限。", "Correct the target or the limits."),
        )
    return math.exp(_crossing(over, (low, below), (high, above), EXACT * target_mean))


def _crossing(
    over: Callable[[float], float], low: tuple[float, float], high: tuple[float, float], exact: float
) -> float:
    """Where a function that grows from below nought to above it is nought, between two places and its values there:
    false position, in which an end that stays twice counts for half (Illinois)."""
    found, stayed = low[0], 0
    for _ in range(STEPS):
        found = low[0] - low[1] * (high[0] - low[0]) / (high[1] - low[1])
        value = over(found)
        if abs(value) <= exact or not low[0] < found < high[0]:
            break
        if value < 0.0:
            low, high = (found, value), (high[0], high[1] / 2.0 if stayed > 0 else high[1])
            stayed = 1
        else:
            low, high = (low[0], low[1] / 2.0 if stayed < 0 else low[1]), (found, value)
            stayed = -1
    return found


def _weighted(values: FloatArray, weights: FloatArray) -> float:
    value, weight = np.broadcast_arrays(values, weights)
    return float((value * weight).sum() / weight.sum())


def _standard(mean: FloatArray, sigma: FloatArray, limit: FloatArray) -> FloatArray:
    """(log limit - location) / sigma, where the location is log mean - sigma²/2."""
    spread = np.where(sigma > 0, sigma, 1.0)
    with np.errstate(divide="ignore", over="ignore"):  # a limit of zero, a spread of almost nothing: infinite
        return np.asarray((np.log(limit) - np.log(mean)) / spread + spread / 2, dtype=np.float64)


def _broadcast(*values: ArrayLike) -> tuple[FloatArray, ...]:
    arrays = np.broadcast_arrays(*(np.asarray(value, dtype=np.float64) for value in values))
    if not (arrays[0] > 0).all():
        raise _refusal(
            "mean",
            Both("有平均工资不大于零。", "A mean wage is not above zero."),
            Both("请略去没有工资的组。", "Leave out groups without wages."),
        )
    if (arrays[1] < 0).any():
        raise _refusal(
            "sigma",
            Both("工资离散度是负数。", "A spread of wages is negative."),
            Both("请给出工资对数的标准差。", "Give the deviation of the logarithm."),
        )
    return tuple(arrays)


def _refusal(field: str, message: Both, remedy: Both) -> Problem:
    return Problem(problem("wages", message=message, remedy=remedy, field=field))
