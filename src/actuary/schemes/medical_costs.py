"""Cost of a member to the medical pool (统筹基金人均费用): stays x cost above the deductible x share of the tier,
under the cap, chronic outpatient care, and ordinary outpatient care once it is pooled. The level of 2015 is the
proxy's; law and costs move it from there."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from actuary.basis.wages import clipped_mean
from actuary.schemes.setting import IntArray, Setting
from actuary.vocabulary.words import BEGUN

FloatArray = NDArray[np.float64]


class CostPerHead(NamedTuple):
    """Pool cost of a mean member `[T, 1]` [yuan a month], by kind of care."""

    inpatient: FloatArray
    chronic_outpatient: FloatArray
    outpatient: FloatArray


class Stays(NamedTuple):
    """Stays of mean cost `[T]` [yuan] with their spread, the mix of hospitals `[T, tiers]`, and what the law takes off
    at each tier."""

    cost: FloatArray
    sigma: FloatArray
    mix: FloatArray
    deductible: FloatArray

    def between(self, tier: int, low: FloatArray, high: FloatArray) -> FloatArray:
        """Mean of what lies between two amounts above the deductible of a tier `[T]` [yuan]."""
        below = self.deductible[:, tier]
        ends = (clipped_mean(self.cost, self.sigma, below, below + end) for end in (high, low))
        upper, lower = ends
        return np.asarray(upper - lower)


def picked(s: Setting, name: str, months: IntArray, tiers: tuple[str, ...]) -> FloatArray:
    """A table of law by tier in some months `[T, tiers]`."""
    names = s.law.table(name, int(months[0])).keys
    return np.asarray(s.law.table_over(name, months)[:, [names.index(tier) for tier in tiers]])


def stays(s: Setting, cost: FloatArray, months: IntArray) -> tuple[Stays, tuple[str, ...]]:
    """Stays of a mean cost `[T]` in some months, and the names of the tiers."""
    tiers = s.basis.table("basis.medical.tier_mix", int(months[0])).keys
    mix = s.basis.table_over("basis.medical.tier_mix", months)
    sigma = s.basis.over("basis.medical.stay_sigma_log", months)
    return Stays(cost, sigma, mix, picked(s, "law.employee_medical.deductible", months, tiers)), tiers


def paid_per_stay(s: Setting, cost: FloatArray, who: str, months: IntArray) -> FloatArray:
    """What the pool pays of a stay of mean `cost[T]` [yuan] under the law of each month `[T]`."""
    found, tiers = stays(s, cost, months)
    share = picked(s, f"law.employee_medical.reimbursement_{who}", months, tiers)
    cap = s.law.over("law.employee_medical.cap_basic", months)
    parts = (found.mix[:, i] * share[:, i] * found.between(i, 0.0 * cap, cap) for i in range(len(tiers)))
    return np.asarray(sum(parts))


def above_cap(s: Setting, cost: FloatArray, months: IntArray) -> FloatArray:
    """What lies above the pool's cap and under that of the large-amount layer, of a stay of mean `cost[T]` [yuan]."""
    found, tiers = stays(s, cost, months)
    cap, large = (s.law.over(f"law.employee_medical.cap_{name}", months) for name in ("basic", "large"))
    return np.asarray(sum(found.mix[:, i] * found.between(i, cap, cap + large) for i in range(len(tiers))))


def large_amount(s: Setting, who: str) -> FloatArray:
    """What the large-amount layer pays for a mean member (大额医疗人均赔付) `[T, 1]` [yuan a month]: the claims of the
    opening with medical costs, at the share of the month, and what the law has moved across the cap since."""
    growth = s.medical_growth()
    cost, opening = stay_cost(s, who, s.months) * growth[:, 0], np.full(len(s.months), s.opening_month)
    moved = above_cap(s, cost, s.months) - above_cap(s, cost, opening)
    share = s.law_over("law.employee_medical.large_amount_share")
    at_opening = s.law.number("law.employee_medical.large_amount_share", s.opening_month)
    claims = s.belief("basis.medical.large_amount_claims") / 12.0 * growth
    return np.asarray(claims * share / at_opening + share * stays_a_head(s, who) * moved[:, None])


def stays_a_head(s: Setting, who: str) -> FloatArray:
    """Stays of a mean member in a month `[T, 1]`: by which the opening's law gives the proxy of the pool's cost."""
    opening = np.array([s.opening_month])
    at_opening = paid_per_stay(s, stay_cost(s, who, opening), who, opening)[0]
    chronic = s.belief(f"basis.medical.chronic_outpatient_share_{who}")
    return np.asarray(s.belief(f"basis.medical.pool_cost_{who}") / 12.0 * (1 - chronic) / at_opening)


def stay_cost(s: Setting, who: str, months: IntArray) -> FloatArray:
    """Mean cost of a stay at the opening's prices `[T]` [yuan]."""
    return s.basis.over(f"basis.medical.stay_cost_{who}", months)


def outpatient(s: Setting, who: str) -> FloatArray:
    """What the pool pays for ordinary outpatient care of a mean member once it is pooled (普通门诊统筹) `[T, 1]` [yuan
    a month]: the share of a year's cost above the deductible, up to the cap, by tier."""
    begun = s.says("law.employee_medical.outpatient_pooling", BEGUN)[:, 0]
    result = np.zeros(len(s.months))
    if begun.any():
        months = s.months[begun]
        cost = s.basis.over(f"basis.medical.outpatient_cost_{who}", months) * s.medical_growth()[begun, 0]
        sigma = s.basis.over("basis.medical.outpatient_sigma_log", months)
        tiers = s.basis.table("basis.medical.outpatient_tier_mix", int(months[0])).keys
        mix = s.basis.table_over("basis.medical.outpatient_tier_mix", months)
        share = picked(s, f"law.employee_medical.outpatient_share_{who}", months, tiers)
        below, cap = (
            s.law.over(f"law.employee_medical.outpatient_{name}_{who}", months) for name in ("deductible", "cap")
        )
        for i in range(len(tiers)):
            covered = clipped_mean(cost, sigma, below, below + cap / share[:, i]) - below
            result[begun] += mix[:, i] * share[:, i] * covered / 12.0
    return result[:, None]


def pool_cost(s: Setting, who: str) -> CostPerHead:
    """Cost of a mean active or retired member; scaled so that the opening's law and costs give the proxy."""
    growth = s.medical_growth()
    paid = paid_per_stay(s, stay_cost(s, who, s.months) * growth[:, 0], who, s.months)[:, None]
    total = s.belief(f"basis.medical.pool_cost_{who}") / 12.0
    chronic = s.belief(f"basis.medical.chronic_outpatient_share_{who}")
    return CostPerHead(stays_a_head(s, who) * paid, total * chronic * growth, outpatient(s, who))
