"""`actuary law`: the law in force with its citations, or what changed between two dates (法规查询)."""

from datetime import date
from typing import Any

import click

from actuary import data, months
from actuary.cli.usage import RULES
from actuary.errors import Both, Problem, problem
from actuary.reporting.language import choose
from actuary.written import written


@click.command("law")
@click.argument("fund", required=False)
@click.option("--on", "on", metavar="DATE", help="YYYY-MM or YYYY-MM-DD; by default this month.")
@click.option("--diff", nargs=2, metavar="DATE1 DATE2", help="What changed after DATE1 up to DATE2.")
@click.option("--rules", type=click.Choice(RULES[::-1]), default="hindsight", help="Which law counts as known.")
@click.option("--json", "as_json", is_flag=True, help="Print one document and nothing else.")
@click.option("--lang", type=click.Choice(["zh", "en"]), help="Language; else by the locale.")
def command(
    fund: str | None, on: str | None, diff: tuple[str, str] | None, rules: str, as_json: bool, lang: str | None
) -> None:
    """List the law in force for FUND, or for all, with citations (法规查询).

    FUND is one of the seven funds (its Chinese name will do), or a group that belongs to no single one: common,
    investment, pooling, reserves. `hindsight` (the default here) sees all that was decreed; `known-2016` what was
    known when the plan was made, sunsets included.
    """
    from actuary.dated import load_assumptions
    from actuary.law.statute import KEYS, Statute

    if on is not None and diff is not None:
        message = Both("--on 与 --diff 不能同用。", "--on and --diff cannot be used together.")
        raise Problem(problem("usage", message=message, remedy=Both("请只用一个。", "Use one of them."), field="--on"))
    fund = KEYS.get(fund or "", fund)
    statute = Statute(load_assumptions(data.root()), rules)
    if diff is not None:
        first, last = (months.parse_date(day, "--diff") for day in diff)
        _show(statute.changed(first, last, fund), as_json, lang)
    else:
        day = months.parse_date(f"{date.today():%Y-%m}" if on is None else on, "--on")
        _show(statute.in_force(day, fund), as_json, lang)


def _show(document: dict[str, Any], as_json: bool, lang: str | None) -> None:
    if as_json:
        click.echo(written(document).encode())
        return
    from actuary.reporting.statute import render_changes, render_law
    from actuary.reporting.terminal import console_for

    render = render_changes if "changes" in document else render_law
    render(document, choose(lang), console_for())
