"""Resident medical insurance (城乡居民医保): urban residents, the rural co-operative outside their count, and the
serious-illness layer (大病保险) that the fund of its members pays for."""

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
LAYER = "basis.resident_medical.serious_illness_premium"
SUBSIDY, PERSONAL = "basis.path.resident_subsidy", "basis.path.resident_personal"
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


def merged(s: Setting) -> NDArray[np.bool_]:
    """Months in which town and country are one scheme `[T, 1]`."""
    return s.says("law.resident_medical.scheme", MERGED)


def layer_members(s: Setting, urban: FloatArray, rural: FloatArray) -> FloatArray:
    """Members of the serious-illness layer `[T, D]`: urban ones, and the co-operative's in a merged scheme."""
    return urban + rural * merged(s)


def held_for_layer(s: Setting) -> float:
    """What costs a head hold for the layer as believed at the opening [yuan a month]; more of it comes on top."""
    return s.basis.number(LAYER, s.opening_month) / 12.0


def rural_subsidy(s: Setting) -> FloatArray:
    """Subsidy a head of the co-operative `[T, 1]` [yuan a year]: its income less the premium, both of the opening,
    moved as the residents' subsidy moves; in a merged scheme that subsidy itself."""
    subsidy, opened = s.belief(SUBSIDY), s.basis.number(SUBSIDY, s.opening_month)
    own = s.belief("basis.resident_medical.nrcms_income_head") - s.basis.number(PERSONAL, s.opening_month)
    return np.where(merged(s), subsidy, np.maximum(own, 0.0) * ratio(subsidy, opened))


def rural_costs(s: Setting) -> FloatArray:
    """Cost a head of the co-operative at the opening's prices `[T, 1]` [yuan a year], with what the merger adds."""
    wider = np.where(merged(s), s.belief("basis.resident_medical.merger_cost_rise"), 0.0)
    return np.asarray(s.belief("basis.resident_medical.nrcms_cost_head") * (1.0 + wider))


def receive(s: Setting, account: str, heads: FloatArray, subsidy: FloatArray) -> None:
    """Subsidy once a quarter, and premiums, which residents pay in the last quarter for the next year; `subsidy[T, 1]`
    a head."""
    s.postings.add(FUND, account, "ordinary_subsidy", heads * subsidy * instalments(s))
    due = np.where(((s.months % 12 + 1) >= 10)[:, None], 1.0 / 3.0, 0.0)
    s.postings.add(FUND, account, "contribution_resident", heads * s.belief(PERSONAL) * due, lag=0)


def pay(s: Setting, account: str, care: FloatArray) -> None:
    """The fund's own care `[T, D]` [yuan], inpatient and outpatient."""
    outpatient = s.belief("basis.resident_medical.outpatient_share")
    s.postings.add(FUND, account, "benefit.inpatient", -care * (1 - outpatient))
    s.postings.add(FUND, account, "benefit.outpatient", -care * outpatient)


def post_layer(s: Setting, urban: FloatArray, rural: FloatArray) -> None:
    """The layer: its premium, so many yuan in the year that says so, out of the fund of its members; and what it
    pays them."""
    premium = s.belief(LAYER) / 12.0
    insured = layer_members(s, urban, rural)
    item = "transfer.serious_illness"
    s.postings.add(FUND, "urban", item, -urban * premium)
    if merged(s).any():
        s.postings.add(FUND, "rural_cooperative", item, -(insured - urban) * premium)
    s.postings.add(FUND, "serious_illness", item, insured * premium)
    loss = s.belief("basis.resident_medical.serious_illness_loss_ratio")
    s.postings.add(FUND, "serious_illness", "benefit.serious_illness", -insured * premium * loss)


def post_all(s: Setting) -> None:
    """Everything of the resident medical ledgers that does not depend on balances."""
    heads = group_heads(s)
    closed = urban_members(s, heads)
    urban = {group: rows[:-1] for group, rows in closed.items()}
    rural = rural_members(s, heads, urban)
    everyone = np.asarray(sum(urban.values()))
    s.members[(FUND, "paying")] = np.asarray(sum(closed.values()))
    s.members[("rural_cooperative", "paying")] = np.concatenate((rural, rural[-1:]))
    growth, level, held = s.medical_growth() / 12.0, group_costs(s), held_for_layer(s)
    receive(s, "urban", everyone, s.belief(SUBSIDY))
    receive(s, "rural_cooperative", rural, rural_subsidy(s))
    bill = np.asarray(sum(urban[g] * level[g] for g, _ in GROUPS)) * growth
    pay(s, "urban", bill - everyone * held)
    pay(s, "rural_cooperative", rural * (rural_costs(s) * growth - held * merged(s)))
    post_layer(s, everyone, rural)
