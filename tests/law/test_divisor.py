"""Divisors: the annex of 2005, and ages between birthdays from 2025."""

import numpy as np
import pytest

from actuary.law.divisor import annuity_divisor
from actuary.law.legislation import Legislation
from actuary.months import month, parse

NAME = "law.employee_pension.divisor"
BY_MONTH = {(60, 1): 138.4, (50, 1): 194.6, (60, 2): 137.8, (51, 11): 185.4, (60, 0): 139.0, (58, 0): 152.0}


@pytest.mark.parametrize("age", BY_MONTH)
def test_between_birthdays(hindsight: Legislation, age: tuple[int, int]) -> None:
    """Offices interpolate by month and round to 0.1."""
    years, months = age
    table = hindsight.table(NAME, month(2025, 3))
    assert float(annuity_divisor(table, np.array(years * 12 + months), True)) == BY_MONTH[age]


def test_annex(hindsight: Legislation) -> None:
    """All 31 whole ages; 208 at 47."""
    table = hindsight.table(NAME, month(2016, 1))
    assert table.keys == tuple(str(age) for age in range(40, 71))
    printed = [233, 230, 226, 223, 220, 216, 212, 208, 204, 199, 195, 190, 185, 180, 175, 170]
    printed += [164, 158, 152, 145, 139, 132, 125, 117, 109, 101, 93, 84, 75, 65, 56]
    assert table.values.tolist() == printed
    whole = annuity_divisor(table, np.arange(40, 71) * 12 + 11, False)
    assert whole[:-1].tolist() == printed[:-1]


def test_falls_with_age_and_ends_with_the_table(hindsight: Legislation) -> None:
    """By month the divisor never rises; outside 40 to 70 it is that of the nearest age."""
    table = hindsight.table(NAME, month(2025, 1))
    by_month = annuity_divisor(table, np.arange(30 * 12, 90 * 12), True)
    assert (np.diff(by_month) <= 0).all()
    assert by_month[0] == 233.0
    assert by_month[-1] == 56.0


def test_method_changes_in_2025(hindsight: Legislation) -> None:
    """Whole ages to 2024-12, months from 2025-01."""
    words = [hindsight.word("law.employee_pension.divisor_monthly", parse(m)) for m in ("2024-12", "2025-01")]
    assert words == ["whole_age", "by_month"]
