"""Every measure of an outcome by pool (全部指标): what the verdict's rows do not hold, laid beside it by year.

The names are those of `measures.csv` in a run folder: ratios, rates, concepts of debt, and single items of receipts and
spending.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from actuary.dated.advice import nearest
from actuary.errors import Both, Problem, problem
from actuary.runs.folder import RunFolder
from actuary.scenarios.comparing import KEYS, MEASURES, rows_of
from actuary.scenarios.outcome import Outcome
from actuary.valuation.implicit_debt import Debt
from actuary.valuation.known import Rows
from actuary.valuation.lines import NOT_MEASURED, Series, all_series
from actuary.valuation.measured import Measuring
from actuary.valuation.measures import by_item, figure
from actuary.valuation.measures_table import UNITS, account_records, debt_at_opening
from actuary.vocabulary.items import GENERAL, LEDGERS
from actuary.vocabulary.measures import DEBT

FIRSTS = {name for name, unit in UNITS.items() if unit == "text"}
ITEMS = dict.fromkeys(flow.item for flows in (*LEDGERS.values(), GENERAL) for flow in flows)
SINGLE = {
    f"{side}.{item}": "yuan" for side in ("receipts", "expenditure") for item in ITEMS if item not in NOT_MEASURED
}
"""Single items of receipts and spending."""
NUMBERS = {name: unit for name, unit in UNITS.items() if name not in FIRSTS} | SINGLE
"""Every measure that is a number, with its unit."""
COLUMNS = ("year", "district", "fund", "account", "subsidy", "measure", "value")
CONCEPTS = frozenset(measure.key for measure in DEBT)
Told = Iterator[tuple[int, str, float]]


def refuse_unknown(names: Iterable[str]) -> None:
    """Raises Problem where a measure is none that a run has as a number."""
    letters = []
    for name in names:
        if name not in NUMBERS:
            listed = Both("请看 `actuary quantities` 的指标一节。", "See the measures in `actuary quantities`.")
            message = Both(f"没有数值指标“{name}”。", f"There is no measure {name!r} that is a number.")
            remedy = nearest(name, [*NUMBERS]) or listed
            letters.append(problem("no_measure", message=message, remedy=remedy, field="--measure"))
    if letters:
        raise Problem(*letters)


def figure_in(year: Mapping[str, Any], name: str) -> float | None:
    """A measure in a year of a row; an item that is not posted is nought, any other figure is none."""
    found: float | None = year.get(name, 0.0 if name in SINGLE else None)
    return found


def rows_with(outcome: Outcome, names: Sequence[str]) -> Rows:
    """The verdict's rows of an outcome with further measures in their years; a year that has those alone is a further
    one (the opening's, the last where it is no whole year)."""
    rows, names = rows_of(outcome), [name for name in names if name not in MEASURES]
    if not names:
        return rows
    measuring = Measuring(outcome.evaluation.setting, outcome.evaluation.rules.interest)
    debt = Debt(outcome.assembled, outcome.movement, measuring.net_discount)
    series = all_series(outcome.ledgers, outcome.pooled, outcome.pooling)
    return [_beside(row, _figures(measuring, debt, item, names)) for row, item in zip(rows, series, strict=True)]


def written_rows(folder: RunFolder) -> Rows:
    """The verdict's rows of a written run with all measures of its table."""
    found: dict[tuple[str, ...], list[tuple[int, str, float]]] = {}
    table = folder.table("measures").select(COLUMNS).collect()
    for year, pool, fund, account, subsidy, name, value in table.iter_rows():
        if name in NUMBERS and name not in MEASURES:
            found.setdefault((fund, account, pool, subsidy), []).append((int(year), name, value))
    rows = folder.document("verdict")["funds"]
    return [_beside(row, iter(found.get(tuple(row[key] for key in KEYS), []))) for row in rows]


def _beside(row: dict[str, Any], told: Told) -> dict[str, Any]:
    """A row with further figures in their years."""
    years = {year["year"]: dict(year) for year in row["years"]}
    for year, name, value in told:
        years.setdefault(year, {"year": year})[name] = None if value is None else figure(value)
    return {**row, "years": [years[year] for year in sorted(years)]}


def _figures(measuring: Measuring, debt: Debt, item: Series, names: Sequence[str]) -> Told:
    """The named measures of a line in a pool, by year."""
    found = measuring.yearly(item) | by_item(measuring.years, item)
    if CONCEPTS & {*names}:
        found |= account_records(item, measuring.years, debt)
        rows = debt_at_opening(item, (), debt)
        yield from ((year, name, value) for year, name, value, _ in rows if name in names)
    years = measuring.years.years.tolist()
    for name in (name for name in names if name in found):
        yield from ((year, name, value) for year, value in zip(years, found[name].tolist(), strict=True))
    yield from ((measuring.last, name, value) for name, value in measuring.horizon(item).items() if name in names)
