"""`actuary simulate`: the funds on many paths of chance and of inputs that are not known (随机模拟)."""

from pathlib import Path

import click

from actuary.cli.progress import prepare_kernels, progress_bar
from actuary.cli.usage import rules_option
from actuary.written import written


@click.command("simulate")
@click.argument("base", default="wuhan-2015")
@click.option("--paths", type=click.IntRange(2, 100_000), default=10_000, show_default=True, help="How many paths.")
@click.option(
    "--people", type=click.IntRange(1, 10_000), default=256, show_default=True, help="How many paths of people."
)
@click.option("--seed", type=int, default=1, show_default=True, help="The same seed draws the same paths.")
@click.option(
    "--only", default="*", metavar="PATTERN", help="Inputs whose ranges are drawn [default: all; '' for none]."
)
@click.option("--from-path", "first", type=click.IntRange(0), default=0, show_default=True, help="Number of the first.")
@click.option("--mortality", type=click.Choice(["lee-carter", "cbd"]), default="lee-carter", help="Model of mortality.")
@click.option("--series", type=click.Path(path_type=Path), metavar="FILE", help="Own series to fit processes to.")
@click.option("--check", type=click.IntRange(0, 100), default=2, show_default=True, help="Paths run again in full.")
@rules_option()
@click.option("--basis", metavar="NAME", help="The beliefs to use.")
@click.option("--to", metavar="YYYY-MM", help="Last month of the run.")
@click.option("--out", type=click.Path(path_type=Path), metavar="FOLDER", help="Write document and all paths here.")
@click.option("--json", "as_json", is_flag=True, help="Print the document and nothing else.")
@click.option("--lang", type=click.Choice(["zh", "en"]), help="Language of the page; else by the locale.")
def command(
    base: str,
    paths: int,
    people: int,
    seed: int,
    only: str,
    first: int,
    mortality: str,
    series: Path | None,
    check: int,
    out: Path | None,
    as_json: bool,
    lang: str | None,
    **options: str | None,
) -> None:
    """Draw PATHS of the economy, of people and of uncertain inputs, and keep the pooled city's funds on each."""
    from actuary.reporting.language import Words, choose
    from actuary.uncertainty.own_series import own_series

    words = Words(choose(lang))
    own = None if series is None else own_series(series)  # what is wrong with it is told before the work begins
    prepare_kernels(words("page.compiling"), paths=True)

    import numpy as np

    from actuary.paths.draws import Dice
    from actuary.scenarios.packed import PackedStudy
    from actuary.uncertainty.likelihood import simulation
    from actuary.uncertainty.path_model import model, processes_in
    from actuary.valuation.prepare import prepare, yearly

    Dice(seed)  # a seed out of range is told before the work begins
    prepared = yearly(prepare(base, **options))
    with progress_bar() as told:
        study = PackedStudy(prepared)
        built = model(study, only, told, processes_in(study, mortality, own), people)
        document, table = simulation(built, seed, np.arange(first, first + paths), check)
    if out is not None:
        from actuary.runs.folder import write_run

        write_run(out, {"paths": table}, {"simulate": document}, prepared.inputs, prepared.options)
    if as_json:
        click.echo(written(document).encode())
    else:
        from actuary.reporting.simulation import render
        from actuary.reporting.terminal import console_for

        render(document, words.language, console_for())
