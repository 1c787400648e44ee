"""`actuary template`: a table of every number that a user may replace (输入模板)."""

from pathlib import Path

import click

from actuary.cli import aside


@click.command("template")
@click.argument("valuation", default="wuhan-2015")
@click.option("--basis", metavar="NAME", help="The beliefs that the table holds.")
@click.option(
    "--out", type=click.Path(path_type=Path), metavar="FILE", help="An .xlsx or .csv file [VALUATION-inputs.xlsx]."
)
@click.option("--lang", type=click.Choice(["zh", "en"]), help="Language of the headings; else by the locale.")
def command(valuation: str, basis: str | None, out: Path | None, lang: str | None) -> None:
    """Write a table of every input of VALUATION; fill in new values with their sources, and run with --inputs."""
    from actuary.cli.texts import say
    from actuary.reporting.language import choose
    from actuary.reporting.template import readable, template_workbook
    from actuary.sheets.writing import check_target, write_bytes, write_table
    from actuary.valuation.prepare import prepare
    from actuary.valuation.template import template

    language = choose(lang)
    prepared = prepare(valuation, basis=basis)
    file = out or Path(f"{prepared.options['valuation']}-inputs.xlsx")
    check_target(file)
    table = template(prepared)
    if file.suffix.lower() == ".xlsx":
        write_bytes(file, template_workbook(table, language))
    else:
        write_table(file, {"inputs": readable(table, language)})
    aside(say("template.written", language, file=file, rows=table.height))
