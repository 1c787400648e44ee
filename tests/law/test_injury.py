"""Formulas of the work-injury regulation, and who pays which benefit."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from actuary.law.injury import SurvivorLaw, own_wage, survivor_shares
from actuary.law.legislation import Legislation
from actuary.months import parse

LAW = SurvivorLaw(0.40, 0.30, 0.10, 1.00)
NO_ONE_LONE = (0.0, 0.0, 0.0)


@pytest.mark.parametrize(
    ("family", "lone", "expected"),
    [
        ((1, 0, 0), NO_ONE_LONE, (0.40, 0, 0)),
        ((1, 1, 1), NO_ONE_LONE, (0.40, 0.30, 0.30)),
        ((0, 1, 0), (0, 1, 0), (0, 0.40, 0)),
        ((1, 1, 2), NO_ONE_LONE, (0.40 / 1.3, 0.30 / 1.3, 0.60 / 1.3)),
        ((0, 4, 0), NO_ONE_LONE, (0, 1.00, 0)),
        ((0, 0, 0), NO_ONE_LONE, (0, 0, 0)),
    ],
)
def test_survivors_draw_40_30_and_10_up_to_the_wage(
    family: tuple[int, ...], lone: tuple[float, ...], expected: tuple[float, ...]
) -> None:
    """Article 39: spouse 40, others 30, the lone old and orphans 10 more, together at most the wage."""
    assert survivor_shares(LAW, family, lone).tolist() == pytest.approx(list(expected))


def test_no_family_draws_more_than_the_wage() -> None:
    """Every family of up to three of each kind, all lone: the sum is the due, or the cap."""
    families = np.array([(s, c, p) for s in range(2) for c in range(4) for p in range(4)], dtype=float)
    total = survivor_shares(LAW, families, (1.0, 1.0, 1.0)).sum(axis=1)
    due = families @ np.array([0.5, 0.4, 0.4])
    assert total == pytest.approx(np.minimum(due, 1.0))


def test_the_own_wage_stays_between_60_and_300_per_cent() -> None:
    """Article 64."""
    assert own_wage([1000.0, 4000.0, 20000.0], 5000.0, 0.6, 3.0).tolist() == [3000.0, 4000.0, 15000.0]


def test_the_fund_or_the_employer_pays(hindsight: Legislation, witness: Callable[[str], Any]) -> None:
    """Articles 38 and 39 of the law on social insurance: three benefits are the employer's, as the witness says of
    the monthly allowance by grade."""
    table = hindsight.table("law.work_injury.fund_share", parse("2016-01"))
    share = dict(zip(table.keys, table.values, strict=True))
    assert {kind for kind, part in share.items() if part == 0} == {
        "treatment_wage",
        "allowance_grades_5_6",
        "employment_grant",
    }
    assert set(share.values()) == {0.0, 1.0}
    payers = {row["disability_level"]: row["payer_of_allowance"] for row in witness("work_injury_statutory.csv")}
    assert all((payers[grade] == "fund") == (share["disability_pension"] == 1) for grade in "1234")
    assert all(payers[grade].startswith("employer") and share["allowance_grades_5_6"] == 0 for grade in "56")
