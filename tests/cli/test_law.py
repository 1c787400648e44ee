"""`actuary law`: what is in force with its citation, what changed, in both languages, with bad input too."""

import json
import re
import subprocess
import sys
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from click.testing import CliRunner, Result

from actuary import data
from actuary.cli import main
from actuary.dated import AgeFrom, load_assumptions
from actuary.reporting.law_words import WORDS
from actuary.vocabulary import FUNDS


def run(*arguments: str) -> Result:
    """The command line, in this process."""
    return CliRunner().invoke(main, ["law", *arguments])


def document(*arguments: str) -> dict[str, Any]:
    """The one document that `--json` prints."""
    result = run(*arguments, "--json")
    assert (result.exit_code, result.stderr) == (0, "")
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def entry(found: dict[str, Any], name: str) -> dict[str, Any]:
    """A parameter of a document."""
    return next(each for each in found["parameters"] if each["name"] == name)


@pytest.mark.parametrize(
    ("on", "rules", "value", "number", "until"),
    [
        ("2016-04", "hindsight", 0.20, None, "2016-04"),
        ("2018-06", "hindsight", 0.19, "人社部发〔2018〕25号", "2019-04"),
        ("2019-05-01", "hindsight", 0.16, "国办发〔2019〕13号", None),
        ("2018-06", "known-2016", 0.20, "人社部发〔2016〕36号", None),
    ],
)
def test_employer_rate(on: str, rules: str, value: float, number: str | None, until: str | None) -> None:
    """The rate of a date with its document and its last month, as it came and as known in 2016."""
    found = document("employee_pension", "--on", on, "--rules", rules)
    assert (found["schema"], found["rules"], found["on"]) == ("actuary.law/1", rules, on)
    rate = entry(found, "law.employee_pension.employer_rate")
    assert (rate["value"], rate["number"], rate["until"]) == (value, number, until)
    assert {"article", "tag", "trust", "from", "known_from", "title", "source"} <= set(rate)


def test_known_in_2016_knows_nothing_later() -> None:
    """No row listed under known-2016 was known after the plan, but level estimates, which say so."""
    found = document("--on", "2020-12", "--rules", "known-2016")
    late = [each for each in found["parameters"] if each["known_from"] > found["known_at"]]
    assert late
    assert all(each["level"] for each in late)


def test_all_funds_are_listed_with_citations() -> None:
    """Without a fund all seven are listed, each value with a source, a tag and how far it is trusted."""
    found = document("--on", "2018-01")
    assert {fund.key for fund in FUNDS} <= {each["name"].split(".")[1] for each in found["parameters"]}
    for each in found["parameters"]:
        assert each["title"]
        assert each["tag"] in {"statute", "published", "derived", "judgement"}
        assert each["trust"] in {"official", "secondary", "single", "recalled"}
        assert each["trust"] != "recalled" or each["range"] or isinstance(each["value"], str)


def test_what_is_decreed_by_the_year_falls_silent() -> None:
    """A year without a decree is silent, and the document says from when the next one speaks."""
    found = document("employee_pension", "--on", "2015-06")
    silent = {each["name"]: each["from"] for each in found["silent"]}
    assert silent["law.employee_pension.crediting_rate"] == "2016-01"
    assert silent["law.employee_pension.funeral_months"] == "2021-09"


def test_a_fund_by_its_chinese_name() -> None:
    """失业保险 is unemployment."""
    assert document("失业保险", "--on", "2018-01") == document("unemployment", "--on", "2018-01")


def test_ages_and_pools_are_told_as_the_law_files_say() -> None:
    """The decision of 2024 by category, its window, the map of pools, each with tag and source."""
    found = document("--on", "2025-06")
    ages = found["schedule"]
    assert (ages["name"], ages["tag"], ages["source"], ages["early"], ages["late"]) == (
        "2024",
        "statute",
        "NPC2024",
        36,
        36,
    )
    assert ages["categories"]["female50"] == {
        **{"old_age_months": 600, "start": "1975-01", "step": 2, "cap": 60},
        **{"births": [], "ages": []},
    }
    assumptions = load_assumptions(data.root())
    for pooling in found["pooling"]:
        told = assumptions.pooling[pooling["name"]]
        assert (pooling["zh"], pooling["tag"]) == (told.zh, told.tag)
        assert (pooling["trust"], pooling["source"]) == (told.trust, told.source)


def test_a_formula_is_told_in_words_with_its_rounding() -> None:
    """As its file has it, by which document; some are rounded and some are not."""
    found = {each["name"]: each for each in document("--on", "2016-06")["parameters"] if each["unit"] == "formula"}
    assumptions = load_assumptions(data.root())
    assert found
    for name, each in found.items():
        row = next(row for row in assumptions.law[name].values if row.line == each["line"])
        assert each["formula"]["zh"] != each["formula"]["en"]
        assert each["rounding"] == (None if row.rounding is None else row.rounding._asdict())
    assert {each["rounding"] is None for each in found.values()} == {True, False}


def test_a_tail_that_grows_says_with_what() -> None:
    """The reference wage past its last stated year; a rate that holds says so."""
    found = document("--on", "2025-06")
    assert entry(found, "law.common.reference_wage")["tail"] == "grow: wage.growth"
    assert entry(found, "law.employee_pension.employer_rate")["tail"] == "hold"


def test_steps_of_ages_are_told_with_their_months() -> None:
    """By month of birth and by calendar: each with its first month and its age in months; and of every shipped one."""
    from actuary.law.statute import _ages

    shipped = load_assumptions(data.root()).schedules
    first = next(iter(shipped.values()))
    delay = next(iter(first.categories.values()))
    steps = (AgeFrom(12 * 1965, 721), AgeFrom(12 * 1970 + 6, 740))
    mine = replace(first, categories={"male60": delay._replace(births=steps, ages=steps[::-1])})
    rule = _ages(mine)["categories"]["male60"]
    assert rule["births"] == [{"from": "1965-01", "months": 721}, {"from": "1970-07", "months": 740}]
    assert rule["ages"] == rule["births"][::-1]
    for schedule in shipped.values():
        told = _ages(schedule)["categories"]
        assert {key: len(told[key]["ages"]) for key in told} == {k: len(v.ages) for k, v in schedule.categories.items()}


def test_diff() -> None:
    """From 2015-12 to 2021-01: rates fell, the waiver of 2020 came and went, old sunsets did not happen."""
    found = document("unemployment", "--diff", "2015-12", "2021-01")
    assert (found["schema"], found["from"], found["to"]) == ("actuary.law-diff/1", "2015-12", "2021-01")
    changes = {each["name"].split(".")[2]: each for each in found["changes"]}
    assert changes["employer_rate"]["kind"] == "changed"
    assert (changes["employer_rate"]["before"]["value"], changes["employer_rate"]["after"]["value"]) == (0.015, 0.007)
    assert {step["value"] for step in changes["employer_rate"]["steps"]} == {0.007}
    waiver = changes["employer_factor_small"]
    assert (waiver["kind"], [(s["from"], s["value"]) for s in waiver["steps"]]) == (
        "returned",
        [("2020-02", 0), ("2020-07", 0), ("2021-01", 1)],
    )
    assert "qualifying_years" not in changes


def test_diff_as_known_in_2016() -> None:
    """As known in 2016 the cut of 2016-05 ends in 2018-05."""
    found = document("unemployment", "--diff", "2016-05", "2018-05", "--rules", "known-2016")
    rate = next(each for each in found["changes"] if each["name"].endswith("employer_rate"))
    assert (rate["before"]["value"], rate["after"]["value"]) == (0.007, 0.015)


def test_nothing_changed_between_a_date_and_itself() -> None:
    """The same month twice changes nothing, and the page says so in both languages."""
    assert document("--diff", "2018-01", "2018-01")["changes"] == []
    assert "没有变动" in run("--diff", "2018-01", "2018-01", "--lang", "zh").stdout
    assert "Nothing changed" in run("--diff", "2018-01", "2018-01", "--lang", "en").stdout


def test_pages() -> None:
    """The page names document, article and trust; in Chinese by the parameter's Chinese name."""
    zh = run("unemployment", "--on", "2017-01", "--lang", "zh").stdout
    for words in ("单位缴费比例", "0.7%", "主席令第35号", "法定·原文", "2018-04"):
        assert words in zh
    en = run("employee_pension", "--on", "2030-01", "--lang", "en").stdout
    for words in ("15.5 years", "art. 2", "statute·official", "one month later for each 4 months of birth"):
        assert words in en


@pytest.mark.parametrize(
    ("arguments", "field"),
    [
        (["pension"], "FUND"),
        (["--on", "2020-13"], "--on"),
        (["--on", "2020-01", "--diff", "2019-01", "2020-01"], "--on"),
        (["--diff", "2020-01", "2019-01"], "--diff"),
        (["--diff", "2020-01"], "--diff"),
        (["--rules", "known-2017"], "--rules"),
    ],
)
def test_bad_input(arguments: list[str], field: str) -> None:
    """Bad input is a letter and status 2, with --json as one document."""
    result = run(*arguments, "--json")
    assert result.exit_code == 2
    told = json.loads(result.stdout)
    assert told["schema"] == "actuary.errors/1"
    assert [letter["field"] for letter in told["errors"]] == [field]
    assert run(*arguments).stdout == ""


def test_no_kernel_is_loaded() -> None:
    """Neither numba nor tables are needed to read the law."""
    code = (
        "import sys\nfrom actuary.cli import main\n"
        "try:\n    main(['law', 'maternity', '--json'])\nexcept SystemExit as end:\n    assert not end.code\n"
        "assert not {'numba', 'pandas', 'polars'} & set(sys.modules)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(("on", "days"), [("2016-01-12", 98), ("2016-01-13", 128), ("2016-01", 128)])
def test_a_day_of_the_month(on: str, days: float) -> None:
    """Hubei's 128 days are in force from 2016-01-13: the day before, 98; a month alone is asked as a whole."""
    leave = entry(document("maternity", "--on", on), "law.maternity.leave_days")
    assert leave["value"] == days
    assert leave["from"] == ("2012-04-28" if days == 98 else "2016-01-13")


def test_changes_between_two_days() -> None:
    """From the 12th to the 13th of 2016-01 the leave changes, once; from the 13th to the 14th nothing does."""
    found = document("maternity", "--diff", "2016-01-12", "2016-01-13")
    change = next(each for each in found["changes"] if each["name"] == "law.maternity.leave_days")
    assert (change["before"]["value"], change["after"]["value"]) == (98, 128)
    assert [step["value"] for step in change["steps"]] == [128]
    assert document("maternity", "--diff", "2016-01-13", "2016-01-14")["changes"] == []
    assert run("--diff", "2016-01-13", "2016-01-12").exit_code == 2


def test_what_the_law_says_in_a_word_is_said_in_both_languages() -> None:
    """Every word of the shipped law is listed, but schedules and months; no code is left on the Chinese page."""
    law = load_assumptions(data.shipped()).law.values()
    said = {str(row.value) for each in law if each.unit == "text" for row in each.values}
    assert said - set(WORDS) == {"1978", "2024", "1996-01"}
    assert set(WORDS) <= said
    page = run("pooling", "--on", "2016-09", "--lang", "zh").stdout
    assert not set(re.findall(r"[a-z]+_[a-z_]+", page))


def test_steps_between_two_dates_leave_out_what_stood_before() -> None:
    """Every step is another row than the one before it, the first than the row in force at the beginning."""
    changes = document("--diff", "2015-12", "2021-01")["changes"]
    assert len(changes) > 20
    for change in changes:
        rows = [(each["file"], each["line"]) for each in (change["before"], *change["steps"]) if each is not None]
        assert len(rows) > (change["before"] is not None and change["kind"] != "ended"), change["name"]
        assert all(one != other for one, other in pairwise(rows)), change["name"]
    assert {change["before"] is None for change in changes} == {True, False}
