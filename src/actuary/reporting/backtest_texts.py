"""Texts of back-tests (回溯检验文字): key -> (Chinese, English)."""

BACKTEST: dict[str, tuple[str, str]] = {
    "backtest.title": (
        "回溯检验 {valuation}：只用 {known_at} 已知的数值",
        "Back-test {valuation}: by what was known in {known_at}",
    ),
    "backtest.year": ("年份", "year"),
    "backtest.horizon": ("年距", "horizon"),
    "backtest.item": ("项目", "item"),
    "backtest.projected": ("推算", "projected"),
    "backtest.actual": ("实际", "came"),
    "backtest.percent": ("相差 %", "off by %"),
    "backtest.error": ("误差", "error"),
    "backtest.participants": ("参保人数", "participants"),
    "backtest.receipts": ("收入", "receipts"),
    "backtest.expenditure": ("支出", "expenditure"),
    "backtest.current_balance": ("当期结余", "current balance"),
    "backtest.balance": ("累计结余", "balance"),
    "backtest.mean_pension": ("月人均养老金", "mean pension"),
    "backtest.frame": (
        "单位：万人、亿元、元/月；误差：对数，结余类为当年支出的月数；* 凭记忆的数字，不计分"
        " · 规则集 {rules} · 假设组 {basis} · 至 {to}",
        "units: 10k persons, 100m yuan, yuan a month; error: logarithm, of balances months of the year's spending; "
        "* recalled figure, not scored · rules {rules} · basis {basis} · to {to}",
    ),
    "backtest.stood_in": (
        "当时不可知而以后来数值替代的参数 {count} 个，理由 {reasons} 条：",
        "parameters of which nothing was known on the day, so that later values stand in: {count}, for {reasons} "
        "reasons:",
    ),
    "backtest.reason": ("  {count} 个（最早 {first}）：{reason}", "  {count} (from {first}): {reason}"),
    "backtest.errors": ("误差随年距", "Errors by horizon"),
    "backtest.number": ("个数", "figures"),
    "backtest.mean": ("平均（偏差）", "mean (bias)"),
    "backtest.mean_absolute": ("平均绝对值", "mean absolute"),
    "backtest.root_mean_square": ("均方根", "root mean square"),
    "backtest.of_all": ("全部基金", "all funds"),
    "backtest.note": (
        "各项目、各年距的全部计分数字，权重相同；按基金的误差见 --json。方法在比较之前写定：docs/back-test.md。",
        "All scored figures of an item at a horizon, each weighing the same; by fund with --json. The method was fixed "
        "before any comparison: docs/back-test.md.",
    ),
    "noise.error": ("回溯误差", "error by back-test"),
    "noise.word": ("与噪声相比", "beside noise"),
    "noise.size": ("误差", "error"),
    "noise.told": ("辨别", "told"),
    "noise.yes": ("可区分", "distinct"),
    "noise.no": ("不可区分", "noise"),
    "noise.note": (
        "回溯误差：回溯检验在同一年距上测得的均方根（≥：年距长于所测）。差额大于误差为“可区分”，否则为“不可区分”。"
        "这是水平值的误差：基线与方案同受其影响，差额本身的误差更小（docs/back-test.md）。",
        "Error by back-test: root mean square measured at that horizon (≥: past the longest measured). distinct: the "
        "difference is distinguishable from noise, being larger; noise: not distinguishable. It is the error of a "
        "level, which baseline and reform share: that of the difference itself is smaller (docs/back-test.md).",
    ),
    "noise.within": ("回溯误差以内：不可区分", "within the error: noise"),
    "noise.part": ("~ 该原因的部分不可区分。", " ~ a cause's part that is not distinguishable."),
}
