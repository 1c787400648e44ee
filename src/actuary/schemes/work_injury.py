"""Work-injury insurance (工伤保险): wage-based and project exposure, cases by class, stocks by origin."""

import numpy as np
from numpy.typing import NDArray

from actuary.months import month
from actuary.schemes.members import Scope, shares, within
from actuary.schemes.proportion import across, ratio
from actuary.schemes.setting import Setting
from actuary.schemes.unemployment import attached_share, covered_base, other_units_share
from actuary.vocabulary import Status

FloatArray = NDArray[np.float64]
S = Status
FUND = "work_injury"
PAYING = (S.ENTERPRISE_EMPLOYEE, S.INSTITUTION_EMPLOYEE, S.INSURED_ELSEWHERE)


def scope(s: Setting) -> Scope:
    """Wage-based members solved from their count; project workers beside them, in no status."""
    first = s.seen.persons[0].sum(axis=1)
    attached, other = attached_share(s), other_units_share(s)
    institutions = s.opening.table("opening.unemployment.insured_split", s.opening_month)
    staff = float(institutions.values[institutions.keys.index("institutions")])
    whole = first[S.ENTERPRISE_EMPLOYEE] + attached * first[S.DORMANT] + other * first[S.INSURED_ELSEWHERE]
    share = within(ratio(s.opened("injury.wage_based_insured") - staff, whole))
    table = shares(
        {
            S.ENTERPRISE_EMPLOYEE: share,
            S.DORMANT: share * attached,
            S.INSURED_ELSEWHERE: share * other,
            S.INSTITUTION_EMPLOYEE: within(ratio(staff, first[S.INSTITUTION_EMPLOYEE])),
        }
    )
    opened = np.zeros(len(Status), dtype=bool)
    opened[[S.ENTERPRISE_EMPLOYEE, S.DORMANT, S.INSURED_ELSEWHERE, S.INSTITUTION_EMPLOYEE]] = True
    return Scope(FUND, table, opened, fixed=s.opened("injury.project_construction"))


def average_rate(s: Setting) -> FloatArray:
    """Mean rate on wages `[T, 1]`: the published average, moved by what the law does to the classes' base rates
    over the wage bill; before the eight classes there is the average alone."""
    first_classes = month(2015, 10)
    mix = s.basis.table("basis.injury.class_shares_of_wage_bill", int(s.months[0]))
    rates = s.law.table_over("law.work_injury.class_rate", np.maximum(s.months, first_classes))
    names = s.law.table("law.work_injury.class_rate", first_classes).keys
    order = [names.index(key) for key in mix.keys]
    mean = (rates[:, order] @ mix.values)[:, None]
    at_first = s.law.table("law.work_injury.class_rate", first_classes).values[order] @ mix.values
    return np.asarray(s.law_over("law.work_injury.average_rate") * mean / at_first)


def stock(s: Setting, opening: float, inflow: FloatArray, leaving: float) -> FloatArray:
    """A register `[T, 1]` [person] that loses `leaving` of itself a year and gains `inflow[T]` a month."""
    result = np.empty(len(s.months))
    now = opening
    for t in range(len(result)):
        result[t] = now
        now = now * (1.0 - leaving) ** (1.0 / 12.0) + float(inflow[t])
    return result[:, None]


def cases(s: Setting, share: FloatArray) -> FloatArray:
    """Recognised cases `[T, D]` a month: class rates over the wage-based insured and the project workers,
    scaled to the count recognised at the opening."""
    rates = s.basis.table("basis.injury.case_rate_by_class", int(s.months[0]))
    rate = dict(zip(rates.keys, rates.values, strict=True))
    mix = s.basis.table("basis.injury.class_shares_of_wage_bill", int(s.months[0]))
    wage_rate = sum(float(rate[key]) * share for key, share in zip(mix.keys, mix.values, strict=True))
    insured = sum(share[:-1, x, None] * s.seen.persons[:-1, x] for x in (*PAYING, S.DORMANT))
    insured = np.asarray(insured)
    project = s.opened("injury.project_construction") * float(rate["project"])
    yearly = insured * wage_rate + project * across(insured)
    level = ratio(s.belief("basis.injury.cases_recognised"), yearly[0].sum())
    return np.asarray(yearly * level / 12.0)


def post_all(s: Setting) -> None:
    """Contributions, project premiums and every kind of benefit the fund (not the employer) pays."""
    share = s.enrol(scope(s), {"paying": PAYING, "not_paying": (S.DORMANT,)})
    base = covered_base(s, share)
    s.bases[(FUND, "pooled", "employer")] = base
    by_district = across(base)
    project = s.opened("injury.project_construction")
    weight = np.concatenate((by_district, by_district[-1:]))
    s.members[(FUND, "project")] = project * weight
    same = s.basis.number("basis.cash.contribution_same_month_share", int(s.months[0]))
    post = s.postings
    due = base * average_rate(s) * s.employers(FUND)
    post.add_lagged(FUND, "pooled", "contribution_employer", due, same)
    projects = s.price("basis.injury.project_receipts") / 12.0
    post.add(FUND, "pooled", "contribution_project", projects * by_district)
    new = cases(s, share)
    graded = new * s.belief("basis.injury.graded_share")
    one_off(s, new, graded)
    stocks(s, new, graded, by_district)
    prevention = due * s.belief("basis.injury.prevention_share")
    post.add(FUND, "pooled", "benefit.prevention", -prevention)


def one_off(s: Setting, new: FloatArray, graded: FloatArray) -> None:
    """Payments at the time of the case: treatment, lump sums by grade, deaths, grants on leaving the employer."""
    post = s.postings
    wage = s.mean_base(S.ENTERPRISE_EMPLOYEE)
    medical = s.belief("basis.injury.medical_per_case") * s.medical_growth()
    post.add(FUND, "pooled", "benefit.medical", -new * medical)
    grades = s.basis.table("basis.injury.grade_shares", int(s.months[0]))
    months = s.law.table_over("law.work_injury.lump_months", s.months)
    names = s.law.table("law.work_injury.lump_months", int(s.months[0])).keys
    order = [names.index(key) for key in grades.keys]
    mean_months = (months[:, order] @ grades.values)[:, None]
    post.add(FUND, "pooled", "benefit.lump_sum", -graded * mean_months * wage)
    deaths = ratio(new, new[0].sum()) * s.belief("basis.injury.deaths") / 12.0
    post.add(FUND, "pooled", "benefit.death_lump", -deaths * s.law_over("law.work_injury.death_lump"))
    funeral = s.law_over("law.work_injury.funeral_months") * s.reference
    post.add(FUND, "pooled", "benefit.funeral", -deaths * funeral)
    leavers = ratio(graded, graded[0].sum()) * s.belief("basis.injury.leavers") / 12.0
    grant = s.price("basis.injury.leaving_medical_grant")
    post.add(FUND, "pooled", "benefit.leaving_grant", -leavers * grant)


def stocks(s: Setting, new: FloatArray, graded: FloatArray, by_district: FloatArray) -> None:
    """Payments to the registers: grades 1-4, survivors, the old cases taken over before the opening."""
    post = s.postings
    grades = s.basis.table("basis.injury.grade_shares", int(s.months[0]))
    severe = float(sum(v for k, v in zip(grades.keys, grades.values, strict=True) if int(k) <= 4))
    leaving = s.basis.number("basis.injury.register_leaving", int(s.months[0]))
    disabled = stock(s, s.opened("injury.stock_grade1_4"), graded.sum(axis=1) * severe, leaving)
    cost = s.price("basis.injury.cost_grade1_4") / 12.0
    care = s.belief("basis.injury.care_share_of_cost_grade1_4")
    post.add(FUND, "pooled", "benefit.disability_pension", -disabled * cost * (1 - care) * by_district)
    post.add(FUND, "pooled", "benefit.care", -disabled * cost * care * by_district)
    deaths = ratio(new.sum(axis=1), new[0].sum()) * s.belief("basis.injury.deaths")[:, 0] / 12.0
    dependants = s.basis.number("basis.injury.dependants_per_death", int(s.months[0]))
    out = s.basis.number("basis.injury.survivors_leaving", int(s.months[0]))
    survivors = stock(s, s.opened("injury.stock_survivors"), deaths * dependants, out)
    pension = s.price("basis.injury.survivor_pension")
    post.add(FUND, "pooled", "benefit.survivors", -survivors * pension * by_district)
    none = np.zeros(len(s.months))
    old = stock(s, 1.0, none, s.basis.number("basis.injury.legacy_leaving", int(s.months[0])))
    legacy = s.belief("basis.injury.legacy_medical") / 12.0 * s.medical_growth()
    post.add(FUND, "pooled", "benefit.legacy_medical", -old * legacy * by_district)
