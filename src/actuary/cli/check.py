"""`actuary check`: validate assumption and cohort files (检查数据文件)."""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from actuary import data
from actuary.cli.texts import say
from actuary.errors import Finding
from actuary.reporting.language import choose
from actuary.vocabulary import TAGS

if TYPE_CHECKING:
    from actuary.dated import Checked

Document = dict[str, Any]
"""What is printed where nothing is wrong."""


@click.command("check")
@click.argument("path", required=False, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print one document: what was read, or all errors.")
@click.option("--lang", type=click.Choice(["zh", "en"]), help="Language; else by the locale.")
def command(path: Path | None, as_json: bool, lang: str | None) -> None:
    """Check every assumption and cohort file under PATH, by default the data in use (检查数据文件).

    What does not load ends with status 2. What loads and cannot be meant ends with status 1: a parameter nobody
    reads, a value that goes flat, day and month exchanged, a slip of unit or decimal point, a sunset nobody wrote
    down, gaps, overlaps, a reform that changes nothing.
    """
    document = _answer(data.root() if path is None else path.resolve())
    if as_json:
        click.echo(json.dumps(document, ensure_ascii=False, indent=1).encode())
    else:
        click.echo("\n".join(_page(document, choose(lang))).encode())


def _answer(path: Path) -> Document:
    """What a path holds; of a data folder kept until a byte of it, or of the program, is another."""
    from actuary.dated.kept import EVERYTHING, kept

    folders = [path / name for name in data.FOLDERS]
    if not all(folder.is_dir() for folder in folders):
        return _checked(path)
    return kept(folders, path, "check", lambda: _checked(path), EVERYTHING)


def _checked(path: Path) -> Document:
    """What a path holds; raises Finding where it loads and cannot be meant."""
    from actuary.dated import check_path
    from actuary.linting import lint

    checked = check_path(path)
    found = lint(checked)
    if found:
        raise Finding(*found)
    return _document(checked)


def _by_tag(checked: "Checked") -> dict[str, int]:
    """How many values carry each tag (各类来源的取值个数)."""
    counted = Counter(row.tag for parameter in checked.parameters for row in parameter.values)
    return {tag: counted[tag] for tag in TAGS}


def _document(checked: "Checked") -> Document:
    by_tag = _by_tag(checked)
    return {
        "schema": "actuary.check/1",
        "root": str(checked.root),
        "files": list(checked.files),
        "parameters": len(checked.parameters),
        "values": sum(by_tag.values()),
        "by_tag": by_tag,
    }


def _page(document: Document, language: str) -> Iterator[str]:
    yield say("check.fine", language, root=document["root"])
    yield say("check.files", language, count=len(document["files"]))
    yield say("check.parameters", language, count=document["parameters"])
    yield say("check.values", language, count=document["values"])
    for tag, count in document["by_tag"].items():
        yield say("check.tag", language, word=say(f"tag.{tag}", language), count=count)
