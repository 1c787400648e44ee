"""Accrued pensions of a million persons, and beside each peer that is installed: the same worth, then persons a second.

`actuary bench` prints the same as ratios; the peers are an extra: pip install "actuary[peers]".
"""

from importlib import import_module

import numpy as np
import pytest

from actuary.bench.liabilities import AGREE, PEERS, SEED
from actuary.bench.machine import there
from actuary.bench.persons import drawn
from actuary.liability.promises import worth
from actuary.liability.valued import conditions
from actuary.valuation.prepare import prepare

PERSONS = 1_000_000


@pytest.fixture(scope="module")
def valued():
    """Law and belief of the shipped valuation, with the tables."""
    told = conditions(prepare("wuhan-2015"))
    return told, told.annuities()


def test_a_million_persons(benchmark, valued):
    """Every promise is worth something."""
    conditions, tables = valued
    promises = drawn(conditions, PERSONS, SEED)
    found = benchmark(worth, promises, tables)
    assert (found > 0).all()
    assert np.isfinite(found).all()


@pytest.mark.parametrize("peer", PEERS, ids=lambda peer: peer.package)
def test_beside_a_peer(benchmark, peer, valued):
    """The peer comes to the same worth, person by person; its time is for `peer.persons` persons."""
    if not there(peer.package):
        pytest.skip(f"{peer.package} is not installed")
    conditions, tables = valued
    promises = drawn(conditions, peer.persons, SEED)
    project = import_module(f"actuary.bench.peers.{peer.module}").worth
    found = benchmark.pedantic(project, (promises, conditions), rounds=1)
    assert np.abs(found / worth(promises, tables) - 1.0).max() < AGREE
