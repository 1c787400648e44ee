"""The report as a document (精算报告): sections, numbers that are references, clauses met; faces render it."""

from actuary.reporting.book.build import book
from actuary.reporting.book.material import Material

__all__ = ["Material", "book"]
