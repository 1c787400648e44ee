"""The first page's verdicts: what becomes of a fund, and how it would stand without ordinary subsidy."""

from collections.abc import Callable
from typing import Any

import pytest

from actuary.reporting.charts import balances
from actuary.reporting.language import Words
from actuary.reporting.layout import Page
from actuary.reporting.onepage import standing, state, verdict_in_words

LINE = "unemployment", "pooled"


@pytest.fixture
def told(verdict: Callable[..., dict[str, Any]]) -> Callable[..., tuple[str, str]]:
    """How the unemployment fund stands, and what is said of it, where its months and balances are these."""

    def tell(balance: float = 1e9, deficit: str | None = None, fails: str | None = None, bare: str | None = None):
        document = verdict()
        for entry in document["funds"]:
            if (entry["fund"], entry["account"], entry["pool"]) == (*LINE, "city"):
                entry["first_current_deficit"] = deficit
                entry["first_cannot_pay"] = fails if entry["subsidy"] == "with" else bare or fails
                for year in entry["years"]:
                    year["balance"] = balance
        page = Page(document, Words("en"), 130)
        found = page.entries.find(*LINE)
        assert found is not None
        return state(found), verdict_in_words(page, *LINE).strip()

    return tell


def test_who_pays_and_who_does_not(told: Callable[..., tuple[str, str]]) -> None:
    assert told() == ("pays", "Runs no deficit and pays to 2020-12.")
    assert told(deficit="2017-03") == ("warns", "In deficit from 2017-03 on; still pays to 2020-12.")
    assert told(balance=-1e9, deficit="2017-03", fails="2018-06") == ("fails", "First cannot pay in 2018-06.")


def test_a_gap_within_the_year_is_told_apart(told: Callable[..., tuple[str, str]]) -> None:
    """A fund may lack cash in some month and hold money at every year's end."""
    state, words = told(fails="2018-06")
    assert state == "fails"
    assert "within the year" in words


def test_a_year_that_is_not_over_says_nothing(told: Callable[..., tuple[str, str]]) -> None:
    """A fund that fails in a year whose end the run does not see is not said to hold money there."""
    assert told(fails="2031-07")[1] == "First cannot pay in 2031-07."


def test_nothing_in_hand_is_no_surplus(told: Callable[..., tuple[str, str]]) -> None:
    assert told(balance=0.0)[1] == "Breaks even and pays to 2020-12, with nothing in hand."


def test_what_rests_on_subsidy_says_so(told: Callable[..., tuple[str, str]]) -> None:
    assert "Without ordinary subsidy it could not pay from 2018-01 on." in told(bare="2018-01")[1]
    assert "subsidy" not in told(balance=-1e9, fails="2018-01", bare="2018-01")[1]


def test_every_fund_stands_in_one_way(verdict: Callable[..., dict[str, Any]]) -> None:
    """The lists above the cards name each headline ledger once."""
    page = Page(verdict(), Words("zh"), 130)
    names = [name for _, each in standing(page) for name in each]
    assert sorted(names) == sorted(
        page.ledger(fund, account) for fund in page.entries.funds() for account in page.entries.headlines(fund)
    )


def test_figures_too_wide_for_their_bars_stand_at_both_ends_alone() -> None:
    """None lies over another; the text says them all."""
    few = balances("fund", [2016, 2017, 2018, 2019, 2020], [1e9] * 5, "told")
    crowded = balances("fund", [2016, 2024, 2033, 2042, 2050], [1e9, 2e9, 3e9, 4e9, -936_880e6], "told")
    assert few.count(">10.0<") == 5
    assert [crowded.count(figure) for figure in (">10.0<", ">20.0<", ">-9,368.8<")] == [1, 0, 1]
