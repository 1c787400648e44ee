"""Printed figures recomputed: each finding where it belongs, and no honest figure accused."""

from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actuary.audit.forward import document
from actuary.audit.surroundings import Surroundings
from tests.audit.conftest import findings, planted

WORDS = {"zh": "须如此", "en": "only so"}
SHARE = [{"figure": "t.share.a", "equals": "t.part.a / t.whole.a"}]


def rounded(value: Fraction, places: int) -> str:
    """Printed digits, half up, by integer arithmetic of its own."""
    whole = (value * 10**places * 2 + 1).__floor__() // 2
    sign, text = ("-", str(-whole)) if whole < 0 else ("", str(whole))
    text = text.rjust(places + 1, "0")
    return sign + (f"{text[:-places]}.{text[-places:]}" if places else text)


@pytest.mark.parametrize(
    ("share", "finding"),
    [("33.3", "reproduced"), ("33.4", "reproduced"), ("33.2", "differs"), ("34.8", "differs"), ("33", "reproduced")],
)
def test_a_share_is_held_to_what_rounding_leaves_open(plant, share, finding):
    """10.0 of 30.0 lies between 9.95/30.05 = 33.11 % and 10.05/29.95 = 33.56 %: printed 33.2 would do, 33.0 not."""
    rows = {"part": {"a": "10.0"}, "whole": {"a": "30.0"}, "share": {"a": share}}
    if share == "33.2":
        rows["part"]["a"], rows["whole"]["a"] = "10.00", "30.00"
    assert findings(plant(rows, SHARE, {"share": "%"}))["share.a"] == {finding}


def test_every_finding(plant):
    """Reproduced, differs, condition, scope changed, not derivable: one planted figure each."""
    rows = {"x": {"a": "10", "b": "20", "c": "30", "d": "31", "e": "35", "f": "40", "g": "5"}}
    relations = [
        {"figure": "t.x.c", "equals": "t.x.a + t.x.b"},
        {"figure": "t.x.d", "equals": "t.x.a * 4"},
        {"figure": "t.x.e", "equals": "t.x.a + t.x.b + 1", "condition": WORDS},
        {"figure": "t.x.f", "equals": "t.x.b + t.x.b2", "scope": WORDS},
        {"figure": "t.x.g", "at_most": "t.x.a"},
    ]
    rows["x"]["b2"] = "20"
    found = findings(plant(rows, relations))
    assert found == {
        "x.a": {"not_derivable"},
        "x.b": {"not_derivable"},
        "x.b2": {"not_derivable"},
        "x.c": {"reproduced"},
        "x.d": {"differs"},
        "x.e": {"condition"},
        "x.f": {"scope_changed"},
        "x.g": {"not_derivable"},
    }


def test_a_condition_that_is_not_needed_is_not_claimed(plant):
    """Where the relation holds of itself, the figure is simply reproduced."""
    rows = {"x": {"a": "10", "b": "20"}}
    relation = {"figure": "t.x.b", "equals": "t.x.a * 2", "condition": WORDS}
    assert findings(plant(rows, [relation]))["x.b"] == {"reproduced"}


def test_a_printed_limit_is_a_limit(plant):
    """“> 99” agrees with 99.4 and not with 97.9; “at most 4” agrees with 3.1."""
    rows = {"over": {"a": {"printed": "99", "bound": "above"}}, "x": {"a": "99.4", "b": "97.9", "c": "3.1"}}
    rows["under"] = {"a": {"printed": "4", "bound": "at_most"}}
    relations = [
        {"figure": "t.over.a", "equals": "t.x.a * 1"},
        {"figure": "t.over.a", "equals": "t.x.b * 1"},
        {"figure": "t.under.a", "equals": "t.x.c * 1"},
    ]
    told = document(plant(rows, relations), Surroundings())["figures"]
    found = {row["relation"]: row["finding"] for row in told if row["relation"]}
    assert found == {"r0": "reproduced", "r1": "differs", "r2": "reproduced"}
    assert (
        next(row["arithmetic"] for row in told if row["relation"] == "r1")
        == "97.9 * 1 = 97.9 万人 [97.85, 97.95]; “> 99 万人” ≠ 97.9 万人"
    )


def test_a_division_by_nought_is_no_finding(plant):
    """A base printed 0 may be nought: nothing is derived from it."""
    rows = {"part": {"a": "1"}, "whole": {"a": "0"}, "share": {"a": "5"}}
    assert findings(plant(rows, SHARE, {"share": "%"}))["share.a"] == {"not_derivable"}


def test_the_other_side_of_a_restatement_is_told_too(plant):
    """A figure printed twice is reproduced at both places, or differs at both."""
    relation = [{"figure": "t.x.b", "restates": "t.x.a"}]
    assert findings(plant({"x": {"a": "83.55", "b": "83.6"}}, relation)) == {
        "x.a": {"reproduced"},
        "x.b": {"reproduced"},
    }
    assert findings(plant({"x": {"a": "83.55", "b": "83.7"}}, relation)) == {"x.a": {"differs"}, "x.b": {"differs"}}


def test_each_row_carries_what_the_schema_names(plant):
    """The keys of the schema, the place and the difference: computed less printed, in the printed unit."""
    told = document(plant({"x": {"a": "10", "b": "31"}}, [{"figure": "t.x.b", "equals": "t.x.a * 3"}]), Surroundings())
    assert told["schema"] == "actuary.audit/1"
    row = next(row for row in told["figures"] if row["figure"] == "published.t.x.b")
    named = ("figure", "place", "printed", "unit", "precision", "relation", "computed", "difference", "finding")
    assert [row[key] for key in named] == [
        "published.t.x.b", "name, name", 31.0, "万人", 0, "r0", 30.0, -1.0, "reproduced",
    ]  # fmt: skip
    assert row["arithmetic"] == "10 * 3 = 30 万人 [28.5, 31.5]; 31 万人 ≈ 30 万人"
    assert told["totals"] == {
        "figures": 2, "rows": 2, "reproduced": 1, "differs": 0, "condition": 0, "scope_changed": 0, "not_derivable": 1,
    }  # fmt: skip


amounts = st.fractions(min_value=1, max_value=900, max_denominator=9999)


@settings(max_examples=60, deadline=None)
@given(st.lists(amounts, min_size=2, max_size=4), amounts, st.integers(0, 3), st.integers(0, 3))
def test_an_honest_table_is_never_accused(parts, before, places, fine):
    """True values rounded to any precision: total, shares, growth and mean are all reproduced."""
    total = sum(parts)
    rows = {f"p{number}": {"a": rounded(part, places)} for number, part in enumerate(parts)}
    rows["total"] = {"a": rounded(total, fine), "old": rounded(before, places)}
    rows["growth"] = {"a": rounded((total / before - 1) * 100, fine)}
    rows["share"] = {"a": rounded(parts[0] / total * 100, places)}
    relations = [
        {"figure": "t.total.a", "equals": " + ".join(f"t.p{number}.a" for number in range(len(parts)))},
        {"figure": "t.growth.a", "equals": "t.total.a / t.total.old - 1"},
        {"figure": "t.share.a", "equals": "t.p0.a / t.total.a"},
    ]
    with TemporaryDirectory() as folder:
        found = findings(planted(Path(folder), rows, relations, {"growth": "%", "share": "%"}))
    assert not any("differs" in words for words in found.values())
