"""One study of the shipped city, and reforms written by hand."""

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


@pytest.fixture
def reform(study: Study, tmp_path: Path):
    """A reform of the given lines."""

    def written(*lines: str, name: str = "mine"):
        path = tmp_path / f"{name}.yaml"
        head = HEAD.format(name=name, none="" if lines else " []")
        path.write_text(head + "".join(f"  - {{{line}}}\n" for line in lines), encoding="utf-8")
        (found,) = load_reforms([str(path)], study.prepared.assumptions, "plan", tmp_path)
        return found

    return written
