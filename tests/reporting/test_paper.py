"""The report on paper: PDF/A with its fonts inside, reproducible; a character without a glyph is a letter."""

import shutil
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from actuary.cli import main
from actuary.errors import Problem
from actuary.reporting.book import Material, book
from actuary.reporting.book.blocks import Cards, Paragraph, plain
from actuary.reporting.language import LANGUAGES, Language
from actuary.reporting.paper import pdf
from actuary.reporting.paper.markup import quoted
from actuary.runs import open_run


@pytest.fixture(scope="module")
def made(toy: Path) -> dict[Language, bytes]:
    """The toy city's report in both languages."""
    return {language: pdf(Material(open_run(toy)), language) for language in LANGUAGES}


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_archivable_and_accessible(made: dict[Language, bytes], language: Language) -> None:
    """Its metadata claim PDF/A-2a and PDF/UA-1, which the setter holds it to; its fonts are inside."""
    assert made[language].startswith(b"%PDF-1.7")
    for mark in (
        b"<pdfaid:part>2</pdfaid:part>",
        b"<pdfaid:conformance>A</pdfaid:conformance>",
        b"<pdfuaid:part>1</pdfuaid:part>",
        b"NotoSerifSC",
        b"NotoSansSC",
        b"/StructTreeRoot",
        b"/OutputIntents",
        b"/GTS_PDFA1",
        b"/DisplayDocTitle true",
    ):
        assert mark in made[language]


@pytest.mark.parametrize("mark", [b"/JavaScript", b"/Launch", b"/URI", b"/Encrypt", b"/EmbeddedFile"])
def test_nothing_in_it_acts_or_hides(made: dict[Language, bytes], mark: bytes) -> None:
    """What an archive must not hold, and what could reach out of the file."""
    assert mark not in made["en"]


def test_the_same_run_has_the_same_bytes(
    made: dict[Language, bytes], toy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Made again from a copy in another folder, in another time zone and locale."""
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    monkeypatch.setenv("LC_ALL", "C")
    time.tzset()
    shutil.copytree(toy, tmp_path / "别处" / "run")
    assert pdf(Material(open_run(tmp_path / "别处" / "run")), "zh") == made["zh"]
    monkeypatch.undo()
    time.tzset()


def test_a_character_of_no_font_is_refused(called: Callable[[str], Material]) -> None:
    """No empty box is printed in its place."""
    with pytest.raises(Problem) as caught:
        pdf(called("\ue123"), "zh")
    (letter,) = caught.value.letters
    assert letter.code == "typesetting"


def test_words_never_act_and_rare_signs_are_set(called: Callable[[str], Material]) -> None:
    """What looks like markup is printed as it stands; 硚 of 硚口 and rare ones that small fonts lack have glyphs."""
    looks = ['"#sys.exit()', "\\", '#image("/etc/passwd")', "= a\n= b", "$x$ @ref <label>", "硚口、埇、浉、镕"]
    assert all(quoted(words).startswith('"') for words in looks)
    assert pdf(called(" ".join(looks)), "en")


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler is not installed")
def test_its_text_can_be_read_out(made: dict[Language, bytes], material: Material, tmp_path: Path) -> None:
    """Every section's title, 硚口 and the run's digest come out of the file as text."""
    file = tmp_path / "report.pdf"
    file.write_bytes(made["zh"])
    told = subprocess.run(["pdftotext", str(file), "-"], capture_output=True, check=True).stdout.decode()
    plain = "".join(told.split())
    found = book(material, "zh")
    for section in found.sections:
        assert "".join(section.title.split()) in plain
    assert material.manifest["run"][:16] in told


@pytest.mark.skipif(shutil.which("pdftoppm") is None, reason="poppler is not installed")
def test_its_pages_are_not_blank(made: dict[Language, bytes], tmp_path: Path) -> None:
    """Each page has ink, as a picture of it shows."""
    file = tmp_path / "report.pdf"
    file.write_bytes(made["en"])
    subprocess.run(["pdftoppm", "-r", "20", "-gray", str(file), str(tmp_path / "page")], check=True)
    pages = sorted(tmp_path.glob("page-*.pgm"))
    assert len(pages) > 10
    for page in pages:
        pixels = page.read_bytes().split(b"\n", 3)[-1]
        assert sum(pixel < 200 for pixel in pixels) > 20, page.name


def test_the_command_writes_both_faces(toy: Path, tmp_path: Path) -> None:
    run = tmp_path / "toy"
    shutil.copytree(toy, run)
    result = CliRunner().invoke(main, ["report", str(run), "--to", "all", "--plain", "--lang", "en"])
    assert result.exit_code == 0, result.output
    found = {path.name for path in tmp_path.glob("toy-report.*")}
    assert {"toy-report.html", "toy-report.pdf"} <= found


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler is not installed")
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_page_is_one_page(
    made: dict[Language, bytes], material: Material, tmp_path: Path, language: Language
) -> None:
    """From the title to the note under the last fund; on the second who made it, and the contents."""
    file = tmp_path / "report.pdf"
    file.write_bytes(made[language])
    told = subprocess.run(["pdftotext", "-l", "2", str(file), "-"], capture_output=True, check=True).stdout.decode()
    first, second, *_ = ("".join(page.split()) for page in told.split("\f"))
    summary, cover, *_ = book(material, language).sections
    cards = next(block for block in summary.blocks if isinstance(block, Cards)).cards
    note = summary.blocks[-1]
    assert isinstance(note, Paragraph)
    for words in (summary.title, *(card.name for card in cards), plain(note.runs)):
        assert "".join(words.split()) in first
    assert "".join(cover.title.split()) in second
