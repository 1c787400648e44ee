"""Months of a ledger in a row (逐月记账核): plain arrays, in place; `room[ROWS, D]` is scratch, by pool or district."""

from actuary.kernels.compiler import njit

FEN = 0.01
"""Less than this is rounding, not money [yuan]."""
SMALL = 1e-9
SUMS, AMOUNT, PAID, WHOLE, HELD, YEAR = range(6)
"""Rows of scratch: sums and amounts by pool, what is paid in, weights of pools, what districts hold, and what they paid
in a year."""


@njit
def in_pools(values, sharing, sums):  # type: ignore[no-untyped-def]
    """Sums over the districts of each pool, into `sums[P]`."""
    for pool in range(sharing.pools):
        sums[pool] = 0.0
    for d in range(values.shape[0]):
        sums[sharing.of_district[d]] += values[d]


@njit
def over_districts(amount, weight, sharing, whole, result):  # type: ignore[no-untyped-def]
    """An amount of each pool `[P]` over its districts by weight `[D]`, none of which is nought, into `result[D]`."""
    for pool in range(sharing.pools):
        whole[pool] = 0.0
    for d in range(weight.shape[0]):
        whole[sharing.of_district[d]] += max(weight[d], SMALL)
    for d in range(weight.shape[0]):
        pool = sharing.of_district[d]
        result[d] = amount[pool] * (max(weight[d], SMALL) / whole[pool]) if amount[pool] != 0.0 else 0.0


@njit
def add_to(flow, cash):  # type: ignore[no-untyped-def]
    """Cash `[D]` that flows in."""
    for d in range(flow.shape[0]):
        flow[d] += cash[d]


@njit
def hold(page, sharing, t, room):  # type: ignore[no-untyped-def]
    """What districts and pools hold with what has moved in month `t`, into their rows."""
    held = room[HELD]
    for d in range(held.shape[0]):
        held[d] = page.balance[t, d] + page.flow[t, d]
    in_pools(held, sharing, room[SUMS])


@njit
def lacking(page, sharing, t, room):  # type: ignore[no-untyped-def]
    """Whether any pool lacks something after its balance is used, and what each lacks, into its row: less than a fen is
    not lacking."""
    sums, amount = room[SUMS], room[AMOUNT]
    hold(page, sharing, t, room)
    any_ = False
    for pool in range(sharing.pools):
        short = sums[pool] < -FEN
        amount[pool] = -sums[pool] if short else 0.0
        any_ |= short
    return any_


@njit
def help_pools(page, sharing, t, room):  # type: ignore[no-untyped-def]
    """Adjustment fund (调剂金): every pool pays a share of its contributions; the guaranteed share of what pools lack
    this month is met in proportion, and what is left goes back as it came."""
    paid, need = room[PAID], room[AMOUNT]
    in_pools(page.contributions[t], sharing, paid)
    in_pools(page.flow[t], sharing, need)
    asked, given, met = 0.0, 0.0, 0.0
    for pool in range(sharing.pools):
        paid[pool] *= sharing.share[t]
        need[pool] = max(-need[pool], 0.0) * sharing.guarantee[t]
        asked += need[pool]
        given += paid[pool]
    part = min(1.0, given / asked) if asked > 0.0 else 0.0
    for pool in range(sharing.pools):
        need[pool] *= part
        met += need[pool]
    back = 1.0 - met / given if given > 0.0 else 1.0
    for pool in range(sharing.pools):
        need[pool] = need[pool] + paid[pool] * back - paid[pool]
    over_districts(need, page.contributions[t], sharing, room[WHOLE], page.help[t])


@njit
def close(page, sharing, rate, t, room):  # type: ignore[no-untyped-def]
    """Interest on what was there (none on a deficit), help, closing and backstop of month `t`."""
    earning, held = room[HELD], room[SUMS]
    for d in range(earning.shape[0]):
        earning[d] = page.balance[t, d] + page.moved_in[d]
        page.moved_in[d] = 0.0
    in_pools(earning, sharing, held)
    for d in range(earning.shape[0]):
        if held[sharing.of_district[d]] > FEN:
            page.interest[t, d] = earning[d] * rate
    add_to(page.flow[t], page.interest[t])
    if sharing.adjusting:
        help_pools(page, sharing, t, room)
        add_to(page.flow[t], page.help[t])
    if lacking(page, sharing, t, room):
        over_districts(room[AMOUNT], page.spending[t], sharing, room[WHOLE], page.backstop[t])
        add_to(page.flow[t], page.backstop[t])
    for d in range(earning.shape[0]):
        page.balance[t + 1, d] = page.balance[t, d] + page.flow[t, d]


@njit
def meet(page, sharing, t, room):  # type: ignore[no-untyped-def]
    """The budget pays what a pool lacks this month after its balance is used, by spending."""
    if lacking(page, sharing, t, room):
        over_districts(room[AMOUNT], page.spending[t], sharing, room[WHOLE], page.gap[t])
        add_to(page.flow[t], page.gap[t])


@njit
def move(page, reserve, t, d, cash):  # type: ignore[no-untyped-def]
    """Cash of a district out of its reserve in month `t`, or into it."""
    page.drawn[t, d] += cash
    reserve.drawn[t, d] -= cash
    page.flow[t, d] += cash
    reserve.flow[t, d] -= cash


@njit
def set_aside(page, reserve, sharing, aside, t, room):  # type: ignore[no-untyped-def]
    """A share of the year's contributions goes into the reserve, up to its cap, never more than a pool holds; by what
    each district paid in."""
    year, paid, sums, amount, whole = room[YEAR], room[PAID], room[SUMS], room[AMOUNT], room[WHOLE]
    for d in range(year.shape[0]):
        year[d] = 0.0
        for month in range(max(t - 11, 0), t + 1):
            year[d] += page.contributions[month, d]
    in_pools(year, sharing, paid)
    hold(reserve, sharing, t, room)
    for pool in range(sharing.pools):
        amount[pool] = paid[pool] * aside.cap[t] - sums[pool]
    hold(page, sharing, t, room)
    for pool in range(sharing.pools):
        amount[pool] = max(min(paid[pool] * aside.share[t], amount[pool], sums[pool]), 0.0)
        whole[pool] = 0.0
    for d in range(year.shape[0]):
        whole[sharing.of_district[d]] += max(year[d], 0.0)
    for d in range(year.shape[0]):
        pool = sharing.of_district[d]
        if whole[pool] > 0.0:
            move(page, reserve, t, d, -(max(year[d], 0.0) * (amount[pool] / whole[pool])))


@njit
def draw(page, reserve, sharing, t, room):  # type: ignore[no-untyped-def]
    """What a pool lacks comes out of its reserve while that holds it, by what each district holds there."""
    if not lacking(page, sharing, t, room):
        return
    held, sums, amount, whole = room[HELD], room[SUMS], room[AMOUNT], room[WHOLE]
    hold(reserve, sharing, t, room)
    for pool in range(sharing.pools):
        amount[pool] = min(amount[pool], max(sums[pool], 0.0))
        amount[pool] = amount[pool] if amount[pool] > FEN else 0.0
        whole[pool] = 0.0
    for d in range(held.shape[0]):
        whole[sharing.of_district[d]] += max(held[d], 0.0)
    for d in range(held.shape[0]):
        pool = sharing.of_district[d]
        if amount[pool] > 0.0:
            move(page, reserve, t, d, amount[pool] * (max(held[d], 0.0) / whole[pool]))


@njit
def carry(page, reserve, aside, sharing, rate, first, end, met, drawing, room, part, worker):  # type: ignore[no-untyped-def]
    """The months from `first` to before `end` of a ledger; the other arguments as of `ledgers.carry`."""
    for t in range(first, end):
        if met:
            meet(page, sharing, t, room)
        if drawing and aside.share[t] > 0.0:
            set_aside(page, reserve, sharing, aside, t, room)
        if drawing:
            draw(page, reserve, sharing, t, room)
        close(page, sharing, rate[t], t, room)
        if drawing:
            close(reserve, sharing, rate[t], t, room)
