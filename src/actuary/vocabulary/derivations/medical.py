"""Derivations of the two medical funds (医疗保险算式)."""

from actuary.vocabulary.derivations.derivation import Derivation, Step, told

_LAW, _BELIEF = "law.employee_medical", "basis.medical"
_P, _I, _L = "employee_medical.pooled", "employee_medical.individual", "employee_medical.large_amount"
_U, _R, _S = "resident_medical.urban", "resident_medical.rural_cooperative", "resident_medical.serious_illness"
_HEADS = {
    "a": "employee_medical.paying",
    "n": "employee_medical.not_paying",
    "c": "employee_medical.claimant",
    "r": "employee_medical.retired",
}
_CASH = {"k": "basis.cash.contribution_same_month_share"}
_BOOKED = "同一笔转移的另一方", "other side of the same transfer"
_STAY = {
    "d": f"{_LAW}.deductible",
    "h": f"{_LAW}.cap_basic",
    "t": f"{_BELIEF}.tier_mix",
    "s": f"{_BELIEF}.stay_sigma_log",
}


def _pool_cost(who: str, zh: str) -> Step:
    """What a mean member costs the pool."""
    return Step(
        f"employee_medical.pool_cost_{who}",
        f"{zh}人均统筹费用",
        f"pool cost of a mean {who} member",
        "yuan_per_month",
        told(
            "2015年人均统筹费用÷12×当月一次住院的统筹支付÷期初的（起付线以上、封顶线以下×报销比例，按医院等级），慢病门诊随医疗费用指数",
            "proxy of 2015 / 12 x what the pool pays of a stay now / at the opening (above the deductible, below the "
            "cap, x "
            "share of the tier); chronic outpatient care with medical costs",
            "p = P/12·((1 - o)·E[stay(x·M)]/E[stay(x)] + o·M)",
            P=f"{_BELIEF}.pool_cost_{who}",
            o=f"{_BELIEF}.chronic_outpatient_share_{who}",
            x=f"{_BELIEF}.stay_cost_{who}",
            M="step.price_growth",
            u=f"{_LAW}.reimbursement_{who}",
            **_STAY,
        ),
    )


STEPS = (
    _pool_cost("active", "在职"),
    _pool_cost("retired", "退休"),
    Step(
        "employee_medical.covered_base",
        "职工医保缴费基数",
        "bases of employee medical",
        "yuan",
        told(
            "企业参保部分、机关事业单位和其他单位的缴费基数",
            "bases of insured enterprise, public and other staff",
            "B = Σ s·b",
            b="step.declared_base",
            m="step.mean_base",
            s="employee_medical.paying",
            x="people.insured_elsewhere",
        ),
    ),
    Step(
        "employee_medical.pension_growth",
        "退休人员平均养老金指数",
        "mean pension over that of the opening",
        "index",
        told(
            "上年企业退休人员平均养老金÷期初的",
            "mean pension of employee retirees last year / at the opening",
            "g = p(y-1) / p(0)",
            b="employee_pension.enterprise.benefit.basic",
            t="employee_pension.enterprise.benefit.transitional",
            a="employee_pension.enterprise.benefit.account",
            n="people.employee_retiree",
            i="law.employee_pension.indexation",
        ),
    ),
)

EMPLOYEE = {
    f"{_P}.contribution_employer": told(
        "职工医保缴费基数×单位费率×阶段性系数；当月收一部分，次月收其余",
        "bases x employers' rate x factor of the time; part in the month, rest in the next",
        "C = B·t·f, cash k·C(t) + (1 - k)·C(t-1)",
        B="employee_medical.covered_base",
        t=f"{_LAW}.employer_rate",
        f=f"{_LAW}.employer_factor",
        **_CASH,
    ),
    f"{_P}.contribution_employee": told(
        "职工医保缴费基数×个人费率；当月收一部分，次月收其余",
        "bases x employees' rate; part in the month, rest in the next",
        "C = B·t, cash k·C(t) + (1 - k)·C(t-1)",
        B="employee_medical.covered_base",
        t=f"{_LAW}.employee_rate",
        **_CASH,
    ),
    f"{_P}.contribution_flexible": told(
        "灵活就业参保人员×缴费基数下限×费率",
        "insured flexible workers x base floor x rate",
        "C = N·s·R·f·t, cash k·C(t) + (1 - k)·C(t-1)",
        N="people.flexible_worker",
        s=f"{_BELIEF}.flexible_paying_share",
        F="opening.medical.employee_active_flexible",
        R="law.common.reference_wage",
        f="law.employee_pension.base_floor",
        t="law.employee_medical.flexible_rate",
        **_CASH,
    ),
    f"{_P}.arrears": told(
        "利息与其他收入年额－期初结余×收益率，÷12",
        "interest and other income of the year - return on the opening balances, / 12",
        "A = (o - i·(P + a)) / 12",
        o=f"{_BELIEF}.interest_and_other",
        i="basis.interest.fund",
        P="opening.balance.employee_medical_pool",
        a="opening.balance.employee_medical_account",
        B="employee_medical.covered_base",
    ),
    f"{_P}.transfer.unemployment": told(
        "领取失业金人员×代缴基数（随基准工资）×单位和个人费率",
        "claimants x base (with the reference wage) x both rates",
        "T = N·b·(R/R0)/12·(t + e)",
        N="people.unemployed",
        b=f"{_BELIEF}.claimant_base",
        R="law.common.reference_wage",
        t=f"{_LAW}.employer_rate",
        e=f"{_LAW}.employee_rate",
    ),
    f"{_P}.transfer.accounts": told(
        "在职：缴费基数×分年龄划入比例；退休：人数×上年平均养老金×划入比例（70岁上下不同）；由统筹转出",
        "active: bases x credit by age; retired: persons x last year's mean pension x credit (below and above 70); "
        "leaves "
        "the pool",
        "T = -(Σ B·z + N·p·g·y)",
        B="employee_medical.covered_base",
        z=f"{_LAW}.account_credit_to35",
        u=f"{_LAW}.account_credit_35_45",
        v=f"{_LAW}.account_credit_over45",
        N="employee_medical.retired",
        p=f"{_BELIEF}.account_credit_retired_base",
        g="employee_medical.pension_growth",
        y=f"{_LAW}.account_credit_retired_to70",
        f=f"{_LAW}.account_credit_formula_retired",
        o=f"{_LAW}.account_credit_retired_over70",
    ),
    f"{_P}.transfer.maternity": told(
        "两险合并当月由生育保险转来其结余",
        "the balance of maternity, in the month of the merger",
        "T = -t",
        t="maternity.pooled.transfer.employee_medical",
    ),
    f"{_P}.transfer.large_amount": told(
        "由统筹划给大额医疗；现由个人缴费，恒为零",
        "from the pool to the large-amount layer, which members pay now: always nought",
        "T = -t",
        t=f"{_L}.transfer.large_amount",
    ),
    **{
        f"{_P}.benefit.{kind}": Derivation(
            f"参保人员×年龄费用指数×人均统筹费用的{zh}部分",
            f"members x cost index of their age x {en} part of the pool cost",
            "-Σ N·c·p",
            {
                **_HEADS,
                "c": f"{_BELIEF}.cost_index_active",
                "d": f"{_BELIEF}.cost_index_retired",
                "p": "employee_medical.pool_cost_active",
                "q": "employee_medical.pool_cost_retired",
            },
        )
        for kind, zh, en in (
            ("inpatient", "住院", "inpatient"),
            ("chronic_outpatient", "慢病门诊", "chronic outpatient"),
        )
    },
    **{
        f"{_P}.benefit.{kind}": told(
            "两险合并后由职工医保支付的生育待遇",
            "of maternity, paid here after the merger",
            "b",
            b=f"maternity.pooled.benefit.{kind}",
            m="law.maternity.merger",
        )
        for kind in ("allowance", "delivery", "other")
    },
    f"{_P}.benefit.outpatient": told(
        "门诊统筹开始后：参保人员×人均门诊费用×医疗费用指数，起付线以上、限额以下×支付比例",
        "once it is pooled: members x outpatient cost a head x medical costs, above the deductible, under the cap, x "
        "share",
        "-Σ N·c·E[min(u·(X - d)+, h)]/12",
        **{key: name for key, name in _HEADS.items() if key in "ar"},
        **{
            f"{letter}{n}": f"{_LAW}.outpatient_{name}_{who}"
            for n, who in enumerate(("active", "retired"), 1)
            for letter, name in (("d", "deductible"), ("h", "cap"), ("u", "share"))
        },
        **{f"x{n}": f"{_BELIEF}.outpatient_cost_{who}" for n, who in enumerate(("active", "retired"), 1)},
        s=f"{_BELIEF}.outpatient_sigma_log",
        t=f"{_BELIEF}.outpatient_tier_mix",
        o=f"{_LAW}.outpatient_pooling",
        M="step.price_growth",
    ),
    f"{_I}.transfer.accounts": told(*_BOOKED, "T = -t", t=f"{_P}.transfer.accounts"),
    f"{_I}.benefit.account_spending": told(
        "当月划入×支用比例",
        "credits of the month x share spent",
        "-t·s",
        t=f"{_I}.transfer.accounts",
        s=f"{_BELIEF}.account_spend_share",
    ),
    f"{_I}.benefit.inheritance": told(
        "死亡者的账户余额；现并入支用比例，不另列",
        "accounts of the dead; now inside the share spent, not told apart",
        "-A·q = 0",
        A=f"{_I}.opening",
        q="step.mortality",
    ),
    f"{_L}.contribution_employee": told(
        "参保人员×月保费",
        "members x premium a month",
        "C = N·p",
        **_HEADS,
        p=f"{_LAW}.large_amount_premium",
    ),
    f"{_L}.transfer.large_amount": told(
        "由统筹划来；现由个人缴费，恒为零",
        "from the pool; members pay now: always nought",
        "T = 0",
        N="employee_medical.paying",
        p=f"{_LAW}.large_amount_premium",
    ),
    f"{_L}.benefit.large_amount": told(
        "参保人员×（2015年人均赔付÷12×医疗费用指数×支付比例÷期初支付比例＋支付比例×限额变动后移入大额的住院费用）",
        "members x (claims a head of 2015 / 12 x medical costs x share / the opening's + share x what a change of the "
        "caps has moved into the layer)",
        "-N·(x/12·M·e/e0 + e·Δ)",
        **_HEADS,
        x=f"{_BELIEF}.large_amount_claims",
        M="step.price_growth",
        d=f"{_LAW}.cap_large",
        e=f"{_LAW}.large_amount_share",
        b=f"{_LAW}.cap_basic",
        s=f"{_BELIEF}.stay_sigma_log",
        t=f"{_BELIEF}.tier_mix",
    ),
}

_INSTALMENTS = {"v": "basis.cash.ordinary_subsidy_payments", "w": "basis.cash.resident_subsidy_month_of_quarter"}
_LAYER = {"l": "basis.resident_medical.serious_illness_premium"}
_OUT = "basis.resident_medical.outpatient_share"


def _urban(share: str, zh: str, en: str) -> Derivation:
    return told(
        f"（参保人员×分组人均费用÷12×医疗费用指数－期初大病保费÷12）×{zh}",
        f"(members x cost of their group / 12 x medical costs - the layer's premium of the opening / 12) x {en}",
        f"-(Σ N·c/12·M - N·l0/12)·{share}",
        N="resident_medical.paying",
        c="basis.resident_medical.cost_by_group",
        M="step.price_growth",
        o=_OUT,
        **_LAYER,
    )


def _rural(share: str, zh: str, en: str) -> Derivation:
    return told(
        f"参合人员×（人均费用÷12×医疗费用指数；整合后加目录扩大的费用、减期初大病保费÷12）×{zh}",
        f"members x (cost a head / 12 x medical costs; after the merger x the wider list, less the layer's premium of "
        f"the opening / 12) x {en}",
        f"-N·(x/12·M·(1 + w) - l0/12)·{share}",
        N="resident_medical.paying",
        n="opening.medical.nrcms_insured",
        x="basis.resident_medical.nrcms_cost_head",
        w="basis.resident_medical.merger_cost_rise",
        m="law.resident_medical.scheme",
        M="step.price_growth",
        o=_OUT,
        **_LAYER,
    )


_SPLIT = (
    ("inpatient", "(1 - o)", "（1－门诊占比）", "(1 - outpatient share)"),
    ("outpatient", "o", "门诊占比", "outpatient share"),
)
_PREMIUM = told(
    "参保人员×当期收缴的次年个人缴费，在第四季度分三月收",
    "members x premium that is collected for the next year, in three parts in the last quarter",
    "C = N·p/3",
    N="resident_medical.paying",
    p="basis.path.resident_personal",
)
RESIDENT = {
    f"{_U}.contribution_resident": _PREMIUM,
    f"{_U}.ordinary_subsidy": told(
        "参保人员×财政补助标准，按季拨付",
        "members x subsidy a head, paid by quarter",
        "S = N·s/v",
        N="resident_medical.paying",
        s="basis.path.resident_subsidy",
        **_INSTALMENTS,
    ),
    f"{_U}.transfer.serious_illness": told(
        "参保人员×大病保费÷12，划出",
        "members x premium of the layer / 12, handed on",
        "T = -N·l/12",
        N="resident_medical.paying",
        **_LAYER,
    ),
    **{f"{_U}.benefit.{kind}": _urban(share, zh, en) for kind, share, zh, en in _SPLIT},
    f"{_R}.contribution_resident": _PREMIUM,
    f"{_R}.ordinary_subsidy": told(
        "参合人员×（人均筹资－期初个人缴费）×财政补助÷期初财政补助，按季拨付；整合后按居民补助标准",
        "members x (income a head - premium of the opening) x subsidy over that of the opening, by quarter; after the "
        "merger x the residents' subsidy",
        "S = N·max(i - p0, 0)·s/s0/v",
        N="resident_medical.paying",
        n="opening.medical.nrcms_insured",
        i="basis.resident_medical.nrcms_income_head",
        s="basis.path.resident_subsidy",
        p="basis.path.resident_personal",
        m="law.resident_medical.scheme",
        **_INSTALMENTS,
    ),
    f"{_R}.transfer.serious_illness": told(
        "新农合的大病保费在费用之内，不另划；整合后为参合人员×大病保费÷12",
        "the co-operative's layer is inside its costs: nought; after the merger members x premium of the layer / 12",
        "T = -N·l/12",
        N="resident_medical.paying",
        n="opening.medical.nrcms_insured",
        m="law.resident_medical.scheme",
        **_LAYER,
    ),
    **{f"{_R}.benefit.{kind}": _rural(share, zh, en) for kind, share, zh, en in _SPLIT},
    f"{_R}.transfer.merger": told(
        "城乡整合当月转出全部结余",
        "the whole balance, in the month of the merger",
        "T = -R",
        R=f"{_R}.opening",
        m="law.resident_medical.scheme",
    ),
    f"{_U}.transfer.merger": told(*_BOOKED, "T = -t", t=f"{_R}.transfer.merger"),
    f"{_S}.transfer.serious_illness": told(
        *_BOOKED, "T = -t", t=f"{_U}.transfer.serious_illness", r=f"{_R}.transfer.serious_illness"
    ),
    f"{_S}.benefit.serious_illness": told(
        "大病保费×赔付率",
        "premiums x loss ratio",
        "-t·r",
        t=f"{_S}.transfer.serious_illness",
        r="basis.resident_medical.serious_illness_loss_ratio",
    ),
}
