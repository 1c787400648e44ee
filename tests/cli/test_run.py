"""`actuary run` from outside (命令行): one document, the right exit status, letters."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from actuary.cli import main
from tests.valuation.runs import ran

TABLES = ["ledger", "balances", "account_record", "people", "people_flows", "members", "measures", "coverage", "inputs"]
TABLES += ["registers", "register_flows", "memoranda", "exposures", "in_force", "pools"]
TOLD = ("message", "remedy", "message_zh", "message_en", "remedy_zh", "remedy_en")
SHORT = ("run", "--to", "2018-06")


def invoke(*words):
    """The command in this process: exit status, standard output and error apart."""
    return CliRunner().invoke(main, list(words))


def letters(result):
    """The errors document on standard output."""
    document = json.loads(result.stdout)
    assert document["schema"] == "actuary.errors/1"
    assert set(document) == {"schema", "errors"}
    for letter in document["errors"]:
        assert set(letter) == {"code", "file", "line", "column", "field", "excerpt", *TOLD}
        assert letter["message"]
        assert letter["remedy"]
    return document["errors"]


def test_json_is_one_document_and_nothing_else():
    """Standard output is the verdict of the run, from its first byte to its last."""
    result = invoke(*SHORT, "--json")
    assert result.exit_code == 0
    document = json.loads(result.stdout)
    assert document == json.loads(json.dumps(ran(to="2018-06").verdict))
    assert next(iter(document)) == "schema"
    assert document["schema"] == "actuary.verdict/1"
    assert result.stdout.startswith("{")
    assert result.stdout.endswith("}\n")


BAD = {
    "basis": ("run", "--basis", "nonesuch"),
    "month": ("run", "--to", "2016-13"),
    "no_month": ("run", "--to", "soon"),
    "horizon": ("run", "--to", "2071-01"),
    "before": ("run", "--to", "2015-12"),
    "valuation": ("run", "nonesuch"),
    "rules": ("run", "--rules", "nonesuch"),
    "pooling": ("run", "--pooling", "nonesuch"),
    "option": ("run", "--nonesuch"),
    "lang": ("run", "--lang", "fr"),
    "command": ("nonesuch",),
    "data": ("--data", "nonesuch", "run"),
}


@pytest.mark.parametrize("words", BAD.values(), ids=BAD.keys())
def test_bad_usage_ends_with_two_and_letters(words):
    """With --json the letters are a document on standard output; without, words on standard error alone."""
    told = invoke(*words, "--json")
    assert told.exit_code == 2
    assert letters(told)
    assert told.stderr == ""
    plain = invoke(*words)
    assert plain.exit_code == 2
    assert plain.stdout == ""
    assert plain.stderr
    assert "Traceback" not in plain.stderr


def test_letters_name_the_option():
    """The field of a letter is the option that was wrong."""
    assert letters(invoke("run", "--basis", "nonesuch", "--json"))[0]["field"] == "--basis"
    assert letters(invoke("run", "--to", "2071-01", "--json"))[0]["field"] == "--to"


def test_the_letter_of_a_bad_month_names_the_option():
    """As the horizon's letter does."""
    assert letters(invoke("run", "--to", "2016-13", "--json"))[0]["field"] == "--to"


def test_a_valuation_file_with_a_wrong_word_is_a_letter_with_its_place(tmp_path):
    """File, line and field of what is wrong."""
    file = tmp_path / "mine.yaml"
    file.write_text(
        "schema: actuary.valuation/1\nname: mine\npeople: cohorts/wuhan-2015\nopening: 2015-12-31\n"
        "known_at: 2016-08\nrules: hindsigth\n",
        encoding="utf-8",
    )
    told = invoke("run", str(file), "--json")
    assert told.exit_code == 2
    (letter,) = letters(told)
    assert letter["line"] == 6
    assert Path(letter["file"]).name == "mine.yaml"


def test_options_win_over_the_file_and_the_file_over_the_default(tmp_path):
    """Precedence: option, then valuation file, then default; all of them told."""
    file = tmp_path / "mine.yaml"
    file.write_text(
        "schema: actuary.valuation/1\nname: mine\npeople: cohorts/wuhan-2015\nopening: 2015-12-31\n"
        "known_at: 2016-08\npooling: city\nbasis: trend\nto: 2016-03\n",
        encoding="utf-8",
    )
    told = invoke("run", str(file), "--basis", "plan", "--to", "2016-02", "--json")
    assert told.exit_code == 0, told.output
    document = json.loads(told.stdout)
    chosen = {name: document[name] for name in ("valuation", "rules", "basis", "pooling", "to")}
    assert chosen == {"valuation": "mine", "rules": "known-2016", "basis": "plan", "pooling": "city", "to": "2016-02"}


def test_an_existing_folder_is_never_written_over(tmp_path):
    """--out on a folder that exists: status 2, and what was in it is as it was."""
    kept = tmp_path / "run" / "mine.txt"
    kept.parent.mkdir()
    kept.write_text("mine", encoding="utf-8")
    told = invoke("run", "--to", "2016-02", "--out", str(kept.parent), "--json")
    assert told.exit_code == 2
    assert letters(told)[0]["field"] == "--out"
    assert [path.name for path in tmp_path.rglob("*")] == ["run", "mine.txt"]


def test_a_place_that_cannot_be_written_is_the_environment(tmp_path):
    """--out below a file: status 3, and nothing is left behind."""
    (tmp_path / "file").write_text("", encoding="utf-8")
    told = invoke("run", "--to", "2016-02", "--out", str(tmp_path / "file" / "run"), "--json")
    assert told.exit_code == 3
    assert letters(told)
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_folder_is_the_environment(tmp_path):
    """--out in a folder without the right to write: status 3."""
    locked = tmp_path / "locked"
    locked.mkdir(mode=0o500)
    assert invoke("run", "--to", "2016-02", "--out", str(locked / "run")).exit_code == 3


def test_out_writes_the_folder_and_says_so_on_standard_error(tmp_path):
    """The document alone on standard output; the folder holds the same verdict."""
    told = invoke("run", "--to", "2016-02", "--out", str(tmp_path / "run"), "--json")
    assert told.exit_code == 0
    assert json.loads((tmp_path / "run" / "verdict.json").read_bytes()) == json.loads(told.stdout)
    assert str(tmp_path / "run") in told.stderr
    names = {path.name for path in (tmp_path / "run").iterdir()}
    tables = {f"{table}.parquet" for table in TABLES}
    assert names >= {"manifest.json", "certificate.json", *tables}


def test_the_page_speaks_chinese_or_english():
    """--lang zh: Chinese words; --lang en: none needed; both name the run."""
    chinese, english = (invoke("run", "--to", "2016-12", "--lang", language) for language in ("zh", "en"))
    assert chinese.exit_code == english.exit_code == 0
    for word in ("基本养老保险", "失业保险", "工伤保险", "生育保险", "规则", "统筹"):
        assert word in chinese.stdout
    assert "pension" in english.stdout
    assert "基本养老保险" not in english.stdout


def page_under(folder, **around):
    """The Chinese page from another folder and locale."""
    return subprocess.run(
        [sys.executable, "-c", "from actuary.cli import main; main()", "run", "--to", "2016-12", "--lang", "zh"],
        cwd=folder,
        env={**os.environ, "LC_ALL": "C", "LANG": "C", **around},
        capture_output=True,
        check=False,
    )


def test_another_folder_and_a_bare_locale(tmp_path):
    """From anywhere, with the bare locale: Chinese words come out as UTF-8, and nothing is left in the folder."""
    done = page_under(tmp_path)
    assert done.returncode == 0, done.stderr
    assert "失业保险" in done.stdout.decode()
    assert list(tmp_path.iterdir()) == []


def test_a_stream_that_cannot_hold_chinese_ends_without_a_traceback(tmp_path):
    """As `--json` and the letters do, the page must not depend on the stream's encoding."""
    done = page_under(tmp_path, PYTHONIOENCODING="ascii")
    assert done.returncode == 0
    assert b"Traceback" not in done.stderr


def test_help_and_version_end_with_nought():
    """-h, --help and --version are results."""
    for words in (("--help",), ("run", "-h"), ("--version",)):
        told = invoke(*words)
        assert told.exit_code == 0
        assert told.stdout
        assert told.stderr == ""
