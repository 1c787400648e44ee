"""Postings: lags keep totals, ledgers are told apart, proportions are defined where nobody is."""

import numpy as np
import pytest

from actuary.schemes.postings import Posting, Postings
from actuary.schemes.proportion import across, ratio


def test_a_lagged_right_is_paid_in_full() -> None:
    """Nine tenths in the month and a tenth in the next; the month before the first was like the first."""
    right = np.arange(1.0, 9.0).reshape(4, 2)
    postings = Postings(4, 2)
    postings.add_lagged("fund", "pooled", "contribution_employer", right, 0.9)
    rows = dict(postings.items())
    own, late = (rows[Posting("fund", "pooled", "contribution_employer", lag)] for lag in (0, 1))
    assert own + np.vstack((late[1:], 0.1 * right[-1:])) == pytest.approx(right)
    assert late[0] == pytest.approx(0.1 * right[0])
    assert postings.cash("fund", "pooled")["contribution_employer"] == pytest.approx(own + late)


def test_all_in_the_month_leaves_no_lagged_row() -> None:
    """Without a lag there is one posting."""
    postings = Postings(2, 1)
    postings.add_lagged("fund", "pooled", "contribution_employer", np.ones((2, 1)), 1.0)
    assert [posting.lag for posting, _ in postings.items()] == [0]


def test_two_postings_of_one_name_add_up() -> None:
    """A second posting does not overwrite the first, and the array given is not kept."""
    postings, cash = Postings(1, 1), np.ones((1, 1))
    postings.add("fund", "pooled", "arrears", cash)
    postings.add("fund", "pooled", "arrears", cash)
    cash[:] = 9.0
    assert postings.cash("fund", "pooled")["arrears"] == pytest.approx(2.0)
    assert postings.ledgers() == [("fund", "pooled")]


def test_proportions_without_people() -> None:
    """Nothing of nothing is nothing, or what is asked for instead; shares of a district add up to one or to nought."""
    assert ratio(1.0, 0.0) == 0.0
    assert ratio([1.0, 1.0], [0.0, 4.0], empty=1.0).tolist() == [1.0, 0.25]
    assert across(np.array([[0.0, 0.0], [1.0, 3.0]])).tolist() == [[0.0, 0.0], [0.25, 0.75]]
