"""Unemployment insurance (失业保险): one city-wide ledger."""

import numpy as np
from numpy.typing import NDArray

from actuary.law.unemployment import allowance
from actuary.schemes.members import Scope, shares, within
from actuary.schemes.proportion import across, ratio
from actuary.schemes.setting import Setting
from actuary.vocabulary import Status

FloatArray = NDArray[np.float64]
S = Status
FUND = "unemployment"


def attached_share(s: Setting) -> float:
    """Share of the dormant who are still on an enterprise's books at the opening [share]."""
    first = s.seen.persons[0].sum(axis=1)
    dormant = s.opened("pension.enterprise_employees_insured") - first[S.ENTERPRISE_EMPLOYEE]
    return within(ratio(dormant, first[S.DORMANT]))


def other_units_share(s: Setting) -> float:
    """Share of those insured elsewhere for their pension who work for units insured here otherwise [share]."""
    first = s.seen.persons[0].sum(axis=1)
    split = s.opening.table("opening.maternity.insured_split", s.opening_month)
    return within(ratio(split.values[split.keys.index("other_units")], first[S.INSURED_ELSEWHERE]))


def scope(s: Setting) -> Scope:
    """Membership solved from the published count and its split into units and institutions."""
    first = s.seen.persons[0].sum(axis=1)
    split = s.opening.table("opening.unemployment.insured_split", s.opening_month)
    units, institutions = (
        float(split.values[split.keys.index(key)]) for key in ("enterprise_and_other_units", "institutions")
    )
    attached, other = attached_share(s), other_units_share(s)
    whole = first[S.ENTERPRISE_EMPLOYEE] + attached * first[S.DORMANT] + other * first[S.INSURED_ELSEWHERE]
    share = within(ratio(units, whole))
    table = shares(
        {
            S.ENTERPRISE_EMPLOYEE: share,
            S.DORMANT: share * attached,
            S.INSURED_ELSEWHERE: share * other,
            S.INSTITUTION_EMPLOYEE: within(ratio(institutions, first[S.INSTITUTION_EMPLOYEE])),
        }
    )
    opened = np.array([table[x] > 0 for x in Status])
    return Scope(FUND, table, opened)


def covered_base(s: Setting, share: FloatArray) -> FloatArray:
    """Declared bases on which a fund of employers is paid `[T, D]` [yuan a month]; `share[T + 1, S]`."""
    base = share[:-1, S.ENTERPRISE_EMPLOYEE, None] * s.base(S.ENTERPRISE_EMPLOYEE)
    for status in (S.INSTITUTION_EMPLOYEE, S.ORGAN_EMPLOYEE):
        base = base + share[:-1, status, None] * s.base(status)
    other = share[:-1, S.INSURED_ELSEWHERE, None] * s.seen.persons[:-1, S.INSURED_ELSEWHERE]
    return np.asarray(base + other * s.mean_base(S.ENTERPRISE_EMPLOYEE))


def levied(s: Setting, fund: str, base: FloatArray, share: FloatArray) -> FloatArray:
    """Bases on which the employers' rate is levied `[T, D]` [yuan a month]: firms have the waivers of their size, and
    institutions of the budget, within `base`, have none (人社部发〔2020〕11号 article 1)."""
    factor = s.employers(fund)
    institutions = share[:-1, S.INSTITUTION_EMPLOYEE, None] * s.base(S.INSTITUTION_EMPLOYEE)
    return np.asarray(base * factor + institutions * (1.0 - factor))


def older(s: Setting) -> FloatArray:
    """Claimants near the statutory age who draw on until they reach it (大龄失业人员续领) `[T, D]` [person]: a share of
    those whose term ends, spread evenly over the years before that age in which the law lets them."""
    window = np.round(12.0 * s.law_over("law.unemployment.older_worker_extension_years")[:, 0]).astype(int)
    near = s.belief("basis.unemployment.ending_within_a_year_of_age") * window[:, None] / 12.0
    ended = s.seen.moved("exhaust_benefit", 0, S.UNEMPLOYED) * near
    drawing = np.zeros_like(ended)
    for t in np.flatnonzero(window):
        left = 1.0 - np.arange(1, window[t]) / window[t]
        span = drawing[t + 1 : t + window[t]]
        span += left[: len(span), None] * ended[t]
    return np.asarray(drawing)


def post_all(s: Setting) -> None:
    """Contributions, allowances and other spending; stabilisation payments follow from the reserve, later."""
    paying = (S.ENTERPRISE_EMPLOYEE, S.INSTITUTION_EMPLOYEE, S.INSURED_ELSEWHERE)
    share = s.enrol(scope(s), {"paying": paying, "not_paying": (S.DORMANT,)})
    base = covered_base(s, share)
    s.bases[(FUND, "pooled", "employer")] = base
    same = s.belief("basis.cash.contribution_same_month_share")
    employer = s.law_over("law.unemployment.employer_rate")
    post = s.postings
    post.add_lagged(FUND, "pooled", "contribution_employer", levied(s, FUND, base, share) * employer, same)
    employee = s.law_over("law.unemployment.employee_rate")
    post.add_lagged(FUND, "pooled", "contribution_employee", base * employee, same)
    claimants = s.seen.persons[:-1, S.UNEMPLOYED] + older(s)
    level = allowance(s.law_over("law.unemployment.benefit_share"), s.law_over("law.common.minimum_wage"))
    lag = round(s.basis.number("basis.cash.unemployment_first_payment_lag", int(s.months[0])))
    right = claimants * level
    paid = np.concatenate((np.repeat(right[:1], lag, axis=0), right))[: len(right)]
    post.add(FUND, "pooled", "benefit.allowance", -paid, lag=lag)
    other = s.price("basis.unemployment.other_spending") / 12.0
    post.add(FUND, "pooled", "benefit.other", -other * across(base))
