"""Words of the workbook, Chinese and English side by side (工作簿文字)."""

Text = tuple[str, str]

LINES: dict[str, Text] = {
    "common": ("公共测算", "Common"),
    "employee_pension.enterprise": ("企业养老", "Pension enterprise"),
    "employee_pension.public": ("机关养老", "Pension public"),
    "resident_pension.all": ("居民养老", "Pension residents"),
    "employee_medical.pooled": ("职工医保统筹", "Medical pool"),
    "employee_medical.individual": ("职工医保个人账户", "Medical accounts"),
    "employee_medical.large_amount": ("职工大额医疗", "Medical large amount"),
    "resident_medical.urban": ("城镇居民医保", "Medical urban residents"),
    "resident_medical.rural_cooperative": ("新农合", "Medical rural co-operative"),
    "resident_medical.serious_illness": ("大病保险", "Serious illness"),
    "unemployment.pooled": ("失业保险", "Unemployment"),
    "work_injury.all": ("工伤保险", "Work injury"),
    "maternity.pooled": ("生育保险", "Maternity"),
}

SHEETS: dict[str, Text] = {
    "about": ("说明", "About"),
    "yearly": ("年度总览", "By year"),
    "inputs": ("输入", "Inputs"),
    "months": ("逐月参数", "Parameters by month"),
    "checks": ("核对", "Checks"),
    "forms": ("预算·{line}", "Budget {line}"),
}

UNITS: dict[str, Text] = {
    "yuan": ("元", "yuan"),
    "person": ("人", "persons"),
    "month": ("月", "months"),
    "year": ("年", "years"),
    "share": ("比例", "share"),
    "per_year": ("每年", "a year"),
    "ratio": ("比值", "ratio"),
    "index": ("指数", "index"),
    "flag": ("是为1", "1: yes"),
}
"""Units as cells have them; others as the report names them."""

TEMPLATE: dict[str, Text] = {
    "sheet": ("输入", "inputs"),
    "about": ("说明", "About"),
    "kind": ("类别", "kind"),
    "law": ("法定参数", "law"),
    "basis": ("精算假设", "belief"),
    "opening": ("期初", "opening"),
    "how": (
        "1. 在“输入”表带边框的三列填写：新值、新来源（谁说的，文号或决算名称）、新标签（已公布或推导，"
        "不填为已公布）。\n"
        "2. 只有填了新值的行起作用；其余各行保持现值。比例写成小数，如 0.19；也可用百分比格式的单元格。\n"
        "3. 不要改“参数”“起始年月”“分项”三列，它们说明替换的是哪个数；行可以删去、筛选、排序。\n"
        "4. 新值可以是公式，但文件须由 Excel 或 LibreOffice 保存过，读取的是保存的计算结果。\n"
        "5. 运行：actuary run --inputs 本文件.xlsx；也可另存为 CSV（UTF-8 或 GB18030），或把多个文件放进一个文件夹。\n"
        "6. 有错时逐行说明，不替换任何数值；报告列出替换了什么。",
        "1. Fill in the three framed columns: new_value, new_source (who says so), new_tag (published or derived; "
        "published if left blank).\n"
        "2. Only rows with a new value count; the others stay. Shares are decimals such as 0.19; cells in per cent are "
        "read as such.\n"
        "3. Leave parameter, from and key alone: they name the number. Rows may be deleted, filtered and sorted.\n"
        "4. A new value may be a formula if Excel or LibreOffice has saved the file: the saved result is read.\n"
        "5. Run: actuary run --inputs FILE.xlsx; or a CSV (UTF-8 or GB18030), or a folder of files.\n"
        "6. Faults are told by row, and then nothing is replaced; the report lists what was.",
    ),
}
"""Of the template of inputs."""


def unit_word(key: str, language: str) -> str:
    """The unit of a value as files have it, not the public one of the report."""
    from actuary.reporting.catalogue import UNITS as PUBLIC

    words = UNITS.get(key) or PUBLIC.get(key) or (key, key.replace("_", " "))
    return words[language == "en"]


WORDS: dict[str, Text] = {
    "title": ("社会保险基金测算工作簿 · {valuation}", "Workbook of the social-insurance valuation · {valuation}"),
    "digest": ("运行摘要 {digest}", "run {digest}"),
    "page": ("第 &P 页，共 &N 页", "page &P of &N"),
    "how.title": ("怎样使用", "How to use"),
    "how.1": (
        "只改“输入”表中带边框的取值；其余各表都是公式，Excel 与 LibreOffice 打开后即时重算。",
        "Change only the framed values on the sheet of inputs; every other sheet is formulas, which Excel and "
        "LibreOffice "
        "recalculate at once.",
    ),
    "how.2": (
        "每张台账按月列示全市合并与各统筹区；左边是收支与结余，右边是测算步骤和引擎给出的基数（人数、缴费基数、"
        "案件等）。",
        "Each ledger lists the pooled city and every pool by month: receipts, spending and balances on the "
        "left, then the "
        "steps, then what the engine gives (persons, bases, cases).",
    ),
    "how.3": (
        "“核对”表列出恒等式，并把现在的结果与引擎的结果相比；未改输入时两者相差不到一分。",
        "The sheet of checks holds the identities and sets the figures beside the engine's; with untouched "
        "inputs they "
        "differ by less than a fen.",
    ),
    "how.4": (
        "单元格批注写明每个输入的标签、文号、条款和区间；标签同时写成文字，不靠颜色。",
        "A comment on each input names its tag, document number, article and range; tags are words too, not "
        "colours alone.",
    ),
    "carries.title": ("改动传到哪里", "What a change carries"),
    "carries.1": (
        "缴费比例、费率系数、征缴率、期初结余、调整率、待遇标准、补贴、收益率、物价与工资指数："
        "传到该基金的收支、利息、补贴、"
        "储备金、统筹调剂、兜底和可支付月数，也传到划拨的另一方。",
        "Rates, waivers, collection, opening balances, indexation, levels of benefit, subsidy, returns, prices "
        "and the index of "
        "wages reach the fund's receipts and spending, interest, subsidy, reserve, help between pools, backstop "
        "and payable "
        "months, and the other side of every transfer.",
    ),
    "not.title": ("改动不传到哪里", "What a change does not carry"),
    "not.1": (
        "人：参保、缴费、中断、退休、死亡、迁移和单位、个人的反应都取自这次运行，不因改动而变。",
        "People: membership, paying, stopping, retiring, dying, moving and every answer of payers are those of "
        "the run.",
    ),
    "not.2": (
        "缴费基数：工资增长率和缴费基数月标准的改动不重算申报基数；个人缴费比例的改动不重算个人账户记账、继承和转移。",
        "Bases: declared bases do not follow the growth of wages or the reference wage; records of accounts, "
        "what is inherited "
        "and what is carried between schemes do not follow the employees' rate or the crediting rate.",
    ),
    "not.3": (
        "养老金调整率的改动传到各部分养老金和职工医保个人账户划入，不传到账户继承额和工伤保险的养老金差额。",
        "Indexation reaches every part of the pensions and what medical accounts of the retired are credited "
        "with, not the "
        "accounts that are inherited nor the difference that work injury pays to an old-age pension.",
    ),
    "not.4": (
        "新核定的养老金：计发基数、计发月数和过渡系数的改动要重新估值；起付线、封顶线、"
        "报销比例通过“次均统筹支付指数”给出，"
        "改动也要重新估值。",
        "New awards: benefit wage, divisors and transitional rate need a new run; so do deductibles, caps and "
        "reimbursement "
        "shares, which stand in the index of what is paid of a stay.",
    ),
    "not.5": (
        "触发条款（费率随可支付月数升降）按这次运行的判定，不因改动而重判；稳岗补贴的十二个月条件例外，随结余重判。",
        "Triggers of law stand as the run has read them; the twelve months of the stabilisation payment alone "
        "are read again.",
    ),
    "not.6": (
        "生效月份、分期次数、统筹区和合并月份是这次运行的；只有取值可以改。",
        "Months of effect, numbers of instalments, pools and mergers are the run's; values alone can be changed.",
    ),
    "city_only": (
        "本次运行中途改变统筹，台账只列全市合并。",
        "Pools change within the run: ledgers list the pooled city alone.",
    ),
    "horizon": ("台账止于 {to}。", "Ledgers end in {to}."),
    "legend.title": ("标签与颜色", "Tags and colours"),
    "sheets.title": ("工作表", "Sheets"),
    "pool": ("统筹区", "pool"),
    "month": ("月份", "month"),
    "result": ("收支与结余", "receipts, spending, balance"),
    "step": ("测算步骤", "steps"),
    "exposure": ("引擎给出的基数", "given by the engine"),
    "ledger.note": (
        "单位见各列；收入为正、支出为负。公式引用“逐月参数”和本表右侧的基数。",
        "Units by column; receipts above nought, spending below. Formulas rest on the parameters by month and "
        "on what is "
        "given to the right.",
    ),
    "inputs.note": (
        "带边框的取值可改；斜体的取值按尾部规则由上一取值推出，也可改写。每行自“起”月至“止”月有效。"
        "“改动传递”写明改动是否全部传到台账，还是有一部分留在引擎给出的人数、记录或基数里。",
        "Framed values may be changed; those in italics follow from the value before by the rule of the tail, "
        "and may be written over. A row holds from its first to its last month. The last column but one says whether "
        "a change reaches everything, or stays in part with the people, records and bases that the engine gives.",
    ),
    "months.note": (
        "每格取自“输入”表当月有效的一行。",
        "Each cell is the row of the inputs in force in its month.",
    ),
    "yearly.note": (
        "全市合并，兜底前，含普通财政补贴。单位：亿元；可支付月数为月。",
        "The pooled city, before the backstop, with ordinary subsidy. In 100m yuan; payable months in months.",
    ),
    "input.name": ("参数", "parameter"),
    "input.key": ("分项", "entry"),
    "input.from": ("起", "from"),
    "input.to": ("止", "to"),
    "input.value": ("取值", "value"),
    "input.unit": ("单位", "unit"),
    "input.tag": ("标签", "tag"),
    "input.number": ("文号", "document"),
    "input.title": ("来源", "source"),
    "input.article": ("条款", "article"),
    "input.low": ("下限", "low"),
    "input.high": ("上限", "high"),
    "input.way": ("方式", "way"),
    "input.moves": ("改动传递", "a change reaches"),
    "input.code": ("参数名", "name"),
    "moves.None": ("全部", "everything"),
    "moves.people": ("部分：人与记录不变", "in part: people stay"),
    "moves.exposures": ("部分：基数不变", "in part: bases stay"),
    "way.stated": ("已规定", "stated"),
    "way.tail": ("尾部规则", "tail"),
    "way.reform": ("方案", "reform"),
    "room.law": ("法定参数", "Law"),
    "room.basis": ("精算假设", "Beliefs"),
    "room.opening": ("期初", "Opening"),
    "comment": (
        "标签：{tag}；来源：{title}{number}{article}{range}；{from_} 至 {to}。",
        "Tag: {tag}; source: {title}{number}{article}{range}; {from_} to {to}.",
    ),
    "comment.number": ("，文号 {number}", ", document {number}"),
    "comment.article": ("，第 {article} 条", ", article {article}"),
    "comment.range": ("；区间 {low} 至 {high}", "; range {low} to {high}"),
    "comment.table": ("；区间为全表系数 {low} 至 {high}", "; range as factors on the table {low} to {high}"),
    "bad_input": ("应为 0 至 1 的比例。", "A share lies between 0 and 1."),
    "yi": ("亿元", "100m yuan"),
    "forms.note": (
        "全市合并，兜底前；与本次运行同源，改动输入后随之重算。费率与价格为年末月份的取值。",
        "The pooled city, before the backstop; of the same run, recalculated with the inputs. "
        "Rates and prices of December.",
    ),
    "forms.revised": ("表五续 预算调整（改动输入后）", "5 (continued). Revised after changes of the inputs"),
    "forms.original": ("原预算数", "original"),
    "forms.adjusted": ("调整后预算数", "revised"),
    "forms.adjustment": ("调整数", "adjustment"),
    "year.line": ("基金", "fund"),
    "year.year": ("年度", "year"),
    "receipts": ("收入", "receipts"),
    "expenditure": ("支出", "expenditure"),
    "current": ("当期结余", "current balance"),
    "balance": ("累计结余", "balance"),
    "payable_months": ("可支付月数", "payable months"),
    "first_deficit": ("首次当期缺口", "first current deficit"),
    "first_cannot_pay": ("首次不能支付", "first cannot pay"),
    "none": ("无", "none"),
    "check.identities": ("一、恒等式", "1. Identities"),
    "check.engine": ("二、与引擎比较（全市合并）", "2. Beside the engine (the pooled city)"),
    "check.name": ("项目", "what"),
    "check.left": ("左边", "left"),
    "check.right": ("右边", "right"),
    "check.difference": ("差", "difference"),
    "check.verdict": ("判定", "verdict"),
    "check.holds": ("通过", "holds"),
    "check.fails": ("不符", "fails"),
    "check.all": ("未通过的恒等式", "identities that fail"),
    "check.ours": ("工作簿", "workbook"),
    "check.theirs": ("引擎", "engine"),
    "check.same": ("一致", "same"),
    "check.changed": ("已改动", "changed"),
    "check.rolls": (
        "{line}·{pool}·{account}：期初 + 全部收支 = 期末",
        "{line}, {pool}, {account}: opening + all items = closing",
    ),
    "check.moves": (
        "{line}·{pool}：各年收入 − 支出 = 结余增减",
        "{line}, {pool}: receipts - expenditure = change of the balance",
    ),
    "check.pools": ("{line}：各统筹区{item}合计 = 全市", "{line}: {item} of all pools = the city"),
    "check.pair": ("{one} 付出 = {other} 收到", "what {one} pays = what {other} receives"),
}
