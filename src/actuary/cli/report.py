"""`actuary report`: a written run as one file for a browser, for paper or for a spreadsheet (精算报告)."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from actuary import data
from actuary.errors import Both, Problem, problem

if TYPE_CHECKING:
    from actuary.reporting.book.material import Material
    from actuary.reporting.language import Language
    from actuary.runs import RunFolder
    from actuary.scenarios.asked import Asked

FACES = ("html", "pdf", "xlsx")


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
@click.option("--plain", is_flag=True, help="Leave out probability and solved remedies that --with does not bring.")
@click.option(
    "--own",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    default=".",
    metavar="FOLDER",
    help="Where your own files of the run are.",
)
@click.option("--lang", type=click.Choice(["zh", "en"]), help="Language shown first; else by the locale.")
def command(
    run: Path, form: str, out: Path | None, given: tuple[Path, ...], plain: bool, own: Path, lang: str | None
) -> None:
    """Write the report of RUN, a folder that `actuary run --out` has written (精算报告).

    The first time, the probability that each fund pays and the remedies are computed, which is kept for the next.
    """
    from actuary.kernels.cache import configure

    configure()  # pages of scenarios import what imports numba, which looks for a cache beside the sources
    from actuary.reporting.language import Words, choose
    from actuary.runs import open_run
    from actuary.runs.single import check_new, write_file

    language = choose(lang)
    folder = open_run(run)
    if form == "all" and out is not None:
        message = Both("--out 只放得下一种格式。", "--out has room for one face alone.")
        remedy = Both("请去掉 --out，三种格式写在运行旁边。", "Leave --out out: the three are written beside the run.")
        raise Problem(problem("usage", message=message, remedy=remedy, field="--out"))
    files = {
        face: out if out is not None else run.with_name(f"{run.name}-report.{face}")
        for face in (FACES if form == "all" else (form,))
    }
    for file in files.values():
        check_new(file, "--out")
    material = _material(folder, given, lambda: _asked(folder, own), language, plain=plain or [*files] == ["xlsx"])
    for face, file in files.items():
        with folder.understood():
            content = _made(face, material, language)
        click.echo(Words(language)("report.written", file=write_file(file, content)), err=True)


def write_report(run: "RunFolder", file: Path, asked: "Asked", language: "Language", *, plain: bool) -> Path:
    """Write the report of a run to a file, in the face that its ending names; raises Problem for another ending."""
    from actuary.runs.single import write_file

    face = face_of(file)
    material = _material(run, (), lambda: asked, language, plain=plain or face == "xlsx")
    return write_file(file, _made(face, material, language))


def face_of(file: Path) -> str:
    """The face that a file's ending names; raises Problem for none."""
    face = file.suffix.removeprefix(".")
    if face in FACES:
        return face
    message = Both(f"报告没有“{file.suffix}”这种格式。", f"A report has no face {file.suffix!r}.")
    remedy = Both(f"文件名请以 {'、'.join(FACES)} 结尾。", f"Let the file's name end in {', '.join(FACES)}.")
    raise Problem(problem("face", message=message, remedy=remedy, field="--report"))


def _material(
    folder: "RunFolder", given: tuple[Path, ...], asked: "Callable[[], Asked]", language: "Language", *, plain: bool
) -> "Material":
    """What the report draws on: the run, what was given beside it, and its outlook unless the report is a plain one."""
    from actuary.cli.beside import look_ahead
    from actuary.reporting.book.material import Material
    from actuary.reporting.language import Words

    with folder.understood():
        material = Material(folder, given)
    look_ahead(material, asked, Words(language), plain=plain)
    return material


def _asked(folder: "RunFolder", own: Path) -> "Asked":
    """What a written run was made of; raises Problem where a file of it is not here any more."""
    from actuary.runs.inputs import found
    from actuary.scenarios.again import asked_of

    with folder.understood():
        return asked_of(folder, found(folder.manifest, data.root(), own))


def _made(face: str, material: "Material", language: "Language") -> bytes:
    """The report in one of its faces."""
    if face == "xlsx":
        from actuary.reporting.workbook import workbook

        return workbook(material.run, language)
    if face == "pdf":
        from actuary.reporting.paper import pdf

        return pdf(material, language)
    from actuary.reporting.web import page

    return page(material, language).encode()
