"""The README shows what the program prints today, not what it printed once."""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from actuary.cli import main
from actuary.reporting import figures

README = Path(__file__).parents[1] / "README.md"
ROW = re.compile(r"^\| ([a-z_]+\.[a-z_.]+) \| ([^|]+) \| ([^|]+) \| ([^|]+) \|$", re.M)


@cache
def printed(*arguments: str) -> str:
    """What `actuary run` prints."""
    result = CliRunner().invoke(main, ["run", *arguments])
    assert result.exit_code == 0, result.output[-500:]
    return result.stdout


@pytest.fixture(scope="module")
def verdict() -> dict[str, Any]:
    return dict(json.loads(printed("--json")))


def lines(text: str) -> list[str]:
    return [line.rstrip() for line in text.strip("\n").splitlines()]


def test_the_shown_output_is_the_output() -> None:
    """The block under the two commands is section 1 of the page, to the last digit."""
    block = next(part for part in README.read_text(encoding="utf-8").split("```") if "1. The pooled city" in part)
    page = printed("--lang", "en")
    section = page[page.index("1. The pooled city") : page.index("2. Each fund")]
    assert lines(block) == lines(section)


def test_the_table_of_aggregates_is_the_run(verdict: dict[str, Any]) -> None:
    """Proxy, range and computed of every aggregate of the base year, as the page prints them."""
    shown = {name: tuple(cell.strip() for cell in cells) for name, *cells in ROW.findall(README.read_text("utf-8"))}
    ran = {}
    for row in verdict["aggregates"]:
        unit = {"person": " 万人", "yuan_per_month": " 元/月"}.get(row["unit"], "")
        low, high, expected, computed = (
            figures.amount(row[key], row["unit"]) + unit for key in ("low", "high", "expected", "computed")
        )
        ran[row["name"]] = (expected, f"{low} to {high}", computed)
    assert shown == ran
