"""Ledgers of unemployment, work injury and maternity in formulas (失业、工伤、生育保险台账公式)."""

from actuary.reporting.workbook import common
from actuary.reporting.workbook.cash import FEN, SAME_MONTH, Ledger, last_year, measure, merged_months
from actuary.reporting.workbook.expressions import (
    Before,
    ByMonth,
    City,
    Column,
    Driver,
    Expression,
    Fixed,
    Number,
    Opened,
    Rows,
    Total,
    above,
    at_least,
    least,
    most,
    share_of,
    total,
    when,
)
from actuary.reporting.workbook.medical import paid_for_claimants
from actuary.reporting.workbook.pensions import employers
from actuary.reporting.workbook.sheets import Sheet

ENDLESS = 1e9
"""Months of cover of a fund that spends nothing."""
CLASS_RATE, CLASS_SHARE = "law.work_injury.class_rate", "basis.injury.class_shares_of_wage_bill"
ORGANS = "1"
FUND_SHARE = "law.work_injury.fund_share"
INJURY = "basis.injury."


def levied(sheet: Sheet, fund: str, base: Expression) -> Expression:
    """Bases on which the employers' rate is levied: firms have the waivers of their size, institutions none."""
    institutions = sheet.exposure("pooled", "institution_base", "其中事业单位基数", "institutions' bases among them")
    factor = employers(fund)
    return base * factor + institutions * (1 - factor)


def unemployment(sheet: Sheet) -> None:
    """失业保险."""
    law = "law.unemployment."
    base = sheet.exposure("pooled", "base", "缴费基数", "bases")
    ledger = Ledger(sheet, "pooled", Opened("opening.balance.unemployment"))
    ledger.levy("contribution_employer", levied(sheet, "unemployment", base) * Driver(f"{law}employer_rate"))
    ledger.levy("contribution_employee", base * Driver(f"{law}employee_rate"))
    drawing = sheet.exposure("pooled", "drawing", "领取待遇人数", "persons who draw")
    lag = sheet.drivers.settled("basis.cash.unemployment_first_payment_lag")
    right = drawing * (Driver(f"{law}benefit_share") * Driver("law.common.minimum_wage"))
    ledger.pay("benefit.allowance", -Before(right, lag))
    other = common.price("basis.unemployment.other_spending") / 12
    ledger.pay("benefit.other", -(other * share_of(base, City(base.name))))
    claimants = sheet.exposure("pooled", "claimants", "代缴医保人数", "claimants in medical insurance")
    ledger.pay("transfer.employee_medical", -paid_for_claimants(claimants))
    stabilisation(sheet, ledger)
    ledger.close(common.interest())
    measure(sheet, [ledger])


def stabilisation(sheet: Sheet, ledger: Ledger) -> None:
    """Stabilisation payments (稳岗补贴) in years at whose start the city's fund covers enough months."""
    law = "law.unemployment."
    months = sheet.run.months
    paid = ledger.at("contribution_employer") + ledger.at("contribution_employee")
    contributions = sheet.step("contributions", "当月缴费收入", "contributions of the month", "yuan", paid)
    known = ("benefit.allowance", "benefit.other", "transfer.employee_medical")
    spent = -total([*(ledger.at(item) for item in known), ledger.at("benefit.stabilisation")])
    before = ByMonth(lambda t: year_before(sheet, t))
    sheet.step("spent_before", "上年支出", "last year's spending", "yuan", before)

    def cover(t: int) -> Expression:
        first = Opened("opening.flow_2015.unemployment_expenditure")
        whole = first if year_before(sheet, t) == Number(0) else Total("spent_before")
        return when(above(whole, 0), Total("pooled.opening") / whole * 12, ENDLESS)

    begins = ByMonth(lambda t: cover(t) if t == 0 or months[t] % 12 == 0 else Before(Column("covered")))
    covered = sheet.step("covered", "年初可支付月数", "months of cover at the year's start", "month", begins)
    large, small = (Driver(f"{law}stabilisation_share{size}") for size in ("", "_small"))
    part = Driver("basis.employers.small_and_medium_share_of_bases")
    share = large + part * (small - large)
    of = last_year(sheet, contributions, "opening.flow_2015.unemployment_receipts")
    given = of * share * Driver("basis.unemployment.stabilisation_take_up") / 12
    enough = at_least(covered, Driver(f"{law}stabilisation_reserve_months"))
    ledger.book("benefit.stabilisation", when(enough, -given, 0))
    sheet.step("spent", "当月支出（含代缴医保）", "spending of the month", "yuan", spent)


def year_before(sheet: Sheet, t: int) -> Expression:
    """A pool's spending in the calendar year before month `t`; nought where the run does not hold that year."""
    end = t - sheet.run.months[t] % 12 - 1
    return Rows("spent", end - 11, end) if end >= 11 else Number(0)


def work_injury(sheet: Sheet) -> None:
    """工伤保险：统筹与储备金两本账."""
    base = sheet.exposure("pooled", "base", "缴费基数", "bases")
    organs = sheet.exposure("pooled", "organ_base", "其中机关基数", "organs' bases among them")
    own = Ledger(sheet, "pooled", Opened("opening.balance.injury"))
    aside = Ledger(sheet, "reserve", None)
    ordinary = levied(sheet, "work_injury", base - organs) * average_rate(sheet)
    due = sheet.step("due", "应征工伤保险费", "contributions due", "yuan", ordinary + organs * organ_rate(sheet))
    own.levy("contribution_employer", due)
    by_base = share_of(base, City(base.name))
    starts = sheet.exposure("pooled", "projects_started", "项目开工量（年均为一）", "projects started, a year is one")
    projects = starts * common.price(f"{INJURY}project_receipts") * by_base
    own.pay("contribution_project", projects)
    prevention(sheet, own, due, projects)
    of_cases(sheet, own)
    of_registers(sheet, own)
    reserve(sheet, own, aside)
    own.close(common.interest())
    aside.close(common.interest())
    measure(sheet, [own, aside])


def prevention(sheet: Sheet, own: Ledger, due: Expression, projects: Expression) -> None:
    """A twelfth each month of a share of last year's contributions, before a trigger takes any off."""
    received = due * Driver(SAME_MONTH) + Before(due * (1 - Driver(SAME_MONTH))) + projects
    paid = sheet.step("paid", "触发前缴费收入", "contributions before triggers", "yuan", received)
    before = last_year(sheet, paid, "opening.flow_2015.work_injury_receipts")
    settle(sheet, own, "prevention", before * Driver(f"{INJURY}prevention_share") / 12)


def average_rate(sheet: Sheet) -> Expression:
    """Mean rate on wages: the published average moved by the classes' base rates, the mix of classes and floating."""
    classes = sheet.run.entries(CLASS_SHARE)
    mix = [Driver(f"{CLASS_RATE}[{key}]") * Driver(f"{CLASS_SHARE}[{key}]") for key in classes]
    mean = sheet.step("class_mean", "八类行业平均基准费率", "mean base rate of the classes", "share", total([*mix]))
    began = [Driver(f"{CLASS_RATE}[{key}]", -1) * Driver(f"{CLASS_SHARE}[{key}]", -1) for key in classes]
    return Driver("law.work_injury.average_rate") * Driver(f"{INJURY}floating_mean") * mean / Fixed(total([*began]))


def organ_rate(sheet: Sheet) -> Expression:
    """Base rate of the class of the organs of state."""
    return Driver(f"{CLASS_RATE}[{ORGANS}]")


def settle(sheet: Sheet, ledger: Ledger, kind: str, yuan: Expression) -> None:
    """A benefit by who bears it: the fund's share is posted, the employer's is not."""
    rows = sheet.run.in_force[f"{FUND_SHARE}[{kind}]"]
    if any(row.value for row in rows):
        ledger.pay(f"benefit.{kind}", -(yuan * Driver(f"{FUND_SHARE}[{kind}]")))


def of_cases(sheet: Sheet, ledger: Ledger) -> None:
    """Payments at the time of the case."""
    index = sheet.exposure("pooled", "cases", "工伤案件指数（首月全市为一）", "cases over the first month's")
    wage = sheet.exposure("pooled", "own_wage", "本人工资", "own wage")
    level = Driver(f"{INJURY}cases_recognised")
    new = sheet.step("recognised", "认定工伤人数", "recognised cases", "person", index * level / 12)
    moved = sheet.step("moved", "案件变动（年化）", "cases over the opening's", "ratio", new / Fixed(level))
    settle(sheet, ledger, "medical", new * (Driver(f"{INJURY}medical_per_case") * common.medical_growth()))
    settle(sheet, ledger, "treatment_wage", new * Driver(f"{INJURY}treatment_months") * wage)
    months = sheet.exposure("pooled", "lump_months", "一次性伤残补助平均月数", "mean months of the lump sum")
    settle(sheet, ledger, "lump_sum", new * Driver(f"{INJURY}graded_share") * months * wage)
    fatal = sheet.step("fatal", "工亡人数", "deaths at work", "person", moved * Driver(f"{INJURY}deaths"))
    settle(sheet, ledger, "death_lump", fatal * Driver("law.work_injury.death_lump"))
    leaving = moved * Driver(f"{INJURY}leavers")
    settle(sheet, ledger, "leaving_grant", leaving * common.price(f"{INJURY}leaving_medical_grant"))
    settle(sheet, ledger, "employment_grant", leaving * common.price(f"{INJURY}leaving_employment_grant"))


def of_registers(sheet: Sheet, ledger: Ledger) -> None:
    """What the registers draw."""
    for kind, zh, en in (
        ("disability_pension", "应发伤残津贴", "disability pensions due"),
        ("minimum_top_up", "应补最低工资差额", "top-up to the minimum wage due"),
        ("pension_difference", "应补养老金差额", "difference to old-age pensions due"),
        ("survivors", "应发供养亲属抚恤金", "survivors' pensions due"),
    ):
        settle(sheet, ledger, kind, sheet.exposure("pooled", kind, zh, en))
    lighter = sheet.exposure("pooled", "allowances_5_6", "应发五至六级津贴", "allowances of grades 5-6 due")
    settle(sheet, ledger, "allowance_grades_5_6", lighter)
    wage = Driver("law.common.reference_wage")
    heads = sheet.exposure("pooled", "care_heads", "一至四级人数", "grades 1-4")
    care = sheet.exposure("pooled", "care_share", "平均护理比例", "mean share for care")
    settle(sheet, ledger, "care", heads * care * wage)
    died = sheet.exposure("pooled", "died_1_4", "一至四级死亡人数", "deaths of grades 1-4")
    funeral = (Column("fatal") + died) * Driver("law.work_injury.funeral_months") * wage
    settle(sheet, ledger, "funeral", funeral)
    old = sheet.exposure("pooled", "old_cases", "老工伤存续比例", "old cases that live")
    settle(sheet, ledger, "legacy_medical", old * (Driver(f"{INJURY}legacy_medical") / 12 * common.medical_growth()))


def reserve(sheet: Sheet, own: Ledger, aside: Ledger) -> None:
    """The reserve: set aside in December up to its cap, drawn in need."""
    paid = own.at("contribution_employer") + own.at("contribution_project")
    contributions = sheet.step("contributions", "当月缴费收入", "contributions of the month", "yuan", paid)
    held = own.opening + own.flow()

    def december(t: int) -> Expression:
        if sheet.run.months[t] % 12 != 11:
            return Number(0)
        year = Rows(contributions.name, max(t - 11, 0), t)
        room = least(year * Driver("law.work_injury.reserve_cap") - aside.opening, held)
        return most(least(year * Driver("law.work_injury.reserve_share"), room), 0)

    put = sheet.step("set_aside", "提取储备金", "set aside", "yuan", ByMonth(december))
    lacking = most(-(held - put), 0)
    could = least(lacking, most(aside.opening + put, 0))
    drawn = sheet.step("drawn", "动用储备金", "drawn from the reserve", "yuan", when(above(could, FEN), could, 0))
    own.book("transfer.reserve", drawn - put)
    aside.book("transfer.reserve", put - drawn)


def maternity(sheet: Sheet) -> None:
    """生育保险."""
    law, basis = "law.maternity.", "basis.maternity."
    base = sheet.exposure("pooled", "base", "缴费基数", "bases")
    merged = merged_months(sheet, "law.maternity.merger")
    ledger = Ledger(sheet, "pooled", Opened("opening.balance.maternity"), merged)
    factor, rate = Driver("law.employee_medical.employer_factor"), Driver(f"{law}employer_rate")
    relief = ByMonth(lambda t: rate * factor if merged is not None and merged[t] else rate)
    ledger.levy("contribution_employer", base * relief)
    index = sheet.exposure("pooled", "births", "生育人次指数（期初全市年均为一）", "births over the opening year's")
    births = sheet.step("deliveries", "分娩人次", "deliveries", "person", index * Driver(f"{basis}deliveries"))
    wage = sheet.exposure("pooled", "mean_base", "平均缴费基数", "mean base")
    national = Driver(f"{law}national_leave_days")
    added = most(Driver(f"{law}leave_days") - national, 0) * Driver(f"{basis}thirty_days_paid_by_fund")
    days = national + added + Driver(f"{basis}caesarean_share") * Driver(f"{law}difficult_birth_days")
    ledger.pay("benefit.allowance", -(births * Driver(f"{basis}claim_share") * (wage / 30) * days))
    ledger.pay("benefit.delivery", -(births * (Driver(f"{basis}medical_per_delivery") * common.medical_growth())))
    share = Driver(f"{law}spouse_medical_share")
    spouses = Driver(f"{basis}spouse_part") * (share / Fixed(Driver(share.name, -1)) - 1)
    other = common.price(f"{basis}other_cases_cost") / 12 * (1 + spouses)
    ledger.pay("benefit.other", -(other * share_of(births, City(births.name))))
    if merged is not None:
        gone = ByMonth(lambda t: -Column("pooled.opening") if merged[t] else Number(0))
        ledger.book("transfer.employee_medical", gone)
    ledger.close(common.interest(), Column("pooled.transfer.employee_medical") if merged is not None else None)
    measure(sheet, [ledger])
