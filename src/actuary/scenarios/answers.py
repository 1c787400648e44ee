"""The solver's documents (求解结果): what balances each fund, what it can bear, what mends it; the cheapest mix, the
frontier of two levers."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from actuary.errors import Both, Problem, problem
from actuary.scenarios.frontier import frontier, spread
from actuary.scenarios.levers import (
    ACCOUNTS,
    MIXED,
    OF_LEDGERS,
    RATED,
    WITHOUT_RATE,
    Lever,
    levers_of,
    solved_of,
)
from actuary.scenarios.mixing import cheapest
from actuary.scenarios.premiums import Root, Span, answered, average, break_even, level, scaled, years_of
from actuary.scenarios.pricing import price_of_a_unit, split, weighed
from actuary.scenarios.solving import Solver, Target, alone, gone, remedies
from actuary.valuation.lines import LINES
from actuary.valuation.measures import figure
from actuary.valuation.run import ProgressTold


def answers(
    solver: Solver, funds: Sequence[str], months: float, levers: Sequence[str], told: ProgressTold | None = None
) -> dict[str, Any]:
    """The document `actuary.solve/1`: `months` of spending in hand to the last year; rates are what is added. Where no
    lever is named, rates, and of ledgers without one every lever of their own."""
    rows, rated = [], [fund for fund in funds if fund in RATED]
    for done, fund in enumerate(rated, start=1):
        rows.append(_of_fund(solver, fund, months, levers or ("rate",)))
        if told is not None:
            told(done, len(rated))
    others = [
        {"fund": fund, "account": account, "remedies": found}
        for fund, account in WITHOUT_RATE
        if fund in funds
        and (
            found := remedies(solver, Target(fund, account, "city", months), levers or tuple(OF_LEDGERS[fund, account]))
        )
    ]
    return {**_head(solver, months), "funds": rows, "without_rate": others, "runs": solver.runs}


def mix(
    solver: Solver,
    funds: Sequence[str],
    months: float,
    named: Sequence[str],
    weights: Mapping[str, float],
    told: ProgressTold | None = None,
) -> dict[str, Any]:
    """The document of the cheapest mix (最省组合) of the named levers, by default those of `MIXED`, that keeps `months`
    at once in every ledger to which one of them belongs.

    `weights`: what a yuan that a lever moves counts for, by the lever's name; one where none is given.
    """
    names = named or MIXED
    targets, others = _aimed(solver, funds, months, names)
    levers = _levers(solver, targets, named) if named else _own(solver, targets, names)
    _refuse_unknown(weights, [lever.name for lever in levers])
    weight = np.array([weights.get(lever.name, 1.0) for lever in levers])
    common = max(weight.tolist(), key=lambda each: (np.sum(weight == each), -each))
    dearer = np.zeros(len(levers))
    if np.any(weight != common):
        dearer = price_of_a_unit(solver, levers, targets) * (weight - common)
    cost = weighed(solver, levers, targets, weight)
    found = cheapest(solver, levers, targets, dearer.tolist(), common, cost, told)
    parts = split(solver, levers, found["mix"], targets) if found["mix"] else {}
    rows = [
        {**_axis(lever), "value": found["mix"].get(lever.name), "weight": each, "yuan": parts.get(lever.name)}
        for lever, each in zip(levers, weight.tolist(), strict=True)
    ]
    whole = next((lever for lever in levers if lever.step >= 1), None)
    answer = {
        "levers": rows,
        "yuan": sum(parts.values()) if parts else None,
        "reserves": _kept(targets, found.get("reserves")),
        "others": others,
        "short": found.get("short", []),
        "meets": found["meets"],
        "why": found["why"],
        "by_months": {**_axis(whole), "points": found["points"]} if whole and found["points"] else None,
    }
    return {**_head(solver, months), "mix": answer, "runs": solver.runs}


def _kept(targets: Sequence[Target], reserves: Sequence[float] | None) -> list[dict[str, Any]]:
    """The months that each target's ledger keeps; none where there is no mix."""
    kept = reserves or [float("nan")] * len(targets)
    return [{"fund": t.fund, "account": t.account, "months": figure(m)} for t, m in zip(targets, kept, strict=True)]


def _axis(lever: Lever) -> dict[str, str]:
    return {"lever": lever.name, "zh": lever.zh, "unit": lever.unit}


def _aimed(
    solver: Solver, funds: Sequence[str], months: float, names: Sequence[str]
) -> tuple[list[Target], list[dict[str, Any]]]:
    """The ledgers of the funds to which one of the named levers belongs, as targets, and the others with the levers
    that they have; where the names belong to none, all that have levers are targets."""
    everything = set(RATED) <= {*funds}
    solved = [ledger for fund in funds for ledger in solved_of(fund) if stands(solver, *ledger)]
    aimed = [ledger for ledger in solved if any(solver.lever(name, *ledger) for name in names)] or solved
    others = [
        {"fund": line.fund, "account": line.account, "levers": levers_of(line.fund, line.account)}
        for line in LINES
        if (line.fund in funds or (everything and not solved_of(line.fund))) and (line.fund, line.account) not in aimed
    ]
    return [Target(*ledger, "city", months) for ledger in aimed], others


def stands(solver: Solver, fund: str, account: str) -> bool:
    """Whether a ledger is one of its own in some month in which levers act."""
    return not gone(solver.row([], Target(fund, account)), solver.start)


def two_levers(
    solver: Solver, fund: str, months: float, names: tuple[str, str], number: int, told: ProgressTold | None = None
) -> dict[str, Any]:
    """The document of a frontier (前沿): for settings of one lever, the least of the other that keeps `months`."""
    target, (first, second) = _pair(solver, fund, months, names)
    points = frontier(solver, first, second, target, spread(solver, first, target, number), told)
    rows = [
        {"first": x[first.name], "second": x[second.name], "months": x["reserve"], "meets": x["meets"]} for x in points
    ]
    axes = [_axis(lever) for lever in (first, second)]
    answer = {"fund": fund, "account": target.account, "levers": axes, "points": rows}
    return {**_head(solver, months), "frontier": answer, "runs": solver.runs}


def _head(solver: Solver, months: float) -> dict[str, Any]:
    options = {**solver.study.prepared.options, "pooled": solver.study.pooled}
    return {"schema": "actuary.solve/1", **options, "months": months, "inputs": solver.study.inputs}


def _targets(fund: str, months: float) -> list[Target]:
    """What is asked of the ledgers of a fund that have levers."""
    return [Target(*ledger, "city", months) for ledger in solved_of(fund)]


def _pair(solver: Solver, fund: str, months: float, names: Sequence[str]) -> tuple[Target, list[Lever]]:
    """A ledger of the fund that both levers are about, else the letter on the first that is about none, or on both."""
    targets = _targets(fund, months)
    for target in targets:
        own = [solver.lever(name, target.fund, target.account) for name in names]
        found = [lever for lever in own if lever is not None]
        if len(found) == len(names):
            return target, found
    _levers(solver, targets, names)
    raise _no_pair(fund, names)


def _own(solver: Solver, targets: Sequence[Target], names: Sequence[str]) -> list[Lever]:
    """The levers of some names that the targets' ledgers have, each once."""
    own = [solver.lever(name, each.fund, each.account) for name in names for each in targets]
    return list({lever.name: lever for lever in own if lever is not None}.values())


def _levers(solver: Solver, targets: Sequence[Target], names: Sequence[str]) -> list[Lever]:
    """The same; raises Problem where a name is a lever of none of them."""
    for name in names:
        if not _own(solver, targets, [name]):
            raise no_lever(name, list(dict.fromkeys(target.fund for target in targets)))
    return _own(solver, targets, names)


def refuse_unmoved(solver: Solver, funds: Sequence[str], names: Sequence[str]) -> None:
    """Raises Problem where a lever moves no ledger of the funds."""
    _levers(solver, [target for fund in funds for target in _targets(fund, 0.0)], names)


def no_lever(name: str, funds: Sequence[str]) -> Problem:
    """The letter on a lever that none of the funds has, or has no more: the run's own reforms set the age, or the
    lever's ledger is merged before levers act."""
    known = tuple(dict.fromkeys(each for fund in funds for ledger in solved_of(fund) for each in levers_of(*ledger)))
    others = [each for each in known if each != name]
    zh, en = f"可选：{'、'.join(others)}", f"Choose from {', '.join(others)}"
    if name == "delay" and name in known:
        zh, en = f"{zh}；所算的方案已改法定退休年龄，不能再求 {name}", f"{en}; the run's own reforms set the age"
    elif name in known:
        zh, en = f"{zh}；{name} 所属账户此时已并入他处", f"{en}; the ledger of {name} is merged into another by then"
    zh, en = f"{zh}。", f"{en}."
    return Problem(
        problem(
            "no_lever",
            message=Both(f"杠杆 {name} 不作用于 {'、'.join(funds)}。", f"{name} is no lever of {', '.join(funds)}."),
            remedy=Both(zh, en),
            field="--by",
        )
    )


def _no_pair(fund: str, names: Sequence[str]) -> Problem:
    known = [(account, levers_of(fund, account)) for _, account in solved_of(fund)]
    zh = "；".join(f"{account}：{'、'.join(levers)}" for account, levers in known)
    en = "; ".join(f"{account}: {', '.join(levers)}" for account, levers in known)
    return Problem(
        problem(
            "no_pair",
            message=Both(
                f"{fund} 没有一个账户同时有 {' 与 '.join(names)} 两个杠杆。",
                f"No ledger of {fund} has both {' and '.join(names)}.",
            ),
            remedy=Both(
                f"前沿是一个账户的两个杠杆（{zh}）；几个账户一起求用 --mix。",
                f"A frontier is of two levers of one ledger ({en}); several ledgers at once are for --mix.",
            ),
            field="--by",
        )
    )


def _refuse_unknown(weights: Mapping[str, float], known: Sequence[str]) -> None:
    for name in weights:
        if name not in known:
            raise Problem(
                problem(
                    "unknown_lever",
                    message=Both(f"组合中没有杠杆 {name}。", f"The mix has no lever {name}."),
                    remedy=Both(f"可选：{'、'.join(known)}。", f"Choose from {', '.join(known)}."),
                    field="--weigh",
                )
            )


def _of_fund(solver: Solver, fund: str, months: float, levers: Sequence[str]) -> dict[str, Any]:
    account = ACCOUNTS.get(fund, "pooled")
    base = solver.study.base
    pools = [name for name in base.pooling.opening.names[fund] if name != "city"]
    cuts = {pool: _cut(solver, fund, account, pool, months) for pool in (*pools, "city")}
    return {
        "fund": fund,
        "account": account,
        "stands_to": solver.row([], Target(fund, account))["stands_to"],
        "rate": float(solver.law_rate(fund, np.array([solver.start]))[0]),
        "unit": solver.rate(fund).unit,
        "break_even": break_even(solver, fund, account),
        "level_seven_years": level(solver, fund, account),
        "average_premium": average(solver, fund, account),
        "scaled_premium": scaled(solver, fund, account),
        "least_rate": cuts["city"],
        "least_rate_by_pool": cuts,
        "remedies": remedies(solver, Target(fund, account, "city", months), levers),
    }


def _cut(solver: Solver, fund: str, account: str, pool: str, months: float) -> dict[str, Any]:
    """The largest cut that a pool can bear, with the rate that comes of it; `responded`: the months that the city then
    keeps where payers answer."""
    target = Target(fund, account, pool, months)
    (by, found), years = alone(solver, solver.rate(fund), target), years_of(solver, fund, account)
    span = Span(solver.start, years[-1].last if years else solver.start)
    root = Root(found.value or 0.0, 0.0, found.why, found.how)
    responded = solver.answering([(by, found.value)], target) if pool == "city" and found.value is not None else None
    beside = {"stands_to": solver.row([], target)["stands_to"], "responded": responded}
    return {**answered(solver, fund, span, root), **found._asdict(), **beside}
