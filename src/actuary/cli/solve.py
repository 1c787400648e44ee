"""`actuary solve`: what would have to change for a fund to balance or keep a reserve (反解)."""

from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from actuary import months
from actuary.cli.progress import prepare_kernels, progress_bar
from actuary.cli.usage import Between, clash, needs, pooling_option, rules_option
from actuary.errors import Both, Problem, problem
from actuary.vocabulary.declared import DECLARED
from actuary.written import written

if TYPE_CHECKING:
    from actuary.people.coverage import Coverage
    from actuary.reporting.language import Words
    from actuary.scenarios.solving import Solver
    from actuary.valuation.prepare import Prepared
    from actuary.valuation.run import ProgressTold

FUNDS = (
    *("employee_pension", "employee_medical", "unemployment", "work_injury", "maternity"),
    *(fund.name.key for fund in DECLARED if fund.rate is not None),
)
"""Funds that have a rate, those that data declare too."""
OTHERS = ("resident_medical",)
"""Funds without a rate, whose ledgers have levers of their own."""
LIKELY = ("rate", "delay", "indexation", "subsidy")
NAMED = (*LIKELY, "compliance", "truth", "benefits", "credits", "premium", "funding")
PATHS, SEED, POINTS = 4_000, 1, 6
PICTURE = ".svg"
OTHER_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".pdf", ".eps", ".webp")
"""Ends of names that ask for a picture of another kind."""


class Question(NamedTuple):
    """What is asked (所求): each lever alone, or the mix, the frontier of two, the levers that are likely enough; the
    funds and levers that were named."""

    kind: str
    funds: tuple[str, ...]
    levers: tuple[str, ...]
    months: float
    probability: float
    paths: int
    seed: int
    only: str
    weights: dict[str, float]
    points: int


@click.command("solve")
@click.argument("base", default="wuhan-2015")
@click.option("--fund", "funds", multiple=True, type=click.Choice([*FUNDS, *OTHERS]), help="Only these funds.")
@click.option("--months", type=Between(0, 240), default=3.0, show_default=True, help="Months of spending to keep.")
@click.option("--probability", type=Between(0.5, 0.999), help="Keep the months with this probability instead.")
@click.option("--paths", type=click.IntRange(100, 100_000), help=f"Of a probability [default: {PATHS}].")
@click.option("--seed", type=int, help=f"Dice of a probability; fresh ones are the next [default: {SEED}].")
@click.option("--only", metavar="PATTERN", help="Inputs whose ranges a probability draws [default: none].")
@click.option("--by", "levers", multiple=True, type=click.Choice(NAMED), help="Levers to solve for, each alone.")
@click.option("--mix", is_flag=True, help="The cheapest mix of the levers for all funds at once instead.")
@click.option("--weigh", "weights", multiple=True, metavar="LEVER=W", help="What a lever's yuan counts for in the mix.")
@click.option("--frontier", is_flag=True, help="Of two levers: the least of the second beside settings of the first.")
@click.option("--points", type=click.IntRange(2, 50), help=f"Settings on the frontier [default: {POINTS}].")
@click.option(
    "--from", "start", metavar="YYYY-MM", help="First month in which levers act; else the year after the opening."
)
@rules_option()
@click.option("--basis", metavar="NAME", help="The beliefs to use.")
@pooling_option()
@click.option(
    "--pooled", is_flag=True, help="Look for levers that move people on the pooled city, and settle by district."
)
@click.option("--to", metavar="YYYY-MM", help="Last month of the run.")
@click.option(
    "--own", type=click.Path(path_type=Path), default=".", metavar="FOLDER", help="Where your own files of BASE are."
)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    help="Write solve.json here, of a frontier or mix its picture too; a name that ends in .svg is the picture alone.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the document and nothing else.")
@click.option("--lang", type=click.Choice(["zh", "en"]), help="Language of the page; else by the locale.")
def command(
    base: str,
    start: str | None,
    pooled: bool,
    rules: str | None,
    basis: str | None,
    pooling: str | None,
    to: str | None,
    own: Path,
    out: Path | None,
    as_json: bool,
    lang: str | None,
    **asked: Any,
) -> None:
    """Solve BASE, a valuation or a run folder (反解): break-even and level rates, the largest cut each fund bears,
    remedies; the cheapest mix of levers; the frontier of two."""
    from actuary.reporting.language import Words, choose

    words = Words(choose(lang))
    question = _question(pooled=pooled, **asked)
    _check_out(out, question.kind)
    first = months.parse(start, "--from") if start is not None else None
    prepare_kernels(words("page.compiling"), lanes=pooled, paths=question.kind == "likely")

    from actuary.scenarios.sides import baseline

    given = {"rules": rules, "basis": basis, "pooling": pooling, "to": to}
    prepared, coverage = baseline(base, given, own)
    with progress_bar() as told:
        document = _answer(_solver(prepared, coverage, first, pooled), question, told)
    if out is not None:
        _write(out, document, prepared, words)
    if as_json:
        click.echo(written(document).encode())
    else:
        _show(document, words)


def _question(
    *,
    funds: tuple[str, ...],
    levers: tuple[str, ...],
    months: float,
    probability: float | None,
    paths: int | None,
    seed: int | None,
    only: str | None,
    mix: bool,
    weights: tuple[str, ...],
    frontier: bool,
    points: int | None,
    pooled: bool,
) -> Question:
    """What is asked for; raises Problem for an option that says nothing beside the others."""
    kinds = {"--probability": probability is not None, "--mix": mix, "--frontier": frontier}
    asked = [option for option, given in kinds.items() if given]
    if len(asked) > 1:
        raise clash(asked[1], asked[0])
    if pooled and probability is not None:
        raise clash("--pooled", "--probability")
    only_with = {"--paths": paths, "--seed": seed, "--only": only}
    belongs = [(name, value is not None, "--probability") for name, value in only_with.items()]
    belongs += [("--weigh", bool(weights), "--mix"), ("--points", points is not None, "--frontier")]
    for option, given, owner in belongs:
        if given and owner not in asked:
            raise needs(option, owner)
    levers, funds = tuple(dict.fromkeys(levers)), tuple(dict.fromkeys(funds))
    if frontier and (len(levers) != 2 or len(funds) > 1):
        raise _frontier_of_two()
    if probability is not None and (other := next((fund for fund in funds if fund in OTHERS), None)):
        raise clash(f"--fund {other}", "--probability")
    kind = {"--probability": "likely", "--mix": "mix", "--frontier": "frontier"}[asked[0]] if asked else "alone"
    dice = paths or PATHS, SEED if seed is None else seed, only or ""
    return Question(kind, funds, levers, months, probability or 0.0, *dice, _weights(weights), points or POINTS)


def _answer(solver: "Solver", question: Question, told: "ProgressTold") -> dict[str, Any]:
    """The document of what is asked."""
    from actuary.scenarios import answers

    funds, levers, kept = question.funds, question.levers, question.months
    if question.kind == "likely":
        answers.refuse_unmoved(solver, funds or FUNDS, levers)
        return _likely(solver, question, told)
    if question.kind == "mix":
        return answers.mix(solver, funds or (*FUNDS, *OTHERS), kept, levers, question.weights, told)
    if question.kind == "frontier":
        pair = levers[0], levers[1]
        return answers.two_levers(solver, (funds or FUNDS)[0], kept, pair, question.points, told)
    everything = funds or (*FUNDS, *OTHERS)
    answers.refuse_unmoved(solver, everything, levers)
    return answers.answers(solver, everything, kept, levers, told)


def _check_out(out: Path | None, kind: str) -> None:
    """Raises Problem for a place that is taken, and for a picture of what has none, before the work begins."""
    if out is None:
        return
    from actuary.runs.folder import check_free
    from actuary.runs.single import check_new

    if out.suffix.lower() in OTHER_PICTURES:
        message = Both(f"不画 {out.suffix}。", f"No {out.suffix} is drawn.")
        remedy = Both(
            "图以 .svg 存为矢量；请改后缀，或给出文件夹。",
            "Pictures are vectors: end the name in .svg, or name a folder.",
        )
        raise Problem(problem("usage", message=message, remedy=remedy, field="--out"))
    if out.suffix != PICTURE:
        check_free(out)
    elif kind in ("frontier", "mix"):
        check_new(out, "--out")
    else:
        message = Both("只有前沿与组合可以画成图。", "Only a frontier or a mix is drawn as a picture.")
        remedy = Both("请加上 --frontier 或 --mix，或给出文件夹。", "Add --frontier or --mix, or name a folder.")
        raise Problem(problem("usage", message=message, remedy=remedy, field="--out"))


def _write(out: Path, document: dict[str, Any], prepared: "Prepared", words: "Words") -> None:
    """The document in a folder, of a frontier or mix its picture beside it; or the picture alone."""
    from actuary.reporting.frontier import picture_file
    from actuary.runs.folder import write_run
    from actuary.runs.single import write_file

    drawn = picture_file(document, words) if document.get("frontier") or document.get("mix") else None
    if out.suffix == PICTURE:
        if drawn is None:
            raise _no_point("mix" if document.get("mix") else "frontier")
        write_file(out, drawn)
        return
    kind = str(document["schema"]).split("/")[0].removeprefix("actuary.")
    pictures = {} if drawn is None else {f"frontier{PICTURE}": drawn}
    write_run(out, {}, {kind: document}, prepared.inputs, prepared.options, pictures=pictures)


def _no_point(kind: str) -> Problem:
    message = {
        "frontier": Both(
            "两个杠杆在各自范围内都达不到目标，没有可画的点。",
            "No setting meets the target: there is no point to draw.",
        ),
        "mix": Both("没有随整月变动的组合可画。", "There is no mix by whole months to draw."),
    }[kind]
    remedy = {
        "frontier": Both("请降低 --months，或换一个杠杆。", "Lower --months, or choose another lever."),
        "mix": Both("请降低 --months，或加上 --by delay。", "Lower --months, or add --by delay."),
    }[kind]
    return Problem(problem("no_point", message=message, remedy=remedy, field=f"--{kind}"))


def _show(document: dict[str, Any], words: "Words") -> None:
    """The document as a page."""
    from actuary.reporting import likely, solution
    from actuary.reporting.terminal import console_for

    page = solution if str(document["schema"]).startswith("actuary.solve/") else likely
    page.render(document, words.language, console_for())


def _likely(solver: "Solver", question: Question, told: "ProgressTold") -> dict[str, Any]:
    """The document of probability targets."""
    from actuary.paths.draws import Dice
    from actuary.scenarios.packed import PackedStudy
    from actuary.uncertainty.likely import Chances, likely
    from actuary.uncertainty.path_model import model

    Dice(question.seed + 1)  # a seed out of range is told before the work begins
    built = model(PackedStudy(solver.study.prepared, solver.study.coverage), question.only, told)
    chances = Chances(built, solver, question.seed, question.paths)
    levers, funds = question.levers or LIKELY, question.funds or FUNDS
    return likely(chances, funds, levers, question.months, question.probability, told)


def _solver(prepared: "Prepared", coverage: "Coverage | None", first: int | None, pooled: bool) -> "Solver":
    """A solver whose levers act from a month on; raises Problem for one outside the run."""
    from actuary.scenarios.packed import PackedStudy
    from actuary.scenarios.solving import Solver
    from actuary.scenarios.study import Study

    opening, last = prepared.file.opening, months.parse(prepared.options["to"])
    first = opening + 1 if first is None else first
    if not opening < first <= last:
        raise _outside(first, opening, last)
    sure = Study(prepared, coverage)
    return Solver(PackedStudy.of(sure) if pooled else sure, first, sure)


def _weights(texts: tuple[str, ...]) -> dict[str, float]:
    """`LEVER=W` as numbers; raises Problem for one that is not a weight above nought."""
    found: dict[str, float] = {}
    for text in texts:
        name, _, number = text.partition("=")
        if name in found:
            raise _weighed_twice(name)
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


def _weighed_twice(name: str) -> Problem:
    message = Both(f"杠杆 {name} 给了两个权重。", f"{name} is weighed twice.")
    remedy = Both("每个杠杆只写一个 --weigh。", "Write one --weigh for each lever.")
    return Problem(problem("weight", message=message, remedy=remedy, field="--weigh"))


def _frontier_of_two() -> Problem:
    return Problem(
        problem(
            "two_levers",
            message=Both("前沿由一项基金的两个不同杠杆构成。", "A frontier is of two different levers on one fund."),
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
