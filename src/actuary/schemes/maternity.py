"""Maternity insurance (生育保险): allowances for paid days, delivery fees, other cases."""

import numpy as np
from numpy.typing import NDArray

from actuary.law.maternity import province_days
from actuary.people.employers import relief
from actuary.schemes.members import Scope, shares
from actuary.schemes.proportion import across, ratio
from actuary.schemes.setting import Setting
from actuary.schemes.unemployment import attached_share, covered_base, other_units_share
from actuary.vocabulary import Status

FloatArray = NDArray[np.float64]
S = Status
FUND = "maternity"
SPOUSES = "law.maternity.spouse_medical_share"
PAYING = (S.ENTERPRISE_EMPLOYEE, S.INSTITUTION_EMPLOYEE, S.ORGAN_EMPLOYEE, S.INSURED_ELSEWHERE)


def scope(s: Setting) -> Scope:
    """All staff with an employer: enterprises (with the dormant on their books), public staff, other units."""
    table = shares(
        {
            S.ENTERPRISE_EMPLOYEE: 1.0,
            S.INSTITUTION_EMPLOYEE: 1.0,
            S.ORGAN_EMPLOYEE: 1.0,
            S.DORMANT: attached_share(s),
            S.INSURED_ELSEWHERE: other_units_share(s),
        }
    )
    opened = np.zeros(len(Status), dtype=bool)
    opened[[S.DORMANT, S.FLEXIBLE_WORKER, S.INSURED_ELSEWHERE]] = True
    return Scope(FUND, table, opened)


def paid_days(s: Setting) -> FloatArray:
    """Days of allowance a delivery `[T, 1]` [day]: leave, more for difficult births; who pays what the province
    adds is a switch."""
    national = s.law_over("law.maternity.national_leave_days")
    by_fund = s.belief("basis.maternity.thirty_days_paid_by_fund")
    hard = s.belief("basis.maternity.caesarean_share") * s.law_over("law.maternity.difficult_birth_days")
    return national + province_days(s.law_over("law.maternity.leave_days"), national) * by_fund + hard


def spouses(s: Setting) -> FloatArray:
    """What the law does to the cost of jobless spouses (未就业配偶) over that of all other cases `[T, 1]` [share]."""
    share = s.law_over(SPOUSES)
    return s.belief("basis.maternity.spouse_part") * (share / s.law.number(SPOUSES, s.opening_month) - 1.0)


def births(s: Setting, share: FloatArray) -> FloatArray:
    """Births to the insured `[T, D]` [person]; `share[T + 1, S]`."""
    statuses = (*PAYING, S.DORMANT, S.FLEXIBLE_WORKER)
    return np.asarray(sum(share[:-1, x, None] * s.seen.asked(f"births.{x.name.lower()}") for x in statuses))


def post_all(s: Setting) -> None:
    """Contributions, which have the relief of medical after the merger, allowances, delivery fees and other cases."""
    share = s.enrol(scope(s), {"paying": PAYING, "not_paying": (S.DORMANT, S.FLEXIBLE_WORKER)})
    base = covered_base(s, share)
    s.bases[(FUND, "pooled", "employer")] = base
    same = s.belief("basis.cash.contribution_same_month_share")
    rate = s.law_over("law.maternity.employer_rate") * relief(s.law.parameters, s.months)[:, None]
    post = s.postings
    post.add_lagged(FUND, "pooled", "contribution_employer", base * rate, same)
    born = births(s, share)
    response = s.belief("basis.fertility.two_child_response")
    yearly = float(born[0].sum() * 12.0 / response[0, 0])
    deliveries = born * ratio(s.belief("basis.maternity.deliveries"), yearly)
    daily = s.mean_base(S.ENTERPRISE_EMPLOYEE) / 30.0
    allowance = deliveries * s.belief("basis.maternity.claim_share") * daily * paid_days(s)
    post.add(FUND, "pooled", "benefit.allowance", -allowance)
    fee = s.belief("basis.maternity.medical_per_delivery") * s.medical_growth()
    post.add(FUND, "pooled", "benefit.delivery", -deliveries * fee)
    other = s.price("basis.maternity.other_cases_cost") / 12.0 * (1.0 + spouses(s))
    post.add(FUND, "pooled", "benefit.other", -other * across(deliveries))
