"""Witnesses lie beside the checkout; where they are absent, what needs them is skipped."""

import csv
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

FOLDER = Path(__file__).parents[3] / "shared" / "witnesses"


Columns = Callable[[str], dict[str, NDArray[np.float64]]]


@pytest.fixture(scope="session")
def witnesses() -> Path:
    """Folder of the witnesses."""
    if not FOLDER.is_dir():
        pytest.skip("no witnesses beside this checkout")
    return FOLDER


@pytest.fixture(scope="session")
def columns(witnesses: Path) -> Columns:
    """Reader of a witness by its path inside the folder."""

    def read(name: str) -> dict[str, NDArray[np.float64]]:
        with (witnesses / name).open(encoding="utf-8") as file:
            rows = list(csv.DictReader(file))
        return {key: np.array([_number(row[key]) for row in rows]) for key in rows[0]}

    return read


def _number(text: str) -> float:
    try:
        return float(text) if text else float("nan")
    except ValueError:
        return float(text.split("-", maxsplit=1)[0].rstrip("+"))
