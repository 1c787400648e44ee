"""One study of the shipped city, reforms that ship and reforms written by hand."""

from pathlib import Path

import pytest

from actuary.dated import load_reforms
from actuary.scenarios.study import Study
from actuary.valuation.prepare import prepare

HEAD = """schema: actuary.reform/1
name: {name}
source: {{tag: judgement, note: a test}}
changes:{none}
"""


@pytest.fixture(scope="session")
def study() -> Study:
    return Study(prepare("wuhan-2015", to="2019-12"))


@pytest.fixture(scope="session")
def shipped(study: Study):
    """Shipped reforms by name, in their order."""
    prepared = study.prepared
    return lambda *names: load_reforms(names, prepared.assumptions, "plan", prepared.root)


@pytest.fixture
def reform_file(tmp_path: Path):
    """Writes a reform of the given lines of changes, and of pools where it makes others; returns its file."""

    def written(*lines: str, name: str = "mine", pooling: str = "") -> str:
        path = tmp_path / f"{name}.yaml"
        head = HEAD.format(name=name, none="" if lines else " []")
        body = [*(f"  - {{{line}}}\n" for line in lines), *([f"pooling: {{{pooling}}}\n"] if pooling else [])]
        path.write_text(head + "".join(body), encoding="utf-8")
        return str(path)

    return written


@pytest.fixture
def reform(study: Study, reform_file, tmp_path: Path):
    """A reform as `reform_file` writes it."""

    def loaded(*lines: str, **more: str):
        (found,) = load_reforms([reform_file(*lines, **more)], study.prepared.assumptions, "plan", tmp_path)
        return found

    return loaded
