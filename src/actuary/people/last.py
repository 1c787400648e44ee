"""An answer that is kept while the question is the same (沿用上次): most beliefs stand still from month to month."""

from collections.abc import Callable, Sequence
from typing import Any, Generic, ParamSpec, TypeVar

Given = ParamSpec("Given")
Told = TypeVar("Told")


class Last(Generic[Given, Told]):
    """A function that remembers what it was last given and told: asked with the same objects, or with equal numbers, it
    tells the same object again. Who is told must not change it."""

    def __init__(self, of: Callable[Given, Told]) -> None:
        self._of = of
        self._last: tuple[tuple[object, ...], Told] | None = None

    def __call__(self, *given: Given.args, **named: Given.kwargs) -> Told:
        """The answer, made only where the question is another."""
        if self._last is None or not all(map(_same, given, self._last[0])):
            self._last = given, self._of(*given, **named)
        return self._last[1]


class LastOfEach(Generic[Told]):
    """The same of several who ask at once: those who give the very same objects are told the same, made once."""

    def __init__(self, of: Callable[..., Told]) -> None:
        self._of = of
        self._keys: list[tuple[int, ...]] = []
        self._told: list[Told] = []
        self._made: dict[tuple[int, ...], tuple[tuple[Any, ...], Told]] = {}

    def __call__(self, *given: Sequence[Any]) -> list[Told]:
        """The answers to `given[0][i], given[1][i], ...`; what nobody asks for any more is forgotten."""
        keys = [*zip(*(map(id, each) for each in given), strict=True)]
        if keys != self._keys:
            asked = dict(zip(keys, zip(*given, strict=True), strict=True))
            self._made = {key: self._made.get(key) or (each, self._of(*each)) for key, each in asked.items()}
            self._keys, self._told = keys, [self._made[key][1] for key in keys]
        return self._told


def _same(one: object, other: object) -> bool:
    return one is other or (isinstance(one, float | str) and one == other)
