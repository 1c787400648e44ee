"""Simulation (随机模拟): the pooled city's funds on many paths: chance, estimation and ignorance of inputs apart."""

from hashlib import blake2b
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from actuary.kernels import paths as kernel
from actuary.kernels.paths import contracts as axis
from actuary.paths.draws import Dice
from actuary.paths.economy import PROCESSES, Estimated, deviations, surprises
from actuary.paths.fitting import HIGHEST
from actuary.uncertainty.effects import GROUP_OF
from actuary.uncertainty.impulses import acts, deviation, reform
from actuary.uncertainty.path_model import Model, kept, measured
from actuary.uncertainty.processes import Known
from actuary.uncertainty.sensitivity import Ranged

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]
CHANCE, RANGES, ESTIMATION = 0, 1, 2
"""Streams of the dice: surprises of the processes; inputs with a range; what is not known of the processes."""
CHUNK = 1024
"""Paths whose causes are weighed at a time; it changes no byte."""
NEVER = -1


class Drawn(NamedTuple):
    """What is drawn (抽取的成分): surprises of the processes; inputs within their ranges; the processes' own figures
    within what is known of them."""

    chance: bool
    ranges: bool
    estimation: bool = False


ALL = Drawn(True, True, True)


class Paths(NamedTuple):
    """Yearly results of the pooled city by line (逐年结果): `[line, column, Y, N]` before the backstop [yuan], columns
    receipts, expenditure, balance, subsidy; first month in which a line cannot pay `[line, N]`, NEVER for none."""

    yearly: FloatArray
    first: IntArray


def drawn_deviations(model: Model, seed: int, paths: IntArray, *, estimation: bool = False) -> FloatArray:
    """Deviations of the processes `[N, P, Y]`: those of people by demographic path, those of the economy by path."""
    of_people = [p for p, process in enumerate(PROCESSES) if process.people]
    numbers, place = np.unique(paths % model.people, return_inverse=True)
    x, people = (_deviations(model, seed, each, estimation) for each in (paths, numbers))
    x[:, of_people] = people[place][:, of_people]
    return x


def _deviations(model: Model, seed: int, numbers: IntArray, estimation: bool) -> FloatArray:
    """All processes on paths of some numbers `[N, P, Y]`."""
    surprise = surprises(Dice(seed, CHANCE), numbers, model.years, model.chance)
    return deviations(surprise, estimated(model, seed, numbers) if estimation else model.chance)


def estimated(model: Model, seed: int, numbers: IntArray) -> Estimated:
    """The processes as they may be on paths of some numbers: what is fitted by its standard error, what is judged
    evenly on either side within its range."""
    dice, places = Dice(seed, ESTIMATION), range(len(PROCESSES))
    normal, even = (draw(numbers, places, [0, 1, 2]) for draw in (dice.normals, dice.uniforms))
    persistence, volatility = np.empty(normal.shape[:2]), np.empty(normal.shape[:2])
    for p in places:
        one, other = model.processes.persistence[p], model.processes.volatility[p]
        if one.error is None:
            persistence[:, p] = within(one, even[:, p, 0])
        else:
            persistence[:, p] = np.clip(one.value + one.error * normal[:, p, 0], 0.0, max(HIGHEST, one.value))
        if other.error is None:
            volatility[:, p] = within(other, even[:, p, 1])
        else:
            volatility[:, p] = other.value * np.exp(other.error / other.value * normal[:, p, 1])
    return Estimated(persistence, volatility, model.processes.drift_error * normal[:, :, 2])


def within(known: Known, even: FloatArray) -> FloatArray:
    """A judged figure on paths of even numbers `[N]`: half of them below its value and half above, each side evenly to
    its end."""
    low = known.value if known.low is None else known.low
    high = known.value if known.high is None else known.high
    side = 2.0 * even - 1.0
    return known.value + np.maximum(side, 0.0) * (high - known.value) - np.maximum(-side, 0.0) * (known.value - low)


def weights(model: Model, seed: int, paths: IntArray, drawn: Drawn) -> FloatArray:
    """How strongly each cause acts on each path `[K, N]`: a process by its deviation in standard deviations and the
    square of it, an input by how far it is from its value to either end of its range: each side has half the
    probability, evenly spread."""
    count = len(paths)
    x = np.zeros((count, len(PROCESSES), len(model.years)))
    if drawn.chance:
        x = drawn_deviations(model, seed, paths, estimation=drawn.estimation)
        x = strengths(x, model.chance.volatility)
    z = np.zeros((count, len(model.inputs)))
    if drawn.ranges and model.inputs:
        z = 2.0 * Dice(seed, RANGES).uniforms(paths, [address(each) for each in model.inputs], [0])[:, :, 0] - 1.0
    pairs = np.stack((x, x * x), axis=3).reshape(count, -1)
    sides = np.stack((np.maximum(-z, 0.0), np.maximum(z, 0.0)), axis=2).reshape(count, -1)
    return np.ascontiguousarray(np.concatenate((pairs, sides), axis=1).T)


def strengths(x: FloatArray, scale: FloatArray) -> FloatArray:
    """Deviations `[N, P, Y]` over the one of size `scale[P]` whose effect is known; of kinds that add up in a flow, the
    factors less one which they are there."""
    told = np.where(scale > 0.0, scale, 1.0)
    found = x / told[:, None]
    for p, process in enumerate(PROCESSES):
        if process.name in GROUP_OF:
            found[:, p] = np.expm1(x[:, p]) / np.expm1(told[p])
    return found


def address(each: Ranged) -> int:
    """An input's place among the dice, by its name alone: whatever else is drawn, it sees the same numbers."""
    return int.from_bytes(blake2b(each.parameter.name.encode(), digest_size=7).digest(), "big")


def simulate(model: Model, seed: int, paths: IntArray, drawn: Drawn = ALL, block: int = kernel.BLOCK) -> Paths:
    """The funds on the paths of these numbers; a path depends on the seed and its own number alone."""
    parts = [
        results(model, weights(model, seed, paths[begin : begin + CHUNK], drawn), block)
        for begin in range(0, len(paths), CHUNK)
    ]
    return Paths(*(np.concatenate(each, axis=-1) for each in zip(*parts, strict=True)))


def results(model: Model, weight: FloatArray, block: int = kernel.BLOCK) -> Paths:
    """The central run plus what sets each path apart from a path without deviations; `weight[K, N]`."""
    found = kept(model, weight, block)
    yearly = model.yearly[0][..., None] + (found.yearly - model.yearly[1][..., None])
    first = np.where(found.first < 0, NEVER, model.layout.months[found.first])
    return Paths(yearly, first)


def central(model: Model) -> Paths:
    """The central run as a path of its own."""
    return results(model, np.zeros((len(model.openings), 1)))


def through_engine(model: Model, seed: int, path: int) -> FloatArray:
    """Balances at the ends of years `[line, Y]` of one path of chance alone, by the whole engine (整机复算) [yuan]."""
    x = drawn_deviations(model, seed, np.array([path]))[0]
    changes = [
        deviation(process, int(year), float(x[p, y]))
        for p, process in enumerate(PROCESSES)
        for y, year in enumerate(model.years)
        if x[p, y] != 0.0 and acts(model.study, process)
    ]
    outcome = model.by_district.outcome([reform(changes)])
    return measured(outcome, model.layout)[0][:, axis.BALANCE]
