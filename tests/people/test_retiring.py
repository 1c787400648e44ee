"""Who retires in a month: one by one, and of many lanes at once."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from actuary.people.axes import WORKING_FROM, WORKING_TO, G
from actuary.people.retiring import Age, due_and_ready
from actuary.people.transitions import Choice

MONTH = 24_240
OWN = np.arange(WORKING_FROM, WORKING_TO)
share = st.floats(0.0, 0.9)
choices = st.builds(Choice, share, st.integers(0, 120), share, share, share, st.floats(0.1, 1.0))
ages = st.lists(st.integers(45 * 12, 70 * 12), min_size=G, max_size=G)


def age_of(statutory: list[int], early: int, late: int) -> Age:
    """All of a category retire at one age, and may choose so many months earlier or later."""
    month = MONTH + np.array(statutory)[:, None] - OWN
    return Age(month, month - early, month + late)


@settings(max_examples=30)
@given(choices, st.lists(ages, min_size=2, max_size=3), st.integers(0, 36), st.integers(0, 36))
def test_lanes_together_are_each_by_itself(choice: Choice, tables: list[list[int]], early: int, late: int) -> None:
    each = [age_of(statutory, early, late) for statutory in tables]
    together = due_and_ready(Age(*(np.stack(field, axis=-1) for field in zip(*each, strict=True))), choice, MONTH)
    for lane, age in enumerate(each):
        for told, alone in zip(together, due_and_ready(age, choice, MONTH), strict=True):
            assert np.array_equal(told[..., lane], alone)


def test_who_reaches_the_age_is_tested_and_who_is_past_it_leaves_at_the_rate_of_those_who_pay_on() -> None:
    due, ready = due_and_ready(age_of([600, 660, 720], 0, 0), Choice(0.01, 60, 0.2, 0.0, 0.0, 0.5), MONTH)
    for g, age in enumerate((600, 660, 720)):
        assert np.flatnonzero(due[g]).tolist() == [age - WORKING_FROM]
        assert set(ready[g, age - 60 - WORKING_FROM : age - WORKING_FROM]) == {0.01}
        assert not ready[g, : age - 60 - WORKING_FROM].any()
        assert ready[g, age - WORKING_FROM] == 0.0
        assert set(ready[g, age + 1 - WORKING_FROM : -1]) == {0.2}
        assert ready[g, -1] == 0.0
