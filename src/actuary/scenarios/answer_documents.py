"""Shapes of what the solver and the sensitivity print (反解与敏感性文档格式); further keys may stand beside these."""

from typing import Any, Literal

from pydantic import Field

from actuary.scenarios.documents import Asked, Month, Open, Quick


class FoundDocument(Open):
    """An answer: its value, the months that it keeps or what is left [month, yuan], or why there is none and the
    setting that comes nearest; whether the range ends at it; `how`: added to the law's, or in its place."""

    value: float | None
    achieved: float | None
    meets: bool
    why: str
    runs: int
    nearest: float | None
    at_bound: bool
    how: Literal["add", "set"]


class AddedDocument(Open):
    """What is added to the rate in some months, in its unit, with the law's rate and the one that comes of it,
    lowest and highest of those months; where there is no such addition, why, and the nearest. With a rate and no
    addition, the rate takes the place of the law's in all the months."""

    from_: str = Field(alias="from")
    to: str
    added: float | None
    nearest: float | None
    why: str
    law_low: float
    law_high: float
    rate_low: float | None
    rate_high: float | None


class BalancedYearDocument(AddedDocument):
    """What makes a year balance, and what is left over [yuan]."""

    year: int
    current_balance: float


class PremiumStepDocument(AddedDocument):
    """A period of the scaled premium, by its first and last year, and its leanest year [yuan]."""

    first: int
    last: int
    leanest: float | None


class FoundRateDocument(FoundDocument, AddedDocument):
    """An answer about the rate over some years."""

    value: float | None
    nearest: float | None
    why: str


class BorneDocument(FoundRateDocument):
    """What the rate of a pool can bear, until it is none of its own any more; `responded`: the months that the city
    keeps at that rate where payers answer it, as believed."""

    stands_to: Month
    responded: float | None


class RemedyDocument(FoundDocument):
    """What one lever alone would have to do, and what it moves through the ledger to the last year [yuan]."""

    lever: str
    zh: str
    unit: str
    yuan: float | None


class SolvedFundDocument(Open):
    """What balances a fund, what its rate can bear, what mends it; `rate`: the law's in the first month; `stands_to`:
    the last month before it moves into another."""

    fund: str
    account: str
    stands_to: Month
    rate: float
    unit: str
    break_even: list[BalancedYearDocument]
    level_seven_years: FoundRateDocument
    average_premium: FoundRateDocument
    scaled_premium: list[PremiumStepDocument]
    least_rate: BorneDocument
    least_rate_by_pool: dict[str, BorneDocument]
    remedies: list[RemedyDocument]


class SolvedLedgerDocument(Open):
    """What mends a ledger to which no employers' rate belongs."""

    fund: str
    account: str
    remedies: list[RemedyDocument]


class AxisDocument(Open):
    """A lever and the unit of its settings."""

    lever: str
    zh: str
    unit: str


class MixedDocument(AxisDocument):
    """A lever in the mix: its setting, its part of the yuan that the mix moves, and what a yuan of it counts for."""

    value: float | None
    weight: float
    yuan: float | None


class ReserveDocument(Open):
    """Least payable months of a ledger over the year-ends; missing where it spends nothing."""

    fund: str
    account: str
    months: float | None


class OtherLedgerDocument(Open):
    """A ledger that is no target: the levers that it has, none of which was asked for; with none, nothing is solved for
    it."""

    fund: str
    account: str
    levers: list[str]


class MonthsPointDocument(Open):
    """The cheapest mix beside a setting of the whole months, and its cost [yuan, times the weights]: settled in whole
    steps and put back, or as the programme of that month has it."""

    at: float
    levers: dict[str, float]
    cost: float | None
    settled: bool
    meets: bool
    cheapest: bool


class ByMonthsDocument(AxisDocument):
    """The frontier of a mix: its cost by the lever that goes by whole months."""

    points: list[MonthsPointDocument]


class MixDocument(Open):
    """The cheapest mix of levers that meets every target at once, and the yuan that it moves; where there is none, the
    ledgers that all levers together, at the ends of their ranges, leave `short`. `others`: ledgers that are no
    target."""

    levers: list[MixedDocument]
    yuan: float | None
    short: list[ReserveDocument]
    reserves: list[ReserveDocument]
    others: list[OtherLedgerDocument]
    by_months: ByMonthsDocument | None
    meets: bool
    why: str


class PointDocument(Open):
    """A setting of the first lever, the least of the second, and the months that both keep."""

    first: float
    second: float | None
    months: float | None
    meets: bool


class FrontierDocument(Open):
    """For settings of one lever, the least of another that keeps the fund's reserve."""

    fund: str
    account: str
    levers: list[AxisDocument] = Field(min_length=2, max_length=2)
    points: list[PointDocument]


class SolveDocument(Quick):
    """`actuary.solve/1`: answers by fund, or the cheapest mix, or a frontier, as was asked."""

    schema_: Literal["actuary.solve/1"] = Field(alias="schema")
    months: float
    runs: int
    funds: list[SolvedFundDocument] | None = None
    without_rate: list[SolvedLedgerDocument] | None = None
    mix: MixDocument | None = None
    frontier: FrontierDocument | None = None


class MovedLedgerDocument(Open):
    """A ledger of the pooled city in the last year [unit of the measure]: each measure that it has, what is changed of
    it (`<measure>_change`), and its first bad months; of a stress test, what back-tests missed by at that horizon
    (`<measure>_error`) and whether the change is larger (`<measure>_distinguishable`)."""

    fund: str
    account: str
    receipts: float | None
    expenditure: float | None
    current_balance: float | None
    balance: float | None
    payable_months: float | None
    receipts_change: float | None
    expenditure_change: float | None
    current_balance_change: float | None
    balance_change: float | None
    payable_months_change: float | None
    first_current_deficit: Month
    first_cannot_pay: Month


class RangedInputDocument(Open):
    """An input with a range: its value and the ends, or for a table the factors, and what each end does."""

    name: str
    zh: str
    unit: str
    tag: Literal["published", "statute", "derived", "proxy", "judgement"]
    source: str
    value: float | None
    range: list[float] = Field(min_length=2, max_length=2)
    factor: bool
    refused: dict[str, dict[str, str]]
    low: list[MovedLedgerDocument]
    high: list[MovedLedgerDocument]


class SensitivityDocument(Asked):
    """`actuary.sensitivity/1`: every input that has a range, one at a time at both ends."""

    schema_: Literal["actuary.sensitivity/1"] = Field(alias="schema")
    baseline: list[MovedLedgerDocument]
    inputs: list[RangedInputDocument]


class CaseDocument(Open):
    """A stress test or a named path: what it changes, and what it does."""

    name: str
    zh: str
    changes: list[dict[str, Any]]
    funds: list[MovedLedgerDocument]


class StressDocument(Asked):
    """`actuary.stress/1`: whole runs under stress, or on the high and low paths, beside the baseline."""

    schema_: Literal["actuary.stress/1"] = Field(alias="schema")
    kind: Literal["stress", "paths"]
    baseline: list[MovedLedgerDocument]
    cases: list[CaseDocument]
