"""The report as one file for a browser (网页报告): offline, in both languages, from a run folder's documents alone."""

from actuary.reporting.web.page import page

__all__ = ["page"]
