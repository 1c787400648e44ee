"""Choices that commands write down, so that their help starts fast, are those of the rooms that they stand for."""

from actuary.cli import solve, usage
from actuary.funds.pools import Rule
from actuary.law import statute
from actuary.scenarios.levers import LEVERS, OF_LEDGERS, RATED, UNRATED
from actuary.valuation import prepare
from actuary.vocabulary.registry import POOLINGS


def test_rules_are_those_that_a_valuation_and_the_statute_know() -> None:
    assert usage.RULES == prepare.RULES == statute.RULES


def test_poolings_are_those_that_the_engine_knows() -> None:
    """The commands take them from the registry, in its order."""
    assert [name.key for name in POOLINGS] == [rule.value for rule in Rule]


def test_funds_that_are_solved_are_those_with_a_rate_and_those_with_other_levers() -> None:
    assert tuple(RATED) == solve.FUNDS
    assert solve.OTHERS == UNRATED


def test_levers_that_are_named_are_all_there_are() -> None:
    """The rate, those on the pension, those of single ledgers, each once."""
    of_ledgers = (name for levers in OF_LEDGERS.values() for name in levers)
    assert tuple(dict.fromkeys(("rate", *LEVERS, *of_ledgers))) == solve.NAMED
