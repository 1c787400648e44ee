"""`actuary tag`: how far a run has come, and who says so (标注运行状态)."""

import json
import os
from pathlib import Path

import click

from actuary import data
from actuary.cli.texts import say
from actuary.reporting.language import choose


@click.command("tag")
@click.argument("run", type=click.Path(path_type=Path), metavar="RUN")
@click.argument("standing", type=click.Choice(["draft", "reviewed", "issued"]))
@click.option("--by", required=True, metavar="NAME", help="Who says so.")
@click.option("--note", metavar="TEXT", help="What is to be remembered with it.")
@click.option("--json", "as_json", is_flag=True, help="Print one document and nothing else.")
@click.option("--lang", type=click.Choice(["zh", "en"]), help="Language; else by the locale.")
def command(run: Path, standing: str, by: str, note: str | None, as_json: bool, lang: str | None) -> None:
    """Say that RUN is a draft, reviewed or issued (草稿、已复核、已签发); what was said before stays on record.

    A run is verified before it is reviewed or issued, and is issued only after it was reviewed.
    """
    from actuary.cli.verify import verified
    from actuary.runs.registry import STANDINGS, tag

    by, note = _written(by, "--by"), None if note is None else _written(note, "--note")
    if standing != "draft":
        verified(run)
    line = tag(run, next(each for each in STANDINGS if each == standing), by, note)
    told = line.tags[-1]
    if as_json:
        document = {"schema": "actuary.tag/1", "folder": data.shown(line.folder), "run": line.run, **told._asdict()}
        click.echo(json.dumps(document, ensure_ascii=False, indent=1).encode())
        return
    language = choose(lang)
    words = say(
        "runs.tagged", language, folder=data.shown(run), standing=say(f"runs.{standing}", language), by=by, at=told.at
    )
    click.echo(words.encode())


def _written(text: str, option: str) -> str:
    """A name or note that is one printable line; raises Problem."""
    from actuary.errors import Both, Problem, problem

    text = os.fsencode(text).decode(errors="replace").strip()
    if text and text.isprintable() and len(text) <= 200:
        return text
    message = Both("须是一行文字，1至200字。", "It must be one line of 1 to 200 signs.")
    raise Problem(problem("text", message=message, remedy=Both("请改写。", "Write it so."), field=option))
