"""A valuation before it is run: its horizon in whole years, and weights of age made from the opening's people."""

import numpy as np
import pytest

from actuary.errors import Problem
from actuary.people.axes import AGES, LANES
from actuary.schemes import exposure
from actuary.valuation.assemble import exposure_weights, women_shares
from actuary.valuation.prepare import prepare, yearly
from actuary.vocabulary import Status
from tests.valuation.runs import ran


@pytest.mark.parametrize("to", ["2016-01", "2016-11"])
def test_a_run_of_part_of_a_year_cannot_answer_by_the_year(to):
    """The toy opens with 2015: December 2016 is the first that can be asked for."""
    with pytest.raises(Problem, match=f"to {to} holds no whole year") as refused:
        yearly(prepare("toy", to=to))
    (letter,) = refused.value.letters
    assert (letter.code, letter.field) == ("no_whole_year", "--to")
    for words in (letter.remedy.zh, letter.remedy.en):
        assert "2016-12" in words


def test_a_run_of_a_whole_year_can():
    prepared = prepare("toy", to="2016-12")
    assert yearly(prepared) is prepared


@pytest.fixture(scope="module")
def weights():
    """Weights `[W, G, AGES]` of the shipped opening, and its assembled parts."""
    a = ran(to="2016-12").assembled
    return exposure_weights(a.basis, a.rates, a.people, a.opening_month), a


WORKING = (
    *(Status.ENTERPRISE_EMPLOYEE, Status.INSTITUTION_EMPLOYEE, Status.ORGAN_EMPLOYEE, Status.FLEXIBLE_WORKER),
    *(Status.DORMANT, Status.UNEMPLOYED),
)
RETIRED = (Status.EMPLOYEE_RETIREE, Status.NEW_RETIREE, Status.PUBLIC_RETIREE)


@pytest.mark.parametrize(
    ("weight", "statuses"),
    [(exposure.ACTIVE_COST, WORKING), (exposure.RETIRED_COST, RETIRED)],
    ids=["active", "retired"],
)
def test_the_cost_of_age_has_mean_one_over_the_opening_s_members(weights, weight, statuses):
    """Each of the curve's ages stands to another as the belief has it; over all members in work, or retired, they come
    to one a head."""
    table, a = weights
    heads = a.people.state[:, :, list(statuses), :LANES].sum(axis=(2, 3)).T
    assert (heads * table[weight]).sum() == pytest.approx(heads.sum(), rel=1e-12)
    name = {exposure.ACTIVE_COST: "active", exposure.RETIRED_COST: "retired"}[weight]
    curve = a.basis.table(f"basis.medical.cost_index_{name}", a.opening_month)
    told = np.unique(table[weight][0])
    told = told[told > 0.0]  # nobody under the first age of the curve
    np.testing.assert_allclose(told / told[0], np.sort(curve.values) / min(curve.values), rtol=1e-12)


def test_people_are_asked_for_by_age(weights):
    """Children under 18, adults to 60, the aged from 60, over 70: by month of age, and nobody twice."""
    table, _ = weights
    years = np.arange(AGES) / 12.0
    expected = {
        exposure.ONES: years >= 0.0,
        exposure.CHILDREN: years < 18.0,
        exposure.STUDENTS: years >= 18.0,
        exposure.ADULTS: (years >= 18.0) & (years < 60.0),
        exposure.AGED: years >= 60.0,
        exposure.OVER70: years >= 70.0,
    }
    for weight, ages in expected.items():
        assert (table[weight] == ages).all(), weight
    for group, old in enumerate((60.0, 55.0, 50.0)):
        of_age = years >= old
        assert (table[exposure.OF_OLD_AGE, group] == of_age).all()
        active, retired = table[exposure.ACTIVE_COST, group], table[exposure.RETIRED_COST, group]
        assert (table[exposure.ACTIVE_COST_BELOW, group] == np.where(of_age, 0.0, active)).all()
        assert (table[exposure.RETIRED_COST_ABOVE, group] == np.where(of_age, retired, 0.0)).all()
    assert not table[exposure.BIRTHS, 0].any()
    assert table[exposure.BIRTHS, 1:].sum() > 0.0


def test_women_are_of_two_old_ages(weights):
    _, a = weights
    assert women_shares(a.basis, a.opening_month).tolist() == [0.4, 0.6]
    assert a.start.women.tolist() == [0.4, 0.6]


def test_arrivals_live_as_other_residents_do(weights):
    """Nobody arrives outside the city."""
    _, a = weights
    others = a.people.state[:, :, Status.OTHER_RESIDENT, :LANES].sum(axis=(0, 1))
    inside = others[:15] / others[:15].sum()
    np.testing.assert_allclose(a.start.arrival_lane[:15], inside, rtol=1e-12)
    assert a.start.arrival_lane[15] == 0.0


def test_declared_wages_have_the_opening_s_mean(weights):
    """Over the people of each kind of payer, wages by age and district have mean one; bases aim at the counted mean."""
    _, a = weights
    for group in a.rates.wages.groups:
        assert (group.weights * group.relative).sum() / group.weights.sum() == pytest.approx(1.0, rel=1e-12)
