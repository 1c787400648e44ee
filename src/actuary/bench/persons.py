"""Persons drawn for a measurement (试算人员): nobody's data, of the shape that an office's own table has."""

import numpy as np

from actuary.law.divisor import annuity_divisor
from actuary.law.retirement import retirement
from actuary.liability.promises import Promises
from actuary.liability.valued import Conditions

YOUNGEST, OLDEST = 16 * 12, 95 * 12
"""Ages drawn [month of age]."""
MOST_BASIC, MOST_BALANCE = 4000.0, 200_000.0
"""Accrued basic pensions and accounts are drawn up to here [yuan a month], [yuan]."""


def drawn(conditions: Conditions, persons: int, seed: int) -> Promises:
    """Promises to so many persons under the statutory ages and divisors of the conditions."""
    random = np.random.default_rng(seed)
    category = random.integers(0, 3, persons, dtype=np.int8)
    age = random.integers(YOUNGEST, OLDEST, persons, dtype=np.int16)
    basic = random.random(persons) * MOST_BASIC
    balance = random.random(persons) * MOST_BALANCE
    cells = np.arange(3 * OLDEST)
    kinds, ages = cells // OLDEST, cells % OLDEST
    due = retirement(conditions.law.turns(), kinds, conditions.month - ages).month
    wait = np.maximum(due - conditions.month, 0)
    table = conditions.law.table("law.employee_pension.divisor", conditions.month)
    divisor = annuity_divisor(table, ages + wait, by_month=False)
    place = category.astype(np.int32) * OLDEST + age
    waits = wait.astype(np.int16)[place]
    balance[waits == 0] = 0.0
    return Promises(category, age, waits, basic, balance, divisor[place])
