"""A kernel made into machine code (编译为机器码)."""

from importlib import import_module
from typing import Any

import numpy as np
from llvmlite import ir

from actuary.kernels.compiler import from_dtype, intrinsic, njit, types

PURE = {"nogil": True, "_nrt": False, "no_cpython_wrapper": True, "no_cfunc_wrapper": True}
"""Code that knows neither Python nor a heap: it needs nothing but C's library."""


def compiled(module: str, name: str, told: tuple[Any, ...]) -> tuple[str, bytes]:
    """Name and object code of the kernel `name(*told, part, worker)`, as a function of three numbers: where in memory
    all that it is told lies in a row, where the parts are dealt from, worker. It works parts until none is left."""
    source = getattr(import_module(module), name)
    whole = types.BaseTuple.from_types([kind(each) for each in told])

    @intrinsic  # type: ignore[untyped-decorator]  # the compiler gives no types
    def laid_out(typing: Any, place: Any) -> Any:
        def code(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
            model = context.data_model_manager[whole]
            there = builder.inttoptr(arguments[0], model.get_data_type().as_pointer())
            return model.load_from_data_pointer(builder, there)

        return whole(types.uintp), code

    @njit(**PURE)  # type: ignore[untyped-decorator]  # the compiler gives no types
    def entry(place: Any, deck: Any, worker: Any) -> None:
        told, part = laid_out(place), dealt(deck)
        while part >= 0:
            source(*told, part, worker)
            part = dealt(deck)

    numbers = (types.uintp, types.uintp, types.intp)
    entry.compile(numbers)
    made = entry.overloads[numbers]
    return made.fndesc.llvm_func_name, made.library._get_compiled_object()


@intrinsic  # type: ignore[untyped-decorator]  # the compiler gives no types
def dealt(typing: Any, deck: Any) -> Any:
    """The next part of a deck, which no other thread is dealt, or its last entry where none is left: a deck is how many
    were dealt, how many there are, the parts, and -1."""

    def code(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        word = ir.IntType(64)
        top = builder.inttoptr(arguments[0], word.as_pointer())
        before = builder.atomic_rmw("add", top, word(1), "monotonic")
        parts = builder.load(builder.gep(top, [word(1)]))
        place = builder.select(builder.icmp_signed("<", before, parts), before, parts)
        return builder.load(builder.gep(top, [builder.add(place, word(2))]))

    return types.intp(types.uintp), code


def kind(told: Any) -> Any:
    """The compiler's type of what a kernel is told: an array in C order, a named tuple, a number."""
    if isinstance(told, np.ndarray):
        return types.Array(from_dtype(told.dtype), told.ndim, "C")
    if isinstance(told, tuple):
        return types.BaseTuple.from_types([kind(each) for each in told], type(told))
    return types.float64 if isinstance(told, float) else types.int64
