"""Work injury under another schedule of the statutory age, and under other law of who pays."""

import numpy as np
import pytest

from actuary.people.registers import PERSONS
from actuary.scenarios.outcome import Outcome
from actuary.scenarios.study import Study
from actuary.schemes.injury_registers import BELOW
from actuary.vocabulary import Status


def paid(outcome: Outcome, kind: str) -> np.ndarray:
    """A benefit of the city by month `[T]` [yuan]."""
    return -outcome.ledgers[("work_injury", "pooled")].by_item()[f"benefit.{kind}"].sum(axis=1)


def test_a_later_retirement_keeps_disability_pensions_and_spares_the_difference(study: Study, reform) -> None:
    """Under the schedule of 2024 begun in 2017-01: more of grades 1-4 below the statutory age, higher pensions, less
    of the difference; almost the same persons on the register, more of grades 5-6."""
    outcome = study.under([reform('schedule: "2024", begins: 2017-01, from: 2017-01')])
    one, other = (each.evaluation.setting.registers for each in (study.base, outcome))
    start = 2017 * 12 - study.base.assembled.first
    more = other["grades_1_4"].persons() / one["grades_1_4"].persons() - 1.0
    assert more[: start + 1] == pytest.approx(0.0, abs=1e-12)
    assert 0.0 < more[-1] < 2e-3  # who works on may be injured
    below = [each["grades_1_4"].asked[:, PERSONS, :, BELOW].sum(axis=1) for each in (one, other)]
    assert below[1][:start] == pytest.approx(below[0][:start])
    assert below[1][-1] > below[0][-1] + 1.0
    assert paid(outcome, "disability_pension")[-1] > paid(study.base, "disability_pension")[-1]
    assert paid(outcome, "pension_difference")[-1] < paid(study.base, "pension_difference")[-1]
    assert other["grades_5_6"].persons()[-1] > one["grades_5_6"].persons()[-1]


def test_a_minimum_wage_far_above_lifts_every_disability_pension(study: Study, reform) -> None:
    """At five times the minimum wage the top-up is paid, and pensions with it are at least the minimum a head."""
    outcome = study.under([reform("scale: law.common.minimum_wage, factor: 5, from: 2017-01")])
    persons = outcome.evaluation.setting.registers["grades_1_4"].asked[:, PERSONS, :, BELOW].sum(axis=1)
    month = outcome.evaluation.setting.law.number("law.common.minimum_wage", int(outcome.evaluation.setting.months[-1]))
    together = paid(outcome, "disability_pension")[-1] + paid(outcome, "minimum_top_up")[-1]
    assert together >= persons[-1] * month * (1 - 1e-9)
    assert paid(study.base, "minimum_top_up")[-1] < 0.05 * paid(study.base, "disability_pension")[-1]


def test_organs_staff_pay_the_rate_of_the_lowest_class(study: Study, reform) -> None:
    """From the month of the law their bases pay 0.2 %, at its end they count as members, and their cases are the
    class's; nobody else pays otherwise."""
    outcome = study.under([reform("set: law.work_injury.organ_staff_share, value: 1, from: 2018-01")])
    start = 2018 * 12 - study.base.assembled.first
    setting, before = outcome.evaluation.setting, study.base.evaluation.setting
    staff = setting.seen.persons[:, Status.ORGAN_EMPLOYEE].sum(axis=1)
    key = ("work_injury", "paying")
    more = (setting.members[key] - before.members[key]).sum(axis=1)
    assert more[start + 1 :] == pytest.approx(staff[start + 1 :], abs=1e-3)
    assert not more[: start + 1].any(), "the start of a month is the end of the one before"
    paid_in = [
        each.ledgers[("work_injury", "pooled")].by_item()["contribution_employer"] for each in (study.base, outcome)
    ]
    year = (paid_in[1] - paid_in[0])[start + 1 : start + 13].sum()
    same = setting.basis.number("basis.cash.contribution_same_month_share", start + study.base.assembled.first)
    due = 0.002 * setting.base(Status.ORGAN_EMPLOYEE).sum(axis=1)
    cash = same * due[start + 1 : start + 13] + (1 - same) * due[start : start + 12]
    assert year == pytest.approx(cash.sum(), abs=0.01)
    assert paid(outcome, "medical")[-1] > paid(study.base, "medical")[-1]
    moved = {
        key[0] for key, ledger in outcome.ledgers.items() if (ledger.balance != study.base.ledgers[key].balance).any()
    }
    assert moved == {"work_injury"}
