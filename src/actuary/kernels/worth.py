"""Worth of accrued pensions (应计养老金现值): annuities by month of age once, then a few products a person."""

from actuary.kernels.compiler import njit, prange


@njit(cache=True, parallel=True)
def deferred(death, year, paid, refunded, annuity, refund):  # type: ignore[no-untyped-def]
    """Fill `annuity[G, A, A]` and `refund[G, A, A]` by category, month of age today and months waited.

    `death[Y, G, A]` monthly probabilities, `year[t]` the row of month t; `paid[t]` and `refunded[t]` what a yuan of
    pension paid in month t, and of account refunded at its end, is worth today. The annuity is paid in the month
    waited for and each later one that is lived to; the refund is due at a death before. Beyond the last age nobody
    lives.
    """
    ages = annuity.shape[1]
    for line in prange(annuity.shape[0] * ages):
        g, age = line // ages, line % ages
        line_annuity, line_refund = annuity[g, age], refund[g, age]
        alive, due = 1.0, 0.0
        for t in range(ages - age):
            dying = alive * death[year[t], g, age + t]
            line_annuity[t] = alive * paid[t]
            line_refund[t] = due
            due += dying * refunded[t]
            alive -= dying
        later = 0.0
        for t in range(ages - age - 1, -1, -1):
            later += line_annuity[t]
            line_annuity[t] = later


@njit(cache=True, parallel=True)
def worths(category, age, wait, basic, balance, divisor, wage, credited, indexed, annuity, refund, out):  # type: ignore[no-untyped-def]
    """Worth today `out[N]` of what each person has accrued.

    `basic` grows with `wage[t]` and `balance` with `credited[t]` to the month waited for; the account pension is the
    balance over `divisor`; both are indexed from that month on, `indexed[t]` being the level of month t.
    """
    for n in prange(len(out)):
        g, a, r = category[n], age[n], wait[n]
        lasting = annuity[g, a, r] / indexed[r]
        first = basic[n] * wage[r] + balance[n] * credited[r] / divisor[n]
        out[n] = first * lasting + balance[n] * refund[g, a, r]
