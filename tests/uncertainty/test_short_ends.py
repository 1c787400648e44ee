"""Ends of ranges that cannot be beside all else that is believed: run as far as they can be, and said."""

import json

import numpy as np
import polars as pl
import pytest
from click.testing import CliRunner

from actuary.cli import main
from actuary.dated import Table
from actuary.dated.ends import ENDS, at, open_
from actuary.errors import Both, Problem, problem
from actuary.reporting.simulation import render
from actuary.reporting.terminal import console_for
from actuary.scenarios.outcome import valued
from actuary.scenarios.packed import PackedStudy
from actuary.sweeps.keeping import Parts
from actuary.sweeps.tasks import Done, blocks, tasks_of
from actuary.sweeps.working import worked
from actuary.uncertainty import impulses
from actuary.uncertainty.likelihood import simulation
from actuary.uncertainty.path_model import measured, model
from actuary.uncertainty.sensitivity import case_of
from actuary.uncertainty.simulating import Drawn, results, simulate
from actuary.uncertainty.simulation_documents import SimulateDocument
from actuary.valuation.prepare import prepare, views

PENSIONERS = "opening.resident_pension.pensioners"
STEP = 1.0 / 2**impulses.HALVINGS
FEWER = """parameter,from,key,new_value,new_source,new_tag
basis.flow.women_category,2015-01,female55,0.3576,ours,derived
basis.flow.women_category,2015-01,female50,0.6424,ours,derived
"""
"""With more women of the category that retires at 50, more of those over 60 draw a pension of employees."""


@pytest.fixture(scope="module")
def table(tmp_path_factory):
    """A table of inputs of such a city."""
    path = tmp_path_factory.mktemp("city") / "own.csv"
    path.write_text(FEWER, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def study(table):
    """A city beside which the most resident pensioners that the range holds are more than people of their age."""
    return PackedStudy(prepare("wuhan-2015", to="2016-12", given=table))


@pytest.fixture(scope="module")
def built(study):
    """Paths that draw the range of resident pensioners."""
    return model(study, PENSIONERS, people=2)


def test_an_end_that_cannot_be_is_run_as_far_as_it_can_be(built, study) -> None:
    """One part in 128 of the way further, people do not fit their ages; the low end is run whole."""
    (short,) = built.short
    (each,) = built.inputs
    assert (short.name, short.end) == (PENSIONERS, "high")
    assert 0.5 < short.share < 1.0
    assert "do not fit the ages" in short.why_en
    case_of(study, at(each.parameter, "high", short.share))
    with pytest.raises(Problem, match="do not fit the ages"):
        case_of(study, at(each.parameter, "high", short.share + STEP))


def test_paths_draw_that_range_as_far_as_it_can_be(built, study) -> None:
    """At full weight a path is the run at that share of the way, to a fen."""
    short, each = built.short[0], built.inputs[0]
    engine, _ = measured(valued(*case_of(study, at(each.parameter, "high", short.share))), built.layout)
    weight = np.zeros((len(built.openings), 1))
    weight[-1] = 1.0
    path = results(built, weight).yearly[..., 0]
    assert np.abs(path - engine).max() < 0.01
    assert np.abs(path - built.yearly[0]).max() > 1e6


def test_what_was_run_in_its_place_is_kept_with_it(built, study, monkeypatch) -> None:
    """A second simulation of the same city runs nothing and says the same."""
    if impulses.home(study) is None:
        pytest.skip("nothing can be kept here")
    monkeypatch.setattr(impulses, "run", None)
    again = model(study, PENSIONERS, people=2)
    assert again.short == built.short
    paths = np.arange(3)
    one, other = (simulate(each, 1, paths, Drawn(False, True)) for each in (built, again))
    assert np.array_equal(one.yearly, other.yearly)


def test_a_cause_that_is_no_end_of_a_range_is_refused_as_before(built, study) -> None:
    def never():
        raise Problem(problem("no", message=Both("不行。", "No."), remedy=Both("改。", "Mend.")))

    with pytest.raises(Problem, match="No"):
        impulses.run(study, built.layout, impulses.Cause("wage 2016", never))


@pytest.mark.parametrize(("language", "words"), [("zh", "取不到高值"), ("en", "of the way to its high end")])
def test_the_document_and_the_page_say_so(built, capsys, language, words) -> None:
    document, _ = simulation(built, 1, np.arange(3))
    SimulateDocument.model_validate(document)
    assert [each["name"] for each in document["short_ends"]] == [PENSIONERS]
    render(document, language, console_for())
    assert words in " ".join(capsys.readouterr().out.split())


def test_a_city_whose_end_cannot_be_is_swept_and_named(table, tmp_path) -> None:
    """The part holds every path, the list of the sweep names city, input and end, and so does the command."""
    words = ["--valuation", "wuhan-2015", "--to", "2016-12", "--paths", "2", "--people", "2", "--only", PENSIONERS]
    out = tmp_path / "sweep"
    (task,) = tasks_of([table], "wuhan-2015", ("baseline",), {"to": "2016-12"}, blocks(2, 10_000, 1, PENSIONERS, 2))
    Parts(out).keep(Done(task.key, worked(task), 0.5, None))
    for language, said in (("en", "of the way to its high end"), ("zh", "取不到高值")):
        done = CliRunner().invoke(main, ["sweep", str(table), *words, "--out", str(out), "--lang", language])
        assert done.exit_code == 0, done.stderr
        assert f"own{'：' if language == 'zh' else ': '}" in done.stderr
        assert PENSIONERS in done.stderr
        assert said in done.stderr
    assert pl.read_parquet(out / "results.parquet")["path"].unique().sort().to_list() == [0, 1]
    (told,) = json.loads((out / "sweep.json").read_bytes())["short_ends"]
    assert (told["city"], told["name"], told["end"]) == ("own", PENSIONERS, "high")


def test_part_of_the_way_lies_between_a_value_and_its_end() -> None:
    """Nothing of the way is the value itself, the whole way its end, of numbers and of tables that move or lean."""
    seen = views(prepare("wuhan-2015"))
    ranged = [each for group in seen.groups for each in group.parameters.values() if any(map(open_, each.values))]
    assert {isinstance(row.value, Table) and row.tilts for each in ranged for row in each.values} == {True, False}
    for parameter in ranged:
        for end in ENDS:
            still, half, whole = (np.hstack(numbers(at(parameter, end, share))) for share in (0.0, 0.5, 1.0))
            assert still == pytest.approx(np.hstack(numbers(parameter)), rel=1e-12)
            assert np.array_equal(whole, np.hstack(numbers(at(parameter, end))))
            assert ((half - still) * (whole - half) >= -1e-9 * np.abs(still)).all()


def numbers(parameter):
    """All values of a parameter that are numbers."""
    values = [row.value for row in parameter.values if not isinstance(row.value, str)]
    return [value.values if isinstance(value, Table) else [value] for value in values]
