"""Synthetic cities (合成城市): the shipped city with every belief and opening amount drawn within its own range.

A city is a table of replaced inputs, as `actuary run --inputs` reads it: what a city might hand in that is like the
shipped one as far as anybody can tell. Persons of the opening and their make-up stay, so that every city reconciles to
the same published counts; law is everybody's.
"""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import polars as pl

from actuary.dated import DatedParameter, DatedValue, Table
from actuary.dated.ends import drawn, open_, still
from actuary.dated.plausible import whole
from actuary.errors import Both, Problem, problem
from actuary.months import parse, text
from actuary.valuation.assemble import assemble
from actuary.valuation.prepare import Prepared, Views, views

COLUMNS = ("parameter", "from", "key", "new_value", "new_source", "new_tag")
AMOUNTS = ("yuan", "yuan_per_year")
"""Units of the opening that are drawn: what is counted, or shared out over people, is reconciled."""
DRAWS = 100
"""Times that a city is drawn before it is given up."""


def city_name(number: int) -> str:
    """Name of a city by its number from 1 (城市编号)."""
    return f"city-{number:03d}"


def city(prepared: Prepared, seed: int, number: int) -> pl.DataFrame:
    """Inputs of one city, the same for the same seed and number whatever other cities are made.

    Ranges are believed one by one: where the people of the opening do not fit all that was drawn, it is drawn again.
    Raises Problem where they never do.
    """
    random = np.random.Generator(np.random.Philox(key=[seed, number]))
    source = f"synthetic city {number}, seed {seed}"
    last: Problem | None = None
    for _ in range(DRAWS):
        frame = _drawn(prepared, random, source)
        last = misfit(prepared, frame)
        if last is None:
            return frame
    message = Both(
        f"第 {number} 座合成城市抽取 {DRAWS} 次，期初都不成立；最后一次的原因如下。",
        f"Synthetic city {number} was drawn {DRAWS} times and never made an opening; the last time for what follows.",
    )
    remedy = Both("请收窄影响期初人口的假设区间。", "Narrow the ranges of beliefs about the people of the opening.")
    why = problem("never_fits", message=message, remedy=remedy, file=prepared.options["valuation"])
    raise Problem(why, *(last.letters if last is not None else ()))


def in_digits(inputs: pl.DataFrame) -> bytes:
    """A table of inputs as a CSV file, every figure with all its digits and none in powers of ten."""
    return inputs.write_csv(include_bom=True, float_scientific=False).encode()


def misfit(prepared: Prepared, inputs: pl.DataFrame) -> Problem | None:
    """Why the people of the opening do not fit a table of inputs; None where they do."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "city.csv"
        path.write_bytes(in_digits(inputs))
        told = prepared.with_figures(path)
        opening, last = told.file.opening, parse(told.options["to"])
        try:
            assemble(*views(told), told.folder, opening, last, told.target)
        except Problem as fault:
            return fault
    return None


def _drawn(prepared: Prepared, random: np.random.Generator, source: str) -> pl.DataFrame:
    made = [
        (*cell, source, "derived")
        for parameter in drawable(views(prepared))
        for row in {row.from_: row for row in parameter.values if open_(row)}.values()
        for cell in _cells(parameter, drawn(row, float(random.triangular(*_limits(row)))))
    ]
    return pl.DataFrame(made, schema=list(COLUMNS), orient="row", infer_schema_length=None)


def drawable(seen: Views) -> list[DatedParameter]:
    """Beliefs, and amounts of the opening, that have a range, by name."""
    amounts = [each for each in seen.opening.parameters.values() if each.unit in AMOUNTS]
    found = [*seen.basis.parameters.parameters.values(), *amounts]
    ranged = (each for each in found if each.memorandum is None and any(map(open_, each.values)))
    return sorted(ranged, key=lambda each: each.name)


def _limits(row: DatedValue) -> tuple[float, float, float]:
    """Lowest, likeliest and highest: of a table its factor, or how far it leans."""
    low, high, likeliest = float(row.low or 0.0), float(row.high or 0.0), still(row)
    return min(low, likeliest), likeliest, max(high, likeliest)


def _cells(parameter: DatedParameter, row: DatedValue) -> Iterator[tuple[str, str, str | None, float]]:
    head, most = (parameter.name, text(row.from_)), whole(parameter.unit, parameter.name)
    if isinstance(row.value, Table):
        for key, value in zip(row.value.keys, row.value.values, strict=True):
            yield (*head, key, min(float(value), most))
    else:
        yield (*head, None, min(float(row.value), most))
