"""The report on paper: PDF/A with its fonts inside, reproducible; a character without a glyph is a letter."""

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from actuary.cli import main
from actuary.errors import Problem
from actuary.reporting.book import Material, book
from actuary.reporting.paper import pdf
from actuary.reporting.paper.markup import quoted


@pytest.mark.parametrize("language", ["zh", "en"])
def test_it_is_archivable_and_accessible(material: Material, language: Any) -> None:
    """Its metadata claim PDF/A-2a and PDF/UA-1, which the setter holds it to; its fonts are inside."""
    made = pdf(material, language)
    assert made.startswith(b"%PDF-1.7")
    assert b"<pdfaid:part>2</pdfaid:part>" in made
    assert b"<pdfaid:conformance>A</pdfaid:conformance>" in made
    assert b"<pdfuaid:part>1</pdfuaid:part>" in made
    assert b"NotoSerifSC" in made
    assert b"NotoSansSC" in made
    assert b"/StructTreeRoot" in made


def test_the_same_run_has_the_same_bytes(material: Material) -> None:
    assert pdf(material, "zh") == pdf(material, "zh")


def test_every_district_has_its_glyphs(called: Callable[[str], Material]) -> None:
    """硚 of 硚口 and the rare ones that small fonts lack are set."""
    assert pdf(called("硚口、埇、浉、镕"), "zh")


def test_a_character_of_no_font_is_refused(called: Callable[[str], Material]) -> None:
    """No empty box is printed in its place."""
    with pytest.raises(Problem) as caught:
        pdf(called("\ue123"), "zh")
    (letter,) = caught.value.letters
    assert letter.code == "typesetting"


@pytest.mark.parametrize("words", ['"#sys.exit()', "\\", '#image("/etc/passwd")', "= a\n= b", "$x$ @ref <label>"])
def test_words_never_act(called: Callable[[str], Material], words: str) -> None:
    """What looks like markup is printed as it stands."""
    assert quoted(words).startswith('"')
    assert pdf(called(words), "en")


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler is not installed")
def test_its_text_can_be_read_out(material: Material, tmp_path: Path) -> None:
    """Every section's title, 硚口 and the run's digest come out of the file as text."""
    file = tmp_path / "report.pdf"
    file.write_bytes(pdf(material, "zh"))
    told = subprocess.run(["pdftotext", str(file), "-"], capture_output=True, check=True).stdout.decode()
    plain = "".join(told.split())
    found = book(material, "zh")
    for section in found.sections:
        assert "".join(section.title.split()) in plain
    assert material.manifest["run"][:16] in told


@pytest.mark.skipif(shutil.which("pdftoppm") is None, reason="poppler is not installed")
def test_its_pages_are_not_blank(material: Material, tmp_path: Path) -> None:
    """Each page has ink, as a picture of it shows."""
    file = tmp_path / "report.pdf"
    file.write_bytes(pdf(material, "en"))
    subprocess.run(["pdftoppm", "-r", "20", "-gray", str(file), str(tmp_path / "page")], check=True)
    pages = sorted(tmp_path.glob("page-*.pgm"))
    assert len(pages) > 10
    for page in pages:
        pixels = page.read_bytes().split(b"\n", 3)[-1]
        assert sum(pixel < 200 for pixel in pixels) > 20, page.name


def test_the_command_writes_both_faces(toy: Path, tmp_path: Path) -> None:
    run = tmp_path / "toy"
    shutil.copytree(toy, run)
    result = CliRunner().invoke(main, ["report", str(run), "--to", "all", "--lang", "en"])
    assert result.exit_code == 0, result.output
    found = {path.name for path in tmp_path.glob("toy-report.*")}
    assert {"toy-report.html", "toy-report.pdf"} <= found
