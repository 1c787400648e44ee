"""A mix in whole steps made cheaper (组合修整): rounded, each lever as low as the others let it, far lower where law
that acts at a line lets it, then steps of one lever traded for steps of another."""

from collections.abc import Sequence
from itertools import product

import numpy as np
from numpy.typing import NDArray

from actuary.scenarios.levers import Lever
from actuary.scenarios.programmes import SCALE, Line, Mixing, pictured
from actuary.scenarios.solving import Target, holds

FloatArray = NDArray[np.float64]
TRIES, TRADES, LOOKS, ROUNDS = 4, 3, 4, 20
"""Steps by which a rounded lever goes on where a target is missed; steps of a trade on either side; trades that are put
back at a time; trades at most."""
LOWER, BENT = (0.0, 0.25, 0.5, 0.75), 0.2
"""Shares of a lever at which it is looked for far lower; how far what half of it brings may be from the line, of what
that has, and is straight."""
WORTH = 1e5
"""What a trade must spare [yuan]."""


def all_hold(ask: Mixing, x: FloatArray) -> bool:
    """Whether a mix, put back, meets every target."""
    rows = ask.rows(x, settle=True)
    return all(holds(row, target) for row, target in zip(rows, ask.targets, strict=True))


def rounded(ask: Mixing, x: FloatArray) -> FloatArray:
    """A mix in whole steps, away from nought, within the ranges."""
    up = np.sign(x) * np.ceil(np.abs(x) / ask.steps - 1e-6) * ask.steps
    return np.clip(up, [lever.low for lever in ask.levers], [lever.high for lever in ask.levers])


def tidied(ask: Mixing, x: FloatArray, line: Line | None = None) -> FloatArray | None:
    """A mix in whole steps that meets every target: rounded away from nought, on by the lever of each target that is
    missed, then back step by step, the dearest step first, as long as every target is met; `line`: of mixes near it,
    by which a step back is not tried that it says to miss one."""
    x = rounded(ask, x)
    for _ in range(TRIES):
        rows = ask.rows(x, settle=True)
        missed = [target for target, row in zip(ask.targets, rows, strict=True) if not holds(row, target)]
        for i in {_free(ask.levers, target) for target in missed}:
            x[i] = np.clip(x[i] + ask.sign[i] * ask.steps[i], ask.levers[i].low, ask.levers[i].high)
    if not all_hold(ask, x):
        return None
    used = [i for i in range(len(x)) if x[i] and i != ask.whole]
    back = [_moved(ask, x, i, -1) for i in used]
    if line is None:
        spared = np.array([ask.dear(x) - ask.dear(less) for less in back])
    else:
        spared = _spared(ask, x, line, np.abs(np.reshape(back, (-1, len(x)))) - np.abs(x))
    for i in (used[n] for n in np.argsort(-spared, kind="stable")):
        less = _moved(ask, x, i, -1)
        while x[i] and (line is None or line.leaves(np.abs(less))) and all_hold(ask, less):
            x, less = less, _moved(ask, less, i, -1)
    return x


def _spared(ask: Mixing, x: FloatArray, line: Line, change: FloatArray) -> FloatArray:
    """What each of some changes `change[N, levers]` of the levers' sizes spares of what a mix costs, as a line has it
    [yuan]."""
    here, none = pictured(ask, x).flows, pictured(ask, np.zeros(len(x))).flows
    now, then = np.abs(here - none).sum(), np.abs(here - none + change @ line.flows.T).sum(axis=1)
    return np.asarray(ask.netted * SCALE * (now - then) - change @ ask.price)


def lowered(ask: Mixing, x: FloatArray, line: Line) -> FloatArray:
    """The same with levers on money looked for far lower, where margins are not as the line has them: law that acts at
    a threshold parts what meets the targets."""
    for i in (i for i in range(len(x)) if x[i] and i != ask.whole):
        if not ask.solver.moves_people([(ask.levers[i], x[i])]) and not _straight(ask, x, i, line):
            found = next((y for share in LOWER if all_hold(ask, y := _part(ask, x, i, share))), None)
            lower = None if found is None else tidied(ask, found)
            x = x if lower is None or ask.dear(lower) >= ask.dear(x) else lower
    return x


def _straight(ask: Mixing, x: FloatArray, i: int, line: Line) -> bool:
    """Whether half of a lever leaves what the line says."""
    here, there = pictured(ask, x).margins, pictured(ask, half := _part(ask, x, i, 0.5)).margins
    change = line.margins @ (np.abs(half) - np.abs(x))
    return bool(np.abs(there - here - change).max() <= BENT * np.abs(change).max())


def _part(ask: Mixing, x: FloatArray, i: int, share: float) -> FloatArray:
    """A mix with a share of one lever, in whole steps."""
    steps = round(abs(x[i]) / ask.steps[i])
    return _moved(ask, x, i, round(steps * share) - steps)


def traded(ask: Mixing, x: FloatArray, line: Line) -> FloatArray:
    """The same with steps of one lever traded for steps of another as long as that is cheaper and meets every target;
    `line`: of mixes near it."""
    for _ in range(ROUNDS):
        now = ask.dear(x)
        found = (y for y in _trades(ask, x, line) if all_hold(ask, y) and ask.dear(y) < now - WORTH)
        if (better := next(found, None)) is None:
            break
        x = better
    return x


def _trades(ask: Mixing, x: FloatArray, line: Line) -> list[FloatArray]:
    """Mixes with a few steps of one lever for a few of another, the cheapest first, of those that are cheaper and meet
    every target as far as the line tells."""
    free = [i for i in range(len(x)) if i != ask.whole]
    pairs = [(i, j) for i, j in product([i for i in free if x[i]], free) if i != j]
    steps = product(pairs, product(range(1, TRADES + 1), repeat=2))
    found = np.array([_moved(ask, _moved(ask, x, i, -less), j, more) for (i, j), (less, more) in steps])
    if not len(found):
        return []
    change = np.abs(found) - np.abs(x)
    spared = _spared(ask, x, line, change)
    meets = (pictured(ask, x).margins + change @ line.margins.T >= 0.0).all(axis=1)
    best = [n for n in np.argsort(-spared, kind="stable") if meets[n] and spared[n] > WORTH]
    return [found[n] for n in best[:LOOKS]]


def _moved(ask: Mixing, x: FloatArray, i: int, steps: int) -> FloatArray:
    """A mix with one lever so many steps on in the direction that helps, within its range."""
    y = np.array(x)
    size = (round(abs(x[i]) / ask.steps[i]) + steps) * ask.steps[i]
    y[i] = ask.sign[i] * min(max(size, 0.0), abs(ask.limit[i]))
    return y


def _free(levers: Sequence[Lever], target: Target) -> int:
    """The lever that closes what is left: one of the target's ledger, else its fund's rate, else one of its fund, else
    the first that is not whole months."""
    names = [lever.name for lever in levers]
    own = [name for name in names if name.startswith(f"{target.account}.")]
    own += [name for name in names if name.startswith(f"{target.fund}.{target.account}.")]
    own += [f"{target.fund}.rate", *(name for name in names if name.startswith(f"{target.fund}."))]
    found = next((name for name in own if name in names), None)
    return next((i for i, lever in enumerate(levers) if lever.step < 1), 0) if found is None else names.index(found)
