"""Shapes of a picture (图形): drawn as vectors in four weights and dashes, so that it reads without colour."""

from collections.abc import Sequence
from importlib import resources
from math import floor, log10
from typing import NamedTuple

from actuary.reporting.elements import element, empty, lines, text

WIDE_SIGN = 11.0
NARROW_SIGN = 6.2
"""Width of a Chinese sign and of a Latin letter at the common size [pixel]."""
Point = tuple[float, float]
LINE, JOINT = 14.0, " · "
"""Height of a line above or below a picture [pixel]; where it may be broken."""


WIDE = 500
"""Pictures drawn wider than this take a row of their own [pixel]."""


def drawn_width(svg: str) -> float:
    """How wide a picture is drawn [pixel]."""
    return float(svg.partition('width="')[2].partition('"')[0])


def style() -> str:
    """How shapes are drawn, on every face."""
    return resources.files(__package__).joinpath("style.css").read_text("utf-8")


def alone(svg: str) -> str:
    """A picture that carries its own style, as a file of its own."""
    head, _, rest = svg.partition(">")
    return f"{head}>{element('style', style())}{rest}\n"


class Scale(NamedTuple):
    """A straight scale from values to pixels."""

    low: float
    high: float
    first: float
    last: float

    def __call__(self, value: float) -> float:
        """Where a value lies [pixel]."""
        if self.high == self.low:
            return self.first
        return self.first + (value - self.low) / (self.high - self.low) * (self.last - self.first)


def ticks(low: float, high: float, about: int = 4) -> list[float]:
    """Round values between two ends, about so many."""
    span = high - low
    if span <= 0:
        return [low]
    rough = span / about
    power = 10.0 ** floor(log10(rough))
    step = next(factor * power for factor in (1, 2, 2.5, 5, 10) if factor * power >= rough)
    first = floor(low / step)
    return [
        n * step for n in range(first, floor(high / step) + 2) if low - 1e-9 * span <= n * step <= high + 1e-9 * span
    ]


def width_of(words: str) -> float:
    """About how wide words are at the common size [pixel]."""
    return sum(WIDE_SIGN if ord(sign) > 0x2E80 else NARROW_SIGN for sign in words)


class Canvas:
    """A picture being drawn; what is drawn later lies above."""

    def __init__(self, width: float, height: float) -> None:
        self.width, self.height = width, height
        self.marks: list[str] = []

    def line(self, one: Point, other: Point, kind: str) -> None:
        self.marks.append(empty("line", x1=px(one[0]), y1=px(one[1]), x2=px(other[0]), y2=px(other[1]), class_=kind))

    def path(self, points: Sequence[Point], kind: str, closed: bool = False) -> None:
        """A line through points, or the area inside them."""
        told = "M" + "L".join(f"{px(x)} {px(y)}" for x, y in points) + ("Z" if closed else "")
        self.marks.append(empty("path", d=told, class_=kind))

    def curve(self, told: str, kind: str) -> None:
        """A path of curves, already told."""
        self.marks.append(empty("path", d=told, class_=kind))

    def box(self, x: float, y: float, width: float, height: float, kind: str) -> None:
        self.marks.append(empty("rect", x=px(x), y=px(y), width=px(width), height=px(max(height, 0.0)), class_=kind))

    def dot(self, at: Point, kind: str, size: float = 3.0) -> None:
        self.marks.append(empty("circle", cx=px(at[0]), cy=px(at[1]), r=px(size), class_=kind))

    def words(self, at: Point, words: str, anchor: str = "start", kind: str = "") -> None:
        given = {"class_": kind} if kind else {}
        self.marks.append(element("text", text(words), x=px(at[0]), y=px(at[1]), text_anchor=anchor, **given))

    def svg(self, name: str, told: str, head: Sequence[str] = (), foot: Sequence[str] = ()) -> str:
        """The picture, which a screen reader reads as its text; lines of `head` and `foot` stand above and below."""
        above = [part for line in head for part in broken(line, self.width - 8)]
        below = [part for line in foot for part in broken(line, self.width - 8)]
        top, height = LINE * len(above), LINE * (len(above) + len(below)) + self.height
        for place, part in enumerate(above):
            self.words((4, 11 - top + LINE * place), part, kind="small strong")
        for place, part in enumerate(below):
            self.words((4, self.height + 11 + LINE * place), part, kind="small pale")
        box = f"0 {-top:g} {self.width:g} {height:g}"
        size = {"viewBox": box, "width": f"{self.width:g}", "height": f"{height:g}"}
        heard = {"role": "img", "aria-label": f"{name}。{told}"}
        inside = (element("title", text(name)), lines(self.marks))
        return element("svg", *inside, xmlns="http://www.w3.org/2000/svg", **size, **heard)


def broken(line: str, width: float) -> list[str]:
    """A line in as many as there is room for, parted at its dots."""
    found = [""]
    for part in line.split(JOINT):
        longer = f"{found[-1]}{JOINT}{part}" if found[-1] else part
        found[-1:] = [longer] if width_of(longer) <= width or not found[-1] else [found[-1], part]
    return found


def px(value: float) -> str:
    """A length as it stands in a picture [pixel]."""
    return f"{value:z.1f}"
