"""Levers on money that belong to one ledger: each is read, helps its ledger, and costs what it moves."""

import pytest

from actuary.scenarios.levers import OF_LEDGERS
from actuary.scenarios.solving import Solver, Target, differing, remedies
from actuary.scenarios.study import Study

NAMED = [(*ledger, name) for ledger, levers in OF_LEDGERS.items() for name in levers]


@pytest.mark.parametrize(("fund", "account", "name"), NAMED)
def test_a_lever_is_read_and_helps_its_ledger(study: Study, fund: str, account: str, name: str) -> None:
    """A step in the direction that helps leaves more at the end; nothing that it changes is unread."""
    solver = Solver(study, study.base.assembled.first)
    target, lever = Target(fund, account), OF_LEDGERS[fund, account][name]
    assert solver.lever(name, fund, account) is lever
    outcome = study.outcome([lever.reform(lever.better * 0.1, solver.start)])
    assert [change.name for group in outcome.seen.groups for change in group.changes.unread()] == []
    before, after = (solver.row(levers, target)["years"][-1] for levers in ([], [(lever, lever.better * 0.1)]))
    assert after["balance"] > before["balance"] + 1e5


def test_names_of_levers_are_their_own() -> None:
    """A lever's name and setting are what its valuations are looked up by."""
    names = [lever.name for levers in OF_LEDGERS.values() for lever in levers.values()]
    assert len(set(names)) == len(names)


def test_a_remedy_costs_what_it_moves(study: Study) -> None:
    """Yuan of receipts and of spending that differ over the years, put back into the engine."""
    solver, target = Solver(study, study.base.assembled.first), Target("employee_medical", "pooled", "city", 3.0)
    found = {row["lever"]: row for row in remedies(solver, target, ("rate", "benefits", "credits", "funding"))}
    assert set(found) == {"rate", "benefits", "credits"}
    for name, row in found.items():
        lever = solver.lever(name, target.fund)
        assert lever is not None
        pair = [solver.row(levers, target)["years"] for levers in ([], [(lever, row["value"])])]
        assert row["yuan"] == pytest.approx(differing(*pair))
        assert row["yuan"] > 1e8
