"""Central adjustment and national pooling as reforms: what crosses to the nation, in which months, and who answers."""

import numpy as np
import polars as pl
import pytest

from actuary.months import month, text
from actuary.scenarios.comparing import compare
from actuary.scenarios.study import Study
from actuary.valuation.prepare import prepare
from actuary.valuation.run import execute

CENTRAL, NATIONAL = "central-adjustment-2018-2021", "national-pooling-2022"
ENTERPRISE = ("employee_pension", "enterprise")


@pytest.fixture(scope="module")
def later() -> Study:
    return Study(prepare("wuhan-2015", to="2022-12"))


def test_both_run_in_their_months_and_nothing_else_moves(later: Study, shipped):
    """2018-07 to 2021-12 monthly; quarters' ends of 2022; every other item to the bit."""
    outcome = later.under(shipped(CENTRAL, NATIONAL))
    found, before = (o.ledgers[ENTERPRISE].by_item() for o in (outcome, later.base))
    first = outcome.assembled.first
    months = {name: [text(first + t) for t in np.flatnonzero(cash.sum(axis=1))] for name, cash in found.items()}
    central = [text(m) for m in range(month(2018, 7), month(2021, 12) + 1)]
    assert months["transfer.central_out"] == months["transfer.central_in"] == central
    assert months["transfer.national_in"] == ["2022-03", "2022-06", "2022-09", "2022-12"]
    moved = {"interest", "backstop", "transfer.central_in", "transfer.central_out", "transfer.national_in"}
    for name in set(before) - moved:
        assert np.array_equal(found[name], before[name]), name
    assert not later.moves_people(outcome.reforms)


def test_half_of_the_year_is_the_nations(later: Study, shipped):
    """What the nation pays in 2022 is half of the deficit of that year before interest, in the city."""
    outcome = later.under(shipped(NATIONAL))
    items, year = outcome.ledgers[ENTERPRISE].by_item(), slice(-12, None)
    nation = {"transfer.national_in", "transfer.national_out"}
    balance = sum(cash[year].sum() for name, cash in items.items() if name not in nation | {"interest", "backstop"})
    assert sum(items[name][year].sum() for name in nation & set(items)) == pytest.approx(-0.5 * balance, abs=1.0)
    assert balance < 0


def test_the_comparison_tells_what_the_nation_pays(later: Study, shipped):
    """Paid down less paid up, of the city and of its pools."""
    reforms = shipped(CENTRAL)
    items = later.under(reforms).ledgers[ENTERPRISE].by_item()
    (entry,) = compare(later, [reforms])["reforms"]
    told = {
        row["pool"]: sum(year["from_nation"]["reform"] for year in row["years"])
        for row in entry["sharing"]
        if (row["fund"], row["account"]) == ENTERPRISE
    }
    city = told.pop("city")
    assert city == pytest.approx(sum(items[f"transfer.central_{way}"].sum() for way in ("in", "out")))
    assert city == pytest.approx(sum(told.values()))
    assert city > 0


def test_the_outside_has_an_account_for_each(later: Study, shipped):
    """Province and nation lose what the ledger gains, month by month; every identity holds."""
    reformed = later.prepared.under(shipped(CENTRAL, NATIONAL, "effort-strong"))
    result = execute(reformed, coverage=later.coverage)
    assert all(row["passed"] for row in result.certificate["identities"])
    tables = result.tables()
    for item, who in (("transfer.central_in", "province"), ("transfer.central_out", "province"),
                      ("transfer.national_in", "nation")):  # fmt: skip
        theirs = tables["counterparties"].filter(pl.col("item") == item)
        assert set(theirs["counterparty"]) == {who}
        ours = tables["ledger"].filter(pl.col("item") == item)["yuan"].sum()
        assert theirs["yuan"].sum() == pytest.approx(-ours, abs=0.01)
        assert abs(ours) > 1e8


def test_effort_answers_the_nation_and_not_the_central_fund(later: Study, shipped):
    """Payment by would-be participants asks no effort; half of a yuan shared asks half the response."""
    central = (
        later.under(shipped(CENTRAL, NATIONAL)),
        later.under(shipped(CENTRAL, NATIONAL, "effort-strong")),
    )
    paid, left = (o.ledgers[ENTERPRISE].by_item()["contribution_employer"] for o in central)
    start = month(2022, 1) - later.base.assembled.first
    assert np.array_equal(paid[:start], left[:start])
    np.testing.assert_allclose(left[start:], paid[start:] * (1.0 - 0.156 * 0.5))
