"""`actuary report`: a written run as one file for a browser or for paper (精算报告)."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from actuary.reporting.book import Material
    from actuary.reporting.language import Language

FACES = ("html", "pdf")


@click.command("report")
@click.argument("run", type=click.Path(path_type=Path), metavar="RUN")
@click.option("--to", "form", type=click.Choice([*FACES, "all"]), default="html", show_default=True, help="Which face.")
@click.option("--out", type=click.Path(path_type=Path), metavar="FILE", help="Where; else beside the run, by its name.")
@click.option(
    "--with",
    "given",
    type=click.Path(path_type=Path),
    multiple=True,
    metavar="FILE",
    help="What compare, simulate, sensitivity, solve ... wrote with --json or --out; or a folder of such files.",
)
@click.option("--lang", type=click.Choice(["zh", "en"]), help="Language shown first; else by the locale.")
def command(run: Path, form: str, out: Path | None, given: tuple[Path, ...], lang: str | None) -> None:
    """Write the report of RUN, a folder that `actuary run --out` has written (精算报告)."""
    from actuary.reporting.book import Material
    from actuary.reporting.language import Words, choose
    from actuary.runs import open_run
    from actuary.runs.single import write_file

    language = choose(lang)
    material = Material(open_run(run), given)
    for face in FACES if form == "all" else (form,):
        content = _made(face, material, language)
        file = out if out is not None and form != "all" else run.with_name(f"{run.name}-report.{face}")
        written = write_file(file, content)
        click.echo(Words(language)("report.written", file=written), err=True)


def _made(face: str, material: "Material", language: "Language") -> bytes:
    """The report in one of its faces."""
    if face == "pdf":
        from actuary.reporting.paper import pdf

        return pdf(material, language)
    from actuary.reporting.web import page

    return page(material, language).encode()
