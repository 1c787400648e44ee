"""How a ledger's items fall on classes of birth (各队列的分担依据): for each item, to what it is in proportion.

Keys are sums by class and category `[T, C, G]` of the same people, bases and weights from which the schemes made the
cash; only their proportions count. An item without a key cannot be laid on people: see `incidence`.
"""

from collections.abc import Callable
from functools import cached_property, partial

import numpy as np
from numpy.typing import NDArray

from actuary.people.classes import DIED, ByClass
from actuary.people.transitions import PAYERS
from actuary.schemes import declared
from actuary.schemes import employee_medical as medical
from actuary.schemes import resident_medical as residents
from actuary.schemes.employee_pension import INSURED
from actuary.schemes.exposure import ASKED
from actuary.schemes.medical_costs import pool_cost
from actuary.schemes.proportion import ratio
from actuary.schemes.setting import PAYER, Setting
from actuary.vocabulary import Status
from actuary.vocabulary.declared import ACCOUNT, DECLARED, DeclaredFund

FloatArray = NDArray[np.float64]
S = Status
RETIREES = (S.EMPLOYEE_RETIREE, S.NEW_RETIREE)
OWN, EMPLOYER, BENEFIT, OWED = "own", "employer", "benefits", "owed"
"""Who pays, or that it is received: contributions of one's own, those of one's employer, benefits."""
PUBLIC_PAYERS = ("employee", "employer")


class People:
    """The people of a run by class of birth, as the schemes see them (按队列的暴露)."""

    def __init__(self, setting: Setting, seen: ByClass) -> None:
        self.setting, self.seen = setting, seen

    def asked(self, *names: str) -> FloatArray:
        """Weighted sums that the schemes ask for."""
        return np.asarray(sum(self.seen.exposure[..., ASKED[name]] for name in names))

    def persons(self, *statuses: Status) -> FloatArray:
        """Persons in some statuses."""
        return np.asarray(self.seen.persons[..., list(statuses)].sum(axis=-1))

    def base(self, *statuses: Status) -> FloatArray:
        """Declared bases of some payers [yuan a month]."""
        return np.asarray(self.seen.base[..., [PAYER[s] for s in statuses], :].sum(axis=(-2, -1)))

    def died(self, total: int, *statuses: Status) -> FloatArray:
        """Persons, or accounts, of those who die."""
        return np.asarray(self.seen.died[..., list(statuses), DIED.index(total)].sum(axis=-1))

    def working_elsewhere(self) -> FloatArray:
        """Those insured elsewhere who are under the old age."""
        return self.persons(S.INSURED_ELSEWHERE) - self.asked("retired.insured_elsewhere")

    def share(self, fund: str, status: Status) -> FloatArray:
        """Share of a status that is in a fund, by month `[T, 1, 1]`."""
        return self.setting.shares[fund][:-1, status, None, None]

    def of_month(self, values: FloatArray) -> FloatArray:
        """A monthly figure `[T, 1]` as `[T, 1, 1]`."""
        return values.reshape(-1, 1, 1)

    def members(self, fund: str, *statuses: Status) -> FloatArray:
        """Members of a fund in some statuses."""
        return np.asarray(sum(self.share(fund, s) * self.persons(s) for s in statuses))

    def bases(self, fund: str) -> FloatArray:
        """Declared bases on which a fund of employers is paid; what it counts of those insured elsewhere is laid on
        those of them who are under the old age."""
        staff = sum(self.share(fund, s) * self.base(s) for s in (S.ENTERPRISE_EMPLOYEE, *PAYERS[1:3]))
        working, counted = self.working_elsewhere(), self.members(fund, S.INSURED_ELSEWHERE)
        other = working * ratio(counted.sum(axis=(1, 2), keepdims=True), working.sum(axis=(1, 2), keepdims=True))
        return np.asarray(staff + other * self.of_month(self.setting.mean_base(S.ENTERPRISE_EMPLOYEE)))

    def births(self) -> FloatArray:
        """Births to the insured of maternity."""
        statuses = (S.ENTERPRISE_EMPLOYEE, *PAYERS[1:3], S.INSURED_ELSEWHERE, S.DORMANT, S.FLEXIBLE_WORKER)
        return np.asarray(sum(self.share("maternity", s) * self.asked(f"births.{s.name.lower()}") for s in statuses))

    @cached_property
    def medical(self) -> "Medical":
        """Members of employee medical."""
        return Medical(self)

    @cached_property
    def residents(self) -> "Residents":
        """Members of the residents' medical funds."""
        return Residents(self)


class Medical:
    """Employee medical by class of birth (职工医保)."""

    def __init__(self, people: People) -> None:
        self.people, self.shares = people, medical.Shares(people.setting)

    def bases(self) -> FloatArray:
        """Declared bases by age band `[T, C, G, 3]`."""
        p, base = self.people, self.people.seen.base
        total = self.shares.table[S.ENTERPRISE_EMPLOYEE] * base[..., PAYER[S.ENTERPRISE_EMPLOYEE], :]
        total = total + base[..., PAYER[S.INSTITUTION_EMPLOYEE], :] + base[..., PAYER[S.ORGAN_EMPLOYEE], :]
        other = self.shares.elsewhere_active * p.working_elsewhere()
        other = other * p.of_month(p.setting.mean_base(S.ENTERPRISE_EMPLOYEE))
        whole = total.sum(axis=(1, 2), keepdims=True)
        return np.asarray(total + other[..., None] * ratio(whole, whole.sum(axis=-1, keepdims=True)))

    def retired(self) -> FloatArray:
        """Retired members."""
        p = self.people
        here = sum(self.shares.table[s] * p.persons(s) for s in medical.RETIRED)
        return np.asarray(here + self.shares.elsewhere_retired * p.asked("retired.insured_elsewhere"))

    def everyone(self) -> FloatArray:
        """All members."""
        p = self.people
        active = sum(self.shares.table[s] * p.persons(s) for s in Status if 1 <= s <= S.UNEMPLOYED)
        return np.asarray(active + self.shares.elsewhere_active * p.working_elsewhere() + self.retired())

    def costs(self, kind: str) -> FloatArray:
        """What the pool pays for care of a kind [yuan]."""
        p, found = self.people, 0.0
        for who, statuses in (("active", [s for s in Status if 1 <= s <= S.UNEMPLOYED]), ("retired", medical.RETIRED)):
            heads = sum(self.shares.table[s] * p.asked(f"{who}_cost.{s.name.lower()}") for s in statuses)
            elsewhere = self.shares.elsewhere_active if who == "active" else self.shares.elsewhere_retired
            heads = heads + elsewhere * p.asked(f"{who}_cost.insured_elsewhere")
            found = found + heads * p.of_month(getattr(pool_cost(p.setting, who), kind))
        return np.asarray(found)

    def credits(self) -> FloatArray:
        """What accounts are credited with [yuan], of the retired at the rate of the younger."""
        p, s = self.people, self.people.setting
        rates = np.concatenate([s.law_over(f"law.employee_medical.{name}") for name in medical.BANDS], axis=1)
        active = (self.bases() * rates[:, None, None, :]).sum(axis=-1)
        pension = s.belief("basis.medical.account_credit_retired_base") * medical.credited_pension(s)
        rate = s.law_over("law.employee_medical.account_credit_retired_to70")
        return np.asarray(active + self.retired() * p.of_month(pension * rate))


class Residents:
    """The residents' medical funds by class of birth (居民医保)."""

    def __init__(self, people: People) -> None:
        self.people = people
        s = people.setting
        heads = residents.group_heads(s)
        closed = residents.urban_members(s, heads)
        names = {group: [name for name in ASKED if name.startswith(f"{group}.")] for group in heads}
        self.heads = {group: people.asked(*asked) for group, asked in names.items()}
        self.inside = {
            group: ratio(closed[group][:-1].sum(axis=1), heads[group].sum(axis=1))[:, None, None] for group in heads
        }
        urban = {group: rows[:-1] for group, rows in closed.items()}
        rural = residents.rural_members(s, heads, urban).sum(axis=1, keepdims=True)
        self.joined = people.of_month(rural * residents.merged(s))
        """Members of the co-operative in a merged scheme `[T, 1, 1]`."""

    def urban(self) -> FloatArray:
        """Members of the urban fund, and of the layer: in a merged scheme the co-operative's too."""
        return np.asarray(sum(self.heads[group] * self.inside[group] for group in self.heads) + self.merged())

    def costs(self) -> FloatArray:
        """Cost of the urban fund's members, in the proportions of the opening's groups."""
        s = self.people.setting
        level = residents.group_costs(s)
        costs = (self.heads[g] * self.inside[g] * self.people.of_month(level[g]) for g, _ in residents.GROUPS)
        return np.asarray(sum(costs) + self.merged() * self.people.of_month(residents.rural_costs(s)))

    def merged(self) -> FloatArray:
        """Members of the co-operative in a merged scheme, nought before."""
        rural = self.rural()
        return np.asarray(self.joined * ratio(rural, rural.sum(axis=(1, 2), keepdims=True)))

    def rural(self) -> FloatArray:
        """Those whom the urban fund leaves: the rural fund insures a share of them."""
        return np.asarray(sum(self.heads[g] * (1 - self.inside[g]) for g in self.heads if g != "students"))


def _owed_by_public(p: People) -> dict[str, FloatArray]:
    """Parts of what public units owe since 2014-10 `[T]`: of the staff and of the units, by their rates."""
    own, units = (p.setting.law_over(f"law.employee_pension.public_{payer}_rate")[:, 0] for payer in PUBLIC_PAYERS)
    return {OWN: ratio(own, own + units), EMPLOYER: ratio(units, own + units)}


Key = Callable[[People], FloatArray]


def _base(*statuses: Status) -> Key:
    return lambda p: p.base(*statuses)


def _persons(*statuses: Status) -> Key:
    return lambda p: p.persons(*statuses)


def _asked(*names: str) -> Key:
    return lambda p: p.asked(*names)


def _bases(fund: str) -> Key:
    return lambda p: p.bases(fund)


def _workers(p: People) -> FloatArray:
    staff = (S.ENTERPRISE_EMPLOYEE, S.INSTITUTION_EMPLOYEE, S.ORGAN_EMPLOYEE, S.INSURED_ELSEWHERE, S.DORMANT)
    return p.members("work_injury", *staff)


def _medical_bases(p: People) -> FloatArray:
    return np.asarray(p.medical.bases().sum(axis=-1))


_PUBLIC = _base(S.INSTITUTION_EMPLOYEE, S.ORGAN_EMPLOYEE)
_ENTERPRISE = _base(S.ENTERPRISE_EMPLOYEE)
Rules = dict[str, tuple[str, Key]]
KEYS: dict[tuple[str, str], Rules] = {
    ("employee_pension", "enterprise"): {
        "contribution_employer": (EMPLOYER, _ENTERPRISE),
        "contribution_employee": (OWN, _ENTERPRISE),
        "contribution_flexible": (OWN, _base(S.FLEXIBLE_WORKER)),
        **{
            f"benefit.{part}": (BENEFIT, _asked(f"{part}.employee_retiree", f"{part}.new_retiree"))
            for part in ("basic", "transitional", "account")
        },
        "benefit.death_grant": (BENEFIT, lambda p: p.died(DIED[0], *RETIREES)),
        "benefit.inheritance": (BENEFIT, lambda p: p.died(DIED[1], *INSURED, *RETIREES)),
    },
    ("employee_pension", "public"): {
        "contribution_employer": (EMPLOYER, _PUBLIC),
        "contribution_employee": (OWN, _PUBLIC),
        "arrears": (OWED, _PUBLIC),
        "benefit.pension": (BENEFIT, _asked("basic.public_retiree")),
        "benefit.top_up": (BENEFIT, _asked("transitional.public_retiree")),
    },
    ("resident_pension", "basic"): {
        "benefit.basic": (BENEFIT, _asked("aged.resident_pensioner")),
        "benefit.funeral_and_refund": (BENEFIT, lambda p: p.died(DIED[0], S.RESIDENT_PENSIONER)),
    },
    ("resident_pension", "individual"): {
        "contribution_resident": (OWN, _persons(S.RESIDENT_CONTRIBUTOR)),
        "benefit.account": (BENEFIT, _asked("account.resident_pensioner")),
        "benefit.inheritance": (BENEFIT, lambda p: p.died(DIED[2], *Status)),
    },
    ("employee_medical", "pooled"): {
        "contribution_employer": (EMPLOYER, _medical_bases),
        "contribution_employee": (OWN, _medical_bases),
        "contribution_flexible": (OWN, _persons(S.FLEXIBLE_WORKER)),
        "benefit.inpatient": (BENEFIT, lambda p: p.medical.costs("inpatient")),
        "benefit.chronic_outpatient": (BENEFIT, lambda p: p.medical.costs("chronic_outpatient")),
        "benefit.outpatient": (BENEFIT, lambda p: p.medical.costs("outpatient")),
        **{f"benefit.{kind}": (BENEFIT, lambda p: p.births()) for kind in ("allowance", "delivery", "other")},
    },
    ("employee_medical", "individual"): {"benefit.account_spending": (BENEFIT, lambda p: p.medical.credits())},
    ("employee_medical", "large_amount"): {
        "contribution_employee": (OWN, lambda p: p.medical.everyone()),
        "benefit.large_amount": (BENEFIT, lambda p: p.medical.everyone()),
    },
    ("unemployment", "pooled"): {
        "contribution_employer": (EMPLOYER, _bases("unemployment")),
        "contribution_employee": (OWN, _bases("unemployment")),
        "benefit.allowance": (BENEFIT, _persons(S.UNEMPLOYED)),
    },
    ("work_injury", "pooled"): {
        "contribution_employer": (EMPLOYER, _bases("work_injury")),
        **{
            f"benefit.{kind}": (BENEFIT, _workers)
            for kind in ("medical", "lump_sum", "death_lump", "funeral", "leaving_grant")
        },
    },
    ("maternity", "pooled"): {
        "contribution_employer": (EMPLOYER, _bases("maternity")),
        **{f"benefit.{kind}": (BENEFIT, lambda p: p.births()) for kind in ("allowance", "delivery", "other")},
    },
    ("resident_medical", "urban"): {
        "contribution_resident": (OWN, lambda p: p.residents.urban()),
        **{f"benefit.{kind}": (BENEFIT, lambda p: p.residents.costs()) for kind in ("inpatient", "outpatient")},
    },
    ("resident_medical", "serious_illness"): {"benefit.serious_illness": (BENEFIT, lambda p: p.residents.urban())},
    ("resident_medical", "rural_cooperative"): {
        "contribution_resident": (OWN, lambda p: p.residents.rural()),
        **{f"benefit.{kind}": (BENEFIT, lambda p: p.residents.rural()) for kind in ("inpatient", "outpatient")},
    },
}
"""Ledger and item: who pays or receives, and in proportion to what."""


def parts(people: People, side: str) -> dict[str, FloatArray]:
    """Parts of an item by who pays or receives it `[T]`: all one side's, but for what public units owe."""
    return _owed_by_public(people) if side == OWED else {side: np.ones(len(people.setting.months))}


def declared_key(fund: DeclaredFund, item: str, p: People) -> FloatArray:
    """What an item of a fund that data declare is reckoned on."""
    total: FloatArray = np.zeros(p.seen.persons.shape[:3])
    for part in (part for part in fund.flows if part.item == item):
        factor = p.of_month(declared.factor(p.setting, part))
        weights = None if part.by_age is None else declared.table_of(p.setting, part.by_age, fund.ages)
        for status in declared.statuses_of(fund, part):
            persons: FloatArray = p.base(status) if part.on == "bases" else p.persons(status)
            if weights is not None:
                names = [declared.ask(fund, group, status) for group in range(len(fund.ages))]
                persons = np.asarray(sum(p.of_month(weights[:, g]) * p.asked(name) for g, name in enumerate(names)))
            total = total + factor * p.share(fund.name.key, status) * persons
    return total


def _declared_rules(fund: DeclaredFund) -> Rules:
    paid = {part.item: OWN for part in fund.flows if part.item.startswith("contribution")}
    paid |= {item: EMPLOYER for item in paid if item == "contribution_employer"}
    sides = paid | {part.item: BENEFIT for part in fund.flows if part.item.startswith("benefit")}
    return {item: (side, partial(declared_key, fund, item)) for item, side in sides.items()}


KEYS |= {(fund.name.key, ACCOUNT): _declared_rules(fund) for fund in DECLARED}
