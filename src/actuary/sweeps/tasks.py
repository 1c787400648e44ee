"""Tasks of a sweep (批量任务): a city under a scenario, named by a digest of everything its answer rests on."""

import hashlib
import json
import platform
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

from actuary import data
from actuary.dated import names_in
from actuary.errors import Both, Letter, Problem, problem

BASELINE = "baseline"
"""The scenario of no reform."""
SHORT = "short_ends"
"""Where a part of paths says which ends of ranges they do not reach."""
LARGEST = 20_000_000
"""Largest file of a task [bytes]."""


class File(NamedTuple):
    """A file by name and content, so that a task can be worked where the file does not lie."""

    name: str
    content: bytes


class Block(NamedTuple):
    """Paths of a simulation by number (一批路径): path n of a seed is the same in whatever block it lies."""

    first: int
    size: int
    seed: int
    only: str
    """Pattern of the inputs whose ranges are drawn; empty: none."""
    people: int
    """How many paths of people."""


class Task(NamedTuple):
    """A city under a scenario (一城一方案), or some paths of it."""

    city: str
    valuation: str
    options: tuple[tuple[str, str], ...]
    """Options of the run by name: rules, basis, pooling, to."""
    inputs: File | None
    """The city's own inputs; None: the valuation as it is shipped."""
    scenario: str
    reforms: tuple[str | File, ...]
    """Shipped names and files, in their order."""
    paths: Block | None
    """The paths whose yearly results are asked for; None: the verdict."""
    ground: str
    """Digest of the data in use and of the program."""
    key: str
    """Digest (sha256) of all that the answer rests on."""


class Done(NamedTuple):
    """A part, and what it cost: time of the processor [second], most memory that its process ever held [byte]."""

    key: str
    part: bytes
    seconds: float
    memory: int | None


class Refused(NamedTuple):
    """A task that cannot be done, and why: letters that name the city."""

    key: str
    letters: tuple[Letter, ...]


def tasks_of(
    cities: Sequence[str | Path],
    valuation: str,
    scenarios: Sequence[str],
    options: Mapping[str, str],
    paths: Sequence[Block] = (),
) -> list[Task]:
    """Every city under every scenario, city by city, and every block of paths where any are asked for.

    A city is the name of a valuation, or a table of inputs laid over `valuation`; a scenario is `baseline` or reforms
    joined by `+`. Raises Problem where two cities or two scenarios bear one name.
    """
    base = ground()
    named = [_city(each, valuation) for each in cities]
    _once([city for city, _, _ in named], "CITY")
    asked = [(_scenario_name(each), tuple(_reforms(each))) for each in scenarios]
    _once([name for name, _ in asked], "--scenario")
    found = tuple(sorted(options.items()))
    return [
        Task(city, of, found, inputs, name, reforms, block, base, _key(base, of, found, inputs, reforms, block))
        for city, of, inputs in named
        for name, reforms in asked
        for block in (paths or (None,))
    ]


def blocks(paths: int, size: int, seed: int, only: str, people: int) -> list[Block]:
    """Paths from the first on in blocks of a size; more paths later leave full blocks what they are."""
    return [Block(first, min(size, paths - first), seed, only, people) for first in range(0, paths, size)]


@cache
def ground() -> str:
    """Digest of the data in use and of the program, wherever they lie: what every task rests on."""
    root, package = data.root(), Path(__file__).parents[1]
    whole = hashlib.sha256(f"{platform.python_version()} {version('numpy')} {version('numba')}".encode())
    told = [(root, path) for name in data.FOLDERS for path in sorted((root / name).rglob("*"))]
    told += [(package, path) for path in sorted(package.rglob("*.py"))]
    for base, path in told:
        if path.is_file():
            content = path.read_bytes()
            whole.update(f"{path.relative_to(base).as_posix()} {len(content)}".encode() + content)
    return whole.hexdigest()


def _key(
    base: str,
    valuation: str,
    options: tuple[tuple[str, str], ...],
    inputs: File | None,
    reforms: Sequence[str | File],
    paths: Block | None,
) -> str:
    """Names of cities and scenarios are not in it: who asks for the same gets the same part."""
    told: list[object] = [base, valuation, options, None if inputs is None else _digest(inputs)]
    told += [each if isinstance(each, str) else [each.name, _digest(each)] for each in reforms]
    told += [] if paths is None else [paths._asdict()]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()


def _digest(file: File) -> str:
    return hashlib.sha256(file.content).hexdigest()


def _city(city: str | Path, valuation: str) -> tuple[str, str, File | None]:
    path = Path(city)
    if path.is_file():
        return path.stem, valuation, _file(path)
    return str(city), str(city), None


def _file(path: Path) -> File:
    """A file as it is handed to every worker, which no large one is."""
    if path.stat().st_size > LARGEST:
        message = Both("文件大于 20 MB。", "The file is larger than 20 MB.")
        remedy = Both(
            "请核对文件：一城的输入表只有几千行。", "Check it: a table of a city's inputs has a few thousand rows."
        )
        raise Problem(problem("size", message=message, remedy=remedy, file=str(path)))
    return File(path.name, path.read_bytes())


def _scenario_name(scenario: str) -> str:
    return "+".join(Path(name).stem if Path(name).is_file() else name for name in names_in(scenario))


def _reforms(scenario: str) -> Iterator[str | File]:
    for name in names_in(scenario):
        path = Path(name)
        if path.is_file():
            yield _file(path)
        elif name != BASELINE:
            yield name


def _once(names: Sequence[str], field: str) -> None:
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        message = Both(f"名称重复：{'、'.join(twice)}。", f"Named twice: {', '.join(twice)}.")
        remedy = Both("请改名或删去重复项。", "Rename one, or leave it out.")
        raise Problem(problem("named_twice", message=message, remedy=remedy, field=field))
