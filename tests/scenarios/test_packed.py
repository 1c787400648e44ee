"""The pooled city in lanes: what a lane says does not depend on its neighbours, and stays near the district engine."""

from dataclasses import replace

import numpy as np
import pytest

from actuary.errors import Problem
from actuary.kernels.month import LANES
from actuary.months import parse
from actuary.people.movement import Movement
from actuary.scenarios.attributing import attribute
from actuary.scenarios.causes import Side
from actuary.scenarios.comparing import MEASURES, compare, rows_of
from actuary.scenarios.levers import LEVERS
from actuary.scenarios.outcome import Outcome, same
from actuary.scenarios.packed import PackedStudy
from actuary.scenarios.solving import Solver, Target, reserve
from actuary.scenarios.study import Study
from actuary.valuation.prepare import prepare

NAMES = ("delay-2024-from-2017", "compliance-2017", "stress-migration-stop", "unemployment-longer-2017")
CITY, POOLS = 0.02, 0.15
"""No figure of a year of the pooled city, or of a pool, is further from the district engine than this share of the
reform's largest effect on any: who comes to the city does not come to all districts alike."""


@pytest.fixture(scope="module")
def full() -> Study:
    return Study(prepare("wuhan-2015", rules="hindsight", to="2018-12"))


@pytest.fixture(scope="module")
def sets(shipped):
    return [shipped(name) for name in NAMES]


@pytest.fixture(scope="module")
def packed(full, sets) -> PackedStudy:
    study = PackedStudy(full.prepared, full.coverage)
    study.expect(sets)
    return study


def sums(movement: Movement) -> list[np.ndarray]:
    """Everything that schemes see of people, categories added up."""
    named = ("people", "death", "flow", "retired", "arrival", "birth")
    found = [getattr(movement, name).sum(axis=1) for name in named]
    return [*found, movement.exposure, movement.base, movement.account]


def money(outcome: Outcome) -> tuple[np.ndarray, np.ndarray]:
    """Receipts, spending and balances by row of the verdict and year [yuan]; which rows are of the pooled city."""
    rows = rows_of(outcome)
    values = np.array([[[year[name] for name in MEASURES[:4]] for year in row["years"]] for row in rows])
    return values, np.array([row["pool"] == "city" for row in rows])


def test_a_lane_is_the_same_whatever_its_neighbours_are(full, sets, packed) -> None:
    """Each set alone beside the baseline, and all of them in one run: people to the last bit."""
    for reforms in sets:
        alone = PackedStudy(full.prepared, full.coverage)
        for one, other in zip(
            sums(alone.outcome(reforms).movement), sums(packed.outcome(reforms).movement), strict=True
        ):
            assert np.array_equal(one, other)


@pytest.mark.parametrize("index", range(len(NAMES)))
def test_a_lane_stays_near_the_district_engine(full, sets, packed, index: int) -> None:
    """Figures of every year, within a share of what the reform moves at most: two hundredths for the city."""
    outcomes = full.base, packed.outcome(sets[index]), full.outcome(sets[index])
    (base, city), (quick, _), (slow, _) = (money(outcome) for outcome in outcomes)
    for rows, tolerance in ((city, CITY), (~city, POOLS)):
        effect = np.abs(slow[rows] - base[rows]).max()
        assert effect > 1e7
        assert np.abs(quick[rows] - slow[rows]).max() < tolerance * effect


def test_nothing_moves_before_a_reforms_first_month(full, sets, packed) -> None:
    """Until its month the people of a lane are the district baseline's, to the last bit; afterwards all sums are others
    but births, which a delay does not change: each class of birth moves by itself, and nobody bears at its ages."""
    months, moved = parse("2017-01") - full.base.assembled.first, []
    for one, other in zip(sums(packed.outcome(sets[0]).movement), sums(full.base.movement), strict=True):
        assert np.array_equal(one[:months], other[:months])
        moved.append(not np.array_equal(one, other))
    assert moved == [True, True, True, True, True, False, True, True, True]


def test_money_alone_is_what_it_is_in_a_full_study(full, packed, shipped) -> None:
    """A reform that moves nobody costs no approximation."""
    reforms = shipped("employer-rate-16-from-2017")
    assert same(packed.outcome(reforms), full.outcome(reforms))


def test_sixteen_run_together(shipped, monkeypatch) -> None:
    """Seventeen sets and the baseline are two runs of the kernel; asked for afterwards, none runs again."""
    from actuary.scenarios import packed as module

    lanes, run = [], module.project_lanes
    monkeypatch.setattr(module, "project_lanes", lambda *told: lanes.append(len(told[3])) or run(*told))
    (reform,) = shipped("compliance-2017")
    change = reform.changes[0]
    sets = [
        (replace(reform, name=f"compliance-{x}", changes=(replace(change, value=0.9 - x / 100),)),) for x in range(17)
    ]
    study = PackedStudy(prepare("wuhan-2015", rules="hindsight", to="2017-12"))
    document = compare(study, sets)
    assert lanes == [LANES, 2]
    assert document["pooled"]
    assert len({entry["funds"][0]["years"][-1]["balance"]["reform"] for entry in document["reforms"]}) == 17


def test_what_lanes_have_in_common_is_refused_by_name(packed, reform) -> None:
    """The age of the resident pension is told once for all lanes."""
    with pytest.raises(Problem) as caught:
        packed.under([reform("set: law.resident_pension.pension_age, value: 61, from: 2017-01")])
    assert [letter.code for letter in caught.value.letters] == ["not_pooled"]


def test_what_is_solved_on_the_pooled_city_is_settled_by_district(full) -> None:
    """The least delay, and the least truth of bases, that keep a month more: found sixteen settings at a time, they are
    what halving by district finds, and each is shown by district to hold."""
    start = full.base.assembled.first + 6
    kept = reserve(Solver(full, start).row([], Target("employee_pension", "enterprise")))
    target = Target("employee_pension", "enterprise", months=kept + 0.5)
    for name in ("delay", "truth"):
        lever = LEVERS[name]
        slow, quick = Solver(full, start), Solver(PackedStudy.of(full), start, full)
        found, expected = quick.meet(lever, target), slow.meet(lever, target)
        assert found.meets
        assert found.value == pytest.approx(expected.value, abs=1e-9)
        assert found.achieved == expected.achieved


def test_parts_of_a_pooled_attribution(full, sets) -> None:
    """They add up to the change to the fen, and are near those by district: a hundredth of the largest change."""
    causes = tuple(reform for each in sets[:2] for reform in each)
    quick, slow = (
        attribute(Side(full.prepared), Side(full.prepared, causes), pooled=pooled) for pooled in (True, False)
    )
    assert quick["pooled"]
    assert not slow["pooled"]
    keys = ("fund", "account", "subsidy", "year", "measure")
    by_key = [
        {
            tuple(row[key] for key in keys): row
            for row in each["measures"]
            if (row["pool"], row["unit"]) == ("city", "yuan")
        }
        for each in (quick, slow)
    ]
    largest = max(abs(row["change"]) for row in by_key[1].values())
    both = by_key[0].keys() & by_key[1].keys()
    assert len(both) > 100
    for key in both:
        one, other = (rows[key] for rows in by_key)
        assert sum(one["parts"]) == pytest.approx(one["change"], abs=0.005)
        assert one["parts"] == pytest.approx(other["parts"], abs=largest / 100)
