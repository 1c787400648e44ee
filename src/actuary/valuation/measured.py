"""All measures of a run (全部指标): by line, pool, subsidy and calendar year; the pooled city is the pooled run."""

from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from actuary.schemes.setting import Setting
from actuary.valuation.horizon import horizon_measures
from actuary.valuation.lines import LINES, Account, Series
from actuary.valuation.measures import TOLD, Measured, cash_measures, figure
from actuary.valuation.ratios import Ratios, Standing
from actuary.valuation.yearly import Years

FloatArray = NDArray[np.float64]


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
