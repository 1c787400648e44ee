"""Who retires in a month: the kernel beside the rule written over whole tables, and lanes at once."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from actuary.kernels.month import LANES
from actuary.law.legislation import BORN
from actuary.law.retirement import Retirement
from actuary.people.axes import WORKING_FROM, WORKING_TO, G
from actuary.people.retiring import Retiring
from actuary.people.transitions import Choice

MONTH = 24_240
OWN = np.arange(WORKING_FROM, WORKING_TO)
BIRTH = np.arange(BORN.start, BORN.stop)
share = st.just(0.0) | st.floats(0.01, 0.9)
choices = st.builds(Choice, share, st.integers(0, 120), share, share, share, st.floats(0.1, 1.0))
ages = st.lists(st.integers(45 * 12, 70 * 12), min_size=G, max_size=G)
flexible = st.integers(0, 36)


def age_of(statutory: list[int], early: int, late: int, delay: int = 0) -> Retirement:
    """All of a category retire at one age, which was so many months lower before a delay, and may choose so many months
    earlier or later."""
    age = np.repeat(np.array(statutory)[:, None], len(BIRTH), axis=1)
    month = BIRTH + age
    return Retirement(age, month, 0 * age + delay, month - early, month + late, 0 * age)


def told(ages: Retirement, choice: Choice, month: int = MONTH) -> tuple[np.ndarray, np.ndarray]:
    """What the kernel says of those at work, of one way to live."""
    found = Retiring()([ages], [choice], month)
    at_work = slice(WORKING_FROM, WORKING_TO)
    assert not found.due[:, :WORKING_FROM].any()
    assert not found.ready[:, WORKING_TO:].any()
    return found.due[:, at_work], found.ready[:, at_work]


def twin(ages: Retirement, choice: Choice, month: int = MONTH) -> tuple[np.ndarray, np.ndarray]:
    """The same over whole tables: the rule of `Retiring`, sentence by sentence."""
    born = month - 1 - OWN - BORN.start
    reaches, earliest, latest = (field[:, born] for field in (ages.month, ages.earliest, ages.latest))
    ready = np.where((month > reaches) & (OWN < WORKING_TO - 1), choice.paying_on, 0.0)
    before = (ages.month - ages.delay)[:, born]
    ready[(month < before) & (month >= before - choice.special_months)] = choice.special
    months = np.maximum(reaches - earliest, 1)
    window = (month >= earliest) & (month < reaches)
    chosen = np.where(window, 1.0 - (1.0 - choice.early) ** (1.0 / months), 0.0)
    after = latest > reaches
    if choice.late:
        staying = choice.late / (choice.late + (1.0 - choice.late) * choice.waiting)
        chosen += np.where(after & (month == latest), staying, 0.0)
    due = np.where(month == reaches, 1.0 - choice.late * after, 0.0)
    return due, ready + chosen * (1.0 - ready)


@given(choices, ages, flexible, flexible, flexible, st.integers(MONTH - 400, MONTH + 400))
def test_the_kernel_says_what_the_rule_says(
    choice: Choice, statutory: list[int], early: int, late: int, delay: int, month: int
):
    table = age_of(statutory, early, late, delay)
    for mine, other in zip(told(table, choice, month), twin(table, choice, month), strict=True):
        np.testing.assert_allclose(mine, other, rtol=0, atol=1e-15)


plain = st.builds(Choice, share, st.integers(0, 120), share, st.just(0.0), st.just(0.0), st.floats(0.1, 1.0))
ways = st.tuples(choices, ages, flexible, flexible)
plain_ways = st.tuples(plain, ages, st.just(0), flexible)


@given(
    st.lists(ways, min_size=2, max_size=4)
    | st.lists(ways, min_size=LANES - 1, max_size=LANES - 1)
    | st.lists(plain_ways, min_size=LANES - 1, max_size=LANES - 1),
    st.integers(MONTH, MONTH + 100),
)
def test_lanes_together_are_each_by_itself(ways: list[tuple[Choice, list[int], int, int]], month: int) -> None:
    """A lane has its own table and its own choice; two that are the same share it. Sixteen are told at once where
    nobody chooses."""
    ways = [*ways, ways[0]]
    tables, chosen = [age_of(way[1], way[2], way[2], way[3]) for way in ways], [way[0] for way in ways]
    retiring = Retiring(len(ways))
    retiring(tables, chosen, month - 1)
    together = retiring(tables, chosen, month)
    for lane, (table, choice) in enumerate(zip(tables, chosen, strict=True)):
        alone = Retiring()([table], [choice], month)
        for all_lanes, one in zip(together, alone, strict=True):
            assert np.array_equal(all_lanes[..., lane], one)


@given(st.lists(st.tuples(plain, ages), min_size=2, max_size=4), st.sampled_from([1, LANES]))
def test_nothing_is_left_of_what_was_told_in_the_same_memory(ways: list[tuple[Choice, list[int]]], lanes: int) -> None:
    """Whoever told of a month before, of others of other ages: it is the rule's, to the bit and in every age."""
    for choice, statutory in ways:
        table = age_of(statutory, 0, 0)
        found = Retiring(lanes)([table] * lanes, [choice] * lanes, MONTH)
        expected = twin(table, choice, MONTH)
        for field, rule in zip(found[:2], expected, strict=True):
            whole = np.zeros(field.shape[:2])
            whole[:, WORKING_FROM:WORKING_TO] = rule
            assert np.array_equal(field, np.repeat(whole[..., None], lanes, axis=-1))
        del found, field


def test_what_was_told_of_a_month_stands_while_the_next_is_asked_for() -> None:
    """The month's people move by it meanwhile."""
    retiring, table, choice = Retiring(), age_of([600, 660, 720], 0, 0), Choice(0.01, 60, 0.2, 0.0, 0.0, 0.5)
    now = retiring([table], [choice], MONTH)
    kept = [field.copy() for field in now]
    retiring([age_of([610, 670, 730], 0, 0)], [choice], MONTH + 1)
    assert all(np.array_equal(field, before) for field, before in zip(now, kept, strict=True))


def test_who_reaches_the_age_is_tested_and_who_is_past_it_leaves_at_the_rate_of_those_who_pay_on() -> None:
    due, ready = told(age_of([600, 660, 720], 0, 0), Choice(0.01, 60, 0.2, 0.0, 0.0, 0.5))
    for g, age in enumerate((600, 660, 720)):
        assert np.flatnonzero(due[g]).tolist() == [age - 1 - WORKING_FROM]
        assert set(ready[g, age - 61 - WORKING_FROM : age - 1 - WORKING_FROM]) == {0.01}
        assert not ready[g, : age - 61 - WORKING_FROM].any()
        assert ready[g, age - 1 - WORKING_FROM] == 0.0
        assert set(ready[g, age - WORKING_FROM : -1]) == {0.2}
        assert ready[g, -1] == 0.0


def test_a_delay_moves_neither_special_jobs_nor_illness() -> None:
    """Law states their ages apart (国发〔1978〕104号, 55 and 45, 50 and 45): who may retire early does so in the same
    months of age, and nobody does from the old age to the new."""
    choice = Choice(0.01, 60, 0.2, 0.0, 0.0, 0.5)
    _, before = told(age_of([600, 660, 720], 0, 0), choice)
    _, after = told(age_of([616, 676, 736], 0, 0, 16), choice)
    assert np.array_equal(before == choice.special, after == choice.special)
    assert (after == choice.special).sum() == 3 * choice.special_months
