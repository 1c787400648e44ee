"""Beliefs as probabilities by month of age: tables in time, factors by month."""

from collections.abc import Callable
from typing import cast

import numpy as np
import pytest

from actuary import data
from actuary.basis.basis import Basis
from actuary.basis.graduation import life_expectancy
from actuary.dated import Parameters, Table, load_folder
from actuary.months import month, text, year_of

AGES = ("0", "1", *(str(age) for age in range(5, 101, 5)))
GOMPERTZ = 0.0001 * np.exp(0.09 * np.array([int(age) for age in AGES]))
MOTHERS = ("15", "20", "25", "30", "35", "40", "45")
SHARES = np.array([0.03, 0.26, 0.37, 0.22, 0.09, 0.02, 0.01])


class Beliefs:
    """Stands for `Parameters`: men die at half the rate in each later period, women at one tenth of men's."""

    def __init__(self, city_factor: Callable[[int], float] = lambda m: 0.9) -> None:
        self.city_factor = city_factor
        self.read: list[str] = []
        self.asked: set[str] = set()
        self.parameters: dict[str, object] = {}

    def number(self, name: str, at: int) -> float:
        """Constants, but for the factor of the city."""
        if name == "basis.mortality.wuhan_factor":
            return self.city_factor(at)
        response = 1.1 if at >= month(2016, 1) else 1.0
        return {
            "basis.fertility.total_fertility": 1.6,
            "basis.fertility.wuhan_factor": 0.5,
            "basis.fertility.two_child_response": response,
            "basis.fertility.sex_ratio_at_birth": 1.06,
        }[name]

    def table(self, name: str, at: int) -> Table:
        """Mortality of the five-year period that holds `at`; shares of mothers' ages."""
        self.read.append(f"{name} {text(at)}")
        if name == "basis.fertility.age_shares":
            return Table("age", MOTHERS, SHARES)
        period = (year_of(at) - 2005) // 5
        level = {"basis.mortality.male": 1.0, "basis.mortality.female": 0.1}[name]
        return Table("age", AGES, level * GOMPERTZ * 0.5**period)


def basis_of(beliefs: Beliefs) -> Basis:
    """A basis on stand-in parameters."""
    return Basis(cast("Parameters", beliefs))


def test_shape_and_sexes() -> None:
    """[G, 1332]: men, and women twice."""
    probability = basis_of(Beliefs()).death_probability(month(2016, 1))
    assert probability.shape == (3, 1332)
    np.testing.assert_array_equal(probability[1], probability[2])
    assert (probability[1] < probability[0]).all()
    assert ((probability > 0) & (probability < 1)).all()


def test_rates_halve_every_five_years() -> None:
    """Between the middles of periods logarithms are linear in time; before the first they stand still."""
    basis = basis_of(Beliefs())
    before, first, second, later = (basis.national_rates(year) for year in (2006, 2007, 2016, 2017))
    under_60 = slice(0, 720)  # above, the weights of a group's ages change with its mortality
    np.testing.assert_allclose(later[:, under_60] / second[:, under_60], 0.5**0.2, rtol=2e-4)
    np.testing.assert_array_equal(before, first)


def test_factor_acts_in_its_own_month() -> None:
    """A factor changed in May acts from May, on the rate and not on the probability."""
    change = month(2017, 5)
    basis = basis_of(Beliefs(lambda at: 0.8 if at >= change else 1.0))
    before, after = basis.death_probability(change - 1), basis.death_probability(change)
    np.testing.assert_allclose(np.log1p(-after), 0.8 * np.log1p(-before), rtol=1e-12)
    same = basis_of(Beliefs(lambda at: 1.0)).death_probability(change - 1)
    np.testing.assert_array_equal(before, same)


def test_months_of_a_year_share_their_probabilities() -> None:
    """One table is read twice a sex, the year is computed once and cannot be changed."""
    beliefs = Beliefs()
    basis = basis_of(beliefs)
    first = basis.death_probability(month(2016, 1))
    assert basis.death_probability(month(2016, 12)) is first
    assert sorted(beliefs.read) == [
        "basis.mortality.female 2013-01",
        "basis.mortality.female 2018-01",
        "basis.mortality.male 2013-01",
        "basis.mortality.male 2018-01",
    ]
    with pytest.raises(ValueError, match="read-only"):
        first[0, 0] = 0.0


def test_births() -> None:
    """A life of 420 fertile months bears total fertility x factor x response."""
    basis = basis_of(Beliefs())
    assert basis.birth_probability(month(2015, 12)).sum() == pytest.approx(0.8)
    births = basis.birth_probability(month(2016, 1))
    assert births.shape == (1332,)
    assert births.sum() == pytest.approx(0.88)
    assert births[300:360].sum() == pytest.approx(0.88 * 0.37)
    assert basis.girls_share(month(2016, 1)) == pytest.approx(1 / 2.06)


def test_life_is_longer_in_a_later_year() -> None:
    """Falling mortality lengthens life."""
    basis = basis_of(Beliefs())
    early, late = (life_expectancy(basis.death_probability(month(year, 1))[0]) for year in (2015, 2020))
    assert late > early + 1


# Life expectancy at birth of China (United Nations, World Population Prospects 2024), men and women [year].
CHINA = {2012: (73.62, 78.98), 2015: (74.36, 79.78), 2018: (75.03, 80.57)}


@pytest.fixture(scope="module")
def shipped() -> Basis:
    """The basis `plan` that ships, with everything known."""
    loaded = load_folder(data.root() / "assumptions" / "basis" / "plan", "basis")
    return Basis(Parameters(loaded, hindsight=True, known_at=month(2030, 12)))


@pytest.mark.parametrize("year", CHINA)
def test_national_life_expectancy(shipped: Basis, year: int) -> None:
    """e0 of single calendar years, between the middles of periods, is the published one within 0.15 year."""
    probability = -np.expm1(-shipped.national_rates(year) / 12)
    men, women = CHINA[year]
    assert life_expectancy(probability[0]) == pytest.approx(men, abs=0.15)
    assert life_expectancy(probability[1]) == pytest.approx(women, abs=0.15)


def test_whole_horizon(shipped: Basis) -> None:
    """Every month to 2070 has probabilities of death and birth."""
    for at in range(month(2010, 1), month(2071, 1)):
        assert np.isfinite(shipped.death_probability(at)).all()
        assert shipped.birth_probability(at).sum() > 0


def test_parameters_are_at_hand() -> None:
    """Whoever holds the basis reads any belief through it."""
    beliefs = Beliefs()
    basis = basis_of(beliefs)
    assert basis.number("basis.fertility.total_fertility", month(2016, 1)) == 1.6
    assert basis.table("basis.fertility.age_shares", month(2016, 1)).keys == MOTHERS
