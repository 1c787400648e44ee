"""Formulas (公式) that are both reckoned here and written for a spreadsheet, so that the two cannot differ.

An expression is asked for a month `t` of the run: its value over the blocks of a sheet `[B]`, or its text in the cell
of one block. Rows before the first count as the first.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]
Value = float | FloatArray
SUM, PRODUCT, POWER, ATOM = 1, 2, 3, 4
"""How strongly a text holds together; the text of what holds less is set in brackets."""


class Place(Protocol):
    """Where expressions find values and cells: a sheet, its columns by name, drivers by month, inputs."""

    def column(self, name: str, t: int) -> FloatArray: ...
    def cell(self, name: str, t: int, block: int) -> str: ...
    def total(self, name: str, t: int) -> FloatArray: ...
    def total_text(self, name: str, t: int, block: int) -> str: ...
    def elsewhere(self, sheet: str, name: str, t: int) -> FloatArray: ...
    def elsewhere_text(self, sheet: str, name: str, t: int, block: int) -> str: ...
    def driver(self, name: str, t: int) -> float: ...
    def driver_text(self, name: str, t: int) -> str: ...
    def given(self, name: str) -> float: ...
    def given_text(self, name: str) -> str: ...
    def span(self, name: str, first: int, last: int, block: int) -> str: ...


class Expression:
    """What can be reckoned and written; arithmetic makes new ones."""

    strength = ATOM

    def value(self, place: Place, t: int) -> Value:
        """The value of month `t` over the blocks `[B]`, or one number."""
        raise NotImplementedError

    def text(self, place: Place, t: int, block: int) -> str:
        """The formula's text in the cell of a block."""
        raise NotImplementedError

    def inside(self, place: Place, t: int, block: int, strength: int) -> str:
        """The text, in brackets where it would fall apart."""
        told = self.text(place, t, block)
        return f"({told})" if self.strength < strength else told

    def __add__(self, other: "Given") -> "Expression":
        return Two("+", self, of(other))

    def __radd__(self, other: "Given") -> "Expression":
        return Two("+", of(other), self)

    def __sub__(self, other: "Given") -> "Expression":
        return Two("-", self, of(other))

    def __rsub__(self, other: "Given") -> "Expression":
        return Two("-", of(other), self)

    def __mul__(self, other: "Given") -> "Expression":
        return Two("*", self, of(other))

    def __rmul__(self, other: "Given") -> "Expression":
        return Two("*", of(other), self)

    def __truediv__(self, other: "Given") -> "Expression":
        return Two("/", self, of(other))

    def __pow__(self, other: "Given") -> "Expression":
        return Two("^", self, of(other))

    def __neg__(self) -> "Expression":
        return Two("-", Number(0.0), self)


Given = Expression | float | int


def of(value: Given) -> Expression:
    """An expression; a number stands for itself."""
    return value if isinstance(value, Expression) else Number(float(value))


@dataclass(frozen=True)
class Number(Expression):
    """A constant of arithmetic (常数): twelve months, three parts; never a figure of law or belief."""

    number: float

    def value(self, place: Place, t: int) -> Value:
        return self.number

    def text(self, place: Place, t: int, block: int) -> str:
        return repr(int(self.number)) if self.number == int(self.number) else repr(self.number)


@dataclass(frozen=True)
class Nothing(Expression):
    """No figure: an empty cell, not a nought."""

    def value(self, place: Place, t: int) -> Value:
        return np.nan

    def text(self, place: Place, t: int, block: int) -> str:
        return '""'


OPERATIONS: dict[str, tuple[int, Callable[[Value, Value], Value]]] = {
    "+": (SUM, lambda a, b: a + b),
    "-": (SUM, lambda a, b: a - b),
    "*": (PRODUCT, lambda a, b: a * b),
    "/": (PRODUCT, lambda a, b: np.asarray(a) / b),
    "^": (POWER, lambda a, b: np.asarray(a) ** b),
}


@dataclass(frozen=True)
class Two(Expression):
    """Two expressions joined by a sign."""

    sign: str
    left: Expression
    right: Expression

    @property
    def strength(self) -> int:  # type: ignore[override]
        return OPERATIONS[self.sign][0]

    def value(self, place: Place, t: int) -> Value:
        return OPERATIONS[self.sign][1](self.left.value(place, t), self.right.value(place, t))

    def text(self, place: Place, t: int, block: int) -> str:
        own = OPERATIONS[self.sign][0]
        right = self.right.inside(place, t, block, own + (self.sign in "-/^"))
        if self.sign == "-" and self.left == Number(0.0):
            return f"-{self.right.inside(place, t, block, PRODUCT)}"
        return f"{self.left.inside(place, t, block, own + (self.sign == '^'))}{self.sign}{right}"


@dataclass(frozen=True)
class Column(Expression):
    """A column of the own sheet, in the own block."""

    name: str

    def value(self, place: Place, t: int) -> Value:
        return place.column(self.name, max(t, 0))

    def text(self, place: Place, t: int, block: int) -> str:
        return place.cell(self.name, max(t, 0), block)


@dataclass(frozen=True)
class City(Expression):
    """A column of the own sheet, in the block of the whole city."""

    name: str

    def value(self, place: Place, t: int) -> Value:
        return float(place.column(self.name, max(t, 0))[0])

    def text(self, place: Place, t: int, block: int) -> str:
        return place.cell(self.name, max(t, 0), 0)


@dataclass(frozen=True)
class Total(Expression):
    """The sum of a column over all pools; in the city's block the city's own."""

    name: str

    def value(self, place: Place, t: int) -> Value:
        return place.total(self.name, max(t, 0))

    def text(self, place: Place, t: int, block: int) -> str:
        return place.total_text(self.name, max(t, 0), block)


@dataclass(frozen=True)
class Elsewhere(Expression):
    """A column of another sheet, in the block of the same pool, or in the city's."""

    sheet: str
    name: str

    def value(self, place: Place, t: int) -> Value:
        return place.elsewhere(self.sheet, self.name, max(t, 0))

    def text(self, place: Place, t: int, block: int) -> str:
        return place.elsewhere_text(self.sheet, self.name, max(t, 0), block)


@dataclass(frozen=True)
class Driver(Expression):
    """What a parameter says in the month, or in one so many months later."""

    name: str
    later: int = 0

    def value(self, place: Place, t: int) -> Value:
        return place.driver(self.name, max(t, 0) + self.later)

    def text(self, place: Place, t: int, block: int) -> str:
        return place.driver_text(self.name, max(t, 0) + self.later)


@dataclass(frozen=True)
class Opened(Expression):
    """A figure of the opening."""

    name: str

    def value(self, place: Place, t: int) -> Value:
        return place.given(self.name)

    def text(self, place: Place, t: int, block: int) -> str:
        return place.given_text(self.name)


@dataclass(frozen=True)
class Before(Expression):
    """An expression a month earlier; of the first month its own."""

    of: Expression
    months: int = 1

    def value(self, place: Place, t: int) -> Value:
        return self.of.value(place, max(t - self.months, 0))

    def text(self, place: Place, t: int, block: int) -> str:
        return self.of.text(place, max(t - self.months, 0), block)

    def inside(self, place: Place, t: int, block: int, strength: int) -> str:
        return self.of.inside(place, max(t - self.months, 0), block, strength)


@dataclass(frozen=True)
class Fixed(Expression):
    """An expression in one month of the run, in whatever month it is asked for."""

    of: Expression
    row: int = 0

    def value(self, place: Place, t: int) -> Value:
        return self.of.value(place, self.row)

    def text(self, place: Place, t: int, block: int) -> str:
        return self.of.text(place, self.row, block)

    def inside(self, place: Place, t: int, block: int, strength: int) -> str:
        return self.of.inside(place, self.row, block, strength)


@dataclass(frozen=True)
class Rows(Expression):
    """The sum, or the mean, of a column over months from `first` to `last` of the run, in the own block."""

    name: str
    first: int
    last: int
    mean: bool = False

    def value(self, place: Place, t: int) -> Value:
        found = np.array([place.column(self.name, row) for row in range(self.first, self.last + 1)])
        return np.asarray(found.mean(axis=0) if self.mean else found.sum(axis=0))

    def text(self, place: Place, t: int, block: int) -> str:
        word = "AVERAGE" if self.mean else "SUM"
        return f"{word}({place.span(self.name, self.first, self.last, block)})"


@dataclass(frozen=True)
class ByMonth(Expression):
    """An expression that is another in some months: in instalments, in the first year."""

    choose: Callable[[int], Expression]
    chosen: dict[int, Expression] = field(default_factory=dict, compare=False)
    strength = 0

    def of_month(self, t: int) -> Expression:
        """The expression of a month."""
        if t not in self.chosen:
            self.chosen[t] = self.choose(t)
        return self.chosen[t]

    def value(self, place: Place, t: int) -> Value:
        return self.of_month(t).value(place, t)

    def text(self, place: Place, t: int, block: int) -> str:
        return self.of_month(t).text(place, t, block)

    def inside(self, place: Place, t: int, block: int, strength: int) -> str:
        return self.of_month(t).inside(place, t, block, strength)


@dataclass(frozen=True)
class Comparison(Expression):
    """Whether one value is `>`, `<`, `>=`, `<=` or `=` another."""

    sign: str
    left: Expression
    right: Expression
    strength = 0

    def value(self, place: Place, t: int) -> Value:
        a, b = np.asarray(self.left.value(place, t)), np.asarray(self.right.value(place, t))
        return np.asarray({">": a > b, "<": a < b, ">=": a >= b, "<=": a <= b, "=": a == b}[self.sign], dtype=float)

    def text(self, place: Place, t: int, block: int) -> str:
        return f"{self.left.inside(place, t, block, SUM)}{self.sign}{self.right.inside(place, t, block, SUM)}"


def _if(test: Value, yes: Value, no: Value) -> Value:
    return np.where(np.asarray(test) != 0.0, yes, no)


FUNCTIONS: dict[str, Callable[..., Value]] = {
    "IF": _if,
    "MAX": lambda *values: _most(np.maximum, values),
    "MIN": lambda *values: _most(np.minimum, values),
    "ROUND": lambda value, digits: np.asarray(np.round(np.asarray(value, dtype=np.float64), int(digits))),
    "AND": lambda *values: _most(np.minimum, values),
}


def _most(pick: Callable[[Value, Value], FloatArray], values: tuple[Value, ...]) -> Value:
    found = values[0]
    for value in values[1:]:
        found = pick(found, value)
    return found


@dataclass(frozen=True)
class Function(Expression):
    """A function of the spreadsheet."""

    name: str
    given: tuple[Expression, ...]

    def value(self, place: Place, t: int) -> Value:
        with np.errstate(divide="ignore", invalid="ignore"):
            return FUNCTIONS[self.name](*(each.value(place, t) for each in self.given))

    def text(self, place: Place, t: int, block: int) -> str:
        return f"{self.name}({','.join(each.text(place, t, block) for each in self.given)})"


def when(test: Expression, yes: Given, no: Given = 0.0) -> Expression:
    """`yes` where the test holds, else `no`."""
    return Function("IF", (test, of(yes), of(no)))


def most(*values: Given) -> Expression:
    """The largest."""
    return Function("MAX", tuple(of(value) for value in values))


def least(*values: Given) -> Expression:
    """The smallest."""
    return Function("MIN", tuple(of(value) for value in values))


def above(one: Given, other: Given) -> Expression:
    """Whether one is larger."""
    return Comparison(">", of(one), of(other))


def at_least(one: Given, other: Given) -> Expression:
    """Whether one is as large or larger."""
    return Comparison(">=", of(one), of(other))


def same(one: Given, other: Given) -> Expression:
    """Whether both are the same."""
    return Comparison("=", of(one), of(other))


def total(parts: "list[Expression]") -> Expression:
    """The sum of some expressions; nought of none."""
    found = parts[0] if parts else Number(0.0)
    for part in parts[1:]:
        found = found + part
    return found


def share_of(part: Expression, whole: Expression) -> Expression:
    """Part of a whole; nought where there is nothing."""
    return when(above(whole, 0), part / whole, 0)
