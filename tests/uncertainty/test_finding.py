"""What to find out next, on a synthetic city whose truth is hidden: totals are given, the ages behind them are not.

The engine believes shapes within ranges; a truth is drawn of them by other dice and run through the whole engine.
"""

from dataclasses import replace

import jsonschema
import numpy as np
import pytest
from scipy.stats import binom

from actuary.cli.schema import printed_schema
from actuary.dated import DatedParameter, Table
from actuary.dated.ends import at
from actuary.kernels.paths.contracts import BALANCE, EXPENDITURE
from actuary.paths.economy import PROCESSES, Chance
from actuary.scenarios.study import Study
from actuary.uncertainty.finding import find, parts_of
from actuary.uncertainty.path_model import Model, measured, model, processes_in
from actuary.uncertainty.processes import Processes
from actuary.uncertainty.sensitivity import ranged, varied
from actuary.uncertainty.simulating import Drawn, simulate
from actuary.valuation.lines import LINES
from actuary.valuation.prepare import Prepared, prepare

WITHHELD = "opening.*.age_s*"
NAMES = ["opening.actives.age_shares", "opening.retirees.age_sex_men", "opening.retirees.age_sex_women"]
LINE = next(i for i, line in enumerate(LINES) if line.account == "enterprise")
RATE, CITIES = 0.8, 30


def still(study: Study) -> Processes:
    """Processes that do nothing: only what is withheld is open."""
    count = len(PROCESSES)
    stated = processes_in(study)
    nought = tuple(each._replace(value=0.0, error=None, low=None, high=None) for each in stated.volatility)
    chance = Chance(np.zeros(count), np.zeros(count), np.eye(count))
    return stated._replace(persistence=nought, volatility=nought, drift_error=np.zeros(count), chance=chance)


def believed(prepared: Prepared) -> Model:
    study = Study(prepared)
    return model(study, WITHHELD, processes=still(study))


@pytest.fixture(scope="module")
def city() -> Prepared:
    return prepare("wuhan-2015", to="2016-06")


@pytest.fixture(scope="module")
def built(city: Prepared) -> Model:
    return believed(city)


def told(parameter: DatedParameter, z: float) -> DatedParameter:
    """The parameter as the truth has it: `z` of the way from what is believed to the low (below nought) or high end."""
    end = at(parameter, "low" if z < 0.0 else "high")

    def mixed(value, limit):
        assert isinstance(value.value, Table)
        values = (1.0 - abs(z)) * np.asarray(value.value.values) + abs(z) * np.asarray(limit.value.values)
        return replace(value, value=value.value._replace(values=values), low=1.0, high=1.0)

    return replace(
        parameter, values=tuple(mixed(v, limit) for v, limit in zip(parameter.values, end.values, strict=True))
    )


def truth(study: Study, z: np.ndarray) -> dict[str, DatedParameter]:
    parameters = [each.parameter for each in ranged(study.base.seen.groups, WITHHELD)]
    return {p.name: told(p, float(place)) for p, place in zip(parameters, z, strict=True)}


def outcome(city: Prepared, figures: dict[str, DatedParameter], built: Model) -> np.ndarray:
    """Spending and last balance of the pooled enterprise pension, by the whole engine."""
    yearly = measured(Study(city.with_parameters(figures)).base, built.layout)[0]
    return yearly[LINE, [EXPENDITURE, BALANCE], -1]


def interval(built: Model) -> np.ndarray:
    """The stated interval of the same two `[2, ends]`."""
    yearly = simulate(built, 5, np.arange(2000), Drawn(False, True)).yearly[LINE, [EXPENDITURE, BALANCE], -1]
    return np.quantile(yearly, [(1 - RATE) / 2, (1 + RATE) / 2], axis=1).T


def test_totals_are_given_and_ages_are_withheld(built: Model) -> None:
    """At either end of a withheld table the city has as many pensioners and members as in the middle."""
    assert sorted(each.parameter.name for each in built.inputs) == NAMES
    assert parts_of(built).figures == [0, 1, 2]
    base = built.study.base.movement.people[0].sum()
    for each in built.inputs:
        for end in ("low", "high"):
            other = varied(built.study, at(each.parameter, end))
            assert other.movement.people[0].sum() == pytest.approx(base, abs=0.5)


def test_stated_intervals_cover_the_truth_at_the_stated_rate(city: Prepared, built: Model) -> None:
    """Of so many hidden truths as many lie inside as a binomial count may, at one in a thousand on either side."""
    rng = np.random.default_rng(20160830)
    low, high = interval(built).T
    found = np.array([outcome(city, truth(built.study, rng.uniform(-1, 1, len(NAMES))), built) for _ in range(CITIES)])
    inside = ((found >= low) & (found <= high)).sum(axis=0)
    least, most = binom.ppf([0.001, 0.999], CITIES, RATE)
    assert ((inside >= least) & (inside <= most)).all(), inside


def test_intervals_shrink_when_a_table_is_handed_over(city: Prepared, built: Model) -> None:
    """One table after the other, until nothing is open and the engine says the truth."""
    figures = truth(built.study, np.array([0.4, -0.7, 0.6]))
    true = outcome(city, figures, built)
    widths = [float(np.ptp(interval(built)[0]))]
    for count in (1, 2):
        handed = {name: figures[name] for name in NAMES[::-1][:count]}
        widths.append(float(np.ptp(interval(believed(city.with_parameters(handed)))[0])))
    assert widths[0] > 1.05 * widths[1] > 1.05 * 1.05 * widths[2] > 0.0
    known = Study(city.with_parameters(figures))
    assert not ranged(known.base.seen.groups, WITHHELD)
    assert measured(known.base, built.layout)[0][LINE, BALANCE, -1] == pytest.approx(true[1], abs=0.01)


def test_the_ranking_and_its_intervals(built: Model) -> None:
    """Shares of three independent shapes nearly add up to one; known one after the other, the verdict closes."""
    document = find(built, seed=3, count=512, computed="2026-11-26")
    jsonschema.validate(document, printed_schema("next"))
    assert sorted(entry["name"] for entry in document["inputs"]) == NAMES
    shares = [entry["share"] for entry in document["inputs"]]
    assert shares == sorted(shares, reverse=True)
    (fund,) = [row for row in document["funds"] if row["account"] == "enterprise"]
    totals = [
        line["total"] for entry in document["inputs"] for line in entry["lines"] if line["account"] == "enterprise"
    ]
    assert sum(totals) == pytest.approx(1.0, abs=0.15)
    assert fund["shares"]["figures"] == pytest.approx(1.0, abs=0.1)
    assert fund["shares"]["chance"] == fund["shares"]["ahead"] == 0.0
    widths = [row["balance"][1] - row["balance"][0] for row in fund["intervals"]]
    assert widths[0] > widths[1] > widths[2] == widths[3] == pytest.approx(0.0, abs=1.0)


def test_a_funds_own_figures_close_it_at_least_as_far_as_those_of_all(built: Model) -> None:
    """Each ledger's own list is in the order of its own shares; known to the first, it is no wider than with the first
    of all funds known, but for the noise of the sample."""
    document = find(built, seed=3, count=512, computed="2026-11-26")
    for fund in document["funds"]:
        shares = {
            entry["name"]: line["total"]
            for entry in document["inputs"]
            for line in entry["lines"]
            if (line["fund"], line["account"]) == (fund["fund"], fund["account"])
        }
        names = [each["name"] for each in fund["own"]["inputs"]]
        assert names == sorted(names, key=lambda name: -shares[name])
        width, common = (
            each[1]["payable_months"][1] - each[1]["payable_months"][0]
            for each in (fund["own"]["intervals"], fund["intervals"])
        )
        assert width <= 1.02 * common + 1e-9
