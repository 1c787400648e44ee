"""Printed documents at the door: what is wrong is refused with its line, in both languages."""

from pathlib import Path

import pytest

from actuary.dated import load_published
from actuary.errors import Letter, Problem
from actuary.months import month

GOOD = """schema: actuary.published/1
name: mine
zh: 公报
en: bulletin
source: mine
known_from: 2016-08
tables:
  t:
    zh: 表
    en: table
    columns:
      y2010: {zh: 2010年, en: "2010", from: 2006-01, to: 2010-12}
      y2015: {zh: 2015年, en: "2015", from: 2011-01, to: 2015-12}
    rows:
      jobs:
        {row: 1, zh: 就业, en: jobs, unit: 万人, measured: flow, cells: {y2010: "70.50", y2015: "83.55"}}
      growth:
        row: 2
        zh: 增长
        en: growth
        unit: "%"
        cells: {y2015: {printed: "18", bound: above, scope: {zh: 全市, en: whole city}}}
relations:
  - {name: grown, zh: 增长率, en: growth, figure: t.growth.y2015, equals: t.jobs.y2015 / t.jobs.y2010 - 1}
"""


def loaded(folder: Path, text: str = GOOD):
    """The document of a text."""
    path = folder / "mine.yaml"
    path.write_text(text, encoding="utf-8")
    return load_published(path)


def letters(folder: Path, old: str, new: str) -> tuple[Letter, ...]:
    """The letters after a text was replaced."""
    assert old in GOOD
    with pytest.raises(Problem) as caught:
        loaded(folder, GOOD.replace(old, new, 1))
    return caught.value.letters


def test_a_figure_keeps_its_digits_place_and_period(tmp_path):
    """70.50 has two decimals and means 70.495 to 70.505; a flow has a period, a stock its end."""
    figures = loaded(tmp_path).figures
    jobs, growth = figures["published.t.jobs.y2010"], figures["published.t.growth.y2015"]
    assert (jobs.printed, jobs.precision, float(jobs.value)) == ("70.50", 2, 705_000)
    assert [float(end) for end in jobs.ends] == [704_950, 705_050]
    assert (jobs.first, jobs.last) == (month(2006, 1), month(2010, 12))
    assert (growth.first, growth.last, growth.bound) == (month(2015, 12), month(2015, 12), "above")
    assert growth.scope is not None
    assert (growth.scope.en, growth.place.zh) == ("whole city", "表，第2行，2015年")


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ('"83.55"', "83.55", "printed", 16),
        ('"83.55"', '"８３.55"', "full_width", 16),
        ('"83.55"', '"eighty"', "printed", 16),
        ("unit: 万人", "unit: 万", "unit", 16),
        ("bound: above", "bound: over", "word", 22),
        ('y2010: "70.50"', 'y2011: "70.50"', "column", 16),
        ("to: 2010-12", "to: 2005-12", "order", 16),
        ("figure: t.growth.y2015", "figure: t.grow.y2015", "unknown_name", 24),
        ("/ t.jobs.y2010", "/ t.job.y2010", "unknown_name", 24),
        ("/ t.jobs.y2010", "/ t.jobs.y2015", "twice", 24),
        ("/ t.jobs.y2010", "/ t.growth.y2015", "circular", 24),
        ("/ t.jobs.y2010", "/ (t.jobs.y2010", "formula", 24),
        ("/ t.jobs.y2010", "** t.jobs.y2010", "formula", 24),
        ("/ t.jobs.y2010", "+ 1" * 300, "formula", 24),
        ("t.jobs.y2015 / t.jobs.y2010 - 1", "(" * 60, "formula", 24),
        ("equals: ", "at_most: t.jobs.y2010, equals: ", "relation", 24),
        ("equals: ", "like: ", "unknown_field", 24),
        ("equals: ", "restates: ", "relation", 24),
        ("source: mine\n", "", "missing", 1),
    ],
)
def test_what_is_wrong_is_a_letter(tmp_path, old, new, code, line):
    """The code, the line, and a sentence in each language."""
    told = letters(tmp_path, old, new)
    assert (told[0].code, told[0].line) == (code, line), str(told[0])
    for letter in told:
        assert letter.message.zh != letter.message.en
        assert letter.remedy
