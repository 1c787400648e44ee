"""Formulas as linear rows (线性化): sums stay sums, and a ratio becomes two inequalities.

p = a / b with p in [p⁻, p⁺] and b ≥ 0 is p⁻·b ≤ a ≤ p⁺·b, exactly. A factor that is held as an interval is called a
multiplier; where it stands in one relation only, nothing is lost by it.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction

from actuary.audit.arithmetic import BARE
from actuary.audit.interval import Interval, joined, point
from actuary.dated.formula import Constant, Formula, Name

NOUGHT = point(Fraction(0))
Multipliers = set[int]


@dataclass(frozen=True)
class Affine:
    """constant + Σ coefficient · quantity (线性式), with intervals for coefficients."""

    constant: Interval = NOUGHT
    terms: dict[int, Interval] = field(default_factory=dict)

    def plus(self, other: "Affine", sign: str) -> "Affine":
        """Sum or difference."""
        terms = dict(self.terms)
        for quantity, coefficient in other.terms.items():
            terms[quantity] = joined(sign, terms.get(quantity, NOUGHT), coefficient)
        return Affine(joined(sign, self.constant, other.constant), terms)

    def times(self, factor: Interval) -> "Affine":
        """Every part by an interval."""
        terms = {quantity: joined("*", coefficient, factor) for quantity, coefficient in self.terms.items()}
        return Affine(joined("*", self.constant, factor), terms)


@dataclass(frozen=True)
class Row:
    """Σ coefficient · quantity + constant ≥ 0 (不等式), from one relation."""

    relation: str
    terms: dict[int, Fraction]
    constant: Fraction


@dataclass
class Linear:
    """Turns formulas into rows: which quantity a name is, its unit, and the interval it may be held at."""

    quantity_of: Callable[[Name], int]
    unit_of: Callable[[int], str]
    held: Callable[[int], Interval]
    signed: Callable[[int], bool]
    """Whether a quantity may be below nought."""
    multipliers: Multipliers = field(default_factory=set)
    """Quantities that were held at an interval so far."""

    def rows(self, label: str, figure: int, kind: str, formula: Formula) -> list[Row]:
        """Rows of `figure kind formula`; kind: equals, at_most or at_least.

        None where a divisor is a difference, or where an interval multiplies what may be below nought: there the
        inequalities would not follow.
        """
        top, bottom = self.fraction(formula)
        if bottom.constant.low < 0 or any(coefficient.low < 0 for coefficient in bottom.terms.values()):
            return []
        own = self.product(Affine(terms={figure: point(Fraction(1))}), bottom)
        if any(self._unsure(side) for side in (own, top)):
            return []
        found = []
        if kind != "at_most":
            found.append(_at_least(label, own, top))
        if kind != "at_least":
            found.append(_at_least(label, top, own))
        return found

    def fraction(self, formula: Formula) -> tuple[Affine, Affine]:
        """Numerator and denominator."""
        one = Affine(point(Fraction(1)))
        if isinstance(formula, Constant):
            return Affine(point(formula.value)), one
        if isinstance(formula, Name):
            return Affine(terms={self.quantity_of(formula): point(Fraction(1))}), one
        top, bottom = self.fraction(formula.left)
        other_top, other_bottom = self.fraction(formula.right)
        if formula.sign == "*":
            return self.product(top, other_top), self.product(bottom, other_bottom)
        if formula.sign == "/":
            return self.product(top, other_bottom), self.product(bottom, other_top)
        if bottom == other_bottom:
            return top.plus(other_top, formula.sign), bottom
        crossed = self.product(top, other_bottom), self.product(other_top, bottom)
        return crossed[0].plus(crossed[1], formula.sign), self.product(bottom, other_bottom)

    def product(self, left: Affine, right: Affine) -> Affine:
        """A product; of two sides that both vary, the bare one (a share) is held, else the left."""
        if not left.terms:
            return right.times(left.constant)
        if right.terms:
            bare = all(self.unit_of(quantity) in BARE for quantity in right.terms)
            return self.product(self._held(right), left) if bare else self.product(self._held(left), right)
        return left.times(right.constant)

    def _unsure(self, side: Affine) -> bool:
        return any(
            coefficient.low < coefficient.high and self.signed(quantity) for quantity, coefficient in side.terms.items()
        )

    def _held(self, affine: Affine) -> Affine:
        self.multipliers |= set(affine.terms)
        total = affine.constant
        for quantity, coefficient in affine.terms.items():
            total = joined("+", total, joined("*", coefficient, self.held(quantity)))
        return Affine(total)


def _at_least(label: str, more: Affine, less: Affine) -> Row:
    """more − less ≥ 0, with every coefficient at the end that helps; quantities are never negative."""
    terms = {quantity: coefficient.high for quantity, coefficient in more.terms.items()}
    for quantity, coefficient in less.terms.items():
        terms[quantity] = terms.get(quantity, Fraction(0)) - coefficient.low
    return Row(label, terms, more.constant.high - less.constant.low)
