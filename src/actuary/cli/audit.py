"""`actuary audit`: printed figures recomputed forward and solved backward (公布数字核对)."""

import json
from pathlib import Path
from typing import Any

import click


@click.command("audit")
@click.option("--published", type=click.Path(path_type=Path), metavar="FILE", help="A printed document of your own.")
@click.option("--run", "run", type=click.Path(path_type=Path), metavar="FOLDER", help="Beside the figures of this run.")
@click.option("--json", "as_json", is_flag=True, help="Print one document and nothing else.")
@click.option("--out", type=click.Path(path_type=Path), metavar="FOLDER|FILE", help="Write the document here.")
@click.option("--lang", type=click.Choice(["zh", "en"]), help="Language of the page; else by the locale.")
def command(published: Path | None, run: Path | None, as_json: bool, out: Path | None, lang: str | None) -> None:
    """Recompute every printed figure that follows from others (公布数字核对)."""
    from actuary.audit.forward import document
    from actuary.audit.whole import ran_from, subject
    from actuary.reporting.language import Words, choose

    words = Words(choose(lang))
    chosen = subject(published, None if run is None else ran_from(run))
    told = document(chosen.published, chosen.around)
    if out is not None:
        _write(out, told)
    if as_json:
        click.echo(_text(told))
    else:
        from actuary.reporting.published import render
        from actuary.reporting.terminal import console_for

        render(told, words.language, console_for())
    if out is not None:
        click.echo(words("page.written", folder=out), err=True)


def _text(told: dict[str, Any]) -> bytes:
    return json.dumps(told, ensure_ascii=False, indent=1, allow_nan=False).encode()


def _write(out: Path, told: dict[str, Any]) -> None:
    """The document as a file, or as the one file of a new folder; nothing is written over."""
    from actuary.runs.single import write_document

    write_document(out, told, "audit")
