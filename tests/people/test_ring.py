"""Claimants by duration (失业金领取期限环): exhaustion at 12, 18 and 24 months, and a stationary start."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actuary.kernels.claiming import exhaust, follow
from actuary.kernels.month import Month
from actuary.people.axes import LANES, G, S
from actuary.people.movement import nothing
from actuary.people.ring import LONGEST, DurationRing
from actuary.people.transitions import INDEX_OF, RETIRING, R
from actuary.vocabulary import Status

DURATIONS = np.array([12, 18, 24])
SHARES = np.array([0.3, 0.3, 0.4])


def everywhere(value):
    """The same number in each category and lane."""
    return np.full((G, LANES), float(value))


def ring(claimants=1000.0, back=0.05, shares=SHARES):
    """A ring of `claimants` in every cell, of one class of birth."""
    ring = DurationRing(DURATIONS, shares, back)
    ring.open(everywhere(claimants)[None])
    return ring


def turn(ring, claimants, inflow):
    """A month in which `inflow` lost a job, and after which so many claim."""
    happened = nothing(0)
    happened.people[:, Status.UNEMPLOYED] = claimants - inflow
    happened.flow[:, INDEX_OF["lose_job"], :LANES] = inflow
    noted = (np.full((1, G, kinds), 63) for kinds in (S, R, len(RETIRING)))
    follow(ring.claims(slice(0, 1)), 0, Month(*(field[None] for field in happened)), *noted)


def exhausting(ring):
    """Share of claimants `[G, L]` whose entitlement ends this month."""
    share = np.empty((G, LANES))
    exhaust(ring.claims(slice(0, 1)), 0, share, 0)
    return share


def test_the_opening_ring_holds_the_claimants():
    """By duration and band they add to the state, and nobody has drawn more than he may."""
    start = ring()
    np.testing.assert_allclose(start.ring.sum(axis=(0, 1, 2)), 1000.0)
    for band, duration in enumerate(DURATIONS):
        assert not start.ring[0, duration:, band].any()
        assert (start.ring[0, :duration, band] > 0).all()


def test_the_opening_ring_is_stationary():
    """With the inflow that keeps the number, a turn leaves every cell as it is."""
    start = ring()
    before = start.ring.copy()
    inflow = before[0, 0].sum(axis=0)
    for _ in range(30):
        turn(start, everywhere(1000.0), inflow)
    np.testing.assert_allclose(start.ring, before, rtol=1e-9)


def test_outflow_of_the_stationary_ring_is_its_inflow():
    """Those who find work and those whose right ends make up the inflow."""
    start = ring()
    leaving = 1000.0 * (0.05 + exhausting(start))
    np.testing.assert_allclose(leaving, start.ring[0, 0].sum(axis=0), rtol=1e-9)


@pytest.mark.parametrize(("band", "duration"), list(enumerate(DURATIONS)))
def test_a_band_is_exhausted_in_its_last_month(band, duration):
    """One cohort without re-employment: nobody leaves before month 12, 18 or 24, all of them in it."""
    shares = np.eye(3)[band]
    start = ring(0.0, back=0.0, shares=shares)
    turn(start, everywhere(100.0), everywhere(100.0))
    for drawn in range(1, LONGEST + 1):
        share = exhausting(start)
        np.testing.assert_allclose(share, 1.0 if drawn == duration else 0.0)
        if drawn == duration:
            break
        turn(start, everywhere(100.0), everywhere(0.0))


def test_the_exhausted_are_not_counted_among_those_who_find_work():
    """Work is found first: of the last month's claimants 1 - back exhaust."""
    start = ring(0.0, back=0.25, shares=np.array([1.0, 0.0, 0.0]))
    turn(start, everywhere(100.0), everywhere(100.0))
    for _ in range(11):
        turn(start, everywhere(100.0), everywhere(0.0))
    np.testing.assert_allclose(exhausting(start), 0.75)


def test_nobody_drawing_exhausts_nothing():
    """No claimants: a share of nought, not of nothing over nothing."""
    assert not exhausting(ring(0.0)).any()


@settings(deadline=None, max_examples=50)
@given(st.lists(st.tuples(st.just(0.0) | st.floats(1e-3, 1e5), st.floats(0, 1)), min_size=1, max_size=40))
def test_the_ring_is_scaled_to_the_state(months):
    """Whatever comes, the ring's sum is the state's claimants, never negative, nobody past his right."""
    turned = ring()
    for claimants, fresh in months:
        turn(turned, everywhere(claimants), everywhere(claimants * fresh))
        np.testing.assert_allclose(turned.ring.sum(axis=(0, 1, 2)), claimants, rtol=1e-9, atol=1e-6)
        assert turned.ring.min() >= -1e-9
        assert all(not turned.ring[0, duration:, band].any() for band, duration in enumerate(DURATIONS))
        share = exhausting(turned)
        assert share.min() >= -1e-9
        assert share.max() <= 1 + 1e-9
