"""Parsed documents put together (汇总): names, what bases extend, where tails lead."""

from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import PurePosixPath
from typing import Protocol, TypeVar

from actuary.dated.advice import nearest
from actuary.dated.assumptions import Assumptions
from actuary.dated.building import parameters_of
from actuary.dated.documents import Document
from actuary.dated.faults import FileFaults
from actuary.dated.pages import basis_of, pooling_of, schedule_of, sources_of, valuation_of
from actuary.dated.printing import published_of
from actuary.dated.schemes import check_names, scheme_of
from actuary.dated.triggering import trigger_of
from actuary.dated.values import (
    BasisFile,
    DatedParameter,
    Source,
    Sources,
)
from actuary.errors import Both

Parameters = dict[str, DatedParameter]


class _Page(Protocol):
    @property
    def name(self) -> str: ...
    @property
    def file(self) -> str: ...


PageT = TypeVar("PageT", bound=_Page)


def assemble(documents: list[Document]) -> Assumptions:
    """Assumptions of all documents of `assumptions/`; what is wrong leaves letters with its document."""

    def kind(name: str) -> list[Document]:
        return [document for document in documents if document.kind == name]

    sources = all_sources(kind("sources"))
    files = _named(kind("basis"), basis_of, sources)
    law = [each for each in kind("values") if _inside("basis", each) is None and _inside("places", each) is None]
    loaded = Assumptions(
        law=collect(law, "law", sources),
        places=_places(kind("values"), sources),
        bases=_bases(kind("values"), files, sources, {d.file: d.faults for d in documents}),
        schedules=_named(kind("schedule"), schedule_of, sources),
        pooling=_named(kind("pooling"), pooling_of, sources),
        valuations=_named(kind("valuation"), valuation_of, sources),
        sources=sources,
        basis_files=files,
        published=_named(kind("published"), published_of, sources),
        triggers=_named(kind("trigger"), trigger_of, sources),
        schemes=_named(kind("scheme"), scheme_of, sources),
        files=tuple(document.file for document in documents),
    )
    _check_tails(loaded, {document.file: document.faults for document in documents})
    for document in kind("scheme"):
        check_names(document, loaded.law, loaded.bases)
    return loaded


def all_sources(documents: Iterable[Document]) -> dict[str, Source]:
    """Sources of all files of sources."""
    sources: dict[str, Source] = {}
    for document in documents:
        sources_of(document, sources)
    return sources


def collect(documents: Iterable[Document], prefix: str | None, sources: Sources) -> Parameters:
    """Parameters of values files; a name used twice leaves a letter."""
    found: Parameters = {}
    for document in documents:
        if document.kind != "values":
            continue
        for parameter in parameters_of(document, prefix, sources):
            other = found.setdefault(parameter.name, parameter)
            if other is not parameter:
                document.faults.add(
                    "duplicate",
                    (parameter.line, 1),
                    Both(
                        f"{parameter.name} 已见于 {other.file} 第 {other.line} 行。",
                        f"{parameter.name} stands already in {other.file}, line {other.line}.",
                    ),
                    Both("请只保留在一个文件里。", "Keep it in one file."),
                    parameter.name,
                )
    return found


def _named(
    documents: Iterable[Document],
    build: Callable[[Document, Collection[str]], PageT | None],
    sources: Collection[str],
) -> dict[str, PageT]:
    found: dict[str, PageT] = {}
    for document in documents:
        page = build(document, sources)
        if page is None:
            continue
        other = found.setdefault(page.name, page)
        if other is not page:
            place = document.node.value["name"].place
            message = Both(
                f"名称“{page.name}”已见于 {other.file}。",
                f"The name {page.name!r} stands already in {other.file}.",
            )
            remedy = Both("请给其中一个改名。", "Rename one of the two.")
            document.faults.add("duplicate", place, message, remedy, "name")
    return found


def _inside(room: str, document: Document) -> str | None:
    """Set of beliefs, or place, to which a file belongs by its folder: assumptions/<room>/<name>/..."""
    parts = PurePosixPath(document.file).parts
    inside = room in parts[:-2] and parts.index(room) <= 1
    return parts[parts.index(room) + 1] if inside else None


def _places(documents: list[Document], sources: Sources) -> dict[str, Parameters]:
    """Law of other places than Wuhan, by place."""
    by_place: dict[str, list[Document]] = {}
    for document in documents:
        name = _inside("places", document)
        if name is not None:
            by_place.setdefault(name, []).append(document)
    return {name: collect(found, "law", sources) for name, found in by_place.items()}


def _bases(
    documents: list[Document],
    files: Mapping[str, BasisFile],
    sources: Sources,
    faults: Mapping[str, FileFaults],
) -> dict[str, Parameters]:
    by_name: dict[str, list[Document]] = {name: [] for name in files}
    for document in documents:
        name = _inside("basis", document)
        if name is None:
            continue
        if name not in files:
            message = Both(
                f"假设组“{name}”的文件夹里没有可用的 basis.yaml。",
                f"The folder of the basis {name!r} has no valid basis.yaml.",
            )
            remedy = Both("请补上一个，写明 schema、name 和 zh。", "Add one with schema, name and zh.")
            document.faults.add("basis", None, message, remedy)
        by_name.setdefault(name, []).append(document)
    own = {name: collect(found, "basis", sources) for name, found in by_name.items()}
    return {name: _extended(name, files, own, faults) for name in own}


def _extended(
    name: str,
    files: Mapping[str, BasisFile],
    own: Mapping[str, Parameters],
    faults: Mapping[str, FileFaults],
) -> Parameters:
    """Own parameters before those of the set extended, and so on."""
    merged = dict(own[name])
    seen, at = {name}, files.get(name)
    while at is not None and at.extends is not None:
        following = files.get(at.extends)
        if following is None or following.name in seen:
            if at.name == name:
                _refuse_extension(at, following is not None, files, faults[at.file])
            break
        for parameter in own[following.name].values():
            other = merged.setdefault(parameter.name, parameter)
            if other.unit != parameter.unit and other is own[name].get(parameter.name):
                message = Both(
                    f"单位是 {other.unit}，而“{following.name}”里是 {parameter.unit}。",
                    f"The unit is {other.unit}, but {parameter.unit} in {following.name!r}.",
                )
                faults[other.file].add(
                    "unit", (other.line, 1), message, Both("请用同一单位。", "Use one unit."), other.name
                )
        seen.add(following.name)
        at = following
    return merged


def _refuse_extension(basis: BasisFile, circular: bool, files: Mapping[str, BasisFile], faults: FileFaults) -> None:
    extended = str(basis.extends)
    if circular:
        message = Both(f"假设组“{basis.name}”沿用到了自己。", f"The basis {basis.name!r} extends itself.")
    else:
        message = Both(
            f"假设组“{basis.name}”所沿用的“{extended}”不存在。",
            f"The basis {basis.name!r} extends {extended!r}, which does not exist.",
        )
    remedy = nearest(extended, list(files)) or Both(
        "请写 assumptions/basis 下的文件夹名。", "Name a folder of assumptions/basis."
    )
    faults.add("extends", (basis.line, 1), message, remedy, "extends")


def _check_tails(loaded: Assumptions, faults: Mapping[str, FileFaults]) -> None:
    """Every series that a tail follows exists, in each set of beliefs."""
    elsewhere = [parameter for place in loaded.places.values() for parameter in place.values()]
    for name, basis in loaded.bases.items():
        for parameter in (*loaded.law.values(), *elsewhere, *basis.values()):
            series = parameter.grows_with
            if series is None or f"basis.{series}" in basis:
                continue
            known = [key.removeprefix("basis.") for key in basis]
            faults[parameter.file].add(
                "tail",
                (parameter.line, 1),
                Both(
                    f"尾部规则跟随“{series}”，而假设组“{name}”里没有这个序列。",
                    f"The tail follows {series!r}, which the basis {name!r} does not hold.",
                ),
                nearest(series, known)
                or Both(
                    "请写假设组里的序列，例如 wage.growth。",
                    "Name a series of the basis, for example wage.growth.",
                ),
                f"{parameter.name}.tail",
            )
