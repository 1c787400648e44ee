"""The population pyramid (人口金字塔): ages upward, men left, women right; who works, who draws, who else."""

from collections.abc import Sequence
from typing import NamedTuple

from actuary.reporting.drawing.canvas import Canvas, width_of

WIDTH, ROW, MIDDLE, TOP, FOOT = 420, 11, 36, 40, 24
SEEN = 0.05
"""Shorter bars are not drawn [pixel]."""
KINDS = ("bar", "dark", "soft", "white")
"""Fills of the groups from the middle outward; their names stand above in the same order."""


class Pyramid(NamedTuple):
    """A year's people: labels of the age groups upward, and for each group of people men and women by age group;
    what the sides are called."""

    ages: Sequence[str]
    groups: Sequence[str]
    men: Sequence[Sequence[float]]
    women: Sequence[Sequence[float]]
    sexes: tuple[str, str]
    """What the left and the right side are called."""


def pyramid(name: str, told: str, people: Pyramid, longest: float, scale: str, year: str) -> str:
    """`longest`: what the longest side stands for, the same in every year; `scale`: that in words."""
    height = TOP + ROW * len(people.ages) + FOOT
    canvas = Canvas(WIDTH, height)
    half = (WIDTH - MIDDLE) / 2
    _legend(canvas, people.groups)
    for at, sex in zip((half / 2, WIDTH - half / 2), people.sexes, strict=True):
        canvas.words((at, TOP - 8), sex, "middle", "strong")
    for place, age in enumerate(people.ages):
        y = height - FOOT - ROW * (place + 1)
        canvas.words((WIDTH / 2, y + ROW - 2), age, "middle", "small")
        left, right = half, half + MIDDLE
        for kind, men, women in zip(KINDS, people.men, people.women, strict=False):
            one, other = (half * side[place] / longest for side in (men, women))
            for x, long in ((left - one, one), (right, other)):
                if long >= SEEN:
                    canvas.box(x, y + 0.8, long, ROW - 1.6, kind)
            left, right = left - one, right + other
    canvas.line((half, TOP), (half, height - FOOT), "axis")
    canvas.line((half + MIDDLE, TOP), (half + MIDDLE, height - FOOT), "axis")
    canvas.words((0, height - 8), scale, kind="small pale")
    canvas.words((WIDTH, height - 8), year, "end", "strong")
    return canvas.svg(name, told)


def _legend(canvas: Canvas, groups: Sequence[str]) -> None:
    x = 0.0
    for kind, group in zip(KINDS, groups, strict=False):
        canvas.box(x, 4, 10, 10, kind)
        canvas.words((x + 14, 13), group, kind="small")
        x += 26 + width_of(group)
