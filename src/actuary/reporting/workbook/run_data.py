"""What a workbook is made from (工作簿的数据来源): exposures, parameters in force, openings and cash of a run."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from actuary.errors import Both, Problem, problem
from actuary.months import parse, text
from actuary.runs.folder import RunFolder
from actuary.vocabulary import DISTRICTS

FloatArray = NDArray[np.float64]
PLACE = {district.key: index for index, district in enumerate(DISTRICTS)}
CITY = "city"
NEEDED = ("exposures", "in_force", "pools")


class InForce(NamedTuple):
    """What a parameter says from which month to which [month], and on what it rests."""

    name: str
    key: str | None
    zh: str
    unit: str
    first: int
    last: int
    value: float | None
    text: str | None
    way: str
    row: str | None
    grows_with: str | None
    stated_to: str | None
    tag: str
    trust: str | None
    source: str | None
    title: str | None
    number: str | None
    article: str | None
    low: float | None
    high: float | None
    moves: str | None


class RunData:
    """A run as a workbook reads it; everything by month of the exposures `[T]` and district `[D]`."""

    def __init__(self, folder: RunFolder) -> None:
        missing = [name for name in NEEDED if name not in folder.tables]
        if missing:
            raise Problem(
                problem(
                    "run_without_exposures",
                    message=Both(
                        f"这次运行没有表 {'、'.join(missing)}，无法重算台账。",
                        f"The run has no table {', '.join(missing)}, so its ledgers cannot be reckoned again.",
                    ),
                    remedy=Both("请用现在的版本重新估值。", "Run the valuation again with this version."),
                    file=str(folder.folder),
                    field="RUN",
                )
            )
        self.folder = folder
        self.verdict: Mapping[str, Any] = folder.document("verdict")

    @cached_property
    def _exposures(self) -> pl.DataFrame:
        return self.folder.table("exposures").collect()

    @cached_property
    def months(self) -> list[int]:
        """The months of the workbook: those of the exposures."""
        wages = self._exposures.filter(pl.col("exposure") == "wages")["month"]
        first, last = str(wages.min()), str(wages.max())
        return list(range(parse(first), parse(last) + 1))

    @cached_property
    def exposures(self) -> dict[tuple[str, str, str], FloatArray]:
        """Exposures `[T, D]`, or `[T, 1]` of the whole city, by fund, ledger and name."""
        found = {}
        for key, rows in self._exposures.group_by("fund", "account", "exposure", maintain_order=True):
            fund, account, name = (str(part) for part in key)
            found[fund, account, name] = self._grid(rows, "value")
        return found

    @cached_property
    def units(self) -> dict[tuple[str, str, str], str]:
        """Units of the exposures."""
        rows = self._exposures.select("fund", "account", "exposure", "unit").unique()
        return {(fund, account, name): unit for fund, account, name, unit in rows.iter_rows()}

    @cached_property
    def in_force(self) -> dict[str, list[InForce]]:
        """Rows by parameter, entries of a table as `name[key]`, in order of time."""
        columns = ("name", "key", "zh", "unit", "from", "to", *InForce._fields[6:])
        table = self.folder.table("in_force").select(columns).collect()
        found: dict[str, list[InForce]] = {}
        for row in table.iter_rows():
            name, key, zh, unit, first, last, *rest = row
            entry = name if key is None else f"{name}[{key}]"
            found.setdefault(entry, []).append(InForce(name, key, zh, unit, parse(first), parse(last), *rest))
        return {name: sorted(rows, key=lambda held: held.first) for name, rows in found.items()}

    @cached_property
    def openings(self) -> dict[tuple[str, str], FloatArray]:
        """Opening balances `[D]` [yuan] by fund and ledger."""
        first = self.folder.table("balances").filter(pl.col("month") == self._text(0)).collect()
        found = {}
        for (fund, account), rows in first.group_by("fund", "account"):
            balance = np.zeros(len(DISTRICTS))
            balance[[PLACE[name] for name in rows["district"]]] = rows["opening"].to_numpy()
            found[str(fund), str(account)] = balance
        return found

    @cached_property
    def ledger(self) -> dict[tuple[str, str, str, bool], FloatArray]:
        """Cash `[T, D]` [yuan] by fund, ledger, item and whether it is of the month before's right or earlier."""
        table = self.folder.table("ledger").filter(pl.col("month") <= self._text(-1)).collect()
        table = table.with_columns(late=pl.col("entitlement_month").is_not_null())
        summed = table.group_by("fund", "account", "item", "late", "month", "district").agg(pl.col("yuan").sum())
        found = {}
        for (fund, account, item, late), rows in summed.group_by("fund", "account", "item", "late"):
            found[str(fund), str(account), str(item), bool(late)] = self._grid(rows, "yuan")
        return found

    @cached_property
    def pools(self) -> dict[str, list[tuple[str, FloatArray]]]:
        """Pools of each fund with their districts marked `[D]`; empty where they change within the run."""
        table = self.folder.table("pools").collect()
        if table["from"].n_unique() > 1:
            return {}
        found: dict[str, list[tuple[str, FloatArray]]] = {}
        for (fund, pool), rows in table.group_by("fund", "pool", maintain_order=True):
            members = np.zeros(len(DISTRICTS))
            members[[PLACE[name] for name in rows["district"]]] = 1.0
            found.setdefault(str(fund), []).append((str(pool), members))
        return {fund: sorted(pools, key=lambda pool: PLACE.get(pool[0], -1)) for fund, pools in found.items()}

    @cached_property
    def pooling_rule(self) -> str:
        """The rule under which pools help each other at the opening."""
        return str(self.folder.table("pools").collect()["rule"][0])

    def held(self, name: str, month: int) -> InForce | None:
        """The row in force in a month; None where nothing is stated."""
        return next((row for row in self.in_force.get(name, ()) if row.first <= month <= row.last), None)

    def entries(self, name: str) -> list[str]:
        """Keys of a table."""
        prefix = f"{name}["
        return [entry.removeprefix(prefix)[:-1] for entry in self.in_force if entry.startswith(prefix)]

    def word(self, name: str, t: int) -> str | None:
        """The word of law in a month of the run."""
        row = self.held(name, self.months[t])
        return None if row is None else row.text

    def closing_of_years(self) -> Iterator[tuple[int, int]]:
        """Each whole calendar year and the place of its last month."""
        for t, month in enumerate(self.months):
            if month % 12 == 11 and t >= 11:
                yield month // 12, t

    def _grid(self, rows: pl.DataFrame, column: str) -> FloatArray:
        if rows["district"][0] == CITY:
            values = np.zeros((len(self.months), 1))
            values[self._places(rows), 0] = rows[column].to_numpy()
            return values
        values = np.zeros((len(self.months), len(DISTRICTS)))
        values[self._places(rows), [PLACE[name] for name in rows["district"]]] = rows[column].to_numpy()
        return values

    def _places(self, rows: pl.DataFrame) -> list[int]:
        return [self._at[month] for month in rows["month"].to_list()]

    @cached_property
    def _at(self) -> dict[str, int]:
        return {text(month): t for t, month in enumerate(self.months)}

    def _text(self, t: int) -> str:
        return text(self.months[t])
