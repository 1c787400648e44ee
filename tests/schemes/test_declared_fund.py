"""An eighth fund by data alone: long-term care, added to a copy of the data, as its user would add it."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from actuary import data
from actuary.dated import load_assumptions
from actuary.errors import Problem
from actuary.vocabulary.declared import declared_in
from actuary_verify import verify

EXAMPLE = Path(__file__).parents[2] / "examples" / "long-term-care"
CARE = "long_term_care"
SHARE = {"enterprise_employee": 0.9, "institution_employee": 1.0, "organ_employee": 1.0, "flexible_worker": 0.5}
SHARE |= {"employee_retiree": 0.9, "public_retiree": 1.0}
"""Shares insured from 2017 on; those awarded in the year are told with the other retirees of their table."""
DISABLED = ((0, 0.001), (60, 0.008), (70, 0.025), (80, 0.09))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped data with the files of the example beside them, and nothing edited."""
    home = tmp_path_factory.mktemp("eighth")
    for name in data.FOLDERS:
        shutil.copytree(data.shipped() / name, home / name)
    shutil.copytree(EXAMPLE / "assumptions", home / "assumptions", dirs_exist_ok=True)
    return home


def actuary(*words: str | Path) -> "subprocess.CompletedProcess[bytes]":
    """The command line in a process of its own."""
    program = [sys.executable, "-c", "from actuary.cli import main; main()", *map(str, words)]
    return subprocess.run(program, capture_output=True, check=False, env={**os.environ, "LC_ALL": "C.UTF-8"})


@pytest.fixture(scope="module")
def run_folder(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run of the toy city with the fund."""
    out = tmp_path_factory.mktemp("run") / "with"
    done = actuary("--data", folder, "run", "toy", "--out", out)
    assert done.returncode == 0, done.stderr.decode()
    return out


def cash(run_folder: Path, fund: str, item: str) -> pl.DataFrame:
    """Cash of an item in the city by month."""
    rows = pl.read_parquet(run_folder / "ledger.parquet").filter(pl.col("fund") == fund, pl.col("item") == item)
    return rows.group_by("month").agg(pl.col("yuan").sum()).sort("month")


def test_the_data_pass_the_linter(folder: Path) -> None:
    done = actuary("--data", folder, "check", "--lang", "en")
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"nothing wrong" in done.stdout


def test_it_stands_in_the_verdict_with_its_pools_and_its_own_test(run_folder: Path) -> None:
    verdict = json.loads((run_folder / "verdict.json").read_bytes())
    rows = [row for row in verdict["funds"] if row["fund"] == CARE]
    medical = [row for row in verdict["funds"] if (row["fund"], row["account"]) == ("employee_medical", "pooled")]
    assert [row["pool"] for row in rows] == [row["pool"] for row in medical]
    assert all(row["tests"][-1]["test"] == "long_term_care_reserve" for row in rows)
    assert all(row["tests"][-1]["threshold"] == 6 for row in rows)
    years = {row["year"]: row["receipts"] for row in rows[-1]["years"]}
    assert years[2016] == 0 < years[2017]


def test_every_identity_holds_and_the_checker_agrees(run_folder: Path) -> None:
    certificate = json.loads((run_folder / "certificate.json").read_bytes())
    assert all(row["passed"] for row in certificate["identities"])
    assert verify(run_folder) == []


def test_contributions_are_members_times_the_premium(run_folder: Path) -> None:
    """Members at the end of a month pay in the next; the premium of 4.5 yuan stands to the end of 2017."""
    members = pl.read_parquet(run_folder / "members.parquet").filter(
        pl.col("fund") == CARE, pl.col("month") == "2017-05"
    )
    paid = cash(run_folder, CARE, "contribution_employee").filter(pl.col("month") == "2017-06")
    assert paid["yuan"].item() == pytest.approx(4.5 * members["persons"].sum(), abs=0.01)


def test_care_is_paid_by_age_to_the_disabled(run_folder: Path) -> None:
    """By hand from the published people: share insured x disabled at the age x 0.6 x 900 yuan at home."""
    people = pl.read_parquet(run_folder / "people.parquet").filter(pl.col("month") == "2016-12")
    age, rate = pl.col("age"), pl.lit(0.0)
    for first, share in DISABLED:
        rate = pl.when(age >= first).then(share).otherwise(rate)
    insured = pl.col("status").replace_strict(SHARE, default=0.0)
    disabled = people.select((pl.col("persons") * insured * rate).sum()).item()
    paid = cash(run_folder, CARE, "benefit.home_care").filter(pl.col("month") == "2017-01")
    assert paid["yuan"].item() == pytest.approx(-disabled * 0.6 * 900, abs=0.01)


def test_what_it_receives_the_medical_pool_pays(run_folder: Path) -> None:
    received = cash(run_folder, CARE, "transfer.employee_medical")
    paid = cash(run_folder, "employee_medical", f"transfer.{CARE}")
    assert received["yuan"].to_list() == pytest.approx([-yuan for yuan in paid["yuan"]], abs=0.01)
    assert received["yuan"].sum() > 0


def test_no_other_fund_moves(run_folder: Path, tmp_path: Path) -> None:
    """With the fund and without it, the ledgers beside the medical pool are equal to the last bit."""
    done = actuary("run", "toy", "--out", tmp_path / "without")
    assert done.returncode == 0, done.stderr.decode()
    beside = (pl.col("fund") != CARE) & ((pl.col("fund") != "employee_medical") | (pl.col("account") != "pooled"))
    tables = [pl.read_parquet(each / "ledger.parquet").filter(beside) for each in (run_folder, tmp_path / "without")]
    key = ["month", "district", "fund", "account", "item", "entitlement_month"]
    assert tables[0].sort(key).equals(tables[1].sort(key))


def test_a_reform_of_it_is_compared(folder: Path) -> None:
    """Only the reformed fund moves, and nothing before the first month; who pays more is told."""
    done = actuary("--data", folder, "compare", "toy", "care-without-budget-2018", "--json")
    assert done.returncode == 0, done.stderr.decode()
    document = json.loads(done.stdout)
    assert CARE in done.stdout.decode()
    moved = {
        (row["fund"], year["year"])
        for row in document["reforms"][0]["funds"]
        for year in row["years"]
        if year["receipts"]["difference"]
    }
    assert moved == {(CARE, 2018)}
    paid = [row for row in document["reforms"][0]["cohorts"]["rows"] if row["own"]["difference"]]
    assert {row["fund"] for row in paid} == {CARE}


def solved(folder: Path, fund: str, months: float) -> dict[str, Any]:
    """What `actuary solve` says of the rate of a fund."""
    done = actuary("--data", folder, "solve", "toy", "--fund", fund, "--by", "rate", "--months", str(months), "--json")
    assert done.returncode == 0, done.stderr.decode()
    (found,) = json.loads(done.stdout)["funds"]
    return dict(found)


def under(folder: Path, fund: str, rate: str, changes: dict[int, float], home: Path) -> dict[str, Any]:
    """The verdict's row of the fund of a rate in the pooled city, with so much added to it in each year."""
    lines = "".join(f"  - {{add: {rate}, amount: {x!r}, from: {y}-01, to: {y}-12}}\n" for y, x in changes.items())
    head = "schema: actuary.reform/1\nname: mine\nsource: {tag: judgement, note: a test}\nchanges:\n"
    (home / "mine.yaml").write_text(head + lines, encoding="utf-8")
    done = actuary("--data", folder, "run", "toy", "--reform", home / "mine.yaml", "--json")
    assert done.returncode == 0, done.stderr.decode()
    rows = json.loads(done.stdout)["funds"]
    key = (fund, "city", "with")
    return next(dict(row) for row in rows if (row["fund"], row["pool"], row["subsidy"]) == key)


def test_its_rate_is_solved_for_and_put_back_by_hand(folder: Path, tmp_path: Path) -> None:
    """The answer keeps the months, a fen less does not. A year in which nobody is in it has no break-even rate, and one
    that has a surplus without any contribution has none below nought."""
    rate, found = "law.long_term_care.premium_insured", solved(folder, CARE, 28.0)
    least = found["least_rate"]["value"]
    assert (found["unit"], found["rate"]) == ("yuan_per_month", 4.5)
    for added, kept in ((least, True), (least - 0.01, False)):
        row = under(folder, CARE, rate, dict.fromkeys((2016, 2017, 2018), added), tmp_path)
        months = [year["payable_months"] for year in row["years"] if year["payable_months"] is not None]
        assert (min(months) >= 28.0) is kept
    years = [(answer["added"], answer["nearest"], answer["why"]) for answer in found["break_even"]]
    assert years == [(None, 0.0, "nothing moves"), *[(None, -4.5, "needless")] * 2]
    row = under(folder, CARE, rate, dict.fromkeys((2016, 2017, 2018), -4.5), tmp_path)
    left = [answer["current_balance"] for answer in found["break_even"]]
    assert left[:2] == pytest.approx([year["current_balance"] for year in row["years"]][:2], abs=1.0)
    assert left[1] > 1.0


NINTH = """schema: actuary.scheme/1
name: child_care
zh: 托育补贴基金
en: child care
tag: judgement
source: N80-2016-CARE
pools_like: employee_medical
share: basis.long_term_care.insured_share
members:
  paying: [enterprise_employee, institution_employee, organ_employee, flexible_worker]
  retired: [employee_retiree, new_retiree, public_retiree]
ages: ["0"]
rate: law.long_term_care.child_rate
flows:
  - {item: contribution_employer, of: [paying], on: bases, times: [law.long_term_care.child_rate]}
  - {item: benefit.child_care, zh: 托育补贴, en: child care, of: [paying], times: [law.long_term_care.child_pay]}
"""
AMOUNT = """  {name}:
    zh: {zh}
    unit: {unit}
    values: [{{from: 2015-01, value: {value}, range: [{low}, {high}], tag: judgement, source: N80-2016-CARE}}]
    tail: hold
"""


def test_a_ninth_fund_paid_by_employers_is_solved_for_beside_the_others(folder: Path, tmp_path: Path) -> None:
    """Without --fund every fund with a rate is there; points of the ninth are what its reform says, to the year."""
    home = tmp_path / "ninth"
    shutil.copytree(folder, home)
    (home / "assumptions" / "schemes" / "child_care.yaml").write_text(NINTH, encoding="utf-8")
    law = home / "assumptions" / "law" / "long_term_care" / "long_term_care.yaml"
    rows = AMOUNT.format(name="child_rate", zh="托育费率", unit="share", value=0.002, low=0.001, high=0.003)
    rows += AMOUNT.format(name="child_pay", zh="托育补贴标准", unit="yuan_per_month", value=20, low=10, high=30)
    law.write_text(law.read_text(encoding="utf-8") + rows, encoding="utf-8")
    done = actuary("--data", home, "solve", "toy", "--by", "rate", "--json")
    assert done.returncode == 0, done.stderr.decode()
    found = {row["fund"]: row for row in json.loads(done.stdout)["funds"]}
    assert list(found)[-2:] == ["child_care", CARE]
    assert len(found) == 7
    ninth = found["child_care"]
    assert (ninth["unit"], ninth["rate"]) == ("share", 0.002)
    years = {answer["year"]: answer["added"] for answer in ninth["break_even"] if not answer["why"]}
    row = under(home, "child_care", "law.long_term_care.child_rate", years, tmp_path)
    assert all(abs(year["current_balance"]) < 1.0 for year in row["years"])


def test_what_employers_pay_into_a_declared_fund_is_answered(folder: Path, tmp_path: Path) -> None:
    """Their rate, on bases, is one of those that compliance answers; what the insured pay is not."""
    (tmp_path / "child_care.yaml").write_text(NINTH, encoding="utf-8")
    (ninth,) = declared_in(tmp_path)
    assert ninth.flows[0].on == "bases"
    assert ninth.employers_pay
    (care,) = declared_in(folder / "assumptions" / "schemes")
    assert not care.employers_pay


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("enterprise_employee,", "enterprise_employe,", "enterprise_employee"),
        ("law.long_term_care.home_pay", "law.long_term_care.home_pai", "law.long_term_care.home_pay"),
        ("contribution_employee,", "contribution_emploiee,", "contribution_employee"),
        ('["0", "60", "70", "80"]', '["0", "70", "60", "80"]', "Age groups begin at 0"),
        ("pools_like: employee_medical", "pools_like: employee_medicine", "employee_medical"),
        ("employee_medical, account: pooled", "employee_medical, account: poold", "employee_medical.pooled"),
        ("of: [paying, retired]\n    by_age", "of: [paid]\n    by_age", "paying"),
        ("benefit.home_care", "benefit.care", "already"),
        ("rate: law.long_term_care.premium_insured", "rate: law.long_term_care.premium_budget", "No contribution"),
        ("    zh: 居家护理\n", "", "words of its own"),
    ],
)
def test_a_page_that_cannot_act_is_refused(folder: Path, tmp_path: Path, old: str, new: str, said: str) -> None:
    shutil.copytree(folder, tmp_path / "bad")
    page = tmp_path / "bad" / "assumptions" / "schemes" / "long_term_care.yaml"
    text = page.read_text(encoding="utf-8")
    assert old in text
    page.write_text(text.replace(old, new, 1), encoding="utf-8")
    for words in (("check",), ("run", "toy")):
        done = actuary("--data", tmp_path / "bad", *words, "--lang", "en")
        assert done.returncode == 2
        assert said in done.stderr.decode()
        assert "Traceback" not in done.stderr.decode()
    assert actuary("--data", tmp_path / "bad", "quantities", "--json").returncode == 0


def test_a_program_that_began_with_other_data_says_so(folder: Path) -> None:
    with pytest.raises(Problem) as told:
        load_assumptions(folder)
    assert told.value.letters[0].code == "scheme"
