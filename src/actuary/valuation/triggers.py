"""Triggers of law (触发条款) as a run meets them: when each is read, what is read in which pool, and whether it fires.

Each is read at its legal date in every pool in force at that date, under the rule sets that know it. A position from
before the run is that of the opening over the spending of 2015, of the whole city.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from actuary.dated import Parameters, Trigger
from actuary.funds.pools import Pooling, Pools
from actuary.months import text, year_of
from actuary.valuation.lines import LINES, PRINTED, Account, Ledgers, LineCash, own_pools
from actuary.valuation.measures import figure, payable_months
from actuary.vocabulary import DISTRICTS

FloatArray = NDArray[np.float64]
Covers = list[tuple[str, FloatArray, FloatArray]]
"""Pools with their districts `[D]` and payable months `[T]`."""
OF_PROVINCE = {("employee_pension", "enterprise"): "opening.province.employee_pension_payable_months"}
"""Where the months of cover of the province's funds stand."""
YEAR = 12


class Term(NamedTuple):
    """When a trigger is read, and the months in which what it decides holds [month]; `ends` None: for good."""

    measured: int
    begins: int
    ends: int | None


@dataclass(frozen=True)
class Reading:
    """A position that a trigger read (触发测定): pool, its districts `[D]`, months of cover, and the lines of law.

    `effect`: what the firing moves in the pool over the run, against not firing [yuan]; None where it does not act.
    """

    trigger: Trigger
    term: Term
    pool: str
    members: FloatArray = field(repr=False)
    value: float
    at_least: float | None
    under: float | None
    effect: float | None = None

    @property
    def fired(self) -> bool:
        """Whether the position lies on the side of the lines that the law means."""
        high = self.at_least is None or self.value >= self.at_least
        return high and (self.under is None or self.value < self.under)

    def having(self, effect: float) -> "Reading":
        """The same reading with its effect [yuan]."""
        return replace(self, effect=effect)


@dataclass(frozen=True)
class Positions:
    """Where triggers read: law, opening, opening balances, pools by month, and the ledgers of a fund when asked."""

    law: Parameters
    opening: Parameters
    balances: Mapping[tuple[str, str], FloatArray]
    pooling: Pooling
    first: int
    months: int
    ledgers: Callable[[str], Ledgers]
    covers: dict[tuple[object, ...], tuple[Ledgers, Pools, Covers]] = field(default_factory=dict, repr=False)
    """Payable months by line, ledgers and pools, with what they were read from."""

    def knows(self, trigger: Trigger) -> bool:
        """Whether the rule set knows the trigger."""
        return self.law.hindsight or trigger.known_from <= self.law.known_at

    def terms(self, trigger: Trigger) -> list[Term]:
        """The dates of a trigger that fall into the run: read before its end, deciding for a month of it."""
        last = self.first + self.months - 1
        if trigger.measured_at is not None:
            assert trigger.decided_at is not None, "the door wants both dates"
            found = [Term(trigger.measured_at, trigger.decided_at, trigger.until)]
        else:
            start = (self.first // YEAR) * YEAR - 1
            begins = [(month, month + trigger.decided_in) for month in range(start, last + 1, YEAR)]
            found = [Term(month, begin, begin + YEAR - 1) for month, begin in begins]
        deciding = "report" not in trigger.then
        return [t for t in found if t.measured <= last and (t.begins <= last or not deciding)]

    def read(self, trigger: Trigger, term: Term) -> Iterator[Reading]:
        """The readings of one date: the province's, the opening city's, or each pool's in force."""
        everyone = np.ones(len(DISTRICTS))
        told = self.before(trigger, term)
        if told is None:
            yield from self._pools(trigger, term)
            return
        held, spent = told
        value = held / spent * YEAR if spent > 0 else float("nan")
        if trigger.region == "province":
            yield self._reading(trigger, term, "province", everyone, value)
        else:
            yield self._reading(trigger, term._replace(measured=self.first - 1), "city", everyone, value)

    def before(self, trigger: Trigger, term: Term) -> tuple[float, float] | None:
        """What is held and what a year costs [yuan] where law reads what no run decides: of the province its months
        of cover over twelve, of the city its opening over the spending of 2015; None where law reads the run."""
        if trigger.region == "province":
            return self.opening.number(OF_PROVINCE[trigger.fund, trigger.account], term.measured), float(YEAR)
        if term.measured >= self.first:
            return None
        name = PRINTED[trigger.fund, trigger.account]
        line = next(line for line in LINES if (line.fund, line.account) == (trigger.fund, trigger.account))
        held = sum(float(np.sum(self.balances.get((line.fund, ledger), 0.0))) for ledger in line.ledgers)
        return held, self.opening.number(f"opening.flow_{year_of(self.first - 1)}.{name}_expenditure", self.first - 1)

    def _pools(self, trigger: Trigger, term: Term) -> Iterator[Reading]:
        """One reading a pool; none within the first year, which has no twelve months of spending, nor
        after the ledger has moved into another."""
        t = term.measured - self.first
        line = next(line for line in LINES if (line.fund, line.account) == (trigger.fund, trigger.account))
        for name, members, cover in self._covers(line, self.ledgers(trigger.fund), self.pooling.at(t)):
            if not np.isnan(cover[t]):
                yield self._reading(trigger, term, name, members, float(cover[t]))

    def _covers(self, line: Account, ledgers: Ledgers, pools: Pools) -> Covers:
        """Payable months of a line in each of some pools; NaN after the ledger has moved into another."""
        key = line, id(ledgers), id(pools)
        if key not in self.covers:
            cash, own = LineCash(ledgers, line), own_pools(pools, line.fund)
            series = cash.within(own).series(True, [None] * len(own))
            found = [(each.pool, each.members, payable_months(each)) for each in series]
            for _, _, cover in found if cash.closes is not None else ():
                cover[cash.closes :] = np.nan
            self.covers[key] = ledgers, pools, found
        return self.covers[key][2]

    def _reading(self, trigger: Trigger, term: Term, pool: str, members: FloatArray, value: float) -> Reading:
        return Reading(trigger, term, pool, members, value, *self.lines(trigger, term))

    def lines(self, trigger: Trigger, term: Term) -> tuple[float | None, float | None]:
        """Months of cover that the law of a date asks at least, and below which."""
        month = max(term.measured, term.begins)
        return self._line(trigger.threshold, month), self._line(trigger.under, month)

    def _line(self, line: float | str | None, month: int) -> float | None:
        return self.law.number(line, month) if isinstance(line, str) else line


def told(reading: Reading) -> dict[str, Any]:
    """A row of the verdict's triggers."""
    trigger, term = reading.trigger, reading.term
    return {
        "month": text(term.measured),
        "fund": trigger.fund,
        "account": trigger.account,
        "pool": reading.pool,
        "rule": trigger.name,
        "zh": trigger.zh,
        "en": trigger.en,
        "measure": trigger.measure,
        "unit": "month",
        "value": figure(reading.value),
        "threshold": reading.at_least,
        "under": reading.under,
        "fired": reading.fired,
        "acts": "report" not in trigger.then,
        "then": trigger.then,
        "decided_at": text(term.begins),
        "until": None if term.ends is None else text(term.ends),
        "returns_to": trigger.returns_to,
        "effect": reading.effect,
    }
