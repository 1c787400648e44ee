"""Ledgers and pools conserve money on any postings (基金台账与统筹区)."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actuary.funds.books import keep
from actuary.funds.ledgers import FundRules
from actuary.funds.pools import Rule, always, by_district, city, from_map
from actuary.months import parse
from actuary.schemes.postings import FEN, Posting, Postings
from actuary.vocabulary import DISTRICTS, FUNDS

NAMES = [district.key for district in DISTRICTS]
D = len(NAMES)
LEDGERS = (
    ("employee_pension", "enterprise"),
    ("employee_pension", "public"),
    ("unemployment", "pooled"),
    ("maternity", "pooled"),
    ("resident_medical", "urban"),
)
GENEROUS = settings(deadline=None, max_examples=40)


def fund_rules(months, interest=0.002, subsidy=0.2, stabilisation=0.5):
    """Rules of balances over `months` months from 2016-01."""
    full = np.full(months, 1.0)
    return FundRules(
        months=np.arange(parse("2016-01"), parse("2016-01") + months),
        interest=interest * full,
        pension_subsidy=subsidy * full,
        spending_2015=1e6,
        stabilisation_share=stabilisation * full,
        stabilisation_take_up=0.7 * full,
        stabilisation_months=12.0 * full,
        contributions_2015=1e6,
        unemployment_spending_2015=1200.0,
        subsidy_parts=4,
        reserve_share=0.1 * full,
        reserve_cap=0.3 * full,
        national_share=0.0 * full,
    )


@st.composite
def pools(draw):
    """Any map of districts to pools, under any rule."""
    rule = draw(st.sampled_from([Rule.SEPARATE, Rule.ADJUSTMENT, Rule.DISTRICTS, Rule.CITY]))
    if rule is Rule.DISTRICTS:
        return by_district()
    if rule is Rule.CITY:
        return city()
    table = {}
    for fund in FUNDS:
        labels = draw(st.lists(st.integers(0, 5), min_size=D, max_size=D))
        table[fund.key] = {
            f"pool{label}": tuple(name for name, other in zip(NAMES, labels, strict=True) if other == label)
            for label in draw(st.permutations(sorted(set(labels))))
        }
    return from_map(rule, table, draw(st.sampled_from([0.0, 0.05, 0.5, 1.0])) if rule is Rule.ADJUSTMENT else 0.0)


@st.composite
def books(draw):
    """Random postings of 12 to 36 months, openings and rules; some districts have nothing."""
    months = draw(st.integers(12, 36))
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    load = draw(st.sampled_from([0.5, 0.95, 1.0, 1.1, 3.0]))
    postings = Postings(months, D)
    openings = {}
    for fund, account in LEDGERS:
        size = rng.gamma(0.5, 1e6, D) * (rng.random(D) < draw(st.sampled_from([0.3, 1.0])))
        postings.add(fund, account, "contribution_employer", size * rng.random((months, D)))
        postings.add(fund, account, "benefit.some", -load * size * rng.random((months, D)))
        postings.add(fund, account, "benefit.some", -0.01 * load * size * rng.random((months, D)), lag=1)
        postings.add(fund, account, "transfer.out", 0.1 * size * rng.normal(size=(months, D)))
        openings[fund, account] = size * draw(st.sampled_from([0.0, 1.0, 12.0]))
    rules = fund_rules(months, draw(st.sampled_from([0.0, 0.002, 0.05])), draw(st.sampled_from([0.0, 0.2])))
    return postings, openings, draw(pools()), rules


def in_pools(chosen, fund, values):
    """Sums over the districts of each pool `[..., P]`."""
    places = chosen.of_district[fund]
    return np.stack([values[..., places == p].sum(axis=-1) for p in range(len(chosen.names[fund]))], axis=-1)


def size_of(ledger):
    """Yardstick of rounding [yuan]."""
    return 1e-9 * (1.0 + np.abs(ledger.balance).max() + sum(np.abs(cash).max() for cash in ledger.items.values()))


@GENEROUS
@given(books())
def test_closing_is_opening_and_the_items(book):
    """In every district and month; postings come through as they were; before the backstop, without it."""
    postings, openings, chosen, rules = book
    for key, ledger in keep(postings, openings, always(chosen), rules).items():
        near = size_of(ledger)
        np.testing.assert_array_equal(ledger.balance[0], openings[key])
        flow = sum(ledger.items.values(), np.zeros((postings.months, D)))
        np.testing.assert_allclose(ledger.balance[1:] - ledger.balance[:-1], flow, atol=near)
        for posting, cash in postings.items():
            if (posting.fund, posting.account) == key and cash.any():
                np.testing.assert_array_equal(ledger.items[posting], cash)
        bare = openings[key] + np.cumsum(flow - ledger.backstop, axis=0)
        np.testing.assert_allclose(ledger.before_backstop()[1:], bare, atol=near * postings.months)


@GENEROUS
@given(books())
def test_the_backstop_fills_a_short_pool_to_nought_and_no_more(book):
    """Never negative, only in a month in which the pool is short, and then the pool closes at nought."""
    postings, openings, chosen, rules = book
    for (fund, _), ledger in keep(postings, openings, always(chosen), rules).items():
        near = size_of(ledger)
        paid = in_pools(chosen, fund, ledger.backstop)
        closing = in_pools(chosen, fund, ledger.balance[1:])
        assert ledger.backstop.min() >= 0
        assert closing.min() >= -FEN - near, "less than a fen is rounding, not a shortfall"
        assert np.abs(closing[paid > 0]).max(initial=0.0) <= near


@GENEROUS
@given(books())
def test_help_between_pools_makes_no_money(book):
    """Transfers add to nought by fund and month; there are none without the rule; nobody gets more than is needed."""
    postings, openings, chosen, rules = book
    for (fund, _), ledger in keep(postings, openings, always(chosen), rules).items():
        help_given = ledger.by_item().get("pooling_transfer", np.zeros((postings.months, D)))
        assert np.abs(help_given.sum(axis=1)).max() <= size_of(ledger) * D
        if chosen.rule is not Rule.ADJUSTMENT or chosen.adjustment_share == 0:
            assert not help_given.any()
            continue
        others = sum((c for p, c in ledger.items.items() if p.item not in ("pooling_transfer", "backstop")), 0.0)
        need = np.maximum(-in_pools(chosen, fund, others + 0.0 * help_given), 0.0)
        assert (in_pools(chosen, fund, help_given) <= need + size_of(ledger)).all()


@GENEROUS
@given(books())
def test_a_deficit_earns_no_interest(book):
    """A pool's interest is its opening at the month's rate, and nought on what is not there."""
    postings, openings, chosen, rules = book
    for (fund, _), ledger in keep(postings, openings, always(chosen), rules).items():
        interest = ledger.by_item().get("interest", np.zeros((postings.months, D)))
        opening = in_pools(chosen, fund, ledger.balance[:-1])
        expected = np.maximum(opening, 0.0) * rules.interest[:, None]
        np.testing.assert_allclose(in_pools(chosen, fund, interest), expected, atol=size_of(ledger))


@GENEROUS
@given(books())
def test_the_budget_meets_the_public_gap(book):
    """The public ledger never needs the backstop: the budget pays each pool what it lacks, and no pool in hand."""
    postings, openings, chosen, rules = book
    if chosen.rule is Rule.ADJUSTMENT:
        return
    ledger = keep(postings, openings, always(chosen), rules)["employee_pension", "public"]
    near = size_of(ledger)
    assert ledger.backstop.sum() <= near
    items, nothing = ledger.by_item(), np.zeros_like(ledger.backstop)
    paid = in_pools(chosen, "employee_pension", items.get("ordinary_subsidy", nothing))
    interest = in_pools(chosen, "employee_pension", items.get("interest", nothing))
    closing = in_pools(chosen, "employee_pension", ledger.balance[1:])
    assert (np.abs(closing - interest)[paid > near] <= near).all()


@GENEROUS
@given(books(), st.permutations(range(D)))
def test_order_of_districts_and_pools_changes_nothing(book, order):
    """The same map written in another order: the same balance of every pool."""
    postings, openings, chosen, rules = book
    again = {
        fund: {
            name: tuple(NAMES[d] for d in order if chosen.of_district[fund][d] == index)
            for index, name in reversed(list(enumerate(names)))
        }
        for fund, names in chosen.names.items()
    }
    other = keep(postings, openings, always(from_map(chosen.rule, again, chosen.adjustment_share)), rules)
    for key, ledger in keep(postings, openings, always(chosen), rules).items():
        first, second = (in_pools(chosen, key[0], x.balance) for x in (ledger, other[key]))
        np.testing.assert_allclose(second, first, atol=size_of(ledger) * postings.months)


@GENEROUS
@given(books(), st.sampled_from([0.5, 2.0, 1024.0]))
def test_the_currency_unit_scales_money(book, unit):
    """All money times k: the balance of every pool times k."""
    postings, openings, chosen, rules = book
    scaled = Postings(postings.months, D)
    for posting, cash in postings.items():
        scaled.add(*posting[:3], cash * unit, posting.lag)
    times = {key: opening * unit for key, opening in openings.items()}
    more = FundRules(
        **{
            **rules.__dict__,
            "spending_2015": rules.spending_2015 * unit,
            "contributions_2015": rules.contributions_2015 * unit,
            "unemployment_spending_2015": rules.unemployment_spending_2015 * unit,
        }
    )
    after = keep(scaled, times, always(chosen), more)
    for key, ledger in keep(postings, openings, always(chosen), rules).items():
        first, second = (in_pools(chosen, key[0], x.balance) for x in (ledger, after[key]))
        np.testing.assert_allclose(second, first * unit, atol=size_of(ledger) * unit * postings.months)


def test_an_empty_pool_moves_no_interest_between_its_districts():
    """A pool that closes at nought (to half a fen) earns nothing, and its districts neither earn nor owe."""
    rng = np.random.default_rng(1)
    postings = Postings(36, D)
    for fund, account in LEDGERS:
        postings.add(fund, account, "contribution_employer", 1e6 * rng.random((36, D)))
        postings.add(fund, account, "benefit.some", -3e6 * rng.random((36, D)))
    ledger = keep(postings, {}, always(city()), fund_rules(36, 0.002, 0.0))["maternity", "pooled"]
    empty = np.abs(ledger.balance[:-1].sum(axis=1)) < 0.005
    assert empty.sum() > 30
    interest = ledger.by_item().get("interest", np.zeros((36, D)))
    assert np.abs(interest[empty]).max() < 0.005


def one_fund(months, benefit, contribution):
    """Postings with the two ledgers that rules need, and one district's pension flows."""
    postings = Postings(months, D)
    for fund, account in (("employee_pension", "enterprise"), ("unemployment", "pooled")):
        flow = np.zeros((months, D))
        flow[:, 0] = 1.0
        postings.add(fund, account, "contribution_employer", flow * contribution)
        postings.add(fund, account, "benefit.some", -flow * benefit)
    return postings


def test_subsidy_is_a_share_of_last_year_in_four_parts():
    """20 % of 2015's million in 2016, of 2016's twelve hundred in 2017: a quarter at each quarter's end."""
    ledger = keep(one_fund(24, 100.0, 1e6), {}, always(city()), fund_rules(24, 0.0))["employee_pension", "enterprise"]
    paid = ledger.items[Posting("employee_pension", "enterprise", "ordinary_subsidy")].sum(axis=1)
    expected = np.zeros(24)
    expected[[2, 5, 8, 11]] = 0.2 * 1e6 / 4
    expected[[14, 17, 20, 23]] = 0.2 * 1200 / 4
    np.testing.assert_allclose(paid, expected)


@pytest.mark.parametrize(("opening", "paid"), [(11.9 * 100, False), (12.1 * 100, True)])
def test_stabilisation_waits_for_twelve_months_of_spending(opening, paid):
    """Half of last year's contributions x take-up, a twelfth a month, when the pool holds enough; else nothing."""
    openings = {("unemployment", "pooled"): np.eye(D)[0] * opening}
    ledger = keep(one_fund(12, 100.0, 100.0), openings, always(city()), fund_rules(12, 0.0))["unemployment", "pooled"]
    cash = ledger.by_item().get("benefit.stabilisation", np.zeros((12, D)))
    np.testing.assert_allclose(cash.sum(axis=1), -1e6 * 0.5 * 0.7 / 12 if paid else 0.0)
    assert ledger.readings == ((parse("2015-12"), pytest.approx(opening / 100.0)),)


def test_a_pool_in_need_is_helped_from_the_adjustment_fund():
    """Two pools: one pays 5 % of what it received into the other's deficit, up to the deficit."""
    halves = {fund.key: {"rich": tuple(NAMES[:1]), "poor": tuple(NAMES[1:])} for fund in FUNDS}
    postings = one_fund(12, 0.0, 1000.0)
    poor = np.zeros((12, D))
    poor[:, 1] = 30.0
    postings.add("employee_pension", "enterprise", "benefit.some", -poor)
    chosen = from_map(Rule.ADJUSTMENT, halves, 0.05)
    ledger = keep(postings, {}, always(chosen), fund_rules(12, 0.0, 0.0))["employee_pension", "enterprise"]
    moved = ledger.by_item()["pooling_transfer"]
    np.testing.assert_allclose(moved[:, 0], -30.0)
    np.testing.assert_allclose(moved[:, 1:].sum(axis=1), 30.0)
    assert ledger.backstop.sum() == pytest.approx(0.0, abs=1e-9)


def test_every_district_has_one_pool():
    """from_map places each district of each fund; a map that leaves one out does not load in silence."""
    assert all((by_district().of_district[fund.key] == np.arange(D)).all() for fund in FUNDS)
    assert all((city().of_district[fund.key] == 0).all() for fund in FUNDS)
    with pytest.raises(KeyError):
        from_map(Rule.SEPARATE, {fund.key: {"some": tuple(NAMES[:-1])} for fund in FUNDS})


@pytest.mark.parametrize("guarantee", [0.0, 0.5, 1.0])
def test_a_guaranteed_share_is_what_the_fund_answers_for(guarantee):
    """Thirty lacking, of which the share comes from the other pool; the rest falls to the pool's own balance."""
    halves = {fund.key: {"rich": tuple(NAMES[:1]), "poor": tuple(NAMES[1:])} for fund in FUNDS}
    postings = one_fund(12, 0.0, 1000.0)
    poor = np.zeros((12, D))
    poor[:, 1] = 30.0
    postings.add("employee_pension", "enterprise", "benefit.some", -poor)
    chosen = from_map(Rule.ADJUSTMENT, halves, 1.0, guarantee)
    ledger = keep(postings, {}, always(chosen), fund_rules(12, 0.0, 0.0))["employee_pension", "enterprise"]
    moved = ledger.by_item().get("pooling_transfer", np.zeros((12, D)))
    np.testing.assert_allclose(moved[:, 1:].sum(axis=1), 30.0 * guarantee)


@given(books())
@settings(max_examples=25, deadline=None)
def test_what_pools_settle_with_the_nation_is_what_the_city_would(book):
    """Half of each quarter's balance before interest and help, at the quarter's end: the sum of pools, to the fen."""
    postings, openings, chosen, rules = book
    rules = replace(rules, national_share=np.full(postings.months, 0.5), pension_subsidy=np.zeros(postings.months))
    key = "employee_pension", "enterprise"
    apart, whole = (keep(postings, openings, always(pools), rules)[key] for pools in (chosen, city()))

    def settled(ledger):
        items = ledger.by_item()
        return sum(items.get(f"transfer.national_{way}", np.zeros((postings.months, D))) for way in ("in", "out"))

    np.testing.assert_allclose(settled(apart).sum(axis=1), settled(whole).sum(axis=1), atol=size_of(apart) * D)
    flow = sum((c.sum(axis=1) for p, c in postings.items() if (p.fund, p.account) == key), np.zeros(postings.months))
    for t in range(postings.months):
        expected = -0.5 * flow[max(t - 2, 0) : t + 1].sum() if rules.months[t] % 3 == 2 else 0.0
        assert settled(apart)[t].sum() == pytest.approx(expected, abs=size_of(apart) * D)
