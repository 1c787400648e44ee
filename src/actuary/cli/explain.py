"""`actuary explain`: how a quantity comes about, down to the sources (解释)."""

import re
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import click

from actuary import data, months
from actuary.cli.usage import rules_option
from actuary.reporting.language import choose
from actuary.written import written

if TYPE_CHECKING:
    from actuary.explaining.values import RunValues

_YEAR = re.compile(r"\d{4}", re.ASCII)


@click.command("explain")
@click.argument("quantity")
@click.option("--on", metavar="DATE", help="Month (or with --run a year): by default the opening, or the last year.")
@click.option("--run", "folder", type=click.Path(path_type=Path), metavar="FOLDER", help="Read values from this run.")
@rules_option("Which law; else that of the valuation or run.")
@click.option("--deep", is_flag=True, help="Explain each input likewise, down to the sources.")
@click.option("--json", "as_json", is_flag=True, help="Print one document and nothing else.")
@click.option("--lang", type=click.Choice(["zh", "en"]), help="Language; else by the locale.")
def command(
    quantity: str, on: str | None, folder: Path | None, rules: str | None, deep: bool, as_json: bool, lang: str | None
) -> None:
    """Explain QUANTITY: formula, parameters in force with citations, inputs, value (解释).

    QUANTITY is a name of `actuary quantities`, or of law, belief, opening or a printed figure:
    employee_pension.balance,
    employee_pension.enterprise.benefit.basic, people.dormant, law.employee_pension.employer_rate.
    """
    from actuary.explaining import Store, explain

    year = on is not None and folder is not None and _YEAR.fullmatch(on) is not None
    month = None if on is None else months.parse(f"{on}-12" if year else on, "--on")
    period = None if month is None else str(on) if year else months.text(month)
    values = None if folder is None else _values(folder, period)
    options = {} if values is None else values.run.manifest["options"]
    store = Store(data.root(), options.get("valuation"), rules or options.get("rules"), options.get("basis"))
    if month is not None and values is not None:
        _within(str(period), store.valuation.opening, str(options.get("to")))
    at = month if month is not None else _default(store.valuation.opening, options.get("to"))
    with nullcontext() if values is None else values.run.understood():
        document = explain(store, quantity, at, values, deep)
    if as_json:
        click.echo(written(document).encode())
        return
    from actuary.reporting.explanation import page

    click.echo("\n".join(page(document, choose(lang))).encode())


def _within(period: str, opening: int, last: str) -> None:
    """Raises Problem where a month or a year lies outside the months of a run."""
    from actuary.errors import Both, Problem, problem

    first = months.text(opening)
    if first[: len(period)] <= period <= last[: len(period)]:
        return
    message = Both(
        f"这次运行没有 {period}：它从 {first} 到 {last}。", f"The run has no {period}: it is {first} to {last}."
    )
    raise Problem(problem("period", message=message, remedy=Both("请改日期。", "Choose another date."), field="--on"))


def _default(opening: int, to: str | None) -> int:
    """The month looked at without --on: the last of the run, else the opening."""
    return opening if to is None else months.parse(to)


def _values(folder: Path, period: str | None) -> "RunValues":
    """What a run folder says; its tables are read with heavier libraries."""
    from actuary.explaining.values import RunValues

    return RunValues(folder, period)
