"""Shape of what a measurement prints (对比测试文档格式); further keys may stand beside these."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field


class Open(BaseModel):
    """A mapping to which keys may be added."""

    model_config = ConfigDict(extra="allow", frozen=True)


class MachineDocument(Open):
    """The machine and what is installed."""

    processor: str
    cores: int | None
    threads: int
    system: str
    versions: dict[str, str]


class LiabilityDocument(Open):
    """Time of one writing of the model a person [second] over the engine's own; nothing where it is not installed."""

    name: str
    installed: bool = True
    goal: float | None = None
    persons: int | None = None
    seconds_per_person: float | None = None
    difference: float | None = None
    agrees: bool | None = None
    ratio: float | None = None


class StepDocument(Open):
    """Time of one writing of the monthly step [second], by the clock and on all processors, over the engine's own on so
    many threads beside it."""

    name: str
    installed: bool = True
    threads: int | None = None
    beside: int | None = None
    months: int | None = None
    seconds_per_month: float | None = None
    processor_seconds_per_month: float | None = None
    difference: float | None = None
    agrees: bool | None = None
    ratio: float | None = None
    goal: float | None = None


class RoofDocument(Open):
    """What a month of the step cannot do without, and which share of the machine's roofs that is [1]."""

    bytes_per_month: float
    operations_per_month: float | None = None
    of_bandwidth: float
    of_multiply_adds: float | None = None
    of_roof: float


class BenchDocument(Open):
    """`actuary.bench/1`: the engine beside others."""

    schema_: Literal["actuary.bench/1"] = Field(alias="schema")
    machine: MachineDocument
    roofs: dict[str, float]
    liabilities: list[LiabilityDocument]
    steps: list[StepDocument]
    step_roof: RoofDocument


class FitDocument(Open):
    """A straight line through amounts by size: start, amount of one more, share of the variance explained; and the
    exponent of the power that fits best."""

    start: float
    each: float
    explained: float
    exponent: float


class GrownDocument(Open):
    """Time of the processor [second] and most memory [byte] by size of what grows."""

    axis: Literal["months", "districts", "paths", "persons"]
    sizes: list[int]
    processor_seconds: list[float]
    memory_bytes: list[float]
    time: FitDocument
    memory: FitDocument


class GrowthDocument(Open):
    """`actuary.growth/1`: how time and memory grow."""

    schema_: Literal["actuary.growth/1"] = Field(alias="schema")
    machine: MachineDocument
    growth: list[GrownDocument]
