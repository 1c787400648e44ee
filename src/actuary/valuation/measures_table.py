"""The table of measures in the run folder (指标表): every measure of a run, one a row."""

from collections.abc import Iterable, Iterator
from typing import Any

import polars as pl

from actuary.people.movement import Movement
from actuary.valuation.assemble import Assembled
from actuary.valuation.implicit_debt import Debt
from actuary.valuation.lines import LINES, Series
from actuary.valuation.measured import Measuring
from actuary.valuation.measures import Measured, by_item
from actuary.valuation.yearly import Years
from actuary.vocabulary.measures import DEBT, MEASURES

UNITS = {measure.key: measure.unit for measure in (*MEASURES, *DEBT)}
COLUMNS = ("year", "district", "fund", "account", "subsidy", "measure", "value", "unit")
PENSION = next(line for line in LINES if line.account == "enterprise")


def measures_table(measuring: Measuring, series: Iterable[Series], a: Assembled, m: Movement) -> pl.DataFrame:
    """measures: by year, pool (`city`: the pooled run), line, subsidy and measure; null where there is none."""
    rows: list[tuple[Any, ...]] = []
    debt = Debt(a, m, measuring.net_discount)
    for item in series:
        place = item.pool, item.line.fund, item.line.account, item.subsidy
        found = measuring.yearly(item) | by_item(measuring.years, item)
        found |= account_records(item, measuring.years, debt)
        for name, values in found.items():
            unit = UNITS.get(name, "yuan")
            years = measuring.years.years
            rows.extend((int(y), *place, name, v, unit) for y, v in zip(years, values.tolist(), strict=True))
        rows.extend((measuring.last, *place, name, v, UNITS[name]) for name, v in measuring.horizon(item).items())
        rows.extend(debt_at_opening(item, place, debt))
    return pl.DataFrame(rows, schema=list(COLUMNS), orient="row").with_columns(pl.col("value").fill_nan(None))


def account_records(item: Series, years: Years, debt: Debt) -> Measured:
    """The record of accounts at each year's end `[Y]`, of the enterprise pension alone."""
    if item.line != PENSION:
        return {}
    return {"implicit_debt_account_record": years.closing(debt.record @ item.members)}


def debt_at_opening(item: Series, place: tuple[str, ...], debt: Debt) -> Iterator[tuple[Any, ...]]:
    """Rows of the implicit debt at the opening."""
    if item.line == PENSION:
        year = debt.a.opening_month // 12
        record = float(debt.record[0] @ item.members)
        yield year, *place, "implicit_debt_account_record", record, "yuan"
        pensions = float(debt.pensions @ item.members)
        yield year, *place, "implicit_debt_pensions_in_payment", pensions, "yuan"
