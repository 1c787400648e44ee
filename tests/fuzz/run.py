"""Files made by a fuzzer that sees which lines they reach: `python tests/fuzz/run.py TARGET [OPTIONS] NEW SEEDS...`.

Targets are the doors below. Options are libFuzzer's, such as `-max_total_time=60`; what is new goes to the folder NEW,
SEEDS are folders to begin from (`assumptions/reforms` for reforms). Needs `pip install atheris`, which is no
dependency: what it found belongs into the tests. Whatever the bytes, the door opens or a Problem leaves whose letters
say what is wrong and what to do, in both languages, and, where a file was read, in which file.
"""

import errno
import json
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache, partial
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import atheris
import click
from click.testing import CliRunner

import actuary.kernels

sys.path.insert(0, str(Path(__file__).parents[2]))

for kernel in walk_packages(actuary.kernels.__path__, "actuary.kernels."):
    import_module(kernel.name)  # as they are: numba compiles nothing that is instrumented

ROOMS = ["dated", "sheets", "people.listed", "runs", "persons", "cli", "valuation.replacing", "scenarios.own_series"]
ROOMS += ["scenarios.sides", "sweeps.tasks", "reporting.book"]
with atheris.instrument_imports(include=[f"actuary.{room}" for room in ROOMS]):
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
    from actuary.reporting.book import Material
    from actuary.reporting.book.build import _made
    from actuary.reporting.book.making import Making
    from actuary.reporting.language import Words
    from actuary.runs.folder import open_run
    from actuary.scenarios.sides import side
    from actuary.sheets.cells import Cells
    from actuary.sheets.reading import read_grid
    from actuary.sweeps.tasks import tasks_of
    from actuary.uncertainty.own_series import own_series
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
    with suppress_too_long():
        side(city, {"to": option or None})
        tasks_of([city], "toy", [scenario], {"to": option})


@contextmanager
def suppress_too_long() -> Iterator[None]:
    """A name that no file can bear: the command line makes a letter of it."""
    try:
        yield
    except OSError as refused:
        if refused.errno != errno.ENAMETOOLONG:
            raise


def command(words: list[str]) -> str:
    """A command may end as the table of statuses says, and in no other way; what it printed."""
    result = CliRunner().invoke(main, words)
    data.set_root(None)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    if result.exit_code not in {0, 1, 2}:
        raise AssertionError((words, result.output)) from result.exception  # with what made it leave so
    return result.stdout


@cache
def written() -> tuple[Path, dict[str, int]]:
    """A run folder of the toy city, and what lies in it."""
    folder = PLACE / "run"
    command(["run", "toy", "--to", "2016-12", "--out", str(folder)])
    return folder, {path.name: path.stat().st_size for path in folder.iterdir()}


SQL = [
    *("SELECT", "*", "FROM", "ledger", "measures", "people", "WHERE", "month", "yuan", "GROUP BY ALL", "1"),
    *(
        "LIMIT",
        "(",
        ")",
        ",",
        ";",
        "'",
        '"',
        "--",
        "/*",
        "=",
        "<",
        "/",
        "0",
        "1e308",
        "NULL",
        "UNION ALL",
        "JOIN",
        "ON",
    ),
    *(
        "WITH RECURSIVE",
        "t",
        "AS",
        "COPY",
        "TO",
        "'own.csv'",
        "ATTACH",
        "INSTALL httpfs",
        "PRAGMA",
        "SET",
        "DROP",
        "$1",
    ),
    *("read_csv('/etc/passwd')", "read_text('*')", "CAST", "AS JSON", "[1, 2]", "{'a': 1}", "DATE '2016-01-01'", "?"),
    *(
        "getenv('HOME')",
        "CREATE TABLE",
        "EXPLAIN",
        "DESCRIBE",
        "SUMMARIZE",
        "sum",
        "INTERVAL 1 MONTH",
        "::BLOB",
        "\u202e",
    ),
]


def query(content: bytes) -> None:
    """Words of SQL, and what are none, over a run: an answer or a letter, and nothing written."""
    drawn, (folder, before) = atheris.FuzzedDataProvider(content), written()
    words = [
        drawn.PickValueInList(SQL) if drawn.ConsumeBool() else drawn.ConsumeUnicode(6)
        for _ in range(drawn.ConsumeIntInRange(0, 12))
    ]
    face = drawn.PickValueInList([[], ["--csv"], ["--json"]])
    told = command(["query", str(folder), *face, "--", " ".join(["SELECT", *words]).replace("\0", "")])
    if "--json" in face:
        json.loads(told, parse_constant=_no_number)
    assert before == {path.name: path.stat().st_size for path in folder.iterdir()}


def _no_number(word: str) -> None:
    raise AssertionError(word)


DOCUMENTS = {
    "compare": ("compare", "toy", "employer-rate-16-from-2017", "--to", "2017-12"),
    "simulate": ("simulate", "toy", "--paths", "3", "--people", "2", "--check", "0", "--only", ""),
    "solve": ("solve", "toy", "--by", "rate"),
    "frontier": ("solve", "toy", "--frontier", "--by", "delay", "--by", "rate"),
    "benefit": ("benefit", "maternity", "--date", "2016-05-01", "--employer-wage", "5000"),
    "award": ("award", "--category", "male60", "--birth-month", "1956-05", "--paid-years", "20"),
}
ANYTHING = [
    None,
    True,
    -1,
    0,
    1e308,
    float("nan"),
    10**30,
    "",
    "<script>",
    "=1+1",
    "\u202e",
    "2016",
    [],
    {},
    [[]],
    [{}],
]


@cache
def documents() -> dict[str, str]:
    """Documents that a report takes in."""
    cheap = {
        name: words if "--to" in words or words[0] in {"benefit", "award"} else (*words, "--to", "2016-12")
        for name, words in DOCUMENTS.items()
    }
    return {name: command([*words, "--json"]) for name, words in cheap.items()}


def beside(content: bytes) -> None:
    """A document made beside a run, with some of it gone or something else in its place."""
    drawn, (folder, _) = atheris.FuzzedDataProvider(content), written()
    kind = drawn.PickValueInList(sorted(documents()))
    document = json.loads(documents()[kind])
    for _ in range(drawn.ConsumeIntInRange(1, 4)):
        changed(document, drawn)
    file = laid(json.dumps(document).encode() + drawn.ConsumeBytes(2), "own.json")
    material = Material(open_run(folder), [file])
    for kind in material.documents:
        _made(Making(material, Words(drawn.PickValueInList(["zh", "en"]))), kind)


def changed(node: object, drawn: atheris.FuzzedDataProvider) -> None:
    """Something in a document, found by going down at random, replaced or gone."""
    while isinstance(node, dict | list) and node:
        keys = list(node) if isinstance(node, dict) else list(range(len(node)))
        key = drawn.PickValueInList(keys)
        if isinstance(node[key], dict | list) and node[key] and drawn.ConsumeIntInRange(0, 9):
            node = node[key]
        elif drawn.ConsumeBool():
            del node[key]
            return
        else:
            node[key] = drawn.PickValueInList(ANYTHING)
            return


CHEAP = {
    "run": ("toy", "--to", "2016-02"),
    "compare": ("toy", "employer-rate-16-from-2017", "--to", "2017-12"),
    "attribute": ("toy", "toy+employer-rate-16-from-2017", "--to", "2017-12"),
    "solve": ("toy", "--by", "rate", "--to", "2016-12"),
    "simulate": ("toy", "--paths", "2", "--people", "1", "--check", "0", "--only", "", "--to", "2016-12"),
    "sensitivity": ("toy", "--to", "2016-12", "--only", "nothing"),
    "award": ("--category", "male60", "--birth-month", "1956-05", "--paid-years", "20"),
    "law": (),
    "explain": ("toy",),
    "check": (),
    "template": ("toy",),
    "schema": (),
    "audit": (),
}
LEFT = {"--out", "--report", "--write", "--series", "--data", "--inputs", "--tag", "--help", "--paths", "--people"}
"""Options that write, or read files that other targets make, or make a long work of it."""
SAID = [
    *(
        "",
        " ",
        "-1",
        "0",
        "1",
        "2",
        "nan",
        "1e9",
        "９",
        "99999999999999999999",
        "toy",
        "plan",
        "../x",
        "/",
        "a/b",
        "+",
        ",",
    ),
    *("toy+", "toy,basis=plan", "toy,to=2016-12", "=", "\u202e", "\x1b[31m", "%s", "{0}", "*", "[", "city", "pension"),
    *(
        "2016-12",
        "2016-13",
        "0000-00",
        "9999-12",
        "2016-1",
        "２０１６-01",
        "2015-01",
        "99999999-01",
        "2016-12-31",
        "二〇一六",
    ),
    *(
        "employer-rate-16-from-2017",
        "no-such-2017",
        "rate",
        "delay",
        "rate=1",
        "rate:0..1",
        "1,2",
        "1:2",
        "null",
        "\ud800",
    ),
]


def levers(content: bytes) -> None:
    """Commands that compute, with up to three of their own options and arguments of every kind."""
    drawn = atheris.FuzzedDataProvider(content)
    name = drawn.PickValueInList(list(CHEAP))
    known = main.get_command(click.Context(main), name)
    assert known is not None
    options = [each for each in known.params if isinstance(each, click.Option) and not LEFT & set(each.opts)]
    words = [name, *CHEAP[name]]
    for _ in range(drawn.ConsumeIntInRange(0, 3)):
        said = drawn.PickValueInList(SAID) if drawn.ConsumeIntInRange(0, 3) else drawn.ConsumeUnicode(8)
        option = drawn.PickValueInList([*options, None])
        if option is None:
            words[1:1] = [said.replace("\0", "")] if not said.startswith("-") else []
            continue
        kind = option.type
        if isinstance(kind, click.Choice) and drawn.ConsumeBool():
            said = drawn.PickValueInList([str(each) for each in kind.choices])
        words += [option.opts[0]] if option.is_flag else [f"{option.opts[0]}={said}".replace("\0", "")]
    command(words)


PLACED = (yaml, csv, people, manifest, reform, valuation, schedule, published, workbook, container, inputs, series)
"""Doors of a file: their letters name it."""
DOORS = (*PLACED, award, options, plan, query, beside, levers)
TARGETS: dict[str, Callable[[bytes], None]] = {door.__name__: door for door in DOORS}


def once(target: Callable[[bytes], None], content: bytes) -> None:
    """The target, from which only a Problem may leave."""
    try:
        target(content)
    except Problem as refused:
        letters = refused.letters
    else:
        return
    assert letters
    for letter in letters:
        assert letter.message
        assert letter.remedy
        assert str(letter).isprintable()
        assert letter.file or target not in PLACED, letter
        assert letter.line is None or letter.line > 0, letter
        assert letter.column is None or (letter.column > 0 and letter.line is not None), letter


if __name__ == "__main__":
    chosen = TARGETS[sys.argv.pop(1)]
    toy()
    atheris.Setup(sys.argv, partial(once, chosen))
    atheris.Fuzz()
