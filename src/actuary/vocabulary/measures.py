"""Measures (指标) of a fund, and the named tests (检验) that are put to them."""

from typing import NamedTuple

from actuary.vocabulary.items import LEDGERS


class Quantity(NamedTuple):
    """A quantity (量): `kind` is flow, balance, account_record, members, people, people_flow, register,
    memorandum or measure."""

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
    Quantity(
        "receipts", "收入", "receipts", "yuan", "measure",
        "contributions, subsidy, interest and what others hand over; by source as receipts.<item>",
    ),
    Quantity(
        "expenditure", "支出", "spending", "yuan", "measure",
        "benefits and what is handed to others; by kind as expenditure.<item>",
    ),
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
        "measure", "closing balance / spending of the next year x 12", ("balance", "expenditure"),
    ),
    Quantity(
        "trust_fund_ratio", "基金率", "trust-fund ratio", "share", "measure",
        "balance at the start of the year / spending of the year", ("balance", "expenditure"),
    ),
    Quantity(
        "bases", "实际缴费基数", "bases actually paid on", "yuan", "measure",
        "bases of the year on which employers, employees and flexible workers pay, waived months included",
        ("paying",),
    ),
    Quantity(
        "cost_rate", "成本率", "cost rate", "share", "measure",
        "expenditure / bases actually paid on", ("expenditure", "bases"),
    ),
    Quantity(
        "cost_rate_employer", "成本率（单位基数）", "cost rate on employers' bases", "share", "measure",
        "expenditure / bases on which employers pay, flexible workers left out", ("expenditure", "bases"),
    ),
    Quantity(
        "income_rate", "收入率", "income rate", "share", "measure",
        "receipts / bases actually paid on", ("receipts", "bases"),
    ),
    Quantity(
        "contribution_rate", "平均缴费率", "average contribution rate", "share", "measure",
        "contributions of all payers / bases actually paid on", ("receipts", "bases"),
    ),
    Quantity(
        "break_even_rate", "收支平衡费率", "break-even rate", "share", "measure",
        "(expenditure - receipts other than contributions) / bases actually paid on",
        ("receipts", "expenditure", "bases"),
    ),
    Quantity(
        "break_even_rate_employer", "收支平衡单位费率", "break-even rate of employers", "share", "measure",
        "(expenditure - receipts other than employers' contributions) / bases on which employers pay",
        ("receipts", "expenditure", "bases"),
    ),
    Quantity(
        "break_even_rate_seven", "七年收支平衡费率", "break-even rate over seven years", "share", "measure",
        "the break-even rate of the year and the six after it together", ("receipts", "expenditure", "bases"),
    ),
    Quantity(
        "general_average_premium", "一般平均保费率", "general average premium", "share", "measure",
        "over the run, at present value: (expenditure - opening balance - receipts other than contributions and "
        "interest) / bases actually paid on", ("receipts", "expenditure", "balance", "bases"),
    ),
    Quantity(
        "actuarial_balance", "精算平衡率", "actuarial balance", "share", "measure",
        "over the run, at present value: contributions / bases actually paid on - general average premium",
        ("receipts", "bases", "general_average_premium"),
    ),
    Quantity(
        "dependency_insured", "抚养比（参保口径）", "insured per retired", "ratio", "measure",
        "(paying + not paying + claimants) / retired, at the year's end",
        ("paying", "not_paying", "claimant", "retired"),
    ),
    Quantity(
        "dependency_paying", "抚养比（缴费口径）", "paying per retired", "ratio", "measure",
        "paying / retired, at the year's end", ("paying", "retired"),
    ),
    Quantity(
        "mean_pension", "月人均养老金", "mean pension", "yuan_per_month", "measure",
        "pensions due in the year / pensioners by month", ("retired",),
    ),
    Quantity(
        "replacement_rate", "替代率", "replacement rate", "share", "measure",
        "mean pension / mean wage on post of the city in the same year", ("mean_pension",),
    ),
    Quantity(
        "replacement_rate_base", "替代率（缴费基数口径）", "replacement rate on bases", "share", "measure",
        "mean pension / mean declared base of enterprise employees in the same year", ("mean_pension",),
    ),
    Quantity(
        "compliance", "遵缴率", "compliance", "share", "measure",
        "paying / (paying + not paying), at the year's end", ("paying", "not_paying"),
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

DEBT = (
    Quantity(
        "implicit_debt_account_record", "隐性债务：个人账户记账额", "implicit debt: record of accounts", "yuan",
        "measure", "closing record of accounts, a memorandum", ("account_record.closing",),
    ),
    Quantity(
        "implicit_debt_pensions_in_payment", "隐性债务：在发养老金现值", "implicit debt: pensions in payment", "yuan",
        "measure", "pensions in payment at the opening x annuity at the discount above indexation",
        ("people.employee_retiree", "basis.debt.discount_over_indexation"),
    ),
)  # fmt: skip
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
)  # fmt: skip
