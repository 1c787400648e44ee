"""Every shipped reform, whoever wrote it: it acts, and nothing moves before its first month."""

import re
from functools import cache

import numpy as np
import pytest

from actuary import data
from actuary.dated import Reform, shipped_reforms
from actuary.months import parse, text
from actuary.scenarios.outcome import Outcome, same
from actuary.scenarios.study import Study
from actuary.valuation.in_force import LONGEST, in_force_table
from actuary.valuation.prepare import prepare, views

SHIPPED = [name for name in shipped_reforms(data.root()) if name != "empty"]

COMPANY = {f"effort-{name}": "pooling-city-from-2017" for name in ("partial", "full", "strong")}
"""A reform that acts only beside another, and that other: effort answers pooling."""


@cache
def study_to(last: str) -> Study:
    return Study(prepare("wuhan-2015", to=last))


def first_month(reform: Reform) -> int:
    pooling = [] if reform.pooling is None else [reform.pooling.from_]
    return min([*(change.from_ for change in reform.changes), *pooling])


def to_the_end_of_next_year(reform: Reform) -> str:
    last = max([first_month(reform), *(change.from_ for change in reform.changes)])
    return text(last // 12 * 12 + 11)


def before(outcome: Outcome, months: int) -> list[np.ndarray]:
    """All that a run says of its first months: people, cash by posting, balances, by pool and pooled."""
    found = [outcome.movement.people[: months + 1]]
    for ledgers in (outcome.ledgers, outcome.pooled):
        for ledger in ledgers.values():
            found.append(ledger.balance[: months + 1])
            found += [cash[:months] for _, cash in sorted(ledger.items.items()) if cash[:months].any()]
    return found


@pytest.mark.parametrize("name", SHIPPED)
def test_nothing_moves_before_the_first_month_and_something_after(shipped, name: str) -> None:
    (reform,) = shipped(name)
    company = shipped(COMPANY[name]) if name in COMPANY else ()
    study = study_to(max(to_the_end_of_next_year(each) for each in (reform, *company)))
    base = study.under(company) if company else study.base
    outcome = study.under([*company, reform])
    months = first_month(reform) - study.base.assembled.first
    one, other = before(base, months), before(outcome, months)
    assert len(one) == len(other)
    assert all(np.array_equal(a, b) for a, b in zip(one, other, strict=True))
    assert not same(outcome, base)
    if name.startswith("delay-"):
        keeps_payers(base, outcome)


def keeps_payers(base: Outcome, outcome: Outcome) -> None:
    """Under a later age never fewer pay nor more draw, in any month; at the end more do pay, and fewer draw."""
    kinds = {
        kind: outcome.evaluation.setting.members[("employee_pension", kind)].sum(axis=1)
        - base.evaluation.setting.members[("employee_pension", kind)].sum(axis=1)
        for kind in ("paying", "retired")
    }
    assert kinds["paying"].min() >= -1e-6
    assert kinds["retired"].max() <= 1e-6
    assert kinds["paying"][-1] > 100.0
    assert kinds["retired"][-1] < -100.0


def meeting(one: Reform, other: Reform) -> bool:
    """Whether two reforms speak of the same parameter in the same month, or both of pools."""
    pools = one.pooling is not None and other.pooling is not None
    return pools or any(change.meets(other_change) for change in one.changes for other_change in other.changes)


def together(shipped) -> list[Reform]:
    """As many shipped reforms as can act in one run to 2018-12 without meeting."""
    chosen: list[Reform] = []
    for (reform,) in map(shipped, SHIPPED):
        lasts = max((change.from_ for change in reform.changes), default=0)
        if lasts < parse("2018-06") and not any(meeting(reform, other) for other in chosen):
            chosen.append(reform)
    return chosen


def test_reforms_that_do_not_meet_act_together_in_any_order(shipped) -> None:
    """All of them in one run, and in the opposite order: the same ledgers to the last bit; nothing before the first."""
    study, reforms = study_to("2018-12"), together(shipped)
    assert len(reforms) >= 12
    forward, backward = study.outcome(reforms), study.outcome(reforms[::-1])
    assert same(forward, backward)
    months = min(map(first_month, reforms)) - study.base.assembled.first
    one, other = before(study.base, months), before(forward, months)
    assert all(np.array_equal(a, b) for a, b in zip(one, other, strict=True))
    unread = {change.name for group in forward.seen.groups for change in group.changes.unread()}
    assert not unread


@pytest.mark.parametrize("name", SHIPPED)
def test_the_written_run_says_where_a_reform_acts(shipped, name: str) -> None:
    """In the table of what is in force, by its name and file, over the months that a run folder lists; what it says
    is asked of a month in which it can be told."""
    (reform,) = shipped(name)
    study = study_to(to_the_end_of_next_year(reform))
    first = study.base.assembled.first
    groups = views(study.prepared, [reform]).groups
    table = in_force_table(groups, study.prepared.assumptions.sources, first - 1, range(first - 12, first + 120), {})
    listed = {row["name"] for row in table.to_dicts() if row["source"] == name}
    short = {change.name for change in reform.changes if len(getattr(change.value, "keys", ())) <= LONGEST}
    assert listed == short


def test_compliance_says_from_which_rate_to_which(shipped) -> None:
    """Each rate that its title names is the baseline's, or the one that it sets."""
    (reform,), belief = shipped("compliance-2017"), study_to("2017-12").base.assembled.basis
    told = re.findall(r"由([\d.]+)%[升降]至([\d.]+)%", reform.zh)
    meant = [(belief.number(change.name, change.from_), change.value) for change in reform.changes]
    assert [tuple(float(rate) / 100 for rate in pair) for pair in told] == [pytest.approx(pair) for pair in meant]
