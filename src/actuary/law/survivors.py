"""Death benefits of the employee pension (遗属待遇), arrays in, arrays out. 人社部发〔2021〕18号, articles 2-4."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]


class LumpRule(NamedTuple):
    """Months of the lump sum (抚恤金月数的规定), each of the shape of the persons or a number."""

    under5: FloatArray
    under10: FloatArray
    from10: FloatArray
    per_year: FloatArray
    """For each full year above fifteen [month]."""
    years_cap: FloatArray
    """Years counted at most [year]."""
    months_cap: FloatArray
    per_pension_year: FloatArray
    """Taken off for each year of pension drawn [month]."""
    retired_floor: FloatArray


FIRST_YEARS = 15.0
"""Years above which each full one adds (满15年后), article 3 [year]."""
_DUST = 1e-9


def insured_months(years: FloatArray, rule: LumpRule) -> FloatArray:
    """Months of the lump sum for who dies before retirement (在职死亡), by years paid [month]."""
    paid = np.minimum(np.asarray(years, dtype=np.float64), rule.years_cap) + _DUST
    band = np.where(paid < 5, rule.under5, np.where(paid < 10, rule.under10, rule.from10))
    beyond = np.floor(np.maximum(paid - FIRST_YEARS, 0.0)) * rule.per_year
    return np.minimum(band + beyond, rule.months_cap)


def pensioner_months(years: FloatArray, drawn_months: FloatArray, rule: LumpRule) -> FloatArray:
    """Months of the lump sum for who dies retired (退休后死亡) [month]: as at retirement, less what the time of
    drawing takes off, counted to the month, not below the floor."""
    taken = np.asarray(drawn_months) / 12.0 * rule.per_pension_year
    return np.maximum(insured_months(years, rule) - taken, rule.retired_floor)
