"""What a report draws on (报告素材): a written run, the data that named its inputs, and documents made beside it."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import Any

import polars as pl

from actuary import data
from actuary.dated import Assumptions, DatedParameter, load_assumptions, load_cohort, load_reforms
from actuary.dated.reforms import shipped_reforms
from actuary.errors import Both, Problem, problem
from actuary.reporting import figures
from actuary.runs import RunFolder
from actuary.runs.manifest import digest

Document = Mapping[str, Any]

COMMANDS = {
    "compare": "actuary compare {valuation} REFORM... --out FOLDER",
    "simulate": "actuary simulate {valuation} --paths 10000 --out FOLDER",
    "sensitivity": "actuary sensitivity {valuation} --out FOLDER",
    "stress": "actuary sensitivity {valuation} --stress --json",
    "paths": "actuary sensitivity {valuation} --paths --json",
    "solve": "actuary solve {valuation} --by rate --by delay --by subsidy --out FOLDER",
    "frontier": "actuary solve {valuation} --frontier --by delay --by rate --out FOLDER",
    "attribute": "actuary attribute {valuation},basis=plan {valuation},basis=trend --out FOLDER",
    "backtest": "actuary backtest --out FOLDER",
    "experience": "actuary experience FILE --json",
    "award": "actuary award FILE --json",
    "benefit": "actuary benefit KIND FILE --json",
}
"""Documents that a report takes in, and the command that makes each."""
MANY = "benefit"
"""The kind of which several may be given: one a benefit."""
AGAIN = "actuary run {valuation} --out FOLDER"
LARGEST = 200_000_000
"""Largest document beside a run [bytes]."""
SAME = ("valuation", "rules", "basis", "pooling", "group", "to", "given")
"""What a document must share with the run to stand beside it."""
BESIDE = frozenset({"compare", "simulate", "sensitivity", "stress", "paths", "solve", "frontier"})
"""Documents that speak of the run itself."""


class Material:
    """All that the report of one run may say."""

    def __init__(self, run: RunFolder, given: Iterable[Path] = ()) -> None:
        """`given`: documents, or folders of them, made beside the run; the run folder's own are found by themselves."""
        self.run = run
        self.manifest: Document = run.manifest
        self.verdict: Document = run.document("verdict")
        self.certificate: Document = run.document("certificate")
        with run.understood():
            if not self.years:
                message = Both(
                    "这次运行不足一个日历年，无从按年报告。", "The run holds no whole calendar year to report."
                )
                remedy = Both("请把估值做到 12 月：--to YYYY-12。", "Run the valuation to a December: --to YYYY-12.")
                raise Problem(problem("no_whole_year", message=message, remedy=remedy, file=str(run.folder)))
        found = [*_taken(self.verdict, run.folder), *(each for place in given for each in _given(self.verdict, place))]
        self.documents: dict[str, Document] = {}
        self.absent: dict[str, Both] = {}
        """Why a document is not there, by its kind, where somebody knows."""
        for kind, document, file in found:
            if kind in self.documents and kind != MANY:
                raise _refused(file, Both(f"另有一个 {kind} 文件。", f"Another document of the kind {kind} is given."))
            self.documents[kind] = document
        self.benefits = [document for kind, document, _ in found if kind == MANY]

    def document(self, name: str) -> Document | None:
        """A document of the run folder; None where the run has none."""
        path = self.run.folder / f"{name}.json"
        return self.run.document(name) if path.is_file() else None

    def table(self, name: str) -> pl.DataFrame | None:
        """A table of the run, whole; None where the run has none."""
        return self.run.table(name).collect() if name in self.run.tables else None

    @cached_property
    def assumptions(self) -> Assumptions:
        """Law, belief and sources of the data folder in use, which name what the run read."""
        return load_assumptions(data.root())

    @cached_property
    def opening(self) -> Mapping[str, DatedParameter]:
        """Parameters of the opening position, which name what the run read; none where the folder lacks it."""
        found = self.assumptions.valuations.get(str(self.verdict["valuation"]))
        place = None if found is None else data.root() / found.people
        return {} if place is None or not place.is_dir() else load_cohort(place, self.assumptions.sources)

    def titles_of_reforms(self, names: Sequence[str]) -> dict[str, str]:
        """Titles of those reforms that ship with the data folder in use."""
        shipped = [name for name in names if name in shipped_reforms(data.root())]
        basis = str(self.verdict["basis"])
        with suppress(Problem):
            return {each.name: each.zh for each in load_reforms(shipped, self.assumptions, basis, data.root())}
        return {}

    @cached_property
    def changed(self) -> tuple[str, ...]:
        """Files of the data folder that are no longer those the run read."""
        root = data.root()
        read = ((str(each["file"]), str(each["sha256"])) for each in self.manifest["inputs"])
        return tuple(
            file for file, was in read if not (root / file).is_file() or digest((root / file).read_bytes()) != was
        )

    @cached_property
    def inputs(self) -> pl.DataFrame:
        """Every value that the run read, with tag, source and range."""
        return self.run.table("inputs").collect()

    @property
    def years(self) -> list[int]:
        """Years of the run, ascending."""
        return sorted({int(row["year"]) for entry in self.verdict["funds"] for row in entry["years"]})

    def command(self, kind: str) -> str:
        """The command that makes a document of this kind, or a run that holds it."""
        return {**COMMANDS, "budgets": AGAIN}[kind].format(valuation=self.verdict["valuation"])


def _given(verdict: Document, place: Path) -> list[tuple[str, Document, Path]]:
    """Documents of a file or folder that was named; raises Problem where it holds none."""
    if not place.exists():
        raise _refused(place, Both("没有这个文件。", "There is no such file."))
    found = list(_taken(verdict, place))
    if not found:
        raise _refused(place, Both("其中没有本报告能引用的文件。", "It holds no document that a report takes in."))
    return found


def _taken(verdict: Document, place: Path) -> Iterator[tuple[str, Document, Path]]:
    """Documents of a file, or of those of a folder, that a report takes in; they must be of the same valuation."""
    for file in sorted(place.glob("*.json")) if place.is_dir() else [place]:
        document = _read(file)
        kind = _kind(document)
        if kind is not None:
            yield kind, _alike(verdict, document, kind, file), file


def _read(file: Path) -> Document:
    if not file.is_file() or file.stat().st_size > LARGEST:
        raise _refused(file, Both("不是文件，或大于 200 MB。", "It is no file, or larger than 200 MB."))
    try:
        found = json.loads(file.read_bytes())
    except (ValueError, RecursionError) as fault:
        raise _refused(file, Both("不是 JSON 文件。", "It is no JSON file.")) from fault
    return found if isinstance(found, dict) else {}


def _kind(document: Document) -> str | None:
    """The kind of a document by its schema; a frontier and named paths are kinds of their own."""
    schema = str(document.get("schema", ""))
    kind = schema.removeprefix("actuary.").partition("/")[0]
    if kind == "solve" and document.get("frontier"):
        return "frontier"
    if kind == "stress":
        return str(document.get("kind"))
    return kind if kind in COMMANDS else None


def _alike(verdict: Document, document: Document, kind: str, file: Path) -> Document:
    """The document, if what it speaks of is this run."""
    if kind not in BESIDE:
        return document
    pairs = [(key, document.get(key), verdict.get(key)) for key in SAME]
    under = None if kind == "compare" else document.get("reforms")
    pairs.append(("reforms", under or None, verdict.get("reforms") or None))
    others = [key for key, said, asked in pairs if said != asked]
    told = ", ".join(f"{key}: {_one(said)} / {_one(asked)}" for key, said, asked in pairs if said != asked)
    why = Both(f"与这次运行不是一回事（{told}）。", f"It speaks of another run ({told}).")
    if verdict.get("reforms") or (verdict.get("group") == "closed" and "group" in others):
        raise _refused(
            file,
            why,
            Both(
                "这类文件只能附于基线、开放群体的运行；不附也可，支付概率与补救办法由报告自己求出。",
                "Such documents stand beside a run of the baseline and of the open group alone; without them the "
                "report computes probability and remedies itself.",
            ),
        )
    if others:
        raise _refused(file, why)
    return document


def _one(said: Any) -> str:
    """A setting as it is said."""
    return "+".join(map(str, said)) if isinstance(said, list) else figures.MISSING if said is None else str(said)


def _refused(file: Path, why: Both, remedy: Both | None = None) -> Problem:
    kinds, same = ", ".join(COMMANDS), ", ".join(SAME)
    remedy = remedy or Both(
        f"请给出同一设置（{same}）下 --json 或 --out 写出的文件（{kinds}）。",
        f"Give what --json or --out wrote under the same settings ({same}; {kinds}).",
    )
    return Problem(problem("material", message=why, remedy=remedy, file=str(file), field="--with"))
