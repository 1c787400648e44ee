"""Each fault is planted and found: file, line, column, field, message and remedy."""

from collections.abc import Callable
from pathlib import Path

import pytest

from actuary.dated import check_path
from actuary.dated.text import SIZE_LIMIT
from actuary.errors import Letter, Problem
from tests.dated.conftest import HEAD, OPENING, PARAMETER, Loaded

Letters = Callable[..., tuple[Letter, ...]]
ROW = "{from: 2016-05, value: 0.19, tag: statute, source: N36}"
NAME = "law.employee_pension.employer_rate"


def with_row(row: str) -> str:
    """A file whose one row, in line 8, is `row`."""
    return HEAD + PARAMETER.replace(ROW, row)


def the_one(found: tuple[Letter, ...]) -> Letter:
    """The only letter."""
    assert len(found) == 1, [str(letter) for letter in found]
    return found[0]


# row, code, column, what the message says, what the remedy says
ROWS = [
    ("{from: 2016-05, value: 16, tag: statute, source: N36}", "share", 32, "16 is no share", "Write 0.16"),
    ("{from: 2016-05, value: 3.2万, tag: statute, source: N36}", "number", 32, "holds a unit", "32000"),
    ("{from: 2016-05, value: 16%, tag: statute, source: N36}", "number", 32, "percentage", "0.16"),
    ('{from: 2016-05, value: "0.19", tag: statute, source: N36}', "number", 32, "is text", "0.19"),
    ("{from: 2016-05, value: 1,234, tag: statute, source: N36}", "unknown_field", 34, "'234'", ""),
    ("{from: 2016-05, value: ０.１９, tag: statute, source: N36}", "full_width", 32, "full-width", "0.19"),
    ("{from: 2016-05, value: 0x10, tag: statute, source: N36}", "number", 32, "not a number", ""),
    ("{from: 2016-05, value: 010, tag: statute, source: N36}", "number", 32, "is text", "Write 10"),
    ("{from: 2016-05, value: no, tag: statute, source: N36}", "number", 32, "'no'", ""),
    ("{from: 2016-05, value: 12:30:45, tag: statute, source: N36}", "number", 32, "'12:30:45'", ""),
    ("{from: 2016-05, value: true, tag: statute, source: N36}", "number", 32, "True", ""),
    ("{from: 2016-05, value: .inf, tag: statute, source: N36}", "number", 32, "finite", "ordinary"),
    ("{from: 2016-05, value: .nan, tag: statute, source: N36}", "number", 32, "finite", "ordinary"),
    ("{from: 2016-05, value: 1e400, tag: statute, source: N36}", "number", 32, "finite", "ordinary"),
    ("{from: 42370, value: 0.19, tag: statute, source: N36}", "month", 16, "serial date", "2016-01"),
    ("{from: 2016, value: 0.19, tag: statute, source: N36}", "month", 16, "not a month", "YYYY-MM"),
    ("{from: 2016-13, value: 0.19, tag: statute, source: N36}", "month", 16, "not a month", "YYYY-MM"),
    ("{from: ２０１６-05, value: 0.19, tag: statute, source: N36}", "full_width", 16, "full-width", "2016-05"),
    ("{from: 1949-12, value: 0.19, tag: statute, source: N36}", "month", 16, "1950", "year"),
    ("{from: 2101-01, value: 0.19, tag: statute, source: N36}", "month", 16, "2100", "year"),
    ("{value: 0.19, tag: statute, source: N36}", "missing", 9, "'from'", "Add `from:`"),
    ("{from: 2016-05, tag: statute, source: N36}", "missing", 9, "neither", "Add"),
    ("{from: 2016-05, value: 0.19, source: N36}", "missing", 9, "'tag'", "Add `tag:`"),
    ("{from: 2016-05, value: 0.19, tag: statute}", "missing", 9, "'source'", "Add `source:`"),
    ("{from: 2016-05, value: 0.19, tag: law, source: N36}", "word", 43, "'law'", "'statute'"),
    ("{from: 2016-05, value: 0.19, tag: proxy, source: N36}", "range_missing", 9, "no range", "range:"),
    ("{from: 2016-05, value: 0.19, tag: judgement, source: N36}", "range_missing", 9, "no range", "range:"),
    (
        "{from: 2016-05, value: 0.19, tag: statute, trust: recalled, source: N36}",
        "range_missing",
        9,
        "recalled",
        "doubt",
    ),
    (
        "{from: 2016-05, value: 0.19, tag: proxy, source: N36, range: [0.2, 0.3]}",
        "range",
        70,
        "outside",
        "Correct",
    ),
    (
        "{from: 2016-05, value: 0.19, tag: proxy, source: N36, range: [0.3, 0.1]}",
        "range",
        70,
        "low end",
        "Exchange",
    ),
    ("{from: 2016-05, value: 0.19, tag: proxy, source: N36, range: [0.1]}", "shape", 70, "1 entries", "2"),
    ("{from: 2016-05, value: 0.19, tag: statute, sorce: N36, source: N36}", "unknown_field", 52, "'sorce'", "source"),
    (
        "{from: 2016-05, value: 0.19, tag: statute, source: N36, stated_to: 2016-04}",
        "order",
        76,
        "before",
        "Exchange",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("row", "code", "column", "message", "remedy"), ROWS, ids=[row[0] for row in ROWS])
def test_row(letters: Letters, row: str, code: str, column: int, message: str, remedy: str) -> None:
    """A fault in a row is told with its place."""
    letter = the_one(letters(with_row(row)))
    assert (letter.file, letter.line, letter.column, letter.code) == ("rates.yaml", 8, column, code)
    assert message in letter.message
    assert remedy in letter.remedy
    assert (code == "number" and letter.field is None) or str(letter.field).startswith(f"{NAME}.values.0")


TABLES = [
    ("{axis: age, keys: [40, 41], values: [0.1]}", "2 keys and 1 values"),
    ("{axis: age, keys: [40, 40], values: [0.1, 0.2]}", "twice"),
    ("{axis: wage, keys: [40], values: [0.1]}", "'wage'"),
    ("{axis: age, keys: [40], values: [.inf]}", "finite"),
    ("{axis: age, keys: [４０], values: [0.1]}", "full-width"),
    ("{axis: age, keys: [], values: []}", "0 entries"),
    ("{axis: age, keys: [40], values: [16]}", "no share"),
    ("{axis: age, keys: [41, 40], values: [0.1, 0.2]}", "rise"),
    ("{axis: category, keys: [male60, female52], values: [0.1, 0.2]}", "'female52'"),
    ("{axis: district, keys: [jiangan, hanyang], values: [0.1, 0.2]}", "lacks jianghan, qiaokou"),
]


@pytest.mark.parametrize(("table", "message"), TABLES)
def test_table(letters: Letters, table: str, message: str) -> None:
    """A table needs a known axis, one finite value a key, and each key once."""
    letter = the_one(letters(with_row(f"{{from: 2016-05, table: {table}, tag: statute, source: N36}}")))
    assert letter.line == 8
    assert message in letter.message


@pytest.mark.parametrize(
    ("old", "new", "line", "column", "code"),
    [
        ("unit: share", "unit: percent", 6, 11, "word"),
        ("    zh: 单位缴费比例\n", "", 5, 5, "missing"),
        ("    tail: hold\n", "", 5, 5, "missing"),
        ("tail: hold", "tail: flat", 9, 11, "tail"),
        ("tail: hold", "tail: {grow: 3}", 9, 11, "tail"),
        ("zh: 单位缴费比例", 'zh: " "', 5, 9, "text"),
        ("tail: hold", "tail: hold\n    stated_to: 2016-04", 8, 9, "order"),
        ("employer_rate", "Employer-Rate", 4, 3, "name"),
        (f"values:\n      - {ROW}", "values: []", 7, 13, "shape"),
        (f"values:\n      - {ROW}", "values: 3", 7, 13, "shape"),
    ],
)
def test_parameter(letters: Letters, old: str, new: str, line: int, column: int, code: str) -> None:
    """A parameter needs its Chinese name, a unit of the list, values and a tail."""
    text = HEAD + PARAMETER
    assert old in text
    letter = the_one(letters(text.replace(old, new)))
    assert (letter.line, letter.column, letter.code) == (line, column, code)
    assert str(letter.field).startswith("law.employee_pension.")


def test_overlap(letters: Letters) -> None:
    """Two rows of the same months of beginning and of knowledge overlap; the default counts, too."""
    second = "\n      - {from: 2016-05, known_from: 2016-05, value: 0.2, tag: statute, source: N36}"
    letter = the_one(letters(with_row(ROW + second)))
    assert (letter.line, letter.column, letter.code) == (9, 9, "overlap")
    assert "Line 8" in letter.message
    assert "2016-05" in letter.message


def test_all_letters_at_once(letters: Letters, tmp_path: Path) -> None:
    """Every fault of every file is told in one Problem, in order of place."""
    (tmp_path / "more.yaml").write_text("schema: actuary.value/1\n", encoding="utf-8")
    wrong = with_row("{from: 2016, value: 0.19, tag: law, source: N36}") + "  no_tail: {zh: 无}\n"
    found = letters(wrong)
    assert [letter.file for letter in found] == ["more.yaml", *["rates.yaml"] * 5]
    assert [letter.line for letter in found] == [1, 8, 8, 10, 10, 10]
    assert "actuary.values/1" in found[0].remedy


YAML = [
    ("a: 1\na: 2\n", "duplicate_key", 2, 1),
    ("a: &x 1\n", "anchor", 1, 4),
    ("a: &x 1\nb: *x\n", "anchor", 1, 4),
    ("a: !!python/object/apply:os.system [true]\n", "tag", 1, 4),
    ("a: !!int 3\n", "tag", 1, 4),
    ("a: ! b\n", "tag", 1, 4),
    ("a: [1, 2\n", "yaml", 2, 1),
    ("a: 1\n---\nb: 2\n", "document", 3, 1),
    ("", "document", 1, 1),
    ("# nothing\n", "document", 1, 1),
    ("? [a]\n: 1\n", "key", 1, 3),
    ("a: " + "[" * 40 + "]" * 40, "depth", 1, 35),
    ("a: b\x00c\n", "character", 1, 5),
    ("a: 1\nb: \x1b[31m\n", "character", 2, 4),
    ("- 1\n", "schema", 1, 1),
    ("schema: actuary.valuse/1\n", "schema", 1, 9),
    ("a: " + "9" * 5000, "number", 1, 4),
]


@pytest.mark.parametrize(("text", "code", "line", "column"), YAML, ids=[row[0][:24] for row in YAML])
def test_yaml(letters: Letters, text: str, code: str, line: int, column: int) -> None:
    """What YAML allows and a file of law must not hold."""
    letter = letters(text)[0]
    assert (letter.file, letter.code, letter.line, letter.column) == ("rates.yaml", code, line, column)
    assert letter.message
    assert letter.remedy


def test_absurd_depth(letters: Letters) -> None:
    """A hundred thousand brackets are refused, by the parser or by the limit."""
    assert the_one(letters("a: " + "[" * 100_000)).code in ("depth", "yaml")


def test_encodings(load: Loaded, letters: Letters) -> None:
    """UTF-8 with or without a mark, GB18030 by the stated rule; damaged UTF-8 is refused with its place."""
    text = HEAD + PARAMETER
    for content in (text.encode(), text.encode("utf-8-sig"), text.encode("gb18030")):
        assert load(content)[NAME].zh == "单位缴费比例"
    letter = the_one(letters(text.encode().replace("例\n".encode(), b"\xe4\xbe\n")))
    assert (letter.code, letter.line, letter.column) == ("encoding", 5, 14)
    assert the_one(letters(text.encode("utf-16"))).code in ("encoding", "character")


def test_size(letters: Letters) -> None:
    """A file beyond the limit is not even read."""
    assert the_one(letters(b"#" * (SIZE_LIMIT + 1))).code == "size"


def test_negative_people(letters: Letters, load: Loaded) -> None:
    """A stock of people is never negative; a believed net movement may be."""
    letter = the_one(letters(OPENING.replace("1000", "-1"), prefix="opening"))
    assert (letter.code, letter.line, letter.column) == ("negative", 8, 32)
    text = OPENING.replace("1000", "-1").replace("opening.people", "basis.migration")
    assert load(text, prefix="basis")["basis.migration.residents"].values[0].value == -1


def test_group_of_another_folder(letters: Letters) -> None:
    """Law and belief never share a folder."""
    letter = the_one(letters(HEAD + PARAMETER, prefix="basis"))
    assert (letter.line, letter.column, letter.field) == (2, 8, "group")


def test_letters_cannot_steer_a_terminal(letters: Letters) -> None:
    """Escapes written inside quotes come out as text."""
    found = letters(HEAD + '  "\\e[31m": {zh: 红}\n')
    assert all(str(letter).isprintable() for letter in found)


def test_source_must_exist(city: Path) -> None:
    """An unknown source does not load, and the nearest is named."""
    path = city / "assumptions/law/employee_pension/rates.yaml"
    path.write_text((HEAD + PARAMETER).replace("N36", "N37"), encoding="utf-8")
    with pytest.raises(Problem) as caught:
        check_path(city)
    letter = the_one(caught.value.letters)
    assert letter.file == "assumptions/law/employee_pension/rates.yaml"
    assert (letter.line, letter.column, letter.code) == (8, 60, "source")
    assert "N36" in letter.remedy
