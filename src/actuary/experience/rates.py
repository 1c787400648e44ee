"""Expected rates (预期发生率): what the beliefs say would happen to a person in a year, by event, category and age."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from actuary.basis.basis import Basis
from actuary.people.axes import by_month
from actuary.valuation.prepare import Views

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]
MIDDLE = 6
"""The middle of a year of age [month]."""
EMPLOYEES, PAYING = "opening.pension.enterprise_employees_insured", "opening.pension.paying_share_enterprise"


class Believed(NamedTuple):
    """What rates are expected by (预期的依据): beliefs, and of the opening the enterprise employees who pay and the
    insured of work injury, by whom beliefs that are counts are divided [person]."""

    basis: Basis
    paying: float
    insured: float


Rate = Callable[[Believed, int, IntArray, IntArray], FloatArray]


def believed(seen: Views, opening: int) -> Believed:
    """Of a run's beliefs and its opening at the end of month `opening`."""
    share = seen.opening.number(PAYING, opening) if PAYING in seen.opening.parameters else 1.0
    employees = seen.opening.number(EMPLOYEES, opening)
    return Believed(seen.basis, employees * share, seen.opening.number("opening.insured.work_injury", opening))


def death(by: Believed, month: int, category: IntArray, age: IntArray) -> FloatArray:
    """Force of mortality of the month [a year], so that it times person-years is deaths."""
    return np.asarray(-12.0 * np.log1p(-by.basis.death_probability(month)[category, 12 * age + MIDDLE]))


def birth(by: Believed, month: int, category: IntArray, age: IntArray) -> FloatArray:
    """Births a woman [a year]; none of men."""
    return np.where(category > 0, 12.0 * by.basis.birth_probability(month)[12 * age + MIDDLE], 0.0)


def dormancy(by: Believed, month: int, category: IntArray, age: IntArray) -> FloatArray:
    """Force by which payers stop paying [a year], at every age alike."""
    return _force(by.basis.number("basis.flow.dormancy_rate", month), age)


def comeback(by: Believed, month: int, category: IntArray, age: IntArray) -> FloatArray:
    """Force by which the dormant come back [a year], at every age alike."""
    return _force(by.basis.number("basis.flow.return_rate", month), age)


def port_out(by: Believed, month: int, category: IntArray, age: IntArray) -> FloatArray:
    """Force by which the insured leave for another city's fund with their record [a year]."""
    table = by.basis.table("basis.flow.portability_out_rate", month)
    return np.asarray(-np.log1p(-by_month(table.keys, np.asarray(table.values))[12 * age + MIDDLE]))


def job_loss(by: Believed, month: int, category: IntArray, age: IntArray) -> FloatArray:
    """Force by which employees who pay become claimants of unemployment [a year], at every age alike."""
    inflow = by.basis.number("basis.unemployment.inflow", month)
    return _force(inflow / by.paying if by.paying else 0.0, age)


def reemployment(by: Believed, month: int, category: IntArray, age: IntArray) -> FloatArray:
    """Force by which claimants find work [a year], at every age alike; believed by month."""
    return 12.0 * _force(by.basis.number("basis.unemployment.reemployment_rate", month), age)


def injury(by: Believed, month: int, category: IntArray, age: IntArray) -> FloatArray:
    """Injuries recognised a member of the fund [a year], at every age alike."""
    return np.full(len(age), by.basis.number("basis.injury.cases_recognised", month) / by.insured)


def _force(share: float, age: IntArray) -> FloatArray:
    return np.full(len(age), -np.log1p(-share))


RATES: dict[str, Rate] = {
    "death": death,
    "birth": birth,
    "dormancy": dormancy,
    "return": comeback,
    "port_out": port_out,
    "job_loss": job_loss,
    "reemployment": reemployment,
    "injury": injury,
}


def expected(by: Believed, event: str, months: IntArray, category: IntArray, age: IntArray) -> FloatArray:
    """Rates of an event for rows of a table [a year]."""
    result = np.zeros(len(age))
    for month in np.unique(months):
        rows = months == month
        result[rows] = RATES[event](by, int(month), category[rows], age[rows])
    return result
