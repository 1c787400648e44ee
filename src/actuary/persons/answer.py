"""The answer to a table of cases (测算结果): one document, one flat table, and what was left out."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import polars as pl

from actuary.errors import Both
from actuary.sheets.cells import Cells


class Line(NamedTuple):
    """A line of the page of one case (单例页的一行)."""

    part: str
    value: str
    working: str = ""
    """The formula with its figures, or what else explains the value."""
    article: str = ""


@dataclass(frozen=True)
class Answer:
    """Computed cases with the errors of the others; nested and flat rows are made when they are asked for."""

    schema: str
    head: dict[str, Any]
    """What the document says before the cases."""
    cells: Cells
    count: int
    """Cases computed."""
    nested: Callable[[], pl.DataFrame]
    flat: Callable[[], pl.DataFrame]
    figures: pl.DataFrame
    """Figures of the cases, in the columns of the flat table, without the rules that they follow."""
    sums: dict[str, Any]
    title: Both
    page: Callable[[], list[Line]]
    """The lines of the first case."""
    columns: Mapping[str, Both]
    """Columns of the flat table that a short list shows, with their names."""
    language: str

    @property
    def errors(self) -> pl.DataFrame:
        """Row, column, code and message of all that is wrong."""
        return self.cells.errors(self.language)

    @property
    def totals(self) -> dict[str, Any]:
        """Cases computed, rows left out, and the sums over the former alone."""
        return {"cases": self.count, "rejected": len(self.cells) - self.count, **self.sums}

    def document(self) -> str:
        """The whole document as JSON: the cases by polars, what stands around them by the standard library."""
        head = {"schema": self.schema, **self.head}
        tail = {
            "errors": self.errors.to_dicts(),
            "ignored_columns": self.cells.ignored,
            "totals": self.totals,
        }
        before = json.dumps(head, ensure_ascii=False, allow_nan=False)[:-1]
        after = json.dumps(tail, ensure_ascii=False, allow_nan=False)[1:]
        return f'{before}, "cases": {self.nested().write_json()}, {after}'

    def tables(self) -> dict[str, pl.DataFrame]:
        """Tables of a file: the cases, then what was left out."""
        return {"cases": self.flat(), "errors": self.errors}
