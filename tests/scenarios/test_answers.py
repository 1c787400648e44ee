"""Documents of comparison and of the solver: their shapes, the cheapest mix, the frontier of two levers."""

import json
from typing import Any

import jsonschema
import pytest
from click.testing import CliRunner

from actuary.cli import main
from actuary.cli.schema import printed_schema

REFORM = "employer-rate-16-from-2017"
TOY = "toy"


def printed(*arguments: str) -> dict[str, Any]:
    """The document that a command prints, true to its own schema."""
    result = CliRunner().invoke(main, [*arguments, "--json", "--lang", "en"])
    assert result.exit_code == 0, result.output[-500:]
    document: dict[str, Any] = json.loads(result.stdout)
    kind = document["schema"].removeprefix("actuary.").removesuffix("/1")
    jsonschema.validate(document, printed_schema(kind))
    return document


def refused(*arguments: str) -> dict[str, Any]:
    """The only letter of a refusal."""
    result = CliRunner().invoke(main, [*arguments, "--json", "--lang", "en"])
    assert result.exit_code == 2
    (letter,) = json.loads(result.stdout)["errors"]
    return dict(letter)


def test_a_comparison_has_its_shape() -> None:
    assert printed("compare", TOY, REFORM)["reforms"][0]["name"] == REFORM


def test_answers_by_fund_have_their_shape() -> None:
    document = printed("solve", TOY, "--fund", "employee_pension", "--months", "1")
    assert [row["fund"] for row in document["funds"]] == ["employee_pension"]


def test_a_fund_asked_for_twice_is_solved_once() -> None:
    document = printed("solve", TOY, "--fund", "maternity", "--fund", "maternity", "--by", "rate", "--by", "rate")
    assert [(row["fund"], len(row["remedies"])) for row in document["funds"]] == [("maternity", 1)]


def test_the_mix_meets_every_target_and_a_dear_lever_is_spared() -> None:
    """With subsidy dear the rate carries all, and the other way round; the months asked for are kept each time."""
    asked = ("solve", TOY, "--fund", "employee_pension", "--months", "0", "--mix", "--by", "rate", "--by", "subsidy")
    one = printed(*asked, "--weigh", "subsidy=1000")["mix"]
    other = printed(*asked, "--weigh", "employee_pension.rate=1000")["mix"]
    for found in (one, other):
        assert found["meets"]
        assert all(row["months"] >= 0.0 for row in found["reserves"])
    settings = [{row["lever"]: row["value"] for row in found["levers"]} for found in (one, other)]
    assert settings[0]["subsidy"] < settings[1]["subsidy"]
    assert settings[0]["employee_pension.rate"] > settings[1]["employee_pension.rate"]


def test_more_of_one_lever_needs_less_of_the_other() -> None:
    asked = ("--frontier", "--by", "subsidy", "--by", "rate", "--points", "4", "--months", "3")
    frontier = printed("solve", TOY, *asked)["frontier"]
    assert [axis["lever"] for axis in frontier["levers"]] == ["subsidy", "employee_pension.rate"]
    found = [point["second"] for point in frontier["points"] if point["meets"]]
    assert len(found) >= 2
    assert found == sorted(found, reverse=True)
    assert all(point["months"] >= 3.0 - 1e-6 for point in frontier["points"] if point["meets"])


@pytest.mark.parametrize(
    ("arguments", "field"),
    [
        (("--frontier", "--by", "rate"), "--frontier"),
        (("--frontier", "--by", "rate", "--by", "rate"), "--frontier"),
        (
            ("--frontier", "--by", "rate", "--by", "delay", "--fund", "maternity", "--fund", "unemployment"),
            "--frontier",
        ),
        (("--months", "nan"), "--months"),
        (("--probability", "nan"), "--probability"),
        (("--weigh", "rate=2"), "--weigh"),
        (("--only", "basis.*"), "--only"),
        (("--paths", "500"), "--paths"),
        (("--points", "4"), "--points"),
        (("--probability", "0.9", "--mix"), "--mix"),
        (("--mix", "--weigh", "rate"), "--weigh"),
        (("--mix", "--weigh", "rate=-1"), "--weigh"),
        (("--mix", "--by", "rate", "--weigh", "nothing=2"), "--weigh"),
        (("--mix", "--by", "delay", "--fund", "maternity"), "--by"),
        (
            (
                "--from",
                "2031-01",
            ),
            "--from",
        ),
    ],
)
def test_what_cannot_be_solved_is_refused_by_name(arguments: tuple[str, ...], field: str) -> None:
    assert refused("solve", TOY, *arguments)["field"] == field
