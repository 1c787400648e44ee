"""inputs table (输入清单): every value that was read, with date, unit, tag, source, range and place."""

import polars as pl

from actuary.dated import Parameters, Table
from actuary.months import text

SCHEMA = {
    "name": pl.String,
    "key": pl.String,
    "date": pl.String,
    "value": pl.Float64,
    "text": pl.String,
    "unit": pl.String,
    "tag": pl.String,
    "trust": pl.String,
    "source": pl.String,
    "low": pl.Float64,
    "high": pl.Float64,
    "known_from": pl.String,
    "file": pl.String,
    "line": pl.Int64,
}


def inputs_table(groups: tuple[Parameters, ...]) -> pl.DataFrame:
    """One row a value read; a table has one row a key."""
    rows: list[tuple[object, ...]] = []
    for group in groups:
        for name in sorted(group.used):
            parameter = group.parameters[name]
            for index in sorted(group.used[name]):
                value = parameter.values[index]
                known = text(value.known)
                tail = (
                    parameter.unit,
                    value.tag,
                    value.trust,
                    value.source,
                    value.low,
                    value.high,
                    known,
                    value.file,
                    value.line,
                )
                date = text(value.from_)
                if isinstance(value.value, Table):
                    for key, number in zip(value.value.keys, value.value.values, strict=True):
                        rows.append((name, key, date, float(number), None, *tail))
                elif isinstance(value.value, str):
                    rows.append((name, None, date, None, value.value, *tail))
                else:
                    rows.append((name, None, date, float(value.value), None, *tail))
    return pl.DataFrame(rows, schema=SCHEMA, orient="row")
