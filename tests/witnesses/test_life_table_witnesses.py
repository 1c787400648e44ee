"""Life tables and life contingencies against published tables and textbook answers."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from actuary.basis.contingencies import Contingencies, Fraction, curtate_expectancy, deferred_death
from actuary.basis.lifetable import FloatArray, LifeTable

Columns = Callable[[str], dict[str, FloatArray]]
SSA_INTEREST = 0.023


@pytest.fixture(scope="module")
def ssa(columns: Columns) -> dict[str, FloatArray]:
    """US Social Security period life table, men, 2017 (2020 Trustees Report)."""
    return columns("life_tables/ssa_male_2017.csv")


@pytest.fixture(scope="module")
def ssa_table(ssa: dict[str, FloatArray]) -> LifeTable:
    """The table rebuilt from q(x) alone, but for the infants' mean age at death, read off L(0).

    Above 119 q rises by 5 % a year, as it does from 112 to 119, until it is 1.
    """
    q = list(ssa["q(x)"])
    while q[-1] < 1:
        q.append(min(1.0, q[-1] * 1.05))
    nax = np.full(len(q), 0.5)
    nax[0] = (ssa["L(x)"][0] - ssa["l(x)"][1]) / ssa["d(x)"][0]
    return LifeTable.from_q(q, nax=nax, provenance="SSA 2020 Trustees Report, male period 2017")


@pytest.fixture(scope="module")
def soa08(columns: Columns) -> LifeTable:
    """SOA illustrative life table."""
    return LifeTable.from_survivors(columns("life_tables/soa08_lx.csv")["lx"], provenance="SOA ILT")


@pytest.mark.parametrize(
    ("printed", "column"),
    [
        ("l(x)", "survivors"),
        ("d(x)", "deaths"),
        ("L(x)", "person_years"),
    ],
)
def test_ssa_persons(ssa: dict[str, FloatArray], ssa_table: LifeTable, printed: str, column: str) -> None:
    """l, d and L follow from q to the person (q is printed to six digits)."""
    assert largest_gap(ssa[printed], getattr(ssa_table, column)) < 1


def largest_gap(printed: FloatArray, ours: FloatArray) -> float:
    """Largest absolute difference over the printed ages."""
    return float(np.abs(ours[: printed.size] - printed).max())


def test_ssa_expectancy(ssa: dict[str, FloatArray], ssa_table: LifeTable) -> None:
    """T agrees to 3 person-years in 7.6 million, e to the printed hundredth, at all 120 ages."""
    assert largest_gap(ssa["T(x)"], ssa_table.person_years_above) < 3
    assert largest_gap(ssa["e(x)"], ssa_table.expectancy) <= 0.005


def test_ssa_commutation(ssa: dict[str, FloatArray], ssa_table: LifeTable) -> None:
    """D, N and M at 2.3 % agree to what rounding of q leaves."""
    columns = Contingencies(ssa_table, SSA_INTEREST).commutation
    assert largest_gap(ssa["D(x)"], columns.D) < 1
    assert largest_gap(ssa["M(x)"], columns.M) < 1
    assert largest_gap(ssa["N(x)"], columns.N) < 2


def test_ssa_present_values(ssa: dict[str, FloatArray], ssa_table: LifeTable) -> None:
    """A to the printed digit, a within 1e-4, twelve monthly payments of 1 by Woolhouse within 0.01."""
    values = Contingencies(ssa_table, SSA_INTEREST)
    assert largest_gap(ssa["A(x)"], values.whole_life()) < 5.1e-5
    assert largest_gap(ssa["a(x)"], values.annuity_due()) < 1e-4
    monthly = 12 * values.fractional_annuity_due(12, Fraction.WOOLHOUSE)
    assert largest_gap(ssa["12a(x)"], monthly) < 0.01


def test_soa_illustrative_values(columns: Columns, soa08: LifeTable) -> None:
    """Fifteen ages at 6 %: annuity-due within 2e-4, 1000 A and 1000 ²A within 2e-3."""
    expected = columns("life_tables/soa_ilt_expected_6pct.csv")
    ages = expected["x"].astype(int)
    values = Contingencies(soa08, 0.06)
    assert np.abs(values.annuity_due()[ages] - expected["adue_6pct"]).max() < 2e-4
    assert np.abs(1000 * values.whole_life()[ages] - expected["1000Ax_6pct"]).max() < 2e-3
    second = 1000 * values.whole_life_second_moment()[ages]
    assert np.abs(second - expected["1000x2Ax_6pct"]).max() < 2e-3


def textbook_answers(table: LifeTable) -> dict[str, float]:
    """Each textbook case by its identifier, computed here."""
    six, four = Contingencies(table, 0.06), Contingencies(table, 0.04)
    return {
        "bowers-p111 A_30:10|(term) i=4%": four.term_assurance(10)[30],
        "bowers-p112 1000A30": 1000 * six.whole_life()[30],
        "IA50": six.increasing_whole_life()[50],
        "finan-p437 P36": six.net_premium()[36],
        "finan-p437 adue60(12)": six.fractional_annuity_due(12, Fraction.LINEAR)[60],
        "adue65": six.annuity_due()[65],
        "15|10 q65": deferred_death(table, 15, 10)[65],
        "e70:2": curtate_expectancy(table, 2)[70],  # curtate: the complete one is 1.93270
    }


def test_textbook_cases(witnesses: Path, soa08: LifeTable) -> None:
    """Bowers and Finan, every decimal as printed; every case with one answer is covered."""
    document = json.loads((witnesses / "life_tables/lifecontingencies_expected.json").read_text("utf-8"))
    cases: dict[str, Any] = {case["id"]: case for case in document["cases"] if "expected" in case}
    answers = textbook_answers(soa08)
    assert set(answers) == set(cases)
    for name, answer in answers.items():
        half_a_digit = 0.5 * 10.0 ** -cases[name]["decimals"]
        assert abs(answer - cases[name]["expected"]) <= half_a_digit * 1.000001, name


def test_uniform_deaths_close_the_linear_sum(soa08: LifeTable) -> None:
    """Alpha and beta give what twelve payments on a linear l(x) add up to."""
    values = Contingencies(soa08, 0.06)
    uniform = values.fractional_annuity_due(12, Fraction.UNIFORM)
    np.testing.assert_allclose(uniform, values.fractional_annuity_due(12, Fraction.LINEAR), rtol=1e-11)


def test_linear_table(witnesses: Path) -> None:
    """The case without a number: on l = 100, 90 ... 10 and without interest, A is 1 at every age."""
    document = json.loads((witnesses / "life_tables/lifecontingencies_expected.json").read_text("utf-8"))
    assert [case["id"] for case in document["cases"] if "expected" not in case] == ["linear-table"]
    table = LifeTable.from_survivors(np.arange(100, 0, -10), provenance="linear")
    np.testing.assert_allclose(Contingencies(table, 0.0).whole_life(), 1.0, rtol=1e-14)
