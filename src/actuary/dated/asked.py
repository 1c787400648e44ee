"""Which parameters are asked for (读取记录), and which answers a change reaches."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from actuary.dated.parameters import Parameters
from actuary.dated.values import DatedParameter


@contextmanager
def listening(*stores: Parameters) -> Iterator[set[str]]:
    """Names of the parameters that are asked of the stores meanwhile (读取记录)."""
    before, asked = [store.asked for store in stores], set[str]()
    for store in stores:
        store.asked = asked
    try:
        yield asked
    finally:
        for store, names in zip(stores, before, strict=True):
            store.asked = names


def reached(changed: Iterable[str], growing: Sequence[DatedParameter]) -> frozenset[str]:
    """What answers differently where some parameters change: they, and those whose tails grow with one of them."""
    found = set(changed)
    while more := {p.name for p in growing if f"basis.{p.grows_with}" in found} - found:
        found |= more
    return frozenset(found)
