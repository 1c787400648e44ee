"""Shapes of the audit's documents (核对文档格式): `actuary.audit/1`, `actuary.inverse/1`, for JSON Schema and tests."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from actuary.dated.published import Bound

MONTH = r"^[0-9]{4}-[0-9]{2}$"
Finding = Literal["reproduced", "differs", "condition", "scope_changed", "not_derivable"]
Ends = list[float | None]
"""Least and greatest value; null: without end."""


class Told(BaseModel):
    """A mapping of a printed document; every key is there, and no other."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class SentenceTold(Told):
    zh: str
    en: str


class PlacedTold(SentenceTold):
    """A figure and where it stands."""

    figure: str
    place: str
    place_zh: str
    unit: str
    precision: int
    bound: Bound | None


class EngineTold(Told):
    name: str
    value: float
    unit: str
    tag: str
    low: float
    high: float


class FigureTold(PlacedTold):
    from_: str = Field(alias="from", pattern=MONTH)
    to: str = Field(pattern=MONTH)
    printed: float
    scope: SentenceTold | None
    tag: str
    source: str
    relation: str | None
    relation_zh: str | None
    relation_en: str | None
    computed: float | None
    computed_range: list[float] | None
    difference: float | None
    finding: Finding
    note: SentenceTold | None
    arithmetic: str | None
    engine: list[EngineTold]


class TotalsTold(Told):
    figures: int
    rows: int
    reproduced: int
    differs: int
    condition: int
    scope_changed: int
    not_derivable: int


class AuditDocument(SentenceTold):
    schema_: Literal["actuary.audit/1"] = Field(alias="schema")
    document: str
    run: bool
    figures: list[FigureTold]
    totals: TotalsTold


class PrintTold(PlacedTold):
    printed: str


class InputTold(PrintTold):
    cells: list[str]
    interval: Ends
    implied: Ends | None
    consistent: Ends | None
    printable: list[str | None] | None


class RelationTold(SentenceTold):
    relation: str
    figure: str
    arithmetic: str | None


class ConflictTold(Told):
    touches: bool
    figures: list[PrintTold]
    relations: list[RelationTold]
    stretch: float | None


class CellTold(PrintTold):
    nearest: str
    low: float | None
    high: float | None


class CandidateTold(Told):
    size: float
    cells: list[CellTold]


class RepairsTold(Told):
    altered: int | None
    searched: int
    identified: bool
    candidates: list[CandidateTold]


class NeededTold(PrintTold):
    implied: Ends | None


class UnderTold(Told):
    relation: str
    relation_zh: str
    relation_en: str
    finding: Finding
    note: SentenceTold | None
    arithmetic: str | None
    inputs: list[NeededTold]


class InverseDocument(PrintTold):
    schema_: Literal["actuary.inverse/1"] = Field(alias="schema")
    document: str
    interval: Ends
    implied: Ends | None
    consistent: bool
    relations: list[RelationTold]
    inputs: list[InputTold]
    conflict: ConflictTold | None
    repairs: RepairsTold | None
    under: list[UnderTold]
