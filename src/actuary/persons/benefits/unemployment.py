"""Unemployment benefit of a person (失业保险金)."""

from collections.abc import Mapping

import numpy as np
import polars as pl
from numpy.typing import NDArray

from actuary.errors import Both
from actuary.law.pension import NONE
from actuary.law.retirement import retirement
from actuary.law.unemployment import allowance, duration, with_rest
from actuary.persons.benefits.benefit import NOW, Benefit, Figures, Part, Stated, fen, or_now
from actuary.persons.benefits.columns import unemployment
from actuary.persons.benefits.reading import count_of, months_paid
from actuary.persons.view import View
from actuary.sheets.cells import Cells

REASONS = (
    (
        "qualified",
        Both("缴费满一年，非自愿失业并已登记的可以领取。", "A year is paid: due if involuntary and registered."),
    ),
    (
        "rest_only",
        Both("重新就业后缴费不满一年，继续领取前次剩余期限。", "Under a year since: the rest of the earlier claim."),
    ),
    ("short", Both("缴费不满一年，没有失业保险金。", "Less than a year is paid: no benefit.")),
)
NO_WAGE = Both(
    "当月最低工资未收录，请填 minimum_wage。", "The minimum wage of the month is not held: give minimum_wage."
)


def read(cells: Cells) -> Mapping[str, NDArray[np.generic]]:
    """Months paid are needed; the rest of an earlier claim is nought where it is not given."""
    return {
        "month": cells.month("month"),
        "paid": months_paid(cells, needed=True),
        "rest": count_of(cells, "rest_months", 0.0),
        "minimum_wage": cells.number("minimum_wage"),
        "category": cells.choice("category"),
        "birth": cells.month("birth_month"),
    }


def compute(view: View, given: Mapping[str, NDArray[np.generic]]) -> Figures:
    """How many months, at how much."""
    month = or_now(np.asarray(given["month"], dtype=np.int64))
    paid, rest = (np.asarray(given[name], dtype=np.float64) for name in ("paid", "rest"))
    stated = Stated(view.law, month)
    new = duration(
        paid,
        stated("law.unemployment.qualifying_years"),
        stated("law.unemployment.duration_under5"),
        stated("law.unemployment.duration_under10"),
        stated("law.unemployment.duration_10plus"),
    )
    months = with_rest(new, rest, stated("law.unemployment.duration_cap"))
    own = np.asarray(given["minimum_wage"], dtype=np.float64)
    wage = np.where(np.isnan(own), stated.decreed("law.common.minimum_wage"), own)
    right = months > 0
    monthly = np.where(right, fen(allowance(stated("law.unemployment.benefit_share"), wage)), np.nan)
    parts = [
        Part("max_months", Both("最长领取期限", "longest time"), "month", months,
             Both("不满5年12个月，不满10年18个月，10年以上24个月；合并计算最长24个月",
                  "12 months below 5 years paid, 18 below 10, 24 from 10; with the rest at most 24"),
             "law.unemployment.duration_under5"),
        Part("monthly_allowance", Both("失业保险金", "benefit"), "yuan_per_month", monthly,
             Both("最低工资×比例", "minimum wage x share"), "law.unemployment.benefit_share"),
        Part("total", Both("全部期限合计（按当月标准）", "over the whole time, at this month's level"), "yuan",
             fen(monthly * months), Both("月标准×月数", "a month x months"), "law.unemployment.benefit_share"),
        Part("extension_months", Both("大龄人员续发", "paid on to the statutory age"), "month",
             _extension(view, stated, given, month, months),
             Both("期满距法定退休年龄不足一年的，续发至退休", "less than a year short of the age: on until it"),
             "law.unemployment.older_worker_extension_years"),
    ]  # fmt: skip
    echo = {"paid_months": pl.Series(paid), "rest_months": pl.Series(rest), "minimum_wage": pl.Series(wage)}
    reason = np.where(new > 0, 0, np.where(right, 1, 2))
    notes = [(NOW, np.asarray(given["month"]) == NONE), (NO_WAGE, right & np.isnan(wage))]
    return Figures(month, right, reason.astype(np.int64), REASONS, parts, echo, notes)


def _extension(
    view: View,
    stated: Stated,
    given: Mapping[str, NDArray[np.generic]],
    month: NDArray[np.int64],
    months: NDArray[np.float64],
) -> NDArray[np.float64]:
    """Months from the end of the claim to the statutory age, where that is less than a year off and the law pays."""
    category, birth = (np.asarray(given[name], dtype=np.int64) for name in ("category", "birth"))
    told = (category != NONE) & (birth != NONE)
    left = np.full(month.shape, np.nan)
    who = np.flatnonzero(told)
    left[who] = retirement(view.turns, category[who], birth[who]).month - month[who] - months[who]
    reach = 12.0 * stated("law.unemployment.older_worker_extension_years")
    return np.where(told, np.where((left > 0) & (left < reach) & (months > 0), left, 0.0), np.nan)


BENEFIT = Benefit(unemployment(), read, compute)
