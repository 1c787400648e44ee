"""Death benefits of the employee pension for a person's survivors (遗属待遇)."""

from collections.abc import Mapping

import numpy as np
import polars as pl
from numpy.typing import NDArray

from actuary.errors import Both
from actuary.law.pension import NONE
from actuary.law.survivors import LumpRule, insured_months, pensioner_months
from actuary.persons.benefits.benefit import NOW, Benefit, Figures, Part, Stated, fen, or_now
from actuary.persons.benefits.columns import death
from actuary.persons.benefits.reading import months_paid, needed
from actuary.persons.view import View
from actuary.sheets.cells import Cells

RETIRED = 1
"""Place of the retired among the reasons."""
REASONS = (
    ("insured", Both("参保人员在职死亡。", "Death of an insured person.")),
    ("retired", Both("退休人员死亡。", "Death of a pensioner.")),
    (
        "rules_not_held",
        Both(
            "2021年9月以前按本省标准，未收录，无法判断。",
            "Before 2021-09 the province's own standards applied; they are not held: it cannot be told.",
        ),
    ),
)
NO_INCOME = Both(
    "未给出本省上年度城镇居民月人均可支配收入，金额空缺。",
    "The province's urban income a month is not given: the amounts are left open.",
)
ARTICLE = "law.employee_pension.survivor_lump_months"


def read(cells: Cells) -> Mapping[str, NDArray[np.generic]]:
    """Status and years paid are needed; of a pensioner the months drawn, too."""
    needed(cells, "status")
    status, drawn = cells.choice("status"), cells.number("drawn_months")
    told = Both("退休人员须填已领养老金月数。", "Of a pensioner the months of pension drawn are needed.")
    cells.fault("drawn_months", "missing", told, (status == RETIRED) & cells.blank("drawn_months"))
    return {
        "month": cells.month("month"),
        "status": status,
        "paid": months_paid(cells, needed=True),
        "drawn": drawn,
        "income": cells.number("income"),
        "balance": cells.number("account_balance"),
    }


def compute(view: View, given: Mapping[str, NDArray[np.generic]]) -> Figures:
    """Funeral grant and lump sum in months of the province's income, and what is left of the account."""
    month = or_now(np.asarray(given["month"], dtype=np.int64))
    paid, drawn, income, balance = (
        np.asarray(given[name], dtype=np.float64) for name in ("paid", "drawn", "income", "balance")
    )
    stated = Stated(view.law, month)
    retired = np.asarray(given["status"]) == RETIRED
    rule = lump_rule(stated, month)
    lump = np.where(retired, pensioner_months(paid / 12.0, drawn, rule), insured_months(paid / 12.0, rule))
    funeral = stated("law.employee_pension.funeral_months")
    held = np.isfinite(funeral)
    lump = np.where(held, lump, np.nan)
    grant, sum_ = fen(funeral * income), fen(lump * income)
    months = Both("本省上年度城镇居民月人均可支配收入的2倍", "two months of the province's urban income of last year")
    by_years = Both(
        "不满5年3个月，不满10年6个月，满10年9个月，满15年后每满1年加1个月，最高24个月；退休后每领1年减1个月，最低9个月",
        "3 months below 5 years, 6 below 10, 9 from 10, one more for each full year above 15, at most 24; "
        "less one for each year of pension drawn, at least 9",
    )
    parts = [
        Part("funeral", Both("丧葬补助金", "funeral grant"), "yuan", grant, months,
             "law.employee_pension.funeral_months"),
        Part("lump_months", Both("抚恤金月数", "months of the lump sum"), "month", lump, by_years, ARTICLE),
        Part("lump_sum", Both("抚恤金", "lump sum"), "yuan", sum_,
             Both("月收入×月数", "income a month x months"), ARTICLE),
        Part("account", Both("个人账户余额继承", "account to the heirs"), "yuan", fen(balance),
             Both("余额可以继承", "what is left is inherited"), "law.employee_pension.account_inheritable"),
        Part("total", Both("合计", "total"), "yuan", fen(grant + sum_ + np.nan_to_num(balance)),
             Both("各项之和", "sum of the parts"), ARTICLE),
    ]  # fmt: skip
    echo = {"paid_months": pl.Series(paid), "drawn_months": pl.Series(drawn), "income": pl.Series(income)}
    reason = np.where(held, np.where(retired, 1, 0), 2).astype(np.int64)
    notes = [(NOW, np.asarray(given["month"]) == NONE), (NO_INCOME, held & np.isnan(income))]
    return Figures(month, held, reason, REASONS, parts, echo, notes, untold=~held)


def lump_rule(stated: Stated, month: NDArray[np.int64]) -> LumpRule:
    """The months of the lump sum in force in each person's month."""
    under5, under10, from10 = (stated.entry(ARTICLE, np.zeros_like(month), (key,)) for key in ("0", "5", "10"))
    return LumpRule(
        under5,
        under10,
        from10,
        stated("law.employee_pension.survivor_month_per_year"),
        stated("law.employee_pension.survivor_years_cap"),
        stated("law.employee_pension.survivor_lump_months_cap"),
        stated("law.employee_pension.survivor_month_per_pension_year"),
        stated("law.employee_pension.survivor_lump_months_floor_retired"),
    )


BENEFIT = Benefit(death(), read, compute)
