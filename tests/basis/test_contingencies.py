"""Closed forms of life contingencies, on any table and at any rate of interest."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from actuary.basis.contingencies import (
    Contingencies,
    Fraction,
    ahead,
    curtate_expectancy,
    survival,
    temporary_expectancy,
)
from actuary.basis.lifetable import LifeTable
from actuary.errors import Problem

probabilities = st.lists(st.floats(0.0, 0.9), min_size=1, max_size=130)
tables = probabilities.map(lambda q: LifeTable.from_q([*q, 1.0], provenance="random"))
interests = st.floats(-0.02, 0.2)
lives = st.builds(Contingencies, tables, interests)


@given(lives)
def test_assurance_and_annuity(life: Contingencies) -> None:
    """A = 1 - d ä."""
    np.testing.assert_allclose(life.whole_life(), 1 - life.discount_rate * life.annuity_due(), atol=1e-10)


@given(lives)
def test_annuity_by_recursion(life: Contingencies) -> None:
    """ä(x) = 1 + v p ä(x+1)."""
    annuity = life.annuity_due()
    later = life.discount * (1 - life.table.q) * ahead(annuity, 1)
    np.testing.assert_allclose(annuity, 1 + later, rtol=1e-11)


@given(tables)
def test_death_is_certain(table: LifeTable) -> None:
    """Without interest A = 1 at every age."""
    np.testing.assert_allclose(Contingencies(table, 0.0).whole_life(), 1.0, rtol=1e-12)


@given(lives, st.integers(0, 140))
def test_endowment_and_temporary_annuity(life: Contingencies, years: int) -> None:
    """A(x:n) = 1 - d ä(x:n)."""
    annuity = life.temporary_annuity_due(years)
    np.testing.assert_allclose(life.endowment(years), 1 - life.discount_rate * annuity, atol=1e-10)


@given(lives)
def test_longest_term_is_whole_life(life: Contingencies) -> None:
    """Term benefits as long as the table are the benefits for life."""
    size = life.table.q.size
    np.testing.assert_allclose(life.term_assurance(size), life.whole_life())
    np.testing.assert_allclose(life.increasing_term(size), life.increasing_whole_life())
    np.testing.assert_allclose(life.temporary_annuity_due(size), life.annuity_due())


@given(lives)
def test_increasing_assurance_is_a_sum_of_deferred_ones(life: Contingencies) -> None:
    """(IA)(x) = A(x) + v p (IA)(x+1)."""
    rest = life.discount * (1 - life.table.q) * ahead(life.increasing_whole_life(), 1)
    np.testing.assert_allclose(life.increasing_whole_life(), life.whole_life() + rest, rtol=1e-10)


@given(tables, st.one_of(st.just(0.0), st.floats(0.001, 0.2)), st.sampled_from([1, 2, 4, 12]))
def test_uniform_equals_linear(table: LifeTable, interest: float, payments: int) -> None:
    """Uniform deaths in closed form and linear l(x) payment by payment are one assumption."""
    life = Contingencies(table, interest)
    uniform = life.fractional_annuity_due(payments, Fraction.UNIFORM)
    linear = life.fractional_annuity_due(payments, Fraction.LINEAR)
    np.testing.assert_allclose(uniform, linear, rtol=1e-7)


@given(tables)
def test_expectations_without_limit(table: LifeTable) -> None:
    """Over the whole table the complete expectation is e(x), half a year above the curtate one."""
    size = table.q.size
    complete = temporary_expectancy(table, size)
    np.testing.assert_allclose(complete, table.expectancy, rtol=1e-12)
    np.testing.assert_allclose(complete, curtate_expectancy(table, size) + 0.5, rtol=1e-10)


def test_survival_by_hand() -> None:
    """Of four, two and then one are left, then none."""
    table = LifeTable.from_survivors([4.0, 2.0, 1.0], provenance="by hand")
    np.testing.assert_allclose(survival(table, 1), [0.5, 0.5, 0])
    np.testing.assert_allclose(survival(table, 3), [0, 0, 0])


def test_grouped_table_is_refused() -> None:
    """Single ages only."""
    grouped = LifeTable.from_q([0.1, 0.1, 1.0], ages=[0, 5, 10], provenance="test")
    with pytest.raises(Problem, match="groups of ages"):
        Contingencies(grouped, 0.03)


def test_impossible_interest_is_refused() -> None:
    """Minus one hundred per cent is no rate of interest."""
    with pytest.raises(Problem, match="Interest"):
        Contingencies(LifeTable.from_q([0.1, 1.0], provenance="test"), -1.0)
