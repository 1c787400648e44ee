"""What a simulation says (模拟结论): quantiles, probability of paying, month of first failure, shares of variance."""

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from actuary.kernels.paths.contracts import BALANCE
from actuary.months import text
from actuary.paths.economy import PROCESSES
from actuary.uncertainty.path_model import Model
from actuary.uncertainty.processes import Known
from actuary.uncertainty.simulating import NEVER, Drawn, Paths, central, simulate, through_engine
from actuary.valuation.lines import LINES

FloatArray = NDArray[np.float64]
COLUMNS = ("receipts", "expenditure", "balance", "subsidy")
QUANTILES = {"p05": 0.05, "p25": 0.25, "p50": 0.5, "p75": 0.75, "p95": 0.95}


APART = {"chance": Drawn(True, False), "both": Drawn(True, False, True), "ranges": Drawn(False, True)}
"""What is drawn by itself: chance, chance with what is not known of it, inputs."""


def simulation(
    model: Model, seed: int, numbers: NDArray[np.int64], checked: int = 0
) -> tuple[dict[str, Any], pl.DataFrame]:
    """The document `actuary.simulate/1` and the yearly results of the paths of some numbers; `checked`: paths that the
    whole engine runs again, chance alone."""
    whole, middle = simulate(model, seed, numbers), central(model)
    alone = {name: simulate(model, seed, numbers, drawn) for name, drawn in APART.items()}
    funds = [
        {
            "fund": line.fund,
            "account": line.account,
            **_failing(whole.first[i], middle.first[i]),
            "variance": _variance(whole, alone, i, numbers % model.people),
            "years": list(_years(model, whole, middle, i)),
        }
        for i, line in enumerate(LINES)
    ]
    document = {
        "schema": "actuary.simulate/1",
        **model.study.prepared.options,
        "seed": seed,
        "paths": len(numbers),
        "first_path": int(numbers[0]),
        "people": model.people,
        "processes": list(_processes(model)),
        "correlation": _figure(model.processes.correlation),
        "inputs": [each.parameter.name for each in model.inputs],
        "short_ends": [each._asdict() for each in model.short],
        "funds": funds,
        "agreement": [row for path in numbers[:checked].tolist() for row in _agreement(model, seed, path)],
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
    paths: Paths, alone: Mapping[str, Paths], line: int, people: NDArray[np.int64]
) -> dict[str, float | None]:
    """Standard deviations of the last balance [yuan] by what is drawn, the shares in the sum of their variances, and
    the share of chance that lies between demographic paths.

    What estimation moves is what a path has over the same surprises under the processes as they are estimated.
    """
    whole, (chance, both, ranges) = _last(paths, line), (_last(alone[name], line) for name in APART)
    parts = {"chance": chance, "estimation": both - chance, "ranges": ranges}
    total = sum(float(part.var()) for part in parts.values())
    return {
        "deviation": float(whole.std()),
        **{f"deviation_{name}": float(part.std()) for name, part in parts.items()},
        **{f"share_{name}": float(part.var()) / total if total > 0.0 else None for name, part in parts.items()},
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
    """Each process that moves with its figures, and who says so."""
    known = model.processes
    for p, process in enumerate(PROCESSES):
        if known.volatility[p].value > 0.0:
            yield {
                "name": process.name,
                "parameter": process.parameter,
                "moves": process.verb,
                "volatility": _figure(known.volatility[p]),
                "persistence": _figure(known.persistence[p]),
                "drift_error": float(known.drift_error[p]),
            }


def _figure(known: Known) -> dict[str, Any]:
    """A figure of a process, and who says so."""
    told = {"value": known.value, "error": known.error, "range": [known.low, known.high], "years": known.years}
    return {**told, "tag": known.tag, "source": known.source}


def _agreement(model: Model, seed: int, path: int) -> Iterator[dict[str, Any]]:
    """The last balance of a path of chance by composition and by the whole engine [yuan]."""
    engine = through_engine(model, seed, path)
    composed = simulate(model, seed, np.array([path]), APART["chance"]).yearly[:, BALANCE, -1, 0]
    for i, line in enumerate(LINES):
        told = {"composed": float(composed[i]), "engine": float(engine[i, -1])}
        yield {"path": path, "fund": line.fund, "account": line.account, **told}


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
