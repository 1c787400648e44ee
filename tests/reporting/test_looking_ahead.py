"""The report's command computes what its first page asks, keeps it, and says why where it cannot."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from actuary.cli import main
from actuary.dated import kept
from actuary.uncertainty.outlook import PATHS

CHANCE, MENDED, LEFT_OUT = "probability to pay throughout", "subsidy up by", "Left out, by --plain."


@pytest.fixture(scope="module", autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What is computed here is kept here; compiled kernels are not touched."""
    home = tmp_path_factory.mktemp("kept")
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(kept, "_home", lambda: home)
        yield


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A year of the toy city."""
    folder = tmp_path_factory.mktemp("run") / "toy"
    assert ask("run", "toy", "--to", "2016-12", "--out", str(folder)).exit_code == 0
    return folder


def ask(*words: str) -> Result:
    """A command in English."""
    return CliRunner().invoke(main, [*words, "--lang", "en"])


def page(run: Path, out: Path, *words: str) -> str:
    """The report of a run."""
    out.unlink(missing_ok=True)
    made = ask("report", str(run), "--out", str(out), *words)
    assert made.exit_code == 0, made.output
    return out.read_text(encoding="utf-8")


def test_the_first_page_has_probability_and_solved_remedies(run: Path, tmp_path: Path) -> None:
    """Of a run that nothing was given with; the same page again, and with the run itself."""
    told = page(run, tmp_path / "one.html")
    assert CHANCE in told
    assert f"Probability by chance alone, {PATHS:,} paths." in told
    assert MENDED in told
    assert "No probability" not in told
    assert page(run, tmp_path / "two.html") == told
    out = tmp_path / "with.html"
    assert ask("run", "toy", "--to", "2016-12", "--report", str(out)).exit_code == 0
    assert CHANCE in out.read_text(encoding="utf-8")


def test_a_plain_report_says_what_it_leaves_out(run: Path, tmp_path: Path) -> None:
    """On the first page and in both sections."""
    told = page(run, tmp_path / "plain.html", "--plain")
    assert f"No remedy was solved. {LEFT_OUT} No probability. {LEFT_OUT}" in told
    assert told.count(LEFT_OUT) == 4
    assert CHANCE not in told


def test_options_with_nothing_to_act_on_are_refused(run: Path, tmp_path: Path) -> None:
    """Before anything is computed."""
    for words, said in (
        (("run", "toy", "--plain"), "--plain is for a report"),
        (("report", str(run), "--to", "all", "--out", str(tmp_path / "one.html")), "--out has room for one face"),
    ):
        refused = ask(*words)
        assert refused.exit_code == 2
        assert said in refused.stderr


def test_what_is_given_comes_before_what_is_computed(run: Path, tmp_path: Path) -> None:
    """Another number of paths; the remedies are still solved."""
    simulated = ask("simulate", "toy", "--to", "2016-12", "--paths", "200", "--only", "", "--json")
    (tmp_path / "simulate.json").write_text(simulated.stdout, encoding="utf-8")
    told = page(run, tmp_path / "given.html", "--with", str(tmp_path / "simulate.json"))
    assert "Probability by chance alone, 200 paths." in told
    assert MENDED in told
    given = page(run, tmp_path / "kept.html", "--with", str(tmp_path / "simulate.json"), "--plain")
    assert "200 paths" in given
    assert "No remedy was solved" in given


def test_a_run_with_own_figures_finds_them_or_says_that_they_are_gone(tmp_path: Path) -> None:
    """They are looked for where --own says; a page without them names the file, and no place on this machine."""
    own = tmp_path / "own"
    own.mkdir()
    cell = "opening.balance.unemployment,2015-12,,777000,accounts"
    (own / "mine.csv").write_text(f"parameter,from,key,new_value,new_source\n{cell}\n", encoding="utf-8")
    folder = tmp_path / "run"
    words = ("run", "toy", "--to", "2016-12", "--inputs", str(own / "mine.csv"))
    assert ask(*words, "--out", str(folder)).exit_code == 0
    assert CHANCE in page(folder, tmp_path / "page.html", "--own", str(own))
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(kept, "_home", lambda: tmp_path / "another")
        nowhere = tmp_path / "nowhere"
        nowhere.mkdir()
        told = page(folder, tmp_path / "page.html", "--own", str(nowhere))
    assert "Inputs that it read are not here: mine.csv." in told
    assert str(tmp_path) not in told


def test_a_run_that_says_otherwise_has_no_outlook(run: Path, tmp_path: Path) -> None:
    """A verdict that was changed, its digest with it, is told apart from what the run gives again."""
    folder = Path(shutil.copytree(run, tmp_path / "run"))
    verdict = json.loads((folder / "verdict.json").read_bytes())
    verdict["funds"][0]["years"][0]["balance"] += 1.0
    content = json.dumps(verdict).encode()
    (folder / "verdict.json").write_bytes(content)
    manifest = json.loads((folder / "manifest.json").read_bytes())
    (row,) = (row for row in manifest["outputs"] if row["file"] == "verdict.json")
    from actuary.runs.manifest import digest

    row["sha256"] = digest(content)
    manifest["run"] = digest(content)
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    assert "Made again with this program and its data, the run differs." in page(folder, tmp_path / "page.html")
