"""Everything under a path checked at once (数据检查): all letters of it, or what it holds."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from actuary import data
from actuary.dated.assembling import all_sources, assemble, collect
from actuary.dated.assumptions import Assumptions
from actuary.dated.changes import Reform
from actuary.dated.documents import Document, read_documents, yaml_files
from actuary.dated.faults import Faults
from actuary.dated.folders import load_assumptions
from actuary.dated.pages import basis_of, pooling_of, schedule_of, valuation_of
from actuary.dated.printing import published_of
from actuary.dated.reforms import reform_of, refuse_shipped_name
from actuary.dated.schemes import scheme_of
from actuary.dated.triggering import trigger_of
from actuary.dated.values import DatedParameter, Source
from actuary.errors import Both, Problem, problem

PAGES: dict[str, Callable[[Document, Collection[str]], object]] = {
    "basis": basis_of,
    "pooling": pooling_of,
    "published": published_of,
    "schedule": schedule_of,
    "scheme": scheme_of,
    "trigger": trigger_of,
    "valuation": valuation_of,
}


@dataclass(frozen=True)
class Checked:
    """What a path holds when nothing is wrong (检查结果)."""

    root: Path
    files: tuple[str, ...]
    parameters: tuple[DatedParameter, ...]
    documents: tuple[Document, ...] = ()
    """Its files as they were parsed, for those who look closer: each value has its line and column there."""
    assumptions: Assumptions | None = None
    """The whole of the data folder; None for files elsewhere."""
    reforms: tuple[Reform, ...] = ()


def check_path(path: Path) -> Checked:
    """Check a data folder, a part of it, a file, or files elsewhere; one Problem with all letters of them.

    A part of a data folder is read with the whole, so that sources, names and tails are known. Files
    elsewhere rest on their own files of sources, else on those of the data in use.
    """
    path = path.resolve()
    home = _home(path)
    asked = [file for part in _parts(path) for file in yaml_files(part)]
    if not asked:
        message = Both("其中没有 YAML 文件。", "There is no YAML file in it.")
        remedy = Both("请给出假设或期初数据的文件夹。", "Give a folder of assumptions or of an opening.")
        raise Problem(problem("file", message=message, remedy=remedy, file=str(path)))
    faults = Faults()
    found = _elsewhere(asked, path, faults) if home is None else _whole(home, faults)
    base = home or (path if path.is_dir() else path.parent)
    files = {file.relative_to(base).as_posix() for file in asked}
    faults.letters[:] = [letter for letter in faults.letters if letter.file in files]
    faults.raise_all()
    return Checked(
        base,
        tuple(sorted(files)),
        tuple(parameter for parameter in found.parameters if parameter.file in files),
        tuple(document for document in found.documents if document.file in files),
        found.assumptions,
        tuple(reform for reform in found.reforms if reform.file in files),
    )


def _parts(path: Path) -> list[Path]:
    """The two folders of a data folder, else the path itself."""
    parts = [path / name for name in data.FOLDERS if (path / name).is_dir()]
    return parts or [path]


def _home(path: Path) -> Path | None:
    """The data folder that a path is, or lies in."""
    if _parts(path) != [path]:
        return path
    return next((part.parent for part in (path, *path.parents) if part.name in data.FOLDERS), None)


class _Found(NamedTuple):
    parameters: list[DatedParameter]
    documents: list[Document]
    assumptions: Assumptions | None
    reforms: list[Reform]


def _whole(home: Path, faults: Faults) -> _Found:
    """All parameters of a data folder, each file once."""
    assumptions, cohorts = (home / name for name in data.FOLDERS)
    documents = read_documents(yaml_files(assumptions) if assumptions.is_dir() else [], home, faults)
    loaded = assemble(documents)
    believed = {id(p): p for basis in loaded.bases.values() for p in basis.values()}
    found = [*loaded.law.values(), *believed.values()]
    known = {**loaded.law, **{p.name: p for p in believed.values()}}
    reforms = [reform_of(document, known, loaded) for document in documents if document.kind == "reform"]
    sources = loaded.sources if assumptions.is_dir() else _sources_in_use(faults)
    for folder in sorted(cohorts.iterdir()) if cohorts.is_dir() else []:
        opened = read_documents(yaml_files(folder), home, faults) if folder.is_dir() else []
        found.extend(collect(opened, "opening", sources).values())
        documents += opened
    return _Found(found, documents, loaded, [reform for reform in reforms if reform is not None])


def _elsewhere(asked: list[Path], path: Path, faults: Faults) -> _Found:
    documents = read_documents(asked, path if path.is_dir() else path.parent, faults)
    sources = all_sources(d for d in documents if d.kind == "sources") or _sources_in_use(faults)
    for document in documents:
        build = PAGES.get(document.kind)
        if build is not None:
            build(document, sources)
    found = list(collect(documents, None, sources).values())
    asked_reforms = [document for document in documents if document.kind == "reform"]
    if not asked_reforms:
        return _Found(found, documents, None, [])
    in_use = load_assumptions(data.root())
    known = {**in_use.law, **{name: p for basis in in_use.bases.values() for name, p in basis.items()}}
    reforms = [reform for document in asked_reforms if (reform := reform_of(document, known, in_use)) is not None]
    for reform in reforms:
        try:
            refuse_shipped_name(reform, known, in_use, data.root())
        except Problem as told:
            faults.letters += told.letters
    return _Found(found, documents, in_use, reforms)


def _sources_in_use(faults: Faults) -> dict[str, Source]:
    """Sources of the data in use, whose own faults are told when they themselves are checked."""
    root = data.root()
    documents = read_documents(yaml_files(root / "assumptions"), root, faults)
    return all_sources(document for document in documents if document.kind == "sources")
