"""What cases are told in (个案文字): every sentence in both languages."""

from actuary.errors import Both
from actuary.law.pension import Reason

REASONS = {
    Reason.AT_STATUTORY_MONTH: Both(
        "达到法定退休年龄，缴费年限已满最低年限。", "Statutory age reached, with the minimum years."
    ),
    Reason.EARLY: Both(
        "弹性提前退休：缴费年限已满最低年限，不早于原法定退休年龄。",
        "Flexible early retirement: the minimum years are met, and the old age is reached.",
    ),
    Reason.LATE: Both(
        "晚于法定退休年月退休，缴费年限已满最低年限。", "Retired after the statutory month, with the minimum years."
    ),
    Reason.PAID_ON: Both(
        "到龄时缴费年限不足，延长缴费后满最低年限。", "Short of years at the age; paid on until the minimum was met."
    ),
    Reason.BEFORE_WINDOW: Both(
        "退休年月早于可以退休的最早年月。", "The month of retirement is before the earliest that is open."
    ),
    Reason.AFTER_WINDOW: Both(
        "退休年月晚于弹性延迟的最晚年月，而到时年限已满。",
        "The month of retirement is after the latest that is open, by which the minimum years were met.",
    ),
    Reason.SHORT_OF_YEARS: Both("缴费年限不足最低缴费年限。", "Fewer years than the minimum."),
    Reason.YEARS_NOT_GIVEN: Both("未给出缴费年限，无法判断。", "Contribution years are not given: it cannot be told."),
    Reason.NO_RULES: Both("退休年月早于所收录的计发规则。", "The month is before the rules that are held."),
}

NOTES = {
    "no_deemed": Both("未给出视同缴费年限，按没有计算。", "Deemed years are not given: none are counted."),
    "hubei": Both("按湖北省办法计算。", "By the rules of Hubei."),
    "published_wage": Both("计发基数取武汉市公布的标准。", "The benefit wage is the one published for Wuhan."),
    "no_wage": Both(
        "没有该地该年已公布的计发基数，请填 benefit_wage；金额空缺。",
        "No benefit wage of this place and year is known: give benefit_wage; the amounts are left open.",
    ),
    "no_index": Both(
        "未给出平均缴费工资指数，金额空缺。", "The mean wage index is not given: the amounts are left open."
    ),
    "no_balance": Both("未给出个人账户储存额，金额空缺。", "The account is not given: the amounts are left open."),
    "no_transitional": Both(
        "参加工作不早于建立个人账户之时，没有过渡性养老金。",
        "At work only since accounts began: no transitional pension.",
    ),
    "no_old_method": Both(
        "“中人”未给出老办法待遇，未与老办法比较，按新办法全额。",
        "The pension by the old method is not given: not compared, the new method in full.",
    ),
    "not_middle": Both(
        "给出了老办法待遇，但不属于过渡期内的“中人”，未使用。",
        "A pension by the old method is given, but this is not a case of the transition: not used.",
    ),
    "old_method": Both(
        "改革（2014年10月）前退休的机关事业单位人员只按老办法：给出的老办法待遇即为合计，未给出则空缺。",
        "Retired from public staff before the reform (2014-10): the old method alone; its pension, if given, is the "
        "total, else it is left open.",
    ),
    "late_agreement": Both("延迟退休须与单位协商一致。", "Late retirement needs the employer's agreement."),
}
"""What must be said beside a case."""

COUNTS = {
    "row": Both("行", "row"),
    "id": Both("编号", "id"),
    "month": Both("年月", "month"),
    "eligible": Both("能否领取", "eligible"),
}
"""Names in lists of cases."""
PARTS = {
    "statutory_age": Both("法定退休年龄", "statutory age"),
    "statutory_month": Both("法定退休年月", "statutory month"),
    "window": Both("可选退休年月", "window"),
    "retirement_month": Both("退休年月", "month of retirement"),
    "minimum_years": Both("最低缴费年限", "minimum years"),
    "years": Both("缴费年限", "contribution years"),
    "eligible": Both("能否领取", "eligible"),
    "divisor": Both("计发月数", "divisor"),
    "benefit_wage": Both("计发基数", "benefit wage"),
    "basic": Both("基础养老金", "basic pension"),
    "transitional": Both("过渡性养老金", "transitional pension"),
    "account": Both("个人账户养老金", "account pension"),
    "adjustment": Both("“中人”与老办法的差额", "held to the old method"),
    "total": Both("月养老金合计", "monthly total"),
    "note": Both("说明", "note"),
}
"""Names of the lines of a page."""
YES_NO = {True: Both("能", "yes"), False: Both("不能", "no"), None: Both("无法判断", "cannot be told")}
