"""Files of a folder as parsed documents (读取文件夹), each with its schema and its faults."""

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from actuary.dated.advice import nearest, one_of
from actuary.dated.faults import Faults, FileFaults
from actuary.dated.nodes import Node, parse
from actuary.dated.scalars import quoted, shown
from actuary.dated.text import read_text
from actuary.errors import Both, Problem, problem

SCHEMAS = (
    "values", "sources", "schedule", "pooling", "basis", "valuation", "reform", "published", "trigger", "scheme",
)  # fmt: skip
SUFFIXES = (".yaml", ".yml")


class Document(NamedTuple):
    """A parsed file (文件): its path as letters show it, its kind, its root node and its faults."""

    path: Path
    kind: str
    node: Node
    faults: FileFaults

    @property
    def file(self) -> str:
        """The path as letters show it."""
        return self.faults.file


def yaml_files(folder: Path) -> list[Path]:
    """All YAML files under a folder, or the file itself, in order of path; hidden ones left out."""
    if not folder.exists():
        message = Both("没有这个文件或文件夹。", "There is no such file or folder.")
        remedy = Both("请检查路径。", "Check the path.")
        raise Problem(problem("file", message=message, remedy=remedy, file=str(folder)))
    if not folder.is_dir():
        return [folder]
    found = (path for suffix in SUFFIXES for path in folder.rglob(f"*{suffix}"))
    return sorted(path for path in found if not _hidden(path.relative_to(folder)))


def _hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)


def read_documents(paths: Iterable[Path], root: Path, faults: Faults) -> list[Document]:
    """Parse files; those that cannot be read leave letters and are dropped."""
    read = (read_document(path, root, faults) for path in paths)
    return [document for document in read if document is not None]


def read_document(path: Path, root: Path, faults: Faults) -> Document | None:
    """Parse one file, shown in letters relative to `root`; None after letters were added."""
    found = FileFaults(_label(path, root), faults)
    text = read_text(path, found)
    node = None if text is None else parse(text, found)
    if node is None:
        return None
    kind = _kind(node, found)
    return None if kind is None else Document(path, kind, node, found)


def _label(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.as_posix()


def _kind(node: Node, faults: FileFaults) -> str | None:
    named = node.value.get("schema") if isinstance(node.value, dict) else None
    if named is None and len(faults):
        return None
    if named is None:
        faults.add(
            "schema",
            node.place,
            Both("文件没有写明自己是哪一类。", "The file does not say what it is."),
            Both(
                "请在开头写一行，例如 `schema: actuary.values/1`。",
                "Begin it with a line such as `schema: actuary.values/1`.",
            ),
            "schema",
        )
        return None
    known = [f"actuary.{kind}/1" for kind in SCHEMAS]
    if named.value in known:
        return SCHEMAS[known.index(named.value)]
    given = named.plain()
    message = Both(f"没有{quoted(given)}这一类文件。", f"{shown(given)} is not a known schema.")
    remedy = nearest(str(named.value), known) or one_of(known)
    faults.add("schema", named.place, message, remedy, "schema")
    return None
