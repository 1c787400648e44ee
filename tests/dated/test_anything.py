"""Whatever stands in a file, the door opens or tells a Problem: nothing else ever."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from actuary.dated import check_path
from actuary.errors import Letter, Problem
from tests.dated.conftest import HEAD, PARAMETER, SCHEDULE, SOURCES, VALUATION

WORDS = st.sampled_from(
    [
        *("schema", "actuary.values/1", "group", "parameters", "values", "table", "range", "from", "tail"),
        *(": ", "- ", "\n", "\n  ", "\n    ", "{", "}", "[", "]", ", ", '"', "'", "&a", "*a", "!!int ", "|\n"),
        *("0.19", "16", "1e400", ".inf", "2016-05", "42370", "万", "１", "null", "~", "true", "\t", "\\", "%"),
    ]
)
ANY_YAML = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
PAGES = (HEAD + PARAMETER, SOURCES, VALUATION, SCHEDULE)
PATIENT = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def refused_or_read(folder: Path, content: bytes) -> None:
    """Only a Problem may leave, and every letter of it says where and what to do."""
    (folder / "any.yaml").write_bytes(content)
    (folder / "sources.yaml").write_text(SOURCES, encoding="utf-8")
    for letter in letters_of(folder):
        assert letter.file
        assert letter.message
        assert letter.remedy
        assert str(letter).isprintable()


def letters_of(folder: Path) -> tuple[Letter, ...]:
    """What the door has to say about a folder."""
    try:
        check_path(folder)
    except Problem as wrong:
        return wrong.letters
    return ()


@PATIENT
@given(st.binary(max_size=200))
def test_bytes(tmp_path: Path, content: bytes) -> None:
    """Arbitrary bytes."""
    refused_or_read(tmp_path, content)


@PATIENT
@given(st.lists(WORDS, max_size=60).map("".join))
def test_yaml_like_text(tmp_path: Path, text: str) -> None:
    """Text made of what YAML is made of."""
    refused_or_read(tmp_path, text.encode())


@PATIENT
@given(st.sampled_from(PAGES), st.integers(0, 400), st.text(max_size=6) | WORDS, st.integers(0, 12))
def test_damaged_files(tmp_path: Path, page: str, place: int, inserted: str, cut: int) -> None:
    """Good files with some signs cut out and others put in."""
    damaged = page[:place] + inserted + page[place + cut :]
    refused_or_read(tmp_path, damaged.encode(errors="surrogatepass"))


@PATIENT
@given(st.sampled_from(PAGES), st.integers(0, 40), ANY_YAML)
def test_any_value_anywhere(tmp_path: Path, page: str, number: int, value: object) -> None:
    """Good files with one value replaced by any other."""
    yaml = pytest.importorskip("yaml")
    document = yaml.load(page, Loader=yaml.BaseLoader)
    slots = _slots(document)
    holder, key = slots[number % len(slots)]
    holder[key] = value
    refused_or_read(tmp_path, yaml.safe_dump(document, allow_unicode=True).encode(errors="surrogatepass"))


def _slots(node: Any) -> list[tuple[Any, Any]]:
    """Every place of a document that holds a value."""
    inside = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    found = [(node, key) for key, _ in inside]
    for holder, key in list(found):
        found.extend(_slots(holder[key]))
    return found
