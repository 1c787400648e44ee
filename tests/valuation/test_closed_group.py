"""A closed group (封闭群体): those of the opening alone are followed, by the same law and the same beliefs."""

import json

import numpy as np
import pytest
from click.testing import CliRunner

from actuary.cli import main
from actuary.people.coverage import ENTERPRISE, PUBLIC, RESIDENT
from actuary.people.transitions import DEPARTURES, INDEX_OF, PORT_OUT
from actuary.valuation import RunResult, run


@pytest.fixture(scope="module")
def closed() -> RunResult:
    return run("wuhan-2015", group="closed", to="2018-12")


@pytest.fixture(scope="module")
def open_group() -> RunResult:
    return run("wuhan-2015", to="2018-12")


def test_nobody_enters(closed: RunResult) -> None:
    """People fall by deaths and departures, and by nothing else; nobody is born into the group or comes to it."""
    m = closed.movement
    lost = m.death[:, :, :, 0].sum(axis=(1, 2)) + m.flow[:, :, list(DEPARTURES), 0].sum(axis=(1, 2))
    people = m.people.sum(axis=(1, 2))
    assert np.abs(people[:-1] - lost - people[1:]).max() < 1e-6
    assert (m.birth.sum(), m.arrival.sum()) == (0.0, 0.0)


def test_the_insured_of_each_scheme_only_leave(closed: RunResult) -> None:
    """Insured of the enterprise and public schemes fall by their dead, those who move away, and those who end in the
    residents' scheme; the residents' scheme gains only these."""
    m = closed.movement
    for statuses in (ENTERPRISE, PUBLIC):
        insured = m.people[:, :, list(statuses)].sum(axis=(1, 2, 3))
        assert (np.diff(insured) < 0.0).all()
    public = m.people[:, :, list(PUBLIC)].sum(axis=(1, 2, 3))
    gone = m.death[:, :, list(PUBLIC), 0].sum(axis=(1, 2, 3))
    assert np.abs(public[:-1] - gone - public[1:]).max() < 1e-6
    away = m.flow[:, :, [INDEX_OF[name] for name in PORT_OUT], 0].sum()
    assert away > 0.0
    together = m.people[:, :, [*ENTERPRISE, *RESIDENT]].sum(axis=(1, 2, 3))
    assert (np.diff(together) < 0.0).all()


def test_it_pays_no_more_and_draws_the_same_old_pensions(closed: RunResult, open_group: RunResult) -> None:
    """Fewer contributors than in the open group; the first month, before anybody could enter, is the same."""
    key = ("employee_pension", "enterprise")
    ours, theirs = (each.ledgers[key].by_item() for each in (closed, open_group))
    paid = [cash["contribution_employer"].sum(axis=1) for cash in (ours, theirs)]
    assert paid[0][0] == pytest.approx(paid[1][0], abs=0.01)
    assert (paid[0][12:] < paid[1][12:]).all()
    old = [-cash["benefit.basic"].sum(axis=1)[0] for cash in (ours, theirs)]
    assert old[0] == pytest.approx(old[1], abs=0.01)


def test_identities_hold_and_the_page_says_so(closed: RunResult) -> None:
    assert closed.verdict["certificate"]["passed"] == closed.verdict["certificate"]["identities"]
    page = CliRunner().invoke(main, ["run", "toy", "--group", "closed", "--to", "2016-06", "--lang", "zh"])
    assert "封闭群体" in page.output
    told = CliRunner().invoke(main, ["run", "toy", "--group", "closed", "--to", "2016-06", "--json"])
    assert json.loads(told.stdout)["group"] == "closed"
