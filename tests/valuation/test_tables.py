"""Tables of a run say cell by cell what its arrays hold, in the shapes that outsiders rely on."""

import numpy as np
import polars as pl
import pytest

from actuary.months import parse, text
from actuary.people.place import insurance_given_residence
from actuary.people.registers import PERSONS
from actuary.valuation.certificate import account_flows, people_flows
from actuary.valuation.tables import LEARNED_TABLES, learned
from actuary.vocabulary import CATEGORIES, DISTRICTS, STATUSES, Status
from tests.valuation.runs import ran

FIRST = 2016 * 12
MONTHS = [f"2016-{month:02d}" for month in range(1, 13)]
ENDS = ["2015-12", *MONTHS]
PLACES = [*(district.key for district in DISTRICTS), "outside"]
GROUPS = [category.key for category in CATEGORIES]
KEYS = [status.key for status in STATUSES]


@pytest.fixture(scope="module")
def run():
    """A year of the shipped city."""
    return ran(to="2016-12")


@pytest.fixture(scope="module")
def tables(run):
    return run.tables()


COLUMNS = {
    "ledger": "month district fund account item entitlement_month yuan",
    "balances": "month district fund account opening closing",
    "account_record": "month district fund opening credits crediting charged inherited moved closing",
    "people": "month district category age status persons",
    "people_flows": "month district category opening births deaths arrivals departures closing",
    "members": "month district fund kind persons",
    "registers": "month register kind category age persons",
    "register_flows": "month register kind category opening new deaths leavers closing",
    "memoranda": "month district fund item yuan",
    "pools": "from rule fund pool district",
    "coverage": "month fund category age multiplier",
    "coverage_outside": "month persons",
    "coverage_members": "month fund proportion",
    "exposures": "month district fund account exposure unit value",
}
WORDS = {"month", "district", "fund", "account", "item", "entitlement_month", "category", "status", "kind", "register"}


def test_shapes(tables):
    """Columns in their order; words are text, ages whole, and everything else a number of double precision."""
    for name, columns in COLUMNS.items():
        assert tables[name].columns == columns.split(), name
        for column, kind in tables[name].schema.items():
            words = column in WORDS | {"from", "rule", "pool", "exposure", "unit"}
            assert kind == (pl.String if words else pl.Int64 if column == "age" else pl.Float64), (name, column)


def array(table, value, **axes):
    """The table as an array of these axes, nought where it has no row; each row falls on a cell of its own."""
    found = np.zeros([len(names) for names in axes.values()])
    places = [{name: place for place, name in enumerate(names)} for names in axes.values()]
    cells = [
        tuple(of[word] for of, word in zip(places, words, strict=True)) for words in table.select(*axes).iter_rows()
    ]
    assert len(set(cells)) == len(cells)
    for cell, number in zip(cells, table[value], strict=True):
        found[cell] = number
    return found


def test_the_ledger_is_every_posting(run, tables):
    """By month of cash and, where the right is older, by its month; no zero rows, and none beside these."""
    table, rows = tables["ledger"], 0
    assert (table["yuan"] != 0.0).all()
    for (fund, account), ledger in run.ledgers.items():
        for posting, cash in ledger.items.items():
            lagged = pl.col("entitlement_month").is_null() if not posting.lag else (
                pl.col("entitlement_month") == pl.col("month").map_elements(
                    lambda month, lag=posting.lag: text(parse(month) - lag), return_dtype=pl.String
                )
            )  # fmt: skip
            part = table.filter(lagged, fund=fund, account=account, item=posting.item)
            rows += part.height
            assert (array(part, "yuan", month=MONTHS, district=PLACES[:-1]) == cash).all()
    assert rows == table.height


def test_balances_open_and_close(run, tables):
    for (fund, account), ledger in run.ledgers.items():
        part = tables["balances"].filter(fund=fund, account=account)
        assert part.height == 12 * 15
        assert (array(part, "opening", month=MONTHS, district=PLACES[:-1]) == ledger.balance[:-1]).all()
        assert (array(part, "closing", month=MONTHS, district=PLACES[:-1]) == ledger.balance[1:]).all()
    assert tables["balances"].height == 12 * 15 * len(run.ledgers)


def test_people_by_age_at_the_opening_and_in_december(run, tables):
    """This year's pensioners are shown with the earlier ones, and who waits for the residents' pension as its payer."""
    table = tables["people"]
    assert (table["persons"] != 0.0).all()
    assert table["month"].unique(maintain_order=True).to_list() == ["2015-12", "2016-12"]
    merged = {Status.NEW_RETIREE: Status.EMPLOYEE_RETIREE, Status.RESIDENT_WAITING: Status.RESIDENT_CONTRIBUTOR}
    for index, month in ((0, "2015-12"), (12, "2016-12")):
        ages = run.movement.ages[index]
        axes = {"category": GROUPS, "status": KEYS, "age": range(ages.shape[2]), "district": PLACES}
        found = array(table.filter(month=month), "persons", **axes)
        for status in Status:
            if status in merged:
                assert not found[:, status].any()
                continue
            told = ages[:, status] + sum(ages[:, other] for other, into in merged.items() if into == status)
            np.testing.assert_allclose(found[:, status], told, rtol=1e-15)
    assert run.movement.ages[12][:, Status.NEW_RETIREE].sum() > 1.0


def test_people_come_and_go(run, tables):
    for name, persons in people_flows(run.movement).items():
        axes = {"month": MONTHS, "category": GROUPS, "district": PLACES}
        assert (array(tables["people_flows"], name, **axes) == persons).all()


def test_the_account_record_by_district_of_insurance(run, tables):
    """Records of those who live elsewhere stand where they are insured; the city's total stays."""
    place = insurance_given_residence(run.assembled.people.active)
    assert set(tables["account_record"]["fund"]) == {"employee_pension"}
    for name, yuan in account_flows(run.movement).items():
        found = array(tables["account_record"], name, month=MONTHS, district=PLACES[:-1])
        np.testing.assert_allclose(found, yuan @ place, rtol=1e-12, atol=1e-6)
        assert found.sum() == pytest.approx(yuan.sum(), rel=1e-9)


def test_members_at_each_month_s_end(run, tables):
    """By fund and kind; the rural co-operative stands under resident medical insurance, the insured who live outside
    under the employee pension, of the city as a whole."""
    table, rows = tables["members"], 0
    for (fund, kind), persons in run.evaluation.setting.members.items():
        rural = fund == "rural_cooperative"
        part = table.filter(fund="resident_medical" if rural else fund, kind="rural_cooperative" if rural else kind)
        rows += part.height
        assert (array(part, "persons", month=ENDS, district=PLACES[:-1]) == persons).all()
    outside = table.filter(fund="employee_pension", kind="outside_residents")
    of = (
        *(Status.ENTERPRISE_EMPLOYEE, Status.FLEXIBLE_WORKER, Status.DORMANT, Status.UNEMPLOYED),
        *(Status.EMPLOYEE_RETIREE, Status.NEW_RETIREE),
    )
    insured = run.evaluation.setting.seen.outside[:, list(of)].sum(axis=1)
    np.testing.assert_allclose(array(outside, "persons", month=ENDS, district=["city"])[:, 0], insured, rtol=1e-12)
    assert rows + outside.height == table.height


def test_registers_by_age_and_their_flows(run, tables):
    """At the opening and in December; opening + new - deaths - leavers = closing in persons."""
    assert (tables["registers"]["persons"] != 0.0).all()
    registers = run.evaluation.setting.registers
    assert set(tables["registers"]["register"]) <= set(registers)
    for name, each in registers.items():
        table = tables["registers"].filter(register=name)
        for index, month in ((0, "2015-12"), (12, "2016-12")):
            axes = {"kind": each.kinds, "category": GROUPS, "age": range(each.ages[index].shape[-1])}
            assert (array(table.filter(month=month), "persons", **axes) == each.ages[index]).all()
        flows = tables["register_flows"].filter(register=name)
        axes = {"month": MONTHS, "kind": each.kinds, "category": GROUPS}
        for flow, persons in (
            ("opening", each.stock[:-1]), ("new", each.new), ("deaths", each.deaths), ("leavers", each.leavers),
            ("closing", each.stock[1:]),
        ):  # fmt: skip
            assert (array(flows, flow, **axes) == persons[:, PERSONS]).all()
    assert tables["registers"].height > 100


def test_memoranda_stand_beside_the_ledgers(run, tables):
    table, rows = tables["memoranda"], 0
    assert (table["yuan"] != 0.0).all()
    for (fund, item), yuan in run.evaluation.setting.memoranda.items():
        part = table.filter(fund=fund, item=item)
        rows += part.height
        assert (array(part, "yuan", month=MONTHS, district=PLACES[:-1]) == np.asarray(yuan)).all()
    assert rows == table.height > 0


def test_pools_from_the_first_month(run, tables):
    """Every district once a fund, in the pool and under the rule of the opening's arrangement."""
    table = tables["pools"].filter(pl.col("from") == "2016-01")
    assert set(tables["pools"]["from"]) == {text(FIRST + t) for t, _ in run.pooling.steps}
    pools = run.pooling.opening
    assert set(table["rule"]) == {pools.rule.value}
    for fund, of in pools.of_district.items():
        part = table.filter(fund=fund)
        assert part["district"].to_list() == PLACES[:-1]
        assert part["pool"].to_list() == [pools.names[fund][place] for place in of]


def test_counterparties_lose_what_funds_gain(run, tables):
    table = tables["counterparties"]
    assert table.columns[0] == "month"
    assert table.columns[-1] == "yuan"
    assert (table["yuan"] != 0.0).all()
    for entry, flow in run.outside.items():
        part = table.filter(**entry._asdict())
        assert (array(part, "yuan", month=MONTHS) == flow).all()


def test_coverage_is_learned_again_from_its_tables(run, tables):
    """Six groups of moves by month, one figure for all ages from 16 to 75 and every category; four funds whose members
    follow a path of their own."""
    coverage = run.movement.coverage
    found = learned(*(tables[name] for name in LEARNED_TABLES))
    assert (found.outside == coverage.outside).all()
    assert set(found.multiplier) == set(coverage.multiplier)
    for group, values in coverage.multiplier.items():
        assert (found.multiplier[group] == values).all()
    assert set(found.membership) == {"maternity", "unemployment", "urban_medical", "work_injury"}
    for fund, of in coverage.membership.items():
        assert (found.membership[fund].proportion[1:] == of.proportion[1:]).all()
        assert np.abs(of.proportion[1:]).max() > 0.0
    assert tables["coverage"].height == 12 * 6 * 3 * 60
    assert (tables["coverage"]["age"].min(), tables["coverage"]["age"].max()) == (16, 75)
    shuffled = tables["coverage"].sample(fraction=1.0, shuffle=True, seed=1)
    assert (
        learned(shuffled, *(tables[name] for name in LEARNED_TABLES[1:])).multiplier["employee_exit"]
        == coverage.multiplier["employee_exit"]
    ).all()
