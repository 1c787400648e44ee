"""What every test leaves as it found it."""

from collections.abc import Iterator

import pytest

from actuary import data


@pytest.fixture(autouse=True)
def _same_data_folder() -> Iterator[None]:
    """A command with `--data` chooses the folder for the whole process: the next test reads its own."""
    before = list(data._chosen)
    yield
    data._chosen[:] = before
