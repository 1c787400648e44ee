"""What ledgers are reckoned on, counted by district and by class of birth: two ways through the same people."""

import numpy as np
import polars as pl
import pytest

from actuary.scenarios.study import Study
from actuary.schemes import resident_medical, unemployment
from actuary.schemes.setting import Setting
from actuary.valuation.exposed import exposed, exposures_table
from actuary.valuation.incidence import BENEFIT
from actuary.valuation.prepare import prepare
from actuary.valuation.shares_of_classes import KEYS, People, parts
from actuary.vocabulary import DISTRICTS

ENTERPRISE, PUBLIC = ("employee_pension", "enterprise"), ("employee_pension", "public")
BASIC, INDIVIDUAL = ("resident_pension", "basic"), ("resident_pension", "individual")
POOLED, LARGE = ("employee_medical", "pooled"), ("employee_medical", "large_amount")
URBAN, ILLNESS, RURAL = (("resident_medical", name) for name in ("urban", "serious_illness", "rural_cooperative"))
JOBLESS, INJURY, MATERNITY = (("unemployment", "pooled"), ("work_injury", "pooled"), ("maternity", "pooled"))
MONTHS = 24


@pytest.fixture(scope="module")
def study() -> Study:
    return Study(prepare("wuhan-2015", rules="hindsight", to="2017-12"), watch=True)


@pytest.fixture(scope="module")
def setting(study: Study) -> Setting:
    return study.base.evaluation.setting


@pytest.fixture(scope="module")
def by_district(study: Study):
    """Exposures of the city by ledger and name `[T]`, with their units."""
    found = exposed(study.base.assembled, study.base.movement, study.base.evaluation).found
    return {(fund, account, name): (unit, rows.sum(axis=1)) for (fund, account, name, unit), rows in found.items()}


@pytest.fixture(scope="module")
def people(study: Study, setting: Setting) -> People:
    classes = study.base.movement.classes
    assert classes is not None
    return People(setting, classes)


EQUAL = [
    (ENTERPRISE, ("base",), "contribution_employer"),
    (ENTERPRISE, ("base",), "contribution_employee"),
    (ENTERPRISE, ("flexible_base",), "contribution_flexible"),
    (ENTERPRISE, ("pensioners_died",), "benefit.death_grant"),
    (PUBLIC, ("base",), "contribution_employer"),
    (PUBLIC, ("base",), "contribution_employee"),
    (PUBLIC, ("base",), "arrears"),
    (BASIC, ("drawing",), "benefit.basic"),
    (INDIVIDUAL, ("registered",), "contribution_resident"),
    (INDIVIDUAL, ("account_pensions",), "benefit.account"),
    (POOLED, ("base.to35", "base.35_45", "base.over45"), "contribution_employer"),
    (POOLED, ("base.to35", "base.35_45", "base.over45"), "contribution_employee"),
    (LARGE, ("active", "retired"), "contribution_employee"),
    (LARGE, ("active", "retired"), "benefit.large_amount"),
    (JOBLESS, ("base",), "contribution_employer"),
    (JOBLESS, ("base",), "contribution_employee"),
    (JOBLESS, ("claimants",), "benefit.allowance"),
    (INJURY, ("base",), "contribution_employer"),
    (MATERNITY, ("base",), "contribution_employer"),
    (URBAN, tuple(f"members.{group}" for group, _ in resident_medical.GROUPS), "contribution_resident"),
    (ILLNESS, ("members",), "benefit.serious_illness"),
]
"""Ledger, exposures that together are one key, and an item that is laid on people by that key."""


@pytest.mark.parametrize(("ledger", "names", "item"), EQUAL, ids=lambda each: each if isinstance(each, str) else None)
def test_a_key_by_class_of_birth_adds_up_to_what_the_ledger_is_reckoned_on(by_district, people, ledger, names, item):
    """Month by month, to a millionth of a millionth: persons, bases and accounts of the city."""
    _, key = KEYS[ledger][item]
    whole = sum(by_district[(*ledger, name)][1] for name in names)
    assert whole.min() > 0.0
    np.testing.assert_allclose(key(people).sum(axis=(1, 2)), whole, rtol=1e-9)


def test_what_heirs_receive_is_laid_on_those_who_died(by_district, people):
    """By class of birth accounts are those of the month's beginning: within a hundredth of what is paid out."""
    _, key = KEYS[ENTERPRISE]["benefit.inheritance"]
    np.testing.assert_allclose(key(people).sum(axis=(1, 2)), by_district[(*ENTERPRISE, "inherited")][1], rtol=1e-2)


AWARDED = [(ENTERPRISE, name, f"benefit.{name}") for name in ("basic", "transitional", "account")]


@pytest.mark.parametrize(("ledger", "part", "item"), [*AWARDED, (PUBLIC, "basic", "benefit.pension")])
def test_pensions_by_class_are_those_of_every_year_of_award_raised_since(
    study, by_district, people, ledger, part, item
):
    """In the first January: those of the opening with one rise, and the first awards of the year."""
    _, key = KEYS[ledger][item]
    opening, year = (by_district[(*ledger, f"{part}.{award}")][1][0] for award in (2015, 2016))
    rise = study.base.assembled.rates.indexation(study.base.assembled.first)
    assert rise > 0.0
    assert key(people)[0].sum() == pytest.approx(opening * (1.0 + rise) + year, rel=1e-9)


def test_bases_of_each_age_band_are_those_of_its_people(by_district, people):
    """The base of those insured elsewhere is spread over the bands as the city's is: band by band nearly
    the same sums, for the bands' weights differ a little from district to district."""
    for band, name in enumerate(("to35", "35_45", "over45")):
        by_class = people.medical.bases()[..., band].sum(axis=(1, 2))
        np.testing.assert_allclose(by_class, by_district[(*POOLED, f"base.{name}")][1], rtol=1e-4)


def test_members_of_medical_insurance_are_active_or_retired(by_district, people):
    retired = people.medical.retired().sum(axis=(1, 2))
    np.testing.assert_allclose(retired, by_district[(*LARGE, "retired")][1], rtol=1e-9)
    np.testing.assert_allclose(retired, by_district[(*POOLED, "retired")][1], rtol=1e-9)
    over = by_district[(*POOLED, "over70")][1]
    assert (0.2 * retired < over).all()
    assert (over < 0.6 * retired).all()


def test_the_pool_pays_for_care_what_its_items_say(setting, people):
    """Costs by class of birth, of stays, of chronic and of ordinary outpatient care, are what was posted."""
    paid = setting.postings.cash(*POOLED)
    for kind in ("inpatient", "chronic_outpatient"):
        posted = -paid[f"benefit.{kind}"].sum(axis=1)
        np.testing.assert_allclose(people.medical.costs(kind).sum(axis=(1, 2)), posted, rtol=1e-9)


def test_rural_members_are_a_share_of_those_whom_the_urban_fund_leaves(by_district, people):
    """Nobody is in both: the share is a share, and of everybody of a group that is in neither it leaves some."""
    left = people.residents.rural().sum(axis=(1, 2))
    rural = by_district[(*RURAL, "members")][1]
    assert (rural > 0.0).all()
    assert (rural <= left).all()


def test_what_public_units_owe_is_shared_as_their_rates_are(people):
    """Of 28 per cent of the base 8 are the staff's own."""
    owed = parts(people, "owed")
    np.testing.assert_allclose(owed["own"], 8.0 / 28.0, rtol=1e-12)
    np.testing.assert_allclose(owed["employer"], 20.0 / 28.0, rtol=1e-12)
    assert set(parts(people, BENEFIT)) == {BENEFIT}


def test_births_by_class_of_birth_are_the_fund_s(by_district, people):
    """Births of the insured move from month to month as the exposure does, which is told over the opening's year."""
    births = people.births().sum(axis=(1, 2))
    told = by_district[(*MATERNITY, "births")][1]
    np.testing.assert_allclose(births / births[0], told / told[0], rtol=1e-9)


UNITS = {
    "index": "common.common: wages",
    "year": "employee_pension.enterprise: years_bought",
    "month": "work_injury.pooled: lump_months",
    "yuan": """employee_pension.enterprise: accounts_from_residents accounts_in accounts_out inherited
        resident_pension.individual: account_pensions accounts_from_employees inherited
        work_injury.pooled: allowances_5_6 disability_pension minimum_top_up pension_difference survivors""",
    "person": """employee_pension.enterprise: insured pensioners pensioners_died
        employee_medical.large_amount: active retired
        employee_medical.pooled: claimants flexible over70 retired weighed.active weighed.retired
        resident_pension.basic: drawing pensioners
        resident_pension.individual: pensioners registered
        resident_medical.urban: members.adults members.aged members.children members.students
        resident_medical.serious_illness: members
        resident_medical.rural_cooperative: members
        unemployment.pooled: claimants drawing
        work_injury.pooled: care_heads died_1_4""",
    "ratio": """employee_medical.pooled: paid_of_stay.active paid_of_stay.retired
        employee_medical.large_amount: moved.active moved.retired
        maternity.pooled: births
        work_injury.pooled: cases old_cases projects_started""",
    "yuan_per_month": """employee_medical.pooled: base.to35 base.35_45 base.over45 outpatient.active outpatient.retired
        employee_pension.enterprise: base flexible_base basic.2015 basic.2016 basic.2017 transitional.2015
        employee_pension.enterprise: transitional.2016 transitional.2017 account.2015 account.2016 account.2017
        employee_pension.public: base basic.2015 basic.2016 basic.2017
        employee_pension.public: transitional.2015 transitional.2016 transitional.2017
        maternity.pooled: base institution_base mean_base
        unemployment.pooled: base institution_base
        work_injury.pooled: base institution_base organ_base own_wage""",
}
"""What is counted in persons, what in yuan and what in yuan a month, ledger by ledger."""


def test_every_exposure_is_told_in_its_unit(by_district):
    """Shares of the districts in each opening balance, and the share of the cared-for, beside these."""
    expected = {"work_injury.pooled: care_share": "share"}
    for unit, lines in UNITS.items():
        for line in lines.split("\n"):
            ledger, names = line.strip().split(": ")
            expected |= {f"{ledger}: {name}": unit for name in names.split()}
    told = {f"{fund}.{account}: {name}": unit for (fund, account, name), (unit, _) in by_district.items()}
    openings = {name for name in told if name.endswith(": opening_share")}
    assert len(openings) == 12
    assert {told.pop(name) for name in openings} == {"share"}
    assert told == expected


def test_the_table_says_where_and_when(study, by_district):
    """One row a month and district, `city` where the exposure is of the whole; what is nought has no row."""
    table = exposures_table(study.base.assembled, study.base.movement, study.base.evaluation)
    assert table.columns == ["month", "district", "fund", "account", "exposure", "unit", "value"]
    assert (table["value"] != 0.0).all()
    sums = table.group_by("month", "fund", "account", "exposure", "unit").agg(pl.col("value").sum(), pl.len())
    for month, fund, account, name, unit, value, rows in sums.iter_rows():
        said, whole = by_district[fund, account, name]
        t = (int(month[:4]) - 2016) * 12 + int(month[5:]) - 1
        assert (unit, value) == (said, pytest.approx(whole[t], rel=1e-12))
        assert rows <= 15
    assert set(table.filter(pl.col("exposure") == "wages")["district"]) == {"city"}
    assert table.filter(pl.col("exposure") == "wages").height == MONTHS
    one = table.filter(
        (pl.col("exposure") == "base") & (pl.col("fund") == "maternity") & (pl.col("month") == "2016-03")
    )
    setting = study.base.evaluation.setting
    assert one["district"].to_list() == [district.key for district in DISTRICTS]
    covered = unemployment.covered_base(setting, setting.shares["maternity"])[2]
    np.testing.assert_allclose(one["value"], covered, rtol=1e-12)


def test_shares_of_an_opening_balance_stand_in_the_first_month_and_are_whole(by_district):
    for (_, _, name), (_, values) in by_district.items():
        if name == "opening_share":
            assert values[0] == pytest.approx(1.0, abs=1e-12)
            assert not values[1:].any()


def test_in_a_merged_scheme_premiums_and_the_layer_are_laid_on_town_and_country():
    """From 2018-01, with hindsight: everybody's premium, and the benefits of a layer that covers them."""
    merged = Study(prepare("wuhan-2015", rules="hindsight", to="2018-03"), watch=True).base
    found = exposed(merged.assembled, merged.movement, merged.evaluation).found
    heads = {(*ledger, name): row.sum(axis=1) for (*ledger, name, _), row in found.items() if "members" in name}
    people = People(merged.evaluation.setting, merged.movement.classes)
    town = np.asarray(sum(heads[(*URBAN, f"members.{group}")] for group, _ in resident_medical.GROUPS))
    everybody = town + heads[(*RURAL, "members")] * (np.arange(len(town)) >= 24)
    np.testing.assert_allclose(heads[(*ILLNESS, "members")], everybody, rtol=1e-12)
    for ledger, item in ((URBAN, "contribution_resident"), (ILLNESS, "benefit.serious_illness")):
        _, key = KEYS[ledger][item]
        np.testing.assert_allclose(key(people).sum(axis=(1, 2)), everybody, rtol=1e-9)
