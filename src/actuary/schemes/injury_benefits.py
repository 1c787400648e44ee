"""What work-injury insurance pays (工伤待遇): each kind settled with the fund or the employer as law says.

What the employer bears stands in the memoranda as `employer.<kind>` and never in the ledger.
"""

import numpy as np
from numpy.typing import NDArray

from actuary.basis.wages import clipped_mean
from actuary.people.registers import PERSONS, Followed
from actuary.schemes.injury_registers import BELOW, OF_AGE, Cases, grade_shares, picked
from actuary.schemes.proportion import ratio
from actuary.schemes.setting import Setting
from actuary.vocabulary import Status

FloatArray = NDArray[np.float64]
FUND = "work_injury"
PAYER = "law.work_injury.fund_share"
GRADES = tuple(str(grade) for grade in range(1, 11))


def settle(s: Setting, kind: str, yuan: FloatArray) -> None:
    """Post a benefit `[T, D]`: the fund's share to the ledger, the employer's to the memoranda."""
    keys = s.law.table(PAYER, int(s.months[0])).keys
    fund = s.law.table_over(PAYER, s.months)[:, keys.index(kind), None]
    if fund.any():
        s.postings.add(FUND, "pooled", f"benefit.{kind}", -yuan * fund)
    if (fund < 1.0).any():
        s.memoranda[(FUND, f"employer.{kind}")] = yuan * (1.0 - fund)


def above(amount: FloatArray, sigma: FloatArray, floor: FloatArray) -> FloatArray:
    """Mean of the larger of a log-normal amount and a floor, in the broadcast shape; the floor where the amount is
    nought."""
    values, spread, low = np.broadcast_arrays(amount, sigma, floor)
    there = values > 0
    mean = clipped_mean(np.where(there, values, 1.0), spread, low, np.inf)
    return np.where(there, mean, low)


def one_off(s: Setting, cases: Cases) -> None:
    """Payments at the time of the case: treatment and wages during it, lump sums by grade, deaths, grants on leaving
    the employer."""
    medical = s.belief("basis.injury.medical_per_case") * s.medical_growth()
    settle(s, "medical", cases.recognised * medical)
    settle(s, "treatment_wage", cases.recognised * s.belief("basis.injury.treatment_months") * cases.wage)
    names = s.law.table("law.work_injury.lump_months", int(s.months[0])).keys
    order = [names.index(grade) for grade in GRADES]
    months = s.law.table_over("law.work_injury.lump_months", s.months)[:, order] @ grade_shares(s, GRADES)
    settle(s, "lump_sum", cases.graded * months[:, None] * cases.wage)
    settle(s, "death_lump", cases.fatal * s.law_over("law.work_injury.death_lump"))
    settle(s, "leaving_grant", cases.leaving * s.price("basis.injury.leaving_medical_grant"))
    settle(s, "employment_grant", cases.leaving * s.price("basis.injury.leaving_employment_grant"))


def shares_over(s: Setting, name: str, grades: tuple[str, ...]) -> FloatArray:
    """Shares of the own wage by grade `[T, K]` [share]."""
    keys = s.law.table(name, int(s.months[0])).keys
    return s.law.table_over(name, s.months)[:, [keys.index(grade) for grade in grades]]


def pensions(s: Setting, disabled: Followed) -> None:
    """Grades 1-4 (伤残津贴): disability pensions, what raises them to the minimum wage, and the difference to a lower
    old-age pension. Articles 35 and 40."""
    where = disabled.across()
    for kind, yuan in drawn_by_severe(s, disabled).items():
        settle(s, kind, yuan.sum(axis=1)[:, None] * where)


def drawn_by_severe(s: Setting, disabled: Followed) -> dict[str, FloatArray]:
    """What grades 1-4 draw by kind and grade `[T, K]` [yuan]: a share of the own wage below the statutory age, raised
    to the minimum wage; from that age on the difference to a lower old-age pension."""
    share = shares_over(s, "law.work_injury.pension_share", disabled.kinds)
    sigma = s.belief("basis.injury.own_wage_spread")
    floor = s.law_over("law.common.minimum_wage")
    persons, wages = disabled.asked[:, PERSONS], disabled.asked[:, 1]
    due = wages[:, :, BELOW] * share
    lifted = persons[:, :, BELOW] * above(ratio(due, persons[:, :, BELOW]), sigma, floor)
    before = above(ratio(wages[:, :, OF_AGE] * share, persons[:, :, OF_AGE]), sigma, floor)
    lacking = difference(before, old_age_pension(s), s.belief("basis.injury.old_age_pension_spread"))
    return {
        "disability_pension": due,
        "minimum_top_up": np.maximum(lifted - due, 0.0),
        "pension_difference": persons[:, :, OF_AGE] * lacking,
    }


def difference(before: FloatArray, pension: FloatArray, sigma: FloatArray) -> FloatArray:
    """Mean of what a log-normal old-age pension lacks of the disability pension (基本养老保险待遇差额)
    [yuan a month]: E[max(before - pension, 0)] = E[max(pension, before)] - E[pension]."""
    return np.maximum(above(pension, sigma, before) - pension, 0.0)


def old_age_pension(s: Setting) -> FloatArray:
    """Mean old-age pension of grades 1-4 `[T, 1]` [yuan a month]: the city's pensions in payment times a belief."""
    retired = (Status.EMPLOYEE_RETIREE, Status.NEW_RETIREE)
    parts = [
        s.seen.asked(f"{part}.{who.name.lower()}") for part in ("basic", "transitional", "account") for who in retired
    ]
    bill = np.asarray(sum(parts)).sum(axis=1)
    persons = s.seen.persons[:-1, retired].sum(axis=(1, 2))
    return ratio(bill, persons)[:, None] * s.belief("basis.injury.old_age_pension_relative")


def care(s: Setting, disabled: Followed) -> None:
    """Care allowance (生活护理费): shares of the local mean wage by degree of dependence. Article 34."""
    settle(s, "care", disabled.place[:-1] * care_share(s)[:, None] * s.reference)


def care_share(s: Setting) -> FloatArray:
    """Mean share of the local mean wage that a person of grades 1-4 draws for care `[T]` [share]."""
    degrees = ("total", "major", "partial")
    keys = s.law.table("law.work_injury.care_share", int(s.months[0])).keys
    level = s.law.table_over("law.work_injury.care_share", s.months)[:, [keys.index(key) for key in degrees]]
    return np.asarray(level @ picked(s.basis.table("basis.injury.care_degrees", int(s.months[0])), degrees))


def allowances(s: Setting, lighter: Followed) -> None:
    """Grades 5-6 without a suitable post (难以安排工作): a share of the own wage, at least the minimum wage.
    Article 36."""
    settle(s, "allowance_grades_5_6", drawn_by_lighter(s, lighter))


def drawn_by_lighter(s: Setting, lighter: Followed) -> FloatArray:
    """What grades 5-6 without a post draw `[T, D]` [yuan]."""
    share = shares_over(s, "law.work_injury.employer_pension_share", lighter.kinds)
    persons, wages = lighter.asked[:, PERSONS, :, BELOW], lighter.asked[:, 1, :, BELOW]
    sigma, floor = s.belief("basis.injury.own_wage_spread"), s.law_over("law.common.minimum_wage")
    a_head = above(ratio(wages * share, persons), sigma, floor)
    drawing = persons * s.belief("basis.injury.grades_5_6_without_post")
    return np.asarray((drawing * a_head).sum(axis=1)[:, None] * lighter.across())


def funerals(s: Setting, cases: Cases, disabled: Followed) -> None:
    """Funeral grant (丧葬补助金) of deaths at work and of grades 1-4. Article 39."""
    died = cases.fatal + disabled.deaths[:, PERSONS].sum(axis=(1, 2))[:, None] * disabled.across()
    settle(s, "funeral", died * s.law_over("law.work_injury.funeral_months") * s.reference)


def kin(s: Setting, survivors: Followed) -> None:
    """Survivors' pensions (供养亲属抚恤金) in payment. Article 39."""
    settle(s, "survivors", survivors.asked[:, 1].sum(axis=(1, 2))[:, None] * survivors.across())


def old_treatment(s: Setting, old: Followed) -> None:
    """Treatment of old cases (老工伤医疗): the opening's cost a head of those who live."""
    first = max(float(old.persons()[0]), 1e-12)
    cost = s.belief("basis.injury.legacy_medical") / 12.0 * s.medical_growth()
    settle(s, "legacy_medical", old.place[:-1] / first * cost)
