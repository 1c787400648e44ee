"""What the ledgers of a run are kept from, as plain arrays (台账依据): flows, rules and opening balances, pooled."""

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from actuary.funds.books import ENTRUSTED
from actuary.funds.ledgers import Key
from actuary.kernels import paths as kernel
from actuary.kernels.paths import contracts as axis
from actuary.scenarios.outcome import Case, Outcome, flows_of
from actuary.scenarios.study import Study
from actuary.schemes.postings import Posting, Postings
from actuary.uncertainty.reads import Read, positions_at, reads_of, told
from actuary.valuation.acting import PAID
from actuary.valuation.lines import LINES, is_spent

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]
RULES = (
    "interest",
    "invested",
    "pension_subsidy",
    "stabilisation_share",
    "stabilisation_take_up",
    "stabilisation_months",
    "reserve_share",
    "reserve_cap",
    "national_share",
    "spending_2015",
    "contributions_2015",
    "unemployment_spending_2015",
)
"""Rules of the ledgers in the kernel's order."""
PLACES = (
    ("employee_pension", "enterprise"),
    ("employee_pension", "public"),
    ("unemployment", "pooled"),
    ("work_injury", "pooled"),
    ("work_injury", "reserve"),
)
"""Ledgers on which something acts, in the kernel's order."""
assert len(RULES) == axis.RULES


class Cash(NamedTuple):
    """Flows and rules by month `[R + RULES, T]`, opening balances `[L]` [yuan]; what dates of law read before the run,
    and their lines `[J, TOLD]`."""

    rows: FloatArray
    opening: FloatArray
    reads: FloatArray


@dataclass(frozen=True)
class Layout:
    """What the rows are (行的含义): ledgers `[L]`; flows `[R]`, lags added up where no law reads them apart; dates of
    law `[J]`."""

    ledgers: tuple[Key, ...]
    flows: tuple[Posting, ...]
    months: IntArray
    reads: tuple[Read, ...]

    @cached_property
    def years(self) -> IntArray:
        """Calendar years of the run, in part or whole `[Y]`."""
        return np.unique(self.months // 12)

    def cash(self, case: Case) -> Cash:
        """The pooled cash of a case before law reads any ledger."""
        (postings, rules, held), pooling = flows_of(case)
        rows = np.concatenate((self.rows(postings), np.zeros((len(RULES), len(self.months)))))
        for q, name in enumerate(RULES):
            value = getattr(rules, name)
            rows[len(self.flows) + q] = rules.interest if value is None else value
        opening = np.array([float(np.sum(held.get(key, 0.0))) for key in self.ledgers])
        return Cash(rows, opening, told(self.reads, positions_at(case.assembled, held, pooling)))

    def rows(self, postings: Postings) -> FloatArray:
        """The pooled flows of postings `[R, T]` [yuan]."""
        places = {flow: row for row, flow in enumerate(self.flows)}
        rows = np.zeros((len(self.flows), len(self.months)))
        for posting, cash in postings.items():
            rows[places[row_of(posting)]] += cash.sum(axis=1)
        return rows

    def line(self, key: Key) -> int:
        """The line that a ledger belongs to."""
        return next(i for i, line in enumerate(LINES) if line.fund == key[0] and key[1] in line.ledgers)


def row_of(posting: Posting) -> Posting:
    """The row of a posting: what employers pay keeps its lag, for law that changes their rate reads it."""
    return posting if posting.item == PAID else posting._replace(lag=0)


def layout_of(study: Study) -> Layout:
    """The rows of a study's runs, and the dates at which law reads them."""
    base = study.base
    a, evaluation, triggers = base.assembled, base.evaluation, study.prepared.assumptions.triggers.values()
    postings = evaluation.setting.postings
    flows = tuple(sorted({row_of(posting) for posting, _ in postings.items()}))
    reads = reads_of(a, triggers, positions_at(a, evaluation.opening_balances, base.pooling))
    return Layout(tuple(postings.ledgers()), flows, evaluation.setting.months, reads)


def central_rows(layout: Layout, outcome: Outcome, before: Cash) -> FloatArray:
    """Flows of a run as law on its ledgers left them, and its rules `[R + RULES, T]`; `before` law read any."""
    flows = layout.rows(outcome.evaluation.setting.postings)
    return np.concatenate((flows, before.rows[len(flows) :]))


def frame_of(layout: Layout, outcome: Outcome) -> kernel.Frame:
    """Ledgers, lines and calendar as the kernel asks for them."""
    rules, months = outcome.evaluation.rules, layout.months
    place = {key: x for x, key in enumerate(layout.ledgers)}
    mergers = [m for m in rules.mergers if m.joining.closing in place and m.joining.into in place]
    lengths = np.array([(months // 12 == year - 1).sum() for year in months // 12])
    return kernel.Frame(
        np.array([layout.line(key) for key in layout.ledgers]),
        np.array([rules.invested is not None and fund in ENTRUSTED for fund, _ in layout.ledgers]),
        np.array([place.get(key, -1) for key in PLACES]),
        months % 12,
        np.searchsorted(layout.years, months // 12),
        lengths == 12,
        rules.subsidy_parts,
        np.array([place[m.joining.closing] for m in mergers], dtype=np.int64),
        np.array([place[m.joining.into] for m in mergers], dtype=np.int64),
        np.array([m.merged for m in mergers], dtype=bool).reshape(len(mergers), len(months)),
    )


def flags_of(layout: Layout) -> NDArray[np.bool_]:
    """What each row is `[R, FLAGS]`."""
    return np.array(
        [
            [
                flow.item.startswith("contribution"),
                flow.item.startswith("benefit"),
                flow.item.startswith("transfer."),
                is_spent(flow.fund, flow.account, flow.item),
                flow.item == "ordinary_subsidy",
                flow.item == PAID,
            ]
            for flow in layout.flows
        ]
    )
