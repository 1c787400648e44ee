"""Books: what was kept once is found again where every figure is the same, and never where one is not."""

from dataclasses import replace

import numpy as np
import pytest

from actuary.funds.books import Shelf, alike, given_of, keep
from actuary.funds.pools import always, by_district, city
from actuary.schemes.postings import Posting, Postings
from actuary.vocabulary import DISTRICTS
from tests.funds.test_ledgers import fund_rules

D = len(DISTRICTS)
MONTHS = 14
JOBLESS, INJURY, RESERVE = ("unemployment", "pooled"), ("work_injury", "pooled"), ("work_injury", "reserve")


def postings(more: float = 0.0, less: float = 0.0) -> Postings:
    """Contributions of unemployment insurance and of work injury; some more in the first district, less in the last."""
    made = Postings(MONTHS, D)
    cash = np.full((MONTHS, D), 100.0)
    cash[3, 0] += more
    cash[3, -1] -= less
    made.add(*JOBLESS, "contribution_employer", cash)
    made.add(*INJURY, "contribution_employer", np.full((MONTHS, D), 50.0))
    made.add(*RESERVE, "interest", np.zeros((MONTHS, D)))
    return made


OPENINGS = {JOBLESS: np.full(D, 1000.0), INJURY: np.full(D, 10.0)}


def test_the_same_is_kept_once():
    """Equal figures in other arrays are the same figures."""
    shelf, rules = Shelf(), fund_rules(MONTHS)
    first = keep(postings(), OPENINGS, always(by_district()), rules, shelf)
    again = keep(postings(), dict(OPENINGS), always(by_district()), fund_rules(MONTHS), shelf)
    assert first.keys() == {JOBLESS, INJURY, RESERVE}
    assert all(again[key] is first[key] for key in first)
    assert list(first) == sorted(first)


@pytest.mark.parametrize(
    ("changed", "anew"),
    [
        ({"postings": postings(more=1.0)}, {JOBLESS}),
        ({"postings": postings(more=1.0, less=1.0)}, {JOBLESS}),
        ({"openings": OPENINGS | {JOBLESS: np.full(D, 1000.01)}}, {JOBLESS}),
        ({"pooling": always(city())}, {JOBLESS, INJURY, RESERVE}),
        ({"rules": fund_rules(MONTHS, interest=0.003)}, {JOBLESS, INJURY, RESERVE}),
        ({"rules": fund_rules(MONTHS, stabilisation=0.4)}, {JOBLESS}),
        ({"rules": replace(fund_rules(MONTHS), reserve_cap=np.full(MONTHS, 0.2))}, {INJURY, RESERVE}),
        ({"rules": fund_rules(MONTHS, subsidy=0.3)}, set()),
        ({"rules": replace(fund_rules(MONTHS), spending_2015=2e6)}, set()),
    ],
    ids=["a yuan", "a yuan moved", "opening", "pools", "interest", "stabilisation", "reserve", "subsidy", "spending"],
)
def test_what_rests_on_something_else_is_kept_anew(changed, anew):
    """A yuan that moves from one district to another leaves every sum as it was, and is seen. Rules of which a book
    reads nothing leave it alone: nobody subsidises unemployment insurance. What is anew is as if nothing had been kept.
    """
    shelf = Shelf()
    given = {
        "postings": postings(),
        "openings": OPENINGS,
        "pooling": always(by_district()),
        "rules": fund_rules(MONTHS),
    }
    first = keep(*given.values(), shelf)
    other = given | changed
    found = keep(*other.values(), shelf)
    assert {key for key in found if found[key] is not first[key]} == anew
    alone = keep(*other.values())
    for key, ledger in found.items():
        assert np.array_equal(ledger.balance, alone[key].balance)
    assert all(keep(*given.values(), shelf)[key] is first[key] for key in first)


def test_a_reserve_is_kept_with_the_ledger_that_draws_it():
    """Two books: unemployment alone, work injury with its reserve."""
    books = list(given_of(postings(), OPENINGS, fund_rules(MONTHS)))
    assert [set(book) for book in books] == [{JOBLESS}, {INJURY, RESERVE}]
    assert (books[0][JOBLESS].opening == 1000.0).all()
    assert (books[1][RESERVE].opening == 0.0).all()
    assert books[0][JOBLESS].items.keys() == {Posting(*JOBLESS, "contribution_employer", 0)}


def test_the_first_and_the_latest_books_stay():
    """Of a hundred and seventy the first eighty and the last eighty are found again."""
    shelf, rules, pooling = Shelf(), fund_rules(2), always(by_district())
    pages = []
    for number in range(170):
        (given,) = given_of(_one(float(number)), {}, rules)
        pages.append((given, shelf.book(given, pooling, rules)))
    assert len(shelf._books) == Shelf.room
    stay = [shelf.book(given, pooling, rules) is book for given, book in pages[:80]]
    assert all(stay)
    assert all(shelf.book(given, pooling, rules) is book for given, book in pages[-80:])
    given, book = pages[85]
    assert shelf.book(given, pooling, rules) is not book


def _one(yuan: float) -> Postings:
    made = Postings(2, D)
    made.add(*JOBLESS, "contribution_employer", np.full((2, D), yuan))
    return made


def test_which_rules_a_fund_reads():
    """Unemployment insurance reads what it pays for stable jobs, work injury its reserve; neither the subsidy."""
    shelf = Shelf()
    keep(postings(), OPENINGS, always(by_district()), fund_rules(MONTHS), shelf)
    jobless = shelf.rules_read(frozenset({"unemployment"}))
    injury = shelf.rules_read(frozenset({"work_injury"}))
    assert {"stabilisation_share", "stabilisation_months", "interest", "months"} <= jobless
    assert {"reserve_share", "reserve_cap", "interest", "months"} <= injury
    assert "reserve_cap" not in jobless
    assert "stabilisation_share" not in injury
    assert "pension_subsidy" not in jobless | injury
    assert shelf.rules_read(frozenset({"unemployment", "work_injury"})) == jobless | injury
    assert shelf.rules_read(frozenset({"maternity"})) == set()


RULES = fund_rules(2)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (1.0, 1.0, True), (1.0, 1, False), (1.0, None, False), (None, None, True), ("a", "a", True), ("a", "b", False),
        (np.ones(3), np.ones(3), True), (np.ones(3), np.array([1.0, 1.0, 2.0]), False), (np.ones(3), np.ones(2), False),
        ((1.0, np.ones(2)), (1.0, np.ones(2)), True), ((1.0,), (1.0, 2.0), False), ((1.0, 2.0), (1.0, 3.0), False),
        ({"a": np.ones(2)}, {"a": np.ones(2)}, True), ({"a": 1}, {"b": 1}, False), ({"a": 1}, {"a": 2}, False),
        ({"a": 1}, {"a": 1, "b": 1}, False), (RULES, fund_rules(2), True), (RULES, fund_rules(3), False),
        (RULES, replace(RULES, subsidy_parts=3), False),
    ],
)  # fmt: skip
def test_two_values_are_the_same_number_by_number(one, other, same):
    """Through arrays, tuples, tables by name and rules; of another kind is another value."""
    assert alike(one, other) is same
    assert alike(other, one) is same
