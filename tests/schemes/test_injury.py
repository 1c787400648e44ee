"""Work injury: the cover of projects, the difference to an old-age pension, the registers, and who bears what."""

import shutil
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from actuary import data
from actuary.errors import Problem
from actuary.people.registers import PERSONS
from actuary.schemes.injury_benefits import PAYER, above, difference
from actuary.schemes.injury_projects import covered
from actuary.schemes.injury_registers import SEVERE, family_means, rise
from actuary.schemes.setting import Setting
from actuary.valuation.run import RunResult, run
from actuary.vocabulary.registers import MEMORANDA


def test_cover_by_a_slow_twin() -> None:
    """Each premium is earned in equal parts over the life of its projects, the month of the start among them."""
    dice = np.random.default_rng(1)
    life, months = 7, 20
    starts, price = dice.random(life + months), dice.random(life + months)
    cover = covered(starts, price, life)
    for t in range(months):
        now = life + t
        earned = sum(starts[m] * price[m] / life for m in range(now - life + 1, now + 1))
        unused = sum(starts[m] * price[m] * (life - 1 - now + m) / life for m in range(now - life + 1, now + 1))
        running = sum(starts[m] for m in range(now - life + 1, now + 1))
        assert cover.earned[t] == pytest.approx(earned)
        assert cover.unexpired[t + 1] == pytest.approx(unused)
        assert cover.in_force[t + 1] == pytest.approx(running / sum(starts[:life]))


@given(st.lists(st.floats(0, 1e6), min_size=1, max_size=40), st.integers(1, 36))
def test_unexpired_cover_rolls(paid: list[float], life: int) -> None:
    """Unexpired + received - earned = unexpired; never below nought."""
    starts = np.array([0.0] * life + paid)
    cover = covered(starts, np.ones(len(starts)), life)
    assert cover.unexpired[:-1] + cover.receipts - cover.earned == pytest.approx(cover.unexpired[1:], abs=1e-6)
    assert cover.unexpired.min() >= -1e-6


def test_workers_follow_the_cover_not_the_receipts(setting: Setting) -> None:
    """Premiums come by season; with a life of whole years and level starts, workers do not."""
    receipts = setting.postings.cash("work_injury", "pooled")["contribution_project"].sum(axis=1)
    workers = setting.members[("work_injury", "project")].sum(axis=1)
    assert receipts[:12].max() > 3 * receipts[:12].min()
    assert workers == pytest.approx(workers[0])


@given(st.floats(1, 1e5), st.floats(1, 1e5))
def test_difference_without_spread(before: float, pension: float) -> None:
    """What the pension lacks, or nothing."""
    got = difference(np.array(before), np.array(pension), np.array(0.0))
    assert got == pytest.approx(max(before - pension, 0.0), abs=1e-6)


@pytest.mark.parametrize("pension", [1500.0, 3000.0, 5000.0])
def test_difference_with_spread_by_quadrature(pension: float) -> None:
    """E[max(3,000 - X, 0)] of a log-normal X, by a million quantiles."""
    from statistics import NormalDist

    sigma, quantiles = 0.3, (np.arange(20_000) + 0.5) / 20_000
    z = np.array([NormalDist().inv_cdf(p) for p in quantiles])
    drawn = pension * np.exp(sigma * z - sigma**2 / 2)
    expected = np.maximum(3000.0 - drawn, 0.0).mean()
    got = difference(np.array(3000.0), np.array(pension), np.array(sigma))
    assert got == pytest.approx(expected, abs=0.5)


def test_nobody_draws_less_than_the_minimum_wage() -> None:
    """The mean of what is raised to a floor is above the floor and above the mean; of nothing it is the floor."""
    raised = above(np.array([0.0, 1000.0, 1550.0, 9000.0]), np.array(0.35), np.array(1550.0))
    assert (raised >= 1550.0).all()
    assert raised[0] == 1550.0
    assert raised[2] > 1550.0
    assert raised[3] == pytest.approx(9000.0, rel=1e-3)


def test_registers_open_with_the_counts(setting: Setting) -> None:
    """3,000, 5,000 and 66,000; the stock's mean pensions are those of the opening."""
    people = {name: each.persons()[0] for name, each in setting.registers.items()}
    assert people["grades_1_4"] == pytest.approx(setting.opened("injury.stock_grades_1_4"))
    assert people["survivors"] == pytest.approx(setting.opened("injury.stock_survivors"))
    assert people["old_cases"] == pytest.approx(setting.opened("legacy.old_injured_in_fund"))
    paid = setting.registers["survivors"].stock[0, 1].sum() / people["survivors"]
    assert paid == pytest.approx(setting.opened("injury.pension_survivors"))


def test_registers_roll_forward(setting: Setting) -> None:
    """Opening + new - deaths - leavers = closing, and districts add up to the register."""
    for each in setting.registers.values():
        assert np.abs(each.residual()).max() < 1e-6
        assert each.place.sum(axis=1) == pytest.approx(each.persons())


def test_new_cases_enter_by_their_grades(setting: Setting) -> None:
    """A year's graded cases x the shares of grades 1-4; the dead of that register leave survivors as deaths at work
    do: 1.4 each."""
    table = setting.basis.table("basis.injury.grade_shares", int(setting.months[0]))
    share = sum(table.values[table.keys.index(grade)] for grade in SEVERE)
    graded = setting.belief("basis.injury.cases_recognised")[0, 0] / 12 * setting.belief("basis.injury.graded_share")
    disabled, survivors = setting.registers["grades_1_4"], setting.registers["survivors"]
    assert disabled.new[0, PERSONS].sum() == pytest.approx(float(graded[0, 0] * share))
    per_death = family_means(setting)[0].sum()
    assert per_death == pytest.approx(1.4)
    deaths = setting.belief("basis.injury.deaths")[0, 0] / 12 + disabled.deaths[0, PERSONS].sum()
    assert survivors.new[0, PERSONS].sum() == pytest.approx(deaths * per_death)


def test_amounts_rise_with_wages(setting: Setting) -> None:
    """In January, by the rise of the mean wage; in no other month."""
    rises = [float(rise(setting)(int(month))) for month in setting.months]
    assert rises[0] == pytest.approx(setting.wage_index[0] - 1.0)
    assert rises[12] == pytest.approx(setting.wage_index[12] / setting.wage_index[0] - 1.0)
    assert not any(rises[1:12])


def test_every_benefit_is_borne_by_the_fund_or_the_employer(setting: Setting) -> None:
    """Kinds of the law's table and no others; what employers bear is in no ledger."""
    kinds = set(setting.law.table(PAYER, int(setting.months[0])).keys)
    posted = {item.removeprefix("benefit.") for item in setting.postings.cash("work_injury", "pooled")}
    posted = {kind for kind in posted if not kind.startswith(("contribution", "transfer"))}
    borne = {item.removeprefix("employer.") for _, item in setting.memoranda if item.startswith("employer.")}
    assert posted | borne == kinds
    assert not posted & borne
    assert all(setting.memoranda[("work_injury", f"employer.{kind}")].sum() > 0 for kind in borne)


def test_verdict_looks_at_pooled_and_reserve_together(wuhan: RunResult) -> None:
    """The balance of the line is the sum of both ledgers; what is set aside is neither receipt nor spending."""
    line = next(
        row
        for row in wuhan.verdict["funds"]
        if (row["fund"], row["pool"], row["subsidy"]) == ("work_injury", "city", "with")
    )
    both = sum(wuhan.ledgers[("work_injury", account)].balance for account in ("pooled", "reserve"))
    assert line["account"] == "all"
    assert line["years"][-1]["balance"] == pytest.approx(float(np.asarray(both)[-1].sum()))
    reserve = wuhan.ledgers[("work_injury", "reserve")]
    assert reserve.balance[-1].sum() > 0
    assert any(test["test"] == "injury_reserve_normal" for test in line["tests"])


def test_tables_of_registers_and_memoranda(wuhan: RunResult) -> None:
    """Persons by age at the opening and each December, flows by month, and what employers bear; every identity of
    the registers is in the certificate and holds."""
    tables = wuhan.tables()
    stock, flows, beside = (tables[name] for name in ("registers", "register_flows", "memoranda"))
    assert set(stock["month"]) == {"2015-12", "2016-12", "2017-12"}
    opened = stock.filter((pl.col("month") == "2015-12") & (pl.col("register") == "grades_1_4"))["persons"].sum()
    assert opened == pytest.approx(wuhan.evaluation.setting.opened("injury.stock_grades_1_4"))
    roll = pl.col("opening") + pl.col("new") - pl.col("deaths") - pl.col("leavers") - pl.col("closing")
    assert flows.select(roll.abs().max()).item() < 1e-6
    assert set(beside.filter(pl.col("fund") == "work_injury")["item"]) == {name.key for name in MEMORANDA}
    held = [row for row in wuhan.certificate["identities"] if str(row["name"]).startswith("register")]
    assert len(held) == 4 * len(wuhan.evaluation.setting.registers)
    assert all(row["passed"] for row in held)


def test_memoranda_of_the_verdict_are_the_year(wuhan: RunResult) -> None:
    """Flows are twelve months, the unexpired cover is December's."""
    rows = {row["item"]: row["years"] for row in wuhan.verdict["memoranda"]["work_injury"]}
    beside = wuhan.evaluation.setting.memoranda
    monthly = {item: yuan.sum(axis=1) for (fund, item), yuan in beside.items() if fund == "work_injury"}
    assert set(rows) == set(monthly)
    for item, years in rows.items():
        by_year = monthly[item].reshape(2, 12)
        expected = by_year[:, -1] if item == "unexpired_cover" else by_year.sum(axis=1)
        assert [row["value"] for row in years] == pytest.approx(expected.tolist())


@pytest.mark.parametrize(
    ("wrong", "right", "code"),
    [
        ('"1-1-2"', '"1-1"', "family"),
        ("0.22, 0.25, 0.33, 0.2, 0]", "0.22, 0.25, 0.33, 0.1, 0.1]", "age_shares"),
        ("value: 24\n        range: [12, 36]", "value: 0\n        range: [0, 36]", "project_life"),
    ],
)
def test_beliefs_that_cannot_be_are_refused(tmp_path: Path, wrong: str, right: str, code: str) -> None:
    """A letter in both languages, and no run."""
    for folder in data.FOLDERS:
        shutil.copytree(data.shipped() / folder, tmp_path / folder)
    path = tmp_path / "assumptions/basis/plan/injury.yaml"
    text = path.read_text(encoding="utf-8")
    assert wrong in text
    path.write_text(text.replace(wrong, right), encoding="utf-8")
    data.set_root(tmp_path)
    try:
        with pytest.raises(Problem) as refused:
            run("wuhan-2015", to="2016-03")
    finally:
        data.set_root(None)
    letter = refused.value.letters[0]
    assert letter.code == code
    assert letter.said("zh") != letter.said("en")
