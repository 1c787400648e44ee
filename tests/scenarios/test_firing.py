"""Triggered law inside the path: a reform that moves a fund across the line makes the law fire, or stops it."""

import numpy as np
import pytest

from actuary.months import month
from actuary.scenarios.comparing import compare
from actuary.scenarios.outcome import same
from actuary.scenarios.premiums import break_even
from actuary.scenarios.solving import Solver
from actuary.scenarios.study import Study
from actuary.valuation.prepare import prepare

INJURY, MEDICAL = ("work_injury", "pooled"), ("employee_medical", "pooled")
PENSION = ("employee_pension", "enterprise")
PAID = "contribution_employer"


@pytest.fixture(scope="module")
def hindsight() -> Study:
    return Study(prepare("wuhan-2015", rules="hindsight", to="2020-12"))


@pytest.fixture(scope="module")
def nation() -> Study:
    return Study(prepare("china-2015", to="2016-12"))


def fired(outcome, rule):
    """Months and pools in which a rule fires."""
    return {(r.term.measured, r.pool) for r in outcome.evaluation.decided if r.trigger.name == rule and r.fired}


def test_a_full_injury_fund_has_its_rate_cut(hindsight: Study, reform):
    """A third more paid in: 18 months at the end of 2017 in some pools, a fifth off for twelve months from 2018-05 on,
    in those pools and no other month."""
    more = reform("scale: law.work_injury.average_rate, factor: 1.12, from: 2016-01")
    assert not fired(hindsight.base, "injury-rate-2018-18")
    outcome = hindsight.under([more])
    at = fired(outcome, "injury-rate-2018-18")
    first = hindsight.base.assembled.first
    pools = outcome.pooling.opening
    paid, before = (o.ledgers[INJURY].by_item()[PAID] for o in (outcome, hindsight.base))
    begins = month(2018, 5) - first
    assert len({pool for measured, pool in at if measured == month(2017, 12)}) > 0
    for index, name in enumerate(pools.names["work_injury"]):
        here = pools.of_district["work_injury"] == index
        span = slice(begins + 12)
        ratio = paid[span, here].sum(axis=1) / before[span, here].sum(axis=1)
        np.testing.assert_allclose(ratio[1:begins], ratio[1], rtol=1e-3)
        cut = (month(2017, 12), name) in at
        np.testing.assert_allclose(ratio[begins + 1 : begins + 12] / ratio[1], 0.8 if cut else 1.0, rtol=1e-3)


def test_a_reform_that_empties_the_fund_stops_the_firing(hindsight: Study, reform):
    """With more paid in the law fires; with as much less before the reading it does not: the state decides."""
    more = reform("scale: law.work_injury.average_rate, factor: 1.12, from: 2016-01", name="more")
    less = reform(
        "scale: law.work_injury.average_rate, factor: 0.8, from: 2016-01, to: 2017-12, after: more",
        name="less",
    )
    both = hindsight.under([more, less])
    assert fired(hindsight.under([more]), "injury-rate-2018-18")
    assert not {pool for measured, pool in fired(both, "injury-rate-2018-18") if measured == month(2017, 12)}
    (entry,) = compare(hindsight, [[more]])["reforms"]
    assert {row["rule"] for row in entry["triggers"] if row["reform"]} >= {"injury-rate-2018-18"}


def test_very_full_funds_have_the_half_and_not_both_cuts(hindsight: Study, reform):
    """From 24 months on the half applies alone."""
    much = reform("scale: law.work_injury.average_rate, factor: 1.7, from: 2016-01")
    outcome = hindsight.under([much])
    halves, fifths = (fired(outcome, f"injury-rate-2018-{line}") for line in (24, 18))
    assert halves
    assert not halves & fifths


def test_a_reform_on_a_fund_changes_whether_its_rate_is_halved(hindsight: Study, reform):
    """A consent to all pools, the line at nought: more pools pay half; a line out of reach: none does."""
    line = "set: law.employee_medical.employer_factor_reserve_months, value: {}, from: 2020-02"
    base = {pool for _, pool in fired(hindsight.base, "medical-rate-2020")}
    low, high = (hindsight.under([reform(line.format(n), name=f"m{n}")]) for n in (0, 99))
    assert {pool for _, pool in fired(low, "medical-rate-2020")} > base > set()
    assert not fired(high, "medical-rate-2020")
    t = month(2020, 4) - hindsight.base.assembled.first
    paid = [o.ledgers[MEDICAL].by_item()[PAID][t].sum() for o in (low, hindsight.base, high)]
    assert paid[0] < paid[1] < paid[2]
    start = month(2020, 2) - hindsight.base.assembled.first
    for outcome in (low, high):
        assert np.array_equal(
            outcome.ledgers[MEDICAL].balance[: start + 1], hindsight.base.ledgers[MEDICAL].balance[: start + 1]
        )


def test_without_the_provinces_nine_months_there_is_no_nineteen_per_cent(study: Study, reform):
    """A line above Hubei's reading undoes the rows that the firing entered: twenty per cent to 2018-04."""
    outcome = study.under([reform("set: law.reserves.pension_cut_months, value: 10, from: 2016-05")])
    first = study.base.assembled.first
    paid, before = (o.ledgers[PENSION].by_item()[PAID].sum(axis=1) for o in (outcome, study.base))
    inside = slice(month(2016, 6) - first, month(2018, 4) - first + 1)
    np.testing.assert_allclose(paid[inside] / before[inside], 0.20 / 0.19)
    assert np.array_equal(paid[: month(2016, 5) - first], before[: month(2016, 5) - first])
    assert np.array_equal(paid[month(2018, 6) - first :], before[month(2018, 6) - first :])


def test_a_rate_of_ones_own_stays_whatever_the_province_holds(study: Study, reform):
    """The trigger speaks of the rate that it entered; a reform's rate is left alone."""
    own = reform("set: law.employee_pension.employer_rate, value: 0.17, from: 2016-05", name="own")
    high = reform("set: law.reserves.pension_cut_months, value: 10, from: 2016-05", name="high")
    assert same(study.outcome([own, high]), study.outcome([own]))


def test_the_pools_of_the_reading_are_those_in_force(hindsight: Study, reform):
    """After the city is one pool, one reading decides for all."""
    outcome = hindsight.under([reform(pooling="rule: city, from: 2018-01")])
    pools = {(r.term.measured, r.pool) for r in outcome.evaluation.decided if r.trigger.name == "injury-rate-2018-18"}
    assert {pool for measured, pool in pools if measured == month(2018, 12)} == {"city"}
    assert len({pool for measured, pool in pools if measured == month(2017, 12)}) == 6


@pytest.mark.parametrize(
    ("line", "rate"),
    [("add: {}, amount: 0.0036", 0.0086), ("scale: {}, factor: 0.5", 0.0025), ("set: {}, value: 0.006", 0.006)],
)
def test_a_reform_changes_what_a_fired_trigger_leaves_of_a_rate(nation: Study, reform, line: str, rate: float):
    """The country's maternity fund has a rate of 0.5 % since 2015-10 because it holds so much: what a reform adds comes
    on top of that, what it scales it scales, and what it sets stands."""
    fund, name = ("maternity", "pooled"), "law.maternity.employer_rate"
    changed = nation.under([reform(line.format(name) + ", from: 2016-01")])
    paid, before = (each.pooled[fund].by_item()[PAID][2:].sum() for each in (changed, nation.base))
    assert paid / before == pytest.approx(rate / 0.005, rel=1e-9)


def test_the_solver_adds_to_what_a_fired_trigger_leaves(nation: Study):
    solver = Solver(nation, nation.base.assembled.first)
    (answer,) = break_even(solver, "maternity", "pooled")
    assert answer["law_low"] == answer["law_high"] == 0.005
    assert answer["why"] == ""
    assert abs(answer["current_balance"]) < 1.0
    assert 0.0 < answer["added"] < 0.01
