"""The shipped valuation through the front door: what the first page promises holds."""

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import polars as pl
import pytest

import actuary_verify
from actuary.runs import write_run
from actuary.valuation import RunResult, run


@pytest.fixture(scope="module")
def plan() -> RunResult:
    """wuhan-2015 as shipped."""
    return run("wuhan-2015")


def test_opening_reconciles_to_the_last_printed_digit(plan):
    """Residents and the six insured counts, each to 0.005 of ten thousand persons, and in fact to one person."""
    printed = {row["name"]: row["printed"] for row in plan.verdict["reconciliation"]}
    assert printed == {
        "residents": 10_607_700,
        "employee_pension": 3_937_500,
        "urban_medical": 6_023_500,
        "work_injury": 2_731_100,
        "maternity": 2_371_600,
        "unemployment": 1_840_500,
        "resident_pension": 1_417_900,
    }
    assert all(abs(row["difference"]) < 1 for row in plan.verdict["reconciliation"])


def test_plan_targets_are_met_within_fifty_persons(plan):
    """Basis plan: 431, 625, 281, 246, 208, 100 (10,000 persons) at 2020-12, each within 0.005."""
    targets = {row["fund"]: row["printed"] for row in plan.verdict["participants"]}
    assert targets == {
        "employee_pension": 4_310_000,
        "urban_medical": 6_250_000,
        "work_injury": 2_810_000,
        "maternity": 2_460_000,
        "unemployment": 2_080_000,
        "resident_pension": 1_000_000,
    }
    assert all(abs(row["difference"]) <= 50 for row in plan.verdict["participants"])


def test_trend_participants_are_results():
    """Basis trend: other counts come out, shown beside the targets."""
    rows = run("wuhan-2015", basis="trend").verdict["participants"]
    assert all(row["printed"] is not None for row in rows)
    assert any(abs(row["difference"]) > 1e5 for row in rows)


def test_every_identity_holds(plan):
    """People to 1e-6 of a person, cash to 0.01 yuan in every cell, accounts roll forward, transfers cancel."""
    assert plan.certificate["identities"]
    assert all(row["passed"] for row in plan.certificate["identities"])


def test_base_year_lies_in_the_ranges_of_the_proxies(plan):
    """Aggregates of the base year, new awards, deaths, share at the floor."""
    assert [row["name"] for row in plan.verdict["aggregates"] if not row["within"]] == []


def test_new_awards_lie_below_the_stock_mean(plan):
    """The known inversion: the mean new award is under the mean pension in payment."""
    m = plan.movement
    award = m.retired[:12, :, :, :2, 1:4].sum() / m.retired[:12, :, :, :2, 0].sum()
    setting = plan.evaluation.setting
    parts = sum(setting.seen.asked(f"{part}.employee_retiree")[11].sum() for part in ("basic", "account"))
    assert award < parts / setting.seen.persons[11, 7].sum()


def test_compliance_is_an_output_near_its_proxy(plan):
    """Paying over insured of the enterprise part, at the opening 0.814."""
    members = plan.evaluation.setting.members
    paying = members[("employee_pension", "paying")][0].sum()
    assert paying / (paying + members[("employee_pension", "not_paying")][0].sum()) == pytest.approx(0.814, abs=0.005)


def test_the_independent_checker_agrees_and_sees_one_yuan(plan, tmp_path):
    """The run folder verifies; with one yuan moved it does not."""
    write_run(tmp_path / "run", plan)
    assert list(actuary_verify.verify(tmp_path / "run")) == []
    ledger = pl.read_parquet(tmp_path / "run" / "ledger.parquet")
    one = pl.when(pl.int_range(pl.len()) == 4321).then(1.0).otherwise(0.0)
    moved = ledger.with_columns(yuan=pl.col("yuan") + one)
    moved.write_parquet(tmp_path / "run" / "ledger.parquet")
    assert list(actuary_verify.verify(tmp_path / "run"))


def test_pools_sum_to_the_city(plan):
    """Receipts and spending before subsidy, interest and transfers between pools: pools add to the pooled city."""
    city = run("wuhan-2015", pooling="city", coverage=plan.movement.coverage)
    left_out = ("interest", "backstop", "pooling_transfer", "ordinary_subsidy")
    for key, ledger in plan.ledgers.items():
        other = city.ledgers[key].by_item()
        for item, cash in ledger.by_item().items():
            if item not in left_out and item != "benefit.stabilisation":
                expected = other[item].sum(axis=1)
                np.testing.assert_allclose(cash.sum(axis=1), expected, rtol=1e-12, err_msg=f"{key} {item}")


def test_a_run_reads_the_learned_table_bit_for_bit(plan):
    """The run that learns coverage and the run that reads the table give the same bytes."""
    again = run("wuhan-2015", coverage=plan.movement.coverage)
    assert json.dumps(again.verdict) == json.dumps(plan.verdict)
    assert again.movement.people.tobytes() == plan.movement.people.tobytes()


def test_n_months_are_the_first_of_n_plus_m(plan):
    """A run to 2018-06 is the beginning of the run to 2020-12: people exactly, cash to a fen."""
    short = run("wuhan-2015", to="2018-06")
    assert (short.movement.people[:30] == plan.movement.people[:30]).all()
    np.testing.assert_allclose(short.movement.people[30], plan.movement.people[30], rtol=1e-12, atol=1e-9)
    for key, ledger in short.ledgers.items():
        np.testing.assert_allclose(ledger.balance, plan.ledgers[key].balance[:31], rtol=0, atol=0.01, err_msg=str(key))


def test_the_adjustment_fund_moves_money_and_makes_none():
    """Transfers between pools add to nought for each fund in each month, and are not all nought."""
    result = run("wuhan-2015", pooling="adjustment")
    moved = 0.0
    for ledger in result.ledgers.values():
        cash = ledger.by_item().get("pooling_transfer")
        if cash is not None:
            np.testing.assert_allclose(cash.sum(axis=1), 0.0, atol=0.01)
            moved += np.abs(cash).sum()
    assert moved > 1e6


def test_the_sunset_and_the_hindsight_of_the_employer_rate(plan):
    """Known in 2016: 19 % to 2018-04, then 20 % again. With hindsight: waived for all from 2020-02 to 2020-06."""

    def rate(result: RunResult, month: int) -> float:
        items = result.ledgers[("employee_pension", "enterprise")].by_item()
        employer, employee = (items[f"contribution_{who}"][month].sum() for who in ("employer", "employee"))
        return float(employer / employee)

    later = run("wuhan-2015", rules="hindsight")
    assert rate(plan, 2) == pytest.approx(0.20 / 0.08)
    assert rate(plan, 6) == pytest.approx(0.19 / 0.08)
    assert rate(plan, 40) == pytest.approx(0.20 / 0.08)
    assert rate(later, 40) == pytest.approx((0.93 * 0.16 + 0.07 * 0.19) / 0.08, rel=0.01)
    assert rate(later, 51) == pytest.approx(0.0, abs=1e-12)


def test_the_rise_is_paid_in_july_with_its_arrears(plan):
    """January's rise is first paid in month 7, with rows for the months in which it was owed."""
    items = plan.ledgers[("employee_pension", "enterprise")].items
    lags = sorted(posting.lag for posting in items if posting.item == "benefit.basic")
    assert lags == [0, 1, 2, 3, 4, 5, 6]
    june, july = (sum(c[t].sum() for p, c in items.items() if p.item == "benefit.basic" and p.lag == 0) for t in (5, 6))
    assert -july > -june * 1.05


def ask(*words: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run the command in another process and folder."""
    return subprocess.run(
        [sys.executable, "-c", "from actuary.cli import main; main()", *words],
        cwd=cwd,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    "words",
    [
        ("run", "--basis", "nonesuch"),
        ("run", "--to", "2016-13"),
        ("run", "--to", "2071-01"),
        ("run", "nonesuch"),
        ("run", "--pooling", "nonesuch"),
    ],
)
def test_bad_usage_is_a_letter_and_status_two(words, tmp_path):
    """No traceback; with --json the letter is a document on standard output."""
    told = ask(*words, "--json", cwd=tmp_path)
    assert told.returncode == 2
    document = json.loads(told.stdout)
    assert document["schema"] == "actuary.errors/1"
    assert document["errors"][0]["remedy"]
    assert "Traceback" not in told.stderr


def test_help_and_check_load_no_numba(tmp_path):
    """Commands that need no kernel do not import one."""
    code = (
        "import sys\nfrom actuary.cli import main\n"
        "try:\n    main(sys.argv[1:])\nexcept SystemExit:\n    pass\n"
        "sys.exit(any(m in sys.modules for m in ('numba', 'polars', 'pandas')))"
    )
    for words in (["--help"], ["check"]):
        done = subprocess.run([sys.executable, "-c", code, *words], cwd=tmp_path, capture_output=True, check=False)
        assert done.returncode == 0, words


def test_the_module_is_the_command():
    """`python -m actuary` says what `actuary` says, and ends as it ends."""
    ways = (["-m", "actuary"], ["-c", "from actuary.cli import main; main()"])
    told = [subprocess.run([sys.executable, *way, "x"], capture_output=True, text=True, check=False) for way in ways]
    assert [each.returncode for each in told] == [2, 2]
    assert "actuary --help" in told[0].stderr
    assert "Traceback" not in told[0].stderr
