"""Time of many paths, beside what they answered: the central run where nothing moves, the whole engine on one of them.

Goals on two cores: 10,000 economic paths on 256 paths of people, all funds pooled, 60 months in about 3 s and to 2070
in about 30 s, once the causes have been run. What causes do is kept between runs; the time of running them, or of
finding them, stands beside.
"""

import time

import numpy as np
import pytest

from actuary.kernels import paths as kernel
from actuary.kernels.paths.contracts import BALANCE, COLUMNS
from actuary.paths.economy import PROCESSES
from actuary.scenarios.packed import PackedStudy
from actuary.uncertainty.path_model import PEOPLE, Model, model
from actuary.uncertainty.simulating import Drawn, simulate, through_engine, weights
from actuary.valuation.lines import LINES
from actuary.valuation.prepare import prepare

COUNT, ROUNDS, LONG = 10_000, 3, 660
CHANCE = Drawn(True, False)


@pytest.fixture(scope="module")
def made() -> tuple[Model, float]:
    """The shipped city to 2020 with every process, and how long its causes took [CPU second]."""
    study = PackedStudy(prepare("wuhan-2015", to="2020-12"))
    began = time.process_time()
    return model(study, ""), time.process_time() - began


def test_ten_thousand_paths_to_2020(benchmark, made: tuple[Model, float]) -> None:
    """Draws, flows, ledgers and triggers of 10,000 x 256 paths."""
    built, causes = made
    found = benchmark.pedantic(lambda: simulate(built, 1, np.arange(COUNT), CHANCE), rounds=ROUNDS, warmup_rounds=1)
    benchmark.extra_info["causes_cpu_seconds"] = round(causes, 1)
    assert len(np.unique(np.arange(COUNT) % built.people)) == PEOPLE
    still = simulate(built, 1, np.arange(64), Drawn(False, False))
    assert np.array_equal(still.yearly, np.broadcast_to(built.yearly[0][..., None], still.yearly.shape))
    spread = found.yearly[:, BALANCE, -1].std(axis=1)
    gap = np.abs(found.yearly[:, BALANCE, -1, 5] - through_engine(built, 1, 5)[:, -1])
    assert np.all(gap <= 0.05 * spread + 1.0)


def test_ten_thousand_paths_of_660_months(benchmark, made: tuple[Model, float]) -> None:
    """As many months as to 2070, each year with causes of its own that act to the end: 2020's flows and effects go on
    and on. What the first 60 months say is what 60 months say."""
    built, _ = made
    months = built.rows.base.shape[1]
    weight = weights(built, 1, np.arange(COUNT), CHANCE)
    rows, frame, dates, central, weight = stretched(built, weight)
    opening = np.repeat(built.opening[:, None], COUNT, axis=1)

    def run(count: int) -> kernel.Found:
        found = kernel.Found(
            np.zeros((len(LINES), COLUMNS, LONG // 12, count)),
            np.full((len(LINES), count), -1),
            np.zeros((0, count), dtype=bool),
            np.zeros((len(LINES), LONG, 0)),
        )
        begun = opening[:, :count].copy(), weight[:, :count].copy()
        kernel.run(rows, frame, dates, central, *begun, found, kernel.BLOCK)
        return found

    found = benchmark.pedantic(lambda: run(COUNT), rounds=1, warmup_rounds=0)
    short = simulate(built, 1, np.arange(COUNT), CHANCE).yearly - built.yearly[0][..., None]
    assert np.allclose(found.yearly[:, :, : months // 12] - built.yearly[1][..., None], short, rtol=0.0, atol=0.01)


def stretched(built: Model, weight: np.ndarray) -> tuple:
    """A model of 660 months made of one of 60: the last year goes on, and a cause of a later year does what one of the
    first year did, so many months later."""
    rows, months, years = built.rows, built.rows.base.shape[1], len(built.years)
    source = np.concatenate((np.arange(months), months - 12 + np.arange(LONG - months) % 12))
    starts, causes, effects = [], [], []
    for r in range(len(rows.base)):
        places = [len(causes)]
        for g in range(rows.starts.shape[1] - 1):
            for p in range(rows.starts[r, g], rows.starts[r, g + 1]):
                process, rest = divmod(int(rows.causes[p]), 2 * years)
                long = rows.effects[source, p]
                causes.append(2 * process * (LONG // 12) + rest)
                effects.append(long)
                for year in range(years, LONG // 12) if rest < 2 else ():
                    causes.append(2 * process * (LONG // 12) + 2 * year + rest)
                    effects.append(np.concatenate((np.zeros(12 * year), long[: LONG - 12 * year])))
            places.append(len(causes))
        starts.append(places)
    longer = np.zeros((len(PROCESSES), LONG // 12, 2, weight.shape[1]))
    longer[:, :years] = weight.reshape(len(PROCESSES), years, 2, -1)
    longer[:, years:] = longer[:, years - 1 : years]
    calendar = np.arange(LONG)
    frame = built.frame._replace(
        calendar=calendar % 12, year=calendar // 12, whole=calendar >= 12, merged=built.frame.merged[:, source]
    )
    tables = np.ascontiguousarray(np.array(effects).T)
    told = rows._replace(
        base=rows.base[:, source],
        free=rows.free[:, source],
        starts=np.array(starts),
        causes=np.array(causes),
        effects=tables,
    )
    none = built.dates._replace(**{name: getattr(built.dates, name)[:0] for name in built.dates._fields})
    none = none._replace(fired=np.zeros((0, LONG)), idle=np.zeros((0, LONG)))
    still = kernel.Central(*(np.zeros((len(LINES), LONG)) for _ in range(2)))
    return told, frame, none, still, longer.reshape(-1, weight.shape[1])
