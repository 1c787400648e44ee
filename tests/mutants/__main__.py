"""How many small errors the tests see: `python -m tests.mutants FOLDER [--each 84] [--seed N] [--only law/divisor]`.

A mutant is the program with one expression changed, as mutmut changes it (`pip install mutmut coverage`; they are no
dependencies). All would take days, so a sample of each package is drawn, with a fresh seed unless one is given. mutmut
itself forks from a process that has run tests, after which polars' threads are gone and every child hangs; here each
mutant is the child of a process that has imported libraries and nothing of ours. FOLDER keeps what is known, so a run
that was stopped goes on.

1. Which tests reach which lines: each test file once.  2. Control: all of them over the program as it is.  3. Each
mutant against the files that reach its statement, the quickest first, until a test fails: first as many as `--longest`
seconds allow, then, where none saw it, `--most`.  4. The score, with its interval, and what survived, module by module.
`--kernels`: the package kernels/month as plain Python.

What tests do in processes of their own is done by the program as it is. The words of letters are no mutants.
"""

import argparse
import json
import math
import os
import random
import subprocess
import sys
from collections import Counter
from itertools import accumulate
from pathlib import Path
from typing import Any

from tests.mutants.changing import ROOT, drawn
from tests.mutants.reaching import judges, reach
from tests.mutants.trying import SEEN, tried

PACKAGES = ("law", "funds", "valuation")
KERNELS = ("kernels/month",)


def interval(seen: int, of: int, z: float = 1.96) -> tuple[float, float]:
    """Wilson's interval of a share."""
    share, wide = seen / of, z * z / of
    middle, half = share + wide / 2, z * math.sqrt(share * (1 - share) / of + wide / of / 4)
    return (middle - half) / (1 + wide), (middle + half) / (1 + wide)


def report(found: list[dict[str, Any]], all_of: Counter[str]) -> None:
    """What survived by module; score of each package, and of all weighed by their mutants."""
    for each in sorted(found, key=lambda each: (each["file"], each["line"])):
        if each["status"] not in SEEN:
            how = f"{each['tests']} tests" if each["tests"] else "no test reaches it"
            print(f"{each['file']}:{each['line']}: {each['before']} -> {each['after']} ({each['status']}, {how})")
    whole = 0.0
    for package, number in all_of.items():
        of = [each for each in found if each["package"] == package]
        seen = sum(each["status"] in SEEN for each in of)
        low, high = interval(seen, len(of))
        whole += seen / len(of) * number / all_of.total()
        print(f"{package}: {seen} of {len(of)} ({number} in all): {seen / len(of):.1%} ({low:.1%} to {high:.1%})")
    print(f"weighed by mutants in all: {whole:.1%}")
    broken = Counter(each["status"] for each in found if each["status"] not in {"0", "untested", *SEEN})
    print("ends that mean nothing, counted as unseen:", dict(broken) or "none")


def judged(mutant: dict[str, Any], known: dict[str, Any], longest: tuple[float, float], folder: Path) -> dict[str, Any]:
    """What the tests say of a mutant: the quick files, then others, as many as the seconds allow."""
    files = judges(mutant, known)
    quick, most = (max(within(files, seconds), 1) for seconds in longest)
    told = {"status": "untested", "by": "", "took": 0.0, "of": 0.0, "tests": 0}
    for some in (files[:quick], files[quick:most]):
        if some and told["status"] not in SEEN:
            again = tried(mutant, some, folder)
            told = again | {key: round(told[key] + again[key], 1) for key in ("took", "of", "tests")}
    return {key: value for key, value in mutant.items() if key != "text"} | told


def within(files: list[dict[str, Any]], seconds: float) -> int:
    """How many of the files, in their order, take no longer together."""
    return sum(total <= seconds for total in accumulate(each["seconds"] for each in files))


def control(known: dict[str, Any], folder: Path) -> None:
    """The program as it is passes every test that judges; else nothing can be said."""
    whole = [{"file": file, "seconds": of["seconds"], "tests": list(of["tests"])} for file, of in known.items()]
    for judge in whole:
        tests = known[judge["file"]]["tests"]
        judge["tests"] = sorted(
            (name for name in judge["tests"] if tests[name]["outcome"] == "passed"),
            key=lambda name: tests[name]["seconds"],
        )
    told = tried(None, whole, folder)
    print("control:", told, flush=True)
    if told["status"] != "0":
        sys.exit(f"the program as it is does not pass: {told['by']}; see {folder / 'said.txt'}")


def asked() -> argparse.Namespace:
    """What stands on the command line."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("folder", type=Path)
    options.add_argument("--each", type=int, default=84, help="mutants of each package, 0 for all")
    options.add_argument("--seed", type=int, help="else one never used before")
    options.add_argument("--only", action="append", help="a package or module: law/divisor")
    options.add_argument("--longest", type=float, default=20.0, help="seconds of tests that a mutant is given at first")
    options.add_argument("--most", type=float, default=1000.0, help="seconds of tests that a survivor is given in all")
    options.add_argument("--kernels", action="store_true")
    options.add_argument("--again", action="store_true", help="try survivors again")
    options.add_argument("--uncontrolled", action="store_true", help="leave the control out, while tests are written")
    return options.parse_args()


def prepared(kernels: bool) -> None:
    """Libraries once, for every child; compiled kernels are kept where the program keeps them."""
    if kernels:
        os.environ["NUMBA_DISABLE_JIT"] = "1"
    where = "from actuary.kernels.cache import configure; print(configure())"
    told = subprocess.run([sys.executable, "-c", where], check=True, capture_output=True, text=True)
    os.environ["NUMBA_CACHE_DIR"] = told.stdout.strip()
    os.chdir(ROOT)
    import hypothesis  # noqa: F401 - for the children
    import numba  # noqa: F401
    import pandas  # noqa: F401
    import polars  # noqa: F401
    import pydantic  # noqa: F401
    import pytest  # noqa: F401
    import scipy.optimize  # noqa: F401


def main() -> None:
    """Sample, try, report."""
    options = asked()
    folder = options.folder
    folder.mkdir(parents=True, exist_ok=True)
    prepared(options.kernels)
    home = KERNELS if options.kernels else PACKAGES
    known = reach(folder, home, options.kernels)
    if not options.uncontrolled:
        control(known, folder)
    seed = random.SystemRandom().randrange(10**6) if options.seed is None else options.seed
    print("seed", seed, flush=True)
    kept = folder / f"mutants-{seed}.jsonl"
    lines = kept.read_text(encoding="utf-8").splitlines() if kept.exists() else []
    found = {each["id"]: each for each in map(json.loads, lines)}
    sample, all_of = drawn(folder, options.only or home, options.each, seed)
    for mutant in sample:
        before = found.get(mutant["id"])
        if before and (before["status"] in SEEN or not options.again):
            continue
        told = found[mutant["id"]] = judged(mutant, known, (options.longest, options.most), folder)
        with kept.open("a", encoding="utf-8") as file:
            file.write(json.dumps(told, ensure_ascii=False) + "\n")
        print(mutant["id"], *(told[key] for key in ("status", "took", "tests", "by")), flush=True)
    report([found[each["id"]] for each in sample], all_of)


if __name__ == "__main__":
    main()
