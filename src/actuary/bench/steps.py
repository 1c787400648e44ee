"""The monthly step here and in other hands (月度推移对比): the same state and sums first, then milliseconds a month.

Everybody runs in turn, round after round, and each month counts by its quickest round: what else the machine does falls
on all alike, and on few months in every round.
"""

import math
import time
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np

from actuary.bench.city import City, FloatArray, Kernel, Step
from actuary.bench.peers.month_in_c import NEEDS, InC, there
from actuary.bench.peers.month_in_numpy import Banded, Dense
from actuary.kernels.layout import LANES
from actuary.kernels.month import Month, Told, aligned
from actuary.kernels.threads import limit, workers

ROUNDS = 5
MONTHS, FEW = 60, 6
"""Months that are moved, and by who is slow: months are alike."""
WORD = 8
"""Bytes of a number."""


class Writing(NamedTuple):
    """A way to write the step (写法), the threads it has and those of the engine beside it; the ratio aimed at, and how
    near its sums must be, relative to the largest of their kind."""

    name: str
    make: Callable[[], Step]
    months: int
    threads: int
    beside: int
    goal: float | None
    near: float = 1e-9


class Ran(NamedTuple):
    """A run of some months: how long each took by the clock and on all processors `[T, 2]`, and what came of it."""

    seconds: FloatArray
    state: FloatArray
    happened: Sequence[Month]


def writings(threads: int) -> list[Writing]:
    """The engine and C on one thread and on all; the NumPy twins, which have one, beside all the engine's."""
    counts = sorted({1, threads})
    return [
        *(Writing("actuary", Kernel, MONTHS, count, count, None) for count in counts),
        Writing("NumPy, bands", Banded, MONTHS, 1, threads, 10.0),
        Writing("NumPy, matrices", Dense, FEW, 1, threads, 20.0),
        *(Writing("C", InC, MONTHS, count, count, 0.75, 1e-12) for count in counts),
    ]


def run(city: City, step: Step, months: int, threads: int) -> Ran:
    """Move the opening city by some months on so many threads."""
    state = aligned(city.first.shape)  # lanes begin where a line of the cache does
    state[:] = city.first
    limit(threads)
    try:
        seconds, timed = _timed(step)
        happened = city.run(state, timed, months)
        return Ran(np.array(seconds), state, happened)
    finally:
        limit(None)


def _timed(step: Step) -> tuple[list[tuple[float, float]], Step]:
    """A step that notes how long each of its months takes by the clock and on all processors."""
    seconds: list[tuple[float, float]] = []

    def timed(state: FloatArray, newest: int, told: Told) -> Month:
        started, working = time.perf_counter(), time.process_time()
        out = step(state, newest, told)
        seconds.append((time.perf_counter() - started, time.process_time() - working))
        return out

    return seconds, timed


def apart(one: Ran, other: Ran) -> float:
    """Largest difference of the states and of every sum, each total over the largest of its kind [1]; infinite where
    any is no number, or where there is nothing of a kind to compare."""
    pairs = [(a, b) for a, b in zip(by_total(one.state), by_total(other.state), strict=True)]
    for name in Month._fields:
        a, b = (np.stack([getattr(month, name) for month in each.happened]) for each in (one, other))
        pairs.append((a, b))
    with np.errstate(invalid="ignore", divide="ignore"):
        differences = np.array([np.abs(a - b).max() / np.abs(a).max() for a, b in pairs])
    return float(differences.max()) if np.isfinite(differences).all() else math.inf


def by_total(state: FloatArray) -> FloatArray:
    """The state total by total `[Q, ...]`."""
    return np.moveaxis(state.reshape(*state.shape[:-1], -1, LANES), -2, 0)


def measured(told: Callable[[int, int], None], rounds: int = ROUNDS) -> list[dict[str, Any]]:
    """A line of each writing: largest difference, seconds a month, its time over the engine's beside it."""
    city, threads = City(), workers()
    listed = [each for each in writings(threads) if each.make is not InC or there()]
    steps = [each.make() for each in listed]
    engine = {months: run(city, steps[0], months, threads) for months in (MONTHS, FEW)}
    differences, least = [], [np.full((each.months, 2), np.inf) for each in listed]
    for each, step in zip(listed, steps, strict=True):
        differences.append(apart(engine[each.months], run(city, step, each.months, each.threads)))
    for done in range(rounds):
        told(done, rounds)
        for place, (each, step) in enumerate(zip(listed, steps, strict=True)):
            np.minimum(least[place], run(city, step, each.months, each.threads).seconds, out=least[place])
    own = {each.threads: seconds for each, seconds in zip(listed, least, strict=True) if each.make is Kernel}
    lines = [
        _line(each, seconds.mean(axis=0), difference, seconds[:, 0].sum() / own[each.beside][: each.months, 0].sum())
        for each, seconds, difference in zip(listed, least, differences, strict=True)
    ]
    return lines if there() else [*lines, {"name": f"C ({NEEDS})", "installed": False}]


def _line(each: Writing, seconds: FloatArray, difference: float, ratio: float) -> dict[str, Any]:
    told = {"name": each.name, "threads": each.threads, "beside": each.beside, "months": each.months}
    told |= {"seconds_per_month": float(seconds[0]), "processor_seconds_per_month": float(seconds[1])}
    told |= {"difference": difference, "agrees": difference < each.near}
    return told | {"ratio": float(ratio), "goal": each.goal}


class Watched(Kernel):
    """The engine's step, noting how many numbers of the state are not nought before and after."""

    def __init__(self) -> None:
        super().__init__()
        self.numbers = 0

    def moved(self, state: FloatArray, newest: int, told: Told, out: Month) -> None:
        """The step as ever."""
        self.numbers += self._here()
        super().moved(state, newest, told, out)
        self.numbers += self._here()

    def _here(self) -> int:
        return int(np.bitwise_count(self.held).sum()) * LANES


def demand() -> dict[str, float]:
    """What a month cannot do without (每月最低用量): bytes of the state that are not nought, read and written once, and
    of the tables, read once; operations by the count of the same step in C, each lane's addition, multiplication
    and division being one (nothing of them where there is no compiler)."""
    city, watched = City(), Watched()
    run(city, watched, MONTHS, 1)
    tables = sum(np.asarray(x).nbytes for part in city.told for x in (part if isinstance(part, tuple) else (part,)))
    found = {"bytes_per_month": watched.numbers * WORD / MONTHS + tables}
    if there():
        counting = InC("-DCOUNT")
        run(city, counting, MONTHS, 1)
        found["operations_per_month"] = counting.operations() / MONTHS
    return found


def beneath(roofs: dict[str, float], lines: Sequence[dict[str, Any]]) -> dict[str, float]:
    """How near the engine on all threads comes to what the machine can do: share of the bandwidth, of the
    multiply-adds, and of the roof, which is the slower of the two (性能上限占比)."""
    found = demand()
    seconds = next(line["seconds_per_month"] for line in reversed(lines) if line["name"] == "actuary")
    shares = {"of_bandwidth": found["bytes_per_month"] / seconds / roofs["triad_bytes_per_second"]}
    if "operations_per_month" in found:
        shares["of_multiply_adds"] = found["operations_per_month"] / seconds / roofs["multiply_add_flops_per_second"]
    return found | shares | {"of_roof": max(shares.values())}
