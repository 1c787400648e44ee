"""Number formats: 亿元, 万人, per cent, months; missing is an em dash and zero is a number."""

import math

import pytest

from actuary.reporting import figures


@pytest.mark.parametrize(
    ("yuan", "shown"),
    [
        (35.89e9, "358.9"),
        (0.57e9, "5.70"),
        (999.6e6, "10.0"),
        (999.4e6, "9.99"),
        (-1234.5e8, "-1,234.5"),
        (0.0, "0.00"),
        (-1.0, "0.00"),
        (None, "—"),
        (math.nan, "—"),
    ],
)
def test_money_in_yi_yuan(yuan: float | None, shown: str) -> None:
    """Two decimals below ten 亿元, one from ten up, no negative zero, missing is a dash."""
    assert figures.money(yuan) == shown


@pytest.mark.parametrize(("count", "shown"), [(3_937_500, "393.75"), (0, "0.00"), (None, "—")])
def test_persons_in_wan(count: float | None, shown: str) -> None:
    """万人 with two decimals."""
    assert figures.persons(count) == shown


@pytest.mark.parametrize(("value", "shown"), [(0.19, "19.0%"), (0.0012, "0.12%"), (0.0, "0.0%"), (None, "—")])
def test_share_in_per_cent(value: float | None, shown: str) -> None:
    """One decimal, two below one per cent."""
    assert figures.share(value) == shown


def test_payable_months_without_spending_are_missing() -> None:
    """A fund that spends nothing has no payable months."""
    assert figures.months(math.inf) == "—"
    assert figures.months(9.47) == "9.5"


@pytest.mark.parametrize(
    ("value", "unit", "shown"),
    [
        (1e8, "yuan", "1.00"),
        (1e4, "person", "1.00"),
        (0.05, "per_year", "5.0%"),
        (12.0, "month", "12.0"),
        (5060.25, "yuan_per_month", "5,060"),
        (1.62, "births_per_woman", "1.62"),
        (0, "ratio", "0"),
        (None, "ratio", "—"),
    ],
)
def test_amount_follows_its_unit(value: float | None, unit: str, shown: str) -> None:
    """A unit of the schema decides the public form of its values."""
    assert figures.amount(value, unit) == shown
