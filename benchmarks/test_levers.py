"""Time of levers on a loaded valuation to 2030, each beside what it answered: the same as with nothing known before.

Goals: a lever on money alone in 5 to 20 ms. Ratios stand beside the times: a grid against its combinations one by one.
"""

import time
from itertools import count, product

import pytest

from actuary.dated import Change, Reform, load_reforms
from actuary.months import parse
from actuary.scenarios.comparing import compare, rows_of
from actuary.scenarios.study import Outcome, Study, same, valued
from actuary.valuation.prepare import prepare

TO, FROM = "2030-12", parse("2018-01")
ROUNDS = 5
LEVERS = {
    "employee_pension": "law.employee_pension.employer_rate",
    "unemployment": "law.unemployment.employer_rate",
    "work_injury": "law.work_injury.average_rate",
    "maternity": "law.maternity.employer_rate",
    "employee_medical": "law.employee_medical.employer_rate",
    "subsidy": "basis.path.pension_subsidy_rule",
}
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


def test_a_lever_of_people(benchmark, study: Study) -> None:
    """Retirement delayed from 2018: everybody moves again, by district."""
    prepared = study.prepared
    reforms = load_reforms(["delay-2024-from-2018"], prepared.assumptions, prepared.options["basis"], prepared.root)

    def run() -> Outcome:
        study._kept.pop(tuple(change for reform in reforms for change in reform.changes), None)
        return study.under(reforms)

    outcome = benchmark.pedantic(run, rounds=1, warmup_rounds=1)
    assert outcome.movement is not study.base.movement
    assert same(outcome, anew(study, outcome))


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
