"""A grid looks as rich's own table would: line by line, at any width, whatever the cells."""

import io

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from actuary.reporting.grid import NAME, Grid

WORDS = st.text(alphabet="ab c，基金养老-1.5", max_size=24).map(str.strip).filter(lambda word: not NAME.fullmatch(word))
FIGURES = st.text(alphabet="12.-", max_size=12)
HEADING = WORDS.map("x".__add__)
COLUMN = st.one_of(
    st.tuples(HEADING, st.sampled_from(["left", "right"]), st.just(False), st.none()),
    st.tuples(FIGURES.map("x".__add__), st.just("right"), st.just(True), st.none()),
    st.tuples(HEADING, st.just("left"), st.just(False), st.sampled_from([8, 34])),
)


@st.composite
def tables(draw):
    """Columns, rows of cells, rows after which a section ends, and blanks between columns."""
    columns = draw(st.lists(COLUMN, min_size=1, max_size=6))
    cells = [FIGURES if whole else WORDS for _, _, whole, _ in columns]  # a figure is kept whole
    rows = draw(st.lists(st.tuples(*cells), max_size=6))
    ends = draw(st.sets(st.integers(0, 5)))
    return columns, rows, ends, draw(st.sampled_from([0, 1]))


def printed(kind: type[Table], table, width: int) -> str:
    """The table as plain text."""
    columns, rows, ends, gap = table
    made = kind(box=box.SIMPLE_HEAD, padding=(0, gap, 0, 0), pad_edge=False, show_edge=False)
    for heading, justify, whole, limit in columns:
        made.add_column(Text(heading), justify=justify, no_wrap=whole, overflow="fold", max_width=limit)
    for place, cells in enumerate(rows):
        made.add_row(*map(Text, cells), end_section=place in ends)
    stream = io.StringIO()
    Console(file=stream, width=width, highlight=False, markup=False, emoji=False).print(made)
    return stream.getvalue()


@settings(suppress_health_check=[HealthCheck.too_slow])  # a busy machine is no fault of the grid
@given(tables(), st.sampled_from([60, 100, 200]))
def test_a_grid_is_what_rich_would_print(table, width: int) -> None:
    """Character by character, but for blanks at the ends of lines."""
    ours, theirs = (printed(kind, table, width).split("\n") for kind in (Grid, Table))
    assert [line.rstrip() for line in ours] == [line.rstrip() for line in theirs]


@pytest.mark.parametrize("width", [24, 40])
def test_a_page_too_narrow_for_all_columns_still_shows_them(width: int) -> None:
    """Columns give way as rich has it; no line is longer than the page."""
    columns = [("基金", "left", False, None), ("当期收支平衡", "right", True, None), ("note", "left", False, None)]
    table = (columns, [["职工基本养老保险统筹", "-12.5", "a long remark of many words"]] * 3, {1}, 1)
    lines = printed(Grid, table, width).split("\n")
    assert [line.rstrip() for line in lines] == [line.rstrip() for line in printed(Table, table, width).split("\n")]


def test_a_style_reaches_its_words_alone() -> None:
    """A red figure is red, and the blanks beside it are not."""
    made = Grid(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False, show_edge=False)
    made.add_column(Text("x"), justify="right")
    made.add_row(Text("-1.0", style="red"))
    made.add_row(Text("100000.0"))
    stream = io.StringIO()
    Console(file=stream, width=40, force_terminal=True, color_system="standard").print(made)
    assert "    \x1b[31m-1.0\x1b[0m\n" in stream.getvalue()


def test_a_name_without_blanks_goes_on_behind_a_sign() -> None:
    table = Grid(box=box.SIMPLE_HEAD, padding=0, pad_edge=False, show_edge=False)
    table.add_column(Text("name"), overflow="fold", max_width=18)
    table.add_row(Text("opening.pension.public_ledger_retirees_city"))
    stream = io.StringIO()
    Console(file=stream, width=60).print(table)
    lines = [line.rstrip() for line in stream.getvalue().splitlines()[2:]]
    assert lines == ["opening.pension.", "public_ledger_", "retirees_city"]
