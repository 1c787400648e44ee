"""Levers on money: what each does to the scheme, in closed form, beside the baseline."""

from functools import cache

import numpy as np
import pytest

from actuary.dated import load_reforms
from actuary.errors import Problem
from actuary.months import parse
from actuary.scenarios.outcome import Outcome
from actuary.scenarios.study import Study
from actuary.schemes.postings import Posting
from actuary.valuation.prepare import prepare
from actuary.vocabulary import Status

TO = "2018-12"
FEN = 0.01


@cache
def study() -> Study:
    return Study(prepare("wuhan-2015", to=TO))


def under(*names: str) -> Outcome:
    prepared = study().prepared
    return study().under(load_reforms(names, prepared.assumptions, "plan", prepared.root))


def written(tmp_path, *lines: str) -> Outcome:
    path = tmp_path / "reform.yaml"
    changes = "".join(f"  - {{{line}}}\n" for line in lines)
    path.write_text(
        "schema: actuary.reform/1\nname: mine\nzh: 测试\nsource: {tag: judgement, note: test}\nchanges:\n" + changes,
        encoding="utf-8",
    )
    return under(str(path))


def cash(outcome: Outcome, fund: str, account: str, item: str) -> np.ndarray:
    return outcome.pooled[fund, account].by_item()[item].sum(axis=1)


def test_five_points_of_reimbursement_are_that_part_of_every_stay():
    base, less = (
        cash(o, "employee_medical", "pooled", "benefit.inpatient")[12:]
        for o in (study().base, under("medical-reimbursement-minus-5-2017"))
    )
    # shares of 0.86 to 0.936 lose 0.05: between 5/93.6 and 5/86 of the stay
    assert ((less / base > 1 - 0.05 / 0.86) & (less / base < 1 - 0.05 / 0.936)).all()


def test_what_the_pool_no_longer_pays_above_a_lower_cap_is_the_layers_at_its_share():
    base, moved = study().base, under("medical-cap-120k-2017")
    saved = cash(moved, "employee_medical", "pooled", "benefit.inpatient")
    saved = saved - cash(base, "employee_medical", "pooled", "benefit.inpatient")
    more = cash(base, "employee_medical", "large_amount", "benefit.large_amount")
    more = more - cash(moved, "employee_medical", "large_amount", "benefit.large_amount")
    assert saved[12:].min() > 0
    assert more[12:].min() > 0
    # the pool pays 0.86 to 0.936 of what lies there, the layer 0.85
    assert ((more / np.where(saved > 0, saved, 1.0))[12:] > 0.85 / 0.936 * 0.98).all()
    assert ((more / np.where(saved > 0, saved, 1.0))[12:] < 0.85 / 0.86 * 1.02).all()


def test_a_lever_acts_from_the_first_month_of_a_run_too(tmp_path):
    """The proxy's level is fixed under the law of the opening, not under that of the reform."""
    name = "law.employee_medical.reimbursement_retired"
    early = written(tmp_path, f"scale: {name}, factor: 0.9, from: 2016-01")
    late = written(tmp_path, f"scale: {name}, factor: 0.9, from: 2017-01")
    item = ("employee_medical", "pooled", "benefit.inpatient")
    assert np.allclose(cash(early, *item)[12:], cash(late, *item)[12:], rtol=1e-12)
    assert (cash(early, *item)[:12] > cash(study().base, *item)[:12]).all()


def test_the_pool_keeps_what_accounts_no_longer_receive_to_the_fen():
    base, own = study().base, under("medical-accounts-own-2018")
    pool, account = (
        cash(own, "employee_medical", ledger, "transfer.accounts")
        - cash(base, "employee_medical", ledger, "transfer.accounts")
        for ledger in ("pooled", "individual")
    )
    assert np.allclose(pool, -account, atol=FEN)
    assert not pool[:24].any()
    assert pool[24:].min() > 1e7


def test_outpatient_care_is_paid_from_the_month_on_and_never_beyond_the_limit():
    pooled = under("medical-outpatient-pooled-2018")
    paid = -cash(pooled, "employee_medical", "pooled", "benefit.outpatient")
    members = pooled.evaluation.setting.members
    heads = sum(persons.sum(axis=1) for (fund, _), persons in members.items() if fund == "employee_medical")[:-1]
    assert not paid[:24].any()
    assert (paid[24:] > 0).all()
    assert (paid[24:] < heads[24:] * 4000 / 12).all()


def test_a_word_without_its_terms_is_refused_by_the_term_that_is_missing(tmp_path):
    with pytest.raises(Problem) as caught:
        written(tmp_path, "set: law.employee_medical.outpatient_pooling, value: begun, from: 2018-01")
    assert "outpatient_" in str(caught.value.letters[0].field)


def test_entrusted_money_earns_its_share_of_the_other_return():
    base, entrusted = study().base, under("entrusted-investment-2017")
    for key in (("employee_pension", "enterprise"), ("resident_pension", "individual")):
        rates = [
            ledgers[key].by_item()["interest"].sum(axis=1)[12] / ledgers[key].balance[12].sum()
            for ledgers in (base.pooled, entrusted.pooled)
        ]
        assert rates[0] == pytest.approx(0.027 / 12, rel=1e-9)
        assert rates[1] == pytest.approx((0.6 * 0.027 + 0.4 * 0.05) / 12, rel=1e-9)
    unmoved = ("unemployment", "pooled")
    assert np.array_equal(base.pooled[unmoved].balance, entrusted.pooled[unmoved].balance)


def test_older_claimants_draw_on_and_only_the_allowance_moves():
    base, older = study().base, under("unemployment-older-until-retirement-2017")
    before, after = (cash(o, "unemployment", "pooled", "benefit.allowance") for o in (base, older))
    assert np.array_equal(before[:13], after[:13])
    assert (after[14:] < before[14:]).all()
    assert (after[14:] > 1.2 * before[14:]).all()


def test_what_the_budget_pays_in_full_changes_no_balance_and_still_acts():
    base, more = study().base, under("resident-pension-300-2018")
    key = ("resident_pension", "basic")
    assert np.array_equal(base.pooled[key].balance, more.pooled[key].balance)
    paid = cash(more, *key, "ordinary_subsidy")
    assert (paid[24:] > cash(base, *key, "ordinary_subsidy")[24:]).all()


def test_spouses_move_their_part_of_other_cases_alone():
    base, full = study().base, under("maternity-spouses-full-2017")
    before, after = (cash(o, "maternity", "pooled", "benefit.other") for o in (base, full))
    assert np.allclose(after[12:], before[12:] * (1 + 0.2 * (1.0 / 0.5 - 1)), rtol=1e-12)
    assert np.array_equal(after[:12], before[:12])


def test_a_waiver_lets_firms_off_by_size_and_institutions_pay_in_full(tmp_path):
    """With every firm let off, what is due is the institutions' rate on the institutions' bases alone."""
    waived = written(
        tmp_path,
        *(f"set: law.unemployment.employer_factor_{size}, value: 0, from: 2017-01" for size in ("small", "large")),
    )
    s = waived.evaluation.setting
    share = s.shares["unemployment"][:-1, Status.INSTITUTION_EMPLOYEE, None]
    due = share * s.base(Status.INSTITUTION_EMPLOYEE) * s.law_over("law.unemployment.employer_rate")
    key = Posting("unemployment", "pooled", "contribution_employer", 0)
    now = waived.ledgers["unemployment", "pooled"].items[key]
    same_month = s.belief("basis.cash.contribution_same_month_share")
    assert np.allclose(now[12:], (due * same_month)[12:], rtol=1e-12)
    assert 0.02 < now[12:].sum() / study().base.ledgers["unemployment", "pooled"].items[key][12:].sum() < 0.5


def test_prevention_is_a_share_of_last_year_s_contributions() -> None:
    """A twelfth a month of 0.5 % of what employers and projects paid in the year before; of the receipts of 2015 in the
    first year; and of 3 % where the reform says so."""
    base, more = study().base, under("injury-prevention-3-percent-2018")
    ledger = "work_injury", "pooled"
    paid_in = cash(base, *ledger, "contribution_employer") + cash(base, *ledger, "contribution_project")
    given = [-cash(each, *ledger, "benefit.prevention") for each in (base, more)]
    before = base.evaluation.setting.opened("flow_2015.work_injury_receipts")
    for t in range(len(paid_in)):
        year = paid_in[t // 12 * 12 - 12 : t // 12 * 12].sum() if t >= 12 else before
        assert given[0][t] == pytest.approx(0.005 * year / 12.0)
        assert given[1][t] == pytest.approx((0.03 if t >= 24 else 0.005) * year / 12.0)


def test_the_two_child_response_at_its_upper_end() -> None:
    """1.3 in every year from 2017 on, the end of the range that the belief has; deliveries rise as births do."""
    name = "maternity-two-child-strong-2017"
    prepared = study().prepared
    ((change,),) = [each.changes for each in load_reforms([name], prepared.assumptions, "plan", prepared.root)]
    belief = study().base.assembled.basis.parameters
    rows = [belief.row(change.name, parse(f"{year}-01")) for year in range(2017, 2027)]
    assert {(row.high, change.value) for row in rows} == {(1.3, 1.3)}
    assert [row.value for row in rows[:4]] == [1.16, 1.16, 1.12, 1.1]
    fees = [cash(each, "maternity", "pooled", "benefit.delivery")[12] for each in (study().base, under(name))]
    assert fees[1] / fees[0] == pytest.approx(1.3 / 1.16, rel=1e-3)
