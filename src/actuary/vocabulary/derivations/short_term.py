"""Derivations of unemployment and maternity (失业、生育保险算式)."""

from actuary.vocabulary.derivations.derivation import Step, told

_CASH = {"k": "basis.cash.contribution_same_month_share"}
_J, _M = "unemployment.pooled", "maternity.pooled"


def covered(fund: str, zh: str, en: str) -> Step:
    """Bases on which a fund of employers is paid."""
    return Step(
        f"{fund}.covered_base",
        f"{zh}缴费基数",
        f"bases of {en}",
        "yuan",
        told(
            "参保职工的缴费基数；其他单位按企业职工平均基数",
            "bases of the insured; other units on the mean base of enterprises",
            "B = Σ s·b + s·x·m",
            b="step.declared_base",
            s=f"{fund}.paying",
            x="people.insured_elsewhere",
            m="step.mean_base",
        ),
    )


STEPS = (
    covered("unemployment", "失业保险", "unemployment"),
    covered("work_injury", "工伤保险", "work injury"),
    covered("maternity", "生育保险", "maternity"),
    Step(
        "maternity.deliveries",
        "生育保险分娩例数",
        "deliveries of the insured",
        "person",
        told(
            "参保妇女生育数，按期初例数定标",
            "births of insured women, scaled to the cases of the opening",
            "d = Σ N·b·(D/B0)",
            N="maternity.paying",
            b="step.fertility",
            D="basis.maternity.deliveries",
            r="basis.fertility.two_child_response",
        ),
    ),
)

UNEMPLOYMENT = {
    f"{_J}.contribution_employer": told(
        "失业保险缴费基数×单位费率×实征比例（事业单位不减免，全额）；当月收一部分，次月收其余",
        "bases x employers' rate x share levied (of institutions in full); part in the month, rest in the next",
        "C = (B·l + P·(1 - l))·t, cash k·C(t) + (1 - k)·C(t-1)",
        P="step.declared_base",
        B="unemployment.covered_base",
        t="law.unemployment.employer_rate",
        l="unemployment.levied_share",
        **_CASH,
    ),
    f"{_J}.contribution_employee": told(
        "失业保险缴费基数×个人费率；当月收一部分，次月收其余",
        "bases x employees' rate; part in the month, rest in the next",
        "C = B·t, cash k·C(t) + (1 - k)·C(t-1)",
        B="unemployment.covered_base",
        t="law.unemployment.employee_rate",
        **_CASH,
    ),
    f"{_J}.transfer.employee_medical": told(
        "同一笔转移的另一方：代缴医保费",
        "other side of the same transfer: medical contributions of claimants",
        "T = -t",
        t="employee_medical.pooled.transfer.unemployment",
    ),
    f"{_J}.benefit.allowance": told(
        "（领取人员＋续领的大龄期满人员）×最低工资×比例，延后发放",
        "(claimants + those near the statutory age who draw on) x minimum wage x share, paid with a lag",
        "-(N + E·y·o)·w·s(t - l)",
        N="people.unemployed",
        y="law.unemployment.older_worker_extension_years",
        o="basis.unemployment.ending_within_a_year_of_age",
        w="law.common.minimum_wage",
        s="law.unemployment.benefit_share",
        l="basis.cash.unemployment_first_payment_lag",
    ),
    f"{_J}.benefit.stabilisation": told(
        "上年缴费×比例×申领率÷12，结余足够支付规定月数时发",
        "last year's contributions x share x take-up / 12, while the balance lasts the months required",
        "-C(y-1)·s·u/12 if O >= n·x",
        C=f"{_J}.contribution_employer",
        e=f"{_J}.contribution_employee",
        R="opening.flow_2015.unemployment_receipts",
        s="law.unemployment.stabilisation_share",
        S="law.unemployment.stabilisation_share_small",
        p="basis.employers.small_and_medium_share_of_bases",
        u="basis.unemployment.stabilisation_take_up",
        O=f"{_J}.opening",
        n="law.unemployment.stabilisation_reserve_months",
    ),
    f"{_J}.benefit.skill_grant": told(
        "证书数×等级标准；现并入其他支出，不另列",
        "certificates x grant by level; now inside other spending, not told apart",
        "-n·g = 0",
        g="law.unemployment.skill_grant_junior",
        o="basis.unemployment.other_spending",
    ),
    f"{_J}.benefit.other": told(
        "2015年其他支出×工资指数÷12，按缴费基数分到各区",
        "other spending of 2015 x wage index / 12, over the districts by bases",
        "-o·W/12",
        o="basis.unemployment.other_spending",
        W="step.wage_index",
        B="unemployment.covered_base",
    ),
}

MATERNITY = {
    f"{_M}.contribution_employer": told(
        "生育保险缴费基数×单位费率；当月收一部分，次月收其余",
        "bases x employers' rate; part in the month, rest in the next",
        "C = B·t, cash k·C(t) + (1 - k)·C(t-1)",
        B="maternity.covered_base",
        t="law.maternity.employer_rate",
        f="law.employee_medical.employer_factor",
        m="law.maternity.merger",
        **_CASH,
    ),
    f"{_M}.transfer.employee_medical": told(
        "两险合并当月向职工医保转出全部结余",
        "the whole balance to employee medical, in the month of the merger",
        "T = -O",
        O=f"{_M}.opening",
        m="law.maternity.merger",
    ),
    f"{_M}.benefit.allowance": told(
        "分娩例数×申领率×日平均缴费基数×享受天数（国家规定的产假，地方增加的假期由基金支付的部分，难产另加）",
        "deliveries x share that claims x daily mean base x paid days (national leave, what the fund pays of the "
        "longer one, more for "
        "difficult births)",
        "-d·c·b/30·(n + max(L - n, 0)·f + h·x)",
        d="maternity.deliveries",
        c="basis.maternity.claim_share",
        b="step.mean_base",
        L="law.maternity.leave_days",
        n="law.maternity.national_leave_days",
        f="basis.maternity.thirty_days_paid_by_fund",
        h="basis.maternity.caesarean_share",
        x="law.maternity.difficult_birth_days",
    ),
    f"{_M}.benefit.delivery": told(
        "分娩例数×每例医疗费×医疗费用指数",
        "deliveries x fee x medical costs",
        "-d·m·M",
        d="maternity.deliveries",
        m="basis.maternity.medical_per_delivery",
        M="step.price_growth",
    ),
    f"{_M}.benefit.other": told(
        "2015年其他支出×工资指数÷12，按分娩例数分到各区",
        "other spending of 2015 x wage index / 12, over the districts by deliveries",
        "-o·W/12",
        o="basis.maternity.other_cases_cost",
        p="basis.maternity.spouse_part",
        s="law.maternity.spouse_medical_share",
        W="step.wage_index",
        d="maternity.deliveries",
    ),
}
