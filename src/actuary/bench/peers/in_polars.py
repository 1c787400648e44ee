"""Liabilities in Polars (Polars): persons crossed with months, survival as a cumulative product over each person."""

import numpy as np
import polars as pl
from numpy.typing import NDArray

from actuary.bench.peers.projected import Projected, projected
from actuary.liability.promises import Promises
from actuary.liability.valued import Conditions

NEEDS = "polars"
BLOCK = 2000
"""Persons at a time: each has a row a month."""


def worth(promises: Promises, conditions: Conditions) -> NDArray[np.float64]:
    """Worth today of each person's promise [yuan]."""
    p = projected(promises, conditions)
    years, categories, ages = p.death.shape
    deaths = pl.LazyFrame(
        {
            "year": np.repeat(np.arange(years), categories * ages),
            "category": np.tile(np.repeat(np.arange(categories), ages), years),
            "here": np.tile(np.arange(ages), years * categories),
            "death": p.death.ravel(),
        }
    )
    months = np.arange(p.months)
    table = pl.LazyFrame({"t": months, "year": p.year[months], "paid": p.paid[months], "refunded": p.refunded[months]})
    blocks = [_block(p.some(begin, begin + BLOCK), table, deaths, ages) for begin in range(0, len(p.age), BLOCK)]
    return np.concatenate(blocks)


def _block(p: Projected, months: pl.LazyFrame, deaths: pl.LazyFrame, ages: int) -> NDArray[np.float64]:
    persons = pl.LazyFrame(
        {"id": np.arange(len(p.age)), "category": p.category, "age": p.age, "wait": p.wait}
        | {"balance": p.balance, "pension": p.pension}
    )
    alive = (1.0 - pl.col("death")).cum_prod().shift(1, fill_value=1.0).over("id", order_by="t")
    paid = pl.col("alive") * pl.col("pension") * pl.col("paid")
    refunded = pl.col("alive") * pl.col("death") * pl.col("balance") * pl.col("refunded")
    worths = (
        persons.join(months, how="cross")
        .with_columns(here=pl.col("age") + pl.col("t"))
        .filter(pl.col("here") < ages)
        .join(deaths, on=["year", "category", "here"])
        .with_columns(alive=alive)
        .group_by("id")
        .agg(pl.when(pl.col("t") >= pl.col("wait")).then(paid).otherwise(refunded).sum().alias("worth"))
        .sort("id")
    )
    return worths.collect()["worth"].to_numpy()
