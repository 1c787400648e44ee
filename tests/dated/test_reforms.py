"""Reform files: differences by date, refused by name when they say nothing that can act."""

import os
from pathlib import Path

import numpy as np
import pytest

from actuary import data
from actuary.dated import Change, Changes, Parameters, load_assumptions, load_reforms, shipped_reforms
from actuary.dated.reform_lines import beginning, firsts
from actuary.errors import Problem
from actuary.law.retirement import statutory_age
from actuary.months import month

HEAD = """schema: actuary.reform/1
name: mine
source: {tag: judgement, note: a test}
changes:
"""
RATE = "law.employee_pension.employer_rate"


@pytest.fixture(scope="module")
def assumptions():
    return load_assumptions(data.root())


@pytest.fixture
def reform(assumptions, tmp_path: Path):
    def write(*lines: str, name: str = "mine.yaml", head: str = HEAD):
        path = tmp_path / name
        path.write_text(head + "".join(f"  - {{{line}}}\n" for line in lines), encoding="utf-8")
        return load_reforms([str(path)], assumptions, "plan", tmp_path)

    return write


def parameters(assumptions, *changes: Change) -> Parameters:
    return Parameters(assumptions.law, hindsight=False, known_at=month(2016, 8), changes=Changes(changes))


def test_every_shipped_reform_loads(assumptions):
    for name in shipped_reforms(data.root()):
        (found,) = load_reforms([name], assumptions, "plan", data.root())
        assert found.name == name


def test_a_rate_is_set_between_two_months_and_the_sunset_holds_after_it(assumptions, reform):
    (found,) = reform(f"set: {RATE}, value: 0.16, from: 2017-01, to: 2018-06, then: baseline")
    law = parameters(assumptions, *found.changes)
    months = [month(2016, 12), month(2017, 1), month(2018, 6), month(2018, 7)]
    assert law.over(RATE, np.array(months)) == pytest.approx([0.19, 0.16, 0.16, 0.20])


def test_verbs_act_in_list_order(assumptions, reform):
    first, second = (
        f"set: {RATE}, value: 0.16, from: 2017-01",
        f"scale: {RATE}, factor: 0.5, from: 2017-01, after: {RATE}",
    )
    third = f"add: {RATE}, amount: 0.01, from: 2017-01, after: mine"
    (found,) = reform(first, second, third)
    assert parameters(assumptions, *found.changes).number(RATE, month(2017, 1)) == pytest.approx(0.09)


def test_an_amount_in_yuan_may_be_taken_away_but_not_more_than_there_is(assumptions, reform):
    name = "law.employee_medical.large_amount_premium"
    stated = parameters(assumptions).number(name, month(2017, 1))
    (found,) = reform(f"add: {name}, amount: -1, from: 2017-01")
    assert parameters(assumptions, *found.changes).number(name, month(2017, 1)) == stated - 1.0
    with pytest.raises(Problem) as told:
        reform(f"add: {name}, amount: -9999, from: 2017-01")
    assert told.value.letters[0].code == "negative"


def test_an_amount_is_refused_where_no_value_that_may_be_in_force_bears_it(assumptions, reform):
    """Of two rows of one month the later is not known to every run: the waiver of 2020 was to end in June."""
    name = "law.unemployment.employer_factor_small"
    line = f"add: {name}, amount: %s, from: 2020-07, to: 2020-09"
    (found,) = reform(line % -0.3)
    known = Parameters(assumptions.law, hindsight=False, known_at=month(2020, 3), changes=Changes(found.changes))
    assert known.number(name, month(2020, 8)) == pytest.approx(0.7)
    with pytest.raises(Problem) as told:
        reform(line % -1.5)
    assert told.value.letters[0].code == "negative"


def test_a_ratio_of_law_below_nought_is_refused_and_one_above_one_is_not(reform):
    line = "set: law.employee_pension.base_cap, value: %s, from: 2017-01"
    reform(line % 3.5)
    with pytest.raises(Problem) as told:
        reform(line % -3)
    assert told.value.letters[0].code == "negative"


TIERS = "set: law.employee_medical.deductible, table: {axis: %s, keys: [%s], values: [%s]}, from: 2017-01"


@pytest.mark.parametrize(
    ("axis", "keys", "values", "said"),
    [
        ("tier", "tier1, tier2, tier3", "400, 600", "3 keys and 2 values"),
        ("tier", "tier1, tier2", "400, 600, 800", "2 keys and 3 values"),
        ("tier", "tier1, tier_9", "400, 600", "no key 'tier_9'"),
        ("tier", "tier1, tier1", "400, 600", "stands twice"),
        ("age", "tier1, tier2", "400, 600", "by tier, not by age"),
    ],
)
def test_a_table_that_the_parameter_could_not_have_is_refused(reform, axis, keys, values, said):
    with pytest.raises(Problem) as told:
        reform(TIERS % (axis, keys, values))
    assert said in told.value.letters[0].message.en


def test_keys_that_a_table_leaves_out_keep_what_they_have(assumptions, reform):
    name = "law.employee_medical.deductible"
    (found,) = reform(TIERS % ("tier", "tier2", "650"))
    before, after = (parameters(assumptions, *c).table(name, month(2017, 1)) for c in ((), found.changes))
    assert dict(zip(after.keys, after.values, strict=True)) == {
        **dict(zip(before.keys, before.values, strict=True)),
        "tier2": 650.0,
    }


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("set: basis.collection.enterprise, value: 1.2, from: 2017-01", "share"),
        ("scale: basis.collection.enterprise, factor: 1.05, from: 2017-01", "share"),
        ("set: basis.injury.floating_mean, value: 85, from: 2017-01", "ratio"),
        ("set: basis.coverage.employee_pension, value: 500, from: 2017-01", "unit"),
        ("set: basis.flow.early_retirement_years, value: 0, from: 2017-01", "nought"),
        ("set: basis.flow.short_of_15_years_share, value: 1, from: 2017-01", "nought"),
        ("set: law.employee_pension.divisor, value: 0, from: 2017-01", "nought"),
    ],
)
def test_what_cannot_be_meant_is_refused(reform, line, code):
    with pytest.raises(Problem) as told:
        reform(line)
    assert told.value.letters[0].code == code


def test_a_key_of_a_table_is_changed_alone(assumptions, reform):
    name = "law.work_injury.lump_months"
    (found,) = reform(f'add: {name}, amount: 2, keys: ["1"], from: 2017-01')
    before, after = (
        parameters(assumptions).table(name, month(2017, 1)),
        parameters(assumptions, *found.changes).table(name, month(2017, 1)),
    )
    assert (after.values - before.values).tolist() == [2.0, *[0.0] * 9]


def test_a_change_that_nothing_read_is_known(assumptions, reform):
    (found,) = reform(f"set: {RATE}, value: 0.16, from: 2019-01")
    law = parameters(assumptions, *found.changes)
    law.number(RATE, month(2018, 12))
    assert law.changes.unread() == list(found.changes)
    law.number(RATE, month(2019, 1))
    assert law.changes.unread() == []


def test_a_schedule_begins_when_it_is_told(assumptions):
    moved = beginning(assumptions.schedules["2024"], month(2017, 1))
    first, last = month(1957, 1), month(1956, 12)
    ages = statutory_age(moved, "male60", np.array([last, first]))
    assert ages.tolist() == [720, 721]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("set: law.employee_pension.employer_rat, value: 0.16, from: 2017-01", "unknown_name"),
        (f"set: {RATE}, from: 2017-01", "kind"),
        (f"set: {RATE}, value: 16, from: 2017-01", "share"),
        ("set: law.employee_medical.reimbursement_active, value: 1.2, from: 2017-01", "share"),
        (f"add: {RATE}, amount: 2, from: 2017-01", "share"),
        (f"set: {RATE}, value: word, from: 2017-01", "kind"),
        (f"set: {RATE}, value: 16%, from: 2017-01", "number"),
        (f'set: {RATE}, value: "0.16", from: 2017-01', "number"),
        (f"set: {RATE}, value: ０.１６, from: 2017-01", "full_width"),
        (f"scale: {RATE}, factor: 1, from: 2017-01", "changes_nothing"),
        (f"add: {RATE}, amount: 0, from: 2017-01", "changes_nothing"),
        (f"set: {RATE}, value: -0.16, from: 2017-01", "negative"),
        (f"add: {RATE}, amount: -0.5, from: 2017-01", "negative"),
        (f"scale: {RATE}, factor: -1, from: 2017-01", "negative"),
        (f"scale: {RATE}, factor: 10, from: 2017-01", "share"),
        (f"add: {RATE}, amount: 4, from: 2017-01", "share"),
        (f"set: {RATE}, value: 0.16, from: 2017-13", "month"),
        (f"set: {RATE}, value: 0.16, from: 2017-01-15", "whole_month"),
        (f"set: {RATE}, value: 0.16, keys: [any], from: 2017-01", "keys"),
        ('scale: law.work_injury.lump_months, factor: 0.5, keys: ["11"], from: 2017-01', "keys"),
        ("set: law.maternity.leave_days, value: -100, from: 2017-01", "negative"),
        ("set: basis.interest.fund, value: 5, from: 2017-01", "rate"),
        ("set: basis.path.cpi, value: -0.99, from: 2017-01", "rate"),
        (f"set: {RATE}, value: 0.16, from: 2017-05, to: 2017-04", "order"),
        (f"set: {RATE}, value: 0.16, from: 2017-05, then: baseline", "then"),
        (f"scale: {RATE}, from: 2017-05", "missing"),
        (f"scale: {RATE}, factor: 0.9, value: 0.16, from: 2017-05", "operand"),
        ("value: 0.16, from: 2017-05", "verb"),
        (f"set: {RATE}, scale: {RATE}, value: 0.1, factor: 0.1, from: 2017-05", "verb"),
        ('schedule: "2025", from: 2017-05', "schedule"),
        (f"set: {RATE}, value: 0.16, from: 2017-05, unless: x", "unknown_field"),
    ],
)
def test_a_line_that_cannot_act_is_a_letter(reform, line, code):
    with pytest.raises(Problem) as caught:
        reform(line)
    (letter,) = caught.value.letters
    assert letter.code == code
    assert letter.line == 5
    assert letter.message.zh != letter.message.en or code in {"unknown_field", "month"}


def test_reforms_that_follow_each_other_are_refused(assumptions, tmp_path: Path):
    """Each says that it stands behind the other; so does a circle of three. Named twice, one is refused too."""
    files = {}
    for name, after in (("a", "b"), ("b", "a"), ("c", "d"), ("d", "e"), ("e", "c")):
        head = HEAD.replace("mine", name)
        files[name] = tmp_path / f"{name}.yaml"
        line = f"  - {{scale: {RATE}, factor: 0.9, from: 2017-01, after: {after}}}\n"
        files[name].write_text(head + line, encoding="utf-8")
    for names in ("ab", "ba", "cde", "edc"):
        with pytest.raises(Problem) as caught:
            load_reforms([str(files[name]) for name in names], assumptions, "plan", tmp_path)
        assert {letter.code for letter in caught.value.letters} == {"circle"}
        assert len(caught.value.letters) == len(names)
    with pytest.raises(Problem) as caught:
        load_reforms([str(files["a"])] * 2, assumptions, "plan", tmp_path)
    assert [letter.code for letter in caught.value.letters] == ["named_twice"]


def test_an_age_in_years_is_told_in_months(reform):
    """Sixty months are five years of age: 720 were meant."""
    line = "schedule: {name: own, categories: {male60: {old_age_months: 60}}}, from: 2017-01"
    with pytest.raises(Problem) as caught:
        reform(line)
    (letter,) = caught.value.letters
    assert letter.code == "age"
    assert "720" in letter.remedy.zh


def test_what_comes_of_a_change_is_held_against_the_months_in_which_it_acts(reform):
    """19.5 points less than 20 % is a rate; in the months of 19 % it is none."""
    cut = f"add: {RATE}, amount: -0.195"
    with pytest.raises(Problem, match=r"would be -0\.005"):
        reform(f"{cut}, from: 2017-01, to: 2017-12")
    (found,) = reform(f"{cut}, from: 2016-01, to: 2016-04")
    assert found.changes
    assert reform(f"add: {RATE}, amount: -0.01, from: 2017-01")


def test_changes_of_one_parameter_are_judged_together(reform):
    """Ten points more, then 25 less, leave four of 19: what the run asks, not what ships, says whether it is a rate."""
    (both,) = reform(f"add: {RATE}, amount: 0.10, from: 2017-01", f"add: {RATE}, amount: -0.25, from: 2017-06")
    assert len(both.changes) == 2


def test_two_changes_of_one_month_are_refused(reform):
    line = f"set: {RATE}, value: 0.16, from: 2017-01"
    with pytest.raises(Problem) as caught:
        reform(line, line)
    assert caught.value.letters[0].code == "two_changes"
    assert reform(line, f"set: {RATE}, value: 0.15, from: 2018-01, to: 2018-12, after: {RATE}")


def test_amounts_and_factors_commute_and_a_set_does_not(assumptions, reform):
    """Two that are added, or two factors, give the same in either order; nothing else does."""
    for one, two in (("amount: 0.01", "amount: 0.02"), ("factor: 0.9", "factor: 0.8")):
        verb = "add" if "amount" in one else "scale"
        lines = [f"{verb}: {RATE}, {each}, from: 2017-01" for each in (one, two)]
        rates = [
            parameters(assumptions, *reform(*order)[0].changes).number(RATE, month(2017, 1))
            for order in (lines, lines[::-1])
        ]
        assert rates[0] == pytest.approx(rates[1], abs=1e-15)
    with pytest.raises(Problem):
        reform(f"add: {RATE}, amount: 0.01, from: 2017-01", f"scale: {RATE}, factor: 0.9, from: 2017-01")


def test_a_reform_stands_behind_the_one_that_it_follows(assumptions, tmp_path: Path):
    """In whatever order the two are named."""
    lines = {
        "a": f"set: {RATE}, value: 0.16, from: 2017-01",
        "b": f"scale: {RATE}, factor: 0.5, from: 2017-01, after: a",
    }
    paths = []
    for name, line in lines.items():
        path = tmp_path / f"{name}.yaml"
        path.write_text(HEAD.replace("name: mine", f"name: {name}") + f"  - {{{line}}}\n", encoding="utf-8")
        paths.append(str(path))
    for order in (paths, paths[::-1]):
        found = load_reforms(order, assumptions, "plan", tmp_path)
        assert [each.name for each in found] == ["a", "b"]


def test_a_reform_has_lines_that_somebody_can_read(reform):
    """More than two thousand are refused at once, before they are held against one another."""
    with pytest.raises(Problem) as caught:
        reform(*[f"set: {RATE}, value: 0.16, from: 2017-01"] * 2001)
    (letter,) = caught.value.letters
    assert "2000" in letter.remedy.en


def test_an_unknown_reform_names_the_shipped(assumptions):
    with pytest.raises(Problem) as caught:
        load_reforms(["emty"], assumptions, "plan", data.root())
    assert "empty" in caught.value.letters[0].remedy


OWN = {
    "start": "{old_age_months: 720, start: 1957-01, step: 3, cap: 12}",
    "births": "{old_age_months: 720, births: [{from: 1957-01, months: 721}, {from: 1957-04, months: 722}]}",
    "ages": "{old_age_months: 720, ages: [{from: 2017-01, months: 723}]}",
}
"""The three ways in which a user writes how the age rises."""


@pytest.mark.parametrize(("way", "ages"), [("start", [720, 721, 722]), ("births", [720, 721, 722])])
def test_a_schedule_of_ones_own_by_births(reform, way, ages):
    (found,) = reform(f"schedule: {{name: own, categories: {{male60: {OWN[way]}}}}}, from: 2017-01")
    births = np.array([month(1956, 12), month(1957, 1), month(1957, 4)])
    assert statutory_age(found.schedules["own"], "male60", births).tolist() == ages
    assert statutory_age(found.schedules["own"], "female50", births).tolist() == [600] * 3


def test_a_schedule_of_ones_own_by_calendar_begins_where_it_is_moved(reform):
    line = f"schedule: {{name: own, categories: {{male60: {OWN['ages']}}}}}, begins: 2018-01, from: 2018-01"
    (found,) = reform(line)
    (change,) = found.changes
    births = np.array([month(1957, 12), month(1958, 1)])
    assert statutory_age(found.schedules[str(change.value)], "male60", births).tolist() == [720, 723]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ('schedule: "1978", begins: 2017-01, from: 2017-01', "begins"),
        ('schedule: {name: "2024", categories: {male60: {old_age_months: 720}}}, from: 2017-01', "schedule"),
        ("schedule: {name: own, categories: {male60: {old_age_months: 720, step: 2}}}, from: 2017-01", "missing"),
        (f"set: {RATE}, value: 0.16, begins: 2017-01, from: 2017-01", "operand"),
    ],
)
def test_a_schedule_that_cannot_be_meant_is_a_letter(reform, line, code):
    with pytest.raises(Problem) as caught:
        reform(line)
    assert [letter.code for letter in caught.value.letters] == [code]
    assert caught.value.letters[0].message.zh != caught.value.letters[0].message.en


@pytest.mark.parametrize("name", ["2024", "cass-2015", "mohrss-2016"])
def test_a_moved_schedule_keeps_its_steps_and_what_may_be_chosen(assumptions, name):
    shipped = assumptions.schedules[name]
    moved = beginning(shipped, month(2018, 1))
    births = np.arange(month(1930, 1), month(2000, 1))
    shift = month(2018, 1) - min(firsts(shipped))
    for key in shipped.categories:
        assert (statutory_age(moved, key, births + shift) == statutory_age(shipped, key, births)).all()
    assert min(firsts(moved)) == month(2018, 1)
    assert (moved.flexible_from or 0) == (shipped.flexible_from + shift if shipped.flexible_from else 0)


def test_what_is_followed_is_given_shipped_or_beside(assumptions, tmp_path):
    """A name that is none of these is a slip; one of another file of the folder is not."""
    own = tmp_path / "second.yaml"
    line = f"  - {{scale: {RATE}, factor: 0.9, from: 2017-01, after: NAME}}\n"
    for after in ("employer-rate-16-from-2017", "first", "earlier"):
        (tmp_path / "first.yaml").write_text("name: earlier\n", encoding="utf-8")
        own.write_text(HEAD.replace("mine", "second") + line.replace("NAME", after), encoding="utf-8")
        assert load_reforms([str(own)], assumptions, "plan", data.root())
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe.yaml")  # nobody writes to it: what waits for it waits for ever
    own.write_text(
        HEAD.replace("mine", "second") + line.replace("NAME", "employer-rate-16-from-2071"), encoding="utf-8"
    )
    with pytest.raises(Problem) as caught:
        load_reforms([str(own)], assumptions, "plan", data.root())
    (letter,) = caught.value.letters
    assert (letter.code, letter.line, letter.field) == ("unknown_name", 5, "after")
    assert "employer-rate-16-from-2017" in letter.remedy.en


@pytest.mark.parametrize(
    ("categories", "column", "field"),
    [
        ("{male60: {old_age_months: sixty}}", 45, "male60.old_age_months"),
        ("{male60: {old_age_months: 720, start: 1957-13, step: 3, cap: 12}}", 57, "male60.start"),
        ("{male61: {old_age_months: 720}}", 28, "male61"),
        ("{male60: {old_age_months: 720, births: {from: 1957-04}}}", 58, "male60.births"),
    ],
)
def test_a_schedule_written_in_place_is_read_as_one(assumptions, tmp_path, categories, column, field):
    """One letter at the very place, and none on names that it is not."""
    path = tmp_path / "mine.yaml"
    path.write_text(
        f"{HEAD}  - schedule:\n      name: own\n      categories: {categories}\n    from: 2017-01\n", encoding="utf-8"
    )
    with pytest.raises(Problem) as caught:
        load_reforms([str(path)], assumptions, "plan", data.root())
    (letter,) = caught.value.letters
    assert (letter.line, letter.column, letter.field) == (7, column, f"changes.0.schedule.categories.{field}")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("set: law.maternity.merger, value: 3, from: 2017-01", "separate, merged"),
        ("scale: law.maternity.merger, factor: 2, from: 2017-01", "holds a word"),
    ],
)
def test_a_number_in_the_place_of_a_word_is_told_the_words(reform, line: str, said: str):
    with pytest.raises(Problem) as caught:
        reform(line)
    assert said in caught.value.letters[0].message.en


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("source: {tag: judgement, note: x}\ntag: judgement", "It stands inside `source:`."),
        ("source: {tag: judgement, note: x, changes: []}", "It stands at the top of the file."),
    ],
)
def test_a_field_in_the_wrong_place_is_told_where_it_stands(assumptions, tmp_path: Path, source: str, said: str):
    """Not told to be misspelt, and meant to be itself."""
    path = tmp_path / "mine.yaml"
    path.write_text(f"schema: actuary.reform/1\nname: mine\nzh: 我的\n{source}\nchanges: []\n", encoding="utf-8")
    with pytest.raises(Problem) as caught:
        load_reforms([str(path)], assumptions, "plan", data.root())
    (letter,) = caught.value.letters
    assert (letter.code, letter.remedy.en) == ("unknown_field", said)
