"""Kernels (数值核): recursions on plain arrays, without dates, labels, files, logging or randomness."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any


def warm() -> None:
    """Compile every kernel of a month, or load it from the cache."""
    with _no_linear_algebra():
        _bear_what_cannot_be_kept()
        from actuary.kernels.rehearsal import rehearse

        rehearse()


def _bear_what_cannot_be_kept() -> None:
    """A compiled kernel that the disk does not take is only compiled again next time."""
    from numba.core import caching

    file: Any = caching.IndexDataCacheFile
    keep = file.save
    if keep.__name__ == "save":

        def kept(self: Any, key: Any, data: Any) -> None:
            with suppress(OSError):
                keep(self, key, data)

        file.save = kept


@contextmanager
def _no_linear_algebra() -> Iterator[None]:
    """Whatever it compiles or loads first, numba imports SciPy's linear algebra where there is one, which takes as long
    as the kernels; they have no use for it."""
    if "scipy" in sys.modules:
        yield
        return
    sys.modules["scipy"] = None  # type: ignore[assignment]  # the import system's own way to say that there is none
    try:
        yield
    finally:
        del sys.modules["scipy"]
