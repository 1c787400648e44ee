"""Who pays and who gains: laid on classes of birth from the same sums as the ledgers, and adding up to them."""

import numpy as np
import pytest

from actuary.months import month
from actuary.scenarios.cohorts import cohorts, laid
from actuary.scenarios.comparing import compare, flat_cohorts
from actuary.scenarios.outcome import same
from actuary.scenarios.study import Study
from actuary.valuation.incidence import SIDES
from actuary.valuation.prepare import prepare

FEN = 0.005
RATE = "law.employee_pension.employer_rate"
PENSION = ("employee_pension", "enterprise")
DELAY = 'schedule: "2024", begins: 2017-01, from: 2017-01'


@pytest.fixture(scope="module")
def watched() -> Study:
    return Study(prepare("wuhan-2015", rules="hindsight", to="2018-12"), watch=True)


def test_classes_add_up_to_what_the_step_sums(watched: Study) -> None:
    """Persons, weighted sums, bases and deaths by class of birth are those of the whole city, month by month."""
    classes, movement = watched.base.movement.classes, watched.base.movement
    assert classes is not None
    assert classes.persons.sum(axis=1) == pytest.approx(movement.people[:-1].sum(axis=3), rel=1e-12)
    assert classes.exposure.sum(axis=(1, 2)) == pytest.approx(movement.exposure.sum(axis=2), rel=1e-12)
    assert classes.base.sum(axis=(1, 2)) == pytest.approx(movement.base.sum(axis=3), rel=1e-12)
    assert classes.died[..., 0].sum(axis=1) == pytest.approx(movement.death[:, :, :, 0].sum(axis=3), rel=1e-12)


def test_watching_changes_nothing(watched: Study) -> None:
    plain = Study(watched.prepared)
    assert plain.base.movement.classes is None
    assert laid(plain.base) is None
    assert same(plain.base, watched.base)


def test_every_ledger_adds_up_to_its_balance_to_the_fen(watched: Study) -> None:
    """Own and employers' contributions less benefits plus what is laid on nobody is what the balance moves by."""
    found = laid(watched.base)
    assert found is not None
    for key, borne in found.items():
        balance = watched.base.ledgers[key].balance
        assert borne.change() == pytest.approx(float(balance[-1].sum() - balance[0].sum()), abs=FEN)
        assert all((borne.people[side] >= 0.0).all() for side in SIDES)


@pytest.mark.parametrize(
    "lines",
    [
        [f"set: {RATE}, value: 0.16, from: 2017-01"],
        [DELAY],
        ["scale: basis.flow.dormancy_rate, factor: 0.5, from: 2017-01"],
        [DELAY, f"set: {RATE}, value: 0.16, from: 2017-01"],
    ],
)
def test_the_change_of_every_fund_is_laid_out_to_the_fen(watched: Study, reform, lines) -> None:
    before = laid(watched.base)
    assert before is not None
    told = cohorts(watched.under([reform(*lines)]), watched.base, before)
    for fund in told["funds"]:
        rows = [row for row in told["rows"] if row["fund"] == fund["fund"]]
        assert fund["residual"] == pytest.approx(0.0, abs=FEN)
        for side in SIDES:
            assert sum(row[side]["difference"] for row in rows) == pytest.approx(fund[side], abs=FEN)
            assert all(
                row[side]["reform"] - row[side]["baseline"] == pytest.approx(row[side]["difference"], abs=FEN)
                for row in rows
            )


def test_a_cut_is_gained_by_employers_at_present_value_by_hand(watched: Study, reform) -> None:
    before = laid(watched.base)
    assert before is not None
    outcome = watched.under([reform(f"set: {RATE}, value: 0.16, from: 2017-01")])
    rows = cohorts(outcome, watched.base, before)["rows"]
    paid = [o.ledgers[PENSION].by_item()["contribution_employer"].sum(axis=1) for o in (watched.base, outcome)]
    discount = np.cumprod(1 / (1 + watched.base.evaluation.rules.interest))
    assert {row["fund"] for row in rows} == {"employee_pension"}
    assert sum(row["employer"]["present_value"] for row in rows) == pytest.approx(
        float((paid[1] - paid[0]) @ discount), abs=FEN
    )
    assert all(row["own"]["difference"] == 0.0 == row["benefits"]["difference"] for row in rows)


def test_a_delay_falls_on_those_whose_age_rises(watched: Study, reform) -> None:
    """Men who reach 60 before 2017-01 draw what they drew; those born in 1957-59 draw less and pay on. Women of 50 feel
    it in the class of 1965-69, which reaches 50 meanwhile, and nobody born before does."""
    before = laid(watched.base)
    assert before is not None
    rows = cohorts(watched.under([reform(DELAY)]), watched.base, before)["rows"]

    def of(category: str, born: str) -> dict:
        found = (r for r in rows if (r["fund"], r["category"], r["born_from"]) == (PENSION[0], category, born))
        return next(found, {side: {"difference": 0.0, "baseline": 1.0} for side in SIDES})

    for category, born in (("male60", "1950-01"), ("female50", "1960-01")):
        untouched = of(category, born)["benefits"]
        assert abs(untouched["difference"]) < 1e-5 * untouched["baseline"]
    for category, born in (("male60", "1955-01"), ("female50", "1965-01")):
        assert of(category, born)["benefits"]["difference"] < -1e7
        assert of(category, born)["own"]["difference"] > 1e6
        assert of(category, born)["employer"]["difference"] > 1e6


def test_the_document_and_the_table_carry_every_row(watched: Study, reform) -> None:
    document = compare(watched, [[reform(DELAY)]])
    table = flat_cohorts(document)
    rows = document["reforms"][0]["cohorts"]["rows"]
    assert table.height == len(rows) * len(SIDES)
    assert table["difference"].sum() == pytest.approx(sum(row[side]["difference"] for row in rows for side in SIDES))
    assert document["reforms"][0]["cohorts"]["at"] == "2015-12"
    assert month(2015, 12) == watched.base.assembled.first - 1
