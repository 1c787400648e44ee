"""Awards of a table of persons (养老金核定): cells checked together, then the law's functions over all rows."""

from typing import NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from actuary.errors import Both
from actuary.law.asked import Asked
from actuary.law.pension import NONE, Claims, Pension, Reason, pension
from actuary.months import text as month_text
from actuary.persons.award_columns import SCHEME, award_columns
from actuary.persons.texts import REASONS
from actuary.persons.view import View
from actuary.sheets.cells import Cells
from actuary.sheets.reading import Grid
from actuary.vocabulary import CATEGORIES

FloatArray = NDArray[np.float64]
BoolArray = NDArray[np.bool_]
WUHAN = frozenset({"", "wuhan", "武汉", "武汉市", "武汉市本级", "湖北武汉", "湖北省武汉市", "hubei wuhan", "省直"})
"""Regions whose benefit wage is that of the first tier of Hubei."""
MONEY = ("basic", "transitional", "account", "adjustment", "total")


class Awards(NamedTuple):
    """Awards of the good rows (核定结果)."""

    cells: Cells
    claims: Claims
    pension: Pension
    frame: pl.DataFrame
    """One row a person that was computed, flat; months as text, null where it cannot be told."""


def awards(grid: Grid, view: View, language: str) -> Awards:
    """Awards of every good row of a grid under a view of the law."""
    cells = Cells(grid, award_columns())
    claims = _claims(cells)
    good = cells.good
    claims = Claims._make(column[good] for column in claims)
    found = pension(view.law, view.turns, claims)
    return Awards(cells, claims, found, _frame(cells, good, claims, found, language))


def _claims(cells: Cells) -> Claims:
    """The cells as arrays; what contradicts itself is a fault, too."""
    birth, month = cells.month("birth_month"), cells.month("retirement_month")
    first = cells.month("first_work_month")
    months, years = cells.number("total_months"), cells.number("total_years")
    deemed_months, deemed_years = cells.number("deemed_months"), cells.number("deemed_years")
    region = cells.text("region").fill_null("").str.to_lowercase().str.strip_chars()
    claims = Claims(
        category=cells.choice("category"),
        birth=birth,
        month=month,
        months=months,
        years=years,
        deemed_months=deemed_months,
        deemed_years=deemed_years,
        wage_index=cells.number("avg_index"),
        benefit_wage=cells.number("benefit_wage"),
        local=region.is_in(list(WUHAN)).to_numpy(),
        balance=cells.number("account_balance"),
        first_work=first,
        public=cells.choice("scheme") == 1,
        old_method=cells.number("old_method_pension"),
    )
    _filled(cells, months, years)
    _agree(cells, "total", months, years)
    _agree(cells, "deemed", deemed_months, deemed_years)
    _consistent(cells, claims)
    return claims


def _filled(cells: Cells, months: FloatArray, years: FloatArray) -> None:
    """A column that is there is filled in every row, but for those that have a default."""
    told = Both("这一列有数据而此行为空。", "The column is there, and this cell is blank.")
    if cells.has("total_months") or cells.has("total_years"):
        name = "total_months" if cells.has("total_months") else "total_years"
        blank = cells.blank("total_months") & cells.blank("total_years")
        cells.fault(name, "missing", told, blank)
    for name in ("avg_index", "account_balance"):
        if cells.has(name):
            cells.fault(name, "missing", told, cells.blank(name))


def _agree(cells: Cells, which: str, months: FloatArray, years: FloatArray) -> None:
    """Months and years of the same thing, where both are given, to two decimals."""
    apart = np.abs(months / 12.0 - years) > 0.005 + 1e-9
    told = Both("年限与月数不一致（“{value}”），请只填一项。", "Years and months disagree ({value}); give one of them.")
    cells.fault(f"{which}_years", "conflict", told, apart)


def _consistent(cells: Cells, c: Claims) -> None:
    """What no person's record can say."""
    total = np.where(np.isnan(c.months), c.years, c.months / 12.0)
    deemed = np.where(np.isnan(c.deemed_months), c.deemed_years, c.deemed_months / 12.0)
    name = "deemed_months" if cells.has("deemed_months") else "deemed_years"
    told = Both("视同缴费年限（“{value}”）多于总缴费年限。", "More deemed years ({value}) than years in all.")
    cells.fault(name, "conflict", told, deemed > total + 0.005 + 1e-9)
    told = Both("退休年月（“{value}”）时未满16岁。", "In the month of retirement ({value}) the person is under 16.")
    young = (c.month != NONE) & (c.birth != NONE) & (c.month - c.birth < 16 * 12)
    cells.fault("retirement_month", "order", told, young)
    told = Both(
        "参加工作年月（“{value}”）不在出生与退休之间。", "First work ({value}) is not between birth and retirement."
    )
    late = (c.month != NONE) & (c.first_work > c.month)
    early = (c.birth != NONE) & (c.first_work < c.birth)
    cells.fault("first_work_month", "order", told, (c.first_work != NONE) & (late | early))


def _frame(cells: Cells, good: BoolArray, c: Claims, p: Pension, language: str) -> pl.DataFrame:
    """The flat table of results."""
    ids = (
        cells.text("id").filter(pl.Series(good))
        if cells.has("id")
        else pl.Series([None] * len(c.birth), dtype=pl.String)
    )
    when = p.retirement
    codes = [reason.name.lower() for reason in Reason]
    told = [REASONS[reason].said(language) for reason in Reason]
    frame = pl.DataFrame(
        {
            "row": cells.grid.rows[good],
            "id": ids,
            "scheme": _named(c.public.astype(np.int64), list(SCHEME)),
            "category": _named(c.category, [name.key for name in CATEGORIES]),
            "birth_month": month_texts(c.birth),
            "statutory_years": when.age // 12,
            "statutory_months": when.age % 12,
            "statutory_month": month_texts(when.month),
            "delay_months": when.delay,
            "retirement_month": month_texts(p.month),
            "earliest": month_texts(p.earliest),
            "latest": month_texts(when.latest),
            "minimum_years": p.minimum_years,
            "years": p.years,
            "deemed_years": p.deemed_years,
            "eligible": pl.Series(p.eligible).set(pl.Series(~p.known), None),
            "reason_code": _named(p.reason, codes),
            "reason": _named(p.reason, told),
            "divisor": p.divisor,
            "avg_index": c.wage_index,
            "benefit_wage": p.benefit_wage,
            "account_balance": c.balance,
            "basic": p.basic,
            "transitional": p.transitional,
            "account": p.account,
            "adjustment": p.adjustment,
            "total": p.total,
        }
    )
    return frame.with_columns(pl.col(pl.Float64).fill_nan(None))


def month_texts(months: NDArray[np.int64]) -> pl.Series:
    """Months as YYYY-MM; null where there is none."""
    asked = Asked(months)
    texts = [month_text(month) if month > 0 else None for month in asked.months.tolist()]
    return pl.Series(texts, dtype=pl.String).gather(asked.place)


def _named(places: NDArray[np.int64], names: list[str]) -> pl.Series:
    return pl.Series(names, dtype=pl.String).gather(places)
