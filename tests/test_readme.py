"""The README shows what the program prints today, not what it printed once."""

import json
import re
from typing import Any

import pytest

from tests.readme import BLOCK, README, TABLE, generated, printed

DATED = re.compile(r"(新洲|黄陂|the core|maternity fund|pooled\ncity) \(?(?:cannot pay from )?(\d{4}(?:-\d{2})?)")
POOLS = {"新洲": "xinzhou", "黄陂": "huangpi", "the core": "core"}


@pytest.fixture(scope="module")
def text() -> str:
    return README.read_text("utf-8")


def test_its_figures_are_todays(text: str) -> None:
    """Output and table of aggregates, to the last digit; `python -m tests.readme` writes them."""
    assert BLOCK.search(text)
    assert TABLE.search(text)
    assert generated(text).splitlines() == text.splitlines()


def test_first_months_in_words_are_the_runs(text: str) -> None:
    """Which pools cannot pay the pension, and when, as the findings tell it."""
    verdict: dict[str, Any] = json.loads(printed("--json"))
    first = {
        entry["pool"]: entry["first_cannot_pay"]
        for entry in verdict["funds"]
        if (entry["fund"], entry["account"], entry["subsidy"]) == ("employee_pension", "enterprise", "with")
    }
    told = {POOLS[name]: month for name, month in DATED.findall(text) if name in POOLS}
    assert told == {pool: month for pool, month in first.items() if month is not None and pool != "city"}
