"""Beliefs about moves as a month states them (逐月转移假设): read month by month, on what the opening fixes."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from actuary.basis.basis import Basis
from actuary.people.response import flows_of
from actuary.people.transitions import Choice, Hazards, monthly

FloatArray = NDArray[np.float64]


ENTERING = 0.05
"""First entrants a year at a multiplier of one, as a share of those who pay [share]; 100,000 at least, as of Wuhan."""


class Ground(NamedTuple):
    """What the opening fixes for good (期初确定的数): student `[G, AGES]` share of students; flexible, enterprise:
    shares of flexible workers and of employees among the insured who work; paying: enterprise employees who pay; others
    `[G, AGES]`: residents in no scheme [person]; years: mean contribution years at retirement [year]."""

    student: FloatArray
    flexible: float
    enterprise: float
    paying: float
    others: FloatArray
    years: float


def leaving_city(ground: Ground, migration: FloatArray) -> FloatArray:
    """Monthly probability that a resident in no scheme leaves the city `[G, AGES]`; `migration[G, AGES]` net arrivals
    of the month [person]."""
    return np.asarray(np.minimum(-np.minimum(migration, 0.0) / np.maximum(ground.others, 1.0), 0.02))


def hazards(
    ground: Ground, basis: Basis, month: int, emigration: FloatArray, port_out: FloatArray, compliance: float
) -> Hazards:
    """Beliefs about moves between statuses in a month; `emigration`, `port_out` as in `Hazards`; `compliance`: by how
    much the paying share of enterprise employees answers the rate."""
    entry = basis.table("basis.flow.entry_age_shares", month)
    inflow = basis.number("basis.unemployment.inflow", month)
    dormancy, comeback = basis.number("basis.flow.dormancy_rate", month), basis.number("basis.flow.return_rate", month)
    lapse, back = flows_of(dormancy, comeback, compliance)
    return Hazards(
        student=ground.student,
        entry_keys=entry.keys,
        entry=np.asarray(entry.values),
        entrants=max(1e5, ENTERING * ground.paying),
        flexible=ground.flexible,
        dormancy=dormancy,
        comeback=comeback,
        to_enterprise=ground.enterprise,
        job_loss=inflow / ground.paying if ground.paying else 0.0,
        re_employment=basis.number("basis.unemployment.reemployment_rate", month),
        emigration=emigration,
        join_at_60=basis.number("basis.flow.join_resident_pension_at_60", month),
        port_out=port_out,
        enterprise_dormancy=lapse,
        enterprise_comeback=back,
    )


def alike(one: Hazards, other: Hazards) -> bool:
    """Whether two months believe the same of moves."""
    return all(a is b or np.array_equal(np.asarray(a), np.asarray(b)) for a, b in zip(one, other, strict=True))


def choice(basis: Basis, month: int) -> Choice:
    """What people choose around the statutory age in a month."""
    early = basis.number("basis.flow.early_retirement_share", month)
    years = basis.number("basis.flow.early_retirement_years", month)
    short = basis.number("basis.flow.short_of_15_years_share", month)
    gone = basis.number("basis.flow.short_lump_sum", month) + basis.number("basis.flow.short_to_resident", month)
    return Choice(
        special=monthly(early, years),
        special_months=round(12.0 * years),
        paying_on=monthly(basis.number("basis.flow.late_retirement_rate", month)),
        early=basis.number("basis.flow.flexible_early_share", month),
        late=basis.number("basis.flow.flexible_late_share", month),
        waiting=short * max(1.0 - gone, 0.0),
    )
