"""Resident medical insurance (城乡居民医保): urban residents, the rural co-operative outside their count, and
the serious-illness layer paid out of both premiums."""

import numpy as np
from numpy.typing import NDArray

from actuary.people.axes import D
from actuary.people.coverage import Open
from actuary.schemes.exposure import ASKS
from actuary.schemes.members import within
from actuary.schemes.proportion import ratio
from actuary.schemes.setting import Setting
from actuary.vocabulary import DISTRICTS
from actuary.vocabulary.words import MERGED

FloatArray = NDArray[np.float64]
FUND = "resident_medical"
QUARTER = 3
"""Months of a quarter."""
GROUPS = (
    ("students", "college_students"),
    ("children", "children_and_pupils"),
    ("adults", "adults"),
    ("aged", "aged_60plus"),
)
OUTER = ("dongxihu", "caidian", "jiangxia", "huangpi", "xinzhou")


def group_heads(s: Setting) -> dict[str, FloatArray]:
    """Residents outside the employee schemes by group `[T, D]`."""
    return {
        group: np.asarray(sum(s.seen.asked(ask.name) for ask in ASKS if ask.name.startswith(f"{group}.")))
        for group, _ in GROUPS
    }


def urban_members(s: Setting, heads: dict[str, FloatArray]) -> dict[str, FloatArray]:
    """Members of the urban fund by group `[T + 1, D]`: the opening's count of each group as a share of its people;
    the coverage path then opens (or scales) the groups in one proportion."""
    split = s.opening.table("opening.medical.resident_urban_split", s.opening_month)
    count = dict(zip(split.keys, split.values, strict=True))
    share = {g: within(ratio(count[key], heads[g][0].sum())) for g, key in GROUPS}
    heads = {g: np.concatenate((h, h[-1:])) for g, h in heads.items()}
    members = {g: heads[g] * share[g] for g, _ in GROUPS}
    if "urban_medical" not in s.paths:
        return members
    employee = sum(
        s.members[("employee_medical", kind)].sum(axis=1) for kind in ("paying", "not_paying", "claimant", "retired")
    )
    path = s.paths["urban_medical"]
    total = np.asarray(sum(m.sum(axis=1) for m in members.values()))
    everyone = np.asarray(sum(h.sum(axis=1) for h in heads.values()))
    s.unclosed["urban_medical"] = np.maximum(np.nan_to_num(path - employee) - everyone, 0.0)
    proportion = s.follow("urban_medical", Open(path, employee + total, everyone - total, total))[:, None]
    joining, leaving = np.maximum(proportion, 0.0), np.maximum(-proportion, 0.0)
    return {g: members[g] + (heads[g] - members[g]) * joining - members[g] * leaving for g, _ in GROUPS}


def rural_members(s: Setting, heads: dict[str, FloatArray], urban: dict[str, FloatArray]) -> FloatArray:
    """Members of the rural co-operative fund `[T, D]`, in the outer districts, as a share of those who are in
    no other scheme there at the opening."""
    outer = np.array([name.key in OUTER for name in DISTRICTS], dtype=float)
    free = np.asarray(sum(heads[g] - urban[g] for g, _ in GROUPS if g != "students"))
    first = float((free[0] * outer).sum())
    share = within(ratio(s.opened("medical.nrcms_insured"), first))
    assert free.shape[1] == D
    return np.asarray(free * outer * share)


def group_costs(s: Setting) -> dict[str, FloatArray]:
    """Cost a head of each group at the opening's prices `[T, 1]` [yuan a year]."""
    name = "basis.resident_medical.cost_by_group"
    keys, values = s.basis.table(name, int(s.months[0])).keys, s.basis.table_over(name, s.months)
    return {group: values[:, keys.index(key), None] for group, key in GROUPS}


def instalments(s: Setting) -> FloatArray:
    """Share of a year's subsidy that is paid in each month `[T, 1]`: equal parts, once a quarter."""
    parts = round(s.basis.number("basis.cash.ordinary_subsidy_payments", int(s.months[0])))
    when = s.calendar("basis.cash.resident_subsidy_month_of_quarter", 12 // parts, QUARTER)
    pays = s.months % (12 // parts) + 1 == when
    return np.where(pays, 1.0 / parts, 0.0)[:, None]


def premiums(s: Setting, heads: FloatArray, account: str, head: FloatArray) -> None:
    """Premiums of residents, paid in the last quarter for the next year; `head[T, 1]` yuan for the next year."""
    due = np.where(((s.months % 12 + 1) >= 10)[:, None], 1.0 / 3.0, 0.0)
    s.postings.add(FUND, account, "contribution_resident", heads * head * due, lag=0)


def post_all(s: Setting) -> None:
    """Everything of the resident medical ledgers that does not depend on balances."""
    heads = group_heads(s)
    closed = urban_members(s, heads)
    members = np.asarray(sum(closed.values()))
    urban = {group: rows[:-1] for group, rows in closed.items()}
    rural = rural_members(s, heads, urban)
    everyone = np.asarray(sum(urban.values()))
    s.members[(FUND, "paying")] = members
    s.members[("rural_cooperative", "paying")] = np.concatenate((rural, rural[-1:]))
    growth = s.medical_growth()
    part = instalments(s)
    subsidy = s.belief("basis.path.resident_subsidy")
    next_premium = s.basis.over("basis.path.resident_personal", s.months + 12)[:, None]
    post = s.postings
    post.add(FUND, "urban", "ordinary_subsidy", everyone * subsidy * part)
    premiums(s, everyone, "urban", next_premium)
    layer = s.belief("basis.resident_medical.serious_illness_premium") / 12.0 * growth
    level = group_costs(s)
    bill = np.asarray(sum(urban[g] * level[g] for g, _ in GROUPS)) / 12.0 * growth
    outpatient = s.belief("basis.resident_medical.outpatient_share")
    care = bill - everyone * layer
    post.add(FUND, "urban", "benefit.inpatient", -care * (1 - outpatient))
    post.add(FUND, "urban", "benefit.outpatient", -care * outpatient)
    post.add(FUND, "urban", "transfer.serious_illness", -everyone * layer)
    post.add(FUND, "serious_illness", "transfer.serious_illness", everyone * layer)
    loss = s.belief("basis.resident_medical.serious_illness_loss_ratio")
    post.add(FUND, "serious_illness", "benefit.serious_illness", -everyone * layer * loss)
    income = s.belief("basis.resident_medical.nrcms_income_head") * subsidy / subsidy[0]
    personal = s.belief("basis.path.resident_personal")
    merged = s.says("law.resident_medical.scheme", MERGED)
    subsidised = np.where(merged, subsidy, np.maximum(income - personal, 0.0))
    post.add(FUND, "rural_cooperative", "ordinary_subsidy", rural * subsidised * part)
    premiums(s, rural, "rural_cooperative", next_premium)
    wider = np.where(merged, s.belief("basis.resident_medical.merger_cost_rise"), 0.0)
    spent = s.belief("basis.resident_medical.nrcms_cost_head") / 12.0 * growth * (1.0 + wider)
    post.add(FUND, "rural_cooperative", "benefit.inpatient", -rural * spent * (1 - outpatient))
    post.add(FUND, "rural_cooperative", "benefit.outpatient", -rural * spent * outpatient)
