"""What a fund lacks, and by whom it may be mended."""

from typing import Any

from actuary.reporting.book import Material
from actuary.reporting.book.references import UNSOURCED
from actuary.reporting.book.remedies import gap, moved
from actuary.reporting.book.tracing import counts
from actuary.reporting.language import Words


def entry(*balances: float, lowest: float = 0.0, failed: tuple[float, ...] = ()) -> dict[str, Any]:
    """A ledger that spends twelve a year: balances of its years, the lowest of any month, reserves that it misses."""
    years = [{"year": 2016 + n, "expenditure": 12.0, "balance": balance} for n, balance in enumerate(balances)]
    missed = [{"test": "reserve", "unit": "month", "threshold": each, "passed": False} for each in failed]
    return {"years": years, "tests": [{"test": "can_pay", "unit": "yuan", "value": lowest, "passed": True}, *missed]}


def test_what_lacks_is_the_worst_months_hole() -> None:
    """To pay always: what is below nought in the worst month, though every year ends well."""
    found = gap(entry(1.0, 2.0, lowest=-5.0))
    assert found is not None
    assert (found.yuan, found.months, len(found.years)) == (5.0, 0.0, 2)


def test_a_failed_reserve_is_what_is_asked() -> None:
    """The lowest of those that failed: three months of twelve a year are three; the years count till it is worst."""
    found = gap(entry(4.0, 1.0, 2.0, failed=(6.0, 3.0)))
    assert found is not None
    assert (found.yuan, found.months, len(found.years)) == (2.0, 3.0, 2)


def test_another_reserve_may_be_asked() -> None:
    """The solver's own target counts where its remedies are shown."""
    found = gap(entry(4.0, failed=(3.0,)), 6.0)
    assert found is not None
    assert (found.yuan, found.months) == (2.0, 6.0)


def test_a_lever_is_told_by_what_it_does() -> None:
    """A rate moves by points, up or down; fewer stop paying, and bases are declared nearer to the truth."""
    words = Words("en")
    assert moved(words, "rate", 0.0224, "share", "employee_pension") == "rate up by 2.24 points"
    assert (
        moved(words, "indexation", -0.01, "per_year", "employee_pension")
        == "yearly rise of pensions down by 1.00 points"
    )
    assert moved(words, "compliance", 0.1, "share", "employee_pension") == "10% fewer stop paying"
    assert moved(words, "benefits", -0.1, "share", "maternity") == "days of leave down by 10%"
    assert moved(words, "truth", 0.1, "share", "employee_pension") == "declared bases up by 10%"


def test_who_lacks_nothing_needs_no_remedy() -> None:
    assert gap(entry(0.0, 1.0)) is None


def test_what_has_no_source_is_counted_by_the_derivations(material: Material) -> None:
    """Every parameter behind a fund is one of the run's inputs, and a fund does not rest on all of them."""
    every = material.inputs["name"].n_unique()
    for fund, account in (("unemployment", "pooled"), ("maternity", "pooled")):
        found = counts(material.inputs, fund, account)
        assert 20 < sum(found.values()) < every
        assert any(found.get(tag, 0) for tag in UNSOURCED)
