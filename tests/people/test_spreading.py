"""Lanes put on districts (各道落到各区): the kernels beside the rule, sum by sum and cell by cell."""

import numpy as np
import pytest

from actuary.kernels.month import LANES
from actuary.people.axes import AGES, G, S
from actuary.people.coverage import Coverage
from actuary.people.movement import Movement, allocate
from actuary.people.spreading import BY_CATEGORY, LITTLE, PLAIN, ground, spread

MONTHS, SINCE, EXPOSURES = 14, 5, 3


def movement(rng: np.random.Generator) -> Movement:
    """Any sums of fourteen months, and people by age at their beginning and after a year."""
    found = allocate(MONTHS, EXPOSURES)
    for name in (*BY_CATEGORY, *PLAIN):
        getattr(found, name)[:] = rng.uniform(1.0, 2.0, getattr(found, name).shape)
    found.ages.update({t: rng.uniform(1.0, 2.0, (G, S, AGES // 12, LANES)) for t in (0, 12)})
    return found


@pytest.fixture
def told() -> tuple[Movement, Movement]:
    """Districts, and lanes that are all the first before a month; afterwards all but the second and the last are
    others. One cell has nothing on the first lane, of one the districts have nothing, births are all the same."""
    rng = np.random.default_rng(3)
    base, lanes = movement(rng), movement(rng)
    for name in (*BY_CATEGORY, *PLAIN):
        sums = getattr(lanes, name)
        sums[:SINCE] = sums[:SINCE, ..., :1]
        sums[..., [1, LANES - 1]] = sums[..., :1]
    for table in lanes.ages.values():
        table[..., [1, LANES - 1]] = table[..., :1]
    lanes.ages[0][:] = lanes.ages[0][..., :1]
    lanes.birth[:] = lanes.birth[..., :1]
    lanes.flow[SINCE:, :, 4, 0, 0] = lanes.flow[SINCE:, :, 4, 0, 1] = lanes.flow[SINCE:, :, 4, 0, LANES - 1] = 0.0
    base.flow[:, :, 7, 0] = 0.0
    return base, lanes


def rule(base: np.ndarray, lanes: np.ndarray, lane: int, since: int, even: bool) -> np.ndarray:
    """What a lane is on the districts: the base times the lane's over the first lane's; of a sum of which the first has
    nothing, what the lane has is dealt out as the districts share that sum over the run. `[T, ..., L]`."""
    first, other = lanes[..., 0], lanes[..., lane]
    something = np.abs(first) > LITTLE * np.abs(first).mean(axis=0)
    mean = base.mean(axis=0)
    expected = base.copy()
    for cell in np.ndindex(first.shape):
        if cell[0] < since:
            continue
        if something[cell]:
            expected[cell] *= other[cell] / first[cell]
        else:
            city = mean[cell[1:]].sum()
            share = np.full(LANES, 1.0 / LANES) if even or city == 0 else mean[cell[1:]] / city
            expected[cell] += (other[cell] - first[cell]) * share
    return expected


def test_a_lane_on_the_districts_is_what_the_rule_says(told: tuple[Movement, Movement]) -> None:
    """Each sum of each month, to the fifteenth digit; before the month the districts' own."""
    base, lanes = told
    places = (2, 9)
    found = spread(ground(base, lanes), lanes, places, [Coverage.empty(MONTHS)] * 2, SINCE)
    for lane, moved in zip(places, found, strict=True):
        for name in (*BY_CATEGORY, *PLAIN):
            districts, sums = getattr(base, name), getattr(lanes, name)
            if name in BY_CATEGORY:
                districts, sums = (each.sum(axis=1, keepdims=True) for each in (districts, sums))
            expected = rule(districts, sums, lane, SINCE, even=False)
            np.testing.assert_allclose(getattr(moved, name), expected, rtol=1e-14, atol=1e-14)
        assert (moved.flow[SINCE:, 0, 4, 0] != base.flow.sum(axis=1)[SINCE:, 4, 0]).any()
        year = base.ages[12].sum(axis=0, keepdims=True), lanes.ages[12].sum(axis=0, keepdims=True)
        expected = rule(*(each[None] for each in year), lane, 0, even=True)[0]
        np.testing.assert_allclose(moved.ages[12], expected, rtol=1e-14)


def test_what_no_lane_changes_is_the_baselines_own(told: tuple[Movement, Movement]) -> None:
    """A lane that is the first has its very arrays, and one that is not has those of the sums in which it is."""
    base, lanes = told
    on = ground(base, lanes)
    same, other = spread(on, lanes, (1, 2), [Coverage.empty(MONTHS)] * 2, SINCE)
    for name in (*BY_CATEGORY, *PLAIN):
        assert getattr(same, name) is getattr(on.base, name)
        assert (getattr(other, name) is getattr(on.base, name)) == (name == "birth")
    assert same.ages[12] is on.base.ages[12]
    assert other.ages[0] is on.base.ages[0]
    assert other.ages[12] is not on.base.ages[12]
