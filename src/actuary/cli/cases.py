"""What commands on single cases share (个案命令): options from columns, a file or one case in, answer out."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from actuary.cli.usage import Decorator, rules_option
from actuary.errors import Both, Problem, problem
from actuary.reporting.language import choose

if TYPE_CHECKING:
    from actuary.persons.answer import Answer
    from actuary.persons.view import View
    from actuary.sheets.columns import Column
    from actuary.sheets.reading import Grid

    Compute = Callable[[Grid, View, str], Answer]

NOTHING_USABLE = 2


def case_options(columns: Iterable["Column"]) -> Decorator:
    """The options of a command on cases: a file or one option a column, and what is common to all."""

    def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
        for option in reversed([*_columns(columns), *_common()]):
            function = option(function)
        return click.argument("file", required=False, type=click.Path(path_type=Path))(function)

    return decorate


def _columns(columns: Iterable["Column"]) -> list[Decorator]:
    options: list[Decorator] = []
    for column in columns:
        words = f"{column.help.en} ({column.help.zh})"
        if tuple(column.choices) == ("yes", "no"):
            options.append(click.option(column.option, column.name, is_flag=False, flag_value="yes", help=words))
            continue
        options.append(click.option(column.option, column.name, metavar=_shape(column), help=words))
    return options


def _shape(column: "Column") -> str:
    """How the value of an option is written."""
    if column.choices:
        return "|".join(column.choices)
    if column.kind == "month":
        return "YYYY-MM-DD" if column.name == "date" else "YYYY-MM"
    return "TEXT" if column.kind == "text" else "N"


def _common() -> list[Decorator]:
    return [
        rules_option("Which law counts; else all of it."),
        click.option("--json", "as_json", is_flag=True, help="Print one document and nothing else."),
        click.option("--out", type=click.Path(path_type=Path), metavar="FILE", help="Write the cases as CSV or XLSX."),
        click.option("--lang", type=click.Choice(["zh", "en"]), help="Language; else by the locale."),
    ]


def answer_cases(
    columns: Iterable["Column"],
    compute: "Compute",
    file: Path | None,
    given: dict[str, str | None],
    *,
    schedule: str | None = None,
    rules: str | None,
    as_json: bool,
    out: Path | None,
    lang: str | None,
) -> None:
    """Compute the cases of a file, or the one that the options give, and tell them; exit 2 if none is usable."""
    from actuary.persons.view import view
    from actuary.sheets.reading import one_row, read_grid
    from actuary.sheets.writing import check_target, write_table

    language = choose(lang)
    _one_of(file, given, columns)
    if out is not None:
        check_target(out, file)
    grid = one_row(given) if file is None else read_grid(file)
    answer = compute(grid, view(rules, schedule), language)
    if file is None and answer.count == 0:
        raise _letters(answer, {column.name: column.option for column in columns})
    if out is not None and answer.count:
        write_table(out, answer.tables())
    if as_json:
        click.echo(answer.document().encode())
    else:
        from actuary.reporting.cases import show

        show(answer, single=file is None)
    if out is not None and answer.count:
        click.echo(_WRITTEN.said(language).format(out).encode(errors="backslashreplace"), err=True)
    if answer.count == 0:
        raise SystemExit(NOTHING_USABLE)


_WRITTEN = Both("已写入 {}", "written to {}")


def _one_of(file: Path | None, given: dict[str, str | None], columns: Iterable["Column"]) -> None:
    """A file or the options of one case, not both and not neither."""
    named = any(value is not None for value in given.values())
    if named != (file is not None):
        return
    listed = list(columns)
    needed = " ".join(column.option for column in listed if column.required) or listed[1].option
    message = Both("文件与个案选项只能给一种。", "Give either a file or the options of one case, not both.")
    if not named:
        message = Both("既没有文件，也没有个案选项。", "Neither a file nor the options of a case are given.")
    remedy = Both(f"写 FILE，或写 {needed} 等选项。", f"Name a FILE, or give {needed} and so on.")
    raise Problem(problem("usage", message=message, remedy=remedy))


def _letters(answer: "Answer", options: dict[str, str]) -> Problem:
    """The errors of one case as letters, by option."""
    remedy = Both("见 --help。", "See --help.")
    found = answer.cells.letters(options, remedy)
    return Problem(*found)
