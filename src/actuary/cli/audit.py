"""`actuary audit`: printed figures recomputed forward and solved backward (公布数字核对)."""

from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

import click

from actuary.written import written


@click.command("audit")
@click.option("--inverse", metavar="FIGURE", help="Solve backward from this figure, <table>.<row>.<column>.")
@click.option("--published", type=click.Path(path_type=Path), metavar="FILE", help="A printed document of your own.")
@click.option("--run", "run", type=click.Path(path_type=Path), metavar="FOLDER", help="Beside the figures of this run.")
@click.option("--json", "as_json", is_flag=True, help="Print one document and nothing else.")
@click.option("--out", type=click.Path(path_type=Path), metavar="FOLDER|FILE", help="Write the document here.")
@click.option("--lang", type=click.Choice(["zh", "en"]), help="Language of the page; else by the locale.")
def command(
    inverse: str | None, published: Path | None, run: Path | None, as_json: bool, out: Path | None, lang: str | None
) -> None:
    """Recompute every printed figure that follows from others, or solve backward from one (公布数字核对)."""
    from actuary.audit.whole import audit, ran_from, subject
    from actuary.reporting.language import Words, choose

    words = Words(choose(lang))
    with nullcontext() if run is None else _understood(run):
        told = audit(subject(published, None if run is None else ran_from(run)), inverse)
    if out is not None:
        from actuary.runs.single import write_document

        place = write_document(out, told, "audit" if inverse is None else "inverse")
    if as_json:
        click.echo(written(told).encode())
    else:
        from actuary.reporting.backward import render_inverse
        from actuary.reporting.published import render
        from actuary.reporting.terminal import console_for

        show = render if inverse is None else render_inverse
        show(told, words.language, console_for())
    if out is not None:
        click.echo(words("page.written", folder=place), err=True)


def _understood(run: Path) -> AbstractContextManager[None]:
    """Documents of a run folder that are not as they were written are told as letters."""
    from actuary.runs import open_run

    return open_run(run).understood()
