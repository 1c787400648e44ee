"""The README's figures, generated: `python -m tests.readme` writes them, and a test holds the README to them."""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from actuary.cli import main
from actuary.reporting import figures

README = Path(__file__).parents[1] / "README.md"
FIRST, SECOND = "1. The pooled city", "What to find out next"
"""Where the shown section of the page begins, and where the next one does."""
BLOCK = re.compile(rf"```\n({re.escape(FIRST)}.*?)```", re.S)
HEAD = "| aggregate | proxy | range | computed |\n|---|---|---|---|\n"
TABLE = re.compile(re.escape(HEAD) + r"(?:\|.*\|\n)*")


@cache
def printed(*arguments: str) -> str:
    """What `actuary run` prints."""
    result = CliRunner().invoke(main, ["run", *arguments])
    assert result.exit_code == 0, result.output[-500:]
    return result.stdout


def section() -> str:
    """Section 1 of the page as it is printed, without blanks at the ends of lines."""
    page = printed("--lang", "en")
    shown = page[page.index(FIRST) : page.index(SECOND)].strip("\n")
    return "".join(f"{line.rstrip()}\n" for line in shown.splitlines())


def row(aggregate: dict[str, Any]) -> str:
    """An aggregate of the base year beside its proxy and range."""
    unit = {"person": " 万人", "yuan_per_month": " 元/月"}.get(aggregate["unit"], "")
    low, high, expected, computed = (
        figures.amount(aggregate[key], aggregate["unit"]) + unit for key in ("low", "high", "expected", "computed")
    )
    return f"| {aggregate['name']} | {expected} | {low} to {high} | {computed} |\n"


def generated(text: str) -> str:
    """The README with today's figures."""
    verdict = json.loads(printed("--json"))
    table = HEAD + "".join(row(aggregate) for aggregate in verdict["aggregates"])
    return TABLE.sub(lambda _: table, BLOCK.sub(lambda _: f"```\n{section()}```", text))


if __name__ == "__main__":
    README.write_text(generated(README.read_text("utf-8")), encoding="utf-8")
