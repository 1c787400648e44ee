"""Registers: the slow twin, closed forms, and what must always hold."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from actuary.dated import Table
from actuary.errors import Problem
from actuary.people.axes import AGES, G
from actuary.people.registers import PERSONS, Monthly, Register, Rules, age_profile, follow
from tests.people.slow_register import slow_month

FloatArray = NDArray[np.float64]
KINDS = ("mild", "severe")
MONTHS = np.arange(2016 * 12, 2016 * 12 + 30)


def rules(seed: int, *, death: float = 0.02, leaving: float = 0.03, rise: float = 0.01) -> Rules:
    """Arbitrary but steady rates, up to the given sizes."""
    dice = np.random.default_rng(seed)
    deaths, leave = death * dice.random((G, AGES)), leaving * dice.random((len(KINDS), G, AGES))
    weights = dice.random((3, G, AGES))
    entry = dice.random((len(KINDS), G, AGES)) * (dice.random((len(KINDS), G, AGES)) < 0.01)
    entry /= entry.sum(axis=(1, 2), keepdims=True)
    return Rules(lambda _: deaths, lambda _: leave, lambda _: np.asarray(rise), lambda _: weights, entry)


def register(seed: int, districts: int = 5) -> Register:
    """Arbitrary people in both kinds."""
    dice = np.random.default_rng(seed + 1)
    totals = dice.random((2, len(KINDS), G, AGES)) * (dice.random((len(KINDS), G, AGES)) < 0.02)
    place = dice.random(districts)
    return Register("arbitrary", KINDS, totals, place * totals[PERSONS].sum() / place.sum())


def entrants(seed: int, districts: int = 5) -> tuple[FloatArray, FloatArray]:
    """New ones `[T, X, K]`, and by district `[T, D]`."""
    dice = np.random.default_rng(seed + 2)
    new = dice.random((len(MONTHS), 2, len(KINDS)))
    place = dice.random((len(MONTHS), districts))
    return new, place * (new[:, PERSONS].sum(axis=1) / place.sum(axis=1))[:, None]


def test_a_register_rolls_as_its_slow_twin() -> None:
    """Thirty months, cell by cell: stocks, deaths, leavers and amounts."""
    law, opening = rules(7), register(7)
    new, place = entrants(7)
    fast = follow(opening, MONTHS, law, new, place)
    cells = {
        (k, g, a): [float(opening.totals[x, k, g, a]) for x in range(2)]
        for k, g, a in zip(*np.nonzero(opening.totals[PERSONS]), strict=True)
    }
    for t, month in enumerate(MONTHS):
        given_rules = {
            "rise": 0.01,
            "death": law.death(month),
            "leaving": law.leaving(month),
            "new": new[t].T,
            "entry": law.entry,
        }
        flow = slow_month(cells, AGES - 1, given_rules)
        for name, persons in flow.items():
            assert getattr(fast, name)[t, PERSONS].sum() == pytest.approx(persons, abs=1e-9), name
        for x in range(2):
            assert fast.stock[t + 1, x].sum() == pytest.approx(sum(cell[x] for cell in cells.values()), abs=1e-9)


@pytest.mark.parametrize("years", [1, 2])
def test_without_deaths_people_only_grow_older(years: int) -> None:
    """Nobody dies, leaves or enters: each December finds the people of a year before one year older."""
    opening, law = register(3), rules(3, death=0.0, leaving=0.0, rise=0.0)
    none = np.zeros((len(MONTHS), 2, len(KINDS)))
    run = follow(opening, MONTHS, law, none, np.zeros((len(MONTHS), 5)))
    later = run.ages[12 * years]
    assert later[:, :, years:-1] == pytest.approx(run.ages[0][:, :, : -years - 1], abs=1e-12)
    assert not later[:, :, :years].any()
    assert run.persons() == pytest.approx(run.persons()[0])


def test_a_constant_rate_of_death_gives_a_geometric_register() -> None:
    """q a month and nothing else: persons are (1 - q)^t of the opening, amounts grow by their rise beside it."""
    opening, none = register(5), np.zeros((len(MONTHS), 2, len(KINDS)))
    law = rules(5, leaving=0.0)._replace(death=lambda _: np.full((G, AGES), 0.01))
    run = follow(opening, MONTHS, law, none, np.zeros((len(MONTHS), 5)))
    t = np.arange(len(MONTHS) + 1)
    assert run.persons() == pytest.approx(run.persons()[0] * 0.99**t)
    assert run.stock[:, 1].sum(axis=(1, 2)) == pytest.approx(run.stock[0, 1].sum() * (0.99 * 1.01) ** t)


def test_a_level_inflow_reaches_inflow_over_rate() -> None:
    """n enter each month and a share q leaves: the register tends to n (1 - q) / q before the entry, n / q after."""
    months = np.arange(2016 * 12, 2016 * 12 + 400)
    new = np.zeros((400, 2, len(KINDS)))
    new[:, PERSONS, 0] = 3.0
    empty = Register("empty", KINDS, np.zeros((2, len(KINDS), G, AGES)), np.zeros(1))
    law = rules(11, leaving=0.0)._replace(death=lambda _: np.full((G, AGES), 0.05))
    run = follow(empty, months, law, new, new[:, PERSONS].sum(axis=1)[:, None])
    assert run.persons()[-1] == pytest.approx(3.0 / 0.05, rel=1e-6)
    assert run.place[-1].sum() == pytest.approx(run.persons()[-1])


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 10_000), death=st.floats(0, 1), leaving=st.floats(0, 1), rise=st.floats(-0.5, 0.5))
def test_no_person_is_negative_or_lost(seed: int, death: float, leaving: float, rise: float) -> None:
    """Opening + new - deaths - leavers = closing per kind and category; ages and districts add up to it."""
    new, place = entrants(seed)
    run = follow(register(seed), MONTHS, rules(seed, death=death, leaving=leaving, rise=rise), new, place)
    assert np.abs(run.residual()).max() < 1e-9
    assert min(values.min() for values in (run.stock, run.place, run.deaths, run.leavers, *run.ages.values())) >= 0.0
    assert run.place.sum(axis=1) == pytest.approx(run.persons())
    for t, ages in run.ages.items():
        assert ages.sum(axis=-1) == pytest.approx(run.stock[t, PERSONS])


@settings(max_examples=10, deadline=None)
@given(seed=st.integers(0, 10_000), order=st.permutations(range(5)))
def test_the_order_of_districts_does_not_matter(seed: int, order: list[int]) -> None:
    """Districts in another order: the same city, and each district the same."""
    opening, law = register(seed), rules(seed)
    new, place = entrants(seed)
    one = follow(opening, MONTHS, law, new, place)
    other = follow(opening._replace(place=opening.place[order]), MONTHS, law, new, place[:, order])
    assert (one.stock == other.stock).all()
    assert one.place[:, order] == pytest.approx(other.place)


def test_profile_of_ages_is_even_within_a_group() -> None:
    """A quarter between 20 and 30, the rest between 30 and 35; nobody below or above."""
    shares = age_profile(Table("age", ("20", "30", "35"), np.array([1.0, 3.0, 0.0])), "ages")
    assert shares.sum() == pytest.approx(1.0)
    assert shares[20 * 12 : 30 * 12] == pytest.approx(0.25 / 120)
    assert shares[30 * 12 : 35 * 12] == pytest.approx(0.75 / 60)
    assert not shares[: 20 * 12].any()
    assert not shares[35 * 12 :].any()


def test_a_table_that_does_not_close_is_refused() -> None:
    """An open last group has no width."""
    with pytest.raises(Problem) as refused:
        age_profile(Table("age", ("20", "30"), np.array([1.0, 3.0])), "basis.injury.ages")
    assert refused.value.letters[0].code == "age_shares"


@pytest.mark.parametrize("months", [1, 2, 7])
def test_tables_told_at_once_are_those_of_each_month(months):
    """Made of what is told of each month, or month by month: the same table every month, none twice in a row."""
    reached = np.arange(12)[None, None, :] >= np.array([5, 5, 6, 6, 6, 4, 4])[:months, None, None]
    quits = np.array([0.1, 0.1, 0.1, 0.2, 0.2, 0.2, 0.2])[:months, None, None]
    at_once = Monthly.from_what(24, (reached, quits), np.maximum)
    by_month = Monthly.of(24, [np.maximum(*now) for now in zip(reached, quits, strict=True)])
    for t in range(months):
        expected = np.maximum(reached[t], quits[t])
        assert (at_once(24 + t) == expected).all()
        assert (by_month(24 + t) == expected).all()
    assert len(at_once.tables) == len(by_month.tables) == {1: 1, 2: 1, 7: 4}[months]
