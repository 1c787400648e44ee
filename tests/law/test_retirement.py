"""Statutory age: the decision of 2024 worked by hand at its edges, and as laws of behaviour."""

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from actuary.dated import AgeFrom, Change, Changes, Delay, Parameters, Schedule
from actuary.law.legislation import BORN, SCHEDULE_IN_FORCE, Legislation
from actuary.law.retirement import (
    delay_months,
    earliest_month,
    latest_month,
    retirement,
    statutory_age,
    statutory_month,
)
from actuary.months import month, parse, text
from actuary.vocabulary import CATEGORIES
from tests.law.slow_retirement import slow_age_of_2024, slow_month_by_calendar

CASES = {
    # category, birth: years, months, statutory month
    ("male60", "1964-12"): (60, 0, "2024-12"),
    ("male60", "1965-01"): (60, 1, "2025-02"),
    ("male60", "1965-04"): (60, 1, "2025-05"),
    ("male60", "1965-05"): (60, 2, "2025-07"),
    ("male60", "1970-06"): (61, 5, "2031-11"),
    ("male60", "1976-08"): (62, 11, "2039-07"),
    ("male60", "1976-09"): (63, 0, "2039-09"),
    ("male60", "1999-12"): (63, 0, "2062-12"),
    ("female55", "1969-12"): (55, 0, "2024-12"),
    ("female55", "1970-01"): (55, 1, "2025-02"),
    ("female55", "1981-08"): (57, 11, "2039-07"),
    ("female55", "1981-09"): (58, 0, "2039-09"),
    ("female50", "1974-12"): (50, 0, "2024-12"),
    ("female50", "1975-01"): (50, 1, "2025-02"),
    ("female50", "1975-02"): (50, 1, "2025-03"),
    ("female50", "1975-03"): (50, 2, "2025-05"),
    ("female50", "1981-01"): (53, 1, "2034-02"),
    ("female50", "1984-10"): (54, 11, "2039-09"),
    ("female50", "1984-11"): (55, 0, "2039-11"),
}
CATEGORY = st.sampled_from([name.key for name in CATEGORIES])
BIRTH = st.integers(month(1940, 1), month(2020, 12))


@pytest.fixture(scope="module")
def decision(hindsight: Legislation) -> Schedule:
    """The schedule of the decision of 2024."""
    return hindsight.schedules["2024"]


@pytest.mark.parametrize(("category", "birth"), CASES)
def test_hand_worked(decision: Schedule, category: str, birth: str) -> None:
    """First and last months, both sides of each edge."""
    years, months, reached = CASES[category, birth]
    born = np.array(parse(birth))
    assert int(statutory_age(decision, category, born)) == years * 12 + months
    assert text(int(statutory_month(decision, category, born))) == reached


@given(category=CATEGORY, birth=BIRTH)
def test_delay_rises_to_its_cap(decision: Schedule, category: str, birth: int) -> None:
    """Later born never retire younger, nobody beyond the cap, and always in a later month."""
    births = np.array([birth, birth + 1])
    delay = delay_months(decision, category, births)
    assert 0 <= delay[0] <= delay[1] <= decision.categories[category].cap
    assert delay[1] - delay[0] <= 1
    reached = statutory_month(decision, category, births)
    assert reached[0] < reached[1]


@given(category=CATEGORY, birth=BIRTH)
def test_window(decision: Schedule, category: str, birth: int) -> None:
    """Three years either side, never before the old age; none for those who reached the age before 2025."""
    born = np.array(birth)
    reached = statutory_month(decision, category, born)
    early, late = earliest_month(decision, category, born), latest_month(decision, category, born)
    if reached < parse("2025-01"):
        assert early == late == reached
        return
    assert early == max(birth + decision.categories[category].old_age_months, reached - 36)
    assert late == reached + 36


def test_before_2025_nobody_is_delayed(hindsight: Legislation) -> None:
    """The ages of 1978, without window."""
    old = hindsight.schedule(parse("2024-12"))
    births = np.arange(month(1950, 1), month(1990, 1))
    for category, age in (("male60", 720), ("female55", 660), ("female50", 600)):
        assert (statutory_age(old, category, births) == age).all()
        assert (latest_month(old, category, births) == births + age).all()
        assert (earliest_month(old, category, births) == births + age).all()


def test_nobody_is_caught_by_the_change(hindsight: Legislation) -> None:
    """Who reached the old age by 2024-12 is not delayed by the decision: the two schedules join."""
    old, new = hindsight.schedules["1978"], hindsight.schedules["2024"]
    for category, rule in new.categories.items():
        births = np.arange(month(1930, 1), parse("2025-01") - rule.old_age_months)
        assert (statutory_age(old, category, births) == statutory_age(new, category, births)).all()
        assert delay_months(new, category, np.array(births[-1] + 1)) == 1


def test_schedule_in_force(hindsight: Legislation, known_at: Callable[[str], Legislation]) -> None:
    """In 2016 nobody knew of the decision."""
    names = [hindsight.schedule(parse(m)).name for m in ("2015-12", "2024-12", "2025-01")]
    assert names == ["1978", "1978", "2024"]
    assert known_at("2016-08").schedule(parse("2030-01")).name == "1978"
    assert known_at("2024-09").schedule(parse("2030-01")).name == "2024"


@pytest.mark.parametrize("category", [name.key for name in CATEGORIES])
def test_every_month_of_birth_against_the_slow_table(decision: Schedule, category: str) -> None:
    """1940 to 2010: the decision told month by month, without division, gives the same ages."""
    births = np.arange(month(1940, 1), month(2010, 1))
    slow = [slow_age_of_2024(category, birth) for birth in births.tolist()]
    assert statutory_age(decision, category, births).tolist() == slow


@pytest.mark.parametrize("name", ["1978", "2024", "cass-2015", "mohrss-2016"])
@pytest.mark.parametrize("category", [name.key for name in CATEGORIES])
def test_schedules_as_behaviour(hindsight: Legislation, name: str, category: str) -> None:
    """Later born never retire younger nor in an earlier month, and nobody before the old age or after 65."""
    schedule = hindsight.schedules[name]
    births = np.arange(month(1930, 1), month(2020, 1))
    ages = statutory_age(schedule, category, births)
    assert (np.diff(ages) >= 0).all()
    assert (np.diff(births + ages) >= 0).all()
    assert ages.min() == schedule.categories[category].old_age_months
    assert ages.max() <= 65 * 12
    assert (delay_months(schedule, category, births) == ages - ages.min()).all()


@pytest.mark.parametrize("category", [name.key for name in CATEGORIES])
def test_proposal_of_2015_walked_month_by_month(hindsight: Legislation, category: str) -> None:
    """Who has reached the age in force retires and is not called back; all others wait for the age of their time."""
    rule = hindsight.schedules["cass-2015"].categories[category]
    births = np.arange(month(1945, 1), month(1995, 1), 5)
    found = statutory_month(hindsight.schedules["cass-2015"], category, births).tolist()
    assert found == [slow_month_by_calendar(rule, birth) for birth in births.tolist()]


def test_proposal_of_2015_at_its_edges(hindsight: Legislation) -> None:
    """Women of 50 jump in 2017; one month of birth apart, eight years of age; all are at 65 in 2045."""
    schedule = hindsight.schedules["cass-2015"]
    edges = {
        ("female50", "1966-12"): (50, "2016-12"),
        ("female50", "1967-01"): (58, "2025-01"),
        ("female55", "1961-12"): (55, "2016-12"),
        ("female55", "1962-12"): (55, "2017-12"),
        ("female55", "1963-01"): (56, "2019-01"),
        ("male60", "1960-12"): (60, "2020-12"),
        ("male60", "1961-01"): (61, "2022-01"),
        ("female50", "1980-01"): (64, "2044-01"),
        ("female55", "1980-12"): (64, "2044-12"),
        ("female55", "1981-01"): (65, "2046-01"),
        ("male60", "1981-01"): (65, "2046-01"),
    }
    for (category, birth), (years, reached) in edges.items():
        born = np.array(parse(birth))
        found = int(statutory_age(schedule, category, born)), text(int(statutory_month(schedule, category, born)))
        assert found == (years * 12, reached), (category, birth)


def test_schedules_that_follow_one_another(hindsight: Legislation, known_at: Callable[[str], Legislation]) -> None:
    """The law's own sequence is 1978, then the decision; in 2016 it was 1978 alone, and nobody is delayed."""
    births = np.arange(month(1935, 1), month(2005, 1))
    for index, name in enumerate(CATEGORIES):
        who = np.full(births.shape, index)
        found = retirement(hindsight.turns(), who, births)
        assert found.age.tolist() == [slow_age_of_2024(name.key, birth) for birth in births.tolist()]
        assert (found.turn == (found.month >= parse("2025-01"))).all()
        assert (found.earliest <= found.month).all()
        assert (found.month <= found.latest).all()
        assert (found.earliest - births >= slow_age_of_2024(name.key, month(1930, 1))).all()
        assert not retirement(known_at("2016-08").turns(), who, births).delay.any()


def test_a_schedule_by_month_of_birth() -> None:
    """One's own table: an age for those born from a month on, the old age before the first."""
    rule = Delay(600, None, None, 0, births=(AgeFrom(month(1970, 3), 601), AgeFrom(month(1971, 1), 606)))
    schedule = Schedule("own", "自定", "judgement", "official", "x", None, None, {"female50": rule})
    births = np.array([month(1970, 2), month(1970, 3), month(1970, 12), month(1971, 1), month(1999, 1)])
    assert statutory_age(schedule, "female50", births).tolist() == [600, 601, 601, 606, 606]


def reformed(hindsight: Legislation, *changes: Change) -> Legislation:
    """The law of 1978 with changes of the schedule on top."""
    shown = Parameters(hindsight.parameters.parameters, hindsight=False, known_at=parse("2016-08"))
    shown.changes = Changes(changes)
    return Legislation(shown, hindsight.schedules, hindsight.pooling)


@given(st.sampled_from(["2024", "cass-2015", "mohrss-2016"]), st.integers(month(2016, 1), month(2060, 1)))
def test_nobody_who_has_reached_the_age_is_called_back(hindsight: Legislation, name: str, start: int) -> None:
    """Whatever schedule a reform sets from whatever month: who reached the age in force before it keeps that age."""
    law = reformed(hindsight, Change("set", SCHEDULE_IN_FORCE, name, start))
    for now in (start - 1, start, start + 60):
        births = now - 1 - np.arange(1300)
        age = law.retiring(now).age[:, births - BORN.start]
        for row, category in zip(age, CATEGORIES, strict=True):
            old = hindsight.schedules["1978"].categories[category.key].old_age_months
            assert (row[births + old < start] == old).all()
            assert (row >= old).all()


def test_a_reform_that_ends_lets_those_go_whose_old_age_has_passed(hindsight: Legislation) -> None:
    """Under CASS 2015 to 2019-12: a woman of 50 in 2018-03 waits, and reaches the age of 1978 when it is back."""
    law = reformed(hindsight, Change("set", SCHEDULE_IN_FORCE, "cass-2015", parse("2017-01"), parse("2019-12")))
    births = np.array([parse("1966-12"), parse("1968-03"), parse("1970-01"), parse("1970-02")])
    found = births + law.retiring(parse("2021-01")).age[2, births - BORN.start]
    assert [text(int(month)) for month in found] == ["2016-12", "2020-01", "2020-01", "2020-02"]
