"""All measures of a run (全部指标): by line, pool, subsidy and calendar year; the pooled city is the pooled run."""

from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from actuary.people.project import Movement
from actuary.schemes.setting import Setting
from actuary.valuation.assemble import Assembled
from actuary.valuation.horizon import horizon_measures
from actuary.valuation.implicit_debt import account_record, pensions_in_payment
from actuary.valuation.lines import LINES, Account, Series
from actuary.valuation.measures import TOLD, Measured, by_item, cash_measures, figure
from actuary.valuation.ratios import Ratios, Standing
from actuary.valuation.yearly import Years
from actuary.vocabulary.measures import DEBT, MEASURES

FloatArray = NDArray[np.float64]
UNITS = {measure.key: measure.unit for measure in (*MEASURES, *DEBT)}
COLUMNS = ("year", "district", "fund", "account", "subsidy", "measure", "value", "unit")
PENSION = next(line for line in LINES if line.account == "enterprise")


class Measuring:
    """What the measures of a run are computed from; ratios of a line are prepared once for all its pools."""

    def __init__(self, setting: Setting, interest: FloatArray) -> None:
        """`interest[T]`: monthly return of the funds."""
        self.net_discount = setting.basis.number("basis.debt.discount_over_indexation", setting.opening_month)
        self.years = Years(setting.months)
        self.interest = interest
        standing = Standing(setting)
        self.ratios: dict[Account, Ratios] = {line: Ratios(standing, line, self.years) for line in LINES}
        self.last = int(setting.months[-1]) // 12

    def yearly(self, item: Series) -> Measured:
        """Measures by year `[Y]`."""
        return cash_measures(self.years, item) | self.ratios[item.line].of(item)

    def horizon(self, item: Series) -> dict[str, float]:
        """Measures over the whole run."""
        bases = self.ratios[item.line].whole
        return {} if bases is None else horizon_measures(item, bases @ item.members, self.interest)


def told(measuring: Measuring, series: Iterable[Series]) -> list[dict[str, Any]]:
    """The measures of the pooled city beyond those of `funds`, for the verdict."""
    rows = []
    for item in series:
        if item.pool != "city" or item.subsidy != "with":
            continue
        found = {name: values for name, values in measuring.yearly(item).items() if name not in TOLD}
        years = [
            {"year": int(year), **{name: figure(values[index]) for name, values in found.items()}}
            for index, year in enumerate(measuring.years.years)
        ]
        place = {"fund": item.line.fund, "account": item.line.account, "pool": item.pool, "subsidy": item.subsidy}
        rows.append({**place, "years": years, "horizon": measuring.horizon(item)})
    return rows


def measures_table(measuring: Measuring, series: Iterable[Series], a: Assembled, m: Movement) -> pl.DataFrame:
    """measures: by year, pool (`city`: the pooled run), line, subsidy and measure; null where there is none."""
    rows: list[tuple[Any, ...]] = []
    for item in series:
        place = item.pool, item.line.fund, item.line.account, item.subsidy
        found = measuring.yearly(item) | by_item(measuring.years, item)
        found |= account_records(item, measuring.years, a, m)
        for name, values in found.items():
            unit = UNITS.get(name, "yuan")
            years = measuring.years.years
            rows.extend((int(y), *place, name, v, unit) for y, v in zip(years, values.tolist(), strict=True))
        rows.extend((measuring.last, *place, name, v, UNITS[name]) for name, v in measuring.horizon(item).items())
        rows.extend(debt_at_opening(item, place, a, m, measuring.net_discount))
    return pl.DataFrame(rows, schema=list(COLUMNS), orient="row").with_columns(pl.col("value").fill_nan(None))


def account_records(item: Series, years: Years, a: Assembled, m: Movement) -> Measured:
    """The record of accounts at each year's end `[Y]`, of the enterprise pension alone."""
    if item.line != PENSION:
        return {}
    return {"implicit_debt_account_record": years.closing(account_record(a, m) @ item.members)}


def debt_at_opening(
    item: Series, place: tuple[str, ...], a: Assembled, m: Movement, net_discount: float
) -> Iterator[tuple[Any, ...]]:
    """Rows of the implicit debt at the opening."""
    if item.line == PENSION:
        year = a.opening_month // 12
        record = float(account_record(a, m)[0] @ item.members)
        yield year, *place, "implicit_debt_account_record", record, "yuan"
        pensions = float(pensions_in_payment(a, net_discount) @ item.members)
        yield year, *place, "implicit_debt_pensions_in_payment", pensions, "yuan"
