"""Ledgers of the pensions in formulas (养老保险台账公式)."""

from actuary.months import month as month_of
from actuary.reporting.workbook import common
from actuary.reporting.workbook.cash import FEN, Ledger, last_year, measure, quarterly
from actuary.reporting.workbook.expressions import (
    Before,
    ByMonth,
    City,
    Column,
    Driver,
    Expression,
    Fixed,
    Function,
    Number,
    Opened,
    Rows,
    above,
    at_least,
    most,
    same,
    share_of,
    total,
    when,
)
from actuary.reporting.workbook.sheets import Sheet

LAW = "law.employee_pension."
PARTS = (
    ("basic", "基础养老金", "basic pension"),
    ("transitional", "过渡性养老金", "transitional pension"),
    ("account", "个人账户养老金", "account pension"),
)
RISE_MONTH, WAGE_MONTH = "basis.cash.pension_rise_month", "basis.cash.benefit_wage_month"
CENTRAL = "law.pooling.central_adjustment_share"
SINCE = month_of(2014, 10)
"""Month since which public staff are insured."""


def employers(fund: str) -> Expression:
    """Share of the employers' rate that is levied, after waivers by size."""
    small = Driver("basis.employers.small_and_medium_share_of_bases")
    large = Driver(f"law.{fund}.employer_factor_large")
    return small * Driver(f"law.{fund}.employer_factor_small") + (1 - small) * large


def enterprise(sheet: Sheet) -> None:
    """职工基本养老保险（企业）."""
    base = sheet.exposure("enterprise", "base", "企业职工申报缴费基数", "declared bases of enterprise employees")
    flexible = sheet.exposure("enterprise", "flexible_base", "灵活就业缴费基数", "bases of flexible workers")
    ledger = Ledger(sheet, "enterprise", Opened("opening.balance.pension"))
    wages = base * Driver("basis.collection.enterprise")
    ledger.levy("contribution_employer", wages * (Driver(f"{LAW}employer_rate") * employers("employee_pension")))
    ledger.levy("contribution_employee", wages * Driver(f"{LAW}employee_rate"))
    ledger.levy("contribution_flexible", flexible * Driver(f"{LAW}flexible_rate"))
    owed = common.price("basis.pension.arrears_and_lump_sums") / 12
    ledger.pay("arrears", owed * share_of(base, City(base.name)))
    transfers(sheet, ledger)
    awards(sheet, ledger)
    for part, zh, en in PARTS:
        benefits(sheet, ledger, part, zh, en)
    died = sheet.exposure("enterprise", "pensioners_died", "当月死亡退休人数", "pensioners who died")
    ledger.pay("benefit.death_grant", -(died * common.price("basis.pension.death_grant_mean")))
    heirs = sheet.exposure("enterprise", "inherited", "个人账户继承额", "accounts of those who died")
    ledger.pay("benefit.inheritance", -heirs)
    central(sheet, ledger)
    mean_pension(sheet)
    spent = last_year(sheet, ledger.spending(), "opening.flow_2015.employee_pension_expenditure")
    parts = sheet.drivers.settled("basis.cash.ordinary_subsidy_payments")
    paid = spent * Driver("basis.path.pension_subsidy_rule") / parts
    ledger.book("ordinary_subsidy", quarterly(sheet, paid, parts))
    national(sheet, ledger)
    ledger.close(common.invested())
    measure(sheet, [ledger])


def transfers(sheet: Sheet, ledger: Ledger) -> None:
    """Portability, years bought, and records that move between the schemes."""
    came = sheet.exposure("enterprise", "accounts_in", "转入个人账户额", "accounts brought in")
    left = sheet.exposure("enterprise", "accounts_out", "转出个人账户额", "accounts taken out")
    credits = Driver(f"{LAW}portability_account_rate") * Driver("basis.pension.account_over_credits")
    pooled = 1 + Driver(f"{LAW}portability_pooled_rate") / credits
    ledger.pay("transfer.portability_in", came * pooled)
    ledger.pay("transfer.portability_out", -(left * pooled))
    years = sheet.exposure("enterprise", "years_bought", "一次性补缴年数", "years bought")
    price = 12 * Driver("law.common.reference_wage") * Driver(f"{LAW}base_floor") * Driver(f"{LAW}flexible_rate")
    ledger.pay("transfer.lump_sum_purchase", years * price)
    net = sheet.exposure("enterprise", "accounts_from_residents", "居民养老账户净转入", "accounts from residents, net")
    ledger.pay("transfer.resident_pension", net)


def drawn(sheet: Sheet, account: str, part: str, zh: str, en: str) -> list[tuple[int, Column]]:
    """Pensions in payment as awarded by year of award, the year before the run first."""
    first = sheet.run.months[0] // 12 - 1
    years = range(first, sheet.run.months[-1] // 12 + 1)
    words = {year: (f"{year}年" if year > first else f"{year}年末以前") for year in years}
    return [
        (
            year,
            sheet.exposure(
                account,
                f"{part}.{year}",
                f"{zh}（{words[year]}核定，未调整）",
                f"{en} awarded {'in' if year > first else 'up to'} {year}, before rises",
            ),
        )
        for year in years
    ]


def in_payment(sheet: Sheet, found: list[tuple[int, Column]], new: bool) -> Expression:
    """Pensions of earlier awards with every rise since, or those of the year itself."""
    months = sheet.run.months

    def choose(t: int) -> Expression:
        year = months[t] // 12
        if new:
            return dict(found)[year]
        older = [
            column * common.raised_since(t, None if award < months[0] // 12 else award * 12 + 11 - months[0])
            for award, column in found
            if award < year
        ]
        return total(older)

    return ByMonth(choose)


def awards(sheet: Sheet, ledger: Ledger) -> None:
    """What of new awards waits for the year's benefit wage: they are paid on last year's first."""
    wage = Driver("law.common.benefit_wage")
    waiting = most(1 - Driver("law.common.benefit_wage", -12) / wage, 0)
    sheet.step("provisional", "新退休待遇暂扣比例", "part of new awards that waits", "share", waiting)


def benefits(sheet: Sheet, ledger: Ledger, part: str, zh: str, en: str) -> None:
    """One part of the pensions: the rise is paid from its month on with the arrears, new awards are trued up in the
    month of the benefit wage."""
    found = drawn(sheet, "enterprise", part, zh, en)
    old = sheet.step(
        f"{part}.old", f"{zh}·上年末前退休", f"{en}, earlier awards", "yuan", in_payment(sheet, found, False)
    )
    new = sheet.step(
        f"{part}.new", f"{zh}·当年新退休", f"{en}, awards of the year", "yuan", in_payment(sheet, found, True)
    )
    rises = early(sheet, RISE_MONTH, old * common.rise() / (1 + common.rise()))
    late = sheet.step(f"{part}.rise_held", f"{zh}·待补发调整", f"{en}: rise held back", "yuan", rises)
    now = old + new - late
    paid = arrears(sheet, late, RISE_MONTH)
    if part != "account":
        provisional = early(sheet, WAGE_MONTH, new * Column("provisional"))
        held = sheet.step(f"{part}.award_held", f"{zh}·待补发新待遇", f"{en}: award held back", "yuan", provisional)
        now, paid = now - held, paid + arrears(sheet, held, WAGE_MONTH)
    ledger.pay(f"benefit.{part}", -(now + paid))


def calendar(sheet: Sheet) -> Expression:
    """The month of the year, from 1 to 12."""
    return ByMonth(lambda t: Number(sheet.run.months[t] % 12 + 1))


def in_january(sheet: Sheet, name: str) -> Expression:
    """What a parameter says in the first month of the year that the run has."""
    return ByMonth(lambda t: Driver(name, max(t - sheet.run.months[t] % 12, 0) - t))


def early(sheet: Sheet, month: str, cash: Expression) -> Expression:
    """Cash in the months of a year before a calendar month."""
    return when(above(in_january(sheet, month), calendar(sheet)), cash, 0)


def arrears(sheet: Sheet, held: Column, month: str) -> Expression:
    """In a calendar month what has been held back since January."""

    def choose(t: int) -> Expression:
        january = max(t - sheet.run.months[t] % 12, 0)
        if january == t:
            return Number(0)
        return when(same(calendar(sheet), in_january(sheet, month)), Rows(held.name, january, t - 1), 0)

    return ByMonth(choose)


def mean_pension(sheet: Sheet) -> None:
    """The city's mean pension, and last year's over the opening's: what accounts of the retired are credited on."""
    heads = sheet.exposure("enterprise", "pensioners", "退休人数", "pensioners")
    sheet.exposure("enterprise", "insured", "参保职工人数", "insured employees")
    bill = total([Column(f"{part}.{age}") for part, _, _ in PARTS for age in ("old", "new")])
    sheet.step("bill", "应发养老金", "pensions due", "yuan", bill)
    mean = share_of(City("bill"), City(heads.name))
    sheet.step("mean_pension", "全市平均养老金", "mean pension of the city", "yuan_per_month", mean)
    months = sheet.run.months
    decree = common.rise() if common.stated(sheet, 0) else Number(0)
    first = Fixed(Column("mean_pension") / (1 + decree))

    def growth(t: int) -> Expression:
        rows = [row for row, month in enumerate(months) if month // 12 == months[t] // 12 - 1]
        last = Rows("mean_pension", rows[0], rows[-1], mean=True) if rows else first
        return last / first

    sheet.step("pension_growth", "上年平均养老金指数", "index of last year's mean pension", "index", ByMonth(growth))


def central(sheet: Sheet, ledger: Ledger) -> None:
    """Central adjustment (中央调剂) in the months in which the law has the fund."""
    run = sheet.run
    acting = [t for t, month in enumerate(run.months) if (row := run.held(CENTRAL, month)) and row.value]
    if not acting:
        return
    insured = sheet.exposure("enterprise", "insured", "参保职工人数", "insured employees")
    retired = Column("enterprise.pensioners")
    if retired.name not in sheet.columns:
        sheet.exposure("enterprise", "pensioners", "退休人数", "pensioners")
    start = acting[0]
    per = Fixed(Driver("basis.central_adjustment.employed_per_insured"), start)
    passed = Fixed(Driver("basis.central_adjustment.passed_to_cities"), start)
    factor, wage = Driver("law.pooling.central_adjustment_wage_factor"), Driver("law.common.reference_wage")
    up = Driver(CENTRAL) * factor * wage * (insured + insured * per) / 2 * passed
    down = Driver("basis.central_adjustment.amount_per_pensioner") / 12 * retired * passed
    for item, cash in (("transfer.central_out", -up), ("transfer.central_in", down)):
        ledger.pay(item, ByMonth(lambda t, cash=cash: cash if t in acting else Number(0)))  # type: ignore[misc]


def national(sheet: Sheet, ledger: Ledger) -> None:
    """National pooling (全国统筹): with each quarter a share of the current balance is settled."""
    run, name = sheet.run, "law.pooling.national_share"
    acting = [bool((row := run.held(name, month)) and row.value) for month in run.months]
    if not any(acting):
        return
    words = "当月收支差（全国统筹口径）", "current balance for national pooling"
    current = sheet.step("current", *words, "yuan", ledger.flow())
    shared = sheet.step("shared", "归全国统筹部分", "the nation's part of it", "yuan", current * Driver(name))

    def choose(t: int) -> Expression:
        return -Rows(shared.name, max(t - 2, 0), t) if run.months[t] % 12 % 3 == 2 else Number(0)

    due = sheet.step("settled", "全国统筹结算", "settled with the nation", "yuan", ByMonth(choose))
    ledger.book("transfer.national_in", most(due, 0))
    ledger.book("transfer.national_out", when(above(due, 0), 0, due))


def public(sheet: Sheet) -> None:
    """机关事业单位养老保险."""
    base = sheet.exposure("public", "base", "机关事业单位缴费基数", "bases of public staff")
    ledger = Ledger(sheet, "public", Opened("opening.balance.public_ledger"))
    entry(sheet)
    running = Column("running")
    unit, staff = Driver(f"{LAW}public_employer_rate"), Driver(f"{LAW}public_employee_rate")
    ledger.levy("contribution_employer", base * unit * running)
    ledger.levy("contribution_employee", base * staff * running)
    owed = sheet.step("owed", "当月应缴", "contributions due", "yuan", base * (unit + staff))
    ledger.pay("arrears", back(sheet, owed, "应补缴额", "contributions owed since 2014-10"))
    for part, item, zh, en in (
        ("basic", "benefit.pension", "原办法养老金", "pension by the old method"),
        ("transitional", "benefit.top_up", "新办法增发", "excess of the new method"),
    ):
        found = drawn(sheet, "public", part, zh, en)
        old, new = (in_payment(sheet, found, fresh) for fresh in (False, True))
        due = sheet.step(f"{part}.due", f"{zh}·应发", f"{en}, due", "yuan", old + new)
        ledger.pay(item, -(due * running + back(sheet, due, f"{zh}·应补发", f"{en}, owed since 2014-10")))
    lacking = ledger.opening + ledger.flow()
    ledger.book("ordinary_subsidy", when(above(-FEN, lacking), -lacking, 0))
    ledger.close(common.invested())
    measure(sheet, [ledger])


def entry(sheet: Sheet) -> None:
    """Whether the ledger takes cash, and the share of what is owed since 2014-10 that is settled in its first month."""
    since = ByMonth(lambda t: Number(sheet.run.months[t] - SINCE))
    asked = Function("ROUND", (Driver("basis.public.first_cash_lag"), Number(0)))
    reached = when(at_least(since, asked), 1, 0)
    begun = ByMonth(lambda t: most(Before(Column("running")), reached) if t else reached)
    running = sheet.step("running", "已进入征缴", "takes cash", "flag", begun)
    before = ByMonth(lambda t: Before(running) if t else when(above(since, asked), 1, 0))
    share = running * (1 - before) * Driver("basis.public.back_payment_share")
    sheet.step("once", "一次性补缴比例", "share paid back at once", "share", share)


def back(sheet: Sheet, right: Column, zh: str, en: str) -> Expression:
    """What is paid back at once of a right: months since 2014-10 before this one, those before the run as its first."""
    name, months = f"{right.name}.before", max(sheet.run.months[0] - SINCE, 0)
    so_far = ByMonth(lambda t: Before(Column(name)) + Before(right) if t else right * months)
    return Column("once") * sheet.step(name, zh, en, "yuan", so_far)


def residents(sheet: Sheet) -> None:
    """城乡居民基本养老保险：基础与个人账户两本账."""
    whole, part = (
        Opened("opening.balance.resident_pension"),
        Opened("opening.resident_pension.individual_share_of_balance"),
    )
    basic = Ledger(sheet, "basic", whole * (1 - part))
    drawing = sheet.exposure("basic", "drawing", "领取待遇人数", "persons who draw")
    pensioners = sheet.exposure("basic", "pensioners", "领取人数（分摊）", "pensioners, for sharing out")
    due = drawing * Driver("basis.path.resident_basic_pension")
    funeral = Driver("basis.resident_pension.death_and_refund") / 12 * share_of(pensioners, City(pensioners.name))
    basic.pay("benefit.basic", -due)
    basic.pay("benefit.funeral_and_refund", -funeral)
    basic.pay("ordinary_subsidy", due + funeral)
    basic.close(common.invested())
    own = Ledger(sheet, "individual", whole * part)
    registered = sheet.exposure("individual", "registered", "登记缴费人数", "registered contributors")
    payers = registered * Driver("basis.resident_pension.paying_share")
    own.pay("contribution_resident", payers * Driver("basis.resident_pension.mean_payment") / 12)
    own.pay("ordinary_subsidy", payers * Driver("basis.resident_pension.account_subsidy") / 12)
    paid = sheet.exposure("individual", "account_pensions", "应发账户养老金", "account pensions due")
    own.pay("benefit.account", -paid)
    own.pay(
        "benefit.inheritance", -sheet.exposure("individual", "inherited", "账户继承额", "accounts of those who died")
    )
    collective = Driver("basis.resident_pension.lump_and_collective") / 12
    own.pay("transfer.collective", collective * share_of(pensioners, City(pensioners.name)))
    net = sheet.exposure("individual", "accounts_from_employees", "职工养老账户净转入", "accounts from employees, net")
    own.pay("transfer.employee_pension", net)
    own.close(common.invested())
    measure(sheet, [basic, own])
