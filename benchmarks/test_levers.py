"""Time of levers on a loaded valuation to 2030, each beside what it answered: the same as with nothing known before.

Goals: a lever on money alone in 5 to 20 ms; on people 0.25 s by district, 16 ms of each of sixteen in lanes.
Ratios stand beside the times: a grid against its combinations one by one.
"""

import time
from itertools import count, product

import pytest

from actuary.dated import Change, Reform
from actuary.kernels.layout import LANES
from actuary.months import parse
from actuary.scenarios.comparing import compare, rows_of
from actuary.scenarios.levers import LEVERS as OF_SOLVER
from actuary.scenarios.outcome import Outcome, same, valued
from actuary.scenarios.packed import PackedStudy
from actuary.scenarios.study import Study
from actuary.valuation.prepare import prepare

TO, FROM = "2030-12", parse("2018-01")
BEGINS = "2018-01", "2020-01", "2025-01"
"""From when on a lever moves people: the third year, the plan's last, and that of the law of 2024."""
ROUNDS = 5
LEVERS = {
    "employee_pension": "law.employee_pension.employer_rate",
    "unemployment": "law.unemployment.employer_rate",
    "work_injury": "law.work_injury.average_rate",
    "maternity": "law.maternity.employer_rate",
    "employee_medical": "law.employee_medical.employer_rate",
    "subsidy": "basis.path.pension_subsidy_rule",
}
DELAY = OF_SOLVER["delay"]
MONTHS = count(1)
"""No delay is met twice."""
NUMBERS = count(1)
"""No lever is met twice: each scales by a factor of its own."""


@pytest.fixture(scope="module")
def study() -> Study:
    """The shipped city to 2030, in hindsight."""
    return Study(prepare("wuhan-2015", rules="hindsight", to=TO))


def lever(study: Study, name: str) -> Reform:
    """A reform that nobody has seen: one parameter a little lower from 2018 on."""
    change = Change("scale", LEVERS[name], 0.9 - 1e-4 * next(NUMBERS), FROM, reform=name)
    return Reform(name, name, "judgement", "benchmark", (change,), {}, None, study.prepared.root)


def anew(study: Study, outcome: Outcome) -> Outcome:
    """The same outcome with nothing known before."""
    return valued(study.prepared, outcome.reforms, outcome.seen, outcome.assembled, outcome.movement)


@pytest.mark.parametrize("name", LEVERS)
def test_a_lever_on_money(benchmark, study: Study, name: str) -> None:
    """From the lever to every ledger and every row of the verdict, the people being where they were."""
    answered = []

    def run(reform: Reform) -> None:
        outcome = study.under([reform])
        answered.append((outcome, rows_of(outcome)))

    benchmark.pedantic(run, setup=lambda: ((lever(study, name),), {}), rounds=ROUNDS, warmup_rounds=1)
    outcome, rows = answered[-1]
    assert outcome.movement is study.base.movement
    assert same(outcome, anew(study, outcome))
    assert not same(outcome, study.base)
    assert len(rows) == len(rows_of(study.base))


def later(months: int, begins: str = "2018-01") -> Reform:
    """Retirement put off by so many months from a month on."""
    return DELAY.reform(months, parse(begins))


@pytest.mark.parametrize("begins", BEGINS)
@pytest.mark.parametrize("money", [False, True], ids=["people", "people and money"])
def test_a_lever_of_people(benchmark, study: Study, money: bool, begins: str) -> None:
    """Retirement put off, a month more each time: everybody moves again from the lever's month on, by district. As many
    as a study keeps were moved before, so that memory is that of the oldest; the first ones take a tenth longer."""
    answered = []

    def run(reform: Reform) -> None:
        answered.clear()
        if money:
            outcome = study.under([reform])
            answered.append((outcome, rows_of(outcome)))
        else:
            study.case([reform])

    benchmark.pedantic(
        run, setup=lambda: ((later(next(MONTHS), begins),), {}), rounds=ROUNDS, warmup_rounds=study.kept + 1
    )
    for outcome, rows in answered:
        assert outcome.movement is not study.base.movement
        assert same(outcome, anew(study, outcome))
        assert len(rows) == len(rows_of(study.base))
    assert len(answered) == int(money)


@pytest.mark.parametrize("begins", BEGINS)
@pytest.mark.parametrize("money", [False, True], ids=["people", "people and money"])
def test_sixteen_levers_of_people_packed(benchmark, study: Study, money: bool, begins: str) -> None:
    """Sixteen such delays in the lanes of one pooled run; the time is that of all."""
    packed = PackedStudy.of(study)
    packed.kept = 2 * LANES
    packed.under([later(next(MONTHS), begins)])  # on it all other lanes are put
    packed.expect([[later(next(MONTHS), begins)] for _ in range(packed.kept)])  # as many as are kept
    answered = []

    def run(sets: list[list[Reform]]) -> None:
        packed.expect(sets)
        if money:
            answered[:] = [(outcome, rows_of(outcome)) for outcome in map(packed.under, sets)]

    def sets() -> tuple[tuple[list[list[Reform]]], dict]:
        return ([[later(next(MONTHS), begins)] for _ in range(LANES)],), {}

    benchmark.pedantic(run, setup=sets, rounds=ROUNDS, warmup_rounds=1)
    benchmark.extra_info["each_ms"] = round(1e3 * benchmark.stats.stats.min / LANES, 1)
    for outcome, _ in answered[::8]:
        assert same(outcome, anew(packed, outcome))
    assert len(answered) == (LANES if money else 0)


def test_a_grid_against_one_by_one(benchmark, study: Study) -> None:
    """All combinations of six levers on money as one comparison, and each combination with nothing known before."""
    told: list[int] = []

    def grid() -> tuple[list[tuple[Reform, ...]], dict]:
        levers = [lever(study, name) for name in LEVERS]
        sets = [tuple(r for r, on in zip(levers, chosen, strict=True) if on) for chosen in product((1, 0), repeat=6)]
        sets = [chosen for chosen in sets if chosen]
        return sets, compare(study, sets, lambda done, total: told.append(done))

    sets, document = benchmark.pedantic(grid, rounds=1, warmup_rounds=1)
    assert len(document["reforms"]) == len(sets) == 63
    assert told[-63:] == list(range(1, 64))
    spent = 0.0
    for chosen in sets[::8]:
        outcome = study.outcome(chosen)
        before = time.perf_counter()
        rows = rows_of(anew(study, outcome))
        spent += time.perf_counter() - before
        funds = document["reforms"][sets.index(chosen)]["funds"]
        told_last = [row["years"][-1]["balance"]["reform"] for row in funds]
        assert told_last == [row["years"][-1]["balance"] for row in rows]
    one_by_one = spent * len(sets) / len(sets[::8])
    benchmark.extra_info["one_by_one_over_grid"] = round(one_by_one / benchmark.stats.stats.min, 2)
