"""docs/cases.md names every column, every accepted heading and every kind."""

from pathlib import Path

import pytest

from actuary.persons.award_columns import award_columns
from actuary.persons.benefits.columns import kinds
from actuary.sheets.columns import Column, by_heading

PAGE = Path(__file__).parents[2] / "docs" / "cases.md"
TABLES = {"award": award_columns()} | {f"benefit {kind.key}": kind.columns for kind in kinds()}


@pytest.mark.parametrize("command", TABLES)
def test_columns_are_documented(command: str) -> None:
    """Each in its row, with all its headings and choices."""
    lines = PAGE.read_text(encoding="utf-8").split(f"# `actuary {command}`")[1].splitlines()
    for column in TABLES[command]:
        row = next(line for line in lines if line.startswith(f"| `{column.name}`"))
        assert all(word in row for word in (*column.zh, *column.choices)), column.name


@pytest.mark.parametrize("command", TABLES)
def test_no_heading_means_two_columns(command: str) -> None:
    """And no word two choices."""
    columns: tuple[Column, ...] = TABLES[command]
    assert len(by_heading(columns)) == sum(len({column.name, *column.zh}) for column in columns)
    for column in columns:
        assert len(column.words) == sum(1 + len(others) for others in column.choices.values())
