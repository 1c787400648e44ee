"""When a change first acts: the document and the page say so where it is later than the reform says."""

import re
from io import StringIO

import pytest
from rich.console import Console

from actuary.dated import load_reforms
from actuary.dated.changes import Change, Changes
from actuary.errors import Problem
from actuary.linting.readers import PACKAGE
from actuary.months import month, parse
from actuary.people.rates import DECREES
from actuary.reporting.comparison import render
from actuary.scenarios.comparing import compare
from actuary.scenarios.first_read import told_changes
from actuary.scenarios.packed import PackedStudy
from actuary.scenarios.study import Study

RATE = "law.employee_pension.employer_rate"
PATH, DECREE = "basis.path.pension_indexation", "law.employee_pension.indexation"
RISE = f"set: {PATH}, value: 0.03, from: 2016-01"
CUT = f"set: {RATE}, value: 0.16, from: 2018-03"


def acting(document, at: int = 0) -> dict[str, tuple[str, list[str]]]:
    changes = document["reforms"][at]["changes"]
    return {change["name"]: (change["acts_from"], change["until_then"]) for change in changes}


def test_the_first_month_is_kept_whoever_reads_first():
    change = Change("set", RATE, 0.16, month(2017, 1))
    changes = Changes([change])
    for asked in (month(2016, 12), month(2019, 1), month(2018, 6), month(2020, 1)):
        changes.acting(RATE, asked)
    assert changes.read == {change: month(2018, 6)}
    changes.note({change: month(2019, 5)})
    assert changes.read == {change: month(2018, 6)}
    changes.note({change: month(2017, 2)})
    assert changes.read == {change: month(2017, 2)}


def test_a_belief_behind_a_decree_acts_when_law_has_said_its_last(study: Study, reform):
    """Indexation of 2016 was decreed and known: a belief of 2016-01 is first read in 2017-01; known of the same people
    and money, and beside another change, it is told again."""
    rise, cut = reform(RISE, name="rise"), reform(CUT, name="cut")
    document = compare(study, [[rise], [cut], [rise, cut], [cut, rise]])
    late, at_once = {PATH: ("2017-01", [DECREE])}, {RATE: ("2018-03", [])}
    assert [acting(document, at) for at in range(4)] == [late, at_once, late | at_once, at_once | late]
    assert acting(compare(study, [[rise]])) == late
    assert told_changes(PackedStudy.of(study).under([rise]))[0]["acts_from"] == "2017-01"


def test_what_grows_by_a_belief_states_the_figure_until_its_tail_begins(study: Study, reform):
    growth = reform("set: basis.path.minimum_wage_growth, value: 0.01, from: 2016-01")
    (told,) = told_changes(study.under([growth]))
    assert parse(told["acts_from"]) > month(2016, 1)
    assert told["until_then"] == ["law.common.minimum_wage"]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", f"{PATH}, changed from 2016-01, acts first in 2017-01: until then law states {DECREE}"),
        ("zh", f"{PATH} 自 2016-01 起改动，2017-01 起才起作用：此前由法定参数 {DECREE} 规定"),
    ],
)
def test_the_page_tells_it_where_it_is_a_year_or_more(study: Study, reform, language, said):
    later = f"set: {PATH}, value: 0.03, from: 2016-02"
    for line, told in ((RISE, True), (later, False)):
        page = StringIO()
        render(compare(study, [[reform(line)]]), language, Console(file=page, width=200))
        assert (said in page.getvalue()) == told


def test_the_letter_on_an_unread_belief_names_the_decree_that_is_read(study: Study, reform):
    with pytest.raises(Problem) as caught:
        study.under([reform(f"{RISE}, to: 2016-12")])
    (letter,) = caught.value.letters
    assert (letter.code, letter.field) == ("unread", PATH)
    assert DECREE in letter.remedy.en
    assert DECREE in letter.remedy.zh
    assert "--to" in letter.remedy.en


def test_every_decree_that_money_and_people_ask_for_has_its_belief():
    files = [file for part in ("people", "schemes", "funds", "valuation") for file in (PACKAGE / part).rglob("*.py")]
    asked = {name for file in files for name in re.findall(r'\.stated\("([a-z_.]+)"', file.read_text("utf-8"))}
    assert asked <= set(DECREES.values())
    assert asked


def test_a_reform_named_again_is_told_once_and_another_of_its_name_is_refused(study: Study, reform):
    cut, same = reform(CUT), reform(CUT)
    assert [entry["name"] for entry in compare(study, [[cut], [same], [cut]])["reforms"]] == ["mine"]
    with pytest.raises(Problem) as caught:
        compare(study, [[cut], [reform(f"set: {RATE}, value: 0.15, from: 2018-03")]])
    assert caught.value.letters[0].code == "one_name"


def test_shipped_reforms_act_when_they_say(study: Study):
    shipped = load_reforms(["employer-rate-16-from-2017"], study.prepared.assumptions, "plan", study.prepared.root)
    assert acting(compare(study, [shipped])) == {RATE: ("2017-01", [])}
