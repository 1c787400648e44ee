"""Tables of the run folder (结果表) from the arrays of a run; shapes are fixed for outsiders."""

import numpy as np
import polars as pl
from numpy.typing import NDArray

from actuary.funds.counterparties import Entry
from actuary.funds.ledgers import Ledger
from actuary.funds.pools import Pooling
from actuary.months import text
from actuary.people.axes import LANES, D
from actuary.people.coverage import GROUPS, Coverage, Membership
from actuary.people.movement import Movement
from actuary.people.place import insurance_given_residence
from actuary.schemes.setting import Setting
from actuary.valuation.assemble import Assembled
from actuary.valuation.certificate import account_flows, people_flows
from actuary.vocabulary import CATEGORIES, DISTRICTS, STATUSES, Status

FloatArray = NDArray[np.float64]
Ledgers = dict[tuple[str, str], Ledger]
NAMES = [district.key for district in DISTRICTS]
PLACES = [*NAMES, "outside"]


def grid(values: dict[str, FloatArray], axes: dict[str, list[str]]) -> pl.DataFrame:
    """A long table from arrays of one shape, one row a cell; axes give the labels of each dimension."""
    labels = np.meshgrid(*(np.arange(len(names)) for names in axes.values()), indexing="ij")
    columns: dict[str, object] = {
        name: pl.Series(np.asarray(names, dtype=object)[index.ravel()].tolist(), dtype=pl.String)
        for (name, names), index in zip(axes.items(), labels, strict=True)
    }
    columns.update({name: np.ascontiguousarray(array).ravel() for name, array in values.items()})
    return pl.DataFrame(columns)


def ledger_table(ledgers: Ledgers, months: list[str], first: int) -> pl.DataFrame:
    """ledger: signed cash by month, district, fund, ledger and item; no zero rows."""
    parts = []
    for ledger in ledgers.values():
        for posting, cash in ledger.items.items():
            t, d = np.nonzero(cash)
            rights = [text(first + int(i) - posting.lag) if posting.lag else None for i in t]
            parts.append(
                pl.DataFrame(
                    {
                        "month": [months[i] for i in t],
                        "district": [NAMES[i] for i in d],
                        "fund": [posting.fund] * len(t),
                        "account": [posting.account] * len(t),
                        "item": [posting.item] * len(t),
                        "entitlement_month": pl.Series(rights, dtype=pl.String),
                        "yuan": cash[t, d],
                    }
                )
            )
    return pl.concat(parts)


def balances_table(ledgers: Ledgers, months: list[str]) -> pl.DataFrame:
    """balances: opening and closing of every ledger by month and district."""
    parts = []
    for (fund, account), ledger in ledgers.items():
        table = grid(
            {"opening": ledger.balance[:-1], "closing": ledger.balance[1:]}, {"month": months, "district": NAMES}
        )
        parts.append(
            table.with_columns(pl.lit(fund).alias("fund"), pl.lit(account).alias("account")).select(
                "month", "district", "fund", "account", "opening", "closing"
            )
        )
    return pl.concat(parts)


def pools_table(pooling: Pooling, first: int) -> pl.DataFrame:
    """pools: which districts share a ledger of a fund, by the rule of which month on."""
    rows = [
        (text(first + t), pools.rule.value, fund, pools.names[fund][place], NAMES[d])
        for t, pools in pooling.steps
        for fund, places in pools.of_district.items()
        for d, place in enumerate(places.tolist())
    ]
    return pl.DataFrame(rows, schema=["from", "rule", "fund", "pool", "district"], orient="row")


def people_table(m: Movement, first: int) -> pl.DataFrame:
    """people: residents and the insured outside, at the opening and each December's end."""
    parts = []
    for index, ages in sorted(m.ages.items()):
        merged = ages.copy()
        merged[:, Status.EMPLOYEE_RETIREE] += merged[:, Status.NEW_RETIREE]
        merged[:, Status.NEW_RETIREE] = 0.0
        merged[:, Status.RESIDENT_CONTRIBUTOR] += merged[:, Status.RESIDENT_WAITING]
        merged[:, Status.RESIDENT_WAITING] = 0.0
        years = [str(year) for year in range(ages.shape[2])]
        axes = {
            "category": [name.key for name in CATEGORIES],
            "status": [name.key for name in STATUSES],
            "age": years,
            "district": PLACES,
        }
        table = grid({"persons": merged}, axes).filter(pl.col("persons") != 0.0)
        parts.append(table.with_columns(pl.lit(text(first + index - 1)).alias("month")))
    return (
        pl.concat(parts)
        .with_columns(pl.col("age").cast(pl.Int64))
        .select("month", "district", "category", "age", "status", "persons")
    )


def people_flows_table(m: Movement, months: list[str]) -> pl.DataFrame:
    """people_flows: by month, district of residence (and outside) and category."""
    axes = {"month": months, "category": [name.key for name in CATEGORIES], "district": PLACES}
    table = grid(people_flows(m), axes)
    return table.select(
        "month", "district", "category", "opening", "births", "deaths", "arrivals", "departures", "closing"
    )


def account_table(a: Assembled, m: Movement, months: list[str]) -> pl.DataFrame:
    """account_record: memorandum of the employee pension's accounts by district of insurance."""
    place = insurance_given_residence(a.people.active)
    flows = {name: values @ place for name, values in account_flows(m).items()}
    table = grid(flows, {"month": months, "district": NAMES})
    return table.with_columns(pl.lit("employee_pension").alias("fund")).select("month", "district", "fund", *flows)


def members_table(setting: Setting, months: list[str]) -> pl.DataFrame:
    """members: at the end of each month (and of the opening's), by district of insurance and kind."""
    parts = []
    for (fund, kind), persons in sorted(setting.members.items()):
        table = grid({"persons": persons}, {"month": months, "district": NAMES})
        label = "resident_medical" if fund == "rural_cooperative" else fund
        name = "rural_cooperative" if fund == "rural_cooperative" else kind
        parts.append(table.with_columns(pl.lit(label).alias("fund"), pl.lit(name).alias("kind")))
    insured = setting.seen.outside[:, [1, 4, 5, 6, 7, 8]].sum(axis=1)
    outside = grid({"persons": insured[:, None]}, {"month": months, "district": ["city"]})
    parts.append(
        outside.with_columns(pl.lit("employee_pension").alias("fund"), pl.lit("outside_residents").alias("kind"))
    )
    return pl.concat(parts).select("month", "district", "fund", "kind", "persons")


def counterparties_table(outside: dict[Entry, FloatArray], months: list[str]) -> pl.DataFrame:
    """counterparties: what each of them receives (+) and pays (-) by month and item of a ledger; no zero rows."""
    rows = [
        (months[t], *entry, float(flow[t]))
        for entry, flow in sorted(outside.items())
        for t in np.flatnonzero(flow).tolist()
    ]
    return pl.DataFrame(rows, schema=["month", *Entry._fields, "yuan"], orient="row")


LEARNED = dict(
    zip(
        GROUPS,
        ("public_entry", "employee_pension", "employee_exit", "resident_pension", "resident_exit", "insured_elsewhere"),
        strict=True,
    )
)
"""Groups of moves whose multipliers are learned -> names in the table."""
LEARNED_TABLES = ("coverage", "coverage_outside", "coverage_members")
"""What a run has learned, as `learned` reads it."""


def coverage_table(coverage: Coverage, months: list[str]) -> pl.DataFrame:
    """coverage: multipliers of entry and exit, which every run reads, by month and single year of age."""
    ages = [str(age) for age in range(16, 76)]
    parts = []
    for group, name in LEARNED.items():
        values = np.broadcast_to(coverage.multiplier[group][:, None, None], (len(months), len(CATEGORIES), len(ages)))
        axes = {"month": months, "category": [c.key for c in CATEGORIES], "age": ages}
        parts.append(grid({"multiplier": values}, axes).with_columns(pl.lit(name).alias("fund")))
    return (
        pl.concat(parts)
        .with_columns(pl.col("age").cast(pl.Int64))
        .select("month", "fund", "category", "age", "multiplier")
    )


def outside_table(coverage: Coverage, months: list[str]) -> pl.DataFrame:
    """coverage_outside: entrants to the employee scheme who live outside the city, by month, which every run reads."""
    return pl.DataFrame({"month": months, "persons": coverage.outside})


def coverage_members_table(coverage: Coverage, months: list[str]) -> pl.DataFrame:
    """coverage_members: by which proportion a fund's members follow its coverage path at the end of each month, which
    every run reads: of those outside who may join, or below nought of the members who may leave."""
    parts = [
        pl.DataFrame({"month": months, "fund": fund, "proportion": of.proportion[1 : len(months) + 1]})
        for fund, of in sorted(coverage.membership.items())
    ]
    empty = pl.DataFrame(schema={"month": pl.String, "fund": pl.String, "proportion": pl.Float64})
    return pl.concat((empty, *parts))


def learned(multipliers: pl.DataFrame, outside: pl.DataFrame, members: pl.DataFrame) -> Coverage:
    """The coverage that a run has learned, from its three tables; one category and age stand for all."""
    one = multipliers.filter(pl.col("category") == CATEGORIES[0].key, pl.col("age") == pl.col("age").min())
    series = {
        group: one.filter(pl.col("fund") == name).sort("month")["multiplier"].to_numpy()
        for group, name in LEARNED.items()
    }
    membership = {
        fund: Membership(np.concatenate(([0.0], rows.sort("month")["proportion"].to_numpy())))
        for (fund,), rows in members.partition_by("fund", as_dict=True).items()
    }
    return Coverage(series, outside.sort("month")["persons"].to_numpy(), membership)


assert LANES == D + 1
