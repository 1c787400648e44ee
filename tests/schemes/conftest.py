"""Two years of Wuhan, once for all tests of the schemes."""

import pytest

from actuary.schemes.setting import Setting
from actuary.valuation.run import RunResult, run


@pytest.fixture(scope="session")
def wuhan() -> RunResult:
    """The shipped valuation to the end of 2017."""
    return run("wuhan-2015", to="2017-12")


@pytest.fixture(scope="session")
def setting(wuhan: RunResult) -> Setting:
    """What the schemes were given, with all they posted."""
    return wuhan.evaluation.setting
