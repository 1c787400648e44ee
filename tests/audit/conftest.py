"""Planted printed documents (自造公布文件)."""

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from actuary.audit.forward import document
from actuary.audit.surroundings import Surroundings
from actuary.dated import Published, load_published

Cells = Mapping[str, Mapping[str, Any]]
"""Row -> column -> printed digits, or a cell with its limit."""


def page(rows: Cells, relations: Sequence[Mapping[str, Any]], units: Mapping[str, str] | None = None) -> dict[str, Any]:
    """A document with one table `t`: all cells in 万人 unless `units` says otherwise by row."""
    words = {"zh": "名", "en": "name"}
    columns = dict.fromkeys((column for cells in rows.values() for column in cells), None)
    return {
        "schema": "actuary.published/1",
        "name": "planted",
        **words,
        "source": "planted",
        "known_from": "2016-08",
        "tables": {
            "t": {
                **words,
                "columns": {column: {**words, "from": "2015-01", "to": "2015-12"} for column in columns},
                "rows": {
                    row: {**words, "unit": (units or {}).get(row, "万人"), "cells": cells}
                    for row, cells in rows.items()
                },
            }
        },
        "relations": [{"name": f"r{number}", **words, **relation} for number, relation in enumerate(relations)],
    }


def planted(folder: Path, *parts: Any, **more: Any) -> Published:
    """The document of `page`, through the door."""
    path = folder / "planted.yaml"
    path.write_text(json.dumps(page(*parts, **more), ensure_ascii=False), encoding="utf-8")
    return load_published(path)


def findings(published: Published) -> dict[str, set[str]]:
    """Findings by figure, without the table's name."""
    found: dict[str, set[str]] = {}
    for row in document(published, Surroundings())["figures"]:
        found.setdefault(row["figure"].removeprefix("published.t."), set()).add(row["finding"])
    return found


@pytest.fixture
def plant(tmp_path: Path) -> Callable[..., Published]:
    """Plant a document and load it."""
    return lambda *parts, **more: planted(tmp_path, *parts, **more)
