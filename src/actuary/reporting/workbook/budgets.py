"""The five budget forms of a fund (社会保险基金预算表): 主表、收入参数表、支出参数表、平衡表、调整情况表.

Every figure is a measure of the reckoned ledgers: its value for a page, its formula for a cell.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from actuary.reporting.language import Words, plain_name
from actuary.reporting.workbook.book import Book
from actuary.reporting.workbook.budget_parameters import RESTS_ON
from actuary.reporting.workbook.sheets import Sheet
from actuary.vocabulary.declared import ACCOUNT, DECLARED
from actuary.vocabulary.items import spends
from actuary.vocabulary.registry import item_name

BUDGETS: dict[str, tuple[tuple[str, str], tuple[str, ...]]] = {
    "enterprise": (("企业职工基本养老保险基金", "Enterprise pension fund"), ("employee_pension.enterprise",)),
    "public": (("机关事业单位基本养老保险基金", "Public-sector pension fund"), ("employee_pension.public",)),
    "residents": (("城乡居民基本养老保险基金", "Residents' pension fund"), ("resident_pension.all",)),
    "medical": (
        ("职工基本医疗保险基金", "Employee medical fund"),
        ("employee_medical.pooled", "employee_medical.individual", "employee_medical.large_amount"),
    ),
    "resident_medical": (
        ("城乡居民基本医疗保险基金", "Residents' medical fund"),
        ("resident_medical.urban", "resident_medical.rural_cooperative", "resident_medical.serious_illness"),
    ),
    "unemployment": (("失业保险基金", "Unemployment fund"), ("unemployment.pooled",)),
    "work_injury": (("工伤保险基金", "Work-injury fund"), ("work_injury.all",)),
    "maternity": (("生育保险基金", "Maternity fund"), ("maternity.pooled",)),
    **{
        fund.name.key: ((f"{fund.name.zh}基金", f"{fund.name.en} fund"), (f"{fund.name.key}.{ACCOUNT}",))
        for fund in DECLARED
    },
}
"""Budgets as a city sets them, and the lines of the verdict that each holds."""
WITHIN = (
    "transfer.accounts",
    "transfer.large_amount",
    "transfer.serious_illness",
    "transfer.reserve",
    "transfer.merger",
)
"""What moves between ledgers of one budget, and is neither receipt nor spending of it."""
BESIDE = ("backstop", "pooling_transfer")
SIDES: tuple[tuple[str, tuple[str, str], tuple[str, ...]], ...] = (
    ("contributions", ("社会保险费收入", "contributions"), ("contribution", "arrears")),
    ("subsidy", ("财政补贴收入", "subsidy"), ("ordinary_subsidy",)),
    ("interest", ("利息与投资收益", "interest and returns"), ("interest",)),
    ("transfers_in", ("转移与其他收入", "transfers and other receipts"), ("transfer",)),
)
FORMS: dict[str, tuple[str, str]] = {
    "main": ("表一 收支预算主表", "1. Receipts and expenditure"),
    "receipts": ("表二 收入参数表", "2. What receipts rest on"),
    "expenditure": ("表三 支出参数表", "3. What expenditure rests on"),
    "balance": ("表四 收支平衡表", "4. Balance"),
    "adjustment": ("表五 调整情况表", "5. Changes"),
}


class Measure(Protocol):
    """A figure of a year: `last`, the row of its last month, tells which."""

    def value(self, book: Book, last: int) -> float: ...
    def text(self, book: Book, last: int) -> str: ...


@dataclass(frozen=True)
class Cells:
    """A column of the pooled city over a year: its sum, its mean, or its last month, times a factor."""

    line: str
    column: str
    how: str = "sum"
    factor: float = 1.0

    def value(self, book: Book, last: int) -> float:
        """The figure."""
        values = book.sheets[self.line].columns[self.column].values[:, 0]
        year = values[last - 11 : last + 1]
        found = values[last] if self.how == "last" else year.mean() if self.how == "mean" else year.sum()
        return float(found) * self.factor

    def text(self, book: Book, last: int) -> str:
        """Its formula."""
        sheet = book.sheets[self.line]
        if self.how == "last":
            told = f"'{sheet.name}'!{sheet.cell(self.column, last, 0)}"
        else:
            word = "AVERAGE" if self.how == "mean" else "SUM"
            told = f"{word}('{sheet.name}'!{sheet.span(self.column, last - 11, last, 0)})"
        return told if self.factor == 1.0 else f"{told}*{self.factor:g}"


@dataclass(frozen=True)
class Parameter:
    """What a parameter says in the year's last month."""

    name: str

    def value(self, book: Book, last: int) -> float:
        """The figure."""
        return book.drivers.number(self.name, last)

    def text(self, book: Book, last: int) -> str:
        """A reference to the sheet of months."""
        return book.drivers.cells[self.name, last]


@dataclass(frozen=True)
class Sum:
    """Some measures added up, each times its sign."""

    parts: tuple[tuple[float, Measure], ...]

    def value(self, book: Book, last: int) -> float:
        """The figure."""
        return sum(sign * part.value(book, last) for sign, part in self.parts)

    def text(self, book: Book, last: int) -> str:
        """Its formula; nought of nothing."""
        told = "".join(f"{'-' if sign < 0 else '+'}{part.text(book, last)}" for sign, part in self.parts)
        return told.removeprefix("+") or "0"


@dataclass(frozen=True)
class Earlier:
    """A measure a year before; of the first year's, what is given for it."""

    of: Measure
    first: Measure | None = None

    def value(self, book: Book, last: int) -> float:
        """The figure."""
        if last < 23:
            return self.first.value(book, last) if self.first is not None else float("nan")
        return self.of.value(book, last - 12)

    def text(self, book: Book, last: int) -> str:
        """Its formula."""
        if last < 23:
            return self.first.text(book, last) if self.first is not None else '""'
        return self.of.text(book, last - 12)


@dataclass(frozen=True)
class Opening:
    """What ledgers of a line held when the year began."""

    line: str
    account: str

    def value(self, book: Book, last: int) -> float:
        """The figure."""
        return float(book.sheets[self.line].columns[f"{self.account}.opening"].values[last - 11, 0])

    def text(self, book: Book, last: int) -> str:
        """Its cell."""
        sheet = book.sheets[self.line]
        return f"'{sheet.name}'!{sheet.cell(f'{self.account}.opening', last - 11, 0)}"


class Row(NamedTuple):
    """A line of a form: its words, its unit, how deep it stands, and its measure."""

    zh: str
    en: str
    unit: str
    depth: int
    measure: Measure


class Form(NamedTuple):
    """One form of one budget: key, title, and its rows."""

    key: str
    zh: str
    en: str
    rows: tuple[Row, ...]


class Budget:
    """The five forms of one budget over the reckoned ledgers."""

    def __init__(self, book: Book, key: str) -> None:
        self.book, self.key = book, key
        (self.zh, self.en), lines = BUDGETS[key]
        self.sheets = [book.sheets[line] for line in lines]

    def items(self) -> Iterator[tuple[Sheet, str, str, bool]]:
        """Every item of its ledgers: sheet, column, item, and whether it is spent."""
        for sheet in self.sheets:
            for column in sheet.of("result"):
                account, _, item = column.name.partition(".")
                if item and item not in ("opening", "closing", *WITHIN, *BESIDE):
                    yield sheet, column.name, item, spends(str(sheet.fund), account, item)

    def receipts(self, starts: tuple[str, ...] = ("",)) -> Sum:
        """Receipts whose items begin with one of some words."""
        found = [(1.0, Cells(s.key, c)) for s, c, i, spent in self.items() if not spent and i.startswith(starts)]
        return Sum(tuple(found))

    def spending(self, item: str | None = None) -> Sum:
        """All that is spent, or one item of it."""
        found = [(-1.0, Cells(s.key, c)) for s, c, i, spent in self.items() if spent and item in (None, i)]
        return Sum(tuple(found))

    def balance(self) -> Sum:
        """What is held at the year's end, before the backstop."""
        return Sum(tuple((1.0, Cells(sheet.key, "balance", "last")) for sheet in self.sheets))

    def opened(self) -> Sum:
        """What is held when the run begins."""
        accounts = [(s.key, c.name.partition(".")[0]) for s in self.sheets for c in s.of("result")]
        names = dict.fromkeys((key, a) for key, a in accounts if f"{a}.opening" in self.book.sheets[key].columns)
        return Sum(tuple((1.0, Opening(*name)) for name in names))

    def current(self) -> Sum:
        """Receipts less spending."""
        return Sum((*self.receipts().parts, *((-sign, part) for sign, part in self.spending().parts)))

    def forms(self) -> tuple[Form, ...]:
        """The five."""
        rows = {
            "main": self._main(),
            "receipts": self._parameters("receipts"),
            "expenditure": self._parameters("expenditure"),
            "balance": self._balance(),
            "adjustment": self._adjustment(),
        }
        return tuple(Form(key, *FORMS[key], tuple(rows[key])) for key in FORMS)

    def _main(self) -> Iterator[Row]:
        """Receipts by source and spending by kind."""
        yield Row("一、收入", "Receipts", "yuan", 0, self.receipts())
        for _, (zh, en), starts in SIDES:
            found = self.receipts(starts)
            if found.parts:
                yield Row(zh, en, "yuan", 1, found)
        yield Row("二、支出", "Expenditure", "yuan", 0, self.spending())
        for item in dict.fromkeys(item for _, _, item, spent in self.items() if spent):
            words = item_name(item)
            yield Row(words.zh, words.en, "yuan", 1, self.spending(item))
        yield Row("三、本年收支结余", "Balance of the year", "yuan", 0, self.current())
        yield Row("四、年末滚存结余", "Balance at the year's end", "yuan", 0, self.balance())

    def _parameters(self, side: str) -> Iterator[Row]:
        """What one side rests on: bases and persons of the engine, rates and prices in force in December."""
        for sheet in self.sheets:
            for told in RESTS_ON.get(sheet.key, {}).get(side, ()):
                how, _, name = told.rpartition(":")
                if how:
                    column = sheet.columns.get(name)
                    if column is not None:
                        ways = {
                            "sum": ("（全年）", ", year"),
                            "mean": ("（月均）", ", mean month"),
                            "last": ("（年末）", ", December"),
                        }
                        zh, en = ways[how]
                        yield Row(column.zh + zh, column.en + en, column.unit, 1, Cells(sheet.key, name, how))
                elif self._known(name):
                    held = self.book.run.in_force[name][0]
                    zh, en = (f"·{each}" if held.key else "" for each in _entry(held.key))
                    yield Row(held.zh + zh, plain_name(held.name) + en, held.unit, 1, Parameter(name))

    def _known(self, name: str) -> bool:
        """Whether a parameter says something in every December."""
        run = self.book.run
        return all(run.held(name, run.months[last]) is not None for _, last in run.closing_of_years())

    def _balance(self) -> Iterator[Row]:
        """From the last year's balance to this one's, with and without subsidy, and how long it pays."""
        yield Row("上年末滚存结余", "Balance of the year before", "yuan", 0, Earlier(self.balance(), self.opened()))
        yield Row("本年收入", "Receipts", "yuan", 0, self.receipts())
        yield Row("其中：财政补贴", "of which subsidy", "yuan", 1, self.receipts(("ordinary_subsidy",)))
        yield Row("本年支出", "Expenditure", "yuan", 0, self.spending())
        yield Row("本年收支结余", "Balance of the year", "yuan", 0, self.current())
        unsubsidised = Sum((*self.current().parts, *((-s, p) for s, p in self.receipts(("ordinary_subsidy",)).parts)))
        yield Row("本年收支结余（不含财政补贴）", "Balance of the year, without subsidy", "yuan", 1, unsubsidised)
        yield Row("年末滚存结余", "Balance at the year's end", "yuan", 0, self.balance())
        for sheet in self.sheets:
            name = sheet.columns["payable_months"]
            cover = Cells(sheet.key, "payable_months", "last")
            zh, en = ("", "") if len(self.sheets) == 1 else _ledger(sheet.key)
            yield Row(f"{name.zh}{zh}", f"{name.en}{en}", "month", 0, cover)
        backstop = [
            (1.0, Cells(s.key, c.name)) for s in self.sheets for c in s.of("result") if c.name.endswith(".backstop")
        ]
        yield Row("财政兜底（表外）", "Backstop, beside the balance", "yuan", 1, Sum(tuple(backstop)))

    def _adjustment(self) -> Iterator[Row]:
        """What changes from year to year."""
        for zh, en, found in (
            ("收入比上年增减", "Receipts against the year before", self.receipts()),
            ("其中：社会保险费收入", "of which contributions", self.receipts(SIDES[0][2])),
            ("其中：财政补贴收入", "of which subsidy", self.receipts(SIDES[1][2])),
            ("支出比上年增减", "Expenditure against the year before", self.spending()),
            ("本年收支结余比上年增减", "Balance of the year against the year before", self.current()),
            ("年末滚存结余比上年增减", "Balance against the year before", self.balance()),
        ):
            yield Row(zh, en, "yuan", int(zh.startswith("其中")), Change(found))


@dataclass(frozen=True)
class Change:
    """A measure less that of the year before; nothing for the first year."""

    of: Measure

    def value(self, book: Book, last: int) -> float:
        """The figure."""
        return self.of.value(book, last) - self.of.value(book, last - 12) if last >= 23 else float("nan")

    def text(self, book: Book, last: int) -> str:
        """Its formula."""
        return f"({self.of.text(book, last)})-({self.of.text(book, last - 12)})" if last >= 23 else '""'


def budgets(book: Book) -> list[Budget]:
    """Every budget of a run; what their forms ask of parameters is asked for, so that it has its cell."""
    found = [Budget(book, key) for key in BUDGETS]
    rows = [row for budget in found for form in budget.forms() for row in form.rows]
    for row in rows:
        for _, last in book.run.closing_of_years():
            row.measure.value(book, last)
    return found


def _entry(key: str | None) -> tuple[str, str]:
    """What an entry of a table is of, in both languages."""
    return (Words("zh").key(key), Words("en").key(key)) if key else ("", "")


def _ledger(key: str) -> tuple[str, str]:
    """The name of a ledger after a dot, in both languages."""
    fund, _, account = key.partition(".")
    return f"·{Words('zh').account(fund, account)}", f" · {Words('en').account(fund, account)}"
