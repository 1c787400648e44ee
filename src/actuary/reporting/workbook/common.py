"""What several funds are reckoned with (公共测算): wages, medical costs, rises of pensions, returns, by month."""

from actuary.months import parse
from actuary.reporting.workbook.expressions import Before, ByMonth, Column, Driver, Elsewhere, Expression, Number
from actuary.reporting.workbook.sheets import Sheet

COMMON = "common"
INDEXATION, PATH = "law.employee_pension.indexation", "basis.path.pension_indexation"
TWELVE = 12


def wages() -> Expression:
    """Mean wage over that of the opening's year."""
    return Elsewhere(COMMON, "wages")


def medical_growth() -> Expression:
    """Medical cost a head at a fixed age over that of the opening's year."""
    return Elsewhere(COMMON, "medical_growth")


def price(name: str) -> Expression:
    """A belief in yuan of the opening's year, raised with wages."""
    return Driver(name) * wages()


def rise() -> Expression:
    """Rise of pensions of the month's year."""
    return Elsewhere(COMMON, "rise")


def raised_since(t: int, row: int | None) -> Expression:
    """Rises up to month `t` of pensions awarded in the year that ends with `row`; None: before the run."""
    now = Elsewhere(COMMON, "raised")
    if row is None:
        return now
    from actuary.reporting.workbook.expressions import Fixed

    return now / Fixed(now, row)


def interest() -> Expression:
    """Return of the funds in the month."""
    return Elsewhere(COMMON, "interest")


def invested() -> Expression:
    """Return of the pension funds in the month."""
    return Elsewhere(COMMON, "invested")


def stated(sheet: Sheet, t: int) -> bool:
    """Whether the law itself states the rise of a month's year."""
    held = sheet.run.held(INDEXATION, sheet.run.months[t])
    return held is not None and held.way != "tail"


def yearly(sheet: Sheet, name: str, zh: str, en: str, growth: Expression, first: Expression) -> Column:
    """An index that grows each January; `first` in the first month."""
    own = Column(name)
    months = sheet.run.months
    moved = ByMonth(lambda t: first if t == 0 else Before(own) * (1 + growth) if months[t] % 12 == 0 else Before(own))
    return sheet.step(name, zh, en, "index", moved)


def define(sheet: Sheet) -> None:
    """The columns of the common sheet."""
    run = sheet.run
    months = run.months
    growth = Driver("basis.wage.growth")
    seen = run.exposures["common", "common", "wages"][0, 0]
    base = round(seen / (1.0 + sheet.drivers.number("basis.wage.growth", 0)), 12)
    yearly(sheet, "wages", "平均工资指数", "index of wages", growth, (1 + growth) * base if base != 1.0 else 1 + growth)
    rate = Driver("basis.path.cpi") + Driver("basis.medical.inflation_over_cpi")
    half = max(months[0] - parse(opening_month(sheet)) + 5, 0) / TWELVE
    cost = ByMonth(
        lambda t: Before(Column("medical_growth")) * (1 + rate) ** (Number(1) / TWELVE) if t else (1 + rate) ** half
    )
    sheet.step("medical_growth", "医疗费用指数", "index of medical costs", "index", cost)
    law, path = Driver(INDEXATION), Driver(PATH)
    sheet.step(
        "rise", "养老金调整率", "rise of pensions", "share", ByMonth(lambda t: law if stated(sheet, t) else path)
    )
    yearly(sheet, "raised", "养老金调整累计", "rises of pensions since the opening", Column("rise"), 1 + Column("rise"))
    fund = Driver("basis.interest.fund")
    sheet.step("interest", "基金月收益率", "return of the funds, a month", "share", fund / TWELVE)
    gain, share = Driver("basis.interest.entrusted_return"), Driver("basis.interest.entrusted_share")
    entrusted = (fund + share * (gain - fund)) / TWELVE
    sheet.step("invested", "养老基金月收益率", "return of the pension funds, a month", "share", entrusted)


def opening_month(sheet: Sheet) -> str:
    """The month at whose end the run opens: that of the opening's figures."""
    from actuary.months import text

    return text(sheet.run.months[0] - 1)
