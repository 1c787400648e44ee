"""Texts of what to find out next (下一步该查明什么的文字): key -> (zh, en)."""

FINDING: dict[str, tuple[str, str]] = {
    "next.ranking": (
        "下一步该查明什么（{computed} 计算）：结论的方差有多少取决于这一项",
        "What to find out next (computed {computed}): how much of the verdict's variance rests on it",
    ),
    "next.intervals": (
        "查明之后结论还有多不确定：期末可支付月数与首次不能支付月份的90%区间",
        "How open the verdict stays: 90 % of the payable months at the end, and of the first month that cannot be paid",
    ),
    "next.own": (
        "按各基金自己的排序查明之后：期末可支付月数的90%区间",
        "With each fund's own first figures known: 90 % of the payable months at the end",
    ),
    "next.own_first": ("本基金的第一项与占比", "its own first, and share"),
    "next.shares": ("结余的方差从何而来", "What the variance of the balance rests on"),
    "next.share": ("占比，各基金\n按支出加权", "share, funds\nby spending"),
    "next.most": ("影响最大的基金", "most of"),
    "next.file": ("所在文件", "file"),
    "next.central": ("中心值", "central"),
    "next.known_0": ("现在", "now"),
    "next.known_1": ("查明第一项", "first known"),
    "next.known_3": ("查明前三项", "first three"),
    "next.known_5": ("查明前五项", "first five"),
    "next.figures": ("未查得\n的数字", "figures not\nobtained"),
    "next.ahead": ("对未来\n的判断", "beliefs of\nyears to come"),
    "next.sourced": ("有来源\n的区间", "sourced,\nwith a range"),
    "next.chance": ("随机\n波动", "chance"),
    "next.note": (
        "每组样本 {paths} 条路径，种子 {seed}；占比为总效应指数，相互作用重复计入，可超过100%；"
        "区间为各种可能真值下5%与95%分位的平均",
        "{paths} paths a sample, seed {seed}; shares are total indices, which count what inputs do together "
        "in each and may exceed 100 %; an interval is the mean of the 5 % and 95 % points over the figures that may "
        "turn out true",
    ),
    "next.absent": (
        "下一步该查明哪些数字：`actuary next` 按本次输入计算（数分钟），加 --keep 则留给以后的运行。",
        "Which figures to find out next: `actuary next` computes it for these inputs (minutes); --keep shows it later.",
    ),
}
