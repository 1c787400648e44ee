"""The files that a run was made from (输入文件): where they are now, and whether they are still what was read."""

from pathlib import Path
from typing import Any, NamedTuple

from actuary.runs.manifest import digest


class Input(NamedTuple):
    """A file as the manifest names it, and where it is; None where it is not, or holds something else."""

    name: str
    path: Path | None


def found(manifest: dict[str, Any], root: Path, own: Path) -> list[Input]:
    """Every input of a run: of the data folder `root`, and the user's own files, which lie in `own`."""
    return [_found(str(row["file"]), str(row["sha256"]), root, own) for row in manifest["inputs"]]


def _found(name: str, sha256: str, root: Path, own: Path) -> Input:
    """An input by its place in the data folder; one that goes by its bare name is looked for among one's own, too."""
    places = [root / name]
    if "/" not in name:
        besides = sorted(own.iterdir()) if own.is_dir() else []
        places += [own / name, *(folder / name for folder in besides if folder.is_dir())]
    return Input(name, next((path for path in places if _holds(path, sha256, (root, own))), None))


def _holds(path: Path, sha256: str, folders: tuple[Path, Path]) -> bool:
    """Whether a path that a manifest names stays in the folders and holds what was read."""
    inside = any(path.resolve().is_relative_to(folder.resolve()) for folder in folders)
    return inside and path.is_file() and digest(path.read_bytes()) == sha256
