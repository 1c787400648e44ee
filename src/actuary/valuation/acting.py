"""Triggered law inside the path (触发条款的执行): what a reading decides changes the contributions of its pool.

Triggers are read in the order of their dates, each on the path that the earlier ones have made, so a reform that moves
a fund across the line makes the law fire or stops it. The firing that history saw may already stand as rows of the law
(`otherwise` says what would hold without it): then a reading that fires leaves them and one that does not undoes them.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from actuary.dated import Trigger
from actuary.funds.ledgers import Ledger
from actuary.funds.pools import Pooling
from actuary.schemes.proportion import ratio
from actuary.valuation.assemble import Assembled
from actuary.valuation.evaluate import Evaluation, Ledgers
from actuary.valuation.lines import LINES
from actuary.valuation.triggers import Positions, Reading, Term, told

FloatArray = NDArray[np.float64]
PAID = "contribution_employer"
"""What the rate that a trigger moves brings in."""
STABILISATION = "benefit.stabilisation"


def act(triggers: Iterable[Trigger], a: Assembled, evaluation: Evaluation, pooling: Pooling) -> tuple[Reading, ...]:
    """Read every trigger on a rate in the order of their dates, and change what employers pay where it decides."""
    kept: dict[str, Ledgers] = {}

    def ledgers(fund: str) -> Ledgers:
        if fund not in kept:
            kept[fund] = evaluation.ledgers(pooling, fund)
        return kept[fund]

    positions = positions_of(a, evaluation.opening_balances, pooling, ledgers)
    readings: list[Reading] = []
    once = evaluation.setting.once
    for term, trigger in dates(triggers, positions):
        effects: Effects = once(f"trigger.{trigger.name}.{term.begins}", partial(Effects, trigger, term, a))
        if not effects.any:
            continue
        for reading in positions.read(trigger, term):
            moved = effects.apply(evaluation, reading)
            readings.append(reading.having(moved))
            if effects.changes[reading.fired]:
                kept.pop(trigger.fund, None)
    return tuple(readings)


def positions_of(
    a: Assembled, balances: Mapping[tuple[str, str], FloatArray], pooling: Pooling, ledgers: Any
) -> Positions:
    """Where the triggers of a run read; opening `balances[D]` [yuan]."""
    return Positions(a.law.parameters, a.opening, balances, pooling, a.first, a.months, ledgers)


def dates(triggers: Iterable[Trigger], positions: Positions) -> list[tuple[Term, Trigger]]:
    """When law on rates reads, in that order."""
    found = [
        (term, trigger)
        for trigger in triggers
        if positions.knows(trigger) and {"set", "scale"} & trigger.then.keys()
        for term in positions.terms(trigger)
    ]
    return sorted(found, key=lambda date: (date[0].measured, date[1].name))


class Effects:
    """What one date of a trigger does to the rate that it names, by month of entitlement `[T]`."""

    def __init__(self, trigger: Trigger, term: Term, a: Assembled) -> None:
        months = np.arange(a.first, a.first + a.months)
        holds = (months >= term.begins) & ((months <= term.ends) if term.ends is not None else True)
        self.trigger = trigger
        fired = idle = np.ones(a.months)
        if "less" in trigger.then:
            fired = 1.0 - a.law.over(str(trigger.then["less"]), months)
        elif "scale" in trigger.then:
            fired = np.full(a.months, float(trigger.then["value"]))
        elif trigger.otherwise is None:
            fired = _instead(a, months, trigger, np.minimum)
        else:
            otherwise = trigger.otherwise
            idle = _instead(a, months, trigger, lambda own, set_to: np.where(_is(own, set_to), otherwise, own))
        self.fired, self.idle = np.where(holds, fired, 1.0), np.where(holds, idle, 1.0)
        self.any = bool((self.fired != self.idle).any())
        """Whether firing and not firing differ in any month of the run."""
        self.changes = {True: bool((self.fired != 1.0).any()), False: bool((self.idle != 1.0).any())}
        """Whether the contributions are other than the law's rows have them, fired and not."""

    def apply(self, evaluation: Evaluation, reading: Reading) -> float:
        """Change what employers of the pool pay; what the firing moves in the run, against not firing [yuan]."""
        factor, other = (self.fired, self.idle) if reading.fired else (self.idle, self.idle)
        postings = evaluation.setting.postings
        moved = 0.0
        if not reading.fired and not self.changes[False]:
            return moved
        line = next(x for x in LINES if (x.fund, x.account) == (self.trigger.fund, self.trigger.account))
        for posting, cash in postings.having(line.fund, line.ledgers, PAID):
            now, without = (_later(each, posting.lag) for each in (factor, other))
            before = cash @ reading.members
            moved += float((before * (now - without)).sum())
            if (now != 1.0).any():
                postings.scale_one(posting, 1.0 + np.outer(now - 1.0, reading.members))
        return moved


def _instead(
    a: Assembled, months: NDArray[np.int64], trigger: Trigger, decide: Callable[[FloatArray, float], FloatArray]
) -> FloatArray:
    """What a rate becomes, as a share of what is entered, where `decide` takes the place of the law's own: reforms
    change what is decided, and one that sets the rate is left alone."""
    name, value = str(trigger.then["set"]), float(trigger.then["value"])
    made = a.law.parameters.decided(name, months, lambda own: decide(own, value))
    return ratio(np.maximum(made, 0.0), a.law.over(name, months), empty=1.0)


def _is(rate: FloatArray, value: float) -> NDArray[np.bool_]:
    return np.isclose(rate, value, rtol=1e-12, atol=0.0)


def rate_in_force(a: Assembled, readings: Iterable[Reading], name: str, months: NDArray[np.int64]) -> FloatArray:
    """A rate of law in some months `[T]` after what triggers decide for all pools alike (生效费率): of the province's
    funds, or of the opening city's."""
    rate = a.law.over(name, months)
    for reading in readings:
        if reading.trigger.then.get("set") == name and reading.members.all():
            effects = Effects(reading.trigger, reading.term, a)
            rate = rate * (effects.fired if reading.fired else effects.idle)[months - a.first]
    return rate


def _later(factor: FloatArray, lag: int) -> FloatArray:
    """A factor by month of entitlement as one by month of cash."""
    return np.concatenate((np.ones(lag), factor[: len(factor) - lag])) if lag else factor


def rows(
    triggers: Mapping[str, Trigger], a: Assembled, evaluation: Evaluation, pooling: Pooling, ledgers: Ledgers
) -> list[dict[str, Any]]:
    """Rows of the verdict's triggers, by month: every reading of a rule that acts, the firings of one that obliges a
    report alone."""
    positions = positions_of(a, evaluation.opening_balances, pooling, lambda fund: ledgers)
    found = acted(triggers, a, evaluation, pooling, ledgers)
    for trigger in triggers.values():
        if positions.knows(trigger) and "report" in trigger.then:
            terms = positions.terms(trigger)
            found += [reading for term in terms for reading in positions.read(trigger, term) if reading.fired]
    return sorted((told(reading) for reading in found), key=lambda row: (row["month"], row["rule"], row["pool"]))


def acted(
    triggers: Mapping[str, Trigger], a: Assembled, evaluation: Evaluation, pooling: Pooling, ledgers: Ledgers
) -> list[Reading]:
    """Every reading of a rule that acts: on rates, and by paying."""
    positions = positions_of(a, evaluation.opening_balances, pooling, lambda fund: ledgers)
    found = [*evaluation.decided]
    for trigger in triggers.values():
        if positions.knows(trigger) and "pay" in trigger.then:
            found.extend(_paying(trigger, positions, ledgers[trigger.fund, trigger.account]))
    return found


def _paying(trigger: Trigger, positions: Positions, ledger: Ledger) -> Iterator[Reading]:
    """Readings of a rule on which the ledger itself acts month by month, each with what the year after it was paid."""
    paid = ledger.by_item().get(STABILISATION, np.zeros_like(ledger.backstop)).sum(axis=1)
    for kept in ledger.readings:
        term = Term(kept.month, kept.month + 1, kept.month + 12)
        line = positions.law.number(str(trigger.threshold), term.begins)
        start = max(term.begins - positions.first, 0)
        everyone = np.ones(ledger.balance.shape[1])
        yield Reading(trigger, term, "city", everyone, kept.value, line, None, float(paid[start : start + 12].sum()))
