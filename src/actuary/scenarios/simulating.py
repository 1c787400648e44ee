"""Simulation (随机模拟): the pooled city's funds on many paths, chance and ignorance of the inputs drawn apart.

Paths are told as differences to the central run, which a path without any deviation therefore is, to the last bit.
"""

from dataclasses import dataclass, replace
from hashlib import blake2b
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from actuary.dated import Parameters
from actuary.funds.books import Given, book_of, every_ledger
from actuary.funds.ledgers import FundRules, Key, Ledger
from actuary.funds.mergers import together
from actuary.funds.pools import always, of_paths
from actuary.kernels.responding import respond
from actuary.paths.draws import Dice
from actuary.paths.economy import PROCESSES, Chance, deviations, surprises
from actuary.scenarios.impulses import (
    Basis,
    Response,
    acts,
    basis_of,
    deviation,
    numbers,
    process_responses,
    range_responses,
    reform,
    years_of,
)
from actuary.scenarios.sensitivity import Ranged, nothing_named, ranged
from actuary.scenarios.study import Study
from actuary.schemes.postings import FEN
from actuary.valuation.lines import LINES, LineCash
from actuary.valuation.run import ProgressTold

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]
CHANCE, RANGES = 0, 1
"""Streams of the dice: processes; inputs with a range."""
BLOCK = 1024
"""Paths that are reckoned at a time; it changes no byte."""
COLUMNS = ("receipts", "expenditure", "balance", "subsidy")
BALANCE = COLUMNS.index("balance")
NEVER = -1
CORRELATION = "basis.process.wage_price_correlation"


class Drawn(NamedTuple):
    """What is drawn of the causes (抽取的成分)."""

    chance: bool
    ranges: bool


ALL = Drawn(True, True)


class Packed(NamedTuple):
    """Pairs of row and impulse (稀疏响应): where each row's pairs start, impulses, logarithms `[pairs, T]`."""

    starts: IntArray
    impulses: IntArray
    logs: FloatArray


@dataclass(frozen=True)
class Model:
    """What a simulation rests on: the study, its causes and what each does; weights come later."""

    study: Study
    base: Basis
    chance: Chance
    inputs: list[Ranged]
    responses: list[Response]
    years: IntArray

    @property
    def packed(self) -> Packed:
        """The pairs of row and impulse that act."""
        starts, impulses, logs = [0], [], []
        for row in range(len(self.base.flows)):
            acting = [k for k, each in enumerate(self.responses) if each.logs[row].any()]
            impulses += acting
            logs += [self.responses[k].logs[row] for k in acting]
            starts.append(len(impulses))
        table = np.array(logs) if logs else np.zeros((0, self.base.flows.shape[1]))
        return Packed(np.array(starts), np.array(impulses, dtype=np.int64), table)


class Paths(NamedTuple):
    """Yearly results of the pooled city by line (逐年结果): `[line, column, Y, N]` before the backstop [yuan], the
    columns as in COLUMNS; first month in which a line cannot pay `[line, N]`, NEVER for none."""

    yearly: FloatArray
    first: IntArray


def chance_of(basis: Parameters, month: int) -> Chance:
    """The processes as the basis describes them."""
    names = [process.name for process in PROCESSES]
    persistence = np.array([basis.number(f"basis.process.{name}_persistence", month) for name in names])
    volatility = np.array([basis.number(f"basis.process.{name}_volatility", month) for name in names])
    correlation = np.eye(len(names))
    wage, price = names.index("wage"), names.index("price")
    correlation[wage, price] = correlation[price, wage] = basis.number(CORRELATION, month)
    return Chance(persistence, volatility, correlation)


def model(study: Study, only: str = "*", told: ProgressTold = lambda done, total: None) -> Model:
    """Run every cause alone; `only`: a pattern of the names of inputs whose ranges are drawn, empty for none; `told`
    hears of each. Raises Problem where no input with a range bears such a name."""
    inputs = ranged(study.base.seen.groups, only)
    if only and not inputs:
        raise nothing_named(only)
    chance = chance_of(study.base.seen.basis.parameters.aside(), study.base.assembled.first)
    years, base = years_of(study), basis_of(study.base)
    first, more = 2 * len(PROCESSES) * len(years), 2 * len(inputs)
    responses = list(process_responses(study, chance.volatility, lambda done, _: told(done, first + more)))
    responses += range_responses(study, inputs, lambda done, _: told(first + done, first + more))
    return Model(study, base, chance, inputs, responses, years)


def weights(model: Model, seed: int, paths: IntArray, drawn: Drawn) -> FloatArray:
    """How strongly each cause acts on each path `[K, N]`: a process in standard deviations, an input by how far it is
    from its value to an end of its range: each side has half the probability, evenly spread."""
    count = len(paths)
    x = np.zeros((count, len(PROCESSES), len(model.years)))
    if drawn.chance:
        x = deviations(surprises(Dice(seed, CHANCE), paths, model.years, model.chance), model.chance)
        scale = np.where(model.chance.volatility > 0.0, model.chance.volatility, 1.0)
        x = x / scale[:, None]
    z = np.zeros((count, len(model.inputs)))
    if drawn.ranges and model.inputs:
        z = 2.0 * Dice(seed, RANGES).uniforms(paths, [address(each) for each in model.inputs], [0])[:, :, 0] - 1.0
    causes = np.concatenate((x.reshape(count, -1), z), axis=1)
    sides = np.stack((np.maximum(-causes, 0.0), np.maximum(causes, 0.0)), axis=2)
    return np.ascontiguousarray(sides.reshape(count, -1).T)


def address(each: Ranged) -> int:
    """An input's place among the dice, by its name alone: whatever else is drawn, it sees the same numbers."""
    return int.from_bytes(blake2b(each.parameter.name.encode(), digest_size=7).digest(), "big")


def simulate(model: Model, seed: int, paths: IntArray, drawn: Drawn = ALL, block: int = BLOCK) -> Paths:
    """The funds on the paths of these numbers; a path depends on the seed and its own number alone."""
    packed = model.packed
    parts = [
        results(model, packed, weights(model, seed, paths[begin : begin + block], drawn))
        for begin in range(0, len(paths), block)
    ]
    return Paths(*(np.concatenate(each, axis=-1) for each in zip(*parts, strict=True)))


def kept(model: Model, packed: Packed, weight: FloatArray) -> dict[Key, Ledger]:
    """Ledgers of the pooled city on each path, places of the ledgers being paths; `weight[K, N]`."""
    base, count = model.base, weight.shape[1]
    flows = np.empty((*base.flows.shape, count))
    respond(weight, *packed, base.flows, flows)
    for k, each in enumerate(model.responses):
        for row in np.flatnonzero(each.gaps.any(axis=1)):
            flows[row] += each.gaps[row][:, None] * weight[k]
    rules = rules_of(model, weight)
    given: dict[frozenset[str], dict[Key, Given]] = {}
    for key in sorted({posting[:2] for posting in base.postings}):
        items = {posting: flows[row] for row, posting in enumerate(base.postings) if posting[:2] == key}
        opening = np.full(count, base.openings.get(key, 0.0))
        for k, each in enumerate(model.responses):
            if key in each.openings:
                opening += each.openings[key] * weight[k]
        given.setdefault(together(rules.mergers, key[0]), {})[key] = Given(items, opening)
    pooling = always(of_paths(count))
    return every_ledger([book_of(each, pooling, rules) for each in given.values()])


def rules_of(model: Model, weight: FloatArray) -> FundRules:
    """The rules of the ledgers on each path: those that some cause changes by path, `[T, N]` or `[N]`."""
    rules = model.base.rules
    changed: dict[str, Any] = {}
    for name in numbers(rules):
        acting = [(k, each.rules[name]) for k, each in enumerate(model.responses) if name in each.rules]
        if acting:
            value = np.asarray(getattr(rules, name), dtype=float)[..., None] + np.zeros(weight.shape[1])
            for k, gap in acting:
                value = value + gap[..., None] * weight[k]
            changed[name] = value
    return replace(rules, **changed)


def measured(ledgers: dict[Key, Ledger], months: IntArray, years: IntArray) -> tuple[FloatArray, FloatArray]:
    """Yearly results `[line, column, Y, D]` and balances by month `[line, T + 1, D]`, before the backstop."""
    marks = [months // 12 == year for year in years]
    yearly, balances = [], []
    for line in LINES:
        cash = LineCash(ledgers, line)
        none = np.zeros_like(cash.balance[1:])
        flows = {"in": none, "out": none, "ordinary_subsidy": none, "backstop": none}
        for (item, spent), values in cash.items.items():
            if item != "backstop":
                side = "out" if spent else "in"
                flows[side] = flows[side] + (-values if spent else values)
            if item in flows:
                flows[item] = flows[item] + values
        balance = cash.balance - np.concatenate((none[:1], np.cumsum(flows["backstop"], axis=0)))
        sums = [np.array([flows[side][mark].sum(axis=0) for mark in marks]) for side in ("in", "out")]
        subsidy = np.array([flows["ordinary_subsidy"][mark].sum(axis=0) for mark in marks])
        ends = np.array([balance[1:][mark][-1] for mark in marks])
        yearly.append(np.array([*sums, ends, subsidy]))
        balances.append(balance)
    return np.array(yearly), np.array(balances)


def results(model: Model, packed: Packed, weight: FloatArray) -> Paths:
    """The central run plus what sets each path apart from a path without deviations, which is kept beside them."""
    months, years = model.base.rules.months, model.years
    beside = np.ascontiguousarray(np.concatenate((weight, np.zeros((len(weight), 1))), axis=1))
    middle = measured(model.study.base.pooled, months, years)
    moved = measured(kept(model, packed, beside), months, years)
    yearly, balances = (
        c.sum(axis=-1, keepdims=True) + (m[..., :-1] - m[..., -1:]) for c, m in zip(middle, moved, strict=True)
    )
    short = balances[:, 1:] < -FEN
    return Paths(yearly, np.where(short.any(axis=1), months[short.argmax(axis=1)], NEVER))


def central(model: Model) -> Paths:
    """The central run as a path of its own."""
    return results(model, model.packed, np.zeros((len(model.responses), 1)))


def through_engine(model: Model, seed: int, path: int) -> FloatArray:
    """Balances at the ends of years `[line, Y]` of one path of chance alone, by the whole engine (整机复算) [yuan]."""
    numbers_ = np.array([path])
    x = deviations(surprises(Dice(seed, CHANCE), numbers_, model.years, model.chance), model.chance)[0]
    changes = [
        deviation(process, int(year), float(x[p, y]))
        for p, process in enumerate(PROCESSES)
        for y, year in enumerate(model.years)
        if x[p, y] != 0.0 and acts(model.study, process)
    ]
    pooled = model.study.outcome([reform(changes)]).pooled
    return np.asarray(measured(pooled, model.base.rules.months, model.years)[0][:, BALANCE].sum(axis=-1))
