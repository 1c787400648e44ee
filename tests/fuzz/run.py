"""Files made by a fuzzer that sees which lines they reach: `python tests/fuzz/run.py yaml|csv|people|manifest ...`.

Options are libFuzzer's, such as `-max_total_time=60 CORPUS`. Needs `pip install atheris`, which is no dependency: what
it found belongs into the tests. Whatever the bytes, the door opens or a Problem with file, message and remedy leaves.
"""

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["actuary.dated", "actuary.sheets", "actuary.people.listed", "actuary.runs"]):
    from actuary.dated import check_path
    from actuary.dated.faults import Faults, FileFaults
    from actuary.dated.text import decode
    from actuary.errors import Problem
    from actuary.experience.columns import COLUMNS
    from actuary.people.listed import rows_of
    from actuary.runs.folder import open_run
    from actuary.sheets.cells import Cells
    from actuary.sheets.reading import read_grid

SOURCES = """schema: actuary.sources/1
sources:
  N36: {title: 阶段性降低社会保险费率, number: 人社部发〔2016〕36号, trust: official}
"""
PLACE = Path(tempfile.mkdtemp(prefix="actuary-fuzz-"))


def yaml(content: bytes) -> None:
    """A data file of any kind."""
    (PLACE / "data").mkdir(exist_ok=True)
    (PLACE / "data/sources.yaml").write_text(SOURCES, encoding="utf-8")
    (PLACE / "data/any.yaml").write_bytes(content)
    check_path(PLACE / "data")


def csv(content: bytes) -> None:
    """A table of persons, every column of it."""
    (PLACE / "any.csv").write_bytes(content)
    cells = Cells(read_grid(PLACE / "any.csv"), COLUMNS)
    for column in COLUMNS:
        read = {"month": cells.month, "choice": cells.choice}.get(column.kind, cells.number)
        if column.kind != "text":
            read(column.name)
    cells.errors("zh")


def people(content: bytes) -> None:
    """People of a cohort as a register lists them."""
    faults = Faults()
    file = FileFaults("people.csv", faults)
    text = decode(content, file)
    if text is not None:
        rows_of(text, file, 2015 * 12 + 11)
    faults.raise_all()


def manifest(content: bytes) -> None:
    """The manifest of a run."""
    (PLACE / "manifest.json").write_bytes(content)
    open_run(PLACE)


TARGETS: dict[str, Callable[[bytes], None]] = {"yaml": yaml, "csv": csv, "people": people, "manifest": manifest}


def fuzz(target: Callable[[bytes], None]) -> Callable[[bytes], None]:
    """The target, from which only a Problem may leave."""

    def once(content: bytes) -> None:
        try:
            target(content)
        except Problem as refused:
            for letter in refused.letters:
                assert letter.file
                assert letter.message
                assert letter.remedy
                assert str(letter).isprintable()

    return once


if __name__ == "__main__":
    chosen = TARGETS[sys.argv.pop(1)]
    atheris.Setup(sys.argv, fuzz(chosen))
    atheris.Fuzz()
