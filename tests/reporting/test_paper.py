"""The report on paper: PDF/A with its fonts inside, reproducible; a character without a glyph is a letter."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from actuary.cli import main
from actuary.errors import Problem
from actuary.reporting.paper import pdf
from actuary.reporting.paper.markup import quoted

MANIFEST = {"run": "0" * 64, "created": "2026-01-02T03:04:05+00:00"}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_it_is_archivable_and_accessible(verdict: Callable[..., dict[str, Any]], language: Any) -> None:
    """Its metadata claim PDF/A-2a and PDF/UA-1, which the setter holds it to; its fonts are inside."""
    made = pdf(verdict(), MANIFEST, language)
    assert made.startswith(b"%PDF-1.7")
    assert b"<pdfaid:part>2</pdfaid:part>" in made
    assert b"<pdfaid:conformance>A</pdfaid:conformance>" in made
    assert b"<pdfuaid:part>1</pdfuaid:part>" in made
    assert b"NotoSerifSC" in made
    assert b"/StructTreeRoot" in made


def test_the_same_run_has_the_same_bytes(verdict: Callable[..., dict[str, Any]]) -> None:
    assert pdf(verdict(), MANIFEST, "zh") == pdf(verdict(), MANIFEST, "zh")


def test_every_district_has_its_glyphs(verdict: Callable[..., dict[str, Any]]) -> None:
    """硚 of 硚口 and the rare ones that small fonts lack are set."""
    assert pdf({**verdict(), "valuation": "硚口、埇、浉、镕"}, MANIFEST, "zh")


def test_a_character_of_no_font_is_refused(verdict: Callable[..., dict[str, Any]]) -> None:
    """No empty box is printed in its place."""
    with pytest.raises(Problem) as caught:
        pdf({**verdict(), "valuation": "\ue123"}, MANIFEST, "zh")
    (letter,) = caught.value.letters
    assert letter.code == "typesetting"


@pytest.mark.parametrize("words", ['"#sys.exit()', "\\", '#image("/etc/passwd")', "= a\n= b", "$x$ @ref <label>"])
def test_words_never_act(verdict: Callable[..., dict[str, Any]], words: str) -> None:
    """What looks like markup is printed as it stands."""
    assert quoted(words).startswith('"')
    assert pdf({**verdict(), "valuation": words}, MANIFEST, "en")


def test_the_command_writes_both_faces(tmp_path: Path) -> None:
    run = tmp_path / "toy"
    assert CliRunner().invoke(main, ["run", "toy", "--to", "2016-12", "--out", str(run)]).exit_code == 0
    result = CliRunner().invoke(main, ["report", str(run), "--to", "all", "--lang", "en"])
    assert result.exit_code == 0, result.output
    assert sorted(path.name for path in tmp_path.glob("toy-report.*")) == ["toy-report.html", "toy-report.pdf"]
