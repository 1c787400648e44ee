"""Impulses (脉冲响应): what one cause alone does to every flow, rule and opening balance, by the whole engine.

A cause is a year of a process off its path, or an input at an end of its range; an end that cannot be beside all else
that is believed is run as far as it can. What a run of a cause says is kept in the user's cache beside the compiled
kernels, under a digest of every file and of the program: a second simulation of the same valuation, on other dice or
more paths, runs none again.
"""

import hashlib
import json
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import numpy as np

from actuary.dated import Change, Reform
from actuary.dated.ends import ENDS, End, at
from actuary.dated.kept import digest
from actuary.errors import EnvironmentProblem, Problem
from actuary.kernels.cache import user_cache
from actuary.kernels.whole import write_whole
from actuary.paths.economy import Process
from actuary.scenarios.outcome import Case
from actuary.scenarios.study import Study
from actuary.uncertainty.cash import Cash, IntArray, Layout
from actuary.uncertainty.sensitivity import Ranged, case_of
from actuary.valuation.run import ProgressTold

EARLY, APART = 6, 8
"""Every one of so many first years is run by itself; after them one in so many, and those between are interpolated."""


TOGETHER = 45
"""Causes whose people move together: three runs of lanes."""


HALVINGS = 7
"""How often the way to an end that cannot be is halved, so that what can be of it is found to one part in 128."""


class Cause(NamedTuple):
    """Something that may be otherwise (成因): a name that tells it from all others, and people as it moves them."""

    name: str
    case: Callable[[], Case]
    reforms: tuple[Reform, ...] = ()
    """The reform that it is, which others can move people beside."""
    end: tuple[str, End] | None = None
    """The input whose range it is an end of."""
    part: Callable[[float], Case] | None = None
    """People as a share of the way to that end moves them."""


class Short(NamedTuple):
    """An end of a range that cannot be beside all else that is believed (不能到达的区间端点): how much of the way from
    the value to it was run in its place, and why no more."""

    name: str
    end: str
    share: float
    why_zh: str
    why_en: str


class Response(NamedTuple):
    """What ledgers are kept from under a cause alone, and whether it fell short."""

    cash: Cash
    short: Short | None = None


def knots(years: IntArray) -> IntArray:
    """Places of the years whose causes are run `[K]`: all of a short run; the last always."""
    count = len(years)
    return np.array(sorted({*range(min(EARLY, count)), *range(EARLY - 1, count, APART), count - 1}))


def deviation(process: Process, year: int, x: float) -> Change:
    """A year of a process that is off its path by `x`."""
    value = float(np.exp(x)) if process.verb == "scale" else x
    return Change(process.verb, process.parameter, value, 12 * year, 12 * year + 11, reform="simulation")


def reform(changes: Sequence[Change]) -> Reform:
    """Deviations as a reform, which the whole engine can run."""
    return Reform("simulation", "随机路径", "judgement", "", tuple(changes), {}, None, Path("simulation"))


def acts(study: Study, process: Process) -> bool:
    """Whether anything in the run reads what the process moves."""
    return any(process.parameter in group.used for group in study.base.seen.groups)


def of_process(study: Study, process: Process, year: int, x: float) -> Cause:
    """A process that is off its path by `x` in one year alone."""
    changes = (reform([deviation(process, year, x)]),)
    return Cause(f"{process.name} {year} {x!r}", lambda: study.case(changes), changes)


def of_range(study: Study, each: Ranged) -> list[Cause]:
    """An input at either end of its range, as if the file said so."""

    def part(end: End) -> Callable[[float], Case]:
        return lambda share: case_of(study, at(each.parameter, end, share))

    def cause(end: End) -> Cause:
        moved, name = part(end), each.parameter.name
        return Cause(f"{name} {end}", lambda: moved(1.0), end=(name, end), part=moved)

    return [cause(end) for end in ENDS]


def responses(study: Study, layout: Layout, causes: Sequence[Cause], told: ProgressTold) -> list[Response]:
    """What the ledgers are kept from under each cause alone, run or found; `told` hears of each."""
    folder = home(study)
    entries = [
        folder / f"{hashlib.sha256(cause.name.encode()).hexdigest()}.npz" if folder else None for cause in causes
    ]
    found = [opened(entry, layout) for entry in entries]
    missing = [place for place, cash in enumerate(found) if cash is None]
    together = min(TOGETHER, study.kept - 2)
    for begin in range(0, len(missing), together):
        now = missing[begin : begin + together]
        study.expect([causes[place].reforms for place in now if causes[place].reforms])
        for done, place in enumerate(now, begin + 1):
            found[place] = response = run(study, layout, causes[place])
            entry = entries[place]
            if entry is not None:
                with suppress(OSError):
                    write(entry, response)
            told(len(causes) - len(missing) + done, len(causes))
    return [response for response in found if response is not None]


def run(study: Study, layout: Layout, cause: Cause) -> Response:
    """A cause run alone; of an end of a range that is refused, as much of the way to it as is found to be possible.

    Raises Problem where what is no end of a range is refused.
    """
    try:
        return Response(layout.cash(cause.case()))
    except Problem as refused:
        if cause.part is None or cause.end is None or isinstance(refused, EnvironmentProblem):
            raise
        why = refused.letters[0].message
    held, cash, step = 0.0, layout.cash(study.case(())), 0.5
    for _ in range(HALVINGS):
        try:
            cash = layout.cash(cause.part(held + step))
            held += step
        except EnvironmentProblem:
            raise
        except Problem as refused:
            why = refused.letters[0].message
        step /= 2.0
    return Response(cash, Short(*cause.end, held, why.zh, why.en))


PROGRAM = (
    *("dated", "vocabulary", "law", "basis", "people", "schemes", "funds", "valuation", "errors.py", "months.py"),
    *("kernels", "paths/economy.py", "scenarios"),
    *(f"uncertainty/{name}.py" for name in ("cash", "impulses", "reads", "sensitivity")),
)
"""What decides an impulse, relative to the package."""
STUDIES = 6
"""Valuations whose impulses stay in the cache; the oldest go first."""


def home(study: Study) -> Path | None:
    """Where the impulses of a valuation are kept; None where nothing can be."""
    prepared = study.prepared
    folders = [prepared.root / "assumptions", prepared.folder]
    besides = [path for path in prepared.inputs if path.suffix != ".yaml" or not any(map(path.is_relative_to, folders))]
    given = hashlib.sha256(b"".join(hashlib.sha256(path.read_bytes()).digest() for path in besides))
    key = digest(folders, prepared.root, f"{sorted(prepared.options.items())} {given.hexdigest()}", PROGRAM)
    try:
        folder = user_cache() / "actuary" / "impulses" / str(key)
        folder.mkdir(parents=True, exist_ok=True)
        return None if key is None else folder
    except (OSError, RuntimeError):  # RuntimeError: the user has no home
        return None


def opened(entry: Path | None, layout: Layout) -> Response | None:
    """What was kept; None where there is nothing, or it is damaged."""
    if entry is None:
        return None
    with suppress(OSError, ValueError, KeyError, EOFError, TypeError):
        with np.load(entry, allow_pickle=False) as kept:
            cash = Cash(kept["rows"], kept["opening"], kept["reads"])
            short = [Short(*json.loads(str(told))) for told in kept["short"]]
        if (cash.rows.shape[1], len(cash.opening), len(cash.reads)) == (
            len(layout.months),
            len(layout.ledgers),
            len(layout.reads),
        ):
            return Response(cash, *short)
    return None


def write(entry: Path, response: Response) -> None:
    """Put a response in its place whole, and drop the oldest valuations beyond those that stay."""
    short = np.array([] if response.short is None else [json.dumps(response.short)], dtype=np.str_)
    write_whole(entry, lambda stream: np.savez(stream, **response.cash._asdict(), short=short))
    studies = sorted(entry.parent.parent.iterdir(), key=lambda path: path.stat().st_mtime)
    for old in studies[:-STUDIES]:
        for path in old.iterdir():
            path.unlink(missing_ok=True)
        old.rmdir()
