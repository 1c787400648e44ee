"""Shape of what an experience study prints (经验分析文档格式); further keys may stand beside these."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field


class Open(BaseModel):
    """A mapping to which keys may be added."""

    model_config = ConfigDict(extra="allow", frozen=True)


class StandardDocument(Open):
    """How near the truth, with which probability, full credibility is; and how many events that takes."""

    probability: float
    within: float
    events: float


class GroupDocument(Open):
    """A group of an event: exposure [person-year], actual and expected [1], their ratio with 95 % limits."""

    event: Literal["death", "birth", "dormancy", "return", "port_out", "job_loss", "reemployment", "injury"]
    by: Literal["whole", "fund", "category", "age"]
    key: str | None
    exposure: float
    actual: float
    expected: float
    ratio: float | None
    low: float | None
    high: float | None
    credibility: float
    credible_ratio: float | None


class CountDocument(Open):
    """Rows used and left out."""

    rows: int
    rejected: int


class ExperienceDocument(Open):
    """`actuary.experience/1`: actual over expected."""

    schema_: Literal["actuary.experience/1"] = Field(alias="schema")
    valuation: str
    rules: Literal["known-2011", "known-2016", "hindsight"]
    basis: str
    full_credibility: StandardDocument
    groups: list[GroupDocument]
    errors: list[dict[str, str | int | None]]
    totals: CountDocument
