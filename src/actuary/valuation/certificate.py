"""Certificate (勾稽证明): the identities that always hold, with their worst residual, on the engine's own arrays.

The independent checker does the same again from the published tables alone.
"""

import numpy as np
from numpy.typing import NDArray

from actuary.funds.ledgers import Ledger
from actuary.kernels.month import ACCOUNT, LANES, PUBLIC_INSURED
from actuary.months import text
from actuary.people.axes import AGES
from actuary.people.project import MARKS, Movement
from actuary.people.transitions import DEPARTURES, INDEX_OF, PORT_OUT
from actuary.schemes.exposure import AWARDED, BOUGHT, TO_RESIDENT

FloatArray = NDArray[np.float64]
Ledgers = dict[tuple[str, str], Ledger]
YUAN, PERSON = 0.01, 1e-6


def row(name: str, scope: str, unit: str, tolerance: float, residual: FloatArray, first: int) -> dict[str, object]:
    """One identity: its worst residual `[T, ...]` and the month where it is."""
    size = np.abs(residual).reshape(len(residual), -1).max(axis=1)
    at = int(size.argmax()) if len(size) else 0
    worst = float(size[at]) if len(size) else 0.0
    return {
        "name": name,
        "scope": scope,
        "unit": unit,
        "tolerance": tolerance,
        "worst": worst,
        "at": text(first + at),
        "passed": bool(worst <= tolerance),
    }


def people_flows(m: Movement) -> dict[str, FloatArray]:
    """Opening, births, deaths, arrivals, departures, closing `[T, G, L]` [person]."""
    stock = m.people.sum(axis=2)
    return {
        "opening": stock[:-1],
        "births": m.birth,
        "deaths": m.death[:, :, :, 0].sum(axis=2),
        "arrivals": m.arrival,
        "departures": m.flow[:, :, list(DEPARTURES), 0].sum(axis=2),
        "closing": stock[1:],
    }


def account_flows(m: Movement) -> dict[str, FloatArray]:
    """The employee scheme's account record `[T, L]` [yuan]: opening, credits, crediting, charged, inherited,
    moved, closing."""
    account = ACCOUNT // LANES

    def through(name: str) -> FloatArray:
        return np.asarray(m.flow[:, :, INDEX_OF[name], account].sum(axis=1))

    def retired(outcome: int) -> FloatArray:
        return np.asarray(m.retired[:, :, :, outcome, account].sum(axis=(1, 2)))

    members = np.flatnonzero(MARKS < PUBLIC_INSURED)
    out = through("emigrate") + through("enter_institution") + through("enter_organ")
    out = out + through("retire_resident") + through("retire_other") + retired(TO_RESIDENT)
    out = out + sum(through(name) for name in PORT_OUT)
    back = through("clear_institution_employee") + through("clear_organ_employee")
    return {
        "opening": m.records[:-1, 0],
        "credits": m.account[:, 0],
        "crediting": m.account[:, 1],
        "charged": m.account[:, 2],
        "inherited": m.death[:, :, members, account].sum(axis=(1, 2)),
        "moved": retired(AWARDED) + retired(BOUGHT) + back + m.account[:, 8] - out,
        "closing": m.records[1:, 0],
    }


def identities(m: Movement, ledgers: Ledgers, first: int) -> list[dict[str, object]]:
    """All identities of a run."""
    rows = []
    p = people_flows(m)
    residual = p["opening"] + p["births"] + p["arrivals"] - p["deaths"] - p["departures"] - p["closing"]
    scope = "category x district of residence x month"
    rows.append(row("people", scope, "person", PERSON, residual, first))
    ages = np.stack([m.ages[k].sum(axis=(1, 2)) - m.people[k].sum(axis=1) for k in sorted(m.ages)])
    rows.append(row("people_by_age", f"{AGES // 12} ages, opening and Decembers", "person", PERSON, ages, first))
    a = account_flows(m)
    residual = a["opening"] + a["credits"] + a["crediting"] - a["charged"] - a["inherited"] + a["moved"]
    relative = (residual - a["closing"]) / np.maximum(np.abs(a["closing"]).sum(axis=1, keepdims=True), 1.0)
    rows.append(row("account_record", "district x month", "share", 1e-12, relative, first))
    for (fund, account), ledger in ledgers.items():
        flow = sum(ledger.items.values(), np.zeros_like(ledger.backstop))
        residual = ledger.balance[:-1] + flow - ledger.balance[1:]
        rows.append(row("cash", f"{fund}.{account}, district x month", "yuan", YUAN, residual, first))
    rows.append(row("transfers_between_funds", "city x month", "yuan", YUAN, internal_transfers(ledgers), first))
    pooled = sum(
        (ledger.by_item().get("pooling_transfer", np.zeros_like(ledger.backstop)).sum(axis=1))
        for ledger in ledgers.values()
    )
    rows.append(row("transfers_between_pools", "city x month", "yuan", YUAN, np.asarray(pooled), first))
    return rows


INTERNAL = (
    "transfer.resident_pension",
    "transfer.employee_pension",
    "transfer.unemployment",
    "transfer.employee_medical",
    "transfer.accounts",
    "transfer.serious_illness",
)


def internal_transfers(ledgers: Ledgers) -> FloatArray:
    """What funds pay each other `[T]` [yuan]: nought in every month."""
    total = np.zeros(len(next(iter(ledgers.values())).backstop))
    for ledger in ledgers.values():
        for item, cash in ledger.by_item().items():
            if item in INTERNAL:
                total += cash.sum(axis=1)
    return total
