"""Levers of the solver (求解杠杆): one number that turns into a reform from a month on."""

from collections.abc import Callable
from math import ceil, floor
from pathlib import Path
from typing import NamedTuple

from actuary.dated import Change, Delay, Reform, Schedule
from actuary.dated.changes import ADD, SCALE, SET, STATUTORY_AGE
from actuary.dated.values import DatedParameter
from actuary.people.employers import RATES
from actuary.people.opening import OLD_AGE
from actuary.vocabulary import CATEGORIES
from actuary.vocabulary.declared import DECLARED

Built = tuple[tuple[Change, ...], dict[str, Schedule]]


class Lever(NamedTuple):
    """A lever (杠杆): its name, unit, the range in which it is looked for, the step to which an answer is rounded.

    `better`: +1 where more of it helps the fund, −1 where less does; `build(x, month)`: what it changes; `how`: whether
    it moves what the baseline says, so that at nought it changes nothing, or takes its place.
    """

    name: str
    zh: str
    unit: str
    low: float
    high: float
    step: float
    better: int
    build: Callable[[float, int], Built]
    how: str = ADD

    @property
    def ends(self) -> tuple[int, int]:
        """The whole steps between which it is looked for, from the end that helps least [steps]."""
        low, high = ceil(self.low / self.step - EXACT), floor(self.high / self.step + EXACT)
        return (low, high) if self.better > 0 else (high, low)

    def at(self, steps: int) -> float:
        """Where it stands after so many steps from nought, as one writes it down."""
        return round(steps * self.step, DIGITS)

    def reform(self, x: float, month: int) -> Reform:
        """The lever at `x` from a month on, as a reform; a lever at nought is the empty reform."""
        changes, schedules = self.build(x, month) if x or self.how == SET else ((), {})
        name = f"{self.name}{x:+.6g}"
        return Reform(name, f"{self.zh}{x:+.6g}", "judgement", "solver", changes, schedules, None, Path(self.name))


EXACT = 1e-6
"""By how much of a step the end of a range may miss a whole one."""
DIGITS = 9
"""Decimals of a lever's setting, which its steps do not reach."""
HIGHEST, MANIFOLD = 0.40, 9.0
"""More than this is added to no rate [share], and to no amount of yuan more than so many times its highest."""
STEPS = {"share": 1e-4}
FEN = 0.01
"""Steps of rates by unit; those in yuan, of whatever span, go by the fen."""
RATED = RATES | {fund.name.key: fund.rate for fund in DECLARED if fund.rate is not None}
"""The rate by which each fund is contributed to (费率): employers', or what a fund declared by data says."""
INDEXATION = ("law.employee_pension.indexation", "basis.path.pension_indexation")
SUBSIDY = "basis.path.pension_subsidy_rule"
DORMANCY, TRUTH = "basis.flow.dormancy_rate", "basis.path.base_truth"


def adding(names: tuple[str, ...]) -> Callable[[float, int], Built]:
    """Add `x` to each parameter, in its unit."""
    return lambda x, month: (tuple(Change(ADD, name, x, month, reform="solver") for name in names), {})


def setting(name: str) -> Callable[[float, int], Built]:
    """A parameter is `x` in every month."""
    return lambda x, month: ((Change(SET, name, x, month, reform="solver"),), {})


def scaling(*names: str) -> Callable[[float, int], Built]:
    """Raise each parameter by the share `x` of itself."""
    return lambda x, month: (tuple(Change(SCALE, name, 1.0 + x, month, reform="solver") for name in names), {})


def keeping(x: float, month: int) -> Built:
    """Of those who would stop paying, the share `x` goes on."""
    return (Change(SCALE, DORMANCY, 1.0 - x, month, reform="solver"),), {}


def delaying(x: float, month: int) -> Built:
    """Retire `x` months later: a month more for each month of birth, from those on who reach the old age in `month`."""
    old = zip(CATEGORIES, OLD_AGE.tolist(), strict=True)
    categories = {category.key: Delay(age, month - age, 1, round(x)) for category, age in old}
    name = f"delay-{round(x)}"
    schedule = Schedule(name, f"延迟{round(x)}个月", "judgement", "official", "own-judgement", None, None, categories)
    return (Change(SET, STATUTORY_AGE, name, month, reform="solver"),), {name: schedule}


def rate_lever(fund: str, rate: DatedParameter, lowest: float, highest: float) -> Lever:
    """What is added to the rate of a fund, in its own unit: points on what employers pay, or yuan. `lowest` and
    `highest`: the rate in the horizon, which never falls below nought."""
    top = HIGHEST if rate.unit in STEPS else MANIFOLD * highest
    zh = "单位费率" if fund in RATES else rate.zh
    return Lever(f"{fund}.rate", zh, rate.unit, -lowest, top, STEPS.get(rate.unit, FEN), 1, adding((rate.name,)))


def in_place(lever: Lever, name: str, highest: float) -> Lever:
    """The lever of a fund's rate as one rate in place of the law's in all the months (各月统一费率)."""
    return lever._replace(name=f"{lever.name}.{SET}", low=0.0, high=highest, build=setting(name), how=SET)


LEVERS = {
    "delay": Lever("delay", "延迟退休月数", "month", 0, 120, 1, 1, delaying),
    "indexation": Lever("indexation", "养老金调整幅度", "per_year", -0.10, 0.10, 1e-4, -1, adding(INDEXATION)),
    "subsidy": Lever("subsidy", "财政补贴比例", "share", -1.0, 4.0, 1e-3, 1, scaling(SUBSIDY)),
    "compliance": Lever("compliance", "减少中断缴费", "share", 0.0, 1.0, 1e-2, 1, keeping),
    "truth": Lever("truth", "缴费基数做实", "share", 0.0, 0.5, 1e-3, 1, scaling(TRUTH)),
}
"""Levers on the pension; a rate's lever is `rate`."""


def cut(ledger: str, zh: str, *names: str) -> Lever:
    """Less of what a ledger pays (降低待遇), as a share of each parameter that says how much."""
    return Lever(f"{ledger}.benefits", zh, "share", -0.9, 0.0, 1e-3, -1, scaling(*names))


ACCOUNTS = {"employee_pension": "enterprise", "work_injury": "all"}
"""The ledger that a fund's rate feeds, where it is not `pooled`."""
CREDITS = tuple(
    f"law.employee_medical.account_credit_{group}"
    for group in ("to35", "35_45", "over45", "retired_to70", "retired_over70")
)
REIMBURSED = ("law.employee_medical.reimbursement_active", "law.employee_medical.reimbursement_retired")
OF_LEDGERS: dict[tuple[str, str], dict[str, Lever]] = {
    ("employee_medical", "pooled"): {
        "benefits": cut("employee_medical", "报销比例", *REIMBURSED),
        "credits": Lever(
            "employee_medical.credits", "划入个人账户的比例", "share", -1.0, 0.0, 1e-3, -1, scaling(*CREDITS)
        ),
    },
    ("employee_medical", "large_amount"): {
        "benefits": cut("employee_medical.large_amount", "大额支付比例", "law.employee_medical.large_amount_share"),
        "premium": Lever(
            "large_amount.premium", "大额保费", "share", 0.0, 4.0, 1e-3, 1,
            scaling("law.employee_medical.large_amount_premium"),
        ),
    },
    ("resident_medical", "urban"): {
        "subsidy": Lever(
            "resident_medical.subsidy", "财政补助标准", "share", 0.0, 4.0, 1e-3, 1,
            scaling("basis.path.resident_subsidy"),
        )
    },
    ("resident_medical", "rural_cooperative"): {
        "benefits": cut("rural_cooperative", "新农合人均支出", "basis.resident_medical.nrcms_cost_head"),
        "funding": Lever(
            "rural_cooperative.funding", "新农合人均筹资", "share", 0.0, 4.0, 1e-3, 1,
            scaling("basis.resident_medical.nrcms_income_head"),
        ),
    },
    ("unemployment", "pooled"): {"benefits": cut("unemployment", "失业保险金标准", "law.unemployment.benefit_share")},
    ("work_injury", "all"): {
        "benefits": cut("work_injury", "工伤待遇标准", "law.work_injury.pension_share", "law.work_injury.lump_months")
    },
    ("maternity", "pooled"): {"benefits": cut("maternity", "产假天数", "law.maternity.leave_days")},
}  # fmt: skip
"""Levers on money that belong to one ledger, by the name that they are asked for with."""
WITHOUT_RATE = (
    ("employee_medical", "large_amount"),
    ("resident_medical", "urban"),
    ("resident_medical", "rural_cooperative"),
)
"""Ledgers with levers to which no employers' rate belongs."""
UNRATED = tuple(dict.fromkeys(fund for fund, _ in WITHOUT_RATE if fund not in RATED))
"""Funds none of whose ledgers has a rate."""
MIXED = ("rate", "delay", "indexation", "subsidy", "compliance", "truth", "premium", "funding")
"""Levers of a mix where none is named: all but those that lower what people get of a ledger."""


def solved_of(fund: str) -> tuple[tuple[str, str], ...]:
    """The ledgers of a fund that have levers: the one that its rate feeds, and those without a rate."""
    rated = ((fund, ACCOUNTS.get(fund, "pooled")),) if fund in RATED else ()
    return (*rated, *(ledger for ledger in WITHOUT_RATE if ledger[0] == fund))


def levers_of(fund: str, account: str) -> list[str]:
    """The names of a ledger's levers; none where nothing can be solved for."""
    if (fund, account) not in solved_of(fund):
        return []
    rate = ("rate",) if fund in RATED and (fund, account) not in WITHOUT_RATE else ()
    return [*rate, *(LEVERS if fund == "employee_pension" else ()), *OF_LEDGERS.get((fund, account), ())]
