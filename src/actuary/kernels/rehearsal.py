"""A month of a tiny city, so that every kernel is compiled or loaded before it is needed (预编译)."""

import numpy as np

from actuary.kernels import choices, ledgers, registers
from actuary.kernels import month as kernel
from actuary.kernels.layout import BLOCKS, LANES, WIDTH

STATUSES, CATEGORIES, MONTHS_OF_AGE = 15, 3, 24


def rehearse() -> None:
    """Run each kernel of a run once on arrays of the types that the engine uses."""
    _move_people()
    _choose()
    _keep_books()


def _move_people() -> None:
    """A month of all cohorts, and what is done once a year."""
    g, s, a = CATEGORIES, STATUSES, MONTHS_OF_AGE
    state = np.zeros((a + 1, g, s, WIDTH))
    motion = kernel.Motion(
        np.zeros(1, dtype=np.int64),
        np.zeros(1, dtype=np.int64),
        np.zeros(1, dtype=np.int64),
        np.zeros((1, g, a)),
        np.ones((1, g, LANES)),
        np.zeros((3, a)),
    )
    none = np.zeros((g, a))
    retirement = kernel.Retirement(none, none, none, np.arange(1), np.ones(kernel.NUMBERS), np.ones(a))
    accrual = kernel.Accrual(
        np.arange(1), np.zeros(1, dtype=bool), np.ones((1, a, LANES)), 1.0, np.zeros(1), 0.0, 0.0, 0.0
    )
    exposure = kernel.Exposure(np.arange(1), np.arange(1), np.arange(1), np.ones((1, g, a)))
    never = np.zeros(1, dtype=bool)
    arrivals = kernel.Arrivals(np.arange(1), np.zeros((1, g, a)), np.ones((1, LANES)), never, never)
    life = kernel.Life(np.zeros((g, a)), np.zeros((g, a)))
    life.death.setflags(write=False)  # as a table of belief is
    pensioned, held = np.array([8, 11, 14]), np.zeros((a + 1, g, s), dtype=np.uint8)
    month, marks = kernel.Month.empty(g, s, 1, 1, 1, 1), np.zeros(s, dtype=np.int64)
    told, rows = (
        kernel.Told(life, motion, retirement, accrual, exposure, arrivals),
        kernel.Rows.even(state, held, a - 1, a),
    )
    kernel.look(state, held)
    kernel.move(kernel.months(rows, pensioned, marks, [told], [month]))
    moves, heads, short = np.zeros((BLOCKS, 1, LANES)), np.zeros((BLOCKS, 2, s, LANES)), np.zeros((BLOCKS, LANES))
    kernel.potential(rows, told, moves, heads, short)
    kernel.completed(state, held, a - 1, np.zeros((g, s, a // 12, LANES)))
    kernel.rise(state, held, a - 1, a, 0, pensioned, np.ones((3, LANES)))
    kernel.put(state, held, state, held)


def _choose() -> None:
    """Who retires in a month."""
    g = CATEGORIES
    tables, choice, none = np.zeros((4, g, 1, 1)), np.zeros((1, 6)), np.zeros(1, dtype=np.int64)
    acting, into = np.zeros((2, g, 1)), np.zeros((3, g, 1, 1))
    choices.retire(tables, acting, choice, none, 0, 0, (0, 1), np.zeros(g), into)


def _keep_books() -> None:
    """A ledger and a register through a month."""
    page = ledgers.Page.begun(np.zeros(1), *np.zeros((3, 1, 1)))
    sharing = ledgers.Sharing(np.zeros(1, dtype=np.int64), 1, False, np.zeros(1), np.zeros(1))
    ledgers.carry(page, None, sharing, np.zeros(1), 0, 1, False)
    rates, which = np.zeros((1, 1, 1, 1)), np.zeros((4, 1), dtype=np.int64)
    rules = registers.Told(np.zeros(1), rates[0], rates, rates, which)
    registers.follow(rates, rules, np.zeros((1, 1, 1)), rates[0], rates[..., :0])


def rehearse_paths() -> None:
    """Draw one number, and run one path of one ledger for one month, with the types that simulations use."""
    from actuary.kernels import paths as kernel
    from actuary.kernels.paths.contracts import COLUMNS, FLAGS, GROUPS, RULES
    from actuary.kernels.philox import fill_normals, fill_uniforms

    places, one, yes = np.zeros(1, dtype=np.int64), np.zeros((1, 1)), np.zeros(1, dtype=bool)
    none = np.zeros(0, dtype=np.int64)
    cash = np.zeros((1 + RULES, 1))
    starts = np.zeros((1 + RULES, GROUPS + 1), dtype=np.int64)
    rows = kernel.Rows(cash, cash, places, places, np.zeros((1, FLAGS), dtype=bool), starts, none, np.zeros((1, 0)))
    ledgers = np.full(5, -1, dtype=np.int64)
    merged = np.zeros((0, 1), dtype=bool)
    frame = kernel.Frame(places, yes, ledgers, places, places, yes, 1, none, none, merged)
    dates = kernel.Dates(places, places, one, one, one, one, yes)
    found = kernel.Found(np.zeros((1, COLUMNS, 1, 1)), np.full((1, 1), -1), yes[:, None].copy(), np.zeros((1, 1, 0)))
    kernel.run(rows, frame, dates, kernel.Central(one, one), one, one, found, kernel.BLOCK)
    for fill in (fill_normals, fill_uniforms):
        fill(np.uint64(0), np.uint64(0), places, places, places, np.zeros((1, 1, 1)))
