"""Which figures of a verdict are shown, and in which order (选取): nothing is computed here."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from actuary.vocabulary import ACCOUNTS, DISTRICTS, FUNDS

Entry = Mapping[str, Any]
CITY = "city"
TOTALS = ("all", "all_without_individual")
MEASURES = ("receipts", "expenditure", "current_balance", "balance", "payable_months")
MEASURE_UNITS = {**dict.fromkeys(MEASURES, "yuan"), "payable_months": "month"}

# A fund's headline ledgers: public staff are never netted against enterprise, accounts never into a pool.
_HEADLINES: dict[str, tuple[tuple[str, ...], ...]] = {
    "employee_pension": (("enterprise", "public"),),
    "employee_medical": (("all_without_individual",), ("pooled", "large_amount")),
}
_FUND_ORDER = {name.key: index for index, name in enumerate(FUNDS)}
_POOL_ORDER = {key: index for index, key in enumerate((CITY, "core", *(name.key for name in DISTRICTS)))}


class Entries:
    """The fund entries of a verdict by (fund, account, pool, subsidy), in the registry's order."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._by_key = {_key(entry): entry for entry in sorted(entries, key=_order)}

    def find(self, fund: str, account: str, pool: str = CITY, subsidy: str = "with") -> Entry | None:
        """The entry, or None where the verdict has none."""
        return self._by_key.get((fund, account, pool, subsidy))

    def funds(self) -> list[str]:
        """Funds present."""
        return list(dict.fromkeys(key[0] for key in self._by_key))

    def accounts(self, fund: str) -> list[str]:
        """Ledgers present for a fund, totals last; the total of a single ledger is that ledger."""
        present = list(dict.fromkeys(key[1] for key in self._by_key if key[0] == fund))
        single = [account for account in present if account not in TOTALS]
        return single if len(single) == 1 else present

    def pools(self, fund: str, account: str) -> list[str]:
        """Pools present for a ledger, the pooled city first."""
        return list(dict.fromkeys(key[2] for key in self._by_key if key[:2] == (fund, account)))

    def headlines(self, fund: str) -> list[str]:
        """The ledgers that stand for a fund on the first page: `all` where it may be added up."""
        present = self.accounts(fund)
        for wanted in (*_HEADLINES.get(fund, ()), *((total,) for total in TOTALS)):
            found = [account for account in wanted if account in present]
            if found:
                return found
        return present

    def years(self) -> list[int]:
        """All years of the verdict, ascending."""
        return sorted({int(row["year"]) for entry in self._by_key.values() for row in entry["years"]})


def shown_years(years: Sequence[int], room: int) -> list[int]:
    """At most `room` years: all, or the first ones and then evenly spread up to the last."""
    if len(years) <= room:
        return list(years)
    last = len(years) - 1
    return [years[round(position * last / (room - 1))] for position in range(room)]


def figures_of(entry: Entry | None, measure: str, years: Sequence[int]) -> list[float | None]:
    """One measure of an entry at each of the years; None where it has no value."""
    rows = {int(row["year"]): row for row in entry["years"]} if entry else {}
    return [rows.get(year, {}).get(measure) for year in years]


def same_years(one: Entry | None, other: Entry | None) -> bool:
    """Whether two entries tell the same figures (no ordinary subsidy in the ledger)."""
    return one is not None and other is not None and list(one["years"]) == list(other["years"])


def same_test(entry: Entry | None, test: Entry) -> Entry | None:
    """The test of the same name in another entry, or None."""
    others: Iterable[Entry] = entry["tests"] if entry else ()
    return next((other for other in others if other["test"] == test["test"]), None)


def _key(entry: Entry) -> tuple[str, str, str, str]:
    return entry["fund"], entry["account"], entry["pool"], entry.get("subsidy", "with")


def _order(entry: Entry) -> tuple[int, int, int, str]:
    fund, account, pool, subsidy = _key(entry)
    accounts = [name.key for name in ACCOUNTS.get(fund, ())] + list(TOTALS)
    place = accounts.index(account) if account in accounts else len(accounts)
    # "with" sorts before "without"
    return _FUND_ORDER.get(fund, len(FUNDS)), place, _POOL_ORDER.get(pool, len(_POOL_ORDER)), subsidy
