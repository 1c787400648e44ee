"""Documents are written as Python's own encoder writes them with an indentation of one."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actuary.written import written

SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text()
DOCUMENTS = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner) | st.tuples(inner, inner) | st.dictionaries(st.text() | st.integers(), inner),
)


@given(DOCUMENTS)
def test_the_same_characters_as_the_library_writes(document):
    """Any document, character for character."""
    assert written(document) == json.dumps(document, ensure_ascii=False, indent=1, allow_nan=False)


@pytest.mark.parametrize("number", [float("nan"), float("inf"), float("-inf")])
def test_a_number_that_is_none_is_refused(number):
    """JSON has no word for it."""
    with pytest.raises(ValueError, match="JSON compliant"):
        written({"balance": [number]})
