"""Awards as an answer (核定文件): `actuary.award/1`, and flat rows for a spreadsheet."""

import numpy as np
import polars as pl

from actuary.errors import Both
from actuary.law.pension import FEN
from actuary.law.rounding import rounded
from actuary.persons.answer import Answer
from actuary.persons.award import MONEY, Awards, awards
from actuary.persons.award_page import award_page
from actuary.persons.award_rules import notes, rules
from actuary.persons.texts import COUNTS, PARTS
from actuary.persons.view import View
from actuary.sheets.reading import Grid

CASE = (
    "id", "row", "category", "scheme", "birth_month", "statutory_age", "statutory_month", "delay_months",
    "retirement_month", "window", "minimum_years", "years", "deemed_years", "eligible", "reason", "reason_code",
    "divisor", "avg_index", "benefit_wage", "account_balance", *MONEY, "rules", "notes",
)  # fmt: skip
SHOWN = ("row", "id", "statutory_month", "retirement_month", "eligible", "basic", "transitional", "account", "total")


def award_answer(grid: Grid, view: View, language: str) -> Answer:
    """Awards of a grid under a view of the law."""
    found = awards(grid, view, language)
    frame = found.frame
    sums = {"eligible": int(frame["eligible"].sum() or 0), "priced": frame["total"].count()}
    money = {part: float(rounded(np.asarray(frame[part].sum() or 0.0, dtype=np.float64), FEN)) for part in MONEY}
    return Answer(
        schema="actuary.award/1",
        head=view.described(),
        cells=found.cells,
        count=frame.height,
        nested=lambda: _nested(found, view, language),
        flat=lambda: _flat(found, view, language),
        figures=frame,
        sums=sums | money,
        title=Both("养老金核定", "Award of the employee pension"),
        page=lambda: award_page(_nested(found, view, language).row(0, named=True), language),
        columns={name: COUNTS.get(name) or PARTS[name] for name in SHOWN},
        language=language,
    )


def _nested(found: Awards, view: View, language: str) -> pl.DataFrame:
    """One nested row a person, in the order of the document's keys."""
    return found.frame.select(
        *(name for name in CASE if name in found.frame.columns),
        statutory_age=pl.struct(years="statutory_years", months="statutory_months"),
        window=pl.struct("earliest", "latest"),
        rules=rules(view, found.pension, found.claims.benefit_wage, language),
        notes=notes(found, language),
    ).select(CASE)


def _flat(found: Awards, view: View, language: str) -> pl.DataFrame:
    """Figures, then rules and notes as one text each."""
    rule = pl.element().struct
    told = pl.concat_str(rule.field("part"), pl.lit(": "), rule.field("rule"), pl.lit(" ["), rule.field("article"))
    listed = rules(view, found.pension, found.claims.benefit_wage, language)
    return found.frame.with_columns(
        rules=listed.list.eval(told + "]").list.join("; "),
        notes=notes(found, language).list.join(" "),
    )
