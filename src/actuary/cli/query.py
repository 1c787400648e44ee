"""`actuary query`: SQL over the tables of a written run, to be read and nothing else (查询运行结果)."""

import csv
import io
import json
import math
import tempfile
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from actuary.cli import aside
from actuary.cli.texts import say
from actuary.reporting.language import choose

if TYPE_CHECKING:
    from actuary.runs.querying import Answer

SHOWN = 200
"""Rows of the page."""
COPIED = 1 << 20


@click.command("query")
@click.argument("run", type=click.Path(path_type=Path), metavar="RUN")
@click.argument("sql", metavar="SQL")
@click.option("--csv", "as_csv", is_flag=True, help="Print all rows as CSV (UTF-8) and nothing else.")
@click.option("--json", "as_json", is_flag=True, help="Print all rows as one document and nothing else.")
@click.option("--lang", type=click.Choice(["zh", "en"]), help="Language; else by the locale.")
def command(run: Path, sql: str, as_csv: bool, as_json: bool, lang: str | None) -> None:
    """Answer one SELECT over the tables of RUN, a run or a sweep (查询运行结果); needs the extra `query` (DuckDB).

    Tables are named as their files: ledger, balances, people, measures ... Nothing is written, and no other file read.
    """
    from actuary.runs.querying import asked

    with asked(run, sql) as answer:
        if as_csv or as_json:
            _print(_csv(answer) if as_csv else _json(answer))
        else:
            _page(answer, choose(lang))


def _print(parts: Iterable[str]) -> None:
    """Parts of a document on standard output once all of them are there; in between they are on the disk."""
    with tempfile.TemporaryFile() as whole:
        for part in parts:
            whole.write(part.encode(errors="replace"))
        whole.seek(0)
        while content := whole.read(COPIED):
            click.echo(content, nl=False)


def _csv(answer: "Answer") -> Iterator[str]:
    """Rows as CSV; text that a spreadsheet would take for a formula has an apostrophe before it."""
    from actuary.sheets.writing import FORMULA

    line = io.StringIO()
    writer = csv.writer(line, lineterminator="\n")
    for row in chain([answer.columns], answer.rows()):
        writer.writerow([_harmless(value, FORMULA) for value in row])
        yield line.getvalue()
        line.seek(0)
        line.truncate()


def _harmless(value: object, formula: tuple[str, ...]) -> object:
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return f"'{value}" if isinstance(value, str) and value.startswith(formula) else value


def _json(answer: "Answer") -> Iterator[str]:
    """One document, row by row; what is missing or no number is null."""
    yield '{\n "schema": "actuary.query/1",\n "columns": ' + _text(answer.columns) + ',\n "rows": ['
    before = "\n  "
    for row in answer.rows():
        yield before + _text([_plain(value) for value in row])
        before = ",\n  "
    yield "\n ]\n}\n"


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def _plain(value: Any) -> Any:
    """A value as JSON has it; dates, decimals and the like as text."""
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, dict):
        return {str(key): _plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return value if value is None or isinstance(value, str | int | bool) else str(value)


def _shown(value: object) -> str:
    """A value on the page: what is missing as a dash, a number without the noise of its last digits."""
    if isinstance(value, float):
        return f"{value:.12g}" if math.isfinite(value) else "—"
    return "—" if value is None else str(value)


def _page(answer: "Answer", language: str) -> None:
    """The first rows as a table, numbers to the right."""
    from rich.text import Text

    from actuary.errors import printable
    from actuary.reporting.layout import plain_table
    from actuary.reporting.terminal import console_for

    rows = list(islice(answer.rows(), SHOWN + 1))
    table = plain_table()
    for place, name in enumerate(answer.columns):
        numbers = all(isinstance(row[place], int | float | None) for row in rows)
        table.add_column(Text(printable(name)), justify="right" if numbers else "left", overflow="fold")
    for row in rows[:SHOWN]:
        table.add_row(*(Text(printable(_shown(value))) for value in row))
    console_for().print(table)
    if len(rows) > SHOWN:
        aside(say("query.more", language, shown=SHOWN))
