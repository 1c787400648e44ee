"""Each class of fault planted in the shipped law and belief, and found where it stands; as shipped they are clean."""

import shutil
from pathlib import Path
from typing import NamedTuple

import pytest

from actuary import data
from actuary.dated import check_path
from actuary.errors import Letter
from actuary.linting import CODES, lint


class Plant(NamedTuple):
    """A text of a shipped file changed once, and the letter that it must earn."""

    code: str
    file: str
    old: str
    new: str
    at: str
    """What stands at the letter's line and column."""
    words: str
    """In the English message."""
    too: tuple[str, str] | None = None
    """A second change, without which the first does not load."""


PENSION = "assumptions/law/employee_pension/contributions.yaml"
DECREED = "assumptions/law/employee_pension/discretionary.yaml"
RESIDENT = "assumptions/law/resident_pension/resident_pension.yaml"
INJURY = "assumptions/law/work_injury/benefits.yaml"
FORMULAS = "assumptions/law/employee_pension/formulas.yaml"
WAGES = "assumptions/law/common/wages.yaml"
PATHS = "assumptions/basis/plan/path.yaml"
REFORM = "assumptions/reforms/employer-rate-16-from-2017.yaml"
PLANTS = {
    "a name that nobody reads": Plant(
        "unread", PENSION, "  base_floor:", "  base_flor:", "base_flor:", "Nothing computes"
    ),
    "a belief that nobody reads": Plant(
        "unread", PATHS, "  resident_subsidy:", "  resident_subsidies:", "resident_subsidies:", "Nothing computes"
    ),
    "a memorandum that something reads": Plant(
        "unread",
        PENSION,
        "  flexible_rate:\n    zh: 灵活就业人员缴费比例\n",
        '  flexible_rate:\n    zh: 灵活就业人员缴费比例\n    memorandum: "For the record."\n',
        '"For the record."',
        "something computes with it",
    ),
    "a yearly amount that stands still": Plant(
        "flat",
        RESIDENT,
        "      - from: 2026-07\n        stated_to: 2027-06\n",
        "      - from: 2026-07\n",
        "from: 2026-07",
        "stands still from 2026-07",
    ),
    "a path of belief that stands still": Plant(
        "flat",
        "assumptions/basis/plan/fertility.yaml",
        "        stated_to: 2015-12\n        value: 1.67\n",
        "        value: 1.67\n",
        "from: 2015-01",
        "stands still from 2015-01",
    ),
    "an age left out": Plant(
        "gap",
        "assumptions/law/employee_pension/benefits.yaml",
        '"46", "47", "48",',
        '"46", "48",',
        "axis: age",
        "no value at age 47",
        ("216, 212, 208, 204", "216, 212, 204"),
    ),
    "a rate without neighbours": Plant(
        "magnitude",
        PENSION,
        "{from: 2006-01, value: 0.08, tag: statute, trust: secondary",
        "{from: 2006-01, value: 0.8, tag: statute, trust: secondary",
        "0.8",
        "not believable",
    ),
    "day and month exchanged": Plant(
        "swapped",
        RESIDENT,
        "      - from: 2024-07\n",
        "      - from: 2024-01-07\n",
        "2024-01-07",
        "2024-07-01 is meant",
    ),
    "day and month of knowledge exchanged": Plant(
        "swapped", DECREED, "known_from: 2016-04\n", "known_from: 2016-01-04\n", "2016-01-04", "2016-04-01 is meant"
    ),
    "a nought too many": Plant("magnitude", RESIDENT, "value: 123\n", "value: 1230\n", "1230", "times above"),
    "a decimal point too far": Plant("magnitude", PENSION, "value: 0.16\n", "value: 0.016\n", "0.016", "times below"),
    "a year's amount for a month's": Plant(
        "magnitude",
        WAGES,
        "value: 5996.92\n        range: [5996.92, 6488]",
        "value: 71963.04\n        range: [71963, 77856]",
        "71963.04",
        "times above",
    ),
    "growth ten times too large": Plant(
        "magnitude", DECREED, "value: 0.065\n", "value: 0.65\n", "0.65", "not believable in per_year"
    ),
    "a slip inside a table": Plant(
        "magnitude", INJURY, "values: [27, 25, 23, 21, 18,", "values: [27, 25, 230, 21, 18,", "axis: grade", "3: 230"
    ),
    "a term without an end": Plant(
        "sunset",
        PENSION,
        "      - from: 2018-05\n        value: 0.20\n        tag: statute\n        trust: official\n"
        '        source: N36\n        article: "1"\n        known_from: 2016-04\n'
        '        note: "End of the two years."\n',
        "",
        "2018-04",
        "no row known by 2016-04 says what follows",
    ),
    "a temporary source without a term": Plant(
        "sunset",
        "assumptions/law/unemployment/contributions.yaml",
        "{from: 2025-01, stated_to: 2025-12, value: 0.007,",
        "{from: 2025-01, value: 0.007,",
        "{from: 2025-01",
        "does not say until when",
    ),
    "a year that no row states": Plant(
        "gap",
        DECREED,
        "        stated_to: 2019-12\n        value: 0.0761",
        "        stated_to: 2019-10\n        value: 0.0761",
        "2019-10",
        "from 2019-11 to 2019-12",
    ),
    "two rows for the same months": Plant(
        "overlap",
        "assumptions/law/common/reserves.yaml",
        "        stated_to: 2018-04\n        value: 9\n        tag: statute\n        trust: official\n"
        '        source: N36\n        article: "1"\n        known_from: 2016-04\n',
        "        stated_to: 2018-06\n        value: 9\n        tag: statute\n        trust: official\n"
        '        source: N36\n        article: "1"\n        known_from: 2018-04\n',
        "2018-06",
        "overlaps the next row, from 2018-05",
    ),
    "a formula that does not exist": Plant(
        "formula",
        FORMULAS,
        "value: months_by_twelve",
        "value: months_by_ten",
        "months_by_ten",
        "no formula 'months_by_ten'",
    ),
    "a reform that sets what holds": Plant(
        "no_change",
        REFORM,
        "value: 0.16, from: 2017-01}",
        "value: 0.19, from: 2017-01, to: 2018-03}",
        "{set: law.employee_pension.employer_rate",
        "holds anyway",
    ),
    "a reform of what nobody reads": Plant(
        "no_change",
        REFORM,
        "{set: law.employee_pension.employer_rate, value: 0.16, from: 2017-01}",
        "{set: law.employee_pension.late_charge_daily, value: 0.001, from: 2017-01}",
        "{set: law.employee_pension.late_charge_daily",
        "nothing computes with this parameter",
    ),
}


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """The shipped data in a folder that may be spoilt."""
    for name in data.FOLDERS:
        shutil.copytree(data.shipped() / name, tmp_path / name)
    return tmp_path


def planted(root: Path, plant: Plant) -> list[Letter]:
    """The findings after a text was changed once."""
    path = root / plant.file
    text = path.read_text(encoding="utf-8")
    assert plant.old in text, f"{plant.old!r} no longer stands in {plant.file}: plant it elsewhere"
    for old, new in ((plant.old, plant.new), *([plant.too] if plant.too else [])):
        text = text.replace(old, new, 1)
    path.write_text(text, encoding="utf-8")
    return lint(check_path(root))


@pytest.mark.parametrize("name", PLANTS)
def test_planted_and_found(copied: Path, name: str) -> None:
    """The fault earns a letter in both languages with its code, and its line and column point at it."""
    plant = PLANTS[name]
    letters = planted(copied, plant)
    letter = next(letter for letter in letters if letter.code == plant.code)
    assert letter.file == plant.file
    assert letter.line is not None
    line = (copied / plant.file).read_text(encoding="utf-8").splitlines()[letter.line - 1]
    column = letter.column if letter.column is not None else line.index("{") + 1
    assert line[column - 1 :].startswith(plant.at), line
    assert plant.words in letter.message.en
    for sentence in (letter.message, letter.remedy):
        assert any("一" <= sign <= "鿿" for sign in sentence.zh)
        assert not any("一" <= sign <= "鿿" for sign in sentence.en)


def test_every_class_is_planted() -> None:
    """No class of the linter goes untested."""
    assert {plant.code for plant in PLANTS.values()} == set(CODES)


def test_shipped_files_are_clean() -> None:
    """The law, the beliefs, the reforms and the openings that ship earn no letter."""
    assert [str(letter) for letter in lint(check_path(data.shipped()))] == []


def test_a_part_is_told_alone(copied: Path) -> None:
    """Checking one folder tells its own findings, though the whole was read."""
    planted(copied, PLANTS["a nought too many"])
    assert lint(check_path(copied / "assumptions/law/employee_pension")) == []
    assert len(lint(check_path(copied / RESIDENT))) == 1


def test_a_reform_of_ones_own(tmp_path: Path) -> None:
    """A reform file outside the data is checked against the law in use: one that changes nothing is told."""
    reform = (data.shipped() / REFORM).read_text(encoding="utf-8")
    own = tmp_path / "own.yaml"
    own.write_text(reform, encoding="utf-8")
    assert lint(check_path(own)) == []
    named = reform.replace("name: employer-rate-16-from-2017", "name: own")
    own.write_text(
        named.replace("value: 0.16, from: 2017-01", "value: 0.20, from: 2015-01, to: 2016-04"), encoding="utf-8"
    )
    assert [letter.code for letter in lint(check_path(own))] == ["no_change"]


def test_yearly_tables_are_compared(tmp_path: Path) -> None:
    """Tables by the year that move and then stand still are told as numbers are."""
    rows = "".join(
        f"      - {{from: {year}-01, table: {{axis: tier, keys: [a, b, c], values: [{year}, 10, 20]}}, "
        "tag: statute, source: SIL}\n"
        for year in range(2015, 2020)
    )
    head = "schema: actuary.values/1\ngroup: law.maternity\nparameters:\n  delivery_normal:\n    zh: 限额\n"
    (tmp_path / "fees.yaml").write_text(
        f"{head}    unit: yuan_per_case\n    values:\n{rows}    tail: hold\n", encoding="utf-8"
    )
    assert "flat" in [letter.code for letter in lint(check_path(tmp_path))]
