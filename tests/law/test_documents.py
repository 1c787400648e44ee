"""The shape of the documents on law: what the command prints fits, and what is no date or no word does not."""

import copy
import json

import pytest
from click.testing import CliRunner
from pydantic import ValidationError

from actuary.cli import main
from actuary.law.documents import LawDiffDocument, LawDocument


def printed(*words: str):
    result = CliRunner().invoke(main, ["law", *words, "--json"])
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


@pytest.fixture(scope="module")
def law():
    return printed("--on", "2025-06")


@pytest.fixture(scope="module")
def diff():
    return printed("unemployment", "--diff", "2015-12", "2021-01")


def test_what_is_printed_fits(law, diff):
    """Every key is there, by its printed name, and comes back as it was."""
    for model, document in ((LawDocument, law), (LawDiffDocument, diff)):
        told = model.model_validate(document).model_dump(by_alias=True, exclude_unset=True, mode="json")
        assert told == document


def places(node, path=()):
    """Every key of a document with the way to it."""
    items = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, value in items:
        yield (*path, key), value
        yield from places(value, (*path, key))


def put(document, path, value):
    """The document with something else in a place."""
    other = copy.deepcopy(document)
    node = other
    for key in path[:-1]:
        node = node[key]
    node[path[-1]] = value
    return other


DATES = {"from", "known_from", "on", "to"}
WORDS = {"schema", "rules", "tag", "trust", "unit", "kind", "how"}


@pytest.mark.parametrize("kind", ["law", "diff"])
def test_a_date_that_is_none_and_a_word_of_no_list_do_not_fit(kind, request):
    """Wherever one stands: tried once for each way to it, whatever its place in a list."""
    document, model = request.getfixturevalue(kind), {"law": LawDocument, "diff": LawDiffDocument}[kind]
    tried = set()
    for path, value in places(document):
        way = tuple(key for key in path if isinstance(key, str))
        dated = path[-1] in DATES and isinstance(value, str) and "silent" not in way
        if way in tried or not (dated or path[-1] in WORDS) or ("categories" in way and path[-1] in WORDS):
            continue
        tried.add(way)
        for wrong in ("2025-6", "x2025-06") if dated else ("no such word",):
            with pytest.raises(ValidationError):
                model.model_validate(put(document, path, wrong))
    assert len(tried) >= 8


@pytest.mark.parametrize("kind", ["law", "diff"])
def test_a_key_too_many_or_too_few_does_not_fit(kind, request):
    document, model = request.getfixturevalue(kind), {"law": LawDocument, "diff": LawDiffDocument}[kind]
    with pytest.raises(ValidationError):
        model.model_validate(document | {"more": 1})
    for key in document:
        with pytest.raises(ValidationError):
            model.model_validate({name: value for name, value in document.items() if name != key})
