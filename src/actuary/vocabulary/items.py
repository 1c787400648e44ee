"""What a ledger may carry (收支项目): names of items, counterparties and benefits, and the flows of each ledger."""

from typing import NamedTuple

from actuary.vocabulary import FUNDS, Name


class Flow(NamedTuple):
    """An item of one ledger: formula in words, what it is computed from, and whether it is spending (支出).

    Benefits are always spending; what is not spending is a receipt, net of what goes the other way.
    """

    item: str
    formula: str
    inputs: tuple[str, ...] = ()
    spent: bool = False


ITEMS = (
    Name("contribution_employer", "单位缴费", "employers' contributions"),
    Name("contribution_employee", "个人缴费", "employees' contributions"),
    Name("contribution_flexible", "灵活就业人员缴费", "contributions of flexible workers"),
    Name("contribution_resident", "居民个人缴费", "residents' contributions"),
    Name("contribution_project", "工程项目缴费", "contributions of building projects"),
    Name("arrears", "清欠与补缴收入", "arrears and back payments received"),
    Name("ordinary_subsidy", "普通财政补贴", "ordinary subsidy"),
    Name("backstop", "财政兜底", "backstop"),
    Name("interest", "利息收入", "interest"),
    Name("pooling_transfer", "统筹调剂", "transfer between pools"),
)

COUNTERPARTIES = (
    *FUNDS,
    Name("accounts", "划入个人账户", "credits to accounts"),
    Name("large_amount", "大额医疗", "large-amount layer"),
    Name("serious_illness", "大病保险", "serious-illness layer"),
    Name("reserve", "工伤储备金", "reserve of work injury"),
)

OUTSIDE_COUNTERPARTIES = (
    Name("portability_in", "转移接续转入", "portability in"),
    Name("portability_out", "转移接续转出", "portability out"),
    Name("lump_sum_purchase", "一次性补缴", "years bought in a lump"),
    Name("collective", "集体补助", "collective aid"),
    Name("central_in", "中央调剂拨付", "central adjustment, paid down"),
    Name("central_out", "中央调剂上解", "central adjustment, paid up"),
    Name("national_in", "全国统筹补助", "national pooling, paid down"),
    Name("national_out", "全国统筹上解", "national pooling, paid up"),
    Name("budget", "财政往来", "budget"),
)

BENEFITS = (
    Name("basic", "基础养老金", "basic pension"),
    Name("transitional", "过渡性养老金", "transitional pension"),
    Name("account", "个人账户养老金", "account pension"),
    Name("pension", "原办法养老金", "pension by the old method"),
    Name("top_up", "中人新办法增发", "excess of the new method"),
    Name("death_grant", "丧葬抚恤", "funeral and survivors' grant"),
    Name("inheritance", "个人账户继承", "accounts paid to heirs"),
    Name("funeral_and_refund", "丧葬补助与退保", "funeral aid and refunds"),
    Name("inpatient", "住院待遇", "inpatient care"),
    Name("outpatient", "门诊待遇", "outpatient care"),
    Name("chronic_outpatient", "门诊重症慢病", "outpatient care of chronic disease"),
    Name("account_spending", "个人账户支出", "spending from accounts"),
    Name("large_amount", "大额医疗待遇", "large-amount benefits"),
    Name("serious_illness", "大病保险待遇", "serious-illness benefits"),
    Name("allowance", "津贴", "allowance"),
    Name("stabilisation", "稳岗补贴", "stabilisation payments"),
    Name("skill_grant", "技能提升补贴", "skill grants"),
    Name("medical", "工伤医疗", "treatment of injuries"),
    Name("legacy_medical", "老工伤医疗", "treatment of old cases"),
    Name("lump_sum", "一次性待遇", "lump sum"),
    Name("disability_pension", "伤残津贴", "disability pension"),
    Name("minimum_top_up", "伤残津贴最低工资补差", "disability pension raised to the minimum wage"),
    Name("pension_difference", "基本养老金差额补足", "difference to a lower old-age pension"),
    Name("care", "生活护理费", "care allowance"),
    Name("survivors", "供养亲属抚恤金", "survivors' pensions"),
    Name("death_lump", "一次性工亡补助金", "lump sum on death at work"),
    Name("funeral", "丧葬补助金", "funeral grant"),
    Name("leaving_grant", "一次性工伤医疗补助金", "medical grant on leaving the employer"),
    Name("treatment_wage", "停工留薪期工资", "wages during treatment"),
    Name("allowance_grades_5_6", "五至六级伤残津贴", "monthly allowance of grades 5-6"),
    Name("employment_grant", "一次性伤残就业补助金", "employment grant on leaving the employer"),
    Name("prevention", "工伤预防费", "prevention"),
    Name("delivery", "生育医疗费", "delivery fees"),
    Name("other", "其他支出", "other spending"),
)

_CONTRIBUTION = "declared bases x rate x collection, by cash month"
_HEADS = "members x amount a head, in instalments"
_BOOKED = "other side of the same transfer"


def _rate(fund: str, payer: str) -> Flow:
    law = f"law.{fund}.{payer}_rate"
    return Flow(f"contribution_{payer}", _CONTRIBUTION, (law, f"{fund}.paying"))


def _rates(fund: str) -> tuple[Flow, Flow]:
    return _rate(fund, "employer"), _rate(fund, "employee")


GENERAL = (
    Flow("interest", "opening balance of a pool above nought x monthly return", ("basis.interest.fund",)),
    Flow("backstop", "what a pool lacks at closing, shared by spending"),
    Flow("pooling_transfer", "aid received less share paid in", ("law.pooling.adjustment_share",)),
)
_PENSION = "law.employee_pension"
_MEDICAL = "law.employee_medical"
_INJURY = "law.work_injury"

LEDGERS: dict[str, tuple[Flow, ...]] = {
    "employee_pension.enterprise": (
        *_rates("employee_pension"),
        Flow("contribution_flexible", "declared bases of flexible workers x rate", (f"{_PENSION}.flexible_rate",)),
        Flow("arrears", "yearly amount of 2015 raised with wages"),
        Flow("ordinary_subsidy", "last year's spending x share, in instalments"),
        Flow(
            "transfer.portability_in",
            "accounts that entrants bring + 12 % of the bases behind them",
            (f"{_PENSION}.portability_pooled_rate", "people.other_resident"),
        ),
        Flow(
            "transfer.portability_out",
            "accounts that leave the city + 12 % of the bases behind them",
            (f"{_PENSION}.portability_pooled_rate", "employee_pension.account_record.moved"),
            spent=True,
        ),
        Flow("transfer.lump_sum_purchase", "years bought x base floor x rate", (f"{_PENSION}.base_floor",)),
        Flow(
            "transfer.central_in",
            "pensioners x national amount, as the province passes it on",
            ("people.employee_retiree", "basis.central_adjustment.amount_per_pensioner"),
        ),
        Flow(
            "transfer.central_out",
            "share x factor x reference wage x mean of insured and employed, as the province passes it on",
            ("law.pooling.central_adjustment_share", "law.pooling.central_adjustment_wage_factor"),
            spent=True,
        ),
        Flow(
            "transfer.national_in",
            "share of the quarter's current deficit, before interest and help between pools",
            ("law.pooling.national_share",),
        ),
        Flow(
            "transfer.national_out",
            "share of the quarter's current surplus, before interest and help between pools",
            ("law.pooling.national_share",),
            spent=True,
        ),
        Flow(
            "transfer.resident_pension", "accounts that come with people less accounts that leave with them", spent=True
        ),
        Flow(
            "benefit.basic",
            "persons x (J + J·I) / 2 x n x accrual, then indexed",
            ("people.employee_retiree", "law.common.benefit_wage", f"{_PENSION}.basic_accrual"),
        ),
        Flow(
            "benefit.transitional",
            "persons x J·I x deemed years x rate, then indexed",
            ("people.employee_retiree", "law.common.benefit_wage", f"{_PENSION}.transitional_rate"),
        ),
        Flow(
            "benefit.account",
            "persons x account at award / divisor, then indexed",
            ("people.employee_retiree", "employee_pension.account_record.opening", f"{_PENSION}.divisor"),
        ),
        Flow("benefit.death_grant", "deaths of pensioners x mean grant", ("people.deaths",)),
        Flow("benefit.inheritance", "accounts of the dead", ("employee_pension.account_record.inherited",)),
        Flow("benefit.lump_sum", "accounts of those who leave without a pension"),
    ),
    "employee_pension.public": (
        Flow("contribution_employer", _CONTRIBUTION, (f"{_PENSION}.public_employer_rate",)),
        Flow("contribution_employee", _CONTRIBUTION, (f"{_PENSION}.public_employee_rate",)),
        Flow("arrears", "contributions back to 2014-10, in the first cash month"),
        Flow("ordinary_subsidy", "pensions less contributions due, met by the budget"),
        Flow("benefit.pension", "public retirees x pension by the old method", ("people.public_retiree",)),
        Flow("benefit.top_up", "excess of the new method x share paid", (f"{_PENSION}.public_cap_share",)),
    ),
    "resident_pension.basic": (
        Flow("ordinary_subsidy", "what the basic ledger pays"),
        Flow("benefit.basic", "resident pensioners x basic pension", ("people.resident_pensioner",)),
        Flow("benefit.funeral_and_refund", "yearly amount / 12"),
    ),
    "resident_pension.individual": (
        Flow("contribution_resident", "payers x mean payment", ("resident_pension.paying",)),
        Flow("ordinary_subsidy", "payers x account subsidy", ("resident_pension.paying",)),
        Flow("transfer.collective", "yearly amount / 12"),
        Flow("transfer.employee_pension", _BOOKED, ("employee_pension.enterprise.transfer.resident_pension",)),
        Flow("benefit.account", "pensioners x account / divisor", ("law.resident_pension.divisor",)),
        Flow("benefit.inheritance", "accounts of the dead", ("people.deaths",)),
    ),
    "employee_medical.pooled": (
        *_rates("employee_medical"),
        Flow("contribution_flexible", "flexible members x base floor x rate", (f"{_MEDICAL}.flexible_rate",)),
        Flow("arrears", "other income of the year, spread by bases"),
        Flow("transfer.unemployment", "claimants x base x rates", ("people.unemployed",)),
        Flow("transfer.accounts", "bases and pensions x credit share by age; leaves the pool"),
        Flow("transfer.maternity", "balance and flows of maternity after the merger"),
        Flow("transfer.large_amount", _BOOKED, spent=True),
        Flow("benefit.inpatient", "members x age cost x trend x reimbursement", (f"{_MEDICAL}.cap_basic",)),
        Flow("benefit.chronic_outpatient", "members x age cost x trend x reimbursement"),
    ),
    "employee_medical.individual": (
        Flow("transfer.accounts", _BOOKED, ("employee_medical.pooled.transfer.accounts",)),
        Flow("benefit.account_spending", "credits x share spent"),
        Flow("benefit.inheritance", "accounts of the dead", ("people.deaths",)),
    ),
    "employee_medical.large_amount": (
        Flow("contribution_employee", "members x premium a month", (f"{_MEDICAL}.large_amount_premium",)),
        Flow("transfer.large_amount", _BOOKED),
        Flow("benefit.large_amount", "members x claims a head x trend", (f"{_MEDICAL}.cap_large",)),
    ),
    **{
        f"resident_medical.{account}": (
            Flow("contribution_resident", _HEADS + "; for the next year, in its last quarter"),
            Flow("ordinary_subsidy", _HEADS, ("resident_medical.paying",)),
            Flow("transfer.serious_illness", "members x premium of the layer", spent=True),
            Flow("benefit.inpatient", "members x cost a head x trend"),
            Flow("benefit.outpatient", "members x cost a head x trend"),
        )
        for account in ("urban", "rural_cooperative", "merged")
    },
    "resident_medical.serious_illness": (
        Flow("transfer.serious_illness", _BOOKED, ("resident_medical.urban.transfer.serious_illness",)),
        Flow("benefit.serious_illness", "premiums x loss ratio"),
    ),
    "unemployment.pooled": (
        *_rates("unemployment"),
        Flow("transfer.employee_medical", _BOOKED, ("employee_medical.pooled.transfer.unemployment",), spent=True),
        Flow(
            "benefit.allowance",
            "claimants x share of the minimum wage, paid with a lag",
            ("people.unemployed", "law.unemployment.benefit_share", "law.common.minimum_wage"),
        ),
        Flow(
            "benefit.stabilisation",
            "last year's contributions x share x take-up, while the reserve suffices",
            ("law.unemployment.stabilisation_share", "law.unemployment.stabilisation_reserve_months"),
        ),
        Flow("benefit.skill_grant", "certificates x grant by level", ("law.unemployment.skill_grant_junior",)),
        Flow("benefit.other", "yearly amount of 2015 raised with wages"),
    ),
    "work_injury.pooled": (
        Flow("contribution_employer", _CONTRIBUTION, (f"{_INJURY}.average_rate", "work_injury.paying")),
        Flow("contribution_project", "premiums of the projects that start in the month", ("work_injury.project",)),
        Flow("transfer.reserve", "set aside in December, drawn before a pool fails", (f"{_INJURY}.reserve_share",)),
        Flow("benefit.medical", "cases x treatment a case x trend"),
        Flow("benefit.lump_sum", "graded cases x months by grade x own wage", (f"{_INJURY}.lump_months",)),
        Flow(
            "benefit.disability_pension",
            "own wages of grades 1-4 below the statutory age x share by grade",
            ("registers.grades_1_4", f"{_INJURY}.pension_share"),
        ),
        Flow(
            "benefit.minimum_top_up",
            "what those pensions lack of the minimum wage",
            ("registers.grades_1_4", "law.common.minimum_wage"),
        ),
        Flow(
            "benefit.pension_difference",
            "grades 1-4 of statutory age x what the old-age pension lacks of the disability pension",
            ("registers.grades_1_4", f"{_INJURY}.pension_share"),
        ),
        Flow(
            "benefit.care",
            "grades 1-4 x shares by degree x local mean wage",
            ("registers.grades_1_4", f"{_INJURY}.care_share", "law.common.reference_wage"),
        ),
        Flow(
            "benefit.survivors",
            "pensions of the register, shares of the dead workers' own wages",
            ("registers.survivors", f"{_INJURY}.survivor_spouse", f"{_INJURY}.survivor_other"),
        ),
        Flow("benefit.death_lump", "deaths at work x lump sum", (f"{_INJURY}.death_lump",)),
        Flow("benefit.funeral", "deaths at work and of grades 1-4 x months of wage", (f"{_INJURY}.funeral_months",)),
        Flow("benefit.leaving_grant", "leavers of graded cases x grant"),
        Flow("benefit.prevention", "contributions due x share"),
        Flow("benefit.legacy_medical", "register of old cases x cost x trend", ("registers.old_cases",)),
        *(
            Flow(f"benefit.{kind}", "borne by the employer unless law says otherwise", (f"{_INJURY}.fund_share",))
            for kind in ("treatment_wage", "allowance_grades_5_6", "employment_grant")
        ),
    ),
    "work_injury.reserve": (Flow("transfer.reserve", _BOOKED, ("work_injury.pooled.transfer.reserve",)),),
    "maternity.pooled": (
        Flow("contribution_employer", _CONTRIBUTION, ("law.maternity.employer_rate", "maternity.paying")),
        Flow("transfer.employee_medical", _BOOKED, ("employee_medical.pooled.transfer.maternity",), spent=True),
        Flow("benefit.allowance", "deliveries x daily base x paid days", ("law.maternity.leave_days",)),
        Flow("benefit.delivery", "deliveries x fee x trend", ("law.maternity.delivery_normal",)),
        Flow("benefit.other", "yearly amount of 2015 raised with wages"),
    ),
}


def spends(fund: str, account: str, item: str) -> bool:
    """Whether an item of a ledger is spending; else a receipt. KeyError for an item it may not carry."""
    if item.startswith("benefit."):
        return True
    return {flow.item: flow.spent for flow in (*GENERAL, *LEDGERS[f"{fund}.{account}"])}[item]
