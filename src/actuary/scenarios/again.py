"""A written run asked for again (按原样重算): from its manifest, on the very files that it read."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from actuary import data
from actuary.dated import load_assumptions
from actuary.errors import Both, Problem, problem
from actuary.runs.folder import RunFolder
from actuary.runs.inputs import Input
from actuary.scenarios.asked import Asked

OPTIONS = ("rules", "basis", "pooling", "to", "group")


def asked_of(run: RunFolder, inputs: Sequence[Input]) -> Asked:
    """What a written run was made of, its files where they are now; raises Problem where the run is none of
    `actuary run`, or an input of it is not here."""
    if "verdict.json" not in {row["file"] for row in run.manifest["outputs"]}:
        message = Both("只有 `actuary run` 的结果可以重算。", "Only a run of `actuary run` can be made again.")
        raise _refusal(
            run,
            message,
            Both("请给出 `actuary run --out` 的文件夹。", "Name a folder of `actuary run --out`."),
        )
    absent = [each.name for each in inputs if each.path is None]
    options = run.manifest["options"]
    valuation = _valuation(options, run.manifest, inputs)
    if absent or valuation is None:
        absent = absent or [str(options["valuation"])]
        message = Both(
            f"缺少当时的输入：{'、'.join(absent)}。", f"Inputs that it read are not here: {', '.join(absent)}."
        )
        remedy = Both(
            "请用 --data 指向当时的数据文件夹，用 --own 指向自备文件所在的文件夹。",
            "Name the data folder of that time by --data, and the folder of your own files by --own.",
        )
        raise _refusal(run, message, remedy)
    asked = {**{key: options[key] for key in OPTIONS}, "given": _given(options, inputs)}
    return Asked(valuation, asked, list(_reforms(run.manifest, inputs)), written=True)


def _own(inputs: Sequence[Input], besides: Sequence[str] = ()) -> list[Path]:
    """The user's own files among the inputs."""
    return [each.path for each in inputs if each.path is not None and "/" not in each.name and each.name not in besides]


def _given(options: Mapping[str, Any], inputs: Sequence[Input]) -> str | None:
    """The table of own figures, or the folder of several."""
    name = options.get("given")
    if name is None:
        return None
    return next((str(place) for path in _own(inputs) for place in (path, path.parent) if place.name == name), None)


def _valuation(options: Mapping[str, Any], manifest: Mapping[str, Any], inputs: Sequence[Input]) -> str | None:
    """The shipped valuation by name, or one's own by its file; None where there is neither."""
    name = str(options["valuation"])
    if name in load_assumptions(data.root()).valuations:
        return name
    own = _own(inputs, [row["file"] for row in manifest["reforms"]])
    return next((str(path) for path in own if path.suffix in (".yaml", ".yml")), None)


def _reforms(manifest: Mapping[str, Any], inputs: Sequence[Input]) -> Iterator[str]:
    """The reforms in their order: shipped ones by name, one's own by their files."""
    places = {each.name: str(each.path) for each in inputs}
    for row in manifest["reforms"]:
        yield Path(row["file"]).stem if "/" in row["file"] else places[row["file"]]


def _refusal(run: RunFolder, message: Both, remedy: Both) -> Problem:
    return Problem(problem("again", message=message, remedy=remedy, file=str(run.folder)))
