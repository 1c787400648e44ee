"""Values of files as they are written (原值): rates in per cent to the last digit, everything else in its own unit."""

from actuary.reporting.language import Words

_OWN = {"yuan": ("元", "yuan"), "person": ("人", "persons")}
_BARE = {"share", "per_year", "ratio", "index", "text", "formula"}


def number(value: float, unit: str) -> str:
    """A figure to its last digit: a rate in per cent, everything else as it is written."""
    if unit in {"share", "per_year"}:
        return f"{round(value * 100, 10):,.10g}%"
    return f"{value:,.10g}"


def unit_of(unit: str, say: Words, value: float | None = None) -> str:
    """The name of a unit after a figure, a space before it; none after a rate."""
    if unit in _BARE:
        return ""
    if say.language == "en" and value == 1 and unit in {"year", "month", "day"}:
        return f" {unit}"
    own = _OWN.get(unit)
    word = say.unit(unit) if own is None else own[0 if say.language == "zh" else 1]
    return f" {word}"
