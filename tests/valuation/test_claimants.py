"""The unemployed of a run: what the months say of them is what the people's state holds."""

import numpy as np

from actuary.kernels.month import LANES
from actuary.people.transitions import INDEX_OF, RETIRING, TRANSITIONS
from actuary.vocabulary import Status

LEAVING = [r for r, transition in enumerate(TRANSITIONS) if transition.source == Status.UNEMPLOYED]


def test_claimants_after_a_month_are_those_before_the_next(hindsight) -> None:
    """By category and lane, to a millionth of a person, in all months: deaths, work, lapse and retirement are all of
    the ways out, and a lost job the only way in."""
    movement = hindsight.movement
    claimants = movement.people[:, :, Status.UNEMPLOYED]
    left = movement.death[:, :, Status.UNEMPLOYED, 0] + movement.flow[:, :, LEAVING, 0].sum(axis=2)
    retired = movement.retired[:, :, RETIRING.index(Status.UNEMPLOYED), :, 0].sum(axis=2)
    after = claimants[:-1] + movement.flow[:, :, INDEX_OF["lose_job"], 0] - left - retired
    assert after.shape[-1] == LANES
    np.testing.assert_allclose(after, claimants[1:], rtol=0, atol=1e-6)
    assert np.abs(np.diff(claimants, axis=0)).sum() > 1000.0
