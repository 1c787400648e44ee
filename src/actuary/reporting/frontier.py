"""The frontier of two levers, and of a mix by months, as a picture (前沿图): for a report, or a file of its own."""

from collections.abc import Mapping
from typing import Any

from actuary.reporting import figures
from actuary.reporting.drawing.canvas import alone
from actuary.reporting.drawing.levers import Around, by_months, frontier
from actuary.reporting.language import Words
from actuary.reporting.layout import Page
from actuary.reporting.solution import amount, lever_name

Document = Mapping[str, Any]


def drawn(document: Document, ledger: str, words: Words, *, whole: bool = False) -> tuple[str, str, str] | None:
    """The picture with its name and what it says in words; None where no point was found. `ledger`: its name;
    `whole`: with its title, and what the run was, for a file of its own."""
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
    around = _around(document, name, words) if whole else ((), ())
    return name, said, frontier(name, said, points, titles, (first, second), around)


def picture_file(document: Document, words: Words) -> bytes | None:
    """The picture of a frontier, or of a mix by months, as a file of its own; None where no point was found."""
    if document.get("mix"):
        found = _mixed(document, words)
        return None if found is None else alone(found).encode()
    told = document["frontier"]
    ledger = f"{words.fund(told['fund'])} · {words.account(told['fund'], told['account'])}"
    drawing = drawn(document, ledger, words, whole=True)
    return None if drawing is None else alone(drawing[2]).encode()


def _mixed(document: Document, words: Words) -> str | None:
    """What the cheapest mix costs by whole months of its lever; None where there is no such lever or no mix."""
    told = document["mix"]["by_months"]
    found = [point for point in told["points"] if point["meets"]] if told else []
    if len(found) < 2:
        return None
    points = [(point["at"], point["cost"]) for point in found]
    best = next((point["at"], point["cost"]) for point in found if point["cheapest"])
    name = words("solve.by_months.picture", months=figures.months(document["months"]))
    said = words("law.joint").join(f"{at:+g}: {figures.money(cost)}" for at, cost in points)
    titles = lever_name(words, told["lever"], told["unit"]), words("solve.cost_of_all").replace("\n", " ")
    return by_months(name, said, points, best, titles, figures.money, _around(document, name, words))


def _around(document: Document, name: str, words: Words) -> Around:
    """What stands above and below a file of its own: title and valuation; law, beliefs, pools, last month, inputs."""
    page = Page({**document, "funds": ()}, words, 0)
    return (f"{document['valuation']} · {name}",), (page.heading, page.inputs)
