"""What the ledgers of a run are kept from, as plain arrays (台账依据): flows, rules and opening balances, pooled."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from actuary.funds.books import ENTRUSTED
from actuary.funds.ledgers import Key
from actuary.kernels import paths as kernel
from actuary.kernels.paths import contracts as axis
from actuary.scenarios.study import Outcome
from actuary.schemes.postings import Posting
from actuary.valuation.acting import PAID, Effects, positions_of
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
    """Flows and rules by month `[R + RULES, T]`, opening balances `[L]` [yuan]."""

    rows: FloatArray
    opening: FloatArray


@dataclass(frozen=True)
class Layout:
    """What the rows are (行的含义): ledgers `[L]`, and flows `[R]`: lags added up where no law reads them apart."""

    ledgers: tuple[Key, ...]
    flows: tuple[Posting, ...]
    months: IntArray

    @cached_property
    def years(self) -> IntArray:
        """Calendar years of the run, in part or whole `[Y]`."""
        return np.unique(self.months // 12)

    def cash(self, outcome: Outcome) -> Cash:
        """The pooled cash of a run."""
        places = {flow: row for row, flow in enumerate(self.flows)}
        rows = np.zeros((len(self.flows) + len(RULES), len(self.months)))
        for posting, cash in outcome.evaluation.setting.postings.items():
            rows[places[row_of(posting)]] += cash.sum(axis=1)
        rules = outcome.evaluation.rules
        for q, name in enumerate(RULES):
            value = getattr(rules, name)
            rows[len(self.flows) + q] = rules.interest if value is None else value
        held = outcome.evaluation.opening_balances
        return Cash(rows, np.array([float(np.sum(held.get(key, 0.0))) for key in self.ledgers]))

    def line(self, key: Key) -> int:
        """The line that a ledger belongs to."""
        return next(i for i, line in enumerate(LINES) if line.fund == key[0] and key[1] in line.ledgers)


def row_of(posting: Posting) -> Posting:
    """The row of a posting: what employers pay keeps its lag, for law that changes their rate reads it."""
    return posting if posting.item == PAID else posting._replace(lag=0)


def layout_of(outcome: Outcome) -> Layout:
    """The rows of a run."""
    postings = outcome.evaluation.setting.postings
    flows = tuple(sorted({row_of(posting) for posting, _ in postings.items()}))
    return Layout(tuple(postings.ledgers()), flows, outcome.evaluation.setting.months)


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


class Read(NamedTuple):
    """A date at which law reads a line's position on the path itself (路径内触发)."""

    line: int
    month: int
    at_least: float | None
    under: float | None
    effects: Effects


def dates_of(outcome: Outcome) -> tuple[kernel.Dates, tuple[str, ...]]:
    """Dates at which law reads the position of the path itself, and the triggers whose readings stay as the central
    run decided: those of the province, and of the opening."""
    a, evaluation = outcome.assembled, outcome.evaluation
    positions = positions_of(a, evaluation, outcome.pooling, lambda fund: outcome.ledgers)
    triggers = {reading.trigger.name: reading.trigger for reading in evaluation.decided}
    found, held = list[Read](), set[str]()
    for name, trigger in sorted(triggers.items()):
        line = next(i for i, line in enumerate(LINES) if (line.fund, line.account) == (trigger.fund, trigger.account))
        for term in positions.terms(trigger):
            effects = Effects(trigger, term, a)
            if trigger.region != "city" or term.measured < positions.first:
                held.add(name)
            elif effects.any():
                found.append(Read(line, term.measured - positions.first, *positions.lines(trigger, term), effects))
    return dates_told(found, a.months), tuple(sorted(held))


def dates_told(found: Sequence[Read], months: int) -> kernel.Dates:
    """The dates as the kernel asks for them."""
    shape = len(found), months
    return kernel.Dates(
        np.array([each.line for each in found], dtype=np.int64),
        np.array([each.month for each in found], dtype=np.int64),
        np.array([-np.inf if each.at_least is None else each.at_least for each in found], dtype=float),
        np.array([np.inf if each.under is None else each.under for each in found], dtype=float),
        np.array([each.effects.fired for each in found], dtype=float).reshape(shape),
        np.array([each.effects.idle for each in found], dtype=float).reshape(shape),
        np.zeros(len(found), dtype=bool),
    )
