"""Texts of the audit's page (核对报告文字): key -> (Chinese, English)."""

PRINTED_UNITS = {
    "万人次": "10k enrolments",
    "人次": "enrolments",
    "万人": "10k persons",
    "万张": "10k cards",
    "亿元": "100m yuan",
    "万元": "10k yuan",
    "元/月": "yuan/month",
    "元/年": "yuan/year",
    "元": "yuan",
    "月": "months",
    "人": "persons",
    "家": "places",
    "位": "rank",
    "比": "ratio",
}
"""Printed units in English, the longer first."""

AUDIT: dict[str, tuple[str, str]] = {
    "audit.title": ("公布数字核对 · {title}", "Audit of printed figures · {title}"),
    "audit.counts": ("数字{figures}个，核对{rows}次：{counts}", "figures: {figures}, looked at {rows} times: {counts}"),
    "audit.count": ("{word}{count}", "{word} {count}"),
    "audit.rounding": (
        "公布数按末位四舍五入理解，方括号内为各数舍入所容许的范围。",
        "A printed figure means what rounds to its last digit; brackets hold what the rounding of inputs leaves open.",
    ),
    "audit.no_run": (
        "未给出运行文件夹：引擎数值只取自期初、法定参数与精算假设（--run 文件夹）。",
        "No run folder given: the engine's figures are those of its base year, law and belief (--run FOLDER).",
    ),
    "audit.with_run": ("引擎数值含运行结果。", "The engine's figures include those of the run."),
    "audit.only_if": ("条件：{note}。", "Condition: {note}."),
    "audit.engine": ("引擎数值：{names}", "the engine's: {names}"),
    "audit.scope": ("口径：{note}。", "Scope: {note}."),
    "finding.reproduced": ("相符", "reproduced"),
    "finding.differs": ("不符", "differs"),
    "finding.condition": ("附条件成立", "holds only under a condition"),
    "finding.scope_changed": ("口径变动", "scope changed"),
    "finding.not_derivable": ("无从推算", "not derivable"),
    "audit.bounded": ("无从推算、但在界限之内", "not derivable, but within its limits"),
    "head.figure": ("数字及位置", "figure and place"),
    "head.recomputed": ("复算数", "recomputed"),
    "head.arithmetic": ("算式", "arithmetic"),
    "head.relation": ("关系", "relation"),
    "head.figures": ("数字", "figures"),
    "inverse.title": (
        "由公布数字反推 · {label} {printed}",
        "Solved backward from a printed figure · {label} {printed}",
    ),
    "inverse.means": ("公布为{printed}，即{low}至{high}。", "Printed {printed}: from {low} to {high}."),
    "inverse.consistent": (
        "与其他公布数字并存：各数可取范围如下。",
        "It agrees with the other printed figures; each of them may lie as follows.",
    ),
    "inverse.alone": ("没有必须成立的关系涉及这个数字。", "No relation that must hold names this figure."),
    "inverse.conflict": (
        "不能并存。以下公布数字与关系合在一起无解，去掉任何一个即有解：",
        "They cannot all hold. These figures and relations together have no solution, and without any one they have:",
    ),
    "inverse.elsewhere": (
        "矛盾不涉及这个数字，但与它相连：",
        "The conflict does not touch this figure, though it is linked with it:",
    ),
    "inverse.repair": (
        "最小的调和：改动{count}个公布数字。",
        "The smallest change that reconciles: {count} printed figure(s) altered.",
    ),
    "inverse.located": ("只有一种改法：", "There is one way only:"),
    "inverse.open": (
        "无法断定是哪一个，{count}种改法都可以：",
        "Which one cannot be told; {count} ways would do:",
    ),
    "inverse.change": (
        "{label}（{place}）：{printed} → {nearest}，可取{low}至{high}",
        "{label} ({place}): {printed} → {nearest}, anything from {low} to {high}",
    ),
    "inverse.no_repair": ("{count}个以内的改动都不能调和。", "No change of up to {count} figures reconciles them."),
    "inverse.under": (
        "以下关系附条件或口径有变，不作为矛盾；若要照样成立：",
        "These relations rest on a condition or a changed scope and are no contradiction. To hold as they are:",
    ),
    "head.printed_range": ("公布数的范围", "printed, rounded"),
    "head.implied": ("由其余数字推出", "implied by the others"),
    "head.both": ("可取范围", "may lie in"),
    "audit.none": ("无解", "none"),
    "audit.free": ("不限", "any"),
}
