"""Shared runs as fixtures."""

import pytest

from tests.valuation.runs import ran


@pytest.fixture(scope="session")
def plan():
    """wuhan-2015 as shipped: known-2016, basis plan, pools of 2015."""
    return ran()


@pytest.fixture(scope="session")
def hindsight():
    """The same with all that was known later."""
    return ran(rules="hindsight")


@pytest.fixture(scope="session", params=["separate", "districts", "adjustment", "city"])
def pooled(request):
    """The shipped valuation under each pooling rule."""
    return ran(pooling=None if request.param == "separate" else request.param)
