"""`actuary reforms`: the reforms that ship, from when each acts, and what it changes (随附方案目录)."""

from collections.abc import Iterator

import click

from actuary import data
from actuary.months import text
from actuary.reporting.language import Words, choose


@click.command("reforms")
@click.argument("part", required=False)
@click.option("--lang", type=click.Choice(["zh", "en"]), help="Language; else by the locale.")
def command(part: str | None, lang: str | None) -> None:
    """List the reforms that ship, or those in whose name, title or parameters PART stands (随附方案目录)."""
    from actuary.errors import Both, Problem, problem

    found = list(_lines(part or "", Words(choose(lang))))
    if not found:
        message = Both(f"没有与“{part}”有关的方案。", f"No reform has to do with {part!r}.")
        remedy = Both("不写名称则列出全部。", "Without it all are listed.")
        raise Problem(problem("reform", message=message, remedy=remedy, field="PART"))
    click.echo("\n".join(found).encode())


def _lines(part: str, words: Words) -> Iterator[str]:
    """Name, title, tag and first month of a reform, and below them the parameters that it changes."""
    from actuary.dated import load_assumptions, load_reforms, shipped_reforms

    root = data.root()
    assumptions = load_assumptions(root)
    for name in shipped_reforms(root):
        (reform,) = load_reforms([name], assumptions, "plan", root)
        changed = list(dict.fromkeys(change.name for change in reform.changes))
        begins = [change.from_ for change in reform.changes]
        if reform.pooling is not None:
            changed.append(f"pooling: {reform.pooling.rule}")
            begins.append(reform.pooling.from_)
        if any(part in said for said in (name, reform.zh, *changed)):
            title = f"  {reform.zh}" if words.language == "zh" else ""
            since = f"  {text(min(begins))}" if begins else ""
            yield f"{name}{title}{since}  {words.term('tag', reform.tag)}"
            yield from (f"    {each}" for each in changed)
