"""Shapes of the documents (文件格式): fields, types, closed lists as pydantic models."""

from typing import Annotated, Any, Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, Discriminator, Field, PlainValidator, WithJsonSchema
from pydantic import Tag as UnionTag

from actuary.dated.scalars import (
    Age,
    Count,
    Group,
    Label,
    Month,
    Number,
    Text,
    WholeMonth,
    narrow,
    number_of,
    quoted,
    refused,
    shown,
)
from actuary.errors import Both

Unit = Literal[
    "share", "yuan", "yuan_per_month", "yuan_per_year", "yuan_per_day", "yuan_per_case", "month", "year",
    "day", "person", "persons_per_person_year", "births_per_woman", "per_year", "index", "ratio", "text", "formula",
]  # fmt: skip
Tag = Literal["published", "statute", "derived", "proxy", "judgement"]
Trust = Literal["official", "secondary", "single", "recalled"]
Axis = Literal["age", "grade", "risk_class", "category", "tier", "level", "district", "band", "group", "year"]
WORDED = frozenset({"text", "formula"})
"""Units whose value is a word: free, or the name of a formula that the program holds."""
SERIES = Both("假设序列，例如 wage.growth", "a series of belief, for example wage.growth")


class Tail(NamedTuple):
    """Rule after the last stated value (末值之后的规则)."""

    rule: str
    series: str | None = None


def _tail(value: Any) -> Tail:
    if value in ("hold", "stop"):
        return Tail(value)
    if isinstance(value, dict) and set(value) == {"grow"} and isinstance(value["grow"], str):
        return Tail("grow", value["grow"].removeprefix("basis."))
    message = Both(f"{quoted(value)}不是尾部规则。", f"{shown(value)} is not a rule after the last value.")
    remedy = Both(f"请写 hold、stop，或 `grow:` 加{SERIES.zh}。", f"Write hold, stop or `grow:` {SERIES.en}.")
    raise refused("tail", message, remedy)


_TAIL_SCHEMA = {
    "anyOf": [
        {"enum": ["hold", "stop"]},
        {
            "type": "object",
            "properties": {"grow": {"type": "string", "examples": ["wage.growth"]}},
            "required": ["grow"],
            "additionalProperties": False,
        },
    ]
}


def _value(value: Any) -> float | str:
    return value if isinstance(value, str) else number_of(value)


def _key(value: Any) -> str:
    if isinstance(value, bool) or not isinstance(value, int | str) or not str(value).strip():
        message = Both(f"{quoted(value)}不是键。", f"{shown(value)} is not a key.")
        raise refused("text", message, Both('请写文本，例如 "40"。', 'Write text, for example "40".'))
    half = narrow(str(value))
    if half is not None and half.isascii():
        message = Both(f"“{value}”是全角字符。", f"{value!r} is in full-width signs.")
        raise refused("full_width", message, Both(f'请写半角的 "{half}"。', f'Write "{half}".'))
    return str(value)


Value = Annotated[float | str | None, PlainValidator(_value), WithJsonSchema({"type": ["number", "string"]})]
Key = Annotated[str, PlainValidator(_key), WithJsonSchema({"type": ["string", "integer"]})]


class Shape(BaseModel):
    """A mapping whose fields are all known."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class TableShape(Shape):
    axis: Axis
    keys: Annotated[list[Key], Field(min_length=1)]
    values: list[Number]


class RoundingShape(Shape):
    to: Annotated[Number, Field(gt=0)]
    how: Literal["half_up", "down", "up"]
    source: Text
    article: Text | None = None
    note: Text | None = None


class RowShape(Shape):
    from_: Month = Field(alias="from")
    value: Value = None
    table: TableShape | None = None
    tag: Tag
    source: Text
    article: Text | None = None
    known_from: Month | None = None
    stated_to: Month | None = None
    range: Annotated[list[Number], Field(min_length=2, max_length=2)] | None = None
    range_factor: Annotated[list[Number], Field(min_length=2, max_length=2)] | None = None
    range_tilt: Annotated[list[Number], Field(min_length=2, max_length=2)] | None = None
    trust: Trust | None = None
    level: bool = False
    rounding: RoundingShape | None = None
    note: Text | None = None


class ParameterShape(Shape):
    zh: Text
    unit: Unit
    values: Annotated[list[RowShape], Field(min_length=1)]
    tail: Annotated[Tail, PlainValidator(_tail), WithJsonSchema(_TAIL_SCHEMA)]
    stated_to: Month | None = None
    memorandum: Text | None = None
    note: Text | None = None


class ValuesShape(Shape):
    schema_: Text = Field(alias="schema")
    group: Group
    parameters: dict[str, Any]
    note: Text | None = None


class SourceShape(Shape):
    title: Text
    number: Text | None = None
    where: Text | None = None
    trust: Trust
    temporary: bool = False
    note: Text | None = None


class SourcesShape(Shape):
    schema_: Text = Field(alias="schema")
    sources: dict[str, SourceShape]


class AgeFromShape(Shape):
    from_: Month = Field(alias="from")
    months: Age


class DelayShape(Shape):
    old_age_months: Age
    start: Month | None = None
    step: Annotated[Count, Field(ge=1)] | None = None
    cap: Count | None = None
    births: Annotated[list[AgeFromShape], Field(min_length=1)] | None = None
    ages: Annotated[list[AgeFromShape], Field(min_length=1)] | None = None


class FlexibleShape(Shape):
    early: Count
    late: Count
    from_: Month | None = Field(default=None, alias="from")
    source: Text | None = None


class SaidShape(Shape):
    """A sentence in both languages."""

    zh: Text
    en: Text


class ScheduleShape(Shape):
    schema_: Text = Field(alias="schema")
    name: Label
    zh: Text
    tag: Tag
    trust: Trust = "official"
    source: Text
    article: Text | None = None
    known_from: Month | None = None
    categories: dict[Literal["male60", "female55", "female50"], DelayShape]
    flexible: FlexibleShape | None = None
    range: SaidShape | None = None
    note: Text | None = None


class ScheduleInPlace(Shape):
    """A schedule written inside a reform: what is not said is taken from the schedule of 1978."""

    name: Label
    zh: Text | None = None
    categories: dict[Literal["male60", "female55", "female50"], DelayShape]
    flexible: FlexibleShape | None = None


NAMED, IN_PLACE = "[name]", "[mapping]"
"""Which of two shapes a value is held against, as it is written."""
NamedOrInPlace = Annotated[
    Annotated[Label, UnionTag(NAMED)] | Annotated[ScheduleInPlace, UnionTag(IN_PLACE)],
    Discriminator(lambda value: IN_PLACE if isinstance(value, dict | ScheduleInPlace) else NAMED),
]


class PoolingShape(Shape):
    schema_: Text = Field(alias="schema")
    name: Label
    zh: Text
    tag: Tag
    trust: Trust = "official"
    source: Text
    article: Text | None = None
    known_from: Month | None = None
    range: Text | None = None
    note: Text | None = None
    pools: dict[str, dict[str, list[Text]]]


class BasisShape(Shape):
    schema_: Text = Field(alias="schema")
    name: Label
    zh: Text
    extends: Label | None = None
    path_of: Label | None = None
    ends: dict[Text, Literal["low", "high"]] = Field(default_factory=dict)
    note: Text | None = None


class StandInShape(Shape):
    names: Annotated[list[Text], Field(min_length=1)]
    zh: Text
    en: Text


class OutcomesShape(Shape):
    document: Label
    figures: Annotated[dict[str, Text], Field(min_length=1)]


class BackTestShape(Shape):
    outcomes: OutcomesShape
    people: Text | None = None
    stand_ins: Annotated[list[StandInShape], Field(default_factory=list)]


class ValuationShape(Shape):
    schema_: Text = Field(alias="schema")
    name: Label
    zh: Text | None = None
    place: Label | None = None
    people: Text
    opening: Month
    known_at: Month
    rules: Literal["known-2011", "known-2016", "hindsight"] = "known-2016"
    basis: Label = "plan"
    pooling: Literal["separate", "districts", "adjustment", "city"] = "separate"
    to: Month | None = None
    target: Month | None = None
    backtest: BackTestShape | None = None
    note: Text | None = None


class ReformSourceShape(Shape):
    tag: Tag
    source: Text | None = None
    note: Text | None = None
    range: Annotated[list[Number], Field(min_length=2, max_length=2)] | None = None


class ChangeShape(Shape):
    set: Text | None = None
    scale: Text | None = None
    add: Text | None = None
    value: Value = None
    table: TableShape | None = None
    schedule: NamedOrInPlace | None = None
    begins: WholeMonth | None = None
    factor: Number | None = None
    amount: Number | None = None
    keys: Annotated[list[Key], Field(min_length=1)] | None = None
    from_: WholeMonth = Field(alias="from")
    to: WholeMonth | None = None
    then: Value = None
    after: Text | None = None
    note: Text | None = None


class PoolingChangeShape(Shape):
    rule: Literal["separate", "districts", "adjustment", "city"]
    share: Number | None = None
    from_: WholeMonth = Field(alias="from")


MOST_CHANGES = 2000
"""Lines of one reform."""


class ReformShape(Shape):
    schema_: Text = Field(alias="schema")
    name: Label
    zh: Text | None = None
    source: ReformSourceShape
    changes: Annotated[list[ChangeShape], Field(max_length=MOST_CHANGES)]
    pooling: PoolingChangeShape | None = None
    note: Text | None = None
