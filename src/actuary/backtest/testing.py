"""A back-test run (回溯检验运行): a valuation projected from what was known on the day, and held against what came."""

from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from actuary.backtest.outcomes import FUNDS, Outcome, outcomes
from actuary.backtest.scoring import Place, Score, scores
from actuary.months import text, year_of
from actuary.schemes.setting import Setting
from actuary.valuation.foreknowledge import later
from actuary.valuation.prepare import Prepared, prepare
from actuary.valuation.reconcile import KINDS, MEDICAL, participants
from actuary.valuation.run import ProgressTold, RunResult, execute

SUMMED = ("receipts", "expenditure", "current_balance", "balance")


class BackTested(NamedTuple):
    """One back-test: what was asked, its scores, what stood in for what was not known, and a digest of all it read."""

    options: dict[str, Any]
    known_at: str
    scores: list[Score]
    stand_ins: list[dict[str, str]]
    digest: str
    files: list[Path]
    """Every file that it rests on."""


def back_test(valuation: str, progress: ProgressTold | None = None) -> BackTested:
    """Run and score a back-test by name or file; raises Problem where the valuation is none."""
    prepared = prepare(valuation)
    file = prepared.file
    came = outcomes(file, prepared.assumptions)
    result = execute(prepared, progress=progress)
    found = scores(file.name, year_of(file.opening), projected(result), came)
    return BackTested(
        result.options, text(file.known_at), found, stood_in(prepared), digest(result, came), prepared.inputs
    )


def projected(result: RunResult) -> dict[Place, float]:
    """What a run says of every fund, item and year in the pooled city [person, yuan, yuan a month]."""
    found = dict(_people(result.evaluation.setting))
    lines = {(row["fund"], row["account"]): row for row in result.verdict["funds"] if _whole(row)}
    for fund, accounts in FUNDS.items():
        for years in zip(*(lines[fund, account]["years"] for account in accounts), strict=True):
            for item in SUMMED:
                found[fund, item, int(years[0]["year"])] = sum(float(year[item]) for year in years)
    for row in result.verdict["measures"]:
        for year in row["years"]:
            if row["account"] in FUNDS.get(row["fund"], ()) and year.get("mean_pension") is not None:
                found[row["fund"], "mean_pension", int(year["year"])] = float(year["mean_pension"])
    return found


def _whole(row: Mapping[str, Any]) -> bool:
    return bool(row["pool"] == "city" and row["subsidy"] == "with")


def _people(setting: Setting) -> Iterator[tuple[Place, float]]:
    """Participants of every fund at the end of each year."""
    counts = {fund: participants(setting, fund) for fund in KINDS}
    medical = (setting.members["employee_medical", kind].sum(axis=1) for kind in MEDICAL)
    counts["employee_medical"] = np.asarray(sum(medical))
    for fund, persons in counts.items():
        for t, month in enumerate(setting.months.tolist(), start=1):
            if (month + 1) % 12 == 0:
                yield (fund, "participants", year_of(month)), float(persons[t])


def stood_in(prepared: Prepared) -> list[dict[str, str]]:
    """Parameters of which nothing was known on the day, when they became known, and why they stand in."""
    basis = prepared.assumptions.bases[prepared.options["basis"]]
    rows = later(prepared.file, prepared.assumptions.law, basis, prepared.cohort)
    return [
        {"name": each.name, "zh": each.zh, "known_from": text(month), "reason_zh": why.zh, "reason_en": why.en}
        for each, month, why in rows
    ]


def digest(result: RunResult, came: list[Outcome]) -> str:
    """Digest of every value that the run read and of every figure that it is held against."""
    rows = result.tables()["inputs"].select("name", "key", "date", "value", "text").rows()
    return sha256(repr((sorted(map(repr, rows)), came)).encode()).hexdigest()
