"""The shipped law through the door, and the witnesses beside the checkout where there are any."""

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from actuary import data
from actuary.dated import Assumptions, Parameters, load_assumptions
from actuary.law.legislation import Legislation
from actuary.months import parse

WITNESSES = Path(__file__).parents[3] / "shared" / "witnesses" / "statute"
LawAt = Callable[[str], Legislation]


@pytest.fixture(scope="session")
def assumptions() -> Assumptions:
    """All shipped assumptions."""
    return load_assumptions(data.shipped())


@pytest.fixture(scope="session")
def hindsight(assumptions: Assumptions) -> Legislation:
    """The law with all that followed."""
    return _seen(assumptions, "2026-11", hindsight=True)


@pytest.fixture(scope="session")
def known_at(assumptions: Assumptions) -> LawAt:
    """The law as known in a month."""
    return lambda month: _seen(assumptions, month, hindsight=False)


@pytest.fixture(scope="session")
def witness() -> Callable[[str], Any]:
    """Reader of a statute witness: rows of a CSV or a JSON document; skips where it is absent."""

    def read(name: str) -> Any:
        path = WITNESSES / name
        if not path.is_file():
            pytest.skip("no witnesses beside this checkout")
        with path.open(encoding="utf-8") as file:
            return json.load(file) if path.suffix == ".json" else list(csv.DictReader(file))

    return read


def _seen(assumptions: Assumptions, month: str, *, hindsight: bool) -> Legislation:
    parameters = Parameters(
        assumptions.law, hindsight=hindsight, known_at=parse(month), growth=lambda series, last, now: 1.0
    )
    return Legislation(parameters, assumptions.schedules, assumptions.pooling)
