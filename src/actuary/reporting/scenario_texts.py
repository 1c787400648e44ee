"""Texts of comparisons, with who shares, pays and gains, and of attributions (方案对比与归因文字): key -> (zh, en)."""

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
    "compare.until": ("（至 {last}，其后未列）", " to {last} (later months are not shown)"),
    "compare.same": ("结果不变{until}：{names}", "unchanged{until}: {names}"),
    "compare.little": (
        "变动不足 0.005 亿元{until}，未列示（见 --json）：{names}",
        "moved by less than 0.005 (100m yuan){until}, not shown (see --json): {names}",
    ),
    "compare.same_city": (
        "全市合计不变{until}而统筹区有变（见下表）：{names}",
        "unchanged as a city{until}, not pool by pool (below): {names}",
    ),
    "compare.stated": (
        "方案自身规定了响应（{names}），各情形均含",
        "the reform states itself how payers or agencies answer ({names}): it stands in every series",
    ),
    "compare.late": (
        "{name} 自 {from_} 起改动，{acts} 起才起作用：此前没有计算读取它",
        "{name}, changed from {from_}, acts first in {acts}: until then nothing reads it",
    ),
    "compare.late_stated": (
        "{name} 自 {from_} 起改动，{acts} 起才起作用：此前由法定参数 {names} 规定",
        "{name}, changed from {from_}, acts first in {acts}: until then law states {names}",
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
        "各行为全市合并台账，统筹办法只经由按统筹区结余作用的法规改变它；分统筹区的变动见 --json",
        "rows are the pooled city, which pooling changes only where law acts on pools' reserves; by pool: --json",
    ),
    "attribute.pooling_alone": (
        "各行为全市合并台账，统筹办法只经由按统筹区结余作用的法规改变它；两次测算没有别的共同统筹区",
        "rows are the pooled city, which pooling changes only where law acts on pools' reserves; they share no pool",
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
}
