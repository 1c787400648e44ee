"""A table of persons through the command, as a user runs it."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from actuary.cli import main

Ask = Callable[..., dict[str, Any]]


def invoke(*words: str) -> Result:
    """The command in this process: exit status, standard output and error apart."""
    return CliRunner().invoke(main, list(words))


def options(given: dict[str, Any]) -> list[str]:
    """Options of a single case; a flag stands alone."""
    words = []
    for name, value in given.items():
        words += [f"--{name.replace('_', '-')}"] + ([] if value is True else [str(value)])
    return words


@pytest.fixture
def ask() -> Ask:
    """The only case of a command on one person, told in English."""

    def asked(*command: str, **given: Any) -> dict[str, Any]:
        found = invoke(*command, *options(given), "--json", "--lang", "en")
        assert found.exit_code == 0, found.stdout
        document = json.loads(found.stdout)
        assert document["totals"]["cases"] == 1
        case: dict[str, Any] = document["cases"][0]
        return case

    return asked


@pytest.fixture
def table(tmp_path: Path) -> Callable[..., Path]:
    """A file of the given lines, as bytes where the encoding matters."""

    def written(*lines: str, name: str = "cases.csv", encoding: str = "utf-8") -> Path:
        path = tmp_path / name
        path.write_bytes(("\n".join(lines) + "\n").encode(encoding))
        return path

    return written
