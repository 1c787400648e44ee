"""Derivations of measures (指标算式); their letters stand for quantities of the fund whose measure it is."""

from actuary.vocabulary.derivations.derivation import Derivation, told

_OUT, _IN, _BASES = {"X": "expenditure"}, {"C": "receipts"}, {"B": "bases"}

CASH = {
    "current_balance": told("收入－支出", "receipts - expenditure", "D = C - X", **_IN, **_OUT),
    "balance": told(
        "期初结余＋历年收入－历年支出，不计财政兜底",
        "opening + receipts - expenditure, before the backstop",
        "F = F0 + Σ(C - X)",
        **_IN,
        **_OUT,
    ),
    "payable_months": told(
        "期末累计结余÷前十二个月支出×12",
        "closing balance / spending of the trailing twelve months x 12",
        "M = 12·F/X",
        F="balance",
        **_OUT,
    ),
    "payable_months_next": told(
        "期末累计结余÷次年支出×12",
        "closing balance / spending of the next year x 12",
        "M = 12·F/X(y+1)",
        F="balance",
        **_OUT,
    ),
    "trust_fund_ratio": told(
        "年初累计结余÷当年支出",
        "balance at the start of the year / spending of the year",
        "F(y-1)/X",
        F="balance",
        **_OUT,
    ),
    "first_current_deficit": told(
        "前十二个月支出首次超过收入的月份",
        "first month in which spending of the trailing twelve months exceeds receipts",
        "min{t: Σ C < Σ X}",
        **_IN,
        **_OUT,
    ),
    "first_cannot_pay": told(
        "不计财政兜底的结余首次低于零的月份",
        "first month in which cash before the backstop is below nought",
        "min{t: F < 0}",
        F="balance",
    ),
}

RATES = {
    "cost_rate": told("支出÷实际缴费基数", "expenditure / bases actually paid on", "X/B", **_OUT, **_BASES),
    "cost_rate_employer": told(
        "支出÷单位缴费基数（不含灵活就业）",
        "expenditure / bases on which employers pay, flexible workers left out",
        "X/B",
        **_OUT,
        **_BASES,
    ),
    "income_rate": told("收入÷实际缴费基数", "receipts / bases actually paid on", "C/B", **_IN, **_BASES),
    "contribution_rate": told(
        "各类缴费收入÷实际缴费基数",
        "contributions of all payers / bases actually paid on",
        "C/B",
        **_IN,
        **_BASES,
    ),
    "break_even_rate": told(
        "（支出－缴费以外的收入）÷实际缴费基数",
        "(expenditure - receipts other than contributions) / bases actually paid on",
        "(X - other C)/B",
        **_IN,
        **_OUT,
        **_BASES,
    ),
    "break_even_rate_employer": told(
        "（支出－单位缴费以外的收入）÷单位缴费基数",
        "(expenditure - receipts other than employers' contributions) / bases on which employers pay",
        "(X - other C)/B",
        **_IN,
        **_OUT,
        **_BASES,
    ),
    "break_even_rate_seven": told(
        "当年与其后六年合计的收支平衡费率",
        "the break-even rate of the year and the six after it together",
        "Σ(X - other C)/Σ B",
        **_IN,
        **_OUT,
        **_BASES,
    ),
    "general_average_premium": told(
        "全期现值：（支出－期初结余－缴费和利息以外的收入）÷实际缴费基数",
        "over the run, at present value: (expenditure - opening balance - receipts other than contributions and "
        "interest) / bases actually paid on",
        "PV(X - F0 - other C)/PV(B)",
        **_IN,
        **_OUT,
        F="balance",
        **_BASES,
        i="basis.interest.fund",
    ),
    "actuarial_balance": told(
        "全期现值：缴费÷实际缴费基数－一般平均保费率",
        "over the run, at present value: contributions / bases actually paid on - general average premium",
        "PV(C)/PV(B) - g",
        **_IN,
        **_BASES,
        g="general_average_premium",
        i="basis.interest.fund",
    ),
}

MEMBERS = {
    "dependency_insured": told(
        "年末（缴费＋未缴费＋领取失业金）人数÷退休人数",
        "(paying + not paying + claimants) / retired, at the year's end",
        "(p + n + c)/r",
        p="paying",
        n="not_paying",
        c="claimant",
        r="retired",
    ),
    "dependency_paying": told(
        "年末缴费人数÷退休人数",
        "paying / retired, at the year's end",
        "p/r",
        p="paying",
        r="retired",
    ),
    "compliance": told(
        "年末缴费人数÷（缴费＋未缴费人数）",
        "paying / (paying + not paying), at the year's end",
        "p/(p + n)",
        p="paying",
        n="not_paying",
    ),
    "replacement_rate": told(
        "月人均养老金÷同年在岗职工月平均工资",
        "mean pension / mean wage on post of the city in the same year",
        "P/(w·W)",
        P="mean_pension",
        w="basis.wage.on_post_2015",
        W="step.wage_index",
    ),
    "replacement_rate_base": told(
        "月人均养老金÷同年企业职工月平均缴费基数",
        "mean pension / mean declared base of enterprise employees in the same year",
        "P/b",
        P="mean_pension",
        b="step.mean_base",
    ),
}

DEBT = {
    "implicit_debt_account_record": told(
        "个人账户期末记账额（备忘）",
        "closing record of accounts, a memorandum",
        "R",
        R="employee_pension.account_record.closing",
    ),
    "implicit_debt_pensions_in_payment": told(
        "期初在发养老金×年金现值（折现率高于调整率的部分）",
        "pensions in payment at the opening x annuity at the discount above indexation",
        "P·a(q, d)",
        P="step.records",
        N="people.employee_retiree",
        q="step.mortality",
        d="basis.debt.discount_over_indexation",
    ),
}

_BASES_OF = {
    "employee_medical": "employee_medical.covered_base",
    "unemployment": "unemployment.covered_base",
    "work_injury": "work_injury.covered_base",
    "maternity": "maternity.covered_base",
}
_PENSIONS = {
    "employee_pension": (
        "employee_pension.enterprise.benefit.basic",
        "employee_pension.enterprise.benefit.transitional",
        "employee_pension.enterprise.benefit.account",
        "employee_pension.public.benefit.pension",
    ),
    "resident_pension": ("resident_pension.basic.benefit.basic", "resident_pension.individual.benefit.account"),
}


def bases(fund: str) -> Derivation:
    """Bases of a fund's payers, over the year."""
    return told(
        "当年单位、职工和灵活就业人员的缴费基数，含阶段性免缴的月份；居民险种没有缴费基数",
        "bases of the year on which employers, employees and flexible workers pay, waived months included; residents' "
        "funds have none",
        "Σ B",
        B=_BASES_OF.get(fund, "step.declared_base"),
        p=f"{fund}.paying",
    )


def mean_pension(fund: str) -> Derivation:
    """Pensions due over pensioners; funds without pensions have none."""
    letters = dict(zip("btap", _PENSIONS.get(fund, ()), strict=False))
    return Derivation(
        "当年应发养老金÷各月领取人数之和；没有养老金的险种无此指标",
        "pensions due in the year / pensioners by month; none in funds without pensions",
        "Σ P / Σ r",
        {"r": f"{fund}.retired", **letters},
    )


def test(measured: str, bound: str, threshold: str, funds: tuple[str, ...]) -> Derivation:
    """A named test: a measure at least, or at most, a threshold, at the end of every month."""
    sign = "≥" if bound == "least" else "≤"
    letters = {f"m{n}": f"{fund}.{measured}" for n, fund in enumerate(funds, 1)}
    return Derivation(
        f"每月末指标{'不低于' if bound == 'least' else '不高于'}界限",
        f"at each month's end the measure is at {bound} the threshold",
        f"m {sign} 0" if threshold == "0" else f"m {sign} h",
        letters if threshold == "0" else {**letters, "h": threshold},
    )


def by_item(side: str, flows: tuple[str, ...]) -> Derivation:
    """One item of a fund's receipts or spending, by account and year."""
    sign = "" if side == "receipts" else "-"
    letters = {f"x{n}": name for n, name in enumerate(flows, 1)}
    return Derivation(
        "该收支项目各月之和，分账户", "the item's months added up, by account", f"x = {sign}Σ x(t)", letters
    )


def measure(fund: str, key: str, sides: tuple[tuple[str, ...], tuple[str, ...]]) -> Derivation:
    """The derivation of a fund's measure; `sides`: its items that are receipts, and that are spending."""
    if key in ("receipts", "expenditure"):
        items = sides[key == "expenditure"]
        told_so = (
            (
                "缴费、补贴、利息和转入，不计财政兜底",
                "contributions, subsidy, interest and what others hand over, not the backstop",
            )
            if key == "receipts"
            else ("待遇和转出", "benefits and what is handed to others")
        )
        sign = "" if key == "receipts" else "-"
        return Derivation(*told_so, f"{key[0].upper()} = {sign}Σ x", {f"x{n}": name for n, name in enumerate(items, 1)})
    if key == "bases":
        return bases(fund)
    if key == "mean_pension":
        return mean_pension(fund)
    found = {**CASH, **RATES, **MEMBERS}[key]
    letters = {sign: name if "." in name else f"{fund}.{name}" for sign, name in found.letters.items()}
    return found._replace(letters=letters)
