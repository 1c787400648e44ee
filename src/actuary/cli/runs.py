"""`actuary runs`: which runs there are, what each rests on, how far it has come (运行登记簿)."""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from actuary import data
from actuary.cli import aside
from actuary.cli.texts import say
from actuary.reporting.language import choose

if TYPE_CHECKING:
    from actuary.runs.registry import Line

OPTIONS = ("valuation", "rules", "basis", "pooling", "group", "to")


@click.command("runs")
@click.argument("place", default=".", type=click.Path(path_type=Path), metavar="[FOLDER]")
@click.option("--json", "as_json", is_flag=True, help="Print one document and nothing else.")
@click.option("--lang", type=click.Choice(["zh", "en"]), help="Language; else by the locale.")
def command(place: Path, as_json: bool, lang: str | None) -> None:
    """List the runs of FOLDER, by default the folder you are in; or one run with its lineage (运行登记簿).

    The register is runs.sqlite beside the run folders, or the file that ACTUARY_RUNS names. A run is listed when it
    is whole. `actuary tag` says that a run is reviewed or issued.
    """
    from actuary.runs.folder import MANIFEST, unfinished
    from actuary.runs.registry import listed, registry_of

    one = place.absolute() if (place / MANIFEST).is_file() else None
    place = _existing(place) if one is None else one.parent
    lines = listed(place)
    if one is not None:
        lines = _lineage(lines, one)
    left = [data.shown(path) for path in unfinished(place)]
    if as_json:
        document: dict[str, Any] = {
            "schema": "actuary.runs/1",
            "registry": data.shown(registry_of(place)),
            "unfinished": left,
        }
        document |= {"runs": [_entry(line) for line in lines]}
        click.echo(json.dumps(document, ensure_ascii=False, indent=1).encode())
        return
    language = choose(lang)
    page = (
        _page(lines, place, language, full=one is not None)
        if lines
        else [say("runs.none", language, place=data.shown(place))]
    )
    click.echo("\n".join(page).encode())
    for path in left:
        aside(say("runs.unfinished", language, folder=path))


def _existing(place: Path) -> Path:
    """The folder whose runs are asked for; raises Problem where there is none."""
    from actuary.errors import Both, Problem, problem

    if not place.is_dir():
        message = Both("没有这个文件夹。", "There is no such folder.")
        remedy = Both("请给出存放运行文件夹的文件夹。", "Name the folder that holds the run folders.")
        raise Problem(problem("folder", message=message, remedy=remedy, file=str(place), field="FOLDER"))
    return place.absolute()


def _lineage(lines: "list[Line]", one: Path) -> "list[Line]":
    """A run with its base and with the runs that it is the base of."""
    base = next((line.base for line in lines if line.folder == one and line.here), None)
    return [line for line in lines if one in (line.folder, line.base) or line.folder == base]


def _entry(line: "Line") -> dict[str, Any]:
    return {
        "folder": data.shown(line.folder),
        "run": line.run,
        "created": line.created,
        "kind": line.kind,
        "here": line.here,
        **{key: line.options.get(key) for key in (*OPTIONS, "given")},
        "reforms": line.options.get("reforms", []),
        "base": None if line.base is None else data.shown(line.base),
        "standing": line.standing,
        "tags": [tag._asdict() for tag in line.tags],
    }


def _page(lines: "list[Line]", place: Path, language: str, *, full: bool) -> Iterator[str]:
    """A line a run and, under it, what it differs by from which base; of a single run all that was said of it."""
    for line in lines:
        where = data.shown(os.path.relpath(line.folder, place))
        frame = " · ".join(str(line.options[key]) for key in (*OPTIONS, "given") if line.options.get(key))
        standing = say(f"runs.{line.standing}", language)
        state = "" if line.here else say("runs.gone", language)
        kind = "" if line.kind == "run" else f"{line.kind} · "
        yield f"{where}  {standing}{state}  {line.created}  {kind}{frame}"
        reforms = line.options.get("reforms")
        if reforms:
            base = say("runs.no_base", language) if line.base is None else data.shown(os.path.relpath(line.base, place))
            yield say("runs.lineage", language, base=base, reforms=" + ".join(reforms))
        for tag in line.tags if full else line.tags[-1:]:
            note = f"  {tag.note}" if tag.note else ""
            yield f"    {say(f'runs.{tag.standing}', language)}  {tag.at}  {tag.by}{note}"
