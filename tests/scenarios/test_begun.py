"""Months before a reform's first are not moved again, and nothing comes out differently for that: to the last bit."""

import gc
import weakref
from collections.abc import Callable, Iterator, Sequence
from functools import partial

import numpy as np
import pytest

from actuary.dated import Change, Reform, Table
from actuary.dated.asked import reached
from actuary.kernels.rooms import ROOMS
from actuary.months import month
from actuary.people.asked import Asked, Rates, ask
from actuary.people.movement import Movement
from actuary.people.retiring import Retiring
from actuary.people.standing import Standing, Standings
from actuary.scenarios.comparing import rows_of
from actuary.scenarios.outcome import same
from actuary.scenarios.packed import PackedStudy
from actuary.scenarios.study import Study
from actuary.valuation.evaluate import growing
from actuary.valuation.prepare import prepare, views

MIDDLE_OF_YEAR = "scale: basis.migration.male_arrivals, factor: 0.5, from: 2016-07"
SHIPPED = ("delay-2024-from-2017", "coverage-pension-plus-5-2017", "maternity-two-child-strong-2017", "compliance-2017")
ARRAYS = ("people", "exposure", "base", "death", "flow", "retired", "arrival", "birth", "account", "records")


@pytest.fixture(scope="module")
def watching() -> Study:
    """Two years of the shipped city, people kept by class of birth."""
    return Study(prepare("wuhan-2015", rules="hindsight", to="2017-12"), watch=True)


def tables(told: Movement) -> list[np.ndarray]:
    """Everything that a movement says."""
    found = [getattr(told, name) for name in ARRAYS]
    for held in (told.ages, told.pensions, told.coverage.multiplier):
        found += [held[key] for key in sorted(held)]
    return [*found, told.coverage.outside, *(() if told.classes is None else told.classes)]


def equal(one: Sequence[np.ndarray], other: Sequence[np.ndarray]) -> bool:
    return all(np.array_equal(a, b) for a, b in zip(one, other, strict=True))


@pytest.mark.parametrize("kind", [lambda study: study, PackedStudy.of], ids=["district", "pooled"])
@pytest.mark.parametrize("name", [*SHIPPED, MIDDLE_OF_YEAR])
def test_a_run_begun_where_the_baseline_stands_is_the_whole_run(
    watching: Study, reform, shipped, kind: Callable[[Study], Study], name: str
) -> None:
    study = kind(watching)
    reforms = study.moving(shipped(name) if name in SHIPPED else [reform(name)])
    study._standings = Standings()
    whole = study._move(reforms, None)
    _, kept = study._standings._kept.values()  # the opening, and where the reform begins
    study._kept = {(): study._kept[()]}
    begun = study._move(reforms, None)
    assert kept.t == reforms[0].changes[0].from_ - study.base.assembled.first > 0
    assert equal(tables(whole.movement), tables(begun.movement))
    assert not equal(tables(begun.movement), tables(study.base.movement))
    assert whole.read == begun.read


def test_nothing_moves_before_a_reform_of_migration_and_it_moves_from_its_month(watching: Study, reform) -> None:
    """Half of the men stay away from July on, in the very year: June is as ever, in July fewer come."""
    watching._standings, watching._kept = Standings(), {(): watching._kept[()]}
    before, after = watching.base.movement, watching.outcome([reform(MIDDLE_OF_YEAR)]).movement
    first = month(2016, 7) - watching.base.assembled.first
    for one, other in ((before.arrival, after.arrival), (before.people, after.people)):
        assert np.array_equal(one[:first], other[:first])
    assert after.arrival[first].sum() < before.arrival[first].sum()


def test_two_reforms_begin_where_the_first_does(watching: Study, shipped) -> None:
    """The later one alone begins later, at people kept on the way; together they begin with the earlier."""
    early, late = shipped("compliance-2017"), shipped("delay-2024-from-2017")
    watching._standings = Standings()
    watching._kept = {(): watching._kept[()]}
    change = late[0].changes[0]
    moved = Change(change.verb, change.name, change.value, change.from_ + 6, reform=change.reform)
    later = Reform(*("later",) * 2, "judgement", "", (moved,), late[0].schedules, None, late[0].path)
    outcomes = [watching.outcome(each) for each in (early, [later], [*early, later])]
    assert sorted(watching._standings._kept) == [0, 12, 18]
    alone = Study(watching.prepared, watching.coverage)
    for outcome in outcomes:
        alone._standings = Standings()
        assert same(outcome, alone.outcome(outcome.reforms))


def answers(told: Asked) -> list[np.ndarray]:
    """All numbers of what is asked of a month."""
    found: list[np.ndarray] = []
    for each in told:
        found += [np.asarray(part) for part in (each if isinstance(each, tuple) else (each,))]
    return found


def said(rates: Rates, month: int) -> list[object]:
    """What law and belief say of a month."""
    return answers(ask(rates, Retiring(), month))


def scaled(study: Study, factor: float, months: int) -> Iterator[tuple[str, Reform]]:
    """Each parameter of people that holds numbers, times a factor from so many months after the beginning on."""
    for name in sorted(study.people_read):
        held = study.base.seen.law.parameters if name.startswith("law.") else study.base.seen.basis.parameters
        rows = held.parameters[name].values if name in held.parameters else ()
        if rows and isinstance(rows[0].value, float | int | Table):
            change = Change("scale", name, factor, study.base.assembled.first + months, reform="other")
            yield name, Reform("other", "另", "judgement", "", (change,), {}, None, study.prepared.root)


def test_what_looks_ahead_begins_at_the_opening(watching: Study) -> None:
    """Each parameter of people made a tenth larger from the middle of 2017 on: unless the run is told to begin at the
    opening, all that is asked of the months before says what the baseline says. Mortality by period looks ahead."""
    base, months = watching.base.assembled, 18
    quiet = [said(base.rates, base.first + t) for t in range(months)]
    begun = ahead = 0
    for name, more in scaled(watching, 1.1, months):
        seen = views(watching.prepared, [more])
        rates = base.rates.under(seen.law, seen.basis)
        until = watching._until([more], seen, watching.coverage)(partial(said, rates))
        assert until in (0, months)
        ahead += until == 0
        begun += until == months
        rates = base.rates.under(seen.law, seen.basis)
        for t in range(until):
            assert equal(said(rates, base.first + t), quiet[t]), (name, t)
        assert (until == 0) == (name in ("basis.mortality.male", "basis.mortality.female")), name
    assert begun > 50
    assert ahead == 2


def test_answers_taken_over_from_the_baseline_are_those_asked_anew(watching: Study) -> None:
    """Each parameter of people a little less from the middle of 2017 on: what is asked of the months after says the
    same whether the baseline's answers stand in where the change reaches nothing, or all is asked again."""
    base, months, reaching, shared = watching.base.assembled, 18, 0, 0
    for name, less in scaled(watching, 0.97, months):
        seen = views(watching.prepared, [less])
        rates, anew = (base.rates.under(seen.law, seen.basis) for _ in range(2))
        taking_over = watching.answers.under(rates, reached((name,), growing(base)))
        last = base.first + base.months - 1
        for each in range(base.first + months, last + 1):
            assert equal(said(taking_over, each), said(anew, each)), (name, each)
        reaching += not equal(said(anew, last), said(base.rates, last))
        shared += taking_over.hazards(last) is watching.answers("hazards", last)
    assert reaching > 40
    assert shared > 40


def test_of_people_kept_those_asked_for_last_stay(watching: Study) -> None:
    """And of an opening those very people alone."""
    standings, cohorts = Standings(), watching  # who stands there does not matter
    sources, people = np.zeros(0), np.zeros(0)
    for t in (0, 1, 2, 3):
        standings.keep(Standing(t, cohorts, sources, people=people))  # type: ignore[arg-type]
    assert standings.until(1, people).t == 1
    assert standings.until(0, people).t == 0
    standings.keep(Standing(4, cohorts, sources))  # type: ignore[arg-type]
    assert [t for t in range(6) if t in standings] == [0, 1, 3, 4]
    assert standings.until(2, people).t == 1
    assert standings.until(0, people).t == 0
    assert standings.until(0, people.copy()) is None


@pytest.mark.parametrize("kind", [lambda study: study, PackedStudy.of], ids=["district", "pooled"])
def test_results_read_nothing_of_what_stood_in_their_memory(
    watching: Study, shipped, kind: Callable[[Study], Study], monkeypatch
) -> None:
    """Every number of a result is written, whatever is in the memory that it is given."""
    study = kind(watching)
    reforms = study.moving(shipped("delay-2024-from-2017"))
    clean = study._move(reforms, None)
    given = ROOMS.array

    def spoilt(shape: tuple[int, ...]) -> np.ndarray:
        room = given(shape)
        room[:] = np.nan
        return room

    monkeypatch.setattr(ROOMS, "array", spoilt)
    assert equal(tables(study._move(reforms, None).movement), tables(clean.movement))


def test_people_that_are_kept_no_more_are_let_go(watching: Study, shipped) -> None:
    """As soon as the last outcome on them is gone, and not when somebody sweeps."""
    study = PackedStudy.of(watching)
    study.kept = 2
    outcome = study.under(shipped("delay-2024-from-2017"))
    rows_of(outcome)
    people = weakref.ref(outcome.movement.flow)
    del outcome
    gc.disable()
    try:
        assert people() is not None
        study.under(shipped("compliance-2017"))
        assert people() is None
    finally:
        gc.enable()
