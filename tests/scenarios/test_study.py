"""A study: what a reform changes, what it may not change, and what it costs nothing to know."""

import numpy as np
import pytest

from actuary.errors import Problem
from actuary.months import month
from actuary.scenarios.outcome import same
from actuary.scenarios.study import Study
from actuary.valuation.prepare import prepare, views
from actuary.valuation.run import move

RATE = "law.employee_pension.employer_rate"
ENTERPRISE = ("employee_pension", "enterprise")


def test_the_empty_reform_is_the_baseline_bit_for_bit(study: Study, reform):
    outcome = study.under([reform()])
    assert same(outcome, study.base)
    for key, ledger in study.base.ledgers.items():
        assert outcome.ledgers[key].items.keys() == ledger.items.keys()
        for posting, cash in ledger.items.items():
            assert np.array_equal(outcome.ledgers[key].items[posting], cash)


def test_reading_the_learned_table_gives_the_people_of_the_learning_run(study: Study):
    _, again = move(study.prepared, views(study.prepared), study.coverage)
    assert np.array_equal(again.people, study.base.movement.people)


@pytest.mark.parametrize(
    "line",
    [
        f"set: {RATE}, value: 0.16, from: 2018-01",
        'schedule: "2024", begins: 2018-01, from: 2018-01',
        "scale: basis.fertility.total_fertility, factor: 1.5, from: 2018-07",
        "set: law.work_injury.organ_staff_share, value: 1, from: 2018-01",
    ],
)
def test_nothing_moves_before_the_first_month(study: Study, reform, line):
    found = reform(line)
    start = found.changes[0].from_ - study.base.assembled.first
    outcome = study.under([found])
    assert np.array_equal(outcome.movement.people[: start + 1], study.base.movement.people[: start + 1])
    for key, ledger in study.base.ledgers.items():
        assert np.array_equal(outcome.ledgers[key].balance[: start + 1], ledger.balance[: start + 1])
    members, before = (each.evaluation.setting.members for each in (outcome, study.base))
    for key in before:
        assert np.array_equal(members[key][: start + 1], before[key][: start + 1])
    assert not same(outcome, study.base)


def test_a_rate_moves_no_people_and_gives_what_a_full_run_gives(study: Study, reform):
    found = reform(f"set: {RATE}, value: 0.16, from: 2017-01")
    assert not study.moves_people([found])
    outcome = study.under([found])
    a, movement = move(study.prepared, views(study.prepared, [found]), study.coverage)
    assert np.array_equal(movement.people, study.base.movement.people)
    assert a.rates.wage_index(2018) == outcome.assembled.rates.wage_index(2018)
    first = month(2017, 1) - outcome.assembled.first
    paid = {
        n: o.ledgers[ENTERPRISE].by_item()["contribution_employer"].sum(axis=1)
        for n, o in (("a", study.base), ("b", outcome))
    }
    assert paid["b"][first + 2] / paid["a"][first + 2] == pytest.approx(0.16 / 0.19)


def test_a_later_retirement_keeps_payers_and_takes_pensioners(study: Study, reform):
    outcome = study.under([reform('schedule: "2024", begins: 2017-01, from: 2017-01')])
    before, after = study.base.evaluation.setting.members, outcome.evaluation.setting.members
    kinds = {
        kind: after[("employee_pension", kind)].sum(axis=1) - before[("employee_pension", kind)].sum(axis=1)
        for kind in ("paying", "retired")
    }
    assert kinds["paying"].min() >= -1e-6
    assert kinds["retired"].max() <= 1e-6
    assert kinds["retired"][-1] < -10_000


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (f"set: {RATE}, value: 0.16, from: 2025-01", "outside_horizon"),
        ("scale: basis.wage.on_post_2015, factor: 0.5, from: 2017-01", "unread"),
        (f"set: {RATE}, value: 0.19, from: 2017-01, to: 2017-12", "changes_nothing"),
    ],
)
def test_a_reform_that_cannot_act_is_refused_by_name(study: Study, reform, line, code):
    with pytest.raises(Problem) as caught:
        study.under([reform(line)])
    (letter,) = caught.value.letters
    assert letter.code == code
    assert letter.file == "mine.yaml"
    assert letter.field in {RATE, "basis.wage.on_post_2015", "mine"}
    assert letter.message.zh != letter.message.en


def test_a_part_that_changes_nothing_is_refused_by_its_name(study: Study, reform):
    """Beside one that does; not where it does something by itself, and the other takes its place."""
    idle = reform(f"set: {RATE}, value: 0.19, from: 2017-01, to: 2017-12", name="idle")
    cut = reform(f"set: {RATE}, value: 0.18, from: 2017-01", name="cut")
    lower = reform(f"set: {RATE}, value: 0.17, from: 2017-01, after: cut", name="lower")
    delay = reform('schedule: "2024", begins: 2017-01, from: 2017-01', name="delay")
    with pytest.raises(Problem) as caught:
        study.refuse_idle_parts(study.under([idle, delay]))
    assert [(letter.code, letter.field) for letter in caught.value.letters] == [("changes_nothing", "idle")]
    for sets in ([delay], [cut, delay], [cut, lower], [cut, reform(name="nothing")]):
        study.refuse_idle_parts(study.outcome(sets))


def test_a_coverage_path_is_learned_without_the_other_changes(study: Study, reform):
    more = "scale: basis.coverage.employee_pension, factor: 1.01, from: 2016-02"
    delay = 'schedule: "2024", begins: 2016-02, from: 2016-02'
    alone, both = study.under([reform(more)]), study.under([reform(more, delay, name="both")])
    for group, table in alone.movement.coverage.multiplier.items():
        assert np.array_equal(table, both.movement.coverage.multiplier[group])


def test_what_a_run_does_not_know_yet_makes_no_rate_impossible(reform) -> None:
    """1.42 points less than the 1.5 % that the law of 2016 asks from 2018-05 on are a rate; less than the 0.7 % that
    was decreed later they are none."""
    cut = reform("add: law.unemployment.employer_rate, amount: -0.0142, from: 2019-01, to: 2019-12")
    assert Study(prepare("wuhan-2015", to="2019-12")).under([cut]).reforms == (cut,)
    with pytest.raises(Problem, match=r"would be -0\.0072 in 2019-01") as caught:
        Study(prepare("wuhan-2015", to="2019-12", rules="hindsight")).under([cut])
    assert caught.value.letters[0].field == "law.unemployment.employer_rate"


def test_employees_may_be_asked_nothing_and_what_moves_between_cities_stays(study: Study, reform):
    """Accounts that move were filled at the rate of before, or elsewhere; what stays here is less."""
    rate = "law.employee_pension.employee_rate"
    outcome = study.under([reform(f"set: {rate}, value: 0, from: 2017-01, to: 2017-06, then: baseline")])
    paid, before = (each.pooled[ENTERPRISE].by_item() for each in (outcome, study.base))
    start = month(2017, 1) - outcome.assembled.first
    assert paid["contribution_employee"][start + 1 : start + 5].sum() == 0.0
    assert np.allclose(paid["transfer.portability_in"], before["transfer.portability_in"], rtol=0.0, atol=0.01)
    out, was = (-each["transfer.portability_out"][start + 2 : start + 6].sum() for each in (paid, before))
    assert 0.9 * was < out < was


def test_a_line_that_reports_alone_look_at_is_refused_as_that(study: Study, reform):
    with pytest.raises(Problem) as told:
        study.under([reform("set: law.reserves.medical_shortage, value: 5, from: 2016-01")])
    (letter,) = told.value.letters
    assert (letter.code, letter.line) == ("unread", 5)
    assert "reports and tests" in letter.message.en


def test_a_breakdown_names_the_reform_and_what_it_changes(study: Study, reform):
    found = reform("set: basis.flow.entry_age_shares, value: 0, from: 2017-01")
    with pytest.raises(Problem) as told:
        study.under([found])
    (letter,) = told.value.letters
    assert (letter.file, letter.field) == (found.file, "basis.flow.entry_age_shares")
