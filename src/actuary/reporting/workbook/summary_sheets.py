"""The first sheets (说明与年度总览) and the last (核对): what it is, what comes out by year, and whether it holds."""

from collections.abc import Iterator
from math import isnan
from typing import Any, NamedTuple

from actuary.months import text
from actuary.reporting.workbook.desk import Desk
from actuary.reporting.workbook.sheets import Sheet
from actuary.reporting.workbook.styles import TAG_COLOURS

HEAD = 3
YEARLY = ("receipts", "expenditure", "current", "balance", "payable_months")
TOLERANCE = 0.01
ABOUT = (
    ("how.title", ("how.1", "how.2", "how.3", "how.4")),
    ("carries.title", ("carries.1",)),
    ("not.title", ("not.1", "not.2", "not.3", "not.4", "not.5", "not.6")),
)


def write_about(desk: Desk) -> None:
    """What the workbook is, how to use it, what a change carries and what it does not, and a list of its sheets."""
    verdict, run = desk.book.run.verdict, desk.book.run
    frame = desk.words("page.frame", **{key: verdict[key] for key in ("rules", "basis", "pooling", "to")})
    name = desk.sheet_name("about")
    sheet = desk.open(name, desk.say("title", valuation=verdict["valuation"]), frame, landscape=False)
    sheet.set_column(0, 0, 80)
    told = [desk.say("digest", digest=desk.manifest["run"]), desk.say("horizon", to=text(run.months[-1]))]
    told += [] if run.pools else [desk.say("city_only")]
    row = 2
    for line in told:
        sheet.write_string(row, 0, line, desk.styles.wrapped)
        row += 1
    for title, lines in ABOUT:
        sheet.write_string(row + 1, 0, desk.say(title), desk.styles.of(bold=True))
        row += 2
        for line in lines:
            sheet.write_string(row, 0, desk.say(line), desk.styles.wrapped)
            sheet.set_row(row, 30)
            row += 1
    sheet.write_string(row + 1, 0, desk.say("legend.title"), desk.styles.of(bold=True))
    row += 2
    for tag in TAG_COLOURS:
        word = desk.words.term("tag", tag)
        sheet.write_string(row, 0, word, desk.styles.of(bg_color=TAG_COLOURS[tag], border=2))
        row += 1
    sheet.write_string(row + 1, 0, desk.say("sheets.title"), desk.styles.of(bold=True))
    row += 2
    for other in desk.names[1:]:
        sheet.write_url(row, 0, f"internal:'{other}'!A1", desk.styles.of(font_color="#0563C1"), other)
        row += 1
    sheet.fit_to_pages(1, 0)


class Range(NamedTuple):
    """Cells of a column of a ledger in one block: from one row to another, as a formula names them."""

    sheet: Sheet
    name: str
    first: int
    last: int
    block: int = 0

    @property
    def text(self) -> str:
        """The range with its sheet."""
        return f"'{self.sheet.name}'!{self.sheet.span(self.name, self.first, self.last, self.block)}"

    @property
    def end(self) -> str:
        """Its last cell with its sheet."""
        return f"'{self.sheet.name}'!{self.sheet.cell(self.name, self.last, self.block)}"

    @property
    def total(self) -> float:
        """What it adds up to."""
        return float(self.sheet.columns[self.name].values[self.first : self.last + 1, self.block].sum())

    @property
    def closing(self) -> float:
        """What its last cell holds."""
        return float(self.sheet.columns[self.name].values[self.last, self.block])


def of_year(made: Sheet, name: str, last: int, block: int = 0) -> Range:
    """A column over the twelve months that end with row `last`."""
    return Range(made, name, last - 11, last, block)


def write_yearly(desk: Desk) -> None:
    """Receipts, expenditure, balances and payable months of every line by year, and its first bad months."""
    name = desk.sheet_name("yearly")
    sheet = desk.open(name, name, desk.say("yearly.note"))
    years = list(desk.book.run.closing_of_years())
    heads = [desk.say("year.line"), desk.say("year.year"), *(desk.say(key) for key in YEARLY)]
    heads += [desk.say("first_deficit"), desk.say("first_cannot_pay")]
    for column, word in enumerate(heads):
        sheet.write_string(HEAD, column, word, desk.styles.heading)
        sheet.set_column(column, column, 22 if column == 0 else 14)
    row = HEAD + 1
    for made in desk.book.lines.values():
        for place, (year, last) in enumerate(years):
            sheet.write_string(row, 0, made.name, desk.styles.text)
            sheet.write_number(row, 1, year, desk.styles.of(num_format="0"))
            _year(desk, sheet, row, made, last)
            if place == 0:
                _first_months(desk, sheet, row, made)
            row += 1
    sheet.freeze_panes(HEAD + 1, 2)
    sheet.autofilter(HEAD, 0, row - 1, len(heads) - 1)
    sheet.repeat_rows(HEAD)
    sheet.fit_to_pages(1, 0)


def _year(desk: Desk, sheet: Any, row: int, made: Sheet, last: int) -> None:
    """The figures of one line in one year."""
    received, spent = (of_year(made, name, last) for name in ("receipts", "expenditure"))
    money, at = desk.styles.of(num_format="#,##0.00"), row + 1
    for column, found in ((2, received), (3, spent)):
        sheet.write_formula(row, column, f"=SUM({found.text})/100000000", money, found.total / 1e8)
    sheet.write_formula(row, 4, f"=C{at}-D{at}", money, (received.total - spent.total) / 1e8)
    held = of_year(made, "balance", last)
    sheet.write_formula(row, 5, f"={held.end}/100000000", money, held.closing / 1e8)
    months = of_year(made, "payable_months", last)
    value = "" if isnan(months.closing) else months.closing
    sheet.write_formula(row, 6, f"={months.end}", desk.styles.of(num_format="0.0"), value)


def _first_months(desk: Desk, sheet: Any, row: int, made: Sheet) -> None:
    """The first month of a current deficit and the first in which the line cannot pay."""
    months = f"'{made.name}'!B{made.row(0, 0) + 1}:B{made.row(made.steps - 1, 0) + 1}"
    none = desk.say("none")
    for column, flag in ((7, "deficit"), (8, "cannot_pay")):
        flags = Range(made, flag, 0, made.steps - 1)
        marked = [t for t in range(made.steps) if made.columns[flag].values[t, 0] == 1.0]
        told = text(made.run.months[marked[0]]) if marked else none
        formula = f'=IFERROR(INDEX({months},MATCH(1,{flags.text},0)),"{none}")'
        sheet.write_formula(row, column, formula, desk.styles.of(align="center"), told)


class Identity(NamedTuple):
    """Two formulas that must agree, with their values [yuan]."""

    name: str
    left: str
    right: str
    values: tuple[float, float]


def write_checks(desk: Desk) -> None:
    """The identities, and the pooled city's figures beside the engine's."""
    name = desk.sheet_name("checks")
    sheet = desk.open(name, name, "")
    for column, width in enumerate((58, 22, 22, 18, 10)):
        sheet.set_column(column, column, width)
    found = list(identities(desk))
    start = HEAD + 2
    verdicts = f"E{start + 1}:E{start + len(found)}"
    sheet.write_string(HEAD - 1, 0, desk.say("check.all"), desk.styles.of(bold=True))
    fails = desk.say("check.fails")
    sheet.write_formula(HEAD - 1, 1, f'=COUNTIF({verdicts},"{fails}")', desk.styles.of(bold=True, num_format="0"), 0)
    sheet.write_string(HEAD, 0, desk.say("check.identities"), desk.styles.of(bold=True))
    _heads(desk, sheet, HEAD + 1, ("left", "right"))
    words = (desk.say("check.holds"), fails)
    for place, each in enumerate(found):
        _row(desk, sheet, start + place, each, words)
    row = start + len(found) + 1
    sheet.write_string(row, 0, desk.say("check.engine"), desk.styles.of(bold=True))
    _heads(desk, sheet, row + 1, ("ours", "theirs"))
    words = (desk.say("check.same"), desk.say("check.changed"))
    for place, each in enumerate(beside_engine(desk)):
        _row(desk, sheet, row + 2 + place, each, words)
    sheet.freeze_panes(HEAD, 1)
    sheet.fit_to_pages(1, 0)


def _heads(desk: Desk, sheet: Any, row: int, sides: tuple[str, str]) -> None:
    for column, key in enumerate(("name", *sides, "difference", "verdict")):
        sheet.write_string(row, column, desk.say(f"check.{key}"), desk.styles.heading)


def _row(desk: Desk, sheet: Any, row: int, each: Identity, words: tuple[str, str]) -> None:
    """Both sides, their difference and what follows."""
    money, at = desk.styles.number("yuan"), row + 1
    sheet.write_string(row, 0, each.name, desk.styles.text)
    for column, formula, value in zip((1, 2), (each.left, each.right), each.values, strict=True):
        if formula:
            sheet.write_formula(row, column, f"={formula}", money, value)
        else:
            sheet.write_number(row, column, value, money)
    difference = each.values[0] - each.values[1]
    sheet.write_formula(row, 3, f"=B{at}-C{at}", money, difference)
    told = words[abs(difference) >= TOLERANCE]
    formula = f'=IF(ISNUMBER(D{at}),IF(ABS(D{at})<{TOLERANCE},"{words[0]}","{words[1]}"),"{words[1]}")'
    sheet.write_formula(row, 4, formula, desk.styles.of(align="center"), told)


PAIRS = (
    (
        ("employee_medical.pooled", "pooled.transfer.unemployment"),
        ("unemployment.pooled", "pooled.transfer.employee_medical"),
    ),
    (
        ("employee_medical.individual", "individual.transfer.accounts"),
        ("employee_medical.pooled", "pooled.transfer.accounts"),
    ),
    (
        ("resident_medical.serious_illness", "serious_illness.transfer.serious_illness"),
        ("resident_medical.urban", "urban.transfer.serious_illness"),
    ),
    (
        ("resident_pension.all", "individual.transfer.employee_pension"),
        ("employee_pension.enterprise", "enterprise.transfer.resident_pension"),
    ),
    (("work_injury.all", "reserve.transfer.reserve"), ("work_injury.all", "pooled.transfer.reserve")),
)


def identities(desk: Desk) -> Iterator[Identity]:
    """Balances roll, receipts less spending move the balance, pools add up, and what one pays another receives."""
    for made in desk.book.lines.values():
        for block in range(len(made.blocks)):
            yield from _rolls(desk, made, block)
        if len(made.blocks) > 1:
            yield from _adds_up(desk, made)
    for received, paid in PAIRS:
        sheets = desk.book.sheets
        ranges = [Range(sheets[key], name, 0, sheets[key].steps - 1) for key, name in (received, paid)]
        name = desk.say("check.pair", one=ranges[1].sheet.name, other=ranges[0].sheet.name)
        left, right = ranges
        yield Identity(name, f"SUM({left.text})", f"-SUM({right.text})", (left.total, -right.total))


def _rolls(desk: Desk, made: Sheet, block: int) -> Iterator[Identity]:
    """A block's ledgers from opening to closing, and the line's balance from year to year."""
    last, pool = made.steps - 1, desk.block_name(made, block)
    for account in (name.removesuffix(".closing") for name in made.columns if name.endswith(".closing")):
        items = [
            Range(made, c.name, 0, last, block)
            for c in made.of("result")
            if c.name.startswith(f"{account}.") and c.name.split(".", 1)[1] not in ("opening", "closing")
        ]
        first, end = (Range(made, f"{account}.{name}", 0, last, block) for name in ("opening", "closing"))
        opening = f"'{made.name}'!{made.cell(first.name, 0, block)}"
        left = "+".join([opening, *(f"SUM({each.text})" for each in items)])
        value = float(made.columns[first.name].values[0, block]) + sum(each.total for each in items)
        words = {"line": made.name, "pool": pool, "account": desk.words.account(str(made.fund), account)}
        yield Identity(desk.say("check.rolls", **words), left, end.end, (value, end.closing))
    received, spent, held = (Range(made, name, 0, last, block) for name in ("receipts", "expenditure", "balance"))
    start = "+".join(f"'{made.name}'!{made.cell(name, 0, block)}" for name in made.columns if name.endswith(".opening"))
    opened = sum(float(c.values[0, block]) for c in made.columns.values() if c.name.endswith(".opening"))
    name = desk.say("check.moves", line=made.name, pool=pool)
    left, right = f"SUM({received.text})-SUM({spent.text})", f"{held.end}-({start})"
    yield Identity(name, left, right, (received.total - spent.total, held.closing - opened))


def _adds_up(desk: Desk, made: Sheet) -> Iterator[Identity]:
    """What no balance moves adds up over the pools to the city."""
    for column in made.of("result"):
        item = column.name.split(".", 1)[-1]
        if item.startswith(("contribution", "benefit")) and item != "benefit.stabilisation":
            ranges = [Range(made, column.name, 0, made.steps - 1, block) for block in range(len(made.blocks))]
            name = desk.say("check.pools", line=made.name, item=desk.of(column.zh, column.en))
            left = "+".join(f"SUM({each.text})" for each in ranges[1:])
            yield Identity(name, left, f"SUM({ranges[0].text})", (sum(r.total for r in ranges[1:]), ranges[0].total))


def beside_engine(desk: Desk) -> Iterator[Identity]:
    """Receipts, expenditure and balance of the pooled city by year, beside what the run printed."""
    rows = [row for row in desk.book.run.verdict["funds"] if row["pool"] == "city" and row.get("subsidy") != "without"]
    for row in rows:
        made = desk.book.sheets[f"{row['fund']}.{row['account']}"]
        told = {year["year"]: year for year in row["years"]}
        for year, last in desk.book.run.closing_of_years():
            for name in ("receipts", "expenditure", "balance"):
                found = of_year(made, name, last)
                words = f"{made.name} {year} {desk.say(name)}"
                left = found.end if name == "balance" else f"SUM({found.text})"
                ours = found.closing if name == "balance" else found.total
                yield Identity(words, left, "", (ours, float(told[year][name])))
