"""What SECURITY.md says: nothing leaves the machine, nothing is written elsewhere, the tests it names are there."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
WATCHED = """
import os, sys
def told(event, words):
    if event.startswith("socket.") and event != "socket.gethostname":
        print("NET", event, words, file=sys.stderr)
    if event == "open" and isinstance(words[0], str) and words[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
        print("WROTE", os.path.abspath(words[0]), file=sys.stderr)
sys.addaudithook(told)
from actuary.cli import main
main()
"""


def watched(place: Path, *words: str) -> tuple[list[str], list[Path]]:
    """What a command did on the network, and the files that it opened to be written."""
    around = {"XDG_CACHE_HOME": str(place / "cache"), "TMPDIR": str(place / "tmp"), "PATH": "/usr/bin:/bin"}
    around |= {"PYTHONPATH": ":".join(filter(None, sys.path)), "PYTHONDONTWRITEBYTECODE": "1", "LANG": "zh_CN.UTF-8"}
    (place / "tmp").mkdir(exist_ok=True)
    done = subprocess.run(
        [sys.executable, "-c", WATCHED, *words], cwd=place, env=around, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-800:]
    lines = done.stderr.splitlines()
    wrote = [Path(line.removeprefix("WROTE ")) for line in lines if line.startswith("WROTE ")]
    return [line for line in lines if line.startswith("NET ")], wrote


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a run in it, made under watch."""
    folder = tmp_path_factory.mktemp("watched")
    network, wrote = watched(folder, "run", "toy", "--to", "2016-12", "--out", "runs/toy")
    assert network == []
    assert elsewhere(folder, wrote, folder / "runs") == []
    assert any("runs" in path.parts for path in wrote)
    return folder


def elsewhere(place: Path, wrote: list[Path], *out: Path) -> list[Path]:
    """Files written outside the places that SECURITY.md names."""
    allowed = [place / "cache", place / "tmp", Path("/dev"), *out]
    return [path for path in wrote if not any(path.is_relative_to(each) for each in allowed)]


@pytest.mark.parametrize(
    "words",
    [
        ("report", "runs/toy", "--plain", "--out", "out/page.html"),
        ("verify", "runs/toy"),
        ("query", "runs/toy", "SELECT count(*) FROM ledger", "--csv"),
        ("runs", "runs"),
        ("explain", "employee_pension.balance", "--run", "runs/toy"),
        ("check",),
        ("law", "employee_pension"),
        ("audit", "--out", "out/audit.json"),
    ],
)
def test_nothing_leaves_and_nothing_is_written_elsewhere(place: Path, words: tuple[str, ...]) -> None:
    """No socket, and no file but the named one, the register, the cache and the temporary folder."""
    network, wrote = watched(place, *words)
    assert network == []
    assert elsewhere(place, wrote, place / "out", place / "runs") == []


def test_the_tests_that_the_page_names_are_there() -> None:
    """Each path in it exists."""
    page = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
    named = [
        name for name in re.findall(r"`([\w/.]+)`", page) if ("/" in name and "." in name) or name.startswith("tests")
    ]
    assert named
    assert [name for name in named if name.startswith("tests") and not (ROOT / name).exists()] == []
