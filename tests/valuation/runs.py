"""Runs that many tests look at, each made once a session (共用的估值结果)."""

from functools import cache

import polars as pl

from actuary.kernels.cache import configure

configure()

from actuary.valuation import RunResult, run  # noqa: E402 - the kernels' cache is named before numba is imported

KEY = ["month", "district", "fund", "account", "item", "entitlement_month"]
BY_BALANCE = ("interest", "backstop", "pooling_transfer", "transfer.reserve", "transfer.merger", "transfer.maternity")
"""Items that depend on balances and so on the pooling rule."""


def ran(
    rules: str | None = None, basis: str | None = None, pooling: str | None = None, to: str | None = None
) -> RunResult:
    """The shipped valuation under some options."""
    return _ran(rules, basis, pooling, to)


@cache
def _ran(rules: str | None, basis: str | None, pooling: str | None, to: str | None) -> RunResult:
    """Pooling moves nobody, so its runs read what the first one learned."""
    learned = ran().movement.coverage if pooling and not (rules or basis or to) else None
    return run("wuhan-2015", rules=rules, basis=basis, pooling=pooling, to=to, coverage=learned)


@cache
def read_back(to: str | None = None) -> RunResult:
    """The shipped valuation with the coverage table that the full run learned."""
    return run("wuhan-2015", to=to, coverage=ran().movement.coverage)


def ledger(result: RunResult, **where: str) -> pl.DataFrame:
    """Ledger rows in order of their keys, those with the given values only."""
    rows = result.tables()["ledger"]
    for column, value in where.items():
        rows = rows.filter(pl.col(column) == value)
    return rows.select(*KEY, "yuan").sort(KEY)


def cash(result: RunResult, fund: str, account: str, item: str) -> dict[str, float]:
    """City totals of an item by month [yuan]."""
    rows = ledger(result, fund=fund, account=account, item=item)
    return dict(rows.group_by("month").agg(pl.col("yuan").sum()).sort("month").iter_rows())


def month_number() -> pl.Expr:
    """Calendar month, 1 to 12, of a ledger row."""
    return pl.col("month").str.slice(5).cast(pl.Int64)
