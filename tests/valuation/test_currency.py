"""Money has no scale of its own, and without a crediting rate an account is what was credited to it."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pytest

from actuary.dated import DatedParameter, Table
from actuary.valuation.certificate import account_flows
from actuary.valuation.prepare import prepare
from actuary.valuation.run import RunResult, execute

FEN = 8.0
"""How many of the new unit make a yuan: a power of two, so that scaling rounds nothing."""


def scaled(parameters: Mapping[str, DatedParameter]) -> dict[str, DatedParameter]:
    """The same parameters with every amount of money in the new unit."""
    return {name: in_unit(each) if each.unit.startswith("yuan") else each for name, each in parameters.items()}


def in_unit(parameter: DatedParameter) -> DatedParameter:
    def times(value: float | str | Table) -> float | str | Table:
        if isinstance(value, Table):
            return value._replace(values=np.asarray(value.values) * FEN)
        return value if isinstance(value, str) else value * FEN

    return replace(parameter, values=tuple(replace(row, value=times(row.value)) for row in parameter.values))


@pytest.fixture(scope="module")
def both() -> tuple[RunResult, RunResult]:
    """The shipped city in yuan and in the new unit."""
    prepared = prepare("wuhan-2015", to="2017-12")
    assumptions = prepared.assumptions
    other = replace(
        assumptions,
        law=scaled(assumptions.law),
        bases={name: scaled(basis) for name, basis in assumptions.bases.items()},
    )
    return execute(prepared), execute(replace(prepared, assumptions=other, cohort=scaled(prepared.cohort)))


def test_people_do_not_know_the_unit(both: tuple[RunResult, RunResult]) -> None:
    yuan, other = both
    assert np.abs(yuan.movement.people - other.movement.people).max() < 1e-6


def test_every_posting_and_balance_is_so_many_times_as_much(both: tuple[RunResult, RunResult]) -> None:
    yuan, other = both
    assert yuan.ledgers.keys() == other.ledgers.keys()
    for key, ledger in yuan.ledgers.items():
        assert np.abs(ledger.balance * FEN - other.ledgers[key].balance).max() < 0.01 * FEN
        for name, cash in ledger.by_item().items():
            assert np.abs(np.asarray(cash) * FEN - np.asarray(other.ledgers[key].by_item()[name])).max() < 0.01 * FEN


def test_ratios_are_the_same(both: tuple[RunResult, RunResult]) -> None:
    """Payable months, rates and replacement are pure numbers."""
    for one, two in zip(both[0].verdict["funds"], both[1].verdict["funds"], strict=True):
        for a, b in zip(one["years"], two["years"], strict=True):
            assert a["payable_months"] == (
                None if b["payable_months"] is None else pytest.approx(b["payable_months"], abs=1e-9)
            )


def set_to_nought(parameters: Mapping[str, DatedParameter], name: str) -> dict[str, DatedParameter]:
    nought = tuple(replace(row, value=0.0) for row in parameters[name].values)
    return {**parameters, name: replace(parameters[name], values=nought)}


def test_without_crediting_an_account_is_the_sum_of_its_credits() -> None:
    """Opening, credits, less what pensions, deaths and moves took, month after month: nothing else to the last yuan."""
    prepared = prepare("wuhan-2015", to="2017-12")
    law = set_to_nought(prepared.assumptions.law, "law.employee_pension.crediting_rate")
    bases = {
        name: set_to_nought(basis, "basis.path.account_crediting") for name, basis in prepared.assumptions.bases.items()
    }
    result = execute(replace(prepared, assumptions=replace(prepared.assumptions, law=law, bases=bases)))
    flows = account_flows(result.movement)
    assert np.abs(flows["crediting"]).max() == 0.0
    moved = flows["credits"] - flows["charged"] - flows["inherited"] + flows["moved"]
    built = flows["opening"][0] + moved.cumsum(axis=0)
    assert np.abs(built - flows["closing"]).max() < 1.0
    assert flows["credits"].sum() > 0.0
