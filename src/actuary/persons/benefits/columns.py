"""Columns of the tables of benefits (单项待遇表的列), by kind."""

from typing import NamedTuple

from actuary.errors import Both
from actuary.persons.award_columns import FIRST, ID, LAST, birth_column
from actuary.sheets.columns import CATEGORY, Column

FLAG = {"yes": ("是", "有", "true", "1", "y"), "no": ("否", "无", "没有", "false", "0", "n")}
YEARS = ("缴费年限", "累计缴费年限", "实际缴费年限")
MONTHS = ("缴费月数", "累计缴费月数", "实际缴费月数")


class BenefitColumns(NamedTuple):
    """A kind of benefit as the command and the documentation name it (待遇种类)."""

    key: str
    module: str
    title: Both
    columns: tuple[Column, ...]


def number(name: str, help_: Both, *zh: str, low: float = 0, high: float = 10_000_000) -> Column:
    """A column of amounts or years."""
    return Column(name, "number", help_, zh, low=low, high=high)


def count(name: str, help_: Both, *zh: str, low: float = 0, high: float = 1200) -> Column:
    """A column of whole numbers."""
    return Column(name, "count", help_, zh, low=low, high=high)


def flag(name: str, help_: Both, *zh: str) -> Column:
    """A column of yes and no."""
    return Column(name, "choice", help_, zh, choices=FLAG)


def moment(help_: Both, *zh: str, name: str = "month") -> Column:
    """The column of the month that counts."""
    return Column(name, "month", help_, zh, low=FIRST, high=LAST)


MINIMUM_WAGE = number(
    "minimum_wage", Both("最低工资（缺省为武汉市中心城区）", "minimum wage; else Wuhan's"), "最低工资"
)
LOCAL_WAGE = number("local_wage", Both("统筹地区上年度职工月平均工资", "local mean wage of last year"),
                    "当地月平均工资", "社平工资", "统筹地区职工月平均工资")  # fmt: skip
CATEGORY_COLUMN = Column("category", "choice", Both("人员类别", "category"), ("人员类别", "类别"), choices=CATEGORY)
BIRTH = birth_column()._replace(required=False)


def unemployment() -> BenefitColumns:
    """Unemployment benefit."""
    columns = (
        ID,
        moment(Both("申领年月", "month of the claim"), "申领年月", "失业年月", "登记年月"),
        count("paid_months", Both("本次失业前累计缴费月数", "months paid before this unemployment"), *MONTHS),
        number("paid_years", Both("本次失业前累计缴费年限", "years paid before this unemployment"), *YEARS, high=70),
        count("rest_months", Both("前次应领未领月数", "months left of an earlier claim"),
              "前次剩余月数", "应领未领月数", "剩余月数", high=24),
        MINIMUM_WAGE,
        CATEGORY_COLUMN,
        BIRTH,
    )  # fmt: skip
    return BenefitColumns("unemployment", "unemployment", Both("失业保险金", "Unemployment benefit"), columns)


def work_injury() -> BenefitColumns:
    """Work injury: of the injured, or of the survivors."""
    columns = (
        ID,
        moment(Both("工伤待遇年月", "month of the benefit"), "年月", "工伤年月", "待遇年月", "死亡年月"),
        count("grade", Both("伤残等级1-10", "grade of disability, 1 to 10"), "伤残等级", "等级", "劳动能力鉴定等级",
              low=1, high=10),
        number("own_wage", Both("本人工资", "own wage, mean of twelve months"), "本人工资", "本人月平均缴费工资"),
        LOCAL_WAGE,
        MINIMUM_WAGE,
        Column("care", "choice", Both("生活自理障碍", "dependence on care"), ("护理等级", "生活自理障碍等级"),
               choices={"total": ("完全", "全部", "完全不能自理"), "major": ("大部分", "大部分不能自理"),
                        "partial": ("部分", "部分不能自理"), "none": ("无",)}),
        number("old_age_pension", Both("已领养老金", "old-age pension drawn"), "养老金", "基本养老金"),
        flag("death", Both("是否因工死亡", "death at work"), "因工死亡", "工亡"),
        count("spouse", Both("供养配偶人数", "dependent spouse, 0 or 1"), "供养配偶", high=1),
        count("others", Both("其他供养亲属人数", "other dependants"), "其他供养亲属", "供养亲属", high=50),
        count("lone", Both("其中孤寡老人或孤儿人数", "of them lone old people or orphans"), "孤寡老人和孤儿",
              "孤寡或孤儿", high=50),
    )  # fmt: skip
    return BenefitColumns("work-injury", "injury", Both("工伤保险待遇", "Work-injury benefits"), columns)


def maternity() -> BenefitColumns:
    """Maternity: a birth or a miscarriage."""
    columns = (
        ID,
        moment(Both("分娩（终止妊娠）日期", "day of the birth"), "分娩日期", "生育日期", "日期", name="date"),
        Column("case", "choice", Both("情形（缺省为分娩）", "what happened; else a birth"), ("情形", "生育类别"),
               choices={"birth": ("分娩", "生育", "顺产", "正常产"), "miscarriage": ("流产", "终止妊娠", "引产")}),
        flag("dystocia", Both("是否难产", "difficult birth"), "难产", "是否难产", "剖宫产"),
        count("children", Both("生育婴儿数", "children born at once"), "婴儿数", "胎儿数", "子女数", low=1, high=9),
        number("pregnancy_months", Both("流产时怀孕月数", "months of pregnancy at a miscarriage"), "怀孕月数", high=11),
        number("employer_wage", Both("单位上年度职工月平均工资", "employer's mean monthly wage of last year"),
               "单位月平均工资", "单位上年度职工月平均工资", "单位平均缴费工资"),
    )  # fmt: skip
    return BenefitColumns("maternity", "maternity", Both("生育津贴", "Maternity allowance"), columns)


def death() -> BenefitColumns:
    """Death of an insured person or a pensioner of the employee pension."""
    columns = (
        ID,
        moment(Both("死亡年月", "month of death"), "死亡年月", "死亡时间"),
        Column("status", "choice", Both("在职或退休", "insured or retired"), ("状态", "人员状态", "在职退休"),
               choices={"insured": ("在职", "参保", "未退休"), "retired": ("退休", "离退休", "已退休")}),
        count("paid_months", Both("缴费月数（含视同）", "months paid, deemed ones included"), *MONTHS),
        number("paid_years", Both("缴费年限（含视同）", "years paid, deemed ones included"), *YEARS, high=70),
        count("drawn_months", Both("已领养老金月数", "months of pension drawn"), "已领月数", "领取养老金月数"),
        number("income", Both("上年度全省城镇居民月人均可支配收入", "province's urban income a month, last year"),
               "月人均可支配收入", "城镇居民月人均可支配收入"),
        number("account_balance", Both("个人账户余额", "what is left of the account"), "个人账户余额",
               high=1_000_000_000),
    )  # fmt: skip
    return BenefitColumns("death", "death", Both("职工养老遗属待遇", "Death benefits of the employee pension"), columns)


def resident_pension() -> BenefitColumns:
    """Pension of residents."""
    columns = (
        ID,
        moment(Both("领取年月", "month of the pension"), "领取年月", "待遇年月"),
        BIRTH,
        count("paid_months", Both("缴费月数", "months paid"), *MONTHS),
        number("paid_years", Both("缴费年限", "years paid"), *YEARS, high=70),
        number("account_balance", Both("个人账户储存额", "balance of the account"), "个人账户储存额", "个人账户余额",
               high=1_000_000_000),
        number("basic_pension", Both("基础养老金（缺省为已公布的）", "basic pension; else the published one"),
               "基础养老金", high=100_000),
        number("level", Both("年缴费档次", "level paid a year"), "缴费档次", "年缴费档次", high=100_000),
    )  # fmt: skip
    title = Both("城乡居民养老金", "Pension of residents")
    return BenefitColumns("resident-pension", "resident_pension", title, columns)


def kinds() -> tuple[BenefitColumns, ...]:
    """Every kind, in the order of the command's help."""
    return unemployment(), work_injury(), maternity(), death(), resident_pension()
