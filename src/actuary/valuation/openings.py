"""Opening balances of the ledgers (期初结余) by district: in proportion to what each district pays out, so that
every pool opens with the same payable months (a judgement; a user's file replaces it). A ledger that pays nothing in
its first month opens where the fund's members are."""

from collections.abc import Collection

import numpy as np
from numpy.typing import NDArray

from actuary.dated import Parameters
from actuary.schemes.setting import Setting

FloatArray = NDArray[np.float64]
RESIDENT = "resident_pension"

BALANCES = {
    ("employee_pension", "enterprise"): ("pension", 1.0),
    ("employee_pension", "public"): ("public_ledger", 1.0),
    ("employee_medical", "pooled"): ("employee_medical_pool", 1.0),
    ("employee_medical", "individual"): ("employee_medical_account", 1.0),
    ("employee_medical", "large_amount"): ("large_amount_layer", 1.0),
    ("resident_medical", "urban"): ("resident_medical_urban", 1.0),
    ("resident_medical", "rural_cooperative"): ("nrcms", 1.0),
    ("unemployment", "pooled"): ("unemployment", 1.0),
    ("work_injury", "pooled"): ("injury", 1.0),
    ("maternity", "pooled"): ("maternity", 1.0),
}


def openings(
    opening: Parameters, setting: Setting, funds: Collection[str] | None = None
) -> dict[tuple[str, str], FloatArray]:
    """Opening balance of each ledger by district `[D]` [yuan], of all funds or of some."""
    month = setting.opening_month
    asked = {key: name for key, (name, _) in BALANCES.items() if funds is None or key[0] in funds}
    totals = {key: opening.number(f"opening.balance.{name}", month) for key, name in asked.items()}
    if funds is None or RESIDENT in funds:
        individual = opening.number("opening.resident_pension.individual_share_of_balance", month)
        resident = opening.number("opening.balance.resident_pension", month)
        totals[(RESIDENT, "individual")] = resident * individual
        totals[(RESIDENT, "basic")] = resident * (1.0 - individual)
    return {key: total * district_shares(setting, *key) for key, total in totals.items()}


def district_shares(setting: Setting, fund: str, account: str) -> FloatArray:
    """Each district's share of a ledger's opening balance `[D]`: of its first month's benefits, else of the fund's
    members at the opening, else even."""
    paid: dict[str, FloatArray] = {}
    for posting, cash in setting.postings.items():
        if posting[:2] == (fund, account) and posting.item.startswith("benefit"):
            paid[posting.item] = paid.get(posting.item, 0.0) + cash[0]
    members = [persons[0] for (name, _), persons in setting.members.items() if name in (fund, account)]
    for rows, sign in ((paid.values(), -1.0), (members, 1.0)):
        weight = np.maximum(sign * np.asarray(sum(rows, np.zeros(setting.postings.districts))), 0.0)
        if weight.sum() > 0:
            return np.asarray(weight / weight.sum())
    return np.full(setting.postings.districts, 1.0 / setting.postings.districts)
