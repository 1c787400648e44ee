"""`actuary next`: which figure to find out next, and what it would settle (下一步该查明什么)."""

from datetime import UTC, datetime
from pathlib import Path

import click

from actuary.cli.progress import prepare_kernels, progress_bar
from actuary.cli.usage import pooling_option, rules_option
from actuary.written import written


@click.command("next")
@click.argument("base", default="wuhan-2015")
@click.option("--paths", type=click.IntRange(64, 20_000), default=1024, show_default=True, help="Paths of a sample.")
@click.option("--seed", type=int, default=1, show_default=True, help="The same seed draws the same paths.")
@click.option("--top", type=click.IntRange(1, 100), default=15, show_default=True, help="Inputs shown.")
@rules_option()
@click.option("--basis", metavar="NAME", help="The beliefs to use.")
@pooling_option("Who shares.")
@click.option(
    "--inputs", "given", type=click.Path(), metavar="FILE", help="Own figures: a filled template or a folder."
)
@click.option("--to", metavar="YYYY-MM", help="Last month of the run.")
@click.option("--keep", is_flag=True, help="Keep it beside the opening, where `actuary run` finds it.")
@click.option("--json", "as_json", is_flag=True, help="Print the document and nothing else.")
@click.option("--lang", type=click.Choice(["zh", "en"]), help="Language of the page; else by the locale.")
def command(
    base: str, paths: int, seed: int, top: int, keep: bool, as_json: bool, lang: str | None, **options: str | None
) -> None:
    """Rank the unsourced figures of BASE by how much of the verdict's variance rests on them (下一步该查明什么)."""
    from actuary.reporting.language import Words, choose

    words = Words(choose(lang))
    prepare_kernels(words("page.compiling"), paths=True)

    from actuary.paths.draws import Dice
    from actuary.scenarios.packed import PackedStudy
    from actuary.uncertainty.finding import find
    from actuary.uncertainty.path_model import model
    from actuary.valuation.found import place_of
    from actuary.valuation.prepare import prepare, yearly

    Dice(seed)  # a seed out of range is told before the work begins
    prepared = yearly(prepare(base, **options))
    with progress_bar() as told:
        causes = model(PackedStudy(prepared), told=told)
        document = find(causes, seed, paths, datetime.now(UTC).date().isoformat(), told)
    if keep:
        Path(place_of(prepared)).write_text(written(document) + "\n", encoding="utf-8")
        click.echo(words("page.written", folder=place_of(prepared)), err=True)
    if as_json:
        click.echo(written(document).encode())
    else:
        from actuary.reporting.finding import render
        from actuary.reporting.terminal import console_for

        render(document, top, words.language, console_for())
