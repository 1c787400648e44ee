"""Work-injury insurance (工伤保险): wage-based and project exposure, cases by class, and what is paid to whom."""

import numpy as np
from numpy.typing import NDArray

from actuary.law.injury import own_wage
from actuary.months import year_of, years
from actuary.people.employers import CLASS_RATE, CLASSES, FIRST_CLASSES, FLOATING, injury_rate
from actuary.schemes import injury_benefits as benefits
from actuary.schemes import injury_registers as registers
from actuary.schemes.injury_projects import Cover, project_cover
from actuary.schemes.injury_registers import Cases
from actuary.schemes.members import Scope, shares, within
from actuary.schemes.proportion import across, ratio, year_before
from actuary.schemes.setting import Setting
from actuary.schemes.unemployment import attached_share, covered_base, levied, other_units_share
from actuary.vocabulary import Status

FloatArray = NDArray[np.float64]
S = Status
FUND, RESERVE = "work_injury", "reserve"
CASES = "basis.injury.case_rate_by_class"
PAYING = (S.ENTERPRISE_EMPLOYEE, S.INSTITUTION_EMPLOYEE, S.INSURED_ELSEWHERE)
ORGANS = "1"
"""Class of risk of the organs of state (国家机构)."""


def scope(s: Setting, cover: Cover) -> Scope:
    """Wage-based members solved from their count; workers of covered projects beside them, in no status."""
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
    return Scope(FUND, table, opened, fixed=s.opened("injury.project_construction") * cover.in_force)


def take_in_organs(s: Setting, share: FloatArray) -> None:
    """Organs' staff (机关工作人员) as far as the law of the month insures them, beside the coverage path; `share`
    `[T + 1, S]` is made to say so. Members at the end of a month are by the law of that month."""
    law = s.law.over("law.work_injury.organ_staff_share", np.append(s.opening_month, s.months))
    share[:, S.ORGAN_EMPLOYEE] = np.append(law[1:], law[-1])
    key = (FUND, "paying")
    s.members[key] = s.members[key] + law[:, None] * s.seen.persons[:, S.ORGAN_EMPLOYEE]


def average_rate(s: Setting) -> FloatArray:
    """Mean rate on wages `[T, 1]`."""
    law, basis = s.law.parameters, s.basis.parameters
    return injury_rate(law, basis, basis.over(FLOATING, s.months), s.months, s.opening_month)[:, None]


def class_rates(s: Setting) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Cases a year of a wage-based member, by the mix of classes, of organs' staff, and of a worker of projects
    `[T, 1]` [share]."""
    keys, rates = s.basis.table(CASES, s.opening_month).keys, s.basis.table_over(CASES, s.months)
    mix = s.basis.table(CLASSES, s.opening_month).keys
    wage = (rates[:, [keys.index(key) for key in mix]] * s.basis.table_over(CLASSES, s.months)).sum(axis=1)
    return wage[:, None], rates[:, [keys.index(ORGANS)]], rates[:, [keys.index("project")]]


def base_rate_of_organs(s: Setting) -> FloatArray:
    """Base rate of the class of the organs of state `[T, 1]`; before the eight classes, as when they began."""
    rates = s.law.table_over(CLASS_RATE, np.maximum(s.months, FIRST_CLASSES))
    names = s.law.table(CLASS_RATE, FIRST_CLASSES).keys
    return np.asarray(rates[:, [names.index(ORGANS)]])


def recognised(s: Setting, share: FloatArray, project: FloatArray) -> FloatArray:
    """Recognised cases `[T, D]` a month: class rates over the wage-based insured and the workers of covered projects
    `[T]`, scaled to the count recognised at the opening."""
    wage_rate, organs_rate, project_rate = class_rates(s)
    insured = sum(share[:-1, x, None] * s.seen.persons[:-1, x] for x in (*PAYING, S.DORMANT))
    insured = np.asarray(insured)
    organs = share[:-1, S.ORGAN_EMPLOYEE, None] * s.seen.persons[:-1, S.ORGAN_EMPLOYEE]
    year = insured * wage_rate + organs * organs_rate + project[:, None] * project_rate * across(insured)
    level = ratio(s.belief("basis.injury.cases_recognised"), year[0].sum())
    return np.asarray(year * level / 12.0)


def cases(s: Setting, share: FloatArray, project: FloatArray) -> Cases:
    """Injuries of each month; deaths and leavers move with the cases."""
    new = recognised(s, share, project)
    graded = new * s.belief("basis.injury.graded_share")
    moved = ratio(new, new[0].sum()) / 12.0
    limits = (s.law_over(f"law.work_injury.own_wage_{limit}") for limit in ("floor", "cap"))
    wage = own_wage(s.mean_base(S.ENTERPRISE_EMPLOYEE), s.reference, *limits)
    deaths, leavers = (s.belief(f"basis.injury.{name}") for name in ("deaths", "leavers"))
    return Cases(new, graded, moved * deaths, moved * leavers, wage)


def contributions(s: Setting, share: FloatArray, cover: Cover) -> None:
    """Post employers' contributions and project premiums; the members of projects and the unexpired cover stand
    beside."""
    base = covered_base(s, share)
    s.bases[(FUND, "pooled", "employer")] = base
    by_district = across(base)
    weight = np.concatenate((by_district[:1], by_district))
    s.members[(FUND, "project")] = (s.opened("injury.project_construction") * cover.in_force)[:, None] * weight
    s.memoranda[(FUND, "unexpired_cover")] = cover.unexpired[1:, None] * by_district
    same = s.belief("basis.cash.contribution_same_month_share")
    organs = share[:-1, S.ORGAN_EMPLOYEE, None] * s.base(S.ORGAN_EMPLOYEE)
    due = levied(s, FUND, base - organs, share) * average_rate(s) + organs * base_rate_of_organs(s)
    post = s.postings
    post.add_lagged(FUND, "pooled", "contribution_employer", due, same)
    post.add(FUND, "pooled", "contribution_project", cover.receipts[:, None] * by_district)
    post.add(FUND, RESERVE, f"transfer.{RESERVE}", np.zeros_like(due))
    prevention(s)


def prevention(s: Setting) -> None:
    """Prevention (工伤预防费): each month a twelfth of a share of last year's contributions, of projects too, before
    a trigger of law takes any off; in the first year of what the opening received. 人社部规〔2017〕13号."""
    items = ("contribution_employer", "contribution_project")
    received = s.postings.sum(FUND, "pooled", items)
    opened = s.opened(f"flow_{year_of(s.opening_month)}.work_injury_receipts")
    every = years(int(s.months[0]), int(s.months[-1]))
    before = {year: year_before(received, s.months, year, opened) for year in every}
    last = np.array([before[year] for year in (s.months // 12).tolist()])
    benefits.settle(s, "prevention", last * s.belief("basis.injury.prevention_share") / 12.0)


def post_all(s: Setting) -> None:
    """Contributions, project premiums and every kind of benefit, by who bears it; members and registers stand."""
    cover, share = project_cover(s), s.shares[FUND]
    contributions(s, share, cover)
    new = cases(s, share, s.opened("injury.project_construction") * cover.in_force[:-1])
    names = (registers.GRADES_1_4, registers.GRADES_5_6, registers.SURVIVORS, registers.OLD_CASES)
    disabled, lighter, survivors, old = (s.registers[name] for name in names)
    benefits.one_off(s, new)
    benefits.pensions(s, disabled)
    benefits.care(s, disabled)
    benefits.allowances(s, lighter)
    benefits.funerals(s, new, disabled)
    benefits.kin(s, survivors)
    benefits.old_treatment(s, old)
