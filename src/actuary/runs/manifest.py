"""Manifest of a run (运行清单): what decided the result, under one digest, and what was written."""

import hashlib
import json
import platform
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple

import actuary
from actuary.data import shown
from actuary.kernels.cache import cpu

SCHEMA = "actuary.manifest/1"
DECIDING = ("numpy", "numba")


class Output(NamedTuple):
    """A file of the run folder: name, digest (sha256), rows; None for a document."""

    file: str
    sha256: str
    rows: int | None = None


def manifest(
    options: Mapping[str, Any],
    inputs: Iterable[Path],
    outputs: Iterable[Output],
    *,
    root: Path,
    seed: int | None = None,
    csv_left_out: Iterable[str] = (),
    reforms: Mapping[str, Path] | None = None,
) -> dict[str, Any]:
    """The document `actuary.manifest/1`; `run` is a digest of options, inputs, versions, source and seed.

    `inputs` are named relative to `root`, the data folder, so that the place of a checkout decides nothing; `reforms`,
    by name, are those of them that say what differs from the base. `created`, the processor, Python, polars and the
    outputs stay outside the digest.
    """
    versions = {"actuary": actuary.__version__, **{name: version(name) for name in DECIDING}}
    decided: dict[str, Any] = {
        "options": dict(options),
        "inputs": listed(inputs, root),
        "versions": versions,
        "source": source_digest(),
        "seed": seed,
    }
    return {
        "schema": SCHEMA,
        "run": digest(canonical(decided)),
        "created": datetime.now(UTC).isoformat(timespec="seconds"),
        "versions": {**versions, "polars": version("polars"), "python": platform.python_version()},
        "cpu": cpu().name,
        "options": decided["options"],
        "inputs": decided["inputs"],
        "reforms": [{"name": name, **listed([path], root)[0]} for name, path in (reforms or {}).items()],
        "outputs": [output._asdict() for output in sorted(outputs)],
        "csv_left_out": sorted(csv_left_out),
        "source": decided["source"],
        "seed": seed,
        "rules": options.get("rules"),
        "basis": options.get("basis"),
    }


def ground(document: Mapping[str, Any]) -> str:
    """Digest of what a run has in common with the run that is its base (对照运行): all that decides it but reforms."""
    own = {row["file"] for row in document.get("reforms", ()) if "/" not in row["file"]}
    decided = {
        "options": {key: value for key, value in document["options"].items() if key != "reforms"},
        "inputs": [row for row in document["inputs"] if row["file"] not in own],
        "versions": {name: document["versions"].get(name) for name in ("actuary", *DECIDING)},
        "source": document["source"],
        "seed": document["seed"],
    }
    return digest(canonical(decided))


def well_formed(document: Mapping[str, Any]) -> bool:
    """Whether a document is a manifest that can be followed: every key there, every name that of a file inside."""
    texts = all(isinstance(document.get(key), str) for key in ("run", "created", "source"))
    if document.get("schema") != SCHEMA or not texts:
        return False
    if not all(isinstance(document.get(key), dict) for key in ("options", "versions")):
        return False
    rows = [document.get(key, []) for key in ("inputs", "outputs", "reforms")]
    if not all(isinstance(each, list) and all(_row(row) for row in each) for each in rows):
        return False
    plain = all(Path(row["file"]).name == row["file"] for row in rows[1])
    return plain and all(isinstance(row.get("name"), str) for row in rows[2])


def _row(row: object) -> bool:
    """Whether a row names a file, by a path that stays inside, and its digest."""
    return (
        isinstance(row, dict)
        and all(isinstance(row.get(key), str) for key in ("file", "sha256"))
        and not Path(row["file"]).is_absolute()
        and ".." not in Path(row["file"]).parts
    )


def listed(inputs: Iterable[Path], root: Path) -> list[dict[str, str]]:
    """Each input file once, with its digest; a file outside `root` goes by its bare name."""
    root = root.resolve()
    rows = []
    for path in {path.resolve() for path in inputs}:
        name = path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name
        rows.append({"file": shown(name), "sha256": digest(path.read_bytes())})
    return sorted(rows, key=lambda row: (row["file"], row["sha256"]))


def source_digest() -> str:
    """Digest of the program's own source (程序源码摘要), name and content of every module."""
    package = Path(actuary.__file__).parent
    whole = hashlib.sha256()
    for source in sorted(package.rglob("*.py")):
        whole.update(source.relative_to(package).as_posix().encode() + b"\0")
        whole.update(digest(source.read_bytes()).encode())
    return whole.hexdigest()


def canonical(document: object) -> bytes:
    """JSON with one spelling: keys in order, no spaces, no NaN."""
    text = json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    return text.encode()


def digest(content: bytes) -> str:
    """sha256 in hexadecimal."""
    return hashlib.sha256(content).hexdigest()
