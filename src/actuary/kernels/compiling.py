"""A kernel made into machine code (编译为机器码)."""

from importlib import import_module
from typing import Any

import numpy as np
from llvmlite import ir

from actuary.kernels.compiler import from_dtype, intrinsic, njit, types
from actuary.kernels.deck import DEALT, FAILED, FINISHED, FIRST, PARTS, ROWS, SIZE

WORD, WORD_BYTES = ir.IntType(64), 8
PATIENCE = 20_000
"""How often a thread without work looks whether the others have ended before it sleeps: for as long as to wake it takes
[1]."""
PURE = {"nogil": True, "_nrt": False, "no_cpython_wrapper": True, "no_cfunc_wrapper": True}
"""Code that knows neither Python nor a heap: it needs nothing but C's library."""


def compiled(module: str, name: str, told: tuple[Any, ...]) -> tuple[str, bytes]:
    """Name and object code of the kernel `name(*told, part, worker)`, as a function of three numbers: where in memory
    all that it is told lies in a row, once for each time that a part is worked, where the parts are dealt from, worker.
    It works parts until none is left, or another thread has failed."""
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
        turn, end = dealt(deck), place + entry_at(deck, ROWS) * entry_at(deck, SIZE)
        while True:
            waited = 0
            while waits(deck, turn) and (waited < PATIENCE or not is_last(deck, turn)):
                waited += 1
            part = part_of(deck, turn)
            if part < 0:
                break
            row = place
            while row < end:
                source(*laid_out(row), part, worker)
                row += entry_at(deck, SIZE)
            finish(deck)
            turn = dealt(deck)

    numbers = (types.uintp, types.uintp, types.intp)
    entry.compile(numbers)
    made = entry.overloads[numbers]
    return made.fndesc.llvm_func_name, made.library._get_compiled_object()


def entry_of(builder: Any, deck: Any, place: int) -> Any:
    """Pointer to an entry of a deck."""
    return builder.gep(builder.inttoptr(deck, WORD.as_pointer()), [WORD(place)])


@intrinsic  # type: ignore[untyped-decorator]  # the compiler gives no types
def entry_at(typing: Any, deck: Any, place: Any) -> Any:
    """An entry of a deck that stays as it is."""

    def code(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        deck, place = arguments
        return builder.load(builder.gep(builder.inttoptr(deck, WORD.as_pointer()), [place]))

    return types.uintp(types.uintp, types.intp), code


@intrinsic  # type: ignore[untyped-decorator]  # the compiler gives no types
def dealt(typing: Any, deck: Any) -> Any:
    """The next turn of a deck, which no other thread is dealt; its last where none is left."""

    def code(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        before = builder.atomic_rmw("add", entry_of(builder, arguments[0], DEALT), WORD(1), "monotonic")
        parts = builder.load(entry_of(builder, arguments[0], PARTS))
        return builder.select(builder.icmp_signed("<", before, parts), before, parts)

    return types.intp(types.uintp), code


@intrinsic  # type: ignore[untyped-decorator]  # the compiler gives no types
def waits(typing: Any, deck: Any, turn: Any) -> Any:
    """Whether a turn has to wait for parts before it, as the last, in which there is no part, for all; nobody waits for
    a thread that has failed."""

    def code(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        deck, turn = arguments
        parts = builder.load(entry_of(builder, deck, PARTS))
        needs = builder.gep(entry_of(builder, deck, FIRST + 1), [builder.add(parts, turn)])
        finished, failed = (
            builder.load_atomic(entry_of(builder, deck, place), "acquire", WORD_BYTES) for place in (FINISHED, FAILED)
        )
        open_ = builder.icmp_signed("<", finished, builder.load(needs))
        return builder.and_(open_, builder.icmp_signed("==", failed, WORD(0)))

    return types.boolean(types.uintp, types.intp), code


@intrinsic  # type: ignore[untyped-decorator]  # the compiler gives no types
def is_last(typing: Any, deck: Any, turn: Any) -> Any:
    """Whether there is no part in a turn."""

    def code(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        deck, turn = arguments
        return builder.icmp_signed(">=", turn, builder.load(entry_of(builder, deck, PARTS)))

    return types.boolean(types.uintp, types.intp), code


@intrinsic  # type: ignore[untyped-decorator]  # the compiler gives no types
def part_of(typing: Any, deck: Any, turn: Any) -> Any:
    """The part that is worked in a turn; negative where there is none, or where a thread has failed."""

    def code(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        deck, turn = arguments
        failed = builder.load_atomic(entry_of(builder, deck, FAILED), "acquire", WORD_BYTES)
        part = builder.load(builder.gep(entry_of(builder, deck, FIRST), [turn]))
        return builder.select(builder.icmp_signed("==", failed, WORD(0)), part, WORD(-1))

    return types.intp(types.uintp, types.intp), code


@intrinsic  # type: ignore[untyped-decorator]  # the compiler gives no types
def finish(typing: Any, deck: Any) -> Any:
    """A part has been worked."""

    def code(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        builder.atomic_rmw("add", entry_of(builder, arguments[0], FINISHED), WORD(1), "release")
        return context.get_dummy_value()

    return types.void(types.uintp), code


def kind(told: Any) -> Any:
    """The compiler's type of what a kernel is told: an array in C order, a named tuple, a number."""
    if isinstance(told, np.ndarray):
        return types.Array(from_dtype(told.dtype), told.ndim, "C")
    if isinstance(told, tuple):
        return types.BaseTuple.from_types([kind(each) for each in told], type(told))
    return types.float64 if isinstance(told, float) else types.int64
