"""Measures (指标) of a fund, and the named tests (检验) that are put to them."""

from typing import NamedTuple

from actuary.vocabulary.items import LEDGERS


class Quantity(NamedTuple):
    """A quantity (量): `kind` is flow, balance, account_record, members, people, people_flow or measure."""

    key: str
    zh: str
    en: str
    unit: str
    kind: str
    formula: str
    inputs: tuple[str, ...] = ()


class Criterion(NamedTuple):
    """A named test (检验) of a ledger: passes while its measure is at least, or at most, a threshold."""

    key: str
    zh: str
    en: str
    measure: str
    bound: str
    threshold: str
    ledgers: tuple[str, ...]


_TWELVE = "the trailing twelve months"
MEASURES = (
    Quantity("receipts", "收入", "receipts", "yuan", "measure", "what raises the balance, before the backstop"),
    Quantity("expenditure", "支出", "spending", "yuan", "measure", "what lowers the balance"),
    Quantity(
        "current_balance", "当期结余", "current balance", "yuan", "measure",
        "receipts - expenditure", ("receipts", "expenditure"),
    ),
    Quantity(
        "balance", "累计结余", "balance", "yuan", "measure",
        "opening + receipts - expenditure, before the backstop", ("receipts", "expenditure"),
    ),
    Quantity(
        "payable_months", "可支付月数", "payable months", "month", "measure",
        f"closing balance / spending of {_TWELVE} x 12", ("balance", "expenditure"),
    ),
    Quantity(
        "payable_months_next", "可支付月数（按次年支出）", "payable months on next year's spending", "month",
        "measure", "closing balance / spending of the next twelve months x 12", ("balance", "expenditure"),
    ),
    Quantity(
        "cost_rate", "成本率", "cost rate", "share", "measure",
        "expenditure / bases actually paid", ("expenditure",),
    ),
    Quantity(
        "income_rate", "收入率", "income rate", "share", "measure",
        "receipts / bases actually paid", ("receipts",),
    ),
    Quantity(
        "dependency_insured", "抚养比（参保口径）", "insured per retired", "ratio", "measure",
        "(paying + not paying) / retired", ("paying", "not_paying", "retired"),
    ),
    Quantity(
        "dependency_paying", "抚养比（缴费口径）", "paying per retired", "ratio", "measure",
        "paying / retired", ("paying", "retired"),
    ),
    Quantity(
        "replacement_rate", "替代率", "replacement rate", "share", "measure",
        "mean pension / mean wage", ("expenditure", "retired"),
    ),
    Quantity(
        "compliance", "遵缴率", "compliance", "share", "measure",
        "paying / (paying + not paying)", ("paying", "not_paying"),
    ),
    Quantity(
        "first_current_deficit", "首次当期缺口", "first current deficit", "text", "measure",
        f"first month in which spending of {_TWELVE} exceeds receipts", ("receipts", "expenditure"),
    ),
    Quantity(
        "first_cannot_pay", "首次不能支付", "first cannot pay", "text", "measure",
        "first month in which cash before the backstop is below nought", ("balance",),
    ),
)  # fmt: skip

_ALL = tuple(LEDGERS)
_PENSIONS, _CARE = ("employee_pension.enterprise",), ("employee_medical.pooled",)
_BIRTHS, _INJURY, _JOBLESS = ("maternity.pooled",), ("work_injury.pooled",), ("unemployment.pooled",)
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
)  # fmt: skip
