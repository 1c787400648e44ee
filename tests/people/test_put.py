"""Placing persons over cells (人口安放): all of them, in proportion, and no cell above its room."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actuary.people.opening import put

CELLS = st.lists(st.tuples(st.floats(0.01, 100), st.floats(1, 1e5)), min_size=1, max_size=40)


@settings(deadline=None, max_examples=300)
@given(CELLS, st.floats(0.01, 0.999))
def test_all_are_placed_and_no_cell_overflows(cells, fill):
    """Any weights, any room, up to nearly all of it."""
    weights, room = (np.array(column) for column in zip(*cells, strict=True))
    total = fill * room.sum()
    placed = put(total, weights, room)
    assert placed.sum() == pytest.approx(total, rel=1e-9, abs=1e-9)
    assert (placed <= room * (1 + 2e-6) + 1e-9).all()
    assert placed.min() >= 0


def test_with_room_to_spare_the_weights_decide():
    """In proportion, exactly."""
    np.testing.assert_allclose(put(60.0, np.array([1.0, 2.0, 3.0]), np.full(3, 1e6)), [10.0, 20.0, 30.0])


def test_what_a_full_cell_cannot_take_goes_to_the_others():
    """The first is full at five; the rest go on in proportion to their weights."""
    np.testing.assert_allclose(put(55.0, np.array([10.0, 2.0, 3.0]), np.array([5.0, 1e6, 1e6])), [5.0, 20.0, 30.0])


def test_nobody_is_placed_where_the_weight_is_nought():
    """Cells outside a group's ages stay empty, whatever their room."""
    assert put(10.0, np.array([0.0, 1.0]), np.array([1e6, 1e6]))[0] == 0


def test_nobody_to_place():
    """No persons: empty cells, even where there is no room."""
    assert not put(0.0, np.ones(4), np.zeros(4)).any()


def test_more_persons_than_room_is_an_error():
    """Never placed in part."""
    with pytest.raises(Exception, match=r".+"):
        put(11.0, np.ones(2), np.full(2, 5.0))
