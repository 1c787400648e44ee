"""Which rule and article stands behind each part of an award (计发依据), and what must be said beside it."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from actuary.dated import DatedValue
from actuary.errors import Both, Problem
from actuary.law.asked import Asked
from actuary.law.pension import REFORM, P, Pension
from actuary.persons.award import Awards
from actuary.persons.texts import NOTES
from actuary.persons.view import View

RULE = pl.List(pl.Struct({"part": pl.String, "rule": pl.String, "article": pl.String}))


class Rule(NamedTuple):
    """The rule of one part, and document and article (一项依据)."""

    part: str
    rule: Both
    article: Both


def rules(view: View, p: Pension, given_wage: NDArray[np.float64], language: str) -> pl.Series:
    """The list of rules of each person; `given_wage`: the benefit wage as the case gives it, else nan."""
    transitional = np.nan_to_num(p.transitional) > 0.0
    published = np.isfinite(p.benefit_wage) & np.isnan(given_wage)
    flags = transitional + 2 * p.middle + 4 * published.astype(np.int64) + 8 * p.before
    asked = Asked(16 * (len(view.turns) * p.month + p.retirement.turn) + flags)
    lists = [
        [
            {"part": rule.part, "rule": rule.rule.said(language), "article": rule.article.said(language)}
            for rule in _rules(view, *divmod(key // 16, len(view.turns)), key % 16)
        ]
        for key in asked.months.tolist()
    ]
    return pl.Series("rules", lists, dtype=RULE).gather(asked.place)


def _rules(view: View, month: int, turn: int, flags: int) -> Iterator[Rule]:
    """Rules of those who retire in `month` under one schedule."""
    transitional, middle, published = flags & 1, flags & 2, flags & 4
    schedule = view.turns[turn].schedule
    named = Both(schedule.zh, f"schedule {schedule.name}")
    if schedule.range is not None:
        named = Both(f"{named.zh}（判断；{schedule.range.zh}）", f"{named.en} (a judgement; {schedule.range.en})")
    yield Rule("statutory_age", named, view.cited(schedule.source, schedule.article))
    if schedule.late or schedule.early:
        window = Both(
            f"弹性提前不超过{schedule.early}个月且不早于原年龄、须满最低年限，延迟不超过{schedule.late}个月",
            f"at most {schedule.early} months early, not before the old age and with the minimum years; "
            f"at most {schedule.late} late",
        )
        yield Rule("window", window, view.cited(schedule.flexible_source or schedule.source, None))
    if flags & 8:
        yield Rule("total", Both("改革前退休，按老办法", "retired before the reform: the old method"),
                   view.citation(view.row(REFORM, month)))  # fmt: skip
        return
    for part, name in (("minimum_years", "minimum_contribution_years"), ("divisor", "divisor_monthly")):
        yield from _valued(view, part, name, month)
    if published:
        yield from _valued(view, "benefit_wage", "law.common.benefit_wage", month)
    yield from _valued(view, "basic", "basic_pension_formula", month)
    if transitional:
        yield from _valued(view, "transitional", "transitional_pension_formula", month)
    yield from _valued(view, "account", "account_pension_formula", month)
    if middle:
        share = view.row(f"{P}.public_cap_share", month)
        held = Both(
            f"“中人”：低于老办法的补足，高出部分发给{share.value:.0%}",
            f"transition of public staff: made up to the old method; of the excess {share.value:.0%} is paid",
        )
        yield Rule("adjustment", held, view.citation(view.row(REFORM, month)))


def _valued(view: View, part: str, name: str, month: int) -> Iterator[Rule]:
    """The rule of a parameter or formula in force; none where the law is silent."""
    full = name if name.startswith("law.") else f"{P}.{name}"
    try:
        row = view.row(full, month)
        told = _told(view, full, row, month)
    except Problem:
        return
    yield Rule(part, told, view.citation(row))


def _told(view: View, name: str, row: DatedValue, month: int) -> Both:
    if name.endswith("_formula") or name.endswith("divisor_monthly"):
        form = view.law.formula(name, month).form
        return Both(form.zh, form.en)
    zh = view.law.parameters.parameters[name].zh
    return Both(f"{zh} {row.value:g}", f"{name.rsplit('.', 1)[1].replace('_', ' ')} {row.value:g}")


def notes(found: Awards, language: str) -> pl.Series:
    """What must be said of each person beside the figures: what was taken for granted, what is missing."""
    c, p = found.claims, found.pension
    good = pl.Series(found.cells.good)
    region = found.cells.text("region").filter(good)
    priced = np.isfinite(p.basic)
    conditions = {
        "no_deemed": np.isnan(c.deemed_months) & np.isnan(c.deemed_years) & p.eligible,
        "hubei": ~c.local & p.eligible,
        "published_wage": np.isnan(c.benefit_wage) & np.isfinite(p.benefit_wage) & p.eligible & ~p.before,
        "old_method": p.before & p.eligible,
        "no_wage": np.isnan(p.benefit_wage) & p.eligible & ~p.before,
        "no_index": np.isnan(c.wage_index) & p.eligible & ~p.before,
        "no_balance": np.isnan(c.balance) & p.eligible & ~p.before,
        "no_transitional": (p.deemed_years > 0) & priced & (np.nan_to_num(p.transitional) == 0.0),
        "no_old_method": p.middle & np.isnan(c.old_method) & p.eligible,
        "not_middle": ~p.middle & ~p.before & np.isfinite(c.old_method) & p.eligible,
        "late_agreement": (p.month > p.retirement.month) & (p.month <= p.retirement.latest) & p.eligible,
    }
    assert len(region) == len(priced)
    mask = sum((1 << bit) * np.asarray(where, dtype=np.int64) for bit, where in enumerate(conditions.values()))
    asked = Asked(np.asarray(mask))
    said = [
        [NOTES[name].said(language) for bit, name in enumerate(conditions) if key >> bit & 1]
        for key in asked.months.tolist()
    ]
    return pl.Series("notes", said, dtype=pl.List(pl.String)).gather(asked.place)
