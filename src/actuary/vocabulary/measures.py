"""Measures (指标) of a fund, and the named tests (检验) that are put to them."""

from typing import Any, NamedTuple

from actuary.vocabulary.declared import ACCOUNT, DECLARED
from actuary.vocabulary.derivations import Derivation
from actuary.vocabulary.items import LEDGERS


class Quantity(NamedTuple):
    """A quantity (量): `kind` is flow, balance, account_record, members, people, people_flow, register, memorandum,
    step, measure or test."""

    key: str
    zh: str
    en: str
    unit: str
    kind: str
    derivation: Derivation

    @property
    def inputs(self) -> tuple[str, ...]:
        """Quantities and parameters that it is computed from."""
        return self.derivation.inputs

    def plain(self) -> dict[str, Any]:
        """One entry of the document `actuary.quantities/1`."""
        told = self.derivation
        words = {"formula": told.en, "formula_zh": told.zh, "symbols": told.symbols, "letters": told.legend}
        names = {"key": self.key, "zh": self.zh, "en": self.en, "unit": self.unit, "kind": self.kind}
        return {**names, **words, "inputs": list(self.inputs)}


class Measure(NamedTuple):
    """A measure (指标) that every fund may have, with its unit."""

    key: str
    zh: str
    en: str
    unit: str


class Criterion(NamedTuple):
    """A named test (检验) of a ledger: passes while its measure is at least, or at most, a threshold."""

    key: str
    zh: str
    en: str
    measure: str
    bound: str
    threshold: str
    ledgers: tuple[str, ...]


MEASURES = (
    Measure("receipts", "收入", "receipts", "yuan"),
    Measure("expenditure", "支出", "spending", "yuan"),
    Measure("current_balance", "当期结余", "current balance", "yuan"),
    Measure("balance", "累计结余", "balance", "yuan"),
    Measure("payable_months", "可支付月数", "payable months", "month"),
    Measure("payable_months_next", "可支付月数（按次年支出）", "payable months on next year's spending", "month"),
    Measure("trust_fund_ratio", "基金率", "trust-fund ratio", "share"),
    Measure("bases", "实际缴费基数", "bases actually paid on", "yuan"),
    Measure("cost_rate", "成本率", "cost rate", "share"),
    Measure("cost_rate_employer", "成本率（单位基数）", "cost rate on employers' bases", "share"),
    Measure("income_rate", "收入率", "income rate", "share"),
    Measure("contribution_rate", "平均缴费率", "average contribution rate", "share"),
    Measure("break_even_rate", "收支平衡费率", "break-even rate", "share"),
    Measure("break_even_rate_employer", "收支平衡单位费率", "break-even rate of employers", "share"),
    Measure("break_even_rate_seven", "七年收支平衡费率", "break-even rate over seven years", "share"),
    Measure("general_average_premium", "一般平均保费率", "general average premium", "share"),
    Measure("actuarial_balance", "精算平衡率", "actuarial balance", "share"),
    Measure("dependency_insured", "抚养比（参保口径）", "insured per retired", "ratio"),
    Measure("dependency_paying", "抚养比（缴费口径）", "paying per retired", "ratio"),
    Measure("mean_pension", "月人均养老金", "mean pension", "yuan_per_month"),
    Measure("replacement_rate", "替代率", "replacement rate", "share"),
    Measure("replacement_rate_base", "替代率（缴费基数口径）", "replacement rate on bases", "share"),
    Measure("compliance", "遵缴率", "compliance", "share"),
    Measure("first_current_deficit", "首次当期缺口", "first current deficit", "text"),
    Measure("first_cannot_pay", "首次不能支付", "first cannot pay", "text"),
)

DEBT = (
    Measure("implicit_debt_account_record", "隐性债务：个人账户记账额", "implicit debt: record of accounts", "yuan"),
    Measure(
        "implicit_debt_pensions_in_payment", "隐性债务：在发养老金现值", "implicit debt: pensions in payment", "yuan"
    ),
)
"""Concepts of implicit debt (隐性债务) of the employee pension; they overlap and are never added."""

_ALL = tuple(LEDGERS)
_PENSIONS, _CARE = ("employee_pension.enterprise",), ("employee_medical.pooled",)
_BIRTHS, _INJURY, _JOBLESS = (
    ("maternity.pooled",),
    ("work_injury.pooled", "work_injury.reserve"),
    ("unemployment.pooled",),
)
_MONTHS = "payable_months"
TESTS = (
    Criterion("current_balance_nonnegative", "当期不缺", "no current deficit", "current_balance", "least", "0", _ALL),
    Criterion("can_pay", "足以支付", "can always pay", "balance", "least", "0", _ALL),
    Criterion(
        "payable_months_pension_warning", "养老金预警线", "pension warning line", _MONTHS, "least",
        "law.reserves.pension_warning_months", _PENSIONS,
    ),
    Criterion(
        "payable_months_pension_caution", "养老金关注线", "pension caution line", _MONTHS, "least",
        "law.reserves.pension_caution_months", _PENSIONS,
    ),
    Criterion(
        "medical_reserve_shortage", "医保结余不足线", "medical reserve, shortage line", _MONTHS, "least",
        "law.reserves.medical_shortage", _CARE,
    ),
    Criterion(
        "medical_reserve_low", "医保结余下限", "medical reserve, lower line", _MONTHS, "least",
        "law.reserves.medical_low", _CARE,
    ),
    Criterion(
        "medical_reserve_excess", "医保结余过多线", "medical reserve, excess line", _MONTHS, "most",
        "law.reserves.medical_excess", _CARE,
    ),
    Criterion(
        "maternity_reserve_warning", "生育结余预警线", "maternity reserve, warning line", _MONTHS, "least",
        "law.reserves.maternity_warning", _BIRTHS,
    ),
    Criterion(
        "maternity_reserve_low", "生育结余下限", "maternity reserve, lower line", _MONTHS, "least",
        "law.reserves.maternity_low", _BIRTHS,
    ),
    Criterion(
        "maternity_reserve_excess", "生育结余上限", "maternity reserve, upper line", _MONTHS, "most",
        "law.reserves.maternity_high", _BIRTHS,
    ),
    Criterion(
        "injury_reserve_normal", "工伤结余正常线", "injury reserve, normal line", _MONTHS, "least",
        "law.reserves.injury_normal", _INJURY,
    ),
    Criterion(
        "unemployment_reserve", "失业结余下限", "unemployment reserve, lower line", _MONTHS, "least",
        "law.reserves.unemployment_min", _JOBLESS,
    ),
    *(
        Criterion(*test.name, _MONTHS, "least", test.at_least, (f"{fund.name.key}.{ACCOUNT}",))
        for fund in DECLARED
        for test in fund.tests
    ),
)  # fmt: skip
