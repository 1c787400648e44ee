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
from rich.text import Text

from actuary.cli import main
from actuary.reporting import figures
from actuary.reporting.language import Words
from actuary.reporting.layout import Page
from actuary.reporting.terminal import sections
from actuary.reporting.web import page
from actuary.reporting.web.page import WIDE

MANIFEST = {"run": "0" * 64}
VOID = {"meta", "line", "rect"}


class Reader(HTMLParser):
    """Cells of all tables by language, and whether every element that opens also closes."""

    def __init__(self) -> None:
        super().__init__()
        self.cells: dict[str, list[str]] = {}
        self.open: list[str] = []
        self.language = ""
        self.inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self.open.append(tag)
        if tag == "main":
            self.language = str(dict(attrs)["data-lang"])
        if tag == "td":
            self.inside = True
            self.cells.setdefault(self.language, []).append("")

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open.pop() == tag
        self.inside = self.inside and tag != "td"

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.cells[self.language][-1] += data


@pytest.fixture
def made(verdict: Callable[..., dict[str, Any]]) -> tuple[dict[str, Any], str]:
    """A made-up verdict and its report."""
    document = verdict()
    return document, page(document, MANIFEST, "zh")


def test_it_asks_nobody(made: tuple[dict[str, Any], str]) -> None:
    """No address, no source of anything; the policy forbids requests and names the one program by its digest."""
    _, html = made
    assert re.findall(r"(?:https?:)?//[a-z]", html.replace("http://www.w3.org/2000/svg", "")) == []
    assert not re.search(r"\s(?:src|href)=", html)
    script = re.search(r"<script>(.*)</script>", html, re.S)
    assert script is not None
    digest = b64encode(sha256(script[1].encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}'" in html


@pytest.mark.parametrize("language", ["zh", "en"])
def test_its_tables_are_the_terminals(made: tuple[dict[str, Any], str], language: Any) -> None:
    """Cell by cell, in the same order."""
    document, html = made
    reader = Reader()
    reader.feed(html)
    assert reader.open == []
    expected = []
    for section in sections(Page(document, Words(language), WIDE)):
        columns = [
            [cell.plain if isinstance(cell, Text) else str(cell) for cell in c.cells] for c in section.table.columns
        ]
        expected += [cell for row in zip(*columns, strict=True) for cell in row]
    assert reader.cells[language] == expected


def test_a_verdict_in_words_for_every_ledger(made: tuple[dict[str, Any], str]) -> None:
    """Who cannot pay, and from when; every picture says its figures in words too."""
    document, html = made
    told = Page(document, Words("zh"), WIDE)
    shown = [
        told.entries.find(fund, account) for fund in told.entries.funds() for account in told.entries.headlines(fund)
    ]
    assert len(shown) > 5
    for entry in shown:
        assert entry is not None
        last, fails, deficit = entry["years"][-1], entry["first_cannot_pay"], entry["first_current_deficit"]
        assert fails is None or f"{fails}首次不能按时足额支付。" in html
        assert fails is not None or deficit is None or f"{deficit}起当期收不抵支" in html
        assert f"{last['year']}: {figures.money(last['balance'])}" in html


def test_text_that_looks_like_markup_is_text(made: tuple[dict[str, Any], str]) -> None:
    document, _ = made
    html = page({**document, "valuation": "<script>alert(1)</script>"}, MANIFEST, "en")
    assert "<script>alert" not in html


def test_a_written_run_becomes_one_file(tmp_path: Path) -> None:
    """The same bytes each time, small, never over another file; a folder that is no run is refused."""
    run = tmp_path / "toy"
    assert CliRunner().invoke(main, ["run", "toy", "--to", "2016-12", "--out", str(run)]).exit_code == 0
    for name in ("one.html", "two.html"):
        result = CliRunner().invoke(main, ["report", str(run), "--out", str(tmp_path / name), "--lang", "zh"])
        assert result.exit_code == 0, result.output
    one = (tmp_path / "one.html").read_bytes()
    assert one == (tmp_path / "two.html").read_bytes()
    assert 20_000 < len(one) < 2_000_000
    again = CliRunner().invoke(main, ["report", str(run), "--out", str(tmp_path / "one.html")])
    nothing = CliRunner().invoke(main, ["report", str(tmp_path / "nothing")])
    assert (again.exit_code, nothing.exit_code) == (2, 2)
