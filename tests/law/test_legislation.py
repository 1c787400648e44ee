"""The law as one reads it in a month: decrees or beliefs, formulas, schedules; what is not there is a letter."""

from dataclasses import replace

import numpy as np
import pytest

from actuary.dated import Assumptions, Parameters
from actuary.errors import Problem
from actuary.law.legislation import BORN, SCHEDULE_IN_FORCE, Legislation
from actuary.law.statute import Statute
from actuary.months import parse

FORMULA = "law.employee_pension.transitional_formula"


def seen(assumptions: Assumptions, law=None, schedules=None) -> Legislation:
    """The law with all that followed, with some of it in place of the shipped."""
    parameters = Parameters(
        law or assumptions.law, hindsight=True, known_at=parse("2026-11"), growth=lambda series, last, now: 1.0
    )
    return Legislation(parameters, assumptions.schedules if schedules is None else schedules, assumptions.pooling)


def test_what_is_decreed_is_stated_and_what_nobody_said_is_not(hindsight: Legislation):
    """The crediting rate of 2016 was decreed; of 2060 nobody has said anything."""
    rate = "law.employee_pension.crediting_rate"
    assert hindsight.stated(rate, parse("2016-06")) == pytest.approx(0.0831)
    assert hindsight.stated(rate, parse("2060-01")) is None


def test_a_formula_that_nobody_knows_is_refused_in_its_place(assumptions: Assumptions):
    name = next(each.name for each in assumptions.law.values() if each.unit == "formula")
    parameter = assumptions.law[name]
    unknown = replace(parameter, values=tuple(replace(row, value="no_such") for row in parameter.values))
    law, month = seen(assumptions, assumptions.law | {name: unknown}), parameter.values[-1].from_
    with pytest.raises(Problem, match="no_such") as refused:
        law.formula(name, month)
    (letter,) = refused.value.letters
    row = parameter.values[-1]
    assert (letter.code, letter.file, letter.line, letter.field) == ("formula", row.file, row.line, name)
    assert "no_such" in letter.message.zh
    assert seen(assumptions).formula(name, month).name == name


def test_a_schedule_that_is_not_there_is_refused_by_name(assumptions: Assumptions):
    """The ages of 2024 without their file: those that are there can be chosen."""
    rest = {name: each for name, each in assumptions.schedules.items() if name != "2024"}
    law = seen(assumptions, schedules=rest)
    assert law.schedule(parse("2024-12")).name == "1978"
    with pytest.raises(Problem, match="2024") as refused:
        law.schedule(parse("2025-01"))
    (letter,) = refused.value.letters
    assert (letter.code, letter.field) == ("schedule", SCHEDULE_IN_FORCE)
    for words in (letter.message.zh, letter.message.en):
        assert "2025-01" in words
    for words in (letter.remedy.zh, letter.remedy.en):
        assert "1978" in words


def test_schedules_turn_when_the_law_says(hindsight: Legislation):
    """1978 until 2024-12, then the decision of 2024; up to a month, only what has come by then; asked for once."""
    assert [turn.schedule.name for turn in hindsight.turns()] == ["1978", "2024"]
    assert [turn.schedule.name for turn in hindsight.turns(parse("2024-12"))] == ["1978"]
    assert hindsight.turns()[1].from_ == parse("2025-01")
    assert hindsight.turns() is hindsight.turns()
    assert SCHEDULE_IN_FORCE in hindsight.parameters.asked


def test_who_retires_when_by_category_and_month_of_birth(hindsight: Legislation):
    """A man born in 1955-01 at 60 in 2015-01, one born in 1965-01 a month later than 60; women at 50 and 55."""
    before, after = hindsight.retiring(parse("2024-12")), hindsight.retiring(parse("2025-01"))
    assert before.month.shape == (3, len(BORN))
    man, staff, worker = (parse(born) - BORN.start for born in ("1965-01", "1970-01", "1975-01"))
    assert (before.month[0, man], after.month[0, man]) == (parse("2025-01"), parse("2025-02"))
    assert before.month[0, parse("1955-01") - BORN.start] == after.month[0, parse("1955-01") - BORN.start]
    assert np.array_equal(
        before.month[0, : parse("1964-12") - BORN.start], after.month[0, : parse("1964-12") - BORN.start]
    )
    assert before.month[1, staff] == before.month[2, worker] == parse("2025-01")
    assert hindsight.retiring(parse("2030-01")) is hindsight.retiring(parse("2025-01"))


def test_without_a_valuation_nobody_knows_what_was_known(assumptions: Assumptions):
    """The month of the plan is that of its valuations, the latest of them; hindsight asks for none."""
    bare = replace(assumptions, valuations={})
    with pytest.raises(Problem, match="No valuation says") as refused:
        Statute(bare, "known-2016")
    (letter,) = refused.value.letters
    assert (letter.code, letter.field) == ("rules", "--rules")
    for words in (letter.remedy.zh, letter.remedy.en):
        assert "--rules hindsight" in words
    assert letter.message.zh
    assert Statute(bare, "hindsight").known_at is None
    assert Statute(assumptions, "known-2016").known_at == max(v.known_at for v in assumptions.valuations.values())
