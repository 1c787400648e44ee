"""Formulas as law names them: the shape in force at a date, and its rounding as a property of it."""

import numpy as np
import pytest

from actuary.dated import Rounding
from actuary.errors import Problem
from actuary.law.formulas import FORMS
from actuary.law.legislation import Legislation
from actuary.law.rounding import rounded
from actuary.months import parse
from tests.law.test_award import SHEETS

PENSION = "law.employee_pension"


@pytest.mark.parametrize("sheet", SHEETS)
def test_formulas_in_force_give_the_sheets(hindsight: Legislation, sheet: str) -> None:
    """What the law of the month of award names, called on the sheet's figures, gives the sheet's parts to the fen."""
    J, index, months, deemed, balance, divisor, parts = SHEETS[sheet]
    on = parse("2025-05" if "2025" in sheet else "2026-05")
    years_of = hindsight.formula(f"{PENSION}.contribution_years_formula", on)
    basic = hindsight.formula(f"{PENSION}.basic_pension_formula", on)
    transitional = hindsight.formula(f"{PENSION}.transitional_pension_formula", on)
    account = hindsight.formula(f"{PENSION}.account_pension_formula", on)
    accrual = hindsight.number(f"{PENSION}.basic_accrual", on)
    rate = hindsight.number(f"{PENSION}.transitional_rate", on)
    regulation = hindsight.number(f"{PENSION}.regulation_amount", on)
    found = (
        float(basic(J, index, years_of(months), accrual)),
        float(transitional(J, index, years_of(deemed), rate, regulation)),
        float(account(balance, divisor)),
    )
    assert found == parts[:3]


def test_the_regulation_amount_comes_on_top() -> None:
    """J x I x deemed years x rate and the amount beside it: 4,000 x 1.1 x 10 x 1.2 % + 35; nought in Wuhan today."""
    form = FORMS["indexed_deemed_years_and_regulation"].function
    assert float(form(4000.0, 1.1, 10.0, 0.012, 35.0)) == pytest.approx(563.0)


def test_old_shape_is_kept(hindsight: Legislation) -> None:
    """Before 2006 the basic pension is a fifth of J; from 2006-01 it counts years and own wage."""
    old, new = (hindsight.formula(f"{PENSION}.basic_pension_formula", parse(m)) for m in ("2005-12", "2006-01"))
    assert float(old(1081.0, hindsight.number(f"{PENSION}.old_basic_share", parse("2005-12")))) == pytest.approx(216.2)
    accrual = hindsight.number(f"{PENSION}.basic_accrual", parse("2006-01"))
    assert float(new(1144.0, 1.0, 20.0, accrual)) == 228.8


def test_divisor_by_month_is_to_a_tenth(hindsight: Legislation) -> None:
    """60 years and 1 month: 138.4 under the law of 2025, 139 under that of 2024."""
    table = hindsight.table(f"{PENSION}.divisor", parse("2025-01"))
    found = [
        float(hindsight.formula(f"{PENSION}.divisor_monthly", parse(m))(table, np.array(721)))
        for m in ("2024-12", "2025-01")
    ]
    assert found == [139.0, 138.4]


def test_rounding() -> None:
    """Half up at ties that binary misses, down and up; none leaves the amount."""
    fen, yuan = Rounding(0.01, "half_up", "X"), Rounding(1.0, "half_up", "X")
    assert rounded(np.array([1.005, 2.675, 0.125, 0.124]), fen).tolist() == [1.01, 2.68, 0.13, 0.12]
    assert rounded(np.array([1.5, 2.49]), yuan).tolist() == [2.0, 2.0]
    assert rounded(np.array([1.019, 1.01]), fen._replace(how="down")).tolist() == [1.01, 1.01]
    assert rounded(np.array([1.011, 1.01]), fen._replace(how="up")).tolist() == [1.02, 1.01]
    assert rounded(np.array([1.0051]), None).tolist() == [1.0051]


def test_every_named_formula_exists(hindsight: Legislation) -> None:
    """Each word of a parameter of unit `formula` is a formula of the program."""
    named = {row.value for p in hindsight.parameters.parameters.values() if p.unit == "formula" for row in p.values}
    assert named <= set(FORMS)
    assert named


def test_unknown_formula_is_a_letter(hindsight: Legislation) -> None:
    """A word that is no formula is told with its place."""
    with pytest.raises(Problem) as caught:
        hindsight.formula("law.maternity.merger", parse("2016-01"))
    assert caught.value.letters[0].line
