"""Classes of birth (出生组): every cohort that is followed is in one block, and claimants draw within their class."""

from itertools import pairwise

import numpy as np
import pytest

from actuary.kernels.month import BLOCKS, CLASS, LANES
from actuary.months import parse
from actuary.people.axes import AGES, G, S
from actuary.people.cohorts import Cohorts, youngest_class
from actuary.people.project import Projector
from actuary.scenarios.study import Study
from actuary.valuation.prepare import prepare
from actuary.vocabulary import Status

MONTHS = 130


@pytest.mark.parametrize("first", ["2016-01", "2016-07", "2019-12"])
def test_every_cohort_is_in_one_block_for_a_whole_year(first: str) -> None:
    """Blocks begin with a class of birth, five years from a January on, whatever the month; the oldest has all who are
    older, the youngest the year's newborn; nobody grows out of the oldest within a year."""
    begin = parse(first)
    cohorts = Cohorts(np.zeros((AGES, G, S, 6 * LANES)), begin, MONTHS)
    for t in range(MONTHS):
        rows, born = cohorts.rows(t), begin - AGES + np.arange(AGES + MONTHS)
        block = np.searchsorted(rows.bounds, np.arange(AGES + MONTHS), side="right") - 1
        followed = slice(rows.newest - AGES + 1, rows.newest + 1)
        assert block[followed].min() >= 0
        assert block[followed].max() < BLOCKS
        for k in range(1, BLOCKS):
            mine = born[followed][block[followed] == k]
            assert len(np.unique(mine // CLASS)) <= 1
        assert block[min(rows.newest + 1, AGES + MONTHS - 1)] == BLOCKS - 1
        assert rows.bounds[1] > followed.start + 1, "the open age folds within the oldest block"
        assert (rows.bounds == cohorts.rows(t - (begin + t) % 12).bounds).all()


def test_claimants_of_a_class_of_birth_are_its_ring() -> None:
    """After the run the ring of each class sums up to the unemployed of it, to a thousandth of a person, and no class
    has drawn as another has."""
    study = Study(prepare("wuhan-2015", to="2020-12"))
    a = study.base.assembled
    moved = Projector(a.start, a.rates, a.first, a.months, None, study.coverage)
    moved.run()
    last = youngest_class(a.first + a.months - 1)
    begin = last - youngest_class(a.first)
    ring = moved.ring.ring[begin : begin + BLOCKS].sum(axis=(1, 2))
    bounds = moved.cohorts.rows(a.months - 1).bounds
    state = moved.cohorts.state[:, :, Status.UNEMPLOYED, :LANES]
    claimants = np.array([state[low:high].sum(axis=0) for low, high in pairwise(bounds)])
    np.testing.assert_allclose(ring, claimants, rtol=0, atol=1e-3)
    drawn = moved.ring.ring[begin : begin + BLOCKS].sum(axis=(2, 3, 4))
    shape = drawn[claimants.sum(axis=(1, 2)) > 100.0]
    shape /= shape.sum(axis=1, keepdims=True)
    assert len(shape) > 5
    assert np.ptp(shape, axis=0).max() > 0.001
