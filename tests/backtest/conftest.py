"""All shipped back-tests, run once."""

import pytest

from actuary import data
from actuary.backtest.outcomes import back_tests
from actuary.backtest.testing import BackTested, back_test
from actuary.dated import load_assumptions


@pytest.fixture(scope="session")
def tested() -> dict[str, BackTested]:
    """Every shipped back-test by name."""
    return {name: back_test(name) for name in back_tests(load_assumptions(data.root()), ())}
