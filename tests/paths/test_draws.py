"""Draws: Random123's known answers, NumPy's Philox as a peer, and that only the address decides."""

import numba
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actuary.errors import Problem
from actuary.paths.draws import Dice

ONES = 2**64 - 1
KNOWN = [
    ((0, 0, 0, 0), (0, 0), "16554d9eca36314c db20fe9d672d0fdc d7e772cee186176b 7e68b68aec7ba23b"),
    ((ONES,) * 4, (ONES, ONES), "87b092c3013fe90b 438c3c67be8d0224 9cc7d7c69cd777b6 a09caebf594f0ba0"),
    (
        (0x243F6A8885A308D3, 0x13198A2E03707344, 0xA4093822299F31D0, 0x082EFA98EC4E6C89),
        (0x452821E638D01377, 0xBE5466CF34E90C6C),
        "a528f45403e61d95 38c72dbd566e9788 a5a1610e72fd18b5 57bd43b5e52b7fe6",
    ),
]
"""Random123, kat_vectors, lines `philox4x64 10`: counter, key, answer."""


@pytest.mark.parametrize(("counter", "key", "answer"), KNOWN)
def test_known_answers_of_random123(counter, key, answer) -> None:
    words = Dice(*key).words(*counter)
    assert " ".join(f"{word:016x}" for word in words) == answer


@settings(deadline=None, max_examples=50)
@given(st.tuples(*[st.integers(1, ONES)] * 4), st.tuples(*[st.integers(0, ONES)] * 2))
def test_words_are_those_of_numpy(counter, key) -> None:
    """NumPy's generator counts up before it answers."""
    before = np.array([counter[0] - 1, *counter[1:]], dtype=np.uint64)
    peer = np.random.Philox(counter=before, key=np.array(key, dtype=np.uint64)).random_raw(4)
    assert Dice(*key).words(*counter) == tuple(int(word) for word in peer)


def test_uniforms_are_the_upper_53_bits() -> None:
    drawn = Dice(7, 1).uniforms([3], [2], [24193])[0, 0, 0]
    assert drawn == (Dice(7, 1).words(3, 2, 24193)[0] >> 11) / 2**53


def test_only_the_address_decides() -> None:
    """Whole, in blocks, backwards, on one thread: the same bytes."""
    dice, paths, months = Dice(11), np.arange(50), np.arange(24193, 24205)
    whole = dice.normals(paths, [0, 5], months)
    blocks = np.concatenate([dice.normals(block, [0, 5], months) for block in np.array_split(paths, 7)])
    assert np.array_equal(whole, blocks)
    assert np.array_equal(whole[::-1], dice.normals(paths[::-1], [0, 5], months))
    assert np.array_equal(whole[:, 1:, 4:], dice.normals(paths, [5], months[4:]))
    threads = numba.get_num_threads()
    numba.set_num_threads(1)
    try:
        assert np.array_equal(whole, dice.normals(paths, [0, 5], months))
    finally:
        numba.set_num_threads(threads)


def test_normals_have_mean_nought_and_variance_one() -> None:
    """40,000 numbers: within four standard errors; streams and seeds are not correlated."""
    some, others = (dice.normals(range(4000), [1], range(10)).ravel() for dice in (Dice(1), Dice(1, 1)))
    error = 4.0 / np.sqrt(some.size)
    assert abs(some.mean()) < error
    assert abs(some.var() - 1.0) < error * np.sqrt(2.0)
    assert abs((some * others).mean()) < error
    assert abs(np.mean(np.abs(some) < 1.959964) - 0.95) < error * np.sqrt(0.95 * 0.05)


def test_a_seed_out_of_range_is_refused() -> None:
    with pytest.raises(Problem, match=r"-1"):
        Dice(-1)
