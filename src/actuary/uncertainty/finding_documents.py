"""Shape of what `actuary next` prints (下一步该查明什么的文档格式); further keys may stand beside these."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from actuary.uncertainty.simulation_documents import ShortEndDocument

Month = str | None


class Open(BaseModel):
    """A mapping to which keys may be added."""

    model_config = ConfigDict(extra="allow", frozen=True)


class LineShareDocument(Open):
    """Indices of an input for a ledger's payable months."""

    fund: str
    account: str
    first: float
    total: float


class RankedDocument(Open):
    """A figure of the ranking: where it stands, and its share of variance, the mean over ledgers and by ledger."""

    name: str
    zh: str
    tag: Literal["proxy", "judgement"]
    source: str
    file: str
    share: float
    lines: list[LineShareDocument]


class IntervalDocument(Open):
    """5 and 95 % of a ledger's results at the end, once so many figures of the ranking are known."""

    known: int
    balance: list[float] = Field(min_length=2, max_length=2)
    payable_months: list[float] = Field(min_length=2, max_length=2)
    first_cannot_pay: list[Month] = Field(min_length=2, max_length=2)


class SharesDocument(Open):
    """Total indices of four groups for a ledger's balance."""

    figures: float
    ahead: float
    sourced: float
    chance: float


class OwnInputDocument(Open):
    """An input of a ledger's own ranking, and its share of the variance of the ledger's payable months."""

    name: str
    zh: str
    share: float


class OwnDocument(Open):
    """A ledger's own first inputs, and how open it is with the first of these known."""

    inputs: list[OwnInputDocument]
    intervals: list[IntervalDocument]


class OpenFundDocument(Open):
    """A ledger of the pooled city: the central run, what its variance rests on, and how open it is [yuan, months]
    with the first of all funds known, and with its own first known."""

    fund: str
    account: str
    balance: float
    payable_months: float | None
    first_cannot_pay: Month
    shares: SharesDocument
    intervals: list[IntervalDocument]
    own: OwnDocument


class NextDocument(Open):
    """`actuary.next/1`: which figure to find out next."""

    schema_: Literal["actuary.next/1"] = Field(alias="schema")
    valuation: str
    computed: str
    stamp: str
    seed: int
    paths: int
    short_ends: list[ShortEndDocument] = Field(default_factory=list)
    inputs: list[RankedDocument]
    funds: list[OpenFundDocument]
