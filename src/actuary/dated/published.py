"""What others printed (公布数字): figures as printed, and the relations that must hold between them."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Literal

from actuary.dated.formula import Formula
from actuary.errors import Both

PREFIX = "published."
UNITS: dict[str, tuple[str, Fraction]] = {
    "万人": ("person", Fraction(10_000)),
    "人": ("person", Fraction(1)),
    "万人次": ("person_time", Fraction(10_000)),
    "人次": ("person_time", Fraction(1)),
    "%": ("share", Fraction(1, 100)),
    "元": ("yuan", Fraction(1)),
    "万元": ("yuan", Fraction(10_000)),
    "亿元": ("yuan", Fraction(100_000_000)),
    "元/月": ("yuan_per_month", Fraction(1)),
    "元/年": ("yuan_per_year", Fraction(1)),
    "月": ("month", Fraction(1)),
    "万张": ("card", Fraction(10_000)),
    "家": ("place", Fraction(1)),
    "位": ("rank", Fraction(1)),
    "比": ("ratio", Fraction(1)),
}
"""Unit as printed -> unit of the value and how many of it one printed unit is."""

Bound = Literal["at_most", "below", "at_least", "above"]
LIMITS: dict[Bound, str] = {"at_most": "≤", "below": "<", "at_least": "≥", "above": ">"}
"""The sign of a printed limit."""
Kind = Literal["equals", "restates", "at_most", "at_least"]
KINDS: tuple[Kind, ...] = ("equals", "restates", "at_most", "at_least")


@dataclass(frozen=True)
class Figure:
    """A figure as somebody printed it (公布数字), with its place, period, scope and rounding."""

    name: str
    label: Both
    place: Both
    printed: str
    """The digits as they stand on the page."""
    unit: str
    """The unit as printed, a key of UNITS."""
    first: int
    last: int
    """Period [month]; one month for what is counted at a date."""
    bound: Bound | None
    """Printed as a limit: at_most 以内, below 以下, at_least 以上, above >."""
    scope: Both | None
    tag: str
    trust: str
    source: str
    known_from: int
    file: str = ""
    line: int = 0

    @property
    def precision(self) -> int:
        """Number of printed decimals (小数位数)."""
        return len(self.printed.partition(".")[2])

    @property
    def base_unit(self) -> str:
        """Unit of `value` and `ends`: person, share, yuan ..."""
        return UNITS[self.unit][0]

    @cached_property
    def scale(self) -> Fraction:
        """Value of one printed unit [base_unit]."""
        return UNITS[self.unit][1]

    @cached_property
    def value(self) -> Fraction:
        """The printed number [base_unit]."""
        return Fraction(self.printed) * self.scale

    @cached_property
    def step(self) -> Fraction:
        """One unit of the last printed digit [base_unit]."""
        return self.scale * Fraction(f"1e-{self.precision}")

    @property
    def ends(self) -> tuple[Fraction, Fraction]:
        """What rounds to the printed digits (舍入区间), both ends included; a limit is meant exactly [base_unit]."""
        if self.bound is not None:
            return self.value, self.value
        return self.value - self.step / 2, self.value + self.step / 2


@dataclass(frozen=True)
class Relation:
    """What must hold between a figure and others (勾稽关系): `figure` kind `formula`."""

    name: str
    label: Both
    figure: str
    kind: Kind
    formula: Formula
    condition: Both | None
    """Without it the relation need not hold; where it fails, it holds only so."""
    scope: Both | None
    """The two sides count different things, and what the difference is."""
    shows: tuple[Formula, ...] = ()
    """Further quantities whose arithmetic explains the finding."""
    file: str = ""
    line: int = 0


@dataclass(frozen=True)
class Published:
    """One printed document (公布文件): its figures by name and the relations between them."""

    name: str
    title: Both
    people: str | None
    """The cohort folder of the same city and year, whose figures a formula may name."""
    figures: Mapping[str, Figure]
    relations: tuple[Relation, ...]
    file: str = ""
    line: int = 0
