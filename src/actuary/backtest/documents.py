"""Shapes of what a back-test prints (回溯检验文档格式); further keys may stand beside these."""

from typing import Any, Literal

import polars as pl
from pydantic import BaseModel, ConfigDict, Field

from actuary.backtest.noise import SCHEMA
from actuary.backtest.scoring import misses
from actuary.backtest.testing import BackTested

Item = Literal["participants", "receipts", "expenditure", "current_balance", "balance", "mean_pension"]


class Open(BaseModel):
    """A mapping to which keys may be added."""

    model_config = ConfigDict(extra="allow", frozen=True)


class ScoreDocument(Open):
    """A figure projected and come; error as a logarithm, or in months of the year's spending."""

    fund: str
    item: Item
    year: int
    horizon: int
    projected: float
    actual: float
    unit: Literal["person", "yuan", "yuan_per_month"]
    error: float | None
    percent: float | None
    scored: bool
    source: str


class StandInDocument(Open):
    """A value of which nothing was known on the day."""

    name: str
    zh: str
    known_from: str
    reason_zh: str
    reason_en: str


class BackTestedDocument(Open):
    """One back-test: its figures, what stood in, and a digest of all it read."""

    valuation: str
    rules: str
    known_at: str
    digest: str
    scores: list[ScoreDocument]
    stand_ins: list[StandInDocument]


class MissDocument(Open):
    """Errors of an item at a horizon, of one fund or of all (`fund` null)."""

    item: Item
    fund: str | None
    horizon: int
    number: int
    mean: float
    mean_absolute: float
    root_mean_square: float


class BackTestDocument(Open):
    """`actuary.backtest/1`: what was projected against what came."""

    schema_: Literal["actuary.backtest/1"] = Field(alias="schema")
    valuations: list[BackTestedDocument]
    errors: list[MissDocument]


def document(tests: list[BackTested]) -> dict[str, Any]:
    """The document of back-tests, their errors pooled."""
    told = [
        {
            "valuation": each.options["valuation"],
            "rules": each.options["rules"],
            "basis": each.options["basis"],
            "known_at": each.known_at,
            "to": each.options["to"],
            "digest": each.digest,
            "scores": [{k: v for k, v in score._asdict().items() if k != "valuation"} for score in each.scores],
            "stand_ins": each.stand_ins,
        }
        for each in tests
    ]
    pooled = misses(score for each in tests for score in each.scores)
    return {"schema": "actuary.backtest/1", "valuations": told, "errors": [each._asdict() for each in pooled]}


def flat(found: dict[str, Any]) -> dict[str, pl.DataFrame]:
    """The document as tables: a row a figure, and a row an error by horizon."""
    scores = [{"valuation": each["valuation"], **score} for each in found["valuations"] for score in each["scores"]]
    return {
        name: pl.DataFrame(rows, infer_schema_length=None)
        for name, rows in (("scores", scores), ("errors", found["errors"]))
    }


def to_keep(found: dict[str, Any], made: str) -> dict[str, Any]:
    """What is kept of a document: its errors, the day they were made, and the digests of what made them."""
    digests = {each["valuation"]: each["digest"] for each in found["valuations"]}
    return {"schema": SCHEMA, "made": made, "digests": digests, "errors": found["errors"]}
