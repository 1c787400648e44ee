"""The page of results says what the kept errors say."""

import json
from pathlib import Path

import pytest

from actuary import data
from actuary.backtest.noise import FILE

PAGE = Path(__file__).parents[2] / "docs" / "back-test.md"
SIZES = ("mean", "mean_absolute", "root_mean_square")


@pytest.mark.skipif(not PAGE.is_file(), reason="no page beside these tests")
def test_the_table_of_the_page_is_that_of_the_kept_errors() -> None:
    """Every item and horizon, number of figures, bias, absolute and root mean square, to two decimals."""
    kept = json.loads((data.root() / FILE).read_text("utf-8"))["errors"]
    told = [[cell.strip() for cell in line.strip("|").split("|")] for line in PAGE.read_text("utf-8").splitlines()]
    rows = {(cells[0], cells[1]): cells[2:] for cells in told if len(cells) == 6 and cells[1].isdigit()}
    made = {}
    for row in kept:
        if row["fund"] is None:
            word = next(name for name, _ in rows if name.startswith(row["item"].replace("_", " ")))
            made[word, str(row["horizon"])] = [str(row["number"]), *(f"{row[name]:z.2f}" for name in SIZES)]
    assert rows == made
