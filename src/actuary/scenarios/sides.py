"""The two runs of a question (对比双方): words on the command line, or a run folder.

The words are `VALUATION[+REFORM...][,rules=..][,basis=..][,pooling=..]`.
"""

from collections.abc import Mapping
from pathlib import Path

from actuary.dated import load_reforms
from actuary.errors import Both, Problem, problem
from actuary.people.coverage import Coverage
from actuary.runs.folder import is_run, open_run
from actuary.scenarios.attributing import Side
from actuary.valuation.prepare import Prepared, prepare, yearly
from actuary.valuation.tables import learned

OPTIONS = ("rules", "basis", "pooling", "to")


def side(words: str, given: Mapping[str, str | None]) -> Side:
    """A run from its words; `given`: options of the command, behind those of the words."""
    if is_run(words):
        return _of_folder(Path(words), given)
    run, *stated = words.split(",")
    own: dict[str, str | None] = dict(given)
    for each in stated:
        name, _, value = each.partition("=")
        if name not in OPTIONS or not value:
            raise _unknown(each, words)
        own[name] = value
    valuation, *reforms = run.split("+")
    return _prepared(valuation, reforms, own)


def baseline(words: str, given: Mapping[str, str | None]) -> tuple[Prepared, Coverage | None]:
    """What reforms are compared with: a valuation by name or file, or a run folder, whose learned coverage is read."""
    if not is_run(words):
        return yearly(prepare(words, **given)), None
    found = open_run(Path(words))
    stated = found.manifest["options"]
    own = {name: given.get(name) or stated.get(name) for name in (*OPTIONS, "group")}
    prepared = yearly(prepare(str(stated.get("valuation")), **own))
    with found.understood():
        return prepared, learned(*(found.table(name).collect() for name in ("coverage", "coverage_outside")))


def _of_folder(folder: Path, given: Mapping[str, str | None]) -> Side:
    """A run from its manifest; it is run again on the data in use."""
    stated = open_run(folder).manifest["options"]
    own = {name: given.get(name) or stated.get(name) for name in OPTIONS}
    return _prepared(str(stated.get("valuation")), list(stated.get("reforms", ())), own)


def _prepared(valuation: str, reforms: list[str], options: Mapping[str, str | None]) -> Side:
    prepared = yearly(prepare(valuation, **options))
    return Side(prepared, load_reforms(reforms, prepared.assumptions, prepared.options["basis"], prepared.root))


def _unknown(each: str, words: str) -> Problem:
    return Problem(
        problem(
            "run_words",
            message=Both(f"看不懂“{words}”中的“{each}”。", f"{each!r} in {words!r} is not understood."),
            remedy=Both(
                "请写：估值名+方案名,rules=...,basis=...,pooling=...",
                "Write VALUATION+REFORM,rules=...,basis=...,pooling=...",
            ),
            field="RUN",
        )
    )
