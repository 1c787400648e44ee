"""`NUMBA_DISABLE_JIT=1 python -m tests.kernels.plain ARGUMENT...`: `actuary ARGUMENT...` with kernels as plain Python.

A whole command whose every kernel line can be counted, stepped through and altered; toy, two months, takes seconds.
"""

import os
import sys


def plainly() -> None:
    """Put the plain meanings in place, before any kernel is imported; nothing where kernels are compiled."""
    if os.environ.get("NUMBA_DISABLE_JIT") != "1":
        return
    from actuary.kernels import lanes

    from . import plain_lanes

    for meaning in plain_lanes.MEANINGS:
        setattr(lanes, meaning.__name__, meaning)


if __name__ == "__main__":
    plainly()
    from actuary.cli import main

    main(sys.argv[1:])
