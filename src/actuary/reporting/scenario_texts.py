"""Texts of comparisons and attributions (方案对比与归因文字): key -> (zh, en)."""

SCENARIOS: dict[str, tuple[str, str]] = {
    "compare.title": ("方案“{name}”与基线 {valuation} 的差异", "{name} beside the baseline of {valuation}"),
    "compare.twin": ("与方案“{name}”结果完全相同", "gives exactly the results of {name}"),
    "compare.twin_static": (
        "静态结果与方案“{name}”完全相同，缴费方响应后不同",
        "gives exactly the static results of {name}; with response they differ",
    ),
    "pooled.note": (
        "合并快算：人口按全市合并推移，是近似（误差见 docs/scenarios.md）；资金仍按各区台账",
        "pooled run: people move as one city, an approximation (its error: docs/scenarios.md); money is by district",
    ),
    "compare.unit": ("亿元、月", "100m yuan, months"),
    "compare.baseline": ("基线累计结余", "balance, baseline"),
    "compare.reform": ("方案累计结余", "balance, reform"),
    "compare.difference": ("差额", "difference"),
    "compare.months": ("方案可支付月数", "payable months, reform"),
    "compare.responded": ("缴费方响应后结余", "balance, with response"),
    "compare.responded_weak": ("响应弱端结余", "balance, weak response"),
    "compare.responded_strong": ("响应强端结余", "balance, strong response"),
    "compare.months_responded": ("响应后可支付月数", "payable months, with response"),
    "compare.response": (
        "响应：遵缴率弹性 {compliance}、做实率弹性 {truth}、征缴对统筹的弹性 {collection}，程度 {degree}；"
        "首月中斜杠之后为响应情形",
        "response: elasticity of compliance {compliance}, of truth {truth}, of collection to pooling {collection}, "
        "degree {degree}; in first months after /",
    ),
    "compare.beside": (
        "备查（不入基金）：{item}，{year}年 {baseline} → {reform} 亿元",
        "beside the funds: {item}, {year}: {baseline} → {reform} (100m yuan)",
    ),
    "compare.first_current_deficit": ("首次当期缺口", "first deficit"),
    "compare.first_cannot_pay": ("首次不能支付", "cannot pay"),
    "compare.same": ("结果不变：{names}", "unchanged: {names}"),
    "compare.same_city": (
        "全市合计不变而统筹区有变（见下表）：{names}",
        "unchanged as a city, not pool by pool (below): {names}",
    ),
    "compare.stated": (
        "方案自身规定了响应（{names}），各情形均含",
        "the reform states itself how payers or agencies answer ({names}): it stands in every series",
    ),
    "pools.title": ("首次出现问题的月份有变的统筹区", "Pools whose first bad months move"),
    "pools.baseline": ("{year}年末结余，基线", "balance {year}, baseline"),
    "pools.reform": ("方案", "reform"),
    "pools.difference": ("差额", "difference"),
    "pools.note": (
        "单位：亿元；斜杠之后为响应情形。另列全市合计不变的台账中有变的统筹区；已并入的统筹区此后不再有自己的月份；"
        "全部统筹区各年见 --json 与 --out",
        "unit: 100m yuan; with the response after the slash. Where the city does not differ, pools that do stand here "
        "too; one that has merged has no month of its own from then on; every pool and year: --json, --out",
    ),
    "compare.joint": ("、", ", "),
    "compare.fires": (
        "因方案触发：{month} {pool} {rule}（效果 {effect} 亿元）",
        "fires under the reform alone: {month}, {pool}, {rule} (effect {effect}, 100m yuan)",
    ),
    "compare.fires_not": (
        "因方案不再触发：{month} {pool} {rule}（基线效果 {effect} 亿元）",
        "fires no more under the reform: {month}, {pool}, {rule} (effect on the baseline {effect}, 100m yuan)",
    ),
    "sharing.title": ("统筹分担，{first}–{last}年合计", "Who shares, {first}–{last}, sums"),
    "sharing.mutual_aid": ("互助所得", "aid gained"),
    "sharing.paid_in": ("上解调剂金", "paid in"),
    "sharing.from_nation": ("上级净得", "from nation"),
    "sharing.effort_lost": ("少征缴", "effort lost"),
    "sharing.city_budget": ("市级兜底", "by city"),
    "sharing.district_budget": ("区级兜底", "by districts"),
    "sharing.note": (
        "单位：亿元；箭头前为基线，斜杠后为响应情形。互助所得：本统筹区动用其他统筹区的资金；"
        "上解调剂金：上解减返还（合为一个统筹区时无人上解，所得出自其他各区的结余）；"
        "上级净得：中央调剂与全国统筹拨付减上解；少征缴：征缴努力因统筹下降而少收，与所得不相抵；兜底：由市、区财政补足的缺口；没有回溯检验测过这些分担",
        "unit: 100m yuan; baseline before the arrow, with the response after the slash. Aid: drawn from other pools; "
        "paid in: to an adjustment fund, less what comes back (in one pool nobody pays in: aid is met by what others "
        "hold); "
        "from nation: central adjustment and national pooling less what is paid up; effort: not collected because "
        "effort answers pooling, never netted with aid; by city, by districts: what a pool cannot pay; no back-test "
        "measures who shares",
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
    "cohorts.title": ("谁多缴、谁多得：各险种合计，按出生年份", "Who pays and who gains: all funds, by year of birth"),
    "cohorts.born": ("出生年份", "born"),
    "cohorts.own": ("个人缴费", "own contrib."),
    "cohorts.employer": ("单位缴费", "employers'"),
    "cohorts.benefits": ("待遇", "benefits"),
    "cohorts.net": ("净得现值", "net gain, PV"),
    "cohorts.male60": ("男", "men"),
    "cohorts.female55": ("女55", "women 55"),
    "cohorts.female50": ("女50", "women 50"),
    "cohorts.all": ("合计", "all"),
    "cohorts.rest": (
        "不归于个人（补贴、利息、转移、兜底等）：{funds}",
        "laid on nobody (subsidy, interest, transfers, backstop ...): {funds}",
    ),
    "cohorts.note": (
        "单位：亿元，方案减基线（不计缴费方响应），测算期合计。净得为待遇减个人缴费，按基金收益率折现到期初，右侧三列按人员类别；"
        "各项之和等于兜底后基金结余之差；没有回溯检验测过这些部分，与噪声相比只看结余",
        "unit: 100m yuan, reform less baseline, payers not responding, sums over the run. Net gain: benefits less own "
        "contributions, at the opening at the funds' return; at the right by category. All adds up to the balances' "
        "change after backstop; no back-test measures these parts, the word beside the balance is for their sum",
    ),
    "attribute.title": ("从“{before}”到“{after}”的变动归因", "What moved from {before} to {after}"),
    "attribute.from": ("变动前", "from"),
    "attribute.to": ("变动后", "to"),
    "attribute.change": ("变动", "change"),
    "attribute.dependency": ("抚养比", "dependency"),
    "attribute.coverage": ("覆盖面", "coverage"),
    "attribute.benefit_ratio": ("待遇率", "benefit ratio"),
    "attribute.labour": ("劳动规模", "labour"),
    "attribute.spending": ("{year}年养老金支出变动分解", "Change of pension spending in {year} by factor"),
    "attribute.pooling": (
        "各行为全市合并台账，不因统筹办法而变，故“统筹办法”一列为 0；分统筹区的变动见 --json",
        "rows are the pooled city, whose ledgers no pooling changes, so that cause is 0; its parts by pool: --json",
    ),
    "attribute.pooling_alone": (
        "各行为全市合并台账，不因统筹办法而变，故“统筹办法”一列为 0；两次测算没有别的共同统筹区",
        "rows are the pooled city, whose ledgers no pooling changes, so that cause is 0; the runs share no other pool",
    ),
    "attribute.parts_from": (
        "变动前没有这些统筹区，其数为所含各区之和：{pools}",
        "The first run has no such pools; its figures there are those of their districts: {pools}",
    ),
    "attribute.parts_to": (
        "变动后没有这些统筹区，其数为所含各区之和：{pools}",
        "The second run has no such pools; its figures there are those of their districts: {pools}",
    ),
    "attribute.group": (" · 人群 {group}", " · group {group}"),
    "attribute.unlisted": (
        "此处未提及的分账在{year}年没有差别",
        "ledgers that are named neither here nor below do not differ in {year}",
    ),
    "attribute.none_in_from": (
        "{year}年未分解（变动前没有该指标）：{names}",
        "Not split in {year}, for the first run has no such figure: {names}",
    ),
    "attribute.none_in_to": (
        "{year}年未分解（变动后没有该指标）：{names}",
        "Not split in {year}, for the second run has no such figure: {names}",
    ),
    "attribute.none_in_a_combination": (
        "{year}年未分解（某种原因组合下没有该指标）：{names}",
        "Not split in {year}, for some combination of causes has no such figure: {names}",
    ),
    "attribute.unsplit": (
        "该指标共有 {count} 个数未分解（各年、各统筹区），见 --json 的 unsplit",
        "Of this measure {count} figures are not split, of all years and pools: `unsplit` in --json",
    ),
    "attribute.error": ("抽样标准误", "standard error"),
    "attribute.only_from": (
        "只在变动前有的统筹区，不在比较之列：{pools}",
        "Pools of the first run alone, not compared: {pools}",
    ),
    "attribute.only_to": (
        "只在变动后有的统筹区，不在比较之列：{pools}",
        "Pools of the second run alone, not compared: {pools}",
    ),
    "attribute.cut_from": (
        "变动前的测算到 {end}，只比较到 {to}",
        "The first run goes to {end}; it is compared to {to}",
    ),
    "attribute.cut_to": (
        "变动后的测算到 {end}，只比较到 {to}",
        "The second run goes to {end}; it is compared to {to}",
    ),
    "attribute.nothing": (
        "{measure}：两次测算都有的分账和年份中，没有哪个数不同。",
        "In the ledgers and years that both runs have, no figure differs: {measure}.",
    ),
    "attribute.exact": ("沙普利值，精确，共 {runs} 次测算", "Shapley values, exact, {runs} runs"),
    "attribute.sampled": ("沙普利值，抽样估计，共 {runs} 次测算", "Shapley values, sampled, {runs} runs"),
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
    "solve.surplus": ("尚余 {yuan} 亿元", "a surplus of {yuan} (100m yuan)"),
    "solve.deficit": ("尚缺 {yuan} 亿元", "a deficit of {yuan} (100m yuan)"),
    "solve.months": ("最低可支付 {months} 个月", "{months} payable months at the least"),
    "solve.unspent": ("没有支出", "no spending to be met"),
    "solve.even": ("收支相抵", "nothing"),
    "solve.joint": ("、", ", "),
    "solve.stands": (
        "{name}：{last} 之后并入其他基金，只算到此为止。",
        "{name}: moves into another fund after {last}, and is looked at until then.",
    ),
    "solve.bound": (
        "{name}：{at} 已是下限，再降则某月费率低于零（期内法定最低 {law}）；此时{left}。",
        "{name}: the range ends at {at}, for in some month the law asks no more than {law}; that leaves {left}.",
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
        "整月杠杆逐月求过，是其中最省的一个；其余杠杆由线性规划求得，取整步。",
        "the least over all whole months of the lever that goes by months; of the other levers, what linear programmes "
        "find, in whole steps",
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
        "其余各月为相邻两点之间的规划值（见 --json）。再往后，整月杠杆单独所动用的已多于最省组合，或不再变化。",
        "every month from 0 to {last} was looked at: every twelfth, each that came near the cheapest and both beside "
        "it in whole steps and put back, as shown; the others by programmes between those of two such months (--json "
        "has them). Beyond, the months alone move more than the cheapest mix, or no more than before.",
    ),
    "solve.beside": ("其余杠杆", "other levers"),
    "solve.cheapest": ("最省", "cheapest"),
    "solve.cost_of_all": ("代价\n（亿元）", "cost,\n100m yuan"),
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
        "百分点：加在期内各月的法定费率上；当年平衡：此前各年已按其平衡费率缴费，各年百分点不再累加；均衡：期内收支相抵；用尽结余：期末结余为零（一般平均保费率）；留足：各年末留足月数；"
        "阶梯：每五年一个费率，没有一年当期缺口（阶梯保费率）。法定费率在期内变动的列出高低两端。"
        "每个解都已代回引擎重算；共 {runs} 次测算",
        "points: added to law's rate in each of the months; year balances: each year's points in that year "
        "alone, the years before at theirs; level: the years together receive what they spend; "
        "reserve used up: nothing is left at the end (general average premium); months kept: at each year's end; "
        "scaled: one rate for five years, by which none runs a deficit. Both ends where law changes its "
        "rate within the months. Every answer was put back into the engine; {runs} runs",
    ),
}
