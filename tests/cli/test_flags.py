"""Flags that change how a command computes run from the command line to the document."""

import json

import pytest
from click.testing import CliRunner

from actuary.cli import main


@pytest.mark.parametrize(
    ("words", "schema"),
    [
        (["solve", "toy", "--fund", "unemployment", "--pooled"], "actuary.solve/1"),
        (["compare", "toy", "employer-rate-16-from-2017", "--pooled"], "actuary.compare/1"),
        (["attribute", "toy", "toy+employer-rate-16-from-2017", "--pooled"], "actuary.attribute/1"),
    ],
    ids=lambda each: each[0] if isinstance(each, list) else "",
)
def test_pooled(words: list[str], schema: str) -> None:
    """One document, and it says so."""
    result = CliRunner().invoke(main, [*words, "--json"])
    assert result.exit_code == 0, result.output[-1000:]
    assert json.loads(result.stdout)["schema"] == schema
