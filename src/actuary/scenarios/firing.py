"""Triggers under a reform (触发变化): what the law reads otherwise than on the baseline, and what follows."""

from collections.abc import Mapping
from typing import Any

from actuary.dated import Trigger
from actuary.months import text
from actuary.scenarios.outcome import Outcome
from actuary.valuation.acting import acted
from actuary.valuation.triggers import Reading

Key = tuple[int, str, str]


def changed(triggers: Mapping[str, Trigger], outcome: Outcome, base: Outcome) -> list[dict[str, Any]]:
    """Rules, dates and pools that fire on one side alone, by month; effect: of the side that fires [yuan]."""
    before, after = _fired(triggers, base), _fired(triggers, outcome)
    rows = []
    for key in sorted(before.keys() ^ after.keys()):
        month, rule, pool = key
        reading = before.get(key) or after[key]
        rows.append(
            {
                "month": text(month),
                "rule": rule,
                "zh": reading.trigger.zh,
                "en": reading.trigger.en,
                "fund": reading.trigger.fund,
                "pool": pool,
                "baseline": key in before,
                "reform": key in after,
                "effect": reading.effect,
            }
        )
    return rows


def _fired(triggers: Mapping[str, Trigger], outcome: Outcome) -> dict[Key, Reading]:
    """The firings of rules that act."""
    readings = acted(triggers, outcome.assembled, outcome.evaluation, outcome.pooling, outcome.ledgers)
    return {(r.term.measured, r.trigger.name, r.pool): r for r in readings if r.fired}
