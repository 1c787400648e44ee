"""Simulation: without variance the central run; same bytes in any block, thread or piece; the whole engine agrees."""

import json
from dataclasses import replace

import numpy as np
import pytest
from click.testing import CliRunner

from actuary.cli import main
from actuary.errors import Problem
from actuary.kernels.paths.contracts import BALANCE, COLUMNS
from actuary.kernels.threads import limit
from actuary.paths.economy import PROCESSES
from actuary.scenarios.packed import PackedStudy
from actuary.scenarios.study import Study
from actuary.uncertainty import impulses
from actuary.uncertainty.likelihood import between_people, disagreement, simulation, table
from actuary.uncertainty.path_model import kept, model, processes_in
from actuary.uncertainty.processes import PLACE
from actuary.uncertainty.simulating import Drawn, central, drawn_deviations, estimated, results, simulate, weights
from actuary.uncertainty.simulation_documents import SimulateDocument
from actuary.valuation.lines import LINES
from actuary.valuation.prepare import prepare

PATHS = np.arange(40)
PENSION = next(i for i, line in enumerate(LINES) if line.account == "enterprise")
SUBSIDY = "basis.path.pension_subsidy_rule"


@pytest.fixture(scope="module")
def built():
    """To the end of 2016, every process, the range of one input, and sixteen paths of people."""
    return model(PackedStudy(prepare("wuhan-2015", to="2016-12")), SUBSIDY, people=16)


def same(one, other) -> bool:
    return all(np.array_equal(a, b) for a, b in zip(one, other, strict=True))


def motionless(processes):
    """The same processes, which never move."""
    return processes._replace(chance=processes.chance._replace(volatility=np.zeros(len(processes.volatility))))


def test_without_variance_every_path_is_the_central_run(built) -> None:
    """Whether nothing is drawn or nothing varies, to the last bit; and the central run is the engine's, to a fen."""
    middle = central(built)
    still = replace(built, processes=motionless(built.processes))
    for paths in (simulate(built, 1, PATHS, Drawn(False, False)), simulate(still, 1, PATHS, Drawn(True, False))):
        assert np.array_equal(paths.yearly, np.broadcast_to(middle.yearly, paths.yearly.shape))
    pooled = built.study.base.pooled["employee_pension", "enterprise"]
    assert middle.yearly[PENSION, BALANCE, -1, 0] == pytest.approx(pooled.before_backstop()[-1].sum(), abs=0.01)


def test_ledgers_of_a_path_without_deviations_are_those_of_the_engine(built) -> None:
    """Every yearly result of every line and every month's balance, to a fen."""
    assert np.abs(built.yearly[0] - built.yearly[1]).max() < 0.01
    assert np.abs(built.central.run - built.central.path).max() < 0.01


def test_blocks_threads_and_pieces_change_no_byte(built) -> None:
    """Forty paths at once are those of any block, of one thread, and of a run of thirty that ten continue."""
    whole = simulate(built, 5, PATHS)
    assert same(whole, simulate(built, 5, PATHS, block=7))
    pieces = simulate(built, 5, PATHS[:30]), simulate(built, 5, PATHS[30:])
    assert same(whole, [np.concatenate(each, axis=-1) for each in zip(*pieces, strict=True)])
    for threads in (1, 3):
        limit(threads)
        try:
            assert same(whole, simulate(built, 5, PATHS, block=7))
        finally:
            limit(None)
    assert not same(whole, simulate(built, 6, PATHS))


def test_the_whole_engine_agrees_on_eight_paths(built) -> None:
    """Composed of responses that were moved in lanes, the last balances are within 0.05 standard deviations of chance
    of what people moved district by district, and all law, say."""
    document, _ = simulation(built, 1, np.arange(400), checked=8)
    assert len(document["agreement"]) == 8 * len(LINES)
    assert 0.0 < disagreement(document) < 0.05
    SimulateDocument.model_validate(document)


def test_an_input_at_an_end_of_its_range_is_what_the_engine_says(built) -> None:
    """A path whose only cause is the range of the subsidy: the gap grows with the weight, and at full weight it is that
    of the run at the end of the range."""
    from actuary.dated.ends import at
    from actuary.uncertainty.sensitivity import varied

    weight = np.zeros((len(built.openings), 2))
    weight[-1] = [0.5, 1.0]
    balance = results(built, weight).yearly[PENSION, BALANCE, -1]
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


def test_what_is_not_known_of_the_processes_is_drawn_apart(built) -> None:
    """A fitted volatility varies by its standard error, a judged persistence evenly in its range,
    the drift of mortality by its error; and a path draws the same whatever else is drawn."""
    found = estimated(built, 1, np.arange(4000))
    wage, medical, mortality = PLACE["wage"], PLACE["medical"], PLACE["mortality"]
    known = built.processes
    assert np.log(found.volatility[:, wage]).std() == pytest.approx(
        known.volatility[wage].error / known.volatility[wage].value, rel=0.05
    )
    low, high = known.persistence[medical].low, known.persistence[medical].high
    assert low <= found.persistence[:, medical].min() < found.persistence[:, medical].max() <= high
    assert np.mean(found.persistence[:, medical] < known.persistence[medical].value) == pytest.approx(0.5, abs=0.04)
    assert found.drift[:, mortality].std() == pytest.approx(known.drift_error[mortality], rel=0.05)
    alone = simulate(built, 1, PATHS, Drawn(True, False, True))
    assert not np.array_equal(alone.yearly, simulate(built, 1, PATHS, Drawn(True, False)).yearly)
    assert same([each[..., :9] for each in alone], simulate(built, 1, PATHS[:9], Drawn(True, False, True)))


def test_chance_does_not_hang_on_which_inputs_are_drawn(built) -> None:
    fewer = replace(built, inputs=[])
    assert np.array_equal(weights(built, 1, PATHS, Drawn(True, True))[:-2], weights(fewer, 1, PATHS, Drawn(True, True)))


def test_people_are_drawn_by_demographic_path_and_the_economy_by_path(built) -> None:
    """Paths 3 and 19 live on the same of sixteen paths of people, in economies of their own."""
    x = drawn_deviations(built, 1, np.array([3, 19, 4]))
    people = [p for p, process in enumerate(PROCESSES) if process.people and built.chance.volatility[p]]
    economy = [p for p, process in enumerate(PROCESSES) if not process.people]
    assert np.array_equal(x[0, people], x[1, people])
    assert not np.any(x[0, economy] == x[1, economy])
    assert not np.any(x[0, people] == x[2, people])


def test_variance_between_people_is_that_of_the_closed_form() -> None:
    """Values of a common part of variance 1 and an own part of variance 3: a quarter lies between groups."""
    dice = np.random.default_rng(1)
    people = np.arange(40_000) % 400
    common = dice.normal(size=400)
    values = ((common - common.mean()) / common.std(ddof=1))[people] + np.sqrt(3.0) * dice.normal(size=40_000)
    assert between_people(values, people) == pytest.approx(0.25, abs=0.03)
    assert between_people(values, np.arange(40_000)) is None


def test_the_table_keeps_every_path(built) -> None:
    """Receipts less expenditure of the years are the change of the balance."""
    paths = simulate(built, 1, PATHS)
    rows = table(built, paths, PATHS)
    assert rows.shape == (len(LINES) * len(built.years) * len(PATHS), 4 + COLUMNS)
    received, spent, held, _ = paths.yearly[PENSION, :, 0]
    opening = built.opening[built.layout.ledgers.index(("employee_pension", "enterprise"))]
    assert np.allclose(opening + received - spent, held, atol=0.01)


def line_of(fund: str) -> int:
    return next(i for i, each in enumerate(LINES) if each.fund == fund)


def part_way(study: Study, name: str, end: str, part: float) -> Study:
    """The study of a city whose input stands a part of the way to an end of its range."""
    held = study.prepared.cohort[name]
    values = tuple(
        v if v.low is None else replace(v, value=v.value + part * (getattr(v, end) - v.value)) for v in held.values
    )
    return Study(study.prepared.with_parameters({name: replace(held, values=values)}), study.coverage)


def on_path(built, weight: float):
    """The funds on one path whose last cause alone, a high end, acts with a weight."""
    weights = np.zeros((len(built.openings), 1))
    weights[-1] = weight
    return results(built, weights), kept(built, weights).decided[:, 0]


@pytest.mark.parametrize("part", [0.3, 0.6, 1.0])
def test_law_acts_inside_the_path(part) -> None:
    """A fuller opening balance of the injury fund: by how full it is its rates are cut in no year, by a fifth, by half.
    The path decides as the engine does on that opening, and its balances are the engine's to a yuan."""
    name = "opening.balance.injury"
    study = Study(prepare("wuhan-2015", to="2019-12", rules="hindsight", pooling="city"))
    built = model(study, name, processes=motionless(processes_in(study)))
    found, decided = on_path(built, part)
    rich = part_way(study, name, "high", part).base
    ledgers = [rich.pooled["work_injury", account] for account in ("pooled", "reserve")]
    pooled = sum(ledger.before_backstop()[-1].sum() for ledger in ledgers)
    firings = {(r.trigger.name, r.term.begins): r.fired for r in rich.evaluation.decided}
    reads = [(read.trigger.name, read.term.begins) for read in built.layout.reads]
    assert dict(zip(reads, decided.tolist(), strict=True)) == firings
    assert any(fired for (name, _), fired in firings.items() if name.startswith("injury"))
    assert found.yearly[line_of("work_injury"), BALANCE, -1, 0] == pytest.approx(pooled, abs=1.0)


@pytest.mark.parametrize("part", [0.2, 0.9])
def test_law_that_read_the_opening_reads_the_opening_of_the_path(part) -> None:
    """The maternity fund's rate falls with nine months in hand at the opening: on a path just below it stays, on a path
    above it falls, as the engine says of either opening to a yuan."""
    name = "opening.balance.maternity"
    study = Study(prepare("wuhan-2015", to="2016-12"))
    built = model(study, name, processes=motionless(processes_in(study)))
    found, decided = on_path(built, part)
    rich = part_way(study, name, "high", part).base
    place = next(j for j, read in enumerate(built.layout.reads) if read.trigger.fund == "maternity")
    assert decided[place] == (part > 0.5)
    pooled = rich.pooled["maternity", "pooled"].before_backstop()[-1].sum()
    assert found.yearly[line_of("maternity"), BALANCE, -1, 0] == pytest.approx(pooled, abs=1.0)


@pytest.mark.parametrize("part", [0.2, 0.9])
def test_a_path_pays_what_the_central_run_is_let_off(part, monkeypatch) -> None:
    """Law of a test: below nine months at the opening employers pay nothing. They do so on the central run; on a path
    above the line they pay in full, as the engine says of its opening to a yuan."""
    monkeypatch.setattr(impulses, "home", lambda study: None)  # what is kept goes by the law of the files
    name, trigger = "opening.balance.maternity", "maternity-rate-2015"
    prepared = prepare("wuhan-2015", to="2016-12")
    shipped = prepared.assumptions.triggers[trigger]
    then = {**shipped.then, "value": 0.0}
    own = replace(shipped, threshold=None, under=shipped.threshold, then=then)
    triggers = {**prepared.assumptions.triggers, trigger: own}
    study = Study(replace(prepared, assumptions=replace(prepared.assumptions, triggers=triggers)))
    assert "contribution_employer" not in study.base.pooled["maternity", "pooled"].items
    built = model(study, name, processes=motionless(processes_in(study)))
    found, decided = on_path(built, part)
    rich = part_way(study, name, "high", part).base
    place = next(j for j, read in enumerate(built.layout.reads) if read.trigger.fund == "maternity")
    assert decided[place] == (part < 0.5)
    pooled = rich.pooled["maternity", "pooled"].before_backstop()[-1].sum()
    assert found.yearly[line_of("maternity"), BALANCE, -1, 0] == pytest.approx(pooled, abs=1.0)


def test_an_input_that_is_not_there_is_refused(built) -> None:
    with pytest.raises(Problem, match=r"basis\.nothing"):
        model(built.study, "basis.nothing")


@pytest.mark.parametrize("given", [["--seed", "-1"], ["--paths", "1"], ["--to", "2015-01"]])
def test_bad_options_are_letters(given) -> None:
    found = CliRunner().invoke(main, ["simulate", "--json", *given])
    assert found.exit_code == 2
    assert json.loads(found.stdout)["schema"] == "actuary.errors/1"


def test_the_page_in_both_languages(built) -> None:
    from rich.console import Console

    from actuary.reporting.simulation import render

    document, _ = simulation(built, 1, PATHS, checked=1)
    pages = {}
    for language in ("zh", "en"):
        console = Console(width=110, record=True, force_terminal=False)
        render(document, language, console)
        pages[language] = console.export_text()
    assert "随机模拟" in pages["zh"]
    assert "职工基本养老保险" in pages["zh"]
    assert "growth of wages" in pages["en"]
    assert "run again by the whole engine" in pages["en"]
