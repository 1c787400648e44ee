"""What is told of the very same objects is told once (同一事物只述一次): alternatives share ledgers and rows."""

from collections.abc import Callable
from typing import Any


class Once:
    """Values by the objects that they tell of, which are kept beside them, so that none is taken for another."""

    def __init__(self) -> None:
        self._known: dict[tuple[object, ...], tuple[tuple[object, ...], Any]] = {}

    def told(self, of: tuple[object, ...], tell: Callable[[], Any], *, by: object = None) -> Any:
        """The value of these objects, told where they are not met before; `by`: a key beside them."""
        key = (by, *map(id, of))
        if key not in self._known:
            self._known[key] = of, tell()
        return self._known[key][1]
