"""The opening's pensioners in three classes (期初退休人员分类), and the public staff's own service."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from actuary.people.axes import AGES
from actuary.people.opening import OLD_AGE
from actuary.people.pensioners import BEFORE_2006, CLASSES, SINCE_2006, SPECIAL, longest_first
from actuary.people.rates import twelfth
from actuary.vocabulary import Status
from tests.valuation.runs import ran


@pytest.fixture(scope="module")
def assembled():
    """The shipped valuation, ready to run."""
    return ran().assembled


@pytest.fixture(scope="module")
def pensioners(assembled):
    """Its pensioners by class."""
    return assembled.people.pensioners


def test_the_classes_add_up_to_the_printed_count_and_mean(pensioners):
    """126.0 万 retirees who draw 2,320 yuan on average, as printed."""
    persons = pensioners.persons.sum(axis=2)
    assert persons.sum() == pytest.approx(1_260_000, abs=0.5)
    assert (persons * pensioners.pension).sum() / persons.sum() == pytest.approx(2320, abs=0.005)
    assert (pensioners.persons >= 0).all()


@pytest.mark.parametrize(
    ("name", "count", "mean"),
    [("retired_before_2006", 370_000, 2450), ("retired_2006_2015", 760_000, 2474), ("wuqigong", 130_000, 1050)],
)
def test_each_class_has_its_count_and_mean(pensioners, name, count, mean):
    """To a yuan: 37 x 2,450 + 76 x 2,474 + 13 x 1,050 is 126 x 2,320 and four yuan."""
    k = CLASSES.index(name)
    persons = pensioners.persons[k].sum(axis=1)
    assert persons.sum() == pytest.approx(count, abs=0.5)
    assert (persons * pensioners.pension[k]).sum() / persons.sum() == pytest.approx(mean, abs=1)


def test_the_state_draws_what_the_classes_draw(assembled, pensioners):
    """The kernel's pensions of every cell are those of its classes, to the fen."""
    cells = assembled.people.state[:, :, Status.EMPLOYEE_RETIREE].reshape(AGES, 3, 6, 16).sum(axis=3)
    drawn = cells[:, :, 1] + cells[:, :, 2] + cells[:, :, 3]
    expected = (pensioners.persons * pensioners.pension[:, :, None]).sum(axis=0).T
    np.testing.assert_allclose(drawn, expected, atol=0.005)
    np.testing.assert_allclose(cells[:, :, 0], pensioners.persons.sum(axis=0).T, atol=1e-6)


def test_the_special_ones_are_older_and_the_retired_before_2006_past_their_age(pensioners):
    """Five years older than retirees at large; all who retired before 2006 passed their old age ten years ago."""
    ages = np.arange(AGES) / 12
    mean = [(rows.sum(axis=0) * ages).sum() / rows.sum() for rows in pensioners.persons]
    everyone = (pensioners.persons.sum(axis=(0, 1)) * ages).sum() / pensioners.persons.sum()
    assert mean[SPECIAL] > everyone + 4
    assert mean[BEFORE_2006] > mean[SINCE_2006] + 8
    since = np.arange(AGES)[None, :] - OLD_AGE[:, None]
    assert since[pensioners.persons[BEFORE_2006] > 0].min() >= 120


@given(st.integers(0, 200), st.lists(st.tuples(st.integers(0, 50), st.integers(0, 9)), min_size=1, max_size=30))
def test_the_longest_retired_are_taken_first(total, cells):
    """As many as asked and there, and nobody while one with more months is left."""
    persons = np.array([[float(count) for count, _ in cells]])
    months = np.array([[age for _, age in cells]])
    taken = longest_first(float(total), persons, months)
    assert taken.sum() == pytest.approx(min(total, persons.sum()))
    assert ((taken >= 0) & (taken <= persons)).all()
    if (taken > 0).any():
        youngest = months[taken > 0].min()
        assert (taken == persons)[months > youngest].all()


@given(st.floats(0.0, 0.15))
def test_twelve_months_make_exactly_the_rate_of_the_year(rate):
    """An untouched record is (1 + r) times itself after twelve months."""
    assert (1 + twelfth(rate)) ** 12 == pytest.approx(1 + rate, rel=1e-13)


def test_public_staff_have_their_own_service(assembled):
    """All service before 2014-10 is deemed: fifteen months are not, of everybody who has as many."""
    for status in (Status.INSTITUTION_EMPLOYEE, Status.ORGAN_EMPLOYEE):
        cells = assembled.people.state[30 * 12 :, :, status].reshape(-1, 3, 6, 16).sum(axis=(1, 3))
        cells = cells[cells[:, 0] > 0]
        index = cells[:, 2] / cells[:, 1]
        np.testing.assert_allclose(index, 1.1)
        np.testing.assert_allclose((cells[:, 1] - cells[:, 3] / index) / cells[:, 0], 1.25)


def test_entrants_bring_the_believed_years_on_average(assembled):
    """Mean over the ages of first entry is two years; the account is 8 % of the mean base for them."""
    entry = assembled.basis.table("basis.flow.entry_age_shares", assembled.first)
    years, index_years, account = assembled.rates.brought(assembled.first - 1)
    edges = [*(int(key) for key in entry.keys), 60]
    shares = np.asarray(entry.values) / np.sum(entry.values)
    middle = [round(6 * (low + high)) for low, high in pairwise(edges)]
    assert (shares * years[middle]).sum() == pytest.approx(2.0, rel=0.01)
    assert years[: 20 * 12 + 1].max() == 0.0
    base = assembled.basis.number("basis.base.enterprise_mean", assembled.first)
    np.testing.assert_allclose(account, years * base * 0.08)
    np.testing.assert_allclose(index_years, years * base / 12 / 5052, rtol=1e-3)


def test_the_short_of_service_wait_for_60():
    """Women who move at 50 or 55 wait; nobody draws the resident pension before 60; the waiting grow."""
    result = ran()
    for index, ages in result.movement.ages.items():
        waiting = ages[:, Status.RESIDENT_WAITING].sum(axis=2)
        assert waiting[0].sum() == 0.0
        assert waiting[:, :49].sum() == waiting[:, 60:].sum() == 0.0
        assert (waiting.sum() > 0) == (index > 0)
        assert ages[:, Status.RESIDENT_PENSIONER, :60].sum() == 0.0
