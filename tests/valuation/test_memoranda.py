"""Memoranda (备查): the opening's pensioners by class through the years, and the occupational annuity."""

import pytest

from actuary.valuation.run import run
from tests.valuation.runs import cash, ran


@pytest.fixture(scope="module")
def told():
    """The memoranda of the shipped run."""
    return ran().verdict["memoranda"]


def test_classes_add_up_to_the_pensioners_and_to_what_they_draw(told):
    """Members at the end of each year are the retired of the enterprise ledger; pensions of a year are the rights of
    its months, and those of 2016 are all paid in 2016."""
    result = ran()
    setting = result.evaluation.setting
    persons = setting.seen.persons[:, [7, 8]].sum(axis=(1, 2))
    for index in range(5):
        assert sum(row["years"][index]["persons"] for row in told["pensioners"]) == pytest.approx(
            persons[12 * (index + 1)], abs=1e-6
        )
    items = ("benefit.basic", "benefit.transitional", "benefit.account")
    paid = -sum(
        yuan
        for item in items
        for month, yuan in cash(result, "employee_pension", "enterprise", item).items()
        if month.startswith("2016")
    )
    assert sum(row["years"][0]["pensions"] for row in told["pensioners"]) == pytest.approx(paid, rel=1e-9)


def test_the_special_ones_die_out_before_the_others(told):
    """Over five years 五七工 lose a larger share of themselves than the retired of 2006-2015, and rise alike."""
    rows = {row["class"]: row for row in told["pensioners"]}
    left = {
        name: row["years"][-1]["persons"] / row["opening"]["persons"]
        for name, row in rows.items()
        if row["opening"]["persons"]
    }
    assert left["wuqigong"] < left["retired_2006_2015"] - 0.05
    mean = rows["wuqigong"]
    rises = 1.065 * 1.06 * 1.055 * 1.05 * 1.05
    assert mean["years"][-1]["mean_pension"] / mean["opening"]["mean_pension"] == pytest.approx(rises, rel=0.01)


def test_the_annuity_is_eight_and_four_per_cent_of_public_bases(told):
    """Beside 20 and 8 per cent of the same bases; no ledger carries it."""
    result = ran()
    paid = cash(result, "employee_pension", "public", "contribution_employee")
    year = next(row for row in told["occupational_annuity"] if row["year"] == 2019)
    staff = sum(yuan for month, yuan in paid.items() if month.startswith("2019"))
    assert year["employee"] == pytest.approx(staff / 2, rel=0.01)  # contributions come with a lag
    assert year["employer"] == pytest.approx(2 * year["employee"], rel=1e-12)


def test_a_listed_city_tells_no_classes():
    """The toy's register does not say when people retired: no row, and no identity."""
    result = run("toy", to="2016-12")
    assert result.verdict["memoranda"]["pensioners"] == []
    assert not [row for row in result.certificate["identities"] if row["name"] == "pensioner_classes"]
    assert [row for row in ran().certificate["identities"] if row["name"] == "pensioner_classes" and row["passed"]]
