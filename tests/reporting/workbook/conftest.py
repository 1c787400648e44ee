"""A written run, and its workbook."""

from pathlib import Path

import pytest
from tests.valuation.runs import ran

from actuary.runs import RunFolder, write_run


@pytest.fixture(scope="session")
def written(tmp_path_factory) -> RunFolder:
    """wuhan-2015 as shipped, as a run folder."""
    return write_run(tmp_path_factory.mktemp("workbook") / "run", ran())


@pytest.fixture(scope="session")
def shipped(written, tmp_path_factory) -> Path:
    """The Chinese workbook of that run."""
    from actuary.reporting.workbook import workbook

    path = tmp_path_factory.mktemp("workbook") / "book.xlsx"
    path.write_bytes(workbook(written, "zh"))
    return path
