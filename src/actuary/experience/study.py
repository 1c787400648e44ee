"""The study (经验分析): actual over expected for each event, whole, and by fund, category and group of ages."""

from typing import Any

import numpy as np
import polars as pl

from actuary.errors import Both, Problem, problem
from actuary.experience.columns import COLUMNS, EVENTS
from actuary.experience.credibility import Standard, credibility, poisson_limits
from actuary.experience.rates import Believed, expected
from actuary.sheets.cells import NONE, Cells
from actuary.sheets.reading import Grid
from actuary.vocabulary import CATEGORIES, FUNDS

BAND = 10
"""Years of age of a group."""
BY = ("whole", "fund", "category", "age")


def study(grid: Grid, by: Believed, standard: Standard, language: str) -> dict[str, Any]:
    """Body of the document `actuary.experience/1`; rows that are wrong are told and left out.

    Raises Problem where a column is missing, and where no row is usable.
    """
    cells = Cells(grid, COLUMNS)
    frame = _frame(cells, by)
    errors = cells.errors(language)
    if frame.is_empty():
        raise _nothing(grid, len(errors))
    rows = [row for by in BY for row in _groups(frame, by, standard)]
    told = {"probability": standard.probability, "within": standard.within, "events": standard.events}
    totals = {"rows": frame.height, "rejected": len(cells) - frame.height}
    return {"full_credibility": told, "groups": rows, "errors": errors.to_dicts(), "totals": totals}


def _frame(cells: Cells, by: Believed) -> pl.DataFrame:
    """Good rows with what was expected of them."""
    event, fund, category = (cells.choice(name) for name in ("event", "fund", "category"))
    age, months = cells.number("age"), cells.month("month")
    exposure, actual = cells.number("exposure"), cells.number("actual")
    none = Both("没有暴露，却有发生数。", "Something happened to nobody.")
    cells.fault("actual", "exposure", none, (exposure == 0.0) & (actual > 0.0))
    good = cells.good
    event, fund, category, months = event[good], fund[good], category[good], months[good]
    years, exposure, actual = age[good].astype(np.int64), exposure[good], actual[good]
    foreseen = np.zeros(len(years))
    for place, name in enumerate(EVENTS):
        rows = event == place
        foreseen[rows] = exposure[rows] * expected(by, name, months[rows], category[rows], years[rows])
    funds, kinds = [name.key for name in FUNDS], [name.key for name in CATEGORIES]
    return pl.DataFrame(
        {
            "event": [list(EVENTS)[place] for place in event],
            "fund": [None if place == NONE else funds[place] for place in fund],
            "category": [kinds[place] for place in category],
            "age": years // BAND * BAND,
            "exposure": exposure,
            "actual": actual,
            "expected": foreseen,
        },
        schema_overrides={"fund": pl.String},
    )


def _groups(frame: pl.DataFrame, by: str, standard: Standard) -> list[dict[str, Any]]:
    """One entry a group of an event; a table that names no fund has no groups of funds."""
    keys = ["event"] if by == "whole" else ["event", by]
    told = frame if by == "whole" else frame.drop_nulls(by)
    order = {name: place for place, name in enumerate(EVENTS)}
    sums = (
        told.group_by(keys)
        .agg(pl.col("exposure", "actual", "expected").sum())
        .sort(pl.col("event").replace_strict(order, default=0), *keys[1:])
    )
    return [_entry(row, by, standard) for row in sums.iter_rows(named=True)]


def _entry(row: dict[str, Any], by: str, standard: Standard) -> dict[str, Any]:
    actual, foreseen = row["actual"], row["expected"]
    low, high = poisson_limits(actual)
    weight = credibility(actual, standard)
    ratio = actual / foreseen if foreseen > 0 else None
    key = None if by == "whole" else f"{row['age']}-{row['age'] + BAND - 1}" if by == "age" else row[by]
    return {
        "event": row["event"],
        "by": by,
        "key": key,
        "exposure": row["exposure"],
        "actual": actual,
        "expected": foreseen,
        "ratio": ratio,
        "low": None if ratio is None else low / foreseen,
        "high": None if ratio is None else high / foreseen,
        "credibility": weight,
        "credible_ratio": None if ratio is None else weight * ratio + 1.0 - weight,
    }


def _nothing(grid: Grid, errors: int) -> Problem:
    return Problem(
        problem(
            "nothing_usable",
            message=Both(f"没有可用的行；错误 {errors} 处。", f"No row can be used; {errors} faults."),
            remedy=Both(
                "请用 --json 查看各行各列的错误并改正。", "See the faults by row and column in --json, and mend them."
            ),
            file=grid.file,
            field="FILE",
        )
    )
