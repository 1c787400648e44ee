"""`actuary quantities`: every name that tables, reports and tests use (量的登记册)."""

import json
from collections.abc import Iterator

import click

from actuary.reporting.language import choose
from actuary.vocabulary.registry import document

_SECTIONS = (
    ("funds", "基金"),
    ("accounts", "账户"),
    ("items", "收支项目"),
    ("benefits", "待遇项目"),
    ("categories", "人员类别"),
    ("statuses", "人员状态"),
    ("members", "参保人数"),
    ("registers", "名册"),
    ("memoranda", "备查"),
    ("measures", "指标"),
    ("tests", "检验"),
    ("districts", "区"),
    ("pools", "统筹方式"),
)


@click.command("quantities")
@click.option("--json", "as_json", is_flag=True, help="Print the whole registry as one document.")
@click.option("--lang", type=click.Choice(["zh", "en"]), help="Language of the formulas; else by the locale.")
def command(as_json: bool, lang: str | None) -> None:
    """Print the registry of names: funds, items, statuses, measures, tests, pools (量的登记册)."""
    if as_json:
        click.echo(json.dumps(document(), ensure_ascii=False, indent=1).encode())
    else:
        click.echo("\n".join(_page("formula_zh" if choose(lang) == "zh" else "formula")).encode())


def _page(formula: str) -> Iterator[str]:
    """A line a name, by section; then each quantity with its unit and formula."""
    listed = document()
    for section, zh in _SECTIONS:
        yield f"{section} {zh}"
        for entry in listed[section]:
            yield f"  {entry['key']}  {entry['zh']}  {entry['en']}"
    yield "quantities 量"
    for entry in listed["quantities"]:
        yield f"  {entry['key']}  {entry['zh']}  [{entry['unit']}]  {entry[formula]}"
