"""What a simulation says (模拟结论): quantiles, probability of paying, month of first failure, shares of variance."""

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from actuary.dated import Parameters
from actuary.kernels.paths.contracts import BALANCE
from actuary.months import text
from actuary.paths.economy import PROCESSES
from actuary.scenarios.path_model import CORRELATION, Model
from actuary.scenarios.simulating import NEVER, Drawn, Paths, central, simulate, through_engine
from actuary.valuation.lines import LINES

FloatArray = NDArray[np.float64]
COLUMNS = ("receipts", "expenditure", "balance", "subsidy")
QUANTILES = {"p05": 0.05, "p25": 0.25, "p50": 0.5, "p75": 0.75, "p95": 0.95}


def simulation(model: Model, seed: int, count: int, checked: int = 0) -> tuple[dict[str, Any], pl.DataFrame]:
    """The document `actuary.simulate/1` and every path's yearly results; `checked`: paths that the whole engine runs
    again, chance alone."""
    numbers = np.arange(count)
    whole = simulate(model, seed, numbers)
    chance = simulate(model, seed, numbers, Drawn(True, False))
    ranges = simulate(model, seed, numbers, Drawn(False, True))
    middle = central(model)
    funds = [
        {
            "fund": line.fund,
            "account": line.account,
            **_failing(whole.first[i], middle.first[i]),
            "variance": _variance(_last(whole, i), _last(chance, i), _last(ranges, i), numbers % model.people),
            "years": list(_years(model, whole, middle, i)),
        }
        for i, line in enumerate(LINES)
    ]
    document = {
        "schema": "actuary.simulate/1",
        **model.study.prepared.options,
        "seed": seed,
        "paths": count,
        "people": model.people,
        "processes": list(_processes(model)),
        "correlation": _figure(
            model.study.base.seen.basis.parameters.aside(), CORRELATION, model.study.base.assembled.first
        ),
        "inputs": [each.parameter.name for each in model.inputs],
        "held": list(model.held),
        "funds": funds,
        "agreement": [row for path in range(min(checked, count)) for row in _agreement(model, seed, path, chance)],
    }
    return document, table(model, whole, numbers)


def _years(model: Model, paths: Paths, middle: Paths, line: int) -> Iterator[dict[str, Any]]:
    """By year: the balance at its end [yuan] and the probability that the fund has paid everything until then."""
    for y, year in enumerate(model.years):
        balance = paths.yearly[line, BALANCE, y]
        first = paths.first[line]
        told = {"year": int(year), "central": float(middle.yearly[line, BALANCE, y, 0]), "mean": float(balance.mean())}
        told |= {name: float(np.quantile(balance, at)) for name, at in QUANTILES.items()}
        yield told | {"pays": float(np.mean((first == NEVER) | (first // 12 > year)))}


def _failing(first: NDArray[np.int64], middle: NDArray[np.int64]) -> dict[str, Any]:
    """Probability of not being able to pay within the run, its error of sampling, and when: quantiles over all paths,
    None where that many never fail."""
    fails = first != NEVER
    share = float(fails.mean())
    ordered = np.sort(np.where(fails, first, np.iinfo(np.int64).max))
    months = {}
    for name in ("p05", "p50"):
        at = int(ordered[int(QUANTILES[name] * (len(ordered) - 1))])
        months[name] = text(at) if at < np.iinfo(np.int64).max else None
    return {
        "cannot_pay": share,
        "error": float(np.sqrt(share * (1.0 - share) / len(first))),
        "first_cannot_pay": {"central": text(int(middle[0])) if middle[0] != NEVER else None, **months},
    }


def _last(paths: Paths, line: int) -> FloatArray:
    """Balances of a line at the end of the run `[N]` [yuan]."""
    return np.asarray(paths.yearly[line, BALANCE, -1])


def _variance(
    whole: FloatArray, chance: FloatArray, ranges: FloatArray, people: NDArray[np.int64]
) -> dict[str, float | None]:
    """Standard deviations of the last balance [yuan] by what is drawn, the two shares of the variance, and the share of
    chance that lies between demographic paths."""
    both = float(chance.var() + ranges.var())
    return {
        "deviation": float(whole.std()),
        "deviation_chance": float(chance.std()),
        "deviation_ranges": float(ranges.std()),
        "share_chance": float(chance.var()) / both if both > 0.0 else None,
        "share_ranges": float(ranges.var()) / both if both > 0.0 else None,
        "share_people": between_people(chance, people),
    }


def between_people(values: FloatArray, people: NDArray[np.int64]) -> float | None:
    """Share of the variance that lies between groups `people[N]` (组间方差占比), freed of what groups of a few paths
    vary by chance; None where every group has one path or nothing varies."""
    _, place, count = np.unique(people, return_inverse=True, return_counts=True)
    if count.min() < 2 or len(count) < 2:
        return None
    means = np.bincount(place, values) / count
    within = np.bincount(place, (values - means[place]) ** 2) / (count - 1)
    between = max(float(means.var(ddof=1) - (within / count).mean()), 0.0)
    total = between + float(within.mean())
    return between / total if total > 0.0 else None


def _processes(model: Model) -> Iterator[dict[str, Any]]:
    """Each process with its figures, and who says so."""
    month = model.study.base.assembled.first
    stored = model.study.base.seen.basis.parameters.aside()
    for process in PROCESSES:
        entry: dict[str, Any] = {"name": process.name, "parameter": process.parameter, "moves": process.verb}
        for name in ("volatility", "persistence"):
            entry[name] = _figure(stored, f"basis.process.{process.name}_{name}", month)
        yield entry


def _figure(stored: Parameters, name: str, month: int) -> dict[str, Any]:
    """A figure of a process, and who says so."""
    row = stored.row(name, month)
    return {"value": stored.number(name, month), "range": [row.low, row.high], "tag": row.tag, "source": row.source}


def _agreement(model: Model, seed: int, path: int, chance: Paths) -> Iterator[dict[str, Any]]:
    """The last balance of a path by composition and by the whole engine [yuan]."""
    engine = through_engine(model, seed, path)
    for i, line in enumerate(LINES):
        composed = float(chance.yearly[i, BALANCE, -1, path])
        yield {
            "path": path,
            "fund": line.fund,
            "account": line.account,
            "composed": composed,
            "engine": float(engine[i, -1]),
        }


def disagreement(document: Mapping[str, Any]) -> float | None:
    """The widest gap between composition and engine, in standard deviations of chance; None if nothing was checked."""
    spread = {(row["fund"], row["account"]): row["variance"]["deviation_chance"] for row in document["funds"]}
    gaps = [
        abs(row["composed"] - row["engine"]) / spread[row["fund"], row["account"]]
        for row in document["agreement"]
        if spread[row["fund"], row["account"]] > 1.0
    ]
    return max(gaps, default=None)


def table(model: Model, paths: Paths, numbers: NDArray[np.int64]) -> pl.DataFrame:
    """Every path's yearly results [yuan]; `numbers[N]`: of the paths."""
    lines, _, years, count = paths.yearly.shape
    path, year = np.tile(numbers, years), np.repeat(model.years, count)
    frames = [
        pl.DataFrame({"path": path, "year": year}).with_columns(
            pl.lit(LINES[i].fund).alias("fund"),
            pl.lit(LINES[i].account).alias("account"),
            *(pl.Series(name, paths.yearly[i, c].ravel()) for c, name in enumerate(COLUMNS)),
        )
        for i in range(lines)
    ]
    return pl.concat(frames)
