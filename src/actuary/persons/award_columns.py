"""Columns of a table of awards (养老金核定表的列)."""

import datetime

from actuary.errors import Both
from actuary.months import month
from actuary.sheets.columns import CATEGORY, Column

FIRST, LAST = month(1950, 1), month(2150, 12)
SCHEME = {
    "enterprise": ("企业", "企业职工", "企业职工基本养老保险", "灵活就业"),
    "public": ("机关事业", "机关事业单位", "机关", "事业", "事业单位", "机关事业单位养老保险"),
}


def birth_column() -> Column:
    """Month of birth: nobody is born after today."""
    today = datetime.date.today()
    return Column(
        "birth_month",
        "month",
        Both("出生年月", "month of birth"),
        ("出生年月", "出生月份", "出生日期", "出生时间"),
        required=True,
        low=month(1900, 1),
        high=month(today.year, today.month),
    )


ID = Column("id", "text", Both("编号", "whose case it is"), ("编号", "个人编号"))
CATEGORY_COLUMN = Column(
    "category",
    "choice",
    Both("人员类别", "sex and old statutory age"),
    ("人员类别", "类别", "职工类别"),
    required=True,
    choices=CATEGORY,
)


def award_columns() -> tuple[Column, ...]:
    """All columns of an award, in the order of the documentation."""
    return (
        ID,
        CATEGORY_COLUMN,
        birth_column(),
        Column(
            "retirement_month",
            "month",
            Both("退休年月（缺省为法定退休年月）", "month of retirement; else the statutory one"),
            ("退休年月", "退休月份", "退休时间", "退休日期"),
            low=FIRST,
            high=LAST,
        ),
        Column("total_years", "number", Both("缴费年限（含视同）", "contribution years, deemed ones included"),
               ("缴费年限", "累计缴费年限", "总缴费年限", "总年限"), low=0, high=70),
        Column("total_months", "count", Both("缴费月数（含视同）", "contribution months, deemed ones included"),
               ("缴费月数", "累计缴费月数", "总缴费月数", "总月数"), low=0, high=840),
        Column("deemed_years", "number", Both("视同缴费年限（不填为无）", "deemed years; blank: none"),
               ("视同缴费年限", "视同年限"), low=0, high=70),
        Column("deemed_months", "count", Both("视同缴费月数（不填为无）", "deemed months; blank: none"),
               ("视同缴费月数", "视同月数"), low=0, high=840),
        Column("avg_index", "number", Both("平均缴费工资指数", "mean wage index"),
               ("平均缴费工资指数", "平均缴费指数", "平均指数", "缴费指数"), low=0.01, high=5),
        Column("benefit_wage", "number", Both("计发基数（缺省为武汉市已公布的）", "benefit wage; else Wuhan's"),
               ("计发基数", "养老金计发基数", "基本养老金计发基数"), low=100, high=1_000_000),
        Column("account_balance", "number", Both("个人账户储存额", "balance of the personal account"),
               ("个人账户储存额", "个人账户余额", "个人账户累计储存额", "账户储存额"), low=0, high=1_000_000_000),
        Column("region", "text", Both("统筹地区（缺省为武汉）", "region; else Wuhan"),
               ("地区", "统筹地区", "参保地", "退休地")),
        Column("first_work_month", "month", Both("参加工作年月", "month of first work"),
               ("参加工作年月", "参加工作时间", "参工时间", "参加工作日期"), low=month(1930, 1), high=LAST),
        Column("scheme", "choice", Both("险种（缺省为企业）", "scheme; else enterprise"),
               ("险种", "养老保险类别", "单位性质", "制度"), choices=SCHEME),
        Column("old_method_pension", "number", Both("老办法待遇（机关事业“中人”）", "pension by the old method"),
               ("老办法待遇", "老办法养老金", "老办法"), low=0, high=1_000_000),
    )  # fmt: skip
