"""Work injury of the toy city by hand: two dozen men of grade 4 about to retire, two dozen children about to be
grown, a dozen old cases, projects that start in March and last a year."""

import pytest

from actuary.people.registers import PERSONS
from actuary.valuation.run import RunResult
from tests.toy.test_hand_calculation import (
    BILL,
    DISTRICTS,
    EMPLOYEES,
    ENTERPRISE,
    FEN,
    INSTITUTIONS,
    PUBLIC,
    REFERENCE_2015,
    RETIREES,
    RISE_2016,
    RISE_2017,
    STAFF,
    award,
    cash,
    closing,
)

BASES = {d: EMPLOYEES[d] * ENTERPRISE + INSTITUTIONS[d] * PUBLIC for d in DISTRICTS}
OF_CITY = {d: BASES[d] / sum(BASES.values()) for d in DISTRICTS}
"""Where the injured and the survivors are: 8,352 to 5,328 of the bases."""
DISABILITY = 4000 * 0.75
"""Grade 4: three quarters of the own wage, above the minimum wage of 1,550."""
FUND = "work_injury"


def city(toy: RunResult, month: str, item: str) -> float:
    """Cash of an item in both districts [yuan]."""
    return sum(cash(toy, month, district, FUND, item) for district in DISTRICTS)


@pytest.mark.parametrize("district", DISTRICTS)
def test_registers_of_the_first_month(toy: RunResult, district: str) -> None:
    """24 pensions of 3,000; care of half of them at 30 % of 5,052; 24 children at 1,000; 12 old cases at 100."""
    expected = {
        "disability_pension": 24 * DISABILITY * OF_CITY[district],
        "care": 24 * 0.5 * 0.30 * REFERENCE_2015 * OF_CITY[district],
        "survivors": 24 * 1000 * OF_CITY[district],
        "legacy_medical": 12 * 100 * RETIREES[district] / sum(RETIREES.values()),
    }
    for kind, yuan in expected.items():
        assert cash(toy, "2016-01", district, FUND, f"benefit.{kind}") == pytest.approx(-yuan, abs=FEN), kind
    assert cash(toy, "2016-01", district, FUND, "benefit.minimum_top_up") == 0.0


@pytest.mark.parametrize(("month", "below"), [("2017-01", 24), ("2017-02", 22), ("2017-12", 2), ("2018-01", 0)])
def test_a_disability_pension_stops_at_60(toy: RunResult, month: str, below: int) -> None:
    """Two men of each month of birth from 1957-01 on: the pension of those who are 60 stops the month after."""
    assert city(toy, month, "benefit.disability_pension") == pytest.approx(-below * DISABILITY, abs=FEN)
    assert city(toy, month, "benefit.care") != 0.0


def test_the_fund_tops_up_a_lower_old_age_pension(toy: RunResult) -> None:
    """2017-02: two men draw half the city's mean pension, and the fund the rest of 3,000."""
    assert city(toy, "2017-01", "benefit.pension_difference") == 0.0
    new = [men for district in DISTRICTS for men in STAFF[district]]
    bill = sum(BILL.values()) * (1 + RISE_2016) * (1 + RISE_2017) + sum(sum(award(men)) for men in new)
    heads = sum(RETIREES.values()) + sum(men.persons for men in new)
    expected = 2 * (DISABILITY - 0.5 * bill / heads)
    assert city(toy, "2017-02", "benefit.pension_difference") == pytest.approx(-expected, abs=FEN)


@pytest.mark.parametrize(("month", "children"), [("2017-01", 24), ("2017-02", 22), ("2018-01", 0)])
def test_children_draw_until_18(toy: RunResult, month: str, children: int) -> None:
    """Those who turn 18 in a month draw for the last time."""
    assert city(toy, month, "benefit.survivors") == pytest.approx(-children * 1000, abs=FEN)


def test_projects_pay_when_they_start(toy: RunResult) -> None:
    """240,000 in March; at the end of the year two twelfths of it are still to be covered."""
    assert city(toy, "2016-02", "contribution_project") == 0.0
    assert city(toy, "2016-03", "contribution_project") == pytest.approx(240_000, abs=FEN)
    unexpired = toy.evaluation.setting.memoranda[(FUND, "unexpired_cover")].sum(axis=1)
    assert unexpired[2] == pytest.approx(240_000 * 11 / 12, abs=FEN)
    assert unexpired[11] == pytest.approx(240_000 * 2 / 12, abs=FEN)


@pytest.mark.parametrize("district", DISTRICTS)
def test_a_tenth_of_the_year_is_set_aside_in_december(toy: RunResult, district: str) -> None:
    """Twelve months of 0.75 % and the projects: 147,120 in 2016, out of the pooled ledger into the reserve."""
    year = 12 * BASES[district] * 0.0075 + 240_000 * OF_CITY[district]
    assert cash(toy, "2016-11", district, FUND, "transfer.reserve", "reserve") == 0.0
    assert cash(toy, "2016-12", district, FUND, "transfer.reserve", "reserve") == pytest.approx(0.1 * year, abs=FEN)
    assert cash(toy, "2016-12", district, FUND, "transfer.reserve", "pooled") == pytest.approx(-0.1 * year, abs=FEN)
    assert closing(toy, "2016-12", district, FUND, "reserve") == pytest.approx(0.1 * year, abs=FEN)


@pytest.mark.parametrize("district", DISTRICTS)
def test_the_employer_pays_wages_during_treatment(toy: RunResult, district: str) -> None:
    """A case a month, two months of 4,800 yuan: beside the ledger, not in it."""
    cases = (EMPLOYEES[district] + INSTITUTIONS[district]) / 2760
    borne = toy.evaluation.setting.memoranda[(FUND, "employer.treatment_wage")]
    assert borne[2, DISTRICTS.index(district)] == pytest.approx(cases * 2 * ENTERPRISE, abs=FEN)
    assert cash(toy, "2016-03", district, FUND, "benefit.treatment_wage") == 0.0


def test_nobody_is_lost(toy: RunResult) -> None:
    """Without deaths: the men stay on their register beyond 60, the children leave theirs, the old cases stay."""
    ends = {name: each.persons()[-1] for name, each in toy.evaluation.setting.registers.items()}
    assert ends == pytest.approx({"grades_1_4": 24, "grades_5_6": 0, "survivors": 0, "old_cases": 12}, abs=1e-9)
    left = toy.evaluation.setting.registers["survivors"].leavers[:, PERSONS].sum()
    assert left == pytest.approx(24)
