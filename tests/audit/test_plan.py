"""The shipped plan: its figures are those of the page, and its contradictions and conditions are found."""

import re
from fractions import Fraction
from pathlib import Path

import pytest

from actuary import data
from actuary.audit.forward import document
from actuary.audit.whole import subject

SEED = Path(__file__).parents[3] / "shared" / "seed" / "wuhan-hrss-13th-five-year-plan.txt"


@pytest.fixture(scope="module")
def plan():
    """The shipped document and what the engine knows beside it."""
    return subject()


@pytest.fixture(scope="module")
def told(plan):
    """Rows of the audit by figure and relation."""
    rows = document(plan.published, plan.around)["figures"]
    return {(row["figure"].removeprefix("published."), row["relation"]): row for row in rows}


@pytest.fixture(scope="module")
def seed():
    """The plan's text, where it lies beside the checkout."""
    if not SEED.is_file():
        pytest.skip("the plan's text is not beside this checkout")
    return SEED.read_text(encoding="utf-8")


def numbers(line: str) -> list[str]:
    """Digits of a table row after its number and label."""
    return [cell for cell in (re.sub(r"[(（].*?[)）]|[>\s]", "", part) for part in line.split("\t")[2:]) if cell]


@pytest.mark.parametrize(("box", "marks"), [("box1", ("专栏 1", "二、“十三五”")), ("box2", ("专栏2", "四、“十三五”"))])
def test_both_tables_are_carried_whole(seed, plan, box, marks):
    """Every cell of every row, digit for digit; a ratio of three numbers is three rows."""
    start = seed.index(marks[0])
    part = seed[start : seed.index(marks[1], start)]
    printed: dict[int, list[str]] = {}
    for line in part.splitlines():
        match = re.match(r"(\d+)\.", line)
        if match and "\t" in line:
            cells = [cell for part in numbers(line) for cell in part.split(":")]
            printed[int(match[1])] = sorted(cell for cell in cells if re.fullmatch(r"[\d.]+", cell))
    carried: dict[int, list[str]] = {number: [] for number in printed}
    for figure in plan.published.figures.values():
        if figure.name.split(".")[1] == box:
            carried[int(re.search(r"row (\d+)", figure.place.en)[1])].append(figure.printed)
    assert {number: sorted(cells) for number, cells in carried.items()} == printed


def test_every_figure_of_the_text_stands_there_with_its_unit(seed, plan):
    """Digits and unit side by side, spaces apart."""
    flat = re.sub(r"\s", "", seed)
    for figure in plan.published.figures.values():
        if figure.name.startswith("published.text."):
            unit = {"万人": "万(人|名)", "人": "(人|名)", "位": "", "万张": "万张"}.get(
                figure.unit, re.escape(figure.unit)
            )
            digits = "十" if figure.unit == "位" else re.escape(figure.printed)
            assert re.search(rf"(?<![\d.]){digits}{unit}", flat), figure.name


def test_the_completion_of_new_jobs_differs(told):
    """83.55 of 75 is 111.4 %, between 110.66 and 112.15 by rounding; 115.1 is printed."""
    row = told["text.urban_new_jobs_completion.outcome_2015", "new_jobs_completion"]
    assert row["finding"] == "differs"
    assert row["computed"] == pytest.approx(100 * 83.55 / 75)
    assert row["difference"] == pytest.approx(111.4 - 115.1)
    assert [key for key, row in told.items() if row["finding"] == "differs"] == [(row["figure"][10:], row["relation"])]


def test_the_minimum_wage_is_reproduced(told):
    """1550 / 900 − 1 = 72.2 %."""
    row = told["box1.minimum_wage_growth.outcome_2015", "minimum_wage_growth"]
    assert (row["finding"], round(row["computed"], 1)) == ("reproduced", 72.2)


def test_enrolments_are_not_the_net_increase(told):
    """The six counts rise by 451.21 (10,000 persons), 444.65 enrolments are printed, and row 9 changes its name."""
    row = told["text.coverage_expansion.outcome_2015", "expansion_as_net_increase"]
    ends = [(393.75, 310), (602.35, 531), (273.11, 172.29), (237.16, 178), (184.05, 129.71), (141.79, 60)]
    assert row["computed"] == pytest.approx(sum(end - start for end, start in ends))
    assert row["difference"] == pytest.approx(6.56)
    assert row["finding"] == "scope_changed"
    assert told["box2.resident_pension.outcome_2015", "rural_and_resident_pension"]["finding"] == "scope_changed"


def test_the_coverage_target_needs_a_smaller_base(told):
    """531 on the 542.1 of 2015 is 97.95 %, not above 99: only a base under 536.36 would do."""
    row = told["box2.pension_coverage.target_2020", "coverage_on_an_unchanged_base"]
    assert row["finding"] == "condition"
    assert row["computed"] == pytest.approx(100 * 531 / ((393.75 + 141.79) / 0.9879))
    assert "542.1 万人" in row["arithmetic"]
    assert "536.36 万人" in row["arithmetic"]


def test_residents_who_leave_are_more_than_employees_who_come(told):
    """41.79 leave, 37.25 come."""
    row = told["box2.resident_pension.target_2020", "resident_decline_taken_up"]
    assert row["finding"] == "condition"
    assert row["difference"] == pytest.approx(41.79 - 37.25)


def test_public_staff_fill_the_pension_target(told):
    """431 counts public staff, 393.75 does not: the scope changed."""
    assert told["text.employee_pension.target_2020", "public_staff_enter"]["finding"] == "scope_changed"
    assert told["text.employee_pension.target_2020", "text_and_box2_target"]["finding"] == "reproduced"


def test_our_own_inputs_carry_the_printed_figures(told):
    """Opening counts, targets of the basis, minimum wage and basic pension agree with the page."""
    ours = ("base_year_counts", "targets_of_the_basis", "minimum_wage_in_law", "basic_pension_in_law")
    rows = [row for (_, relation), row in told.items() if relation in ours]
    assert len(rows) == 16
    assert all(row["finding"] == "reproduced" and abs(row["difference"]) < 1e-9 for row in rows)


def test_every_figure_is_dated_and_placed(plan):
    """A place in both languages, a period that ends in 2010, 2012, 2015 or 2020, a tag and a source."""
    for figure in plan.published.figures.values():
        assert figure.place.zh
        assert figure.place.en
        assert figure.last // 12 in (2010, 2012, 2015, 2020)
        assert (figure.tag, figure.source) == ("published", "wuhan-plan-13")
        assert figure.ends[0] <= figure.value <= figure.ends[1]
        width = 0 if figure.bound else figure.scale * Fraction(1, 10**figure.precision)
        assert figure.ends[1] - figure.ends[0] == width


def test_the_document_is_named_after_its_folder():
    """The shipped file loads from the data in use."""
    assert (data.root() / "assumptions/published/wuhan-plan-13.yaml").is_file()
