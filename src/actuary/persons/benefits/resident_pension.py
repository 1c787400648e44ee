"""Pension of a resident (城乡居民养老金)."""

from collections.abc import Mapping

import numpy as np
import polars as pl
from numpy.typing import NDArray

from actuary.errors import Both
from actuary.law.award import account_pension
from actuary.law.pension import NONE
from actuary.law.resident import account_subsidy
from actuary.persons.benefits.benefit import NOW, Benefit, Figures, Part, Stated, fen, or_now
from actuary.persons.benefits.columns import resident_pension
from actuary.persons.benefits.reading import months_paid
from actuary.persons.view import View
from actuary.sheets.cells import Cells

REASONS = (
    ("entitled", Both("年满领取年龄，缴费年限已满。", "The age is reached, with the minimum years.")),
    (
        "age_not_given",
        Both("未给出出生年月或缴费年限，按已符合条件计算。", "Birth or years are not given: taken as entitled."),
    ),
    ("below_age", Both("未到领取年龄。", "The age is not reached.")),
    ("short_of_years", Both("缴费年限不足。", "Fewer years than the minimum.")),
)
CITY = "law.resident_pension.basic_pension"
NATIONAL = Both(
    "武汉市该年基础养老金未收录，按全国最低标准计算，结果只是下限；请在“基础养老金”中给出市标准。",
    "Wuhan's basic pension of the year is not held: with the national minimum this is a floor; give `basic_pension`.",
)
NO_BALANCE = Both("未给出个人账户储存额，账户养老金空缺。", "The account is not given: its pension is left open.")


def read(cells: Cells) -> Mapping[str, NDArray[np.generic]]:
    """All may be left out; what is given is checked."""
    return {
        "month": cells.month("month"),
        "birth": cells.month("birth_month"),
        "paid": months_paid(cells),
        "balance": cells.number("account_balance"),
        "basic": cells.number("basic_pension"),
        "level": cells.number("level"),
    }


def compute(view: View, given: Mapping[str, NDArray[np.generic]]) -> Figures:
    """Basic pension by date, account over the divisor, and the subsidy of a year at the level paid."""
    month, birth = or_now(np.asarray(given["month"], dtype=np.int64)), np.asarray(given["birth"], dtype=np.int64)
    paid, balance, own, level = (
        np.asarray(given[name], dtype=np.float64) for name in ("paid", "balance", "basic", "level")
    )
    stated = Stated(view.law, month)
    young = (birth != NONE) & (month - birth < 12 * stated("law.resident_pension.pension_age"))
    short = paid < 12 * stated("law.resident_pension.minimum_years")
    reason = np.select([young, short, (birth == NONE) | np.isnan(paid)], [2, 3, 1], 0).astype(np.int64)
    right = reason <= 1
    local = stated.decreed(CITY)
    national = stated("law.resident_pension.national_basic_pension")
    basic = np.where(np.isnan(own), np.where(np.isnan(local), national, local), own)
    basic = np.where(right, fen(basic), np.nan)
    account = np.where(right, fen(account_pension(balance, stated("law.resident_pension.divisor"))), np.nan)
    subsidy = account_subsidy(
        level, stated("law.resident_pension.account_subsidy_lowest"), stated("law.resident_pension.account_subsidy_500")
    )
    parts = [
        Part("basic", Both("基础养老金", "basic pension"), "yuan_per_month", basic,
             Both("市标准，未收录时取全国最低标准", "the city's; where not held the national minimum"),
             "law.resident_pension.national_basic_pension", (CITY, np.isfinite(local))),
        Part("account", Both("个人账户养老金", "account pension"), "yuan_per_month", account,
             Both("储存额÷139", "balance / 139"), "law.resident_pension.divisor"),
        Part("total", Both("月养老金合计", "monthly total"), "yuan_per_month", fen(basic + account),
             Both("各项之和", "sum of the parts"), "law.resident_pension.divisor"),
        Part("subsidy", Both("年缴费补贴（最低）", "least subsidy of a year"), "yuan_per_year",
             np.where(np.isnan(level), np.nan, subsidy),
             Both("最低档次30元，500元及以上60元", "30 yuan at the lowest level, 60 from 500 yuan on"),
             "law.resident_pension.account_subsidy_500"),
    ]  # fmt: skip
    echo = {"paid_months": pl.Series(paid), "account_balance": pl.Series(balance)}
    notes = [
        (NOW, np.asarray(given["month"]) == NONE),
        (NATIONAL, right & np.isnan(own) & np.isnan(local)),
        (NO_BALANCE, right & np.isnan(balance)),
    ]
    return Figures(month, right, reason, REASONS, parts, echo, notes)


BENEFIT = Benefit(resident_pension(), read, compute)
