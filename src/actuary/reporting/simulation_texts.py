"""Texts of simulations, ranges and stress tests (随机模拟、敏感性与压力测试文字): key -> (zh, en)."""

SIMULATION: dict[str, tuple[str, str]] = {
    "simulate.title": (
        "随机模拟 · {valuation}：{paths} 条路径，种子 {seed}，{inputs} 项输入按区间抽取",
        "Simulation · {valuation}: {paths} paths, seed {seed}, ranges of {inputs} inputs drawn",
    ),
    "simulate.central": ("中心值", "central"),
    "simulate.low": ("5%分位", "5 %"),
    "simulate.middle": ("中位数", "median"),
    "simulate.high": ("95%分位", "95 %"),
    "simulate.pays": ("至期末\n能支付", "pays\nto end"),
    "simulate.first": ("5%路径\n已不能付", "5 % have\nfailed by"),
    "simulate.chance": ("随机\n波动", "chance"),
    "simulate.estimation": ("过程\n估计", "processes"),
    "simulate.ranges": ("输入\n不确定", "inputs"),
    "simulate.note": (
        "期末结余（兜底前），全市合并；概率误差不超过 {error}；"
        "末三列为三类方差之占比，分别抽取：随机波动、过程参数之未知、输入区间",
        "last balance before the backstop, pooled city; error of a probability at most {error}; the last three columns "
        "are shares of variance, each drawn apart: chance, what is not known of the processes, ranges of inputs",
    ),
    "simulate.process": ("随机过程", "process"),
    "simulate.volatility": ("年度波动", "volatility"),
    "simulate.persistence": ("保留率", "persistence"),
    "simulate.spread": ("± 标准误\n或区间", "± error\nor range"),
    "simulate.years": ("{tag}·{years}年", "{tag}, {years} years"),
    "simulate.agreement": (
        "整机复算 {count} 条路径（仅随机波动），期末结余最大相差 {gap} 个标准差",
        "{count} paths of chance run again by the whole engine: last balances differ by at most {gap} deviations",
    ),
    "simulate.short": (
        "{name} 取不到{end}，只抽到其 {share}：{why}",
        "{name} is drawn {share} of the way to its {end}, which cannot be: {why}",
    ),
    "short.low": ("低值", "low end"),
    "short.high": ("高值", "high end"),
    "simulate.wage": ("工资增长率", "growth of wages"),
    "simulate.price": ("物价涨幅", "growth of prices"),
    "simulate.medical": ("医疗费用超物价增长率", "medical trend over prices"),
    "simulate.interest": ("基金收益率", "return of funds"),
    "simulate.crediting": ("记账利率", "crediting rate"),
    "simulate.unemployment": ("新增失业金领取人数", "new unemployment claims"),
    "simulate.fertility": ("总和生育率", "total fertility"),
    "simulate.migration": ("净迁移", "net migration"),
    "simulate.mortality": ("死亡率（Lee-Carter指数）", "mortality (Lee-Carter index)"),
    "simulate.mortality_level": ("死亡率（CBD水平）", "mortality (CBD level)"),
    "simulate.mortality_slope": ("死亡率（CBD斜率）", "mortality (CBD slope)"),
    "tornado.title": (
        "敏感性 · {valuation}：{count} 项有区间的输入逐项取低值与高值",
        "Sensitivity · {valuation}: {count} inputs with a range, each at both its ends",
    ),
    "tornado.low": ("取低值", "at low"),
    "tornado.high": ("取高值", "at high"),
    "tornado.refused": ("{name} {end}不可能：{why}", "{name} {end} cannot be: {why}"),
    "tornado.months": (
        "首个月份比基线移动的月数，期内未出现的按末月的次月计；░ 取低值，█ 取高值，▓ 同侧重叠",
        "months by which the first month moves, one that is never standing for the month after the last; ░ low end, "
        "█ high end, ▓ both on one side",
    ),
    "stress.stress": (
        "压力测试 · {valuation}：{count} 项",
        "Stress tests · {valuation}: {count}",
    ),
    "stress.paths": (
        "高低方案 · {valuation}：{count} 种假设，本次所用假设为中方案",
        "High and low paths · {valuation}: {count} sets of beliefs, that of the run being the central one",
    ),
    "stress.baseline": ("基线", "baseline"),
    "stress.noise": ("~ 差额与噪声不可区分。", " ~ a difference that is not distinguishable."),
    "stress.note": (
        "全市合并、含补贴、兜底前；基线为最后一年的数值，其余各列为与基线之差；首月之“=”为与基线相同",
        "pooled city with subsidy, before the backstop; the baseline's last year, and what each case adds to it; = the "
        "month of the baseline",
    ),
    "tornado.note": (
        "最后一年与基线之差，全市合并、含补贴；░ 取低值，█ 取高值，▓ 同侧重叠",
        "last year beside the baseline, pooled city with subsidy; ░ low end, █ high end, ▓ both on one side",
    ),
}
