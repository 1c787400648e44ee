"""Time of whole questions to 2030 or 2020, in a process of their own: solvers, the cheapest mix, ten causes.

Goals: exact attribution over ten causes in seconds when pooled; solvers in seconds.
"""

import json
from typing import Any

import pytest

from benchmarks.test_whole_command import ACTUARY, call

FEN = 0.01
TEN = (
    "delay-2024-from-2017",
    "compliance-2017",
    "base-truth-2017",
    "collection-2017",
    "indexation-3-percent-2017",
    "coverage-pension-plus-5-2017",
    "employer-rate-16-from-2017",
    "fund-returns-3-5-percent-2017",
    "entrusted-investment-2017",
    "injury-floating-down-2017",
)
"""Reforms, six of which move people: each a cause."""


def ask(benchmark: Any, *words: str) -> Any:
    """The document of one command, timed once after a call that warms the cache."""
    if not ACTUARY.exists():
        pytest.skip(f"no {ACTUARY}: the project is not installed here")
    answer = benchmark.pedantic(call, (*words, "--json"), rounds=1, warmup_rounds=1)
    assert answer.returncode == 0, answer.stderr
    return json.loads(answer.stdout)


@pytest.mark.parametrize("to", ["2020-12", "2030-12"])
def test_ten_causes_pooled(benchmark, to: str) -> None:
    """Every combination of ten reforms: the parts of each measure add to its change."""
    document = ask(
        benchmark, "attribute", f"wuhan-2015,to={to}", f"{'+'.join(('wuhan-2015', *TEN))},to={to}", "--pooled"
    )
    assert (document["exact"], document["runs"], len(document["causes"])) == (True, 1024, 10)
    money = [row for row in document["measures"] if row["unit"] == "yuan" and row["change"] is not None]
    assert money
    assert max(abs(sum(row["parts"]) - row["change"]) for row in money) < FEN


@pytest.mark.parametrize("to", ["2020-12", "2030-12"])
def test_rates_and_remedies(benchmark, to: str) -> None:
    """Break-even, level, average, scaled rates and largest cuts of every fund: each is answered, or says why not."""
    document = ask(benchmark, "solve", "--to", to)
    answers = [year for fund in document["funds"] for year in fund["break_even"]]
    assert answers
    assert all(year["why"] or abs(year["current_balance"]) < 1.0 for year in answers)


@pytest.mark.parametrize("to", ["2020-12", "2030-12"])
def test_the_cheapest_mix(benchmark, to: str) -> None:
    """Thirteen levers, eight ledgers: the mix keeps the months asked for in each."""
    mix = ask(benchmark, "solve", "--mix", "--months", "3", "--to", to)["mix"]
    assert mix["meets"]
    assert all(row["months"] is None or row["months"] >= 3.0 for row in mix["reserves"])
