"""Opening balances of the ledgers (期初结余) by district: in proportion to what each district pays out, so that
every pool opens with the same payable months (a judgement; a user's file replaces it)."""

import numpy as np
from numpy.typing import NDArray

from actuary.dated import Parameters
from actuary.schemes.postings import Postings

FloatArray = NDArray[np.float64]

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


def openings(opening: Parameters, postings: Postings, month: int) -> dict[tuple[str, str], FloatArray]:
    """Opening balance of each ledger by district `[D]` [yuan]."""
    individual = opening.number("opening.resident_pension.individual_share_of_balance", month)
    resident = opening.number("opening.balance.resident_pension", month)
    totals = {key: opening.number(f"opening.balance.{name}", month) for key, (name, _) in BALANCES.items()}
    totals[("resident_pension", "individual")] = resident * individual
    totals[("resident_pension", "basic")] = resident * (1.0 - individual)
    return {key: total * spending_share(postings, key) for key, total in totals.items()}


def spending_share(postings: Postings, key: tuple[str, str]) -> FloatArray:
    """Each district's share of a ledger's first month of benefits `[D]`."""
    spent = np.zeros(postings.districts)
    for item, cash in postings.cash(*key).items():
        if item.startswith("benefit"):
            spent -= cash[0]
    spent = np.maximum(spent, 0.0)
    return spent / spent.sum() if spent.sum() > 0 else np.full(postings.districts, 1.0 / postings.districts)
