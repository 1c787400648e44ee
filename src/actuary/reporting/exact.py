"""Values of files as they are written (原值): rates in per cent to the last digit, everything else in its own unit."""

from math import inf

from actuary.reporting.figures import WAN, YI
from actuary.reporting.language import Words

_OWN = {"yuan": ("元", "yuan"), "person": ("人", "persons")}
_BARE = {"share", "per_year", "ratio", "index", "text", "formula"}


def number(value: float, unit: str) -> str:
    """A figure to its last digit: a rate in per cent, everything else as it is written."""
    if unit in {"share", "per_year"}:
        return f"{round(value * 100, 10):,.10g}%"
    return f"{value:,.12g}"


LARGE = {"yuan": (1e7, YI), "yuan_per_year": (1e7, YI), "person": (1e5, WAN)}
"""From where on an amount of a unit reads better in 亿 or 万, and what that is."""
PREFIX = {YI: (" 亿", " × 100m "), WAN: (" 万", " × 10k ")}


def readable(value: float, unit: str, say: Words) -> tuple[str, str, float]:
    """A figure as a reader takes it in: number, unit, and what both are divided by (亿元, 万人, else as written)."""
    least, by = LARGE.get(unit, (inf, 1.0))
    if abs(value) < least:
        return number(value, unit), unit_of(unit, say, value), 1.0
    return number(value / by, unit), f"{PREFIX[by][say.language == 'en']}{unit_of(unit, say).strip()}", by


def unit_of(unit: str, say: Words, value: float | None = None) -> str:
    """The name of a unit after a figure, a space before it; none after a rate."""
    if unit in _BARE:
        return ""
    if say.language == "en" and value == 1 and unit in {"year", "month", "day"}:
        return f" {unit}"
    own = _OWN.get(unit)
    word = say.unit(unit) if own is None else own[0 if say.language == "zh" else 1]
    return f" {word}"
