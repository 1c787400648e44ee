"""Processes of a simulation: what is fitted under which rules, what stays judged, series of one's own."""

import numpy as np
import pytest

from actuary.basis.basis import Basis
from actuary.dated import Change, Changes, Parameters
from actuary.errors import Problem
from actuary.paths.economy import PROCESSES
from actuary.uncertainty.own_series import own_series
from actuary.uncertainty.processes import PLACE, processes_of
from actuary.valuation.prepare import prepare, views

JANUARY = 2016 * 12


@pytest.fixture(scope="module")
def known():
    return {rules: views(prepare("wuhan-2015", rules=rules)).basis.parameters for rules in ("known-2016", "hindsight")}


def test_a_fit_uses_no_year_that_was_not_known(known) -> None:
    """Wages to 2015 in 2016, twelve growth rates; with hindsight to 2022; six years of fertility are too
    few for a fit."""
    before, after = (processes_of(known[rules], JANUARY) for rules in ("known-2016", "hindsight"))
    wage, fertility = PLACE["wage"], PLACE["fertility"]
    assert (before.volatility[wage].years, after.volatility[wage].years) == (12, 19)
    assert before.volatility[fertility].tag == "judgement"
    assert after.volatility[fertility].tag == "derived"
    assert before.correlation.years == 7


def test_mortality_is_the_fit_widened(known) -> None:
    """Lee-Carter's step of k to 2019 is 0.767 (our own fit, printed with the series); three times that; the error of
    the drift is that of a mean of nineteen steps."""
    found, place = processes_of(known["hindsight"], JANUARY), PLACE["mortality"]
    assert found.volatility[place].value == pytest.approx(3.0 * 0.767, abs=0.002)
    assert found.drift_error[place] == pytest.approx(found.volatility[place].value / np.sqrt(19.0))
    assert found.volatility[PLACE["mortality_level"]].value == 0.0


def test_cairns_blake_dowd_draws_level_and_slope(known) -> None:
    found = processes_of(known["known-2016"], JANUARY, "cbd")
    level, slope = PLACE["mortality_level"], PLACE["mortality_slope"]
    assert found.volatility[PLACE["mortality"]].value == 0.0
    assert found.volatility[level].value > found.volatility[slope].value > 0.0
    assert -1.0 < found.chance.correlation[level, slope] < 0.0


def moved(parameters: Parameters, name: str, value: float) -> np.ndarray:
    """Monthly death probabilities `[G, 1332]` over those of the belief, with an index off its path."""
    change = Change("add", name, value, JANUARY, JANUARY + 11, reform="x")
    other = Parameters(parameters.parameters, hindsight=False, known_at=parameters.known_at, changes=Changes([change]))
    return Basis(other).death_probability(JANUARY) / Basis(parameters.aside()).death_probability(JANUARY)


def test_indices_move_mortality_by_their_models(known) -> None:
    """A man of 70: exp(b k), b of the table; a level of CBD the same odds at all ages over 60; a slope nothing at
    72.5."""
    basis = known["known-2016"]
    assert np.all(moved(basis, "basis.mortality.index", 0.0) == 1.0)
    ratio = moved(basis, "basis.mortality.index", 10.0)
    assert ratio[0, 70 * 12] == pytest.approx(np.exp(0.006097 * 10.0), rel=1e-3)
    assert ratio[1, 70 * 12] == pytest.approx(np.exp(0.00883 * 0.82 * 10.0), rel=1e-3)
    level = moved(basis, "basis.mortality.level", 0.1)
    assert level[0, 65 * 12] == pytest.approx(np.exp(0.1), rel=3e-3)
    slope = moved(basis, "basis.mortality.slope", 0.01)
    assert slope[0, 870] == pytest.approx(1.0, abs=1e-12)
    assert slope[0, 85 * 12] > 1.0 > slope[0, 62 * 12]
    assert slope[0, 20 * 12] == pytest.approx(np.exp(-0.125), rel=1e-3)


def written(tmp_path, *rows: str):
    path = tmp_path / "series.csv"
    path.write_text("process,year,value\n" + "\n".join(rows), encoding="utf-8")
    return path


def test_a_series_of_ones_own_is_fitted(known, tmp_path) -> None:
    rates = [0.05, 0.07, 0.03, 0.06, 0.04, 0.08, 0.05, 0.06]
    path = written(tmp_path, *(f"medical,{2008 + n},{rate}" for n, rate in enumerate(rates)))
    own = own_series(path)
    found = processes_of(known["known-2016"], JANUARY, own=own).volatility[PLACE["medical"]]
    assert list(own["medical"]) == rates
    assert (found.tag, found.source, found.years) == ("derived", "own-series", 8)


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        (["wage,2010,0.1", "wage,2012,0.1"], "years"),
        (["wage,2010,0.1", "wage,2011,0.1"], "few_years"),
        (["fertility,2010,0"], "range"),
        (["wage,2010,7"], "range"),
        (["gdp,2010,0.1"], "choice"),
        (["wage,2010,7%"], "percentage"),
    ],
)
def test_a_bad_series_is_a_letter(tmp_path, rows, code) -> None:
    with pytest.raises(Problem) as found:
        own_series(written(tmp_path, *rows))
    assert found.value.letters[0].code == code
    assert found.value.letters[0].file == str(tmp_path / "series.csv")


def test_every_process_has_its_place() -> None:
    assert [PROCESSES[place].name for place in PLACE.values()] == list(PLACE)
