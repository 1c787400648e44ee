"""Building projects in work-injury insurance (建筑项目参保): paid for when they start, covered while they last.

Premiums of a month cover its projects evenly over their life; what is not yet used is the unexpired cover. The
workers of projects follow the cover, not the receipts.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from actuary.errors import Both, Problem, problem
from actuary.schemes.proportion import ratio
from actuary.schemes.setting import Setting

FloatArray = NDArray[np.float64]
SEASON, LIFE = "basis.injury.project_season", "basis.injury.project_life"
CALENDAR = tuple(str(number) for number in range(1, 13))


class Cover(NamedTuple):
    """Premiums and their cover (保费与未到期责任): `receipts[T]`, `earned[T]` [yuan], `unexpired[T + 1]` [yuan] at
    the start of each month and after the last, `in_force[T + 1]` projects covered in the month just past, over those
    of the opening."""

    receipts: FloatArray
    earned: FloatArray
    unexpired: FloatArray
    in_force: FloatArray


def covered(starts: FloatArray, price: FloatArray, life: int) -> Cover:
    """Cover of projects that live for `life` months, the month of their start among them.

    `starts[life + T]`: what started in the months before the opening and after it; `price[life + T]`: yuan a start.
    """
    paid = starts * price
    kernel = np.full(life, 1.0 / life)
    earned = np.convolve(paid, kernel)[life : len(paid)]
    unused = np.arange(life - 1, -1, -1) / life
    unexpired = np.convolve(paid, unused)[life - 1 : len(paid)]
    running = np.convolve(starts, np.ones(life))[life - 1 : len(starts)]
    return Cover(paid[life:], earned, unexpired, ratio(running, running[0]))


def season(s: Setting) -> FloatArray:
    """Shares of the year's starts by calendar month `[12]`; raises Problem where the table is not of the twelve."""
    table = s.basis.table(SEASON, int(s.months[0]))
    if table.keys != CALENDAR or table.values.min() < 0.0 or not table.values.sum() > 0.0:
        raise Problem(
            problem(
                "season",
                message=Both(
                    f"{SEASON} 应依次给出 1 至 12 月的占比，不小于零。",
                    f"{SEASON} must give a share of each month from 1 to 12 in order, none below nought.",
                ),
                remedy=Both("写满十二个月，不开工的月份写 0。", "Write all twelve months, 0 for those without starts."),
                field=SEASON,
            )
        )
    return np.asarray(table.values / table.values.sum())


def life_of_projects(s: Setting) -> int:
    """Months that a project lasts; raises Problem where it is less than one."""
    life = round(s.basis.number(LIFE, int(s.months[0])))
    if life < 1:
        raise Problem(
            problem(
                "project_life",
                message=Both(f"{LIFE} 不足一个月。", f"{LIFE} is less than a month."),
                remedy=Both("写项目的平均工期（月）。", "Give the months that a project lasts."),
                field=LIFE,
            )
        )
    return life


def project_cover(s: Setting) -> Cover:
    """Receipts and cover of the city's projects; before the opening as many started each year as then."""
    life = life_of_projects(s)
    months = np.arange(int(s.months[0]) - life, int(s.months[-1]) + 1)
    premiums = s.price("basis.injury.project_receipts")[:, 0]
    price = np.concatenate((np.full(life, s.basis.number("basis.injury.project_receipts", int(s.months[0]))), premiums))
    level = np.concatenate((np.ones(life), s.basis.over("basis.injury.project_starts", s.months)))
    return covered(season(s)[months % 12] * level, price, life)
