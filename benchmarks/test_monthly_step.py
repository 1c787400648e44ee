"""Time of the monthly step of a full-size city against its NumPy twins, and their agreement, in one run.

Goals: five times the banded twin on one thread, ten times on two, fifteen times the dense twin on two. They are
recorded, with the ratios, and not asserted: another program on the machine must not turn a test red.
"""

import statistics
import time

import numba
import numpy as np
import pytest

from actuary.kernels.month import Month, aligned
from actuary.people.axes import G, S

from .city import WIDTH, City, by_kernel
from .numpy_twins import Banded, Dense

ROUNDS = 3
DENSE_MONTHS = 6


@pytest.fixture(scope="module")
def city():
    """The opening city; the kernel has been loaded and has run."""
    city = City()
    city.run(own(city.first), by_kernel, 1)
    return city


@pytest.fixture
def threads():
    """Sets the number of the kernel's threads, and puts it back."""
    before = numba.get_num_threads()
    yield numba.set_num_threads
    numba.set_num_threads(before)


def own(state):
    """A copy as the engine keeps its people: lanes begin where a line of the cache does."""
    copied = aligned(state.shape)
    copied[:] = state
    return copied


def by_status(state):
    """The same state with each status in one piece of memory, which suits NumPy best."""
    cells = state.reshape(len(state), G, S, WIDTH)
    return np.ascontiguousarray(cells.transpose(2, 0, 1, 3)).transpose(1, 2, 0, 3)


def agree(state, happened, other, other_happened):
    """Next state and all sums of each month agree to 1e-9; nothing is nothing to 1e-12 of the largest."""
    pairs = [(state, other.reshape(state.shape))]
    for name in Month._fields:
        pairs.append(tuple(np.stack([getattr(m, name) for m in run]) for run in (happened, other_happened)))
    for mine, twins in pairs:
        assert np.abs(mine).max() > 0.0
        np.testing.assert_allclose(twins, mine, rtol=1e-9, atol=1e-12 * np.abs(mine).max())


@pytest.mark.parametrize(
    ("twin", "prepare", "months", "count", "goal"),
    [
        pytest.param(Banded, np.copy, 60, 1, 5.0, id="banded-1-thread"),
        pytest.param(Banded, np.copy, 60, 2, 10.0, id="banded-2-threads"),
        pytest.param(Banded, by_status, 60, 1, None, id="banded-by-status-1-thread"),
        pytest.param(Banded, by_status, 60, 2, None, id="banded-by-status-2-threads"),
        pytest.param(Dense, np.copy, DENSE_MONTHS, 2, 15.0, id="dense-2-threads"),
    ],
)
def test_kernel_against_a_twin(benchmark, city, threads, twin, prepare, months, count, goal):
    """The kernel moves 60 months (6 against the dense twin, by month the same) to the twin's state and sums;
    the twin runs before each of the kernel's rounds, on one thread."""
    if count > numba.config.NUMBA_NUM_THREADS:
        pytest.skip(f"needs {count} processors")
    threads(count)
    step, twins, told = twin(), [], {}

    def setup():
        state = prepare(city.first)
        start = time.perf_counter()
        told["twin"] = state, city.run(state, step, months)
        twins.append(time.perf_counter() - start)
        told["kernel"] = own(city.first)
        return (told["kernel"], by_kernel, months), {}

    happened = benchmark.pedantic(city.run, setup=setup, rounds=ROUNDS)
    kernels = benchmark.stats.stats.data
    agree(told["kernel"], happened, *told["twin"])
    ratios = [slow / fast for slow, fast in zip(twins[-ROUNDS:], kernels, strict=True)]
    ratio = min(twins) / min(kernels)
    benchmark.extra_info.update(
        months=months,
        kernel_threads=count,
        kernel_ms_a_month=1e3 * min(kernels) / months,
        twin_ms_a_month=1e3 * min(twins) / months,
        times_faster=ratio,
        times_faster_by_round=ratios,
        goal=goal,
    )
    print(
        f"\n{twin.__name__} {prepare.__name__}, kernel on {count}: "
        f"{1e3 * min(twins) / months:.1f} ms / {1e3 * min(kernels) / months:.2f} ms a month = {ratio:.1f} times "
        f"(median of rounds {statistics.median(ratios):.1f}; goal {goal})"
    )
