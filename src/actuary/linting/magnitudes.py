"""Orders of magnitude (数量级检查): a value against its neighbours in time, in the table, and against its unit."""

import math
from collections.abc import Iterable, Iterator, Sequence

from actuary.dated.values import DatedParameter, Table
from actuary.errors import Both, Letter
from actuary.linting.places import Places

IN_TIME = 6.0
"""Largest ratio of a value to its neighbours in time that is believed: a digit too many makes ten."""
IN_TABLE = 8.0
"""Largest ratio of a value to the middle of its neighbours in a table."""
PERSONS_IN_TABLE = 100.0
"""The same for counts of people, who do jump at some ages: 10,000 persons for one are still found."""
GROWTH = 0.03
"""Growth rates near nought differ by large ratios; below this difference they are let pass [per year]."""
NEAR = 36
"""Rows within so many months are neighbours."""
SPANS = {
    "per_year": (-0.5, 0.5),
    "births_per_woman": (0.0, 10.0),
    "persons_per_person_year": (0.0, 10.0),
    "day": (0.0, 366.0),
    "year": (0.0, 120.0),
    "month": (0.0, 1200.0),
}
"""What values of a unit are believed to be."""
RATES = (0.0, 0.4)
"""What a contribution rate of law is believed to be [share]."""
ORDERED = frozenset({"age", "grade", "risk_class", "tier", "level", "band"})
"""Axes along which neighbours are near in value."""


def magnitudes(parameters: Iterable[DatedParameter], at: Places) -> list[Letter]:
    """All slips of unit or of order of magnitude."""
    letters: list[Letter] = []
    for parameter in parameters:
        if isinstance(parameter.values[0].value, str):
            continue
        letters += _beyond_unit(parameter, at)
        letters += _in_time(parameter, at)
        letters += _in_table(parameter, at)
    return letters


def _numbers(value: float | str | Table) -> list[float]:
    return [float(x) for x in value.values] if isinstance(value, Table) else [float(value)]


def _field(value: float | str | Table) -> str:
    return "table" if isinstance(value, Table) else "value"


def _beyond_unit(parameter: DatedParameter, at: Places) -> Iterator[Letter]:
    low, high = SPANS.get(parameter.unit, (-math.inf, math.inf))
    if parameter.unit == "share" and parameter.name.startswith("law.") and parameter.name.endswith("_rate"):
        low, high = RATES
    for place, row in enumerate(parameter.values):
        wrong = next((x for x in _numbers(row.value) if not low <= x <= high), None)
        if wrong is None:
            continue
        zh, en = (
            f"{wrong:.15g} 与单位 {parameter.unit} 不相称。",
            f"{wrong:.15g} is not believable in {parameter.unit}.",
        )
        remedy = Both(
            f"请核对单位与小数点；可信范围为 {low:g} 至 {high:g}。",
            f"Check unit and decimal point; {low:g} to {high:g} is believed.",
        )
        yield at.letter("magnitude", parameter, Both(zh, en), remedy, row=place, field=_field(row.value))


def _in_time(parameter: DatedParameter, at: Places) -> Iterator[Letter]:
    """Each value against those of the rows near it in time, key by key of a table."""
    rows = parameter.values
    for place, row in enumerate(rows):
        keys = row.value.keys if isinstance(row.value, Table) else (None,)
        for number, key in enumerate(keys):
            value = _numbers(row.value)[number]
            near = [
                _numbers(other.value)[number]
                for i, other in enumerate(rows)
                if i != place and abs(other.from_ - row.from_) <= NEAR and _same_keys(row.value, other.value)
            ]
            factor = _ratio(value, near)
            if factor is None or (len(rows) == 2 and place == 0) or 1 / IN_TIME <= factor <= IN_TIME:
                continue
            if parameter.unit != "per_year" or abs(value - value / factor) > GROWTH:
                yield _slip(parameter, place, key, value, factor, at)
                break


def _in_table(parameter: DatedParameter, at: Places) -> Iterator[Letter]:
    """Each value of an ordered table against the keys beside it; told is the one that stands out most, since its
    neighbours stand out from it."""
    for place, row in enumerate(parameter.values):
        if not isinstance(row.value, Table) or row.value.axis not in ORDERED or len(row.value.keys) < 3:
            continue
        values, most = _numbers(row.value), PERSONS_IN_TABLE if parameter.unit == "person" else IN_TABLE
        factors = {i: _ratio(values[i], [values[i - 1], values[i + 1]]) for i in range(1, len(values) - 1)}
        out = {i: factor for i, factor in factors.items() if factor is not None and not 1 / most <= factor <= most}
        if out:
            i = max(out, key=lambda i: abs(math.log(out[i])))
            yield _slip(parameter, place, row.value.keys[i], values[i], out[i], at)


def _same_keys(one: float | str | Table, other: float | str | Table) -> bool:
    return not isinstance(one, Table) or (isinstance(other, Table) and one.keys == other.keys)


def _ratio(value: float, neighbours: Sequence[float]) -> float | None:
    """Value over the median of its neighbours, in logarithms; None where a sign or a nought forbids it."""
    logs = sorted(math.log(x) for x in neighbours if x > 0)
    if value <= 0 or not logs:
        return None
    half = len(logs) // 2
    return value / math.exp((logs[half] + logs[-half - 1]) / 2)


def _slip(parameter: DatedParameter, row: int, key: str | None, value: float, factor: float, at: Places) -> Letter:
    times = factor if factor > 1 else 1 / factor
    zh, en = ("大", "above") if factor > 1 else ("小", "below")
    named = "" if key is None else f"{key}: "
    message = Both(
        f"{named}{value:.15g} 约为相邻取值的 {times:.3g} 倍（偏{zh}）。",
        f"{named}{value:.15g} is {times:.3g} times {en} its neighbours.",
    )
    remedy = Both(
        "请核对小数点与单位（元、万元；月、年；百分数）。",
        "Check the decimal point and the unit (yuan or 10,000 yuan; month or year; per cent).",
    )
    field = "table" if key is not None else "value"
    return at.letter("magnitude", parameter, message, remedy, row=row, field=field)
