"""The monthly step in C (C): built here by gcc, given the engine's own arrays by their addresses."""

import ctypes
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path
from shutil import which
from typing import Any

import numpy as np

from actuary.bench.city import FloatArray, Kernel
from actuary.kernels import layout
from actuary.kernels import month as kernel
from actuary.kernels.threads import workers
from actuary.people.axes import AGES
from actuary.people.cohorts import MARKS, PENSIONED
from actuary.people.movement import nothing
from actuary.schemes.exposure import ASKS

NEEDS = "gcc"
FLAGS = ("-std=gnu11", "-O3", "-march=native", "-ffp-contract=off", "-fopenmp", "-shared", "-fPIC")
"""As fast as it can without leaving what is written: no multiplication and addition become one, as in the engine."""
AXES = 5
"""Axes of the largest array."""
SAID = kernel.Told._fields.index("claims")
"""Parts that the step in C is told: neither claimants nor the end of the month, which the bench has of its own."""


class Table(ctypes.Structure):
    """Where an array lies, and its axes (数组)."""

    _fields_ = (("at", ctypes.c_void_p), ("shape", ctypes.c_int64 * AXES))


def there() -> bool:
    """Whether there is a compiler."""
    return which(NEEDS) is not None


def built(*more: str) -> ctypes.CDLL:
    """The step as machine code of this machine; constants are those of the kernels' layout."""
    constants = [f"-D{name}={value}" for name, value in vars(layout).items() if isinstance(value, int)]
    constants.append(f"-DAXES={AXES}")
    with tempfile.TemporaryDirectory(prefix="actuary-") as folder:
        made = Path(folder) / "month.so"
        source = Path(__file__).with_name("month.c")
        subprocess.run([NEEDS, *FLAGS, *constants, *more, source, "-o", made, "-lm"], check=True)
        return ctypes.CDLL(str(made))


def tables(parts: Sequence[Any]) -> Any:
    """Arrays one after the other as C has them; a number is an array of one."""
    arrays = [part if isinstance(part, np.ndarray) else np.array([part]) for part in parts]
    told: Any = (Table * len(arrays))()
    for table, array in zip(told, arrays, strict=True):
        assert array.flags.c_contiguous
        table.at = array.ctypes.data
        table.shape[:] = (*array.shape, *[1] * (AXES - array.ndim))
    told.arrays = arrays  # they live as long as their addresses are known
    return told


class InC(Kernel):
    """The month by C; told only what all lanes have in common, as the invented city is."""

    def __init__(self, *more: str) -> None:
        super().__init__()
        self.code = built(*more)
        self.told: tuple[Any, Any] = (None, None)
        self.sums = tables(nothing(len(ASKS), kernel.BLOCKS))

    def moved(self, state: FloatArray, newest: int, told: kernel.Told, out: kernel.Month) -> None:
        """The kernel's own step in other hands."""
        if self.told[0] is not self.held:
            assert told.motion.where.ndim == 1, "lanes have nothing of their own"
            parts = (x for part in told[:SAID] for x in part)
            self.told = self.held, tables([state, self.held, np.array(PENSIONED), MARKS, *parts])
        threads = workers()
        self.code.step(self.told[1], *map(ctypes.c_int64, (newest, AGES)), self.sums, tables(out), threads)

    def operations(self) -> int:
        """Additions, multiplications and divisions since it was asked before; built with `-DCOUNT`, on one thread."""
        self.code.operations.restype = ctypes.c_uint64
        return int(self.code.operations())
