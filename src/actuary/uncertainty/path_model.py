"""Model of a simulation (模拟模型): causes run once, and tables of what each does to the funds of the pooled city.

Paths are told as differences to the central run, which a path without any deviation therefore is, to the last bit.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from actuary.kernels import paths as kernel
from actuary.kernels.paths import contracts as axis
from actuary.paths.economy import PROCESSES, Chance
from actuary.scenarios.outcome import Outcome
from actuary.scenarios.study import Study
from actuary.uncertainty.cash import Cash, Layout, central_rows, frame_of, layout_of
from actuary.uncertainty.effects import GROUP_OF, Told, between, compared, of_deviation, openings_of, reads_of, rows_of
from actuary.uncertainty.impulses import Cause, Short, acts, knots, of_process, of_range, responses
from actuary.uncertainty.processes import Processes, Series, processes_of
from actuary.uncertainty.reads import AT_LEAST, UNDER, dates_of, decided_before
from actuary.uncertainty.sensitivity import Ranged, nothing_named, ranged
from actuary.valuation.lines import LINES, LineCash
from actuary.valuation.run import ProgressTold

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]
PEOPLE = 256
"""Demographic paths (人口路径): path n of the economy lives on number n modulo so many."""


@dataclass(frozen=True)
class Model:
    """What a simulation rests on: the study, its causes, and tables of what each does; dice come later."""

    study: Study
    layout: Layout
    processes: Processes
    inputs: list[Ranged]
    rows: kernel.Rows
    frame: kernel.Frame
    dates: kernel.Dates
    opening: FloatArray
    openings: FloatArray
    """Opening balances `[L]`, and what each cause adds to them `[K, L]` [yuan]."""
    reads: FloatArray
    told: FloatArray
    """What dates of law are told by `[J, TOLD]`, and what each cause adds to it `[K, J, TOLD]`."""
    central: kernel.Central
    yearly: FloatArray
    """Yearly results of the central run and of a path without deviations `[2, line, COLUMNS, Y]` [yuan]."""
    people: int = PEOPLE
    short: tuple[Short, ...] = ()
    """Ends of ranges that cannot be beside all else, which paths draw as far as they can be."""

    @property
    def chance(self) -> Chance:
        """The processes as arrays."""
        return self.processes.chance

    @cached_property
    def by_district(self) -> Study:
        """The same study whose people move district by district (整机)."""
        return Study(self.study.prepared, self.study.coverage) if self.study.pooled else self.study

    @property
    def years(self) -> IntArray:
        """Calendar years of the run `[Y]`."""
        return self.layout.years


def processes_in(study: Study, mortality: str = "lee-carter", own: Series | None = None) -> Processes:
    """The processes of a study's basis in its first month."""
    basis = study.base.seen.basis.parameters.aside()
    return processes_of(basis, study.base.assembled.first, mortality, own)


def model(
    study: Study,
    only: str = "*",
    told: ProgressTold = lambda done, total: None,
    processes: Processes | None = None,
    people: int = PEOPLE,
) -> Model:
    """Run every cause alone; `only`: a pattern of the names of inputs whose ranges are drawn, empty for none; `told`
    hears of each; `processes`: those of the basis when None; `people`: how many demographic paths.

    Raises Problem where no input with a range bears such a name.
    """
    inputs = ranged(study.base.seen.groups, only)
    if only and not inputs:
        raise nothing_named(only)
    processes, layout = processes or processes_in(study), layout_of(study)
    base = layout.cash(study.case(()))
    causes = Causes(study, layout, processes.chance, inputs)
    run = responses(study, layout, causes.runs, told)
    found = [response.cash for response in run]
    openings, reads = causes.added(base, found)
    bare = Model(
        study,
        layout,
        processes,
        inputs,
        rows_of(
            layout,
            central_rows(layout, study.base, base),
            base,
            list(causes.effects(base, found, len(layout.flows))),
        ),
        frame_of(layout, study.base),
        dates_of(layout.reads, study.base.assembled),
        base.opening,
        openings,
        base.reads,
        reads,
        _nothing(layout),
        np.zeros((2, len(LINES), axis.COLUMNS, len(layout.years))),
        people,
        tuple(response.short for response in run if response.short is not None),
    )
    return beside(bare, study.base)


def beside(bare: Model, outcome: Outcome) -> Model:
    """The model with its central run, and with a path without deviations beside it; what law decides on that path is
    what other paths are held against."""
    still = bare.dates._replace(idle=bare.dates.fired)
    nothing = np.zeros((len(bare.openings), 1))
    found = kept(replace(bare, dates=still, central=_nothing(bare.layout)), nothing, monthly=True)
    yearly, monthly = measured(outcome, bare.layout)
    return replace(
        bare,
        dates=bare.dates._replace(decided=np.ascontiguousarray(found.decided[:, 0])),
        central=kernel.Central(monthly, np.ascontiguousarray(found.monthly[..., 0])),
        yearly=np.stack((yearly, found.yearly[..., 0])),
    )


def _nothing(layout: Layout) -> kernel.Central:
    return kernel.Central(*(np.zeros((len(LINES), len(layout.months))) for _ in range(2)))


class Causes:
    """The causes of a model and their places among the weights: two of each process and year, two of each input."""

    def __init__(self, study: Study, layout: Layout, chance: Chance, inputs: Sequence[Ranged]) -> None:
        self.years, self.places, self.chance, self.inputs = layout.years, knots(layout.years), chance, inputs
        self.moving = [p for p, each in enumerate(PROCESSES) if chance.volatility[p] > 0.0 and acts(study, each)]
        self.of_inputs = 2 * len(PROCESSES) * len(self.years)
        self.count = self.of_inputs + 2 * len(inputs)
        self.runs: list[Cause] = [
            of_process(study, PROCESSES[p], int(self.years[y]), side * float(chance.volatility[p]))
            for p in self.moving
            for y in self.places
            for side in (-1.0, 1.0)
        ]
        self.runs += [cause for each in inputs for cause in of_range(study, each)]

    def effects(self, base: Cash, found: Sequence[Cash], flows: int) -> Iterator[Told]:
        """What processes do by year, then what inputs do by end."""
        sides = iter([np.stack([low.rows, high.rows]) for low, high in zip(found[::2], found[1::2], strict=True)])
        for p in self.moving:
            group = GROUP_OF.get(PROCESSES[p].name, axis.MULTIPLIED)
            adding = group != axis.MULTIPLIED
            below = float(np.exp(-self.chance.volatility[p])) if adding else 1.0
            known = {
                y: of_deviation(compared(base.rows, next(sides), flows, adding=adding), below)
                for y in self.places.tolist()
            }
            for y, pair in enumerate(between(known, len(self.years))):
                yield Told(pair, group, 2 * (p * len(self.years) + y))
        for i in range(len(self.inputs)):
            pair = compared(base.rows, next(sides), flows, adding=False)
            yield Told(pair, axis.MULTIPLIED, self.of_inputs + 2 * i)

    def added(self, base: Cash, found: Sequence[Cash]) -> tuple[FloatArray, FloatArray]:
        """What each adds at full weight to the opening balances `[K, L]` [yuan], and to what dates of law are told by
        `[K, J, TOLD]`; processes add nothing."""
        ends = found[len(found) - 2 * len(self.inputs) :]
        openings, reads = np.zeros((self.count, len(base.opening))), np.zeros((self.count, *base.reads.shape))
        openings[self.of_inputs :], reads[self.of_inputs :] = openings_of(base, ends), reads_of(base, ends)
        return openings, reads


def kept(model: Model, weight: FloatArray, block: int = kernel.BLOCK, *, monthly: bool = False) -> kernel.Found:
    """The funds of some paths as the kernel keeps them, `weight[K, N]`; `monthly`: balances by month too."""
    opening, reads = added_up(model.opening, model.openings, weight), added_up(model.reads, model.told, weight)
    dates = model.dates._replace(
        at_least=np.ascontiguousarray(reads[:, AT_LEAST]), under=np.ascontiguousarray(reads[:, UNDER])
    )
    count, months = weight.shape[1], len(model.layout.months)
    found = kernel.Found(
        np.zeros((len(LINES), axis.COLUMNS, len(model.years), count)),
        np.full((len(LINES), count), -1, dtype=np.int64),
        decided_before(dates.read, reads),
        np.zeros((len(LINES), months, count if monthly else 0)),
    )
    kernel.run(model.rows, model.frame, dates, model.central, opening, weight, found, block)
    return found


def added_up(base: FloatArray, added: FloatArray, weight: FloatArray) -> FloatArray:
    """A figure `[...]` on paths of `weight[K, N]`, of what each cause adds to it `[K, ...]`: `[..., N]`."""
    found = base[..., None] + np.zeros(weight.shape[1])
    for k in np.flatnonzero(added.reshape(len(added), -1).any(axis=1)):
        found += added[k][..., None] * weight[k]
    return found


def measured(outcome: Outcome, layout: Layout) -> tuple[FloatArray, FloatArray]:
    """Yearly results `[line, COLUMNS, Y]` and balances at the ends of months `[line, T]` of the pooled city by the
    engine, before the backstop [yuan]."""
    marks = [layout.months // 12 == year for year in layout.years]
    yearly, balances = [], []
    for line in LINES:
        series = LineCash(outcome.pooled, line).series(_everywhere(outcome), "city", subsidy=True)
        given = series.sources.get("ordinary_subsidy", np.zeros(len(layout.months)))
        columns = (series.receipts, series.expenditure, given)
        receipts, spent, subsidy = ([float(values[mark].sum()) for mark in marks] for values in columns)
        ends = [float(series.balance[1:][mark][-1]) for mark in marks]
        yearly.append([receipts, spent, ends, subsidy])
        balances.append(series.balance[1:])
    return np.array(yearly), np.ascontiguousarray(balances)


def _everywhere(outcome: Outcome) -> FloatArray:
    ledger = next(iter(outcome.pooled.values()))
    return np.ones(ledger.balance.shape[1])
