"""What every kind of benefit is made of (待遇的构成): columns in, parts out, each with rule and article."""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
import polars as pl
from numpy.typing import ArrayLike, NDArray

from actuary.errors import Both, Problem
from actuary.law.asked import Asked
from actuary.law.legislation import Legislation
from actuary.law.pension import FEN, NONE
from actuary.law.rounding import rounded
from actuary.months import month as month_of
from actuary.persons.answer import Answer, Line
from actuary.persons.award import month_texts
from actuary.persons.benefits.columns import BenefitColumns
from actuary.persons.texts import COUNTS
from actuary.persons.view import View
from actuary.sheets.cells import Cells
from actuary.sheets.reading import Grid

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]
BoolArray = NDArray[np.bool_]


class Part(NamedTuple):
    """One part of a benefit (一项待遇)."""

    key: str
    name: Both
    unit: str
    """month | day | yuan | yuan_per_month."""
    values: FloatArray
    """nan where there is none or it cannot be told."""
    rule: Both
    law: str
    """Parameter whose row in force gives document and article."""
    instead: tuple[str, BoolArray] | None = None
    """Another such parameter, and where it is that one."""


@dataclass
class Figures:
    """The sums of a kind over all good rows (测算结果); `notes` say where something is missing or taken for granted."""

    month: IntArray
    eligible: BoolArray
    reason: IntArray
    """Place in `reasons`."""
    reasons: tuple[tuple[str, Both], ...]
    parts: list[Part]
    echo: dict[str, pl.Series] = field(default_factory=dict)
    """What the case gave, by column."""
    notes: list[tuple[Both, BoolArray]] = field(default_factory=list)
    untold: BoolArray | None = None
    """Where it cannot be told whether there is a right; None: nowhere."""


class Benefit(NamedTuple):
    """A kind of benefit (待遇种类): its columns, the checks of its cells, and its sums."""

    columns: BenefitColumns
    read: Callable[[Cells], Mapping[str, NDArray[np.generic]]]
    """The cells as arrays, by column; what contradicts itself becomes a fault."""
    compute: Callable[[View, Mapping[str, NDArray[np.generic]]], Figures]


class Stated:
    """Law read for the month of each person (逐人取法定参数)."""

    def __init__(self, law: Legislation, month: IntArray) -> None:
        self.law, self.asked = law, Asked(month)

    def __call__(self, name: str) -> FloatArray:
        """A parameter in force; nan where none is."""
        return self.asked.number(lambda month: self.law.number(name, month))

    def on_day(self, name: str, day: IntArray) -> FloatArray:
        """A parameter in force on a day of each person's month; day nought: at the end of the month."""
        begins = self.asked.number(lambda month: self._begins(name, month))
        before = self.asked.number(lambda month: self.law.number(name, month - 1))
        return np.where((day > 0) & (day < begins), before, self(name))

    def _begins(self, name: str, month: int) -> float:
        row = self.law.parameters.row(name, month)
        return float(row.day) if row.from_ == month else 1.0

    def decreed(self, name: str) -> FloatArray:
        """A parameter as stated for the month; nan past the last stated value."""
        return self.asked.number(lambda month: self.law.stated(name, month))

    def entry(self, name: str, places: IntArray, keys: tuple[str, ...]) -> FloatArray:
        """An entry of a table, by the place of each person's key in `keys`; nan where there is none."""
        found = np.full(places.shape, np.nan)
        for place, key in enumerate(keys):
            who = places == place
            if who.any():
                found[who] = self.asked.number(lambda month, key=key: _entry(self.law, name, month, key))[who]  # type: ignore[misc]
        return found


def _entry(law: Legislation, name: str, month: int, key: str) -> float | None:
    table = law.table(name, month)
    return float(table.values[table.keys.index(key)]) if key in table.keys else None


def fen(amount: ArrayLike) -> FloatArray:
    """Amounts rounded half up to 0.01 [yuan]."""
    return rounded(np.asarray(amount, dtype=np.float64), FEN)


def this_month() -> int:
    """The month that counts where none is given [month]."""
    today = datetime.date.today()
    return month_of(today.year, today.month)


def or_now(month: IntArray) -> IntArray:
    """Months given, else the present one."""
    return np.where(month == NONE, this_month(), month)


NOW = Both("未给出年月，按当月计算。", "No month is given: the present one counts.")


def benefit_answer(benefit: Benefit, grid: Grid, view: View, language: str) -> Answer:
    """The cases of a grid under a view of the law."""
    columns = benefit.columns
    cells = Cells(grid, columns.columns)
    given = benefit.read(cells)
    good = cells.good
    figures = benefit.compute(view, {name: values[good] for name, values in given.items()})
    ids = cells.text("id").filter(pl.Series(good))
    flat = _flat(figures, cells.grid.rows[good], ids, language)
    sums: dict[str, float] = {"eligible": int(figures.eligible.sum())}
    sums |= {part.key: float(fen(np.nansum(part.values))) for part in figures.parts if part.unit.startswith("yuan")}
    return Answer(
        schema="actuary.benefit/1",
        head={"kind": columns.key, **view.described()},
        cells=cells,
        count=flat.height,
        nested=lambda: flat.with_columns(parts=_parts(figures, view, language)),
        flat=lambda: flat.with_columns(pl.col("notes").list.join(" ")),
        figures=flat,
        sums=sums,
        title=columns.title,
        page=lambda: _page(figures, view, flat, language),
        columns={name: COUNTS[name] for name in ("row", "id", "month", "eligible")}
        | {part.key: part.name for part in figures.parts},
        language=language,
    )


def _flat(figures: Figures, rows: IntArray, ids: pl.Series, language: str) -> pl.DataFrame:
    """One row a person: what was given, whether there is a right, and the parts."""
    codes, told = zip(*figures.reasons, strict=True)
    frame = pl.DataFrame(
        {
            "id": ids,
            "row": rows,
            "month": month_texts(figures.month),
            **figures.echo,
            "eligible": _rights(figures),
            "reason": pl.Series([text.said(language) for text in told], dtype=pl.String).gather(figures.reason),
            "reason_code": pl.Series(codes, dtype=pl.String).gather(figures.reason),
            **{part.key: part.values for part in figures.parts},
            "notes": _notes(figures, language),
        }
    )
    return frame.with_columns(pl.col(pl.Float64).fill_nan(None))


def _rights(figures: Figures) -> pl.Series:
    """Whether there is a right; null where it cannot be told."""
    rights = pl.Series(figures.eligible)
    return rights if figures.untold is None else rights.set(pl.Series(figures.untold), None)


def _notes(figures: Figures, language: str) -> pl.Series:
    count = len(figures.month)
    mask = np.zeros(count, dtype=np.int64)
    for bit, (_, where) in enumerate(figures.notes):
        mask += np.asarray(where, dtype=np.int64) << bit
    asked = Asked(mask)
    said = [
        [text.said(language) for bit, (text, _) in enumerate(figures.notes) if key >> bit & 1]
        for key in asked.months.tolist()
    ]
    return pl.Series("notes", said, dtype=pl.List(pl.String)).gather(asked.place)


def _parts(figures: Figures, view: View, language: str) -> pl.Series:
    """The parts of each person with rule and article."""
    asked = Asked(figures.month)
    told = [
        pl.struct(
            part=pl.lit(part.key),
            name=pl.lit(part.name.said(language)),
            value=pl.lit(pl.Series(part.values).fill_nan(None)),
            unit=pl.lit(part.unit),
            rule=pl.lit(part.rule.said(language)),
            article=pl.lit(_cited(view, part, asked, language)),
        )
        for part in figures.parts
    ]
    index = pl.int_range(len(figures.month), eager=True).to_frame("i")
    return index.select(pl.concat_list(told).alias("parts"))["parts"]


def _cited(view: View, part: Part, asked: Asked, language: str) -> pl.Series:
    """The citation of a part for each person."""
    found = _articles(view, part.law, asked, language)
    if part.instead is None:
        return found
    name, where = part.instead
    return found.zip_with(pl.Series(~where), _articles(view, name, asked, language))


def _articles(view: View, name: str, asked: Asked, language: str) -> pl.Series:
    """Document and article of a parameter in each person's month; null where the law is silent."""

    def cited(month: int) -> str | None:
        try:
            return view.citation(view.row(name, month)).said(language)
        except Problem:
            return None

    return pl.Series([cited(month) for month in asked.months.tolist()], dtype=pl.String).gather(asked.place)


_EMPTY = "—"
_RIGHT = Both("有无待遇", "entitled")
_NOTE = Both("说明", "note")
_MONTH = Both("年月", "month")
_WORD = {True: Both("有", "yes"), False: Both("无", "no"), None: Both("无法判断", "cannot be told")}
_UNIT = {
    "month": Both("个月", "months"),
    "day": Both("天", "days"),
    "yuan": Both("元", "yuan"),
    "yuan_per_month": Both("元/月", "yuan a month"),
    "yuan_per_year": Both("元/年", "yuan a year"),
}


def _page(figures: Figures, view: View, flat: pl.DataFrame, language: str) -> list[Line]:
    """The lines of the first case."""
    case = flat.row(0, named=True)
    parts = _parts(figures, view, language)[0].to_list()
    lines = [Line(_MONTH.said(language), case["month"] or _EMPTY)]
    lines.append(Line(_RIGHT.said(language), _WORD[case["eligible"]].said(language), case["reason"]))
    for part in parts:
        if part["value"] is None:
            continue
        value = _amount(part["value"], part["unit"], language)
        lines.append(Line(part["name"], value, part["rule"], part["article"] or ""))
    return [*lines, *(Line(_NOTE.said(language), "", note) for note in case["notes"])]


def _amount(value: float, unit: str, language: str) -> str:
    """An amount in its unit; a share in per cent."""
    if unit == "share":
        return f"{value:.0%}"
    return f"{value:,.2f} {_UNIT[unit].said(language)}".replace(".00 ", " ")
