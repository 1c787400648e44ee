"""Persons that do not exist (合成人员): a table as `actuary award` reads it, of ages and records drawn."""

import numpy as np
import polars as pl

from actuary.months import text
from actuary.vocabulary import CATEGORIES

BORN = (1950 * 12, 1996 * 12)
"""Months of birth drawn [month]."""
INDEX, MONTHS, BALANCE = (0.4, 3.0), (12, 480), (0.0, 300_000.0)
"""Wage index, months of contributions and account drawn [1], [month], [yuan]."""


def persons(count: int, seed: int, number: int) -> pl.DataFrame:
    """So many persons of a city, the same for the same seed and number."""
    random = np.random.Generator(np.random.Philox(key=[seed, (1 << 32) + number]))
    births, months = random.integers(*BORN, count), random.integers(*MONTHS, count)
    return pl.DataFrame(
        {
            "id": np.arange(1, count + 1),
            "category": random.choice([category.key for category in CATEGORIES], count),
            "birth_month": [text(month) for month in births.tolist()],
            "total_months": months,
            "deemed_months": np.minimum(random.integers(0, 180, count), months // 2),
            "avg_index": np.round(random.uniform(*INDEX, count), 4),
            "account_balance": np.round(random.uniform(*BALANCE, count), 2),
        }
    )
