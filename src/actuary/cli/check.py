"""`actuary check`: validate assumption and cohort files (检查数据文件)."""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from actuary import data
from actuary.cli.texts import say
from actuary.errors import Finding
from actuary.reporting.language import choose
from actuary.vocabulary import TAGS

if TYPE_CHECKING:
    from actuary.dated import Checked


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
    from actuary.dated import check_path
    from actuary.linting import lint

    checked = check_path(data.root() if path is None else path)
    found = lint(checked)
    if found:
        raise Finding(*found)
    if as_json:
        click.echo(json.dumps(_document(checked), ensure_ascii=False, indent=1).encode())
    else:
        click.echo("\n".join(_page(checked, choose(lang))).encode())


def _by_tag(checked: "Checked") -> dict[str, int]:
    """How many values carry each tag (各类来源的取值个数)."""
    counted = Counter(row.tag for parameter in checked.parameters for row in parameter.values)
    return {tag: counted[tag] for tag in TAGS}


def _document(checked: "Checked") -> dict[str, object]:
    by_tag = _by_tag(checked)
    return {
        "schema": "actuary.check/1",
        "root": str(checked.root),
        "files": list(checked.files),
        "parameters": len(checked.parameters),
        "values": sum(by_tag.values()),
        "by_tag": by_tag,
    }


def _page(checked: "Checked", language: str) -> Iterator[str]:
    by_tag = _by_tag(checked)
    yield say("check.fine", language, root=checked.root)
    yield say("check.files", language, count=len(checked.files))
    yield say("check.parameters", language, count=len(checked.parameters))
    yield say("check.values", language, count=sum(by_tag.values()))
    for tag, count in by_tag.items():
        yield say("check.tag", language, word=say(f"tag.{tag}", language), count=count)
