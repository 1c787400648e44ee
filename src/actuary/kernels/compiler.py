"""The compiler (编译器): Numba as every kernel's source takes it."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any


@contextmanager
def _no_linear_algebra() -> Iterator[None]:
    """With its array functions numba imports SciPy's linear algebra where there is one, which takes as long as the
    kernels; they have no use for it."""
    if "scipy" in sys.modules:
        yield
        return
    sys.modules["scipy"] = None  # type: ignore[assignment]  # the import system's own way to say that there is none
    try:
        yield
    finally:
        del sys.modules["scipy"]


with _no_linear_algebra():
    import numba
    import numba.extending
    import numba.np.arraymath
    from numba.core import caching

njit: Any = numba.njit
within: Any = numba.njit(forceinline=True)
"""For what is called at one place alone: what it is told is then not copied for every call."""
prange: Any = numba.prange
types: Any = numba.types
from_dtype: Any = numba.from_dtype
intrinsic: Any = numba.extending.intrinsic


def _bear_what_cannot_be_kept() -> None:
    """A compiled kernel that the disk does not take is only compiled again next time."""
    file: Any = caching.IndexDataCacheFile
    keep = file.save

    def kept(self: Any, key: Any, data: Any) -> None:
        with suppress(OSError):
            keep(self, key, data)

    file.save = kept


_bear_what_cannot_be_kept()
