"""Pictures of what moves a result (影响因素图): ranges one by one as a tornado, two levers as a frontier, differences
over what back-tests missed by."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from actuary.reporting.drawing.canvas import Canvas, Scale, ticks, width_of

NAMES, HALF, ROW, FIGURE = 250, 150, 17, 52
FRONT_WIDTH, FRONT_HEIGHT, LEFT, FOOT = 420, 240, 56, 36
Around = tuple[Sequence[str], Sequence[str]]
"""Lines above a picture that is a file of its own, and below it."""


class Bar(NamedTuple):
    """An input: its name, and what its low and its high end do."""

    name: str
    low: float
    high: float


def tornado(name: str, told: str, bars: Sequence[Bar], shown: Callable[[float], str], ends: tuple[str, str]) -> str:
    """Bars to either side of nought: the low end white, the high end full; `ends` names the two."""
    canvas = Canvas(NAMES + 2 * (HALF + FIGURE), 26 + ROW * len(bars))
    longest = max((abs(end) for bar in bars for end in (bar.low, bar.high)), default=1.0) or 1.0
    middle = NAMES + FIGURE + HALF
    canvas.box(NAMES, 4, 10, 10, "white")
    canvas.words((NAMES + 14, 13), ends[0], kind="small")
    canvas.box(middle + 8, 4, 10, 10, "bar")
    canvas.words((middle + 22, 13), ends[1], kind="small")
    for place, bar in enumerate(bars):
        y = 22 + ROW * place
        canvas.words((NAMES - 6, y + 11), _short(bar.name), "end", "small")
        same = bar.low * bar.high > 0
        for part, (value, kind) in enumerate(((bar.low, "white"), (bar.high, "bar"))):
            long = HALF * abs(value) / longest
            top, high = (y + part * (ROW - 3) / 2, (ROW - 3) / 2) if same else (y, ROW - 3)
            canvas.box(middle - long if value < 0 else middle, top, long, high, kind)
        for value, left in ((min(bar.low, bar.high, 0.0), True), (max(bar.low, bar.high, 0.0), False)):
            long = HALF * abs(value) / longest
            at = (middle - long - 3, y + 11) if left else (middle + long + 3, y + 11)
            if value:
                canvas.words(at, shown(value), "end" if left else "start", "small")
    canvas.line((middle, 18), (middle, 24 + ROW * len(bars)), "axis")
    return canvas.svg(name, told)


class Gap(NamedTuple):
    """A difference (差额) over the error that back-tests measured, and its figures in words."""

    name: str
    over: float
    told: str


MOST = 3.0
"""Times the error that a bar reaches; longer ones are cut."""


def gaps(name: str, told: str, found: Sequence[Gap], within: str) -> str:
    """Differences as bars over their errors: full beyond the error, white within the band that is `within` noise."""
    canvas = Canvas(NAMES + 2 * (HALF + FIGURE), 26 + ROW * len(found))
    middle, one = NAMES + FIGURE + HALF, HALF / MOST
    canvas.box(middle - one, 18, 2 * one, 6 + ROW * len(found), "band")
    canvas.words((middle, 13), within, "middle", "small")
    for place, gap in enumerate(found):
        y = 22 + ROW * place
        long = HALF * min(abs(gap.over), MOST) / MOST
        canvas.words((NAMES - 6, y + 11), _short(gap.name), "end", "small")
        kind = "bar" if abs(gap.over) > 1.0 else "white"
        canvas.box(middle - long if gap.over < 0 else middle, y, long, ROW - 3, kind)
        at = (middle - long - 3, y + 11) if gap.over < 0 else (middle + long + 3, y + 11)
        canvas.words(at, gap.told, "end" if gap.over < 0 else "start", "small")
    canvas.line((middle, 18), (middle, 24 + ROW * len(found)), "axis")
    return canvas.svg(name, told)


def _short(name: str) -> str:
    """A name as long as there is room for it."""
    while width_of(name) > NAMES - 10:
        name = f"{name.removesuffix('…')[:-1]}…"
    return name


def frontier(
    name: str,
    told: str,
    points: Sequence[tuple[float, float]],
    titles: tuple[str, str],
    shown: tuple[Callable[[float], str], Callable[[float], str]],
    around: Around = ((), ()),
) -> str:
    """The least of the second lever for each setting of the first; `around`: lines above and below."""
    canvas = Canvas(FRONT_WIDTH, FRONT_HEIGHT)
    firsts, seconds = [point[0] for point in points], [point[1] for point in points]
    x = Scale(min(firsts), max(firsts), LEFT + 10, FRONT_WIDTH - 30)
    y = Scale(min(0.0, *seconds), max(0.0, *seconds), FRONT_HEIGHT - FOOT, 42)
    for tick in ticks(y.low, y.high):
        canvas.line((LEFT, y(tick)), (FRONT_WIDTH - 10, y(tick)), "grid")
        canvas.words((LEFT - 4, y(tick) + 4), shown[1](tick), "end", "small")
    canvas.line((LEFT, y(0.0)), (FRONT_WIDTH - 10, y(0.0)), "axis")
    canvas.path([(x(one), y(other)) for one, other in points], "line")
    for one, other in points:
        canvas.dot((x(one), y(other)), "dark")
        canvas.words((x(one), y(other) - 7), shown[1](other), "middle", "small strong")
        canvas.words((x(one), FRONT_HEIGHT - FOOT + 14), shown[0](one), "middle", "small")
    canvas.words((FRONT_WIDTH - 10, FRONT_HEIGHT - 5), titles[0], "end", "small pale")
    canvas.words((4, 13), titles[1], kind="small pale")
    return canvas.svg(name, told, *around)


def by_months(
    name: str,
    told: str,
    points: Sequence[tuple[float, float]],
    best: tuple[float, float],
    titles: tuple[str, str],
    shown: Callable[[float], str],
    around: Around,
) -> str:
    """What the cheapest mix costs by whole months of a lever, and the least of all, a full dot."""
    canvas = Canvas(FRONT_WIDTH, FRONT_HEIGHT)
    firsts, costs = [point[0] for point in points], [point[1] for point in points]
    x = Scale(min(firsts), max(firsts), LEFT + 10, FRONT_WIDTH - 30)
    below = (max(costs) - min(costs)) / 6.0  # room for the words under the least, above which the line is everywhere
    y = Scale(min(costs) - below, max(costs), FRONT_HEIGHT - FOOT, 42)
    for tick in ticks(y.low, y.high):
        canvas.line((LEFT, y(tick)), (FRONT_WIDTH - 10, y(tick)), "grid")
        canvas.words((LEFT - 4, y(tick) + 4), shown(tick), "end", "small")
    for tick in ticks(x.low, x.high):
        canvas.words((x(tick), FRONT_HEIGHT - FOOT + 14), f"{tick:+g}", "middle", "small")
    canvas.line((LEFT, FRONT_HEIGHT - FOOT), (FRONT_WIDTH - 10, FRONT_HEIGHT - FOOT), "axis")
    canvas.path([(x(one), y(other)) for one, other in points], "line")
    canvas.dot((x(best[0]), y(best[1])), "dark", 4.0)
    canvas.words((x(best[0]), y(best[1]) + 17), f"{best[0]:+g} · {shown(best[1])}", "start", "small strong")
    canvas.words((FRONT_WIDTH - 10, FRONT_HEIGHT - 5), titles[0], "end", "small pale")
    canvas.words((4, 13), titles[1], kind="small pale")
    return canvas.svg(name, told, *around)
