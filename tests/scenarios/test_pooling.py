"""Pooling from a month on: who shares a ledger changes, and not a fen of what each district holds."""

import numpy as np
import pytest

from actuary.dated import load_reforms
from actuary.errors import Problem
from actuary.months import month, text
from actuary.runs import write_run
from actuary.scenarios.comparing import compare, rows_of
from actuary.scenarios.outcome import same, valued
from actuary.scenarios.response import Answers
from actuary.scenarios.study import Study
from actuary.valuation.prepare import prepare
from actuary.valuation.run import execute
from actuary_verify import verify

BY_BALANCE = {"interest", "pooling_transfer", "backstop", "transfer.reserve"}
ADJUSTMENT, CITY = "pooling-adjustment-from-2016", "pooling-city-from-2017"


@pytest.mark.parametrize("names", [(ADJUSTMENT,), (CITY,), (ADJUSTMENT, CITY)])
def test_nothing_moves_before_the_month_and_no_posting_after_it(study: Study, shipped, names):
    """Balances of every district to the bit before; items that do not follow from balances to the bit for ever."""
    reforms = shipped(*names)
    outcome = study.under(reforms)
    start = min(reform.pooling.from_ for reform in reforms) - study.base.assembled.first
    for key, before in study.base.ledgers.items():
        after = outcome.ledgers[key]
        assert np.array_equal(after.balance[: start + 1], before.balance[: start + 1])
        fixed = [name for name in before.by_item() if name not in BY_BALANCE and key != ("employee_pension", "public")]
        for name in fixed:
            assert np.array_equal(after.by_item()[name], before.by_item()[name]), (key, name)
    assert not study.moves_people(reforms)
    assert not same(outcome, study.base)


@pytest.mark.parametrize("rule", ["city", "districts", "adjustment, share: 0.05"])
def test_from_the_opening_on_it_is_the_option_of_a_run(study: Study, reform, rule):
    """The same ledgers to the bit as those of a valuation under that pooling."""
    outcome = study.under([reform(pooling=f"rule: {rule}, from: 2016-01")])
    options = prepare("wuhan-2015", to="2019-12", pooling=rule.partition(",")[0])
    other = valued(options, (), study.base.seen, study.base.assembled, study.base.movement)
    assert same(outcome, other)


def test_the_path_from_pools_to_fund_to_city(study: Study, shipped):
    """Help between pools in the months of the fund alone, none after the city is one pool; the sum is nought."""
    outcome = study.under(shipped(ADJUSTMENT, CITY))
    first = outcome.assembled.first
    begins, ends = month(2016, 7) - first, month(2017, 1) - first
    moved = outcome.ledgers["employee_pension", "enterprise"].by_item()["pooling_transfer"]
    at = np.flatnonzero(np.abs(moved).sum(axis=1) > 0)
    assert at[0] == begins
    assert at[-1] < ends
    assert np.abs(moved.sum(axis=1)).max() < 0.01


def test_the_city_is_never_shorter_than_its_pools(study: Study, shipped):
    """A pool of the whole city needs the budgets no more than its pools apart, but for interest that it lost when
    its own balance was used up."""
    outcome = study.under(shipped(CITY))
    for key, before in study.base.ledgers.items():
        apart, pooled = (np.cumsum(each.backstop.sum(axis=1)) for each in (before, outcome.ledgers[key]))
        earned, kept = (
            np.cumsum(each.by_item().get("interest", each.backstop * 0).sum(axis=1))
            for each in (before, outcome.ledgers[key])
        )
        assert np.all(pooled <= apart + np.maximum(earned - kept, 0.0) + 1.0), key
    enterprise = "employee_pension", "enterprise"
    assert outcome.ledgers[enterprise].backstop.sum() < 0.5 * study.base.ledgers[enterprise].backstop.sum()


def test_a_pool_that_is_merged_fails_no_more(study: Study, shipped):
    """Rows of a pool of the opening say until when it stands; its first bad months lie within."""
    rows = rows_of(study.under(shipped(CITY)))
    for row in rows:
        apart = row["pool"] != "city"
        assert row["stands_to"] == ("2016-12" if apart else None)
        for first in (row["first_current_deficit"], row["first_cannot_pay"]):
            assert not apart or first is None or first <= "2016-12"
        for test in row["tests"]:
            assert not apart or (test["first_failing_month"] or "") <= "2016-12"
    assert any(row["first_cannot_pay"] for row in rows_of(study.base) if row["pool"] != "city")


def test_the_comparison_tells_the_pooling(study: Study, shipped):
    (entry,) = compare(study, [shipped(ADJUSTMENT, CITY)])["reforms"]
    assert [(row["rule"], row["from"]) for row in entry["pooling"]] == [("adjustment", "2016-07"), ("city", "2017-01")]


@pytest.mark.parametrize(
    ("rules", "code"),
    [
        (("rule: city, from: 2025-01",), "outside_horizon"),
        (("rule: separate, from: 2017-01",), "changes_nothing"),
        (("rule: city, from: 2017-01", "rule: city, from: 2018-01"), "changes_nothing"),
    ],
)
def test_what_cannot_act_is_refused(study: Study, reform, rules, code):
    with pytest.raises(Problem) as refused:
        study.under([reform(pooling=rule, name=f"r{index}") for index, rule in enumerate(rules)])
    assert {letter.code for letter in refused.value.letters} == {code}


@pytest.mark.parametrize(
    ("rule", "code"),
    [
        ("rule: adjustment, from: 2017-01", "missing"),
        ("rule: city, share: 0.05, from: 2017-01", "unread"),
        ("rule: adjustment, share: 5, from: 2017-01", "range"),
    ],
)
def test_a_share_belongs_to_an_adjustment_fund(reform, rule, code):
    with pytest.raises(Problem) as refused:
        reform(pooling=rule)
    assert [letter.code for letter in refused.value.letters] == [code]


def test_two_poolings_of_one_month_are_refused(study: Study, reform_file, tmp_path):
    both = (("one", "city"), ("two", "districts"))
    paths = [reform_file(name=name, pooling=f"rule: {rule}, from: 2017-01") for name, rule in both]
    with pytest.raises(Problem) as refused:
        load_reforms(paths, study.prepared.assumptions, "plan", tmp_path)
    (letter,) = refused.value.letters
    assert letter.code == "two_changes"
    assert text(month(2017, 1)) in letter.message.en


def shared(study: Study, reforms, fund="employee_pension", account="enterprise"):
    """Sharing of a ledger by pool and figure: sums over the years of the reform and of the baseline [yuan]."""
    (entry,) = compare(study, [reforms])["reforms"]
    rows = [row for row in entry["sharing"] if (row["fund"], row["account"]) == (fund, account)]
    return {
        (row["pool"], name): tuple(sum(year[name][side] for year in row["years"]) for side in ("baseline", "reform"))
        for row in rows
        for name in ("mutual_aid", "effort_lost", "city_budget", "district_budget")
    }


def test_without_a_response_pooling_brings_aid_and_loses_no_effort(study: Study, shipped):
    """Whom the pools of 2015 left short draws from the others; contributions are the same."""
    found = shared(study, shipped(CITY))
    short = [pool for (pool, name), (before, _) in found.items() if name == "city_budget" and before > 1.0]
    assert short
    for pool in short:
        assert found[pool, "mutual_aid"][1] > 0, pool
        assert found[pool, "city_budget"][1] < found[pool, "city_budget"][0], pool
    assert found["city", "effort_lost"] == (0.0, 0.0)


def test_effort_lost_is_what_is_not_collected(study: Study, shipped):
    """Contributions of employers and employees with and without the response: the gap is the figure, by district."""
    static, full = study.under(shipped(CITY)), study.under(shipped(CITY, "effort-strong"))
    for fund, account in (("employee_pension", "enterprise"), ("work_injury", "pooled")):
        gap = [
            sum(o.ledgers[fund, account].by_item().get(f"contribution_{who}", 0.0) for who in ("employer", "employee"))
            for o in (static, full)
        ]
        lost = full.evaluation.setting.memoranda[fund, f"effort_lost.{account}"]
        np.testing.assert_allclose(gap[0] - gap[1], lost, atol=0.01)
        assert not lost[: month(2017, 1) - static.assembled.first].any()
        assert lost.sum() > 1e6
        bases = [o.evaluation.setting.bases[fund, account, "employer"] for o in (static, full)]
        paid = [o.ledgers[fund, account].by_item()["contribution_employer"] for o in (static, full)]
        np.testing.assert_allclose(bases[1] / bases[0], paid[1] / paid[0], rtol=1e-9)
    assert ("employee_pension", "effort_lost.public") not in full.evaluation.setting.memoranda


def test_who_shares_more_loses_more_effort(study: Study, shipped):
    """The response is that to a pool of which all goes to others; an outer district nears it, the core does not."""
    static, full = study.under(shipped(CITY)), study.under(shipped(CITY, "effort-strong"))
    key = "maternity", "pooled"
    paid, left = (o.ledgers[key].by_item()["contribution_employer"][-12:].sum(axis=0) for o in (static, full))
    fall = 1.0 - left / paid
    assert np.all((fall > 0) & (fall < 0.156))
    pools = study.base.pooling.opening
    place = pools.of_district["maternity"]
    share = np.bincount(place, weights=paid)[place] / paid.sum()
    np.testing.assert_allclose(fall, 0.156 * (1.0 - share), rtol=0.02)


def test_half_the_response_loses_less_than_the_whole(study: Study, shipped):
    partial, full = (
        shared(study, shipped(CITY, name))["city", "effort_lost"][1] for name in ("effort-partial", "effort-full")
    )
    assert partial == pytest.approx(full * 0.5, rel=1e-6)


def test_effort_answers_only_pooling(study: Study, shipped):
    """Under the pools of 2015 nobody shares more than before: the response alone changes nothing, and is refused."""
    with pytest.raises(Problem) as refused:
        study.under(shipped("effort-strong"))
    assert [letter.code for letter in refused.value.letters] == ["changes_nothing"]


def test_an_adjustment_fund_dilutes_by_its_share(study: Study, shipped):
    """Five per cent paid in: a twentieth of the effort that a whole pool would lose, no more."""
    fund, city = (
        shared(study, shipped(name, "effort-strong"))["city", "effort_lost"][1] for name in (ADJUSTMENT, CITY)
    )
    assert 0 < fund < 0.07 * city


@pytest.mark.parametrize(("name", "share"), [("responsibility-city-2017", 1.0), ("responsibility-districts-2017", 0.2)])
def test_responsibility_moves_who_pays_and_no_balance(study: Study, shipped, name, share):
    """What pools lack is the same to the bit; the city meets its share of it from the month on."""
    outcome = study.under(shipped(name))
    for key, before in study.base.ledgers.items():
        assert np.array_equal(outcome.ledgers[key].balance, before.balance)
    found = shared(study, shipped(name))
    for pool in {pool for pool, _ in found}:
        city, districts = found[pool, "city_budget"][1], found[pool, "district_budget"][1]
        assert city == pytest.approx(share * (city + districts), abs=1.0)
    assert found["city", "city_budget"][1] > 1e7


def test_a_run_under_these_reforms_certifies_and_the_checker_agrees(study: Study, shipped, tmp_path):
    """Pools change twice and effort answers: every identity holds, from the engine's arrays and from the tables."""
    reforms = shipped(ADJUSTMENT, CITY, "effort-strong", "responsibility-city-2017")
    prepared = prepare("wuhan-2015", to="2018-12")
    result = execute(prepared.under(reforms), coverage=study.coverage)
    assert all(row["passed"] for row in result.certificate["identities"])
    write_run(tmp_path / "run", result)
    assert verify(tmp_path / "run") == []
    stands = {row["pool"]: row["stands_to"] for row in result.verdict["funds"] if row["fund"] == "maternity"}
    assert stands.pop("city") is None
    assert set(stands.values()) == {"2016-12"}


def test_a_comparison_has_pooling_static_and_with_what_agencies_answer(study: Study, shipped):
    """The responded side is the run under `effort-full`, figure for figure; it moves nobody."""
    answers = Answers("full")
    (entry,) = compare(study, [shipped(CITY)], answers=answers)["reforms"]
    assert entry["responds"]
    own = rows_of(study.under(shipped(CITY, "effort-full")))
    for row, after in zip(entry["funds"], own, strict=True):
        for year, new in zip(row["years"], after["years"], strict=True):
            assert year["balance"]["responded"] == new["balance"]
    lost = [
        (sum(y["effort_lost"][side] for y in row["years"]) for side in ("reform", "responded"))
        for row in entry["sharing"]
        if row["pool"] == "city" and row["fund"] == "maternity"
    ]
    static, answered = lost[0]
    assert static == 0.0
    assert answered > 1e5
    (named,) = compare(study, [shipped(CITY, "effort-partial")], answers=answers)["reforms"]
    assert not named["responds"], "a reform that says how far agencies answer is not answered again"
