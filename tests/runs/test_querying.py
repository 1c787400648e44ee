"""SQL over a run: read and nothing else, of this run and nothing else, a table of any size, Chinese as it is."""

import hashlib
import json
import subprocess
import sys
from pathlib import Path

import duckdb
import jsonschema
import polars as pl
import pytest
from click.testing import CliRunner, Result

from actuary.cli import main
from actuary.cli.schema import printed_schema
from actuary.runs.folder import write_run

TABLE = pl.DataFrame({"month": ["2016-01", "2016-02"], "district": ["江岸", "=1+1"], "yuan": [1.5, None]})
MIB = 1 << 20


@pytest.fixture
def run(tmp_path: Path) -> Path:
    """A run whose folder's name is full of signs that mean something elsewhere, beside a file that is none of it."""
    TABLE.write_parquet(tmp_path / "secret.parquet")
    documents = {"verdict": {"schema": "actuary.verdict/1"}}
    return write_run(tmp_path / "运行 [1]* '甲'", {"ledger": TABLE}, documents, [], {}, root=tmp_path).folder


def ask(run: Path, sql: str, *words: str) -> Result:
    """The command in this process."""
    return CliRunner().invoke(main, ["query", str(run), sql, *words])


def content(folder: Path) -> dict[str, str]:
    """Every file below a folder with its digest."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_chinese_comes_out_right_in_each_form(run: Path) -> None:
    """The page in both languages, CSV with text that is no formula, a document with null for what is missing."""
    sql = "SELECT district AS 区, yuan FROM ledger ORDER BY month"
    for language in ("zh", "en"):
        page = ask(run, sql, "--lang", language).stdout.splitlines()
        assert [line.split() for line in (page[0], *page[2:])] == [["区", "yuan"], ["江岸", "1.5"], ["=1+1", "—"]]
    assert ask(run, sql, "--csv").stdout == "区,yuan\n江岸,1.5\n'=1+1,\n"
    document = json.loads(ask(run, sql, "--json").stdout)
    jsonschema.validate(document, printed_schema("query"))
    assert (document["columns"], document["rows"]) == (["区", "yuan"], [["江岸", 1.5], ["=1+1", None]])


@pytest.mark.parametrize("form", ["--csv", "--json", "--lang=en"])
def test_without_standard_output_nothing_is_printed(run: Path, form: str) -> None:
    """As `>&-` asks for: no traceback."""
    code = "from actuary.cli import main; main()"
    words = [sys.executable, "-c", code, "query", str(run), "SELECT * FROM ledger", form]
    done = subprocess.run(["sh", "-c", 'exec "$@" >&-', "sh", *words], capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_locale_that_knows_no_chinese(run: Path) -> None:
    """The query is read and the answer written as UTF-8 all the same."""
    code = "from actuary.cli import main; main()"
    words = ["query", ".", "SELECT '武汉' AS 市", "--csv"]
    around = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii", "PYTHONPATH": ":".join(sys.path)}
    told = subprocess.run([sys.executable, "-c", code, *words], cwd=run, env=around, check=True, capture_output=True)
    assert told.stdout.decode() == "市\n武汉\n"


@pytest.mark.parametrize(
    "sql",
    [
        *("", ";", "/* nothing */", "SELEC 1", "SELECT 1; SELECT 2", "SELECT * FROM nonesuch", "SELECT error('甲')"),
        *("COPY ledger TO 'ledger.parquet'", "COPY ledger TO 'new.csv'", "EXPORT DATABASE 'new'", "ATTACH 'new.db'"),
        *("CREATE TABLE t AS SELECT 1", "DROP VIEW ledger", "INSERT INTO ledger SELECT * FROM ledger", "VACUUM"),
        *("EXPLAIN ANALYZE COPY ledger TO 'ledger.parquet'", "PRAGMA version", "CALL pragma_version()"),
        *("SET enable_external_access = true", "RESET allowed_paths", "INSTALL httpfs", "LOAD httpfs"),
        *("SELECT * FROM '../secret.parquet'", "SELECT * FROM read_parquet('../secret.parquet')"),
        *(
            "SELECT * FROM 'verdict.json'",
            "SELECT * FROM read_text('manifest.json')",
            "SELECT * FROM read_csv('/etc/passwd')",
        ),
        *("SELECT * FROM glob('/*')", "SELECT * FROM read_blob('/etc/passwd')", "SELECT * FROM tables"),
        *(
            "SELECT * FROM query('COPY ledger TO ''ledger.parquet''')",
            "SELECT * FROM parquet_schema('../secret.parquet')",
        ),
        *("SELECT * FROM read_parquet('https://example.org/x.parquet')", "SELECT getenv('HOME')"),
        *("SELECT '\ud800'", "SELECT CASE WHEN month > '2016-01' THEN error('late') END FROM ledger"),
    ],
)
def test_anything_but_a_read_of_this_run_is_refused(run: Path, sql: str) -> None:
    """Status 2, a letter that names the tables, no line of output, and not a byte changed anywhere."""
    before = content(run.parent)
    for form in ((), ("--csv",), ("--json",)):
        result = ask(run, sql, *form)
        assert result.exit_code == 2, result.output
        assert "Traceback" not in result.output
        if form == ("--json",):
            (letter,) = json.loads(result.stdout)["errors"]
            assert "ledger" in letter["remedy"]
        else:
            assert result.stdout == ""
    assert content(run.parent) == before


@pytest.mark.parametrize(
    "sql",
    [
        "WITH t AS (SELECT * FROM ledger) SELECT count(*) FROM t",
        "FROM ledger SELECT count(*)",
        "SELECT count(*) FROM ledger -- 甲; DROP VIEW ledger",
        "SELECT count(*) FROM ledger WHERE district <> '; DROP VIEW ledger; --'",
    ],
)
def test_a_read_is_answered(run: Path, sql: str) -> None:
    """However it is written."""
    assert ask(run, sql, "--csv").stdout.splitlines()[1] == "2"


def test_what_is_no_run_is_refused(tmp_path: Path) -> None:
    """No folder, and a folder of something else; where duckdb is absent, status 3 and how to get it."""
    assert ask(tmp_path / "nowhere", "SELECT 1").exit_code == 2
    assert ask(tmp_path, "SELECT 1").exit_code == 2


def test_without_duckdb_the_letter_says_what_to_install(run: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Status 3."""
    monkeypatch.setitem(sys.modules, "duckdb", None)
    result = ask(run, "SELECT 1", "--json")
    assert result.exit_code == 3
    assert 'pip install "actuary[query]"' in json.loads(result.stdout)["errors"][0]["remedy"]


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sweep of fifteen million rows: 480 MB once loaded."""
    folder = tmp_path_factory.mktemp("sweep")
    (folder / "sweep.json").write_text('{"schema": "actuary.sweep/1"}', encoding="utf-8")
    columns = "i AS path, i * 0.5 AS receipts, hash(i) % 1000000 AS balance, hash(i + 1) % 1000000 AS subsidy"
    duckdb.sql(
        f"COPY (SELECT {columns} FROM range(15000000) r(i)) TO '{folder}/results.parquet' (ROW_GROUP_SIZE 122880)"
    )
    return folder


@pytest.mark.parametrize(
    ("sql", "form", "told"),
    [
        ("SELECT count(*) AS n, sum(receipts) AS r FROM results", "--csv", b"n,r\n15000000,56249996250000.0\n"),
        ("SELECT * FROM results", "--lang=en", b"path"),
        ("SELECT * FROM results WHERE path % 50 = 0", "--csv", b"path,receipts,balance,subsidy\n0,0.0,"),
    ],
)
def test_a_large_table_is_not_loaded(large: Path, sql: str, form: str, told: bytes) -> None:
    """Sums, the first rows, and a fiftieth of the rows one after another, each in 300 MB."""
    code = (
        "import sys; from pathlib import Path; from actuary.cli import main\n"
        "try:\n    main()\nexcept SystemExit as end:\n"
        "    print(Path('/proc/self/status').read_text().split('VmHWM:')[1].split()[0], file=sys.stderr)\n    raise\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "query", str(large), sql, form], check=True, capture_output=True, timeout=300
    )
    assert done.stdout.startswith(told)
    most = int(done.stderr.split()[-1]) * 1024
    assert most < 300 * MIB
