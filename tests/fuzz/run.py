"""Files made by a fuzzer that sees which lines they reach: `python tests/fuzz/run.py TARGET [OPTIONS] NEW SEEDS...`.

Targets are the doors below. Options are libFuzzer's, such as `-max_total_time=60`; what is new goes to the folder NEW,
SEEDS are folders to begin from (`assumptions/reforms` for reforms). Needs `pip install atheris`, which is no
dependency: what it found belongs into the tests. Whatever the bytes, the door opens or a Problem with message and
remedy leaves.
"""

import sys
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import atheris
from click.testing import CliRunner

sys.path.insert(0, str(Path(__file__).parents[2]))

ROOMS = ["dated", "sheets", "people.listed", "runs", "persons", "cli", "valuation.replacing", "scenarios.own_series"]
with atheris.instrument_imports(include=[f"actuary.{room}" for room in (*ROOMS, "scenarios.sides", "sweeps.tasks")]):
    from tests.sheets.books import HEAD, TAIL, book

    from actuary import data
    from actuary.cli import main
    from actuary.dated import check_path, load_published, load_reforms, load_schedule, load_valuation
    from actuary.dated.faults import Faults, FileFaults
    from actuary.dated.text import decode
    from actuary.errors import Problem
    from actuary.experience.columns import COLUMNS
    from actuary.people.listed import rows_of
    from actuary.persons.award_columns import award_columns
    from actuary.runs.folder import open_run
    from actuary.scenarios.own_series import own_series
    from actuary.scenarios.sides import side
    from actuary.sheets.cells import Cells
    from actuary.sheets.reading import read_grid
    from actuary.sweeps.tasks import tasks_of
    from actuary.valuation.prepare import Prepared, prepare

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


def laid(content: bytes, name: str) -> Path:
    """A file of these bytes."""
    (PLACE / name).write_bytes(content)
    return PLACE / name


@cache
def toy() -> Prepared:
    """The shipped data, loaded once."""
    return prepare("toy", to="2016-12")


def reform(content: bytes) -> None:
    """A reform of the user's own, named by its file."""
    load_reforms([str(laid(content, "own.yaml"))], toy().assumptions, "plan", toy().root)


def valuation(content: bytes) -> None:
    """A valuation of the user's own."""
    load_valuation(str(laid(content, "own.yaml")), toy().assumptions, toy().root)


def schedule(content: bytes) -> None:
    """A schedule of ages of the user's own."""
    load_schedule(str(laid(content, "own.yaml")), toy().assumptions, toy().root)


def published(content: bytes) -> None:
    """A printed document."""
    load_published(laid(content, "own.yaml"))


def workbook(content: bytes) -> None:
    """A workbook whose sheet holds anything, and a file that may be one."""
    read_grid(book(PLACE / "own.xlsx", [HEAD, content, TAIL]))


def container(content: bytes) -> None:
    """A file that says it is a workbook."""
    read_grid(laid(content, "own.xlsx"))


def inputs(content: bytes) -> None:
    """A table of the user's own figures."""
    toy().with_figures(laid(b"parameter,from,key,new_value,new_source,new_tag\n" + content, "own.csv"))


def series(content: bytes) -> None:
    """Series of the user's own."""
    own_series(laid(b"process,year,value\n" + content, "own.csv"))


def award(content: bytes) -> None:
    """A table of persons to the end: the page or a letter."""
    heads = ",".join(column.name for column in award_columns()).encode()
    command(["award", str(laid(heads + b"\n" + content, "own.csv"))])


def options(content: bytes) -> None:
    """What may stand on the command line of a person's case and of the law."""
    words = content.decode("utf-8", "surrogateescape").replace("\0", "").split("\n")
    for first in (("award",), ("benefit", "death"), ("law",), ("explain",)):
        command([*first, *(word for word in words if word not in {"--out", "-h"} and not word.startswith("--out"))])


def plan(content: bytes) -> None:
    """The words of a sweep and of an attribution."""
    city, scenario, option, *_ = [*content.decode("utf-8", "replace").replace("\0", "").split("\n"), "", "", ""]
    side(city, {"to": option or None})
    tasks_of([city], "toy", [scenario], {"to": option})


def command(words: list[str]) -> None:
    """A command may end as the table of statuses says, and in no other way."""
    result = CliRunner().invoke(main, words)
    data.set_root(None)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert result.exit_code in {0, 1, 2}, (words, result.output)


DOORS = (yaml, csv, people, manifest, reform, valuation, schedule, published, workbook, container, inputs, series)
TARGETS: dict[str, Callable[[bytes], None]] = {door.__name__: door for door in (*DOORS, award, options, plan)}


def fuzz(target: Callable[[bytes], None]) -> Callable[[bytes], None]:
    """The target, from which only a Problem may leave."""

    def once(content: bytes) -> None:
        try:
            target(content)
        except Problem as refused:
            for letter in refused.letters:
                assert letter.message
                assert letter.remedy
                assert str(letter).isprintable()

    return once


if __name__ == "__main__":
    chosen = TARGETS[sys.argv.pop(1)]
    toy()
    atheris.Setup(sys.argv, fuzz(chosen))
    atheris.Fuzz()
