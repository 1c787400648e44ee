"""Which row is in force under which rules, and what the named tails do."""

from collections.abc import Callable

import numpy as np
import pytest
from numpy.testing import assert_array_equal

from actuary.dated import DatedParameter, Parameters
from actuary.errors import Problem
from actuary.months import month, parse
from tests.dated.conftest import HEAD, Loaded

NAME = "law.employee_pension.employer_rate"
SUNSET = """  employer_rate:
    zh: 单位缴费比例
    unit: share
    values:
      - {from: 2016-05, value: 0.19, tag: statute, source: N36, article: "1", known_from: 2016-04}
      - {from: 2018-05, value: 0.20, tag: statute, source: N36, known_from: 2016-04}
      - {from: 2018-05, value: 0.19, tag: statute, source: N25, known_from: 2018-04}
      - {from: 2019-05, value: 0.16, tag: statute, source: N13, known_from: 2019-04}
    tail: hold
"""
WAGES = """  wage:
    zh: 平均工资
    unit: yuan_per_month
    values:
      - {from: 2015-01, value: 5000, tag: published, source: A, known_from: 2015-06}
      - {from: 2016-01, value: 5400, tag: published, source: A, known_from: 2016-06}
      - {from: 2017-01, value: 6000, tag: published, source: A, known_from: 2017-06}
    tail: TAIL
    stated_to: 2017-12
"""
TABLES = """  divisor:
    zh: 计发月数
    unit: month
    values:
      - {from: 2015-01, table: {axis: age, keys: [50, 60], values: [195, 139]}, tag: statute, source: A}
      - {from: 2016-01, table: {axis: age, keys: [50, 60], values: [190, 130]}, tag: statute, source: A}
    tail: {grow: wage.growth}
    stated_to: 2016-12
  statutory_age:
    zh: 退休年龄表
    unit: text
    values:
      - {from: 2010-01, value: "1978", tag: statute, source: A}
      - {from: 2025-01, value: "2024", tag: statute, source: A, known_from: 2024-09}
    tail: hold
"""
WAGE = "law.employee_pension.wage"
DIVISOR = "law.employee_pension.divisor"


def ten_percent_a_year(series: str, last: int, at: int) -> float:
    """A growth that anybody can check."""
    assert series == "wage.growth"
    return float(1.1 ** ((at - last) / 12))


def seen(
    parameters: dict[str, DatedParameter],
    known_at: str | None,
    growth: Callable[[str, int, int], float] | None = None,
) -> Parameters:
    """Parameters as known in a month, None: in hindsight."""
    known = parse(known_at) if known_at else 0
    return Parameters(parameters, hindsight=known_at is None, known_at=known, growth=growth)


@pytest.mark.parametrize(
    ("known_at", "at", "value"),
    [
        ("2016-08", "2016-05", 0.19),
        ("2016-08", "2018-04", 0.19),
        ("2016-08", "2018-05", 0.20),
        ("2016-08", "2018-06", 0.20),
        ("2016-08", "2030-01", 0.20),
        ("2018-04", "2018-06", 0.19),
        (None, "2018-06", 0.19),
        (None, "2019-04", 0.19),
        (None, "2019-05", 0.16),
    ],
)
def test_sunset(load: Loaded, known_at: str | None, at: str, value: float) -> None:
    """As known in August 2016 the cut ends in May 2018; what then happened is hindsight."""
    parameters = seen(load(HEAD + SUNSET), known_at)
    assert parameters.number(NAME, parse(at)) == value
    row = parameters.row(NAME, parse(at))
    assert (row.value, row.tag) == (value, "statute")
    assert parameters.tails_acted == []


def test_over_is_number_month_by_month(load: Loaded) -> None:
    """The array and the single month agree; the array is kept and cannot be changed."""
    parameters = seen(load(HEAD + SUNSET), "2016-08")
    span = np.arange(month(2016, 5), month(2020, 1))
    array = parameters.over(NAME, span)
    assert_array_equal(array, [parameters.number(NAME, int(at)) for at in span])
    assert parameters.over(NAME, span.copy()) is array
    with pytest.raises(ValueError, match="read-only"):
        array[0] = 1.0
    assert parameters.used == {NAME: {0, 1}}
    assert parameters.over(NAME, span[:0]).shape == (0,)


def test_later_knowledge_wins(load: Loaded) -> None:
    """A row known later overrides one that begins later but was known before."""
    rows = SUNSET.replace("{from: 2018-05, value: 0.19", "{from: 2017-01, value: 0.185")
    parameters = seen(load(HEAD + rows), "2018-06")
    assert parameters.number(NAME, parse("2018-06")) == 0.185


def test_level_estimate_is_always_seen(load: Loaded) -> None:
    """A level that rests on a later source is read under every rule set."""
    row = "{from: 2015-12, known_from: 2021-05, level: true, value: 0.3, tag: derived, source: A}"
    text = HEAD + SUNSET.replace("- {from: 2016-05", f"- {row}\n      - {{from: 2016-05")
    assert seen(load(text), "2016-08").number(NAME, parse("2016-01")) == 0.3


def test_before_the_first_row(load: Loaded) -> None:
    """Nothing is extrapolated backwards, nor invented from what is not yet known."""
    for known_at, words in (("2016-08", "2016-05 on"), ("2016-01", "no month at all")):
        parameters = seen(load(HEAD + SUNSET), known_at)
        with pytest.raises(Problem, match=words) as caught:
            parameters.over(NAME, np.arange(parse("2016-04"), parse("2016-08")))
        letter = caught.value.letters[0]
        assert (letter.code, letter.file, letter.line, letter.field) == ("not_stated", "rates.yaml", 4, NAME)


@pytest.mark.parametrize(("known_at", "last", "value"), [(None, "2017-12", 6000.0), ("2016-08", "2016-12", 5400.0)])
def test_tails(load: Loaded, known_at: str | None, last: str, value: float) -> None:
    """Hold keeps, grow follows, stop refuses: after the last month that the known source states."""
    span = np.array([parse(last), parse(last) + 12])
    text = HEAD + WAGES
    held = seen(load(text.replace("TAIL", "hold")), known_at)
    assert_array_equal(held.over(WAGE, span), [value, value])
    assert held.tails_acted == [(WAGE, int(span[1]))]
    grown = seen(load(text.replace("TAIL", "{grow: wage.growth}")), known_at, ten_percent_a_year)
    assert grown.over(WAGE, span).tolist() == pytest.approx([value, value * 1.1])
    assert grown.number(WAGE, int(span[1])) == pytest.approx(value * 1.1)
    stopped = seen(load(text.replace("TAIL", "stop")), known_at)
    assert stopped.number(WAGE, int(span[0])) == value
    for read in (lambda: stopped.number(WAGE, int(span[1])), lambda: stopped.over(WAGE, span)):
        with pytest.raises(Problem, match=f"after {last}"):
            read()


def test_stated(load: Loaded) -> None:
    """What a known row itself states; None where nothing or only a tail speaks, which is not noted."""
    parameters = seen(load(HEAD + WAGES.replace("TAIL", "hold")), "2016-08")
    assert parameters.stated(WAGE, parse("2016-12")) == 5400.0
    assert parameters.stated(WAGE, parse("2017-01")) is None
    assert parameters.stated(WAGE, parse("2014-12")) is None
    assert parameters.tails_acted == []


def test_row_states_its_own_end(load: Loaded) -> None:
    """`stated_to` of a row lets the tail act until the next one begins."""
    text = WAGES.replace("TAIL", "hold").replace("2016-06}", "2016-06, stated_to: 2016-06}")
    parameters = seen(load(HEAD + text), None)
    assert parameters.stated(WAGE, parse("2016-06")) == 5400.0
    assert parameters.stated(WAGE, parse("2016-07")) is None
    assert parameters.stated(WAGE, parse("2017-01")) == 6000.0


def test_tail_without_growth(load: Loaded) -> None:
    """A growing tail needs a growth."""
    parameters = seen(load(HEAD + WAGES.replace("TAIL", "{grow: wage.growth}")), None)
    with pytest.raises(Problem, match="no growth"):
        parameters.number(WAGE, parse("2020-01"))


def test_tables_and_words(load: Loaded) -> None:
    """Tables by month, grown by their tail; texts by month."""
    parameters = seen(load(HEAD + TABLES), None, ten_percent_a_year)
    table = parameters.table(DIVISOR, parse("2015-06"))
    assert (table.axis, table.keys, table.values.tolist()) == ("age", ("50", "60"), [195.0, 139.0])
    months = np.array([parse("2015-12"), parse("2016-12"), parse("2017-12")])
    rows = parameters.table_over(DIVISOR, months)
    assert rows.shape == (3, 2)
    np.testing.assert_allclose(rows, [[195, 139], [190, 130], [209, 143]])
    np.testing.assert_allclose(parameters.table(DIVISOR, int(months[2])).values, [209, 143])
    age = "law.employee_pension.statutory_age"
    assert [parameters.word(age, parse(at)) for at in ("2024-12", "2025-01")] == ["1978", "2024"]
    assert seen(load(HEAD + TABLES), "2016-08").word(age, parse("2025-01")) == "1978"
    span = np.arange(parse("2024-11"), parse("2025-03"))
    assert parameters.word_over(age, span).tolist() == ["1978", "1978", "2024", "2024"]


def test_wrong_kind(load: Loaded) -> None:
    """A table is no number, a number no table, neither a word; the row is named."""
    parameters = seen(load(HEAD + SUNSET + TABLES), None)
    at = parse("2016-06")
    for read in (
        lambda: parameters.number(DIVISOR, at),
        lambda: parameters.table(NAME, at),
        lambda: parameters.word(NAME, at),
    ):
        with pytest.raises(Problem, match="is asked for") as caught:
            read()
        assert caught.value.letters[0].line is not None


def test_unknown_name(load: Loaded) -> None:
    """The nearest names are told."""
    with pytest.raises(Problem, match=f"Nearest: {NAME}"):
        seen(load(HEAD + SUNSET), None).number("law.employee_pension.employer_rates", 0)
