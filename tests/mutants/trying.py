"""Tests run in a process of its own, over the program as it is or with a mutant in it."""

import importlib.machinery
import os
import resource
import signal
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.mutants.changing import ROOT

ARGUMENTS = ("-q", "-p", "no:cacheprovider", "--no-header", "--tb=line", "--hypothesis-profile=mutants")
SEEN = {"1": "failed", "2": "not even imported", "SIGXCPU": "no end", "SIGKILL": "no end", "SIGSEGV": "crashed"}
"""What becomes of tests that see a mutant; any other end but 0 is a fault of this tool, and counts as nothing."""


def in_child(work: Callable[[], int], seconds: float, said: Path) -> tuple[str, float]:
    """What became of work in a process of its own: its status, or the signal; and how long it took [CPU second]."""
    child = os.fork()
    if not child:
        try:
            limit = int(seconds) + 1
            resource.setrlimit(resource.RLIMIT_CPU, (limit, limit + 5))
            quiet = os.open(said, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
            os.dup2(quiet, 1)
            os.dup2(quiet, 2)
            os.setpgid(0, 0)
            os._exit(work())
        except BaseException as fault:  # whatever ends a child, its parent goes on
            said.write_text(repr(fault), encoding="utf-8")
            os._exit(97)
    deadline = time.monotonic() + 20 * seconds + 60
    while True:
        ended, status, used = os.wait4(child, os.WNOHANG)
        if ended:
            break
        if time.monotonic() > deadline:
            os.kill(child, signal.SIGKILL)
        time.sleep(0.05)
    how = signal.Signals(os.WTERMSIG(status)).name if os.WIFSIGNALED(status) else str(os.WEXITSTATUS(status))
    return how, used.ru_utime + used.ru_stime


class Ordered:
    """A plugin of pytest: these tests in this order and no others; the first that fails is written down."""

    def __init__(self, tests: list[str], out: Path) -> None:
        self.place = {name: number for number, name in enumerate(tests)}
        self.out = out

    def pytest_collection_modifyitems(self, items: list[Any]) -> None:
        items[:] = sorted(
            (item for item in items if item.nodeid in self.place), key=lambda item: self.place[item.nodeid]
        )

    def pytest_runtest_logreport(self, report: Any) -> None:
        if report.outcome == "failed":
            self.out.write_text(report.nodeid, encoding="utf-8")


def run_tests(files: list[str], plugins: list[Any], stop: bool = True) -> int:
    """Pytest's own status over these files; examples of hypothesis are the same each time, however long they take."""
    import hypothesis
    import pytest

    hypothesis.settings.register_profile("mutants", deadline=None, derandomize=True, database=None)
    return int(pytest.main([*ARGUMENTS, *(("-x",) if stop else ()), *files], plugins=plugins))


def tried(mutant: dict[str, Any] | None, judges: list[dict[str, Any]], folder: Path) -> dict[str, Any]:
    """What the tests of some files say of a mutant, or of the program as it is: status, first failure, seconds."""
    out = folder / "failed.txt"
    out.unlink(missing_ok=True)
    tests = [name for judge in judges for name in judge["tests"]]
    path, text = (str(ROOT / mutant["file"]), mutant["text"]) if mutant else ("", "")
    loader = importlib.machinery.SourceFileLoader

    def work() -> int:
        honest = loader.get_code

        def get_code(self: importlib.machinery.SourceFileLoader, name: str) -> Any:
            return compile(text, path, "exec") if self.path == path else honest(self, name)

        loader.get_code = get_code  # type: ignore[method-assign]
        _keep_nothing_of_the_program()
        return run_tests([judge["file"] for judge in judges], [Ordered(tests, out)])

    seconds = sum(judge["seconds"] for judge in judges)
    status, took = in_child(work, 3 * seconds + 30, folder / "said.txt")
    by = out.read_text(encoding="utf-8") if out.exists() else ""
    return {"status": status, "by": by, "took": round(took, 1), "of": round(seconds, 1), "tests": len(tests)}


def _keep_nothing_of_the_program() -> None:
    """What a program made is kept under the digest of its files, and a mutant has the files of the program."""
    from actuary.dated import kept

    honest = kept.digest

    def digest(folders: Any, root: Path, also: str, program: tuple[str, ...] = kept.SOURCES) -> str | None:
        return honest(folders, root, also, program) if program == kept.SOURCES else None

    kept.digest = digest
