"""The user's own series (自备统计序列): a table of process, year and value, every cell checked."""

from dataclasses import replace
from pathlib import Path

import numpy as np

from actuary.errors import Both, Problem, problem
from actuary.paths.economy import PROCESSES
from actuary.paths.fitting import LEAST, too_few
from actuary.sheets.cells import Cells
from actuary.sheets.columns import Column
from actuary.sheets.reading import read_grid
from actuary.uncertainty.processes import OF_MORTALITY, FloatArray

WORDS = {
    "wage": ("工资", "工资增长率"),
    "price": ("物价", "物价涨幅"),
    "medical": ("医疗", "医疗费用超物价增长率"),
    "interest": ("收益率", "基金收益率"),
    "crediting": ("记账利率",),
    "unemployment": ("失业", "新增失业金领取人数"),
    "fertility": ("生育率", "总和生育率"),
    "migration": ("迁移", "净迁移"),
}
"""Processes of which a series may be given -> the words for them; mortality is fitted to rates by age, not to one."""
COLUMNS = (
    Column("process", "choice", Both("随机过程", "process"), ("过程", "指标"), required=True, choices=WORDS),
    Column("year", "count", Both("年份", "year"), ("年份", "年度"), required=True, low=1900, high=2100),
    Column(
        "value", "number", Both("比率（小数）或水平", "a rate, as a decimal, or a level"), ("数值", "值"),
        required=True, low=-1e12, high=1e12,
    ),
)  # fmt: skip
SCALED = frozenset(process.name for process in PROCESSES if process.verb == "scale")


def own_series(path: Path) -> dict[str, FloatArray]:
    """Series by process, years in order. Growth of wages, prices and medical cost, returns and the crediting rate are
    rates of the year (0.03); claims, total fertility and net migration are levels above nought.

    Raises Problem with every bad cell, and for years that are left out, stand twice or are too few.
    """
    cells = Cells(read_grid(path), COLUMNS)
    process, year, value = cells.choice("process"), cells.number("year"), cells.number("value")
    scaled = np.isin(process, [place for place, name in enumerate(WORDS) if name in SCALED])
    cells.fault("value", "range", Both("水平必须大于零。", "A level must be above nought."), scaled & (value <= 0.0))
    over = Both("比率应写作小数，如 0.03。", "Write a rate as a decimal, such as 0.03.")
    cells.fault("value", "range", over, ~scaled & (np.abs(value) >= 1.0))
    _refuse(cells, path)
    found = {}
    for place, name in enumerate(WORDS):
        rows = np.flatnonzero(process == place)
        if len(rows):
            rows = rows[np.argsort(year[rows], kind="stable")]
            if np.any(np.diff(year[rows]) != 1.0):
                raise _gap(path, name)
            if len(rows) < LEAST:
                raise Problem(*(replace(letter, file=str(path)) for letter in too_few(len(rows)).letters))
            found[name] = np.asarray(value[rows])
    return found


def _refuse(cells: Cells, path: Path) -> None:
    """Raise Problem with a letter for every bad cell."""
    remedy = Both("请改正该单元格。", "Correct the cell.")
    told = [cells.errors(language).iter_rows(named=True) for language in ("zh", "en")]
    letters = [
        problem(
            zh["code"],
            message=Both(zh["message"], en["message"]),
            remedy=remedy,
            file=str(path),
            line=int(zh["row"]),
            field=zh["column"] or None,
        )
        for zh, en in zip(*told, strict=True)
    ]
    if letters:
        raise Problem(*letters)


def _gap(path: Path, name: str) -> Problem:
    return Problem(
        problem(
            "years",
            message=Both(f"{WORDS[name][0]}的年份有缺漏或重复。", f"Years of {name} are left out or stand twice."),
            remedy=Both("请逐年各给一行。", "Give one row a year, none left out."),
            file=str(path),
            field="year",
        )
    )


assert not WORDS.keys() & set(OF_MORTALITY)
