"""The page: complete in both languages, aligned under double-width characters, within its width."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from rich.cells import cell_len
from rich.console import Console

from actuary.reporting.catalogue import TEXTS
from actuary.reporting.language import LANGUAGES, Language
from actuary.reporting.terminal import render

Maker = Callable[..., dict[str, Any]]


def page(document: dict[str, Any], lang: Language, width: int = 100) -> list[str]:
    """Lines of the rendered page."""
    out = io.StringIO()
    render(document, lang, Console(file=out, width=width))
    return out.getvalue().splitlines()


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("width", [80, 100, 140])
def test_no_line_is_wider_than_the_page(verdict: Maker, lang: Language, width: int) -> None:
    """Double-width characters count as two columns."""
    assert max(cell_len(line) for line in page(verdict(), lang, width)) <= width


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_section_is_there_with_unit_rules_basis_and_inputs(verdict: Maker, lang: Language) -> None:
    """Every section; under each the rule set, the basis and the shares of the inputs."""
    lines = page(verdict(), lang)
    text = "\n".join(lines)
    side = LANGUAGES.index(lang)
    titles = [texts[side].format(year=2020) for key, texts in TEXTS.items() if key.startswith("title.")]
    assert [title for title in titles if title not in text] == []
    frames = [line for line in lines if "known-2016" in line and "plan" in line]
    assert len(frames) == len(titles) + 1
    assert sum("10.4%" in line for line in lines) == len(titles) + 1  # captions, and the table of inputs
    assert "14" in lines[-2]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_years_line_up(verdict: Maker, lang: Language) -> None:
    """In the summary each year's figures end in the column where the year ends."""
    lines = page(verdict(), lang)
    header = next(line for line in lines if line.rstrip().endswith("2020"))
    end = cell_len(header.rstrip())
    block = lines[lines.index(header) + 2 : lines.index(header) + 5]
    assert {cell_len(line.rstrip()) for line in block} == {end}


def test_summary_comes_first_and_fits_a_page(verdict: Maker) -> None:
    """All seven funds within the first fifty lines."""
    first = "\n".join(page(verdict(), "zh")[:50])
    for fund in (
        "职工基本养老保险",
        "城乡居民基本养老保险",
        "职工基本医疗保险",
        "失业保险",
        "工伤保险",
        "生育保险",
    ):
        assert fund in first
    assert "二、" not in "\n".join(page(verdict(), "zh")[:40])


def test_subsidy_is_shown_both_ways(verdict: Maker) -> None:
    """A subsidised ledger shows both; one without subsidy says that they are the same."""
    text = "\n".join(page(verdict(), "en"))
    assert "without subsidy" in text
    assert "no subsidy in it" in text
    assert "-74.3" in text


def test_pools_stand_beside_the_city(verdict: Maker) -> None:
    """Six pools and the pooled city for a pooled fund; the tests count the pools that fail."""
    lines = [line.strip() for line in page(verdict(), "zh")]
    start = next(i for i, line in enumerate(lines) if line.startswith("三、"))
    names = [line.split()[0] for line in lines[start + 5 : start + 12]]
    assert names == ["全市合并", "中心城区", "东西湖", "蔡甸", "江夏", "黄陂", "新洲"]
    assert any(line.endswith("1/6") for line in lines)


def test_missing_values_are_dashes(verdict: Maker) -> None:
    """A null is an em dash, never a nought."""
    line = next(line for line in page(verdict(), "en") if line.strip().startswith("cannot pay"))
    assert line.split()[-5] == "—"


def test_bare_schema_renders(verdict: Maker) -> None:
    """A document with the schema's keys alone, and one without any fund, render without further keys."""
    document = verdict()
    for key in ("participants", "aggregates", "tails", "levels", "certificate"):
        del document[key]
    for entry in document["funds"]:
        assert entry.pop("subsidy")
    assert page(document, "zh")
    assert page({"schema": "actuary.verdict/1"}, "en")


def test_a_long_horizon_shows_first_and_last_years(verdict: Maker) -> None:
    """To 2070 the columns are spread from the first year to the last."""
    lines = page(verdict(range(2016, 2071)), "zh")
    header = next(line for line in lines if line.rstrip().endswith("2070") and "指标" in line)
    assert len(header.split()) == 8


def test_markup_in_data_is_plain_text(verdict: Maker) -> None:
    """Square brackets and colons of a name are printed as they stand."""
    document = verdict()
    document["reconciliation"][0]["name"] = "[bold]:smile: x[/bold]"
    assert any("[bold]:smile: x[/bold]" in line for line in page(document, "en"))
