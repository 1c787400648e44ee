"""Explaining (解释): how any quantity comes about, from the ledger down to the sources."""

from actuary.explaining.explanation import explain
from actuary.explaining.store import Store

__all__ = ["Store", "explain"]
