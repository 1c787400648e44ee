"""Derivations of the two pension funds (养老保险算式)."""

from actuary.vocabulary.derivations.derivation import Derivation, told

_LAW = "law.employee_pension"
_E, _P = "employee_pension.enterprise", "employee_pension.public"
_B, _I = "resident_pension.basic", "resident_pension.individual"
_CASH = {"k": "basis.cash.contribution_same_month_share"}
_RETIRED = {
    "N": "people.employee_retiree",
    "K": "people.new_retiree",
    "n": "step.records",
    "q": "step.mortality",
    "r": "step.retirement",
    "y": "step.minimum_years",
    "i": f"{_LAW}.indexation",
    "j": "basis.path.pension_indexation",
    "m": "basis.cash.pension_rise_month",
}
_TRUE_UP = {"u": "basis.cash.benefit_wage_month", "J": "law.common.benefit_wage"}
_IN_PAYMENT = (
    "；按年调整，调整前的差额和新计发基数公布前的差额补发",
    ("; indexed by year; what is late of the rise and of the new benefit wage is paid in arrears"),
)


def _pension(zh: str, en: str, symbols: str, /, **letters: str) -> Derivation:
    return Derivation(zh + _IN_PAYMENT[0], en + _IN_PAYMENT[1], symbols, {**_RETIRED, **letters})


EMPLOYEE = {
    f"{_E}.contribution_employer": told(
        "企业职工缴费基数×征缴率×单位费率×实征比例；当月收一部分，次月收其余",
        "bases of enterprise employees x collection x employers' rate x share levied; part in the month, rest in "
        "the next",
        "C = B·c·t·l, cash k·C(t) + (1 - k)·C(t-1)",
        B="step.declared_base",
        c="basis.collection.enterprise",
        t=f"{_LAW}.employer_rate",
        l="employee_pension.levied_share",
        **_CASH,
    ),
    f"{_E}.contribution_employee": told(
        "企业职工缴费基数×征缴率×个人费率；当月收一部分，次月收其余",
        "bases of enterprise employees x collection x employees' rate; part in the month, rest in the next",
        "C = B·c·t, cash k·C(t) + (1 - k)·C(t-1)",
        B="step.declared_base",
        c="basis.collection.enterprise",
        t=f"{_LAW}.employee_rate",
        **_CASH,
    ),
    f"{_E}.contribution_flexible": told(
        "灵活就业人员缴费基数×费率；当月收一部分，次月收其余",
        "bases of flexible workers x rate; part in the month, rest in the next",
        "C = B·t, cash k·C(t) + (1 - k)·C(t-1)",
        B="step.declared_base",
        t=f"{_LAW}.flexible_rate",
        **_CASH,
    ),
    f"{_E}.arrears": told(
        "2015年清欠与补缴年额×工资指数÷12，按缴费基数分到各区",
        "yearly amount of 2015 x wage index / 12, over the districts by bases",
        "A = a·W / 12",
        a="basis.pension.arrears_and_lump_sums",
        W="step.wage_index",
        B="step.declared_base",
    ),
    f"{_E}.ordinary_subsidy": told(
        "上年待遇支出×补助比例÷每年拨付次数；第一年用2015年支出",
        "last year's benefits x share / payments a year; in the first year the spending of 2015",
        "S = X(y-1)·s / p",
        X="opening.flow_2015.employee_pension_expenditure",
        b=f"{_E}.benefit.basic",
        t=f"{_E}.benefit.transitional",
        a=f"{_E}.benefit.account",
        s="basis.path.pension_subsidy_rule",
        p="basis.cash.ordinary_subsidy_payments",
    ),
    f"{_E}.transfer.portability_in": told(
        "转入人员的个人账户×（1＋转移统筹费率÷（账户记账比例×账户与缴费之比））",
        "accounts of those who come x (1 + pooled rate that moves / (accounts' rate x account over credits))",
        "T = a·(1 + p / (e·o))",
        a="step.transitions",
        v="step.migration",
        p=f"{_LAW}.portability_pooled_rate",
        e=f"{_LAW}.portability_account_rate",
        o="basis.pension.account_over_credits",
    ),
    f"{_E}.transfer.portability_out": told(
        "转出人员的个人账户×（1＋转移统筹费率÷（账户记账比例×账户与缴费之比））",
        "accounts of those who leave x (1 + pooled rate that moves / (accounts' rate x account over credits))",
        "T = -a·(1 + p / (e·o))",
        a="employee_pension.account_record.opening",
        x="basis.flow.portability_out_rate",
        p=f"{_LAW}.portability_pooled_rate",
        e=f"{_LAW}.portability_account_rate",
        o="basis.pension.account_over_credits",
    ),
    f"{_E}.transfer.lump_sum_purchase": told(
        "退休时一次性补缴的年数×12×缴费基数下限×灵活就业费率",
        "years bought at retirement x 12 x base floor x flexible workers' rate",
        "T = y·12·R·f·t",
        y="step.minimum_years",
        r="step.retirement",
        R="law.common.reference_wage",
        f=f"{_LAW}.base_floor",
        t=f"{_LAW}.flexible_rate",
    ),
    f"{_E}.transfer.central_in": told(
        "企业退休人员×全国人均拨付额÷12×省对市的下拨比例",
        "employee retirees x national amount a head / 12 x what the province passes on",
        "T = N·a/12·p",
        N="people.employee_retiree",
        a="basis.central_adjustment.amount_per_pensioner",
        p="basis.central_adjustment.passed_to_cities",
        s="law.pooling.central_adjustment_share",
    ),
    f"{_E}.transfer.national_in": told(
        "全国统筹比例×季度当期缺口（不计利息与统筹区互助）",
        "share pooled by the nation x the quarter's current deficit, before interest and help between pools",
        "T = s·max(X - C, 0)",
        s="law.pooling.national_share",
        C="employee_pension.receipts",
        X="employee_pension.expenditure",
    ),
    f"{_E}.transfer.national_out": told(
        "全国统筹比例×季度当期结余（不计利息与统筹区互助）",
        "share pooled by the nation x the quarter's current surplus, before interest and help between pools",
        "T = -s·max(C - X, 0)",
        s="law.pooling.national_share",
        C="employee_pension.receipts",
        X="employee_pension.expenditure",
    ),
    f"{_E}.transfer.central_out": told(
        "上解比例×平均工资的规定成数×（参保与就业人数的平均）×省对市的上解比例",
        "share x factor x reference wage x mean of insured and employed x what the province passes on",
        "T = -s·f·R·(n + n·e)/2·p",
        s="law.pooling.central_adjustment_share",
        f="law.pooling.central_adjustment_wage_factor",
        R="law.common.reference_wage",
        n="employee_pension.paying",
        e="basis.central_adjustment.employed_per_insured",
        p="basis.central_adjustment.passed_to_cities",
    ),
    f"{_E}.transfer.resident_pension": told(
        "由居民养老转来者的账户－转往居民养老者的账户",
        "accounts that come from the residents' scheme - accounts that leave for it",
        "T = in - out",
        r="step.retirement",
        y="step.minimum_years",
        h="step.transitions",
    ),
    f"{_E}.benefit.basic": _pension(
        "人数×（计发基数＋指数化工资）÷2×缴费年限×每年1%",
        "persons x (J + J·I) / 2 x years n x accrual, I the index",
        "-(N + K)·J·(1 + I)/2·n·a·Π(1 + i)",
        I="step.records",
        a=f"{_LAW}.basic_accrual",
        **_TRUE_UP,
    ),
    f"{_E}.benefit.transitional": _pension(
        "人数×计发基数×指数×视同缴费年限×过渡系数",
        "persons x J·I x deemed years d x rate, I the index",
        "-(N + K)·J·I·d·t·Π(1 + i)",
        I="step.records",
        d="step.records",
        t=f"{_LAW}.transitional_rate",
        **_TRUE_UP,
    ),
    f"{_E}.benefit.account": _pension(
        "人数×退休时个人账户÷计发月数",
        "persons x account at award / divisor",
        "-(N + K)·A/D·Π(1 + i)",
        A="employee_pension.account_record.credits",
        D=f"{_LAW}.divisor",
        b=f"{_LAW}.divisor_monthly",
    ),
    f"{_E}.benefit.death_grant": told(
        "死亡的企业退休人员×平均丧葬抚恤金×工资指数",
        "deaths of employee retirees x mean grant x wage index",
        "-(N + K)·q·g·W",
        N="people.employee_retiree",
        K="people.new_retiree",
        q="step.mortality",
        g="basis.pension.death_grant_mean",
        W="step.wage_index",
    ),
    f"{_E}.benefit.inheritance": told(
        "死亡的参保与退休人员的账户余额",
        "accounts of insured and retired who died",
        "-h",
        h="employee_pension.account_record.inherited",
    ),
    f"{_P}.contribution_employer": told(
        "机关事业单位缴费基数×单位费率，自第一个收付月起；当月收一部分，次月收其余",
        "bases of public staff x employers' rate, from the first cash month on",
        "C = B·t, cash k·C(t) + (1 - k)·C(t-1)",
        B="step.declared_base",
        t=f"{_LAW}.public_employer_rate",
        l="basis.public.first_cash_lag",
        **_CASH,
    ),
    f"{_P}.contribution_employee": told(
        "机关事业单位缴费基数×个人费率，自第一个收付月起；当月收一部分，次月收其余",
        "bases of public staff x employees' rate, from the first cash month on",
        "C = B·t, cash k·C(t) + (1 - k)·C(t-1)",
        B="step.declared_base",
        t=f"{_LAW}.public_employee_rate",
        l="basis.public.first_cash_lag",
        **_CASH,
    ),
    f"{_P}.arrears": told(
        "第一个收付月补收2014年10月以来各月应缴（各按当月费率与基数，期初以前按首月）×补收比例",
        "in the first cash month, the contributions of each month back to 2014-10 (by its own rates and bases, before "
        "the opening by the first month's) x share",
        "A = b·Σ B(s)·(t(s) + e(s)), s = 2014-10 ... 2014-10 + l - 1",
        B="step.declared_base",
        t=f"{_LAW}.public_employer_rate",
        e=f"{_LAW}.public_employee_rate",
        b="basis.public.back_payment_share",
        l="basis.public.first_cash_lag",
    ),
    f"{_P}.ordinary_subsidy": told(
        "统筹区当月待遇－缴费－上月结余的缺口，由财政补足",
        "what a pool lacks of its benefits after contributions and balance",
        "S = max(-(O + C + A + X), 0)",
        O=f"{_P}.opening",
        C=f"{_P}.contribution_employer",
        E=f"{_P}.contribution_employee",
        A=f"{_P}.arrears",
        X=f"{_P}.benefit.pension",
        T=f"{_P}.benefit.top_up",
    ),
    f"{_P}.benefit.pension": told(
        "机关事业退休人员×原办法养老金×工资指数；第一个收付月补付2014年10月以来各月应发（期初以前按首月）",
        "public retirees x pension by the old method x wage index; the first cash month pays those of each month back "
        "to 2014-10 (before the opening those of the first)",
        "-N·p·W, in the first cash month -(N·p·W + b·Σ N(s)·p(s)·W(s)), s = 2014-10 ... 2014-10 + l - 1",
        N="people.public_retiree",
        p="basis.public.mean_pension",
        W="step.wage_index",
        q="step.mortality",
        i=f"{_LAW}.indexation",
        j="basis.path.pension_indexation",
        l="basis.public.first_cash_lag",
        b="basis.public.back_payment_share",
    ),
    f"{_P}.benefit.top_up": told(
        "新办法超过老办法的部分×当年可发比例（十年过渡期）；第一个收付月补付同上",
        "what the new method gives above the old x share paid (ten years); paid back in the first cash month likewise",
        "-N·max(new - old, 0)·s",
        N="people.public_retiree",
        s=f"{_LAW}.public_cap_share",
        t=f"{_LAW}.public_transition",
        v="basis.public.new_method_spread",
    ),
}

_PAYERS = {"N": "people.resident_contributor", "s": "basis.resident_pension.paying_share"}
MEMORANDA = {
    f"employee_pension.memorandum.annuity.{payer}": told(
        f"机关事业单位缴费基数×{zh}年金费率，不入基金",
        f"bases of public staff x {en} rate of the annuity, outside the funds",
        "A = B·r",
        B="step.declared_base",
        r=f"{_LAW}.annuity_{payer}_rate",
    )
    for payer, zh, en in (("employer", "单位", "units'"), ("employee", "个人", "staff's"))
}

RESIDENT = {
    f"{_B}.ordinary_subsidy": told(
        "等于基础养老金和丧葬、退保支出",
        "equals basic pensions, funeral aid and refunds",
        "S = -(b + f)",
        b=f"{_B}.benefit.basic",
        f=f"{_B}.benefit.funeral_and_refund",
    ),
    f"{_B}.benefit.basic": told(
        "满60岁领取人员×基础养老金标准",
        "pensioners of 60 and over x basic pension",
        "-N·b",
        N="people.resident_pensioner",
        b="basis.path.resident_basic_pension",
        a="law.resident_pension.pension_age",
    ),
    f"{_B}.benefit.funeral_and_refund": told(
        "年额÷12，按领取人员分到各区",
        "yearly amount / 12, over the districts by pensioners",
        "-f / 12",
        f="basis.resident_pension.death_and_refund",
        N="people.resident_pensioner",
    ),
    f"{_I}.contribution_resident": told(
        "登记人员×实缴比例×人均缴费÷12",
        "registered x share paying x mean payment / 12",
        "C = N·s·p / 12",
        **_PAYERS,
        p="basis.resident_pension.mean_payment",
    ),
    f"{_I}.ordinary_subsidy": told(
        "登记人员×实缴比例×缴费补贴÷12",
        "registered x share paying x subsidy to accounts / 12",
        "S = N·s·a / 12",
        **_PAYERS,
        a="basis.resident_pension.account_subsidy",
    ),
    f"{_I}.transfer.collective": told(
        "年额÷12，按领取人员分到各区",
        "yearly amount / 12, over the districts by pensioners",
        "T = c / 12",
        c="basis.resident_pension.lump_and_collective",
        N="people.resident_pensioner",
    ),
    f"{_I}.transfer.employee_pension": told(
        "同一笔转移的另一方",
        "other side of the same transfer",
        "T = -t",
        t=f"{_E}.transfer.resident_pension",
    ),
    f"{_I}.benefit.account": told(
        "领取人员×个人账户÷计发月数",
        "pensioners x account / divisor",
        "-N·A/D",
        N="people.resident_pensioner",
        A=f"{_I}.contribution_resident",
        O="step.records",
        D="law.resident_pension.divisor",
    ),
    f"{_I}.benefit.inheritance": told(
        "死亡者的居民养老账户余额",
        "residents' accounts of those who died",
        "-A·q",
        A=f"{_I}.contribution_resident",
        O="step.records",
        q="step.mortality",
    ),
}
