"""Texts of the memoranda (备查), Chinese and English side by side."""

MEMORANDA: dict[str, tuple[str, str]] = {
    "title.memoranda": (
        "十三、备查：退休人员分类与职业年金（基金之外）",
        "13. For information: pensioners by class, and the annuity outside the funds",
    ),
    "title.work_injury": (
        "十四、备忘：工伤保险的单位负担与未到期责任（年末数）",
        "14. For information: what employers bear of work injury; unexpired cover at the end of the year",
    ),
    "head.memo_members": ("期初\n人数", "members\nat opening"),
    "head.memo_mean": ("期初月均\n养老金", "mean pension\nat opening"),
    "head.memo_members_then": ("末年\n人数", "members\nlast year"),
    "head.memo_mean_then": ("末年月均\n养老金", "mean pension\nlast year"),
    "head.memo_paid": ("末年\n合计", "the last\nyear's sum"),
    "memo.unit": ("万人，元/月，亿元", "10,000 persons, yuan a month, 100m yuan"),
    "memo.retired_before_2006": ("2006年前退休（老人）", "retired before 2006"),
    "memo.retired_2006_2015": ("2006—2015年退休", "retired 2006-2015"),
    "memo.wuqigong": ("五七工、家属工", "special low pensions (五七工)"),
    "memo.awarded_since": ("期初以后新退休", "awarded since the opening"),
    "memo.annuity_employer": ("职业年金单位应缴", "occupational annuity due, units"),
    "memo.annuity_employee": ("职业年金个人应缴", "occupational annuity due, staff"),
}
