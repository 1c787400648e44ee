"""What the law says, month by month, under both rule sets; the statute's tables against witnesses."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from actuary.dated import Assumptions, Parameters
from actuary.law.legislation import Legislation
from actuary.months import parse, text
from actuary.vocabulary import DISTRICTS, FUNDS

LawAt = Callable[[str], Legislation]
Witness = Callable[[str], Any]
PENSION, UNEMPLOYMENT, INJURY = "law.employee_pension", "law.unemployment", "law.work_injury"


def path(law: Legislation, name: str, *months: str) -> list[float]:
    return law.over(name, np.array([parse(m) for m in months])).tolist()


def test_pension_employer_rate_as_it_was(hindsight: Legislation) -> None:
    """20, 19 from 2016-05, 16 from 2019-05; the sunset of 2018 never came."""
    months = ("2016-04", "2016-05", "2018-04", "2018-05", "2019-04", "2019-05", "2030-01")
    assert path(hindsight, f"{PENSION}.employer_rate", *months) == [0.20, 0.19, 0.19, 0.19, 0.19, 0.16, 0.16]


def test_pension_employer_rate_as_known_in_2016(known_at: LawAt) -> None:
    """19 for two years, then 20 again."""
    months = ("2016-04", "2016-05", "2018-04", "2018-05", "2020-12", "2070-12")
    rates = path(known_at("2016-08"), f"{PENSION}.employer_rate", *months)
    assert rates == [0.20, 0.19, 0.19, 0.20, 0.20, 0.20]


def test_sunset_of_the_extension(known_at: LawAt) -> None:
    """Known at the end of 2018: 19 to 2019-04, then 20."""
    months = ("2018-05", "2019-04", "2019-05")
    assert path(known_at("2018-12"), f"{PENSION}.employer_rate", *months) == [0.19, 0.19, 0.20]


def test_mean_rates_of_the_years(hindsight: Legislation) -> None:
    """Twelve months of 2016, 2019 and 2020 give 19.333, 17, and for the waiver 9.333 and 1.333 %."""
    year = {y: np.arange(12) + y * 12 for y in (2016, 2019, 2020)}
    rate = {y: hindsight.over(f"{PENSION}.employer_rate", months) for y, months in year.items()}
    assert rate[2016].mean() == pytest.approx((4 * 0.20 + 8 * 0.19) / 12)
    assert rate[2019].mean() == pytest.approx(0.17)
    for size, mean in (("large", 7 * 0.16 / 12), ("small", 0.16 / 12)):
        factor = hindsight.over(f"{PENSION}.employer_factor_{size}", year[2020])
        assert (rate[2020] * factor).mean() == pytest.approx(mean)


@pytest.mark.parametrize("fund", [PENSION, UNEMPLOYMENT, INJURY])
def test_waiver_of_2020(hindsight: Legislation, known_at: LawAt, fund: str) -> None:
    """Zero for all in 2020-02 to 06, for small firms to 12; unknown in 2016."""
    months = ("2020-01", "2020-02", "2020-06", "2020-07", "2020-12", "2021-01")
    assert path(hindsight, f"{fund}.employer_factor_large", *months) == [1, 0, 0, 1, 1, 1]
    assert path(hindsight, f"{fund}.employer_factor_small", *months) == [1, 0, 0, 0, 0, 1]
    assert path(known_at("2016-08"), f"{fund}.employer_factor_small", *months) == [1] * 6


def test_unemployment_rates(hindsight: Legislation, known_at: LawAt) -> None:
    """3, 2, then 1 % in all; as known in 2016, 2 % again from 2018-05."""
    months = ("2015-02", "2015-03", "2016-04", "2016-05", "2018-04", "2018-05", "2020-12", "2025-12")

    def total(law: Legislation) -> list[float]:
        parts = [path(law, f"{UNEMPLOYMENT}.{who}_rate", *months) for who in ("employer", "employee")]
        return [round(sum(pair), 6) for pair in zip(*parts, strict=True)]

    assert total(hindsight) == [0.03, 0.02, 0.02, 0.01, 0.01, 0.01, 0.01, 0.01]
    assert total(known_at("2016-08")) == [0.03, 0.02, 0.02, 0.01, 0.01, 0.02, 0.02, 0.02]


def test_decrees_of_a_year_end_with_it(hindsight: Legislation, known_at: LawAt) -> None:
    """What no known decree states is left to belief."""
    law = known_at("2016-08")
    rise, crediting = f"{PENSION}.indexation", f"{PENSION}.crediting_rate"
    assert [law.stated(rise, parse(m)) for m in ("2015-06", "2016-12", "2017-01")] == [0.10, 0.065, None]
    assert law.stated(crediting, parse("2016-06")) is None
    assert hindsight.stated(crediting, parse("2016-06")) == 0.0831
    assert hindsight.stated(crediting, parse("2015-12")) is None
    assert hindsight.stated(rise, parse("2027-01")) is None
    assert hindsight.stated("law.resident_pension.basic_pension", parse("2016-01")) is None
    assert law.stated("law.resident_medical.subsidy", parse("2016-01")) == 420
    assert law.stated("law.resident_medical.personal", parse("2017-01")) == 150


def test_reference_and_benefit_wages(hindsight: Legislation, known_at: LawAt) -> None:
    """The wage of a year is the reference from July of the next and J of the whole next year."""
    months = ("2015-12", "2016-06", "2016-07", "2017-06")
    assert path(known_at("2016-08"), "law.common.reference_wage", *months) == [5052, 5052, 5476.67, 5476.67]
    J = path(hindsight, "law.common.benefit_wage", "2015-12", "2016-01", "2017-01")
    assert J == [5052, 5476.67, 5996.92]
    caps = path(hindsight, "law.common.reference_wage", "2016-07", "2019-05", "2025-07")
    assert [round(3 * wage, 1) for wage in caps] == [16430.0, 18699.0, 22488.0]


def test_minimum_contribution_years(hindsight: Legislation, witness: Witness) -> None:
    """15 years to 2029, half a year more each year, 20 from 2039."""
    for row in witness("min_contribution_years.csv"):
        month = parse(f"{row['retirement_year']}-06")
        years = hindsight.number(f"{PENSION}.minimum_contribution_years", month)
        assert round(years * 12) == int(row["min_contribution_months"])


def test_work_injury_tables(hindsight: Legislation, witness: Witness) -> None:
    """Lump sums and monthly pensions by grade, and who pays."""
    month = parse("2016-01")
    lump = hindsight.table(f"{INJURY}.lump_months", month)
    fund = hindsight.table(f"{INJURY}.pension_share", month)
    employer = hindsight.table(f"{INJURY}.employer_pension_share", month)
    for row in witness("work_injury_statutory.csv"):
        grade = row["disability_level"]
        assert lump.values[lump.keys.index(grade)] == float(row["lump_sum_months_own_wage"])
        payer = fund if row["payer_of_allowance"] == "fund" else employer
        if row["monthly_allowance_pct_own_wage"]:
            share = payer.values[payer.keys.index(grade)]
            assert round(share * 100, 6) == float(row["monthly_allowance_pct_own_wage"])
        else:
            assert grade not in fund.keys + employer.keys


def test_statutory_rules(hindsight: Legislation, witness: Witness) -> None:
    """Care, death, unemployment durations and maternity days."""
    rules, month = witness("statutory_rules.json"), parse("2015-12")
    injury, death = rules["work_injury"], rules["work_injury"]["death"]
    care = hindsight.table(f"{INJURY}.care_share", month).values * 100
    assert care.tolist() == [injury["nursing_pct_of_local_avg_wage"][k] for k in ("full", "most", "part")]
    numbers = {
        f"{INJURY}.funeral_months": death["funeral_months_local_avg_wage"],
        f"{INJURY}.survivor_spouse": death["dependant_spouse_pct"] / 100,
        f"{INJURY}.survivor_other": death["dependant_other_pct"] / 100,
        f"{INJURY}.survivor_lone_addition": death["orphan_or_lone_elder_extra_pct"] / 100,
        "law.maternity.leave_days": rules["maternity"]["leave_days"],
        "law.maternity.difficult_birth_days": rules["maternity"]["dystocia_extra"],
        "law.maternity.extra_child_days": rules["maternity"]["each_extra_child"],
        "law.maternity.miscarriage_days_early": rules["maternity"]["miscarriage_before_4_months"],
        "law.maternity.miscarriage_days_late": rules["maternity"]["miscarriage_from_4_months"],
    }
    caps = [band["max"] for band in rules["unemployment"]["duration_cap_months"]]
    bands = [f"{UNEMPLOYMENT}.duration_{band}" for band in ("under5", "under10", "10plus")]
    numbers |= dict(zip(bands, caps, strict=True))
    assert {name: hindsight.number(name, month) for name in numbers} == numbers


def test_worked_cases(hindsight: Legislation, witness: Witness) -> None:
    """The statute's arithmetic, with its edges, from our parameters."""
    month = parse("2015-12")
    lump = hindsight.table(f"{INJURY}.lump_months", month)
    payers = ("pension_share", "employer_pension_share")
    shares = [hindsight.table(f"{INJURY}.{name}", month) for name in payers]
    share = {key: value for table in shares for key, value in zip(table.keys, table.values, strict=True)}
    number = hindsight.number

    def duration(paid_months: int) -> float:
        if paid_months < 12 * number(f"{UNEMPLOYMENT}.qualifying_years", month):
            return 0
        band = "under5" if paid_months < 60 else "under10" if paid_months < 120 else "10plus"
        return number(f"{UNEMPLOYMENT}.duration_{band}", month)

    for case in witness("worked_cases.json")["cases"]:
        given, expected = case["inputs"], case["expected"]
        if "lump_sum" in expected:
            found = lump.values[lump.keys.index(str(given["level"]))] * given["own_wage"]
        elif "monthly_allowance" in expected:
            found = max(share[str(given["level"])] * given["own_wage"], given["minimum_wage"])
        elif "max_months" in expected:
            found = duration(given["paid_months"])
        else:
            found = number("law.maternity.leave_days", month)
            found += number("law.maternity.difficult_birth_days", month) * given["dystocia"]
            found += number("law.maternity.extra_child_days", month) * (given["children"] - 1)
        assert found == next(iter(expected.values())), case["id"]


def test_risk_class_rates(hindsight: Legislation) -> None:
    """Eight classes from 2015-10."""
    table = hindsight.table(f"{INJURY}.class_rate", parse("2015-12"))
    assert table.values.tolist() == [0.002, 0.004, 0.007, 0.009, 0.011, 0.013, 0.016, 0.019]


def test_death_lump_is_twenty_incomes(hindsight: Legislation) -> None:
    """20 x the national urban income of the year before."""
    lumps = path(hindsight, f"{INJURY}.death_lump", "2015-12", "2017-06", "2020-12")
    assert lumps == [576880, 672320, 847180]
    incomes = path(hindsight, "law.common.funeral_income", "2015-12", "2017-06", "2020-12")
    assert [round(240 * income) for income in incomes] == pytest.approx(lumps, abs=2)


def test_leave_days(hindsight: Legislation) -> None:
    """98 days, 128 from 2016-01, 158 from 2021-11."""
    assert path(hindsight, "law.maternity.leave_days", "2015-12", "2016-01", "2021-11") == [98, 128, 158]


def test_map_of_2015(hindsight: Legislation) -> None:
    """Every fund holds every district once; outer districts pool apart but for unemployment."""
    pools = hindsight.pooling["map-2015"].pools
    assert set(pools) == {fund.key for fund in FUNDS}
    for fund, members in pools.items():
        districts = [district for each in members.values() for district in each]
        assert sorted(districts) == sorted(district.key for district in DISTRICTS)
        assert len(members) == (1 if fund == "unemployment" else 6)


def test_wages_grow_after_the_last_known_year(assumptions: Assumptions) -> None:
    """As known in 2016, reference wage and J follow belief from the month after the year they state."""
    asked = []

    def growth(series: str, last: int, month: int) -> float:
        asked.append((series, text(last), text(month)))
        return 1.1

    law = Parameters(assumptions.law, hindsight=False, known_at=parse("2016-08"), growth=growth)
    assert law.number("law.common.reference_wage", parse("2017-07")) == pytest.approx(1.1 * 5476.67)
    assert law.number("law.common.benefit_wage", parse("2017-01")) == pytest.approx(1.1 * 5476.67)
    assert law.number("law.common.minimum_wage", parse("2017-09")) == pytest.approx(1.1 * 1550)
    assert asked == [
        ("wage.growth", "2017-06", "2017-07"),
        ("wage.growth", "2016-12", "2017-01"),
        ("path.minimum_wage_growth", "2017-08", "2017-09"),
    ]
