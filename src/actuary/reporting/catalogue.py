"""All texts of the reports, Chinese and English side by side (文字目录): key -> (zh, en)."""

from actuary.reporting.audit_texts import AUDIT
from actuary.reporting.backtest_texts import BACKTEST
from actuary.reporting.bench_texts import BENCH
from actuary.reporting.book_texts import BOOK
from actuary.reporting.finding_texts import FINDING
from actuary.reporting.key_texts import KEYS
from actuary.reporting.memoranda_texts import MEMORANDA
from actuary.reporting.report_texts import REPORT
from actuary.reporting.scenario_texts import SCENARIOS
from actuary.reporting.simulation_texts import SIMULATION
from actuary.reporting.solver_texts import SOLVER
from actuary.reporting.statute_texts import STATUTE

Text = tuple[str, str]

_PAGE: dict[str, Text] = {
    "page.title": ("社会保险基金精算 · {valuation}", "Social-insurance valuation · {valuation}"),
    "page.frame": (
        "规则 {rules} · 精算假设 {basis} · 统筹 {pooling} · 至 {to}",
        "rules {rules} · basis {basis} · pooling {pooling} · to {to}",
    ),
    "page.closed": (" · 封闭群体", " · closed group"),
    "page.part_year": ("（表列整年，至 {last}）", " (tables are of whole years, to {last})"),
    "page.pooling": ("{pooling}（{pooling_word}）", "{pooling} ({pooling_word})"),
    "page.inputs": ("输入：{inputs}", "inputs: {inputs}"),
    "page.stands_to": ("（自成统筹至 {month}）", " (a pool of its own to {month})"),
    "page.reforms": ("方案：{names}", "under the reforms {names}"),
    "page.given": ("用户数字 {file}", "own figures {file}"),
    "page.unit": ("单位：{unit}", "unit: {unit}"),
    "page.more": (
        "逐月明细见运行文件夹（--out 文件夹）；全部结果见 --json。",
        "Month by month: the run folder (--out FOLDER); everything in one document: --json.",
    ),
    "page.certificate": (
        "恒等式核对：{passed}/{identities} 项通过。",
        "Identities checked: {passed} of {identities} hold.",
    ),
    "page.written": ("已写入 {folder}", "written to {folder}"),
    "page.compiling": (
        "首次运行：正在编译计算内核（半分钟至一分钟，以后不再编译）……",
        "First run: compiling the kernels (half a minute to a minute, once only) ...",
    ),
    "page.first_deficit": ("首次当期缺口 {month}", "first deficit {month}"),
    "page.first_cannot_pay": ("首次不能支付 {month}", "cannot pay {month}"),
    "page.yes": ("通过", "passed"),
    "page.no": ("未通过", "failed"),
    "page.fired": ("触发", "yes"),
    "page.not_fired": ("未触发", "no"),
    "page.report": ("须报告", "report"),
    "page.and": ("、", ", "),
    "unit.triggers": ("月，效果为亿元", "months, effect in 100m yuan"),
    "page.within": ("是", "yes"),
    "page.outside": ("否", "no"),
    "page.same": ("含与不含补贴相同", "no subsidy in it"),
    "page.further": ("……另有{count}项，见 --json", "... {count} more: see --json"),
}

_TITLES: dict[str, Text] = {
    "title.summary": (
        "一、全市合并：每年末当期结余、累计结余与可支付月数",
        "1. The pooled city: balances and payable months at the end of each year",
    ),
    "title.funds": (
        "二、各基金收支：含与不含普通财政补贴",
        "2. Each fund: receipts and spending, with and without ordinary subsidy",
    ),
    "title.pools": (
        "三、分区统筹与全市合并（{year}年末，含普通财政补贴）",
        "3. Separate pools beside the pooled city (end of {year}, with ordinary subsidy)",
    ),
    "title.ratios": (
        "四、全市合并：主要比率（期间指标列在末年）",
        "4. The pooled city: main ratios (those over the whole run under the last year)",
    ),
    "title.tests": ("五、具名检验", "5. Named tests"),
    "title.reconciliation": (
        "六、与已公布数字的核对",
        "6. Reconciliation to the published figures",
    ),
    "title.participants": (
        "七、规划参保目标与计算值",
        "7. The plan's targets of participants and what was computed",
    ),
    "title.aggregates": ("八、总量核对", "8. Aggregates against what is expected"),
    "title.replaced": ("九之附、用户替换的输入", "9a. Inputs that the user replaced"),
    "title.inputs": ("九、输入的来源", "9. Where the inputs come from"),
    "title.triggers": ("十、触发条款的测定", "10. Triggers of law: what was read, and what fired"),
    "title.tails": (
        "十一、超出最后数值、按尾部规则延伸的序列",
        "11. Series carried past their last stated value by a tail rule",
    ),
    "title.levels": (
        "十二、依据较晚资料的水平估计",
        "12. Level estimates that rest on a later source",
    ),
}

_HEADINGS: dict[str, Text] = {
    "head.fund": ("基金", "fund"),
    "head.measure": ("指标", "measure"),
    "head.district": ("区", "district"),
    "head.pool": ("统筹区", "pool"),
    "head.test": ("检验", "test"),
    "head.threshold": ("门槛", "threshold"),
    "head.value": ("结果", "result"),
    "head.passed": ("结论", "verdict"),
    "head.first_failing": ("首次\n未通过", "first\nfailure"),
    "head.without": ("不含\n补贴", "without\nsubsidy"),
    "head.pools_failing": ("未通过\n统筹区", "pools\nfailing"),
    "head.name": ("项目", "item"),
    "head.unit": ("单位", "unit"),
    "head.printed": ("公布数", "printed"),
    "head.target": ("目标数", "target"),
    "head.computed": ("计算数", "computed"),
    "head.difference": ("差额", "difference"),
    "head.closed_by": ("如何补足", "what closes it"),
    "closed.entered": ("新参保", "entered"),
    "closed.withdrawn": ("退出", "withdrawn"),
    "closed.public_hired": ("机关事业新进", "public staff hired"),
    "closed.public_entered": ("机关事业并入", "public staff counted in"),
    "closed.joined": ("新参保", "joined"),
    "closed.removed": ("清理转出", "removed"),
    "closed.membership_opened": ("扩面新增（无对应人群流动）", "membership opened beyond the flows"),
    "head.expected": ("预期", "expected"),
    "head.range": ("范围", "range"),
    "head.within": ("在范围内", "within"),
    "head.tag": ("来源类别", "kind of source"),
    "head.count": ("个数", "values"),
    "head.share": ("占比", "share"),
    "head.effect": ("效果", "effect"),
    "head.fired": ("是否\n触发", "fired"),
    "head.month": ("月份", "month"),
    "head.rule": ("规则", "rule"),
    "head.old": ("原值", "shipped"),
    "head.new": ("新值", "own"),
    "head.source": ("来源", "source"),
    "head.series": ("序列", "series"),
    "head.from": ("自", "from"),
    "head.first_deficit": ("首次当\n期缺口", "first\ndeficit"),
    "head.first_cannot_pay": ("首次不\n能支付", "cannot\npay"),
}

_MEASURES: dict[str, Text] = {
    "measure.receipts": ("收入", "receipts"),
    "measure.expenditure": ("支出", "spending"),
    "measure.current_balance": ("当期结余", "current balance"),
    "measure.balance": ("累计结余", "balance"),
    "measure.payable_months": ("可支付月数", "payable months"),
    "measure.dependency_paying": ("缴费人数/退休人数", "paying per retired"),
    "measure.compliance": ("遵缴率", "compliance"),
    "measure.mean_pension": ("月人均养老金", "mean pension"),
    "measure.replacement_rate": ("替代率", "replacement rate"),
    "measure.replacement_rate_base": ("替代率（缴费基数口径）", "replacement rate on bases"),
    "measure.contribution_rate": ("平均缴费率", "contribution rate"),
    "measure.cost_rate": ("成本率", "cost rate"),
    "measure.break_even_rate": ("收支平衡费率", "break-even rate"),
    "measure.general_average_premium": ("一般平均保费率", "average premium"),
    "measure.actuarial_balance": ("精算平衡率", "actuarial balance"),
    "short.receipts": ("收入", "receipts"),
    "short.expenditure": ("支出", "spending"),
    "short.current_balance": ("当期\n结余", "current\nbalance"),
    "short.balance": ("累计\n结余", "balance"),
    "short.payable_months": ("可支付\n月数", "payable\nmonths"),
    "subsidy.with": ("含补贴", "with subsidy"),
    "subsidy.without": ("不含补贴", "without subsidy"),
}

_NAMES: dict[str, Text] = {
    "account.all": ("合计", "all"),
    "account.all_without_individual": ("不含个人账户", "without accounts"),
    "pool.province": ("全省", "province"),
    "pool.city": ("全市合并", "pooled city"),
    "pool.core": ("中心城区", "core"),
    "name.city": ("全市", "city"),
    "name.medical": ("基本医疗保险", "basic medical"),
    "name.five_insurances": ("五项社会保险", "the five insurances"),
    "name.residents": ("常住人口", "residents"),
    "name.urban_medical": ("城镇基本医疗保险（职工与居民）", "urban medical (employees and residents)"),
    "aggregate.receipts": ("收入", "receipts"),
    "aggregate.expenditure": ("支出", "expenditure"),
    "aggregate.portability_in": ("关系转入", "portability in"),
    "aggregate.portability_out": ("关系转出", "portability out"),
    "aggregate.new_award_mean": ("新退休人员平均养老金", "mean new award"),
    "aggregate.new_awards": ("新退休人数", "new awards"),
    "aggregate.retiree_deaths": ("退休人员死亡人数", "deaths of pensioners"),
    "aggregate.share_at_floor_enterprise": ("企业职工按下限缴费占比", "enterprise members at the floor"),
    "aggregate.share_at_floor_flexible": ("灵活就业人员按下限缴费占比", "flexible workers at the floor"),
    "pooling.separate": ("按2015年统筹区", "by the pools of 2015"),
    "pooling.districts": ("各区各自统筹", "each district apart"),
    "pooling.adjustment": ("市级调剂金", "adjustment fund"),
    "pooling.city": ("全市统筹", "one pool for the city"),
    "tag.published": ("已公布", "published"),
    "tag.statute": ("法定", "statute"),
    "tag.derived": ("推导", "derived"),
    "tag.proxy": ("代理", "proxy"),
    "tag.judgement": ("判断", "judgement"),
    "tail.hold": ("保持不变", "hold"),
    "tail.grow": ("随所指序列增长", "grow with its series"),
    "tail.stop": ("到期停止", "stop"),
}

TEXTS: dict[str, Text] = {
    **AUDIT,
    **BACKTEST,
    **BOOK,
    **FINDING,
    **KEYS,
    **MEMORANDA,
    **BENCH,
    **REPORT,
    **SCENARIOS,
    **SIMULATION,
    **SOLVER,
    **STATUTE,
    **_PAGE,
    **_TITLES,
    **_HEADINGS,
    **_MEASURES,
    **_NAMES,
}

UNITS: dict[str, Text] = {
    "yuan": ("亿元", "100m yuan"),
    "person": ("万人", "10k persons"),
    "share": ("%", "%"),
    "per_year": ("%/年", "% a year"),
    "month": ("月", "months"),
    "year": ("年", "years"),
    "day": ("日", "days"),
    "ratio": ("比", "ratio"),
    "index": ("指数", "index"),
    "yuan_per_month": ("元/月", "yuan a month"),
    "yuan_per_year": ("元/年", "yuan a year"),
    "yuan_per_day": ("元/日", "yuan a day"),
    "yuan_per_case": ("元/例", "yuan a case"),
    "persons_per_person_year": ("人/人年", "per person-year"),
    "births_per_woman": ("孩/妇", "births a woman"),
}
