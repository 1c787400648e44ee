"""The solver's documents (求解结果): what balances each fund, what it can bear, what mends it; the cheapest mix, the
frontier of two levers."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from actuary.errors import Both, Problem, problem
from actuary.scenarios.frontier import frontier, spread
from actuary.scenarios.levers import ACCOUNTS, RATED, WITHOUT_RATE, Lever, ledgers_of
from actuary.scenarios.mixing import cheapest
from actuary.scenarios.premiums import Root, Span, answered, average, break_even, level, scaled, years_of
from actuary.scenarios.pricing import moved, split, weighed
from actuary.scenarios.solving import Solver, Target, largest_cut, remedies
from actuary.valuation.measures import figure
from actuary.valuation.run import ProgressTold


def answers(
    solver: Solver, funds: Sequence[str], months: float, levers: Sequence[str], told: ProgressTold | None = None
) -> dict[str, Any]:
    """The document `actuary.solve/1`: `months` of spending in hand to the last year; rates are what is added."""
    rows, rated = [], [fund for fund in funds if fund in RATED]
    for done, fund in enumerate(rated, start=1):
        rows.append(_of_fund(solver, fund, months, levers))
        if told is not None:
            told(done, len(rated))
    others = [
        {"fund": fund, "account": account, "remedies": found}
        for fund, account in WITHOUT_RATE
        if fund in funds and (found := remedies(solver, Target(fund, account, "city", months), levers))
    ]
    return {**_head(solver, months), "funds": rows, "without_rate": others, "runs": solver.runs}


def mix(
    solver: Solver,
    funds: Sequence[str],
    months: float,
    names: Sequence[str],
    weights: Mapping[str, float],
    told: ProgressTold | None = None,
) -> dict[str, Any]:
    """The document of the cheapest mix (最省组合) of the named levers that keeps `months` in every fund at once.

    `weights`: what a yuan that a lever moves counts for, by the lever's name; one where none is given.
    """
    targets = [target for fund in funds for target in _targets(fund, months)]
    levers = _levers(solver, targets, names)
    _refuse_unknown(weights, [lever.name for lever in levers])
    weight = np.array([weights.get(lever.name, 1.0) for lever in levers])
    even = bool(np.all(weight == weight[0]))
    price = None if even else [float(each) for each in moved(solver, levers, targets) * weight]
    found = cheapest(solver, levers, targets, price, told, weighed(solver, levers, targets, weight))
    parts = split(solver, levers, found["mix"], targets) if found["mix"] else {}
    rows = [
        {
            "lever": lever.name,
            "zh": lever.zh,
            "unit": lever.unit,
            "value": found["mix"].get(lever.name),
            "weight": float(weight[i]),
            "yuan": parts.get(lever.name),
        }
        for i, lever in enumerate(levers)
    ]
    kept = found.get("reserves", [float("nan")] * len(targets))
    reserves = [{"fund": t.fund, "account": t.account, "months": figure(m)} for t, m in zip(targets, kept, strict=True)]
    whole = sum(parts.values()) if parts else None
    short = found.get("short", [])
    answer = {"levers": rows, "yuan": whole, "reserves": reserves, "short": short}
    answer |= {"meets": found["meets"], "why": found["why"]}
    return {**_head(solver, months), "mix": answer, "runs": solver.runs}


def two_levers(
    solver: Solver, fund: str, months: float, names: tuple[str, str], number: int, told: ProgressTold | None = None
) -> dict[str, Any]:
    """The document of a frontier (前沿): for settings of one lever, the least of the other that keeps `months`."""
    target, (first, second) = _pair(solver, fund, months, names)
    points = frontier(solver, first, second, target, spread(solver, first, target, number), told)
    rows = [
        {"first": x[first.name], "second": x[second.name], "months": x["reserve"], "meets": x["meets"]} for x in points
    ]
    axes = [{"lever": lever.name, "zh": lever.zh, "unit": lever.unit} for lever in (first, second)]
    answer = {"fund": fund, "account": target.account, "levers": axes, "points": rows}
    return {**_head(solver, months), "frontier": answer, "runs": solver.runs}


def _head(solver: Solver, months: float) -> dict[str, Any]:
    options = {**solver.study.prepared.options, "pooled": solver.study.pooled}
    return {"schema": "actuary.solve/1", **options, "months": months, "inputs": solver.study.inputs}


def _targets(fund: str, months: float) -> list[Target]:
    """What is asked of the ledgers of a fund."""
    return [Target(*ledger, "city", months) for ledger in ledgers_of(fund)]


def _pair(solver: Solver, fund: str, months: float, names: Sequence[str]) -> tuple[Target, list[Lever]]:
    """A ledger of the fund that both levers are about, else the letter on the first that is about none."""
    targets = _targets(fund, months)
    for target in targets:
        own = [solver.lever(name, target.fund, target.account) for name in names]
        found = [lever for lever in own if lever is not None]
        if len(found) == len(names):
            return target, found
    _levers(solver, targets, names)
    raise _no_lever(" + ".join(names), [fund])


def _levers(solver: Solver, targets: Sequence[Target], names: Sequence[str]) -> list[Lever]:
    """The named levers of the targets' ledgers, each once; raises Problem where a name is a lever of none of them."""
    found: dict[str, Lever] = {}
    for name in names:
        own = [lever for each in targets if (lever := solver.lever(name, each.fund, each.account)) is not None]
        if not own:
            raise _no_lever(name, list(dict.fromkeys(target.fund for target in targets)))
        found |= {lever.name: lever for lever in own}
    return list(found.values())


def refuse_unmoved(solver: Solver, funds: Sequence[str], names: Sequence[str]) -> None:
    """Raises Problem where a lever moves no ledger of the funds."""
    ledgers = [*(ledger for fund in funds for ledger in ledgers_of(fund))]
    ledgers += [ledger for ledger in WITHOUT_RATE if ledger[0] in funds]
    _levers(solver, [Target(*ledger) for ledger in ledgers], names)


def _no_lever(name: str, funds: Sequence[str]) -> Problem:
    return Problem(
        problem(
            "no_lever",
            message=Both(f"杠杆 {name} 不作用于 {'、'.join(funds)}。", f"{name} moves no {', '.join(funds)}."),
            remedy=Both(
                "rate 适用于各项有费率的基金，其余杠杆各有自己的基金（见 docs/scenarios.md）；"
                "若所算的方案已改法定退休年龄，则不能再求 delay。",
                "rate is for funds with a rate, every other lever for funds of its own (docs/scenarios.md); there is "
                "no delay where the run's own reforms set the age.",
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
        "rate": base.seen.law.number(RATED[fund], solver.start),
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
    """The largest cut that a pool can bear, with the rate that comes of it."""
    found, years = largest_cut(solver, fund, account, pool, months), years_of(solver, fund, account)
    span = Span(solver.start, years[-1].last if years else solver.start)
    root = Root(found.value or 0.0, 0.0, found.why)
    return {**answered(solver, fund, span, root), **found._asdict()}
