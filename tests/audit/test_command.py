"""`actuary audit` as a user meets it: one document, both languages, letters, and no kernel loaded."""

import json
import subprocess
import sys

import jsonschema
import pytest
from click.testing import CliRunner

from actuary.cli import main
from tests.audit.conftest import page

COMPLETION = "text.urban_new_jobs_completion.outcome_2015"


def invoke(*words):
    """The command in this process."""
    return CliRunner().invoke(main, ["audit", *map(str, words)])


def test_json_is_one_document():
    """Standard output is the document, and `--out` writes the same into a new folder or file."""
    told = invoke("--json")
    document = json.loads(told.stdout)
    assert (told.exit_code, document["schema"]) == (0, "actuary.audit/1")
    assert document["totals"]["figures"] == len({row["figure"] for row in document["figures"]})


def test_out_writes_a_file_or_a_folder_and_never_over_one(tmp_path):
    """`x.json` is the file itself; anything else a folder; the second time is refused with nothing written."""
    for name, file in (("x.json", "x.json"), ("folder", "folder/audit.json")):
        assert invoke("--out", tmp_path / name, "--lang", "en").exit_code == 0
        assert json.loads((tmp_path / file).read_text(encoding="utf-8"))["schema"] == "actuary.audit/1"
        again = invoke("--out", tmp_path / name, "--json")
        assert again.exit_code == 2
        assert json.loads(again.stdout)["errors"][0]["code"] == "exists"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["folder", "x.json"]


@pytest.mark.parametrize(("kind", "words"), [("audit", ()), ("inverse", ("--inverse", COMPLETION))])
def test_the_documents_are_those_of_their_schema(kind, words):
    """`actuary schema audit` and `actuary schema inverse` describe what is printed, key for key."""
    schema = json.loads(CliRunner().invoke(main, ["schema", kind]).stdout)
    document = json.loads(invoke(*words, "--json").stdout)
    assert list(jsonschema.Draft7Validator(schema).iter_errors(document)) == []
    assert list(jsonschema.Draft7Validator(schema).iter_errors(document | {"more": 1}))


def test_the_page_in_both_languages():
    """Finding words and the arithmetic, in Chinese and in English without a Chinese unit."""
    chinese, english = invoke("--lang", "zh").stdout, invoke("--lang", "en").stdout
    for words in ("不符", "附条件成立", "口径变动", "83.55 / 75 = 111.4% [110.66, 112.15]", "542.1 万人"):
        assert words in chinese
    for words in ("differs", "holds only under a condition", "scope changed", "542.1 10k persons"):
        assert words in english
    assert "万" not in english
    assert all("> 99%" in page and "≤ 4.6%" in page for page in (chinese, english)), "limits are shown as printed"


def test_the_inverse_page_in_both_languages():
    """The one way is told as located."""
    assert "只有一种改法" in invoke("--inverse", COMPLETION, "--lang", "zh").stdout
    assert "in one way only" in invoke("--inverse", f"published.{COMPLETION}", "--lang", "en").stdout
    document = json.loads(invoke("--inverse", COMPLETION, "--json").stdout)
    assert document["schema"] == "actuary.inverse/1"


def test_a_document_of_ones_own(tmp_path):
    """A planted table from outside: the altered total is found."""
    file = tmp_path / "mine.yaml"
    relation = {"figure": "t.x.c", "equals": "t.x.a + t.x.b"}
    file.write_text(json.dumps(page({"x": {"a": "1", "b": "2", "c": "9"}}, [relation])), encoding="utf-8")
    rows = json.loads(invoke("--published", file, "--json").stdout)["figures"]
    assert [row["finding"] for row in rows] == ["not_derivable", "not_derivable", "differs"]
    document = json.loads(invoke("--published", file, "--inverse", "t.x.a", "--json").stdout)
    assert len(document["repairs"]["candidates"]) == 3


@pytest.mark.parametrize(
    "words",
    [
        ("--published", "nonesuch.yaml"),
        ("--run", "nonesuch"),
        ("--inverse", "text.nonesuch.outcome_2015"),
        ("--inverse", ""),
        ("--lang", "fr"),
        ("--published", "."),
    ],
)
def test_bad_input_is_a_letter(words):
    """Status 2, a document of errors with a remedy, nothing else."""
    told = invoke(*words, "--json")
    assert told.exit_code == 2
    document = json.loads(told.stdout)
    assert document["schema"] == "actuary.errors/1"
    assert document["errors"][0]["remedy"]


def test_a_plain_audit_loads_no_kernel_and_no_solver():
    """Neither numba nor polars nor SciPy is imported."""
    code = (
        "import sys\nfrom actuary.cli import main\n"
        "try:\n    main(['audit', '--json'])\nexcept SystemExit:\n    pass\n"
        "sys.exit(any(m in sys.modules for m in ('numba', 'polars', 'pandas', 'scipy')))"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=False).returncode == 0
