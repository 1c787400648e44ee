"""A month of a tiny city, so that every kernel is compiled or loaded before it is needed (预编译)."""

from typing import Any

import numpy as np

from actuary.kernels import choices, districts, ledgers, registers
from actuary.kernels import month as kernel
from actuary.kernels.layout import BLOCKS, LANES, WIDTH

STATUSES, CATEGORIES, MONTHS_OF_AGE = 15, 3, 24


def rehearse() -> None:
    """Run each kernel of a run once on arrays of the types that the engine uses."""
    _move_people()
    _choose()
    _keep_books()


def rehearse_lanes() -> None:
    """The same of the kernels that the pooled city needs besides."""
    _move(_told(LANES))
    over, something = np.zeros((LANES, 1, 1)), np.zeros((1, 1), dtype=np.uint8)
    first, differs = np.zeros((1, 1)), np.zeros((BLOCKS, LANES))
    districts.over_first([(np.zeros((1, 1, 1, LANES)), first, something, over, differs)])
    base, out = np.zeros((1, 1, LANES)), kernel.aligned((1, 1, LANES))
    districts.put([(base, over[0], something, np.zeros((1, LANES)), 0, out)])


def _told(*lanes: int) -> kernel.Told:
    """What a month of a tiny city is told; of so many lanes where they differ."""
    g, a, one = CATEGORIES, MONTHS_OF_AGE, np.zeros(1, dtype=np.int64)

    def by(*shape: int) -> Any:
        return np.zeros((*shape, *lanes)) if shape or lanes else 0.0

    motion = kernel.Motion(one, one, one, np.zeros((1, g, a)), np.ones((1, g, LANES)), by(3, a))
    if lanes:
        motion = motion._replace(where=np.zeros((1, g, a)))
    none, never = by(g, a), np.zeros(1, dtype=bool)
    retirement = kernel.Retirement(none, none, none, np.arange(1), by(kernel.NUMBERS) + 1.0, by(a) + 1.0)
    accrual = kernel.Accrual(np.arange(1), never, np.ones((1, a, LANES)), by() + 1.0, by(1), by(), by(), by())
    exposure = kernel.Exposure(np.arange(1), np.arange(1), np.arange(1), np.ones((1, g, a)))
    arrivals = kernel.Arrivals(np.arange(1), by(1, g, a), np.ones((1, LANES)), never, never)
    life = kernel.Life(by(g, a), by(g, a))
    life.death.setflags(write=False)  # as a table of belief is
    return kernel.Told(life, motion, retirement, accrual, exposure, arrivals)


def _move(told: kernel.Told) -> kernel.Rows:
    """The tiny city through a month."""
    g, s, a = CATEGORIES, STATUSES, MONTHS_OF_AGE
    rows = kernel.Rows.even(np.zeros((a + 1, g, s, WIDTH)), np.zeros((a + 1, g, s), dtype=np.uint8), a - 1, a)
    month, marks = kernel.Month.empty(g, s, 1, 1, 1, 1), np.zeros(s, dtype=np.int64)
    kernel.look(rows.state, rows.held)
    kernel.move(kernel.months(rows, np.array([8, 11, 14]), marks, [told], [month]))
    return rows


def _move_people() -> None:
    """A month of all cohorts, and what is done once a year."""
    told, g, s, a = _told(), CATEGORIES, STATUSES, MONTHS_OF_AGE
    rows = _move(told)
    moves, heads, short = np.zeros((BLOCKS, 1, LANES)), np.zeros((BLOCKS, 2, s, LANES)), np.zeros((BLOCKS, LANES))
    kernel.potential(rows, told, moves, heads, short)
    kernel.completed(rows.state, rows.held, a - 1, np.zeros((g, s, a // 12, LANES)))
    kernel.rise(rows.state, rows.held, a - 1, a, 0, np.array([8, 11, 14]), np.ones((3, LANES)))
    kernel.put(rows.state, rows.held, rows.state, rows.held)


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
