"""Sixteen lanes as one value (十六道并行值) inside kernels: read, written and reckoned with by vector instructions.

A loop over sixteen lanes is unrolled by the compiler before it could become vector instructions, and stays scalar; a
value of sixteen lanes never is scalar. Arithmetic is that of each lane, strict, in the order written. An array of any
shape is seen in one dimension, and a place in it is not checked: taking slices would cost two atomic operations each.
"""

import operator
from functools import reduce
from typing import Any

from llvmlite import ir
from numba import extending
from numba.core import cgutils, types
from numba.extending import models, overload, register_model

from actuary.kernels.layout import LANES, LINE

VECTOR = ir.VectorType(ir.DoubleType(), LANES)
BYTES = 8
LINE_BYTES = LINE * BYTES
"""Bytes of a double, and of a line of the cache."""


class Lanes(types.Type):
    """Numba's name for sixteen doubles that are one value."""

    def __init__(self) -> None:
        super().__init__(name="Lanes")


SIXTEEN = Lanes()
intrinsic: Any = extending.intrinsic


@register_model(Lanes)
class LanesModel(models.PrimitiveModel):
    """Sixteen lanes are held as one vector."""

    def __init__(self, manager: Any, kind: Lanes) -> None:
        super().__init__(manager, kind, VECTOR)


def address(context: Any, builder: Any, array: Any, value: Any, place: Any) -> Any:
    """Pointer to the lanes that begin at a place of a contiguous array."""
    data = context.make_array(array)(context, builder, value).data
    return builder.bitcast(builder.gep(data, [place]), VECTOR.as_pointer())


def spread(context: Any, builder: Any, kind: Any, value: Any) -> Any:
    """A number in all lanes; lanes as they are."""
    if isinstance(kind, Lanes):
        return value
    number = context.cast(builder, value, kind, types.float64)
    one = builder.insert_element(ir.Constant(VECTOR, ir.Undefined), number, ir.Constant(ir.IntType(32), 0))
    everywhere = ir.Constant(ir.VectorType(ir.IntType(32), LANES), [0] * LANES)
    return builder.shuffle_vector(one, ir.Constant(VECTOR, ir.Undefined), everywhere)


@intrinsic
def number(typing: Any, array: Any, place: Any) -> Any:
    """The number at a place of a table of numbers, which never counts from the end."""

    def code(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        data = context.make_array(signature.args[0])(context, builder, arguments[0]).data
        return builder.load(builder.gep(data, [arguments[1]]))

    return array.dtype(array, types.intp), code


@intrinsic
def read(typing: Any, array: Any, place: Any) -> Any:
    """The sixteen lanes `array[place : place + 16]`."""

    def code(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        return builder.load(address(context, builder, signature.args[0], *arguments), align=BYTES)

    return SIXTEEN(array, types.intp), code


@intrinsic
def write(typing: Any, array: Any, place: Any, lanes: Any) -> Any:
    """Put sixteen lanes at `array[place : place + 16]`."""

    def code(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        value, place, lanes = arguments
        builder.store(lanes, address(context, builder, signature.args[0], value, place), align=BYTES)
        return context.get_dummy_value()

    return types.void(array, types.intp, SIXTEEN), code


@intrinsic
def stream(typing: Any, array: Any, place: Any, lanes: Any) -> Any:
    """The same past the cache, for what is not read soon, into an array that begins where a line of the cache does: a
    line that is written whole need not be fetched before."""

    def code(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        value, place, lanes = arguments
        there = address(context, builder, signature.args[0], value, place)
        store = builder.store(lanes, there, align=LINE_BYTES)
        store.set_metadata("nontemporal", builder.module.add_metadata([ir.Constant(ir.IntType(32), 1)]))
        return context.get_dummy_value()

    return types.void(array, types.intp, SIXTEEN), code


def in_place(of: Any) -> Any:
    """An intrinsic that changes sixteen lanes of an array by others; `of(builder, x, y)` makes the instruction."""

    @intrinsic
    def change(typing: Any, array: Any, place: Any, lanes: Any) -> Any:
        def code(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
            value, place, lanes = arguments
            pointer = address(context, builder, signature.args[0], value, place)
            builder.store(of(builder, builder.load(pointer, align=BYTES), lanes), pointer, align=BYTES)
            return context.get_dummy_value()

        return types.void(array, types.intp, SIXTEEN), code

    return change


add = in_place(lambda builder, x, y: builder.fadd(x, y))
"""Add sixteen lanes to `array[place : place + 16]`."""
take = in_place(lambda builder, x, y: builder.fsub(x, y))
"""Take sixteen lanes from `array[place : place + 16]`."""


@intrinsic
def fetch(typing: Any, array: Any, place: Any) -> Any:
    """Ask the cache for `array[place : place + 16]`, which is needed soon; changes nothing."""

    def code(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        word, byte = ir.IntType(32), ir.IntType(8).as_pointer()
        kind = ir.FunctionType(ir.VoidType(), [byte, word, word, word])
        ask = cgutils.get_or_insert_function(builder.module, kind, "llvm.prefetch.p0")
        pointer = builder.bitcast(address(context, builder, signature.args[0], *arguments), byte)
        for line in range(0, LANES * BYTES, LINE_BYTES):
            there = builder.gep(pointer, [ir.Constant(ir.IntType(64), line)])
            builder.call(ask, [there, word(0), word(2), word(1)])
        return context.get_dummy_value()

    return types.void(array, types.intp), code


@intrinsic
def pick(typing: Any, lanes: Any, lane: Any) -> Any:
    """One of the sixteen; a number is the same in all."""

    def code(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        return builder.extract_element(*arguments) if isinstance(lanes, Lanes) else arguments[0]

    kind = SIXTEEN if isinstance(lanes, Lanes) else types.float64
    return types.float64(kind, types.intp), code


@intrinsic
def put(typing: Any, lanes: Any, lane: Any, number: Any) -> Any:
    """The sixteen with one of them replaced."""

    def code(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        lanes, lane, number = arguments
        return builder.insert_element(lanes, number, lane)

    return SIXTEEN(SIXTEEN, types.intp, types.float64), code


@intrinsic
def level(typing: Any, number: Any) -> Any:
    """Sixteen lanes of one number."""

    def code(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        return spread(context, builder, signature.args[0], *arguments)

    return SIXTEEN(number), code


@intrinsic
def over_lanes(typing: Any, lanes: Any) -> Any:
    """Sum of the sixteen, from the first to the last."""

    def code(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        numbers = (builder.extract_element(arguments[0], ir.Constant(ir.IntType(32), lane)) for lane in range(LANES))
        return reduce(builder.fadd, numbers)

    return types.float64(SIXTEEN), code


def by_lane(of: Any) -> Any:
    """An intrinsic of two arguments of which one or both are lanes; `of(builder, x, y)` makes the instruction."""

    @intrinsic
    def reckon(typing: Any, x: Any, y: Any) -> Any:
        def code(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
            kinds = zip(signature.args, arguments, strict=True)
            return of(builder, *(spread(context, builder, kind, value) for kind, value in kinds))

        return SIXTEEN(x, y), code

    return reckon


def chosen(comparison: str) -> Any:
    """Of two numbers the first where the comparison holds, else the second."""
    return by_lane(lambda builder, x, y: builder.select(builder.fcmp_ordered(comparison, x, y), x, y))


least, most = chosen("<"), chosen(">")
positive = by_lane(
    lambda builder, x, y: builder.select(builder.fcmp_ordered(">", x, ir.Constant(VECTOR, [0.0] * LANES)), x, y)
)
"""Of two numbers the first where it is above nought, else the second."""


def whether(comparison: str) -> Any:
    """One where a comparison of two numbers holds, else nought."""
    one, nought = (ir.Constant(VECTOR, [value] * LANES) for value in (1.0, 0.0))
    return by_lane(lambda builder, x, y: builder.select(builder.fcmp_ordered(comparison, x, y), one, nought))


SAME, below = whether("=="), whether("<")
PLUS = by_lane(lambda builder, x, y: builder.fadd(x, y))
MINUS = by_lane(lambda builder, x, y: builder.fsub(x, y))
TIMES = by_lane(lambda builder, x, y: builder.fmul(x, y))
OVER = by_lane(lambda builder, x, y: builder.fdiv(x, y))


def sign(symbol: Any, instruction: Any) -> None:
    """Let a Python operator mean an instruction where lanes take part."""

    @overload(symbol)
    def meaning(x, y):  # type: ignore[no-untyped-def]
        takes_part = isinstance(x, Lanes) or isinstance(y, Lanes)
        return (lambda x, y: instruction(x, y)) if takes_part else None  # noqa: PLW0108 - numba asks for a function


for symbols, instruction in (
    ((operator.add, operator.iadd), PLUS),
    ((operator.sub, operator.isub), MINUS),
    ((operator.mul, operator.imul), TIMES),
    ((operator.truediv, operator.itruediv), OVER),
):
    for symbol in symbols:
        sign(symbol, instruction)


def at(table: Any, *place: Any) -> Any:  # pragma: no cover - compiled code alone
    """What a table says at a place (取值): a number, or sixteen lanes where its last axis is that of the lanes; a
    number by itself, or an array of sixteen, has no place."""
    raise NotImplementedError("in kernels alone")


@overload(at)
def at_(table, *place):  # type: ignore[no-untyped-def]
    """`at` by the axes of the table."""
    if isinstance(table, types.Float):
        return lambda table, *place: table
    dimensions = len(place[0]) if place and isinstance(place[0], types.BaseTuple) else len(place)
    if table.ndim == dimensions:
        return (
            lambda table, *place: number(table, place[0]),
            lambda table, *place: number(table, place[0] * table.shape[1] + place[1]),
            lambda table, *place: number(table, (place[0] * table.shape[1] + place[1]) * table.shape[2] + place[2]),
        )[dimensions - 1]
    return (
        lambda table, *place: read(table, 0),
        lambda table, *place: read(table, place[0] * LANES),
        lambda table, *place: read(table, (place[0] * table.shape[1] + place[1]) * LANES),
        lambda table, *place: read(table, ((place[0] * table.shape[1] + place[1]) * table.shape[2] + place[2]) * LANES),
    )[dimensions]


def gathered(table: Any, lanes: Any) -> Any:  # pragma: no cover - compiled code alone
    """Lanes as a table of `[K, G, A]` takes them: their sum, or as they are where it has an axis of lanes."""
    raise NotImplementedError("in kernels alone")


@overload(gathered)
def gathered_(table, lanes):  # type: ignore[no-untyped-def]
    """`gathered` by the axes of the table."""
    return (lambda table, lanes: over_lanes(lanes)) if table.ndim == 3 else (lambda table, lanes: lanes)


def holds(value: Any) -> Any:  # pragma: no cover - compiled code alone
    """Whether a number, or any lane, is not nought."""
    raise NotImplementedError("in kernels alone")


@overload(holds)
def holds_(value):  # type: ignore[no-untyped-def]
    """`holds` of a number or of lanes."""
    return (lambda value: any_lane(value)) if isinstance(value, Lanes) else (lambda value: value != 0.0)  # noqa: PLW0108


@intrinsic
def any_lane(typing: Any, lanes: Any) -> Any:
    """Whether any of the sixteen is not nought."""

    def code(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        nought = ir.Constant(VECTOR, [0.0] * LANES)
        word = builder.bitcast(builder.fcmp_unordered("!=", arguments[0], nought), ir.IntType(LANES))
        return builder.icmp_unsigned("!=", word, ir.Constant(ir.IntType(LANES), 0))

    return types.boolean(SIXTEEN), code


def same(x: Any, y: Any) -> Any:  # pragma: no cover - compiled code alone
    """One where two numbers are the same, else nought; by lane where lanes take part."""
    raise NotImplementedError("in kernels alone")


@overload(same)
def same_(x, y):  # type: ignore[no-untyped-def]
    """`same` of numbers or of lanes."""
    takes_part = isinstance(x, Lanes) or isinstance(y, Lanes)
    return (lambda x, y: SAME(x, y)) if takes_part else (lambda x, y: 1.0 if x == y else 0.0)  # noqa: PLW0108


def varying(where: Any, r: Any, g: Any, a: Any) -> Any:  # pragma: no cover - compiled code alone
    """The row in which lanes hold a value of their own; negative where they do not."""
    raise NotImplementedError("in kernels alone")


@overload(varying)
def varying_(where, r, g, a):  # type: ignore[no-untyped-def]
    """`varying`, known beforehand where lanes never differ."""
    return (lambda where, r, g, a: int(at(where, r, g, a)) - 1) if where.ndim == 3 else (lambda where, r, g, a: -1)


def vary(where: Any, place: Any) -> Any:  # pragma: no cover - compiled code alone
    """Whether lanes hold values of their own at any of the sixteen ages from a place on."""
    raise NotImplementedError("in kernels alone")


@overload(vary)
def vary_(where, place):  # type: ignore[no-untyped-def]
    """`vary`, known beforehand where lanes never differ."""
    return (lambda where, place: any_lane(read(where, place))) if where.ndim == 3 else (lambda where, place: False)
