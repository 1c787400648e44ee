"""Liabilities in cashflower (cashflower): variables by month, one model point after the other."""

import contextlib
import io
import sys
from pathlib import Path

import cashflower
import numpy as np
from numpy.typing import NDArray

from actuary.bench.peers.projected import Projected, projected
from actuary.liability.promises import Promises
from actuary.liability.valued import Conditions

NEEDS = "cashflower"
TOLD: list[Projected] = []
"""What the model's own files read: its last entry."""


def worth(promises: Promises, conditions: Conditions) -> NDArray[np.float64]:
    """Worth today of each person's promise [yuan]."""
    p = projected(promises, conditions)
    TOLD.append(p)
    folder = Path(__file__).parent / "cashflower_model"
    for name in ("input", "model"):
        sys.modules.pop(name, None)
    sys.path.insert(0, str(folder))
    settings: dict[str, bool | int | str | None] = {"GROUP_BY": "id", "OUTPUT_VARIABLES": None, "SAVE_OUTPUT": False}
    settings |= {"T_MAX_CALCULATION": p.months - 1, "T_MAX_OUTPUT": 0}
    arguments, sys.argv = sys.argv, sys.argv[:1]
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            output, *_ = cashflower.run(settings=settings, path=str(folder))
    finally:
        sys.argv = arguments
        sys.path.remove(str(folder))
        TOLD.pop()
    return np.asarray(output.sort_values("id")["worth"])
