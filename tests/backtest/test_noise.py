"""Noise: which error stands beside a difference, and where the word turns."""

import json
import math
from typing import Any

import jsonschema
import pytest
from click.testing import CliRunner

from actuary import data
from actuary.backtest.documents import document
from actuary.backtest.noise import FILE, Noise, distinguishable, told
from actuary.backtest.scoring import Miss
from actuary.backtest.testing import BackTested
from actuary.cli import main
from actuary.cli.schema import printed_schema
from actuary.months import parse

YEAR = {"year": 2017, "receipts": 100.0, "expenditure": 120.0, "current_balance": -20.0, "balance": 60.0}
BASELINE = {**YEAR, "payable_months": 6.0}


def miss(item: str, fund: str | None, horizon: int, size: float) -> Miss:
    return Miss(item, fund, horizon, 1, size, size, size)


def noise(*misses: Miss) -> Noise:
    return Noise(misses, parse("2015-12"))


def test_the_word_turns_at_the_error() -> None:
    """Larger than the error, either way, is distinguishable; the error itself is not."""
    assert [distinguishable(x, 5.0) for x in (4.999, 5.0, 5.001, -5.0, -5.001)] == [False, False, True, False, True]
    error = noise(miss("balance", None, 2, 3.0)).beside("maternity", "balance", BASELINE)
    at = 3.0 / 12.0 * 120.0
    words = [told(error, x)["distinguishable"] for x in (at, at + 1e-9, -at - 1e-9)]
    assert words == [False, True, True]
    assert set(told(None, at).values()) == {None}


def test_errors_are_told_in_the_unit_of_the_figure() -> None:
    """A logarithm of 0.1 of 100 yuan is 100 (e^0.1 - 1); three months of spending of 120 a year are 30; months stay."""
    kept = noise(miss("receipts", None, 2, 0.1), miss("balance", None, 2, 3.0), miss("current_balance", None, 2, 1.0))
    measures = (*YEAR, "payable_months")[1:]
    sizes = {name: told(kept.beside("maternity", name, BASELINE), 0.0)["error"] for name in measures}
    assert sizes.pop("expenditure") is None
    assert sizes == pytest.approx(
        {"receipts": 100.0 * math.expm1(0.1), "current_balance": 10.0, "balance": 30.0, "payable_months": 3.0}
    )


def test_a_funds_own_error_comes_first_and_none_falls_with_the_horizon() -> None:
    """Own where it was scored, else all funds'; the largest up to the horizon; past the longest at least that."""
    kept = noise(
        miss("balance", None, 1, 5.0), miss("balance", "maternity", 1, 2.0), miss("balance", None, 2, 1.0),
        miss("balance", None, 4, 7.0),
    )  # fmt: skip
    assert [kept.error("maternity", "balance", h) for h in (0, 1, 2, 3, 4, 9)] == [
        None, (2.0, False), (2.0, False), (2.0, False), (7.0, False), (7.0, True),
    ]  # fmt: skip
    assert kept.error("unemployment", "balance", 2) == (5.0, False)
    assert kept.beside("unemployment", "balance", {**BASELINE, "year": 2015}) is None


def test_errors_that_are_kept_are_those_that_the_engine_makes(tested: dict[str, BackTested]) -> None:
    """`actuary backtest --write` is due when this fails; a digest tells which inputs made them."""
    kept = json.loads((data.root() / FILE).read_text("utf-8"))
    made = document(list(tested.values()))
    assert set(kept["digests"]) == {each["valuation"] for each in made["valuations"]}
    assert len(kept["errors"]) == len(made["errors"])
    for old, new in zip(kept["errors"], made["errors"], strict=True):
        assert (old["item"], old["fund"], old["horizon"]) == (new["item"], new["fund"], new["horizon"])
        assert old["root_mean_square"] == pytest.approx(new["root_mean_square"], abs=1e-6)
    jsonschema.validate(made, printed_schema("backtest"))


def invoke(*arguments: str) -> Any:
    result = CliRunner().invoke(main, list(arguments))
    assert result.exit_code == 0, result.output
    return result.stdout


def test_every_compared_difference_carries_its_error_and_its_word() -> None:
    """In the document by year and measure, on the page in both languages."""
    asked = ("compare", "toy", "employer-rate-16-from-2017", "--no-cohorts")
    made = json.loads(invoke(*asked, "--json"))
    jsonschema.validate(made, printed_schema("compare"))
    for row in made["reforms"][0]["funds"]:
        for year in row["years"]:
            for measure in ("receipts", "expenditure", "current_balance", "balance"):
                figure = year[measure]
                assert figure["error"] is not None
                assert figure["distinguishable"] == (abs(figure["difference"]) > figure["error"])
    assert "不可区分" in invoke(*asked, "--lang", "zh")
    assert "回溯误差" in invoke(*asked, "--lang", "zh")
    assert "error by back-test" in invoke(*asked, "--lang", "en")


def test_an_attributed_change_and_each_of_its_parts_carry_their_word() -> None:
    made = json.loads(invoke("attribute", "toy", "toy+employer-rate-16-from-2017", "--json"))
    jsonschema.validate(made, printed_schema("attribute"))
    for row in made["measures"]:
        if row["error"] is not None:
            assert row["distinguishable"] == (abs(row["change"]) > row["error"])
            assert row["parts_distinguishable"] == [abs(part) > row["error"] for part in row["parts"]]
    for row in made["expenditure"]:
        assert row["distinguishable"] == (abs(row["change"]) > row["error"] > 0.0)


def test_the_page_tells_projected_and_came_in_both_languages() -> None:
    zh, en = (invoke("backtest", "china-2015", "--lang", language) for language in ("zh", "en"))
    assert "推算" in zh
    assert "实际" in zh
    assert "28,519.0" in zh
    assert "projected" in en
    assert "28,519.0" in en


def test_another_valuation_is_no_back_test() -> None:
    result = CliRunner().invoke(main, ["backtest", "wuhan-2015", "--json"])
    assert result.exit_code == 2
    assert json.loads(result.stdout)["errors"][0]["code"] == "backtest"
