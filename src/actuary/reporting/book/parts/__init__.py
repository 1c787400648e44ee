"""Parts of the report (报告各部分) by the name that the outline calls them."""

from collections.abc import Callable, Iterator, Mapping

from actuary.reporting.book.blocks import Block
from actuary.reporting.book.making import Making
from actuary.reporting.book.parts import beliefs, beside, budgets, checks, front, laws, money, people, terminal

Part = Callable[[Making], Iterator[Block]]

PARTS: Mapping[str, Part] = {
    **{name: terminal.part(name) for name in terminal.TABLES},
    "cover": front.cover,
    "first_page": front.first_page,
    "findings": front.findings,
    "holdings": front.holdings,
    "law_in_force": laws.law_in_force,
    "law_changes": laws.law_changes,
    "payers": money.payers,
    "sankey": money.sankey,
    "flows": money.flows,
    "months": money.months,
    "tiles": money.tiles,
    "unsourced": beliefs.unsourced,
    "sources": beliefs.sources,
    "changed": beliefs.changed,
    "assumptions": beliefs.assumptions,
    "pyramid": people.pyramid,
    "statuses": people.statuses,
    "members": people.members,
    "pensions": people.pensions,
    "ages": people.ages,
    "budgets": budgets.budgets,
    "identities": checks.identities,
    "clause_map": checks.clause_map,
    "files": checks.files,
    "glossary": checks.glossary,
    "review": checks.review,
    "opinion": checks.opinion,
    "signature": checks.signature,
    "compare": beside.compare,
    "solve": beside.solve,
    "frontier": beside.frontier,
    "sensitivity": beside.sensitivity,
    "stress": beside.stress,
    "paths": beside.paths,
    "simulate": beside.simulate,
    "attribute": beside.attribute,
    "award": beside.award,
    "benefit": beside.benefit,
    "backtest": beside.backtest,
    "experience": beside.experience,
}
