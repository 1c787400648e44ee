"""Reform files (改革文件): differences from a baseline by date, validated before anything is computed.

A change speaks of a parameter that exists, with the operand that its verb needs, and of months in order;
two changes of one parameter in one month are refused unless the later says `after:` which it follows.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from actuary.dated.advice import nearest, one_of
from actuary.dated.assumptions import Assumptions
from actuary.dated.building import unlisted
from actuary.dated.changes import ADJUSTMENT_SHARE, SET, Change, PoolingChange, Reform
from actuary.dated.documents import Document, read_document
from actuary.dated.faults import Faults
from actuary.dated.namesakes import namesake_of_shipped, refuse_one_name, refuse_twice, says_the_same
from actuary.dated.reform_lines import Line
from actuary.dated.shapes import ReformShape
from actuary.dated.validate import validate
from actuary.dated.values import DatedParameter, Schedule
from actuary.errors import Both, Letter, Problem, problem
from actuary.months import text

FOLDER = "assumptions/reforms"
SIBLINGS, START = 500, 4096
"""Files of a folder whose names are looked at, and the bytes at their beginning."""
_NO_FUND = (
    Both("只有调剂金才有上解比例。", "Only an adjustment fund takes a share in."),
    Both("请删去 share，或把 rule 改为 adjustment。", "Leave `share:` out, or make the rule `adjustment`."),
)
_NO_SHARE = (
    Both("调剂金没有上解比例。", "An adjustment fund has no share paid in."),
    Both("请写 share。", "Add `share:`."),
)


def load_reforms(
    names: Sequence[str], assumptions: Assumptions, basis: str, root: Path, *, written: bool = False
) -> tuple[Reform, ...]:
    """Reforms by shipped name or file, in their order; raises one Problem with the letters of all of them. `written`:
    those of a written run keep names that ship by now."""
    refuse_twice(names)
    faults = Faults()
    known = {**assumptions.law, **assumptions.bases[basis]}
    reforms = []
    for name in names:
        document = read_document(_path(name, root), root, faults)
        if document is not None:
            reforms.append(reform_of(document, known, assumptions))
    faults.raise_all()
    found = _in_order([reform for reform in reforms if reform is not None])
    refuse_one_name(found)
    for reform in () if written else found:
        refuse_shipped_name(reform, known, assumptions, root)
    _refuse_unknown_followed(found, root)
    _refuse_circles(found)
    refuse_clashes(found)
    return found


def refuse_shipped_name(
    reform: Reform, known: Mapping[str, DatedParameter], assumptions: Assumptions, root: Path
) -> None:
    """Refuse a reform of one's own under the name of a shipped one that says something else."""
    path = root / FOLDER / f"{reform.name}.yaml"
    if reform.name not in shipped_reforms(root) or reform.path.resolve() == path.resolve():
        return
    document = read_document(path, root, Faults())
    shipped = reform_of(document, known, assumptions) if document is not None else None
    if shipped is not None and not says_the_same(reform, shipped):
        raise namesake_of_shipped(reform, shipped)


def _refuse_unknown_followed(reforms: Sequence[Reform], root: Path) -> None:
    """Refuse a change that says `after:` of what is neither given, nor shipped, nor beside its file."""
    given, letters = {reform.name for reform in reforms} | set(shipped_reforms(root)), []
    for reform in reforms:
        stated = [change for change in reform.changes if change.after not in {None, change.name, *given}]
        beside = _names_beside(reform.path) if stated else set()
        letters += [_unknown_followed(change, given | beside) for change in stated if change.after not in beside]
    if letters:
        raise Problem(*letters)


def _names_beside(path: Path) -> set[str]:
    """Names of the reforms in a reform's folder: those of the files, and what the files call themselves."""
    names = set[str]()
    for file in sorted(path.parent.glob("*.y*ml"))[:SIBLINGS]:
        names.add(file.stem)
        if stated := re.search(rb"^name:\s*[\"']?([^\s\"'#]+)", _beginning_of(file), re.MULTILINE):
            names.add(stated[1].decode(errors="replace"))
    return names


def _beginning_of(file: Path) -> bytes:
    """The first bytes of a file; nothing of what is none, as a pipe that would be waited for, or cannot be read."""
    with suppress(OSError):
        if file.is_file():
            with file.open("rb") as stream:
                return stream.read(START)
    return b""


def _unknown_followed(change: Change, known: Collection[str]) -> Letter:
    after = str(change.after)
    return problem(
        "unknown_name",
        message=Both(
            f"“after: {after}”所指的方案既未给出，也不在随附方案或同一文件夹中。",
            f"The reform in `after: {after}` is not given, not shipped and not in the folder of this file.",
        ),
        remedy=nearest(after, sorted(known))
        or Both("请改正名称，或把该方案一并给出。", "Correct the name, or give that reform too."),
        file=change.file,
        line=change.line,
        field="after",
    )


def _refuse_circles(reforms: Sequence[Reform]) -> None:
    """Refuse changes of reforms that say of each other that they follow: no order is meant by it."""
    follows = {
        reform.name: {change.after for change in reform.changes if change.after is not None} - {reform.name}
        for reform in reforms
    }
    before: dict[str, set[str]] = {}
    for name in follows:
        found, open_ = set[str](), [name]
        while open_:
            new = follows.get(open_.pop(), set()) - found
            found |= new
            open_ += new
        before[name] = found
    letters = [
        _circular(change)
        for reform in reforms
        for change in reform.changes
        if change.after not in {None, reform.name} and reform.name in before.get(str(change.after), ())
    ]
    if letters:
        raise Problem(*letters)


def _circular(change: Change) -> Letter:
    return problem(
        "circle",
        message=Both(
            f"“{change.reform}”须在“{change.after}”之后，而后者又须在它之后。",
            f"{change.reform!r} is to follow {change.after!r}, which follows it.",
        ),
        remedy=Both("请删去其中一个 after。", "Delete one `after`."),
        file=change.file,
        line=change.line,
        field="after",
    )


def _in_order(reforms: list[Reform]) -> tuple[Reform, ...]:
    """Reforms in the order given, each behind those that its changes say they follow."""
    rest, ordered = list(reforms), list[Reform]()
    while rest:
        waiting = {reform.name for reform in rest}
        free = (
            place
            for place, reform in enumerate(rest)
            if not {change.after for change in reform.changes} & (waiting - {reform.name})
        )
        ordered.append(rest.pop(next(free, 0)))
    return tuple(ordered)


def shipped_reforms(root: Path) -> list[str]:
    """Names of the reforms that ship, in order."""
    return sorted(path.stem for path in (root / FOLDER).glob("*.yaml"))


def _path(name: str, root: Path) -> Path:
    shipped = shipped_reforms(root)
    if name in shipped:
        return root / FOLDER / f"{name}.yaml"
    if Path(name).is_file():
        return Path(name)
    if not name.strip():
        remedy = Both("请检查多余的 +、逗号或斜杠。", "Look for a +, comma or slash too many.")
        raise Problem(
            problem("reform", message=Both("方案名是空的。", "A reform has no name."), remedy=remedy, field="REFORM")
        )
    raise Problem(
        problem(
            "reform",
            message=Both(
                f"没有名为“{name}”的改革方案，也没有这个文件。",
                f"There is no reform {name!r}, neither by name nor as a file.",
            ),
            remedy=nearest(name, shipped) or one_of(shipped),
            field="REFORM",
        )
    )


def reform_of(document: Document, known: Mapping[str, DatedParameter], assumptions: Assumptions) -> Reform | None:
    """A reform from its document; None after letters were added. `known`: parameters of law and belief."""
    if document.kind != "reform":
        place = document.node.value["schema"].place
        message = Both(
            f"这是 {document.kind} 文件，不是改革方案。", f"This is a file of {document.kind}, not a reform."
        )
        remedy = Both(
            "请给出以 `schema: actuary.reform/1` 开头的文件。", "Give a file with `schema: actuary.reform/1`."
        )
        document.faults.add("schema", place, message, remedy, "schema")
        return None
    shape = validate(ReformShape, document.node, document.faults)
    if shape is None:
        return None
    before = len(document.faults)
    _check_source(document, shape, assumptions.sources)
    schedules: dict[str, Schedule] = {}
    nodes = document.node.value["changes"].value
    lines = [
        Line(shape.name, shape.source.tag, row, nodes[i], f"changes.{i}", document, known, assumptions, schedules)
        for i, row in enumerate(shape.changes)
    ]
    changes = [line.change() for line in lines]
    names = Counter(change.name for change in changes if change is not None)
    for line, change in zip(lines, changes, strict=True):
        if change is not None and names[change.name] == 1 and change.after is None:
            line.refuse_what_comes_of(change)
    _check_share(document, shape)
    pooling = _pooling(document, shape)
    if len(document.faults) > before:
        return None
    return Reform(
        shape.name,
        shape.zh or shape.name,
        shape.source.tag,
        shape.note or shape.source.note or "",
        tuple(change for change in (*changes, _share(document, shape)) if change is not None),
        schedules,
        pooling,
        document.path,
        document.file,
        document.node.value["name"].place[0],
    )


def _pooling(document: Document, shape: ReformShape) -> PoolingChange | None:
    """The pooling that a reform states."""
    if shape.pooling is None:
        return None
    line = document.node.value["pooling"].place[0]
    stated = shape.pooling
    return PoolingChange(stated.rule, stated.from_, stated.share, shape.name, document.file, line)


def _share(document: Document, shape: ReformShape) -> Change | None:
    """The share that an adjustment fund takes in: law, set from the pooling's month on."""
    pooling = shape.pooling
    if pooling is None or pooling.share is None:
        return None
    line = document.node.value["pooling"].place[0]
    said = (), None, shape.name, document.file, line, shape.source.tag
    return Change(SET, ADJUSTMENT_SHARE, pooling.share, pooling.from_, None, *said)


def _check_source(document: Document, shape: ReformShape, sources: Collection[str]) -> None:
    """A source that exists, or for a judgement a note that says why."""
    node, source = document.node.value["source"], shape.source
    if source.source is not None and source.source not in sources:
        document.faults.add("source", node.find(("source",)).place, *unlisted(source.source, sources), "source")
    if source.source is None and source.note is None:
        message = Both("改革方案既无来源也无说明。", "The reform has neither a source nor a note.")
        remedy = Both(
            "请写 source（来源键）或 note（判断理由）。", "Add `source:` with a key, or `note:` with the reason."
        )
        document.faults.add("missing", node.place, message, remedy, "source")


def _check_share(document: Document, shape: ReformShape) -> None:
    """A share is paid in under an adjustment fund, always there and only there; it lies between nought and one."""
    pooling = shape.pooling
    if pooling is None:
        return
    place, paid = document.node.value["pooling"].place, pooling.share is not None
    if paid != (pooling.rule == "adjustment"):
        code, message, remedy = ("unread", *_NO_FUND) if paid else ("missing", *_NO_SHARE)
        document.faults.add(code, place, message, remedy, "pooling.share")
    elif pooling.share is not None and not 0 < pooling.share <= 1:
        message = Both(
            f"上解比例 {pooling.share:g} 不在 0 与 1 之间。", f"A share of {pooling.share:g} is not in (0, 1]."
        )
        remedy = Both("请写成份额，例如 0.05。", "Write it as a share, for example 0.05.")
        document.faults.add("range", place, message, remedy, "pooling.share")


def refuse_clashes(reforms: Iterable[Reform]) -> None:
    """Refuse two changes of one parameter in one month, whose order matters, unless the later says which it follows."""
    letters, earlier, pooled = [], dict[str, list[Change]](), dict[int, PoolingChange]()
    for reform in reforms:
        if reform.pooling is not None:
            other = pooled.setdefault(reform.pooling.from_, reform.pooling)
            letters += [] if other is reform.pooling else [_two_poolings(reform.pooling, other)]
        for change in reform.changes:
            met = [
                other for other in earlier.get(change.name, ()) if change.meets(other) and not _commute(change, other)
            ]
            if met and change.after not in {name for other in met for name in (other.name, other.reform)}:
                letters.append(
                    problem(
                        "two_changes",
                        message=Both(
                            f"{change.name} 在同一月份已由“{met[-1].reform}”改动（第 {met[-1].line} 行）。",
                            f"{change.name} is changed in the same months by {met[-1].reform!r} (line {met[-1].line}).",
                        ),
                        remedy=Both(
                            f"若次序有意，请写 `after: {met[-1].reform}`。",
                            f"If the order is meant, write `after: {met[-1].reform}`.",
                        ),
                        file=change.file,
                        line=change.line,
                        field=change.name,
                    )
                )
            earlier.setdefault(change.name, []).append(change)
    if letters:
        raise Problem(*letters)


def _commute(one: Change, other: Change) -> bool:
    """Whether two changes give the same in either order: amounts that are added, or factors."""
    return one.verb == other.verb != SET


def _two_poolings(pooling: PoolingChange, other: PoolingChange) -> Letter:
    """Two reforms that put different pools in place with one month."""
    month = text(pooling.from_)
    return problem(
        "two_changes",
        message=Both(
            f"统筹办法自 {month} 起已由“{other.reform}”改动。",
            f"Pooling is changed from {month} by {other.reform!r} too.",
        ),
        remedy=Both(
            "请改其中一个的月份，后一个自其月份起取代前一个。", "Move one of them: the later takes over from its month."
        ),
        file=pooling.file,
        line=pooling.line,
        field="pooling",
    )
