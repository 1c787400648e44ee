"""Time of the monthly step of a full-size city against its NumPy twins and the same in C, and their agreement.

Goals: ten times the banded twin and twenty times the dense one on two threads, three quarters of C's speed. They are
recorded, with the ratios, and not asserted: another program on the machine must not turn a test red.
"""

import pytest

from actuary.bench.city import City, Kernel
from actuary.bench.peers.month_in_c import InC, there
from actuary.bench.steps import apart, run, writings
from actuary.kernels.threads import workers

ROUNDS = 3


@pytest.fixture(scope="module")
def city():
    """The opening city; the kernel has been loaded and has run."""
    city = City()
    run(city, Kernel(), 1, 1)
    return city


@pytest.mark.parametrize("writing", writings(workers())[1:], ids=lambda each: f"{each.name} on {each.threads}")
def test_step_beside_the_kernel(benchmark, city, writing):
    """Another writing moves the city to the kernel's state and sums; the kernel runs before each of its rounds."""
    if writing.make is InC and not there():
        pytest.skip("gcc is not installed")
    step, kernel, own = writing.make(), Kernel(), []

    def setup():
        own.append(run(city, kernel, writing.months, writing.beside))
        return (city, step, writing.months, writing.threads), {}

    found = benchmark.pedantic(run, setup=setup, rounds=ROUNDS)
    assert apart(own[-1], found) < writing.near
    ratio = benchmark.stats.stats.min / min(each.seconds[:, 0].sum() for each in own)
    benchmark.extra_info.update(months=writing.months, beside=writing.beside, ratio=round(ratio, 2), goal=writing.goal)
