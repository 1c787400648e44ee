"""Employee pension (职工基本养老保险): the enterprise ledger and the public-sector ledger, never netted."""

import numpy as np
from numpy.typing import NDArray

from actuary.kernels.month import ACCOUNT, ACCOUNT_PART, BASIC, TRANSITIONAL
from actuary.months import month
from actuary.people.coverage import PUBLIC
from actuary.people.transitions import PORT_OUT
from actuary.schemes.exposure import AWARDED, BOUGHT, BOUGHT_YEARS, TO_RESIDENT
from actuary.schemes.proportion import across
from actuary.schemes.setting import Setting
from actuary.vocabulary import Status

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]
S = Status
FUND = "employee_pension"
INSURED = (S.ENTERPRISE_EMPLOYEE, S.FLEXIBLE_WORKER, S.DORMANT, S.UNEMPLOYED)
PORTED = tuple(zip(PORT_OUT, (S.ENTERPRISE_EMPLOYEE, S.FLEXIBLE_WORKER, S.DORMANT), strict=True))
SINCE = month(2014, 10)
"""Month since which public staff are insured (国发〔2015〕2号)."""
PARTS = (("basic", BASIC), ("transitional", TRANSITIONAL), ("account", ACCOUNT_PART))


def enterprise_members(s: Setting) -> dict[str, FloatArray]:
    """Members of the enterprise ledger by kind `[T + 1, D]`, with those who live outside the city."""
    persons = s.seen.persons
    return {
        "paying": persons[:, S.ENTERPRISE_EMPLOYEE] + persons[:, S.FLEXIBLE_WORKER],
        "not_paying": persons[:, S.DORMANT] + persons[:, S.UNEMPLOYED],
        "retired": persons[:, S.EMPLOYEE_RETIREE] + persons[:, S.NEW_RETIREE],
    }


def public_members(s: Setting) -> dict[str, FloatArray]:
    """Members of the public ledger by kind `[T + 1, D]`, once they have entered."""
    persons = s.seen.persons
    running, entering = public_entry(s)
    entered = np.concatenate((running[:1] & ~entering[:1], running))
    active = persons[:, S.INSTITUTION_EMPLOYEE] + persons[:, S.ORGAN_EMPLOYEE]
    return {"paying": entered * active, "retired": entered * persons[:, S.PUBLIC_RETIREE]}


def members(s: Setting) -> None:
    """Participants (参保人数) of both ledgers: paying, not paying, retired."""
    public = public_members(s)
    for kind, persons in enterprise_members(s).items():
        s.members[(FUND, kind)] = persons + public.get(kind, 0.0)


def public_entry(s: Setting) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Whether the public ledger takes cash, and whether it does for the first time, by month `[T, 1]`: from the month
    that is as long after 2014-10 as the month itself is believed to ask, a judgement; once in, for good."""
    since = s.months - SINCE
    asked = np.round(s.basis.over("basis.public.first_cash_lag", s.months))
    running = np.logical_or.accumulate(since >= asked)
    before = np.concatenate((since[:1] > asked[:1], running[:-1]))
    return running[:, None], (running & ~before)[:, None]


def contributions(s: Setting) -> None:
    """Contributions of employers, employees and flexible workers, in cash; arrears recovered."""
    share = s.belief("basis.cash.contribution_same_month_share")
    collected = s.belief("basis.collection.enterprise")
    wages = s.base(S.ENTERPRISE_EMPLOYEE) * collected
    s.bases[(FUND, "enterprise", "employer")] = wages
    s.bases[(FUND, "enterprise", "flexible")] = s.base(S.FLEXIBLE_WORKER)
    post = s.postings
    employer = s.law_over("law.employee_pension.employer_rate") * s.employers(FUND)
    post.add_lagged(FUND, "enterprise", "contribution_employer", wages * employer, share)
    employee = s.law_over("law.employee_pension.employee_rate")
    post.add_lagged(FUND, "enterprise", "contribution_employee", wages * employee, share)
    flexible = s.base(S.FLEXIBLE_WORKER) * s.law_over("law.employee_pension.flexible_rate")
    post.add_lagged(FUND, "enterprise", "contribution_flexible", flexible, share)
    arrears = s.price("basis.pension.arrears_and_lump_sums") / 12.0 * across(wages)
    post.add(FUND, "enterprise", "arrears", arrears)


def transfers(s: Setting) -> None:
    """Portability across the city's edge, years bought at retirement, and accounts that follow people
    between this scheme and the residents'."""
    post, seen = s.postings, s.seen
    with_pooled = 1.0 + s.law_over("law.employee_pension.portability_pooled_rate") / (
        s.law_over("law.employee_pension.portability_account_rate") * s.belief("basis.pension.account_over_credits")
    )
    left = sum(seen.moved(name, ACCOUNT, status) for name, status in PORTED)
    post.add(FUND, "enterprise", "transfer.portability_in", seen.brought * with_pooled)
    post.add(FUND, "enterprise", "transfer.portability_out", -left * with_pooled)
    year_price = 12.0 * s.reference * s.law_over("law.employee_pension.base_floor")
    price = year_price * s.law_over("law.employee_pension.flexible_rate")
    bought = seen.retired(BOUGHT, BOUGHT_YEARS) * price
    post.add(FUND, "enterprise", "transfer.lump_sum_purchase", bought)
    left = seen.retired(TO_RESIDENT, ACCOUNT)
    for move in ("retire_resident", "retire_other"):
        left = left + seen.moved(move, ACCOUNT, S.RESIDENT_PENSIONER)
    came = seen.retired(AWARDED, ACCOUNT) + seen.retired(BOUGHT, ACCOUNT)
    post.add(FUND, "enterprise", "transfer.resident_pension", came - left)
    post.add("resident_pension", "individual", "transfer.employee_pension", left - came)


def pensions(s: Setting) -> None:
    """Pensions in payment by part. The yearly rise counts from January and is paid from its month on with the
    arrears; awards before the new benefit wage is published are paid on last year's and trued up."""
    post, seen = s.postings, s.seen
    rise_month, wage_month = (
        s.calendar(f"basis.cash.{name}", 12) for name in ("pension_rise_month", "benefit_wage_month")
    )
    rise = rises(s)
    wage = s.law.over("law.common.benefit_wage", s.months)
    last = s.law.over("law.common.benefit_wage", s.months - 12)
    provisional = np.maximum(1.0 - last / wage, 0.0)[:, None]
    for part, _ in PARTS:
        old, new = seen.asked(f"{part}.employee_retiree"), seen.asked(f"{part}.new_retiree")
        late_rise = np.where(early(s, rise_month), old * rise / (1.0 + rise), 0.0)
        late_award = np.where(early(s, wage_month), new * provisional, 0.0) if part != "account" else 0.0 * new
        post.add(FUND, "enterprise", f"benefit.{part}", -(old + new - late_rise - late_award))
        for held, paid_in in ((late_rise, rise_month), (late_award, wage_month)):
            pay_arrears(s, f"benefit.{part}", held, paid_in)


def rises(s: Setting) -> FloatArray:
    """Rise of the pensions in payment of each month's year `[T, 1]` [share]: January's, whose state has it already; of
    a year that began before the run, its first month's."""
    path, first = "basis.path.pension_indexation", int(s.months[0])

    def told() -> FloatArray:
        begun = (max(m - m % 12, first) for m in s.months.tolist())
        stated = ((m, s.law.stated("law.employee_pension.indexation", m)) for m in begun)
        return np.array([s.basis.number(path, m) if known is None else known for m, known in stated])[:, None]

    return np.asarray(s.once("pension.rises", told))


def early(s: Setting, month_number: IntArray) -> NDArray[np.bool_]:
    """Months before the calendar month `[T]` of their year `[T, 1]`."""
    return ((s.months % 12 + 1) < month_number)[:, None]


def pay_arrears(s: Setting, item: str, held: FloatArray, month_number: IntArray) -> None:
    """Pay in the calendar month `[T]` of each year what was held back since its January, by month of the right."""
    steps, pays = np.arange(len(s.months)), s.months % 12 + 1 == month_number
    for lag in range(1, int(month_number.max())):
        cash, paid = np.zeros_like(held), steps[pays & (lag < month_number) & (lag <= steps)]
        cash[paid] = -held[paid - lag]
        if cash.any():
            s.postings.add(FUND, "enterprise", item, cash, lag)


def deaths(s: Setting) -> None:
    """Grants on the death of pensioners and insured, and accounts paid out to heirs."""
    seen, post = s.seen, s.postings
    died = seen.died(S.EMPLOYEE_RETIREE, 0) + seen.died(S.NEW_RETIREE, 0)
    post.add(FUND, "enterprise", "benefit.death_grant", -died * s.price("basis.pension.death_grant_mean"))
    heirs = sum(seen.died(status, ACCOUNT) for status in (*INSURED, S.EMPLOYEE_RETIREE, S.NEW_RETIREE))
    post.add(FUND, "enterprise", "benefit.inheritance", -np.asarray(heirs))


def public(s: Setting) -> None:
    """Public staff: nothing before the first cash month, then contributions and pensions, in that month with
    those of each month back to 2014-10; the budget's payment for the gap of each pool follows from its balance, later.
    """
    post, seen = s.postings, s.seen
    running, entering = public_entry(s)
    share = s.belief("basis.cash.contribution_same_month_share")
    wages = s.base(S.INSTITUTION_EMPLOYEE) + s.base(S.ORGAN_EMPLOYEE)
    s.bases[(FUND, "public", "employer")] = wages * running
    for item, name in (
        ("contribution_employer", "public_employer_rate"),
        ("contribution_employee", "public_employee_rate"),
    ):
        post.add_lagged(FUND, "public", item, wages * s.law_over(f"law.employee_pension.{name}") * running, share)
    for payer in ("employer", "employee"):
        s.memoranda[(FUND, f"annuity.{payer}")] = wages * s.law_over(f"law.employee_pension.annuity_{payer}_rate")
    rate = s.law_over("law.employee_pension.public_employer_rate")
    rate = rate + s.law_over("law.employee_pension.public_employee_rate")
    post.add(FUND, "public", "arrears", np.zeros_like(wages))
    pay_back(s, "arrears", wages * rate, entering)
    for item, part in (("benefit.pension", "basic"), ("benefit.top_up", "transitional")):
        right = -seen.asked(f"{part}.public_retiree")
        post.add(FUND, "public", item, right * running)
        pay_back(s, item, right, entering)


def pay_back(s: Setting, item: str, right: FloatArray, entering: NDArray[np.bool_]) -> None:
    """Settle on entry a share of the right `[T, D]` of each month since 2014-10, by month of the right: each at its own
    law, wages and people, those before the run at its first month's, a judgement."""
    share = s.belief("basis.public.back_payment_share")
    for t in np.flatnonzero(entering).tolist():
        for lag in range(1, int(s.months[t]) - SINCE + 1):
            settled = share[t] * right[max(t - lag, 0)]
            if settled.any():
                cash = np.zeros_like(right)
                cash[t] = settled
                s.postings.add(FUND, "public", item, cash, lag)


def post_all(s: Setting) -> None:
    """Everything of the two ledgers that does not depend on balances."""
    members(s)
    contributions(s)
    transfers(s)
    pensions(s)
    deaths(s)
    public(s)


assert len(PUBLIC) == 3
