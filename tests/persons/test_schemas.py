"""Documents of cases are as `actuary schema` says."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tests.persons.conftest import invoke


def faults(kind: str, document: dict[str, Any]) -> list[str]:
    """What the schema of a kind finds wrong in a document."""
    schema = json.loads(invoke("schema", kind).stdout)
    return [error.message for error in jsonschema.Draft7Validator(schema).iter_errors(document)]


def test_award(table: Callable[..., Path]) -> None:
    """Cases with and without a right, and rows left out."""
    rows = ("male60,1965-05,300", "male60,1965-05,100", "female50,1935-01,300", "x,1965-05,1", "male60,,2")
    found = json.loads(invoke("award", str(table("category,birth_month,total_months", *rows)), "--json").stdout)
    assert (found["totals"]["cases"], found["totals"]["rejected"]) == (3, 2)
    assert faults("award", found) == []
    assert faults("award", found | {"cases": [{}]}) != []


@pytest.mark.parametrize(
    "words",
    [
        ("unemployment", "--paid-months", "60"),
        ("work-injury", "--grade", "3", "--own-wage", "6000"),
        ("work-injury", "--death"),
        ("maternity", "--date", "2016-05"),
        ("death", "--status", "insured", "--paid-years", "12", "--month", "2020-01"),
        ("resident-pension", "--birth-month", "1955-03"),
    ],
)
def test_benefit(words: tuple[str, ...]) -> None:
    """Every kind, with parts that cannot be told."""
    found = json.loads(invoke("benefit", *words, "--json").stdout)
    assert faults("benefit", found) == []
    assert faults("benefit", found | {"kind": "nonesuch"}) != []
