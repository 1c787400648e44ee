"""The frontier of two levers as a picture (前沿图): for a report, or a file of its own."""

from collections.abc import Mapping
from typing import Any

from actuary.reporting.drawing.canvas import alone
from actuary.reporting.drawing.levers import frontier
from actuary.reporting.language import Words
from actuary.reporting.solution import amount, lever_name

Document = Mapping[str, Any]


def drawn(document: Document, ledger: str, words: Words) -> tuple[str, str, str] | None:
    """The picture with its name and what it says in words; None where no point was found. `ledger`: its name."""
    told = document["frontier"]
    one, other = told["levers"]
    points = [(point["first"], point["second"]) for point in told["points"] if point["second"] is not None]
    if not points:
        return None
    titles = lever_name(words, one["lever"], one["unit"]), lever_name(words, other["lever"], other["unit"])

    def first(value: float) -> str:
        return amount(words, value, one["unit"], one["lever"])

    def second(value: float) -> str:
        return amount(words, value, other["unit"], other["lever"])

    said = words("law.joint").join(f"{first(x)}: {second(y)}" for x, y in points)
    name = words("book.frontier", name=ledger, months=f"{document['months']:g}")
    return name, said, frontier(name, said, points, titles, (first, second))


def picture_file(document: Document, words: Words) -> bytes | None:
    """The picture as a file of its own; None where no point was found."""
    told = document["frontier"]
    found = drawn(document, f"{words.fund(told['fund'])} · {words.account(told['fund'], told['account'])}", words)
    return None if found is None else alone(found[2]).encode()
