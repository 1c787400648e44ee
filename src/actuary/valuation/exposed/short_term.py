"""Exposures of unemployment, work injury and maternity (失业、工伤、生育保险基数): bases, claimants, cases, births,
and what the registers of work injury draw."""

import numpy as np
from numpy.typing import NDArray

from actuary.people.registers import PERSONS, Followed
from actuary.schemes import injury_benefits as benefits
from actuary.schemes import injury_registers as registers
from actuary.schemes import maternity, unemployment, work_injury
from actuary.schemes.injury_projects import project_cover
from actuary.schemes.proportion import ratio
from actuary.schemes.setting import Setting
from actuary.valuation.exposed import Exposed, Seen
from actuary.vocabulary import Status

FloatArray = NDArray[np.float64]
S = Status
UNEMPLOYMENT, INJURY, MATERNITY = (
    ("unemployment", "pooled"),
    ("work_injury", "pooled"),
    ("maternity", "pooled"),
)


def note_all(seen: Seen, found: Exposed) -> None:
    """Exposures of the three funds."""
    s = seen.setting
    of_unemployment(s, found)
    of_injury(s, found)
    of_maternity(s, found)


def of_employers(s: Setting, ledger: tuple[str, str], found: Exposed) -> FloatArray:
    """Bases on which a fund of employers is paid, and the institutions' among them; returns the shares."""
    share = s.shares[ledger[0]]
    found.note(ledger, "base", "yuan_per_month", unemployment.covered_base(s, share))
    institutions = share[:-1, S.INSTITUTION_EMPLOYEE, None] * s.base(S.INSTITUTION_EMPLOYEE)
    found.note(ledger, "institution_base", "yuan_per_month", institutions)
    return share


def of_unemployment(s: Setting, found: Exposed) -> None:
    """Bases, those who draw, and those whose medical contribution the fund pays."""
    of_employers(s, UNEMPLOYMENT, found)
    claimants = s.seen.persons[:-1, S.UNEMPLOYED]
    found.note(UNEMPLOYMENT, "drawing", "person", claimants + unemployment.older(s))
    found.note(UNEMPLOYMENT, "claimants", "person", claimants)


def of_injury(s: Setting, found: Exposed) -> None:
    """Bases, projects started, cases over those of the first month, and what the registers draw."""
    share, cover = of_employers(s, INJURY, found), project_cover(s)
    organs = share[:-1, S.ORGAN_EMPLOYEE, None] * s.base(S.ORGAN_EMPLOYEE)
    found.note(INJURY, "organ_base", "yuan_per_month", organs)
    starts = ratio(cover.receipts[:, None], s.price("basis.injury.project_receipts"))
    found.note(INJURY, "projects_started", "ratio", starts)
    project = s.opened("injury.project_construction") * cover.in_force[:-1]
    cases = work_injury.cases(s, share, project)
    level = s.belief("basis.injury.cases_recognised") / 12.0
    found.note(INJURY, "cases", "ratio", ratio(cases.recognised, level))
    found.note(INJURY, "own_wage", "yuan_per_month", cases.wage)
    months = s.law.table_over("law.work_injury.lump_months", s.months)
    names = s.law.table("law.work_injury.lump_months", int(s.months[0])).keys
    grades = [names.index(grade) for grade in benefits.GRADES]
    mean = months[:, grades] @ registers.grade_shares(s, benefits.GRADES)
    found.note(INJURY, "lump_months", "month", mean[:, None])
    of_registers(s, found)


def of_registers(s: Setting, found: Exposed) -> None:
    """What grades 1-4, their survivors and old cases draw, as the registers say."""
    disabled = s.registers[registers.GRADES_1_4]
    for kind, yuan in drawn(s, disabled).items():
        found.note(INJURY, kind, "yuan", yuan)
    lighter = s.registers[registers.GRADES_5_6]
    found.note(INJURY, "allowances_5_6", "yuan", benefits.drawn_by_lighter(s, lighter))
    died = disabled.deaths[:, PERSONS].sum(axis=(1, 2))[:, None] * disabled.across()
    found.note(INJURY, "died_1_4", "person", died)
    found.note(INJURY, "care_heads", "person", disabled.place[:-1])
    found.note(INJURY, "care_share", "share", benefits.care_share(s)[:, None])
    survivors = s.registers[registers.SURVIVORS]
    found.note(INJURY, "survivors", "yuan", survivors.asked[:, 1].sum(axis=(1, 2))[:, None] * survivors.across())
    old = s.registers[registers.OLD_CASES]
    found.note(INJURY, "old_cases", "ratio", old.place[:-1] / max(float(old.persons()[0]), 1e-12))


def drawn(s: Setting, disabled: Followed) -> dict[str, FloatArray]:
    """Disability pensions, what raises them to the minimum wage, and the difference to old-age pensions `[T, D]`."""
    where = disabled.across()
    return {kind: yuan.sum(axis=1)[:, None] * where for kind, yuan in benefits.drawn_by_severe(s, disabled).items()}


def of_maternity(s: Setting, found: Exposed) -> None:
    """Bases and births over those of the opening's year, and the mean base that allowances rest on."""
    share = of_employers(s, MATERNITY, found)
    births = maternity.births(s, share)
    yearly = float(births[0].sum() * 12.0 / s.belief("basis.fertility.two_child_response")[0, 0])
    found.note(MATERNITY, "births", "ratio", births * ratio(1.0, yearly))
    found.note(MATERNITY, "mean_base", "yuan_per_month", s.mean_base(S.ENTERPRISE_EMPLOYEE))
