"""Solved backward: one altered cell is located, an unaltered table is never accused, what cannot be told is said."""

from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actuary.audit.diagnosis import conflict, repairs
from actuary.audit.inverse import inverse
from actuary.audit.surroundings import Surroundings
from actuary.audit.system import system_of
from actuary.audit.whole import subject
from actuary.dated import Published
from actuary.errors import Problem
from tests.audit.conftest import planted
from tests.audit.test_forward import rounded


def solved(published: Published, figure: str) -> dict:
    """The inverse of a figure of the planted table."""
    return inverse(published, Surroundings(), f"t.{figure}")


def culprits(document: dict) -> list[set[str]]:
    """The altered cells of each candidate."""
    return [
        {cell["figure"].removeprefix("published.t.") for cell in candidate["cells"]}
        for candidate in document["repairs"]["candidates"]
    ]


def two_way(cells: list[list[str]], rows: list[str], columns: list[str], whole: str) -> tuple[dict, list[dict]]:
    """A table with totals of rows and columns and a grand total."""
    letters = "abcdefg"[: len(columns)]
    table = {f"r{i}": dict(zip(letters, line, strict=True)) | {"sum": rows[i]} for i, line in enumerate(cells)}
    table["total"] = dict(zip(letters, columns, strict=True)) | {"sum": whole}
    relations = [
        {"figure": f"t.{row}.sum", "equals": " + ".join(f"t.{row}.{letter}" for letter in letters)} for row in table
    ]
    relations += [
        {"figure": f"t.total.{letter}", "equals": " + ".join(f"t.r{i}.{letter}" for i in range(len(cells)))}
        for letter in letters
    ]
    return table, relations


AMOUNTS = [[12.34, 5.67, 8.9], [3.21, 7.65, 4.4], [9.87, 6.5, 1.23]]


def honest_two_way() -> tuple[dict, list[dict]]:
    """The amounts above, to one decimal, with their totals."""
    exact = [[Fraction(str(amount)) for amount in line] for line in AMOUNTS]
    rows = [sum(line) for line in exact]
    columns = [sum(line) for line in zip(*exact, strict=True)]
    shown = [[rounded(amount, 1) for amount in line] for line in exact]
    return two_way(shown, [rounded(r, 1) for r in rows], [rounded(c, 1) for c in columns], rounded(sum(rows), 1))


@pytest.mark.parametrize("where", [("r0", "a"), ("r1", "b"), ("r2", "sum"), ("total", "c"), ("total", "sum")])
def test_one_altered_cell_of_a_two_way_table_is_located(plant, where):
    """Each cell stands in a row and in a column: the only single change that mends both is the altered one."""
    table, relations = honest_two_way()
    true = table[where[0]][where[1]]
    table[where[0]][where[1]] = rounded(Fraction(true) + 4, 1)
    told = solved(plant(table, relations), "r0.a")
    assert not told["consistent"]
    assert told["repairs"]["identified"]
    assert culprits(told) == [{".".join(where)}]
    cell = told["repairs"]["candidates"][0]["cells"][0]
    assert cell["low"] - 0.05 <= float(true) <= cell["high"] + 0.05


def test_a_sum_alone_cannot_tell_its_parts_apart(plant):
    """a + b = c is broken: any of the three may be wrong, and all are named."""
    told = solved(
        plant({"x": {"a": "10", "b": "20", "c": "40"}}, [{"figure": "t.x.c", "equals": "t.x.a + t.x.b"}]), "x.c"
    )
    assert not told["repairs"]["identified"]
    assert sorted(map(sorted, culprits(told))) == [["x.a"], ["x.b"], ["x.c"]]
    assert told["conflict"]["touches"]
    assert {figure["figure"][-1] for figure in told["conflict"]["figures"]} == {"a", "b", "c"}


def test_a_ratio_bounds_its_parts(plant):
    """Printed 25.0 % of 200: the part lies in 0.2495 x 199.5 to 0.2505 x 200.5, and within its own rounding."""
    rows = {"part": {"a": "50"}, "whole": {"a": "200"}, "share": {"a": "25.0"}}
    told = solved(plant(rows, [{"figure": "t.share.a", "equals": "t.part.a / t.whole.a"}], {"share": "%"}), "share.a")
    part = next(row for row in told["inputs"] if row["figure"].endswith("part.a"))
    assert part["implied"] == pytest.approx([0.2495 * 199.5, 0.2505 * 200.5], abs=1e-5)
    assert part["consistent"] == pytest.approx([0.2495 * 199.5, 0.2505 * 200.5], abs=1e-5)
    assert told["implied"] == pytest.approx([100 * 49.5 / 200.5, 100 * 50.5 / 199.5], abs=1e-3)


def test_a_figure_printed_three_times_outvotes_one(plant):
    """83.55 twice and 83.95 once: the odd one is altered; with two prints only, either may be."""
    restated = [{"figure": "t.x.b", "restates": "t.x.a"}, {"figure": "t.x.c", "restates": "t.x.a"}]
    told = solved(plant({"x": {"a": "83.55", "b": "83.55", "c": "83.95"}}, restated), "x.a")
    assert culprits(told) == [{"x.c"}]
    told = solved(plant({"x": {"a": "83.55", "b": "83.95"}}, restated[:1]), "x.a")
    assert sorted(map(sorted, culprits(told))) == [["x.a"], ["x.b"]]


def test_a_share_in_two_relations_is_not_blamed_for_the_part(plant):
    """Shares add to 100 and each is part over whole: an altered part breaks its share and the total, not the shares."""
    rows = {"p": {"a": "30.0", "b": "20.0", "c": "50.0", "sum": "100.0"}, "s": {"a": "30.0", "b": "20.0", "c": "50.0"}}
    relations = [
        {"figure": "t.p.sum", "equals": "t.p.a + t.p.b + t.p.c"},
        {"figure": "t.s.c", "equals": "1 - t.s.a - t.s.b"},
        *({"figure": f"t.s.{c}", "equals": f"t.p.{c} / t.p.sum"} for c in "abc"),
    ]
    units = {"s": "%"}
    assert solved(plant(rows, relations, units), "p.a")["consistent"]
    rows["p"]["b"] = "26.0"
    assert culprits(solved(plant(rows, relations, units), "p.a")) == [{"p.b"}]
    rows["p"]["b"], rows["s"]["b"] = "20.0", "26.0"
    assert culprits(solved(plant(rows, relations, units), "s.a")) == [{"s.b"}]


def test_two_altered_cells_need_two_changes(plant):
    """No single change mends two cells in different rows and columns."""
    table, relations = honest_two_way()
    table["r0"]["a"], table["r1"]["b"] = "30.0", "40.0"
    told = solved(plant(table, relations), "r0.a")
    assert told["repairs"]["altered"] == 2
    assert {"r0.a", "r1.b"} in culprits(told)


def test_conditions_and_changed_scope_never_make_a_conflict(plant):
    """A relation that rests on a condition is told apart, with what it would take."""
    words = {"zh": "如此", "en": "so"}
    relation = {"figure": "t.x.b", "equals": "t.x.a * 2", "condition": words}
    told = solved(plant({"x": {"a": "10", "b": "50"}}, [relation]), "x.b")
    assert told["consistent"]
    assert told["conflict"] is None
    under = told["under"][0]
    assert under["finding"] == "condition"
    assert {row["figure"][-1]: row["implied"] for row in under["inputs"]} == {
        "a": pytest.approx([24.75, 25.25]),
        "b": pytest.approx([19, 21]),
    }


def test_an_unknown_figure_is_a_letter(plant):
    """The nearest name is told."""
    with pytest.raises(Problem, match=r"x\.alpha"):
        solved(plant({"x": {"alpha": "1"}}, []), "x.alpa")


amounts = st.fractions(min_value=1, max_value=500, max_denominator=999)


@settings(max_examples=15, deadline=None)
@given(st.lists(st.lists(amounts, min_size=3, max_size=3), min_size=2, max_size=3), st.integers(0, 2), st.data())
def test_honest_tables_hold_and_one_alteration_is_among_the_candidates(amounts, places, data):
    """Random tables, rounded: no conflict. One cell altered beyond all rounding: it alone is the candidate."""
    rows = [sum(line) for line in amounts]
    columns = [sum(line) for line in zip(*amounts, strict=True)]
    shown = [[rounded(amount, places) for amount in line] for line in amounts]
    parts = [[rounded(total, places) for total in totals] for totals in (rows, columns)]
    table, relations = two_way(shown, *parts, rounded(sum(rows), places))
    with TemporaryDirectory() as folder:
        assert conflict(system_of(planted(Path(folder), table, relations))) is None
        row = data.draw(st.sampled_from(sorted(table)))
        column = data.draw(st.sampled_from(sorted(table[row])))
        table[row][column] = rounded(Fraction(table[row][column]) + 20, places)
        system = system_of(planted(Path(folder), table, relations))
    found = conflict(system)
    assert found is not None
    assert repairs(system, found) == [frozenset({f"published.t.{row}.{column}"})]


@settings(max_examples=25, deadline=None)
@given(st.lists(amounts, min_size=2, max_size=3), amounts, st.integers(0, 2), st.integers(0, 2))
def test_honest_ratios_never_conflict(parts, before, places, fine):
    """True values rounded: total, growth, shares of the total and the shares' own sum hold together."""
    total = sum(parts)
    rows = {
        "p": {f"c{n}": rounded(part, places) for n, part in enumerate(parts)},
        "s": {f"c{n}": rounded(part / total * 100, fine) for n, part in enumerate(parts)},
        "total": {"now": rounded(total, places), "old": rounded(before, places)},
        "growth": {"now": rounded((total / before - 1) * 100, fine)},
    }
    relations = [
        {"figure": "t.total.now", "equals": " + ".join(f"t.p.c{n}" for n in range(len(parts)))},
        {"figure": "t.s.c0", "equals": " - ".join(["1", *(f"t.s.c{n}" for n in range(1, len(parts)))])},
        {"figure": "t.growth.now", "equals": "t.total.now / t.total.old - 1"},
        *({"figure": f"t.s.c{n}", "equals": f"t.p.c{n} / t.total.now"} for n in range(len(parts))),
    ]
    with TemporaryDirectory() as folder:
        system = system_of(planted(Path(folder), rows, relations, {"s": "%", "growth": "%"}))
    assert conflict(system) is None


def test_the_completion_of_new_jobs_is_the_altered_figure():
    """The outcome is printed three times, the target twice, 115.1 % once: only the last can be alone in error."""
    plan = subject()
    told = inverse(plan.published, plan.around, "text.urban_new_jobs_completion.outcome_2015")
    assert told["repairs"]["identified"]
    cell = told["repairs"]["candidates"][0]["cells"][0]
    assert cell["figure"] == "published.text.urban_new_jobs_completion.outcome_2015"
    assert [cell["low"], cell["high"]] == pytest.approx([100 * 83.545 / 75.5, 100 * 83.555 / 74.5], abs=1e-3)
    target = next(row for row in told["inputs"] if row["figure"].endswith("target_2015"))
    assert target["implied"] == pytest.approx([83.545 / 1.1515, 83.555 / 1.1505], abs=1e-4)
    assert target["consistent"] is None


def test_every_other_figure_of_the_plan_is_consistent():
    """No figure that is not linked with the completion is part of a conflict."""
    plan = subject()
    for name in (
        "box2.employee_pension.target_2020",
        "box1.minimum_wage_growth.outcome_2015",
        "text.mean_pension.base_2010",
    ):
        assert inverse(plan.published, plan.around, name)["consistent"], name
