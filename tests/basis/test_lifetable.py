"""Life tables: how they are built, what they refuse."""

import numpy as np
import pytest

from actuary.basis.lifetable import LifeTable, five_year_person_years
from actuary.basis.separation import CoaleDemeny, greville
from actuary.errors import Problem

ABRIDGED = np.array([0, 1, 5, 10, 15, 20])
RATES = np.array([0.02, 0.002, 0.001, 0.001, 0.002, 0.05])


def test_three_lives_by_hand() -> None:
    """Four newborn, two die in the first year, one in the second, one in the third: e0 = 1.25."""
    table = LifeTable.from_survivors([4.0, 2.0, 1.0], provenance="by hand")
    np.testing.assert_allclose(table.deaths, [2, 1, 1])
    np.testing.assert_allclose(table.person_years, [3, 1.5, 0.5])
    np.testing.assert_allclose(table.person_years_above, [5, 2, 0.5])
    np.testing.assert_allclose(table.expectancy, [1.25, 1, 0.5])


def test_rates_are_given_back() -> None:
    """A table built from central rates has those central rates, the open interval included."""
    nax = greville(ABRIDGED, RATES, CoaleDemeny.FEMALE)
    table = LifeTable.from_rates(ABRIDGED, RATES, nax, provenance="test")
    np.testing.assert_allclose(table.central_rates, RATES, rtol=1e-12)
    assert table.expectancy[-1] == pytest.approx(20)
    assert five_year_person_years(table).sum() == pytest.approx(table.expectancy[0])


def test_deaths_and_exposure_are_rates() -> None:
    """Deaths over person-years is the table of their rates."""
    nax = greville(ABRIDGED, RATES, CoaleDemeny.MALE)
    table = LifeTable.from_deaths(ABRIDGED, RATES * 2e5, np.full(6, 2e5), nax, provenance="test")
    same = LifeTable.from_rates(ABRIDGED, RATES, nax, provenance="test")
    np.testing.assert_allclose(table.survivors, same.survivors, rtol=1e-15)


def test_coale_demeny_above_the_threshold() -> None:
    """At infant rates of 0.107 and more the factors are constant."""
    assert CoaleDemeny.MALE(0.107) == (0.330, 1.352)
    assert CoaleDemeny.FEMALE(0.2) == (0.350, 1.361)
    assert CoaleDemeny.MALE(0.01) == pytest.approx((0.07184, 1.62284))


def test_columns_cannot_be_changed() -> None:
    """A table is frozen, its columns too."""
    table = LifeTable.from_q([0.5, 1.0], provenance="test")
    with pytest.raises(ValueError, match="read-only"):
        table.q[0] = 0.1


@pytest.mark.parametrize(
    ("ages", "q", "words"),
    [
        ([0, 1, 2], [0.1, 0.8, 0.9], "outlive"),
        ([0, 1, 2], [0.1, 1.0, 1.0], "before the last age"),
        ([0, 1, 2], [0.1, 8.0, 1.0], "q is 8 at age 1"),
        ([0, 1, 2], [0.1, -0.1, 1.0], "q is -0.1 at age 1"),
        ([0, 1, 2], [0.1, np.nan, 1.0], "q is nan at age 1"),
        ([0, 1, 2], [0.1, 1.0], "2 values for 3 ages"),
        ([5, 6, 8, 9], [0.1, 0.1, 0.1, 1.0], "gap"),
        ([0, 2, 1], [0.1, 0.1, 1.0], "gap"),
        ([0], [1.0], "at least two ages"),
    ],
)
def test_refusals(ages: list[int], q: list[float], words: str) -> None:
    """What is not a life table is refused with a letter that says why."""
    with pytest.raises(Problem, match=words) as caught:
        LifeTable.from_q(q, ages=ages, provenance="test")
    assert caught.value.letters[0].code == "life_table"
    assert caught.value.letters[0].remedy


def test_survivors_may_not_rise() -> None:
    """l(x) that rises is refused."""
    with pytest.raises(Problem, match="never rise"):
        LifeTable.from_survivors([10.0, 11.0], provenance="test")


def test_no_exposure_is_refused() -> None:
    """An age without exposure has no rate."""
    with pytest.raises(Problem, match="no exposure"):
        LifeTable.from_deaths([0, 1], [1, 1], [0, 1], [0.5, 0.5], provenance="test")


def test_nobody_dies_in_the_open_interval() -> None:
    """An open interval without deaths never ends."""
    with pytest.raises(Problem, match="open interval"):
        LifeTable.from_rates([0, 1], [0.1, 0.0], [0.5, 0.5], provenance="test")
