"""Which tests reach which lines: every test file once in a process of its own, its lines counted test by test."""

import hashlib
import json
from functools import partial
from pathlib import Path
from typing import Any

from tests.mutants.changing import ROOT, modules
from tests.mutants.trying import in_child, run_tests

HOMES = ("law", "funds", "toy", "schemes", "persons", "valuation", "people", "basis")
BESIDE = (
    *("cli/test_law.py", "cli/test_run.py", "backtest/test_foreknowledge.py", "backtest/test_scoring.py"),
    *("backtest/test_noise.py", "reporting/test_book.py", "reporting/workbook/test_spelled_out.py"),
    *(
        "explaining/test_explain.py",
        "scenarios/test_pooling.py",
        "scenarios/test_firing.py",
        "scenarios/test_injury.py",
    ),
    *("scenarios/test_injury.py", "scenarios/test_cohorts.py", "scenarios/test_finding.py"),
)
"""Tests of other rooms that look at what these packages make; those beside them only run it."""
KERNEL_HOMES = ("kernels/test_month.py", "paths", "liability")


def test_files(kernels: bool) -> list[str]:
    """The test files that may see a mutant, as paths in the repository."""
    tests = ROOT / "tests"
    homes = KERNEL_HOMES if kernels else (*HOMES, *BESIDE)
    found = (
        path for home in homes for path in ([tests / home] if home.endswith(".py") else (tests / home).rglob("*.py"))
    )
    return [str(path.relative_to(ROOT)) for path in found if path.name.startswith("test_")]


class Counting:
    """A plugin of pytest: lines are counted for the test that runs, and what becomes of each is kept."""

    def __init__(self, counted: Any) -> None:
        self.counted = counted
        self.tests: dict[str, dict[str, Any]] = {}

    def pytest_runtest_logstart(self, nodeid: str) -> None:
        self.counted.switch_context(nodeid)

    def pytest_runtest_logreport(self, report: Any) -> None:
        test = self.tests.setdefault(report.nodeid, {"outcome": "passed", "seconds": 0.0})
        test["seconds"] = round(test["seconds"] + report.duration, 3)
        if report.outcome != "passed":
            test["outcome"] = report.outcome


def counted(file: str, packages: tuple[str, ...], out: Path) -> int:
    """Run a test file; write what became of its tests and which of them reached which lines."""
    import coverage

    seen = coverage.Coverage(data_file=None, source=[str(ROOT / f"src/actuary/{each}") for each in packages])
    counting = Counting(seen)
    seen.start()
    status = run_tests([file], [counting], stop=False)
    seen.stop()
    data, numbers = seen.get_data(), {name: number for number, name in enumerate(counting.tests)}
    lines = {
        str(Path(name).relative_to(ROOT)): {
            line: sorted(numbers[test] for test in tests if test in numbers)
            for line, tests in data.contexts_by_lineno(name).items()
        }
        for name in data.measured_files()
    }
    out.write_text(json.dumps({"tests": counting.tests, "lines": lines}), encoding="utf-8")
    return status


def reach(folder: Path, packages: tuple[str, ...], kernels: bool) -> dict[str, Any]:
    """What each test file reaches and how long its tests take; a file or a program that changed is asked again."""
    kept = folder / "reach.json"
    known: dict[str, Any] = json.loads(kept.read_text(encoding="utf-8")) if kept.exists() else {}
    whole = hashlib.sha256()
    for path in (path for package in packages for path in modules(package)):
        whole.update(path.read_bytes())
    files = test_files(kernels)
    for file in files:
        digest = hashlib.sha256(whole.digest() + (ROOT / file).read_bytes()).hexdigest()
        if known.get(file, {}).get("digest") == digest:
            continue
        out = folder / "lines.json"
        out.unlink(missing_ok=True)
        status, seconds = in_child(partial(counted, file, packages, out), 900, folder / "said.txt")
        found = json.loads(out.read_text(encoding="utf-8")) if out.exists() else {"tests": {}, "lines": {}}
        known[file] = {"digest": digest, "status": status, "seconds": seconds, **found}
        print(file, status, f"{seconds:.1f}", flush=True)
        kept.write_text(json.dumps(known), encoding="utf-8")
    return {file: known[file] for file in files}


def judges(mutant: dict[str, Any], known: dict[str, Any]) -> list[dict[str, Any]]:
    """Test files that reach the mutant's statement, the quickest first: each with its seconds and its tests in order,
    those that reach it themselves before those that may look at what others made. Where none does, because it is read
    when the module is imported, those that reach its function, else all that import its module.
    """
    for part in ("statement", "function", "module"):
        first, last = mutant.get(part, (0, 0))
        found = []
        for file, of in known.items():
            lines = of["lines"].get(mutant["file"], {})
            reached = {test for line, tests in lines.items() if first <= int(line) <= last for test in tests}
            passed = [(number, name, test) for number, (name, test) in enumerate(of["tests"].items())]
            passed = [each for each in passed if each[2]["outcome"] == "passed"]
            if reached & {number for number, _, _ in passed} or (part == "module" and lines and passed):
                passed.sort(key=lambda each: (each[0] not in reached, each[2]["seconds"]))
                found.append({"file": file, "seconds": of["seconds"], "tests": [name for _, name, _ in passed]})
        if found:
            return sorted(found, key=lambda each: each["seconds"])
    return []
