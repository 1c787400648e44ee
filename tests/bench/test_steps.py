"""The monthly step in other hands comes to the same state and sums; who is not installed is skipped."""

import numpy as np
import pytest

from actuary.bench.city import City, Kernel
from actuary.bench.peers.month_in_c import InC, there
from actuary.bench.steps import Watched, apart, run, writings
from actuary.kernels.layout import LANES
from actuary.people.axes import AGES

MONTHS = 3


@pytest.fixture(scope="module")
def city():
    """The invented city."""
    return City(months=MONTHS)


@pytest.fixture(scope="module")
def engine(city):
    """Its first months by the engine."""
    return run(city, Kernel(), MONTHS, 1)


@pytest.mark.parametrize("writing", writings(2)[1:], ids=lambda it: f"{it.name} on {it.threads}")
def test_a_writing_comes_to_the_state_and_sums_of_the_engine(writing, city, engine):
    if writing.make is InC and not there():
        pytest.skip("gcc is not installed")
    near = 0.0 if writing.make is Kernel else writing.near
    assert apart(engine, run(city, writing.make(), MONTHS, writing.threads)) <= near


def test_what_is_no_number_is_never_alike(engine):
    """A sum that is none, and a sum of which there is nothing."""
    for spoilt in (np.nan, 0.0):
        happened = [month._replace(birth=month.birth * spoilt) for month in engine.happened]
        assert apart(engine._replace(happened=happened), engine._replace(happened=happened)) == np.inf


def test_another_city_is_told_apart(engine):
    assert apart(engine, run(City(seed=2, months=MONTHS), Kernel(), MONTHS, 1)) > 1e-3


def test_a_number_that_is_held_is_counted_and_takes_three_operations_to_die(city):
    """What is not nought before a month and after it can be counted in the state itself."""
    if not there():
        pytest.skip("gcc is not installed")
    watched, counting, state = Watched(), InC("-DCOUNT"), city.first.copy()
    watched(state, AGES - 1, city.told)
    held = [
        int((each.reshape(*each.shape[:3], -1, LANES) != 0.0).any(axis=-1).sum()) * LANES
        for each in (city.first, state)
    ]
    assert watched.numbers == sum(held)
    run(city, counting, 1, 1)
    assert counting.operations() > 3 * held[0]
