"""The monthly step against its slow twin, and against laws that always hold."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actuary.kernels import month as kernel
from actuary.kernels import threads
from actuary.kernels.month import BLOCKS, LANES, TOTALS, WIDTH

from . import slow_month

G, S, A = 3, 15, 40
BANDS = np.array([8, 34, 8, 11, 14])
MARKS = np.array([1, 1, 5, 5, 1, 1, 1, 2, 2, 6, 3, 4, 1, 1, 1])


def city(seed: int):
    """A random small city: state and everything the step is told."""
    rng = np.random.default_rng(seed)
    state = np.zeros((A + 1, G, S, WIDTH))
    for a in range(A):
        for s in slow_month.live(a, BANDS, S):
            state[A - 1 - a, :, s] = rng.random((G, WIDTH)) * 10
            state[A - 1 - a, :, s, kernel.YEARS : kernel.YEARS + LANES] *= 3
    r = 9
    motion = kernel.Motion(
        np.array([0, 1, 5, 6, 12, 12, 2, 10, 12]),
        np.array([12, 5, 1, 5, 1, 10, 9, 11, -1]),
        np.array([0, 0, 0, 3, 0, 0, 2, 1, 0]),
        rng.random((r, G, A)) * 0.1,
        rng.random((r, G, LANES)),
        rng.random((3, A)) * 10,
    )
    for a in range(A):
        if a < BANDS[0] or a >= BANDS[1]:
            motion.probability[:, :, a] = 0.0
    due = np.zeros((G, A))
    due[0, 30], due[1, 27], due[2, 24] = 1.0, 1.0, 0.5
    motion.probability[:8, 0, 30] = motion.probability[:8, 1, 27] = 0.0
    ready = np.zeros((G, A))
    ready[:, 20:23] = 0.01
    ready[2, 24] = 0.2  # who may choose, where the others' month has come
    numbers = np.array(
        [5000.0, 0.01, 0.012, 2.5, 0.4, 0.2, 0.3, 139.0, 300.0, 0.5, 0.6, 0.3 * (seed % 2), float(seed % 4 > 1), 27.0]
    )
    reached = np.zeros((G, A))
    retirement = kernel.Retirement(due, ready, reached, np.array([1, 4, 5, 6]), numbers, 100 + rng.random(A) * 50)
    accrual = kernel.Accrual(
        np.array([1, 2, 3, 4]),
        np.array([False, True, True, False]),
        rng.random((4, A // 12 + 1, LANES)) * 5000,
        5052.0,
        np.full(4, 0.08),
        0.0025,
        0.002,
        21.0,
    )
    life = kernel.Life(rng.random((G, A)) * 0.01, rng.random((G, A)) * 0.01)
    arrivals = kernel.Arrivals(
        np.array([0, 1]),
        rng.random((2, G, A)),
        rng.random((2, LANES)),
        np.array([False, True]),
        np.array([True, False]),
        np.array([1, 8]),
        (np.arange(LANES) % 5 > 0).astype(float),
    )
    arrivals.persons[1, :, : BANDS[0]] = arrivals.persons[:, :, BANDS[1] :] = 0.0
    exposure = kernel.Exposure(
        np.array([1, 7]), np.array([kernel.PERSONS, kernel.BASIC]), np.array([0, 1]), rng.random((2, G, A))
    )
    return state, life, motion, retirement, accrual, exposure, arrivals


def nobody_replaced(arrivals):
    """The same arrivals, whoever leaves."""
    return arrivals._replace(replacing=np.zeros(2, dtype=bool))


def empty(motion, retirement, exposure, *lead):
    """Sums of nought."""
    return kernel.Month.empty(G, S, len(motion.source), len(retirement.source), 4, len(exposure.status), *lead)


def held(state):
    """Which totals are not nought."""
    bits = np.zeros(state.shape[:3], dtype=np.uint8)
    kernel.look(state, bits)
    return bits


def month(state, *told):
    """The step on a city, in place; what happened."""
    marks, *parts = told
    out = empty(parts[1], parts[2], parts[4])
    step(kernel.Rows.even(state, held(state), A - 1, A), marks, [kernel.Told(*parts)], [out])
    return out


def step(rows, marks, told, happened):
    """Move people through months."""
    kernel.move(kernel.months(rows, BANDS[2:], marks, told, happened))


def run(seed: int):
    """State before and after, what was told, and what happened."""
    state, life, motion, retirement, accrual, exposure, arrivals = city(seed)
    after = state.copy()
    out = month(after, MARKS, life, motion, retirement, accrual, exposure, arrivals)
    return state, after, (life, motion, retirement, accrual, exposure, arrivals), out


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_step_is_its_slow_twin(seed):
    """State, births, deaths, retirements and account records agree to 1e-9 of a person or a yuan."""
    state, after, (life, motion, retirement, accrual, _, arrivals), out = run(seed)
    shape = (*state.shape[:3], TOTALS, LANES)
    expected, seen = slow_month.one_month(
        state.reshape(shape), A - 1, A, BANDS, MARKS, life, motion, retirement, accrual, arrivals
    )
    np.testing.assert_allclose(after, expected.reshape(state.shape), rtol=1e-11, atol=1e-9)
    np.testing.assert_allclose(out.birth, seen["birth"], rtol=1e-12)
    np.testing.assert_allclose(out.death.reshape(seen["deaths"].shape), seen["deaths"], rtol=1e-11, atol=1e-12)
    np.testing.assert_allclose(out.account, seen["account"], rtol=1e-11, atol=1e-9)
    retired = out.retired.sum(axis=0)[:, :, :LANES].sum(axis=2)
    for (k, outcome), persons in seen["retired"].items():
        np.testing.assert_allclose(retired[k, outcome], persons)


@pytest.mark.parametrize("seed", [4, 5])
def test_exposures_are_weighted_sums(seed):
    """An exposure is the plain weighted sum of the start-of-month state."""
    state, _, (_, _, _, _, exposure, _), out = run(seed)
    for e in range(2):
        total = exposure.total[e]
        cells = state[:A][::-1][:, :, exposure.status[e], total : total + LANES]
        expected = np.einsum("agl,ga->l", cells, exposure.weights[exposure.weight[e]])
        np.testing.assert_allclose(out.exposure[e], expected, rtol=1e-12)


@given(seed=st.integers(0, 10_000))
@settings(max_examples=30, deadline=None)
def test_people_are_conserved(seed):
    """Opening + arrivals - deaths - departures = closing, in every category and lane, to 1e-9 of a person."""
    state, after, (_, motion, _, _, _, _), out = run(seed)
    persons = slice(0, LANES)
    opening = state[:, :, :, persons].sum(axis=(0, 2))
    closing = after[:, :, :, persons].sum(axis=(0, 2))
    deaths = out.death[:, :, persons].sum(axis=1)
    left = out.flow[:, motion.target < 0, persons].sum(axis=1)
    arrived = out.arrival
    np.testing.assert_allclose(closing, opening + arrived - deaths - left, atol=1e-9)


@given(seed=st.integers(0, 10_000), share=st.floats(0.05, 0.95))
@settings(max_examples=20, deadline=None)
def test_splitting_a_district_changes_no_total(seed, share):
    """A lane split in two has the same persons and yuan after the month; order of lanes does not matter."""
    state, life, motion, retirement, accrual, exposure, arrivals = city(seed)
    motion.lane[:] = 0.7
    accrual.base[:] = accrual.base[:, :, :1]
    arrivals.persons[:] = 0.0
    arrivals = nobody_replaced(arrivals)
    cells = state.reshape(A + 1, G, S, TOTALS, LANES)
    whole, split = np.zeros_like(cells), np.zeros_like(cells)
    whole[..., 0] = cells[..., 0]
    split[..., 3], split[..., 9] = cells[..., 0] * share, cells[..., 0] * (1 - share)
    results = []
    for start in (whole, split):
        now = start.reshape(state.shape).copy()
        month(now, MARKS, life, motion, retirement, accrual, exposure, arrivals)
        results.append(now.reshape(cells.shape).sum(axis=4))
    np.testing.assert_allclose(results[1], results[0], rtol=1e-10, atol=1e-9)


@given(seed=st.integers(0, 10_000), share=st.floats(0.05, 0.95))
@settings(max_examples=10, deadline=None)
def test_splitting_a_cohort_changes_no_total(seed, share):
    """Everybody in two parts, each moved alone: together they are the whole, persons, yuan and flows."""
    state, *told = city(seed)
    told[-1].persons[:] = 0.0
    ends = []
    for part in (1.0, share, 1.0 - share):
        now = state * part
        out = month(now, MARKS, *told)
        ends.append((now, out.death, out.flow, out.retired, out.exposure))
    for whole, one, other in zip(*ends, strict=True):
        np.testing.assert_allclose(one + other, whole, rtol=1e-9, atol=1e-9)


@given(seed=st.integers(0, 10_000), order=st.permutations(range(LANES)))
@settings(max_examples=10, deadline=None)
def test_the_order_of_districts_does_not_matter(seed, order):
    """Districts told in another order have the same people and money, in that order, to the last bit."""
    state, life, motion, retirement, accrual, exposure, arrivals = city(seed)

    def reordered(values):
        return np.ascontiguousarray(values.reshape(*values.shape[:-1], -1, LANES)[..., order]).reshape(values.shape)

    arrivals = nobody_replaced(arrivals)  # whose lanes are added up in their order
    one, two = state.copy(), reordered(state)
    month(one, MARKS, life, motion, retirement, accrual, exposure, arrivals)
    moved = motion._replace(lane=motion.lane[..., order].copy())
    paid = accrual._replace(base=accrual.base[..., order].copy())
    came = arrivals._replace(lane=arrivals.lane[..., order].copy())
    month(two, MARKS, life, moved, retirement, paid, exposure, came)
    assert (reordered(one) == two).all()


def test_without_rates_cohorts_only_age():
    """No mortality, fertility, moves, pay or interest: the month changes nothing but who is how old."""
    state, life, motion, retirement, accrual, exposure, arrivals = city(7)
    quiet = kernel.Life(life.death * 0, life.birth * 0)
    still = motion._replace(probability=motion.probability * 0)
    none = retirement._replace(due=retirement.due * 0, ready=retirement.ready * 0)
    rest = accrual._replace(base=accrual.base * 0, crediting=0.0, resident_crediting=0.0, resident_credit=0.0)
    nobody = arrivals._replace(persons=arrivals.persons * 0)
    after = state.copy()
    month(after, np.zeros(S, dtype=np.int64), quiet, still, none, rest, exposure, nobody)
    persons = slice(0, LANES)
    assert (after[..., persons] == state[..., persons]).all()
    years = slice(kernel.YEARS, kernel.YEARS + LANES)
    payers = [1, 2, 3, 4]
    others = [s for s in range(S) if s not in payers]
    assert (after[:, :, others, years] == state[:, :, others, years]).all()


def test_potential_is_what_the_step_then_moves():
    """Coverage is learned on flows that the step then makes: the same persons for every transition and status."""
    state, _, told, out = run(11)
    motion = told[1]
    moves = np.zeros((BLOCKS, len(motion.source), LANES))
    heads, short = np.zeros((BLOCKS, 2, S, LANES)), np.zeros((BLOCKS, LANES))
    kernel.potential(kernel.Rows.even(state, held(state), A - 1, A), kernel.Told(*told), moves, heads, short)
    np.testing.assert_allclose(moves.sum(axis=0), out.flow.sum(axis=0)[:, :LANES], rtol=1e-10)
    people, deaths = heads.sum(axis=0)
    np.testing.assert_allclose(people, out.people.sum(axis=0), rtol=1e-12)
    np.testing.assert_allclose(deaths, out.death.sum(axis=0)[:, :LANES], rtol=1e-10)


def test_potential_tells_who_is_short_of_years():
    """Those who will move to the resident scheme, by the years that they have before the month."""
    state, _, told, _ = run(12)
    life, motion, retirement = told[:3]
    heads, short = np.zeros((BLOCKS, 2, S, LANES)), np.zeros((BLOCKS, LANES))
    moves = np.zeros((BLOCKS, len(motion.source), LANES))
    kernel.potential(kernel.Rows.even(state, held(state), A - 1, A), kernel.Told(*told), moves, heads, short)
    expected, n = np.zeros(LANES), retirement.numbers
    for g, a in zip(*np.nonzero(retirement.due), strict=True):
        for s in retirement.source:
            persons, years = state[A - 1 - a, g, s].reshape(TOTALS, LANES)[:2]
            z = (np.log(n[kernel.MINIMUM_YEARS] * persons / years) + n[kernel.SIGMA] ** 2 / 2) / n[kernel.SIGMA]
            below = np.array([slow_month.normal(each) for each in z])
            expected += persons * (1 - life.death[g, a]) * retirement.due[g, a] * below * n[kernel.TO_RESIDENT]
    assert expected.min() > 0
    np.testing.assert_allclose(short.sum(axis=0), expected, rtol=1e-10)


def in_lanes(one, other):
    """What even lanes are told as one city is, and odd lanes as the other: an axis of lanes more."""
    return np.ascontiguousarray(np.stack([(one, other)[lane % 2] for lane in range(LANES)], axis=-1), dtype=float)


@pytest.mark.parametrize("seed", [1, 4, 7])
def test_lanes_told_by_themselves_are_the_lanes_of_cities_told_alike(seed):
    """One month in which even lanes live by one law and belief and odd lanes by another: each lane to the last bit as
    in a city that lives by its own alone."""
    state, life, motion, retirement, accrual, exposure, arrivals = city(seed)
    _, life2, motion2, retirement2, accrual2, _, arrivals2 = city(seed + 1)
    due2 = np.roll(retirement2.due, 1, axis=1)
    retirement2 = retirement2._replace(due=due2, numbers=retirement2.numbers * 1.1)
    retirement2.numbers[kernel.RESIDENT_AGE] = retirement.numbers[kernel.RESIDENT_AGE]
    accrual2 = accrual2._replace(
        base=accrual.base, reference=5100.0, account_rate=np.full(4, 0.07), crediting=0.003, resident_credit=22.0
    )
    motion2 = motion2._replace(lane=motion.lane)
    arrivals, arrivals2 = nobody_replaced(arrivals), nobody_replaced(arrivals2._replace(lane=arrivals.lane))
    motion2.probability[:3] = motion.probability[:3]
    ends = []
    for told in (
        (life, motion, retirement, accrual, exposure, arrivals),
        (life2, motion2, retirement2, accrual2, exposure, arrivals2),
    ):
        now = state.copy()
        ends.append((now, *month(now, MARKS, *told)))
    where = np.zeros(motion.probability.shape)
    apart = motion.probability != motion2.probability
    where[apart] = 1 + np.arange(apart.sum())
    packed = (
        kernel.Life(in_lanes(life.death, life2.death), in_lanes(life.birth, life2.birth)),
        motion._replace(
            brought=in_lanes(motion.brought, motion2.brought),
            where=where,
            own=in_lanes(motion.probability[apart], motion2.probability[apart]),
        ),
        kernel.Retirement(
            in_lanes(retirement.due, retirement2.due),
            in_lanes(retirement.ready, retirement2.ready),
            in_lanes(retirement.reached, retirement2.reached),
            retirement.source,
            in_lanes(retirement.numbers, retirement2.numbers),
            in_lanes(retirement.divisor, retirement2.divisor),
        ),
        accrual._replace(
            **{
                name: in_lanes(getattr(accrual, name), getattr(accrual2, name))
                for name in ("reference", "account_rate", "crediting", "resident_crediting", "resident_credit")
            }
        ),
        exposure,
        arrivals._replace(persons=in_lanes(arrivals.persons, arrivals2.persons)),
    )
    now = state.copy()
    together = (now, *month(now, MARKS, *packed))
    for lane in range(LANES):
        for mine, alone in zip(together, ends[lane % 2], strict=True):
            assert (of_lane(mine, lane) == of_lane(alone, lane)).all()


@given(seed=st.integers(0, 10_000))
@settings(max_examples=10, deadline=None)
def test_in_lanes_leavers_are_replaced_where_they_left(seed):
    """Beside who comes anyway, each lane takes in as many as its own leavers that count."""
    state, life, motion, retirement, accrual, exposure, arrivals = city(seed)
    persons = in_lanes(arrivals.persons, arrivals.persons)
    every = arrivals._replace(persons=persons, lane=np.ones((2, LANES)))
    out = month(state.copy(), MARKS, life, motion, retirement, accrual, exposure, every)
    left = out.flow[:, arrivals.leavers, :LANES].sum(axis=1) * arrivals.counted
    assert left.max() > 0
    np.testing.assert_allclose(out.arrival, arrivals.persons.sum(axis=(0, 2))[:, None] + left, rtol=1e-12)


def of_lane(values, lane):
    """One lane of an array whose last axis is of lanes, or of totals and lanes."""
    return values.reshape(*values.shape[:-1], -1, LANES)[..., lane]


def test_same_bytes_on_one_thread_and_two():
    """Blocks are fixed and summed in order."""
    results = []
    for count in (1, 2):
        threads.limit(count)
        _, after, _, out = run(21)
        results.append((after.tobytes(), *(field.tobytes() for field in out)))
    threads.limit(None)
    assert results[0] == results[1]


def test_what_is_held_is_what_is_not_nought():
    """Before and after the month the bits are those of the totals that are not nought, and the people do not depend on
    bits too many."""
    state, *told = city(31)
    ends = []
    for bits in (held(state), np.full(state.shape[:3], (1 << TOTALS) - 1, dtype=np.uint8)):
        after, out = state.copy(), empty(told[1], told[2], told[4])
        step(kernel.Rows.even(after, bits, A - 1, A), MARKS, [kernel.Told(*told)], [out])
        assert (bits[:A] == held(after)[:A]).all()
        ends.append((after.tobytes(), *(field.tobytes() for field in out)))
    assert ends[0] == ends[1]


MONTHS, DRAWN, RIGHTS = 7, 4, np.array([2, 4])
BEGIN, EXHAUST, CLAIMANT = 1, 2, 5
"""Months in a row; months for which anybody draws, and for which each entitlement does; the moves by which people of
the tests' cities begin to draw, and have drawn all, and the status between."""


def in_a_row(seed: int):
    """A city with claimants that is told several months, the last of which looks what cells hold: rows, and what is
    told of each month."""
    first, life, motion, retirement, accrual, exposure, arrivals = city(seed)
    motion.probability[3] = 0.0  # nobody begins to draw in another way
    motion.probability[EXHAUST] = 1.0  # nor draws beyond the right, at any age
    state = np.zeros((A + MONTHS + 1, G, S, WIDTH))
    state[:A] = first[:A]
    bounds = np.array([0, 9, 10, *range(12, A, 2), *[A] * (BLOCKS + 1)])[: BLOCKS + 1]
    bounds[-1] = A + MONTHS
    rng = np.random.default_rng(seed)
    drawing, last = (np.arange(DRAWN)[:, None] < RIGHTS), (np.arange(DRAWN)[:, None] >= RIGHTS - 1)
    by_lane = [np.repeat(each[..., None], LANES, axis=-1).astype(float) for each in (drawing, last)]
    ring = rng.random((BLOCKS, DRAWN, 2, G, LANES)) * by_lane[0][:, :, None]
    for block in range(BLOCKS):
        claimants = state[bounds[block] : bounds[block + 1], :, CLAIMANT, :LANES].sum(axis=0)
        ring[block] *= claimants / ring[block].sum(axis=(0, 1))
    shares, back = np.repeat([[0.4], [0.6]], LANES, axis=1), np.zeros(LANES)
    share = np.concatenate((np.full((1, LANES), 0.5), np.full((2, LANES), 0.25)))
    told, ending = [], np.where(np.arange(len(motion.source)) == EXHAUST, kernel.OF_WORKERS, -1)
    motion = motion._replace(ending=ending, then=np.zeros(len(ending)))
    for month in range(MONTHS):
        claims = kernel.Claims(ring, *by_lane, shares, back, BEGIN, EXHAUST, CLAIMANT, 2, np.array([EXHAUST]))
        end = kernel.Turning(share, 0, np.zeros((G, LANES)), int(month == MONTHS - 1))
        due = np.roll(retirement.due, month, axis=1)
        of_age = retirement._replace(due=due, reached=np.where(due > 0, 1.0, 0.0))
        told.append(kernel.Told(life, motion, of_age, accrual, exposure, arrivals, claims, end))
    return kernel.Rows(state, held(state), A - 1, bounds, A), told


def all_that_happened(rows, told, happened):
    """Every byte of a move through months."""
    fields = [field for month in happened for field in month if field.size] + [month.turning.born for month in told]
    return [rows.state.tobytes(), told[0].claims.ring.tobytes(), *(field.tobytes() for field in fields)]


def test_months_together_are_months_one_after_another():
    """On one thread and on two, to the last bit: people, claimants, the newborn and all sums."""
    ends = []
    for count, each in ((1, 1), (1, MONTHS), (2, MONTHS), (2, 3)):
        threads.limit(count)
        rows, told = in_a_row(41)
        happened = [empty(told[0].motion, told[0].retirement, told[0].exposure) for _ in told]
        for t in range(0, MONTHS, each):
            step(rows._replace(newest=A - 1 + t), MARKS, told[t : t + each], happened[t : t + each])
        ends.append(all_that_happened(rows, told, happened))
        assert (rows.held[MONTHS : A + MONTHS] == held(rows.state)[MONTHS : A + MONTHS]).all()
        assert told[-1].turning.born.min() > 0
    threads.limit(None)
    assert all(end == ends[0] for end in ends)


def test_a_row_of_months_is_its_slow_twin():
    """Month for month: the newborn take their row, the open age folds, and claimants of each class of birth draw."""
    rows, told = in_a_row(42)
    happened = [empty(told[0].motion, told[0].retirement, told[0].exposure) for _ in told]
    cells = rows.state.reshape(*rows.state.shape[:3], TOTALS, LANES).copy()
    ring = told[0].claims.ring.copy()
    step(rows, MARKS, told, happened)
    for t, month in enumerate(told):
        cells, born = slow_month.month_of_a_row(cells, A - 1 + t, A, rows.bounds, BANDS, MARKS, month, ring)
        np.testing.assert_allclose(month.turning.born, born, rtol=1e-11)
        claimants = [cells[a:b, :, CLAIMANT, 0].sum(axis=0) for a, b in pairwise(rows.bounds)]
        np.testing.assert_allclose(ring.sum(axis=(1, 2)), claimants, rtol=1e-9, atol=1e-9)
    np.testing.assert_allclose(rows.state, cells.reshape(rows.state.shape), rtol=1e-9, atol=1e-9)
    np.testing.assert_allclose(told[0].claims.ring, ring, rtol=1e-9, atol=1e-9)
    assert ring.max() > 1.0


@pytest.mark.parametrize("seed", [51, 52])
def test_moves_that_an_age_ends_are_those_of_a_table_that_says_so(seed):
    """Who reach the age of workers, and residents in the last month before theirs, do what they do then and nothing
    else: as if the table of probabilities said so, to the last bit, told once or by lane."""
    state, life, motion, retirement, accrual, exposure, arrivals = city(seed)
    reached = np.zeros((G, A))
    reached[0, 30], reached[1, 27], reached[2, 24] = 1.0, 1.0, 1.0
    workers, residents = kernel.OF_WORKERS, kernel.OF_RESIDENTS
    ending = np.array([-1, workers, -1, -1, residents, -1, workers, residents, -1])
    then = np.array([0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0, 1.0, 0.0])
    table = motion.probability.copy()
    for r, age in enumerate(ending):
        if age == kernel.OF_WORKERS:
            table[r][reached > 0] = then[r]
        elif age == kernel.OF_RESIDENTS:
            table[r][:, int(retirement.numbers[kernel.RESIDENT_AGE]) - 1] = then[r]
    ends = []
    ways = (
        (motion._replace(probability=table), retirement, life),
        (motion._replace(ending=ending, then=then), retirement._replace(reached=reached), life),
    )
    for moves, retires, lives in ways:
        after = state.copy()
        out = month(after, MARKS, lives, moves, retires, accrual, exposure, arrivals)
        ends.append([after, *out])
    assert (ends[0][0] != state).any()
    for one, other in zip(*ends, strict=True):
        assert np.array_equal(one, other)
    moves, heads, short = np.zeros((BLOCKS, 9, LANES)), np.zeros((BLOCKS, 2, S, LANES)), np.zeros((BLOCKS, LANES))
    would = kernel.Told(life, *ways[1][:2], accrual, exposure, arrivals)
    kernel.potential(kernel.Rows.even(state, held(state), A - 1, A), would, moves, heads, short)
    np.testing.assert_allclose(moves.sum(axis=0), ends[1][6].sum(axis=0)[:, :LANES], rtol=1e-10)


def test_ages_between_which_moves_and_weights_act_change_nothing():
    """A tile that is passed over because no age of it is between them has nobody who moves or is seen."""
    state, life, motion, retirement, accrual, exposure, arrivals = city(61)
    motion.probability[0, :, :12] = motion.probability[0, :, 20:] = 0.0
    exposure.weights[0, 1:, 5:] = 0.0
    acts, sees = kernel.acting(motion.probability), kernel.acting(exposure.weights)
    assert acts.reshape(9, G, 2)[0].tolist() == [[12, 20]] * G
    assert sees.reshape(2, G, 2)[0].tolist() == [[0, A], [0, 5], [0, 5]]
    assert kernel.acting(np.zeros((1, 1, A))).tolist() == [0, 0]
    ends = []
    for moves, asks in ((motion, exposure), (motion._replace(acts=acts), exposure._replace(sees=sees))):
        after = state.copy()
        ends.append([after, *month(after, MARKS, life, moves, retirement, accrual, asks, arrivals)])
    for one, other in zip(*ends, strict=True):
        assert np.array_equal(one, other)
