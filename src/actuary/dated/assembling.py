"""Parsed documents put together (汇总): names, what bases extend, where tails lead."""

from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import PurePosixPath
from typing import Protocol, TypeVar

from actuary.dated import ends
from actuary.dated.advice import nearest
from actuary.dated.assumptions import Assumptions
from actuary.dated.building import parameters_of
from actuary.dated.documents import Document
from actuary.dated.ends import open_
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
_A_FOLDER = Both("请写 assumptions/basis 下的文件夹名。", "Name a folder of assumptions/basis.")


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
    for file in files.values():
        if file.path_of is not None and file.path_of not in files:
            _refuse_unknown(file, file.path_of, "path_of", list(files), faults[file.file])
    own = {name: collect(found, "basis", sources) for name, found in by_name.items()}
    return {name: _extended(name, files, own, faults) for name in own}


def _extended(
    name: str,
    files: Mapping[str, BasisFile],
    own: Mapping[str, Parameters],
    faults: Mapping[str, FileFaults],
) -> Parameters:
    """What the set extended holds, own parameters in its place, and of all that those which it takes at an end."""
    merged: Parameters = {}
    for step in reversed(_line(name, files, faults)):
        for parameter in own[step].values():
            other = merged.get(parameter.name)
            if other is not None and other.unit != parameter.unit and step == name:
                message = Both(
                    f"单位是 {parameter.unit}，而所沿用的假设组里是 {other.unit}。",
                    f"The unit is {parameter.unit}, but {other.unit} in the basis extended.",
                )
                place, remedy = (parameter.line, 1), Both("请用同一单位。", "Use one unit.")
                faults[parameter.file].add("unit", place, message, remedy, parameter.name)
            merged[parameter.name] = parameter
        if step in files:
            merged |= _at_ends(files[step], merged, faults[files[step].file] if step == name else None)
    return merged


def _line(name: str, files: Mapping[str, BasisFile], faults: Mapping[str, FileFaults]) -> list[str]:
    """A set, the set that it extends, and so on."""
    line, at = [name], files.get(name)
    while at is not None and at.extends is not None:
        following = files.get(at.extends)
        if following is None or following.name in line:
            if at.name == name:
                _refuse_extension(at, following is not None, files, faults[at.file])
            break
        line.append(following.name)
        at = following
    return line


def _at_ends(basis: BasisFile, merged: Parameters, faults: FileFaults | None) -> Parameters:
    """Parameters that a set takes at an end of their ranges; `faults` hears of those that have none."""
    found = {}
    for name, (end, place) in basis.ends.items():
        parameter = merged.get(name)
        if parameter is not None and any(open_(value) for value in parameter.values):
            found[name] = ends.at(parameter, end)
        elif faults is not None and parameter is None:
            message = Both(f"假设组里没有 {name}。", f"The basis does not hold {name}.")
            remedy = nearest(name, list(merged)) or Both(
                "请写假设参数的全名，例如 basis.wage.growth。",
                "Write the whole name of a belief, for example basis.wage.growth.",
            )
            faults.add("ends", place, message, remedy, f"ends.{name}")
        elif faults is not None:
            message = Both(f"{name} 没有区间，也就没有两端。", f"{name} has no range, and so no ends.")
            faults.add("ends", place, message, Both("请另写取值。", "State a value instead."), f"ends.{name}")
    return found


def _refuse_extension(basis: BasisFile, circular: bool, files: Mapping[str, BasisFile], faults: FileFaults) -> None:
    if not circular:
        _refuse_unknown(basis, str(basis.extends), "extends", list(files), faults)
        return
    message = Both(f"假设组“{basis.name}”沿用到了自己。", f"The basis {basis.name!r} extends itself.")
    faults.add("extends", (basis.line, 1), message, _A_FOLDER, "extends")


def _refuse_unknown(basis: BasisFile, named: str, field: str, known: list[str], faults: FileFaults) -> None:
    message = Both(
        f"假设组“{basis.name}”所指的“{named}”不存在。",
        f"The basis {basis.name!r} names {named!r}, which does not exist.",
    )
    faults.add(field, (basis.line, 1), message, nearest(named, known) or _A_FOLDER, field)


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
