"""Shapes of what comparison and attribution print (方案文档格式); further keys may stand beside these."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

Rules = Literal["known-2011", "known-2016", "hindsight"]
Month = str | None


class Open(BaseModel):
    """A mapping to which keys may be added."""

    model_config = ConfigDict(extra="allow", frozen=True)


class ChangeDocument(Open):
    """A change as a reform states it, and the first month in which it is read while it acts; where that is later than
    stated, the parameters of law that state the figure until then."""

    reform: str
    verb: str
    name: str
    keys: list[str]
    from_: str = Field(alias="from")
    to: Month
    acts_from: Month
    until_then: list[str]


class PairDocument(Open):
    """A figure under both; missing where there is none. `error`: what back-tests missed by at the difference's horizon
    (`error_at_least`: past the longest measured); `distinguishable`: whether the difference is larger."""

    baseline: float | None
    reform: float | None
    difference: float | None
    error: float | None
    error_at_least: bool | None
    distinguishable: bool | None
    responded: float | None
    responded_weak: float | None
    responded_strong: float | None


class FirstDocument(Open):
    """A first month under both."""

    baseline: Month
    reform: Month
    responded: Month
    responded_weak: Month
    responded_strong: Month


class ComparedYearDocument(Open):
    """A ledger's year under both [yuan, months]."""

    year: int
    receipts: PairDocument
    expenditure: PairDocument
    current_balance: PairDocument
    balance: PairDocument
    payable_months: PairDocument


class ComparedDocument(Open):
    """A ledger in a pool, with or without ordinary subsidy, under both."""

    fund: str
    account: str
    pool: str
    subsidy: Literal["with", "without"]
    years: list[ComparedYearDocument]
    first_current_deficit: FirstDocument
    first_cannot_pay: FirstDocument
    stands_to: Month


class PoolingStatedDocument(Open):
    """Pools that a reform puts in place from a month on."""

    reform: str
    rule: Literal["separate", "districts", "adjustment", "city"]
    from_: str = Field(alias="from")


class SharedDocument(Open):
    """A figure of who shares [yuan] under both, and with what is answered where anything is."""

    baseline: float
    reform: float
    difference: float
    responded: float | None = None


class SharedYearDocument(Open):
    """Aid drawn from other pools, what an adjustment fund takes, net payments of the nation, effort lost, and who meets
    what is lacking [yuan]."""

    year: int
    mutual_aid: SharedDocument
    paid_in: SharedDocument
    from_nation: SharedDocument
    effort_lost: SharedDocument
    city_budget: SharedDocument
    district_budget: SharedDocument


class SharingDocument(Open):
    """Who shares in a ledger of a pool."""

    fund: str
    account: str
    pool: str
    years: list[SharedYearDocument]


class FiringDocument(Open):
    """A rule of law that fires on one side alone, and what its firing moves [yuan]."""

    month: str
    rule: str
    fund: str
    pool: str
    baseline: bool
    reform: bool
    effect: float | None


class SideDocument(Open):
    """What people of a class pay or draw over the run, and what the change is worth at the opening [yuan]."""

    baseline: float
    reform: float
    difference: float
    present_value: float


class ClassDocument(Open):
    """A fund's class of birth and category for which anything differs."""

    fund: str
    born_from: str
    born_to: str
    category: str
    own: SideDocument
    employer: SideDocument
    benefits: SideDocument


class FundOnPeopleDocument(Open):
    """How the change of a fund's balance falls on people and on nobody, by item [yuan]."""

    fund: str
    own: float
    employer: float
    benefits: float
    on_nobody: dict[str, float]
    balance: float
    residual: float


class CohortsDocument(Open):
    """Who pays and who gains."""

    discount: str
    at: str
    rows: list[ClassDocument]
    funds: list[FundOnPeopleDocument]


class BesideYearDocument(Open):
    """A year of what stands beside the ledgers [yuan]."""

    year: int
    baseline: float
    reform: float
    difference: float


class BesideDocument(Open):
    """What stands beside the ledgers, where it differs."""

    fund: str
    item: str
    zh: str
    en: str
    years: list[BesideYearDocument]


class AlternativeDocument(Open):
    """One set of reforms beside the baseline."""

    name: str
    zh: str
    moves_people: bool
    identical_to: list[str]
    """Alternatives named before, or the baseline, with the same results, static and answered."""
    identical_static: list[str]
    """Those with the same static results, to which payers answer otherwise."""
    responds: bool
    changes: list[ChangeDocument]
    pooling: list[PoolingStatedDocument]
    funds: list[ComparedDocument]
    memoranda: list[BesideDocument]
    cohorts: CohortsDocument | None = None
    sharing: list[SharingDocument]
    triggers: list[FiringDocument]


class Asked(Open):
    """What was asked of the valuation."""

    valuation: str
    rules: Rules
    basis: str
    pooling: str
    to: str


class Quick(Asked):
    """What was asked, and whether people moved as the pooled city, an approximation."""

    pooled: bool = False


class ResponseDocument(Open):
    """How far payers answer changed rates beside the static case."""

    mode: Literal["static", "partial", "full"]


class CompareDocument(Quick):
    """`actuary.compare/1`: reforms beside the baseline."""

    schema_: Literal["actuary.compare/1"] = Field(alias="schema")
    baseline_reforms: list[str]
    response: ResponseDocument
    reforms: list[AlternativeDocument]


class CauseDocument(Open):
    """A cause of a change."""

    name: str
    zh: str


class ChangedDocument(Open):
    """A measure that changed, and each cause's part of the change, in the order of the causes."""

    fund: str
    account: str
    pool: str
    subsidy: Literal["with", "without"]
    year: int
    measure: str
    unit: str
    from_: float = Field(alias="from")
    to: float
    change: float
    error: float | None
    error_at_least: bool | None
    distinguishable: bool | None
    parts: list[float]
    parts_distinguishable: list[bool | None]
    standard_error: list[float]


class ApartDocument(Open):
    """Pools that one of the two runs has and the other has not."""

    from_: list[str] = Field(alias="from")
    to: list[str]


class UnsplitDocument(Open):
    """A figure that differs, or of which one run has none, and why its change is not split."""

    fund: str
    account: str
    pool: str
    subsidy: Literal["with", "without"]
    year: int
    measure: str
    unit: str
    from_: float | None = Field(alias="from")
    to: float | None
    why: Literal["none_in_from", "none_in_to", "none_in_a_combination"]


class InputsDocument(Open):
    """How many of the values that each run rests on carry each tag."""

    from_: dict[str, int] = Field(alias="from")
    to: dict[str, int]


class LevelDocument(Open):
    """A factor in both runs."""

    unit: Literal["ratio", "yuan"]
    from_: float = Field(alias="from")
    to: float


class LevelsDocument(Open):
    """The factors whose product is the spending."""

    dependency: LevelDocument
    coverage: LevelDocument
    benefit_ratio: LevelDocument
    labour: LevelDocument


class SpendingDocument(Open):
    """The change of a pension ledger's spending in a year by factor [yuan]."""

    fund: str
    account: str
    year: int
    from_: float = Field(alias="from")
    to: float
    change: float
    dependency: float
    coverage: float
    benefit_ratio: float
    labour: float
    levels: LevelsDocument


class AttributeDocument(Open):
    """`actuary.attribute/1`: why a figure of one run is another in the other."""

    schema_: Literal["actuary.attribute/1"] = Field(alias="schema")
    causes: list[CauseDocument]
    pooled: bool = False
    runs: int
    exact: bool
    inputs: InputsDocument
    apart: ApartDocument
    in_parts: ApartDocument
    measures: list[ChangedDocument]
    unsplit: list[UnsplitDocument]
    expenditure: list[SpendingDocument]
