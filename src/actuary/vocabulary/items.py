"""What a ledger may carry (收支项目): names of items, counterparties and benefits, and the flows of each ledger."""

from typing import NamedTuple

from actuary.vocabulary import FUNDS, Name
from actuary.vocabulary.declared import ACCOUNT, DECLARED


class Flow(NamedTuple):
    """An item that a ledger may carry, and whether it is spending (支出); how it comes about: `derivations`.

    Benefits are always spending; what is not spending is a receipt, net of what goes the other way.
    """

    item: str
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
    Name("merger", "制度整合", "merger of ledgers"),
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
    *(part.words for fund in DECLARED for part in fund.flows if part.words is not None),
)

GENERAL = (Flow("interest"), Flow("backstop"), Flow("pooling_transfer"))
"""Items that every ledger may carry."""

LEDGERS: dict[str, tuple[Flow, ...]] = {
    "employee_pension.enterprise": (
        Flow("contribution_employer"),
        Flow("contribution_employee"),
        Flow("contribution_flexible"),
        Flow("arrears"),
        Flow("ordinary_subsidy"),
        Flow("transfer.portability_in"),
        Flow("transfer.portability_out", spent=True),
        Flow("transfer.lump_sum_purchase"),
        Flow("transfer.central_in"),
        Flow("transfer.central_out", spent=True),
        Flow("transfer.national_in"),
        Flow("transfer.national_out", spent=True),
        Flow("transfer.resident_pension", spent=True),
        Flow("benefit.basic"),
        Flow("benefit.transitional"),
        Flow("benefit.account"),
        Flow("benefit.death_grant"),
        Flow("benefit.inheritance"),
    ),
    "employee_pension.public": (
        Flow("contribution_employer"),
        Flow("contribution_employee"),
        Flow("arrears"),
        Flow("ordinary_subsidy"),
        Flow("benefit.pension"),
        Flow("benefit.top_up"),
    ),
    "resident_pension.basic": (
        Flow("ordinary_subsidy"),
        Flow("benefit.basic"),
        Flow("benefit.funeral_and_refund"),
    ),
    "resident_pension.individual": (
        Flow("contribution_resident"),
        Flow("ordinary_subsidy"),
        Flow("transfer.collective"),
        Flow("transfer.employee_pension"),
        Flow("benefit.account"),
        Flow("benefit.inheritance"),
    ),
    "employee_medical.pooled": (
        Flow("contribution_employer"),
        Flow("contribution_employee"),
        Flow("contribution_flexible"),
        Flow("arrears"),
        Flow("transfer.unemployment"),
        Flow("transfer.accounts"),
        Flow("transfer.maternity"),
        Flow("transfer.large_amount", spent=True),
        Flow("benefit.inpatient"),
        Flow("benefit.chronic_outpatient"),
        Flow("benefit.outpatient"),
        Flow("benefit.allowance"),
        Flow("benefit.delivery"),
        Flow("benefit.other"),
    ),
    "employee_medical.individual": (
        Flow("transfer.accounts"),
        Flow("benefit.account_spending"),
        Flow("benefit.inheritance"),
    ),
    "employee_medical.large_amount": (
        Flow("contribution_employee"),
        Flow("transfer.large_amount"),
        Flow("benefit.large_amount"),
    ),
    **{
        f"resident_medical.{account}": (
            Flow("contribution_resident"),
            Flow("ordinary_subsidy"),
            Flow("transfer.serious_illness", spent=True),
            Flow("transfer.merger", spent=account == "rural_cooperative"),
            Flow("benefit.inpatient"),
            Flow("benefit.outpatient"),
        )
        for account in ("urban", "rural_cooperative")
    },
    "resident_medical.serious_illness": (
        Flow("transfer.serious_illness"),
        Flow("benefit.serious_illness"),
    ),
    "unemployment.pooled": (
        Flow("contribution_employer"),
        Flow("contribution_employee"),
        Flow("transfer.employee_medical", spent=True),
        Flow("benefit.allowance"),
        Flow("benefit.stabilisation"),
        Flow("benefit.skill_grant"),
        Flow("benefit.other"),
    ),
    "work_injury.pooled": (
        Flow("contribution_employer"),
        Flow("contribution_project"),
        Flow("transfer.reserve"),
        Flow("benefit.medical"),
        Flow("benefit.lump_sum"),
        Flow("benefit.disability_pension"),
        Flow("benefit.minimum_top_up"),
        Flow("benefit.pension_difference"),
        Flow("benefit.care"),
        Flow("benefit.survivors"),
        Flow("benefit.death_lump"),
        Flow("benefit.funeral"),
        Flow("benefit.leaving_grant"),
        Flow("benefit.prevention"),
        Flow("benefit.legacy_medical"),
        Flow("benefit.treatment_wage"),
        Flow("benefit.allowance_grades_5_6"),
        Flow("benefit.employment_grant"),
    ),
    "work_injury.reserve": (Flow("transfer.reserve"),),
    "maternity.pooled": (
        Flow("contribution_employer"),
        Flow("transfer.employee_medical", spent=True),
        Flow("benefit.allowance"),
        Flow("benefit.delivery"),
        Flow("benefit.other"),
    ),
}
for _fund in DECLARED:
    LEDGERS[f"{_fund.name.key}.{ACCOUNT}"] = tuple(dict.fromkeys(Flow(part.item) for part in _fund.flows))
    for _other in dict.fromkeys(f"{part.other}.{part.account}" for part in _fund.flows if part.account is not None):
        LEDGERS[_other] = (*LEDGERS.get(_other, ()), Flow(f"transfer.{_fund.name.key}", spent=True))


def spends(fund: str, account: str, item: str) -> bool:
    """Whether an item of a ledger is spending; else a receipt. KeyError for an item it may not carry."""
    if item.startswith("benefit."):
        return True
    return {flow.item: flow.spent for flow in (*GENERAL, *LEDGERS[f"{fund}.{account}"])}[item]
