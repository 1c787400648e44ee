"""Pictures of the report (图): small, drawn as shapes, readable without colour, each with a text that says the same."""

from collections.abc import Sequence

from actuary.reporting import figures
from actuary.reporting.elements import element, empty, lines, text

WIDTH, HEIGHT, FOOT, LABEL = 165, 68, 13, 10
"""Size of a picture of one ledger, the strip for the years, and the height of a label [pixel]."""
SIGN = 5.6
"""About how wide a digit of a label is [pixel]; figures too wide for their bars stand at both ends alone."""
BAR, NAME, FIGURE = 150, 104, 44
"""Length of the longest bar of a pool, width of its name and of its figure [pixel]."""


def balances(name: str, years: Sequence[int], values: Sequence[float | None], told: str) -> str:
    """Balance at the end of each year as bars from nought; what lies below is hatched. `told`: the same in words."""
    known = [seen(value) for value in values]
    top, bottom = max([0.0, *known]), min([0.0, *known])
    room = HEIGHT - FOOT - 2 * LABEL
    scale = room / (top - bottom) if top > bottom else 0.0
    nought, step = LABEL + scale * top, WIDTH / max(len(years), 1)
    crowded = any(len(figures.money(value)) * SIGN > step for value in values)
    marks = [empty("line", x1="0", x2=str(WIDTH), y1=_px(nought), y2=_px(nought), class_="axis")]
    for place, (year, value, size) in enumerate(zip(years, values, known, strict=True)):
        x, high = place * step, scale * abs(size)
        y = nought - high if size >= 0 else nought
        shape = {"x": _px(x + step * 0.18), "y": _px(y), "width": _px(step * 0.64), "height": _px(high)}
        marks.append(empty("rect", **shape, class_="bar" if size >= 0 else "bar short"))
        told_at = y - 2 if size >= 0 else y + high + LABEL - 1
        if not crowded:
            marks.append(_label(x + step / 2, told_at, figures.money(value)))
        elif place in (0, len(years) - 1):
            side = ("start", 0.0) if place == 0 else ("end", float(WIDTH))
            marks.append(_label(side[1], told_at, figures.money(value), side[0]))
        marks.append(_label(x + step / 2, HEIGHT - 2, str(year)))
    return _picture(name, told, WIDTH, HEIGHT, marks)


def seen(value: float | None) -> float:
    """A value as it prints: nought where it prints as nought, or is missing [yuan]."""
    return 0.0 if value is None or figures.money(abs(value)) == figures.money(0.0) else value


def pools(name: str, rows: Sequence[tuple[str, float]], told: str) -> str:
    """What each pool holds at the end, as bars to either side of nought: who has, and who lacks."""
    longest = max((abs(value) for _, value in rows), default=0.0) or 1.0
    middle, height = NAME + FIGURE + BAR, 20 * len(rows) + 6
    marks = [empty("line", x1=str(middle), x2=str(middle), y1="0", y2=str(height), class_="axis")]
    for place, (pool, value) in enumerate(rows):
        y, size = 4 + 20 * place, BAR * abs(value) / longest
        x = middle if value >= 0 else middle - size
        kind = "bar" if value >= 0 else "bar short"
        marks.append(empty("rect", x=_px(x), y=str(y), width=_px(size), height="13", class_=kind))
        marks.append(element("text", text(pool), x=str(NAME - 6), y=str(y + 11), text_anchor="end"))
        anchor, at = ("start", middle + size + 4) if value >= 0 else ("end", middle - size - 4)
        marks.append(element("text", text(figures.money(value)), x=_px(at), y=str(y + 11), text_anchor=anchor))
    return _picture(name, told, middle + BAR + FIGURE, height, marks)


def _picture(name: str, told: str, width: int, height: int, marks: Sequence[str]) -> str:
    """A picture that a screen reader reads as its text."""
    title = element("title", text(name))
    box = f"0 0 {width} {height}"
    attributes = {
        "viewBox": box,
        "width": str(width),
        "height": str(height),
        "role": "img",
        "aria-label": f"{name}。{told}",
    }
    return element("svg", title, lines(marks), xmlns="http://www.w3.org/2000/svg", **attributes)


def _label(x: float, y: float, words: str, anchor: str = "middle") -> str:
    return element("text", text(words), x=_px(x), y=_px(y), text_anchor=anchor, class_="small")


def _px(value: float) -> str:
    return f"{value:.1f}"
