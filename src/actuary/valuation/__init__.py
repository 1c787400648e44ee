"""Valuation (估值): assembles, projects, evaluates and tells the verdict."""

from actuary.valuation.run import RunResult, run

__all__ = ["RunResult", "run"]
