"""Texts of the report for a browser and of experience studies (网页报告与经验分析文字): key -> (zh, en)."""

REPORT: dict[str, tuple[str, str]] = {
    "report.title": ("{place}社会保险基金精算报告", "Social insurance of {place}: actuarial report"),
    "report.cannot_pay": ("{month}首次不能按时足额支付。", "First cannot pay in {month}. "),
    "report.within": (
        "{month}首次不能按时足额支付：年内周转不足，年末又有结余。",
        "First cannot pay in {month}, within the year; at each year's end it is in hand again. ",
    ),
    "report.deficit": (
        "{month}起当期收不抵支，到{to}仍能支付。",
        "In deficit from {month} on; still pays to {to}. ",
    ),
    "report.pays": ("到{to}当期不缺，能够支付。", "Runs no deficit and pays to {to}. "),
    "report.even": ("到{to}收支相抵，能够支付，没有结余。", "Breaks even and pays to {to}, with nothing in hand. "),
    "report.unsubsidised": (
        "不计普通财政补贴，{month}首次不能支付。",
        "Without ordinary subsidy it could not pay from {month} on. ",
    ),
    "report.never": ("无", "none"),
    "report.balance": ("{year}年末结余 {balance} 亿元", "balance at the end of {year}: {balance} (100m yuan)"),
    "report.months": ("可支付 {months} 个月", "{months} months of spending"),
    "report.first_deficit": ("首次当期缺口 {month}", "first deficit {month}"),
    "report.first_short": ("首次不能支付 {month}", "first cannot pay {month}"),
    "report.picture_balance": ("{name}：年末累计结余（亿元）", "{name}: balance at the year's end (100m yuan)"),
    "report.picture_pools": (
        "{name}：{year}年末各统筹区累计结余（亿元）",
        "{name}: balance of each pool at the end of {year} (100m yuan)",
    ),
    "report.onepage_note": (
        "全市合并，含普通财政补贴，未计财政兜底。武汉市基金收支未公开，{inputs}；代理与判断各有区间，见“输入的来源”。",
        "Pooled city with ordinary subsidy, before the backstop. Fund accounts are not public; {inputs}; proxies and "
        "judgements have ranges.",
    ),
    "report.scope": ("范围与局限", "Scope and limits"),
    "report.scope_text": (
        "本报告按所列规则集和精算假设推算，不是预测，也不是官方数据。每个数字来自同一次运行，可用 actuary explain "
        "追溯到算式、条款和输入；用真实数字替换任何一项代理后应重新运行。",
        "This report is a projection by the rule set and the beliefs named, neither a forecast nor an official figure. "
        "Every number comes from one run, and `actuary explain` leads it back to formula, article and inputs. Run it "
        "again when a proxy is replaced by the city's own figure.",
    ),
    "report.opinion": ("精算意见", "Actuarial opinion"),
    "report.opinion_text": (
        "由签署人填写：数据是否充分可靠；假设是否合理；方法是否适当；基金能否持续。",
        "For the signatory to state: whether data are sufficient and reliable, assumptions reasonable, methods "
        "appropriate, and whether the funds are sustainable.",
    ),
    "report.signature": (
        "签名：＿＿＿＿＿＿　　职业资格：＿＿＿＿＿＿　　日期：＿＿＿＿＿＿",
        "Signature: ____________   Qualification: ____________   Date: ____________",
    ),
    "report.copy_of": ("复制表格：{title}", "Copy table: {title}"),
    "report.skip": ("跳到目录", "Skip to the contents"),
    "report.copy": ("复制表格", "Copy table"),
    "report.run": ("运行编号 {digest}", "Run {digest}"),
    "wait.simulate": (
        "正在模拟各基金的支付概率（{about}；结果会保留，下次不再算）……",
        "Simulating how likely each fund pays ({about}; kept for the next report) ...",
    ),
    "wait.solve": (
        "正在求解补救办法（{about}；结果会保留，下次不再算）……",
        "Solving for remedies ({about}; kept for the next report) ...",
    ),
    "wait.seconds": ("约 {number} 秒", "about {number} seconds"),
    "wait.minutes": ("约 {number} 分钟", "about {number} min"),
    "report.written": ("已写入 {file}", "written to {file}"),
    "experience.title": (
        "经验分析：实际发生与假设 {basis}（{rules}）预期之比",
        "Experience: actual over what the basis {basis} ({rules}) expects",
    ),
    "experience.event": ("事件", "event"),
    "experience.group": ("分组", "group"),
    "experience.exposure": ("暴露人年", "exposure"),
    "experience.actual": ("实际", "actual"),
    "experience.expected": ("预期", "expected"),
    "experience.ratio": ("实际/预期", "A/E"),
    "experience.limits": ("95%区间", "95 % limits"),
    "experience.credibility": ("可信度", "credibility"),
    "experience.credible": ("可信比值", "credible A/E"),
    "experience.death": ("死亡", "death"),
    "experience.birth": ("生育", "birth"),
    "experience.dormancy": ("中断缴费", "dormancy"),
    "experience.return": ("恢复缴费", "return"),
    "experience.port_out": ("关系转出", "left with record"),
    "experience.job_loss": ("新增领取失业金", "job loss"),
    "experience.reemployment": ("再就业", "work found"),
    "experience.injury": ("认定工伤", "injury"),
    "experience.whole": ("合计", "whole"),
    "experience.ages": ("{ages}岁", "ages {ages}"),
    "experience.note": (
        "暴露按人年；区间按泊松分布；{events} 次为完全可信（{probability} 的把握误差不超过 {within}），"
        "可信比值＝可信度×比值＋（1－可信度）",
        "exposure in person-years; Poisson limits; {events} events are fully credible (within {within} with "
        "probability {probability}); credible A/E = Z x A/E + 1 - Z",
    ),
    "experience.error": ("第{row}行 {column}：{message}", "row {row}, {column}: {message}"),
    "experience.totals": ("采用 {rows} 行，剔除 {rejected} 行。", "{rows} rows used, {rejected} left out."),
}
