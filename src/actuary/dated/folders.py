"""Folders of assumptions and of an opening (假设与期初目录): all files, or one Problem with all letters.

What passed the door is kept; the door itself, with the parser and the shapes, is imported where it is needed.
"""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from actuary.dated.advice import nearest
from actuary.dated.assumptions import Assumptions
from actuary.dated.faults import Faults
from actuary.dated.kept import kept
from actuary.dated.published import Published
from actuary.dated.values import DatedParameter, Schedule, Sources, ValuationFile
from actuary.errors import Both, Problem, problem
from actuary.vocabulary.declared import DECLARED

if TYPE_CHECKING:
    from actuary.dated.documents import Document

PageT = TypeVar("PageT")
ASSUMPTIONS = "assumptions"


def load_folder(
    folder: Path,
    prefix: str,
    *,
    sources: Sources = None,
    root: Path | None = None,
) -> dict[str, DatedParameter]:
    """Parameters of all `actuary.values/1` files under a folder; other kinds of file are left alone.

    `sources`: those that exist by key, None: keys are not checked. `root`: letters show files relative to it.
    """
    from actuary.dated.assembling import collect
    from actuary.dated.documents import read_documents, yaml_files

    faults = Faults()
    documents = read_documents(yaml_files(folder), root or folder, faults)
    loaded = collect(documents, prefix, sources)
    faults.raise_all()
    return loaded


def load_cohort(folder: Path, sources: Sources = None, *, root: Path | None = None) -> dict[str, DatedParameter]:
    """The opening of a cohort folder (期初数据): parameters `opening.<group>.<parameter>`.

    Letters show files relative to `root`, by default the folder that holds `cohorts/`.
    """
    home = root or folder.parent.parent
    known = repr(None if sources is None else sorted(sources.items()))
    return kept([folder], home, known, lambda: load_folder(folder, "opening", sources=sources, root=home))


def load_assumptions(root: Path) -> Assumptions:
    """All of `assumptions/`: `root` is that folder or the one that holds it.

    Files are named relative to the folder that holds `assumptions/`.
    """
    folder = root / ASSUMPTIONS if (root / ASSUMPTIONS).is_dir() else root
    found = kept([folder], folder.parent, "", lambda: _assumptions(folder))
    _same_funds(found)
    return found


def _same_funds(found: Assumptions) -> None:
    """Funds that data declare are named when the program starts: another folder's cannot be read in the same one."""
    here, named = set(found.schemes), {fund.name.key for fund in DECLARED}
    if here != named:
        apart = "、".join(sorted(here ^ named)), ", ".join(sorted(here ^ named))
        message = Both(
            f"险种 {apart[0]} 由数据定义，与程序启动时所用的数据文件夹不同。",
            f"The funds of {apart[1]} are declared by data, and the program began with another folder.",
        )
        remedy = Both("请用 --data 或 ACTUARY_DATA 指定该文件夹。", "Name the folder with --data or ACTUARY_DATA.")
        raise Problem(problem("scheme", message=message, remedy=remedy, field="--data"))


def _assumptions(folder: Path) -> Assumptions:
    from actuary.dated.assembling import assemble
    from actuary.dated.documents import read_documents, yaml_files

    faults = Faults()
    documents = read_documents(yaml_files(folder), folder.parent, faults)
    loaded = assemble(documents)
    faults.raise_all()
    return loaded


def load_valuation(name: str, assumptions: Assumptions, root: Path) -> ValuationFile:
    """A shipped valuation (估值) by name, or one's own by its file; letters show it relative to `root`."""
    if name in assumptions.valuations:
        return assumptions.valuations[name]
    path = Path(name)
    if not path.is_file():
        known = sorted(assumptions.valuations)
        message = Both(
            f"没有估值“{name}”：既不是自带的名称，也不是文件。",
            f"There is no valuation {name!r}, neither by name nor as a file.",
        )
        remedy = nearest(name, known) or Both(f"自带的有：{'、'.join(known)}。", f"Shipped: {', '.join(known)}.")
        raise Problem(problem("valuation", message=message, remedy=remedy, field="VALUATION"))
    from actuary.dated.pages import valuation_of

    return _own(path, root, "valuation", lambda document: valuation_of(document, assumptions.sources))


def load_schedule(name: str, assumptions: Assumptions, root: Path) -> Schedule:
    """A shipped schedule of retirement ages (退休年龄表) by name, or one's own by its file; its source may be any."""
    if name in assumptions.schedules:
        return assumptions.schedules[name]
    path = Path(name)
    if not path.is_file():
        known = ", ".join(sorted(assumptions.schedules))
        message = Both(
            f"没有名为 {name!r} 的退休年龄表，也没有这个文件。",
            f"There is no schedule {name!r}, neither by name nor as a file.",
        )
        remedy = Both(f"现有：{known}。", f"Shipped: {known}.")
        raise Problem(problem("schedule", message=message, remedy=remedy, field="--schedule"))
    from actuary.dated.pages import schedule_of

    return _own(path, root, "schedule", lambda document: schedule_of(document, None))


def load_published(path: Path) -> Published:
    """A printed document of one's own (自备公布文件): its figures and relations; its source key is not checked."""
    from actuary.dated.printing import published_of

    return _own(path, path.parent, "published", lambda document: published_of(document, None))


def _own(path: Path, root: Path, kind: str, build: Callable[["Document"], PageT | None]) -> PageT:
    """The page of a file of one's own, of one kind."""
    from actuary.dated.documents import read_document

    faults = Faults()
    document = read_document(path, root, faults)
    if document is not None and document.kind != kind:
        place = document.node.value["schema"].place
        message = Both(f"这是一个 {document.kind} 文件。", f"This is a file of {document.kind}.")
        remedy = Both(
            f"请给出以 `schema: actuary.{kind}/1` 开头的文件。", f"Give a file with `schema: actuary.{kind}/1`."
        )
        document.faults.add("schema", place, message, remedy, "schema")
        document = None
    page = None if document is None else build(document)
    faults.raise_all()
    assert page is not None
    return page
