"""SQL over a written run (查询运行结果): its tables alone, to be read and nothing else, never loaded whole.

DuckDB reads the Parquet files where they lie. Before a query it is told which files there are and that no other may be
touched, that nothing is installed and that none of this may be changed; of statements it is given one SELECT alone.
"""

import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import chdir, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from actuary.errors import Both, EnvironmentProblem, Problem, problem
from actuary.runs.folder import MANIFEST, open_run

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

Row = tuple[Any, ...]
SWEEP = "sweep.json"
"""What the folder of a sweep holds instead of a manifest."""
AT_ONCE = 4096
"""Rows that are fetched together."""
_CLOSED = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "python_enable_replacements": "false",
}
_READ_ONLY = Both(
    "只接受一条 SELECT 查询（可以 WITH 开头）。", "One SELECT is taken, which may begin with WITH, and nothing else."
)


class Answer:
    """What a query comes to (查询结果): names of its columns, and its rows as they are fetched."""

    def __init__(self, base: "DuckDBPyConnection", tables: Sequence[str]) -> None:
        self._base, self._tables = base, tables
        self.columns = tuple(str(column[0]) for column in base.description or ())

    def rows(self) -> Iterator[Row]:
        """Every row, a few thousand of them at a time; raises Problem where one cannot be computed."""
        with _refusing(self._tables):
            while batch := self._base.fetchmany(AT_ONCE):
                yield from batch


def tables_of(folder: Path) -> list[str]:
    """Names of the tables of a run or a sweep; raises Problem where the folder is neither."""
    if not (folder / MANIFEST).is_file() and (folder / SWEEP).is_file():
        return sorted(path.stem for path in folder.glob("*.parquet") if not path.name.startswith("."))
    return list(open_run(folder).tables)


@contextmanager
def asked(folder: Path, sql: str) -> Iterator[Answer]:
    """The answer of a folder's tables to one SELECT.

    Raises Problem where it is none or cannot be answered, EnvironmentProblem where DuckDB is not installed. The working
    folder is the run's until this ends, so that no sign in its name means anything.
    """
    tables = tables_of(folder)
    duckdb = _duckdb()
    with tempfile.TemporaryDirectory(prefix="actuary-") as spilled, chdir(folder), _refusing(tables):
        base = duckdb.connect(":memory:", config=_CLOSED)
        try:
            _close(base, tables, spilled)
            statements = base.extract_statements(os.fsencode(sql).decode())  # as UTF-8, whatever the locale
            if [each.type for each in statements] != [duckdb.StatementType.SELECT]:
                raise Problem(_letter(_READ_ONLY, tables))
            base.execute(statements[0])
            yield Answer(base, tables)
        finally:
            base.close()


def _close(base: "DuckDBPyConnection", tables: Sequence[str], spilled: str) -> None:
    """Let in the files of the tables, each as a view of its name, and close the door."""
    files = ", ".join(_quoted(f"{table}.parquet", "'") for table in tables)
    base.execute(f"SET allowed_paths = [{files}]")
    base.execute(f"SET temp_directory = {_quoted(spilled, chr(39))}")
    base.execute("SET enable_progress_bar = false")
    base.execute("SET enable_external_access = false")
    base.execute("SET lock_configuration = true")
    for table in tables:
        file = _quoted(f"{table}.parquet", "'")
        base.execute(f"CREATE VIEW {_quoted(table, chr(34))} AS SELECT * FROM read_parquet({file})")


def _quoted(text: str, sign: str) -> str:
    """A text between signs, as SQL writes it."""
    return sign + text.replace(sign, 2 * sign) + sign


def _duckdb() -> Any:
    try:
        import duckdb
    except ImportError as fault:
        message = Both("没有安装 DuckDB。", "DuckDB is not installed.")
        remedy = Both('请执行 pip install "actuary[query]"。', 'Install it by pip install "actuary[query]".')
        raise EnvironmentProblem(problem("no_duckdb", message=message, remedy=remedy)) from fault
    return duckdb


@contextmanager
def _refusing(tables: Sequence[str]) -> Iterator[None]:
    """What DuckDB refuses, as a letter."""
    import duckdb

    try:
        yield
    except (duckdb.Error, UnicodeError) as fault:
        if isinstance(fault, duckdb.InterruptException):
            raise KeyboardInterrupt from fault
        said = " ".join(str(fault).split("\n\n")[0].split())
        raise Problem(
            _letter(Both(f"SQL 无法执行：{said}。", f"The SQL cannot be answered: {said}."), tables)
        ) from fault


def _letter(message: Both, tables: Sequence[str]) -> Any:
    remedy = Both(f"可查的表：{'、'.join(tables)}。", f"Tables: {', '.join(tables)}.")
    return problem("sql", message=message, remedy=remedy, field="SQL")
