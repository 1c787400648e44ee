"""Texts of the solver and of probability targets (反解与概率目标文字): key -> (zh, en)."""

SOLVER: dict[str, tuple[str, str]] = {
    "solve.title": ("反解 · {valuation}", "What would have to change · {valuation}"),
    "solve.pooled": (
        "影响人口的杠杆先在合并快算上搜索，解再代回分区引擎确认",
        "levers that move people were looked for on the pooled city, and settled by district",
    ),
    "solve.rates": (
        "费率：平衡与留足 {months} 个月支付所需",
        "Rates: to balance, and to keep {months} months",
    ),
    "solve.pools": (
        "各统筹区留足 {months} 个月应加的费率百分点",
        "Points to add to each pool's rate, keeping {months} months",
    ),
    "solve.remedies": ("各杠杆单独使用：留足 {months} 个月", "Each lever alone, keeping {months} months"),
    "solve.answer": ("口径", "so that"),
    "solve.span": ("期间", "of"),
    "solve.law": ("法定", "law's"),
    "solve.rate": ("加后费率", "rate then"),
    "solve.level": ("均衡", "level"),
    "solve.premium": ("用尽结余", "reserve used up"),
    "solve.scaled": ("阶梯", "scaled"),
    "solve.least": ("留足月数", "months kept"),
    "solve.break_even": ("当年平衡", "year balances"),
    "solve.responded": (
        "以上均按缴费方不响应测算；若完全响应（假设的中值），“留足月数”一行的费率则留：{funds} 个月。",
        'Payers are taken not to respond. Where they do in full, as believed, the rates of "months kept" keep: {funds} '
        "months.",
    ),
    "solve.surplus": ("尚余 {yuan} 亿元", "a surplus of {yuan} (100m yuan)"),
    "solve.deficit": ("尚缺 {yuan} 亿元", "a deficit of {yuan} (100m yuan)"),
    "solve.months": ("最低可支付 {months} 个月", "{months} payable months at the least"),
    "solve.unspent": ("没有支出", "no spending to be met"),
    "solve.even": ("收支相抵", "nothing"),
    "solve.stands": (
        "{name}：{last} 之后并入其他基金，只算到此为止。",
        "{name}: moves into another fund after {last}, and is looked at until then.",
    ),
    "solve.pool_stands": (
        "{name}：自成统筹至 {last}，只算到此为止；此后新设的统筹区不求解。",
        "{name}: a pool of its own to {last}, and looked at until then; pools that begin later are not solved for.",
    ),
    "solve.bound": (
        "{name}：{at} 已是下限，再降则某月费率低于零（期内法定最低 {law}）；此时{left}。",
        "{name}: the range ends at {at}, for in some month the law asks no more than {law}; that leaves {left}.",
    ),
    "solve.nought": (
        "{name}：各月一分费率不收，仍留{left}。",
        "{name}: with no rate at all in any month that still leaves {left}.",
    ),
    "solve.in_place": ("改定", "set"),
    "solve.itself": (
        "{name}：{answers} 若各月同减百分点，则某月费率低于零；所列为各月统一改定的费率。",
        "{name}: {answers}: as many points off every month would put some month's rate below nought; the rate shown "
        "takes the place of the law's in all of them.",
    ),
    "solve.end": (
        "{name}：范围止于 {at}，此时{left}。",
        "{name}: the range ends at {at}, which leaves {left}.",
    ),
    "solve.why.out of reach": (
        "{name}：范围内无解；最接近的是 {at}，{left}。",
        "{name}: none in range; the nearest, {at}, leaves {left}.",
    ),
    "solve.why.needless": (
        "{name}：一分费率不收，{left}。",
        "{name}: with no rate at all there is {left}.",
    ),
    "solve.why.nothing moves": (
        "{name}：此杠杆在期内不起作用（已免缴、封顶或并入他处），结果总是{left}。",
        "{name}: nothing comes of the lever here (waived, capped or moved elsewhere): always {left}.",
    ),
    "solve.why.merged": ("{name}：此前已并入其他基金。", "{name}: has moved into another fund before."),
    "solve.why.jump": (
        "{name}：按基金状况触发的规定使结果跳过目标；最接近的是 {at}，{left}。",
        "{name}: law that acts at a line makes the result jump over the target; the nearest, {at}, leaves {left}.",
    ),
    "solve.change": ("加百分点", "points"),
    "solve.lever": ("杠杆", "lever"),
    "solve.value": ("解", "answer"),
    "solve.gives": ("最低可\n支付月数", "least payable\nmonths"),
    "solve.none": ("范围内无解", "none in range"),
    "solve.by.rate": ("单位费率（百分点）", "employers' rate, points"),
    "solve.by.contribution": ("缴费标准（元/月）", "contribution, yuan a month"),
    "solve.in_yuan": ("{amount} 元", "{amount} yuan"),
    "solve.by.delay": ("延迟退休（月）", "retirement delay, months"),
    "solve.by.indexation": ("养老金调整幅度（百分点）", "indexation, points a year"),
    "solve.by.subsidy": ("财政补贴（占其自身）", "subsidy, share of itself"),
    "solve.by.benefits": ("待遇标准（占其自身）", "benefits, share of themselves"),
    "solve.by.credits": ("划入个人账户（占其自身）", "credits to accounts, share of themselves"),
    "solve.by.premium": ("大额保费（占其自身）", "premium of large amounts, share of itself"),
    "solve.by.funding": ("人均筹资（占其自身）", "funding a head, share of itself"),
    "solve.by.compliance": ("中断缴费减少（占其自身）", "fewer who stop paying, share of them"),
    "solve.by.truth": ("缴费基数做实率提高（占其自身）", "truth of bases, share of itself"),
    "solve.mix": (
        "最省组合：下列各账户同时留足 {months} 个月",
        "The cheapest mix that keeps {months} months in all of these ledgers at once",
    ),
    "solve.reserves": ("组合之下的最低可支付月数", "Least payable months under the mix"),
    "solve.weight": ("权重", "weight"),
    "solve.yuan": ("本基金动用\n（亿元）", "moves in its\nledger, 100m yuan"),
    "solve.yuan_of_all": ("各基金共动用\n（亿元）", "moves in all these\nfunds, 100m yuan"),
    "solve.least_of_all": (
        "就规划所知，是整月杠杆各月中最省的一个；其余杠杆由线性规划求得，取整步。",
        "the least over all whole months of the lever that goes by months, as far as programmes tell; of the other "
        "levers, what they find, in whole steps",
    ),
    "solve.programmed": (
        "由线性规划求得，取整步。",
        "what linear programmes find, in whole steps",
    ),
    "solve.not_asked": (
        "{name}：不在目标之内，所求杠杆中没有它的（它有：{levers}）。",
        "{name}: no target, for no lever asked for is its own (it has: {levers}).",
    ),
    "solve.without_lever": (
        "不在目标之内，因为没有可求的杠杆：{names}。",
        "No target, for nothing can be solved for them: {names}.",
    ),
    "solve.public": (
        "机关事业单位账户不求费率：其单位费由财政负担，缺口也由财政补足，费率只是从财政的一处移到另一处。",
        "The public sector's ledger is not solved: its employers' contributions are the budget's, and so is what they "
        "leave short; a rate would only move the one to the other.",
    ),
    "solve.by_months": (
        "前沿：{name}各取一值时的最省组合",
        "Frontier: the cheapest mix beside each setting of {name}",
    ),
    "solve.by_months.picture": (
        "最省组合的代价随延迟月数（各账户留足 {months} 个月）",
        "Cost of the cheapest mix by months of delay (to keep {months} months)",
    ),
    "solve.by_months.proved": (
        "0 至 {last} 逐月看过：每隔十二个月、与最省相近的各月及最省两侧，均已取整并代回（列于上）；"
        "其余各月为相邻两点之间的规划值（见 --json）。"
        "再往后，整月杠杆单独的代价已高于最省组合，或不再变化，或已到范围尽头。",
        "every month from 0 to {last} was looked at: every twelfth, each that came near the cheapest and both beside "
        "it in whole steps and put back, as shown; the others by programmes between those of two such months (--json "
        "has them). Beyond, the months alone cost more than the cheapest mix, or no more than before, or the range "
        "ends.",
    ),
    "solve.beside": ("其余杠杆", "other levers"),
    "solve.cheapest": ("最省", "cheapest"),
    "solve.cost_of_all": ("代价\n（亿元）", "cost,\n100m yuan"),
    "solve.weighed_cost": ("加权代价\n（亿元）", "weighed cost,\n100m yuan"),
    "solve.short": (
        "{name}：各杠杆都用到头，仍只有{left}。",
        "{name}: all levers at the ends of their ranges leave {left}.",
    ),
    "solve.whole": ("合计", "together"),
    "solve.unmet": (
        "这些杠杆在各自范围内不能同时满足各项目标。",
        "Within their ranges the levers cannot meet all targets.",
    ),
    "solve.frontier": (
        "前沿：{fund}留足 {months} 个月，两个杠杆的替代关系",
        "Frontier: {fund} keeping {months} months, one lever against the other",
    ),
    "solve.checked": (
        "每个解都已代回引擎重算；共 {runs} 次测算",
        "every answer was put back into the engine; {runs} runs",
    ),
    "solve.note": (
        "百分点：加在期内各月的法定费率上；当年平衡：此前各年已按其平衡费率缴费，各年百分点不再累加；均衡：期内收支相抵；用尽结余：期末结余为零（一般平均保费率）；留足：各年末（及期末）留足月数，且每月末结余不为负；"
        "阶梯：每五年加同样的百分点，没有一年当期缺口（阶梯保费率），此前各期已按其费率缴费。此前无解的年或期按法定费率。法定费率在期内变动的列出高低两端。"
        "每个解都已代回引擎重算；共 {runs} 次测算",
        "points: added to law's rate in each of the months; year balances: each year's points in that year "
        "alone, the years before at theirs; level: the years together receive what they spend; "
        "reserve used up: nothing is left at the end (general average premium); months kept: at each year's end "
        "and the run's, with no balance below nought at any month's end; scaled: the same points for five years, "
        "by which none runs a deficit, the periods before at theirs. Years and "
        "periods without an answer stand at law's rate. Both ends where law changes its "
        "rate within the months. Every answer was put back into the engine; {runs} runs",
    ),
    "likely.title": (
        "概率目标 · {valuation}：以 {probability} 的概率留足 {months} 个月",
        "Probability target · {valuation}: {months} months kept with {probability}",
    ),
    "likely.now": ("现状\n概率", "as it is,\nprobability"),
    "likely.kept": ("以该概率\n留足月数", "months kept\nwith it"),
    "likely.value": ("解", "answer"),
    "likely.error": ("误差", "error"),
    "likely.fresh": ("复核\n概率", "on fresh\ndice"),
    "likely.fresh_error": ("标准误", "error"),
    "likely.missed": ("（未达）", " (missed)"),
    "likely.none": (
        "范围内无解者，复核概率为杠杆用到头时的概率。",
        "Where there is none in range, the probability is that with the lever at the end of its range.",
    ),
    "likely.note": (
        "全市合并；每项求解用种子 {seed} 的 {paths} 条路径，并留出标准误的两倍，"
        "复核用种子 {fresh}；{inputs} 项输入按区间抽取；"
        "每条路径须在每个年末留足月数且每月能支付；费率与调整幅度以百分点计，补贴以占其自身的百分比计",
        "pooled city; looked for on {paths} paths of seed {seed}, two of their standard errors beyond the target, "
        "told on those of seed {fresh}; ranges of {inputs} "
        "inputs drawn; a path must hold the months at each year's end and pay in every month; rates and indexation in "
        "points, subsidy in per cent of itself",
    ),
}
