"""Figures as the public reads them (数字格式): 亿元, 万人, per cent, months; the one home of formatting."""

from math import isfinite

MISSING = "—"
YI = 1e8
WAN = 1e4


def money(yuan: float | None) -> str:
    """亿元 of an amount in [yuan]: one decimal from ten 亿元 up, two below."""
    if yuan is None or not isfinite(yuan):
        return MISSING
    scaled = yuan / YI
    return _signed(scaled, 1 if abs(scaled) >= 9.995 else 2)


def persons(count: float | None) -> str:
    """万人 of a number of [person], two decimals."""
    return MISSING if count is None or not isfinite(count) else _signed(count / WAN, 2)


def share(value: float | None) -> str:
    """Per cent of a share [1], one decimal; two below one per cent."""
    if value is None or not isfinite(value):
        return MISSING
    scaled = value * 100
    return f"{_signed(scaled, 1 if abs(scaled) >= 0.995 or scaled == 0 else 2)}%"


def months(value: float | None) -> str:
    """A length of time in [month], one decimal."""
    return MISSING if value is None or not isfinite(value) else _signed(value, 1)


def ratio(value: float | None) -> str:
    """A ratio of two numbers of the same kind, two decimals."""
    return MISSING if value is None or not isfinite(value) else _signed(value, 2)


def plain(value: float | None) -> str:
    """Any other number: whole where it is large, four significant digits where it is small."""
    if value is None or not isfinite(value):
        return MISSING
    return _signed(value, 0) if abs(value) >= 1000 else _plain_small(value)


def amount(value: float | None, unit: str) -> str:
    """A value in the public unit of `unit`; the unit's own name comes from `language.unit`."""
    return _FORMATS.get(unit, plain)(value)


def month(text: str | None) -> str:
    """A month `YYYY-MM`, or the sign for none."""
    return text or MISSING


def _signed(value: float, digits: int) -> str:
    """Fixed decimals with thousands, never a negative zero."""
    return f"{value:z,.{digits}f}"


def _plain_small(value: float) -> str:
    return f"{value:z.4g}" if value else "0"


_FORMATS = {
    "yuan": money,
    "person": persons,
    "share": share,
    "per_year": share,
    "month": months,
}
