"""`actuary sensitivity`: what each input's range does to every fund, one at a time (敏感性分析)."""

from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, cast

import click

from actuary.cli.progress import prepare_kernels, progress_bar
from actuary.cli.usage import pooling_option, rules_option
from actuary.vocabulary.measures import DEBT, MEASURES
from actuary.written import written

if TYPE_CHECKING:
    import polars as pl

    from actuary.valuation.prepare import Prepared

KEYS = tuple(measure.key for measure in (*MEASURES, *DEBT))


@click.command("sensitivity")
@click.argument("base", default="wuhan-2015")
@click.option("--only", default="*", metavar="PATTERN", help="Inputs of such names, as basis.wage.* [default: all].")
@click.option("--stress", "kind", flag_value="stress", help="The stress tests in place of the ranges.")
@click.option("--paths", "kind", flag_value="paths", help="The high and low paths of wages, births and coverage.")
@click.option(
    "--measure",
    type=click.Choice(KEYS),
    default="balance",
    show_default=True,
    metavar="MEASURE",
    help="Shown on the page: " + ", ".join(KEYS) + ".",
)
@click.option("--top", type=click.IntRange(1, 100), default=6, show_default=True, help="Inputs shown of each ledger.")
@rules_option()
@click.option("--basis", metavar="NAME", help="The beliefs to use.")
@pooling_option()
@click.option("--to", metavar="YYYY-MM", help="Last month of the run.")
@click.option("--out", type=click.Path(path_type=Path), metavar="FOLDER", help="Write the document and tables here.")
@click.option("--json", "as_json", is_flag=True, help="Print the document and nothing else.")
@click.option("--lang", type=click.Choice(["zh", "en"]), help="Language of the page; else by the locale.")
def command(
    base: str,
    only: str,
    kind: str | None,
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

    from actuary.valuation.prepare import prepare, yearly

    prepared = yearly(prepare(base, **options))
    document, table = _asked(prepared, kind, only)
    if out is not None:
        from actuary.runs.folder import write_run

        name = "sensitivity" if kind is None else "stress"
        write_run(out, {name: table}, {name: document}, prepared.inputs, prepared.options)
    if as_json:
        click.echo(written(document).encode())
        return
    from actuary.reporting import stress, tornado
    from actuary.reporting.terminal import console_for

    if kind is None:
        tornado.render(document, measure, top, words.language, console_for())
    else:
        stress.render(document, measure, words.language, console_for())


def _asked(prepared: "Prepared", kind: str | None, only: str) -> "tuple[dict[str, Any], pl.DataFrame]":
    """The document and its table: ranges, stress tests or named paths."""
    from actuary.scenarios.study import Study
    from actuary.uncertainty.sensitivity import sensitivity
    from actuary.uncertainty.stressing import stress

    with progress_bar() as told:
        study = Study(prepared)
        if kind is None:
            return sensitivity(study, only, told)
        return stress(study, cast(Literal["stress", "paths"], kind), told)
