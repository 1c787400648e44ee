"""Pictures: what is drawn is to scale, says itself in words, and reads without colour."""

import re
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actuary.reporting.drawing import ages, levers, pyramid, sankey, tiles, years
from actuary.reporting.drawing.canvas import Scale, style, ticks, width_of

SPACE = "{http://www.w3.org/2000/svg}"
YEARS = (2016, 2017, 2018)


def boxes(svg: str, kind: str) -> list[tuple[float, float, float, float]]:
    """Left, top, width and height of the boxes of a kind."""
    found = (each for each in ElementTree.fromstring(svg).iter(f"{SPACE}rect") if each.get("class") == kind)
    return [tuple(float(each.get(key, "nan")) for key in ("x", "y", "width", "height")) for each in found]  # type: ignore[misc]


def said(svg: str) -> list[str]:
    """Every word that is written in a picture."""
    return [each.text or "" for each in ElementTree.fromstring(svg).iter(f"{SPACE}text")]


@given(st.floats(-1e9, 1e9), st.floats(1e-3, 1e9))
def test_ticks_are_round_and_inside(low: float, span: float) -> None:
    """Few, evenly apart, none beyond the ends by more than the last digit."""
    found = ticks(low, low + span)
    assert 2 <= len(found) <= 12
    assert all(low - 1e-6 * span <= tick <= low + span + 1e-6 * span for tick in found)


def test_bars_are_as_high_as_the_balance() -> None:
    """Twice the balance, twice the bar; a lack is drawn below nought in another kind."""
    bars = years.Series("balance", "soft", [10.0, 20.0, -5.0])
    svg = years.flows("fund", "told", YEARS, bars, [years.Series("receipts", "line", [1.0, 2.0, 3.0])], str)
    (one, two, _legend), (below,) = boxes(svg, "soft"), boxes(svg, "short")
    assert two[3] == pytest.approx(2 * one[3], abs=0.2)
    assert below[3] == pytest.approx(one[3] / 2, abs=0.2)
    assert below[1] == pytest.approx(one[1] + one[3], abs=0.2)
    assert "receipts" in said(svg)


def test_a_difference_is_as_long_as_it_is_over_its_error() -> None:
    """Within the error the bar is white and lies in the band; twice the error, full and twice the band's half; its
    figures stand beside it."""
    found = [levers.Gap("small", -0.5, "-1 ± 2 noise"), levers.Gap("large", 2.0, "4 ± 2 distinct")]
    svg = levers.gaps("reform", "told", found, "within")
    ((_, _, wide, _),), (white,), (full,) = (boxes(svg, kind) for kind in ("band", "white", "bar"))
    assert white[2] == pytest.approx(wide / 4, abs=0.2)
    assert full[2] == pytest.approx(wide, abs=0.2)
    assert {"-1 ± 2 noise", "4 ± 2 distinct", "within"} <= set(said(svg))


def test_a_fan_holds_its_lines() -> None:
    """The wide band lies around the narrow one at every year."""
    bands = [([0.0, -4.0, -8.0], [2.0, 6.0, 9.0]), ([1.0, 0.0, -2.0], [1.5, 3.0, 4.0])]
    svg = years.fan("fund", "told", YEARS, bands, [years.Series("median", "line", [1.2, 1.0, 1.0])], str)
    paths = {each.get("class"): each.get("d", "") for each in ElementTree.fromstring(svg).iter(f"{SPACE}path")}
    wide, narrow = ([float(y) for _, y in re.findall(r"([\d.]+) ([\d.]+)", paths[kind])] for kind in ("band", "inner"))
    assert max(wide) > max(narrow)
    assert min(wide) < min(narrow)


def test_people_of_a_side_are_as_long_as_they_are_many() -> None:
    people = pyramid.Pyramid(
        ["0", "5"], ["work", "draw"], [[10.0, 5.0], [0.0, 5.0]], [[20.0, 0.0], [0.0, 0.0]], ("men", "women")
    )
    svg = pyramid.pyramid("year：2016", "told", people, 20.0, "scale", "2016")
    drawn = [box for box in boxes(svg, "bar") if box[3] < 10]
    men, women = drawn[0], drawn[1]
    assert women[2] == pytest.approx(2 * men[2], abs=0.2)
    assert {"work", "draw", "2016"} <= set(said(svg))


def test_money_is_as_thick_on_either_side() -> None:
    """A node is as high as what comes to it and what goes from it, and every ribbon as thick as its money."""
    links = [
        sankey.Link(0, "employers", "pension", 60.0),
        sankey.Link(0, "budget", "pension", 40.0),
        sankey.Link(1, "pension", "people", 100.0),
    ]
    svg = sankey.sankey("flow", "told", ["from", "fund", "to"], links, lambda key, value: f"{key} {value:g}")
    heights = sorted(box[3] for box in boxes(svg, "dark"))
    assert heights[-1] == pytest.approx(heights[-2], abs=0.2)
    assert heights[0] + heights[1] == pytest.approx(heights[-1], abs=0.3)
    assert {"employers 60", "budget 40", "pension 100", "people 100"} <= set(said(svg))


def test_a_district_that_lacks_looks_otherwise() -> None:
    """By its border, and by the sign of its figure; each map shows every district."""
    panel = [tiles.Tile("qiaokou", "硚口", "-1.0%", True), tiles.Tile("huangpi", "黄陂", "2.0%", False)]
    svg = tiles.maps("map", "told", {"before": panel, "after": panel})
    assert len(boxes(svg, "short")) == len(boxes(svg, "soft")) == 2
    assert said(svg).count("硚口") == 2


def test_a_citys_own_districts_stand_in_order() -> None:
    panel = [tiles.Tile(f"d{n}", f"district {n}", "0", False) for n in range(6)]
    drawn = boxes(tiles.maps("map", "told", {"now": panel}), "soft")
    assert len({(x, y) for x, y, *_ in drawn}) == 6


def test_ends_of_a_range_lie_on_their_sides() -> None:
    """What falls is left of the middle, what rises right of it, as long as it is large."""
    svg = levers.tornado("fund", "told", [levers.Bar("wage", -2.0, 4.0)], str, ("low", "high"))
    white, full = boxes(svg, "white")[-1], boxes(svg, "bar")[-1]
    assert white[0] + white[2] == pytest.approx(full[0], abs=0.2)
    assert full[2] == pytest.approx(2 * white[2], abs=0.2)


def test_long_names_do_not_run_out() -> None:
    svg = levers.tornado("fund", "told", [levers.Bar("很" * 60, -1.0, 1.0)], str, ("low", "high"))
    assert all(width_of(word) < levers.NAMES for word in said(svg))


def test_a_straight_line_is_two_points() -> None:
    births = [1950 + n / 12 for n in range(480)]
    flat, broken = [60.0] * 480, [60.0] * 240 + [61.0] * 240
    svg = ages.ages("age", "told", births, {"old": flat, "new": broken})
    counts = [each.get("d", "").count("L") for each in ElementTree.fromstring(svg).iter(f"{SPACE}path")]
    assert counts == [1, 3]


def test_every_kind_of_line_differs_without_colour() -> None:
    """By its dashes: no two lines share a pattern."""
    rules = dict(re.findall(r"\.(line|second|third|fourth) \{([^}]*)\}", style()))
    dashes = [re.findall(r"stroke-dasharray: ([^;]*);", rule) for rule in rules.values()]
    assert len({str(each) for each in dashes}) == len(rules) == 4


def test_a_scale_of_one_value_does_not_divide_by_nought() -> None:
    assert Scale(1.0, 1.0, 5.0, 9.0)(1.0) == 5.0


def test_a_long_run_is_written_by_some_years() -> None:
    """Every year is drawn, few are written: fifty-five names of years would lie over each other."""
    span = range(2016, 2071)
    line = years.Series("balance", "line", [float(year) for year in span])
    written = [
        word for word in said(years.limits("fund", "told", span, line, {}, str)) if re.fullmatch(r"20\d\d", word)
    ]
    assert 4 <= len(written) <= years.MOST
