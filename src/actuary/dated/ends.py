"""Ends of ranges (区间两端): a parameter as a file would state it that says the low, or the high, value."""

from dataclasses import replace
from typing import Literal

import numpy as np

from actuary.dated.values import DatedParameter, DatedValue, FloatArray, Table

End = Literal["low", "high"]
ENDS: tuple[End, End] = ("low", "high")


def open_(value: DatedValue) -> bool:
    """Whether a value has a range that is wider than itself."""
    if value.low is None or value.high is None or isinstance(value.value, str):
        return False
    return value.low != value.high


def at(parameter: DatedParameter, end: End, share: float = 1.0) -> DatedParameter:
    """The parameter with every value that has a range at one end of it, or a share of the way there; a table is
    multiplied by the end's factor, or leans to its last key at the high end and to its first at the low, its total as
    it was."""
    return replace(parameter, values=tuple(_at(value, end, share) for value in parameter.values))


def _at(value: DatedValue, end: End, share: float) -> DatedValue:
    limit = getattr(value, end)
    if limit is None or isinstance(value.value, str):
        return value
    middle = still(value)
    return drawn(value, float(limit) if share == 1.0 else middle + share * (float(limit) - middle))


def still(value: DatedValue) -> float:
    """The place in its range at which a value is itself (原位): a table's factor of one, or where it leans to neither
    side."""
    if not isinstance(value.value, Table):
        return float(value.value)
    return (float(value.low or 0.0) + float(value.high or 0.0)) / 2.0 if value.tilts else 1.0


def drawn(value: DatedValue, place: float) -> DatedValue:
    """The value moved to a place in its range (区间内取值), its ends among them: a number is that place; a table is
    multiplied by it or, where it leans, leans so far."""
    if not isinstance(value.value, Table):
        return replace(value, value=place)
    values = np.asarray(value.value.values)
    return replace(value, value=value.value._replace(values=_table(value, values, place)))


def _table(value: DatedValue, values: FloatArray, place: float) -> FloatArray:
    if not value.tilts:
        return np.asarray(values * place)
    assert value.low is not None
    assert value.high is not None
    leaning = values * np.linspace(value.low + value.high - place, place, len(values))
    return np.asarray(leaning * (values.sum() / leaning.sum())) if leaning.sum() else values
