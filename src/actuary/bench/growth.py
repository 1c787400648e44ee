"""How time and memory grow with months, districts, paths and persons (规模增长), with fits, which should be lines.

Time is that of the processor on one thread, the least of some rounds; memory is the most that Python and NumPy hold
beyond what they held before, of a round that is not timed.
"""

import time
import tracemalloc
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, NamedTuple

import numba
import numpy as np
from numpy.typing import NDArray

from actuary.bench.city import City, Kernel
from actuary.bench.liabilities import SEED
from actuary.bench.persons import drawn
from actuary.bench.steps import run as moved
from actuary.kernels.layout import LANES
from actuary.kernels.threads import limit
from actuary.liability.promises import worth
from actuary.liability.valued import conditions
from actuary.months import text
from actuary.scenarios.packed import PackedStudy
from actuary.uncertainty.path_model import model
from actuary.uncertainty.simulating import Drawn, simulate
from actuary.valuation.prepare import Prepared, prepare
from actuary.valuation.run import execute

FloatArray = NDArray[np.float64]
ROUNDS = 3
MONTHS, DISTRICTS = (60, 120, 240, 360, 480), (16, 32, 64, 128, 256)
PATHS, PERSONS = (1_000, 2_000, 4_000, 8_000, 16_000), (250_000, 500_000, 1_000_000, 2_000_000, 4_000_000)
STEPS = 6
"""Months that each sixteen districts are moved."""
SHORT = 24
"""Months of the run whose paths are drawn."""
CHANCE = Drawn(True, False)
POWERS = np.arange(0.05, 3.0, 0.01)
"""Exponents that are tried."""


class Axis(NamedTuple):
    """What grows (规模维度): its sizes, and the work of a size, made ready and then done."""

    name: str
    sizes: tuple[int, ...]
    ready: Callable[[int], Callable[[], object]]


class Fit(NamedTuple):
    """Growth of an amount (增长拟合): start and amount of one more, of the straight line; its share of the variance
    explained; exponent of the best `start + each · size ** exponent`."""

    start: float
    each: float
    explained: float
    exponent: float


def line(sizes: FloatArray, amounts: FloatArray) -> tuple[float, float, float]:
    """Start, slope and squared residuals of the straight line, by errors relative to each amount; nothing starts below
    nought."""
    weight = 1.0 / np.maximum(np.abs(amounts), np.finfo(float).tiny)
    table = np.stack((np.ones_like(sizes), sizes), axis=1) * weight[:, None]
    (start, each), *_ = np.linalg.lstsq(table, amounts * weight)
    if start < 0.0:
        start, each = 0.0, float((sizes * weight) @ (amounts * weight) / ((sizes * weight) @ (sizes * weight)))
    rest = (amounts - start - each * sizes) * weight
    return float(start), float(each), float(rest @ rest)


def fit(sizes: Sequence[int], amounts: Sequence[float]) -> Fit:
    """The straight line through amounts by size, and the power that would fit best."""
    n, told = np.array(sizes, dtype=float), np.array(amounts)
    start, each, _ = line(n, told)
    left, whole = told - start - each * n, told - told.mean()
    explained = 1.0 - float(left @ left) / float(whole @ whole)
    scaled = n / n.max()
    exponent = min(POWERS.tolist(), key=lambda power: line(scaled**power, told)[2])
    return Fit(start, each, explained, round(exponent, 2))


def axes(valuation: str) -> list[Axis]:
    """Months of a run; districts of cities side by side, sixteen in each; paths of a simulation; persons."""
    prepared = prepare(valuation)
    short = PackedStudy(_of_months(prepared, SHORT))
    valued, city = conditions(prepared), City(months=STEPS)
    chance = model(short, "")
    tables = valued.annuities()

    def months(size: int) -> Callable[[], object]:
        return partial(execute, _of_months(prepared, size))

    def districts(size: int) -> Callable[[], object]:
        return lambda: [moved(city, Kernel(), STEPS, 1) for _ in range(size // LANES)]

    def paths(size: int) -> Callable[[], object]:
        return partial(simulate, chance, SEED, np.arange(size), CHANCE)

    def persons(size: int) -> Callable[[], object]:
        promises = drawn(valued, size, SEED)
        return partial(worth, promises, tables)

    return [
        Axis("months", MONTHS, months),
        Axis("districts", DISTRICTS, districts),
        Axis("paths", PATHS, paths),
        Axis("persons", PERSONS, persons),
    ]


def _of_months(prepared: Prepared, months: int) -> Prepared:
    """The same valuation for so many months."""
    last = text(prepared.file.opening + months)
    return replace(prepared, options={**prepared.options, "to": last})


def measured(axis: Axis, told: Callable[[int, int], None], rounds: int = ROUNDS) -> dict[str, Any]:
    """Seconds of the processor and most bytes of each size of an axis, with the fit of each."""
    seconds, memory = [], []
    before = numba.get_num_threads()
    numba.set_num_threads(1)
    limit(1)
    try:
        for done, size in enumerate(axis.sizes):
            told(done, len(axis.sizes))
            work = axis.ready(size)
            seconds.append(_least(work, rounds))
            memory.append(float(_most(work)))
    finally:
        numba.set_num_threads(before)
        limit(None)
    return {
        "axis": axis.name,
        "sizes": list(axis.sizes),
        "processor_seconds": seconds,
        "memory_bytes": memory,
        "time": fit(axis.sizes, seconds)._asdict(),
        "memory": fit(axis.sizes, memory)._asdict(),
    }


def _least(work: Callable[[], object], rounds: int) -> float:
    """Least time of the processor, a first call left out [second]."""
    work()
    seconds = []
    for _ in range(rounds):
        started = time.process_time()
        work()
        seconds.append(time.process_time() - started)
    return min(seconds)


def _most(work: Callable[[], object]) -> int:
    """Most memory beyond what was held before [byte]."""
    tracemalloc.start()
    try:
        work()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
