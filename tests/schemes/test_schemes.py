"""What each scheme posts: signs, pairs between funds, totals by law, members within their people."""

import numpy as np
import pytest
from numpy.typing import NDArray

from actuary.people.coverage import PUBLIC_ACTIVE
from actuary.schemes.setting import Setting
from actuary.valuation.run import RunResult
from actuary.vocabulary import FUNDS, Status

S = Status
FloatArray = NDArray[np.float64]
LEDGERS = {
    "employee_pension": ("enterprise", "public"),
    "resident_pension": ("basic", "individual"),
    "employee_medical": ("pooled", "individual", "large_amount"),
    "resident_medical": ("urban", "rural_cooperative", "serious_illness"),
    "unemployment": ("pooled",),
    "work_injury": ("pooled", "reserve"),
    "maternity": ("pooled",),
}
BENEFITS = {
    ("employee_pension", "enterprise"): {"basic", "transitional", "account", "death_grant", "inheritance"},
    ("employee_pension", "public"): {"pension", "top_up"},
    ("resident_pension", "basic"): {"basic", "funeral_and_refund"},
    ("resident_pension", "individual"): {"account", "inheritance"},
    ("employee_medical", "pooled"): {"inpatient", "chronic_outpatient"},
    ("employee_medical", "individual"): {"account_spending"},
    ("employee_medical", "large_amount"): {"large_amount"},
    ("resident_medical", "urban"): {"inpatient", "outpatient"},
    ("resident_medical", "rural_cooperative"): {"inpatient", "outpatient"},
    ("resident_medical", "serious_illness"): {"serious_illness"},
    ("unemployment", "pooled"): {"allowance", "other"},
    ("work_injury", "pooled"): {
        "medical", "lump_sum", "death_lump", "funeral", "leaving_grant", "disability_pension", "minimum_top_up",
        "pension_difference", "care", "survivors", "legacy_medical", "prevention",
    },
    ("maternity", "pooled"): {"allowance", "delivery", "other"},
}  # fmt: skip
PAIRS = (
    (("employee_medical", "pooled", "transfer.accounts"), ("employee_medical", "individual", "transfer.accounts")),
    (("employee_medical", "pooled", "transfer.unemployment"), ("unemployment", "pooled", "transfer.employee_medical")),
    (
        ("resident_medical", "urban", "transfer.serious_illness"),
        ("resident_medical", "serious_illness", "transfer.serious_illness"),
    ),
    (
        ("employee_pension", "enterprise", "transfer.resident_pension"),
        ("resident_pension", "individual", "transfer.employee_pension"),
    ),
)


def cash(setting: Setting, fund: str, account: str, item: str) -> FloatArray:
    """Cash of an item `[T, D]`, lags added up."""
    return setting.postings.cash(fund, account)[item]


def test_every_fund_posts_to_its_ledgers(setting: Setting) -> None:
    """All funds of the vocabulary, and no ledger but these."""
    expected = {(fund.key, account) for fund in FUNDS for account in LEDGERS[fund.key]}
    assert set(setting.postings.ledgers()) == expected


@pytest.mark.parametrize("ledger", BENEFITS)
def test_signs(setting: Setting, ledger: tuple[str, str]) -> None:
    """Contributions and subsidies raise the balance, every kind of benefit lowers it, in every district."""
    items = setting.postings.cash(*ledger)
    assert {item.removeprefix("benefit.") for item in items if item.startswith("benefit")} == BENEFITS[ledger]
    for item, yuan in items.items():
        assert np.isfinite(yuan).all()
        if item.startswith("benefit"):
            assert yuan.max() <= 0.0, item
        elif item.startswith(("contribution", "ordinary_subsidy")):
            assert yuan.min() >= 0.0 < yuan.sum(), item
    assert sum(yuan.sum() for item, yuan in items.items() if item.startswith("benefit")) < 0.0


@pytest.mark.parametrize(("paid", "received"), PAIRS)
def test_what_one_ledger_pays_another_receives(
    setting: Setting, paid: tuple[str, str, str], received: tuple[str, str, str]
) -> None:
    """In every month and district; credits out of the medical pool are those into the accounts."""
    assert cash(setting, *paid) == pytest.approx(-cash(setting, *received))
    assert np.abs(cash(setting, *paid)).sum() > 0


def test_employee_pension_pays_a_year_in_full(setting: Setting) -> None:
    """What is held back before July is paid with the arrears: a year's cash is a year's right."""
    for part in ("basic", "transitional", "account"):
        right = sum(setting.seen.asked(f"{part}.{who}") for who in ("employee_retiree", "new_retiree"))
        paid = -cash(setting, "employee_pension", "enterprise", f"benefit.{part}")
        assert paid[:12].sum(axis=0) == pytest.approx(np.asarray(right)[:12].sum(axis=0))


def test_employee_pension_public_ledger_is_empty_before_it_runs(setting: Setting) -> None:
    """Nothing before the first month of cash, and then what each month back to 2014-10 owes, those before the run as
    its first."""
    first = int(np.flatnonzero(cash(setting, "employee_pension", "public", "benefit.pension").sum(axis=1))[0])
    for item in setting.postings.cash("employee_pension", "public").values():
        assert not item[:first].any()
    pension = -cash(setting, "employee_pension", "public", "benefit.pension").sum(axis=1)
    owed = setting.seen.asked("basic.public_retiree").sum(axis=1)
    assert pension[first] == pytest.approx(15 * owed[0] + owed[: first + 1].sum())
    assert pension[first] / pension[first + 1] == pytest.approx(28, rel=0.07)


def test_resident_pension_basic_ledger_keeps_nothing(setting: Setting) -> None:
    """The budget pays the basic pension and the grants: receipts and benefits of the ledger cancel."""
    items = setting.postings.cash("resident_pension", "basic")
    assert sum(items.values()) == pytest.approx(0.0, abs=1e-3)


def test_employee_medical_retired_pay_only_the_large_amount_premium(setting: Setting) -> None:
    """Seven yuan a head and month, active or retired."""
    kinds = ("paying", "not_paying", "claimant", "retired")
    heads = sum(setting.members[("employee_medical", kind)][:-1] for kind in kinds)
    assert cash(setting, "employee_medical", "large_amount", "contribution_employee") == pytest.approx(7 * heads)


def test_resident_medical_premiums_and_instalments(setting: Setting) -> None:
    """Premiums only in the last quarter, the subsidy only once a quarter."""
    calendar = setting.months % 12 + 1
    premium = cash(setting, "resident_medical", "urban", "contribution_resident").sum(axis=1)
    assert ((premium > 0) == (calendar >= 10)).all()
    subsidy = cash(setting, "resident_medical", "urban", "ordinary_subsidy").sum(axis=1)
    assert ((subsidy > 0) == (calendar % 3 == 1)).all()


def test_unemployment_allowance_follows_by_a_month(setting: Setting) -> None:
    """What is paid in a month is the right of those who claimed in the month before."""
    level = setting.law_over("law.unemployment.benefit_share") * setting.law_over("law.common.minimum_wage")
    right = setting.seen.persons[:-1, S.UNEMPLOYED] * level
    assert -cash(setting, "unemployment", "pooled", "benefit.allowance")[1:] == pytest.approx(right[:-1])


def test_work_injury_opens_with_the_recognised_cases(setting: Setting) -> None:
    """The first month has a twelfth of the year's cases, each with its treatment."""
    treatment = -cash(setting, "work_injury", "pooled", "benefit.medical")[0].sum()
    cost = setting.belief("basis.injury.medical_per_case")[0, 0] * setting.medical_growth()[0, 0]
    year = setting.belief("basis.injury.cases_recognised")[0, 0]
    assert treatment == pytest.approx(year / 12 * cost)


def test_maternity_opens_with_the_deliveries(setting: Setting) -> None:
    """The first month has a twelfth of the year's deliveries, times the response to the two-child policy."""
    fee = -cash(setting, "maternity", "pooled", "benefit.delivery")[0].sum()
    cost = setting.belief("basis.maternity.medical_per_delivery")[0, 0] * setting.medical_growth()[0, 0]
    response = setting.belief("basis.fertility.two_child_response")[0, 0]
    year = setting.belief("basis.maternity.deliveries")[0, 0]
    assert fee == pytest.approx(year / 12 * response * cost)


@pytest.mark.parametrize("fund", ["unemployment", "work_injury", "maternity"])
def test_members_are_within_their_people(setting: Setting, fund: str) -> None:
    """No fund of employers has more members than there are people in its statuses; paths are met or told."""
    people = setting.seen.persons
    paying = people[:, [S.ENTERPRISE_EMPLOYEE, *PUBLIC_ACTIVE, S.INSURED_ELSEWHERE]].sum(axis=1)
    idle = people[:, [S.DORMANT, S.FLEXIBLE_WORKER]].sum(axis=1)
    assert (setting.members[(fund, "paying")] <= paying + 1e-6).all()
    assert (setting.members[(fund, "not_paying")] <= idle + 1e-6).all()
    assert min(rows.min() for (name, _), rows in setting.members.items() if name == fund) >= 0.0
    kinds = [rows for (name, _), rows in setting.members.items() if name == fund]
    members = np.asarray(sum(kinds)).sum(axis=1)
    assert members + setting.unclosed[fund] == pytest.approx(setting.paths[fund])


def test_ledgers_add_up_what_is_posted(wuhan: RunResult) -> None:
    """Every posting reaches its ledger unchanged, under any rule of pooling."""
    for (fund, account), ledger in wuhan.ledgers.items():
        kept = ledger.by_item()
        for item, yuan in wuhan.evaluation.setting.postings.cash(fund, account).items():
            if item != "ordinary_subsidy" and yuan.any():
                assert kept[item] == pytest.approx(yuan), (fund, account, item)
