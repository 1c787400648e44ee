"""Maternity leave and allowance of a person (产假与生育津贴)."""

from collections.abc import Mapping

import numpy as np
import polars as pl
from numpy.typing import NDArray

from actuary.errors import Both
from actuary.law.maternity import leave_days, province_days
from actuary.law.pension import NONE
from actuary.persons.benefits.benefit import NOW, Benefit, Figures, Part, Stated, fen, or_now
from actuary.persons.benefits.columns import maternity
from actuary.persons.benefits.reading import count_of
from actuary.persons.view import View
from actuary.sheets.cells import Cells

BIRTH, MISCARRIAGE = 0, 1
LATE_FROM = 4.0
"""Months of pregnancy from which a miscarriage counts as late, 女职工劳动保护特别规定, article 7 [month]."""
REASONS = (
    ("birth", Both("分娩。", "A birth.")),
    ("miscarriage_early", Both("怀孕未满4个月流产。", "A miscarriage before four months.")),
    ("miscarriage_late", Both("怀孕满4个月流产。", "A miscarriage from four months on.")),
)
PROVINCE = Both(
    "湖北省增加的产假按省条例，由基金还是单位支付未见定论，津贴单列。",
    "The days that Hubei adds are the province's; who pays them is not settled, so their allowance stands apart.",
)
NO_WAGE = Both("未给出单位月平均工资，津贴空缺。", "The employer's mean wage is not given: the allowance is left open.")
NO_DAY = Both("日期没有到日，按当月的规定。", "The date has no day: the law of the month counts.")


def read(cells: Cells) -> Mapping[str, NDArray[np.generic]]:
    """One child and no difficulty where nothing is said; a miscarriage needs the months of pregnancy."""
    month, case, weeks = cells.month("date"), cells.choice("case"), cells.number("pregnancy_months")
    told = Both("流产须填怀孕月数。", "A miscarriage needs the months of pregnancy.")
    cells.fault("pregnancy_months", "missing", told, (case == MISCARRIAGE) & np.isnan(weeks))
    return {
        "month": month,
        "day": cells.day("date"),
        "case": np.maximum(case, BIRTH),
        "hard": cells.choice("dystocia") == 0,
        "children": count_of(cells, "children", 1.0),
        "pregnancy": weeks,
        "wage": cells.number("employer_wage"),
    }


def compute(view: View, given: Mapping[str, NDArray[np.generic]]) -> Figures:
    """Days by law, days that the province adds, and the allowance of each."""
    month = or_now(np.asarray(given["month"], dtype=np.int64))
    day, case, hard = (np.asarray(given[name]) for name in ("day", "case", "hard"))
    children, wage = (np.asarray(given[name], dtype=np.float64) for name in ("children", "wage"))
    stated = Stated(view.law, month)
    birth = case == BIRTH
    late = np.asarray(given["pregnancy"], dtype=np.float64) >= LATE_FROM
    national = stated.on_day("law.maternity.national_leave_days", day)
    by_birth = leave_days(
        national,
        hard.astype(np.float64),
        stated("law.maternity.difficult_birth_days"),
        children,
        stated("law.maternity.extra_child_days"),
    )
    by_loss = np.where(
        late,
        stated.on_day("law.maternity.miscarriage_days_late", day),
        stated.on_day("law.maternity.miscarriage_days_early", day),
    )
    days = np.where(birth, by_birth, by_loss)
    more = np.where(birth, province_days(stated.on_day("law.maternity.leave_days", day), national), 0.0)
    by_30 = stated("law.maternity.allowance_days_of_month")
    allowance, more_allowance = (
        stated.asked.apply(view.law, "law.maternity.allowance_formula", wage, span, by_30) for span in (days, more)
    )
    parts = [
        Part("days", Both("法定产假", "leave by law"), "day", days,
             Both("98天，难产加15天，多胞胎每多一婴加15天；流产15天或42天",
                  "98 days, 15 more if difficult, 15 for each further child; a miscarriage 15 or 42"),
             "law.maternity.national_leave_days"),
        Part("province_days", Both("湖北省增加", "added by Hubei"), "day", more,
             Both("省条例规定的总天数减98天", "the province's total less 98"), "law.maternity.leave_days"),
        Part("allowance", Both("生育津贴", "allowance"), "yuan", fen(allowance),
             Both("单位月平均工资÷30×天数", "employer's mean wage / 30 x days"), "law.maternity.allowance_formula"),
        Part("province_allowance", Both("增加天数的津贴", "allowance of the added days"), "yuan",
             fen(more_allowance), Both("单位月平均工资÷30×增加天数", "employer's mean wage / 30 x added days"),
             "law.maternity.leave_days"),
    ]  # fmt: skip
    echo = {"children": pl.Series(children), "dystocia": pl.Series(hard), "employer_wage": pl.Series(wage)}
    notes = [
        (NOW, np.asarray(given["month"]) == NONE),
        (NO_DAY, (np.asarray(given["month"]) != NONE) & (day == 0)),
        (PROVINCE, more > 0),
        (NO_WAGE, np.isnan(wage)),
    ]
    reason = np.where(birth, 0, np.where(late, 2, 1)).astype(np.int64)
    return Figures(month, np.ones(month.shape, dtype=bool), reason, REASONS, parts, echo, notes)


BENEFIT = Benefit(maternity(), read, compute)
