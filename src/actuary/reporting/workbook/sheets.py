"""A ledger as a sheet (台账工作表): blocks of rows, the whole city first and then each pool, and columns that are given
or reckoned. What is reckoned here is what the spreadsheet will show."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from actuary.reporting.workbook.expressions import Column, Expression
from actuary.reporting.workbook.run_data import InForce, RunData

FloatArray = NDArray[np.float64]
RESULT, STEP, EXPOSURE = "result", "step", "exposure"
TOP = 5
"""Row of a ledger's first month, counted from nought: title, note, group, heading and unit stand above it."""


class Block(NamedTuple):
    """The rows of one pool, or of the whole city; its districts marked `[D]`."""

    pool: str
    members: FloatArray


@dataclass(eq=False)
class Made:
    """A column as it stands: its part of the sheet, words, unit, and its expression; None of an exposure."""

    name: str
    part: str
    zh: str
    en: str
    unit: str
    expression: Expression | None = None
    values: FloatArray = field(default_factory=lambda: np.zeros(0))
    at: int = -1
    letters: str = ""


def letters(column: int) -> str:
    """The letters of a column counted from nought."""
    told = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        told = chr(65 + rest) + told
    return told


class Drivers:
    """What parameters say by month, and where: the sheet of months and that of inputs."""

    def __init__(self, run: RunData) -> None:
        self.run = run
        self.asked: dict[str, set[int]] = {}
        """Months of the run in which each parameter was asked for, in the order of the first question."""
        self.given: dict[str, None] = {}
        """Figures of the opening that were asked for."""
        self.cells: dict[tuple[str, int], str] = {}
        self.opened_cells: dict[str, str] = {}
        """Where what was asked for stands, once the sheets of inputs and of months are arranged."""

    def row(self, name: str, t: int) -> InForce:
        """The row in force in month `t`."""
        held = self.run.held(name, self.run.months[0] + t)
        assert held is not None, f"{name} is not stated in month {t}"
        return held

    def number(self, name: str, t: int) -> float:
        """What a parameter says in month `t`."""
        self.asked.setdefault(name, set()).add(t)
        value = self.row(name, t).value
        assert value is not None
        return value

    def settled(self, name: str, t: int = 0) -> int:
        """A number, by default of the first month, that shapes the formulas, and no cell holds: instalments, lags."""
        value = self.row(name, t).value
        assert value is not None
        return round(value)

    def opened(self, name: str) -> float:
        """A figure of the opening."""
        self.given[name] = None
        rows = self.run.in_force[name]
        assert rows[0].value is not None
        return rows[0].value


class Sheet:
    """Columns over blocks of months; reckons itself month by month in the order of its columns."""

    def __init__(self, key: str, run: RunData, drivers: Drivers, fund: str | None, book: "dict[str, Sheet]") -> None:
        self.key, self.run, self.drivers, self.fund, self.book = key, run, drivers, fund, book
        self.steps = len(run.months)
        everyone = Block("city", np.ones(len(next(iter(run.openings.values())))))
        pools = [] if fund is None else run.pools.get(fund, [])
        own = [Block(*pool) for pool in pools if pool[0] != "city"]
        self.blocks = [everyone, *(block for block in own if self._holds(block))]
        self.columns: dict[str, Made] = {}
        self.name = key
        self.filling = False
        """Whether rows are left open in the text of a formula."""

    def _holds(self, block: Block) -> bool:
        """Whether anything of the fund is in a block."""
        found = [v for (f, _, _), v in self.run.exposures.items() if f == self.fund and v.shape[1] > 1]
        found += [v[None, :] for (f, _), v in self.run.openings.items() if f == self.fund]
        return any((values @ block.members).any() for values in found)

    # what is defined

    def exposure(self, account: str, name: str, zh: str, en: str, fund: str | None = None) -> Column:
        """A column of the engine's own figures; nought where the run has none of it."""
        key = (fund or self.fund or "common", account, name)
        values = self.run.exposures.get(key, np.zeros((self.steps, 1)))
        unit = self.run.units.get(key, "")
        over = [values[:, 0] if values.shape[1] == 1 else values @ block.members for block in self.blocks]
        return self.constant(f"{account}.{name}", zh, en, unit, np.stack(over, axis=1))

    def constant(self, name: str, zh: str, en: str, unit: str, values: FloatArray) -> Column:
        """A column of figures `[T, B]` that are given."""
        self.columns[name] = Made(name, EXPOSURE, zh, en, unit, None, values)
        return Column(name)

    def step(self, name: str, zh: str, en: str, unit: str, expression: Expression) -> Column:
        """A column that is reckoned on the way."""
        return self._reckoned(name, STEP, zh, en, unit, expression)

    def result(self, name: str, zh: str, en: str, unit: str, expression: Expression) -> Column:
        """A column of the ledger itself."""
        return self._reckoned(name, RESULT, zh, en, unit, expression)

    def _reckoned(self, name: str, part: str, zh: str, en: str, unit: str, expression: Expression) -> Column:
        assert name not in self.columns, f"{name} twice"
        values = np.full((self.steps, len(self.blocks)), np.nan)
        self.columns[name] = Made(name, part, zh, en, unit, expression, values)
        return Column(name)

    # what is reckoned

    def reckon(self) -> None:
        """Every cell, month by month; the first twice, since what its benefits are splits the opening balance."""
        made = [each for each in self.columns.values() if each.expression is not None]
        for t in (0, *range(self.steps)):
            for each in made:
                assert each.expression is not None
                each.values[t] = each.expression.value(self, t)

    def column(self, name: str, t: int) -> FloatArray:
        return np.asarray(self.columns[name].values[t])

    def total(self, name: str, t: int) -> FloatArray:
        values = self.column(name, t)
        result = np.full(len(values), values[1:].sum())
        result[0] = values[0]
        return result

    def elsewhere(self, sheet: str, name: str, t: int) -> FloatArray:
        other = self.book[sheet]
        return np.asarray([other.column(name, t)[self._block_there(other, b)] for b in range(len(self.blocks))])

    def _block_there(self, other: "Sheet", block: int) -> int:
        names = [each.pool for each in other.blocks]
        pool = self.blocks[block].pool
        return names.index(pool) if pool in names else 0

    def driver(self, name: str, t: int) -> float:
        return self.drivers.number(name, t)

    def given(self, name: str) -> float:
        return self.drivers.opened(name)

    # where it stands

    def lay_out(self) -> None:
        """Give every column its place: results, then steps, then exposures; after pool and month."""
        place = 2
        for part in (RESULT, STEP, EXPOSURE):
            for made in self.of(part):
                made.at, made.letters = place, letters(place)
                place += 1

    def of(self, part: str) -> Iterable[Made]:
        """Columns of a part."""
        return [made for made in self.columns.values() if made.part == part]

    def row(self, t: int, block: int) -> int:
        """The row of a month in a block, counted from nought."""
        return TOP + block * self.steps + t

    def rows(self, block: int) -> list[int]:
        """The rows of a block as formulas name them."""
        return [self.row(t, block) + 1 for t in range(self.steps)]

    def formulas(self, made: Made) -> Iterable[tuple[int, int, str]]:
        """Month, block and formula of every cell of a column. What the pools say differs in rows alone, so it is
        written once and its rows filled in for each."""
        assert made.expression is not None
        rows = [self.rows(block) for block in range(len(self.blocks))]
        there = [
            {key: other.rows(self._block_there(other, block)) for key, other in self.book.items()}
            for block in range(len(self.blocks))
        ]
        for t in range(self.steps):
            yield t, 0, made.expression.text(self, t, 0)
            if len(self.blocks) > 1:
                self.filling = True
                told = made.expression.text(self, t, 1)
                self.filling = False
                for block in range(1, len(self.blocks)):
                    yield t, block, told.format(r=rows[block], o=there[block])

    def cell(self, name: str, t: int, block: int) -> str:
        column = self.columns[name].letters
        return f"{column}{{r[{t}]}}" if self.filling and block else f"{column}{self.row(t, block) + 1}"

    def total_text(self, name: str, t: int, block: int) -> str:
        if block == 0:
            return self.cell(name, t, 0)
        column = self.columns[name].letters
        return f"({'+'.join(f'{column}{self.row(t, b) + 1}' for b in range(1, len(self.blocks)))})"

    def elsewhere_text(self, sheet: str, name: str, t: int, block: int) -> str:
        other = self.book[sheet]
        column = other.columns[name].letters
        row = f"{{o[{sheet}][{t}]}}" if self.filling else str(other.row(t, self._block_there(other, block)) + 1)
        return f"'{other.name}'!{column}{row}"

    def driver_text(self, name: str, t: int) -> str:
        return self.drivers.cells[name, t]

    def given_text(self, name: str) -> str:
        return self.drivers.opened_cells[name]

    def span(self, name: str, first: int, last: int, block: int) -> str:
        return f"{self.cell(name, first, block)}:{self.cell(name, last, block)}"
