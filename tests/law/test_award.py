"""Awards: three real sheets of Hubei to the fen, the linear forms, and rounding as on paper."""

from decimal import ROUND_HALF_UP, Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from actuary.law.award import (
    award,
    basic_from_totals,
    basic_pension,
    round_half_up,
    transitional_from_totals,
    transitional_pension,
    years_of,
)

FEN = Decimal("0.01")
SHEETS = {
    "man, 2025-05, Huangshi": (7048, 0.9729, 294, 171, 25843.25, 139.0, (1703.36, 1172.55, 185.92, 3061.83)),
    "woman, 2026-06, Shiyan": (7340, 0.5841, 180, 0, 50643.00, 185.4, (872.05, 0.00, 273.16, 1145.21)),
    "man, 2026-04, Jingzhou": (7210, 0.8463, 499, 170, 90001.62, 139.0, (2767.53, 1037.55, 647.49, 4452.57)),
}


@pytest.mark.parametrize("sheet", SHEETS)
def test_sheet_of_hubei(sheet: str) -> None:
    """Every part and the total agree with the office's sheet to 0.01 yuan."""
    J, index, months, deemed, balance, divisor, parts = SHEETS[sheet]
    found = award(
        J=J,
        index=index,
        years=years_of(months),
        deemed_years=years_of(deemed),
        balance=balance,
        divisor=divisor,
    )
    assert tuple(float(part) for part in found) == parts


def test_sheets_at_once() -> None:
    """Three people at once get what each gets alone."""
    J, index, months, deemed, balance, divisor = (
        np.array(column) for column in list(zip(*SHEETS.values(), strict=True))[:6]
    )
    found = award(
        J=J,
        index=index,
        years=years_of(months),
        deemed_years=years_of(deemed),
        balance=balance,
        divisor=divisor,
    )
    assert [tuple(map(float, row)) for row in zip(*found, strict=True)] == [sheet[-1] for sheet in SHEETS.values()]


def test_years_of_months() -> None:
    """A sheet counts 171 months as 14.25 years, 170 as 14.17, 499 as 41.58."""
    assert years_of(np.array([171, 170, 499, 180, 0])).tolist() == [14.25, 14.17, 41.58, 15.0, 0.0]


def test_totals_equal_the_sum_of_persons() -> None:
    """The forms in totals are the sum of the persons' pensions, whatever correlation of I and n."""
    J = 5476.67
    index, years, deemed = np.array([0.6, 1.8, 3.0]), np.array([15.0, 20.5, 41.0]), np.array([0.0, 3.0, 12.0])
    basic = basic_from_totals(J, years.sum(), (index * years).sum())
    transitional = transitional_from_totals(J, (index * deemed).sum())
    assert float(basic) == pytest.approx(basic_pension(J, index, years).sum(), abs=1e-9)
    assert float(transitional) == pytest.approx(transitional_pension(J, index, deemed).sum(), abs=1e-9)


@given(
    wage=st.integers(100_000, 3_000_000),
    index=st.integers(3000, 40000),
    months=st.integers(1, 600),
    balance=st.integers(0, 100_000_000),
    tenths=st.integers(560, 2330),
)
def test_rounding_is_that_of_decimal_arithmetic(wage: int, index: int, months: int, balance: int, tenths: int) -> None:
    """Basic and account pension equal exact decimal arithmetic rounded half up, ties included."""
    J, I, B, D = Decimal(wage) / 100, Decimal(index) / 10000, Decimal(balance) / 100, Decimal(tenths) / 10  # noqa: E741
    n = (Decimal(months) / 12).quantize(FEN, ROUND_HALF_UP)
    found = award(J=float(J), index=float(I), years=float(n), deemed_years=float(n), balance=float(B), divisor=float(D))
    basic = ((J + J * I) / 2 * n / 100).quantize(FEN, ROUND_HALF_UP)
    transitional = (J * I * n * Decimal("0.012")).quantize(FEN, ROUND_HALF_UP)
    account = (B / D).quantize(FEN, ROUND_HALF_UP)
    assert [Decimal(repr(float(part))) for part in found[:3]] == [basic, transitional, account]
    assert Decimal(repr(float(found.total))) == basic + transitional + account


def test_a_tie_that_floats_miss() -> None:
    """1.005 is below the tie in binary; on paper it rounds up."""
    assert round_half_up(np.array([1.005, 2.675, 0.125, 0.0])).tolist() == [1.01, 2.68, 0.13, 0.0]
