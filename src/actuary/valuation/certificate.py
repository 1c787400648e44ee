"""Certificate (勾稽证明): the identities that always hold, with their worst residual, on the engine's own arrays.

The independent checker does the same again from the published tables alone.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from actuary.funds.counterparties import Entry, unanswered
from actuary.funds.ledgers import Ledger
from actuary.kernels.month import ACCOUNT, LANES, PUBLIC_INSURED
from actuary.months import text
from actuary.people.axes import AGES
from actuary.people.cohorts import MARKS
from actuary.people.movement import Movement
from actuary.people.registers import PERSONS, Followed
from actuary.people.transitions import DEPARTURES, INDEX_OF, PORT_OUT
from actuary.schemes.exposure import AWARDED, BOUGHT, TO_RESIDENT
from actuary.schemes.setting import Setting
from actuary.valuation.lines import Series
from actuary.valuation.yearly import Years
from actuary.vocabulary.counterparties import INTERNAL

FloatArray = NDArray[np.float64]
Ledgers = dict[tuple[str, str], Ledger]
BY_BALANCE = {"interest", "pooling_transfer", "transfer.merger", "transfer.maternity"}
"""Items that follow from the balance of a pool, and so differ between the pools and the pooled city."""
OWN_GAP = {("employee_pension", "public"): "ordinary_subsidy", ("maternity", "pooled"): "transfer.employee_medical"}
"""Further ones, of one line alone."""
YUAN, PERSON = 0.01, 1e-6
SUMMED = 1e-14
"""What the order of a sum of floats may move of it [share]: of a nation's people more than of a city's."""


def row(name: str, scope: str, unit: str, tolerance: float, residual: FloatArray, first: int) -> dict[str, object]:
    """One identity: its worst residual `[T, ...]` and the month where it is."""
    size = np.abs(residual).reshape(len(residual), -1).max(axis=1)
    at = int(size.argmax())
    worst = float(size[at])
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


def identities(
    m: Movement, setting: Setting, ledgers: Ledgers, outside: dict[Entry, FloatArray], series: Sequence[Series]
) -> list[dict[str, object]]:
    """All identities of a run."""
    first = int(setting.months[0])
    return [
        *of_people(m, setting, first),
        *of_registers(setting.registers, first),
        *of_cash(ledgers, first),
        *of_transfers(ledgers, outside, first),
        *of_measures(series, setting, first),
    ]


def of_people(m: Movement, setting: Setting, first: int) -> list[dict[str, object]]:
    """People are conserved by lane and category, by age, and from residence to insurance; accounts roll forward."""
    p = people_flows(m)
    allowed = max(PERSON, SUMMED * float(m.people[0].sum()))
    residual = p["opening"] + p["births"] + p["arrivals"] - p["deaths"] - p["departures"] - p["closing"]
    rows = [row("people", "category x district of residence x month", "person", allowed, residual, first)]
    ages = np.stack([m.ages[k].sum(axis=(1, 2)) - m.people[k].sum(axis=1) for k in sorted(m.ages)])
    rows.append(row("people_by_age", f"{AGES // 12} ages, opening and Decembers", "person", allowed, ages, first))
    insured = setting.seen.persons.sum(axis=2) - m.people.sum(axis=(1, 3))
    scope = "status x month, by insurance against residents and those outside"
    rows.append(row("statuses", scope, "person", allowed, insured, first - 1))
    a = account_flows(m)
    residual = a["opening"] + a["credits"] + a["crediting"] - a["charged"] - a["inherited"] + a["moved"]
    relative = (residual - a["closing"]) / np.maximum(np.abs(a["closing"]).sum(axis=1, keepdims=True), 1.0)
    rows.append(row("account_record", "district x month", "share", 1e-12, relative, first))
    return rows


def of_registers(registers: dict[str, Followed], first: int) -> list[dict[str, object]]:
    """Opening + new - deaths - leavers = closing in every register; its ages and its districts add up to it."""
    rows = []
    for name, each in registers.items():
        residual = each.residual()
        scope = f"{name}, kind x category x month"
        rows.append(row("register", scope, "person", PERSON, residual[:, PERSONS], first))
        rows.append(row("register_amounts", scope, "yuan", YUAN, residual[:, PERSONS + 1 :], first))
        aged = np.stack([each.ages[t].sum(axis=-1) - each.stock[t, PERSONS] for t in sorted(each.ages)])
        rows.append(row("register_by_age", f"{name}, opening and Decembers", "person", PERSON, aged, first - 1))
        placed = each.place.sum(axis=1) - each.persons()
        rows.append(row("register_by_district", f"{name}, month", "person", PERSON, placed, first - 1))
    return rows


def of_cash(ledgers: Ledgers, first: int) -> list[dict[str, object]]:
    """Closing = opening + items, in every ledger and district."""
    rows = []
    for (fund, account), ledger in ledgers.items():
        flow = sum(ledger.items.values(), np.zeros_like(ledger.backstop))
        residual = ledger.balance[:-1] + flow - ledger.balance[1:]
        rows.append(row("cash", f"{fund}.{account}, district x month", "yuan", YUAN, residual, first))
    return rows


def resolution(ledgers: Ledgers, outside: dict[Entry, FloatArray]) -> float:
    """What rounding may leave in the sum of all balances and counterparties [yuan]: far below a fen in a real city."""
    sizes = [np.abs(ledger.balance).sum(axis=1).max() for ledger in ledgers.values()]
    sizes += [np.abs(flow).max() for flow in outside.values()]
    return float(len(sizes) * np.finfo(float).eps * sum(sizes))


def of_transfers(ledgers: Ledgers, outside: dict[Entry, FloatArray], first: int) -> list[dict[str, object]]:
    """What one fund pays another receives; pools give what pools get; the outside loses what all funds gain."""
    rows = []
    for pair, residual in between_funds(ledgers).items():
        rows.append(row("transfers_between_funds", f"{pair}, city x month", "yuan", YUAN, residual, first))
    none = np.zeros_like(next(iter(ledgers.values())).backstop)
    aid = sum((ledger.by_item().get("pooling_transfer", none).sum(axis=1) for ledger in ledgers.values()), none[:, 0])
    rows.append(row("transfers_between_pools", "city x month", "yuan", YUAN, np.asarray(aid), first))
    scope = "all funds and all counterparties x month"
    allowed = max(YUAN, resolution(ledgers, outside))
    rows.append(row("external_counterparty", scope, "yuan", allowed, unanswered(ledgers, outside), first))
    return rows


def between_funds(ledgers: Ledgers) -> dict[str, FloatArray]:
    """What funds pay each other by pair `[T]` [yuan]: nought in every month."""
    pairs: dict[str, FloatArray] = {}
    for ledger in ledgers.values():
        for item, cash in ledger.by_item().items():
            other = item.removeprefix("transfer.")
            if item in INTERNAL and other != item:
                pair = " and ".join(sorted((ledger.fund, other)))
                pairs[pair] = pairs.get(pair, 0.0) + cash.sum(axis=1)
    return pairs


def of_measures(series: Sequence[Series], setting: Setting, first: int) -> list[dict[str, object]]:
    """Pools are the city, item by item, but for what follows from a pool's own balance; twelve months are the year."""
    lines: dict[tuple[str, str, str], dict[str, list[Series]]] = {}
    for item in series:
        sides = lines.setdefault((item.line.fund, item.line.account, item.subsidy), {"city": [], "pools": []})
        sides["city" if item.pool == "city" else "pools"].append(item)
    apart = [
        total(sides["pools"]) - total(sides["city"]) for sides in lines.values() if sides["pools"] and sides["city"]
    ]
    residual = np.stack(apart, axis=1) if apart else np.zeros((len(setting.months), 1))
    scope = "line x month, before interest, help between pools and the budget's gap"
    rows = [row("pools_are_the_city", scope, "yuan", YUAN, residual, first)]
    years = Years(setting.months)
    for_year = []
    for item in series:
        net = item.receipts - item.expenditure
        change = years.closing(item.balance) - years.opening(item.balance)
        for_year.append(years.sum(net) - change)
    if len(years.years):
        residual = np.stack(for_year, axis=1)
        rows.append(row("year_of_months", "line x pool x year", "yuan", YUAN, residual, int(years.january[0]) + first))
    return rows


def total(series: Sequence[Series]) -> FloatArray:
    """Net cash of a line `[T]` [yuan] over pools, without what follows from a pool's own balance."""
    result = np.zeros_like(series[0].receipts)
    for item in series:
        own = OWN_GAP.get((item.line.fund, item.line.account))
        for sign, parts in ((1.0, item.sources), (-1.0, item.kinds)):
            kept = (cash for name, cash in parts.items() if name not in BY_BALANCE and name != own)
            result += sign * sum(kept, np.zeros_like(result))
    return result
