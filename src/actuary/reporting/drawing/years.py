"""Pictures over years (逐年图): receipts and spending with the balance; payable months against lines; a fan."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from actuary.reporting.drawing.canvas import Canvas, Scale, ticks

WIDTH, HEIGHT = 340, 210
LEFT, TOP, FOOT = 46, 20, 22
"""Room for the scale at the left, for what stands above, and for the years below [pixel]."""
NAMES, SHORT = 112, 62
"""Room for names of tests, and of measures, at the right: the same in pictures of a kind, so that they have one scale
[pixel]."""
MOST = 7
"""Years that are written at most."""
GAP = 11
"""Least distance of labels above each other [pixel]."""


class Series(NamedTuple):
    """A line of the picture: its name, how it is drawn, its values."""

    name: str
    kind: str
    values: Sequence[float | None]


class Axes(NamedTuple):
    """Where years and values lie."""

    canvas: Canvas
    x: Scale
    y: Scale


def flows(
    name: str, told: str, years: Sequence[int], bars: Series, series: Sequence[Series], shown: Callable[[float], str]
) -> str:
    """Balance as bars, receipts and spending as lines; `shown` writes a value."""
    every = [*bars.values, *(value for line in series for value in line.values)]
    axes = _axes(years, every, shown, SHORT)
    step = (axes.x(1) - axes.x(0)) * 0.5 if len(years) > 1 else 40
    for place, value in enumerate(bars.values):
        if value is not None:
            top, foot = axes.y(max(value, 0.0)), axes.y(min(value, 0.0))
            axes.canvas.box(axes.x(place) - step / 2, top, step, foot - top, bars.kind if value >= 0 else "short")
    _nought(axes)
    for line in series:
        _line(axes, line)
    _labels(axes, _ends(axes, series))
    axes.canvas.box(LEFT, 3, 10, 10, bars.kind)
    axes.canvas.words((LEFT + 14, 12), bars.name, kind="small pale")
    return axes.canvas.svg(name, told)


def limits(
    name: str,
    told: str,
    years: Sequence[int],
    line: Series,
    thresholds: Mapping[str, float],
    shown: Callable[[float], str],
) -> str:
    """A line against named thresholds."""
    axes = _axes(years, [*line.values, *thresholds.values(), 0.0], shown)
    for value in thresholds.values():
        axes.canvas.line((axes.x.first - 12, axes.y(value)), (axes.x.last + 4, axes.y(value)), "limit")
    _nought(axes)
    _line(axes, line)
    every = _every(line.values)
    for place, held in enumerate(line.values):
        if held is not None and place % every == 0:
            axes.canvas.words((axes.x(place), axes.y(held) - 6), shown(held), "middle", "small strong")
    _labels(axes, [(word, axes.y(value)) for word, value in thresholds.items()])
    return axes.canvas.svg(name, told)


def fan(
    name: str,
    told: str,
    years: Sequence[int],
    bands: Sequence[tuple[Sequence[float], Sequence[float]]],
    series: Sequence[Series],
    shown: Callable[[float], str],
) -> str:
    """Bands between quantiles, the widest first, with lines in them."""
    every = [value for band in bands for side in band for value in side]
    axes = _axes(years, [*every, *(v for line in series for v in line.values), 0.0], shown)
    for kind, (low, high) in zip(("band", "inner"), bands, strict=True):
        edge = [(axes.x(place), axes.y(value)) for place, value in enumerate(high)]
        back = [(axes.x(place), axes.y(value)) for place, value in enumerate(low)]
        axes.canvas.path([*edge, *reversed(back)], kind, closed=True)
    _nought(axes)
    for line in series:
        _line(axes, line)
    _labels(axes, _ends(axes, series))
    return axes.canvas.svg(name, told)


def _axes(
    years: Sequence[int], values: Sequence[float | None], shown: Callable[[float], str], right: float = NAMES
) -> Axes:
    """Scales with their lines and labels, with room at the right for names."""
    known = [value for value in values if value is not None] or [0.0]
    low, high = min(0.0, *known), max(0.0, *known)
    canvas = Canvas(WIDTH + right, HEIGHT)
    wide = WIDTH - 16 if len(years) > 1 else LEFT + 60
    y = Scale(low, high or low + 1.0, HEIGHT - FOOT, TOP)
    x = Scale(0, max(len(years) - 1, 1), LEFT + 24, wide - 8)
    for tick in ticks(low, high):
        canvas.line((LEFT, y(tick)), (WIDTH - 4, y(tick)), "grid")
        canvas.words((LEFT - 4, y(tick) + 4), shown(tick), "end", "small")
    every = _every(years)
    for place, year in enumerate(years):
        if place % every == 0:
            canvas.words((x(place), HEIGHT - 7), str(year), "middle", "small")
    return Axes(canvas, x, y)


def _every(values: Sequence[object]) -> int:
    """Step between the years that are written."""
    return max(1, (len(values) + MOST - 1) // MOST)


def _nought(axes: Axes) -> None:
    axes.canvas.line((LEFT, axes.y(0.0)), (WIDTH - 4, axes.y(0.0)), "axis")


def _line(axes: Axes, line: Series) -> None:
    points = [(axes.x(place), axes.y(value)) for place, value in enumerate(line.values) if value is not None]
    if len(points) > 1:
        axes.canvas.path(points, line.kind)
    for point in points if len(points) <= 12 else ():
        axes.canvas.dot(point, "dark" if line.kind == "line" else "mid", 2.2)


def _ends(axes: Axes, series: Sequence[Series]) -> list[tuple[str, float]]:
    """Names of lines and where each ends."""
    lasts = ((line.name, line.values[-1]) for line in series if line.values)
    return [(name, axes.y(value)) for name, value in lasts if value is not None]


def _labels(axes: Axes, ends: Sequence[tuple[str, float]]) -> None:
    """Names at the right of their lines, none over another, none below the picture."""
    at = 0.0
    for place, (word, y) in enumerate(sorted(ends, key=lambda end: end[1])):
        below = (len(ends) - 1 - place) * GAP
        at = max(min(y + 4, HEIGHT - FOOT - below), at + GAP)
        axes.canvas.words((WIDTH, at), word, kind="small")
