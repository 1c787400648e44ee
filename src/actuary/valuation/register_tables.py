"""Tables of registers and memoranda (名册与备查表): who draws beside the statuses, what stands beside the ledgers."""

import numpy as np
import polars as pl

from actuary.months import text
from actuary.people.registers import PERSONS, YEARS, Followed
from actuary.schemes.setting import Setting
from actuary.valuation.tables import NAMES, grid
from actuary.vocabulary import CATEGORIES

GROUPS = [name.key for name in CATEGORIES]
COLUMNS = ("month", "register", "kind", "category")


def registers_table(registers: dict[str, Followed], first: int) -> pl.DataFrame:
    """registers: persons by kind, category and completed age, at the opening and each December's end; no zero rows."""
    parts = [_empty(age=pl.Int64, persons=pl.Float64)]
    for name, each in registers.items():
        for index, persons in sorted(each.ages.items()):
            axes = {"kind": list(each.kinds), "category": GROUPS, "age": [str(age) for age in range(YEARS)]}
            table = grid({"persons": persons}, axes).filter(pl.col("persons") != 0.0)
            labels = pl.lit(text(first + index - 1)).alias("month"), pl.lit(name).alias("register")
            parts.append(table.with_columns(*labels, pl.col("age").cast(pl.Int64)).select(*COLUMNS, "age", "persons"))
    return pl.concat(parts)


def register_flows_table(registers: dict[str, Followed], months: list[str]) -> pl.DataFrame:
    """register_flows: opening + new - deaths - leavers = closing, by month, kind and category [person]."""
    flows = ("opening", "new", "deaths", "leavers", "closing")
    parts = [_empty(**dict.fromkeys(flows, pl.Float64))]
    for name, each in registers.items():
        stock = each.stock[:, PERSONS]
        moved = (stock[:-1], each.new[:, PERSONS], each.deaths[:, PERSONS], each.leavers[:, PERSONS], stock[1:])
        axes = {"month": months, "kind": list(each.kinds), "category": GROUPS}
        table = grid(dict(zip(flows, moved, strict=True)), axes)
        parts.append(table.with_columns(pl.lit(name).alias("register")).select(*COLUMNS, *flows))
    return pl.concat(parts)


def memoranda_table(setting: Setting, months: list[str]) -> pl.DataFrame:
    """memoranda: what stands beside the ledgers, by month and district of insurance [yuan]."""
    names = ("month", "district", "fund", "item")
    parts = [pl.DataFrame(schema={**dict.fromkeys(names, pl.String), "yuan": pl.Float64})]
    for (fund, item), yuan in sorted(setting.memoranda.items()):
        table = grid({"yuan": np.asarray(yuan)}, {"month": months, "district": NAMES}).filter(pl.col("yuan") != 0.0)
        parts.append(table.with_columns(fund=pl.lit(fund), item=pl.lit(item)).select(*names, "yuan"))
    return pl.concat(parts)


def _empty(**numbers: type[pl.DataType]) -> pl.DataFrame:
    """The table of a run without registers."""
    return pl.DataFrame(schema={**dict.fromkeys(COLUMNS, pl.String), **numbers})
