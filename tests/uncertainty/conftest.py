"""The study that tests of reforms share."""

from tests.scenarios.conftest import study

__all__ = ["study"]
