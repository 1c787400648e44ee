"""Document of a simulation (随机模拟文档): shape of what `actuary simulate` prints."""

from typing import Literal

from pydantic import Field

from actuary.scenarios.documents import Asked, Month, Open


class FigureDocument(Open):
    """A figure of a process, who says so, its standard error and the years of the series where it is fitted."""

    value: float
    error: float | None
    years: int | None
    range: list[float | None] = Field(min_length=2, max_length=2)
    tag: Literal["published", "statute", "derived", "proxy", "judgement"]
    source: str


class ProcessDocument(Open):
    """A yearly process: the parameter that it moves by points (`add`) or by a factor (`scale`)."""

    name: str
    parameter: str
    moves: Literal["add", "scale"]
    volatility: FigureDocument
    persistence: FigureDocument
    drift_error: float


class FirstFailureDocument(Open):
    """The first month in which a fund cannot pay: centrally, and by which 5 % and half of all paths have failed."""

    central: Month
    p05: Month
    p50: Month


class VarianceDocument(Open):
    """Standard deviations of the last balance [yuan] with everything drawn; of chance, of what is not known of the
    processes, and of ranges alone, and their shares in the sum of their variances; the share of chance that lies
    between demographic paths."""

    deviation: float
    deviation_chance: float
    deviation_estimation: float
    deviation_ranges: float
    share_chance: float | None
    share_estimation: float | None
    share_ranges: float | None
    share_people: float | None


class LikelyYearDocument(Open):
    """Balance at the end of a year before the backstop [yuan], and the probability that all was paid until then."""

    year: int
    central: float
    mean: float
    p05: float
    p25: float
    p50: float
    p75: float
    p95: float
    pays: float


class SimulatedFundDocument(Open):
    """A fund of the pooled city on all paths; error: the standard error of the probability."""

    fund: str
    account: str
    cannot_pay: float
    error: float
    first_cannot_pay: FirstFailureDocument
    variance: VarianceDocument
    years: list[LikelyYearDocument]


class AgreementDocument(Open):
    """The last balance of a path of chance alone [yuan], composed of responses and by the whole engine."""

    path: int
    fund: str
    account: str
    composed: float
    engine: float


class ShortEndDocument(Open):
    """An end of a range that cannot be beside all else that is believed: paths draw this share of the way to it."""

    name: str
    end: Literal["low", "high"]
    share: float = Field(ge=0.0, lt=1.0)
    why_zh: str
    why_en: str


class SimulateDocument(Asked):
    """`actuary.simulate/1`: the pooled city's funds on many paths, on so many paths of people."""

    schema_: Literal["actuary.simulate/1"] = Field(alias="schema")
    seed: int
    paths: int
    first_path: int
    people: int
    processes: list[ProcessDocument]
    correlation: FigureDocument
    inputs: list[str]
    short_ends: list[ShortEndDocument]
    funds: list[SimulatedFundDocument]
    agreement: list[AgreementDocument]
