"""Shapes of a printed document (公布文件格式): tables, rows, cells with their printed digits, relations."""

import re
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, PlainValidator, WithJsonSchema

from actuary.dated.advice import nearest, one_of
from actuary.dated.published import UNITS, Bound
from actuary.dated.scalars import Count, Label, Month, Text, narrow, refused, shown
from actuary.dated.shapes import Shape, Trust
from actuary.errors import Both

_PRINTED = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,9})?")


def _printed(value: Any) -> str:
    if not isinstance(value, str):
        message = Both(f"{shown(value)}已看不出印了几位小数。", f"{shown(value)} has lost its printed decimals.")
        remedy = Both(f'请加引号："{value}"。', f'Put it in quotes: "{value}".')
        raise refused("printed", message, remedy)
    half = narrow(value)
    if half is not None and _PRINTED.fullmatch(half):
        message = Both(f"{value!r}是全角数字。", f"{value!r} is in full-width digits.")
        raise refused("full_width", message, Both(f'请写"{half}"。', f'Write "{half}".'))
    if not _PRINTED.fullmatch(value):
        message = Both(f"{shown(value)}不是印出的数字。", f"{shown(value)} is not a printed number.")
        raise refused("printed", message, Both('请照录数字，例如"83.55"。', 'Write its digits, for example "83.55".'))
    return value


def _unit(value: Any) -> str:
    if value not in UNITS:
        message = Both(f"{shown(value)}不是所列的单位。", f"{shown(value)} is not a printed unit.")
        raise refused("unit", message, nearest(str(value), list(UNITS)) or one_of(list(UNITS)))
    return str(value)


class WordsShape(Shape):
    zh: Text
    en: Text

    def both(self) -> Both:
        """The words in both languages."""
        return Both(self.zh, self.en)


class ColumnShape(WordsShape):
    from_: Month = Field(alias="from")
    to: Month
    known_from: Month | None = None


class CellShape(Shape):
    printed: Annotated[
        str, PlainValidator(_printed), WithJsonSchema({"type": "string", "pattern": f"^({_PRINTED.pattern})$"})
    ]
    bound: Bound | None = None
    place: WordsShape | None = None
    scope: WordsShape | None = None
    tag: Literal["published", "derived"] = "published"
    trust: Trust | None = None
    source: Text | None = None
    from_: Month | None = Field(alias="from", default=None)
    to: Month | None = None


def _cell(value: Any) -> Any:
    return value if isinstance(value, dict) else {"printed": value}


class LineShape(WordsShape):
    row: Count | None = None
    place: WordsShape | None = None
    unit: Annotated[str, PlainValidator(_unit), WithJsonSchema({"enum": list(UNITS)})]
    measured: Literal["stock", "flow"] = "stock"
    scope: WordsShape | None = None
    cells: Annotated[
        dict[str, Annotated[CellShape, BeforeValidator(_cell, json_schema_input_type=CellShape | str)]],
        Field(min_length=1),
    ]


class PrintedTableShape(WordsShape):
    columns: Annotated[dict[str, ColumnShape], Field(min_length=1)]
    rows: Annotated[dict[str, LineShape], Field(min_length=1)]


class RelationShape(WordsShape):
    name: Label
    figure: Text
    equals: Text | None = None
    restates: Text | None = None
    at_most: Text | None = None
    at_least: Text | None = None
    rows: list[Text] | None = None
    columns: list[Text] | None = None
    condition: WordsShape | None = None
    scope: WordsShape | None = None
    shows: list[Text] | None = None


class PublishedShape(WordsShape):
    schema_: Text = Field(alias="schema")
    name: Label
    source: Text
    trust: Trust = "official"
    known_from: Month
    people: Text | None = None
    tables: Annotated[dict[str, PrintedTableShape], Field(min_length=1)]
    relations: Annotated[list[RelationShape], Field(default_factory=list)]
