"""Records of one cell in a month (缴费年限与个人账户): what paying adds, what pensions charge, what accounts earn."""

from actuary.kernels.compiler import njit
from actuary.kernels.lanes import add, at, least, most, read, write
from actuary.kernels.layout import (
    ACCOUNT,
    ACCOUNT_PART,
    BROUGHT,
    CHARGED,
    CREDITING,
    CREDITS,
    HAS_ACCOUNT,
    HAS_RECORD,
    HAS_RESIDENT_ACCOUNT,
    INDEX,
    INSURED,
    LANES,
    PENSIONER,
    PUBLIC_CREDITING,
    PUBLIC_CREDITS,
    PUBLIC_INSURED,
    RESIDENT_ACCOUNT,
    RESIDENT_CHARGED,
    RESIDENT_CREDITING,
    RESIDENT_CREDITS,
    RESIDENT_INSURED,
    RESIDENT_PENSIONER,
    WIDTH,
    YEARS,
)


@njit
def accrue(state, cell, has, g, a, accrual, bases, base, account, place):  # type: ignore[no-untyped-def]
    """One month of paying of one cell: years, index-years and account of each payer; bases by age band to
    `bases[P, 3, L]` at `base`, credits to `account[ACCOUNTS, L]` at `place`."""
    age = a // 12
    band = 0 if age <= 35 else (1 if age <= 45 else 2)
    month, of_wage = 1.0 / 12.0, 1.0 / (at(accrual.reference) * 12.0)
    years_of_age = accrual.base.shape[1]
    for p in range(accrual.payers.shape[0]):
        payer, rate = accrual.payers[p], at(accrual.account_rate, p)
        if has[g, payer] == 0:
            continue
        has[g, payer] |= HAS_RECORD
        here = cell + payer * WIDTH
        persons = read(state, here)
        paid = persons * read(accrual.base, (p * years_of_age + age) * LANES)
        add(bases, base + (p * 3 + band) * LANES, paid)
        add(account, place + (PUBLIC_CREDITS if accrual.public[p] else CREDITS), paid * rate)
        add(state, here + YEARS, persons * month)
        add(state, here + INDEX, paid * of_wage)
        add(state, here + ACCOUNT, paid * rate)


@njit
def keep_accounts(state, cell, has, g, accrual, marks, out, place):  # type: ignore[no-untyped-def]
    """Account pensions are charged to the records while they last (after that the pool pays on), contributors of the
    resident scheme are credited, and accounts earn interest; sums to `out[ACCOUNTS, L]` at `place`. `marks[S]` tells
    whose account a status holds."""
    for s in range(marks.shape[0]):
        here, mark = cell + s * WIDTH, marks[s]
        if has[g, s] and mark == RESIDENT_INSURED:
            has[g, s] |= HAS_RESIDENT_ACCOUNT
        if has[g, s] & HAS_ACCOUNT:
            own = read(state, here + ACCOUNT)
            if mark == PENSIONER:
                charged = least(most(own, 0.0), read(state, here + ACCOUNT_PART))
                own -= charged
                add(out, place + CHARGED, charged)
            earned = own * at(accrual.crediting)
            add(out, place + (PUBLIC_CREDITING if mark >= PUBLIC_INSURED else CREDITING), earned)
            write(state, here + ACCOUNT, own + earned)
        if has[g, s] & HAS_RESIDENT_ACCOUNT:
            keep_saved(state, here, mark, accrual, out, place)


@njit
def keep_saved(state, here, mark, accrual, out, place):  # type: ignore[no-untyped-def]
    """The same of the resident scheme's account of one status."""
    saved = read(state, here + RESIDENT_ACCOUNT)
    if mark == RESIDENT_PENSIONER:
        charged = least(most(saved, 0.0), read(state, here + ACCOUNT_PART))
        saved -= charged
        add(out, place + RESIDENT_CHARGED, charged)
    elif mark == RESIDENT_INSURED:
        credited = read(state, here) * at(accrual.resident_credit)
        saved += credited
        add(out, place + RESIDENT_CREDITS, credited)
    if mark == INSURED or mark == RESIDENT_INSURED or mark == RESIDENT_PENSIONER:
        earned = saved * at(accrual.resident_crediting)
        add(out, place + RESIDENT_CREDITING, earned)
        write(state, here + RESIDENT_ACCOUNT, saved + earned)


@njit
def bring(state, here, a, came, brought, account, place):  # type: ignore[no-untyped-def]
    """What entrants `came` to the status at `here` bring from elsewhere; their accounts are added to
    `account[ACCOUNTS, L]` at `place` too."""
    fund = came * at(brought, 2, a)
    add(state, here + YEARS, came * at(brought, 0, a))
    add(state, here + INDEX, came * at(brought, 1, a))
    add(state, here + ACCOUNT, fund)
    add(account, place + BROUGHT, fund)
