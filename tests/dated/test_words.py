"""Words of law: what nobody reads is refused where it is written, in law as in a reform."""

from pathlib import Path

import pytest

from actuary import data
from actuary.dated import load_assumptions, load_reforms
from actuary.dated.changes import STATUTORY_AGE
from actuary.errors import Letter, Problem
from actuary.law.formulas import FORMS
from actuary.vocabulary.words import MONTHS, WORDS
from tests.dated.conftest import SOURCES, Loaded

REFORM = """schema: actuary.reform/1
name: mine
source: {tag: judgement, note: a test}
changes:
  - {set: law.employee_pension.employer_rate, value: 0.16, from: 2018-01}
  - {set: NAME, value: WORD, from: 2018-01}
"""
LAW = """schema: actuary.values/1
group: GROUP
parameters:
  LAST:
    zh: 用词
    unit: UNIT
    values:
      - {from: 2016-05, value: "WORD", tag: statute, source: N36}
    tail: hold
"""
MISSPELT = [
    ("law.maternity.merger", "merge", "merged"),
    ("law.resident_medical.scheme", "merged2", "merged"),
    ("law.employee_pension.public_transition", "over", "ended"),
    ("law.employee_medical.outpatient_pooling", "yes1", "begun"),
    ("law.employee_medical.account_credit_formula_retired", "flat", "flat_amount"),
    ("law.employee_pension.divisor_monthly", "bymonth", "by_month"),
    ("law.employee_pension.account_inheritable", "no", "yes"),
]
"""Parameter, a word that nobody reads, and one that the remedy names."""


def in_a_reform(name: str, word: str, folder: Path) -> Letter:
    path = folder / "mine.yaml"
    path.write_text(REFORM.replace("NAME", name).replace("WORD", f'"{word}"'), encoding="utf-8")
    with pytest.raises(Problem) as told:
        load_reforms([str(path)], load_assumptions(data.root()), "plan", folder)
    (letter,) = told.value.letters
    return letter


@pytest.mark.parametrize(("name", "word", "meant"), MISSPELT)
def test_a_reform_that_says_an_unread_word_is_refused_beside_changes_that_act(name, word, meant, tmp_path):
    letter = in_a_reform(name, word, tmp_path)
    assert (letter.code, letter.file, letter.line, letter.field) == ("word", "mine.yaml", 6, "changes.1.value")
    for said in (letter.message.zh, letter.message.en):
        assert name in said
        assert all(known in said for known in WORDS[name])
    assert meant in letter.remedy.zh
    assert meant in letter.remedy.en


@pytest.mark.parametrize(("name", "word", "meant"), MISSPELT)
def test_law_that_says_an_unread_word_is_refused(load: Loaded, tmp_path, name, word, meant):
    (tmp_path / "sources.yaml").write_text(SOURCES, encoding="utf-8")
    group, last = name.rsplit(".", 1)
    unit = "formula" if WORDS[name][0] in FORMS else "text"
    text = LAW.replace("GROUP", group).replace("LAST", last).replace("UNIT", unit)
    for known in WORDS[name]:
        assert load(text.replace("WORD", known))[name].values[0].value == known
    with pytest.raises(Problem) as told:
        load(text.replace("WORD", word))
    (letter,) = told.value.letters
    assert (letter.code, letter.file, letter.line, letter.field) == ("word", "rates.yaml", 8, f"{name}.values.0.value")
    assert meant in letter.remedy.en


def test_a_word_that_is_a_month_is_one(tmp_path):
    assert in_a_reform("law.employee_pension.account_start", "1996/01", tmp_path).code == "month"


def test_every_shipped_word_that_decides_has_its_list():
    loaded = load_assumptions(data.root())
    stores = (loaded.law, *loaded.bases.values(), *loaded.places.values())
    worded = [each for store in stores for each in store.values() if each.unit == "text"]
    assert {each.name for each in worded if each.memorandum is None} <= {*WORDS, *MONTHS, STATUTORY_AGE}
    assert not {each.name for each in worded if each.memorandum is not None} & {*WORDS, *MONTHS}
    assert WORDS.keys() <= loaded.law.keys()
    for name, words in WORDS.items():
        assert {row.value for row in loaded.law[name].values} <= set(words)
        assert loaded.law[name].unit == "text" or set(words) <= FORMS.keys()
