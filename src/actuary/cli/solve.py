"""`actuary solve`: what would have to change for a fund to balance or keep a reserve (反解)."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from actuary import months
from actuary.cli.progress import prepare_kernels, progress_bar
from actuary.cli.usage import Between, clash, needs
from actuary.errors import Both, Problem, problem
from actuary.vocabulary.declared import DECLARED
from actuary.written import written

if TYPE_CHECKING:
    from actuary.scenarios.solving import Solver
    from actuary.valuation.prepare import Prepared
    from actuary.valuation.run import ProgressTold

POOLINGS = ("separate", "districts", "adjustment", "city")
FUNDS = (
    *("employee_pension", "employee_medical", "unemployment", "work_injury", "maternity"),
    *(fund.name.key for fund in DECLARED if fund.rate is not None),
)
"""Funds that have a rate, those that data declare too."""
LIKELY = ("rate", "delay", "indexation", "subsidy")
LEVERS = ("rate", "delay", "indexation", "subsidy", "compliance", "truth")
"""Levers of a mix where none is named."""
NAMED = (*LEVERS, "benefits", "credits", "premium", "funding")


@click.command("solve")
@click.argument("base", default="wuhan-2015")
@click.option("--fund", "funds", multiple=True, type=click.Choice(FUNDS), help="Only these funds.")
@click.option(
    "--months",
    "reserve",
    type=Between(0, 240),
    default=3.0,
    show_default=True,
    help="Months of spending to keep.",
)
@click.option("--probability", type=Between(0.5, 0.999), help="Keep the months with this probability instead.")
@click.option("--paths", type=click.IntRange(100, 100_000), default=4_000, show_default=True, help="Of a probability.")
@click.option("--seed", type=int, default=1, show_default=True, help="Dice of a probability; fresh ones are the next.")
@click.option("--only", default="", metavar="PATTERN", help="Inputs whose ranges a probability draws [default: none].")
@click.option("--by", "levers", multiple=True, type=click.Choice(NAMED), help="Levers to solve for, each alone.")
@click.option("--mix", is_flag=True, help="The cheapest mix of the levers for all funds at once instead.")
@click.option("--weigh", "weights", multiple=True, metavar="LEVER=W", help="What a lever's yuan counts for in the mix.")
@click.option("--frontier", is_flag=True, help="Of two levers: the least of the second beside settings of the first.")
@click.option("--points", type=click.IntRange(2, 50), default=6, show_default=True, help="Settings on the frontier.")
@click.option(
    "--from", "start", metavar="YYYY-MM", help="First month in which levers act; else the year after the opening."
)
@click.option("--rules", type=click.Choice(["known-2016", "hindsight"]), help="Which law and figures count as known.")
@click.option("--basis", metavar="NAME", help="The beliefs to use.")
@click.option("--pooling", type=click.Choice(POOLINGS), help="Who shares a ledger.")
@click.option(
    "--pooled", is_flag=True, help="Look for levers that move people on the pooled city, and settle by district."
)
@click.option("--to", metavar="YYYY-MM", help="Last month of the run.")
@click.option("--out", type=click.Path(path_type=Path), metavar="FOLDER", help="Write solve.json here.")
@click.option("--json", "as_json", is_flag=True, help="Print the document and nothing else.")
@click.option("--lang", type=click.Choice(["zh", "en"]), help="Language of the page; else by the locale.")
def command(
    base: str,
    funds: tuple[str, ...],
    reserve: float,
    probability: float | None,
    paths: int,
    seed: int,
    only: str,
    levers: tuple[str, ...],
    mix: bool,
    weights: tuple[str, ...],
    frontier: bool,
    points: int,
    start: str | None,
    pooled: bool,
    out: Path | None,
    as_json: bool,
    lang: str | None,
    **options: str | None,
) -> None:
    """Solve the valuation BASE (反解): break-even and level rates, the largest cut each fund bears, remedies; the
    cheapest mix of levers; the frontier of two."""
    from actuary.reporting.language import Words, choose

    words = Words(choose(lang))
    weight = _weights(weights)
    _refuse_idle(click.get_current_context())
    funds, levers = tuple(dict.fromkeys(funds)), tuple(dict.fromkeys(levers))
    if frontier and (mix or len(levers) != 2 or len(funds) > 1):
        raise _frontier_of_two()
    first = months.parse(start, "--from") if start is not None else None
    prepare_kernels(words("page.compiling"), paths=probability is not None)

    from actuary.scenarios import answers
    from actuary.valuation.prepare import prepare, yearly

    prepared = yearly(prepare(base, **options))
    with progress_bar() as told:
        solver = _solver(prepared, first, pooled)
        if probability is not None:
            document = _likely(
                solver, funds or FUNDS, reserve, probability, levers or LIKELY, (seed, paths, only), told
            )
        elif mix:
            document = answers.mix(solver, funds or FUNDS, reserve, levers or LEVERS, weight, told)
        elif frontier:
            pair = levers[0], levers[1]
            document = answers.two_levers(solver, (funds or FUNDS)[0], reserve, pair, points, told)
        else:
            document = answers.answers(solver, funds or FUNDS, reserve, levers or ("rate",), told)
    if out is not None:
        from actuary.runs.folder import write_run

        write_run(
            out,
            {},
            {str(document["schema"]).split("/")[0].removeprefix("actuary."): document},
            prepared.inputs,
            prepared.options,
        )
    if as_json:
        click.echo(written(document).encode())
    else:
        if probability is not None:
            from actuary.reporting.likely import render
        else:
            from actuary.reporting.solution import render
        from actuary.reporting.terminal import console_for

        render(document, words.language, console_for())


def _refuse_idle(context: click.Context) -> None:
    """Raises Problem for an option that was given and says nothing beside the others, or without one."""
    given = {name for name in context.params if context.get_parameter_source(name) is ParameterSource.COMMANDLINE}
    for name in ("mix", "frontier", "pooled"):
        if {"probability", name} <= given:
            raise clash(f"--{name}", "--probability")
    pairs = ("paths", "probability"), ("seed", "probability"), ("only", "probability")
    for name, needed in (*pairs, ("weights", "mix"), ("points", "frontier")):
        if name in given and needed not in given:
            raise needs("--weigh" if name == "weights" else f"--{name}", f"--{needed}")


def _likely(
    solver: "Solver",
    funds: tuple[str, ...],
    months: float,
    probability: float,
    levers: tuple[str, ...],
    dice: tuple[int, int, str],
    told: "ProgressTold",
) -> dict[str, Any]:
    """The document of probability targets; `dice`: seed, number of paths, pattern of the inputs drawn."""
    from actuary.paths.draws import Dice
    from actuary.scenarios.packed import PackedStudy
    from actuary.uncertainty.likely import Chances, likely
    from actuary.uncertainty.path_model import model

    seed, count, only = dice
    Dice(seed + 1)  # a seed out of range is told before the work begins
    built = model(PackedStudy(solver.study.prepared, solver.study.coverage), only, told)
    return likely(Chances(built, solver, seed, count), funds, levers, months, probability, told)


def _solver(prepared: "Prepared", first: int | None, pooled: bool) -> "Solver":
    """A solver whose levers act from a month on; raises Problem for one outside the run."""
    from actuary.scenarios.packed import PackedStudy
    from actuary.scenarios.solving import Solver
    from actuary.scenarios.study import Study

    opening, last = prepared.file.opening, months.parse(prepared.options["to"])
    first = opening + 1 if first is None else first
    if not opening < first <= last:
        raise _outside(first, opening, last)
    sure = Study(prepared)
    return Solver(PackedStudy.of(sure) if pooled else sure, first, sure)


def _weights(texts: tuple[str, ...]) -> dict[str, float]:
    """`LEVER=W` as numbers; raises Problem for one that is not a weight above nought."""
    found: dict[str, float] = {}
    for text in texts:
        name, _, number = text.partition("=")
        try:
            found[name] = float(number)
        except ValueError:
            found[name] = 0.0
        if not 0.0 < found[name] < float("inf"):
            raise Problem(
                problem(
                    "weight",
                    message=Both(f"“{text}”不是权重。", f"{text!r} is no weight."),
                    remedy=Both("请写作 杠杆=正数，如 delay=0.5。", "Write LEVER=W with W above 0, as delay=0.5."),
                    field="--weigh",
                )
            )
    return found


def _frontier_of_two() -> Problem:
    return Problem(
        problem(
            "two_levers",
            message=Both(
                "前沿由一项基金的两个不同杠杆构成，且不与 --mix 同用。",
                "A frontier is of two different levers of one fund, without --mix.",
            ),
            remedy=Both("如：--frontier --by delay --by rate。", "As in: --frontier --by delay --by rate."),
            field="--frontier",
        )
    )


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
