"""The linter of law and belief (法定参数与假设的检查): what loads, and yet cannot be meant."""

from actuary.linting.linter import CODES, lint

__all__ = ["CODES", "lint"]
