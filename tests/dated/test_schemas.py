"""JSON Schema of the data files: made from the shapes, shipped in the data folder, named by each file, and true."""

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from click.testing import CliRunner

from actuary import data
from actuary.cli import main
from actuary.cli.schema import PRINTED, printed_schema
from actuary.dated.documents import SCHEMAS
from actuary.dated.faults import Faults, FileFaults
from actuary.dated.nodes import parse
from actuary.dated.schemas import FOLDER, SHAPES, json_schema, written
from tests.dated.conftest import HEAD, PARAMETER

FILES = sorted(path for name in data.FOLDERS for path in (data.shipped() / name).rglob("*.yaml"))
HEADER = re.compile(r"# yaml-language-server: \$schema=(\S+)\n")
ROW = "{from: 2016-05, value: 0.19, tag: statute, source: N36}"


def plain(text: str) -> Any:
    """A YAML text as plain values."""
    node = parse(text, FileFaults("text", Faults()))
    assert node is not None
    return node.plain()


def wrong(kind: str, content: Any) -> list[str]:
    """What the JSON Schema of a kind says against a document."""
    return [error.message for error in jsonschema.Draft7Validator(json_schema(kind)).iter_errors(content)]


def test_every_kind_of_file_has_a_schema() -> None:
    """The door's kinds and the schemas are the same list, and each schema is itself valid."""
    assert tuple(SHAPES) == SCHEMAS
    for kind in (*SHAPES, *PRINTED):
        jsonschema.Draft7Validator.check_schema(json_schema(kind) if kind in SHAPES else printed_schema(kind))


@pytest.mark.parametrize("kind", SHAPES)
def test_shipped_schema_is_that_of_the_shapes(kind: str) -> None:
    """The file in assumptions/schema is what the models say today: else run `actuary schema --write`."""
    shipped = data.shipped() / FOLDER / f"{kind}.json"
    assert shipped.read_text(encoding="utf-8") == written(kind)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(data.shipped()).as_posix())
def test_shipped_file_is_valid(path: Path) -> None:
    """What the door lets in is valid for an editor too, and the schema that a file names is that of its kind."""
    text = path.read_text(encoding="utf-8")
    content = plain(text)
    kind = content["schema"].removeprefix("actuary.").removesuffix("/1")
    assert wrong(kind, content) == []
    named = HEADER.match(text)
    if named is not None:
        assert (path.parent / named[1]).resolve() == data.shipped() / FOLDER / f"{kind}.json"


def test_law_names_its_schema() -> None:
    """Every file of law begins with the line by which an editor completes it."""
    law = [path for path in FILES if "law" in path.relative_to(data.shipped()).parts]
    assert len(law) > 20
    assert [path.name for path in law if not HEADER.match(path.read_text(encoding="utf-8"))] == []


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("{from: 2016, value: 0.19, tag: statute, source: N36}", "is not of type 'string'"),
        ("{from: 2016-13, value: 0.19, tag: statute, source: N36}", "does not match"),
        ("{from: 2016-05, value: 0.19, tag: law, source: N36}", "is not one of"),
        ("{from: 2016-05, value: 0.19, tag: statute}", "'source' is a required property"),
        ("{from: 2016-05, value: 0.19, tag: statute, sorce: N36, source: N36}", "was unexpected"),
        ("{from: 2016-05, value: 0.19, tag: statute, source: N36, range: [0.1]}", "is too short"),
    ],
)
def test_what_the_door_refuses_an_editor_underlines(row: str, words: str) -> None:
    """The same faults of shape are faults for the JSON Schema."""
    text = HEAD + PARAMETER
    assert wrong("values", plain(text)) == []
    assert any(words in message for message in wrong("values", plain(text.replace(ROW, row))))


PERSON = ["award", "--category", "male60", "--birth-month", "1965-05", "--total-years"]


def misfits(document: Any) -> list[str]:
    """What the schema of its own kind says against a printed document."""
    kind = document["schema"].removeprefix("actuary.").removesuffix("/1")
    found = jsonschema.Draft7Validator(printed_schema(kind)).iter_errors(document)
    return [f"{error.json_path}: {error.message}" for error in found]


@pytest.mark.parametrize(
    "arguments",
    [
        ["law", "--on", "2018-01"],
        ["law", "--diff", "2010-01", "2039-12"],
        ["law", "nothing"],
        ["check"],
        ["check", "nowhere"],
        [*PERSON, "30", "--avg-index", "1", "--account-balance", "80000"],
        [*PERSON, "3"],
    ],
)
def test_printed_documents_are_valid(arguments: list[str]) -> None:
    """What a command prints with --json fits the schema that the program gives for it."""
    assert misfits(json.loads(CliRunner().invoke(main, [*arguments, "--json"]).stdout)) == []


def test_documents_of_a_run_are_valid(tmp_path: Path) -> None:
    """Verdict, certificate and manifest of a run folder fit their schemas; a spoilt one does not."""
    folder = tmp_path / "run"
    assert CliRunner().invoke(main, ["run", "toy", "--to", "2016-06", "--out", str(folder)]).exit_code == 0
    for name in ("verdict", "certificate", "manifest"):
        document = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
        assert misfits(document) == []
        assert misfits({key: value for key, value in document.items() if key in {"schema", "created"}})


def test_command(tmp_path: Path) -> None:
    """`actuary schema` lists the kinds, prints one, writes the files, and refuses a kind that is none."""

    def run(*given: str) -> Any:
        return CliRunner().invoke(main, ["schema", *given])

    assert "valuation" in run().stdout
    assert json.loads(run("reform").stdout) == json_schema("reform")
    assert json.loads(run("law-diff").stdout)["title"] == "actuary.law-diff/1"
    assert run("--write", str(tmp_path / "new")).exit_code == 0
    assert {path.stem for path in (tmp_path / "new").iterdir()} == set(SHAPES)
    refused = run("valuse", "--lang", "zh")
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert "values" in refused.stderr
