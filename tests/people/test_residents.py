"""Residents of the opening (期初常住人口): an empty group is empty, and a district holds its insured or says so."""

from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from actuary import data
from actuary.cli import main
from actuary.people.population import counted, spread
from actuary.valuation.prepare import prepare, views

HEAD = "parameter,from,key,new_value,new_source,new_tag\n"
OPENED = 12 * 2015 + 11


@pytest.fixture(scope="module")
def counts():
    """Both censuses by name, each with its table."""
    opening = views(prepare("wuhan-2015")).opening
    names = [f"opening.people.census_{year}_{sex}" for year in (2010, 2020) for sex in ("male", "female")]
    return opening, {name: opening.table(name, OPENED) for name in names}


def test_an_empty_age_group_has_nobody_and_the_others_keep_theirs(counts) -> None:
    """Of whatever group of either census: no month of age below nought, each group's persons as counted."""
    _, tables = counts
    for table in tables.values():
        values = np.asarray(table.values)
        for empty in range(len(values)):
            persons = np.where(np.arange(len(values)) == empty, 0.0, values)
            laid = spread(table.keys, persons)
            edges = [12 * int(key) for key in table.keys]
            assert laid.min() >= 0.0
            assert np.add.reduceat(laid, edges) == pytest.approx(persons, rel=1e-9, abs=1e-3)


def test_counts_as_shipped_are_spread_whole(counts) -> None:
    opening, tables = counts
    for name, table in tables.items():
        assert counted(opening, name, OPENED).sum() == pytest.approx(np.sum(table.values), rel=1e-12)


@pytest.mark.parametrize("sex", ["male", "female"])
def test_more_students_than_people_of_an_age_is_a_letter(tmp_path: Path, sex: str) -> None:
    (tmp_path / "own.csv").write_text(
        f"{HEAD}opening.people.student_share_{sex},2015-12,20,1.2,own,\n", encoding="utf-8"
    )
    asked = ["run", "wuhan-2015", "--to", "2016-02", "--inputs", str(tmp_path / "own.csv"), "--lang", "en"]
    result = CliRunner().invoke(main, asked)
    assert result.exit_code == 2, result.exception
    assert "more children and students than residents" in result.stderr


@pytest.mark.parametrize(("language", "words"), [("zh", "江汉"), ("en", "Jianghan")])
def test_more_insured_than_people_of_a_district_is_a_letter(tmp_path: Path, language: str, words: str) -> None:
    """The district is named with both counts; status 2, and no run is written."""
    rows = [f"opening.people.district_residents_{year},2015-12,jianghan,100,own,published\n" for year in (2010, 2020)]
    (tmp_path / "own.csv").write_text(HEAD + "".join(rows), encoding="utf-8")
    asked = ["run", "wuhan-2015", "--to", "2016-02", "--inputs", str(tmp_path / "own.csv"), "--lang", language]
    result = CliRunner().invoke(main, [*asked, "--out", str(tmp_path / "run")])
    data.set_root(None)
    assert result.exit_code == 2, result.exception
    assert words in result.stderr
    assert not (tmp_path / "run").exists()
