"""A certificate that finds nothing must be able to find: one person or one yuan put aside is told by the identity that
it breaks, in the month of the fault, and by no other that does not see it."""

from copy import copy
from dataclasses import replace

import numpy as np
import pytest

from actuary.funds.ledgers import Ledger
from actuary.schemes.setting import Setting
from actuary.valuation.certificate import account_flows, between_funds, identities, people_flows, row, total
from tests.valuation.runs import ran

MONTH = 7
"""Of the run, from nought: 2016-08."""
ENTERPRISE = ("employee_pension", "enterprise")


@pytest.fixture(scope="module")
def run():
    """A year of the shipped city."""
    return ran(to="2016-12")


def told(run, **changed):
    """Identities that fail when something is changed: name, scope, worst residual and month."""
    given = {
        "m": run.movement,
        "setting": run.evaluation.setting,
        "ledgers": run.ledgers,
        "outside": run.outside,
        "series": run.series,
    }
    rows = identities(**(given | changed))
    return {(each["name"], each["scope"]): (each["worst"], each["at"]) for each in rows if not each["passed"]}


def moved(values, place, by=1.0):
    """The array with something added in one place."""
    other = np.array(values)
    other[place] += by
    return other


def test_the_shipped_run_is_certified(run):
    """Name, unit and tolerance of every kind of identity; one of each ledger and four of each register."""
    rows = identities(run.movement, run.evaluation.setting, run.ledgers, run.outside, run.series)
    assert told(run) == {}
    kinds = {row["name"]: (row["unit"], row["tolerance"]) for row in rows if row["name"] != "external_counterparty"}
    assert kinds == {
        "people": ("person", 1e-6),
        "people_by_age": ("person", 1e-6),
        "statuses": ("person", 1e-6),
        "account_record": ("share", 1e-12),
        "register": ("person", 1e-6),
        "register_amounts": ("yuan", 0.01),
        "register_by_age": ("person", 1e-6),
        "register_by_district": ("person", 1e-6),
        "cash": ("yuan", 0.01),
        "transfers_between_funds": ("yuan", 0.01),
        "transfers_between_pools": ("yuan", 0.01),
        "pools_are_the_city": ("yuan", 0.01),
        "year_of_months": ("yuan", 0.01),
    }
    (outside,) = (row for row in rows if row["name"] == "external_counterparty")
    assert outside["unit"] == "yuan"
    assert 0.01 <= outside["tolerance"] < 0.1
    names = [row["name"] for row in rows]
    assert names.count("cash") == len(run.ledgers)
    for name in ("register", "register_amounts", "register_by_age", "register_by_district"):
        assert names.count(name) == len(run.evaluation.setting.registers)
    scopes = {row["scope"] for row in rows if row["name"] == "cash"}
    assert scopes == {f"{fund}.{account}, district x month" for fund, account in run.ledgers}


@pytest.mark.parametrize("name", ["birth", "arrival"])
def test_a_person_who_comes_from_nowhere_is_found(run, name):
    changed = run.movement._replace(**{name: moved(getattr(run.movement, name), (MONTH, 1, 3))})
    assert told(run, m=changed) == {
        ("people", "category x district of residence x month"): (pytest.approx(1.0, abs=1e-6), "2016-08")
    }


def test_a_death_too_many_is_found(run):
    changed = run.movement._replace(death=moved(run.movement.death, (MONTH, 0, 0, 0, 2)))
    assert told(run, m=changed) == {
        ("people", "category x district of residence x month"): (pytest.approx(1.0, abs=1e-6), "2016-08")
    }


def test_a_person_in_a_status_too_many_is_found(run):
    """In the people of a month: conserved neither before nor after, nor by insurance or by age."""
    changed = run.movement._replace(people=moved(run.movement.people, (12, 2, 1, 4)))
    assert {name: at for (name, _), (_, at) in told(run, m=changed).items()} == {
        "people": "2016-12",
        "people_by_age": "2016-02",
        "statuses": "2016-12",
    }


def test_a_person_of_no_age_is_found(run):
    ages = run.movement.ages | {12: moved(run.movement.ages[12], (0, 1, 40, 5))}
    (found,) = told(run, m=run.movement._replace(ages=ages))
    assert found == ("people_by_age", "111 ages, opening and Decembers")


@pytest.mark.parametrize(
    ("part", "sign"),
    [
        ("opening", 1),
        ("credits", 1),
        ("crediting", 1),
        ("charged", -1),
        ("inherited", -1),
        ("moved", 1),
        ("closing", -1),
    ],
)
def test_the_account_record_rolls_by_every_part(run, part, sign):
    """Opening + credits + crediting - charged - inherited + moved is the closing; each part is not nothing, so one
    left out or turned round would break it."""
    parts = account_flows(run.movement)
    whole = sum(cash * (-1 if name in {"charged", "inherited", "closing"} else 1) for name, cash in parts.items())
    assert np.abs(whole).max() < 1e-12 * parts["closing"].sum()
    assert np.abs(parts[part]).sum() > 1e-9 * parts["closing"][0].sum()
    assert np.abs(whole - sign * 2 * parts[part]).max() > 1.0


def test_a_yuan_in_a_thousand_of_the_records_is_found(run):
    records = np.array(run.movement.records)
    records[12, 0, 3] *= 1.001
    (found,) = told(run, m=run.movement._replace(records=records)).items()
    assert found[0] == ("account_record", "district x month")
    assert found[1][1] == "2016-12"


def test_people_flow_in_and_out(run):
    """Each flow of people is persons by category and district; more come and go than are born or die."""
    flows = people_flows(run.movement)
    assert set(flows) == {"opening", "births", "deaths", "arrivals", "departures", "closing"}
    for name, persons in flows.items():
        assert persons.shape == (12, 3, run.movement.people.shape[3])
        assert persons.sum() > 0.0, name
    assert (flows["closing"][:-1] == flows["opening"][1:]).all()


@pytest.mark.parametrize(
    ("field", "index", "identity", "at"),
    [
        ("new", (MONTH, 0, 0, 0), "register", "2016-08"),
        ("deaths", (MONTH, 0, 0, 0), "register", "2016-08"),
        ("leavers", (MONTH, 0, 0, 0), "register", "2016-08"),
        ("new", (MONTH, 1, 0, 0), "register_amounts", "2016-08"),
        ("place", (MONTH, 3), "register_by_district", "2016-07"),
    ],
)
def test_a_name_put_on_a_register_is_found(run, field, index, identity, at):
    """A person, or a yuan of what they draw, that no entry or exit explains; a district that counts one too many."""
    setting: Setting = copy(run.evaluation.setting)
    name, register = next(iter(setting.registers.items()))
    setting.registers = setting.registers | {name: register._replace(**{field: moved(getattr(register, field), index)})}
    found = told(run, setting=setting)
    assert [(key[0], key[1].split(",")[0]) for key in found] == [(identity, name)]
    assert next(iter(found.values())) == (pytest.approx(1.0, abs=1e-6), at)


def test_a_register_of_one_age_too_many_is_found(run):
    setting: Setting = copy(run.evaluation.setting)
    name, register = next(iter(setting.registers.items()))
    ages = register.ages | {12: moved(register.ages[12], (0, 0, 50))}
    setting.registers = setting.registers | {name: register._replace(ages=ages)}
    assert [key[0] for key in told(run, setting=setting)] == ["register_by_age"]


def with_cash(run, key, item, place, yuan=1.0):
    """The ledgers with a yuan more of an item, which the balance does not know of."""
    ledger: Ledger = run.ledgers[key]
    posting = next(posting for posting in ledger.items if posting.item == item)
    items = ledger.items | {posting: moved(ledger.items[posting], place, yuan)}
    return run.ledgers | {key: replace(ledger, items=items)}


def test_a_yuan_that_no_balance_knows_of_is_found(run):
    """In the ledger that has it and in no other."""
    found = told(run, ledgers=with_cash(run, ENTERPRISE, "contribution_employer", (MONTH, 2)))
    assert found == {
        ("cash", "employee_pension.enterprise, district x month"): (pytest.approx(1.0, abs=0.01), "2016-08")
    }


def test_a_yuan_of_balance_that_came_from_nobody_is_found(run):
    """By the ledger, and by all funds against the outside."""
    ledger = run.ledgers[ENTERPRISE]
    balance = moved(ledger.balance, (slice(MONTH + 1, None), 2), 1.0)
    found = told(run, ledgers=run.ledgers | {ENTERPRISE: replace(ledger, balance=balance)})
    assert {name: at for (name, _), (_, at) in found.items()} == {
        "cash": "2016-08",
        "external_counterparty": "2016-08",
    }


def test_a_yuan_from_outside_that_no_fund_has_is_found(run):
    entry = next(iter(run.outside))
    outside = run.outside | {entry: moved(run.outside[entry], MONTH, 1.0)}
    assert [key[0] for key in told(run, outside=outside)] == ["external_counterparty"]


def test_what_a_fund_pays_another_must_receive(run):
    """Unemployment insurance pays its claimants' medical contribution: a yuan kept back is the pair's."""
    pairs = between_funds(run.ledgers)
    assert "employee_medical and unemployment" in pairs
    assert all(np.abs(gap).max() < 0.01 for gap in pairs.values())
    paid = run.ledgers[("unemployment", "pooled")].by_item()["transfer.employee_medical"]
    assert paid.sum() < -1e6
    found = told(run, ledgers=with_cash(run, ("unemployment", "pooled"), "transfer.employee_medical", (MONTH, 2)))
    assert found[("transfers_between_funds", "employee_medical and unemployment, city x month")] == (
        pytest.approx(1.0, abs=0.01),
        "2016-08",
    )


def test_a_pool_that_is_given_what_no_pool_gives_is_found():
    """Where the city adjusts between its pools."""
    run = ran(pooling="adjustment", to="2016-12")
    key = next(key for key, ledger in run.ledgers.items() if "pooling_transfer" in ledger.by_item())
    found = told(run, ledgers=with_cash(run, key, "pooling_transfer", (MONTH, 2)))
    assert found[("transfers_between_pools", "city x month")] == (pytest.approx(1.0, abs=0.01), "2016-08")


@pytest.mark.parametrize("side", ["sources", "kinds"])
def test_a_pool_that_is_not_part_of_the_city_is_found(run, side):
    """A yuan of one item in one pool alone; interest and help between pools may differ, and do."""
    place = next(n for n, each in enumerate(run.series) if each.pool != "city" and each.line.account == "enterprise")
    each = run.series[place]
    items = getattr(each, side)
    name = next(name for name in items if name.startswith(("contribution", "benefit")))
    other = replace(each, **{side: items | {name: moved(items[name], MONTH)}})
    found = told(run, series=[*run.series[:place], other, *run.series[place + 1 :]])
    scope = "line x month, before interest, help between pools and the budget's gap"
    assert found == {("pools_are_the_city", scope): (pytest.approx(1.0, abs=0.01), "2016-08")}
    if side == "sources":
        free = replace(each, sources=items | {"interest": moved(items["interest"], MONTH)})
        assert told(run, series=[*run.series[:place], free, *run.series[place + 1 :]]) == {}
        assert total([free])[MONTH] == total([each])[MONTH]
        assert total([other])[MONTH] == pytest.approx(total([each])[MONTH] + 1.0, abs=1e-3)


@pytest.mark.parametrize(
    ("field", "at"), [("receipts", MONTH), ("expenditure", MONTH), ("balance", 12), ("balance", 0)]
)
def test_a_year_that_is_not_its_months_is_found(run, field, at):
    other = replace(run.series[0], **{field: moved(getattr(run.series[0], field), at)})
    found = told(run, series=[other, *run.series[1:]])
    assert found == {("year_of_months", "line x pool x year"): (pytest.approx(1.0, abs=0.01), "2016-01")}


def test_a_residual_is_told_where_it_is_worst():
    """The largest in size, whatever its sign; within the tolerance it passes."""
    residual = np.array([[0.5, -0.1], [0.2, -3.0], [1.0, 0.0]])
    told = row("cash", "everywhere", "yuan", 3.0, residual, 2016 * 12)
    assert told == {
        "name": "cash", "scope": "everywhere", "unit": "yuan", "tolerance": 3.0, "worst": 3.0, "at": "2016-02",
        "passed": True,
    }  # fmt: skip
    assert row("cash", "everywhere", "yuan", 2.9, residual, 2016 * 12)["passed"] is False
