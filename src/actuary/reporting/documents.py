"""Shapes of the documents that commands print and runs hold (输出文档格式), as outsiders may rely on them.

Every key that is named here is always there; further keys may stand beside them.
"""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

MONTH = r"^[0-9]{4}-(0[1-9]|1[0-2])$"
SHA256 = r"^[0-9a-f]{64}$"
Rules = Literal["known-2011", "known-2016", "hindsight"]
Month = str | None


class Open(BaseModel):
    """A mapping to which keys may be added."""

    model_config = ConfigDict(extra="allow", frozen=True)


class LetterDocument(Open):
    """One thing that is wrong."""

    code: str
    file: str | None
    line: int | None
    column: int | None
    field: str | None
    message: str
    remedy: str


class ErrorsDocument(Open):
    """`actuary.errors/1`: what a command prints with --json when it cannot answer."""

    schema_: Literal["actuary.errors/1"] = Field(alias="schema")
    errors: list[LetterDocument] = Field(min_length=1)


class TagsDocument(Open):
    """How many values carry each tag."""

    published: int
    statute: int
    derived: int
    proxy: int
    judgement: int


class CheckDocument(Open):
    """`actuary.check/1`: what was read when nothing is wrong."""

    schema_: Literal["actuary.check/1"] = Field(alias="schema")
    root: str
    files: list[str]
    parameters: int
    values: int
    by_tag: TagsDocument


class YearDocument(Open):
    """Cash of a ledger in a year [yuan], and its cover."""

    year: int
    receipts: float | None
    expenditure: float | None
    current_balance: float | None
    balance: float | None
    payable_months: float | None


class TestDocument(Open):
    """A named test and its result."""

    test: str
    measure: str
    threshold: float | None
    unit: str
    value: float | None
    passed: bool | None
    first_failing_month: Month


class FundDocument(Open):
    """A ledger in a pool."""

    fund: str
    account: str
    pool: str
    stands_to: Month
    years: list[YearDocument]
    tests: list[TestDocument]
    first_current_deficit: Month
    first_cannot_pay: Month


class TriggerDocument(Open):
    """A condition of law that was read: its lines (at least, below), whether it fires, and what the firing moves."""

    month: str = Field(pattern=MONTH)
    fund: str
    pool: str
    rule: str
    value: float | str | None
    threshold: float | None
    under: float | None
    fired: bool
    acts: bool
    decided_at: Month
    until: Month
    effect: float | None


class ReconciledDocument(Open):
    """A printed figure beside the computed one."""

    name: str
    printed: float
    unit: str
    computed: float
    difference: float


class VerdictDocument(Open):
    """`actuary.verdict/1`: what a run says."""

    schema_: Literal["actuary.verdict/1"] = Field(alias="schema")
    valuation: str
    rules: Rules
    basis: str
    pooling: str
    group: Literal["open", "closed"]
    given: str | None
    to: str = Field(pattern=MONTH)
    funds: list[FundDocument]
    inputs: TagsDocument
    triggers: list[TriggerDocument]
    reconciliation: list[ReconciledDocument]


class IdentityDocument(Open):
    """An equation that must hold, and its worst residual."""

    name: str
    scope: str
    unit: str
    tolerance: float
    worst: float
    at: Month
    passed: bool


class CertificateDocument(Open):
    """`actuary.certificate/1`: the identities of a run."""

    schema_: Literal["actuary.certificate/1"] = Field(alias="schema")
    identities: list[IdentityDocument]


class InputFileDocument(Open):
    """A file that was read."""

    file: str
    sha256: str = Field(pattern=SHA256)


class OutputFileDocument(InputFileDocument):
    """A file that was written."""

    rows: int | None


class ManifestDocument(Open):
    """`actuary.manifest/1`: what decided a run, and what it wrote."""

    schema_: Literal["actuary.manifest/1"] = Field(alias="schema")
    run: str = Field(pattern=SHA256)
    created: str
    versions: dict[str, str]
    cpu: str
    options: dict[str, Any]
    inputs: list[InputFileDocument]
    outputs: list[OutputFileDocument]
    seed: int | None
    rules: Rules
    basis: str


class AgeDocument(Open):
    """An age in years and months."""

    years: int
    months: int


class WindowDocument(Open):
    """First and last month in which a person may retire."""

    earliest: str = Field(pattern=MONTH)
    latest: str = Field(pattern=MONTH)


class RuleDocument(Open):
    """The rule behind a part, with its article."""

    part: str
    rule: str
    article: str


class CaseDocument(Open):
    """One person's award; parts in yuan a month, missing where there is no right."""

    id: str | int | None
    category: Literal["male60", "female55", "female50"]
    statutory_age: AgeDocument
    statutory_month: str = Field(pattern=MONTH)
    delay_months: int
    retirement_month: str = Field(pattern=MONTH)
    window: WindowDocument
    minimum_years: float | None
    years: float | None
    deemed_years: float | None
    eligible: bool | None
    reason: str
    divisor: float | None
    benefit_wage: float | None
    basic: float | None
    transitional: float | None
    account: float | None
    total: float | None
    rules: list[RuleDocument]


class RejectedDocument(Open):
    """A row that was left out."""

    row: int
    column: str | None
    code: str
    message: str


class CountDocument(Open):
    """How many were computed and how many left out."""

    cases: int
    rejected: int


class AwardDocument(Open):
    """`actuary.award/1`: awards of single persons."""

    schema_: Literal["actuary.award/1"] = Field(alias="schema")
    cases: list[CaseDocument]
    errors: list[RejectedDocument]
    totals: CountDocument


class PartDocument(Open):
    """One part of a benefit, with its rule and article; a value that cannot be told is missing."""

    part: str
    name: str
    value: float | None
    unit: Literal["month", "day", "yuan", "yuan_per_month", "yuan_per_year", "share"]
    rule: str
    article: str | None


class BenefitCaseDocument(Open):
    """One person's benefit; each part stands by its own key, too."""

    id: str | None
    row: int
    month: str = Field(pattern=MONTH)
    eligible: bool | None
    reason: str
    reason_code: str
    parts: list[PartDocument]
    notes: list[str]


class BenefitDocument(Open):
    """`actuary.benefit/1`: benefits of single persons, of one kind."""

    schema_: Literal["actuary.benefit/1"] = Field(alias="schema")
    kind: Literal["unemployment", "work-injury", "maternity", "death", "resident-pension"]
    rule_set: Rules
    cases: list[BenefitCaseDocument]
    errors: list[RejectedDocument]
    totals: CountDocument
