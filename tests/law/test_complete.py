"""The law is complete and unambiguous at every date on which anything changes, for every fund, under both rule sets."""

from collections.abc import Iterator

import pytest

from actuary.dated import Assumptions, DatedValue, Parameters
from actuary.law.formulas import FORMS
from actuary.law.statute import RULES, Statute
from actuary.linting.readers import readers_of_program
from actuary.months import parse, text
from actuary.vocabulary import FUNDS

FIRST, LAST, OPENING = parse("2010-01"), parse("2039-12"), parse("2015-12")
NEW_LAW = {
    "law.employee_pension.funeral_months",
    "law.employee_pension.survivor_lump_months",
    "law.employee_pension.survivor_lump_months_cap",
    "law.employee_pension.survivor_lump_months_floor_retired",
    "law.employee_pension.survivor_month_per_year",
    "law.employee_pension.survivor_years_cap",
    "law.employee_pension.survivor_month_per_pension_year",
    "law.employee_pension.survivor_income",
    "law.employee_pension.flexible_base_floor",
    "law.employee_pension.flexible_base_cap",
    "law.employee_medical.outpatient_cap_active",
    "law.employee_medical.outpatient_cap_retired",
    "law.employee_medical.outpatient_deductible_active",
    "law.employee_medical.outpatient_deductible_retired",
    "law.employee_medical.outpatient_share_active",
    "law.employee_medical.outpatient_share_retired",
}
"""What may begin after the opening: death benefits of 2021, bases of choice of 2019, outpatient care of 2023."""
BELIEF_SPEAKS = {
    "law.employee_pension.crediting_rate",
    "law.employee_pension.indexation",
    "law.resident_pension.basic_pension",
}
"""Decreed by the year: between decrees and after the last one the path of belief speaks (to a person, the national
minimum)."""
NEEDED = {
    "employee_pension": (
        "statutory_age", "employer_rate", "employee_rate", "flexible_rate", "base_floor", "base_cap",
        "minimum_contribution_years", "divisor", "divisor_monthly", "basic_pension_formula",
        "transitional_pension_formula", "account_pension_formula", "contribution_years_formula",
    ),
    "resident_pension": ("contribution_levels", "divisor", "pension_age", "minimum_years", "national_basic_pension"),
    "employee_medical": (
        "employer_rate", "employee_rate", "large_amount_premium", "account_credit_to35",
        "account_credit_retired_to70", "deductible", "reimbursement_active", "reimbursement_retired", "cap_basic",
    ),
    "resident_medical": ("scheme", "serious_illness_deductible", "serious_illness_shares", "subsidy_central_share"),
    "unemployment": (
        "employer_rate", "employee_rate", "benefit_share", "qualifying_years", "duration_under5",
        "duration_under10", "duration_10plus", "stabilisation_share",
    ),
    "work_injury": (
        "average_rate", "class_rate", "lump_months", "pension_share", "care_share", "funeral_months", "death_lump",
        "survivor_spouse", "survivor_other",
    ),
    "maternity": ("employer_rate", "leave_days", "difficult_birth_days", "delivery_normal", "allowance_formula"),
}  # fmt: skip
"""What a fund cannot do without from the opening on: who pays how much, who is entitled, to what."""


@pytest.fixture(params=RULES)
def statute(request: pytest.FixtureRequest, assumptions: Assumptions) -> Statute:
    """The law under each rule set."""
    return Statute(assumptions, request.param)


def dates(view: Parameters, since: int = FIRST) -> list[int]:
    """Every month in which anything changes, the month before it, and the ends of the span."""
    turns = {turn for name in view.parameters for turn in view.turns(name)}
    walked = turns | {turn - 1 for turn in turns} | {since, LAST}
    return sorted(month for month in walked if since <= month <= LAST)


def visible(statute: Statute, name: str, month: int) -> Iterator[DatedValue]:
    """Rows of a parameter that the rule set sees and that have begun."""
    view = statute.view
    for row in view.parameters[name].values:
        if row.from_ <= month and (view.hindsight or row.level or row.known <= view.known_at):
            yield row


def test_walks_enough(statute: Statute) -> None:
    """The walk has dates in every year in which law is known to change: it cannot pass by being empty."""
    walked = {month // 12 for month in dates(statute.view)}
    assert walked >= (set(range(2010, 2019)) if statute.known_at else {*range(2010, 2027), *range(2030, 2040)})


def test_complete(statute: Statute) -> None:
    """What something reads speaks from the opening at the latest, at every date from its first month to 2039."""
    readers, names = readers_of_program(), statute.view.parameters
    read = {name for name, p in names.items() if readers.read(name) and p.tail != "stop"}
    assert len(read) > 50
    for name in sorted(read):
        first = min(statute.view.turns(name), default=None)
        assert (first is not None and first <= OPENING) or name in NEW_LAW, f"{name} begins late or never"
        if first is None:
            continue  # law of which nothing was known yet
        since = max(FIRST, first)
        silent = [text(month) for month in dates(statute.view, since) if statute.view.standing(name, month) is None]
        assert silent == [], name


def test_what_stops_is_said_to(statute: Statute) -> None:
    """Only what is decreed by the year may fall silent while something reads it."""
    readers = readers_of_program()
    stops = {name for name, p in statute.view.parameters.items() if p.tail == "stop" and readers.read(name)}
    assert stops <= BELIEF_SPEAKS


@pytest.mark.parametrize("fund", [fund.key for fund in FUNDS])
def test_every_fund_is_complete(statute: Statute, fund: str) -> None:
    """From the opening on, each fund has its rates, its conditions and its benefits at every date of change."""
    needed = {f"law.{fund}.{name}" for name in NEEDED[fund]}
    for month in dates(statute.view, OPENING):
        found = {entry["name"] for entry in statute.in_force((month, None), fund)["parameters"]}
        assert needed <= found, text(month)


def test_once_begun_never_silent(statute: Statute) -> None:
    """After its first row a parameter speaks at every date, unless its tail says that it stops."""
    for name, parameter in statute.view.parameters.items():
        turns = statute.view.turns(name)
        if turns and parameter.tail != "stop":
            since = max(FIRST, min(turns))
            assert all(statute.view.standing(name, month) for month in dates(statute.view, since)), name


def test_unambiguous(statute: Statute) -> None:
    """At every date one row alone is the one known latest and begun latest, and it is the one in force."""
    for name in statute.view.parameters:
        for month in dates(statute.view):
            standing = statute.view.standing(name, month)
            rows = list(visible(statute, name, month))
            if standing is None or not rows:
                continue
            top = max((row.known, row.from_) for row in rows)
            assert [row for row in rows if (row.known, row.from_) == top] == [standing.row], (name, text(month))


def test_one_schedule_and_one_form_at_every_date(statute: Statute) -> None:
    """Statutory ages and formulas: the word in force names exactly one schedule or formula that exists."""
    schedules = statute.assumptions.schedules
    for month in dates(statute.view):
        for entry in statute.in_force((month, None))["parameters"]:
            if entry["unit"] == "formula":
                assert entry["value"] in FORMS, entry["name"]
            if entry["name"] == "law.employee_pension.statutory_age":
                assert entry["value"] in schedules


def test_minimum_years_over_the_transition(assumptions: Assumptions) -> None:
    """Half a year more each year from 2030 to 2039, by the document."""
    statute = Statute(assumptions, "hindsight")
    name = "law.employee_pension.minimum_contribution_years"
    standing = [statute.view.standing(name, parse(f"{year}-01")) for year in range(2029, 2041)]
    assert [found.row.value for found in standing if found] == [15 + half / 2 for half in range(11)] + [20]
