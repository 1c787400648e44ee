"""Values of a written run (运行取值): a quantity by month, year and district, from the tables of the run folder."""

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl

from actuary import data
from actuary.runs import open_run

STOCKS = ("opening", "closing")
Said = dict[str, Any]


class RunValues:
    """What a run says in one period: a month `YYYY-MM`, a year `YYYY`, or by default the last whole year."""

    def __init__(self, folder: Path, period: str | None = None) -> None:
        """Raises Problem where `folder` is no run folder."""
        self.folder, self.run = folder, open_run(folder)
        self.period = period
        self._readers: dict[str, Callable[[str], pl.DataFrame | None]] = {
            "flow": self._flow,
            "balance": self._balance,
            "members": self._members,
            "people": self._people,
            "people_flow": self._people_flow,
            "account_record": self._account_record,
        }

    def of(self, name: str, kind: str) -> Said | None:
        """Value, period, series by year and values by district; None where the run's tables do not hold it."""
        if kind == "measure":
            return self._measure(name)
        if kind == "test":
            return self._test(name)
        if kind in ("law", "basis", "opening"):
            return self._input(name)
        if kind not in self._readers:
            return None
        table = self._readers[kind](name)
        stock = kind in ("balance", "members", "people") or name.rsplit(".", 1)[-1] in STOCKS
        return None if table is None or table.is_empty() else self._told(table, stock, name.endswith(".opening"))

    def reformed(self, name: str, month: str) -> list[Said]:
        """Rows that the run held of a parameter in a month in which a reform of the run changed it; none elsewhere."""
        if not self.run.manifest["options"].get("reforms"):
            return []
        acting = (pl.col("name") == name) & (pl.col("way") == "reform")
        return self.run.table("in_force").filter(acting, pl.lit(month).is_between("from", "to")).collect().to_dicts()

    def changed(self, file: str) -> bool:
        """Whether a file of the data in use is not the one that the run read; False for what it did not read, and for a
        reform of the user's own, which lies elsewhere and of which the run has the name."""
        read = {each["file"]: each["sha256"] for each in self.run.manifest["inputs"]}
        path = data.root() / file
        return file in read and path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() != read[file]

    def _told(self, table: pl.DataFrame, stock: bool, first: bool) -> Said:
        """What a table of month, district, value comes to: stocks by their last month, flows by their sum."""
        dated = table.with_columns(pl.col("month").str.slice(0, 4).alias("year"))
        whole = dated.group_by("year").agg(pl.col("month").n_unique().alias("n"), pl.col("month").max().alias("last"))
        kept = whole.filter(pl.col("last").str.ends_with("-12")).sort("year")["year"].to_list()
        period = self.period or (kept[-1] if kept else dated["month"].max())
        inside = dated.filter(pl.col("month").str.starts_with(str(period)))
        series = {year: self._summed(dated.filter(pl.col("year") == year), stock, first) for year in kept}
        return {
            "period": period,
            "value": None if inside.is_empty() else sum(self._summed(inside, stock, first).values()),
            "by_year": [{"year": int(year), "value": sum(part.values())} for year, part in series.items()],
            "by_district": [
                {"district": district, "value": value} for district, value in self._summed(inside, stock, first).items()
            ],
        }

    @staticmethod
    def _summed(rows: pl.DataFrame, stock: bool, first: bool) -> dict[str, float]:
        """Value by district: of the last month for a stock (the first for an opening), else the sum."""
        if stock and not rows.is_empty():
            month = rows["month"].min() if first else rows["month"].max()
            rows = rows.filter(pl.col("month") == month)
        summed = rows.group_by("district").agg(pl.col("value").sum()).sort("district")
        return {str(district): float(value) for district, value in summed.iter_rows()}

    def _flow(self, name: str) -> pl.DataFrame:
        fund, account, item = name.split(".", 2)
        table = self.run.table("ledger").filter(
            (pl.col("fund") == fund) & (pl.col("account") == account) & (pl.col("item") == item)
        )
        return table.select("month", "district", pl.col("yuan").alias("value")).collect()

    def _balance(self, name: str) -> pl.DataFrame:
        fund, account, side = name.split(".")
        table = self.run.table("balances").filter((pl.col("fund") == fund) & (pl.col("account") == account))
        return table.select("month", "district", pl.col(side).alias("value")).collect()

    def _members(self, name: str) -> pl.DataFrame:
        fund, kind = name.split(".")
        table = self.run.table("members").filter((pl.col("fund") == fund) & (pl.col("kind") == kind))
        return table.select("month", "district", pl.col("persons").alias("value")).collect()

    def _people(self, name: str) -> pl.DataFrame:
        table = self.run.table("people").filter(pl.col("status") == name.partition(".")[2])
        return table.select("month", "district", pl.col("persons").alias("value")).collect()

    def _people_flow(self, name: str) -> pl.DataFrame:
        column = pl.col(name.partition(".")[2]).alias("value")
        return self.run.table("people_flows").select("month", "district", column).collect()

    def _account_record(self, name: str) -> pl.DataFrame:
        column = pl.col(name.rsplit(".", 1)[1]).alias("value")
        return self.run.table("account_record").select("month", "district", column).collect()

    def _measure(self, name: str) -> Said | None:
        """A measure by account, subsidy and district in the year; of the pooled city over the years."""
        fund, measure = name.split(".", 1)
        if measure.startswith("first_"):
            return self._from_verdict(fund, measure)
        rows = self.run.table("measures").filter((pl.col("fund") == fund) & (pl.col("measure") == measure)).collect()
        if rows.is_empty():
            return None
        year = int(self.period[:4]) if self.period else int(rows.select(pl.col("year").max()).item())
        columns = ("account", "subsidy", "district", "value")
        lines = rows.filter(pl.col("year") == year).select(columns).to_dicts()
        city = rows.filter((pl.col("district") == "city") & (pl.col("subsidy") == "with"))
        pooled = [line for line in lines if (line["district"], line["subsidy"]) == ("city", "with")]
        return {
            "period": str(year),
            "value": pooled[0]["value"] if len(pooled) == 1 else None,
            "by_account": [{"account": line["account"], "value": line["value"]} for line in pooled],
            "by_year": city.select("year", "account", "value").sort("account", "year").to_dicts(),
            "by_line": lines,
        }

    def _from_verdict(self, fund: str, key: str) -> Said:
        """A month that the verdict states, by account and pool."""
        funds = [line for line in self.run.document("verdict")["funds"] if line["fund"] == fund]
        lines = [_place(line) | {"value": line[key]} for line in funds]
        return {"period": None, "by_line": lines}

    def _test(self, name: str) -> Said:
        """A named test by fund, account and pool: value, threshold, passed, first failing month."""
        key = name.partition(".")[2]
        found = [
            {"fund": line["fund"], **_place(line), **test}
            for line in self.run.document("verdict")["funds"]
            for test in line["tests"]
            if test["test"] == key
        ]
        return {"period": None, "by_line": found}

    def _input(self, name: str) -> Said | None:
        """What the run read of a parameter; None where it did not read it."""
        rows = self.run.table("inputs").filter(pl.col("name") == name).collect()
        if rows.is_empty():
            return None
        return {"read": rows.select("date", "key", "value", "text", "tag", "source", "known_from").to_dicts()}


def _place(line: Said) -> Said:
    """Where a line of the verdict stands: account, subsidy, pool."""
    return {"account": line["account"], "subsidy": line.get("subsidy"), "district": line["pool"]}
