"""Document of probability targets (概率目标文档): shape of what `actuary solve --probability` prints."""

from typing import Literal

from pydantic import Field

from actuary.scenarios.documents import Asked, Open
from actuary.uncertainty.simulation_documents import ShortEndDocument


class SureDocument(Open):
    """A lever alone: its value with its error, the probability on fresh dice with its error, or why there is none."""

    lever: str
    zh: str
    unit: str
    value: float | None
    error: float | None
    probability: float | None
    probability_error: float | None
    meets: bool
    why: str
    nearest: float | None


class LikelyFundDocument(Open):
    """A fund as it is: how likely it keeps the months asked for, and which it keeps with the probability asked for."""

    fund: str
    account: str
    probability: float
    months: float | None
    levers: list[SureDocument]


class LikelyDocument(Asked):
    """`actuary.likely/1`: levers under which funds of the pooled city keep `months` with `probability`; `inputs`: how
    many are drawn; `tags`: how many of the values that the central run reads carry each tag."""

    schema_: Literal["actuary.likely/1"] = Field(alias="schema")
    months: float
    probability: float
    seed: int
    fresh_seed: int
    paths: int
    inputs: int
    tags: dict[str, int]
    short_ends: list[ShortEndDocument]
    funds: list[LikelyFundDocument]
