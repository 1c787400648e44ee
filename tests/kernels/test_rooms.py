"""Memory of results that is given to the next: whose it is, and that nothing is read of what stood there."""

import numpy as np

from actuary.kernels.layout import LINE
from actuary.kernels.rooms import Rooms


def test_memory_that_nobody_holds_is_given_to_the_next() -> None:
    rooms = Rooms()
    first = rooms.array((5, 7))
    first[:] = 3.0
    place = first.ctypes.data
    del first
    second = rooms.array((7, 5))
    assert second.ctypes.data == place


def test_who_holds_a_part_holds_all() -> None:
    rooms = Rooms()
    first = rooms.array((4, 16))
    part = first[1:, ::2].T
    part[:] = 2.0
    del first
    rooms.array((4, 16))[:] = 5.0
    assert (part == 2.0).all()


def test_arrays_begin_where_a_line_of_the_cache_does() -> None:
    rooms = Rooms()
    held = [rooms.array((n, 3)) for n in range(1, 20)]
    assert {each.ctypes.data % (LINE * each.itemsize) for each in held} == {0}


def test_no_more_is_kept_than_is_allowed() -> None:
    rooms = Rooms(most=1000)
    small, large = rooms.array((10,)), rooms.array((1000,))
    places = small.ctypes.data, large.ctypes.data
    del small, large
    small, other = rooms.array((10,)), np.empty(1000 + LINE)
    large = rooms.array((1000,))
    assert small.ctypes.data == places[0]
    assert not np.shares_memory(large, other)
    assert sum(len(kept) for kept in rooms._spare.values()) == 0


def test_memory_of_sizes_that_nobody_asks_for_any_more_makes_room() -> None:
    """What was given back longest ago goes, so that the next of a new size need not be asked for anew."""
    rooms = Rooms(most=3000)
    held = [rooms.array((100,)) for _ in range(3)]
    del held
    other = rooms.array((200,))
    place = other.ctypes.data
    del other
    assert rooms.array((200,)).ctypes.data == place
    assert sum(size * len(kept) for size, kept in rooms._spare.items()) <= 3000
