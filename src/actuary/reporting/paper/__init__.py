"""The report on paper (纸质报告): PDF/A with its Chinese fonts inside, from a run folder's documents alone."""

from actuary.reporting.paper.document import pdf

__all__ = ["pdf"]
