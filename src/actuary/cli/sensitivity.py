"""`actuary sensitivity`: what each input's range does to every fund, one at a time (敏感性分析)."""

from pathlib import Path

import click

from actuary.cli.progress import prepare_kernels, progress_bar
from actuary.written import written

MEASURES = ("receipts", "expenditure", "current_balance", "balance", "payable_months")


@click.command("sensitivity")
@click.argument("base", default="wuhan-2015")
@click.option("--only", default="*", metavar="PATTERN", help="Inputs of such names, as basis.wage.* [default: all].")
@click.option("--measure", type=click.Choice(MEASURES), default="balance", show_default=True, help="Shown on the page.")
@click.option("--top", type=click.IntRange(1, 100), default=6, show_default=True, help="Inputs shown of each ledger.")
@click.option("--rules", type=click.Choice(["known-2016", "hindsight"]), help="Which law and figures count as known.")
@click.option("--basis", metavar="NAME", help="The beliefs to use.")
@click.option(
    "--pooling", type=click.Choice(["separate", "districts", "adjustment", "city"]), help="Who shares a ledger."
)
@click.option("--to", metavar="YYYY-MM", help="Last month of the run.")
@click.option("--out", type=click.Path(path_type=Path), metavar="FOLDER", help="Write the document and tables here.")
@click.option("--json", "as_json", is_flag=True, help="Print the document and nothing else.")
@click.option("--lang", type=click.Choice(["zh", "en"]), help="Language of the page; else by the locale.")
def command(
    base: str,
    only: str,
    measure: str,
    top: int,
    out: Path | None,
    as_json: bool,
    lang: str | None,
    **options: str | None,
) -> None:
    """Put each input of BASE that has a range at both its ends, and rank them (敏感性分析)."""
    from actuary.reporting.language import Words, choose

    words = Words(choose(lang))
    prepare_kernels(words("page.compiling"))

    from actuary.scenarios.sensitivity import sensitivity
    from actuary.scenarios.study import Study
    from actuary.valuation.prepare import prepare

    prepared = prepare(base, **options)
    with progress_bar() as told:
        document, table = sensitivity(Study(prepared), only, told)
    if out is not None:
        from actuary.runs.folder import write_run

        write_run(out, {"sensitivity": table}, {"sensitivity": document}, prepared.inputs, prepared.options)
    if as_json:
        click.echo(written(document).encode())
    else:
        from actuary.reporting.terminal import console_for
        from actuary.reporting.tornado import render

        render(document, measure, top, words.language, console_for())
