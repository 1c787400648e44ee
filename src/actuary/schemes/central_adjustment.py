"""Central adjustment of enterprise pensions (中央调剂): what the city pays up and is paid, by month.

A province pays in share x factor x mean wage x mean of insured and employed persons, and is paid a national amount a
pensioner. The province is believed to pass a share of both on to its cities by the same formula. Where the law seen
knows no such fund, nothing is posted.
"""

import numpy as np

from actuary.schemes import employee_pension
from actuary.schemes.setting import Setting

PLACE = ("employee_pension", "enterprise")


def post_all(s: Setting) -> None:
    """Payments up (上解) and down (拨付) in the months in which the law has the fund."""
    share = s.law_over("law.pooling.central_adjustment_share")
    active = share[:, 0] > 0
    if not active.any():
        return
    months, first = s.months[active], int(s.months[active][0])
    members = employee_pension.enterprise_members(s)
    insured = (members["paying"] + members["not_paying"])[:-1][active]
    employed = insured * s.basis.number("basis.central_adjustment.employed_per_insured", first)
    factor = s.law.over("law.pooling.central_adjustment_wage_factor", months)[:, None]
    passed = s.basis.number("basis.central_adjustment.passed_to_cities", first)
    up = share[active] * factor * s.reference[active] * (insured + employed) / 2.0 * passed
    amount = s.basis.over("basis.central_adjustment.amount_per_pensioner", months)[:, None] / 12.0
    down = amount * members["retired"][:-1][active] * passed
    for item, cash in (("transfer.central_out", -up), ("transfer.central_in", down)):
        posted = np.zeros_like(s.seen.persons[:-1, 0])
        posted[active] = cash
        s.postings.add(*PLACE, item, posted)
