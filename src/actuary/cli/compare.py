"""`actuary compare`: reforms beside the baseline, by fund, pool and year (方案对比)."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from actuary.cli.progress import prepare_kernels, progress_bar
from actuary.cli.usage import pooling_option, rules_option
from actuary.errors import Both, Problem, problem
from actuary.written import written

if TYPE_CHECKING:
    from actuary.dated import Reform
    from actuary.valuation.prepare import Prepared


@click.command("compare")
@click.argument("base", metavar="BASE")
@click.argument("reforms", nargs=-1, metavar="REFORM...")
@click.option("--grid", metavar="LEVERS", help="Levers a,b,c (settings of one: a1/a2): every combination of them.")
@rules_option()
@click.option("--basis", metavar="NAME", help="The beliefs to use.")
@pooling_option()
@click.option(
    "--group", type=click.Choice(["open", "closed"]), help="Closed: those of the opening alone, nobody enters."
)
@click.option(
    "--inputs", "given", type=click.Path(), metavar="FILE", help="Own figures: a filled template or a folder."
)
@click.option(
    "--response",
    type=click.Choice(["static", "partial", "full"]),
    help="How far payers answer changed rates, shown beside the static case; full, with --grid and no --ends static.",
)
@click.option("--ends", is_flag=True, help="With the response, both ends of its range too.")
@click.option(
    "--cohorts/--no-cohorts",
    default=None,
    help="Who pays and who gains by birth and category; yes, with --grid no.",
)
@click.option(
    "--pooled", is_flag=True, help="Move people as one city, sixteen alternatives at once: quick, approximate."
)
@click.option("--to", metavar="YYYY-MM", help="Last month of the run.")
@click.option(
    "--own", type=click.Path(path_type=Path), default=".", metavar="FOLDER", help="Where your own files of BASE are."
)
@click.option("--out", type=click.Path(path_type=Path), metavar="FOLDER", help="Write compare.json and tables here.")
@click.option("--json", "as_json", is_flag=True, help="Print the comparison's document and nothing else.")
@click.option("--lang", type=click.Choice(["zh", "en"]), help="Language of the page; else by the locale.")
def command(
    base: str,
    reforms: tuple[str, ...],
    grid: str | None,
    response: str | None,
    ends: bool,
    cohorts: bool | None,
    pooled: bool,
    own: Path,
    out: Path | None,
    as_json: bool,
    lang: str | None,
    **options: str | None,
) -> None:
    """Compare REFORMs (names or files; a+b together) with BASE, a valuation or a run folder (方案与基线对比)."""
    from actuary.reporting.language import Words, choose

    words = Words(choose(lang))
    if not reforms and grid is None:
        raise _no_reform()
    if ends and response == "static":
        raise _no_ends()
    prepare_kernels(words("page.compiling"), lanes=pooled)

    from actuary.scenarios.comparing import compare
    from actuary.scenarios.packed import kind_of
    from actuary.scenarios.response import FULL, STATIC, Answers
    from actuary.scenarios.sides import baseline

    prepared, coverage = baseline(base, options, own)
    asked = _asked(prepared, reforms, grid)
    if pooled and cohorts:
        raise _no_classes()
    watch = grid is None and not pooled if cohorts is None else cohorts
    study = kind_of(pooled)(prepared, coverage, watch=watch)
    with progress_bar() as told:
        answers = Answers(response or (FULL if grid is None or ends else STATIC), ends)
        document = compare(study, asked, told, answers)
    if out is not None:
        _write(out, document, prepared, asked, watch=watch)
    if as_json:
        click.echo(written(document).encode())
    else:
        from actuary.reporting.comparison import render
        from actuary.reporting.terminal import console_for

        render(document, words.language, console_for())


def _write(
    out: Path, document: dict[str, Any], prepared: "Prepared", asked: Sequence[Sequence["Reform"]], *, watch: bool
) -> None:
    """The document and its tables in a folder; `watch`: that of classes of birth, too."""
    from actuary.runs.folder import write_run
    from actuary.scenarios.comparing import flat, flat_cohorts, flat_firsts

    files = [*prepared.inputs, *(reform.path for each in asked for reform in each)]
    tables = {"compare": flat(document), "first_months": flat_firsts(document)}
    tables |= {"cohorts": flat_cohorts(document)} if watch else {}
    write_run(out, tables, {"compare": document}, files, prepared.options)


def _no_reform() -> Problem:
    message = Both("没有给出改革方案。", "No reform is given.")
    remedy = Both("请写方案名或文件，或用 --grid。", "Name reforms or files, or use --grid.")
    return Problem(problem("usage", message=message, remedy=remedy, field="REFORM"))


def _no_ends() -> Problem:
    message = Both("静态测算没有行为响应的区间。", "A static comparison has no response whose ends could be shown.")
    remedy = Both("请去掉 --ends，或改用 --response full。", "Leave --ends out, or ask for --response full.")
    return Problem(problem("usage", message=message, remedy=remedy, field="--ends"))


def _no_classes() -> Problem:
    message = Both("合并快算不按出生队列留人口。", "A pooled run keeps nobody by class of birth.")
    remedy = Both("请在 --pooled 与 --cohorts 中选一个。", "Choose --pooled or --cohorts.")
    return Problem(problem("usage", message=message, remedy=remedy, field="--cohorts"))


def _asked(prepared: "Prepared", reforms: Sequence[str], grid: str | None) -> list[tuple["Reform", ...]]:
    """The alternatives: each REFORM, `a+b` as one, then every combination of the grid's levers."""
    from actuary.dated import load_reforms, names_in
    from actuary.dated.namesakes import distinct
    from actuary.scenarios.comparing import combinations

    def loaded(names: Sequence[str]) -> tuple["Reform", ...]:
        return load_reforms(names, prepared.assumptions, prepared.options["basis"], prepared.root)

    asked = [loaded(names_in(each)) for each in reforms]
    if grid is not None:
        settings = [[lever] if Path(lever).is_file() else lever.split("/") for lever in grid.split(",")]
        levers = [[loaded([name])[0] for name in each] for each in settings]
        asked += combinations(levers)
    return distinct(asked)
