"""Mergers: a ledger's cash is booked in another from a month on, its balance moves, and every identity still holds."""

from functools import cache
from pathlib import Path

import numpy as np
import pytest

from actuary.dated import Change, Reform, load_reforms
from actuary.funds.mergers import linked
from actuary.months import parse
from actuary.runs import write_run
from actuary.scenarios.comparing import rows_of
from actuary.scenarios.outcome import Outcome
from actuary.scenarios.study import Study
from actuary.valuation.prepare import prepare
from actuary.valuation.run import RunResult, execute
from actuary_verify import verify

MERGED = {
    "maternity-into-medical-2017": (("maternity", "pooled"), ("employee_medical", "pooled"), "2017-01"),
    "residents-medical-merged-2018": (
        ("resident_medical", "rural_cooperative"),
        ("resident_medical", "urban"),
        "2018-01",
    ),
}
TO = "2018-12"
FEN = 0.01


@cache
def study() -> Study:
    return Study(prepare("wuhan-2015", to=TO))


@cache
def merged(name: str) -> Outcome:
    prepared = study().prepared
    return study().under(load_reforms([name], prepared.assumptions, "plan", prepared.root))


@cache
def ran(name: str) -> RunResult:
    prepared = prepare("wuhan-2015", to=TO)
    return execute(prepared.under(load_reforms([name], prepared.assumptions, "plan", prepared.root)))


def first_merged(month: str) -> int:
    year, number = map(int, month.split("-"))
    return (year - 2016) * 12 + number - 1


@pytest.mark.parametrize("name", MERGED)
def test_the_ledger_closes_and_the_other_receives_what_it_held_to_the_fen(name):
    closing, into, month = MERGED[name]
    t = first_merged(month)
    for ledgers in (merged(name).ledgers, merged(name).pooled):
        closed, goes_on = ledgers[closing], ledgers[into]
        held = closed.balance[t]
        assert np.abs(held).max() > 1e6
        assert np.abs(closed.balance[t + 1 :]).max() < FEN
        (left,) = (cash for item, cash in closed.by_item().items() if item.startswith("transfer."))
        came = goes_on.by_item()["transfer.maternity" if closing[0] == "maternity" else "transfer.merger"]
        assert np.allclose(left[t], -held, atol=FEN)
        assert np.allclose(came[t], held, atol=FEN)
        after = [cash[t + 1 :] for cash in closed.items.values()]
        assert all(not cash.any() for cash in after)
        assert closed.closes == t


def test_a_ledger_that_law_parts_again_is_one_of_its_own_in_the_end():
    """It hands over what it holds, is empty for the merged months, and books from the sunset on."""
    change = Change("set", "law.maternity.merger", "merged", parse("2017-01"), parse("2017-12"))
    outcome = study().under([Reform("parted", "", "judgement", "", (change,), {}, None, Path("parted"))])
    ledger = outcome.pooled["maternity", "pooled"]
    assert ledger.closes is None
    assert np.abs(ledger.balance[13:25]).max() < FEN
    assert ledger.balance[36:].any()
    assert all(row["stands_to"] is None for row in rows_of(outcome) if row["fund"] == "maternity")


def test_maternity_and_medical_together_are_what_they_were_apart():
    """Rates, cases and the return are the same, so in the pooled city both ledgers before what the budget meets add up
    to the baseline's, but for the return on what the one could lend the other."""
    closing, into, month = MERGED["maternity-into-medical-2017"]
    t = first_merged(month)
    base, outcome = study().base, merged("maternity-into-medical-2017")

    def flow(side: Outcome) -> np.ndarray:
        given = ("interest", "backstop", "transfer.maternity", "transfer.employee_medical")
        kept = (side.pooled[key].by_item().items() for key in (closing, into))
        return np.asarray(sum(cash for items in kept for item, cash in items if item not in given))

    assert np.allclose(flow(outcome), flow(base), atol=FEN)
    one, other = (sum(side.pooled[key].by_item()["interest"][t] for key in (closing, into)) for side in (outcome, base))
    assert np.allclose(one, other, atol=FEN)


def test_the_shadow_account_is_what_the_fund_would_have_booked():
    t = first_merged("2017-01")
    beside = merged("maternity-into-medical-2017").evaluation.setting.memoranda
    base = study().base.ledgers["maternity", "pooled"].by_item()
    for item in ("contribution_employer", "benefit.allowance", "benefit.delivery", "benefit.other"):
        told = beside["maternity", f"shadow.{item}"]
        assert not told[:t].any()
        assert np.allclose(told[t:], base[item][t:], atol=FEN)
    flows = sum(beside["maternity", f"shadow.{item}"] for item in base if item not in {"interest", "backstop"})
    assert np.allclose(beside["maternity", "shadow.net"], np.cumsum(flows, axis=0), atol=FEN)


@pytest.mark.parametrize("name", MERGED)
def test_certificate_and_independent_checker_hold_of_a_merged_run(name, tmp_path):
    result = ran(name)
    assert all(row["passed"] for row in result.certificate["identities"])
    write_run(tmp_path / "run", result)
    assert verify(tmp_path / "run") == []


@pytest.mark.parametrize("name", MERGED)
def test_the_closed_line_says_until_when_it_was_one_of_its_own(name):
    (fund, account), _, month = MERGED[name]
    rows = [row for row in ran(name).verdict["funds"] if (row["fund"], row["account"]) == (fund, account)]
    year = int(month[:4]) - 1
    assert rows
    assert {row["stands_to"] for row in rows} == {f"{year}-12"}


def test_members_of_the_co_operative_have_the_subsidy_of_the_others():
    """From the merger the residents' subsidy a head is due on everybody in the common ledger."""
    t, outcome = first_merged("2018-01"), merged("residents-medical-merged-2018")
    s = outcome.evaluation.setting
    heads = s.members["resident_medical", "paying"][:-1] + s.members["rural_cooperative", "paying"][:-1]
    from actuary.schemes.resident_medical import instalments

    due = heads * s.belief("basis.path.resident_subsidy") * instalments(s)
    paid = outcome.ledgers["resident_medical", "urban"].by_item()["ordinary_subsidy"]
    assert np.allclose(paid[t:], due[t:], rtol=1e-12)


@pytest.mark.parametrize("first", ["a", "b", "c", "d"])
def test_what_hangs_together_does_so_from_wherever_it_is_seen(first: str) -> None:
    """A chain of pairs is one whole in whatever order they are told, and what stands apart stays apart."""
    pairs = [{"c", "d"}, {"a", "b"}, {"b", "c"}, {"x", "y"}]
    assert linked(first, pairs) == linked(first, pairs[::-1]) == set("abcd")
    assert linked("z", pairs) == {"z"}
