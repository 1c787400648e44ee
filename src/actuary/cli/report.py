"""`actuary report`: a written run as one file for a browser (网页报告)."""

from pathlib import Path

import click


@click.command("report")
@click.argument("run", type=click.Path(path_type=Path), metavar="RUN")
@click.option("--to", "form", type=click.Choice(["html"]), default="html", show_default=True, help="Which face.")
@click.option("--out", type=click.Path(path_type=Path), metavar="FILE", help="Where; else report.html beside the run.")
@click.option("--lang", type=click.Choice(["zh", "en"]), help="Language shown first; else by the locale.")
def command(run: Path, form: str, out: Path | None, lang: str | None) -> None:
    """Write the report of RUN, a folder that `actuary run --out` has written (精算报告)."""
    from actuary.reporting.language import Words, choose
    from actuary.reporting.web import page
    from actuary.runs import open_run
    from actuary.runs.single import write_file

    language = choose(lang)
    folder = open_run(run)
    content = page(folder.document("verdict"), folder.manifest, language)
    file = write_file(out or run.with_name(f"{run.name}-report.{form}"), content.encode())
    click.echo(Words(language)("report.written", file=file), err=True)
