"""`actuary run`: one valuation from people, law and basis to the verdict (运行一次估值)."""

from pathlib import Path
from typing import Any

import click

from actuary import months
from actuary.cli import tell
from actuary.cli.progress import prepare_kernels, progress_bar
from actuary.written import written

VALUATION = "wuhan-2015"
POOLINGS = ("separate", "districts", "adjustment", "city")


@click.command("run")
@click.argument("valuation", default=VALUATION)
@click.option("--rules", type=click.Choice(["known-2016", "hindsight"]), help="Which law and figures count as known.")
@click.option("--basis", metavar="NAME", help="The beliefs to use: plan, trend or a folder's name of your own.")
@click.option("--pooling", type=click.Choice(POOLINGS), help="Who shares a ledger.")
@click.option(
    "--group", type=click.Choice(["open", "closed"]), help="Closed: those of the opening alone, nobody enters."
)
@click.option(
    "--inputs", "given", type=click.Path(), metavar="FILE", help="Own figures: a filled template or a folder."
)
@click.option("--to", metavar="YYYY-MM", help="Last month of the run.")
@click.option("--reform", "reforms", multiple=True, metavar="NAME", help="A reform by name or file; several in order.")
@click.option("--out", type=click.Path(path_type=Path), metavar="FOLDER", help="Write the run folder here.")
@click.option("--json", "as_json", is_flag=True, help="Print the verdict document and nothing else.")
@click.option("--lang", type=click.Choice(["zh", "en"]), help="Language of the page; else by the locale.")
def command(
    valuation: str,
    out: Path | None,
    as_json: bool,
    lang: str | None,
    reforms: tuple[str, ...],
    **options: str | None,
) -> None:
    """Run VALUATION, a shipped name or a file (运行估值), and print its verdict."""
    from actuary.reporting.language import Words, choose

    if options["to"] is not None:
        months.parse(options["to"], "--to")
    if out is not None:
        from actuary.runs import check_free

        check_free(out)
    words = Words(choose(lang))
    prepare_kernels(words("page.compiling"))

    with progress_bar() as progress:
        from actuary.scenarios.asked import result_of

        result = result_of(valuation, options, [name for each in reforms for name in _names(each)], progress)
    if out is not None:
        from actuary.audit.whole import write_whole

        write_whole(out, result)
    if as_json:
        click.echo(_document(result.verdict))
    else:
        from actuary.reporting.terminal import console_for, render

        render(result.verdict, words.language, console_for())
    if out is not None:
        click.echo(words("page.written", folder=out), err=True)
        _register(out)


def _names(reform: str) -> list[str]:
    """The reforms of one option: a file, or names joined by +."""
    return [reform] if Path(reform).is_file() else reform.split("+")


def _register(out: Path) -> None:
    """Enter a written run; a register that cannot be written is told, and the run stands."""
    from actuary.errors import Problem
    from actuary.runs.registry import register

    try:
        register(out)
    except Problem as wrong:
        tell(wrong)


def _document(verdict: dict[str, Any]) -> bytes:
    """The verdict as UTF-8 whatever the locale, keys in the document's own order."""
    return written(verdict).encode()
