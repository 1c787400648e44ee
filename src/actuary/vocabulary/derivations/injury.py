"""Derivations of work injury (工伤保险算式): rates, cases, registers, benefits by who bears them, reserve."""

from actuary.vocabulary.derivations.derivation import Derivation, Step, told

_LAW, _BELIEF, _W = "law.work_injury", "basis.injury", "work_injury.pooled"
_BORNE = {"z": f"{_LAW}.fund_share"}
_FUND = "×基金承担比例", " x the fund's share of the kind"


def _paid(zh: str, en: str, symbols: str, /, **letters: str) -> Derivation:
    """A benefit of which the fund bears the share that law says."""
    return Derivation(zh + _FUND[0], en + _FUND[1], f"-{symbols}·z", {**letters, **_BORNE})


STEPS = (
    Step(
        "work_injury.mean_rate",
        "工伤保险平均费率",
        "mean rate of work injury",
        "share",
        told(
            "公布的平均费率×浮动系数×现行各类费率的加权平均÷八类费率开始时的",
            "published mean rate x floating x mean of the class rates now / when the eight classes began",
            "t = a·f·Σ r·s / Σ r0·s0",
            f=f"{_BELIEF}.floating_mean",
            a=f"{_LAW}.average_rate",
            r=f"{_LAW}.class_rate",
            s=f"{_BELIEF}.class_shares_of_wage_bill",
        ),
    ),
    Step(
        "work_injury.covered_projects",
        "在保工程项目（期初为1）",
        "projects covered, over those of the opening",
        "ratio",
        told(
            "按月开工的项目在工期内逐月受保",
            "projects that start by month are covered while they last",
            "j = Σ(last n months) a·e / the same at the opening",
            a=f"{_BELIEF}.project_starts",
            e=f"{_BELIEF}.project_season",
            n=f"{_BELIEF}.project_life",
        ),
    ),
    Step(
        "work_injury.cases",
        "认定工伤例数",
        "recognised cases",
        "person",
        told(
            "（按工资参保人员×各类发生率＋机关工作人员×一类发生率＋工程项目人员×项目发生率）按期初认定例数定标，÷12",
            "(wage-based insured x rates by class + organs' staff x that of class 1 + project workers x theirs), "
            "scaled to the opening's cases, / 12",
            "c = (N·Σ r·s + O·r1 + J·j·p)·L/12",
            N="work_injury.paying",
            O=f"{_LAW}.organ_staff_share",
            J="opening.injury.project_construction",
            j="work_injury.covered_projects",
            r=f"{_BELIEF}.case_rate_by_class",
            s=f"{_BELIEF}.class_shares_of_wage_bill",
            L=f"{_BELIEF}.cases_recognised",
        ),
    ),
    Step(
        "work_injury.graded",
        "评定伤残等级例数",
        "graded cases",
        "person",
        told(
            "认定例数×评级比例",
            "recognised cases x share graded",
            "g = c·s",
            c="work_injury.cases",
            s=f"{_BELIEF}.graded_share",
        ),
    ),
    Step(
        "work_injury.deaths",
        "因工死亡人数",
        "deaths at work",
        "person",
        told(
            "期初年因工死亡÷12×例数指数",
            "deaths of the opening's year / 12 x cases over those of the opening",
            "d = D/12·c/c0",
            D=f"{_BELIEF}.deaths",
            c="work_injury.cases",
        ),
    ),
    Step(
        "work_injury.leavers",
        "离职的工伤人员",
        "injured who leave their employer",
        "person",
        told(
            "期初年离职领取人数÷12×例数指数",
            "leavers of the opening's year / 12 x cases over those of the opening",
            "l = L/12·c/c0",
            L=f"{_BELIEF}.leavers",
            c="work_injury.cases",
        ),
    ),
    Step(
        "work_injury.own_wage",
        "本人工资",
        "the injured person's own wage",
        "yuan_per_month",
        told(
            "企业职工平均缴费基数，夹在基准工资的下限与上限倍数之间",
            "mean base of enterprise employees, held between multiples of the reference wage",
            "w = min(max(b, f·R), c·R)",
            b="step.mean_base",
            R="law.common.reference_wage",
            f=f"{_LAW}.own_wage_floor",
            c=f"{_LAW}.own_wage_cap",
        ),
    ),
)

_GRADED = {"g": "work_injury.graded", "s": f"{_BELIEF}.grade_shares", "n": f"{_BELIEF}.ages_new_graded"}
_FEMALE = {"f": f"{_BELIEF}.women", "v": "basis.flow.women_category"}
_NATIONAL = {"q": "step.mortality"}
_REGISTER = (
    "期初在册人数＋新增－死亡－退出，按自身死亡率逐月",
    "opening + new - deaths - leavers, by month on their own mortality",
)

REGISTERS = {
    "registers.grades_1_4": told(
        *_REGISTER,
        "N(t) = N(t-1)·(1 - q·m) + g·s",
        O="opening.injury.stock_grades_1_4",
        i="opening.injury.mix_grades_1_4",
        a="opening.injury.ages_grades_1_4",
        w="opening.injury.own_wage_grades_1_4",
        m=f"{_BELIEF}.mortality_grades_1_4",
        **_NATIONAL,
        **_GRADED,
        **_FEMALE,
    ),
    "registers.grades_5_6": told(
        *_REGISTER,
        "N(t) = N(t-1)·(1 - q·m)·(1 - l) + g·s",
        O="opening.injury.stock_grades_5_6",
        i="opening.injury.mix_grades_5_6",
        a="opening.injury.ages_grades_5_6",
        w="opening.injury.own_wage_grades_5_6",
        m=f"{_BELIEF}.mortality_grades_5_6",
        l=f"{_BELIEF}.leaving_grades_5_6",
        A="law.employee_pension.statutory_age",
        **_NATIONAL,
        **_GRADED,
        **_FEMALE,
    ),
    "registers.survivors": told(
        *_REGISTER,
        "N(t) = N(t-1)·(1 - q·m)·(1 - l) + d·k",
        O="opening.injury.stock_survivors",
        i="opening.injury.mix_survivors",
        a="opening.injury.ages_spouse",
        b="opening.injury.ages_child",
        c="opening.injury.ages_parent",
        m=f"{_BELIEF}.mortality_survivors",
        d="work_injury.deaths",
        G="registers.grades_1_4",
        k=f"{_BELIEF}.families",
        x=f"{_BELIEF}.ages_new_spouse",
        y=f"{_BELIEF}.ages_new_child",
        z=f"{_BELIEF}.ages_new_parent",
        l=f"{_BELIEF}.leaving_spouse",
        C=f"{_LAW}.child_age",
        **_NATIONAL,
        **_FEMALE,
    ),
    "registers.old_cases": told(
        *_REGISTER,
        "N(t) = N(t-1)·(1 - q·m)",
        O="opening.legacy.old_injured_in_fund",
        a="opening.injury.ages_old_cases",
        m=f"{_BELIEF}.mortality_old_cases",
        **_NATIONAL,
        **_FEMALE,
    ),
}

_WAGES = {
    "N": "registers.grades_1_4",
    "w": "opening.injury.own_wage_grades_1_4",
    "o": "work_injury.own_wage",
    "a": f"{_BELIEF}.adjustment_response",
    "W": "step.wage_index",
    "p": f"{_LAW}.pension_share",
}
_MINIMUM = {"m": "law.common.minimum_wage", "e": f"{_BELIEF}.own_wage_spread"}

INJURY = {
    f"{_W}.contribution_employer": told(
        "工伤保险缴费基数×平均费率×实征比例（事业单位不减免，全额），机关工作人员按一类费率；当月收一部分，次月收其余",
        "bases x mean rate x share levied (of institutions in full), of organs' staff x the rate of class 1; part in "
        "the month, rest in the next",
        "C = ((B - O)·l + P·(1 - l))·t + O·r, cash k·C(t) + (1 - k)·C(t-1)",
        P="step.declared_base",
        B="work_injury.covered_base",
        O=f"{_LAW}.organ_staff_share",
        r=f"{_LAW}.class_rate",
        t="work_injury.mean_rate",
        l="work_injury.levied_share",
        k="basis.cash.contribution_same_month_share",
    ),
    f"{_W}.contribution_project": told(
        "当月开工项目的保费：年额×开工水平×当月占比×工资指数",
        "premiums of the projects that start in the month: yearly amount x starts x season x wage index",
        "C = p·a·e·W",
        p=f"{_BELIEF}.project_receipts",
        a=f"{_BELIEF}.project_starts",
        e=f"{_BELIEF}.project_season",
        W="step.wage_index",
    ),
    f"{_W}.transfer.reserve": told(
        "十二月按当年缴费的比例提取储备金（不超过上限和结余），统筹区不足时动用",
        "in December a share of the year's contributions is set aside, up to a cap and the balance; drawn in need",
        "T = -min(s·Σ C, c·Σ C - F, O) or what lacks",
        s=f"{_LAW}.reserve_share",
        c=f"{_LAW}.reserve_cap",
        C=f"{_W}.contribution_employer",
        F="work_injury.reserve.opening",
        O=f"{_W}.opening",
    ),
    "work_injury.reserve.transfer.reserve": told(
        "同一笔转移的另一方", "other side of the same transfer", "T = -t", t=f"{_W}.transfer.reserve"
    ),
    f"{_W}.benefit.medical": _paid(
        "认定例数×每例医疗费×医疗费用指数",
        "cases x treatment a case x medical costs",
        "c·m·M",
        c="work_injury.cases",
        m=f"{_BELIEF}.medical_per_case",
        M="step.price_growth",
    ),
    f"{_W}.benefit.treatment_wage": _paid(
        "认定例数×停工留薪月数×本人工资",
        "cases x months of treatment x own wage",
        "c·n·w",
        c="work_injury.cases",
        n=f"{_BELIEF}.treatment_months",
        w="work_injury.own_wage",
    ),
    f"{_W}.benefit.lump_sum": _paid(
        "评级例数×各级月数×本人工资",
        "graded cases x months by grade x own wage",
        "g·Σ s·n·w",
        g="work_injury.graded",
        s=f"{_BELIEF}.grade_shares",
        n=f"{_LAW}.lump_months",
        w="work_injury.own_wage",
    ),
    f"{_W}.benefit.disability_pension": _paid(
        "一至四级未到退休年龄者的本人工资×各级比例，随工资部分调整",
        "own wages of grades 1-4 below the statutory age x share by grade, adjusted with part of the wages",
        "N·w·Π(1 + a·ΔW)·p",
        A="law.employee_pension.statutory_age",
        **_WAGES,
    ),
    f"{_W}.benefit.minimum_top_up": _paid(
        "上项低于最低工资的差额",
        "what those pensions lack of the minimum wage",
        "N·E[max(m - w·p, 0)]",
        A="law.employee_pension.statutory_age",
        **_WAGES,
        **_MINIMUM,
    ),
    f"{_W}.benefit.pension_difference": _paid(
        "一至四级已到退休年龄者×（伤残津贴－较低的基本养老金）",
        "grades 1-4 of statutory age x what the old-age pension lacks of the disability pension",
        "N·E[max(w·p - y·r, 0)]",
        A="law.employee_pension.statutory_age",
        y=f"{_BELIEF}.old_age_pension_relative",
        r="employee_pension.mean_pension",
        x=f"{_BELIEF}.old_age_pension_spread",
        **_WAGES,
        **_MINIMUM,
    ),
    f"{_W}.benefit.care": _paid(
        "一至四级人员×按依赖程度的比例×基准工资",
        "grades 1-4 x shares by degree x local mean wage",
        "N·Σ d·y·R",
        N="registers.grades_1_4",
        d=f"{_BELIEF}.care_degrees",
        y=f"{_LAW}.care_share",
        R="law.common.reference_wage",
    ),
    f"{_W}.benefit.allowance_grades_5_6": _paid(
        "五至六级难以安排工作者×本人工资×比例，不低于最低工资",
        "grades 5-6 without a suitable post x own wage x share, at least the minimum wage",
        "N·u·E[max(w·p, m)]",
        N="registers.grades_5_6",
        u=f"{_BELIEF}.grades_5_6_without_post",
        w="opening.injury.own_wage_grades_5_6",
        o="work_injury.own_wage",
        p=f"{_LAW}.employer_pension_share",
        **_MINIMUM,
    ),
    f"{_W}.benefit.survivors": _paid(
        "供养亲属在册的抚恤金：死者本人工资×各类比例（合计有上限），随工资部分调整",
        "pensions of the register: shares of the dead workers' own wages, capped together, adjusted with wages",
        "N·w·(b, o, l; x)·Π(1 + a·ΔW)",
        N="registers.survivors",
        w="work_injury.own_wage",
        P="opening.injury.pension_survivors",
        b=f"{_LAW}.survivor_spouse",
        o=f"{_LAW}.survivor_other",
        l=f"{_LAW}.survivor_lone_addition",
        x=f"{_LAW}.survivor_cap",
        s=f"{_BELIEF}.lone_share",
        a=f"{_BELIEF}.adjustment_response",
        W="step.wage_index",
    ),
    f"{_W}.benefit.death_lump": _paid(
        "因工死亡人数×一次性工亡补助金",
        "deaths at work x lump sum",
        "d·g",
        d="work_injury.deaths",
        g=f"{_LAW}.death_lump",
    ),
    f"{_W}.benefit.funeral": _paid(
        "（因工死亡＋一至四级死亡）人数×月数×基准工资",
        "deaths at work and of grades 1-4 x months x reference wage",
        "(d + N·q)·n·R",
        d="work_injury.deaths",
        N="registers.grades_1_4",
        q=f"{_BELIEF}.mortality_grades_1_4",
        n=f"{_LAW}.funeral_months",
        R="law.common.reference_wage",
    ),
    f"{_W}.benefit.leaving_grant": _paid(
        "离职人员×一次性工伤医疗补助金×工资指数",
        "leavers x medical grant x wage index",
        "l·m·W",
        l="work_injury.leavers",
        m=f"{_BELIEF}.leaving_medical_grant",
        W="step.wage_index",
    ),
    f"{_W}.benefit.employment_grant": _paid(
        "离职人员×一次性伤残就业补助金×工资指数",
        "leavers x employment grant x wage index",
        "l·m·W",
        l="work_injury.leavers",
        m=f"{_BELIEF}.leaving_employment_grant",
        W="step.wage_index",
    ),
    f"{_W}.benefit.prevention": _paid(
        "上年缴费收入（含工程项目，触发减收之前）×预防费比例÷12；首年按期初上年收入",
        "last year's contributions, of projects too, before a trigger takes any off x share / 12; in the first year "
        "the opening's receipts",
        "(C + P)(y-1)·s/12",
        C=f"{_W}.contribution_employer",
        P=f"{_W}.contribution_project",
        R="opening.flow_2015.work_injury_receipts",
        s=f"{_BELIEF}.prevention_share",
    ),
    f"{_W}.benefit.legacy_medical": _paid(
        "老工伤医疗年额÷12×在册存留×医疗费用指数",
        "yearly cost of old cases / 12 x share that lives x medical costs",
        "m/12·N/N0·M",
        m=f"{_BELIEF}.legacy_medical",
        N="registers.old_cases",
        M="step.price_growth",
    ),
}


def _employer(kind: str, zh: str, en: str) -> Derivation:
    """What the employer bears of a benefit."""
    letters = {**INJURY[f"{_W}.benefit.{kind}"].letters, "b": f"{_W}.benefit.{kind}"}
    return Derivation(
        f"{zh}中由单位承担的部分，不入基金", f"what employers bear of {en}, outside the fund", "x·(1 - z)", letters
    )


MEMORANDA = {
    "work_injury.memorandum.unexpired_cover": told(
        "已收保费中工期未满的部分",
        "premiums received for the part of the projects' life that is still to come",
        "u = Σ p·(left / n)",
        p=f"{_W}.contribution_project",
        n=f"{_BELIEF}.project_life",
    ),
    "work_injury.memorandum.employer.treatment_wage": _employer(
        "treatment_wage", "停工留薪期工资", "wages during treatment"
    ),
    "work_injury.memorandum.employer.allowance_grades_5_6": _employer(
        "allowance_grades_5_6", "五至六级伤残津贴", "the allowance of grades 5-6"
    ),
    "work_injury.memorandum.employer.employment_grant": _employer(
        "employment_grant", "一次性伤残就业补助金", "the employment grant"
    ),
}
