"""Transitions between statuses (状态转移) as a list of data, and their monthly probabilities by age."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from actuary.kernels.month import AWARD_PUBLIC, AWARD_RESIDENT, CARRY, ENTER, OF_RESIDENTS, OF_WORKERS
from actuary.people.axes import AGES, LANES, WORKING_FROM, WORKING_TO, G, by_month
from actuary.vocabulary import Status

FloatArray = NDArray[np.float64]


class Transition(NamedTuple):
    """One kind of move: name, source, target (-1 leaves the city), rule of what is carried."""

    name: str
    source: int
    target: int
    rule: int = CARRY


S = Status
RETIRING = (S.ENTERPRISE_EMPLOYEE, S.FLEXIBLE_WORKER, S.DORMANT, S.UNEMPLOYED)
PAYERS = (
    S.ENTERPRISE_EMPLOYEE,
    S.INSTITUTION_EMPLOYEE,
    S.ORGAN_EMPLOYEE,
    S.FLEXIBLE_WORKER,
)
TRANSITIONS = (
    Transition("leave_school", S.CHILD_OR_STUDENT, S.OTHER_RESIDENT),
    Transition("enter_enterprise", S.OTHER_RESIDENT, S.ENTERPRISE_EMPLOYEE, ENTER),
    Transition("enter_enterprise_from_resident", S.RESIDENT_CONTRIBUTOR, S.ENTERPRISE_EMPLOYEE),
    Transition("enter_flexible", S.OTHER_RESIDENT, S.FLEXIBLE_WORKER, ENTER),
    Transition("enter_flexible_from_resident", S.RESIDENT_CONTRIBUTOR, S.FLEXIBLE_WORKER),
    Transition("withdraw", S.DORMANT, S.OTHER_RESIDENT),
    Transition("enter_institution", S.OTHER_RESIDENT, S.INSTITUTION_EMPLOYEE),
    Transition("enter_organ", S.OTHER_RESIDENT, S.ORGAN_EMPLOYEE),
    Transition("enter_elsewhere", S.OTHER_RESIDENT, S.INSURED_ELSEWHERE),
    Transition("port_out_enterprise", S.ENTERPRISE_EMPLOYEE, -1),
    Transition("port_out_flexible", S.FLEXIBLE_WORKER, -1),
    Transition("port_out_dormant", S.DORMANT, -1),
    Transition("lapse_enterprise", S.ENTERPRISE_EMPLOYEE, S.DORMANT),
    Transition("lapse_flexible", S.FLEXIBLE_WORKER, S.DORMANT),
    Transition("return_enterprise", S.DORMANT, S.ENTERPRISE_EMPLOYEE),
    Transition("return_flexible", S.DORMANT, S.FLEXIBLE_WORKER),
    Transition("lose_job", S.ENTERPRISE_EMPLOYEE, S.UNEMPLOYED),
    Transition("find_job", S.UNEMPLOYED, S.ENTERPRISE_EMPLOYEE),
    Transition("exhaust_benefit", S.UNEMPLOYED, S.DORMANT),
    Transition("join_resident_pension", S.OTHER_RESIDENT, S.RESIDENT_CONTRIBUTOR),
    Transition("leave_resident_pension", S.RESIDENT_CONTRIBUTOR, S.OTHER_RESIDENT),
    Transition("retire_institution", S.INSTITUTION_EMPLOYEE, S.PUBLIC_RETIREE, AWARD_PUBLIC),
    Transition("retire_organ", S.ORGAN_EMPLOYEE, S.PUBLIC_RETIREE, AWARD_PUBLIC),
    Transition("retire_resident", S.RESIDENT_CONTRIBUTOR, S.RESIDENT_PENSIONER, AWARD_RESIDENT),
    Transition("retire_waiting", S.RESIDENT_WAITING, S.RESIDENT_PENSIONER, AWARD_RESIDENT),
    Transition("retire_other", S.OTHER_RESIDENT, S.RESIDENT_PENSIONER, AWARD_RESIDENT),
    Transition("emigrate", S.OTHER_RESIDENT, -1),
    *(
        Transition(f"clear_{status.name.lower()}", status, S.OTHER_RESIDENT)
        for status in tuple(S)[: S.EMPLOYEE_RETIREE]
    ),
)
INDEX_OF = {transition.name: index for index, transition in enumerate(TRANSITIONS)}
R = len(TRANSITIONS)
SOURCES, TARGETS, RULES = (
    np.array([getattr(transition, part) for transition in TRANSITIONS]) for part in ("source", "target", "rule")
)
"""The list as the kernel is told it."""
PORT_OUT = ("port_out_enterprise", "port_out_flexible", "port_out_dormant")
DEPARTURES = tuple(index for index, transition in enumerate(TRANSITIONS) if transition.target < 0)
RARER, WITHDRAWING, JOINING, LEAVING = 0.1, 0.01, 0.002, 0.005
"""Moves at a multiplier of one, which the learned table of coverage always scales: entry to public posts and elsewhere
over that to enterprises [1], leaving the scheme [a year], joining and leaving the residents' [a month]. Their level
cancels against the multiplier; only their evenness over ages is meant."""


class Hazards(NamedTuple):
    """Beliefs about moves, a year unless said otherwise (转移概率假设).

    student `[G, AGES]` share of people who are students; entry: first entries by lower age, share; entrants:
    annual entries at a multiplier of one [person]; flexible: share of entrants who are flexible workers;
    dormancy, comeback, job_loss [per year]; re_employment [per month]; to_enterprise: share of returns;
    emigration `[G, AGES]` [per month]; join_at_60: share of residents in no pension scheme who at 60 buy into
    the residents'; port_out `[AGES]`: insured who leave for another city's fund with their record [per year];
    enterprise_dormancy, enterprise_comeback [per year]: the same of enterprise employees.
    """

    student: FloatArray
    entry_keys: tuple[str, ...]
    entry: FloatArray
    entrants: float
    flexible: float
    dormancy: float
    comeback: float
    to_enterprise: float
    job_loss: float
    re_employment: float
    emigration: FloatArray
    join_at_60: float
    port_out: FloatArray
    enterprise_dormancy: float
    enterprise_comeback: float


class Choice(NamedTuple):
    """What people choose around the statutory age (退休时点选择).

    special: who retires early by special job or illness [per month], in the `special_months` before the age as no delay
    has moved it; paying_on: who retires of those that work beyond the age [per month]; early, late: share that retires
    before, or works beyond, where the schedule lets them choose; waiting: share of those who reach the age and pay on
    for want of years.
    """

    special: float
    special_months: int
    paying_on: float
    early: float
    late: float
    waiting: float


def monthly(share: float, years: float = 1.0) -> float:
    """Monthly probability by which a share of people does something within some years [share]; raises ArithmeticError
    where it is none."""
    if not 0.0 <= share <= 1.0:
        raise ArithmeticError(f"{share:g} is no probability")
    return float(1.0 - (1.0 - share) ** (1.0 / (12.0 * years)))


def probabilities(
    hazards: Hazards, sources: FloatArray, old_age: NDArray[np.int64], closed: bool = False
) -> FloatArray:
    """Monthly probabilities `[R, G, AGES]` of all moves that do not depend on the month; `sources[G, AGES]`
    are the residents from whom entrants come, `old_age[G]` the age [month] at which entry ends; in a `closed` group
    nobody buys in at 60."""
    table, months = np.zeros((R, G, AGES)), np.arange(AGES)
    rows = dict(zip(INDEX_OF, table, strict=True))
    share = hazards.student
    following = np.concatenate((share[:, 1:], np.zeros((G, 1))), axis=1)
    falling = np.where(share > 0, 1.0 - following / np.where(share > 0, share, 1.0), 0.0)
    rows["leave_school"][:] = np.clip(falling, 0.0, 1.0)
    _enter(rows, hazards, sources, old_age)
    _change_work(rows, hazards)
    before_pension = (months >= 16 * 12) & (months < 719)
    rows["join_resident_pension"][:, before_pension] = JOINING
    rows["leave_resident_pension"][:, before_pension] = LEAVING
    rows["emigrate"][:] = hazards.emigration
    rows["retire_other"][:, 719] = 0.0 if closed else hazards.join_at_60
    rows["emigrate"][:, 719] = 0.0
    for status in tuple(S)[: S.EMPLOYEE_RETIREE]:
        rows[f"clear_{status.name.lower()}"][:, WORKING_TO - 1] = 1.0
    return table


def _enter(rows: dict[str, FloatArray], hazards: Hazards, sources: FloatArray, old_age: NDArray[np.int64]) -> None:
    """Entry to the schemes, by age group of the believed entries; women who retire at 50 enter as employees of
    enterprises, or elsewhere."""
    months = np.arange(AGES)
    open_to_entry = (months[None, :] < old_age[:, None]) & (months >= 16 * 12)[None, :]
    entry = by_month(hazards.entry_keys, np.arange(len(hazards.entry), dtype=float) + 1.0).astype(int) - 1
    for index, group_share in enumerate(hazards.entry):
        inside = (entry == index)[None, :] & open_to_entry
        stock = (sources * inside).sum()
        rate = min(hazards.entrants * group_share / max(stock, 1.0) / 12.0, 0.2)
        for suffix in ("", "_from_resident"):
            rows["enter_enterprise" + suffix][inside] = rate * (1 - hazards.flexible)
            rows["enter_flexible" + suffix][inside] = rate * hazards.flexible
        for name in ("enter_institution", "enter_organ", "enter_elsewhere"):
            rows[name][inside] = rate * RARER
    for suffix in ("", "_from_resident"):
        rows["enter_enterprise" + suffix][2] += rows["enter_flexible" + suffix][2]
        rows["enter_flexible" + suffix][2] = 0.0
    for name in ("enter_institution", "enter_organ"):
        rows[name][2] = 0.0


def _change_work(rows: dict[str, FloatArray], hazards: Hazards) -> None:
    """What those of working age do: lapse and return, leave the scheme or the city, lose a job and find one."""
    months = np.arange(AGES)
    working = (months >= WORKING_FROM) & (months < WORKING_TO - 1)
    rows["lapse_enterprise"][:, working] = monthly(hazards.enterprise_dormancy)
    rows["lapse_flexible"][:, working] = monthly(hazards.dormancy)
    rows["return_enterprise"][:, working] = monthly(hazards.enterprise_comeback) * hazards.to_enterprise
    rows["return_flexible"][:, working] = monthly(hazards.comeback) * (1 - hazards.to_enterprise)
    rows["withdraw"][:, working] = monthly(WITHDRAWING)
    for name in PORT_OUT:
        rows[name][:, working] = 1.0 - (1.0 - hazards.port_out[working]) ** (1.0 / 12.0)
    rows["lose_job"][:, working] = monthly(hazards.job_loss)
    rows["find_job"][:, working] = hazards.re_employment
    rows["exhaust_benefit"][:, working] = 1.0


def _ends(transition: Transition) -> tuple[int, float]:
    """The age that ends a move, if any does, and the probability that the move then has: those who reach their age
    retire and do nothing else."""
    if transition.name in ("retire_institution", "retire_organ"):
        return OF_WORKERS, 1.0
    if transition.name in ("retire_resident", "retire_waiting"):
        return OF_RESIDENTS, 1.0
    if transition.rule != CARRY or transition.name.startswith("clear"):
        return -1, 0.0
    if transition.source == S.RESIDENT_CONTRIBUTOR:
        return OF_RESIDENTS, 0.0
    return (OF_WORKERS if S.ENTERPRISE_EMPLOYEE <= transition.source < S.EMPLOYEE_RETIREE else -1), 0.0


ENDING, THEN = (np.array(each) for each in zip(*map(_ends, TRANSITIONS), strict=True))
"""Ages in whose month moves end, and what they then are, as the kernel is told it: employees and public staff by the
statutory age, residents at the end of the month before theirs."""


def no_lane_effect() -> FloatArray:
    """Lane factors of one `[R, G, L]`."""
    return np.ones((R, G, LANES))
