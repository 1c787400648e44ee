"""Identities recomputed from the published tables alone (勾稽关系复算)."""

import polars as pl
import pytest

from tests.valuation.runs import ran

FLOWS = ["month", "district", "category"]
BALANCE = ["month", "district", "fund", "account"]


def following(table, keys):
    """Openings of each month beside the closings of the month before."""
    before = table.with_columns(
        month=pl.col("month").str.strptime(pl.Date, "%Y-%m").dt.offset_by("1mo").dt.strftime("%Y-%m")
    )
    return table.join(before.select(*keys, previous="closing"), on=keys, how="inner")


def test_the_certificate_passes_under_every_pooling(pooled):
    """Every identity within its own tolerance, and the verdict counts them."""
    rows = pooled.certificate["identities"]
    assert all(row["passed"] and row["worst"] <= row["tolerance"] for row in rows)
    assert pooled.verdict["certificate"] == {"identities": len(rows), "passed": len(rows)}


@pytest.mark.parametrize("options", [{"rules": "hindsight"}, {"basis": "trend"}, {"to": "2024-12"}])
def test_the_certificate_passes_under_every_option(options):
    """Identities do not depend on rules, basis or horizon."""
    assert all(row["passed"] for row in ran(**options).certificate["identities"])


def test_people_are_conserved(plan):
    """Opening + births + arrivals - deaths - departures = closing, and a closing is the next opening."""
    flows = plan.tables()["people_flows"]
    gap = pl.col("opening") + pl.col("births") + pl.col("arrivals") - pl.col("deaths") - pl.col("departures")
    assert flows.select((gap - pl.col("closing")).abs().max()).item() < 1e-6
    chained = following(flows, FLOWS)
    assert chained.height == flows.height * 59 // 60
    assert chained.select((pl.col("opening") - pl.col("previous")).abs().max()).item() < 1e-6
    assert flows.select(pl.min_horizontal(pl.col(pl.Float64).min())).item() >= 0


def test_statuses_are_exhaustive(plan):
    """Persons by age and status add to the flows' stocks in every December, by district and category."""
    tables = plan.tables()
    people = tables["people"].group_by(FLOWS).agg(pl.col("persons").sum())
    stocks = tables["people_flows"].select(*FLOWS, "closing")
    both = people.join(stocks, on=FLOWS, how="inner")
    assert both.height == 5 * 16 * 3
    assert both.select((pl.col("persons") - pl.col("closing")).abs().max()).item() < 1e-6
    assert tables["people"]["persons"].min() > 0


def test_the_account_record_rolls_forward(plan):
    """Opening + credits + crediting - charged - inherited + moved = closing, month after month."""
    record = plan.tables()["account_record"]
    gap = (
        pl.col("opening")
        + pl.col("credits")
        + pl.col("crediting")
        - pl.col("charged")
        - pl.col("inherited")
        + pl.col("moved")
        - pl.col("closing")
    )
    assert record.select((gap / pl.col("closing")).abs().max()).item() < 1e-9
    chained = following(record, ["month", "district"])
    assert chained.select(((pl.col("opening") - pl.col("previous")) / pl.col("previous")).abs().max()).item() < 1e-9


def test_cash_balances_chain(pooled):
    """Closing = opening + the ledger's rows, per ledger, district and month; a closing is the next opening."""
    tables = pooled.tables()
    flow = tables["ledger"].group_by(BALANCE).agg(pl.col("yuan").sum())
    balances = tables["balances"].join(flow, on=BALANCE, how="full", coalesce=True)
    assert balances.height == tables["balances"].height
    gap = pl.col("opening") + pl.col("yuan").fill_null(0.0) - pl.col("closing")
    assert balances.select(gap.abs().max()).item() < 0.01
    chained = following(tables["balances"], BALANCE)
    assert chained.select((pl.col("opening") - pl.col("previous")).abs().max()).item() == 0


def test_what_one_fund_pays_another_receives(plan):
    """Transfers between the seven funds' ledgers cancel in each month and by pair."""
    transfers = plan.tables()["ledger"].filter(pl.col("item").str.starts_with("transfer."))
    between = {
        "medical for claimants": [
            ("employee_medical", "transfer.unemployment"),
            ("unemployment", "transfer.employee_medical"),
        ],
        "accounts": [("employee_medical", "transfer.accounts")],
        "serious illness": [("resident_medical", "transfer.serious_illness")],
        "pension link": [
            ("employee_pension", "transfer.resident_pension"),
            ("resident_pension", "transfer.employee_pension"),
        ],
    }
    for name, pairs in between.items():
        mine = [(pl.col("fund") == fund) & (pl.col("item") == item) for fund, item in pairs]
        rows = transfers.filter(pl.any_horizontal(mine))
        left = rows.group_by("month").agg(pl.col("yuan").sum(), size=pl.col("yuan").abs().sum())
        assert left.height == 60, name
        assert left["yuan"].abs().max() < 0.01, name
        assert left["size"].min() > 0, name


def test_ledger_rows_are_unique_and_never_nought(pooled):
    """One row a key, each finite, none of nought."""
    rows = pooled.tables()["ledger"]
    keys = ["month", "district", "fund", "account", "item", "entitlement_month"]
    assert rows.select(pl.struct(keys).is_duplicated().any()).item() is False
    assert rows.filter(pl.col("yuan") == 0).height == 0
    assert rows.select(pl.col("yuan").is_finite().all()).item()


def test_backstop_rows_are_money_not_rounding(plan):
    """A backstop of less than a fen is no event: the pool was not short."""
    rows = plan.tables()["ledger"].filter(pl.col("item") == "backstop")
    assert rows.group_by("fund", "account", "month").agg(pl.col("yuan").sum())["yuan"].min() >= 0.01
