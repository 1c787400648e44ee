"""`actuary synth`: synthetic cities and persons, to try scale without anybody's data (合成数据)."""

from pathlib import Path

import click

from actuary.cli import aside
from actuary.errors import Both, Problem, problem


@click.command("synth")
@click.argument("valuation", default="wuhan-2015")
@click.option("--cities", type=click.IntRange(1, 100_000), default=333, show_default=True, help="How many.")
@click.option("--persons", type=click.IntRange(0, 100_000_000), default=0, help="In each, for award [0].")
@click.option("--seed", type=click.IntRange(0, 2**63 - 1), default=1, show_default=True)
@click.option("--out", type=click.Path(path_type=Path), required=True, metavar="FOLDER", help="A new folder.")
@click.option("--lang", type=click.Choice(["zh", "en"]), help="Language; else by the locale.")
def command(valuation: str, cities: int, persons: int, seed: int, out: Path, lang: str | None) -> None:
    """Write a table of inputs for each of so many cities: beliefs and opening amounts of VALUATION drawn within their
    ranges. `actuary sweep FOLDER` runs them, `actuary run --inputs` one."""
    from actuary.cli.progress import progress_bar
    from actuary.cli.texts import say
    from actuary.reporting.language import choose
    from actuary.sheets.writing import write_bytes, write_table
    from actuary.synthetic import cities as made
    from actuary.synthetic.persons import persons as drawn
    from actuary.valuation.prepare import prepare

    prepared = prepare(valuation)
    _new(out)
    with progress_bar() as told:
        for number in range(1, cities + 1):
            name = made.city_name(number)
            write_bytes(out / f"{name}.csv", made.in_digits(made.city(prepared, seed, number)))
            if persons:
                folder = out / "persons"
                folder.mkdir(exist_ok=True)
                write_table(folder / f"{name}.csv", {"persons": drawn(persons, seed, number)})
            told(number, cities)
    aside(say("synth.written", choose(lang), folder=out, cities=cities))


def _new(folder: Path) -> None:
    """Make a folder; raises Problem where something of that name is there."""
    try:
        folder.mkdir(parents=True)
    except FileExistsError:
        message = Both("该文件夹已存在。", "The folder is there already.")
        remedy = Both("请换一个名称，或先删去它。", "Choose another name, or remove it first.")
        raise Problem(problem("exists", message=message, remedy=remedy, file=str(folder), field="--out")) from None
