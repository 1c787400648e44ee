"""Simulation (随机模拟): the pooled city's funds on many paths: chance and ignorance of the inputs apart."""

from hashlib import blake2b
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from actuary.kernels import paths as kernel
from actuary.kernels.paths import contracts as axis
from actuary.paths.draws import Dice
from actuary.paths.economy import PROCESSES, deviations, surprises
from actuary.scenarios.effects import GROUP_OF
from actuary.scenarios.impulses import acts, deviation, reform
from actuary.scenarios.path_model import Model, kept, measured
from actuary.scenarios.sensitivity import Ranged

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]
CHANCE, RANGES = 0, 1
"""Streams of the dice: processes; inputs with a range."""
CHUNK = 1024
"""Paths whose causes are weighed at a time; it changes no byte."""
NEVER = -1


class Drawn(NamedTuple):
    """What is drawn of the causes (抽取的成分)."""

    chance: bool
    ranges: bool


ALL = Drawn(True, True)


class Paths(NamedTuple):
    """Yearly results of the pooled city by line (逐年结果): `[line, column, Y, N]` before the backstop [yuan], columns
    receipts, expenditure, balance, subsidy; first month in which a line cannot pay `[line, N]`, NEVER for none."""

    yearly: FloatArray
    first: IntArray


def drawn_deviations(model: Model, seed: int, paths: IntArray) -> FloatArray:
    """Deviations of the processes `[N, P, Y]`: those of people by demographic path, those of the economy by path."""
    dice = Dice(seed, CHANCE)
    x = deviations(surprises(dice, paths, model.years, model.chance), model.chance)
    of_people = [p for p, process in enumerate(PROCESSES) if process.people]
    numbers, place = np.unique(paths % model.people, return_inverse=True)
    people = deviations(surprises(dice, numbers, model.years, model.chance), model.chance)
    x[:, of_people] = people[place][:, of_people]
    return x


def weights(model: Model, seed: int, paths: IntArray, drawn: Drawn) -> FloatArray:
    """How strongly each cause acts on each path `[K, N]`: a process by its deviation in standard deviations and the
    square of it, an input by how far it is from its value to either end of its range: each side has half the
    probability, evenly spread."""
    count = len(paths)
    x = np.zeros((count, len(PROCESSES), len(model.years)))
    if drawn.chance:
        x = strengths(drawn_deviations(model, seed, paths), model.chance.volatility)
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
