"""Cost of a member to the medical pool (统筹基金人均费用): stays x cost above the deductible x share of the tier,
under the cap, and chronic outpatient care. The level of 2015 is the proxy's; law and costs move it from there."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from actuary.basis.wages import clipped_mean
from actuary.schemes.setting import Setting

FloatArray = NDArray[np.float64]


class CostPerHead(NamedTuple):
    """Pool cost of a mean member `[T, 1]` [yuan a month], by kind of care."""

    inpatient: FloatArray
    chronic_outpatient: FloatArray


def paid_per_stay(s: Setting, cost: FloatArray, who: str) -> FloatArray:
    """What the pool pays of a stay of mean `cost[T]` [yuan] under the law of each month `[T]`."""
    sigma = s.basis.number("basis.medical.stay_sigma_log", int(s.months[0]))
    mix = s.basis.table("basis.medical.tier_mix", int(s.months[0]))
    deductible = s.law.table_over("law.employee_medical.deductible", s.months)
    share = s.law.table_over(f"law.employee_medical.reimbursement_{who}", s.months)
    names = s.law.table("law.employee_medical.deductible", int(s.months[0])).keys
    shares = s.law.table(f"law.employee_medical.reimbursement_{who}", int(s.months[0])).keys
    cap = s.law.over("law.employee_medical.cap_basic", s.months)
    paid = np.zeros(len(s.months))
    for tier, weight in zip(mix.keys, mix.values, strict=True):
        below = deductible[:, names.index(tier)]
        covered = clipped_mean(cost, sigma, below, below + cap) - below
        paid += weight * share[:, shares.index(tier)] * covered
    return paid


def pool_cost(s: Setting, who: str) -> CostPerHead:
    """Cost of a mean active or retired member; scaled so that the opening's law and costs give the proxy."""
    growth = s.medical_growth()
    stay = s.basis.number(f"basis.medical.stay_cost_{who}", int(s.months[0]))
    paid = paid_per_stay(s, stay * growth[:, 0], who)[:, None]
    at_opening = paid_per_stay(s, np.full(len(s.months), stay), who)[0]
    total = s.belief(f"basis.medical.pool_cost_{who}") / 12.0
    outpatient = s.belief("basis.medical.chronic_outpatient_share_" + who)
    return CostPerHead(total * (1 - outpatient) * paid / at_opening, total * outpatient * growth)
