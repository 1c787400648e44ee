"""`actuary benefit KIND`: one person's benefit of a fund, or a table of persons (单项待遇测算)."""

from importlib import import_module
from pathlib import Path
from typing import Any

import click

from actuary.cli.cases import answer_cases, case_options
from actuary.persons.benefits.columns import BenefitColumns, kinds


@click.group("benefit")
def command() -> None:
    """Compute a benefit for the persons of FILE (CSV or Excel), or for one by options (单项待遇测算).

    Each part comes with its rule and article. docs/cases.md lists the columns and their Chinese headings.
    """


def _of(kind: BenefitColumns) -> click.Command:
    @click.command(kind.key, help=f"{kind.title.en} ({kind.title.zh}).")
    @case_options(kind.columns)
    def of_kind(
        file: Path | None, rules: str | None, as_json: bool, out: Path | None, lang: str | None, **given: Any
    ) -> None:
        from actuary.persons.benefits.benefit import benefit_answer

        benefit = import_module(f"actuary.persons.benefits.{kind.module}").BENEFIT

        def compute(grid: Any, view: Any, language: str) -> Any:
            return benefit_answer(benefit, grid, view, language)

        answer_cases(kind.columns, compute, file, given, rules=rules, as_json=as_json, out=out, lang=lang)

    return of_kind


for _kind in kinds():
    command.add_command(_of(_kind))
