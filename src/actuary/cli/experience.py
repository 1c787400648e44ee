"""`actuary experience`: what was counted against what the beliefs expect (经验分析)."""

from pathlib import Path

import click

from actuary.cli.usage import Between, rules_option
from actuary.written import written


@click.command("experience")
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("valuation", default="wuhan-2015")
@rules_option("Which figures count as known.")
@click.option("--basis", metavar="NAME", help="The beliefs to hold it against.")
@click.option("--probability", type=Between(0.5, 0.999), default=0.90, show_default=True, help="Of full credibility.")
@click.option("--within", type=Between(0.001, 0.5), default=0.05, show_default=True, help="And how near.")
@click.option("--json", "as_json", is_flag=True, help="Print the document and nothing else.")
@click.option("--lang", type=click.Choice(["zh", "en"]), help="Language; else by the locale.")
def command(
    file: Path,
    valuation: str,
    probability: float,
    within: float,
    as_json: bool,
    lang: str | None,
    **options: str | None,
) -> None:
    """Hold FILE, a table of exposures and events, against the beliefs of VALUATION (经验分析).

    docs/sensitivity.md lists the columns, their Chinese headings and the events.
    """
    from actuary.experience import study
    from actuary.experience.credibility import Standard
    from actuary.experience.rates import believed
    from actuary.reporting.language import choose
    from actuary.sheets.reading import read_grid
    from actuary.valuation.prepare import prepare, views

    language = choose(lang)
    grid = read_grid(file)
    prepared = prepare(valuation, **options)
    told = {key: prepared.options[key] for key in ("valuation", "rules", "basis")}
    by = believed(views(prepared), prepared.file.opening)
    body = study(grid, by, Standard(probability, within), language)
    document = {"schema": "actuary.experience/1", **told, **body}
    if as_json:
        click.echo(written(document).encode())
    else:
        from actuary.reporting.experience import render
        from actuary.reporting.terminal import console_for

        render(document, language, console_for())
