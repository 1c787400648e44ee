"""Statutory age (法定退休年龄) from a schedule, by month of birth; schedules that follow one another.

Sources: 国发〔1978〕104号; decision of 2024-09-13 (渐进式延迟法定退休年龄), articles 1 and 3; 人社部发〔2024〕94号.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from actuary.dated import AgeFrom, Delay, Schedule
from actuary.vocabulary import CATEGORIES

IntArray = NDArray[np.int64]
NEVER = np.iinfo(np.int64).max
"""A month after all others."""


class Turn(NamedTuple):
    """A schedule in force from a month on (某月起施行的退休年龄表)."""

    from_: int
    schedule: Schedule


class Retirement(NamedTuple):
    """When each person may retire (退休时点), all of the shape of the births [month, but delay: months]."""

    age: IntArray
    """Statutory age [month of age]."""
    month: IntArray
    """Month in which it is reached."""
    delay: IntArray
    """Behind the old age of the category."""
    earliest: IntArray
    latest: IntArray
    turn: IntArray
    """Place of the schedule in the sequence."""


def delay_months(schedule: Schedule, category: str, birth: IntArray) -> IntArray:
    """Delay (延迟月数) behind the old age [month], shape of `birth` (months of birth)."""
    return statutory_age(schedule, category, birth) - schedule.categories[category].old_age_months


def statutory_age(schedule: Schedule, category: str, birth: IntArray) -> IntArray:
    """Statutory age (法定退休年龄) of those born in `birth` [month of age], same shape."""
    rule = schedule.categories[category]
    births = np.asarray(birth, dtype=np.int64)
    if rule.ages:
        return _by_calendar(rule.old_age_months, rule.ages, births)
    if rule.births:
        return _by_birth(rule.old_age_months, rule.births, births)
    return rule.old_age_months + _by_rule(rule, births)


def _by_rule(rule: Delay, births: IntArray) -> IntArray:
    """One month for each begun step of birth months from the start on, at most the cap: the floor plus one,
    not the ceiling. Decision of 2024-09-13, article 1."""
    if rule.start is None or rule.step is None:
        return np.zeros_like(births)
    return np.clip((births - rule.start) // rule.step + 1, 0, rule.cap)


def _by_birth(old: int, steps: Sequence[AgeFrom], births: IntArray) -> IntArray:
    """The age listed for the last month not after the birth; before the first, the old age."""
    ages = np.array([old, *(step.months for step in steps)], dtype=np.int64)
    return ages[np.searchsorted([step.from_ for step in steps], births, side="right")]


def _by_calendar(old: int, steps: Sequence[AgeFrom], births: IntArray) -> IntArray:
    """The age in the first month whose age in force has been reached: an age once reached does not rise."""
    begins = [-NEVER, *(step.from_ for step in steps)]
    ends = [*(step.from_ for step in steps), NEVER]
    age = np.zeros_like(births)
    for months, begin, end in zip((old, *(step.months for step in steps)), begins, ends, strict=True):
        reached = np.maximum(births + months, begin)
        age = np.where((age == 0) & (reached < end), reached - births, age)
    return age


def statutory_month(schedule: Schedule, category: str, birth: IntArray) -> IntArray:
    """Month in which those born in `birth` reach the statutory age (法定退休月), same shape."""
    return np.asarray(birth, dtype=np.int64) + statutory_age(schedule, category, birth)


def earliest_month(schedule: Schedule, category: str, birth: IntArray) -> IntArray:
    """First month of flexible early retirement (弹性提前退休), never before the old age, shape of `birth`.

    人社部发〔2024〕94号: at most three years early. Where the schedule allows none, the statutory month.
    """
    return _window(schedule, category, birth)[1]


def latest_month(schedule: Schedule, category: str, birth: IntArray) -> IntArray:
    """Last month of flexible late retirement (弹性延迟退休) by agreement, shape of `birth`.

    人社部发〔2024〕94号: at most three years late. Where the schedule allows none, the statutory month.
    """
    return _window(schedule, category, birth)[2]


def _window(schedule: Schedule, category: str, birth: IntArray) -> tuple[IntArray, IntArray, IntArray]:
    """Months in which those born in `birth` reach the statutory age, may first choose to retire, and must at last."""
    births = np.asarray(birth, dtype=np.int64)
    month = statutory_month(schedule, category, births)
    if schedule.early == schedule.late == 0:
        return month, month, month
    old = births + schedule.categories[category].old_age_months
    early, late = np.minimum(np.maximum(old, month - schedule.early), month), month + schedule.late
    if schedule.flexible_from is not None:
        free = month >= schedule.flexible_from
        early, late = np.where(free, early, month), np.where(free, late, month)
    return month, early, late


def retirement(turns: Sequence[Turn], category: IntArray, birth: IntArray) -> Retirement:
    """Retirement of persons by place of their category in `CATEGORIES` and month of birth, of one shape."""
    births = np.asarray(birth, dtype=np.int64)
    fields = tuple(np.zeros_like(births) for _ in Retirement._fields)
    for index, name in enumerate(CATEGORIES):
        who = np.nonzero(category == index)
        for field, values in zip(fields, of_category(turns, name.key, births[who]), strict=True):
            field[who] = values
    return Retirement(*fields)


def of_category(turns: Sequence[Turn], category: str, births: IntArray) -> Retirement:
    """Retirement of those of one category born in `births[B]`.

    Of schedules that follow one another counts the first under which the age is reached before the next
    begins: an age once reached does not rise.
    """
    (turn, *later), ends = turns, [turn.from_ for turn in turns[1:]]
    when = _in_turn(turn, category, births, 0)
    for place, (end, turn) in enumerate(zip(ends, later, strict=True), start=1):
        waits = (when.turn == place - 1) & (when.month >= end)
        for field, values in zip(when, _in_turn(turn, category, births, place), strict=True):
            np.copyto(field, values, where=waits)
    return when


def _in_turn(turn: Turn, category: str, births: IntArray, place: int) -> Retirement:
    """Retirement of those of one category under one schedule from when it comes into force."""
    old = turn.schedule.categories[category].old_age_months
    reached, early, late = _window(turn.schedule, category, births)
    month, earliest = np.maximum(reached, turn.from_), np.maximum(early, turn.from_)
    latest = np.maximum(late, month)
    age = month - births
    return Retirement(age, month, np.maximum(age - old, 0), earliest, latest, np.full_like(births, place))
