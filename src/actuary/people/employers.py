"""What employers are asked (单位应缴): of each fund the rate, what is levied of it after waivers, and what classes of
risk and floating make of work injury's."""

import numpy as np
from numpy.typing import NDArray

from actuary.dated import Parameters
from actuary.months import month
from actuary.vocabulary.declared import DECLARED
from actuary.vocabulary.words import MERGED

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]

RATES = {
    "employee_pension": "law.employee_pension.employer_rate",
    "employee_medical": "law.employee_medical.employer_rate",
    "unemployment": "law.unemployment.employer_rate",
    "work_injury": "law.work_injury.average_rate",
    "maternity": "law.maternity.employer_rate",
    **{fund.name.key: fund.rate for fund in DECLARED if fund.rate is not None and fund.employers_pay},
}
"""The rate by which employers pay for a fund, of funds declared by data too."""
BY_SIZE = ("employee_pension", "unemployment", "work_injury")
"""Funds whose waivers go by the size of enterprises."""
MEDICAL_FACTOR = "law.employee_medical.employer_factor"
CLASS_RATE, FLOATING = "law.work_injury.class_rate", "basis.injury.floating_mean"
ASKED = frozenset(
    {
        *RATES.values(),
        *(f"law.{fund}.employer_factor_{size}" for fund in BY_SIZE for size in ("small", "large")),
        MEDICAL_FACTOR,
        CLASS_RATE,
        FLOATING,
    }
)
"""Parameters that say what employers are asked."""
SMALL, CLASSES = "basis.employers.small_and_medium_share_of_bases", "basis.injury.class_shares_of_wage_bill"
MERGER = "law.maternity.merger"
WEIGHTS = frozenset({SMALL, CLASSES, MERGER})
"""Parameters by which that is averaged, and that say which fund's waiver is maternity's; themselves nothing asked."""
FIRST_CLASSES = month(2015, 10)
"""Month in which the eight classes of risk begin (人社部发〔2015〕71号)."""


def levied(law: Parameters, basis: Parameters, fund: str, months: IntArray) -> FloatArray:
    """Share of the employers' rate that is levied, after waivers by size `[T]`."""
    small, large = basis.over(SMALL, months), law.over(f"law.{fund}.employer_factor_large", months)
    return np.asarray(small * law.over(f"law.{fund}.employer_factor_small", months) + (1 - small) * large)


def relief(law: Parameters, months: IntArray) -> FloatArray:
    """Share of maternity's rate that is levied `[T]`: once merged it has the waiver of employee medical."""
    return np.where(law.word_over(MERGER, months) == MERGED, law.over(MEDICAL_FACTOR, months), 1.0)


def injury_rate(law: Parameters, basis: Parameters, floating: FloatArray, months: IntArray, opening: int) -> FloatArray:
    """Mean rate of work injury on wages `[T]`: the published average, moved by what the law does to the classes' base
    rates over the wage bill, by the mix of classes, and by `floating[T]`; before the eight classes the average alone.
    """
    mix = basis.table(CLASSES, opening)
    rates = law.table_over(CLASS_RATE, np.maximum(months, FIRST_CLASSES))
    first = law.table(CLASS_RATE, FIRST_CLASSES)
    order = [first.keys.index(key) for key in mix.keys]
    mean = (rates[:, order] * basis.table_over(CLASSES, months)).sum(axis=1)
    return np.asarray(law.over(RATES["work_injury"], months) * floating * mean / (first.values[order] @ mix.values))


def asked(law: Parameters, basis: Parameters, floating: FloatArray, months: IntArray, opening: int) -> FloatArray:
    """What enterprises are asked for all funds together, as a share of bases `[T]`."""
    rates = {fund: law.over(name, months) for fund, name in RATES.items()}
    rates["work_injury"] = injury_rate(law, basis, floating, months, opening)
    for fund in BY_SIZE:
        rates[fund] = rates[fund] * levied(law, basis, fund, months)
    rates["employee_medical"] = rates["employee_medical"] * law.over(MEDICAL_FACTOR, months)
    rates["maternity"] = rates["maternity"] * relief(law, months)
    return np.asarray(sum(rates.values()))
