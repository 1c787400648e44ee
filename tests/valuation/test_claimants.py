"""The unemployed of a run: what the months say of them is what the people's state holds."""

import numpy as np

from actuary.people.movement import rows_of_month
from actuary.people.ring import DurationRing
from actuary.vocabulary import Status

DURATIONS, SHARES = np.array([12, 24]), np.array([0.5, 0.5])


def test_claimants_after_a_month_are_those_before_the_next(hindsight) -> None:
    """By category and lane, to a millionth of a person, in all months: deaths, work, lapse and retirement are all of
    the ways out, and a lost job the only way in."""
    movement, moved = hindsight.movement, 0.0
    ring = DurationRing(movement.people[0][:, Status.UNEMPLOYED], DURATIONS, SHARES, 0.05)
    for t in range(len(movement.exposure)):
        ring.follow(rows_of_month(movement, t))
        after, before = ring.ring.sum(axis=(0, 1)), movement.people[t][:, Status.UNEMPLOYED]
        np.testing.assert_allclose(after, movement.people[t + 1][:, Status.UNEMPLOYED], rtol=0, atol=1e-6)
        moved += np.abs(after - before).sum()
    assert moved > 1000.0
