"""`actuary attribute`: why a figure of one run is another in the other (变动归因)."""

from pathlib import Path

import click

from actuary.cli.progress import prepare_kernels, progress_bar
from actuary.written import written


@click.command("attribute")
@click.argument("run1", metavar="RUN1")
@click.argument("run2", metavar="RUN2")
@click.option(
    "--pooled", is_flag=True, help="Move people as one city, sixteen combinations at once: quick, approximate."
)
@click.option("--to", metavar="YYYY-MM", help="Last month of both runs.")
@click.option(
    "--measure",
    "measures",
    multiple=True,
    metavar="NAME",
    default=["balance"],
    show_default=True,
    help="A measure of measures.csv, shown on the page and split in the document; may be repeated.",
)
@click.option(
    "--orders",
    type=click.IntRange(64),
    default=64,
    show_default=True,
    help="Pairs of orders beyond ten causes; of fewer than 64 the standard errors are too small.",
)
@click.option(
    "--own", type=click.Path(path_type=Path), default=".", metavar="FOLDER", help="Where your own files of a run are."
)
@click.option("--out", type=click.Path(path_type=Path), metavar="FOLDER", help="Write attribute.json here.")
@click.option("--json", "as_json", is_flag=True, help="Print the document and nothing else.")
@click.option("--lang", type=click.Choice(["zh", "en"]), help="Language of the page; else by the locale.")
def command(
    run1: str,
    run2: str,
    pooled: bool,
    to: str | None,
    measures: tuple[str, ...],
    orders: int,
    own: Path,
    out: Path | None,
    as_json: bool,
    lang: str | None,
) -> None:
    """Split the change from RUN1 to RUN2 over its causes (变动归因).

    A RUN is VALUATION[+REFORM...][,rules=..][,basis=..][,pooling=..][,to=..][,group=..][,inputs=..], or a run folder.
    """
    from actuary.reporting.language import Words, choose

    words = Words(choose(lang))
    prepare_kernels(words("page.compiling"), lanes=pooled)

    from actuary.scenarios.attributing import attribute
    from actuary.scenarios.every_measure import refuse_unknown
    from actuary.scenarios.sides import side

    refuse_unknown(measures)
    before, after = (side(run, {"to": to}, own) for run in (run1, run2))
    with progress_bar() as told:
        document = attribute(before, after, orders, told=told, pooled=pooled, measures=measures)
    if out is not None:
        from actuary.runs.folder import write_run

        files = [*before.files, *after.files]
        write_run(out, {}, {"attribute": document}, files, {"from": document["from"], "to": document["to"]})
    if as_json:
        click.echo(written(document).encode())
    else:
        from actuary.reporting.attribution import render
        from actuary.reporting.terminal import console_for

        render(document, measures, words.language, console_for())
