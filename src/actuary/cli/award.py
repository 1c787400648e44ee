"""`actuary award`: one person's employee pension, or a table of persons (养老金核定)."""

from pathlib import Path

import click

from actuary.cli.cases import answer_cases, case_options
from actuary.persons.award_columns import award_columns

COLUMNS = award_columns()


@click.command("award")
@case_options(COLUMNS)
@click.option("--schedule", metavar="NAME", help="Ages for all: 1978, 2024, cass-2015, mohrss-2016 or a file.")
def command(
    file: Path | None,
    rules: str | None,
    as_json: bool,
    out: Path | None,
    lang: str | None,
    schedule: str | None,
    **given: str | None,
) -> None:
    """Award pensions for the persons of FILE (CSV or Excel), or for one by options (养老金核定).

    When each may retire, whether a pension is due and why, and each part with its rule and article. Bad rows are
    told and left out of the totals. docs/cases.md lists the columns and their Chinese headings.
    """
    from actuary.persons.award_answer import award_answer

    answer_cases(
        COLUMNS, award_answer, file, given, schedule=schedule, rules=rules, as_json=as_json, out=out, lang=lang
    )
