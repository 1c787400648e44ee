"""The map of pools (统筹区地图): a tile a district, roughly where it lies; borders need no data."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from actuary.reporting.drawing.canvas import Canvas, width_of

PLACES = {
    "huangpi": (1, 0), "xinzhou": (3, 0),
    "dongxihu": (0, 1), "jianghan": (1, 1), "jiangan": (2, 1), "qingshan": (3, 1),
    "caidian": (0, 2), "qiaokou": (1, 2), "wuchang": (2, 2), "donghu_fengjing": (3, 2),
    "jingkai": (0, 3), "hanyang": (1, 3), "hongshan": (2, 3), "donghu_gaoxin": (3, 3),
    "jiangxia": (2, 4),
}  # fmt: skip
"""Column and row of each district; north is up."""
TILE, HIGH, HEAD = 62, 40, 22
"""Least width of a tile, its height, and the room for a heading [pixel]."""
SMALL = 0.9
"""Small letters over common ones."""


class Tile(NamedTuple):
    """A district on a map: its name, what is written under it, and whether it lacks."""

    key: str
    name: str
    figure: str
    lacks: bool


def maps(name: str, told: str, panels: Mapping[str, Sequence[Tile]]) -> str:
    """Maps side by side, each under its heading; a tile that lacks has a broken red border and no fill."""
    columns = 4
    keys = [tile.key for tiles in panels.values() for tile in tiles]
    rows = max((_place(key, keys, columns)[1] for key in keys), default=0) + 1
    names = [width_of(tile.name) * SMALL + 8 for tiles in panels.values() for tile in tiles]
    tile_wide = max([TILE, *names])
    wide = columns * tile_wide + 18
    canvas = Canvas(wide * len(panels) - 18, HEAD + rows * HIGH + 2)
    for number, (heading, tiles) in enumerate(panels.items()):
        canvas.words((number * wide, 13), heading, kind="strong")
        for tile in tiles:
            column, row = _place(tile.key, keys, columns)
            x, y = number * wide + column * tile_wide, HEAD + row * HIGH
            canvas.box(x + 1, y + 1, tile_wide - 4, HIGH - 4, "short" if tile.lacks else "soft")
            canvas.words((x + tile_wide / 2 - 1, y + 15), tile.name, "middle", "small")
            canvas.words((x + tile_wide / 2 - 1, y + 29), tile.figure, "middle", "strong")
    return canvas.svg(name, told)


def _place(key: str, keys: Sequence[str], columns: int) -> tuple[int, int]:
    """Where a district lies; those of another city stand in order."""
    order = list(dict.fromkeys(keys))
    if all(each in PLACES for each in order):
        return PLACES[key]
    at = order.index(key)
    return at % columns, at // columns
