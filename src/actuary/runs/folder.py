"""The run folder (运行文件夹): written once, whole or not at all; everyone above reads it from here."""

import errno
import io
import json
import os
import re
import secrets
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from actuary import data
from actuary.errors import Both, EnvironmentProblem, Problem, problem
from actuary.runs.manifest import Output, digest, manifest, well_formed
from actuary.sheets.writing import harmless
from actuary.written import written

KEYS: dict[str, tuple[str, ...]] = {
    "ledger": ("month", "district", "fund", "account", "item", "entitlement_month"),
    "balances": ("month", "district", "fund", "account"),
    "account_record": ("month", "district", "fund"),
    "people": ("month", "district", "category", "age", "status"),
    "people_flows": ("month", "district", "category"),
    "members": ("month", "district", "fund", "kind"),
    "registers": ("month", "register", "kind", "category", "age"),
    "register_flows": ("month", "register", "kind", "category"),
    "memoranda": ("month", "district", "fund", "item"),
    "measures": ("year", "district", "fund", "account", "subsidy", "measure"),
    "coverage": ("month", "fund", "category", "age"),
    "coverage_outside": ("month",),
    "coverage_members": ("month", "fund"),
    "inputs": ("name", "date", "known_from"),
    "exposures": ("month", "district", "fund", "account", "exposure"),
    "pools": ("from", "fund", "pool", "district"),
    "in_force": ("name", "from", "key"),
    "paths": ("path", "year", "fund"),
}
CSV_ROWS = 1_048_576
ROW_GROUP = 262_144
MANIFEST = "manifest.json"
_MAKING = re.compile(r"\..+\.[0-9a-f]{16}")
"""Name of a folder that is being written, or that a killed writer left."""
_AGAIN = Both("请重新估值。", "Run the valuation again.")


@dataclass(frozen=True)
class RunFolder:
    """A written run: its place and its manifest; tables are scanned when asked for, never loaded whole."""

    folder: Path
    manifest: dict[str, Any]

    @property
    def tables(self) -> tuple[str, ...]:
        """Names of the tables that the folder holds."""
        files = (str(output["file"]) for output in self.manifest["outputs"])
        return tuple(file.removesuffix(".parquet") for file in files if file.endswith(".parquet"))

    def table(self, name: str) -> pl.LazyFrame:
        """A lazy scan of one table; raises Problem if the run has none of that name."""
        if name not in self.tables:
            raise _refusal(
                "run_table",
                Both(f"这次运行没有表“{name}”。", f"The run has no table {name!r}."),
                Both(f"它有 {'、'.join(self.tables)}。", f"It holds {', '.join(self.tables)}."),
                self.folder,
            )
        return pl.scan_parquet(self.folder / f"{name}.parquet", glob=False)

    def document(self, name: str) -> dict[str, Any]:
        """A document of the run, `verdict` or `certificate`; raises Problem where it is not what was written."""
        path = self.folder / f"{name}.json"
        told = {output["file"]: output["sha256"] for output in self.manifest["outputs"]}
        if path.is_file() and digest(path.read_bytes()) != told.get(path.name):
            message = Both(f"{path.name} 已不是当时写出的内容。", f"{path.name} is not what was written.")
            raise _refusal("run_document", message, _AGAIN, path)
        return _document(path)

    @contextmanager
    def understood(self) -> Iterator[None]:
        """What does not have the shape of a run, met while it is read, as a letter."""
        try:
            yield
        except (
            LookupError,
            TypeError,
            ValueError,
            AttributeError,
            ArithmeticError,
            pl.exceptions.PolarsError,
        ) as fault:
            said = f"{type(fault).__name__}: {fault}"
            message = Both(f"这个运行文件夹读不懂（{said}）。", f"The run folder cannot be understood: {said}.")
            raise _refusal("run_document", message, _AGAIN, self.folder) from fault


def write_run(
    folder: Path,
    tables: Mapping[str, pl.DataFrame],
    documents: Mapping[str, Mapping[str, Any]],
    inputs: Iterable[Path],
    options: Mapping[str, Any],
    *,
    seed: int | None = None,
    root: Path | None = None,
    reforms: Mapping[str, Path] | None = None,
    pictures: Mapping[str, bytes] | None = None,
) -> RunFolder:
    """Write a run folder (写出运行文件夹) and return it.

    Every table becomes Parquet and, under 1,048,576 rows, a CSV twin; `documents` are `<name>.json`; `pictures` are
    written as they are; `inputs` are the files read, named relative to `root` (default: the data folder). Raises
    Problem where something stands at `folder` already, EnvironmentProblem where the disk refuses; then nothing is left.
    """
    folder = folder.absolute()
    check_free(folder)
    with _appearing(folder) as making:
        outputs = [made for name, table in sorted(tables.items()) for made in _write_table(making, name, table)]
        for name, content in sorted(documents.items()):
            outputs.append(_write(making, f"{name}.json", _json(content)))
        outputs += [_write(making, name, content) for name, content in sorted((pictures or {}).items())]
        left_out = [name for name, table in tables.items() if table.height >= CSV_ROWS]
        listing = manifest(
            options, inputs, outputs, root=root or data.root(), seed=seed, csv_left_out=left_out, reforms=reforms
        )
        _write(making, MANIFEST, _json(listing))
    return RunFolder(folder, listing)


def check_free(folder: Path) -> None:
    """Raises Problem where something stands at `folder` already: asked before a long computation, too."""
    if os.path.lexists(folder):
        raise _taken(folder)


def written_runs(place: Path) -> list[Path]:
    """Folders of whole runs directly in `place` (已写成的运行), by name; what a killed writer left is none of them."""
    return [path for path in _folders(place) if not _MAKING.fullmatch(path.name) and (path / MANIFEST).is_file()]


def unfinished(place: Path) -> list[Path]:
    """Temporary folders in `place` (未写完的文件夹): of a run that is being written, or whose writer was killed."""
    return [path for path in _folders(place) if _MAKING.fullmatch(path.name)]


def _folders(place: Path) -> list[Path]:
    return sorted(path for path in place.iterdir() if path.is_dir()) if place.is_dir() else []


def is_run(words: str) -> bool:
    """Whether words name a run folder: more words than a name of a file can have do not."""
    with suppress(OSError):
        return (Path(words) / MANIFEST).is_file()
    return False


def open_run(folder: Path) -> RunFolder:
    """Open a written run; raises Problem where `folder` is none."""
    if not (folder / MANIFEST).is_file():
        raise _refusal(
            "run_folder",
            Both(
                f"“{folder}”不是运行文件夹：其中没有 {MANIFEST}。",
                f"{str(folder)!r} is not a run folder: it has no {MANIFEST}.",
            ),
            Both("请给出 `actuary run --out` 写出的文件夹。", "Name a folder that `actuary run --out` has written."),
            folder,
        )
    found = _document(folder / MANIFEST)
    if not well_formed(found):
        message = Both(f"{MANIFEST} 不是运行清单。", f"{MANIFEST} is not the manifest of a run.")
        raise _refusal("run_document", message, _AGAIN, folder / MANIFEST)
    return RunFolder(folder, found)


@contextmanager
def _appearing(folder: Path) -> Iterator[Path]:
    """A temporary sibling of `folder` that takes its name once everything in it is on the disk."""
    making = folder.with_name(f".{folder.name}.{secrets.token_hex(8)}")
    try:
        new = [parent for parent in folder.parents if not parent.exists()]
        folder.parent.mkdir(parents=True, exist_ok=True)
        making.mkdir()
        yield making
        _sync_folder(making)
        check_free(folder)
        making.rename(folder)
        for parent in (folder, *new):
            _sync_folder(parent.parent)
    except OSError as fault:
        if fault.errno in (errno.ENOTEMPTY, errno.EEXIST) and os.path.lexists(folder):  # taken meanwhile
            raise _taken(folder) from fault
        raise EnvironmentProblem(
            problem(
                "run_not_written",
                message=Both(
                    f"无法写出运行结果（{fault.strerror or fault}）。",
                    f"The run could not be written: {fault.strerror or fault}.",
                ),
                remedy=Both(
                    "请腾出空间，或另选有权写入的文件夹；未留下任何文件。",
                    "Free some space or name a folder that you may write to; nothing was left behind.",
                ),
                file=str(folder),
                field="--out",
            )
        ) from fault
    finally:
        shutil.rmtree(making, ignore_errors=True)


def _write_table(folder: Path, name: str, table: pl.DataFrame) -> Iterator[Output]:
    """One table as Parquet and, if a spreadsheet can hold it, as CSV."""
    ordered = _sorted(name, table)
    content = io.BytesIO()
    ordered.write_parquet(content, compression="zstd", compression_level=3, row_group_size=ROW_GROUP)
    yield _write(folder, f"{name}.parquet", content.getvalue(), ordered.height)
    if ordered.height < CSV_ROWS:
        twin = harmless(ordered).write_csv(include_bom=True)
        yield _write(folder, f"{name}.csv", twin.encode(), ordered.height)


def _sorted(name: str, table: pl.DataFrame) -> pl.DataFrame:
    """Rows by the table's key columns; a table of no declared key, by all its columns."""
    keys = [column for column in KEYS.get(name, table.columns) if column in table.columns]
    ordered = table.sort(keys, nulls_last=False, maintain_order=True) if keys else table
    return ordered.rechunk()


def _write(folder: Path, name: str, content: bytes, rows: int | None = None) -> Output:
    """A file that is on the disk when this returns."""
    with (folder / name).open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    return Output(name, digest(content), rows)


def _sync_folder(folder: Path) -> None:
    """Put a folder's entries on the disk, where the system lets a folder be opened."""
    if os.name != "nt":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _json(document: Mapping[str, Any]) -> bytes:
    return (written(document) + "\n").encode()


def _document(path: Path) -> dict[str, Any]:
    try:
        content = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError) as fault:
        message = Both(f"无法读取 {path.name}（{fault}）。", f"{path.name} cannot be read: {fault}.")
        raise _refusal("run_document", message, _AGAIN, path) from fault
    if not isinstance(content, dict):
        message = Both(f"{path.name} 不是文档。", f"{path.name} is not a document.")
        raise _refusal("run_document", message, _AGAIN, path)
    return content


def _taken(folder: Path) -> Problem:
    return _refusal(
        "run_exists",
        Both(
            f"“{folder}”已经存在；运行结果从不覆盖。",
            f"{str(folder)!r} exists already, and a run is never written over.",
        ),
        Both("请另取文件夹名，或先移走原来的。", "Name a new folder, or remove that one first."),
        folder,
        "--out",
    )


def _refusal(code: str, message: Both, remedy: Both, file: Path, field: str | None = None) -> Problem:
    return Problem(problem(code, message=message, remedy=remedy, file=str(file), field=field))
