"""The unemployed of a run: what the months say of them is what the people's state holds."""

import numpy as np

from actuary.people.movement import rows_of_month
from actuary.people.ring import claimants_after
from actuary.vocabulary import Status


def test_claimants_after_a_month_are_those_before_the_next(hindsight) -> None:
    """By category and lane, to a millionth of a person, in all months: deaths, work, lapse and retirement are all of
    the ways out, and a lost job the only way in."""
    movement, moved = hindsight.movement, 0.0
    for t in range(len(movement.exposure)):
        after = claimants_after(rows_of_month(movement, t))
        np.testing.assert_allclose(after, movement.people[t + 1][:, Status.UNEMPLOYED], rtol=0, atol=1e-6)
        moved += np.abs(movement.people[t + 1][:, Status.UNEMPLOYED] - movement.people[t][:, Status.UNEMPLOYED]).sum()
    assert moved > 1000.0
