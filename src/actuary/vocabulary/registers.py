"""Names of registers (待遇领取名册), their kinds, and of what stands beside the ledgers (备查)."""

from actuary.vocabulary import Name

REGISTERS = (
    Name("grades_1_4", "一至四级伤残人员", "grades 1-4"),
    Name("grades_5_6", "五至六级伤残人员", "grades 5-6"),
    Name("survivors", "供养亲属", "survivors"),
    Name("old_cases", "老工伤人员", "old cases"),
)

MEMORANDA = (
    Name("unexpired_cover", "工程项目未到期责任", "unexpired cover of projects"),
    Name("employer.treatment_wage", "单位负担·停工留薪期工资", "borne by employers: wages during treatment"),
    Name("employer.allowance_grades_5_6", "单位负担·五至六级伤残津贴", "borne by employers: allowance of grades 5-6"),
    Name("employer.employment_grant", "单位负担·一次性伤残就业补助金", "borne by employers: employment grant"),
)
"""Beside the ledgers of work injury [yuan]."""
STOCKS = ("unexpired_cover", "shadow.net")
"""Memoranda that are stocks at the end of a month; the others are flows of it."""

ANNUITY = (
    Name("annuity.employer", "职业年金单位应缴", "occupational annuity due, units"),
    Name("annuity.employee", "职业年金个人应缴", "occupational annuity due, staff"),
)
"""Beside the ledgers of the employee pension [yuan]."""

SHADOW = (
    Name("shadow.contribution_employer", "合并后生育保险·单位缴费", "maternity in medical: employers' contributions"),
    Name("shadow.benefit.allowance", "合并后生育保险·津贴", "maternity in medical: allowance"),
    Name("shadow.benefit.delivery", "合并后生育保险·生育医疗费", "maternity in medical: delivery fees"),
    Name("shadow.benefit.other", "合并后生育保险·其他支出", "maternity in medical: other spending"),
    Name("shadow.net", "合并后生育保险·累计收支差", "maternity in medical: all since the merger"),
)
"""The shadow account of maternity after its merger into employee medical [yuan]; spending is below nought."""

EFFORT = Name("effort_lost", "征缴努力下降少收", "contributions lost where effort answers pooling")
"""Beside the ledger `<account>` of a fund, as `effort_lost.<account>` [yuan]."""
