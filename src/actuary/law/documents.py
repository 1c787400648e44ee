"""Shapes of the documents on law (法规文档格式): `actuary.law/1`, `actuary.law-diff/1`, for JSON Schema and tests."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from actuary.dated.shapes import Tag, Trust, Unit

MONTH = r"^[0-9]{4}-[0-9]{2}$"
DATE = r"^[0-9]{4}-[0-9]{2}(-[0-9]{2})?$"
"""A month, or a day where one is given."""
Rules = Literal["known-2016", "hindsight"]


class Printed(BaseModel):
    """A mapping of a printed document; every key is there, and no other."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class TableDocument(Printed):
    axis: str
    keys: list[str]
    values: list[float]


class FormulaDocument(Printed):
    zh: str
    en: str


class RoundingDocument(Printed):
    to: float
    how: Literal["half_up", "down", "up"]
    source: str
    article: str | None
    note: str | None


class RowDocument(Printed):
    """A value with its citation."""

    value: float | str | TableDocument
    range: list[float] | None
    tag: Tag
    trust: Trust
    source: str
    title: str
    number: str | None
    article: str | None
    from_: str = Field(alias="from", pattern=DATE)
    known_from: str = Field(pattern=MONTH)
    level: bool
    note: str | None
    file: str
    line: int
    formula: FormulaDocument | None = None
    rounding: RoundingDocument | None = None


class EntryDocument(RowDocument):
    """A parameter in force, and until when."""

    name: str
    zh: str
    unit: Unit
    until: str | None
    tail: str
    tail_acts: bool
    memorandum: str | None


class SilentDocument(Printed):
    """A parameter that says nothing at the date, and from when it speaks."""

    name: str
    zh: str
    from_: str | None = Field(alias="from")


class AgeDocument(Printed):
    from_: str = Field(alias="from", pattern=DATE)
    months: int


class CategoryDocument(Printed):
    old_age_months: int
    start: str | None
    step: int | None
    cap: int
    births: list[AgeDocument]
    ages: list[AgeDocument]


class ScheduleDocument(Printed):
    name: str
    zh: str
    tag: Tag
    source: str
    article: str | None
    categories: dict[str, CategoryDocument]
    early: int
    late: int


class PoolsDocument(Printed):
    name: str
    zh: str
    tag: Tag
    trust: Trust
    source: str
    pools: dict[str, dict[str, list[str]]]


class LawDocument(Printed):
    """`actuary.law/1`: what is in force on a date."""

    schema_: Literal["actuary.law/1"] = Field(alias="schema")
    on: str = Field(pattern=DATE)
    rules: Rules
    known_at: str | None
    fund: str | None
    parameters: list[EntryDocument]
    silent: list[SilentDocument]
    schedule: ScheduleDocument | None
    pooling: list[PoolsDocument]


class ChangeDocument(Printed):
    """What happened to a parameter between two dates."""

    name: str
    zh: str
    unit: Unit
    kind: Literal["began", "ended", "changed", "returned", "renewed"]
    before: EntryDocument | None
    after: EntryDocument | None
    steps: list[RowDocument]


class LawDiffDocument(Printed):
    """`actuary.law-diff/1`: what changed after one date up to another."""

    schema_: Literal["actuary.law-diff/1"] = Field(alias="schema")
    from_: str = Field(alias="from", pattern=DATE)
    to: str = Field(pattern=DATE)
    rules: Rules
    known_at: str | None
    fund: str | None
    changes: list[ChangeDocument]
