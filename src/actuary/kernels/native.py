"""Kernels as machine code (机器码): compiled once, kept as object code, and called without the compiler.

A kernel is compiled for the kinds of what it is told, and its object code is kept in the cache's folder under a digest
of them. Where it is kept, it is linked and called in a few milliseconds; only where it is not, the compiler and the
kernel's source are imported.
"""

import ctypes
import hashlib
import os
import struct
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from importlib import import_module
from itertools import accumulate, chain
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from actuary.kernels import cache, threads
from actuary.kernels.deck import FAILED, FINISHED, FIRST
from actuary.kernels.whole import write_whole

PLAIN = os.environ.get("NUMBA_DISABLE_JIT") == "1"
"""Kernels run as plain Python."""
DIGEST = 32
"""Bytes of a digest (sha256)."""
_NUMBER = ctypes.c_int64
_TAKES = ctypes.c_int32, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_char_p, ctypes.c_void_p, _NUMBER
_ENTRY, _ALONE = ctypes.CFUNCTYPE(*_TAKES), ctypes.PYFUNCTYPE(*_TAKES)
"""A kernel that lets other threads work meanwhile, and one that keeps Python's lock: to give it away and to get it back
takes longer than a small kernel."""
_place, _first = ctypes.addressof, ctypes.c_char.from_buffer
_linked: list[Any] = []
"""Engines that hold linked code, for as long as the process lives."""


Laid = tuple[str, tuple[int, ...]]
"""Kind and values of an array."""


class Code(NamedTuple):
    """Linked code, and how what it is told lies in memory."""

    entry: Any
    alone: Any
    layout: struct.Struct


class Work(NamedTuple):
    """What a kernel is told, row by row; linked code for it, and all of it as the code reads it."""

    rows: Sequence[tuple[Any, ...]]
    code: Code | None
    memory: bytes


class Kernel:
    """A kernel by the module and the name of its source: a function of what it is told, a part and a worker."""

    def __init__(self, module: str, name: str) -> None:
        self.module, self.name = module, name
        self.codes: dict[str, Code] = {}
        """By the kinds of what it is told."""

    def __call__(self, parts: Sequence[int], *told: Any) -> None:
        """All parts of the work, dealt to threads as they become free. Raises ZeroDivisionError, FloatingPointError for
        numbers that are not real, ValueError for an array that is not in C order."""
        self.over(self.laid_out([told]), parts)

    def over(self, work: Work, *phases: Sequence[int], meanwhile: Callable[[], None] | None = None) -> None:
        """Each part is worked once for every row of what is told, one row after another, before the thread takes the
        next part, and the parts of a phase when those of the phases before are done; one thread does `meanwhile`
        before."""
        if PLAIN:
            source = getattr(import_module(self.module), self.name)
            if meanwhile is not None:
                meanwhile()
            for part in chain(*phases):
                for told in work.rows:
                    source(*told, part, 0)
            return
        rows, code, memory = work
        assert code is not None, "laid out where kernels are compiled"
        nowhere, ready, first = ctypes.byref(ctypes.c_void_p()), [*accumulate(map(len, phases), initial=0)], phases[0]
        whole, needs = ready[-1], [before for before, phase in zip(ready, phases, strict=False) for _ in phase]
        size = code.layout.size
        deck = (_NUMBER * (2 * whole + FIRST + 2))(0, whole, len(rows), size, 0, 0, *chain(*phases), -1, *needs, whole)

        def share(worker: int, _read_and_written: Any = rows, entry: Any = code.entry) -> bool:
            if entry(nowhere, nowhere, memory, deck, worker):
                deck[FAILED] = 1
                raise ZeroDivisionError("division by zero")
            return deck[FINISHED] == whole

        if whole == 1 and meanwhile is None:
            share(0, entry=code.alone)
            return
        threads.together(share, min(threads.workers(), len(first)), meanwhile)

    def laid_out(self, rows: Sequence[tuple[Any, ...]]) -> Work:
        """What is told, time by time and of the same kinds, as the code reads it."""
        code, memory, known = None, [], dict[int, Laid]()
        for told in rows if not PLAIN else ():
            kinds: list[str] = []
            values: list[float] = []
            _lay_out(told, kinds, values, known)
            said = " ".join(kinds)
            if said not in self.codes:
                self.codes[said] = self._code(said, told)
            if code is not None and self.codes[said] is not code:
                raise TypeError("rows of other kinds")
            code = self.codes[said]
            memory.append(code.layout.pack(*values))
        return Work(rows, code, b"".join(memory))

    def _code(self, said: str, told: tuple[Any, ...]) -> Code:
        """Linked code for what is told, kept or compiled now."""
        told_apart = hashlib.sha256(f"{self.module} {said}".encode()).hexdigest()[:16]
        place = cache.folder() / f"{self.name}-{told_apart}{cache.KEPT}"
        kept = _read(place)
        if kept is None:
            from actuary.kernels.compiling import compiled

            kept = compiled(self.module, self.name, told)
            with suppress(OSError):  # a disk that takes none only means that it is compiled again
                _write(place, *kept)
        where = _link(*kept)
        return Code(_ENTRY(where), _ALONE(where), struct.Struct("".join(_form(each) for each in told)))


def _lay_out(told: Iterable[Any], kinds: list[str], values: list[float], known: dict[int, Laid]) -> None:
    """Add the kinds of what is told, and its values; `known`: of arrays that were laid out before, and are still
    there."""
    for each in told:
        if isinstance(each, np.ndarray):
            laid = known.get(id(each))
            if laid is None:
                laid = known[id(each)] = _of_array(each)
            kinds.append(laid[0])
            values += laid[1]
        elif isinstance(each, tuple):
            kinds.append(type(each).__name__)
            _lay_out(each, kinds, values, known)
        elif isinstance(each, float):
            kinds.append("real")
            values.append(each)
        else:
            kinds.append("whole")
            values.append(int(each))


def _of_array(array: Any) -> Laid:
    """An array as the compiler lays it out: two owners (none), size, bytes of an item, place, shape and strides."""
    if not array.flags.c_contiguous:
        raise ValueError("a kernel takes arrays in C order")
    if array.dtype.kind == "c":
        raise FloatingPointError("a root of what is below nought")
    kind = array.dtype.char + str(array.ndim)
    return kind, (0, 0, array.size, array.itemsize, _address(array), *array.shape, *array.strides)


def _address(array: Any) -> int:
    """Where the values of an array lie; of one that may be written it is told sooner."""
    try:
        return _place(_first(array))
    except (TypeError, ValueError):  # it is only to be read, or empty
        return int(array.ctypes.data)


def _form(told: Any) -> str:
    """How `struct` is told of the same values."""
    if isinstance(told, np.ndarray):
        return "q" * (5 + 2 * told.ndim)
    if isinstance(told, tuple):
        return "".join(_form(each) for each in told)
    return "d" if isinstance(told, float) else "q"


def _link(name: str, code: bytes) -> int:
    """Address of the function of that name in object code."""
    import llvmlite.binding as llvm

    llvm.initialize_native_target()
    llvm.initialize_native_asmprinter()
    machine = llvm.Target.from_default_triple().create_target_machine(jit=True)
    engine = llvm.create_mcjit_compiler(llvm.parse_assembly(""), machine)
    engine.add_object_file(llvm.ObjectFileRef.from_data(code))
    engine.finalize_object()
    _linked.append(engine)
    return int(engine.get_function_address(name))


def _read(place: Path) -> tuple[str, bytes] | None:
    """Name and object code of a kept kernel; None where there is none or it is not whole."""
    try:
        kept = place.read_bytes()
    except OSError:
        return None
    if hashlib.sha256(kept[DIGEST:]).digest() != kept[:DIGEST]:
        return None
    name, _, code = kept[DIGEST:].partition(b"\0")
    return name.decode(), code


def _write(place: Path, name: str, code: bytes) -> None:
    """Keep a kernel, whole or not at all."""
    content = name.encode() + b"\0" + code
    write_whole(place, lambda stream: stream.write(hashlib.sha256(content).digest() + content))
