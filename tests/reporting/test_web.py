"""The report for a browser: offline, whole, in both languages, with the terminal's own figures."""

import re
from base64 import b64encode
from collections.abc import Callable
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from actuary.cli import main
from actuary.reporting import figures
from actuary.reporting.book import Material, book
from actuary.reporting.book.blocks import Tabular
from actuary.reporting.language import Words
from actuary.reporting.layout import Page
from actuary.reporting.terminal import sections
from actuary.reporting.web import page
from actuary.sheets.writing import FORMULA

WIDE = 130
VOID = {"meta", "line", "rect", "path", "circle", "input"}


class Reader(HTMLParser):
    """Cells of all tables by language, and whether every element that opens also closes."""

    def __init__(self) -> None:
        super().__init__()
        self.cells: dict[str, list[str]] = {}
        self.open: list[str] = []
        self.language = ""
        self.inside = False
        self.anchors: set[str] = set()
        self.links: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag not in VOID:
            self.open.append(tag)
        if tag == "main":
            self.language = str(given["data-lang"])
        if tag == "td" or given.get("scope") == "row":
            self.inside = True
            self.cells.setdefault(self.language, []).append("")
        self.anchors |= {str(given["id"])} if "id" in given else set()
        self.links |= {str(given["href"])} if "href" in given else set()

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open.pop() == tag
        self.inside = self.inside and tag not in {"td", "th"}

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.cells[self.language][-1] += data


@pytest.fixture
def html(material: Material) -> str:
    """The toy city's report."""
    return page(material, "zh")


def read(html: str) -> Reader:
    reader = Reader()
    reader.feed(html)
    assert reader.open == []
    return reader


def cells(table: Any) -> list[str]:
    """Cells of a table, row by row."""
    columns = [[getattr(cell, "plain", str(cell)) for cell in column.cells] for column in table.columns]
    return [cell for row in zip(*columns, strict=True) for cell in row]


def test_it_asks_nobody(html: str) -> None:
    """No address, no source of anything; the policy forbids requests and names the one program by its digest."""
    assert re.findall(r"(?:https?:)?//[a-z]", html.replace("http://www.w3.org/2000/svg", "")) == []
    assert not re.search(r"\ssrc=", html)
    assert not re.search(r"url\(", html)
    script = re.search(r"<script>(.*)</script>", html, re.S)
    assert script is not None
    digest = b64encode(sha256(script[1].encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}'" in html


def test_links_lead_to_its_own_sections(html: str) -> None:
    """Every entry of the contents, in both languages, and nowhere else."""
    reader = read(html)
    assert len(reader.links) > 30
    assert {link.removeprefix("#") for link in reader.links} <= reader.anchors


@pytest.mark.parametrize("language", ["zh", "en"])
def test_its_tables_are_the_books(material: Material, html: str, language: Any) -> None:
    """Cell by cell, in the same order."""
    told = [block for section in book(material, language).sections for block in section.blocks]
    expected = [cell for block in told if isinstance(block, Tabular) for cell in cells(block.table)]
    assert read(html).cells[language] == expected


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_table_of_the_terminal_is_there(material: Material, language: Any) -> None:
    """With the same cells."""
    told = [block for section in book(material, language).sections for block in section.blocks]
    there = [cells(block.table) for block in told if isinstance(block, Tabular)]
    for section in sections(Page(material.verdict, Words(language), WIDE, whole=True)):
        assert cells(section.table) in there, section.title


def test_a_verdict_in_words_for_every_ledger(material: Material, html: str) -> None:
    """Who cannot pay, and from when; every picture says its figures in words too."""
    told = Page(material.verdict, Words("zh"), WIDE)
    shown = [
        told.entries.find(fund, account) for fund in told.entries.funds() for account in told.entries.headlines(fund)
    ]
    assert len(shown) > 5
    for entry in shown:
        assert entry is not None
        last, fails, deficit = entry["years"][-1], entry["first_cannot_pay"], entry["first_current_deficit"]
        assert fails is None or f"{told.words.month(fails)}首次不能按时足额支付" in html
        assert fails is not None or deficit is None or f"{told.words.month(deficit)}起当期收不抵支" in html
        assert f"{last['year']}: {figures.money(last['balance'])}" in html


def test_text_that_looks_like_markup_is_text(called: Callable[[str], Material]) -> None:
    assert "<script>alert" not in page(called("<script>alert(1)</script>"), "en")


def test_a_written_run_becomes_one_file(toy: Path, tmp_path: Path) -> None:
    """The same bytes each time, small, never over another file; a folder that is no run is refused."""
    for name in ("one.html", "two.html"):
        result = CliRunner().invoke(
            main, ["report", str(toy), "--out", str(tmp_path / name), "--plain", "--lang", "zh"]
        )
        assert result.exit_code == 0, result.output
    one = (tmp_path / "one.html").read_bytes()
    assert one == (tmp_path / "two.html").read_bytes()
    assert 20_000 < len(one) < 2_000_000
    again = CliRunner().invoke(main, ["report", str(toy), "--out", str(tmp_path / "one.html")])
    nothing = CliRunner().invoke(main, ["report", str(tmp_path / "nothing")])
    assert (again.exit_code, nothing.exit_code) == (2, 2)


def test_a_run_brings_its_report(tmp_path: Path) -> None:
    """By --report alone, without a run folder that stays; never over another file, and in no face that there is not."""
    file = tmp_path / "toy.html"
    made = CliRunner().invoke(main, ["run", "toy", "--to", "2016-12", "--report", str(file), "--plain", "--lang", "zh"])
    assert made.exit_code == 0, made.output
    assert file.read_text("utf-8").startswith("<!doctype html>")
    assert list(tmp_path.iterdir()) == [file]
    for name in ("toy.html", "toy.doc"):
        refused = CliRunner().invoke(main, ["run", "toy", "--to", "2016-12", "--report", str(tmp_path / name)])
        assert refused.exit_code == 2
        assert "--report" in refused.stderr


def test_what_is_copied_is_harmless_by_the_rule_of_what_is_written(html: str) -> None:
    """The page's signs of a formula are those of the tables; an amount with its sign stays a number."""
    (signs,) = re.findall(r"\(/\^\[(.+?)\]/\.test\(cell\)", html)
    assert set(signs.replace("\\", "")) == {sign for sign in FORMULA if sign.isprintable()}
    (amount,) = re.findall(r"const amount = /(.+?)/;", html)
    assert all(re.match(amount, cell) for cell in ("+2.24%", "-1,000.5", "-0.01~"))
    assert not any(re.match(amount, cell) for cell in ("+cmd", "-1+1", "=1", "-A1"))
