"""Cells that several kinds of benefit read alike (共用的取数)."""

import numpy as np
from numpy.typing import NDArray

from actuary.errors import Both
from actuary.sheets.cells import Cells

FloatArray = NDArray[np.float64]


def months_paid(cells: Cells, *, needed: bool = False) -> FloatArray:
    """Months paid, given in months or in years [month]; both where given must agree, one where `needed`."""
    months, years = cells.number("paid_months"), cells.number("paid_years")
    apart = np.abs(months / 12.0 - years) > 0.005 + 1e-9
    told = Both("年限与月数不一致（“{value}”），请只填一项。", "Years and months disagree ({value}); give one of them.")
    cells.fault("paid_years", "conflict", told, apart)
    if needed:
        blank = cells.blank("paid_months") & cells.blank("paid_years")
        told = Both("缴费月数与年限均为空。", "Neither months nor years paid are given.")
        cells.fault("paid_months", "missing", told, blank)
    return np.where(np.isnan(months), np.round(years * 12.0, 6), months)


def count_of(cells: Cells, name: str, otherwise: float) -> FloatArray:
    """A column of counts; where blank, `otherwise`."""
    return np.nan_to_num(cells.number(name), nan=otherwise)


def needed(cells: Cells, name: str) -> None:
    """Refuse rows in which a column is blank."""
    cells.fault(name, "missing", Both("必填项为空。", "It must be filled."), cells.blank(name))
