"""Bad input as a user meets it (错误来信): every class of fault through the command, in both languages."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from rich.cells import cell_len

from actuary import data
from actuary.cli import main

HEAD = """schema: actuary.values/1
group: law.employee_pension
parameters:
  employer_rate:
    zh: 单位缴费比例
    unit: share
"""
ROW = "{from: 2016-05, value: 0.19, tag: statute, source: N36}"
CJK = re.compile(r"[\u4e00-\u9fff]")
ENGLISH = re.compile(r"\b(is|are|the|not|write|delete|has|have|stands)\b", re.IGNORECASE)


def rows(*lines: str, head: str = HEAD, tail: str = "hold") -> str:
    """A file of one parameter; its first row is line 8, and begins in column 9."""
    return head + "    values:\n" + "".join(f"      - {line}\n" for line in lines) + f"    tail: {tail}\n"


def row(old: str, new: str) -> str:
    """The file with its good row changed."""
    assert old in ROW
    return rows(ROW.replace(old, new))


# what the issue lists, each with the place (line, column) where the caret must stand
FAULTS = {
    "duplicate key": (row("value: 0.19", "value: 0.19, value: 0.2"), 8, 38, "duplicate_key"),
    "anchor": (row("0.19", "&rate 0.19"), 8, 32, "anchor"),
    "YAML tag": (row("0.19", "!!float 0.19"), 8, 32, "tag"),
    "tag that runs code": (row("0.19", "!!python/object/apply:os.system [true]"), 8, 32, "tag"),
    "unknown key": (row("source", "note: 全角在前，列数照数, sorce: N36, source"), 8, 69, "unknown_field"),
    "unknown unit": (rows(ROW, head=HEAD.replace("share", "percent")), 6, 11, "word"),
    "unordered dates": (rows(ROW.replace("2016-05", "2018-05"), ROW), 9, 9, "order"),
    "overlap": (rows(ROW, ROW.replace("0.19", "0.2")), 9, 9, "overlap"),
    "percentage as share": (row("0.19", "16"), 8, 32, "share"),
    "percent sign": (row("0.19", "16%"), 8, 32, "number"),
    "impossible month": (row("2016-05", "2016-13"), 8, 16, "month"),
    "impossible day": (row("2016-05", "2015-02-30"), 8, 16, "month"),
    "infinite": (row("0.19", ".inf"), 8, 32, "number"),
    "not a number": (row("0.19", ".nan"), 8, 32, "number"),
    "overflow": (row("0.19", "1e400"), 8, 32, "number"),
    "full-width digits": (row("0.19", "０.１９"), 8, 32, "full_width"),
    "number with unit": (row("0.19", "3.2万"), 8, 32, "number"),
    "spreadsheet date": (row("2016-05", "42491"), 8, 16, "month"),
    "no tail": (rows(ROW).replace("    tail: hold\n", ""), 5, 5, "missing"),
    "unknown source": (row("N36", "N35"), 8, 60, "source"),
    "no range": (row("statute", "proxy"), 8, 9, "range_missing"),
    "broken YAML": (rows(ROW) + "    zh: 甲: 乙\n", 10, 10, "yaml"),
    "control sign": (row("0.19", "0.19\x07"), 8, 36, "character"),
}


def check(path: Path, *options: str) -> Result:
    """`actuary check` of a path."""
    return CliRunner().invoke(main, ["check", str(path), *options])


@pytest.mark.parametrize("name", FAULTS)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_each_fault_has_its_place_caret_reason_and_remedy(tmp_path: Path, name: str, language: str) -> None:
    """file:line:column, the line at fault, and a caret whose display width is that of what stands before."""
    text, line, column, code = FAULTS[name]
    path = tmp_path / "rates.yaml"
    path.write_text(text, encoding="utf-8")
    result = check(path, "--lang", language)
    assert (result.exit_code, result.stdout) == (2, "")
    said, shown, caret = result.stderr.splitlines()
    assert said.startswith(f"rates.yaml:{line}:{column}")
    before = text.splitlines()[line - 1][: column - 1]
    assert shown.startswith(f"{line:>5} | {before}")
    assert caret.endswith("^")
    assert cell_len(caret) - 1 == cell_len(f"{line:>5} | {before}")
    letter = json.loads(check(path, "--lang", language, "--json").stdout)["errors"][0]
    assert letter["code"] == code
    assert (letter["message"], letter["remedy"]) == (letter[f"message_{language}"], letter[f"remedy_{language}"])
    assert letter["message"] in said
    assert letter["remedy"] in said


@pytest.mark.parametrize("name", FAULTS)
def test_each_fault_is_told_in_two_languages(tmp_path: Path, name: str) -> None:
    """Chinese sentences are Chinese, English ones English; both are whole sentences."""
    path = tmp_path / "rates.yaml"
    path.write_text(FAULTS[name][0], encoding="utf-8")
    for letter in json.loads(check(path, "--json").stdout)["errors"]:
        for part in ("message", "remedy"):
            zh, en = letter[f"{part}_zh"], letter[f"{part}_en"]
            assert CJK.search(zh)
            assert zh[-1] in "。？"
            assert not ENGLISH.search(re.sub(r"[“`].*?[”`]", "", zh)), zh
            assert en[-1] in ".?"
            assert not CJK.search(re.sub(r"'.*?'|[\d.]+[万亿]", "", en)), en


def test_caret_stands_under_full_width_signs(tmp_path: Path) -> None:
    """Each Chinese sign takes two cells, in the line and above the caret."""
    path = tmp_path / "rates.yaml"
    path.write_text(rows("{from: 2016-05, note: 全角说明, value: 16, tag: statute, source: N36}"), encoding="utf-8")
    _, shown, caret = check(path).stderr.splitlines()
    offset = shown.index("16,")
    assert caret.index("^") == offset + 4


def test_every_fault_of_every_file_at_once(tmp_path: Path) -> None:
    """Faults of syntax, shape and meaning, of several rows and files, in one answer."""
    (tmp_path / "a.yaml").write_text(
        rows(
            "{from: 2016-05, value: 16, tag: statute, source: N36}",
            "{from: 2016-13, value: &x 0.2, tag: statute, source: N36}",
            "{from: 2017-05, value: .inf, tag: statute, source: nobody}",
        ),
        encoding="utf-8",
    )
    (tmp_path / "b.yaml").write_text("schema: actuary.values/2\n", encoding="utf-8")
    told = json.loads(check(tmp_path, "--json").stdout)["errors"]
    assert [(letter["file"], letter["line"], letter["code"]) for letter in told] == [
        ("a.yaml", 8, "share"),
        ("a.yaml", 9, "month"),
        ("a.yaml", 9, "anchor"),
        ("a.yaml", 10, "number"),
        ("b.yaml", 1, "schema"),
    ]


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A copy of the shipped data, with faults in law, belief and opening."""
    home = tmp_path / "own"
    for folder in data.FOLDERS:
        shutil.copytree(data.shipped() / folder, home / folder)
    return home


@pytest.fixture(autouse=True)
def _shipped_afterwards() -> object:
    yield
    data.set_root(None)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_run_on_bad_data_writes_nothing(own: Path, tmp_path: Path, language: str) -> None:
    """All letters at once, status 2, and no run folder."""
    (own / "assumptions/law/employee_pension/added.yaml").write_text(
        rows(ROW.replace("0.19", "16")).replace("employer_rate", "planted"), encoding="utf-8"
    )
    belief = rows(ROW.replace("0.19", "!!x 0.1")).replace("law.employee_pension", "basis.planted")
    (own / "assumptions/basis/plan/added.yaml").write_text(belief, encoding="utf-8")
    out = tmp_path / "out"
    result = CliRunner().invoke(main, ["--lang", language, "--data", str(own), "run", "--out", str(out)])
    assert (result.exit_code, result.stdout) == (2, "")
    assert "assumptions/basis/plan/added.yaml:8:32" in result.stderr
    assert "assumptions/law/employee_pension/added.yaml:8:32" in result.stderr
    assert result.stderr.count("^") == 2
    assert ("应是误写成了百分数" in result.stderr) == (language == "zh")
    assert list(tmp_path.iterdir()) == [own]


def test_a_row_of_people_shows_its_cell(own: Path) -> None:
    """In `people.csv` the column is the number of the cell, and the caret stands under the cell."""
    path = own / "cohorts/toy/people.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    cells = lines[1].split(",")
    cells[0], cells[2] = '"江岸, 全角"', "2065-01"
    path.write_text("\n".join([lines[0], ",".join(cells)]) + "\n", encoding="utf-8")
    result = CliRunner().invoke(main, ["--data", str(own), "run", "toy", "--lang", "zh"])
    assert result.exit_code == 2
    lines = result.stderr.splitlines()
    assert [line.partition(" ")[0] for line in lines[::3]] == [
        "cohorts/toy/people.csv:2:1",
        "cohorts/toy/people.csv:2:3",
    ]
    for said, shown, caret, cell in zip(lines[::3], lines[1::3], lines[2::3], ('"江岸', "2065-01"), strict=True):
        assert CJK.search(said)
        assert cell_len(caret) - 1 == cell_len(shown[: shown.index(cell)])


USAGE = {
    ("rum",): "没有命令“rum”。是否应为 run？",
    ("run", "--lung", "zh"): "没有选项 --lung。相近的有：",
    ("run", "--rules", "hindsigth"): "--rules 的取值不合要求：只能是 known-2016、hindsight 之一。",
    ("run", "toy", "toys"): "多余的参数：toys。",
    ("run", "--to", "2016-13"): "“2016-13”不是月份。",
    ("run", "--basis", "nobody"): "假设组中没有“nobody”。",
    ("run", "nobody"): "没有估值“nobody”",
    ("check", "nowhere"): "没有这个文件或文件夹。",
    ("--data", "nowhere", "run"): "“nowhere”里没有 assumptions/ 和 cohorts/。",
}


@pytest.mark.parametrize("words", USAGE)
@pytest.mark.parametrize("before", [True, False])
def test_usage_errors_speak_the_language_asked_for(words: tuple[str, ...], before: bool) -> None:
    """`--lang` counts wherever it stands; a fault of usage names what is wrong in Chinese, too."""
    chinese = ("--lang", "zh")
    result = CliRunner().invoke(main, [*chinese, *words] if before else [*words, *chinese])
    assert (result.exit_code, result.stdout) == (2, "")
    assert USAGE[words] in result.stderr
    assert result.stderr[-2] in "。？"


def test_an_option_without_its_value() -> None:
    """The option is named."""
    result = CliRunner().invoke(main, ["run", "--lang", "zh", "--to"])
    assert result.stderr.startswith("[--to]: 选项 --to 缺少取值")


def test_locale_decides_without_an_option(monkeypatch: pytest.MonkeyPatch) -> None:
    """A Chinese locale gets Chinese letters; the option goes before it."""
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    assert "没有命令" in CliRunner().invoke(main, ["rum"]).stderr
    assert "No such command" in CliRunner().invoke(main, ["--lang=en", "rum"]).stderr


@pytest.mark.parametrize(
    "words", [["award", "a" * 300], ["run", "甲" * 300, "--to", "2016-12"], ["query", "a" * 300, "SELECT 1"]]
)
def test_a_name_that_no_file_can_bear_is_bad_input(words: list[str]) -> None:
    """Not a fault of the disk: status 2 and nothing about permissions."""
    result = CliRunner().invoke(main, words)
    assert result.exit_code == 2, result.output
    assert "Traceback" not in result.output
    assert "permission" not in result.output


HALF = [["run", "\ud800"], ["check", "\ud800"], ["award", "\udbff甲"], ["run", "toy", "--inputs=\ud800"], ["\ud800"]]


@pytest.mark.parametrize("words", HALF)
def test_half_a_character_is_bad_input(words: list[str]) -> None:
    """A surrogate that no byte of a command line makes, as a program may hand over."""
    result = CliRunner().invoke(main, [*words, "--lang", "en"])
    assert result.exit_code == 2, result.exception
    assert "\\ud" in result.stderr
    assert "Traceback" not in result.stderr


def test_a_letter_is_written_as_the_page_is() -> None:
    """Where the streams are GBK (as on Chinese Windows), letters are, too."""
    command = [sys.executable, "-c", "from actuary.cli import main; main(['run', 'nosuch', '--lang', 'zh'])"]
    done = subprocess.run(command, env=os.environ | {"PYTHONIOENCODING": "gbk"}, capture_output=True, check=False)
    assert done.returncode == 2
    assert "没有估值“nosuch”" in done.stderr.decode("gbk")
