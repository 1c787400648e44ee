"""What the law says in a month (现行法): dated parameters, schedules and pools under one rule set."""

from bisect import bisect_right
from collections.abc import Mapping
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from actuary import months
from actuary.dated import Parameters, PoolingMap, Schedule, Table
from actuary.errors import Both, Problem, problem
from actuary.law.formulas import FORMS, Formula
from actuary.law.retirement import NEVER, Retirement, Turn, of_category
from actuary.vocabulary import CATEGORIES

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]

SCHEDULE_IN_FORCE = "law.employee_pension.statutory_age"
"""Parameter that names the schedule in force."""
BORN = range(months.month(1838, 1), months.month(2101, 1))
"""Months of birth of all who can live in a run."""
TABLES = 64
"""Tables of retirement by month of birth that are known at most."""
_made: dict[tuple[int, ...], tuple[tuple[Turn, ...], Retirement]] = {}


class Legislation:
    """The law seen under one rule set (法律视图): which rows are seen is the choice of its `Parameters`."""

    def __init__(
        self, parameters: Parameters, schedules: Mapping[str, Schedule], pooling: Mapping[str, PoolingMap]
    ) -> None:
        """`schedules` and `pooling` by name."""
        self.parameters = parameters
        self.schedules = schedules
        self.pooling = pooling
        self._turns: dict[int, tuple[Turn, ...]] = {}
        self._retiring: dict[int, Retirement] = {}

    def number(self, name: str, month: int) -> float:
        """A parameter in force in `month`; after its last stated value by its tail."""
        return self.parameters.number(name, month)

    def over(self, name: str, span: IntArray) -> FloatArray:
        """A parameter for each month of `span` `[T]`."""
        return self.parameters.over(name, span)

    def table(self, name: str, month: int) -> Table:
        """A table in force in `month`."""
        return self.parameters.table(name, month)

    def table_over(self, name: str, span: IntArray) -> FloatArray:
        """A table for each month of `span` `[T, keys]`."""
        return self.parameters.table_over(name, span)

    def word(self, name: str, month: int) -> str:
        """A parameter whose value is a word."""
        return self.parameters.word(name, month)

    def word_over(self, name: str, span: IntArray) -> NDArray[np.str_]:
        """A word for each month of `span` `[T]`."""
        return self.parameters.word_over(name, span)

    def formula(self, name: str, month: int) -> Formula:
        """The formula in force in `month` (现行公式), which rounds its result as its law says."""
        word, row = self.word(name, month), self.parameters.row(name, month)
        if word not in FORMS:
            message = Both(f"公式“{word}”不存在。", f"There is no formula {word!r}.")
            remedy = Both(f"可用：{'、'.join(FORMS)}。", f"Choose {', '.join(FORMS)}.")
            raise Problem(problem("formula", message=message, remedy=remedy, file=row.file, line=row.line, field=name))
        return Formula(name, FORMS[word], row)

    def stated(self, name: str, month: int) -> float | None:
        """A discretionary parameter (裁量参数) as decreed for `month`; None where no known decree does."""
        return self.parameters.stated(name, month)

    def schedule(self, month: int) -> Schedule:
        """Schedule of the statutory age (法定退休年龄表) in force in `month`."""
        name = self.parameters.word(SCHEDULE_IN_FORCE, month)
        if name not in self.schedules:
            raise Problem(
                problem(
                    "schedule",
                    message=Both(
                        f"{months.text(month)} 所用的退休年龄表“{name}”不存在。",
                        f"The schedule {name!r}, in force in {months.text(month)}, does not exist.",
                    ),
                    remedy=Both(
                        f"请从中选一个：{'、'.join(sorted(self.schedules))}；或补上同名文件。",
                        f"Choose {', '.join(sorted(self.schedules))}, or write a file of that name.",
                    ),
                    field=SCHEDULE_IN_FORCE,
                )
            )
        return self.schedules[name]

    def turns(self, until: int = NEVER) -> tuple[Turn, ...]:
        """The schedules of the statutory age in the order in which they come into force (退休年龄表沿革), those of a
        reform among them, up to the month `until`."""
        self.parameters.asked.add(SCHEDULE_IN_FORCE)  # read once, used each month
        known = self._turning[: bisect_right(self._turning, until)]
        if len(known) not in self._turns:
            found: list[Turn] = []
            for month in known:
                schedule = self.schedule(month)
                if not found or found[-1].schedule.name != schedule.name:
                    found.append(Turn(month if found else -NEVER, schedule))
            self._turns[len(known)] = tuple(found)
        return self._turns[len(known)]

    @cached_property
    def _turning(self) -> list[int]:
        """Months in which another schedule may come into force, in order."""
        rows = self.parameters.parameters[SCHEDULE_IN_FORCE].values
        return sorted({row.from_ for row in rows} | set(self.parameters.changes.turns(SCHEDULE_IN_FORCE)))

    def retiring(self, month: int) -> Retirement:
        """Retirement by category and month of birth `[G, BORN]` (各类别退休时点) by the schedules up to `month`: who
        has reached the age in force is not called back by a later one. The table of one sequence is made once."""
        turns = self.turns(month)
        if len(turns) not in self._retiring:
            self._retiring[len(turns)] = retiring_under(turns)
        return self._retiring[len(turns)]


def retiring_under(turns: tuple[Turn, ...]) -> Retirement:
    """Retirement by category and month of birth `[G, BORN]` under schedules that follow one another; made once for all
    law that has the very same, of the latest that were asked for."""
    key = tuple(part for turn in turns for part in (turn.from_, id(turn.schedule)))
    _, table = _made.get(key, (turns, None))
    if table is None:
        births = np.arange(BORN.start, BORN.stop)
        found = (of_category(turns, category.key, births) for category in CATEGORIES)
        table = Retirement(*(np.stack(fields) for fields in zip(*found, strict=True)))
        for field in table:
            field.setflags(write=False)
        _made[key] = turns, table  # which hold the schedules, so that no other is taken for one of them
        for oldest in [*_made][:-TABLES]:
            _made.pop(oldest, None)
    return table
