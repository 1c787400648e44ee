"""Tables that the terminal prints too (终端同表): the same cells, in the section where they belong."""

from collections.abc import Callable, Iterator

from actuary.reporting import evidence, memoranda, results, triggers
from actuary.reporting.book.blocks import Block
from actuary.reporting.book.making import Making
from actuary.reporting.layout import Page, Section

TABLES: dict[str, Callable[[Page], Section | None]] = {
    "summary": results.summary,
    "funds": results.funds,
    "pools": results.pools,
    "ratios": results.ratios,
    "tests": results.tests,
    "reconciliation": evidence.reconciliation,
    "participants": evidence.participants,
    "aggregates": evidence.aggregates,
    "inputs": evidence.inputs,
    "replaced": evidence.replaced,
    "triggers": triggers.triggers,
    "tails": evidence.tails,
    "levels": evidence.levels,
    "memoranda": memoranda.memoranda,
    "work_injury": memoranda.work_injury,
}


def part(name: str) -> Callable[[Making], Iterator[Block]]:
    """The part that shows one of the terminal's tables."""

    def build(making: Making) -> Iterator[Block]:
        found = making.tabular(TABLES[name](making.page))
        if found is not None:
            yield found

    return build
