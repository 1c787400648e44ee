"""Elements of a page (页面元素) as text; every text is escaped here, and nowhere else."""

from collections.abc import Iterable
from html import escape


def element(name: str, *inside: str, **attributes: str) -> str:
    """An element with what is inside it, already markup; `class_` and `data_x` become `class` and `data-x`."""
    return f"<{name}{_written(attributes)}>{''.join(inside)}</{name}>"


def empty(name: str, **attributes: str) -> str:
    """An element that holds nothing, as the shapes of a picture do."""
    return f"<{name}{_written(attributes)}/>"


def text(words: str) -> str:
    """Plain words as markup."""
    return escape(words, quote=False)


def lines(parts: Iterable[str]) -> str:
    """Parts, each on a line of its own."""
    return "\n".join(parts)


def _written(attributes: dict[str, str]) -> str:
    told = ((key.rstrip("_").replace("_", "-"), value) for key, value in attributes.items())
    return "".join(f' {key}="{escape(value)}"' for key, value in told)
