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
) -> dict[str, Any]:
    """The document `actuary.manifest/1`; `run` is a digest of options, inputs, versions, source and seed.

    `inputs` are named relative to `root`, the data folder, so that the place of a checkout decides nothing;
    `created`, the processor, Python, polars and the outputs stay outside the digest.
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
        "outputs": [output._asdict() for output in sorted(outputs)],
        "csv_left_out": sorted(csv_left_out),
        "source": decided["source"],
        "seed": seed,
        "rules": options.get("rules"),
        "basis": options.get("basis"),
    }


def listed(inputs: Iterable[Path], root: Path) -> list[dict[str, str]]:
    """Each input file once, with its digest; a file outside `root` goes by its bare name."""
    root = root.resolve()
    rows = []
    for path in {path.resolve() for path in inputs}:
        name = path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name
        rows.append({"file": name, "sha256": digest(path.read_bytes())})
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
