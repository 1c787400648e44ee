"""The same liabilities in other hands come to the same yuan; who is not installed is skipped."""

from importlib import import_module

import numpy as np
import pytest

from actuary.bench.liabilities import AGREE, PEERS
from actuary.bench.machine import there
from actuary.bench.persons import drawn
from actuary.liability.promises import worth
from actuary.liability.valued import conditions
from actuary.valuation.prepare import prepare

PERSONS = 12


@pytest.fixture(scope="module")
def valued():
    """Law and belief of the shipped valuation."""
    return conditions(prepare("wuhan-2015"))


@pytest.mark.parametrize("peer", PEERS, ids=lambda peer: peer.package)
def test_a_peer_finds_the_same_worth_for_each_person(peer, valued):
    if not there(peer.package):
        pytest.skip(f"{peer.package} is not installed")
    promises = drawn(valued, PERSONS, seed=11)
    found = import_module(f"actuary.bench.peers.{peer.module}").worth(promises, valued)
    assert np.abs(found / worth(promises, valued.annuities()) - 1.0).max() < AGREE


def test_persons_retire_at_the_ages_of_the_law(valued):
    """Under the ages of 1978 a man waits to 60, a woman to 55 or 50."""
    promises = drawn(valued, 5_000, seed=1)
    old = np.array([60, 55, 50])[promises.category] * 12
    young = promises.age + 400 < old
    assert (promises.wait[promises.age >= old] == 0).all()
    assert (promises.wait[young] >= (old - promises.age)[young]).all()
