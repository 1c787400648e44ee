"""Arithmetic in words of figures (算式的写法): printed digits in, the result in the printed unit out."""

from collections import Counter
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import NamedTuple

from actuary.audit.interval import Interval
from actuary.dated.formula import Constant, Formula, Name, written
from actuary.dated.published import UNITS

BARE = frozenset({"share", "ratio", "index", "per_year"})
"""Units without a dimension."""


class Leaf(NamedTuple):
    """One name of a formula with its value (算式中的一项): as printed, and exactly [base unit]."""

    text: str
    unit: str
    """Unit as printed; for a quantity of the engine, the public one."""
    base_unit: str
    value: Fraction
    ends: Interval
    shown: str
    """How it stands alone: with limit and unit, or by its name."""
    tag: str = "published"
    """Kind of source; `run` for what a run computed."""


def expression(formula: Formula, leaves: Mapping[Name, Leaf]) -> str:
    """The formula with digits in the place of names; a percentage keeps its sign."""

    def leaf(part: Name | Constant) -> str:
        if isinstance(part, Constant):
            return part.text
        found = leaves[part]
        return f"{found.text}%" if found.unit == "%" else found.text

    return written(formula, leaf)


def public_unit(base_unit: str, wanted: str | None = None) -> str:
    """The printed unit in which a quantity is told: the wanted one if it is of this kind, else the largest below 亿."""
    if wanted is not None and UNITS[wanted][0] == base_unit:
        return wanted
    if base_unit in BARE:
        return "%"
    return next((unit for unit, (base, _) in UNITS.items() if base == base_unit), base_unit)


def fixed(value: Fraction, places: int) -> str:
    """So many decimals, rounded half away from nought."""
    scaled = int(abs(value) * 10**places + Fraction(1, 2))
    whole = str(scaled).rjust(places + 1, "0")
    text = f"{whole[:-places]}.{whole[-places:]}" if places else whole
    return f"-{text}" if value < 0 and scaled else text


def digits(value: Fraction, places: int) -> str:
    """At most so many decimals, without noughts at the end."""
    text = fixed(value, places)
    return text.rstrip("0").rstrip(".") if "." in text else text


def told(value: Fraction, unit: str, places: int) -> str:
    """A quantity in a printed unit, with the unit."""
    scale = UNITS[unit][1] if unit in UNITS else Fraction(1)
    return f"{digits(value / scale, places)}{unit if unit == '%' else ' ' + unit}"


def dimension(formula: Formula, unit_of: Callable[[Name], str]) -> Counter[str]:
    """Units of a formula's result with their powers; sums take that of their first part with a unit."""
    if isinstance(formula, Name):
        unit = unit_of(formula)
        return Counter() if unit in BARE else Counter({unit: 1})
    if isinstance(formula, Constant):
        return Counter()
    left, right = dimension(formula.left, unit_of), dimension(formula.right, unit_of)
    if formula.sign in "+-":
        return left or right
    result = left.copy()
    for unit, power in right.items():
        result[unit] += power if formula.sign == "*" else -power
    return Counter({unit: power for unit, power in result.items() if power})
