"""Flow of money (资金流向图): ribbons from payers over funds and pools to those who draw."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from actuary.reporting.drawing.canvas import Canvas, px, width_of

STEP, TALL, NODE, GAP, TOP = 190, 420, 12, 11, 24
"""Distance of columns, height of the tallest, width of a node, room between nodes and above them [pixel]."""


class Link(NamedTuple):
    """Money that goes from a node of one column to one of the next."""

    column: int
    source: str
    target: str
    value: float


class Spot(NamedTuple):
    """Where a node lies, and how far its ribbons have got on either side."""

    x: float
    y: float
    height: float


def sankey(
    name: str, told: str, headings: Sequence[str], links: Sequence[Link], shown: Callable[[str, float], str]
) -> str:
    """Columns of nodes with ribbons as thick as the money; `shown` writes a node with its amount."""
    columns = _columns(links, len(headings))
    longest = max((width_of(shown(key, value)) for key, value in columns[-1].items()), default=0.0)
    canvas = Canvas(STEP * (len(headings) - 1) + 2 * NODE + longest, TOP + TALL + 16)
    most = max(sum(column.values()) for column in columns)
    room = TALL - GAP * (max(len(column) for column in columns) - 1)
    spots = [_spots(column, place * STEP, room / most) for place, column in enumerate(columns)]
    left = [{key: spot.y for key, spot in column.items()} for column in spots]
    right = [{key: spot.y for key, spot in column.items()} for column in spots]
    for link in sorted(links, key=lambda each: (each.column, _order(columns, each))):
        thick = link.value * room / most
        one, other = spots[link.column][link.source], spots[link.column + 1][link.target]
        y1, y2 = right[link.column][link.source], left[link.column + 1][link.target]
        canvas.curve(_ribbon(one.x + NODE, y1, other.x, y2, thick), "flow")
        right[link.column][link.source] += thick
        left[link.column + 1][link.target] += thick
    for place, (column, heading) in enumerate(zip(columns, headings, strict=True)):
        _nodes(canvas, column, spots[place], heading, shown)
    return canvas.svg(name, told)


def _columns(links: Sequence[Link], count: int) -> list[dict[str, float]]:
    """Nodes of each column with the money that passes, largest first."""
    found: list[dict[str, float]] = [{} for _ in range(count)]
    for place in range(count):
        out: dict[str, float] = {}
        come: dict[str, float] = {}
        for link in links:
            if link.column == place:
                out[link.source] = out.get(link.source, 0.0) + link.value
            if link.column + 1 == place:
                come[link.target] = come.get(link.target, 0.0) + link.value
        whole = {key: max(out.get(key, 0.0), come.get(key, 0.0)) for key in {**come, **out}}
        found[place] = dict(sorted(whole.items(), key=lambda each: -each[1]))
    return found


def _spots(column: Mapping[str, float], x: float, scale: float) -> dict[str, Spot]:
    y, found = float(TOP), {}
    for key, value in column.items():
        found[key] = Spot(x, y, value * scale)
        y += value * scale + GAP
    return found


def _order(columns: Sequence[Mapping[str, float]], link: Link) -> tuple[int, int]:
    return list(columns[link.column]).index(link.source), list(columns[link.column + 1]).index(link.target)


def _ribbon(x1: float, y1: float, x2: float, y2: float, thick: float) -> str:
    middle = (x1 + x2) / 2
    return (
        f"M{px(x1)} {px(y1)}C{px(middle)} {px(y1)} {px(middle)} {px(y2)} {px(x2)} {px(y2)}"
        f"V{px(y2 + thick)}C{px(middle)} {px(y2 + thick)} {px(middle)} {px(y1 + thick)} {px(x1)} {px(y1 + thick)}Z"
    )


def _nodes(
    canvas: Canvas,
    column: Mapping[str, float],
    spots: Mapping[str, Spot],
    heading: str,
    shown: Callable[[str, float], str],
) -> None:
    """Bars of a column and their names, never one name over another."""
    x = next(iter(spots.values())).x if spots else 0.0
    canvas.words((x, 13), heading, kind="strong")
    at = 0.0
    for key, value in column.items():
        spot = spots[key]
        canvas.box(spot.x, spot.y, NODE, max(spot.height, 0.6), "dark")
        at = max(spot.y + min(spot.height / 2 + 4, 14), at + 10)
        canvas.words((spot.x + NODE + 4, at), shown(key, value), kind="small")
