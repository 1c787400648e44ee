"""What is made beside the run for its report (随报告另作的测算): probability and remedies, or why there are none."""

from collections.abc import Callable
from dataclasses import replace
from math import ceil
from typing import TYPE_CHECKING

import click

from actuary.cli.progress import prepare_kernels, progress_bar
from actuary.errors import Both, Problem

if TYPE_CHECKING:
    from actuary.reporting.book.material import Material
    from actuary.reporting.language import Words
    from actuary.scenarios.asked import Asked

LEFT_OUT = Both("按 --plain 略去。", "Left out, by --plain.")
LEAST, NEAREST, MINUTE = 2, 5, 60
"""A shorter wait is not told of; to how many seconds a wait is told; from where on in minutes [s]."""


def look_ahead(material: "Material", asked: "Callable[[], Asked]", words: "Words", *, plain: bool) -> None:
    """Put beside the run those documents of its outlook that were not given, or why one cannot be made.

    `asked`: tells what the run was made of; `plain`: leave out what is not given.
    """
    from actuary.scenarios.asked import study_of
    from actuary.uncertainty.outlook import KINDS, Outlook, balances

    missing = [kind for kind in KINDS if kind not in material.documents]
    if plain:
        material.absent |= dict.fromkeys(missing, LEFT_OUT)
        return
    with material.run.understood():
        said = balances(material.verdict["funds"])
    with progress_bar() as told:
        outlook = Outlook(
            material.manifest["run"],
            said,
            lambda: study_of(asked()),
            lambda: prepare_kernels(words("page.compiling"), paths=True),
            told,
            lambda kind, seconds: _wait(kind, seconds, words),
        )
        for kind in missing:
            try:
                material.documents[kind] = outlook.document(kind)
            except Problem as wrong:
                material.absent[kind] = _why(wrong)


def _wait(kind: str, seconds: float, words: "Words") -> None:
    """Say on standard error what is being made, and about how long that takes."""
    if seconds < LEAST:
        return
    unit, size = ("seconds", NEAREST) if seconds < MINUTE - NEAREST else ("minutes", MINUTE)
    number = ceil(seconds / size) * (NEAREST if unit == "seconds" else 1)
    click.echo(words(f"wait.{kind}", about=words(f"wait.{unit}", number=number)), err=True)


def _why(wrong: Problem) -> Both:
    """What a problem says, and what to do; places on this machine are left out."""
    letter = replace(wrong.letters[0], file=None, line=None, column=None)
    return Both(letter.said("zh"), letter.said("en"))
