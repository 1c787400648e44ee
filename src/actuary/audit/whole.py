"""The audit as others ask for it (核对入口): of the shipped document, of one's own, beside a run."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from actuary import data
from actuary.audit.forward import document
from actuary.audit.surroundings import Ran, Surroundings, people_of, surroundings
from actuary.dated import Published, load_assumptions, load_published
from actuary.errors import Both, Problem, problem

if TYPE_CHECKING:
    from actuary.runs import Finished, RunFolder

SHIPPED = "wuhan-plan-13"


class Subject(NamedTuple):
    """What is audited (核对对象): a printed document and what the engine knows beside it."""

    published: Published
    around: Surroundings


def subject(file: Path | None = None, ran: Ran | None = None) -> Subject:
    """The shipped plan, or a file of one's own; with the figures of a run where it is of the same people."""
    assumptions = load_assumptions(data.root())
    published = assumptions.printed(SHIPPED) if file is None else load_published(file)
    if ran is not None and ran.people != published.people:
        message = Both(
            f"该运行的人群是{ran.people}，公布文件是{published.people}。",
            f"The run is of {ran.people}, the printed document of {published.people}.",
        )
        remedy = Both("请指定同一人群的运行。", "Name a run of the same people.")
        raise Problem(problem("run_people", message=message, remedy=remedy, field="--run"))
    return Subject(published, surroundings(published, assumptions, ran))


def audit(chosen: Subject, figure: str | None = None) -> dict[str, Any]:
    """The document `actuary.audit/1`, or `actuary.inverse/1` of one figure."""
    if figure is None:
        return document(chosen.published, chosen.around)
    from actuary.audit.inverse import inverse

    return inverse(chosen.published, chosen.around, figure)


def ran_from(folder: Path) -> Ran:
    """A written run (运行文件夹) as the audit reads it."""
    from actuary.runs import open_run

    run = open_run(folder)
    files = (str(entry["file"]) for entry in run.manifest["inputs"])
    return Ran(run.document("verdict"), people_of(files))


def audit_of_run(verdict: Mapping[str, Any], inputs: Sequence[Path]) -> dict[str, dict[str, Any]]:
    """The audit as a further document of a finished run's folder."""
    root = data.root()
    assumptions = load_assumptions(root)
    files = (path.relative_to(root).as_posix() for path in inputs if path.is_relative_to(root))
    published = assumptions.printed(SHIPPED)
    return {"audit": document(published, surroundings(published, assumptions, Ran(verdict, people_of(files))))}


def write_whole(folder: Path, run: "Finished") -> "RunFolder":
    """Write a finished run with its audit (写出运行及核对); raises as `actuary.runs.write_run`."""
    from actuary.runs import write_run

    return write_run(folder, run, audit_of_run(run.verdict, run.inputs))
