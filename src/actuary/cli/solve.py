"""`actuary solve`: what would have to change for a fund to balance or keep a reserve (反解)."""

import json
from pathlib import Path

import click

from actuary import months
from actuary.cli.progress import prepare_kernels, progress_bar
from actuary.errors import Both, Problem, problem

POOLINGS = ("separate", "districts", "adjustment", "city")
FUNDS = ("employee_pension", "employee_medical", "unemployment", "work_injury", "maternity")
LEVERS = ("rate", "delay", "indexation", "subsidy")


@click.command("solve")
@click.argument("base", default="wuhan-2015")
@click.option("--fund", "funds", multiple=True, type=click.Choice(FUNDS), help="Only these funds.")
@click.option(
    "--months",
    "reserve",
    type=click.FloatRange(0, 240),
    default=3.0,
    show_default=True,
    help="Months of spending to keep.",
)
@click.option("--by", "levers", multiple=True, type=click.Choice(LEVERS), help="Levers to solve for, each alone.")
@click.option(
    "--from", "start", metavar="YYYY-MM", help="First month in which levers act; else the year after the opening."
)
@click.option("--rules", type=click.Choice(["known-2016", "hindsight"]), help="Which law and figures count as known.")
@click.option("--basis", metavar="NAME", help="The beliefs to use.")
@click.option("--pooling", type=click.Choice(POOLINGS), help="Who shares a ledger.")
@click.option("--to", metavar="YYYY-MM", help="Last month of the run.")
@click.option("--out", type=click.Path(path_type=Path), metavar="FOLDER", help="Write solve.json here.")
@click.option("--json", "as_json", is_flag=True, help="Print the document and nothing else.")
@click.option("--lang", type=click.Choice(["zh", "en"]), help="Language of the page; else by the locale.")
def command(
    base: str,
    funds: tuple[str, ...],
    reserve: float,
    levers: tuple[str, ...],
    start: str | None,
    out: Path | None,
    as_json: bool,
    lang: str | None,
    **options: str | None,
) -> None:
    """Solve the valuation BASE (反解): break-even and level rates, the largest cut each fund bears, remedies."""
    from actuary.reporting.language import Words, choose

    words = Words(choose(lang))
    first = months.parse(start, "--from") if start is not None else None
    prepare_kernels(words("page.compiling"))

    from actuary.scenarios.answers import answers
    from actuary.scenarios.solving import Solver
    from actuary.scenarios.study import Study
    from actuary.valuation.prepare import prepare

    prepared = prepare(base, **options)
    opening, last = prepared.file.opening, months.parse(prepared.options["to"])
    first = opening + 1 if first is None else first
    if not opening < first <= last:
        raise _outside(first, opening, last)
    with progress_bar() as told:
        document = answers(Solver(Study(prepared), first), funds or FUNDS, reserve, levers or ("rate",), told)
    if out is not None:
        from actuary.runs.folder import write_run

        write_run(out, {}, {"solve": document}, prepared.inputs, prepared.options)
    if as_json:
        click.echo(json.dumps(document, ensure_ascii=False, indent=1).encode())
    else:
        from actuary.reporting.solution import render
        from actuary.reporting.terminal import console_for

        render(document, words.language, console_for())


def _outside(first: int, opening: int, last: int) -> Problem:
    span = months.text(opening + 1), months.text(last)
    return Problem(
        problem(
            "outside_horizon",
            message=Both(f"{months.text(first)} 不在测算期内。", f"{months.text(first)} lies outside the run."),
            remedy=Both(f"请选 {span[0]} 至 {span[1]}。", f"Choose a month from {span[0]} to {span[1]}."),
            field="--from",
        )
    )
