"""Tables as they are written (表的写法): one value a key, no key twice, in a reform none that the parameter has not."""

from collections.abc import Iterator, Sequence

from actuary.dated.advice import nearest, one_of
from actuary.dated.shapes import TableShape
from actuary.dated.values import Table
from actuary.errors import Both

Letter = tuple[Both, Both]
"""What is wrong, and what to do."""
DELETE_ONE = Both("请删除其中一个。", "Delete one of the two.")


def unpaired(table: TableShape) -> Iterator[Letter]:
    """What is wrong with keys and values, whatever they are about."""
    if len(table.keys) != len(table.values):
        keys, values = len(table.keys), len(table.values)
        message = Both(f"表有 {keys} 个键、{values} 个值。", f"The table has {keys} keys and {values} values.")
        yield message, Both("请一键一值。", "Give one value a key.")
    if len(set(table.keys)) < len(table.keys):
        yield Both("表里有重复的键。", "A key stands twice in the table."), DELETE_ONE


def unlike(table: TableShape, name: str, held: Sequence[Table]) -> Iterator[Letter]:
    """What a reform's table has and none of the tables that the parameter `held` has: axis and keys."""
    axes, keys = list(dict.fromkeys(each.axis for each in held)), list(dict.fromkeys(k for t in held for k in t.keys))
    if table.axis not in axes:
        message = Both(
            f"{name} 是 {'、'.join(axes)} 的表，不是 {table.axis} 的。",
            f"{name} is by {axes[-1]}, not by {table.axis}.",
        )
        yield message, Both(f"请写 axis: {axes[-1]}。", f"Write `axis: {axes[-1]}`.")
    yield from (no_key(key, name, keys) for key in dict.fromkeys(table.keys) if key not in keys)


def no_key(key: str, name: str, keys: Sequence[str]) -> Letter:
    """The letter on a key that a parameter's tables have not; `keys`: those that they have."""
    message = Both(f"{name} 没有键“{key}”。", f"{name} has no key {key!r}.")
    return message, nearest(key, list(keys)) or one_of(list(keys))
