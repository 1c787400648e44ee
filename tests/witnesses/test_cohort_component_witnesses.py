"""Life table, stable population and projection against Preston et al. (2001) and WPP 2019."""

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from actuary.basis.cohort_component import (
    Period,
    Projection,
    intrinsic_growth,
    leslie,
    project,
    stable_population,
)
from actuary.basis.lifetable import FloatArray, IntArray, LifeTable, five_year_person_years
from actuary.basis.separation import CoaleDemeny, greville

Columns = Callable[[str], dict[str, FloatArray]]
JAPAN = "cohort_component/wpp2019_japan/"
GROUPS = 21
MOTHERS = slice(3, 10)
WORKING_AND_YOUNGER = 13
SWEDEN_SEX_RATIO = 1.05


def test_austria_1992(columns: Columns) -> None:
    """Box 3.1: men of Austria 1992, l and e exactly as printed."""
    box = columns("cohort_component/preston_box3_1_austria_male_1992_life_table.csv")
    nax = np.nan_to_num(box["nax"])
    table = LifeTable.from_deaths(box["age"], box["D"], box["N"], nax, provenance="Preston, box 3.1")
    np.testing.assert_array_equal(np.round(table.survivors), box["exp_lx"])
    np.testing.assert_array_equal(np.round(table.expectancy, 3), box["exp_ex"])
    np.testing.assert_allclose(table.central_rates, box["D"] / box["N"], rtol=1e-12)


def test_sweden_projected_twice(columns: Columns) -> None:
    """Box 6.1: women of Sweden 1993, 1998 and 2003 exactly after rounding."""
    box = columns("cohort_component/preston_box6_1_sweden_females.csv")
    years, none = box["nLx"] / 1e5, np.zeros_like(box["nLx"])
    period = Period(years, years, box["asfr"], SWEDEN_SEX_RATIO, none, none)
    women = project(box["pop1993_f"], none, [period, period]).women
    np.testing.assert_array_equal(np.round(women[1]), box["exp_1998"])
    np.testing.assert_array_equal(np.round(women[2]), box["exp_2003"])


def test_sweden_in_the_long_run(columns: Columns) -> None:
    """Box 6.1: stable shares to the printed ten digits, r = 0.000222383 to 1e-8 by matrix and by Lotka."""
    box = columns("cohort_component/preston_box6_1_sweden_females.csv")
    years = box["nLx"] / 1e5
    growth, shares = stable_population(leslie(years, box["asfr"], SWEDEN_SEX_RATIO))
    np.testing.assert_allclose(shares, box["exp_stable_share"], atol=5.1e-11)
    assert growth == pytest.approx(0.000222383, abs=5e-10)
    assert intrinsic_growth(years, box["asfr"], SWEDEN_SEX_RATIO) == pytest.approx(0.000222383, abs=1e-8)


def migrant_shares() -> FloatArray:
    """Model migration schedule of Rogers and Castro (1981), standard parameters, ages 0-64, sexes alike."""
    age = np.arange(WORKING_AND_YOUNGER) * 5 + 2.5
    hump = 0.06 * np.exp(-0.1 * (age - 20) - np.exp(-0.4 * (age - 20)))
    schedule = 0.02 * np.exp(-0.1 * age) + hump + 0.003
    return np.append(schedule / schedule.sum(), np.zeros(GROUPS - WORKING_AND_YOUNGER)) / 2


def five_year_years(ages: IntArray, rates: FloatArray, infant: CoaleDemeny) -> FloatArray:
    """Person-years by five-year group from central rates, separation by Greville."""
    table = LifeTable.from_rates(ages, rates, greville(ages, rates, infant), provenance="WPP 2019, Japan")
    return five_year_person_years(table)


@pytest.fixture(scope="module")
def japan(columns: Columns) -> Projection:
    """Japan from 2020 to 2100 on the inputs of WPP 2019 [1000 persons]."""
    names = ("mxF", "mxM", "percentASFR", "tfrprojMed", "sexRatio", "migration", "popF", "popM")
    women, men, shares, total, sex_ratio, migration, opening_women, opening_men = (
        columns(f"{JAPAN}{name}.csv") for name in names
    )
    ages = women["age"].astype(np.int64)
    periods = []
    for name, fertility in total.items():
        rates = np.zeros(GROUPS)
        rates[MOTHERS] = fertility[0] * shares[name] / shares[name].sum() / 5
        migrants = migration[name][0] * migrant_shares()
        women_years = five_year_years(ages, women[name], CoaleDemeny.FEMALE)
        men_years = five_year_years(ages, men[name], CoaleDemeny.MALE)
        periods.append(Period(women_years, men_years, rates, sex_ratio[name][0], migrants, migrants))
    return project(opening_women["2020"], opening_men["2020"], periods)


@pytest.fixture(scope="module")
def tolerance(witnesses: Path) -> dict[str, float]:
    """Suggested tolerances [percent]."""
    path = witnesses / "cohort_component/wpp2019_tolerances.json"
    found: dict[str, float] = json.loads(path.read_text("utf-8"))["suggested_tolerance"]
    return found


def published(columns: Columns, year: int) -> FloatArray:
    """Projected persons by age of WPP 2019, both sexes [1000 persons]."""
    return columns(f"{JAPAN}popFprojMed.csv")[str(year)] + columns(f"{JAPAN}popMprojMed.csv")[str(year)]


def projected(japan: Projection, year: int) -> FloatArray:
    """Our persons by age, both sexes [1000 persons]."""
    step = (year - 2020) // 5
    both: FloatArray = japan.women[step] + japan.men[step]
    return both


@pytest.mark.parametrize("year", [2025, 2050, 2100])
def test_japan_totals(columns: Columns, japan: Projection, tolerance: dict[str, float], year: int) -> None:
    """Everybody alive in Japan agrees with WPP 2019."""
    ours, theirs = projected(japan, year).sum(), published(columns, year).sum()
    assert abs(ours / theirs - 1) * 100 < tolerance[f"total_{year}"]


def test_japan_by_age_in_2050(columns: Columns, japan: Projection, tolerance: dict[str, float]) -> None:
    """The old, and every age group, agree in 2050."""
    ours, theirs = projected(japan, 2050), published(columns, 2050)
    old = ours[WORKING_AND_YOUNGER:].sum() / theirs[WORKING_AND_YOUNGER:].sum()
    assert abs(old - 1) * 100 < tolerance["age65plus_2050"]
    assert np.abs(ours / theirs - 1).max() * 100 < tolerance["each_age_group_2050"]
