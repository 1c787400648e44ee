"""Ledgers of medical insurance in formulas (医疗保险台账公式)."""

from actuary.reporting.workbook import common
from actuary.reporting.workbook.cash import Joining, Ledger, measure, merged_months, quarterly
from actuary.reporting.workbook.expressions import (
    ByMonth,
    City,
    Column,
    Driver,
    Elsewhere,
    Expression,
    Fixed,
    Number,
    Opened,
    most,
    share_of,
    total,
)
from actuary.reporting.workbook.sheets import Sheet
from actuary.vocabulary.words import FLAT

LAW, BASIS = "law.employee_medical.", "basis.medical."
BANDS = (("to35", "35岁以下"), ("35_45", "36至45岁"), ("over45", "45岁以上"))
WHO = (("active", "在职", "active"), ("retired", "退休", "retired"))
GROUPS = (
    ("students", "college_students", "大学生"),
    ("children", "children_and_pupils", "少年儿童"),
    ("adults", "adults", "成年居民"),
    ("aged", "aged_60plus", "老年居民"),
)
MATERNITY = "maternity.pooled"
LAYER = "basis.resident_medical.serious_illness_premium"
RURAL, URBAN = "resident_medical.rural_cooperative", "resident_medical.urban"


def pooled(sheet: Sheet) -> None:
    """职工医保统筹基金."""
    bands = [
        sheet.exposure("pooled", f"base.{band}", f"缴费基数（{zh}）", f"bases, age band {band}") for band, zh in BANDS
    ]
    wages = sheet.step("wages", "缴费基数合计", "bases", "yuan_per_month", total([*bands]))
    ledger = Ledger(sheet, "pooled", Opened("opening.balance.employee_medical_pool"))
    merged = merged_months(sheet, "law.maternity.merger")
    joining = None if merged is None else Joining(MATERNITY, "pooled", merged)
    rate = Driver(f"{LAW}employer_rate") * Driver(f"{LAW}employer_factor")
    ledger.levy("contribution_employer", wages * rate, joining)
    ledger.levy("contribution_employee", wages * Driver(f"{LAW}employee_rate"))
    flexible = sheet.exposure("pooled", "flexible", "灵活就业缴费人数", "flexible workers who pay")
    floor = Driver("law.common.reference_wage") * Driver("law.employee_pension.base_floor")
    ledger.levy("contribution_flexible", flexible * floor * Driver(f"{LAW}flexible_rate"))
    held = Opened("opening.balance.employee_medical_pool") + Opened("opening.balance.employee_medical_account")
    other = Driver(f"{BASIS}interest_and_other") - Fixed(Driver("basis.interest.fund", -1)) * held
    ledger.pay("arrears", other / 12 * share_of(wages, City(wages.name)))
    claimants = sheet.exposure("pooled", "claimants", "领取失业金人数", "claimants")
    ledger.pay("transfer.unemployment", paid_for_claimants(claimants))
    ledger.pay("transfer.accounts", -credits(sheet, bands))
    care(sheet, ledger)
    if joining is not None:
        for kind in ("allowance", "delivery", "other"):
            ledger.pay(f"benefit.{kind}", joining.cash(f"due.benefit.{kind}"))
        ledger.book("transfer.maternity", joining.held())
    ledger.close(common.interest(), None if joining is None else joining.held())
    measure(sheet, [ledger])


def paid_for_claimants(claimants: Column) -> Expression:
    """The contribution that unemployment insurance pays for those who draw its benefit."""
    wage = Driver("law.common.reference_wage")
    base = Driver(f"{BASIS}claimant_base") / 12 * wage / Fixed(wage)
    return claimants * base * (Driver(f"{LAW}employer_rate") + Driver(f"{LAW}employee_rate"))


def credits(sheet: Sheet, bands: list[Column]) -> Column:
    """What accounts are credited with: of the active by age, of the retired on last year's mean pension."""
    retired = sheet.exposure("pooled", "retired", "退休参保人数", "retired members")
    old = sheet.exposure("pooled", "over70", "七十岁以上退休人数", "retired members over seventy")
    active = total([base * Driver(f"{LAW}account_credit_{band}") for base, (band, _) in zip(bands, BANDS, strict=True)])
    pension = Driver(f"{BASIS}account_credit_retired_base") * credited_pension(sheet)
    young = (retired - old) * Driver(f"{LAW}account_credit_retired_to70")
    of_retired = (young + old * Driver(f"{LAW}account_credit_retired_over70")) * pension
    return sheet.step("credits", "划入个人账户额", "credits to accounts", "yuan", active + of_retired)


def credited_pension(sheet: Sheet) -> Expression:
    """Index of the mean pension that credits rest on: last year's; of a flat amount that of the month it began."""
    growth = Elsewhere("employee_pension.enterprise", "pension_growth")
    flat = [sheet.run.word(f"{LAW}account_credit_formula_retired", t) == FLAT for t in range(sheet.steps)]

    def choose(t: int) -> Expression:
        if not flat[t]:
            return growth
        began = t
        while began > 0 and flat[began - 1]:
            began -= 1
        return Fixed(growth, began)

    return ByMonth(choose)


def care(sheet: Sheet, ledger: Ledger) -> None:
    """Inpatient care, chronic outpatient care, and ordinary outpatient care where it is pooled."""
    inpatient, chronic, outpatient = [], [], []
    for who, zh, en in WHO:
        heads = sheet.exposure(
            "pooled", f"weighed.{who}", f"{zh}参保人数（按费用加权）", f"{en} members weighed by cost"
        )
        stay = sheet.exposure("pooled", f"paid_of_stay.{who}", f"{zh}次均统筹支付指数", f"paid of a stay, {en}, index")
        cost, share = Driver(f"{BASIS}pool_cost_{who}") / 12, Driver(f"{BASIS}chronic_outpatient_share_{who}")
        inpatient.append(heads * (cost * (1 - share) * stay))
        chronic.append(heads * (cost * share * common.medical_growth()))
        if ("employee_medical", "pooled", f"outpatient.{who}") in sheet.run.exposures:
            words = f"{zh}普通门诊人均统筹支付", f"ordinary outpatient care a head, {en}"
            outpatient.append(heads * sheet.exposure("pooled", f"outpatient.{who}", *words))
    ledger.pay("benefit.inpatient", -total(inpatient))
    ledger.pay("benefit.chronic_outpatient", -total(chronic))
    if outpatient:
        ledger.pay("benefit.outpatient", -total(outpatient))


def individual(sheet: Sheet) -> None:
    """职工医保个人账户."""
    ledger = Ledger(sheet, "individual", Opened("opening.balance.employee_medical_account"))
    credited = Elsewhere("employee_medical.pooled", "credits")
    ledger.pay("transfer.accounts", credited)
    ledger.pay("benefit.account_spending", -(credited * Driver(f"{BASIS}account_spend_share")))
    ledger.close(common.interest())
    measure(sheet, [ledger])


def large_amount(sheet: Sheet) -> None:
    """职工大额医疗."""
    ledger = Ledger(sheet, "large_amount", Opened("opening.balance.large_amount_layer"))
    members = {who: sheet.exposure("large_amount", who, f"{zh}参保人数", f"{en} members") for who, zh, en in WHO}
    ledger.pay("contribution_employee", total([*members.values()]) * Driver(f"{LAW}large_amount_premium"))
    share = Driver(f"{LAW}large_amount_share")
    claims = Driver(f"{BASIS}large_amount_claims") / 12 * common.medical_growth() * share
    of_opening = Fixed(Driver(f"{LAW}large_amount_share", -1))
    paid = []
    for who, zh, en in WHO:
        a_head: Expression = claims / of_opening
        if ("employee_medical", "large_amount", f"moved.{who}") in sheet.run.exposures:
            moved = sheet.exposure("large_amount", f"moved.{who}", f"{zh}封顶线变动移入", f"moved across the cap, {en}")
            chronic = Driver(f"{BASIS}chronic_outpatient_share_{who}")
            a_head = a_head + share * (Driver(f"{BASIS}pool_cost_{who}") / 12 * (1 - chronic)) * moved
        paid.append(members[who] * a_head)
    ledger.pay("benefit.large_amount", -total(paid))
    ledger.close(common.interest())
    measure(sheet, [ledger])


def premium(sheet: Sheet, members: Expression) -> Expression:
    """Premiums of residents, paid in the last quarter for the next year."""
    due = members * Driver("basis.path.resident_personal") / 3
    return ByMonth(lambda t: due if sheet.run.months[t] % 12 >= 9 else Number(0))


def subsidised(sheet: Sheet, cash: Expression) -> Expression:
    """The year's subsidy in equal parts, once a quarter."""
    parts = sheet.drivers.settled("basis.cash.ordinary_subsidy_payments")
    return quarterly(sheet, cash / parts, parts, "basis.cash.resident_subsidy_month_of_quarter")


def urban(sheet: Sheet) -> None:
    """城镇居民医保."""
    groups = {
        group: sheet.exposure("urban", f"members.{group}", f"{zh}参保人数", f"members, {group}")
        for group, _, zh in GROUPS
    }
    everyone = sheet.step("members", "参保人数合计", "members", "person", total([*groups.values()]))
    ledger = Ledger(sheet, "urban", Opened("opening.balance.resident_medical_urban"))
    merged = merged_months(sheet, "law.resident_medical.scheme")
    joining = None if merged is None else Joining(RURAL, "rural_cooperative", merged)

    def pay(item: str, cash: Expression) -> None:
        ledger.pay(item, cash if joining is None else cash + joining.cash(f"due.{item}"))

    growth, outpatient = common.medical_growth(), Driver("basis.resident_medical.outpatient_share")
    bill = total([groups[g] * Driver(f"basis.resident_medical.cost_by_group[{key}]") for g, key, _ in GROUPS])
    held = everyone * (Fixed(Driver(LAYER, -1)) / 12)
    care = sheet.step("care", "医疗待遇合计", "care", "yuan", bill / 12 * growth - held)
    pay("ordinary_subsidy", subsidised(sheet, everyone * Driver("basis.path.resident_subsidy")))
    pay("contribution_resident", premium(sheet, everyone))
    pay("benefit.inpatient", -(care * (1 - outpatient)))
    pay("benefit.outpatient", -(care * outpatient))
    pay("transfer.serious_illness", -(everyone * (Driver(LAYER) / 12)))
    if joining is not None:
        ledger.book("transfer.merger", joining.held())
    ledger.close(common.interest(), None if joining is None else joining.held())
    measure(sheet, [ledger])


def rural(sheet: Sheet) -> None:
    """新型农村合作医疗."""
    members = sheet.exposure("rural_cooperative", "members", "参合人数", "members")
    merged = merged_months(sheet, "law.resident_medical.scheme")
    ledger = Ledger(sheet, "rural_cooperative", Opened("opening.balance.nrcms"), merged)
    subsidy = Driver("basis.path.resident_subsidy")
    opened = Driver("basis.resident_medical.nrcms_income_head") - Fixed(Driver("basis.path.resident_personal", -1))
    apart = most(opened, 0) * subsidy / Fixed(Driver(subsidy.name, -1))
    inside = [bool(merged and merged[t]) for t in range(sheet.steps)]
    a_head = ByMonth(lambda t: subsidy if inside[t] else apart)
    ledger.pay("ordinary_subsidy", subsidised(sheet, members * a_head))
    ledger.pay("contribution_resident", premium(sheet, members))
    cost = Driver("basis.resident_medical.nrcms_cost_head") / 12 * common.medical_growth()
    wider = 1 + Driver("basis.resident_medical.merger_cost_rise")
    held = Fixed(Driver(LAYER, -1)) / 12
    spent = ByMonth(lambda t: cost * wider - held if inside[t] else cost)
    outpatient = Driver("basis.resident_medical.outpatient_share")
    ledger.pay("benefit.inpatient", -(members * spent * (1 - outpatient)))
    ledger.pay("benefit.outpatient", -(members * spent * outpatient))
    if merged is not None:
        layer = ByMonth(lambda t: members * (Driver(LAYER) / 12) if inside[t] else Number(0))
        ledger.pay("transfer.serious_illness", -layer)
        gone = ByMonth(lambda t: -Column("rural_cooperative.opening") if inside[t] else Number(0))
        ledger.book("transfer.merger", gone)
    ledger.close(common.interest(), Column("rural_cooperative.transfer.merger") if merged is not None else None)
    measure(sheet, [ledger])


def serious_illness(sheet: Sheet) -> None:
    """大病保险."""
    ledger = Ledger(sheet, "serious_illness", None)
    layer = -Elsewhere(URBAN, "urban.transfer.serious_illness")
    ledger.pay("transfer.serious_illness", layer)
    loss = Driver("basis.resident_medical.serious_illness_loss_ratio")
    ledger.pay("benefit.serious_illness", -(layer * loss))
    ledger.close(common.interest())
    measure(sheet, [ledger])
