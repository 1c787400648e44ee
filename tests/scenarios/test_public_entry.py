"""Entry of public staff: what each month owes is its own, whenever it is settled."""

from collections import defaultdict

import numpy as np
import pytest

from actuary.dated import load_reforms
from actuary.months import month
from actuary.scenarios.cohorts import laid
from actuary.scenarios.outcome import Outcome
from actuary.scenarios.study import Study
from actuary.valuation.prepare import prepare

FEN = 0.01
LAW = "law.employee_pension.public"
PUBLIC = ("employee_pension", "public")
SINCE, ENTRY = month(2014, 10), month(2017, 1)
PAID = ("contribution_employer", "contribution_employee", "arrears")
DRAWN = ("benefit.pension", "benefit.top_up")


@pytest.fixture(scope="module")
def watched() -> Study:
    return Study(prepare("wuhan-2015", to="2018-06"), watch=True)


def by_right(outcome: Outcome, items: tuple[str, ...]) -> dict[int, float]:
    """Cash of some items by month of the right [yuan]."""
    found: dict[int, float] = defaultdict(float)
    for posting, cash in outcome.pooled[PUBLIC].items.items():
        if posting.item in items:
            for t, yuan in enumerate(cash.sum(axis=1).tolist()):
                found[outcome.assembled.first + t - posting.lag] += yuan
    return {right: yuan for right, yuan in found.items() if yuan}


def arrears(outcome: Outcome) -> dict[int, float]:
    """What is paid in on entry by month of the right [yuan]."""
    return by_right(outcome, ("arrears",))


@pytest.mark.parametrize("items", [PAID, DRAWN])
@pytest.mark.parametrize("lag", [20, 21, 39])
def test_the_month_of_entry_moves_nothing_that_is_owed(watched: Study, reform, items, lag: int) -> None:
    """From 2016-06 to 2018-01: by month of the right, contributions and benefits are the same to the fen."""
    other = watched.under([reform(f"set: basis.public.first_cash_lag, value: {lag}, from: 2016-02")])
    before, after = by_right(watched.base, items), by_right(other, items)
    assert min(before) == min(after) == SINCE
    assert after.keys() == before.keys()
    assert [after[right] for right in before] == pytest.approx(list(before.values()), abs=FEN)


def test_a_later_entry_that_ships_costs_nothing_but_interest(watched: Study) -> None:
    """Over the run what is paid in, and what is drawn, add up to the same."""
    (later,) = load_reforms(["public-entry-2018-01"], watched.prepared.assumptions, "plan", watched.prepared.root)
    sums = [
        {item: cash.sum() for item, cash in outcome.pooled[PUBLIC].by_item().items()}
        for outcome in (watched.base, watched.under([later]))
    ]
    for items in (PAID, DRAWN):
        one, other = (sum(side[item] for item in items) for side in sums)
        assert other == pytest.approx(one, abs=FEN)


def test_months_before_the_run_owe_what_its_first_does(watched: Study) -> None:
    """Fifteen months, at the figures of 2016-01; who retires in 2016 is paid from then on and not from 2014-10."""
    owed = by_right(watched.base, DRAWN)
    assert len({round(owed[right], 2) for right in range(SINCE, month(2016, 2))}) == 1
    seen = watched.base.evaluation.setting.seen
    due = sum(seen.asked(f"{part}.public_retiree") for part in ("basic", "transitional")).sum(axis=1)
    first = watched.base.assembled.first
    assert [-owed[first + t] for t in range(len(due))] == pytest.approx(due.tolist(), abs=FEN)


@pytest.mark.parametrize("line", [f"scale: {LAW}_employer_rate, factor: 0.5", f"scale: {LAW}_employee_rate, factor: 2"])
def test_a_rate_from_the_entry_on_leaves_the_arrears(watched: Study, reform, line: str) -> None:
    """A rate that changes with the month of entry, or a month before, reprices its own months alone."""
    before = arrears(watched.base)
    assert arrears(watched.under([reform(f"{line}, from: 2017-01")])) == before
    december = arrears(watched.under([reform(f"{line}, from: 2016-12", name="earlier")]))
    assert {right for right in before if december[right] != before[right]} == {ENTRY - 1}


def test_a_rise_from_the_entry_on_leaves_what_was_drawn_before(watched: Study, reform) -> None:
    """Pensions raised in January 2017 are those of 2017: what was due before is paid as it was due."""
    raised = watched.under([reform("set: law.employee_pension.indexation, value: 0.15, from: 2017-01")])
    before, after = by_right(watched.base, DRAWN), by_right(raised, DRAWN)
    assert min(before) == SINCE
    assert {right: after[right] for right in before if right < ENTRY} == {
        right: yuan for right, yuan in before.items() if right < ENTRY
    }
    assert all(after[right] < before[right] for right in before if right >= ENTRY)


def test_what_units_owe_is_split_by_the_rates_of_its_months(watched: Study, reform) -> None:
    """Units off the hook from the entry on: of the arrears they bear 20 of 28 points as before."""
    freed = watched.under([reform(f"set: {LAW}_employer_rate, value: 0, from: 2017-01")])
    borne = laid(freed)
    assert borne is not None
    assert borne[PUBLIC].people["employer"].sum() == pytest.approx(sum(arrears(freed).values()) * 20 / 28, abs=FEN)
    at = ENTRY - watched.base.assembled.first
    assert not np.delete(borne[PUBLIC].people["employer"].sum(axis=(1, 2)), at).any()
