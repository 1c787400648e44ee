"""Every measure of an outcome (全部指标): each ledger of the pooled city, subsidy included, by calendar year."""

from typing import Any, NamedTuple

from actuary.scenarios.outcome import Outcome
from actuary.valuation.implicit_debt import Debt
from actuary.valuation.lines import LINES, Account, city_series
from actuary.valuation.measured import Measuring
from actuary.valuation.measures import figure, first_cannot_pay, first_current_deficit
from actuary.valuation.measures_table import account_records, debt_at_opening
from actuary.vocabulary.measures import DEBT, MEASURES, Measure

FIRSTS = ("first_current_deficit", "first_cannot_pay")
GAUGED: dict[str, Measure] = {measure.key: measure for measure in (*MEASURES, *DEBT)}
"""Every measure by its key."""
NUMBERS = tuple(key for key in GAUGED if key not in FIRSTS)


class Gauged(NamedTuple):
    """The measures of a ledger (单一分账的指标): `by_year[measure]` is `{year: number}`, without what has none."""

    line: Account
    by_year: dict[str, dict[int, float]]
    first_current_deficit: str | None
    first_cannot_pay: str | None

    def last(self, measure: str) -> float | None:
        """The number of the last year that has one [unit of the measure]."""
        found = self.by_year.get(measure, {})
        return found[max(found)] if found else None


def gauged(outcome: Outcome) -> list[Gauged]:
    """Measures of every ledger of the pooled city, before the backstop."""
    setting = outcome.evaluation.setting
    measuring = Measuring(setting, outcome.evaluation.rules.interest)
    debt = Debt(outcome.assembled, outcome.movement, measuring.net_discount)
    return [_of_line(outcome, measuring, debt, line) for line in LINES]


def _of_line(outcome: Outcome, measuring: Measuring, debt: Debt, line: Account) -> Gauged:
    item = city_series(line, outcome.pooled, subsidy=True)
    yearly = measuring.yearly(item) | account_records(item, measuring.years, debt)
    years = [int(year) for year in measuring.years.years]
    found: dict[str, dict[int, float]] = {}
    told: list[tuple[int, str, Any]] = [
        (year, name, value)
        for name, values in yearly.items()
        for year, value in zip(years, values.tolist(), strict=True)
    ]
    told += [(measuring.last, name, value) for name, value in measuring.horizon(item).items()]
    told += [(row[0], row[-3], row[-2]) for row in debt_at_opening(item, (), debt)]
    for year, name, value in told:
        number = figure(value)
        if number is not None:
            found.setdefault(name, {})[year] = number
    months = outcome.evaluation.setting.months
    (deficit,), (unpaid,) = (first(months, [item]) for first in (first_current_deficit, first_cannot_pay))
    return Gauged(line, found, deficit, unpaid)
