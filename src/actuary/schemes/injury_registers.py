"""Who draws from work-injury insurance (工伤待遇领取人员): four registers, opened from the cohort and fed by cases.

Grades 1-4 stay on their register beyond the statutory age, where the pension gives way to the difference; grades
5-6 leave it when they leave their employer or reach that age; children leave at the age of law; old cases are closed.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from actuary.dated import Table
from actuary.errors import Both, Problem, problem
from actuary.law.injury import SurvivorLaw, survivor_shares
from actuary.people.axes import AGES, G
from actuary.people.rates import of_statutory_age
from actuary.people.registers import (
    PERSONS,
    ByMonth,
    Followed,
    Monthly,
    Register,
    Rules,
    age_profile,
    by_district,
    category_shares,
    follow,
    nobody_leaves,
    own_mortality,
    profiles,
)
from actuary.people.transitions import monthly
from actuary.schemes.proportion import ratio
from actuary.schemes.setting import Setting
from actuary.vocabulary import Status

FloatArray = NDArray[np.float64]
SEVERE, LIGHTER = ("1", "2", "3", "4"), ("5", "6")
KIN = ("spouse", "child", "parent")
GRADES_1_4, GRADES_5_6, SURVIVORS, OLD_CASES = "grades_1_4", "grades_5_6", "survivors", "old_cases"
BELOW, OF_AGE = range(2)
"""Weights of the grades: below the statutory age, and from it on."""
FAMILIES = "basis.injury.families"


class Cases(NamedTuple):
    """Injuries of a month (工伤案件) `[T, D]` [person]: recognised, graded, fatal, leaving with a grant; and the
    injured persons' own wage `[T, 1]` [yuan a month]."""

    recognised: FloatArray
    graded: FloatArray
    fatal: FloatArray
    leaving: FloatArray
    wage: FloatArray


def picked(table: Table, keys: tuple[str, ...]) -> FloatArray:
    """Values of a table in the order of `keys`."""
    return np.array([table.values[table.keys.index(key)] for key in keys])


def rise(s: Setting) -> Monthly:
    """Rise of amounts in payment at the month's beginning: the believed share of the rise of wages."""
    level = np.concatenate(([1.0], s.wage_index))
    rises = s.basis.over("basis.injury.adjustment_response", s.months) * (level[1:] / level[:-1] - 1.0)
    return Monthly(int(s.months[0]), rises, np.arange(len(rises)))


def by_month(s: Setting, name: str, rule: ByMonth) -> ByMonth:
    """A rule of parameters alone, asked once for every month."""
    months = s.months.tolist()
    told: Monthly = s.once(f"injury.{name}", lambda: Monthly.of(months[0], [rule(month) for month in months]))
    return told


def mortality(s: Setting, name: str) -> ByMonth:
    """Monthly probability of death of a register's people `[G, AGES]`."""
    return by_month(s, f"mortality_{name}", own_mortality(s.basis, f"basis.injury.mortality_{name}"))


def below_and_of_age(s: Setting) -> Monthly:
    """1 for those below the statutory age, and for those who have reached it, `[2, G, AGES]` by month."""

    def tables(reached: NDArray[np.bool_]) -> FloatArray:
        return np.stack((~reached, reached), axis=1).astype(np.float64)

    return Monthly.from_what(int(s.months[0]), (of_statutory_age(s.law, s.months.tolist()),), tables)


def opening_register(
    s: Setting, name: str, kinds: tuple[str, ...], persons: FloatArray, amount: FloatArray, place: FloatArray
) -> Register:
    """A register at the opening: `persons[K]`, mean `amount[K]` [yuan a month], spread over `place[D]`; nobody where
    nobody is insured."""
    here = persons * float(place.sum() > 0)
    totals = np.stack((here, here * amount))[:, :, None, None] * opening_profile(s, name, kinds)
    return Register(name, kinds, totals, here.sum() * ratio(place, place.sum()))


def opening_profile(s: Setting, name: str, kinds: tuple[str, ...]) -> FloatArray:
    """How those of the opening spread over categories and ages `[K, G, AGES]`."""
    tables = [f"opening.injury.ages_{who}" for who in (kinds if kinds == KIN else (name,) * len(kinds))]
    ages = [age_profile(s.opening.table(table, s.opening_month), table) for table in tables]
    return profiles(ages, categories(s, name, kinds))


def entry_profile(s: Setting, name: str, kinds: tuple[str, ...]) -> FloatArray:
    """How new ones spread over categories and ages `[K, G, AGES]`."""
    month = int(s.months[0])
    tables = [f"basis.injury.ages_new_{who}" for who in (kinds if kinds == KIN else ("graded",) * len(kinds))]
    ages = [age_profile(s.basis.table(table, month), table) for table in tables]
    return profiles(ages, categories(s, name, kinds))


def categories(s: Setting, name: str, kinds: tuple[str, ...]) -> list[FloatArray]:
    """Shares of the categories of each kind, from the believed share of women."""
    month = int(s.months[0])
    women = s.basis.table("basis.injury.women", month)
    keys = kinds if kinds == KIN else (name,) * len(kinds)
    return [category_shares(s.basis, float(share), month) for share in picked(women, keys)]


def grade_shares(s: Setting, grades: tuple[str, ...]) -> FloatArray:
    """Shares of grades among the graded `[K]`."""
    return picked(s.basis.table("basis.injury.grade_shares", int(s.months[0])), grades)


def entering(cases: Cases, shares: FloatArray) -> tuple[FloatArray, FloatArray]:
    """New totals `[T, X, K]` of graded cases, persons and own wage, and persons by district `[T, D]`."""
    persons = cases.graded.sum(axis=1)[:, None] * shares
    return np.stack((persons, persons * cases.wage), axis=1), cases.graded * shares.sum()


def graded_register(
    s: Setting, name: str, grades: tuple[str, ...], cases: Cases, place: FloatArray, leaving: ByMonth
) -> Followed:
    """A register of grades followed from the opening's stock and mix; amounts are own wages."""
    at = s.opening_month
    mix = picked(s.opening.table(f"opening.injury.mix_{name}", at), grades)
    stock = s.opening.number(f"opening.injury.stock_{name}", at) * mix
    wage = np.full(len(grades), s.opening.number(f"opening.injury.own_wage_{name}", at))
    register = opening_register(s, name, grades, stock, wage, place)
    rules = Rules(
        mortality(s, name),
        leaving,
        rise(s),
        s.once("injury.below_age", lambda: below_and_of_age(s)),
        entry_profile(s, name, grades),
    )
    return follow(register, s.months, rules, *entering(cases, grade_shares(s, grades)))


def severe(s: Setting, cases: Cases, place: FloatArray) -> Followed:
    """Grades 1-4 (一至四级伤残): for life."""
    return graded_register(s, GRADES_1_4, SEVERE, cases, place, nobody_leaves(len(SEVERE)))


def lighter(s: Setting, cases: Cases, place: FloatArray) -> Followed:
    """Grades 5-6 (五至六级伤残): until they leave the employer or reach the statutory age."""

    def leaving() -> Monthly:
        quits = [monthly(s.basis.number("basis.injury.leaving_grades_5_6", month)) for month in s.months.tolist()]
        told = of_statutory_age(s.law, s.months.tolist(), ahead=1), np.array(quits)[:, None, None]
        return Monthly.from_what(
            int(s.months[0]), told, lambda *now: np.repeat(np.maximum(*now)[:, None], len(LIGHTER), axis=1)
        )

    return graded_register(s, GRADES_5_6, LIGHTER, cases, place, s.once("injury.lighter_leaving", leaving))


def family_means(s: Setting) -> tuple[FloatArray, FloatArray]:
    """Dependants of each kind a death `[3]` [person], and the share of the wage that each kind draws by month
    `[T, 3]`: means over the believed families."""
    first = int(s.months[0])
    table = s.basis.table(FAMILIES, first)
    counts = np.array([family(key) for key in table.keys], dtype=np.float64)
    weight = table.values / table.values.sum()
    lone = picked(s.basis.table("basis.injury.lone_share", first), KIN)
    laws = survivor_laws(s)
    shares = {law: weight @ survivor_shares(law, counts, lone) for law in set(laws)}
    return weight @ counts, np.array([shares[law] for law in laws])


def family(key: str) -> tuple[int, ...]:
    """Spouses, children and parents of a family `1-0-2`; raises Problem on anything else."""
    parts = key.split("-")
    if len(parts) != len(KIN) or not all(part.isascii() and part.isdigit() for part in parts):
        raise Problem(
            problem(
                "family",
                message=Both(f"{FAMILIES} 的键 {key!r} 不是家庭构成。", f"{key!r} in {FAMILIES} is not a family."),
                remedy=Both(
                    "写作“配偶-子女-父母”的人数，如 1-0-2。", "Write spouses-children-parents, for example 1-0-2."
                ),
                field=FAMILIES,
            )
        )
    return tuple(int(part) for part in parts)


def survivor_laws(s: Setting) -> list[SurvivorLaw]:
    """Shares of survivors in force in each month."""
    names = ("survivor_spouse", "survivor_other", "survivor_lone_addition", "survivor_cap")
    columns = (s.law.over(f"law.work_injury.{name}", s.months).tolist() for name in names)
    return [SurvivorLaw(*law) for law in zip(*columns, strict=True)]


def survivors(s: Setting, cases: Cases, disabled: Followed, place: FloatArray) -> Followed:
    """Survivors (供养亲属) of deaths at work and of grades 1-4; amounts are pensions."""
    persons, shares = family_means(s)
    died = cases.fatal.sum(axis=1)
    lost = disabled.deaths.sum(axis=(2, 3))
    new = (died + lost[:, PERSONS])[:, None] * persons
    pensions = (died * cases.wage[:, 0] + lost[:, 1])[:, None] * shares
    by_district = (cases.fatal + lost[:, PERSONS, None] * disabled.across()) * persons.sum()
    mix = picked(s.opening.table("opening.injury.mix_survivors", s.opening_month), KIN)
    relative = ratio(shares[0], persons)
    mean = s.opened("injury.pension_survivors") * ratio(relative, mix @ relative)
    register = opening_register(s, SURVIVORS, KIN, s.opened("injury.stock_survivors") * mix, mean, place)
    everyone = np.ones((1, G, AGES))
    rules = Rules(
        mortality(s, SURVIVORS),
        by_month(s, "survivors_leaving", lambda month: survivors_leaving(s, month)),
        rise(s),
        lambda _: everyone,
        entry_profile(s, SURVIVORS, KIN),
    )
    return follow(register, s.months, rules, np.stack((new, pensions), axis=1), by_district)


def survivors_leaving(s: Setting, month: int) -> FloatArray:
    """Leaving `[3, G, AGES]`: children at the age of law, spouses who marry again or earn."""
    leave = np.zeros((len(KIN), G, AGES))
    leave[KIN.index("spouse")] = monthly(s.basis.number("basis.injury.leaving_spouse", month))
    of_law = round(s.law.number("law.work_injury.child_age", month) * 12)
    leave[KIN.index("child"), :, max(of_law - 1, 0) :] = 1.0
    return leave


def old_cases(s: Setting) -> Followed:
    """Old cases (老工伤人员) taken into the fund before the opening; where the retirees of old industry are insured."""
    place = s.seen.persons[0, Status.EMPLOYEE_RETIREE]
    insured = bool(place.sum() > 0)
    city: Followed = s.once(f"injury.old_cases.{insured}", lambda: old_cases_of_city(s, np.array([float(insured)])))
    opening = city.place[0] * ratio(place, place.sum())
    return city._replace(place=by_district(city, opening, np.zeros((len(s.months), len(place)))))


def old_cases_of_city(s: Setting, place: FloatArray) -> Followed:
    """The same as if the city were one district, `place[1]`: nobody comes, so people say nothing of it."""
    kinds, persons = (OLD_CASES,), np.array([s.opened("legacy.old_injured_in_fund")])
    register = opening_register(s, OLD_CASES, kinds, persons, np.zeros(1), place)
    everyone = np.ones((1, G, AGES))
    still = np.zeros(())
    rules = Rules(
        mortality(s, OLD_CASES),
        nobody_leaves(1),
        lambda _: still,
        lambda _: everyone,
        opening_profile(s, OLD_CASES, kinds),
    )
    return follow(register, s.months, rules, np.zeros((len(s.months), 2, 1)), np.zeros((len(s.months), 1)))
