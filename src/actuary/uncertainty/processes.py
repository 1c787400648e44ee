"""Processes of a simulation with their figures (过程参数): fitted to series where these are long enough, else judged.

A series belongs to the basis, or is the user's own. What is fitted has a standard error; what is judged has a range.
"""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from actuary.dated import Parameters
from actuary.paths.economy import PROCESSES, Chance
from actuary.paths.fitting import LEAST, Figure, Fit, autoregression, correlation
from actuary.paths.mortality import Drift, cairns_blake_dowd, drift

FloatArray = NDArray[np.float64]
Series = Mapping[str, FloatArray]
"""Yearly values of a process, as the process is measured: rates, or levels of what is moved by a factor."""
PLACE = {process.name: p for p, process in enumerate(PROCESSES)}
OF_BASIS = {
    "wage": "basis.series.wage",
    "price": "basis.series.price",
    "interest": "basis.series.fund_return",
    "fertility": "basis.series.fertility",
}
MODELS = {"lee-carter": ("mortality",), "cbd": ("mortality_level", "mortality_slope")}
"""Which processes a model of mortality draws."""
OF_MORTALITY = tuple(name for names in MODELS.values() for name in names)
CORRELATION, WIDENING = "basis.process.wage_price_correlation", "basis.process.mortality_widening"
PERSISTENT = "basis.process.mortality_persistence"


class Known(NamedTuple):
    """A figure of a process (过程的一个参数): its standard error or range, who says so, years of the series."""

    value: float
    tag: str
    source: str
    error: float | None = None
    low: float | None = None
    high: float | None = None
    years: int | None = None


class Processes(NamedTuple):
    """The processes of a simulation (随机过程参数): the figures of each, the correlation of wages with prices, the
    standard error of each drift `[P]`, and the arrays that they make."""

    persistence: tuple[Known, ...]
    volatility: tuple[Known, ...]
    correlation: Known
    drift_error: FloatArray
    chance: Chance


def judged(basis: Parameters, name: str, month: int) -> Known:
    """A figure as the basis judges it."""
    row = basis.row(name, month)
    return Known(basis.number(name, month), row.tag, row.source, None, row.low, row.high)


def series_of(basis: Parameters, name: str, month: int) -> tuple[FloatArray, str] | None:
    """A series of the basis with its source; None where there is none."""
    if name not in basis.parameters:
        return None
    return np.asarray(basis.table(name, month).values), basis.row(name, month).source


def measured(name: str, values: FloatArray, *, levels: bool) -> FloatArray:
    """What a series says of a process: growth of levels, logarithms of what a factor moves, rates as they are."""
    if levels:
        return values[1:] / values[:-1] - 1.0
    return np.log(values) if PROCESSES[PLACE[name]].verb == "scale" else values


def fits_of(basis: Parameters, month: int, own: Series) -> dict[str, tuple[Fit, str, int]]:
    """Fits by process, with the source and the number of years; a series of the user's is fitted or refused."""
    found = {}
    for process in PROCESSES:
        if process.name in own:
            x = measured(process.name, own[process.name], levels=False)
            found[process.name] = autoregression(x), "own-series", len(x)
        elif process.name in OF_BASIS and (series := series_of(basis, OF_BASIS[process.name], month)):
            x = measured(process.name, series[0], levels=process.name == "wage")
            if len(x) >= LEAST:
                found[process.name] = autoregression(x), series[1], len(x)
    return found


def processes_of(basis: Parameters, month: int, model: str = "lee-carter", own: Series | None = None) -> Processes:
    """The processes under a basis, seen in a month; `own`: series of the user's by process."""
    fits = fits_of(basis, month, own or {})
    persistence, volatility, error = [], [], np.zeros(len(PROCESSES))
    matrix, steps = np.eye(len(PROCESSES)), mortality(basis, month, model)
    for p, process in enumerate(PROCESSES):
        if process.name in OF_MORTALITY:
            persistence.append(judged(basis, PERSISTENT, month))
            volatility.append(steps.get(process.name, Known(0.0, "derived", "wpp-2024")))
            error[p] = 0.0 if volatility[-1].years is None else volatility[-1].value / np.sqrt(volatility[-1].years)
        elif process.name in fits:
            fit, source, years = fits[process.name]
            persistence.append(_fitted(fit.persistence, source, years))
            volatility.append(_fitted(fit.volatility, source, years))
        else:
            persistence.append(judged(basis, f"basis.process.{process.name}_persistence", month))
            volatility.append(judged(basis, f"basis.process.{process.name}_volatility", month))
    both = together(basis, month, fits)
    matrix[PLACE["wage"], PLACE["price"]] = matrix[PLACE["price"], PLACE["wage"]] = both.value
    if model == "cbd":
        level, slope = PLACE["mortality_level"], PLACE["mortality_slope"]
        matrix[level, slope] = matrix[slope, level] = _of_steps(_cbd(basis, month))
    chance = Chance(np.array([x.value for x in persistence]), np.array([x.value for x in volatility]), matrix)
    return Processes(tuple(persistence), tuple(volatility), both, error, chance)


def _fitted(figure: Figure, source: str, years: int) -> Known:
    return Known(figure.value, "derived", source, figure.error, None, None, years)


def together(basis: Parameters, month: int, fits: Mapping[str, tuple[Fit, str, int]]) -> Known:
    """Correlation of the surprises of wages and prices: of the fits where both have one, else as it is judged."""
    if not {"wage", "price"} <= fits.keys():
        return judged(basis, CORRELATION, month)
    (wage, source, one), (price, _, other) = fits["wage"], fits["price"]
    return _fitted(correlation(wage.surprises, price.surprises), source, min(one, other))


def mortality(basis: Parameters, month: int, model: str) -> dict[str, Known]:
    """Volatility of the steps of a model of mortality: as the series has it, times what a smooth series hides."""
    if series_of(basis, "basis.series.mortality_male", month) is None:
        return {}
    walk = _lee_carter(basis, month) if model == "lee-carter" else _cbd(basis, month)
    widening = judged(basis, WIDENING, month)
    found = {}
    for i, name in enumerate(MODELS[model]):
        step = float(np.sqrt(walk.covariance[i, i]))
        low, high = (None if end is None else step * end for end in (widening.low, widening.high))
        found[name] = Known(step * widening.value, widening.tag, "wpp-2024", None, low, high, walk.steps)
    return found


def _lee_carter(basis: Parameters, month: int) -> Drift:
    return drift(np.asarray(basis.table("basis.series.mortality_male", month).values)[None])


def _cbd(basis: Parameters, month: int) -> Drift:
    """Cairns-Blake-Dowd on the rates of the Lee-Carter fit at the ages whose level the basis states, the mean of both
    sexes' logits."""
    logits = []
    for sex in ("male", "female"):
        level = basis.table(f"basis.series.mortality_level_{sex}", month)
        loading = basis.table(f"basis.mortality.loading_{sex}", month)
        ages = [int(key) for key in level.keys]
        b = np.interp(ages, [int(key) for key in loading.keys], loading.values)
        k = np.asarray(basis.table(f"basis.series.mortality_{sex}", month).values)
        dead = -np.expm1(-np.exp(np.asarray(level.values)[:, None] + np.outer(b, k)))
        logits.append(np.log(dead / (1.0 - dead)))
    mean = (logits[0] + logits[1]) / 2.0
    return cairns_blake_dowd(ages, 1.0 / (1.0 + np.exp(-mean))).drift


def _of_steps(walk: Drift) -> float:
    spread = np.sqrt(np.diag(walk.covariance))
    return float(walk.covariance[0, 1] / (spread[0] * spread[1]))
