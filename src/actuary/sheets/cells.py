"""Cells as numbers, months and choices (单元格解析), whole columns at a time; the bad ones by row and column.

Rules. Full-width signs count as half-width. A number is written in digits, with a point and at most commas between
thousands; units and per cent signs are refused. A month is YYYY-MM, also with a day, with slashes, as
1965年1月 or as 196501; a serial number of a spreadsheet is refused.
"""

from collections.abc import Mapping, Sequence

import numpy as np
import polars as pl
from numpy.typing import NDArray

from actuary.errors import Both, Letter, Problem, problem
from actuary.months import text as month_text
from actuary.sheets.columns import Column, by_heading, plain, plain_heading
from actuary.sheets.reading import Grid

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]
BoolArray = NDArray[np.bool_]
NONE = -1
"""A month or choice that is not there."""
_NUMBER = r"^[+-]?[0-9]{1,15}(\.[0-9]{0,30})?$"
_THOUSANDS = r"^[+-]?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]*)?$"
_MONTH = (
    r"^(?<year>[0-9]{4})(?:[-/年](?<m1>[0-9]{1,2})(?:月|[-/月](?<d1>[0-9]{1,2})日?(?:[ T][0-9:.]+)?)?"
    r"|(?<m2>[0-9]{2})(?<d2>[0-9]{2})?)$"
)
_SHOWN = 40


class Cells:
    """The columns of a grid as arrays (按列取数); `faults` fill as they are read."""

    def __init__(self, grid: Grid, columns: Sequence[Column]) -> None:
        """Raises Problem where a required column is missing or two headings mean the same."""
        self.grid, self.columns = grid, {column.name: column for column in columns}
        known = by_heading(columns)
        self.ignored: list[str] = []
        """Headings that no column is known by."""
        self.headings: dict[str, str] = {}
        """How the grid itself heads each column that it has."""
        self._text: dict[str, pl.Series] = {}
        for heading in grid.frame.columns:
            name = known.get(plain_heading(heading))
            if name is None:
                self.ignored.append(heading)
            elif name in self._text:
                self._refuse("heading", Both(f"两列都是 {name}。", f"Two columns are {name}."), name)
            else:
                self.headings[name], self._text[name] = heading, _half_width(grid.frame[heading])
        for column in columns:
            if column.required and column.name not in self._text:
                called = "、".join((column.name, *column.zh))
                message = Both(f"缺少必填项 {column.name}。", f"{column.name} is missing.")
                self._refuse("missing", message, column.name, Both(f"可用列名：{called}。", f"It is headed {called}."))
        self._faults: list[tuple[str, str, Both, BoolArray]] = []
        if grid.ragged:
            told = Both("这一行的单元格多于列名。", "The row holds more cells than there are headings.")
            self.fault("", "ragged", told, np.isin(grid.rows, grid.ragged))
        for column in columns:
            if column.required:
                self.fault(column.name, "missing", Both("必填项为空。", "It must be filled."), self.blank(column.name))

    def __len__(self) -> int:
        return len(self.grid.rows)

    def has(self, name: str) -> bool:
        """Whether the column is there."""
        return name in self._text

    def text(self, name: str) -> pl.Series:
        """A column as text; all null where it is not there."""
        return self._text[name] if name in self._text else pl.Series(name, [None] * len(self), dtype=pl.String)

    def blank(self, name: str) -> BoolArray:
        """Where nothing is filled in."""
        return np.asarray(self.text(name).is_null().to_numpy())

    def number(self, name: str) -> FloatArray:
        """A column of numbers; nan where blank or wrong."""
        text = self.text(name)
        if not self.has(name):
            return np.full(len(self), np.nan)
        bare = text
        if text.str.contains(",", literal=True).any():
            commas = text.str.contains(_THOUSANDS).fill_null(False)
            bare = text.zip_with(~commas, text.str.replace_all(",", "", literal=True))
        good = bare.str.contains(_NUMBER).fill_null(False)
        values = bare.set(~good, None).cast(pl.Float64).fill_null(np.nan).to_numpy().copy()
        self._refuse_text(name, text, ~good.to_numpy() & ~self.blank(name))
        column = self.columns[name]
        if column.kind == "count":
            part = np.isfinite(values) & (values % 1.0 != 0.0)
            self.fault(name, "count", Both("“{value}”不是整数。", "{value} is not a whole number."), part)
        self._within(column, values)
        return values

    def month(self, name: str) -> IntArray:
        """A column of months; NONE where blank or wrong."""
        if not self.has(name):
            return np.full(len(self), NONE, dtype=np.int64)
        text = self.text(name)
        whole = self._parts(name)
        good = _real_dates(whole)
        index = (whole["year"] * 12 + whole["month"] - 1).fill_null(NONE).to_numpy().copy()
        index[~good] = NONE
        wrong = ~good & ~self.blank(name)
        serial = wrong & text.str.contains(r"^[0-9]{5}(\.0*)?$").fill_null(False).to_numpy()
        told = Both(
            "“{value}”像是电子表格的日期序号，请写成年月，如1965-01。",
            "{value} looks like a spreadsheet's serial date; write the month, such as 1965-01.",
        )
        self.fault(name, "serial_date", told, serial)
        told = Both("“{value}”不是年月，请写成如1965-01。", "{value} is not a month; write it such as 1965-01.")
        self.fault(name, "month", told, wrong & ~serial)
        self._month_within(self.columns[name], index)
        return index

    def day(self, name: str) -> IntArray:
        """Days of the months of a column; nought where only a month is given."""
        if not self.has(name):
            return np.zeros(len(self), dtype=np.int64)
        return self._parts(name)["day"].fill_null(0).to_numpy()

    def _parts(self, name: str) -> pl.DataFrame:
        """Year, month and day of a column of months, null where they are not written."""
        parts = self.text(name).str.extract_groups(_MONTH).struct.unnest()
        return parts.select(
            year=pl.col("year").cast(pl.Int64),
            month=pl.coalesce("m1", "m2").cast(pl.Int64),
            day=pl.coalesce("d1", "d2").cast(pl.Int64),
        )

    def choice(self, name: str) -> IntArray:
        """A column of choices, by their places; NONE where blank or wrong."""
        if not self.has(name):
            return np.full(len(self), NONE, dtype=np.int64)
        column, text = self.columns[name], self.text(name)
        known = column.words
        places = {word: known.get(plain(word), NONE) for word in text.drop_nulls().unique().to_list()}
        found = text.replace_strict(places, default=NONE, return_dtype=pl.Int64).fill_null(NONE).to_numpy().copy()
        chinese = "、".join(next(iter(others), key) for key, others in column.choices.items())
        listed = " | ".join(column.choices)
        told = Both(f"“{{value}}”不在可选之列：{chinese}。", f"{{value}} is not one of {listed}.")
        self.fault(name, "choice", told, (found == NONE) & ~self.blank(name))
        return np.asarray(found)

    def fault(self, name: str, code: str, message: Both, where: BoolArray) -> None:
        """Refuse the rows `where`; `{value}` in the message stands for the cell."""
        if where.any():
            self._faults.append((name, code, message, np.asarray(where)))

    @property
    def good(self) -> BoolArray:
        """Rows of which nothing is wrong."""
        bad = np.zeros(len(self), dtype=bool)
        for _, _, _, where in self._faults:
            bad |= where
        return ~bad

    def errors(self, language: str) -> pl.DataFrame:
        """What is wrong (错误清单): row, column, code and message, in order of row."""
        schema = {"row": pl.Int64, "column": pl.String, "code": pl.String, "message": pl.String}
        parts = [self._told(*fault, language) for fault in self._faults]
        return pl.concat([pl.DataFrame(schema=schema), *parts]).sort("row", maintain_order=True)

    def letters(self, fields: Mapping[str, str], remedy: Both) -> list[Letter]:
        """The faults of a grid of one row as letters; `fields` name the columns."""
        told = {language: self.errors(language) for language in ("zh", "en")}
        rows = zip(told["zh"].iter_rows(named=True), told["en"].iter_rows(named=True), strict=True)
        return [
            problem(zh["code"], message=Both(zh["message"], en["message"]), remedy=remedy, field=fields[zh["column"]])
            for zh, en in rows
        ]

    def _told(self, name: str, code: str, message: Both, where: BoolArray, language: str) -> pl.DataFrame:
        cells = self.text(name).filter(pl.Series(where)) if name else pl.Series([""] * int(where.sum()))
        shown = cells.fill_null("").str.slice(0, _SHOWN).str.replace_all(r"[\x00-\x1f\x7f]", "?")
        before, _, after = message.said(language).partition("{value}")
        return pl.DataFrame(
            {
                "row": self.grid.rows[where],
                "column": [name or None] * len(shown),
                "code": [code] * len(shown),
                "message": before + shown + after if "{value}" in message.said(language) else [before] * len(shown),
            },
            schema={"row": pl.Int64, "column": pl.String, "code": pl.String, "message": pl.String},
        )

    def _refuse_text(self, name: str, text: pl.Series, wrong: BoolArray) -> None:
        """Text where a number was meant: with a unit, a per cent sign, or none at all."""
        if not wrong.any():
            return
        unit = wrong & text.str.contains(r"^[+-]?[0-9.,]+ *[万亿元年月日天]").fill_null(False).to_numpy()
        share = wrong & text.str.contains(r"^[+-]?[0-9.,]+ *%$").fill_null(False).to_numpy()
        told = Both("“{value}”带有单位，请只写数字。", "{value} holds a unit; write the number alone.")
        self.fault(name, "unit", told, unit)
        told = Both("“{value}”是百分数，请写成小数。", "{value} is a percentage; write it as a decimal.")
        self.fault(name, "percentage", told, share)
        power = wrong & text.str.contains(r"^[+-]?[0-9.]+[eE][+-]?[0-9]+$").fill_null(False).to_numpy()
        told = Both(
            "“{value}”是科学计数法，存成文本时可能丢了位数，请写全数字。",
            "{value} is in powers of ten, and may have lost digits when it was saved as text; write all digits.",
        )
        self.fault(name, "number", told, power)
        told = Both("“{value}”不是数字。", "{value} is not a number.")
        self.fault(name, "number", told, wrong & ~unit & ~share & ~power)

    def _within(self, column: Column, values: FloatArray) -> None:
        if column.low is not None:
            told = Both(f"“{{value}}”小于下限{column.low:g}。", f"{{value}} is below {column.low:g}.")
            self.fault(column.name, "range", told, values < column.low)
        if column.high is not None:
            told = Both(f"“{{value}}”大于上限{column.high:g}。", f"{{value}} is above {column.high:g}.")
            self.fault(column.name, "range", told, values > column.high)

    def _month_within(self, column: Column, index: IntArray) -> None:
        if column.low is not None:
            first = month_text(int(column.low))
            told = Both(f"“{{value}}”早于{first}。", f"{{value}} is before {first}.")
            self.fault(column.name, "range", told, (index != NONE) & (index < column.low))
        if column.high is not None:
            last = month_text(int(column.high))
            told = Both(f"“{{value}}”晚于{last}。", f"{{value}} is after {last}.")
            self.fault(column.name, "range", told, (index != NONE) & (index > column.high))

    def _refuse(self, code: str, message: Both, name: str, remedy: Both | None = None) -> None:
        remedy = remedy or Both("删去一列。", "Delete one of them.")
        field = name if self.grid.file else self.columns[name].option
        raise Problem(problem(code, message=message, remedy=remedy, file=self.grid.file, field=field))


def _half_width(text: pl.Series) -> pl.Series:
    """Text with full-width signs made half-width, blanks at its ends removed."""
    if not (text.str.len_bytes() > text.str.len_chars()).any():
        return text
    return text.str.normalize("NFKC").str.strip_chars().replace("", None)


def _real_dates(parts: pl.DataFrame) -> BoolArray:
    """Where year, month and day are a day of the calendar."""
    month, day, year = parts["month"], parts["day"].fill_null(1), parts["year"]
    leap = (year % 4 == 0) & ((year % 100 != 0) | (year % 400 == 0))
    days = month.replace_strict(
        dict(zip(range(1, 13), (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31), strict=True)), default=0
    )
    days = days + (leap & (month == 2)).cast(pl.Int64)
    return np.asarray(((day >= 1) & (day <= days)).fill_null(False).to_numpy())
