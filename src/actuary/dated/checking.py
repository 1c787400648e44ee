"""Everything under a path checked at once (数据检查): all letters of it, or what it holds."""

from dataclasses import dataclass
from pathlib import Path

from actuary import data
from actuary.dated.assembling import all_sources, assemble, collect
from actuary.dated.documents import Document, read_documents, yaml_files
from actuary.dated.faults import Faults
from actuary.dated.values import DatedParameter
from actuary.errors import Problem, problem


@dataclass(frozen=True)
class Checked:
    """What a path holds when nothing is wrong (检查结果)."""

    root: Path
    files: tuple[str, ...]
    parameters: tuple[DatedParameter, ...]


def check_path(path: Path) -> Checked:
    """Check a data folder, a part of it, a file, or files elsewhere; one Problem with all letters of them.

    A part of a data folder is read with the whole, so that sources, names and tails are known. Files
    elsewhere rest on their own files of sources, else on those of the data in use.
    """
    path = path.resolve()
    asked = yaml_files(path)
    if not asked:
        message = "There is no YAML file in it."
        raise Problem(
            problem("file", message=message, remedy="Give a folder of assumptions.", file=str(path))
        )
    home = _home(path)
    faults = Faults()
    checked = _elsewhere(path, asked, faults) if home is None else _home_checked(home, asked, faults)
    faults.letters[:] = [letter for letter in faults.letters if letter.file in checked.files]
    faults.raise_all()
    return checked


def _home(path: Path) -> Path | None:
    """The data folder that holds a path, or the path itself if it is one."""
    if any((path / name).is_dir() for name in data.FOLDERS):
        return path
    inside = next((part for part in (path, *path.parents) if part.name in data.FOLDERS), None)
    return None if inside is None else inside.parent


def _home_checked(home: Path, asked: list[Path], faults: Faults) -> Checked:
    assumptions, cohorts = (home / name for name in data.FOLDERS)
    paths = yaml_files(assumptions) if assumptions.is_dir() else []
    documents = read_documents(paths, home, faults)
    loaded = assemble(documents)
    sources = loaded.sources if loaded.sources or home == data.shipped() else _sources_in_use()
    believed = {p.file + p.name: p for basis in loaded.bases.values() for p in basis.values()}
    found = [*loaded.law.values(), *believed.values()]
    folders = sorted(f for f in cohorts.iterdir() if f.is_dir()) if cohorts.is_dir() else []
    for folder in folders:
        opening = read_documents(yaml_files(folder), home, faults)
        found.extend(collect(opening, "opening", sources).values())
    others = [path for path in asked if not path.is_relative_to(assumptions)]
    others = [path for path in others if not any(path.is_relative_to(folder) for folder in folders)]
    _refuse_lost(others, home, faults)
    files = tuple(path.relative_to(home).as_posix() for path in asked)
    return Checked(home, files, tuple(p for p in found if p.file in set(files)))
