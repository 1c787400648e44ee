"""Triggers of law (触发条款) as a run meets them: every reading, its line, and whether the rule fires.

Each is read once at its legal date, in every pool of its fund, under the rule sets that know it. A position from before
the run is that of the opening over the spending of 2015. The stabilisation payments act on their reading; of the others
the firing that history saw is entered as law, and the reading stands beside it.
"""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import numpy as np

from actuary.dated import Parameters, Trigger
from actuary.months import text
from actuary.valuation.baseyear import CHECKED
from actuary.valuation.lines import Ledgers, Series
from actuary.valuation.measures import figure, payable_months

OF_PROVINCE = {("employee_pension", "enterprise"): "opening.province.employee_pension_payable_months"}
"""Where the months of cover of the province's funds stand."""


class Read(NamedTuple):
    """A reading: month, pool and months of cover; infinite or NaN where the fund spends nothing."""

    month: int
    pool: str
    value: float


def evaluated(
    triggers: Iterable[Trigger],
    law: Parameters,
    opening: Parameters,
    series: list[Series],
    ledgers: Ledgers,
    first: int,
) -> list[dict[str, Any]]:
    """Rows of the verdict's triggers, by month; `first` is the run's first month."""
    rows = []
    for trigger in triggers:
        if not law.hindsight and trigger.known_from > law.known_at:
            continue
        for read in readings(trigger, opening, series, ledgers, first):
            line = trigger.threshold
            month = max(read.month, trigger.decided_at or 0)
            limit = law.number(line, month) if isinstance(line, str) else line
            rows.append(
                {
                    "month": text(read.month),
                    "fund": trigger.fund,
                    "account": trigger.account,
                    "pool": read.pool,
                    "rule": trigger.name,
                    "zh": trigger.zh,
                    "en": trigger.en,
                    "measure": trigger.measure,
                    "unit": "month",
                    "value": figure(read.value),
                    "threshold": limit,
                    "fired": bool(read.value >= limit),
                    "acts": "pay" in trigger.then,
                    "then": trigger.then,
                    "decided_at": None if trigger.decided_at is None else text(trigger.decided_at),
                    "until": None if trigger.until is None else text(trigger.until),
                    "returns_to": trigger.returns_to,
                }
            )
    return sorted(rows, key=lambda row: (row["month"], row["rule"], row["pool"]))


def readings(
    trigger: Trigger, opening: Parameters, series: list[Series], ledgers: Ledgers, first: int
) -> Iterator[Read]:
    """What is read for a trigger; nothing where its date lies after the run or within its first year."""
    if trigger.region == "province":
        assert trigger.measured_at is not None, "the province's fund is read once"
        name = OF_PROVINCE[trigger.fund, trigger.account]
        yield Read(trigger.measured_at, "province", opening.number(name, trigger.measured_at))
    elif trigger.measured_at is None:
        for kept in ledgers[trigger.fund, trigger.account].readings:
            yield Read(kept.month, "city", kept.value)
    else:
        place = trigger.fund, trigger.account, "with"
        lines = [item for item in series if (item.line.fund, item.line.account, item.subsidy) == place]
        if trigger.measured_at < first:
            city = next(item for item in lines if item.pool == "city")
            yield Read(first - 1, "city", at_opening(city, opening, first - 1))
            return
        for item in lines:
            cover, at = payable_months(item), trigger.measured_at - first
            if at < len(cover) and not np.isnan(cover[at]):
                yield Read(trigger.measured_at, item.pool, float(cover[at]))


def at_opening(item: Series, opening: Parameters, month: int) -> float:
    """Months of the spending of 2015 that a line holds at the opening."""
    name = CHECKED[item.line.fund, item.line.account]
    spent = opening.number(f"opening.flow_2015.{name}_expenditure", month)
    return float(item.balance[0]) / spent * 12.0 if spent > 0 else float("nan")
