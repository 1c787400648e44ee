"""Shapes of what is said of written runs (运行登记与核验文档): `actuary runs`, `tag`, `verify`, `query`."""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

Standing = Literal["draft", "reviewed", "issued"]


class Open(BaseModel):
    """A mapping to which keys may be added."""

    model_config = ConfigDict(extra="allow", frozen=True)


class TaggedDocument(Open):
    """How far a run has come, who said so, and when."""

    standing: Standing
    by: str
    at: str
    note: str | None


class TagDocument(TaggedDocument):
    """`actuary.tag/1`: what was said of a run just now."""

    schema_: Literal["actuary.tag/1"] = Field(alias="schema")
    folder: str
    run: str


class RunDocument(Open):
    """One registered run, and the run that it differs from by its reforms alone."""

    folder: str
    run: str
    created: str
    kind: str
    here: bool
    valuation: str | None
    rules: str | None
    basis: str | None
    pooling: str | None
    group: str | None
    to: str | None
    given: str | None
    reforms: list[str]
    base: str | None
    standing: Standing
    tags: list[TaggedDocument]


class RunsDocument(Open):
    """`actuary.runs/1`: the register of runs."""

    schema_: Literal["actuary.runs/1"] = Field(alias="schema")
    registry: str
    unfinished: list[str]
    runs: list[RunDocument]


class VerifyDocument(Open):
    """`actuary.verify/1`: a run that is what it says; one that is not leaves as errors."""

    schema_: Literal["actuary.verify/1"] = Field(alias="schema")
    folder: str
    run: str
    holds: Literal[True]
    files: int
    inputs: int
    registered: bool
    repeated: bool
    same_program: bool | None


class QueryDocument(Open):
    """`actuary.query/1`: the answer to a query over a run's tables."""

    schema_: Literal["actuary.query/1"] = Field(alias="schema")
    columns: list[str]
    rows: list[list[Any]]
