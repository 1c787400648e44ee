"""Shape of the document `actuary.explain/1` (解释文档格式), for JSON Schema and tests."""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

MONTH = r"^[0-9]{4}-[0-9]{2}$"


class Printed(BaseModel):
    """A mapping of the document; every key that stands there is known."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Told(Printed):
    """A formula in words of both languages, in symbols, and what the symbols stand for."""

    zh: str
    en: str
    symbols: str
    letters: dict[str, str]


class Citation(Printed):
    """Where a value comes from; a reform says neither how far it is trusted nor from when it was known."""

    source: str
    title: str | None
    number: str | None
    where: str | None
    article: str | None = None
    tag: str
    trust: str | None
    range: list[float] | None
    from_: str = Field(alias="from", pattern=MONTH)
    until: str | None
    known_from: str | None = Field(pattern=MONTH)
    tail: str | None = None
    tail_acts: bool = False
    note: str | None = None
    file: str
    line: int


class Baseline(Printed):
    """What is in force without the reforms of a run, and where that comes from."""

    value: float | str | dict[str, Any] | None
    formula: Told
    citation: Citation | None
    inputs: list[str]


class Valued(Printed):
    """What is in force, or what a run says."""

    zh: str
    en: str
    unit: str
    kind: str
    formula: Told
    value: float | str | dict[str, Any] | None
    citation: Citation | None
    baseline: Baseline | None = None
    """Where a reform of the run acts: what it is laid on."""
    memorandum: str | None = None
    period: str | None = None
    by_year: list[dict[str, Any]] = []
    by_account: list[dict[str, Any]] = []
    """A measure of the pooled city, with subsidy, by account."""
    by_district: list[dict[str, Any]] = []
    by_line: list[dict[str, Any]] = []
    read: list[dict[str, Any]] = []
    changed: bool = False
    """Whether the file that gives the value is no longer the one that the run read."""


class Below(Valued):
    """An input further down; `inputs` are names that stand in `below` themselves."""

    name: str
    inputs: list[str]


class Input(Printed):
    """An input in one line."""

    name: str
    zh: str
    en: str
    unit: str
    kind: str
    value: float | str | dict[str, Any] | None
    period: str | None
    by_account: list[dict[str, Any]]
    tag: str | None
    trust: str | None
    source: str | None
    title: str | None
    number: str | None
    article: str | None
    from_: str | None = Field(alias="from")


class ExplainDocument(Valued):
    """The document of `actuary explain`."""

    schema_: Literal["actuary.explain/1"] = Field(alias="schema")
    quantity: str
    on: str = Field(pattern=MONTH)
    rules: str
    basis: str
    run: str | None
    inputs: list[Input]
    used_by: list[str]
    below: list[Below]
