"""Levers that move people: each acts from its month on and not before, whatever the opening was read with."""

import numpy as np
import pytest

from actuary.errors import Problem
from actuary.funds.effort import COLLECTION, EFFORT_DEGREE
from actuary.months import month
from actuary.people.coverage import ENTERPRISE
from actuary.people.response import COMPLIANCE, DEGREE, TRUTH
from actuary.people.transitions import INDEX_OF
from actuary.scenarios.outcome import Outcome, same
from actuary.scenarios.response import answered, strengths
from actuary.scenarios.study import Study
from actuary.schemes.employee_pension import public_entry
from actuary.valuation.prepare import prepare, views
from actuary.valuation.run import execute, move
from actuary.vocabulary import Status

S = Status
START = month(2017, 1)
ENTRIES = [f"enter_{kind}{source}" for kind in ("enterprise", "flexible") for source in ("", "_from_resident")]
RATE = "law.employee_pension.employer_rate"
LINES = [
    "scale: basis.flow.dormancy_rate, factor: 0.5",
    "scale: basis.flow.return_rate, factor: 1.5",
    "scale: basis.flow.portability_out_rate, factor: 0.5",
    "set: basis.flow.entry_age_shares, keys: ['20'], value: 0.5",
    "scale: basis.flow.entry_years_from_elsewhere, factor: 2",
    "scale: basis.flow.early_retirement_share, factor: 0.5",
    "set: basis.flow.early_retirement_years, value: 4",
    "scale: basis.flow.late_retirement_rate, factor: 0.5",
    "scale: basis.flow.short_of_15_years_share, factor: 2",
    "scale: basis.flow.short_lump_sum, factor: 2",
    "scale: basis.flow.join_resident_pension_at_60, factor: 0.5",
    "scale: basis.unemployment.inflow, factor: 2",
    "scale: basis.unemployment.reemployment_rate, factor: 0.5",
    "add: basis.unemployment.entitlement_shares, keys: ['12'], amount: 0.1",
    "add: law.unemployment.duration_10plus, amount: -6",
    "scale: basis.migration.path, factor: 0.5",
    "scale: basis.path.base_truth, keys: [enterprise], factor: 1.1",
    "scale: basis.path.base_truth, keys: [flexible], factor: 1.1",
    "set: basis.path.base_growth_response, value: 1",
    "set: basis.collection.enterprise, value: 1",
    "set: basis.cash.contribution_same_month_share, value: 0.8",
    "scale: basis.coverage.employee_pension, factor: 1.01",
    "scale: basis.coverage.public_active, factor: 1.05",
    "scale: basis.coverage.resident_pension, factor: 1.05",
    "scale: basis.coverage.work_injury, factor: 1.05",
    "scale: basis.coverage.urban_medical, factor: 1.01",
    "set: basis.public.first_cash_lag, value: 39",
    "set: basis.public.back_payment_share, value: 0.5",
    "set: basis.public.new_method_spread, value: 0.3",
]


@pytest.fixture(scope="module")
def short() -> Study:
    return Study(prepare("wuhan-2015", to="2018-03"))


def insured(outcome: Outcome, *statuses: Status) -> np.ndarray:
    """Persons in some statuses `[T + 1]`."""
    return outcome.movement.people[:, :, list(statuses)].sum(axis=(1, 2, 3))


@pytest.mark.parametrize("line", LINES)
def test_a_dated_belief_acts_from_its_month_and_not_before(short: Study, reform, line: str) -> None:
    outcome = short.under([reform(f"{line}, from: 2017-01")])
    months = START - short.base.assembled.first
    assert np.array_equal(outcome.movement.people[: months + 1], short.base.movement.people[: months + 1])
    for key, ledger in short.base.ledgers.items():
        assert np.array_equal(outcome.ledgers[key].balance[: months + 1], ledger.balance[: months + 1])
    assert not same(outcome, short.base)


def test_coverage_learned_once_does_not_undo_a_reform(short: Study, reform) -> None:
    """Half as many leave with their record: more stay insured. Were coverage learned again, entry would make up for
    it, and the insured would be as many as before."""
    found = reform("scale: basis.flow.portability_out_rate, factor: 0.5, from: 2017-01")
    outcome = short.under([found])
    assert outcome.movement.coverage.multiplier["employee_entry"][-1] == pytest.approx(
        short.coverage.multiplier["employee_entry"][-1], abs=0.0
    )
    more = insured(outcome, *ENTERPRISE)[-1] - insured(short.base, *ENTERPRISE)[-1]
    _, again = move(short.prepared, views(short.prepared, [found]), None)
    undone = again.people[-1, :, list(ENTERPRISE)].sum() - insured(short.base, *ENTERPRISE)[-1]
    assert more > 5_000
    assert abs(undone) < 50


def test_dormancy_moves_the_paying_share_and_not_the_insured(short: Study, reform) -> None:
    outcome = short.under([reform("scale: basis.flow.dormancy_rate, factor: 0.5, from: 2017-01")])
    payers = (S.ENTERPRISE_EMPLOYEE, S.FLEXIBLE_WORKER)
    assert insured(outcome, *payers)[-1] > insured(short.base, *payers)[-1] + 20_000
    assert insured(outcome, *ENTERPRISE)[-1] == pytest.approx(insured(short.base, *ENTERPRISE)[-1], rel=1e-3)


def test_truth_raises_bases_by_less_than_itself_where_floor_and_ceiling_hold(short: Study, reform) -> None:
    outcome = short.under([reform("scale: basis.path.base_truth, keys: [enterprise], factor: 1.1, from: 2017-01")])
    at = month(2017, 7) - short.base.assembled.first
    base, more = (o.movement.base[at, 0].sum() for o in (short.base, outcome))
    assert 1.03 < more / base < 1.10
    assert np.array_equal(outcome.movement.base[at, 1:], short.base.movement.base[at, 1:])


def test_truth_is_declared_in_july_and_stands_for_twelve_months(short: Study, reform) -> None:
    """From January: nothing until July. In July alone: what is declared in it stands to the next June. A rise that has
    ended by July is declared by nobody, so nothing reads it."""
    line, july = "scale: basis.path.base_truth, factor: 1.1", month(2017, 7) - short.base.assembled.first
    base = short.base.movement.base[:, 0].sum(axis=(1, 2))
    for name, span in {"january": "from: 2017-01", "july": "from: 2017-07, to: 2017-07"}.items():
        found = short.under([reform(f"{line}, {span}", name=name)]).movement.base[:, 0].sum(axis=(1, 2))
        assert np.array_equal(found[:july], base[:july])
        assert (found[july:] > 1.03 * base[july:]).all()
    with pytest.raises(Problem, match="reads"):
        short.under([reform(f"{line}, from: 2017-01, to: 2017-06", name="spring")])


def test_public_staff_enter_when_the_month_says_and_pay_back_what_it_asks(short: Study, reform) -> None:
    early = short.under([reform("set: basis.public.first_cash_lag, value: 21, from: 2016-02")])
    half = short.under([reform("set: basis.public.back_payment_share, value: 0.5, from: 2016-02", name="half")])
    first = short.base.assembled.first

    def entry(outcome: Outcome) -> int:
        running, entering = public_entry(outcome.evaluation.setting)
        assert running[entering.argmax() :].all()
        assert entering.sum() == 1
        return first + int(entering.argmax())

    assert [entry(o) for o in (short.base, early, half)] == [START, month(2016, 7), START]
    arrears = [o.pooled["employee_pension", "public"].by_item()["arrears"].sum() for o in (short.base, half)]
    assert arrears[1] == pytest.approx(arrears[0] / 2)


def test_an_annuity_moves_what_stands_beside_the_ledgers(short: Study, reform) -> None:
    outcome = short.under([reform("set: law.employee_pension.annuity_employer_rate, value: 0.06, from: 2017-01")])
    key = ("employee_pension", "annuity.employer")
    paid = [o.evaluation.setting.memoranda[key] for o in (short.base, outcome)]
    months = START - short.base.assembled.first
    assert np.array_equal(paid[0][:months], paid[1][:months])
    assert paid[1][months:] == pytest.approx(paid[0][months:] * 0.75)


FLEXIBLE = 'schedule: "2024", begins: 2017-01, from: 2017-01'
LATE = (
    "schedule: {name: own, categories: {male60: {old_age_months: 720}}, flexible: {early: 0, late: 6, from: 2017-01}}, "
    "from: 2017-01"
)


def test_early_take_up_takes_back_part_of_a_delay(short: Study, reform) -> None:
    """Of those whose age rises, the more choose the months before it, the nearer to the baseline; at all of them, the
    pensioners are those of the baseline and, of those who retired there, at most the share short of years, whom the
    baseline holds back and the model lets choose (see the reform's page)."""
    retired = []
    for share in (0, 0.3, 1.0):
        lines = [FLEXIBLE, f"set: basis.flow.flexible_early_share, value: {share}, from: 2017-01"]
        outcome = short.under([reform(*lines[: 2 if share else 1], name=f"early-{share * 10:.0f}")])
        retired.append(insured(outcome, S.EMPLOYEE_RETIREE, S.NEW_RETIREE)[-1])
    base = insured(short.base, S.EMPLOYEE_RETIREE, S.NEW_RETIREE)[-1]
    assert retired[0] < retired[1] < retired[2]
    at = START - short.base.assembled.first
    gone = short.base.movement.retired[at:, :, :, :, 0].sum()
    lacking = short.base.assembled.basis.number("basis.flow.short_of_15_years_share", START)
    assert 0.0 < retired[2] - base < lacking * gone


def test_a_delay_of_those_who_reach_the_age_after_the_run_moves_nobody(short: Study, reform) -> None:
    """Special jobs and illness have ages of their own in law, which no schedule moves."""
    later = (
        "schedule: {name: later, categories: {male60: {old_age_months: 720, births: [{from: 1966-01, months: 736}]}, "
        "female50: {old_age_months: 600, births: [{from: 1976-01, months: 631}]}}}, from: 2017-01"
    )
    with pytest.raises(Problem) as refused:
        short.under([reform(later)])
    assert [letter.code for letter in refused.value.letters] == ["changes_nothing"]


def test_a_path_of_rises_that_no_january_reads_changes_nothing(short: Study, reform) -> None:
    """Pensions rise in January, and what is held back until the rise is published is of that rise."""
    line = "set: basis.path.pension_indexation, value: 0.3, from: 2017-02, to: 2017-06, then: baseline"
    with pytest.raises(Problem) as refused:
        short.under([reform(line)])
    assert [letter.code for letter in refused.value.letters] == ["unread"]


def test_late_take_up_ends_with_the_latest_month_allowed(short: Study, reform) -> None:
    """Half of those who reach 60 work on for at most six months: fewer pensioners by at most six months of them."""
    line = "set: basis.flow.flexible_late_share, value: 0.5, from: 2017-01"
    outcome = short.under([reform(LATE, line)])
    fewer = insured(short.base, S.NEW_RETIREE, S.EMPLOYEE_RETIREE) - insured(outcome, S.NEW_RETIREE, S.EMPLOYEE_RETIREE)
    at = START - short.base.assembled.first
    assert fewer[at] == 0.0
    assert (np.diff(fewer[at : at + 6]) > 0).all()
    assert fewer[at + 7 :].max() < 1.15 * fewer[at + 6]


def test_late_take_up_alone_moves_nobody_under_the_schedule_of_1978(short: Study, reform) -> None:
    found = reform("set: basis.flow.flexible_late_share, value: 0.5, from: 2017-01")
    assert same(short.outcome([found]), short.base)


def test_payers_answer_a_cut_and_a_rise_and_nothing_else(short: Study, reform) -> None:
    """With an elasticity of -0.2 for both: a cut raises the paying and, from the next July, their bases; a rise lowers
    them; the empty reform and a change of another parameter leave all as in the static case."""
    central = strengths(short.base.seen.basis, "full", short.base.assembled.first)["central"]
    assert central == (1.0, -0.2, -0.2, -0.05)
    response = answered(central, short.base.assembled.first)
    cut, rise = (
        reform(f"add: {RATE}, amount: {by}, from: 2017-01", name=f"rate-{by > 0}".lower()) for by in (-0.05, 0.05)
    )
    paying = {}
    for name, reforms in {"static": [cut], "cut": [cut, response], "rise": [rise, response]}.items():
        outcome = short.under(reforms)
        paying[name] = insured(outcome, S.ENTERPRISE_EMPLOYEE)
        months = START - short.base.assembled.first
        assert np.array_equal(paying[name][: months + 1], insured(short.base, S.ENTERPRISE_EMPLOYEE)[: months + 1])
        bases = outcome.movement.base[:, 0].sum(axis=(1, 2)) / paying[name][:-1]
        start = short.base.movement.base[:, 0].sum(axis=(1, 2)) / insured(short.base, S.ENTERPRISE_EMPLOYEE)[:-1]
        july = months + 6
        assert bases[months:july] == pytest.approx(start[months:july], rel=1e-4)
        side = {"static": 0, "cut": 1, "rise": -1}[name]
        assert np.sign(round(float(bases[july] / start[july] - 1.0), 4)) == side
    assert paying["rise"][-1] < paying["static"][-1] < paying["cut"][-1]
    assert same(short.outcome([reform(), response]), short.base)


def test_partial_and_full_carry_their_ranges(short: Study) -> None:
    basis, first = short.base.seen.basis, short.base.assembled.first
    assert strengths(basis, "full", first)["strong"] == (1.0, -0.6, -0.6, -0.156)
    assert strengths(basis, "partial", first)["strong"] == (0.75, -0.6, -0.6, -0.156)
    assert strengths(basis, "partial", first)["weak"] == (0.25, 0.0, 0.0, 0.0)
    weak = answered(strengths(basis, "full", first)["weak"], first)
    assert {change.name for change in weak.changes} == {DEGREE, COMPLIANCE, TRUTH, EFFORT_DEGREE, COLLECTION}


def test_the_same_people_come_in_under_every_reform(short: Study, reform) -> None:
    """Multipliers of entry are the baseline's to the last bit; births and first entrants differ by the few who leave
    the city with their record and are made good by others."""
    for line in (FLEXIBLE, "scale: basis.flow.dormancy_rate, factor: 0.5, from: 2017-01"):
        outcome = short.under([reform(line)])
        one, other = short.base.movement, outcome.movement
        assert other.birth == pytest.approx(one.birth, rel=1e-6)
        for group, table in one.coverage.multiplier.items():
            assert np.array_equal(table, other.coverage.multiplier[group])
        entered = [m.flow[:, :, [INDEX_OF[name] for name in ENTRIES], 0].sum() for m in (one, other)]
        assert entered[1] == pytest.approx(entered[0], rel=1e-3)


def test_identities_hold_under_levers_of_people(short: Study, reform) -> None:
    """People, cash, accounts, registers: the whole certificate of a run under delay with choice, entry of public staff,
    flows, truth, coverage and the strongest response to a cut."""
    lines = (
        FLEXIBLE,
        "set: basis.flow.flexible_early_share, value: 0.3, from: 2017-01",
        "set: basis.flow.flexible_late_share, value: 0.2, from: 2017-01",
        "set: basis.public.first_cash_lag, value: 21, from: 2016-02",
        "scale: basis.flow.return_rate, factor: 1.5, from: 2016-06",
        "scale: basis.path.base_truth, factor: 1.1, from: 2016-06",
        "scale: basis.coverage.employee_pension, factor: 1.02, from: 2016-06",
        f"add: {RATE}, amount: -0.05, from: 2017-01",
    )
    first = short.base.assembled.first
    strongest = answered(strengths(short.base.seen.basis, "full", first)["strong"], first)
    result = execute(short.prepared.under([reform(*lines), strongest]))
    assert [row for row in result.certificate["identities"] if not row["passed"]] == []
