"""Whom work-injury insurance covers and who draws from it (工伤参保与待遇领取): members, and registers fed by cases.

Apart from the money, so that a change of rates or of benefits follows nobody again.
"""

from actuary.schemes import injury_registers as registers
from actuary.schemes.injury_projects import project_cover
from actuary.schemes.proportion import across
from actuary.schemes.setting import Setting
from actuary.schemes.unemployment import covered_base
from actuary.schemes.work_injury import PAYING, S, cases, scope, take_in_organs


def post_all(s: Setting) -> None:
    """Members by kind, and the four registers followed through the months."""
    cover = project_cover(s)
    share = s.enrol(scope(s, cover), {"paying": PAYING, "not_paying": (S.DORMANT,)})
    take_in_organs(s, share)
    place = across(covered_base(s, share))[0]
    new = cases(s, share, s.opened("injury.project_construction") * cover.in_force[:-1])
    disabled = registers.severe(s, new, place)
    lighter = registers.lighter(s, new, place)
    survivors = registers.survivors(s, new, disabled, place)
    old = registers.old_cases(s)
    s.registers.update({each.name: each for each in (disabled, lighter, survivors, old)})
