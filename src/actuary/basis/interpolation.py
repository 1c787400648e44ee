"""Monotone interpolation (保形插值): piecewise cubic, slopes limited so that no new bump appears."""

import numpy as np

from actuary.basis.lifetable import FloatArray


def monotone(x: FloatArray, y: FloatArray, at: FloatArray) -> FloatArray:
    """Shape-preserving cubic through (x, y), straight beyond both ends, shape of `at`.

    x rises strictly, three points or more. Source: Fritsch and Butland, SIAM J. Sci. Stat. Comput. 5 (1984).
    """
    slope = _slopes(x, y)
    inside = np.clip(at, x[0], x[-1])
    left = np.clip(np.searchsorted(x, inside, side="right") - 1, 0, x.size - 2)
    width = x[left + 1] - x[left]
    t = (inside - x[left]) / width
    value = (
        y[left] * (1 + 2 * t) * (1 - t) ** 2
        + y[left + 1] * t**2 * (3 - 2 * t)
        + width * (slope[left] * t * (1 - t) ** 2 - slope[left + 1] * t**2 * (1 - t))
    )
    result: FloatArray = value + np.where(at < x[0], slope[0], slope[-1]) * (at - inside)
    return result


def _slopes(x: FloatArray, y: FloatArray) -> FloatArray:
    """Slopes at the points: weighted harmonic mean of neighbouring chords, zero where they change sign."""
    h = np.diff(x)
    chord = np.diff(y) / h
    before, after = 2 * h[1:] + h[:-1], h[1:] + 2 * h[:-1]
    same = chord[:-1] * chord[1:] > 0
    safe_left, safe_right = np.where(same, chord[:-1], 1.0), np.where(same, chord[1:], 1.0)
    with np.errstate(over="ignore"):  # a chord of almost nothing gives the slope 0
        inner = np.where(same, (before + after) / (before / safe_left + after / safe_right), 0.0)
    first = _end(h[0], h[1], chord[0], chord[1])
    last = _end(h[-1], h[-2], chord[-1], chord[-2])
    return np.concatenate(([first], inner, [last]))


def _end(h0: float, h1: float, chord0: float, chord1: float) -> float:
    """Three-point slope at an end, kept within what stays monotone."""
    slope = ((2 * h0 + h1) * chord0 - h0 * chord1) / (h0 + h1)
    if slope * chord0 <= 0:
        return 0.0
    if chord0 * chord1 < 0 and abs(slope) > 3 * abs(chord0):
        return float(3 * chord0)
    return float(slope)
