"""Employee medical insurance (职工基本医疗保险): pool, accounts, and the large-amount layer."""

from functools import partial

import numpy as np
from numpy.typing import NDArray

from actuary.schemes.medical_costs import large_amount, pool_cost
from actuary.schemes.members import Scope, shares, within
from actuary.schemes.proportion import across, ratio
from actuary.schemes.setting import PAYER, Setting
from actuary.vocabulary import Status
from actuary.vocabulary.words import FLAT

FloatArray = NDArray[np.float64]
S = Status
FUND = "employee_medical"
BANDS = ("account_credit_to35", "account_credit_35_45", "account_credit_over45")
RETIRED = (S.EMPLOYEE_RETIREE, S.NEW_RETIREE, S.PUBLIC_RETIREE)


class Shares:
    """Shares of the statuses that are in employee medical insurance, solved from the opening's counts."""

    def __init__(self, s: Setting) -> None:
        first = s.seen.persons[0].sum(axis=1)
        enterprise = s.opened("pension.enterprise_employees_insured")
        other = s.opened("medical.employee_active_other_units")
        flexible_total = s.opened("medical.employee_active_flexible")
        self.flexible_paying = s.basis.number("basis.medical.flexible_paying_share", int(s.months[0]))
        cover = within(ratio(s.opened("medical.employee_active_enterprise"), enterprise))
        paying_flexible = flexible_total * self.flexible_paying
        known = cover * first[S.ENTERPRISE_EMPLOYEE] + first[S.INSTITUTION_EMPLOYEE] + first[S.ORGAN_EMPLOYEE]
        known += paying_flexible + first[S.UNEMPLOYED] + other
        dormant = s.opened("medical.employee_active") - known
        retirees = s.opened("medical.employee_retired") - first[S.PUBLIC_RETIREE]
        elsewhere = s.opened("medical.employee_retired_other_units")
        self.table = shares(
            {
                S.ENTERPRISE_EMPLOYEE: cover,
                S.INSTITUTION_EMPLOYEE: 1.0,
                S.ORGAN_EMPLOYEE: 1.0,
                S.FLEXIBLE_WORKER: within(ratio(paying_flexible, first[S.FLEXIBLE_WORKER])),
                S.DORMANT: within(ratio(dormant, first[S.DORMANT])),
                S.UNEMPLOYED: 1.0,
                S.EMPLOYEE_RETIREE: within(ratio(retirees - elsewhere, first[S.EMPLOYEE_RETIREE])),
                S.NEW_RETIREE: s.basis.number("basis.medical.lifetime_years_met_share", int(s.months[0])),
                S.PUBLIC_RETIREE: 1.0,
            }
        )
        self.elsewhere_active = within(ratio(other, s.opened("insured.elsewhere_active")))
        self.elsewhere_retired = within(ratio(elsewhere, s.opened("insured.elsewhere_retired")))


def members(s: Setting, share: Shares) -> None:
    """Count the members by kind; those insured elsewhere in the pension but here in medical count."""
    scope = Scope(FUND, share.table, np.zeros(len(Status), dtype=bool))
    active = (S.ENTERPRISE_EMPLOYEE, S.INSTITUTION_EMPLOYEE, S.ORGAN_EMPLOYEE, S.FLEXIBLE_WORKER)
    kinds = {"paying": active, "not_paying": (S.DORMANT,), "claimant": (S.UNEMPLOYED,), "retired": RETIRED}
    s.enrol(scope, kinds)
    aged = s.seen.asked("retired.insured_elsewhere")
    aged = np.concatenate((aged, aged[-1:]))
    working = s.seen.persons[:, S.INSURED_ELSEWHERE] - aged
    s.members[(FUND, "paying")] = s.members[(FUND, "paying")] + share.elsewhere_active * working
    s.members[(FUND, "retired")] = s.members[(FUND, "retired")] + share.elsewhere_retired * aged


def covered_base(s: Setting, share: Shares) -> FloatArray:
    """Declared bases on which employers and employees pay, by age band `[T, 3, D]` [yuan a month]."""
    base = s.seen.base
    total = share.table[S.ENTERPRISE_EMPLOYEE] * base[:, PAYER[S.ENTERPRISE_EMPLOYEE]]
    total = total + base[:, PAYER[S.INSTITUTION_EMPLOYEE]] + base[:, PAYER[S.ORGAN_EMPLOYEE]]
    aged = s.seen.asked("retired.insured_elsewhere")
    working = s.seen.persons[:-1, S.INSURED_ELSEWHERE] - aged
    other = share.elsewhere_active * working * s.mean_base(S.ENTERPRISE_EMPLOYEE)
    return np.asarray(total + other[:, None, :] * ratio(total, total.sum(axis=1, keepdims=True)))


def contributions(s: Setting, share: Shares, base: FloatArray) -> None:
    """Contributions to the pool ledger, before the accounts are credited out of it."""
    post = s.postings
    same = s.belief("basis.cash.contribution_same_month_share")
    wages = base.sum(axis=1)
    s.bases[(FUND, "pooled", "employer")] = wages
    rate = s.law_over("law.employee_medical.employer_rate") * s.law_over("law.employee_medical.employer_factor")
    post.add_lagged(FUND, "pooled", "contribution_employer", wages * rate, same)
    employee = wages * s.law_over("law.employee_medical.employee_rate")
    post.add_lagged(FUND, "pooled", "contribution_employee", employee, same)
    floor = s.reference * s.law_over("law.employee_pension.base_floor")
    flexible = share.table[S.FLEXIBLE_WORKER] * s.seen.persons[:-1, S.FLEXIBLE_WORKER]
    s.bases[(FUND, "pooled", "flexible")] = flexible * floor
    paid = flexible * floor * s.law_over("law.employee_medical.flexible_rate")
    post.add_lagged(FUND, "pooled", "contribution_flexible", paid, same)
    held = s.opened("balance.employee_medical_pool") + s.opened("balance.employee_medical_account")
    earned = s.basis.number("basis.interest.fund", s.opening_month) * held
    other = s.belief("basis.medical.interest_and_other") - earned
    post.add(FUND, "pooled", "arrears", other / 12.0 * across(wages))


def claimants(s: Setting) -> None:
    """The unemployment fund pays the contribution of those who draw its benefit (社会保险法 第四十八条)."""
    rate = s.law_over("law.employee_medical.employer_rate") + s.law_over("law.employee_medical.employee_rate")
    base = s.belief("basis.medical.claimant_base") / 12.0 * s.reference / s.reference[0]
    paid = s.seen.persons[:-1, S.UNEMPLOYED] * base * rate
    s.postings.add(FUND, "pooled", "transfer.unemployment", paid)
    s.postings.add("unemployment", "pooled", "transfer.employee_medical", -paid)


def accounts(s: Setting, share: Shares, base: FloatArray, retired: FloatArray) -> None:
    """Credits to accounts leave the pool: of the active by age, of the retired on last year's mean pension."""
    credit = sum(base[:, band] * s.law_over(f"law.employee_medical.{name}") for band, name in enumerate(BANDS))
    old = sum(s.seen.asked(f"over70.{status.name.lower()}") for status in RETIRED)
    everyone = sum(s.seen.persons[:-1, status] for status in RETIRED)
    above = ratio(np.asarray(old), np.asarray(everyone))
    rate = (1 - above) * s.law_over("law.employee_medical.account_credit_retired_to70")
    rate = rate + above * s.law_over("law.employee_medical.account_credit_retired_over70")
    pension = s.belief("basis.medical.account_credit_retired_base") * credited_pension(s)
    credits = np.asarray(credit) + retired * pension * rate
    post = s.postings
    post.add(FUND, "pooled", "transfer.accounts", -credits)
    post.add(FUND, "individual", "transfer.accounts", credits)
    spent = credits * s.belief("basis.medical.account_spend_share")
    post.add(FUND, "individual", "benefit.account_spending", -spent)


def credited_pension(s: Setting) -> FloatArray:
    """Mean pension that credits of the retired rest on, over the opening's `[T, 1]`: last year's, and where the law
    credits a flat amount (定额划入), that of the month in which it began to."""
    growth = pension_growth(s)
    flat = s.says("law.employee_medical.account_credit_formula_retired", FLAT)[:, 0]
    began = flat & ~np.concatenate(([False], flat[:-1]))
    place = np.maximum.accumulate(np.where(began, np.arange(len(flat)), 0))
    return np.where(flat[:, None], growth[place], growth)


def pension_growth(s: Setting) -> FloatArray:
    """Mean pension of last year over that of the opening's `[T, 1]`: what the pensions in payment say."""
    parts = ("basic", "transitional", "account")
    names = ("employee_retiree", "new_retiree")
    bill = sum(s.seen.asked(f"{part}.{name}").sum(axis=1) for part in parts for name in names)
    heads = s.seen.persons[:-1, S.EMPLOYEE_RETIREE] + s.seen.persons[:-1, S.NEW_RETIREE]
    mean = ratio(np.asarray(bill), heads.sum(axis=1))
    first = mean[0] / (1.0 + (s.law.stated("law.employee_pension.indexation", int(s.months[0])) or 0.0))
    years, place = np.unique(s.months // 12, return_inverse=True)
    by_year = [first, *(mean[place == year].mean() for year in range(len(years) - 1))]
    return ratio(np.array(by_year)[place], first, empty=1.0)[:, None]


def post_all(s: Setting) -> None:
    """Everything of the three ledgers that does not depend on balances."""
    share = Shares(s)
    active = np.asarray(sum(s.members[(FUND, kind)] for kind in ("paying", "not_paying", "claimant")))
    retired = s.members[(FUND, "retired")]
    base = covered_base(s, share)
    contributions(s, share, base)
    claimants(s)
    accounts(s, share, base, retired[:-1])
    for who, statuses in (
        ("active", (*[x for x in Status if 1 <= x <= 6],)),
        ("retired", RETIRED),
    ):
        heads = sum(
            share.table[x] * s.seen.asked(f"{who}_cost.{x.name.lower()}") for x in statuses if share.table[x] > 0
        )
        elsewhere = share.elsewhere_active if who == "active" else share.elsewhere_retired
        heads = np.asarray(heads) + elsewhere * s.seen.asked(f"{who}_cost.insured_elsewhere")
        cost = s.once(f"pool_cost.{who}", partial(pool_cost, s, who))
        s.postings.add(FUND, "pooled", "benefit.inpatient", -heads * cost.inpatient)
        s.postings.add(FUND, "pooled", "benefit.chronic_outpatient", -heads * cost.chronic_outpatient)
        if cost.outpatient.any():
            s.postings.add(FUND, "pooled", "benefit.outpatient", -heads * cost.outpatient)
    premium = (active + retired)[:-1] * s.law_over("law.employee_medical.large_amount_premium")
    s.postings.add(FUND, "large_amount", "contribution_employee", premium)
    at_risk = {"active": active[:-1], "retired": retired[:-1]}
    claims = sum(heads * s.once(f"large_amount.{who}", partial(large_amount, s, who)) for who, heads in at_risk.items())
    s.postings.add(FUND, "large_amount", "benefit.large_amount", -np.asarray(claims))
