"""People as a register lists them (参保名册): `people.csv` of a cohort folder in place of the built opening.

One row is a group born in one month: district of insurance, category, status, persons, and what each
carries on average. Letters give the line of the file and the number of the cell in it, both from 1.
"""

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from actuary.dated.advice import one_of
from actuary.dated.faults import Faults, FileFaults, TableFaults
from actuary.dated.text import read_text
from actuary.errors import Both
from actuary.kernels.month import (
    ACCOUNT,
    ACCOUNT_PART,
    BASIC,
    DEEMED,
    INDEX,
    PERSONS,
    RESIDENT_ACCOUNT,
    TRANSITIONAL,
    WIDTH,
    YEARS,
)
from actuary.months import month as month_of
from actuary.months import text as month_text
from actuary.people.axes import AGES, LANES, OUTSIDE, WORKING_FROM, WORKING_TO, D, G, S
from actuary.people.opening import OpeningPeople
from actuary.vocabulary import CATEGORIES, DISTRICTS, STATUSES, Status

FloatArray = NDArray[np.float64]

FILE = "people.csv"
KEYS = ("district", "category", "birth_month", "status")
SERVICE = ("years", "index", "deemed_years")
PENSION = ("pension_basic", "pension_transitional", "pension_account")
ACCOUNTS = ("account", "resident_account")
NUMBERS = ("persons", *SERVICE, *ACCOUNTS, *PENSION)
COLUMNS = (*KEYS, *NUMBERS)
RESIDENCE = "residence"
OLDEST = 110 * 12
RESIDENT_PENSION_AGE = 60 * 12
RETIRED = (Status.EMPLOYEE_RETIREE, Status.NEW_RETIREE, Status.PUBLIC_RETIREE)
PENSIONERS = (*RETIRED, Status.RESIDENT_PENSIONER)
ACTIVE = tuple(s for s in Status if Status.ENTERPRISE_EMPLOYEE <= s <= Status.UNEMPLOYED)
_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])", re.ASCII)
_NUMBER = re.compile(r"-?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", re.ASCII)
_CHINESE = {"district": "区", "category": "人员类别", "status": "人员状态", RESIDENCE: "居住区"}
_CORRECT_BIRTH = Both("请改正出生年月。", "Correct the month of birth.")
_DRAWS = Both("已在领取养老金", "draws a pension")
_DRAWS_NONE = Both("尚未领取养老金", "draws none yet")
_PLACES = {name.key: index for index, name in enumerate(DISTRICTS)}
_NAMES = {
    "district": _PLACES,
    "category": {name.key: index for index, name in enumerate(CATEGORIES)},
    "status": {name.key: index for index, name in enumerate(STATUSES)},
    RESIDENCE: _PLACES | {"outside": OUTSIDE},
}


class Group(NamedTuple):
    """One good row: places in the axes, `age` [month] at the first month, and its numbers by column."""

    district: int
    residence: int
    category: int
    status: Status
    age: int
    number: dict[str, float]


def listed_people(path: Path, month: int) -> OpeningPeople:
    """The opening state of a register; `month` is the opening's.

    State is by residence: of an insured group that lives in another district the money follows the mean of
    all active, or of all retired, who live there; of residents' schemes it is the residence that counts.
    Raises Problem with every letter about the file.
    """
    faults = Faults()
    found = TableFaults(f"{path.parent.parent.name}/{path.parent.name}/{path.name}", faults)
    text = read_text(path, found)
    groups = [] if text is None else rows_of(text, found, month)
    faults.raise_all()
    state = np.zeros((AGES, G, S, WIDTH))
    active, retired = np.zeros((LANES, D)), np.zeros((LANES, D))
    for group in groups:
        row = state[group.age, group.category, group.status]
        for start, total in totals(group).items():
            row[start + group.residence] += total
        if group.status in RETIRED:
            retired[group.residence, group.district] += group.number["persons"]
        if group.status in ACTIVE:
            active[group.residence, group.district] += group.number["persons"]
    return OpeningPeople(state, at_home(active), at_home(retired))


def at_home(matrix: FloatArray) -> FloatArray:
    """Persons by residence and district of insurance `[L, D]`; where nobody is listed in the whole city, one
    in each district who lives there, so that shares are defined."""
    return matrix if matrix.any() else np.eye(LANES, D)


def totals(group: Group) -> dict[int, float]:
    """Totals of a group by where they begin in the state: means times persons."""
    number, persons = group.number, group.number["persons"]
    means = {ACCOUNT: number["account"], RESIDENT_ACCOUNT: number["resident_account"]}
    if group.status in PENSIONERS:
        starts = (BASIC, TRANSITIONAL, ACCOUNT_PART)
        means |= {start: number[name] for start, name in zip(starts, PENSION, strict=True)}
    else:
        means[YEARS] = number["years"]
        means[INDEX] = number["years"] * number["index"]
        means[DEEMED] = number["deemed_years"] * number["index"]
    return {PERSONS: persons} | {start: mean * persons for start, mean in means.items()}


def _numbered(text: str) -> Iterator[tuple[int, list[str]]]:
    """Rows of the file, each with the number of its last line."""
    rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    for cells in rows:
        yield rows.line_num, cells


def rows_of(text: str, faults: FileFaults, month: int) -> list[Group]:
    """All rows of the file as groups; the bad ones leave letters."""
    try:
        lines = list(_numbered(text))
    except csv.Error as fault:
        message = Both(f"CSV 格式有误：{fault}。", f"This is not CSV: {fault}.")
        faults.add(
            "csv", None, message, Both("请检查引号，或另存为 CSV。", "Check the quotes, or save it as CSV again.")
        )
        return []
    header = [cell.strip() for cell in (lines.pop(0)[1] if lines else [])]
    if not good_header(header, faults):
        return []
    seen: dict[tuple[object, ...], int] = {}
    groups = []
    for line, cells in lines:
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != len(header):
            message = Both(
                f"这一行有 {len(cells)} 格，表头有 {len(header)} 格。",
                f"The row has {len(cells)} cells, the heading {len(header)}.",
            )
            faults.add("cells", (line, 1), message, Both("请每列一格。", "Give each row one cell a column."))
            continue
        group = Row(header, cells, line, faults).group(month)
        if group is None:
            continue
        key = group[:-1]
        if key in seen:
            message = Both(f"第 {seen[key]} 行列的是同一组人。", f"Line {seen[key]} lists the same group.")
            faults.add("duplicate", (line, 1), message, Both("请把两行合为一行。", "Add the two rows up into one."))
        seen.setdefault(key, line)
        groups.append(group)
    return groups


def good_header(header: list[str], faults: FileFaults) -> bool:
    """Whether every column is there, once, and no other."""
    before = len(faults)
    for name in COLUMNS:
        if header.count(name) == 0:
            message = Both(f"缺少列“{name}”。", "The column is missing.")
            faults.add(
                "column", (1, 1), message, Both("请补上；其中可以留空。", "Add it; its cells may be blank."), name
            )
    for place, name in enumerate(header, 1):
        if name not in (*COLUMNS, RESIDENCE):
            known = (*COLUMNS, RESIDENCE)
            message = Both(f"“{name}”不是本文件的列。", f"{name!r} is not a column of this file.")
            remedy = Both(
                f"请删除，或改为 {'、'.join(known)} 之一。", f"Delete it, or write one of {', '.join(known)}."
            )
            faults.add("column", (1, place), message, remedy, name or None)
        elif name in header[: place - 1]:
            message = Both("该列出现了两次。", "The column stands twice.")
            faults.add("column", (1, place), message, Both("请删除其中一列。", "Delete one of them."), name)
    return len(faults) == before


class Row:
    """One row of cells, read cell by cell; what is wrong becomes a letter."""

    def __init__(self, header: list[str], cells: list[str], line: int, faults: FileFaults) -> None:
        self.cells = {name: cell.strip() for name, cell in zip(header, cells, strict=True)}
        self.place = {name: (line, number) for number, name in enumerate(header, 1)}
        self.faults = faults

    def group(self, month: int) -> Group | None:
        """The row as a group; None after a letter."""
        before = len(self.faults)
        district, category, status = (self.known(name) for name in ("district", "category", "status"))
        residence = self.known(RESIDENCE) if self.cells.get(RESIDENCE) else district
        age = self.age(month)
        number = {name: self.number(name) for name in NUMBERS}
        if len(self.faults) == before:
            self.check_status(Status(status), age, number)
        if len(self.faults) > before:
            return None
        return Group(district, residence, category, Status(status), age, number)

    def wrong(self, name: str, message: Both, remedy: Both) -> None:
        """A letter about a cell."""
        self.faults.add(name if name in KEYS else "value", self.place[name], message, remedy, name)

    def known(self, name: str) -> int:
        """Place of a name in its axis; -1 after a letter."""
        cell = self.cells[name]
        if cell not in _NAMES[name]:
            message = Both(f"“{cell}”不是{_CHINESE[name]}。", f"{cell!r} is not a {name}.")
            self.wrong(name, message, one_of(list(_NAMES[name])))
        return _NAMES[name].get(cell, -1)

    def age(self, month: int) -> int:
        """Completed months of age at the start of the first month; -1 after a letter."""
        cell = self.cells["birth_month"]
        match = _MONTH.fullmatch(cell)
        if match is None:
            message = Both(f"“{cell}”不是月份。", f"{cell!r} is not a month.")
            remedy = Both("请写成 YYYY-MM，例如 1957-01。", "Write it as YYYY-MM, such as 1957-01.")
            self.wrong("birth_month", message, remedy)
            return -1
        age = month - month_of(int(match[1]), int(match[2]))
        if age < 0:
            message = Both(
                f"{cell} 晚于期初 {month_text(month)}。", f"{cell} lies after the opening, {month_text(month)}."
            )
            self.wrong("birth_month", message, _CORRECT_BIRTH)
        elif age > OLDEST:
            message = Both(
                f"{cell} 比期初 {month_text(month)} 早了 {OLDEST // 12} 年以上。",
                f"{cell} lies more than {OLDEST // 12} years before the opening, {month_text(month)}.",
            )
            self.wrong("birth_month", message, _CORRECT_BIRTH)
        return age

    def number(self, name: str) -> float:
        """A number not below nought; nought where a mean is blank, and after a letter."""
        cell = self.cells[name]
        if not cell and name != "persons":
            return 0.0
        if not _NUMBER.fullmatch(cell):
            self.wrong(name, Both(f"“{cell}”不是数。", f"{cell!r} is not a number."), remedy_for(cell))
            return 0.0
        value = float(cell)
        if value < 0:
            message = Both(f"{cell} 小于零。", f"{cell} is below nought.")
            self.wrong(name, message, Both("请写不小于 0 的数。", "Give a number of 0 or more."))
        elif value == np.inf:
            message = Both(f"{cell} 太大。", f"{cell} is too large.")
            self.wrong(name, message, Both("请改正。", "Correct the number."))
        return value

    def check_status(self, status: Status, age: int, number: dict[str, float]) -> None:
        """People of a status must be of an age at which it is held, and carry only what it carries."""
        youngest, oldest = ages_of(status)
        if not youngest <= age < oldest:
            message = Both(
                f"{age // 12} 岁的人不可能是 {self.cells['status']}。",
                f"Nobody can be {self.cells['status']} at {age // 12} years of age.",
            )
            remedy = Both(
                f"这一状态限于 {youngest // 12} 岁以上、不满 {oldest // 12} 岁。",
                f"It is held from {youngest // 12} years to under {oldest // 12}.",
            )
            self.wrong("status", message, remedy)
        idle, reason = (SERVICE, _DRAWS) if status in PENSIONERS else (PENSION, _DRAWS_NONE)
        for name in idle:
            if number[name] > 0:
                message = Both(
                    f"这一格不会被读取：{self.cells['status']} {reason.zh}。",
                    f"It would not be read: {self.cells['status']} {reason.en}.",
                )
                self.wrong(name, message, Both("请留空。", "Leave it blank."))


def ages_of(status: Status) -> tuple[int, int]:
    """Ages between which the monthly step moves people of a status [month]."""
    youngest = 0 if status is Status.CHILD_OR_STUDENT else WORKING_FROM
    if status in (Status.RESIDENT_CONTRIBUTOR, Status.RESIDENT_WAITING):
        return youngest, RESIDENT_PENSION_AGE
    return youngest, WORKING_TO if status <= Status.UNEMPLOYED else AGES


def remedy_for(cell: str) -> Both:
    """What to write instead of something that is not a plain number."""
    if re.search("[万亿千百]", cell):
        return Both(
            "请用数字写出全数，例如 3.2万 写作 32000。", "Write the whole number in digits, such as 32000 for 3.2万."
        )
    if any(sign.isdigit() and not sign.isascii() for sign in cell):
        return Both("请用半角数字 0-9。", "Write it in half-width digits (半角), 0-9.")
    return Both(
        "请写不带分隔符和单位的数，或改正这一格。",
        "Write a plain number without separators or units, or correct the cell.",
    )
