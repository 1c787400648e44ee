"""Only what was known on the day: rows known later are refused by name and month, and what came later moves nothing."""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from click.testing import CliRunner

from actuary import data
from actuary.backtest.testing import projected
from actuary.cli import main
from actuary.dated import Assumptions, DatedParameter, DatedValue, Parameters, Table, ValuationFile, load_assumptions
from actuary.dated.published import Figure
from actuary.dated.values import BackTest, StandIn
from actuary.errors import Both, Problem
from actuary.months import parse
from actuary.valuation import prepare as preparing
from actuary.valuation.foreknowledge import as_known
from actuary.valuation.prepare import prepare
from actuary.valuation.run import execute

WHY = Both("无", "none")


def row(from_: str, known: str, value: float = 1.0, *, level: bool = False) -> DatedValue:
    return DatedValue(parse(from_), value, "proxy", "single", "s", known_from=parse(known), level=level)


def parameter(
    name: str, *rows: DatedValue, memorandum: str | None = None, file: str = "assumptions/basis/mine/x.yaml"
) -> DatedParameter:
    return DatedParameter(name, "某参数", "share", rows, "hold", file=file, memorandum=memorandum)


def back_test(*names: str) -> ValuationFile:
    stand_ins = (StandIn(names, WHY),) if names else ()
    test = BackTest("china-funds", (), None, stand_ins)
    day, known = parse("2010-12"), parse("2011-08")
    return ValuationFile("mine", None, "cohorts/mine", day, known, "known-2011", "mine", "city", None, backtest=test)


def named(*parameters: DatedParameter) -> dict[str, DatedParameter]:
    return {each.name: each for each in parameters}


def test_a_belief_known_later_is_refused_with_its_month() -> None:
    """All of them at once, each with when it became known; a level estimate is no exception, a memorandum is."""
    beliefs = named(
        parameter("basis.a", row("2010-01", "2011-09")),
        parameter("basis.b", row("2010-01", "2024-07", level=True)),
        parameter("basis.c", row("2010-01", "2011-08")),
        parameter("basis.d", row("2010-01", "2015-01"), memorandum="kept"),
    )
    with pytest.raises(Problem) as found:
        as_known(back_test(), {}, beliefs)
    letters = found.value.letters
    assert [(each.field, each.code) for each in letters] == [("basis.a", "known_later"), ("basis.b", "known_later")]
    assert "2011-09" in letters[0].message.en
    assert "2011-09" in letters[0].message.zh
    assert "2024-07" in letters[1].message.en


def test_an_inherited_belief_is_refused_when_it_is_asked_for() -> None:
    """What nothing reads need not be named; what is read and was not known is told of with its month."""
    inherited = named(parameter("basis.a", row("2010-01", "2024-07", level=True), file="assumptions/basis/plan/x.yaml"))
    _, seen = as_known(back_test(), {}, inherited)
    beliefs = Parameters(seen, hindsight=False, known_at=parse("2011-08"))
    with pytest.raises(Problem) as found:
        beliefs.number("basis.a", parse("2012-01"))
    assert "2010-01 (2024-07)" in found.value.letters[0].message.en


def test_a_stand_in_speaks_by_its_earliest_row_for_all_months() -> None:
    """Named with `*`; the later row, which tells the outcome, is not seen, and the value is listed as a level."""
    beliefs = named(parameter("basis.flow.a", row("2015-01", "2015-01", 0.3), row("2016-01", "2017-01", 0.9)))
    _, seen = as_known(back_test("basis.flow.*"), {}, beliefs)
    (stand_in,) = seen["basis.flow.a"].values
    assert stand_in.value == 0.3
    assert stand_in.from_ < parse("1950-01")
    assert stand_in.level


def test_rows_known_on_the_day_need_no_stand_in() -> None:
    """A stand-in that nothing needs is told, so that the list stays true."""
    with pytest.raises(Problem) as found:
        as_known(back_test("basis.*", "basis.none"), {}, named(parameter("basis.a", row("2010-01", "2010-01"))))
    assert {each.code for each in found.value.letters} == {"stand_in"}
    assert len(found.value.letters) == 2


def test_law_known_later_is_told_of_when_it_is_asked_for() -> None:
    """The letter lists each row with the month in which it became known."""
    result = CliRunner().invoke(main, ["run", "china-2010", "--lang", "en", "--rules", "hindsight"])
    assert result.exit_code == 2
    assert "known-2011" in result.output
    law = prepare("china-2010").assumptions.law
    seen = Parameters(law, hindsight=False, known_at=parse("2011-08"))
    with pytest.raises(Problem) as found:
        seen.number("law.employee_pension.funeral_months", parse("2012-01"))
    assert "2021-09 (2021-08)" in found.value.letters[0].message.en


def twisted(value: float | str | Table) -> Any:
    if isinstance(value, str):
        return value
    if isinstance(value, Table):
        return value._replace(values=np.asarray(value.values) * 3.0)
    return float(value) * 3.0


def later_twisted(store: Mapping[str, DatedParameter], known_at: int) -> dict[str, DatedParameter]:
    """Every row known after a month times three, but for a parameter's earliest, which may stand in."""
    result = {}
    for name, each in store.items():
        first = min(each.values, key=lambda row: (row.from_, row.known))
        rows = [
            replace(row, value=twisted(row.value)) if row.known > known_at and row is not first else row
            for row in each.values
        ]
        result[name] = replace(each, values=tuple(rows))
    return result


def test_no_outcome_is_an_input(monkeypatch: pytest.MonkeyPatch) -> None:
    """Figures that came, and all rows of law and belief known later, times three: the projection is the same to the
    last bit."""
    plain = load_assumptions(data.root())
    day = plain.valuations["china-2015"].known_at
    published = {
        name: replace(each, figures={key: tripled(figure) for key, figure in each.figures.items()})
        for name, each in plain.published.items()
    }
    changed = replace(
        plain,
        law=later_twisted(plain.law, day),
        places={name: later_twisted(each, day) for name, each in plain.places.items()},
        bases={name: later_twisted(each, day) for name, each in plain.bases.items()},
        published=published,
    )
    assert changed.law["law.employee_pension.indexation"] is not plain.law["law.employee_pension.indexation"]

    def run(assumptions: Assumptions) -> dict[Any, float]:
        monkeypatch.setattr(preparing, "load_assumptions", lambda root: assumptions)
        result = execute(prepare("china-2015", to="2016-12"))
        assert all(each["passed"] for each in result.certificate["identities"])
        return projected(result)

    assert run(plain) == run(changed)


def tripled(figure: Figure) -> Figure:
    return replace(figure, printed=str(float(Fraction(figure.printed) * 3)))
