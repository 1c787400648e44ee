"""What employers are asked, fund by fund, beside rates that a person adds up from the documents."""

import numpy as np
import pytest

from actuary.dated import load_reforms
from actuary.months import parse
from actuary.people.employers import FLOATING, RATES, asked
from actuary.people.response import rate_change
from actuary.valuation.prepare import Prepared, Views, prepare, views

OPENING = parse("2015-12")
HEAD = "schema: actuary.reform/1\nname: mine\nsource: {tag: judgement, note: a test}\nchanges:\n"
FACTOR = "law.employee_pension.employer_factor"
RATE, BOTH = RATES["employee_pension"], ("small", "large")


@pytest.fixture(scope="module")
def prepared() -> dict[str, Prepared]:
    return {rules: prepare("wuhan-2015", rules=rules) for rules in ("known-2016", "hindsight")}


@pytest.fixture
def seen(prepared, tmp_path):
    """Law and belief under the lines of a reform."""

    def under(*lines: str, rules: str = "known-2016") -> Views:
        if not lines:
            return views(prepared[rules])
        (tmp_path / "mine.yaml").write_text(HEAD + "".join(f"  - {{{line}}}\n" for line in lines), encoding="utf-8")
        return views(
            prepared[rules], load_reforms([str(tmp_path / "mine.yaml")], prepared[rules].assumptions, "plan", tmp_path)
        )

    return under


def total(found: Views, month: str) -> float:
    """What is asked in a month."""
    months = np.array([parse(month)])
    beliefs = found.basis.parameters
    return float(asked(found.law.parameters, beliefs, beliefs.over(FLOATING, months), months, OPENING)[0])


def change(found: Views, month: str) -> float:
    """By how much reforms change what is asked in a month."""
    return rate_change(found.law, found.basis, parse(month), OPENING)


def test_a_month_of_2016_and_one_of_the_waiver_add_up(seen):
    """In 2016-06 pension 19 %, medical 8, injury 0.75, unemployment and maternity 0.7 each. In 2020-03, when no firm
    paid pension, unemployment or injury, half of medical and of maternity, which has been merged into it."""
    assert total(seen(), "2016-06") == pytest.approx(0.19 + 0.08 + 0.0075 + 0.007 + 0.007)
    assert total(seen(rules="hindsight"), "2020-03") == pytest.approx(0.5 * (0.08 + 0.007))


@pytest.mark.parametrize("rules", ["known-2016", "hindsight"])
def test_the_baseline_has_nothing_to_answer(seen, rules: str):
    """Waivers of law as it came are the baseline's own; a reform that states them again changes nothing."""
    found = seen(rules=rules)
    assert {change(found, month) for month in ("2015-07", "2016-06", "2019-06", "2020-03", "2020-12")} == {0.0}
    restated = seen(
        *(f"set: law.unemployment.employer_factor_{s}, value: 0, from: 2020-02, to: 2020-06" for s in BOTH), rules=rules
    )
    assert (change(restated, "2020-03") == 0.0) == (rules == "hindsight")


def test_a_waiver_asks_what_a_lower_rate_asks(seen):
    """Half the rate, half of it for every size, or nought of it for enterprises with half of the bases."""
    by_rate = change(seen(f"scale: {RATE}, factor: 0.5, from: 2017-01"), "2017-03")
    by_size = seen(*(f"set: {FACTOR}_{size}, value: 0.5, from: 2017-01" for size in BOTH))
    half = seen(
        "set: basis.employers.small_and_medium_share_of_bases, value: 0.5, from: 2017-01",
        f"set: {FACTOR}_small, value: 0, from: 2017-01",
    )
    assert by_rate < -0.3
    assert [change(found, "2017-03") for found in (by_size, half)] == pytest.approx([by_rate, by_rate])
    assert change(by_size, "2016-12") == 0.0


def test_medical_and_injury_answer_by_what_they_ask(seen):
    """Half of medical's 8 points; the mean of the class rates raised by a tenth, and floating lowered by a tenth, of
    injury's points; a belief on the mix of industries asks nobody for more."""
    month = "2017-03"
    before, floated = total(seen(), month), 0.0075
    for line, points in {
        "set: law.employee_medical.employer_factor, value: 0.5": -0.04,
        "scale: law.work_injury.class_rate, factor: 1.1": 0.1 * floated,
        "scale: basis.injury.floating_mean, factor: 0.9": -0.1 * floated,
        "set: basis.injury.class_shares_of_wage_bill, keys: ['8'], value: 0.3": 0.0,
    }.items():
        assert change(seen(f"{line}, from: 2017-01"), month) == pytest.approx(points / before, abs=1e-12), line
