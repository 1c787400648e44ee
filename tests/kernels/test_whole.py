"""Files of the cache are whole or are not: what fails half way leaves what stood there, and nothing beside it."""

from pathlib import Path
from typing import IO

import pytest

from actuary.kernels.whole import write_whole


def broken(stream: IO[bytes]) -> None:
    """Writes a part and fails, as a full disk does."""
    stream.write(b"half")
    raise OSError(28, "No space left on device")


def test_a_file_takes_the_place_of_the_one_before(tmp_path: Path) -> None:
    place = tmp_path / "entry"
    for content in (b"one", b"another"):
        write_whole(place, lambda stream, content=content: stream.write(content))
        assert place.read_bytes() == content
    assert list(tmp_path.iterdir()) == [place]


@pytest.mark.parametrize("before", [b"old", None])
def test_what_fails_half_way_leaves_nothing(tmp_path: Path, before: bytes | None) -> None:
    place = tmp_path / "entry"
    if before is not None:
        place.write_bytes(before)
    with pytest.raises(OSError, match="No space"):
        write_whole(place, broken)
    assert [path.read_bytes() for path in tmp_path.iterdir()] == ([] if before is None else [before])


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="nowhere"):
        write_whole(tmp_path / "nowhere" / "entry", broken)
