"""How many small errors in the program the tests see: `python -m tests.mutants FOLDER [--each 84] [--seed 2016]`.

A mutant is the program with one expression changed, as mutmut changes it (`pip install mutmut coverage`; they are no
dependencies). All would take days, so a seeded sample of each package is drawn. mutmut itself forks from a process that
has run tests, after which polars' threads are gone and every child hangs; here each mutant is the child of a process
that has imported libraries and nothing of ours. FOLDER keeps what is known, so a run that was stopped goes on.

1. Which test files reach which lines: each file once, counted.  2. Each mutant against the files that reach it,
those of its package first, until one fails.  3. The score, with its interval. Kernels (`--kernels`): as plain Python.
"""

import argparse
import importlib.machinery
import json
import math
import os
import random
import resource
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import zip_longest
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
PACKAGES = ("law", "funds", "valuation")
HOMES = ("law", "funds", "toy", "schemes", "verify", "persons", "valuation")
BESIDE = (
    *("cli/test_law.py", "cli/test_run.py", "backtest/test_foreknowledge.py"),
    *("scenarios/test_pooling.py", "scenarios/test_firing.py"),
)
KERNEL_HOMES = ("kernels/test_month.py", "paths", "liability")
PLUGINS = ("-x", "-q", "-p", "no:cacheprovider", "--hypothesis-seed=0", "--no-header", "--tb=no")


def test_files(kernels: bool) -> list[str]:
    """The test files that may see a mutant, as paths in the repository."""
    tests = ROOT / "tests"
    homes = KERNEL_HOMES if kernels else (*HOMES, *BESIDE)
    found = (
        path for home in homes for path in ([tests / home] if home.endswith(".py") else (tests / home).rglob("*.py"))
    )
    return [str(path.relative_to(ROOT)) for path in found if path.name.startswith("test_")]


def in_child(work: Callable[[], int], seconds: float) -> tuple[str, float]:
    """What became of work in a process of its own: its status, or "timeout"; and how long it took [CPU second]."""
    child = os.fork()
    if not child:
        try:
            limit = int(seconds) + 1
            resource.setrlimit(resource.RLIMIT_CPU, (limit, limit + 5))
            quiet = os.open(os.devnull, os.O_WRONLY)
            os.dup2(quiet, 1)
            os.dup2(quiet, 2)
            os.setpgid(0, 0)
            os._exit(work())
        except BaseException:  # whatever ends a child, its parent goes on
            os._exit(97)
    deadline = time.monotonic() + 20 * seconds + 60
    while True:
        ended, status, used = os.wait4(child, os.WNOHANG)
        if ended:
            break
        if time.monotonic() > deadline:
            os.kill(child, signal.SIGKILL)
        time.sleep(0.05)
    how = "timeout" if os.WIFSIGNALED(status) else str(os.WEXITSTATUS(status))
    return how, used.ru_utime + used.ru_stime


def run_tests(files: list[str]) -> int:
    """Pytest's own status over these files."""
    import pytest

    return int(pytest.main([*PLUGINS, *files]))


def reached(file: str, out: Path) -> int:
    """Run a test file and write the lines of the packages that it reached."""
    import coverage

    counted = coverage.Coverage(data_file=None, source=[str(ROOT / "src/actuary")], config_file=False)
    counted.start()
    status = run_tests([file])
    counted.stop()
    data = counted.get_data()
    lines = {str(Path(name).relative_to(ROOT)): data.lines(name) for name in data.measured_files()}
    out.write_text(json.dumps({name: sorted(seen or ()) for name, seen in lines.items()}), encoding="utf-8")
    return status


def reach(folder: Path, kernels: bool) -> dict[str, Any]:
    """What each test file reaches, and how long it takes; asked once, kept in the folder."""
    kept = folder / "reach.json"
    known: dict[str, Any] = json.loads(kept.read_text(encoding="utf-8")) if kept.exists() else {}
    for file in test_files(kernels):
        if file in known:
            continue
        out = folder / "lines.json"
        out.unlink(missing_ok=True)
        status, seconds = in_child(partial(reached, file, out), 900)
        lines = json.loads(out.read_text(encoding="utf-8")) if out.exists() else {}
        known[file] = {"status": status, "seconds": seconds, "lines": lines}
        print(file, status, f"{seconds:.1f}", flush=True)
        kept.write_text(json.dumps(known), encoding="utf-8")
    return known


def mutants(package: str) -> Iterator[dict[str, Any]]:
    """Every mutant of a package: file, line, the change, the whole text."""
    import libcst
    from libcst.metadata import MetadataWrapper, PositionProvider
    from mutmut.mutation.file_mutation import MutationVisitor, mutation_operators
    from mutmut.mutation.pragma_handling import get_ignored_lines

    class Everywhere(MutationVisitor):
        """mutmut leaves decorated functions alone because it wraps them; nothing is wrapped here."""

        def _skip_node_and_children(self, node: libcst.CSTNode) -> bool:
            decorated = isinstance(node, libcst.FunctionDef) and bool(node.decorators)
            return False if decorated else bool(super()._skip_node_and_children(node))

    for path in sorted((ROOT / "src/actuary" / package).rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        wrapper = MetadataWrapper(libcst.parse_module(text))
        visitor = Everywhere(mutation_operators, get_ignored_lines(str(path), text, wrapper, None))
        module = wrapper.visit(visitor)
        places = wrapper.resolve(PositionProvider)
        for number, change in enumerate(visitor.mutations):
            where = places[change.original_node]
            if change.contained_by_top_level_function is None:
                continue
            yield {
                "id": f"{package}/{path.stem}:{number}",
                "file": str(path.relative_to(ROOT)),
                "lines": [where.start.line, where.end.line],
                "kind": type(change.original_node).__name__,
                "before": module.code_for_node(change.original_node),
                "after": module.code_for_node(change.mutated_node),
                "make": partial(_changed, module, change),
            }


def _changed(module: Any, change: Any) -> str:
    """The module's text with the change in it."""
    return str(module.deep_replace(change.original_node, change.mutated_node).code)


def drawn(folder: Path, packages: Sequence[str], each: int, seed: int) -> tuple[list[dict[str, Any]], Counter[str]]:
    """The sample, package after package in turn, with the text of each mutant; and how many there are in all."""
    kept = folder / f"sample-{'-'.join(packages)}-{seed}-{each}.json".replace("/", "_")
    if not kept.exists():
        samples, all_of = {}, {}
        for package in packages:
            every = list(mutants(package))
            all_of[package] = len(every)
            found = random.Random(f"{seed} {package}").sample(every, min(each, len(every)))
            samples[package] = [{**one, "package": package, "text": one.pop("make")()} for one in found]
        turns = [one for turn in zip_longest(*samples.values()) for one in turn if one]
        turns = [{key: value for key, value in one.items() if key != "make"} for one in turns]
        kept.write_text(json.dumps([turns, all_of], ensure_ascii=False), encoding="utf-8")
    turns, all_of = json.loads(kept.read_text(encoding="utf-8"))
    return turns, Counter(all_of)


def judges(mutant: dict[str, Any], known: dict[str, Any], longest: float) -> list[str]:
    """Test files that reach the mutant: those of its own package first, then the fastest, while the time lasts."""
    own = f"tests/{mutant['file'].split('/')[2]}/"
    first, last = mutant["lines"]

    def sees(file: str) -> bool:
        return any(first <= line <= last for line in known[file]["lines"].get(mutant["file"], ()))

    files = [file for file in known if known[file]["status"] == "0" and sees(file)]
    files.sort(key=lambda file: (not file.startswith(own), float(known[file]["seconds"])))
    taken: list[str] = []
    for file in files:
        if not taken or sum(known[each]["seconds"] for each in (*taken, file)) <= longest:
            taken.append(file)
    return taken


def tried(mutant: dict[str, Any], files: list[str], seconds: float) -> tuple[str, float]:
    """What the tests say of a mutant: 0 when they saw nothing."""
    path, text = str(ROOT / mutant["file"]), mutant["text"]
    loader = importlib.machinery.SourceFileLoader

    def work() -> int:
        honest = loader.get_code

        def get_code(self: importlib.machinery.SourceFileLoader, name: str) -> Any:
            return compile(text, path, "exec") if self.path == path else honest(self, name)

        loader.get_code = get_code  # type: ignore[method-assign]
        return run_tests(files)

    return in_child(work, 3 * seconds + 30)


def interval(seen: int, of: int, z: float = 1.96) -> tuple[float, float]:
    """Wilson's interval of a share."""
    share, wide = seen / of, z * z / of
    middle, half = share + wide / 2, z * math.sqrt(share * (1 - share) / of + wide / of / 4)
    return (middle - half) / (1 + wide), (middle + half) / (1 + wide)


def report(found: list[dict[str, Any]], all_of: Counter[str]) -> None:
    """Score of each package, and of all weighed by their mutants; then what survived."""
    share: dict[str, float] = {}
    for package in sorted({each["package"] for each in found}):
        of = [each for each in found if each["package"] == package]
        seen = sum(each["seen"] for each in of)
        share[package] = seen / len(of)
        low, high = interval(seen, len(of))
        print(
            f"{package}: {seen} of {len(of)} ({all_of[package]} in all): {share[package]:.1%} ({low:.1%} to {high:.1%})"
        )
    whole = sum(share[package] * all_of[package] for package in share) / sum(all_of[package] for package in share)
    print(f"weighed by mutants in all: {whole:.1%}")
    for kind, number in Counter(each["kind"] for each in found if not each["seen"]).most_common():
        print(f"survived {kind}: {number} of {sum(each['kind'] == kind for each in found)}")


def main() -> None:
    """Sample, try, report."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("folder", type=Path)
    asked.add_argument("--each", type=int, default=84, help="mutants of each package")
    asked.add_argument("--seed", type=int, default=2016)
    asked.add_argument("--longest", type=float, default=20.0, help="seconds of tests that a mutant is given")
    asked.add_argument("--kernels", action="store_true")
    asked.add_argument("--again", action="store_true", help="try survivors again")
    options = asked.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    if options.kernels:
        os.environ["NUMBA_DISABLE_JIT"] = "1"
    os.chdir(ROOT)
    import hypothesis  # noqa: F401 - libraries once, for every child
    import numba  # noqa: F401
    import pandas  # noqa: F401
    import polars  # noqa: F401
    import pydantic  # noqa: F401
    import pytest  # noqa: F401
    import scipy.optimize  # noqa: F401

    known = reach(options.folder, options.kernels)
    kept = options.folder / "mutants.jsonl"
    lines = kept.read_text(encoding="utf-8").splitlines() if kept.exists() else []
    found = {each["id"]: each for each in map(json.loads, lines)}
    sample, all_of = drawn(options.folder, ("kernels",) if options.kernels else PACKAGES, options.each, options.seed)
    for mutant in sample:
        before = found.get(mutant["id"])
        if before and not (options.again and not before["seen"]):
            continue
        files = judges(mutant, known, options.longest)
        seconds = sum(known[file]["seconds"] for file in files)
        status, took = tried(mutant, files, seconds) if files else ("untested", 0.0)
        told = {key: value for key, value in mutant.items() if key != "text"}
        told |= {
            "status": status,
            "took": round(took, 1),
            "of": round(seconds, 1),
            "seen": status not in ("0", "untested"),
        }
        found[mutant["id"]] = told
        with kept.open("a", encoding="utf-8") as file:
            file.write(json.dumps(told, ensure_ascii=False) + "\n")
        print(mutant["id"], status, f"{took:.1f}", flush=True)
    report([found[each["id"]] for each in sample], all_of)


if __name__ == "__main__":
    sys.exit(main())
