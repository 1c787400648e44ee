"""Folders of assumptions and of an opening (假设与期初目录): all files, or one Problem with all letters."""

from collections.abc import Collection
from pathlib import Path

from actuary.dated.assembling import Assumptions, assemble, collect
from actuary.dated.documents import read_documents, yaml_files
from actuary.dated.faults import Faults
from actuary.dated.values import DatedParameter


def load_folder(
    folder: Path,
    prefix: str,
    *,
    sources: Collection[str] | None = None,
    root: Path | None = None,
) -> dict[str, DatedParameter]:
    """Parameters of all `actuary.values/1` files under a folder; other kinds of file are left alone.

    `sources`: the keys that exist, None: not checked. `root`: letters show files relative to it.
    """
    faults = Faults()
    documents = read_documents(yaml_files(folder), root or folder, faults)
    loaded = collect(documents, prefix, sources)
    faults.raise_all()
    return loaded


def load_cohort(
    folder: Path, sources: Collection[str] | None = None, *, root: Path | None = None
) -> dict[str, DatedParameter]:
    """The opening of a cohort folder (期初数据): parameters `opening.<group>.<parameter>`.

    Letters show files relative to `root`, by default the folder that holds `cohorts/`.
    """
    return load_folder(folder, "opening", sources=sources, root=root or folder.parent.parent)


def load_assumptions(root: Path) -> Assumptions:
    """All of `assumptions/` under `root`, the folder that holds it; letters name files relative to `root`."""
    faults = Faults()
    documents = read_documents(yaml_files(root / "assumptions"), root, faults)
    loaded = assemble(documents)
    faults.raise_all()
    return loaded
