"""Exposures of medical insurance (医疗保险基数): bases by age band, members, members weighed by cost, and what the law
pays of a stay."""

import numpy as np

from actuary.schemes import employee_medical as employees
from actuary.schemes import medical_costs as costs
from actuary.schemes import resident_medical as residents
from actuary.schemes.proportion import ratio
from actuary.schemes.setting import Setting
from actuary.valuation.exposed import Exposed, Seen
from actuary.vocabulary import Status

S = Status
POOLED, LARGE = ("employee_medical", "pooled"), ("employee_medical", "large_amount")
WHO = {"active": tuple(x for x in Status if 1 <= x <= S.UNEMPLOYED), "retired": employees.RETIRED}


def note_all(seen: Seen, found: Exposed) -> None:
    """Exposures of the ledgers of employee and resident medical insurance."""
    s = seen.setting
    share = employees.Shares(s)
    bases(s, share, found)
    members(s, found)
    for who in WHO:
        care(s, share, who, found)
    of_residents(s, found)


def bases(s: Setting, share: employees.Shares, found: Exposed) -> None:
    """Bases by age band, flexible members who pay, and claimants."""
    base = employees.covered_base(s, share)
    for band, name in enumerate(employees.BANDS):
        found.note(POOLED, f"base.{name.removeprefix('account_credit_')}", "yuan_per_month", base[:, band])
    flexible = share.table[S.FLEXIBLE_WORKER] * s.seen.persons[:-1, S.FLEXIBLE_WORKER]
    found.note(POOLED, "flexible", "person", flexible)
    found.note(POOLED, "claimants", "person", s.seen.persons[:-1, S.UNEMPLOYED])


def members(s: Setting, found: Exposed) -> None:
    """Active and retired members, and of the retired those over seventy."""
    kinds = ("paying", "not_paying", "claimant")
    active = np.asarray(sum(s.members[(employees.FUND, kind)] for kind in kinds))[:-1]
    retired = s.members[(employees.FUND, "retired")][:-1]
    old = sum(s.seen.asked(f"over70.{status.name.lower()}") for status in employees.RETIRED)
    everyone = sum(s.seen.persons[:-1, status] for status in employees.RETIRED)
    found.note(POOLED, "retired", "person", retired)
    found.note(POOLED, "over70", "person", retired * ratio(np.asarray(old), np.asarray(everyone)))
    found.note(LARGE, "active", "person", active)
    found.note(LARGE, "retired", "person", retired)


def care(s: Setting, share: employees.Shares, who: str, found: Exposed) -> None:
    """Members weighed by the cost of their age; what the law pays of a stay over what that of the opening paid; what
    the pool pays for ordinary outpatient care; what a change of the cap moves into the large-amount layer."""
    heads = sum(share.table[x] * s.seen.asked(f"{who}_cost.{x.name.lower()}") for x in WHO[who] if share.table[x] > 0)
    elsewhere = share.elsewhere_active if who == "active" else share.elsewhere_retired
    heads = np.asarray(heads) + elsewhere * s.seen.asked(f"{who}_cost.insured_elsewhere")
    found.note(POOLED, f"weighed.{who}", "person", heads)
    growth, opening = s.medical_growth(), np.full(len(s.months), s.opening_month)
    stay = costs.stay_cost(s, who, s.months) * growth[:, 0]
    paid = costs.paid_per_stay(s, stay, who, s.months)
    before = costs.paid_per_stay(s, costs.stay_cost(s, who, opening[:1]), who, opening[:1])
    found.note(POOLED, f"paid_of_stay.{who}", "ratio", (paid / before)[:, None])
    found.note(POOLED, f"outpatient.{who}", "yuan_per_month", costs.outpatient(s, who))
    moved = costs.above_cap(s, stay, s.months) - costs.above_cap(s, stay, opening)
    found.note(LARGE, f"moved.{who}", "ratio", (moved / before)[:, None])


def of_residents(s: Setting, found: Exposed) -> None:
    """Members of the urban fund by group, of the rural co-operative fund, and of the serious-illness layer."""
    heads = residents.group_heads(s)
    urban = {group: rows[:-1] for group, rows in residents.urban_members(s, heads).items()}
    for group, rows in urban.items():
        found.note((residents.FUND, "urban"), f"members.{group}", "person", rows)
    everyone = np.asarray(sum(urban.values()))
    rural = residents.rural_members(s, heads, urban)
    insured = residents.layer_members(s, everyone, rural)
    found.note((residents.FUND, "serious_illness"), "members", "person", insured)
    found.note((residents.FUND, "rural_cooperative"), "members", "person", rural)
