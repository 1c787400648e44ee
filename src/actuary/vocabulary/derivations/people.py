"""Derivations of people (人员算式): statuses, flows of residents, members of the funds, the record of accounts."""

from actuary.vocabulary import STATUSES
from actuary.vocabulary.derivations import declared
from actuary.vocabulary.derivations.derivation import Derivation, told

_MOVES = {"q": "step.mortality", "v": "step.migration", "h": "step.transitions"}
_RETIRED = {"employee_retiree", "new_retiree", "public_retiree", "resident_pensioner"}


def _status(key: str) -> Derivation:
    """The month's step of one status."""
    letters = {"O": "step.opening_people", **_MOVES}
    if key in _RETIRED:
        letters |= {"r": "step.retirement", "y": "step.minimum_years"}
    if key == "child_or_student":
        letters |= {"b": "step.fertility"}
    return Derivation(
        "上月末人数－死亡－迁出与转出＋迁入与转入（出生、升学、就业、退休）；自期初起逐月",
        "last month's persons - deaths - moves out + moves in (births, study, work, retirement), from the opening on",
        "N(t) = N(t-1)·(1 - q)·(1 - h) + v + moves in",
        letters,
    )


STATUS = {f"people.{name.key}": _status(name.key) for name in STATUSES}
_RESIDENTS = "期末＝期初＋出生＋迁入－死亡－迁出", "closing = opening + births + arrivals - deaths - departures"

FLOWS = {
    "people.opening": told(
        "上月末人数；第一个月为期初", "last month's closing; at first the opening", "P(0) = O", O="step.opening_people"
    ),
    "people.births": told(
        "育龄妇女×月生育率",
        "women x births per woman in the month",
        "B = Σ N·b",
        N="people.opening",
        b="step.fertility",
        r="basis.fertility.sex_ratio_at_birth",
    ),
    "people.deaths": told(
        "各月龄人数×月死亡概率",
        "persons by month of age x probability of death",
        "D = Σ N·q",
        N="people.opening",
        q="step.mortality",
    ),
    "people.arrivals": told("净迁入为正的年龄", "ages at which more arrive", "A = Σ max(v, 0)", v="step.migration"),
    "people.departures": told(
        "净迁入为负的年龄，和转出",
        "ages at which more leave, and those who leave",
        "L = Σ max(-v, 0)",
        v="step.migration",
        o="basis.flow.portability_out_rate",
    ),
    "people.closing": told(
        *_RESIDENTS,
        "C = O + B + A - D - L",
        O="people.opening",
        B="people.births",
        A="people.arrivals",
        D="people.deaths",
        L="people.departures",
    ),
}

RECORD = {
    "employee_pension.account_record.opening": told(
        "上月末记账额；第一个月为期初",
        "last month's closing; at first the opening record",
        "R(0) = Y",
        Y="step.records",
    ),
    "employee_pension.account_record.credits": told(
        "缴费基数×个人缴费比例（灵活就业为记入比例）",
        "bases x employees' rate (flexible workers: share credited)",
        "k = B·e",
        B="step.declared_base",
        e="law.employee_pension.employee_rate",
        f="law.employee_pension.flexible_account_rate",
    ),
    "employee_pension.account_record.crediting": told(
        "期初记账额×月记账利率（已公布的，否则按假设）",
        "opening record x monthly crediting rate, decreed or believed",
        "i = R·((1 + c)^(1/12) - 1)",
        R="employee_pension.account_record.opening",
        c="law.employee_pension.crediting_rate",
        p="basis.path.account_crediting",
    ),
    "employee_pension.account_record.charged": told(
        "当月支付的个人账户养老金",
        "account pensions paid in the month",
        "x = a",
        a="employee_pension.enterprise.benefit.account",
    ),
    "employee_pension.account_record.inherited": told(
        "死亡者的记账余额",
        "records of those who died",
        "h = R·q",
        R="employee_pension.account_record.opening",
        q="step.mortality",
    ),
    "employee_pension.account_record.moved": told(
        "随人转入的记账额－随人转出的",
        "records that come with people - those that leave with them",
        "v = in - out",
        m="step.migration",
        h="step.transitions",
        y="step.minimum_years",
    ),
    "employee_pension.account_record.closing": told(
        "期初＋记入＋利息－冲减－继承＋净转入",
        "opening + credits + crediting - charged - inherited + moved",
        "C = R + k + i - x - h + v",
        R="employee_pension.account_record.opening",
        k="employee_pension.account_record.credits",
        i="employee_pension.account_record.crediting",
        x="employee_pension.account_record.charged",
        h="employee_pension.account_record.inherited",
        v="employee_pension.account_record.moved",
    ),
}

_SHARE = (
    "各状态人数×该状态的参保比例：比例由期初参保人数解出，再按参保目标同比例开放或收缩",
    (
        "persons by status x share insured: solved from the opening's counts, then opened or scaled in one proportion "
        "to the coverage path"
    ),
)
_STAFF = {
    "e": "people.enterprise_employee",
    "i": "people.institution_employee",
    "o": "people.organ_employee",
    "d": "people.dormant",
    "x": "people.insured_elsewhere",
}
_COUNTS: dict[str, dict[str, str]] = {
    "employee_pension": {
        **_STAFF,
        "f": "people.flexible_worker",
        "u": "people.unemployed",
        "r": "people.employee_retiree",
        "n": "people.new_retiree",
        "p": "people.public_retiree",
        "l": "basis.public.first_cash_lag",
        "k": "opening.insured.living_outside_share",
    },
    "resident_pension": {
        "c": "people.resident_contributor",
        "p": "people.resident_pensioner",
        "s": "basis.resident_pension.paying_share",
    },
    "employee_medical": {
        **_STAFF,
        "f": "people.flexible_worker",
        "u": "people.unemployed",
        "r": "people.employee_retiree",
        "n": "people.new_retiree",
        "p": "people.public_retiree",
        "A": "opening.medical.employee_active",
        "E": "opening.medical.employee_active_enterprise",
        "F": "opening.medical.employee_active_flexible",
        "U": "opening.medical.employee_active_other_units",
        "R": "opening.medical.employee_retired",
        "O": "opening.medical.employee_retired_other_units",
        "X": "opening.insured.elsewhere_active",
        "Y": "opening.insured.elsewhere_retired",
        "P": "opening.pension.enterprise_employees_insured",
        "w": "basis.medical.flexible_paying_share",
        "l": "basis.medical.lifetime_years_met_share",
    },
    "resident_medical": {
        "h": "people.child_or_student",
        "c": "people.resident_contributor",
        "p": "people.resident_pensioner",
        "o": "people.other_resident",
        "S": "opening.medical.resident_urban_split",
        "N": "opening.medical.nrcms_insured",
        "T": "basis.coverage.urban_medical",
        "U": "opening.insured.urban_medical",
    },
    "unemployment": {
        **_STAFF,
        "u": "people.unemployed",
        "S": "opening.unemployment.insured_split",
        "P": "opening.pension.enterprise_employees_insured",
        "M": "opening.maternity.insured_split",
        "U": "opening.insured.unemployment",
        "T": "basis.coverage.unemployment",
    },
    "work_injury": {
        **_STAFF,
        "W": "opening.injury.wage_based_insured",
        "J": "opening.injury.project_construction",
        "S": "opening.unemployment.insured_split",
        "M": "opening.maternity.insured_split",
        "P": "opening.pension.enterprise_employees_insured",
        "U": "opening.insured.work_injury",
        "T": "basis.coverage.work_injury",
        "O": "law.work_injury.organ_staff_share",
    },
    "maternity": {
        **_STAFF,
        "f": "people.flexible_worker",
        "M": "opening.maternity.insured_split",
        "P": "opening.pension.enterprise_employees_insured",
        "U": "opening.insured.maternity",
        "T": "basis.coverage.maternity",
    },
}


def members(fund: str) -> Derivation:
    """How the members of a fund are counted, of every kind."""
    letters = {**_COUNTS, **declared.COUNTS}[fund]
    return Derivation(*_SHARE, f"m = Σ N·s({', '.join(letters)})", letters)
