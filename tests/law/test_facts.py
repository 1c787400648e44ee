"""The figures of the reference of statutory rules, block by block, are those of the law store."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from actuary.law.legislation import Legislation
from actuary.months import parse, text

FACTS = Path(__file__).parents[3] / "shared" / "facts" / "statutory-rules.md"
Row = tuple[str, str, object]
"""Name of a parameter, month, figure; a table's key follows a colon."""


@pytest.fixture(scope="module")
def facts() -> dict[str, Any]:
    """The machine blocks of the reference, where it lies beside the checkout."""
    if not FACTS.is_file():
        pytest.skip("no facts beside this checkout")
    blocks = re.findall(r"```yaml\n(.*?)```", FACTS.read_text(encoding="utf-8"), re.DOTALL)
    found: dict[str, Any] = {}
    for block in blocks:
        found |= yaml.safe_load(block)
    return found


def begun(rows: list[Mapping[str, Any]], key: str, name: str) -> Iterator[Row]:
    """Each row at its first and its last month."""
    for row in rows:
        if key not in row:
            continue
        for end in ("from", "to"):
            if isinstance(row.get(end), date) and row[end].year >= 2010:
                yield name, f"{row[end]:%Y-%m}", row[key]


def yearly(rows: Mapping[int, Any], name: str, month: str = "07", shift: int = 0) -> Iterator[Row]:
    """A figure of each year, or a mapping with its `value`."""
    for year, figure in rows.items():
        if year + shift >= 2010:
            yield name, f"{year + shift}-{month}", figure["value"] if isinstance(figure, dict) else figure


def table(rows: Mapping[Any, Any], name: str, month: str) -> Iterator[Row]:
    """Entries of a table by key."""
    for key, figure in rows.items():
        if isinstance(figure, int | float):
            yield f"{name}:{key}", month, figure


def pension(f: dict[str, Any]) -> Iterator[Row]:
    """Section 1: the employee pension."""
    p, law = f["pension"], "law.employee_pension"
    yield from begun(p["employer_rate_wuhan"], "rate", f"{law}.employer_rate")
    for size, who in (("small", "msme"), ("large", "large")):
        rows = [row for row in p["employer_waiver_2020"] if row["employers"] in ("all_but_government", who)]
        for fund in ("employee_pension", "unemployment", "work_injury"):
            yield from begun(rows, "factor", f"law.{fund}.employer_factor_{size}")
    yield f"{law}.employee_rate", "2016-01", p["employee_rate"]["value"]
    yield f"{law}.flexible_rate", "2016-01", p["flexible_rate"]["total"]
    yield f"{law}.flexible_account_rate", "2016-01", p["flexible_rate"]["account"]
    yield f"{law}.base_floor", "2016-01", p["base_limits"]["floor"]
    yield f"{law}.base_cap", "2016-01", p["base_limits"]["cap"]
    yield from yearly(p["base_standard_wuhan_month"], "law.common.reference_wage")
    yield from yearly(p["on_post_wage_wuhan_month"], "law.common.on_post_wage_monthly")
    yield from yearly(p["benefit_reference_wuhan"], "law.common.benefit_wage")
    yield from yearly(p["account_crediting_rate"], f"{law}.crediting_rate")
    yield from yearly(p["indexation_national"], f"{law}.indexation")
    yield from table(p["divisor"], f"{law}.divisor", "2016-01")
    s, staff = p["survivor_2021"], p["government_staff"]
    yield f"{law}.funeral_months", "2021-09", s["funeral_months"]
    for key, band in (("0", "lt5"), ("5", "lt10"), ("10", "upto15")):
        yield f"{law}.survivor_lump_months:{key}", "2021-09", s["lump_active_months"][band]
    yield f"{law}.survivor_lump_months_cap", "2021-09", s["lump_active_months"]["months_cap"]
    yield f"{law}.survivor_years_cap", "2021-09", s["lump_active_months"]["years_cap"]
    yield f"{law}.survivor_lump_months_floor_retired", "2021-09", s["lump_retired"]["floor_months"]
    yield f"{law}.public_employer_rate", "2014-10", staff["unit"]
    yield f"{law}.public_employer_rate", "2019-05", staff["unit_from_2019_05"]
    yield f"{law}.public_employee_rate", "2014-10", staff["person"]
    yield f"{law}.annuity_employer_rate", "2014-10", staff["annuity_unit"]
    yield f"{law}.annuity_employee_rate", "2014-10", staff["annuity_person"]
    yield from yearly(f["retirement"]["min_years"], f"{law}.minimum_contribution_years", "01")


def medical(f: dict[str, Any]) -> Iterator[Row]:
    """Section 3: both medical insurances."""
    e, r, law = f["medical"]["employee"], f["medical"]["resident"], "law.employee_medical"
    yield f"{law}.employer_rate", "2016-01", e["employer_rate"][0]["rate"]
    yield f"{law}.employee_rate", "2016-01", e["employee_rate"]["value"]
    yield f"{law}.large_amount_premium", "2016-01", e["large_amount_yuan_month"]["value"]
    yield from begun([e["covid_employer_factor"]], "factor", f"{law}.employer_factor")
    yield f"{law}.flexible_rate", "2022-01", e["flexible_rate"]["value"]
    yield f"{law}.lifetime_years_male", "2016-01", e["retiree_min_years"]["men"]
    yield f"{law}.lifetime_years_female", "2016-01", e["retiree_min_years"]["women"]
    names = {"le35": "to35", "a35_45": "35_45", "gt45": "over45", "retired_le70": "retired_to70",
             "retired_gt70": "retired_over70"}  # fmt: skip
    for key, name in names.items():
        yield f"{law}.account_credit_{name}", "2016-01", e["account_share_pre2023"][key]
    yield f"{law}.account_credit_over45", "2023-02", e["account_share_from_2023_02"]["active"]
    stay = e["inpatient"]
    yield from table({k: v for k, v in stay["deductible"].items() if "tier" in k}, f"{law}.deductible", "2016-01")
    yield from table(stay["pay_active"], f"{law}.reimbursement_active", "2016-01")
    yield from table(stay["pay_retired"], f"{law}.reimbursement_retired", "2016-01")
    yield f"{law}.cap_basic", "2016-01", stay["cap_basic"]["value"]
    yield f"{law}.cap_large", "2016-01", stay["cap_large"]["value"]
    yield from yearly(r["subsidy"], "law.resident_medical.subsidy")
    yield from yearly(r["personal_by_notice_year"], "law.resident_medical.personal", shift=1)
    yield "law.resident_medical.serious_illness_deductible", "2019-01", r["serious_illness"]["deductible"]
    for start, _, share in r["serious_illness"]["bands"]:
        yield f"law.resident_medical.serious_illness_shares:{start}", "2019-01", share


def unemployment(f: dict[str, Any]) -> Iterator[Row]:
    """Section 4."""
    u, law = f["unemployment"], "law.unemployment"
    for who in ("employer", "employee"):
        yield from begun(u["rates_wuhan"], who, f"{law}.{who}_rate")
    yield f"{law}.qualifying_years", "2016-01", u["qualifying_years"]
    for key, name in (("lt5", "under5"), ("lt10", "under10"), ("ge10", "10plus")):
        yield f"{law}.duration_{name}", "2016-01", u["duration_months"][key]
    yield from begun(u["benefit_share_of_min_wage"], "share", f"{law}.benefit_share")
    yield from begun(u["min_wage_wuhan_month"], "v", "law.common.minimum_wage")
    extension = u["older_worker_extension"]
    yield f"{law}.older_worker_extension_years", "2019-12", extension["years_to_retirement"]
    for row in u["stabilisation_share_of_contrib"]:
        yield from begun([row], "all" if "all" in row else "large", f"{law}.stabilisation_share")
        yield from begun([row], "all" if "all" in row else "msme", f"{law}.stabilisation_share_small")
    for grade in ("junior", "middle", "senior"):
        yield f"{law}.skill_grant_{grade}", "2017-01", u["skill_subsidy_yuan"][grade]


def injury(f: dict[str, Any]) -> Iterator[Row]:
    """Section 5."""
    w, law = f["work_injury"], "law.work_injury"
    yield from table(w["base_rate_by_class"], f"{law}.class_rate", "2015-10")
    for row in w["hubei_average_rate"]:
        yield f"{law}.average_rate", f"{row.get('from', row.get('to')):%Y-%m}", row["rate"]
    yield f"{law}.reserve_cut_18", "2018-05", w["reserve_cut"]["m18_to_24"]
    yield f"{law}.reserve_cut_24", "2018-05", w["reserve_cut"]["m24_plus"]
    yield from table(w["lump_months"], f"{law}.lump_months", "2016-01")
    shares = {key: share for key, share in w["pension_share"].items() if isinstance(key, int)}
    yield from table({k: v for k, v in shares.items() if k <= 4}, f"{law}.pension_share", "2016-01")
    yield from table({k: v for k, v in shares.items() if k > 4}, f"{law}.employer_pension_share", "2016-01")
    yield from table(w["care_share_of_local_wage"], f"{law}.care_share", "2016-01")
    names = {"funeral_months_local_wage": "funeral_months", "spouse": "survivor_spouse", "other": "survivor_other",
             "lone_plus": "survivor_lone_addition", "cap": "survivor_cap"}  # fmt: skip
    for key, name in names.items():
        yield f"{law}.{name}", "2016-01", w["death"][key]
    yield from yearly(w["death_lump_yuan"], f"{law}.death_lump")
    yield f"{law}.own_wage_floor", "2016-01", w["own_wage_clip"]["floor"]
    yield f"{law}.own_wage_cap", "2016-01", w["own_wage_clip"]["cap"]


def maternity(f: dict[str, Any]) -> Iterator[Row]:
    """Section 6."""
    m, law = f["maternity"], "law.maternity"
    yield from begun(m["rate_wuhan"], "rate", f"{law}.employer_rate")
    for row in m["hubei_average_rate"]:
        yield f"{law}.hubei_average_rate", f"{row.get('from', row.get('to')):%Y-%m}", row["rate"]
    yield from begun(m["leave_days"], "days", f"{law}.leave_days")
    names = {"difficult": "difficult_birth_days", "per_extra_child": "extra_child_days",
             "miscarriage_lt4m": "miscarriage_days_early", "miscarriage_ge4m": "miscarriage_days_late"}  # fmt: skip
    for key, name in names.items():
        yield f"{law}.{name}", "2016-01", m["extra_days"][key]
    yield f"{law}.paternity_days", "2016-02", m["paternity_days"]["value"]
    yield f"{law}.antenatal", "2023-01", m["tariff_yuan"]["antenatal"]
    for kind in ("normal", "assisted", "caesarean"):
        for tier, price in zip(("tier3", "tier2", "tier1"), m["tariff_yuan"][kind], strict=True):
            yield f"{law}.delivery_{kind}:{tier}", "2023-01", price


def residents_and_pools(f: dict[str, Any]) -> Iterator[Row]:
    """Sections 7 to 9."""
    r, p, s = f["resident_pension"], f["pooling"]["central_adjustment"], f["reserves"]
    law, reserves, limits = "law.resident_pension", "law.reserves", s["investment_limits"]
    for place, level in enumerate(r["levels_yuan_year"], 1):
        yield f"{law}.contribution_levels:{place}", "2016-01", level
    yield f"{law}.account_subsidy_lowest", "2016-01", r["subsidy_min_yuan"]["lowest"]
    yield f"{law}.account_subsidy_500", "2016-01", r["subsidy_min_yuan"]["ge500"]
    for key, name in (("divisor", "divisor"), ("age", "pension_age"), ("min_years", "minimum_years")):
        yield f"{law}.{name}", "2016-01", r[key]
    yield from begun(r["national_basic"], "v", f"{law}.national_basic_pension")
    yield f"{law}.basic_pension", "2012-06", r["wuhan_basic"][2012]
    yield f"{law}.basic_pension", "2015-06", r["wuhan_basic"][2015]
    yield from yearly(p["k"], "law.pooling.central_adjustment_share")
    yield f"{reserves}.pension_cut_months", "2016-05", s["pension"]["cut_rate_test_months"]
    yield f"{reserves}.pension_warning_months", "2016-05", s["pension"]["warning_months"]
    yield f"{reserves}.pension_caution_months", "2016-05", s["pension"]["caution_months"]
    for key in ("low", "high", "excess", "shortage"):
        yield f"{reserves}.medical_{key}", "2016-05", s["medical_pool"][key]
    for key in ("low", "high", "warning"):
        yield f"{reserves}.maternity_{key}", "2016-05", s["maternity"][key]
    yield f"{reserves}.injury_normal", "2016-05", s["work_injury"]["normal_city"]
    yield f"{reserves}.injury_normal_province", "2016-05", s["work_injury"]["normal_province"]
    yield f"{reserves}.unemployment_min", "2016-05", s["unemployment"]["min_months_for_stabilisation"]
    for key in ("equity_max", "cash_min", "fixed_income_max", "key_projects_max"):
        yield f"law.investment.{key}", "2016-05", limits[key]
    yield "law.employee_pension.late_charge_daily", "2016-05", s["late_payment_daily"]


@pytest.mark.parametrize("part", [pension, medical, unemployment, injury, maternity, residents_and_pools])
def test_figures_are_those_of_the_reference(
    facts: dict[str, Any], hindsight: Legislation, part: Callable[[dict[str, Any]], Iterator[Row]]
) -> None:
    """Every figure at its first and its last month, with hindsight; what differs is told all at once."""
    rows = list(part(facts))
    assert len(rows) > 15
    wrong = [
        (name, month, figure, found)
        for name, month, figure in rows
        if (found := held(hindsight, name, month)) != figure
    ]
    assert wrong == []


def held(law: Legislation, name: str, month: str) -> float | str:
    """What the law says of a parameter, or of one entry of its table, in a month."""
    full, _, key = name.partition(":")
    if key:
        table_ = law.table(full, parse(month))
        return float(table_.values[table_.keys.index(key)])
    found = law.number(full, parse(month))
    return "silent" if found is None else found


def test_delays_are_those_of_the_reference(facts: dict[str, Any], hindsight: Legislation) -> None:
    """Start, step, cap and old age of the decision of 2024, and how early and how late."""
    rules, schedule = facts["retirement"], hindsight.schedules["2024"]
    for category, rule in rules["delay_rule"].items():
        delay = schedule.categories[category]
        assert delay.start is not None
        assert (text(delay.start), delay.step, delay.cap) == (rule["start"], rule["step"], rule["cap"])
        assert delay.old_age_months == 12 * rules["old_age"][category]
        assert delay.old_age_months + delay.cap == 12 * rule["final_age"]
    years = rules["flexible"]
    assert (schedule.early, schedule.late) == (12 * years["max_early_years"], 12 * years["max_late_years"])
