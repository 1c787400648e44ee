"""The door refuses a trigger that says too much, too little, or what cannot be dated."""

from pathlib import Path

import pytest

from actuary.dated import check_path
from actuary.errors import Problem

GOOD = """schema: actuary.trigger/1
name: some-cut
zh: 费率下调
en: rate down
region: city
fund: maternity
account: pooled
measure: payable_months
measured_at: 2015-12
threshold: 9
decided_at: 2016-05
then: {set: law.maternity.employer_rate, value: 0.005}
returns_to: baseline
tag: statute
source: N36
known_from: 2016-04
"""
WRONG = [
    ("then: {set: law.maternity.employer_rate, value: 0.005}", "then: {value: 0.5}", "missing"),
    ("then: {set: law.maternity.employer_rate, value: 0.005}", "then: {set: a.b, pay: c.d}", "missing"),
    ("measured_at: 2015-12", "measured_at: every_december", "order"),
    ("decided_at: 2016-05\n", "", "order"),
    ("source: N36", "source: NOBODY", "source"),
]


def codes(folder: Path, text: str) -> list[str]:
    """Codes of the letters on one file."""
    (folder / "trigger.yaml").write_text(text, encoding="utf-8")
    try:
        check_path(folder / "trigger.yaml")
    except Problem as found:
        return [letter.code for letter in found.letters]
    return []


def test_a_good_trigger_loads(tmp_path: Path) -> None:
    """Nothing to say against it."""
    assert codes(tmp_path, GOOD) == []


@pytest.mark.parametrize(("old", "new", "code"), WRONG)
def test_a_wrong_trigger_is_refused(tmp_path: Path, old: str, new: str, code: str) -> None:
    """One letter, with its code."""
    assert old in GOOD
    assert codes(tmp_path, GOOD.replace(old, new)) == [code]


@pytest.mark.parametrize(
    "line", ["region: county", "measure: mood", "measured_at: 2015-13", "threshold: .inf", "more: 1"]
)
def test_a_word_that_is_not_in_the_list_is_refused(tmp_path: Path, line: str) -> None:
    """Unknown words, months that do not exist, numbers that are none, keys of no use."""
    key = line.split(":", maxsplit=1)[0]
    kept = [row for row in GOOD.splitlines() if not row.startswith(f"{key}:")]
    assert codes(tmp_path, "\n".join([*kept, line]) + "\n")
