"""`actuary run`: one valuation from people, law and basis to the verdict (运行一次估值)."""

from contextlib import nullcontext
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import click

from actuary import months
from actuary.cli import tell
from actuary.cli.progress import prepare_kernels, progress_bar
from actuary.cli.usage import pooling_option, rules_option
from actuary.errors import Both, Problem, problem
from actuary.written import written

if TYPE_CHECKING:
    from actuary.reporting.language import Language
    from actuary.scenarios.asked import Asked
    from actuary.valuation.run import RunResult

VALUATION = "wuhan-2015"


@click.command("run")
@click.argument("valuation", default=VALUATION)
@rules_option()
@click.option("--basis", metavar="NAME", help="The beliefs to use: plan, trend or a folder's name of your own.")
@pooling_option()
@click.option(
    "--group", type=click.Choice(["open", "closed"]), help="Closed: those of the opening alone, nobody enters."
)
@click.option(
    "--inputs", "given", type=click.Path(), metavar="FILE", help="Own figures: a filled template or a folder."
)
@click.option("--to", metavar="YYYY-MM", help="Last month of the run.")
@click.option("--reform", "reforms", multiple=True, metavar="NAME", help="A reform by name or file; several in order.")
@click.option("--out", type=click.Path(path_type=Path), metavar="FOLDER", help="Write the run folder here.")
@click.option(
    "--report",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write the report here; FILE ends in .html or .pdf.",
)
@click.option("--plain", is_flag=True, help="Leave probability and solved remedies out of the report.")
@click.option("--json", "as_json", is_flag=True, help="Print the verdict document and nothing else.")
@click.option("--lang", type=click.Choice(["zh", "en"]), help="Language of the page; else by the locale.")
def command(
    valuation: str,
    out: Path | None,
    report: Path | None,
    plain: bool,
    as_json: bool,
    lang: str | None,
    reforms: tuple[str, ...],
    **options: str | None,
) -> None:
    """Run VALUATION, a shipped name or a file (运行估值), and print its verdict."""
    from actuary.reporting.language import Words, choose

    if options["to"] is not None:
        months.parse(options["to"], "--to")
    _check_places(out, report, plain=plain)
    words = Words(choose(lang))
    prepare_kernels(words("page.compiling"))

    with progress_bar() as progress:
        from actuary.dated import names_in
        from actuary.scenarios.asked import Asked, result_of

        asked = Asked(valuation, options, [name for each in reforms for name in names_in(each)])
        result = result_of(asked, progress)
    if out is not None or report is not None:
        _write(result, out, report, asked, words.language, plain=plain)
    if as_json:
        click.echo(_document(result.verdict))
    else:
        from actuary.reporting.terminal import console_for, render

        render(result.verdict, words.language, console_for())
    for place in (out, report):
        if place is not None:
            click.echo(words("page.written", folder=place), err=True)


def _check_places(out: Path | None, report: Path | None, *, plain: bool) -> None:
    """Raises Problem where something stands already or an option acts on nothing, before anything is computed."""
    if plain and report is None:
        message = Both("--plain 只作用于报告。", "--plain is for a report.")
        remedy = Both("请加 --report FILE，或去掉 --plain。", "Add --report FILE, or leave --plain out.")
        raise Problem(problem("usage", message=message, remedy=remedy, field="--plain"))
    if out is not None:
        from actuary.runs import check_free

        check_free(out)
    if report is not None:
        from actuary.cli.report import face_of
        from actuary.runs.single import check_new

        face_of(report)
        check_new(report, "--report")


def _write(
    result: "RunResult", out: Path | None, report: Path | None, asked: "Asked", language: "Language", *, plain: bool
) -> None:
    """The run folder, and the report made from it; without a place of its own the folder does not stay."""
    from actuary.audit.whole import write_whole
    from actuary.cli.report import write_report

    with TemporaryDirectory() if out is None else nullcontext("") as passing:
        folder = write_whole(out or Path(passing) / "run", result)
        if out is not None:
            _register(out)  # a report takes longer than patience may last
        if report is not None:
            write_report(folder, report, asked, language, plain=plain)


def _register(out: Path) -> None:
    """Enter a written run; a register that cannot be written is told, and the run stands."""
    from actuary.runs.registry import register

    try:
        register(out)
    except Problem as wrong:
        tell(wrong)


def _document(verdict: dict[str, Any]) -> bytes:
    """The verdict as UTF-8 whatever the locale, keys in the document's own order."""
    return written(verdict).encode()
