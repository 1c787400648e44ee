"""Months (月) as plain integers: year * 12 + (month - 1), so that a difference is a number of months."""

import calendar
import re

from actuary.errors import Both, Problem, problem

_TEXT = re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?")


def month(year: int, number: int) -> int:
    """Month index of calendar month `number` (1-12) of `year` [month]."""
    return year * 12 + number - 1


def parse(text: str, field: str | None = None) -> int:
    """Month index of `YYYY-MM` or `YYYY-MM-DD` (the day is dropped); raises Problem on anything else."""
    return parse_date(text, field)[0]


def parse_date(text: str, field: str | None = None) -> tuple[int, int | None]:
    """Month index and day of `YYYY-MM` or `YYYY-MM-DD`, the day None where there is none; raises Problem."""
    match = _TEXT.fullmatch(text)
    if match is None or int(match[3] or 1) > days(month(int(match[1]), int(match[2]))):
        raise Problem(
            problem(
                "month",
                message=Both(f"“{text}”不是月份。", f"{text!r} is not a month."),
                remedy=Both("请写成 YYYY-MM，例如 2016-05。", "Write it as YYYY-MM, for example 2016-05."),
                field=field,
            )
        )
    return month(int(match[1]), int(match[2])), int(match[3]) if match[3] else None


def date_text(index: int, day: int | None) -> str:
    """`YYYY-MM-DD` of a month index and a day; `YYYY-MM` without one."""
    return text(index) if day is None else f"{text(index)}-{day:02d}"


def days(index: int) -> int:
    """Days of a month (当月天数), year by year [day]; of a year before 1, those of the year 1."""
    return calendar.monthrange(max(index // 12, 1), index % 12 + 1)[1]


def text(index: int) -> str:
    """`YYYY-MM` of a month index."""
    return f"{index // 12:04d}-{index % 12 + 1:02d}"


def year_of(index: int) -> int:
    """Calendar year of a month index."""
    return index // 12


def years(first: int, last: int) -> range:
    """Calendar years from month `first` to month `last`, in part or whole."""
    return range(year_of(first), year_of(last) + 1)
