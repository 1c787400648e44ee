"""Accrued pensions of persons, here and in other hands (个人应计养老金对比): same answers, then time a person."""

from collections.abc import Callable, Iterator
from functools import partial
from importlib import import_module
from typing import Any, NamedTuple

import numpy as np

from actuary.bench.machine import best, there
from actuary.bench.persons import drawn
from actuary.liability.promises import worth
from actuary.liability.valued import Conditions

AGREE = 1e-9
"""How near the answers of a peer must be, each person's, relative [1]."""
SEED = 7


class Peer(NamedTuple):
    """Another way to write the model (对比对象), how many persons it is given, and the ratio aimed at."""

    module: str
    package: str
    persons: int
    goal: float | None


PEERS = (
    Peer("in_numpy", "numpy", 100_000, None),
    Peer("in_polars", "polars", 10_000, None),
    Peer("in_jax", "jax", 1_000_000, 50.0),
    Peer("in_modelx", "modelx", 50_000, 1_000.0),
    Peer("in_cashflower", "cashflower", 50, 20_000.0),
)
PERSONS = 1_000_000
"""Persons the engine is timed on."""


def measured(conditions: Conditions, told: Callable[[int, int], None], persons: int = PERSONS) -> list[dict[str, Any]]:
    """The engine's own line, then one of each peer: installed or not, largest difference, time a person, ratio."""
    told(0, len(PEERS) + 1)
    tables = conditions.annuities()
    promises = drawn(conditions, persons, SEED)
    own = best(partial(worth, promises, tables)) / persons
    lines: list[dict[str, Any]] = [
        {"name": "actuary", "persons": persons, "seconds_per_person": own, "ratio": 1.0}
        | {"tables_seconds": best(conditions.annuities)}
    ]
    for place, line in enumerate(_peers(conditions, own)):
        lines.append(line)
        told(place + 1, len(PEERS) + 1)
    return lines


def _peers(conditions: Conditions, own: float) -> Iterator[dict[str, Any]]:
    tables = conditions.annuities()
    for peer in PEERS:
        line: dict[str, Any] = {"name": peer.package, "goal": peer.goal, "installed": there(peer.package)}
        if not line["installed"]:
            yield line
            continue
        project = import_module(f"actuary.bench.peers.{peer.module}").worth
        promises = drawn(conditions, peer.persons, SEED)
        found = project(promises, conditions)
        apart = float(np.abs(found / worth(promises, tables) - 1.0).max())
        each = best(partial(project, promises, conditions), rounds=1) / peer.persons
        yield line | {
            "persons": peer.persons,
            "seconds_per_person": each,
            "difference": apart,
            "agrees": apart < AGREE,
            "ratio": each / own,
        }
