"""Flags that change how a command computes run from the command line to the document."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from actuary.cli import main
from actuary.scenarios.packed import PackedStudy


@pytest.mark.parametrize(
    ("words", "schema"),
    [
        (["solve", "toy", "--fund", "unemployment", "--pooled"], "actuary.solve/1"),
        (["compare", "toy", "employer-rate-16-from-2017", "--pooled"], "actuary.compare/1"),
        (["attribute", "toy", "toy+employer-rate-16-from-2017", "--pooled"], "actuary.attribute/1"),
    ],
    ids=lambda each: each[0] if isinstance(each, list) else "",
)
def test_pooled(words: list[str], schema: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """One document, of a study whose people move in lanes."""
    lanes, begin, other = [], PackedStudy.__init__, PackedStudy.of
    monkeypatch.setattr(PackedStudy, "__init__", lambda *told, **named: lanes.append(told) or begin(*told, **named))
    monkeypatch.setattr(PackedStudy, "of", lambda study: lanes.append(study) or other(study))
    result = CliRunner().invoke(main, [*words, "--json"])
    assert lanes
    assert result.exit_code == 0, result.output[-1000:]
    assert json.loads(result.stdout)["schema"] == schema


@pytest.mark.parametrize(
    "words",
    [
        ["sweep", "toy", "--seed", "9", "--out", "parts"],
        ["bench", "--growth", "--persons", "5000"],
        ["compare", "toy", "employer-rate-16-from-2017", "--response", "static", "--ends", "--out", "parts"],
    ],
    ids=["sweep", "bench", "compare"],
)
def test_an_option_that_would_change_nothing_is_refused(words: list[str], tmp_path: Path, monkeypatch) -> None:
    """And nothing is made."""
    monkeypatch.chdir(tmp_path)
    assert CliRunner().invoke(main, words).exit_code == 2
    assert not list(tmp_path.iterdir())


def test_a_grid_asked_for_both_ends_of_the_response_has_the_response() -> None:
    """Static unless told; whoever asks for the ends has told."""
    told = []
    for more in ([], ["--ends"]):
        words = ["compare", "toy", "--grid", "employer-rate-16-from-2017", "--to", "2017-12", "--json", *more]
        document = json.loads(CliRunner().invoke(main, words).stdout)
        told.append((document["response"]["mode"], document["reforms"][0]["responds"]))
    assert told == [("static", False), ("full", True)]
