"""Intervals of exact fractions (区间): what rounds to a printed figure, and arithmetic that loses nothing.

Ends are included, so that an honest figure at the very edge is never accused. A formula in which each name
stands once has exactly this interval for its values.
"""

from fractions import Fraction
from typing import NamedTuple

from actuary.dated.formula import Constant, Formula, Name


class Interval(NamedTuple):
    """All values from low to high (区间), both included."""

    low: Fraction
    high: Fraction

    def meets(self, other: "Interval") -> bool:
        """Whether some value lies in both."""
        return self.low <= other.high and other.low <= self.high

    def __neg__(self) -> "Interval":
        return Interval(-self.high, -self.low)


def point(value: Fraction) -> Interval:
    """The interval of one value."""
    return Interval(value, value)


def joined(sign: str, left: Interval, right: Interval) -> Interval:
    """Interval of `left sign right`; raises ZeroDivisionError where the divisor may be nought."""
    if sign == "+":
        return Interval(left.low + right.low, left.high + right.high)
    if sign == "-":
        return joined("+", left, -right)
    if sign == "/":
        if right.low <= 0 <= right.high:
            raise ZeroDivisionError
        right = Interval(1 / right.high, 1 / right.low)
    ends = [a * b for a in left for b in right]
    return Interval(min(ends), max(ends))


def evaluated(formula: Formula, values: "dict[Name, Interval]") -> Interval:
    """Interval of a formula over the intervals of its names."""
    if isinstance(formula, Name):
        return values[formula]
    if isinstance(formula, Constant):
        return point(formula.value)
    return joined(formula.sign, evaluated(formula.left, values), evaluated(formula.right, values))
