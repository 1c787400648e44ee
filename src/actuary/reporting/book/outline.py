"""The order of the report (报告目录): each section a file that says what stands in it, in both languages."""

from collections.abc import Sequence
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

import yaml

from actuary.reporting.language import Words

FOLDER = "sections"
SPOKEN = ("say", "note")
"""Blocks that are words."""


class Told(NamedTuple):
    """A section as its file tells it (一节的提纲): `blocks` are mappings of one key, in order; what stands before the
    contents has no number."""

    key: str
    zh: str
    en: str
    blocks: Sequence[dict[str, Any]]
    numbered: bool = True


def titles(told: Sequence[Told], words: Words) -> dict[str, str]:
    """The title of each section by its key, with its number where it has one."""
    found, number = {}, 0
    for each in told:
        number += each.numbered
        name = each.zh if words.language == "zh" else each.en
        found[each.key] = words("report.numbered", number=number, name=name) if each.numbered else name
    return found


@cache
def outline() -> tuple[Told, ...]:
    """Every section in order of the files' names."""
    files = sorted(resources.files(__package__).joinpath(FOLDER).iterdir(), key=lambda file: file.name)
    return tuple(
        Told(**yaml.load(file.read_text("utf-8"), yaml.CSafeLoader)) for file in files if file.name.endswith(".yaml")
    )
