"""Retirement age by month of birth (按出生年月的退休年龄图), a line a schedule."""

from collections.abc import Mapping, Sequence

from actuary.reporting.drawing.canvas import Canvas, Point, Scale

WIDTH, HEIGHT, LEFT, FOOT, TOP, NAMES = 330, 210, 34, 22, 14, 12
STRAIGHT = 1e-6
"""Bend that is none [pixel]."""
KINDS = ("line", "second", "third", "fourth")


def ages(name: str, told: str, births: Sequence[float], lines: Mapping[str, Sequence[float]]) -> str:
    """`births`: years of birth with fractions; `lines`: age in years by schedule. Names stand below in order."""
    tall = HEIGHT + NAMES * len(lines)
    canvas = Canvas(WIDTH, tall)
    every = [value for line in lines.values() for value in line]
    x = Scale(births[0], births[-1], LEFT + 4, WIDTH - 8)
    y = Scale(min(every) - 1, max(every) + 1, HEIGHT - FOOT, TOP)
    for tick in range(int(y.low) + 1, int(y.high) + 1):
        canvas.line((LEFT, y(tick)), (WIDTH - 4, y(tick)), "grid")
        if tick % 2 == 0 or y.high - y.low < 10:
            canvas.words((LEFT - 4, y(tick) + 4), str(tick), "end", "small")
    for year in range(int(births[0]), int(births[-1]) + 1, 10):
        canvas.words((x(year), HEIGHT - 7), str(year), "middle", "small")
    for place, (schedule, line) in enumerate(lines.items()):
        kind, at = KINDS[place % len(KINDS)], HEIGHT + NAMES * place
        canvas.path(_corners([(x(birth), y(age)) for birth, age in zip(births, line, strict=True)]), kind)
        canvas.line((LEFT, at + 3), (LEFT + 28, at + 3), kind)
        canvas.words((LEFT + 34, at + 7), schedule, kind="small")
    return canvas.svg(name, told)


def _corners(points: Sequence[Point]) -> list[Point]:
    """The points at which a line turns, and its ends."""
    kept = [
        here
        for before, here, after in zip(points, points[1:], points[2:], strict=False)
        if abs((here[1] - before[1]) - (after[1] - here[1])) > STRAIGHT
    ]
    return [points[0], *kept, points[-1]]
