"""The law in the report (法律): what is in force at the opening with its citation, and what changes after it."""

from collections.abc import Iterator

from actuary import months
from actuary.law.statute import Statute
from actuary.reporting.book.blocks import Block, Heading, Tabular
from actuary.reporting.book.making import Making
from actuary.reporting.statute import by_group, changes_table, group_name, law_table

OPENS = 1
"""First month of a year."""


def law_in_force(making: Making) -> Iterator[Block]:
    """A table a fund: what it asks and gives, document and article."""
    document = _statute(making).in_force((months.month(making.material.years[0], OPENS), None))
    acting = [entry for entry in document["parameters"] if not entry["memorandum"]]
    for group, entries in by_group(acting):
        name = group_name(group, making.words)
        yield Tabular(name, law_table(entries, making.words), _said(making, document["on"]))


def law_changes(making: Making) -> Iterator[Block]:
    """What begins, ends or changes between the opening and the horizon, as the rule set sees it."""
    first, last = months.month(making.material.years[0], OPENS), months.parse(str(making.material.verdict["to"]), "to")
    document = _statute(making).changed((first, None), (last, None))
    acting = [each for each in document["changes"] if not (each["after"] or each["before"] or {}).get("memorandum")]
    if not acting:
        yield Heading(making.words("law.none"))
        return
    for group, changes in by_group(acting):
        yield Tabular(
            group_name(group, making.words), changes_table(changes, making.words), _said(making, document["to"])
        )


def _said(making: Making, on: str) -> str:
    return making.caption(scope=making.words("law.scope", on=on))


def _statute(making: Making) -> Statute:
    return Statute(making.material.assumptions, str(making.material.verdict["rules"]))
