"""Stress tests and named paths (压力测试与高低方案): whole runs under another set of beliefs, or under a stress, beside
the baseline, on every measure."""

from dataclasses import replace
from typing import Any, Literal, NamedTuple

import polars as pl

from actuary.backtest.noise import Noise
from actuary.backtest.noise import told as told_beside
from actuary.dated import load_reforms
from actuary.errors import Both, Problem, problem
from actuary.scenarios.first_read import told_changes
from actuary.scenarios.study import Study
from actuary.uncertainty.gauging import Gauged, gauged
from actuary.uncertainty.sensitivity import as_table, beside, differing
from actuary.valuation.run import ProgressTold

Kind = Literal["stress", "paths"]
STRESSES = "assumptions/reforms/stress-*.yaml"
SCORED = ("receipts", "expenditure", "current_balance", "balance", "payable_months")
"""Measures of which back-tests tell an error."""


class Case(NamedTuple):
    """One case (单一情景): what it is called, what it changes, and what comes of it."""

    name: str
    zh: str
    changes: list[dict[str, Any]]
    figures: list[Gauged]


def stresses(study: Study) -> list[str]:
    """Names of the stress tests in the data in use."""
    return sorted(path.stem for path in study.prepared.root.glob(STRESSES))


def paths(study: Study) -> list[str]:
    """Sets of beliefs that are a high or low path of the run's own; raises Problem where there is none."""
    own = study.prepared.options["basis"]
    files = study.prepared.assumptions.basis_files.values()
    found = sorted(file.name for file in files if file.path_of == own)
    if found:
        return found
    central = sorted({file.path_of for file in files if file.path_of is not None})
    message = Both(f"假设组“{own}”没有高低方案。", f"The basis {own!r} has no high or low paths.")
    remedy = Both(
        f"有的是：{'、'.join(central)}；或在 basis.yaml 中写 path_of: {own}。",
        f"These have: {', '.join(central)}; or write path_of: {own} in a basis.yaml.",
    )
    raise Problem(problem("no_paths", message=message, remedy=remedy, field="--paths"))


def under_stress(study: Study, name: str) -> Case:
    """A stress test as a reform of the baseline."""
    prepared = study.prepared
    (reform,) = load_reforms([name], prepared.assumptions, prepared.options["basis"], prepared.root)
    outcome = study.under([reform])
    return Case(reform.name, reform.zh, told_changes(outcome), gauged(outcome))


def on_path(study: Study, name: str) -> Case:
    """A set of beliefs by a run of its own, coverage learned anew."""
    own = replace(study.prepared, options={**study.prepared.options, "basis": name})
    return Case(name, own.assumptions.basis_files[name].zh, [], gauged(Study(own).base))


def beside_noise(noise: Noise, before: Gauged, row: dict[str, Any]) -> dict[str, Any]:
    """What back-tests missed by at the horizon of a ledger's last year, and whether each change is larger."""
    last = {"year": max(before.by_year["balance"]), **{measure: before.last(measure) for measure in SCORED}}
    found: dict[str, Any] = {}
    for measure in SCORED:
        said = told_beside(noise.beside(before.line.fund, measure, last), row[f"{measure}_change"])
        found |= {f"{measure}_{key}": value for key, value in said.items()}
    return found


def stress(study: Study, kind: Kind, told: ProgressTold | None = None) -> tuple[dict[str, Any], pl.DataFrame]:
    """The document `actuary.stress/1`, and its table of every year: rows of what a case changes."""
    base = gauged(study.base)
    noise = Noise.kept(study.prepared.root, study.prepared.file.opening)
    cases: list[dict[str, Any]] = []
    table: list[tuple[object, ...]] = []
    names, run = (stresses(study), under_stress) if kind == "stress" else (paths(study), on_path)
    for name in names:
        case = run(study, name)
        table += [(case.name, *row) for row in differing(base, case.figures)]
        funds = [
            row | beside_noise(noise, before, row) for before, row in zip(base, beside(base, case.figures), strict=True)
        ]
        cases.append({"name": case.name, "zh": case.zh, "changes": case.changes, "funds": funds})
        if told is not None:
            told(len(cases), len(names))
    head = {"schema": "actuary.stress/1", **study.prepared.options, "kind": kind, "baseline": beside(base, base)}
    return {**head, "cases": cases}, as_table(("case",), table)
