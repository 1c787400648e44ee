"""Work-injury benefits of a person, or of the survivors (工伤保险待遇)."""

from collections.abc import Mapping

import numpy as np
import polars as pl
from numpy.typing import NDArray

from actuary.errors import Both
from actuary.law.disability import allowance, lump_sum, pension_difference
from actuary.law.injury import SurvivorLaw, own_wage, survivor_shares
from actuary.law.pension import NONE
from actuary.persons.benefits.benefit import NOW, Benefit, Figures, Part, Stated, fen, or_now
from actuary.persons.benefits.columns import work_injury
from actuary.persons.benefits.reading import count_of
from actuary.persons.view import View
from actuary.sheets.cells import Cells

FloatArray = NDArray[np.float64]
GRADES = tuple(str(grade) for grade in range(1, 11))
CARE = ("total", "major", "partial")
REASONS = (
    ("fund_pays", Both("一至四级：基金按月支付伤残津贴。", "Grades 1 to 4: the fund pays an allowance.")),
    ("employer_pays", Both("五至六级：难以安排工作的，由单位按月支付伤残津贴。",
                           "Grades 5 and 6: the employer pays an allowance where it has no suitable work.")),
    ("lump_only", Both("七至十级：一次性伤残补助金；离职时的医疗、就业补助金按省标准，未收录。",
                       "Grades 7 to 10: the lump sum; the payments on leaving are the province's and not held.")),
    ("survivors", Both("因工死亡：丧葬补助金、供养亲属抚恤金和一次性工亡补助金。",
                       "Death at work: funeral grant, survivors' pensions and the lump sum.")),
    ("no_grade", Both("没有伤残等级。", "No grade of disability.")),
)  # fmt: skip
NO_LOCAL = Both(
    "未给出统筹地区职工月平均工资：本人工资未按60%至300%限制，按其计算的各项空缺。",
    "The local mean wage is not given: the own wage is not kept between 60 and 300 % of it; what rests on it is open.",
)
NO_MINIMUM = Both("当月最低工资未收录，津贴未与其比较。", "The month's minimum wage is not held: not compared with it.")
NO_LUMP = Both("该年一次性工亡补助金标准未收录。", "The lump sum for a death in that year is not held.")
LEAVING = Both(
    "五至十级离职时的一次性医疗、就业补助金按省标准，未收录。",
    "The payments on leaving the employer, grades 5 to 10, are the province's and not held.",
)


def read(cells: Cells) -> Mapping[str, NDArray[np.generic]]:
    """A grade or a death; the own wage of both."""
    death = cells.choice("death") == 0
    told = Both("须填伤残等级，或填因工死亡。", "Give a grade, or say that it is a death.")
    cells.fault("grade", "missing", told, ~death & cells.blank("grade") & cells.blank("care"))
    told = Both("须填本人工资。", "The own wage is needed.")
    cells.fault("own_wage", "missing", told, ~cells.blank("grade") & cells.blank("own_wage"))
    spouse, others = count_of(cells, "spouse", 0.0), count_of(cells, "others", 0.0)
    lone = count_of(cells, "lone", 0.0)
    told = Both("孤寡老人或孤儿（“{value}”）多于供养亲属人数。", "More lone people ({value}) than dependants.")
    cells.fault("lone", "conflict", told, lone > spouse + others)
    return {
        "month": cells.month("month"),
        "grade": np.nan_to_num(cells.number("grade")),
        "own_wage": cells.number("own_wage"),
        "local_wage": cells.number("local_wage"),
        "minimum_wage": cells.number("minimum_wage"),
        "care": cells.choice("care"),
        "pension": cells.number("old_age_pension"),
        "death": death,
        "spouse": spouse,
        "others": others,
        "lone": lone,
    }


def compute(view: View, given: Mapping[str, NDArray[np.generic]]) -> Figures:
    """Every payment of a case; those of the injured and those of survivors exclude each other."""
    month = or_now(np.asarray(given["month"], dtype=np.int64))
    stated = Stated(view.law, month)
    own, local, minimum, pension = (
        np.asarray(given[name], dtype=np.float64) for name in ("own_wage", "local_wage", "minimum_wage", "pension")
    )
    death = np.asarray(given["death"], dtype=bool)
    grade = np.where(death, 0, np.asarray(given["grade"])).astype(np.int64)
    floor, cap = stated("law.work_injury.own_wage_floor"), stated("law.work_injury.own_wage_cap")
    wage = np.where(np.isnan(local), own, own_wage(own, local, floor, cap))
    minimum = np.where(np.isnan(minimum), stated.decreed("law.common.minimum_wage"), minimum)
    parts = [
        *_disability(stated, grade, wage, minimum, pension),
        *_care(stated, np.where(death, NONE, np.asarray(given["care"])), local),
        *_death(stated, death, wage, local, *(np.asarray(given[n]) for n in ("spouse", "others", "lone"))),
    ]
    echo = {"grade": pl.Series(grade).replace(0, None), "own_wage": pl.Series(own), "counted_wage": pl.Series(wage)}
    reason = np.select([death, grade == 0, grade <= 4, grade <= 6], [3, 4, 0, 1], 2).astype(np.int64)
    monthly = (grade > 0) & (grade <= 6)
    notes = [
        (NOW, np.asarray(given["month"]) == NONE),
        (NO_LOCAL, np.isnan(local)),
        (NO_MINIMUM, monthly & np.isnan(minimum)),
        (NO_LUMP, death & np.isnan(stated.decreed("law.work_injury.death_lump"))),
        (LEAVING, grade >= 5),
    ]
    return Figures(month, np.ones(month.shape, dtype=bool), reason, REASONS, parts, echo, notes)


def _disability(
    stated: Stated, grade: NDArray[np.int64], wage: FloatArray, minimum: FloatArray, pension: FloatArray
) -> list[Part]:
    """Lump sum of all grades, allowance of the first six, and what is added to a lower old-age pension."""
    place = grade - 1
    once = lump_sum(stated.entry("law.work_injury.lump_months", place, GRADES), wage)
    share = stated.entry("law.work_injury.pension_share", place, GRADES)
    by_employer = stated.entry("law.work_injury.employer_pension_share", place, GRADES)
    by_fund = np.isfinite(share)
    monthly = fen(allowance(np.where(by_fund, share, by_employer), wage, minimum))
    added = np.where(by_fund, pension_difference(monthly, pension), np.nan)
    rule = Both("本人工资×等级比例，不低于最低工资", "own wage x share of the grade, not below the minimum wage")
    return [
        Part("lump_sum", Both("一次性伤残补助金", "lump sum"), "yuan", fen(once),
             Both("本人工资×等级月数", "own wage x months of the grade"), "law.work_injury.lump_months"),
        Part("monthly_allowance", Both("伤残津贴", "monthly allowance"), "yuan_per_month", monthly, rule,
             "law.work_injury.pension_share"),
        Part("fund_allowance", Both("其中基金支付", "of which the fund pays"), "yuan_per_month",
             np.where(grade > 0, np.where(by_fund, monthly, 0.0), np.nan),
             Both("一至四级由基金，五至六级由单位", "grades 1 to 4 the fund, 5 and 6 the employer"),
             "law.work_injury.employer_pension_share"),
        Part("pension_difference", Both("补足养老金差额", "added to the old-age pension"), "yuan_per_month", fen(added),
             Both("养老金低于伤残津贴的，基金补足", "the fund makes up a lower old-age pension"),
             "law.work_injury.pension_share"),
    ]  # fmt: skip


def _care(stated: Stated, care: NDArray[np.int64], local: FloatArray) -> list[Part]:
    """Care allowance by dependence; nought where there is none."""
    share = stated.entry("law.work_injury.care_share", care, CARE)
    amount = fen(share * local)
    rule = Both("当地月平均工资×50%、40%或30%", "local mean wage x 50, 40 or 30 %")
    return [
        Part("care", Both("生活护理费", "care allowance"), "yuan_per_month", amount, rule, "law.work_injury.care_share")
    ]


def _death(
    stated: Stated,
    death: NDArray[np.bool_],
    wage: FloatArray,
    local: FloatArray,
    spouse: NDArray[np.generic],
    others: NDArray[np.generic],
    lone: NDArray[np.generic],
) -> list[Part]:
    """Funeral grant, lump sum, and the survivors' pensions together, at most the own wage."""
    funeral = np.where(death, fen(stated("law.work_injury.funeral_months") * local), np.nan)
    once = np.where(death, fen(stated.decreed("law.work_injury.death_lump")), np.nan)
    share = np.where(death, _survivor_share(stated, *(np.asarray(n, dtype=np.float64) for n in (spouse, others, lone))),
                     np.nan)  # fmt: skip
    return [
        Part("funeral", Both("丧葬补助金", "funeral grant"), "yuan", funeral,
             Both("6个月当地月平均工资", "six months of the local mean wage"), "law.work_injury.funeral_months"),
        Part("death_lump", Both("一次性工亡补助金", "lump sum for the death"), "yuan", once,
             Both("上年全国城镇居民人均可支配收入的20倍", "20 x last year's national urban income"),
             "law.work_injury.death_lump"),
        Part("survivor_share", Both("供养亲属比例合计", "survivors' shares together"), "share", share,
             Both("配偶40%，其他每人30%，孤寡、孤儿加10%，合计不超过100%",
                  "spouse 40 %, others 30 % each, lone or orphaned 10 more, together at most 100 %"),
             "law.work_injury.survivor_cap"),
        Part("survivors", Both("供养亲属抚恤金", "survivors' pensions"), "yuan_per_month", fen(share * wage),
             Both("本人工资×比例", "own wage x share"), "law.work_injury.survivor_spouse"),
    ]  # fmt: skip


def _survivor_share(stated: Stated, spouse: FloatArray, others: FloatArray, lone: FloatArray) -> FloatArray:
    """Share of the wage that all survivors draw: the lone are counted among the others first, then the spouse."""
    lone_others = np.minimum(lone, others)
    counts = np.stack([spouse, others, np.zeros_like(others)], axis=-1)
    alone = np.stack([lone - lone_others, lone_others, np.zeros_like(others)], axis=-1) / np.maximum(counts, 1.0)
    names = ("survivor_spouse", "survivor_other", "survivor_lone_addition", "survivor_cap")
    result = np.zeros_like(spouse)
    laws = np.stack([stated(f"law.work_injury.{name}") for name in names], axis=-1)
    for law in np.unique(laws, axis=0):
        who = (laws == law).all(axis=-1)
        result[who] = survivor_shares(SurvivorLaw(*law.tolist()), counts[who], alone[who]).sum(axis=-1)
    return result


BENEFIT = Benefit(work_injury(), read, compute)
