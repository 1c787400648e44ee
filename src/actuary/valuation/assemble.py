"""Assembles a valuation (装配估值): files -> law, belief and opening -> what the projection starts from."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from actuary.basis.basis import Basis
from actuary.dated import Parameters
from actuary.law.legislation import Legislation
from actuary.months import year_of
from actuary.people import place
from actuary.people.axes import AGES, LANES, OUTSIDE, D, G, by_month, group_of
from actuary.people.coverage import CoverageTargets
from actuary.people.driver import Start
from actuary.people.flows import Ground
from actuary.people.listed import FILE, listed_people
from actuary.people.opening import OLD_AGE, OpeningPeople, open_people
from actuary.people.place import insurance_given_residence
from actuary.people.rates import KINDS, LawAndBelief
from actuary.people.transitions import PAYERS
from actuary.people.wages import DeclaredWages, Limits, PayerGroup
from actuary.schemes import exposure
from actuary.schemes.proportion import ratio
from actuary.schemes.setting import Once, make_anew
from actuary.vocabulary import Status

FloatArray = NDArray[np.float64]


@dataclass(frozen=True)
class Assembled:
    """A valuation ready to run: `opening_month` at whose end it opens, `first` month of the projection, `months`
    of it."""

    law: Legislation
    basis: Basis
    opening: Parameters
    people: OpeningPeople
    start: Start
    rates: LawAndBelief
    targets: CoverageTargets
    away: float
    opening_month: int
    first: int
    months: int


def women_shares(basis: Basis, month: int) -> FloatArray:
    """Shares of female55 and female50 among women."""
    table = basis.table("basis.flow.women_category", month)
    share = dict(zip(table.keys, table.values, strict=True))
    return np.array([share["female55"], share["female50"]])


def payer_groups(
    law: Legislation, basis: Basis, opening: Parameters, people: OpeningPeople, month: int
) -> DeclaredWages:
    """Wages by age group and lane, normalised to a mean of one over each kind of payer, and the truth that
    gives the opening's mean bases."""
    profile = basis.table("basis.wage.age_profile", month)
    group = np.maximum(group_of(profile.keys), 0)
    relativity = place.district_table(opening, "opening.district.base_relativity", month)
    lane = insurance_given_residence(people.active) @ relativity
    relative = np.asarray(profile.values)[:, None] * lane[None, :]
    targets = {"enterprise": "enterprise_mean", "public": "public_mean", "flexible": "flexible_mean"}
    groups = []
    for status in PAYERS:
        by_age = people.state[:, :, status, :LANES].sum(axis=1)
        weights = np.stack([by_age[group == index].sum(axis=0) for index in range(len(profile.keys))])
        if not weights.any():
            weights = np.ones_like(weights)
        mean = (weights * relative).sum() / weights.sum()
        target = basis.number(f"basis.base.{targets[KINDS[status]]}", month) / 12.0
        groups.append(PayerGroup(weights, relative / mean, target))
    reference = law.number("law.common.reference_wage", month)
    limits = Limits(
        reference,
        reference * law.number("law.employee_pension.base_floor", month),
        reference * law.number("law.employee_pension.base_cap", month),
    )
    wage = basis.number(f"basis.wage.on_post_{year_of(month)}", month) / 12.0
    return DeclaredWages(tuple(groups), basis.number("basis.wage.sigma_log", month), wage, limits)


def ground(opening: Parameters, people: OpeningPeople, month: int) -> Ground:
    """What the opening fixes for good of what moves people."""
    student = np.stack(
        [
            by_month(*opening.table(f"opening.people.student_share_{sex}", month)[1:])
            for sex in ("male", "female", "female")
        ]
    )
    flexible = opening.number("opening.pension.flexible_insured", month)
    enterprise = opening.number("opening.pension.enterprise_employees_insured", month)
    return Ground(
        student=student,
        flexible=float(ratio(flexible, flexible + enterprise)),
        enterprise=float(ratio(enterprise, flexible + enterprise)),
        paying=float(people.state[:, :, Status.ENTERPRISE_EMPLOYEE, :LANES].sum()),
        others=people.state[:, :, Status.OTHER_RESIDENT, :LANES].sum(axis=2).T,
        years=float(np.mean(opening.table("opening.pension.years_at_retirement", month).values)),
    )


def exposure_weights(basis: Basis, rates: LawAndBelief, people: OpeningPeople, month: int) -> FloatArray:
    """Weights by age `[W, G, AGES]` of the schemes' asks; cost curves have mean one over the opening's members."""
    months = np.arange(AGES)
    table = np.zeros((exposure.WEIGHTS, G, AGES))
    table[exposure.ONES] = 1.0
    actives = people.state[:, :, 1:7, :LANES].sum(axis=(2, 3)).T
    retirees = people.state[:, :, 7:10, :LANES].sum(axis=(2, 3)).T
    for weight, name, heads in (
        (exposure.ACTIVE_COST, "active", actives),
        (exposure.RETIRED_COST, "retired", retirees),
    ):
        curve = basis.table(f"basis.medical.cost_index_{name}", month)
        by_age = by_month(curve.keys, np.asarray(curve.values))[None, :] * np.ones((G, 1))
        table[weight] = by_age * ratio(heads.sum(), (heads * by_age).sum(), empty=1.0)
    table[exposure.BIRTHS] = rates.birth(month + 1)
    table[exposure.CHILDREN] = months < 18 * 12
    table[exposure.STUDENTS] = months >= 18 * 12
    table[exposure.ADULTS] = (months >= 18 * 12) & (months < 720)
    table[exposure.AGED] = months >= 720
    table[exposure.OVER70] = months >= 70 * 12
    old = months[None, :] >= OLD_AGE[:, None]
    table[exposure.OF_OLD_AGE] = old
    table[exposure.ACTIVE_COST_BELOW] = table[exposure.ACTIVE_COST] * ~old
    table[exposure.RETIRED_COST_ABOVE] = table[exposure.RETIRED_COST] * old
    for index, (fund, group) in enumerate(exposure.GROUPS):
        table[exposure.FIRST_GROUP + index] = group_of(fund.ages) == group
    return table


def arrival_lanes(people: OpeningPeople) -> FloatArray:
    """Share of each lane in arrivals: as other residents live `[L]`."""
    others = people.state[:, :, Status.OTHER_RESIDENT, :LANES].sum(axis=(0, 1))
    others[OUTSIDE] = 0.0
    return ratio(others, others.sum())


def people_at(folder: Path, opening: Parameters, basis: Basis, women: FloatArray, month: int) -> OpeningPeople:
    """The opening people: as the cohort folder's register lists them, else built from censuses and counts."""
    if (folder / FILE).is_file():
        return listed_people(folder / FILE, month)
    return open_people(opening, women, basis.number("basis.public.mean_pension", month), month)


def assemble(
    law: Legislation,
    basis: Basis,
    opening: Parameters,
    folder: Path,
    opening_month: int,
    last: int,
    target_month: int,
    once: Once = make_anew,
) -> Assembled:
    """Everything a projection from `opening_month` (its end) to `last` needs; `folder` is the cohort's."""
    month = opening_month
    women = women_shares(basis, month)

    people: OpeningPeople = once("opening.people", lambda: people_at(folder, opening, basis, women, month))
    wages: DeclaredWages = once("opening.wages", lambda: payer_groups(law, basis, opening, people, month))
    profile = basis.table("basis.wage.age_profile", month)
    fixed: Ground = once("opening.ground", lambda: ground(opening, people, month))
    rates = LawAndBelief(law, basis, wages, profile.keys, fixed, month)
    weights: FloatArray = once("opening.weights", lambda: exposure_weights(basis, rates, people, month))
    start = Start(
        people=people,
        women=women,
        away=opening.number("opening.insured.living_outside_share", month),
        arrival_lane=arrival_lanes(people),
        exposure=exposure.exposure(weights),
        birth_weight=exposure.BIRTHS,
    )
    assert people.active.shape == (LANES, D)
    targets = rates.coverage_targets(target_month, month + 1)
    return Assembled(law, basis, opening, people, start, rates, targets, start.away, month, month + 1, last - month)
