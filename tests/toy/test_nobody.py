"""Kinds of people who are not there: nothing is paid for them, and no figure is undefined."""

import re
import warnings
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from actuary import data
from actuary.valuation.run import run

SHIPPED = (data.shipped() / "cohorts/toy/people.csv").read_text(encoding="utf-8").splitlines()
STATUSES = sorted({line.split(",")[3] for line in SHIPPED[1:]})


@pytest.fixture(autouse=True)
def _no_warnings() -> object:
    """A division by nothing is an error here."""
    with warnings.catch_warnings():
        warnings.simplefilter("error", RuntimeWarning)
        yield


@pytest.mark.parametrize("status", STATUSES)
def test_a_status_that_does_not_exist(city: Callable[[str], Path], status: str) -> None:
    """The city without one kind of people: all cash is a number, all identities hold."""
    city("\n".join(line for line in SHIPPED if f",{status}," not in line) + "\n")
    result = run("toy", to="2017-06")
    assert all(row["passed"] for row in result.certificate["identities"])
    for ledger in result.ledgers.values():
        assert np.isfinite(ledger.balance).all()
        assert all(np.isfinite(cash).all() for cash in ledger.items.values())


def test_nobody_at_all(city: Callable[[str], Path]) -> None:
    """An empty city with empty funds: every posting, member and balance is nought."""
    root = city(SHIPPED[0] + "\n")
    balances = root / "cohorts/toy/balance.yaml"
    text = re.sub(r"value: \d+, range: \[\d+, \d+\]", "value: 0, range: [0, 0]", balances.read_text("utf-8"))
    balances.write_text(text, encoding="utf-8")
    result = run("toy", to="2017-06")
    assert not any(cash.any() for _, cash in result.evaluation.setting.postings.items())
    assert not any(rows.any() for rows in result.evaluation.setting.members.values())
    assert not any(ledger.balance.any() for ledger in result.ledgers.values())
    assert all(row["passed"] for row in result.certificate["identities"])
