"""`actuary backtest`: what was projected from what was known on the day, against what came (回溯检验)."""

import json
from datetime import UTC, datetime
from pathlib import Path

import click

from actuary.cli.progress import prepare_kernels, progress_bar
from actuary.errors import Both, Problem, problem


@click.command("backtest")
@click.argument("valuations", nargs=-1, metavar="[VALUATION...]")
@click.option("--write", is_flag=True, help="Keep the errors of all back-tests beside the assumptions.")
@click.option("--out", type=click.Path(path_type=Path), metavar="FOLDER", help="Write backtest.json and tables here.")
@click.option("--json", "as_json", is_flag=True, help="Print the document and nothing else.")
@click.option("--lang", type=click.Choice(["zh", "en"]), help="Language; else by the locale.")
def command(valuations: tuple[str, ...], write: bool, out: Path | None, as_json: bool, lang: str | None) -> None:
    """Hold back-tests, all that ship or those named, against what came: by fund, item and year, errors by horizon
    (回溯检验)."""
    from actuary import data
    from actuary.backtest.documents import document, to_keep
    from actuary.backtest.noise import FILE
    from actuary.backtest.outcomes import back_tests
    from actuary.dated import load_assumptions
    from actuary.reporting.language import Words, choose

    words = Words(choose(lang))
    assumptions = load_assumptions(data.root())
    if write and valuations:
        raise Problem(
            problem(
                "usage",
                message=Both(
                    "--write 写出全部回溯检验的误差，不能只写几个。", "--write keeps the errors of all back-tests."
                ),
                remedy=Both("请去掉估值名称，或去掉 --write。", "Leave out the names, or --write."),
                field="--write",
            )
        )
    asked = back_tests(assumptions, valuations)
    prepare_kernels(words("page.compiling"))
    from actuary.backtest.testing import back_test

    tests = []
    with progress_bar() as told:
        for done, name in enumerate(asked, start=1):
            tests.append(back_test(name))
            told(done, len(asked))
    found = document(tests)
    if write:
        kept = to_keep(found, datetime.now(UTC).date().isoformat())
        path = data.root() / FILE
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    if out is not None:
        from actuary.backtest.documents import flat
        from actuary.runs.folder import write_run

        files = {file for each in tests for file in each.files}
        write_run(out, flat(found), {"backtest": found}, sorted(files), {"valuations": asked})
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False, indent=1, allow_nan=False).encode())
    else:
        from actuary.reporting.backtest import render
        from actuary.reporting.terminal import console_for

        render(found, words.language, console_for())
