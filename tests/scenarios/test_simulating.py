"""Simulation: without variance the central run; same bytes in any block or thread; the whole engine agrees."""

import json
from dataclasses import replace

import numba
import numpy as np
import pytest
from click.testing import CliRunner

from actuary.cli import main
from actuary.errors import Problem
from actuary.scenarios.likelihood import disagreement, simulation, table
from actuary.scenarios.simulating import BALANCE, COLUMNS, Drawn, central, model, simulate, weights
from actuary.scenarios.simulation_documents import SimulateDocument
from actuary.scenarios.study import Study
from actuary.valuation.lines import LINES
from actuary.valuation.prepare import prepare

PATHS = np.arange(40)
PENSION = next(i for i, line in enumerate(LINES) if line.account == "enterprise")
SUBSIDY = "basis.path.pension_subsidy_rule"


@pytest.fixture(scope="module")
def built():
    """To the end of 2016, every process, and the range of one input."""
    return model(Study(prepare("wuhan-2015", to="2016-12")), SUBSIDY)


def same(one, other) -> bool:
    return all(np.array_equal(a, b) for a, b in zip(one, other, strict=True))


def test_without_variance_every_path_is_the_central_run(built) -> None:
    """Whether nothing is drawn or nothing varies, to the last bit; and the central run is the engine's."""
    middle = central(built)
    still = replace(built, chance=built.chance._replace(volatility=np.zeros_like(built.chance.volatility)))
    for paths in (simulate(built, 1, PATHS, Drawn(False, False)), simulate(still, 1, PATHS, Drawn(True, False))):
        assert np.array_equal(paths.yearly, np.broadcast_to(middle.yearly, paths.yearly.shape))
    pooled = built.study.base.pooled["employee_pension", "enterprise"]
    assert middle.yearly[PENSION, BALANCE, -1, 0] == pytest.approx(pooled.before_backstop()[-1].sum(), abs=0.01)


def test_blocks_and_threads_change_no_byte(built) -> None:
    whole = simulate(built, 5, PATHS)
    assert same(whole, simulate(built, 5, PATHS, block=7))
    assert same([each[..., 30:] for each in whole], simulate(built, 5, PATHS[30:]))
    threads = numba.get_num_threads()
    numba.set_num_threads(1)
    try:
        assert same(whole, simulate(built, 5, PATHS))
    finally:
        numba.set_num_threads(threads)
    assert not same(whole, simulate(built, 6, PATHS))


def test_the_whole_engine_agrees_on_single_paths(built) -> None:
    """Composed of responses, the last balances are within 0.15 standard deviations of chance; one path has a draw
    of more than three deviations, and the others are within 0.01."""
    document, _ = simulation(built, 1, 200, checked=3)
    assert len(document["agreement"]) == 3 * len(LINES)
    assert 0.0 < disagreement(document) < 0.15
    usual = [row for row in document["agreement"] if row["path"] < 2]
    assert disagreement({**document, "agreement": usual}) < 0.01
    SimulateDocument.model_validate(document)


def test_an_input_at_an_end_of_its_range_is_what_the_engine_says(built) -> None:
    """A path whose only cause is the range of the subsidy: the gap grows with the weight, and at full weight it is that
    of the run at the end of the range."""
    from actuary.scenarios.sensitivity import at, varied
    from actuary.scenarios.simulating import results

    weight = np.zeros((len(built.responses), 2))
    weight[-1] = [0.5, 1.0]
    balance = results(built, built.packed, weight).yearly[PENSION, BALANCE, -1]
    high = varied(built.study, at(built.inputs[0].parameter, "high")).pooled["employee_pension", "enterprise"]
    middle = central(built).yearly[PENSION, BALANCE, -1, 0]
    assert balance[1] == pytest.approx(high.before_backstop()[-1].sum(), abs=1.0)
    assert balance[0] - middle == pytest.approx((balance[1] - middle) / 2.0, rel=1e-6)


def test_each_side_of_a_range_has_half_the_probability(built) -> None:
    many = weights(built, 1, np.arange(4000), Drawn(False, True))[-2:]
    assert np.all((many >= 0.0) & (many <= 1.0))
    assert np.all(many.min(axis=0) == 0.0)
    assert np.mean(many[0] > 0.0) == pytest.approx(0.5, abs=0.04)
    assert many.max(axis=0).mean() == pytest.approx(0.5, abs=0.03)


def test_chance_does_not_hang_on_which_inputs_are_drawn(built) -> None:
    fewer = replace(built, inputs=[], responses=built.responses[:-2])
    assert np.array_equal(weights(built, 1, PATHS, Drawn(True, True))[:-2], weights(fewer, 1, PATHS, Drawn(True, True)))


def test_the_table_keeps_every_path(built) -> None:
    """Receipts less expenditure of the years are the change of the balance."""
    paths = simulate(built, 1, PATHS)
    rows = table(built, paths)
    assert rows.shape == (len(LINES) * len(built.years) * len(PATHS), 4 + len(COLUMNS))
    received, spent, held, _ = paths.yearly[PENSION, :, 0]
    opening = built.base.openings["employee_pension", "enterprise"]
    assert np.allclose(opening + received - spent, held, atol=0.01)


def test_an_input_that_is_not_there_is_refused(built) -> None:
    with pytest.raises(Problem, match=r"basis\.nothing"):
        model(built.study, "basis.nothing")


@pytest.mark.parametrize("given", [["--seed", "-1"], ["--paths", "1"], ["--to", "2015-01"]])
def test_bad_options_are_letters(given) -> None:
    found = CliRunner().invoke(main, ["simulate", "--json", *given])
    assert found.exit_code == 2
    assert json.loads(found.output)["schema"] == "actuary.errors/1"


def test_the_page_in_both_languages(built) -> None:
    from rich.console import Console

    from actuary.reporting.simulation import render

    document, _ = simulation(built, 1, 50, checked=1)
    pages = {}
    for language in ("zh", "en"):
        console = Console(width=110, record=True, force_terminal=False)
        render(document, language, console)
        pages[language] = console.export_text()
    assert "随机模拟" in pages["zh"]
    assert "职工基本养老保险" in pages["zh"]
    assert "growth of wages" in pages["en"]
    assert "run again by the whole engine" in pages["en"]
