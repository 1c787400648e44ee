"""A kernel made into machine code (编译为机器码)."""

from importlib import import_module
from typing import Any

import numpy as np

from actuary.kernels.compiler import from_dtype, intrinsic, njit, types

PURE = {"nogil": True, "_nrt": False, "no_cpython_wrapper": True, "no_cfunc_wrapper": True}
"""Code that knows neither Python nor a heap: it needs nothing but C's library."""


def compiled(module: str, name: str, told: tuple[Any, ...]) -> tuple[str, bytes]:
    """Name and object code of the kernel `name(*told, part, worker)`, as a function of three numbers: the place in
    memory where all that it is told lies in a row, part, worker."""
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
    def entry(place: Any, part: Any, worker: Any) -> None:
        source(*laid_out(place), part, worker)

    numbers = (types.uintp, types.intp, types.intp)
    entry.compile(numbers)
    made = entry.overloads[numbers]
    return made.fndesc.llvm_func_name, made.library._get_compiled_object()


def kind(told: Any) -> Any:
    """The compiler's type of what a kernel is told: an array in C order, a named tuple, a number."""
    if isinstance(told, np.ndarray):
        return types.Array(from_dtype(told.dtype), told.ndim, "C")
    if isinstance(told, tuple):
        return types.BaseTuple.from_types([kind(each) for each in told], type(told))
    return types.float64 if isinstance(told, float) else types.int64
