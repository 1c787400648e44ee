"""Benefits of one person: the statute's worked cases, and every edge worked by hand."""

import json
from pathlib import Path

import pytest

from tests.persons.conftest import Ask, invoke

WITNESSES = Path(__file__).parents[3] / "shared" / "witnesses" / "statute" / "worked_cases.json"
COMMANDS = {"wi": "work-injury", "ui": "unemployment", "mat": "maternity"}


def worked_cases() -> list[dict]:
    if not WITNESSES.is_file():
        return []
    return json.loads(WITNESSES.read_text(encoding="utf-8"))["cases"]


@pytest.mark.skipif(not WITNESSES.is_file(), reason="no witnesses beside this checkout")
@pytest.mark.parametrize("case", worked_cases(), ids=lambda case: case["id"])
def test_worked_case_of_the_statute(ask: Ask, case: dict) -> None:
    """Lump sums and allowances by grade, durations at their edges, days of twins: exactly."""
    given = {{"level": "grade"}.get(name, name): value for name, value in case["inputs"].items()}
    found = ask("benefit", COMMANDS[case["id"].split("-")[0]], **given)
    for name, value in case["expected"].items():
        assert found[name] == value


@pytest.mark.parametrize(
    ("paid", "rest", "months"),
    [(0, 0, 0), (11, 0, 0), (12, 0, 12), (59, 0, 12), (60, 0, 18), (119, 0, 18), (120, 0, 24), (480, 0, 24),
     (12, 5, 17), (60, 6, 24), (60, 7, 24), (119, 24, 24), (11, 7, 7)],
)  # fmt: skip
def test_how_long_unemployment_benefit_lasts(ask: Ask, paid: int, rest: int, months: int) -> None:
    """12, 18 and 24 months by years paid; with the rest of an earlier claim at most 24."""
    found = ask("benefit", "unemployment", paid_months=paid, rest_months=rest, month="2016-03")
    assert found["max_months"] == months
    assert found["eligible"] == (months > 0)


@pytest.mark.parametrize(
    ("month", "monthly"),
    [("2015-08", 910.0), ("2015-09", 1085.0), ("2017-11", 1225.0), ("2019-01", 1400.0), ("2020-01", 1575.0),
     ("2021-09", 1809.0), ("2024-02", 1989.0)],
)  # fmt: skip
def test_how_much_by_date(ask: Ask, month: str, monthly: float) -> None:
    """A share of Wuhan's minimum wage, both by date."""
    assert ask("benefit", "unemployment", paid_months=60, month=month)["monthly_allowance"] == monthly


def test_a_minimum_wage_that_is_not_held_is_not_made_up(ask: Ask) -> None:
    """After the last known one the amount is open and said to be; with one given it is paid on that."""
    found = ask("benefit", "unemployment", paid_months=60, month="2027-05")
    assert found["monthly_allowance"] is None
    assert "minimum_wage" in found["notes"][0]
    assert ask("benefit", "unemployment", paid_months=60, month="2027-05", minimum_wage=2400)["total"] == 38_880.0


def test_on_to_the_statutory_age(ask: Ask) -> None:
    """From 2019-12 who is less than a year short of the age when the claim ends is paid on to it."""
    who = {"paid_months": 60, "category": "male60", "birth_month": "1962-06"}
    assert ask("benefit", "unemployment", month="2020-03", **who)["extension_months"] == 9
    assert ask("benefit", "unemployment", month="2019-11", **who)["extension_months"] == 0


@pytest.mark.parametrize(
    ("grade", "lump", "share"),
    [(1, 27, 0.9), (2, 25, 0.85), (3, 23, 0.8), (4, 21, 0.75), (5, 18, 0.7), (6, 16, 0.6), (7, 13, None),
     (8, 11, None), (9, 9, None), (10, 7, None)],
)  # fmt: skip
def test_injury_by_grade(ask: Ask, grade: int, lump: int, share: float | None) -> None:
    """Months of the lump sum and share of the own wage; the fund pays grades 1 to 4."""
    found = ask("benefit", "work-injury", grade=grade, own_wage=6100, minimum_wage=1550, month="2016-05")
    assert found["lump_sum"] == lump * 6100
    assert found["monthly_allowance"] == (None if share is None else pytest.approx(6100 * share, abs=0.001))
    assert found["fund_allowance"] == (found["monthly_allowance"] if grade <= 4 else 0.0)


@pytest.mark.parametrize(
    ("wage", "counted"), [(2999, 3000), (3000, 3000), (9000, 9000), (15_000, 15_000), (15_001, 15_000)]
)
def test_own_wage_between_60_and_300_per_cent(ask: Ask, wage: int, counted: int) -> None:
    """Of the local mean wage, where that is given."""
    found = ask("benefit", "work-injury", grade=10, own_wage=wage, local_wage=5000, month="2016-05")
    assert found["lump_sum"] == 7 * counted


def test_care_funeral_and_the_difference_to_a_pension(ask: Ask) -> None:
    """Shares of the local mean wage; the fund makes up a lower old-age pension, and takes nothing from a higher."""
    for care, share in (("total", 0.5), ("major", 0.4), ("partial", 0.3)):
        found = ask("benefit", "work-injury", grade=1, own_wage=6000, local_wage=5000, care=care, month="2016-05")
        assert found["care"] == 5000 * share
    injured = {"grade": 1, "own_wage": 6000, "local_wage": 5000, "month": "2016-05"}
    assert ask("benefit", "work-injury", old_age_pension=5000, **injured)["pension_difference"] == 400.0
    assert ask("benefit", "work-injury", old_age_pension=5500, **injured)["pension_difference"] == 0.0


@pytest.mark.parametrize(
    ("spouse", "others", "lone", "share"),
    [(1, 0, 0, 0.4), (1, 0, 1, 0.5), (0, 1, 0, 0.3), (0, 1, 1, 0.4), (1, 2, 0, 1.0), (1, 1, 1, 0.8), (1, 4, 0, 1.0),
     (0, 0, 0, 0.0)],
)  # fmt: skip
def test_death_at_work(ask: Ask, spouse: int, others: int, lone: int, share: float) -> None:
    """Six local wages, twenty incomes of 2016, and shares of the own wage that never exceed it together."""
    case = {"death": True, "own_wage": 6000, "local_wage": 7000, "month": "2017-05"}
    found = ask("benefit", "work-injury", spouse=spouse, others=others, lone=lone, **case)
    assert (found["funeral"], found["death_lump"]) == (42_000.0, 672_320.0)
    assert found["survivor_share"] == pytest.approx(share, abs=1e-12)
    assert found["survivors"] == pytest.approx(6000 * share, abs=0.001)
    assert found["lump_sum"] is None


@pytest.mark.parametrize(
    ("date", "added"),
    [("2012-04-28", 0), ("2016-01-12", 0), ("2016-01-13", 30), ("2021-11-25", 30), ("2021-11-26", 60), ("2024-05", 60)],
)
def test_days_that_the_province_adds_by_day(ask: Ask, date: str, added: int) -> None:
    """None before 2016-01-13, thirty from then, sixty from 2021-11-26; the 98 of the state beside them."""
    found = ask("benefit", "maternity", date=date, employer_wage=6000)
    assert (found["days"], found["province_days"]) == (98, added)
    assert (found["allowance"], found["province_allowance"]) == (19_600.0, 200.0 * added)


def test_ninety_days_before_the_regulation_of_2012(ask: Ask) -> None:
    """One day apart: 90 to 2012-04-27, 98 from the 28th."""
    assert ask("benefit", "maternity", date="2012-04-27")["days"] == 90


@pytest.mark.parametrize(
    ("given", "days"),
    [({"dystocia": True}, 113), ({"children": 3}, 128), ({"dystocia": True, "children": 2}, 128),
     ({"case": "miscarriage", "pregnancy_months": 3.9}, 15), ({"case": "miscarriage", "pregnancy_months": 4}, 42)],
)  # fmt: skip
def test_days_by_what_happened(ask: Ask, given: dict, days: int) -> None:
    """15 more for a difficult birth and for each further child; 15 or 42 for a miscarriage."""
    assert ask("benefit", "maternity", date="2015-06-01", **given)["days"] == days


@pytest.mark.parametrize(
    ("months", "lump"),
    [(12, 3), (59, 3), (60, 6), (119, 6), (120, 9), (180, 9), (191, 9), (192, 10), (348, 23), (360, 24), (480, 24)],
)
def test_death_of_an_insured_person(ask: Ask, months: int, lump: int) -> None:
    """3, 6 and 9 months by years paid, one more for each full year above 15, at most 24; two months for the funeral."""
    found = ask("benefit", "death", status="insured", paid_months=months, income=3000, month="2022-02")
    assert (found["lump_months"], found["lump_sum"], found["funeral"]) == (lump, 3000.0 * lump, 6000.0)


@pytest.mark.parametrize(
    ("paid", "drawn", "lump"), [(360, 0, 24), (360, 12, 23), (360, 42, 20.5), (360, 300, 9), (60, 12, 9)]
)
def test_death_of_a_pensioner(ask: Ask, paid: int, drawn: int, lump: float) -> None:
    """One month less for each year drawn, counted to the month, and never below nine."""
    found = ask(
        "benefit", "death", status="retired", paid_months=paid, drawn_months=drawn, income=3000, month="2022-02"
    )
    assert found["lump_months"] == lump


def test_death_before_the_notice_of_2021(ask: Ask) -> None:
    """The province's own standards are not held: it cannot be told; under the law of 2016 never."""
    before = ask("benefit", "death", status="insured", paid_months=240, income=3000, month="2021-08")
    assert (before["eligible"], before["reason_code"], before["total"]) == (None, "rules_not_held", None)
    found = ask("benefit", "death", status="insured", paid_months=240, month="2022-01", rules="known-2016")
    assert found["reason_code"] == "rules_not_held"


@pytest.mark.parametrize(
    ("month", "basic"),
    [("2014-12", 100.0), ("2015-01", 180.0), ("2016-01", 70.0), ("2018-01", 88.0), ("2024-07", 123.0)],
)
def test_resident_pension_by_date(ask: Ask, month: str, basic: float) -> None:
    """Wuhan's where it is held, else the national minimum, and then it is said; the account over 139."""
    found = ask("benefit", "resident-pension", month=month, birth_month="1950-01", paid_years=15, account_balance=3000)
    assert (found["basic"], found["account"]) == (basic, 21.58)
    assert found["total"] == pytest.approx(basic + 21.58, abs=1e-9)
    assert bool(found["notes"]) == (month > "2015-12")
    cited = next(part["article"] for part in found["parts"] if part["part"] == "basic")
    assert ("武政" in cited) == (month <= "2015-12")


@pytest.mark.parametrize(
    ("birth", "years", "reason"),
    [("1955-06", 15, "entitled"), ("1955-07", 15, "below_age"), ("1955-06", 14.92, "short_of_years")],
)
def test_resident_pension_at_its_edges(ask: Ask, birth: str, years: float, reason: str) -> None:
    """Sixty in the month, fifteen years paid."""
    found = ask("benefit", "resident-pension", month="2015-06", birth_month=birth, paid_years=years, account_balance=1)
    assert found["reason_code"] == reason
    assert (found["total"] is not None) == (reason == "entitled")


def test_every_part_names_its_rule_and_article(ask: Ask) -> None:
    """Parts of every kind, where the law speaks."""
    for command, given in (
        ("unemployment", {"paid_months": 60, "month": "2016-03"}),
        ("work-injury", {"grade": 2, "own_wage": 6000, "month": "2016-03"}),
        ("maternity", {"date": "2016-03-01"}),
        ("death", {"status": "insured", "paid_months": 60, "month": "2022-03"}),
        ("resident-pension", {"month": "2016-03"}),
    ):
        parts = ask("benefit", command, **given)["parts"]
        assert len(parts) >= 4
        assert all(part["rule"] and part["article"] for part in parts), command


@pytest.mark.parametrize(
    "words",
    [
        ("unemployment",),
        ("unemployment", "--paid-months", "-1"),
        ("unemployment", "--paid-months", "3.5"),
        ("unemployment", "--paid-months", "60", "--paid-years", "6"),
        ("work-injury", "--grade", "11", "--own-wage", "1"),
        ("work-injury", "--grade", "3"),
        ("work-injury", "--death", "--spouse", "1", "--lone", "2"),
        ("maternity", "--date", "2015-02-30"),
        ("maternity", "--case", "miscarriage"),
        ("death", "--status", "retired", "--paid-months", "60"),
        ("resident-pension", "--birth-month", "2065-01"),
        ("nonesuch",),
    ],
)
def test_bad_input_is_a_letter_and_status_two(words: tuple[str, ...]) -> None:
    """No traceback, no half answer."""
    told = invoke("benefit", *words, "--json")
    assert told.exit_code == 2
    document = json.loads(told.stdout)
    assert document["schema"] == "actuary.errors/1"
    assert document["errors"][0]["message"]


def test_a_list_leaves_out_what_no_case_has(tmp_path: Path) -> None:
    """Amounts stand on one line, and parts that none of the cases has are neither columns nor totals."""
    table = tmp_path / "cases.csv"
    table.write_text("grade,own_wage,local_wage,month\n1,6000,5997,2017-05\n5,6000,5997,2017-05\n", encoding="utf-8")
    page = invoke("benefit", "work-injury", str(table), "--lang", "zh").stdout
    assert "162,000.00" in page
    assert "一次性伤残补助金" in page.replace("\n", "")
    assert "丧葬" not in page
