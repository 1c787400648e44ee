"""Register of runs (运行登记簿): which runs there are, what each rests on, how far each has come and by whom.

One SQLite file, `runs.sqlite` beside the run folders or where ACTUARY_RUNS says. A line is written after the folder has
its name, so that what is registered is whole; a whole folder that nobody registered is entered when the list is made.
Nothing is ever taken out: a run whose folder is gone stays, and says so.
"""

import json
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple, get_args
from typing import Literal as Choice

from actuary.errors import Both, EnvironmentProblem, Problem, problem
from actuary.runs.folder import MANIFEST, open_run, written_runs
from actuary.runs.manifest import digest, ground

VARIABLE = "ACTUARY_RUNS"
NAME = "runs.sqlite"
Standing = Choice["draft", "reviewed", "issued"]
STANDINGS: tuple[Standing, ...] = get_args(Standing)
WAIT = 60.0
"""How long a writer waits for the others [s]."""
_MARK = 0x61637475
"""Application number of the file, `actu`."""
_STATE = ("SELECT count(*) FROM sqlite_schema", "PRAGMA application_id", "PRAGMA journal_mode")
"""Tables before the mark, which comes with them: another process may make both in between."""
_TABLES = """
CREATE TABLE IF NOT EXISTS runs (
  folder BLOB NOT NULL, manifest TEXT NOT NULL, run TEXT NOT NULL, created TEXT NOT NULL, kind TEXT NOT NULL,
  ground TEXT NOT NULL, options TEXT NOT NULL, PRIMARY KEY (folder, manifest)
) STRICT;
CREATE TABLE IF NOT EXISTS tags (
  number INTEGER PRIMARY KEY, folder BLOB NOT NULL, manifest TEXT NOT NULL, standing TEXT NOT NULL,
  by TEXT NOT NULL, at TEXT NOT NULL, note TEXT,
  FOREIGN KEY (folder, manifest) REFERENCES runs (folder, manifest)
) STRICT;
"""


class Tag(NamedTuple):
    """How far a run has come (状态), who said so, and when."""

    standing: Standing
    by: str
    at: str
    note: str | None


class Line(NamedTuple):
    """One registered run (登记项)."""

    folder: Path
    run: str
    """Digest of all that decides it."""
    created: str
    kind: str
    """`run`, or the name of the document that a command wrote instead of a verdict."""
    options: dict[str, Any]
    here: bool
    """Whether its folder still holds it."""
    base: Path | None
    """The registered run without reforms that it differs from by its reforms alone."""
    tags: tuple[Tag, ...]
    """All that was said of it, in order."""

    @property
    def standing(self) -> Standing:
        """What was said last; a run of which nothing was said is a draft."""
        return self.tags[-1].standing if self.tags else "draft"


def registry_of(place: Path) -> Path:
    """The register of the runs in a folder: the file that ACTUARY_RUNS names, else `runs.sqlite` in it."""
    named = os.environ.get(VARIABLE)
    return Path(named).absolute() if named else place.absolute() / NAME


def register(folder: Path) -> Path:
    """Enter a whole run (登记运行) and return the register; entering it again changes nothing.

    Raises Problem where `folder` is no run or the register is none, EnvironmentProblem where it cannot be written.
    """
    registry = registry_of(folder.absolute().parent)
    with _writing(registry) as base:
        _enter(base, registry, folder.absolute())
    return registry


def listed(place: Path) -> list[Line]:
    """All registered runs, the oldest first, after those in `place` that nobody entered have been.

    Runs of one second stand as they were entered.
    """
    registry, whole = registry_of(place), written_runs(place)
    if not registry.exists() and not whole:
        return []
    with _writing(registry) if _writable(registry) else _reading(registry) as base:
        for folder in whole:
            _enter(base, registry, folder.absolute())
        return list(_lines(base, registry))


def tag(folder: Path, standing: Standing, by: str, note: str | None = None) -> Line:
    """Say how far a run has come (标注状态); raises Problem where it is issued and nobody has reviewed it."""
    registry = registry_of(folder.absolute().parent)
    with _writing(registry) as base:
        key = _enter(base, registry, folder.absolute())
        before = next(line for line in _lines(base, registry) if line.folder == folder.absolute() and line.here)
        if standing == "issued" and before.standing != "reviewed":
            message = Both("未经复核的运行不能签发。", "A run that nobody has reviewed is not issued.")
            remedy = Both("请先由复核人标注 reviewed。", "Let a reviewer tag it reviewed first.")
            raise Problem(problem("not_reviewed", message=message, remedy=remedy, file=str(folder), field="STANDING"))
        row = (*key, standing, by, datetime.now(UTC).isoformat(timespec="seconds"), note)
        base.execute("INSERT INTO tags (folder, manifest, standing, by, at, note) VALUES (?, ?, ?, ?, ?, ?)", row)
        return next(line for line in _lines(base, registry) if line.folder == folder.absolute() and line.here)


def as_written(folder: Path) -> bool | None:
    """Whether a run's manifest is the one under which it was first registered (与登记相符); None where it never was.

    Raises Problem where `folder` is no run or the register is none.
    """
    registry, manifest = registry_of(folder.absolute().parent), open_run(folder).manifest
    if not registry.exists():
        return None
    with _writing(registry) if _writable(registry) else _reading(registry) as base:
        first = base.execute(
            "SELECT manifest FROM runs WHERE folder = ? AND run = ? AND created = ? ORDER BY rowid LIMIT 1",
            (_told(folder.absolute(), registry), manifest["run"], manifest["created"]),
        ).fetchone()
    return None if first is None else bool(first[0] == digest((folder / MANIFEST).read_bytes()))


def _enter(base: sqlite3.Connection, registry: Path, folder: Path) -> tuple[bytes, str]:
    """The key of a run's line, which is there afterwards."""
    manifest = open_run(folder).manifest
    key = (_told(folder, registry), digest((folder / MANIFEST).read_bytes()))
    documents = {str(row["file"]) for row in manifest["outputs"] if str(row["file"]).endswith(".json")}
    kind = "run" if "verdict.json" in documents else min(documents, default="run").removesuffix(".json")
    options = json.dumps(manifest["options"], ensure_ascii=False)
    row = (*key, manifest["run"], manifest["created"], kind, ground(manifest), options)
    base.execute("INSERT OR IGNORE INTO runs VALUES (?, ?, ?, ?, ?, ?, ?)", row)
    return key


def _lines(base: sqlite3.Connection, registry: Path) -> Iterator[Line]:
    rows = base.execute(
        "SELECT folder, manifest, run, created, kind, options, (SELECT b.folder FROM runs b WHERE b.ground = r.ground"
        " AND b.kind = r.kind AND json_extract(b.options, '$.reforms') IS NULL"
        " ORDER BY b.created DESC, b.rowid DESC LIMIT 1)"
        " FROM runs r ORDER BY created, rowid"
    ).fetchall()
    said: dict[tuple[bytes, str], list[Tag]] = {}
    for folder, manifest, *rest in base.execute(
        "SELECT folder, manifest, standing, by, at, note FROM tags ORDER BY number"
    ):
        said.setdefault((folder, manifest), []).append(Tag(*rest))
    for folder, manifest, run, created, kind, text, beside in rows:
        options, place = json.loads(text), registry.parent / os.fsdecode(folder)
        holds = place / MANIFEST
        here = holds.is_file() and digest(holds.read_bytes()) == manifest
        base_folder = registry.parent / os.fsdecode(beside) if options.get("reforms") and beside is not None else None
        tags = tuple(said.get((folder, manifest), ()))
        yield Line(place, run, created, kind, options, here, base_folder, tags)


def _told(folder: Path, registry: Path) -> bytes:
    """A folder as the register names it: relative to it where it lies below, so that both can be moved together."""
    below = folder.is_relative_to(registry.parent)
    return os.fsencode(folder.relative_to(registry.parent).as_posix() if below else folder)


@contextmanager
def _writing(registry: Path) -> Iterator[sqlite3.Connection]:
    """The register in a transaction of its own, on the disk when this ends without fault."""
    try:
        with closing(sqlite3.connect(registry, timeout=WAIT, isolation_level=None)) as base:
            _opened(base, registry)
            base.execute("BEGIN IMMEDIATE")
            try:
                yield base
            except BaseException:
                base.execute("ROLLBACK")
                raise
            base.execute("COMMIT")
    except sqlite3.OperationalError as fault:
        message = Both(f"运行登记簿无法写入（{fault}）。", f"The register of runs cannot be written: {fault}.")
        remedy = Both(
            f"请检查权限和磁盘空间，或用环境变量 {VARIABLE} 另指一个文件；运行文件夹不受影响。",
            f"Check permissions and disk space, or name another file by {VARIABLE}; the run folders are as they were.",
        )
        raise EnvironmentProblem(
            problem("registry_not_written", message=message, remedy=remedy, file=str(registry))
        ) from fault
    except sqlite3.DatabaseError as fault:
        raise _no_register(registry, str(fault)) from fault


def _writable(registry: Path) -> bool:
    """Whether the register can be written; one on a shelf that may only be read is listed all the same."""
    return os.access(registry.parent, os.W_OK) and (not registry.exists() or os.access(registry, os.W_OK))


@contextmanager
def _reading(registry: Path) -> Iterator[sqlite3.Connection]:
    """The register as it stands, in memory."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as base:
        if registry.exists():
            try:
                with closing(sqlite3.connect(f"{registry.as_uri()}?immutable=1", uri=True)) as stored:
                    stored.backup(base)
            except sqlite3.DatabaseError as fault:
                raise _no_register(registry, str(fault)) from fault
        _opened(base, registry)
        yield base


def _opened(base: sqlite3.Connection, registry: Path) -> None:
    """The tables, written ahead of the file and put on the disk at each commit."""
    tables, mark, mode = (base.execute(asked).fetchone()[0] for asked in _STATE)
    if tables and mark != _MARK:
        raise _no_register(registry, "another program's file")
    if mode != "wal":
        base.execute("PRAGMA journal_mode = WAL")
    base.execute("PRAGMA synchronous = FULL")
    base.execute("PRAGMA foreign_keys = ON")
    if not tables:
        base.executescript(f"BEGIN IMMEDIATE; PRAGMA application_id = {_MARK}; {_TABLES} COMMIT;")


def _no_register(registry: Path, why: str) -> Problem:
    message = Both(f"这不是运行登记簿（{why}）。", f"This is no register of runs: {why}.")
    remedy = Both(
        "请先把它移走；`actuary runs` 会从运行文件夹重新建立登记簿。",
        "Move it away; `actuary runs` makes a new one from the run folders.",
    )
    return Problem(problem("registry", message=message, remedy=remedy, file=str(registry)))
