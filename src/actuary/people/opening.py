"""Opening people (期初人口与参保状态): residents, statuses and what they carry, reconciled to the published counts."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from actuary.dated import Parameters, Table
from actuary.errors import Both, Problem, problem
from actuary.kernels.month import (
    ACCOUNT,
    ACCOUNT_PART,
    BASIC,
    DEEMED,
    INDEX,
    PERSONS,
    RESIDENT_ACCOUNT,
    WIDTH,
    YEARS,
)
from actuary.months import month as month_of
from actuary.people import place
from actuary.people.axes import AGES, LANES, OUTSIDE, WORKING_FROM, WORKING_TO, D, G, S, by_month, group_of
from actuary.people.pensioners import Pensioners, classes
from actuary.people.population import district_residents, residents
from actuary.vocabulary import DISTRICTS, Status

FloatArray = NDArray[np.float64]

OLD_AGE = np.array([720, 660, 600])
"""Statutory age of 1978 by category [month]; the opening people retired under it."""
ENTRY_AGE = 20 * 12
PUBLIC_REFORM = month_of(2014, 10)
"""Public staff pay from 2014-10 [month]; their service before is deemed."""
ACCOUNTS_BEGAN = month_of(1996, 1)
"""Accounts began in Hubei in 1996-01 [month]; service before is deemed."""
WORKING = (Status.ENTERPRISE_EMPLOYEE, Status.FLEXIBLE_WORKER, Status.DORMANT, Status.UNEMPLOYED)
PUBLIC = (Status.INSTITUTION_EMPLOYEE, Status.ORGAN_EMPLOYEE)


@dataclass(frozen=True)
class OpeningPeople:
    """The state at the opening: `state[AGES, G, S, Q * L]` (row 0 the youngest), and the residence matrices
    of the active and the retired, persons by residence lane and district of insurance `[L, D]`; the enterprise
    pensioners in classes, where the opening tells them."""

    state: FloatArray
    active: FloatArray
    retired: FloatArray
    pensioners: Pensioners | None = None


def put(total: float, weights: FloatArray, room: FloatArray) -> FloatArray:
    """Place `total` persons over cells in proportion to `weights`, no cell above its `room`; what a full
    cell cannot take goes to the others, and what no cell can take is an error."""
    placed = np.zeros_like(weights)
    for _ in range(60):
        missing = total - placed.sum()
        free = np.where(placed < room, weights, 0.0)
        if missing <= 1e-9 * max(total, 1.0) or free.sum() <= 0:
            break
        placed = np.minimum(placed + free * missing / free.sum(), room)
    if abs(placed.sum() - total) > 1e-6 * max(total, 1.0):
        raise Problem(
            problem(
                "opening",
                message=Both(
                    f"某一状态有 {total:,.0f} 人，而相应年龄只容得下 {placed.sum():,.0f} 人。",
                    f"{total:,.0f} persons of one status do not fit the ages that hold {placed.sum():,.0f}.",
                ),
                remedy=Both(
                    "请对照常住人口，检查期初文件夹里的参保人数及其年龄。",
                    "Check the counts of insured and their ages in the cohort folder against the residents.",
                ),
            )
        )
    return np.asarray(placed * (total / placed.sum())) if total else placed


def working_weights(opening: Parameters, month: int, free: FloatArray, women_share: float) -> FloatArray:
    """Weights of payers `[G, AGES]`: the age groups' shares, within a group as people are, women so that
    they make up `women_share`; nobody at or above the old statutory age."""
    table = opening.table("opening.actives.age_shares", month)
    group = group_of(table.keys)
    eligible = np.arange(AGES)[None, :] < OLD_AGE[:, None]
    eligible &= (np.arange(AGES) >= int(table.keys[0]) * 12)[None, :]

    def weights(women: float) -> FloatArray:
        by_cell = free * eligible * np.array([1.0, women, women])[:, None]
        result: FloatArray = np.zeros_like(by_cell)
        for index, share in enumerate(table.values):
            inside = by_cell * (group == index)
            result += share * inside / inside.sum()
        return result

    low, high = 0.0, 20.0
    for _ in range(60):
        middle = 0.5 * (low + high)
        low, high = (middle, high) if weights(middle)[1:].sum() < women_share else (low, middle)
    return weights(low)


def retired_weights(opening: Parameters, month: int, people: FloatArray) -> FloatArray:
    """Weights of retirees `[G, AGES]` from their table by sex and five-year age; women under 55 are of the
    category that retires at 50."""
    result = np.zeros_like(people)
    for rows, name in (((0,), "men"), ((1, 2), "women")):
        table = opening.table(f"opening.retirees.age_sex_{name}", month)
        group = group_of(table.keys)
        for index, persons in enumerate(table.values):
            inside = np.zeros_like(people)
            for row in rows:
                early = 5 * 12 if row == 2 else 10 * 12 if row == 0 else 0
                inside[row] = people[row] * (group == index) * (np.arange(AGES) >= OLD_AGE[row] - early)
            result += persons * inside / inside.sum()
    return result


class Settling:
    """People put into statuses one after the other (逐项安置): `inside`, `outside` `[S, G, AGES]` who live in the city
    and outside it, `room[G, AGES]` residents who have none yet [person]."""

    def __init__(self, students: FloatArray, room: FloatArray, away: float) -> None:
        """`away`: share of the insured who live outside."""
        self.inside, self.outside = np.zeros((S, G, AGES)), np.zeros((S, G, AGES))
        self.inside[Status.CHILD_OR_STUDENT] = students
        self.room, self.away = room, away

    def settle(self, status: Status, total: float, weights: FloatArray, away: float = 0.0) -> None:
        """Put so many into a status by weights `[G, AGES]`, a share of them outside the city."""
        placed = put(total * (1 - away), weights, self.room)
        self.inside[status] += placed
        self.room = np.maximum(self.room - placed, 0.0)
        self.outside[status] += weights / weights.sum() * total * away

    def insured(self, status: Status, total: float, weights: FloatArray) -> None:
        """The same of a status of the insured, of whom some live outside."""
        self.settle(status, total, weights, self.away)


def persons_by_status(opening: Parameters, women: FloatArray, month: int) -> tuple[FloatArray, FloatArray]:
    """Persons `[S, G, AGES]` who live in the city, and who live outside it."""

    def number(name: str) -> float:
        return opening.number(f"opening.{name}", month)

    people = residents(opening, women, month)
    share = np.stack(
        [
            by_month(*opening.table(f"opening.people.student_share_{sex}", month)[1:])
            for sex in ("male", "female", "female")
        ]
    )
    students = people * share
    if (people - students).min() < 0.0:
        raise _more_students_than_people()
    city = Settling(students, people - students, number("insured.living_outside_share"))
    employed = working_weights(opening, month, city.room, number("maternity.share_women"))
    pensioners = retired_weights(opening, month, people)
    city.insured(Status.EMPLOYEE_RETIREE, number("pension.retirees"), pensioners)
    settle_workers(city, number, opening.table("opening.pension.public_ledger_active_split", month), people, employed)
    city.settle(Status.INSURED_ELSEWHERE, number("insured.elsewhere_active"), employed)
    city.settle(Status.INSURED_ELSEWHERE, number("insured.elsewhere_retired"), pensioners)
    months = np.arange(AGES)
    city.settle(Status.RESIDENT_PENSIONER, number("resident_pension.pensioners"), city.room * (months >= 720))
    due = city.room * np.clip(months - 16 * 12, 0, None) * (months < 720)  # the older, the more have registered
    city.settle(Status.RESIDENT_CONTRIBUTOR, number("resident_pension.contributors_registered"), due)
    city.inside[Status.OTHER_RESIDENT] = city.room
    return city.inside, city.outside


def settle_workers(
    city: Settling, number: Callable[[str], float], split: Table, people: FloatArray, employed: FloatArray
) -> None:
    """Put public pensioners, and all who work and are insured, into their statuses: `number` tells the opening's counts
    [person], `split` public staff by kind; `employed[G, AGES]` weighs workers, no woman who retires at 50 being of the
    public staff or flexible."""
    no_women50 = np.array([1.0, 1.0, 0.0])[:, None]
    insured = number("insured.employee_pension") - number("pension.retirees")
    enterprise = number("pension.enterprise_employees_insured") * number("pension.paying_share_enterprise")
    flexible = number("pension.flexible_insured") * number("pension.paying_share_flexible")
    claimants = number("unemployment.claimants_mean")
    organs = float(split.values[split.keys.index("organs")])
    institutions = float(split.values.sum()) - organs
    public_pensioners = people * (np.arange(AGES) >= OLD_AGE[:, None]) * no_women50
    city.insured(Status.PUBLIC_RETIREE, number("pension.public_ledger_retirees_city"), public_pensioners)
    city.insured(Status.INSTITUTION_EMPLOYEE, institutions, employed * no_women50)
    city.insured(Status.ORGAN_EMPLOYEE, organs, employed * no_women50)
    city.insured(Status.FLEXIBLE_WORKER, flexible, employed * no_women50)
    city.insured(Status.ENTERPRISE_EMPLOYEE, enterprise, employed)
    city.insured(Status.UNEMPLOYED, claimants, employed)
    city.insured(Status.DORMANT, insured - enterprise - flexible - claimants, employed)


def curve(target: float, weights: FloatArray, at_retirement: FloatArray) -> FloatArray:
    """A carried mean by age `[G, AGES]` that grows as a power of the share of working life done, reaches
    `at_retirement[G]` at the statutory age and has mean `target` over `weights`; the power is found by bisection."""
    done = np.clip((np.arange(AGES) - ENTRY_AGE) / (OLD_AGE[:, None] - ENTRY_AGE), 0.0, 1.0)
    low, high = 0.05, 12.0
    for _ in range(60):
        power = 0.5 * (low + high)
        mean = (weights * at_retirement[:, None] * done**power).sum() / weights.sum()
        low, high = (power, high) if mean > target else (low, power)
    return np.asarray(at_retirement[:, None] * done ** (0.5 * (low + high)))


def by_category(opening: Parameters, name: str, month: int) -> FloatArray:
    """A table by category as `[G]`."""
    return np.asarray(opening.table(name, month).values)


def lanes_of(inside: FloatArray, status_lane: FloatArray, districts: FloatArray) -> FloatArray:
    """Share of each lane in each status's residents `[S, L]`: the insured as their matrix says, all others
    so that each district's residents come out."""
    share = np.zeros((S, LANES))
    insured = inside.sum(axis=(1, 2))
    settled = np.zeros(D)
    rest = [Status.CHILD_OR_STUDENT, Status.OTHER_RESIDENT]
    rest += [Status.RESIDENT_CONTRIBUTOR, Status.RESIDENT_PENSIONER]
    for status in Status:
        if status not in rest:
            share[status, :D] = status_lane[status, :D] / status_lane[status, :D].sum()
            settled += insured[status] * share[status, :D]
    remainder = districts - settled
    crowded = np.flatnonzero(~(remainder >= 0.0))
    if crowded.size:
        raise _crowded(int(crowded[0]), float(settled[crowded[0]]), float(districts[crowded[0]]))
    for status in rest:
        share[status, :D] = remainder / remainder.sum()
    return share


def _more_students_than_people() -> Problem:
    """A share of children and students above one."""
    return Problem(
        problem(
            "opening",
            message=Both(
                "某一年龄的儿童与学生多于常住人口。", "At some age there are more children and students than residents."
            ),
            remedy=Both("儿童与学生的占比应在 0 与 1 之间。", "Their share must lie between 0 and 1."),
            field="opening.people.student_share",
        )
    )


def _crowded(district: int, insured: float, people: float) -> Problem:
    """More insured live in a district than people."""
    name = DISTRICTS[district]
    return Problem(
        problem(
            "opening",
            message=Both(
                f"{name.zh}住着 {insured:,.0f} 名参保人，常住人口却只有 {people:,.0f} 人。",
                f"{insured:,.0f} insured live in {name.en}, but {people:,.0f} residents.",
            ),
            remedy=Both(
                "请核对期初文件夹里各区的常住人口和参保人居住地。",
                "Check residents by district and where the insured live in the cohort folder.",
            ),
            field="opening.people.district_residents",
        )
    )


def public_service(opening: Parameters, month: int) -> FloatArray:
    """Years, index-years, deemed index-years and account of public staff `[4, G, AGES]`: all service before
    2014-10 is deemed, and the account holds what is due since then."""
    entry = 12.0 * opening.number("opening.public.entry_age", month)
    index = opening.number("opening.public.index", month)
    years = np.maximum(np.arange(AGES) - entry, 0.0) / 12.0 * np.ones((G, 1))
    since = max(month + 1 - PUBLIC_REFORM, 0) / 12.0
    paid = np.minimum(years, since)
    account = opening.number("opening.public.account_record_active", month) * (paid / since if since else paid)
    return np.stack((years, years * index, (years - paid) * index, account))


def carried(opening: Parameters, month: int, persons: FloatArray, pensioners: Pensioners) -> FloatArray:
    """Means carried by a person `[S, Q, G, AGES]`, in the order of the totals (persons excepted)."""

    def number(name: str) -> float:
        return opening.number(f"opening.{name}", month)

    result = np.zeros((S, 6, G, AGES))
    active = sum(persons[status] for status in WORKING)
    years = curve(
        number("contribution_years.mean_active"),
        np.asarray(active),
        by_category(opening, "opening.pension.years_at_retirement", month),
    )
    account = curve(
        number("pension.account_record_active"),
        np.asarray(active),
        by_category(opening, "opening.pension.account_at_retirement", month),
    )
    index = by_category(opening, "opening.pension.index_at_retirement", month)[:, None]
    begin = ENTRY_AGE + month + 1 - ACCOUNTS_BEGAN
    deemed = by_category(opening, "opening.pension.deemed_years_at_retirement", month)[:, None] * np.clip(
        (np.arange(AGES) - begin) / np.maximum(OLD_AGE[:, None] - begin, 1), 0.0, 1.0
    )
    deemed = np.minimum(deemed, years)
    for status in WORKING:
        result[status, 1:5] = years, years * index, deemed * index, account
    for status in PUBLIC:
        result[status, 1:5] = public_service(opening, month)
    share = number("pension.account_share_of_pension_in_payment")
    retirees, pension, insured = persons[Status.EMPLOYEE_RETIREE], pensioners.mean(), pensioners.insured()
    with_account = pension - pensioners.special()
    with_account *= share * (retirees * pension).sum() / (retirees * with_account).sum()
    remaining = np.maximum(80 * 12 - np.arange(AGES), 0.0) * insured
    scale = number("pension.account_record_retired") * retirees.sum() / (retirees * remaining).sum()
    result[Status.EMPLOYEE_RETIREE, 1] = pension - with_account
    result[Status.EMPLOYEE_RETIREE, 3] = with_account
    result[Status.EMPLOYEE_RETIREE, 4] = remaining * scale
    return result


def resident_accounts(opening: Parameters, persons: FloatArray, month: int, means: FloatArray) -> None:
    """Fill in the resident scheme: account part of pensioners, and accounts that add to the individual
    ledger's opening balance."""
    part = opening.number("opening.resident_pension.account_pension_mean", month)
    fund = opening.number("opening.balance.resident_pension", month)
    fund *= opening.number("opening.resident_pension.individual_share_of_balance", month)
    holders = persons[Status.RESIDENT_CONTRIBUTOR].sum() + persons[Status.RESIDENT_PENSIONER].sum()
    means[Status.RESIDENT_PENSIONER, 3] = part
    for status in (Status.RESIDENT_CONTRIBUTOR, Status.RESIDENT_PENSIONER):
        means[status, 5] = fund / holders


def open_people(opening: Parameters, women: FloatArray, public_pension: float, month: int) -> OpeningPeople:
    """The opening state; `women` are the shares of female55 and female50, `public_pension` the mean pension
    of public retirees [yuan a month], `month` the month of the opening's values."""
    inside, outside = persons_by_status(opening, women, month)
    stay = opening.number("opening.district.residence_by_insurance", month)
    away = opening.number("opening.insured.living_outside_share", month)
    active = place.residence_of(place.district_table(opening, "opening.district.active_share", month), stay, away)
    retired = place.residence_of(place.district_table(opening, "opening.district.retiree_share", month), stay, away)
    lane = np.zeros((S, LANES))
    for status in Status:
        old = status in (Status.EMPLOYEE_RETIREE, Status.PUBLIC_RETIREE)
        lane[status] = (retired if old else active).sum(axis=1)
    share = lanes_of(inside, lane, district_residents(opening, month))
    pensioners = classes(opening, month, (inside + outside)[Status.EMPLOYEE_RETIREE], OLD_AGE)
    means = carried(opening, month, inside + outside, pensioners)
    means[Status.PUBLIC_RETIREE, 1] = public_pension
    resident_accounts(opening, inside, month, means)
    state = np.zeros((AGES, G, S, WIDTH))
    starts = (PERSONS, YEARS, INDEX, DEEMED, ACCOUNT, RESIDENT_ACCOUNT)
    assert (BASIC, ACCOUNT_PART) == (YEARS, DEEMED)
    means[:, 0] = 1.0
    for status in Status:
        for total, start in enumerate(starts):
            here, elsewhere = ((each[status] * means[status, total]).T for each in (inside, outside))
            ages = np.flatnonzero((here + elsewhere).any(axis=1))
            if ages.size:
                rows = slice(ages[0], ages[-1] + 1)
                cells = state[rows, :, status, start : start + LANES]
                np.multiply(here[rows, :, None], share[status], out=cells)
                cells[..., OUTSIDE] += elsewhere[rows]
    state[:WORKING_FROM, :, 1:] = 0.0
    state[WORKING_TO:, :, :7] = 0.0
    return OpeningPeople(state, active, retired, pensioners)
