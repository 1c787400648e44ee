"""A file of the cache (缓存文件): written whole or not at all, in place of one that stood there."""

import os
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import IO


def write_whole(place: Path, write: Callable[[IO[bytes]], object]) -> None:
    """Put what `write` writes in its place, beside which it is made; raises OSError where the disk refuses, and leaves
    nothing half done behind."""
    handle, made = tempfile.mkstemp(dir=place.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            write(stream)
        os.replace(made, place)  # the stream is closed: one that is open cannot be given another name everywhere
    except BaseException:
        with suppress(OSError):
            os.unlink(made)
        raise
