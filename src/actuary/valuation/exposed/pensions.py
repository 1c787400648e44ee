"""Exposures of the pensions (养老保险基数): bases, people, records that move, and pensions by year of award."""

from collections import defaultdict

import numpy as np
from numpy.typing import NDArray

from actuary.kernels.month import ACCOUNT, RESIDENT_ACCOUNT
from actuary.people.axes import WORKING_FROM
from actuary.people.cohorts import RISING
from actuary.schemes.employee_pension import INSURED, PORTED
from actuary.schemes.exposure import AWARDED, BOUGHT, BOUGHT_YEARS, TO_RESIDENT
from actuary.valuation.exposed import Exposed, Seen
from actuary.vocabulary import Status

FloatArray = NDArray[np.float64]
S = Status
ENTERPRISE, PUBLIC = ("employee_pension", "enterprise"), ("employee_pension", "public")
BASIC, INDIVIDUAL = ("resident_pension", "basic"), ("resident_pension", "individual")
OF_STATUS = {
    ENTERPRISE: (S.EMPLOYEE_RETIREE, (S.EMPLOYEE_RETIREE, S.NEW_RETIREE), ("basic", "transitional", "account")),
    PUBLIC: (S.PUBLIC_RETIREE, (S.PUBLIC_RETIREE,), ("basic", "transitional")),
}


def note_all(seen: Seen, found: Exposed) -> None:
    """Exposures of the four ledgers of the pensions."""
    enterprise(seen, found)
    for ledger in OF_STATUS:
        for name, values in awarded(seen, ledger, found.months).items():
            found.note(ledger, name, "yuan_per_month", values)
    public(seen, found)
    residents(seen, found)


def enterprise(seen: Seen, found: Exposed) -> None:
    """Bases, records of accounts that cross the city's edge or the schemes', deaths and members."""
    s = seen.setting
    people, persons = s.seen, s.seen.persons[:-1]
    found.note(ENTERPRISE, "base", "yuan_per_month", s.base(S.ENTERPRISE_EMPLOYEE))
    found.note(ENTERPRISE, "flexible_base", "yuan_per_month", s.base(S.FLEXIBLE_WORKER))
    found.note(ENTERPRISE, "accounts_in", "yuan", people.brought)
    left = np.asarray(sum(people.moved(name, ACCOUNT, status) for name, status in PORTED))
    found.note(ENTERPRISE, "accounts_out", "yuan", left)
    found.note(ENTERPRISE, "years_bought", "year", people.retired(BOUGHT, BOUGHT_YEARS))
    found.note(ENTERPRISE, "accounts_from_residents", "yuan", accounts_between(seen))
    died = people.died(S.EMPLOYEE_RETIREE, 0) + people.died(S.NEW_RETIREE, 0)
    found.note(ENTERPRISE, "pensioners_died", "person", died)
    heirs = sum(people.died(status, ACCOUNT) for status in (*INSURED, S.EMPLOYEE_RETIREE, S.NEW_RETIREE))
    found.note(ENTERPRISE, "inherited", "yuan", np.asarray(heirs))
    insured = (S.ENTERPRISE_EMPLOYEE, S.FLEXIBLE_WORKER, S.DORMANT, S.UNEMPLOYED)
    found.note(ENTERPRISE, "insured", "person", persons[:, insured].sum(axis=1))
    found.note(ENTERPRISE, "pensioners", "person", persons[:, (S.EMPLOYEE_RETIREE, S.NEW_RETIREE)].sum(axis=1))


def accounts_between(seen: Seen) -> FloatArray:
    """Records that come from the residents' scheme, less those that leave for it `[T, D]` [yuan]."""
    people = seen.setting.seen
    left = people.retired(TO_RESIDENT, ACCOUNT)
    for move in ("retire_resident", "retire_other"):
        left = left + people.moved(move, ACCOUNT, S.RESIDENT_PENSIONER)
    return np.asarray(people.retired(AWARDED, ACCOUNT) + people.retired(BOUGHT, ACCOUNT) - left)


def awarded(seen: Seen, ledger: tuple[str, str], months: int) -> dict[str, FloatArray]:
    """Pensions in payment by part and year of award, as awarded, before any rise since `[T, D]` [yuan a month]; those
    of the opening stand under the year before the run. What a January's cells hold beyond the earlier years is new."""
    status, statuses, parts = OF_STATUS[ledger]
    a, s = seen.a, seen.setting
    place, kind = s.seen.matrix(status), RISING.index(status)
    whole = np.stack([sum(s.seen.asked(f"{part}.{x.name.lower()}") for x in statuses) for part in parts])
    stock: dict[int, FloatArray] = {}
    raised: dict[int, float] = {}
    drawn: dict[int, FloatArray] = defaultdict(lambda: np.zeros_like(whole[:, :months]))
    for t, month in enumerate(range(a.first, a.first + months)):
        if month % 12 == 0:
            now = seen.movement.pensions[t][:, kind, : len(parts)]
            stock[month // 12 - 1] = now - sum(raised[year] * cells for year, cells in stock.items())
            raised = {year: raised.get(year, 1.0) * (1.0 + a.rates.indexation(month)) for year in stock}
        for year, cells in stock.items():
            drawn[year][:, t] = cells.sum(axis=(0, 2)) @ place
        older = sum(raised[year] * drawn[year][:, t] for year in stock)
        drawn[month // 12][:, t] = whole[:, t] - older
        stock = {year: survivors(cells, a.rates.death(month)) for year, cells in stock.items()}
    return {f"{part}.{year}": drawn[year][x] for year in sorted(drawn) for x, part in enumerate(parts)}


def survivors(cells: FloatArray, death: FloatArray) -> FloatArray:
    """Totals by month of age a month later: those who live on, a month older, the last age open; `cells[G, X, A, L]`
    from the first working age on, `death[G, AGES]`."""
    alive = cells * (1.0 - death[:, None, WORKING_FROM:, None])
    older = np.zeros_like(alive)
    older[:, :, 1:] = alive[:, :, :-1]
    older[:, :, -1] += alive[:, :, -1]
    return older


def public(seen: Seen, found: Exposed) -> None:
    """Bases of public staff."""
    s = seen.setting
    found.note(PUBLIC, "base", "yuan_per_month", s.base(S.INSTITUTION_EMPLOYEE) + s.base(S.ORGAN_EMPLOYEE))


def residents(seen: Seen, found: Exposed) -> None:
    """Contributors, pensioners of the scheme's age, account pensions, inheritance and records that move."""
    s = seen.setting
    people = s.seen
    found.note(BASIC, "drawing", "person", people.asked("aged.resident_pensioner"))
    found.note(BASIC, "pensioners", "person", people.persons[:-1, S.RESIDENT_PENSIONER])
    found.note(INDIVIDUAL, "registered", "person", people.persons[:-1, S.RESIDENT_CONTRIBUTOR])
    found.note(INDIVIDUAL, "pensioners", "person", people.persons[:-1, S.RESIDENT_PENSIONER])
    found.note(INDIVIDUAL, "account_pensions", "yuan", people.asked("account.resident_pensioner"))
    heirs = sum(people.died(status, RESIDENT_ACCOUNT) for status in Status)
    found.note(INDIVIDUAL, "inherited", "yuan", np.asarray(heirs))
    found.note(INDIVIDUAL, "accounts_from_employees", "yuan", -accounts_between(seen))
