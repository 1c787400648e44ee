"""Awards: three real sheets of Hubei to the fen, the linear forms, rounding as on paper, and the kernel's own."""

from decimal import ROUND_HALF_UP, Decimal

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numba import njit

from actuary.kernels import layout
from actuary.kernels.month.retiring import award_employee, award_public, retiring
from actuary.law.award import (
    basic_pension,
    held,
    transitional_pension,
)
from actuary.law.legislation import Legislation
from actuary.law.pension import NONE, Claims, Pension, Reason, pension
from actuary.months import month, parse
from actuary.vocabulary import Category

FEN = Decimal("0.01")
SHEETS = {
    "man, 2025-05, Huangshi": (7048, 0.9729, 294, 171, 25843.25, 139.0, (1703.36, 1172.55, 185.92, 3061.83)),
    "woman, 2026-06, Shiyan": (7340, 0.5841, 180, 0, 50643.00, 185.4, (872.05, 0.00, 273.16, 1145.21)),
    "man, 2026-04, Jingzhou": (7210, 0.8463, 499, 170, 90001.62, 139.0, (2767.53, 1037.55, 647.49, 4452.57)),
}
WHO = {
    "man, 2025-05, Huangshi": (Category.MALE60, "1965-05", "2025-05"),
    "woman, 2026-06, Shiyan": (Category.FEMALE50, "1974-07", "2026-06"),
    "man, 2026-04, Jingzhou": (Category.MALE60, "1966-04", "2026-04"),
}


def claims(n: int = 1, **given: object) -> Claims:
    """Claims of `n` persons, by default a man of 1965-05 with thirty years and nothing unusual."""
    usual: dict[str, object] = {
        "category": 0,
        "birth": parse("1965-05"),
        "month": NONE,
        "months": 360.0,
        "years": np.nan,
        "deemed_months": 120.0,
        "deemed_years": np.nan,
        "wage_index": 1.0,
        "benefit_wage": 9000.0,
        "local": True,
        "balance": 100_000.0,
        "first_work": NONE,
        "public": False,
        "old_method": np.nan,
    }
    arrays = (np.broadcast_to(np.asarray(value), (n,)).copy() for value in (usual | given).values())
    return Claims(*arrays)


def one(law: Legislation, **given: object) -> Pension:
    return pension(law, law.turns(), claims(**given))


def sheet_claims(sheet: str) -> dict[str, object]:
    J, index, months, deemed, balance, _, _ = SHEETS[sheet]
    category, birth, retired = WHO[sheet]
    return {
        "category": int(category),
        "birth": parse(birth),
        "month": parse(retired),
        "months": float(months),
        "deemed_months": float(deemed),
        "wage_index": index,
        "benefit_wage": float(J),
        "balance": balance,
    }


@pytest.mark.parametrize("sheet", SHEETS)
def test_sheet_of_hubei(hindsight: Legislation, sheet: str) -> None:
    """Age, divisor, every part and the total agree with the office's sheet (facts, section 1.4) to 0.01 yuan."""
    found = one(hindsight, **sheet_claims(sheet))
    *_, divisor, parts = SHEETS[sheet]
    assert found.eligible.all()
    assert float(found.divisor[0]) == divisor
    assert tuple(float(part[0]) for part in (found.basic, found.transitional, found.account, found.total)) == parts


def test_sheets_at_once(hindsight: Legislation) -> None:
    """Three people at once get what each gets alone."""
    each = [sheet_claims(sheet) for sheet in SHEETS]
    together = {name: np.array([claim[name] for claim in each]) for name in each[0]}
    found = pension(hindsight, hindsight.turns(), claims(3, **together))
    assert found.total.tolist() == [sheet[-1][-1] for sheet in SHEETS.values()]


@settings(deadline=None)
@given(
    wage=st.integers(100_000, 3_000_000),
    index=st.integers(3000, 40000),
    months=st.integers(180, 600),
    deemed=st.integers(1, 180),
    balance=st.integers(0, 100_000_000),
    late=st.integers(0, 36),
)
def test_the_sheet_of_anybody_is_that_of_decimal_arithmetic(
    hindsight: Legislation, wage: int, index: int, months: int, deemed: int, balance: int, late: int
) -> None:
    """Each part equals exact decimal arithmetic rounded half up, ties included; the total is the sum of the parts."""
    J, I, B = Decimal(wage) / 100, Decimal(index) / 10000, Decimal(balance) / 100  # noqa: E741
    n, nd = ((Decimal(m) / 12).quantize(FEN, ROUND_HALF_UP) for m in (months, deemed))
    found = one(
        hindsight,
        birth=parse("1964-03"),
        month=parse("2024-03") + late,
        months=float(months),
        deemed_months=float(deemed),
        wage_index=float(I),
        benefit_wage=float(J),
        balance=float(B),
    )
    D = Decimal(repr(float(found.divisor[0])))
    basic = ((J + J * I) / 2 * n / 100).quantize(FEN, ROUND_HALF_UP)
    transitional = (J * I * nd * Decimal("0.012")).quantize(FEN, ROUND_HALF_UP)
    account = (B / D).quantize(FEN, ROUND_HALF_UP)
    parts = (found.basic, found.transitional, found.account)
    assert [Decimal(repr(float(part[0]))) for part in parts] == [basic, transitional, account]
    assert Decimal(repr(float(found.total[0]))) == basic + transitional + account


@pytest.mark.parametrize(
    ("birth", "retired", "divisor"),
    [
        ("1964-11", "2024-11", 139.0),
        ("1964-06", "2024-12", 139.0),
        ("1964-12", "2025-01", 138.4),
        ("1965-04", "2025-05", 138.4),
        ("1965-05", "2025-07", 137.8),
    ],
)
def test_divisor_at_the_turn_of_2025(hindsight: Legislation, birth: str, retired: str, divisor: float) -> None:
    """Whole ages for those who retire to 2024-12, months of age from 2025-01."""
    assert float(one(hindsight, birth=parse(birth), month=parse(retired)).divisor[0]) == divisor


def test_minimum_years_by_year_of_retirement(hindsight: Legislation, witness) -> None:
    """180 months to 2029, six more each year, 240 from 2039: eligible with them, not with one month less."""
    for row in witness("min_contribution_years.csv"):
        retired, needed = int(row["retirement_year"]) * 12 + 5, int(row["min_contribution_months"])
        woman = {"category": 2, "birth": retired - 56 * 12, "month": retired, "deemed_months": 0.0}
        enough = one(hindsight, months=float(needed), **woman)
        short = one(hindsight, months=needed - 1.0, **woman)
        assert (enough.minimum_years * 12).tolist() == [needed]
        assert enough.eligible.all()
        assert Reason(int(short.reason[0])) is Reason.SHORT_OF_YEARS
        assert np.isnan(short.total).all()


@pytest.mark.parametrize(
    ("retired", "months", "reason"),
    [
        ("2031-06", 360.0, Reason.BEFORE_WINDOW),
        ("2031-07", 360.0, Reason.EARLY),
        ("2031-07", 180.0, Reason.SHORT_OF_YEARS),
        ("2033-03", 360.0, Reason.AT_STATUTORY_MONTH),
        ("2033-04", 360.0, Reason.LATE),
        ("2036-03", 360.0, Reason.LATE),
        ("2036-04", 360.0, Reason.AFTER_WINDOW),
        ("2036-04", 222.0, Reason.PAID_ON),
        ("2036-04", 221.0, Reason.SHORT_OF_YEARS),
        ("2036-04", np.nan, Reason.YEARS_NOT_GIVEN),
    ],
)
def test_reasons_at_the_edges_of_the_window(
    hindsight: Legislation, retired: str, months: float, reason: Reason
) -> None:
    """A man of 1971-07 may choose 2031-07 to 2036-03; after it, only who pays on for want of years."""
    found = one(hindsight, birth=parse("1971-07"), month=parse(retired), months=months)
    assert Reason(int(found.reason[0])) is reason
    assert found.eligible[0] == (reason <= Reason.PAID_ON)


def test_early_needs_the_minimum_years(hindsight: Legislation) -> None:
    """With fewer years than the earliest month asks for, the window opens at the statutory month."""
    few, many = (one(hindsight, birth=parse("1971-07"), months=months) for months in (191.0, 192.0))
    assert few.earliest[0] == few.retirement.month[0]
    assert many.earliest[0] == parse("2031-07")


def test_no_transitional_pension_for_who_began_after_accounts(hindsight: Legislation) -> None:
    """First work by 1995-12 and from 1996-01: one month apart, with and without."""
    before, after = (one(hindsight, first_work=parse(m)) for m in ("1995-12", "1996-01"))
    assert before.transitional[0] > 0
    assert after.transitional[0] == 0
    assert after.total[0] == pytest.approx(before.total[0] - before.transitional[0], abs=0.001)


def test_benefit_wage_of_the_law_where_none_is_given(hindsight: Legislation) -> None:
    """Wuhan's published wage of the year of retirement; none after the last published year or elsewhere."""
    known = one(hindsight, birth=parse("1962-03"), benefit_wage=np.nan)
    assert (known.benefit_wage[0], known.month[0]) == (8531.0, parse("2022-03"))
    for unknown in ({"birth": parse("1975-03")}, {"birth": parse("1962-03"), "local": False}):
        found = one(hindsight, benefit_wage=np.nan, **unknown)
        assert found.eligible[0]
        assert np.isnan(found.total[0])


def test_before_the_rules_there_is_an_age_and_no_award(hindsight: Legislation) -> None:
    """A man of 1940 reached 60 in 2000; how he was awarded is not held."""
    found = one(hindsight, birth=parse("1940-02"))
    assert found.month[0] == parse("2000-02")
    assert Reason(int(found.reason[0])) is Reason.NO_RULES
    assert np.isnan(found.total[0])


@pytest.mark.parametrize(
    ("retired", "share"),
    [("2014-10", 0.1), ("2015-12", 0.1), ("2016-01", 0.2), ("2019-06", 0.5), ("2023-12", 0.9), ("2024-09", 1.0)],
)
def test_public_staff_of_the_transition(hindsight: Legislation, retired: str, share: float) -> None:
    """Never below the old method; of the excess of the new one, a tenth more each year."""
    who = {"birth": parse(retired) - 720, "public": True}
    new = float(one(hindsight, **who).total[0])
    for old in (new + 500.0, new - 500.0):
        found = one(hindsight, old_method=old, **who)
        paid = old if old > new else old + share * 500.0
        assert float(found.total[0]) == pytest.approx(paid, abs=0.005)
        parts = found.basic + found.transitional + found.account + found.adjustment
        assert found.total.tolist() == pytest.approx(parts.tolist(), abs=1e-6)


def test_public_staff_outside_the_transition(hindsight: Legislation) -> None:
    """From 2024-10 the new method in full; nor is who began after the reform held to the old one."""
    for given_ in (
        {"birth": parse("1964-10")},
        {"birth": parse("1960-01"), "deemed_months": np.nan, "first_work": parse("2014-10")},
        {"birth": parse("1960-01"), "public": False},
    ):
        who = {"public": True} | given_
        assert one(hindsight, old_method=99_999.0, **who).total[0] == one(hindsight, **who).total[0]


def test_public_staff_retired_before_the_reform(hindsight: Legislation) -> None:
    """To 2014-09 the old method alone: its pension is the total, and without it nothing is made up."""
    who = {"public": True, "birth": parse("1954-09")}
    found = one(hindsight, old_method=4000.0, **who)
    assert (bool(found.eligible[0]), float(found.total[0])) == (True, 4000.0)
    assert np.isnan([found.basic[0], found.account[0]]).all()
    assert np.isnan(one(hindsight, **who).total[0])
    assert np.isfinite(one(hindsight, public=True, birth=parse("1954-10")).total[0])


def test_the_kernel_awards_as_the_law_does(hindsight: Legislation) -> None:
    """The monthly step's own arithmetic, for one person in each lane, is the unrounded award of the same person."""
    J, index, years, deemed, balance, divisor = 5476.67, 0.93, 27.5, 11.25, 48_321.0, 139.0
    n = np.zeros(layout.NUMBERS)
    n[layout.J], n[layout.ACCRUAL] = J, hindsight.number("law.employee_pension.basic_accrual", month(2016, 1))
    n[layout.TRANSITIONAL_RATE] = hindsight.number("law.employee_pension.transitional_rate", month(2016, 1))
    n[layout.PUBLIC_OLD], n[layout.PUBLIC_CAP], n[layout.PUBLIC_GUARANTEE] = 1900.0, 0.2, 1.0
    person = np.zeros((layout.TOTALS, layout.LANES))
    person[:5] = np.array([1.0, years, index * years, index * deemed, balance])[:, None]
    basic = float(basic_pension(np.float64(J), np.float64(index), np.float64(years), n[layout.ACCRUAL]))
    rate = n[layout.TRANSITIONAL_RATE]
    transitional = float(transitional_pension(np.float64(J), np.float64(index), np.float64(deemed), rate))
    awarded = kernel_employee(person.ravel(), n, divisor)
    parts = awarded.reshape(layout.TOTALS, layout.LANES)[1:4]
    assert parts.tolist() == [pytest.approx([part] * 16, abs=1e-9) for part in (basic, transitional, balance / divisor)]
    awarded = kernel_public(person.ravel(), n, divisor)
    paid = float(held(1900.0, basic + transitional + balance / divisor, 0.2))
    both = awarded.reshape(layout.TOTALS, layout.LANES)[1:3].sum(axis=0)
    assert both.tolist() == pytest.approx([paid] * 16, abs=1e-9)


EVERYTHING = layout.HAS_DEEMED | layout.HAS_RESIDENT_ACCOUNT


@njit
def kernel_employee(person, n, divisor):  # type: ignore[no-untyped-def]
    """What the kernel's award makes of one cell of the insured."""
    left, new, out = person.copy(), np.zeros_like(person), np.zeros_like(person)
    who, served, index, deemed, fund, saved = retiring(left, 0, person, 0, EVERYTHING, 1.0, 1.0)
    award_employee(new, 0, who, served, index, deemed, fund, saved, n, divisor, out, 0)
    return new


@njit
def kernel_public(person, n, divisor):  # type: ignore[no-untyped-def]
    """What the kernel's award makes of one cell of public staff."""
    new, out = np.zeros_like(person), np.zeros_like(person)
    award_public(new, 0, person, 0, 1.0, n, divisor, out, 0)
    return new
