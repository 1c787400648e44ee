"""Award cohorts of one month of birth share a cell (混合计发队列): what that does to the record of accounts.

A slow roll-forward of separate records, one for each month of award, beside one for all: a quarter retire between
55 and 60, the rest at 60. The bounds are those that docs/method.md states.
"""

from typing import NamedTuple

import numpy as np
import pytest

YEARS = range(55, 86)
AWARDS = [(660 + k, 0.25 / 60, 50000 * 1.03 ** (k / 12), 170 - 31 * k / 60) for k in range(60)]
AWARDS.append((720, 0.75, 62000.0, 139.0))
"""Month of age, share of the cohort, account [yuan], divisor."""


class Rolled(NamedTuple):
    """Over a lifetime: charged and left to heirs [yuan], and the record after each month."""

    charged: float
    heirs: float
    record: np.ndarray


def roll(crediting: float, rise: float, *, mixed: bool) -> Rolled:
    """(balance - account part) x (1 + crediting) a month at a time; pensions rise in January; heirs get the rest."""
    monthly = (1 + crediting) ** (1 / 12)
    balance, part, alive = np.zeros(len(AWARDS)), np.zeros(len(AWARDS)), 1.0
    charged = heirs = 0.0
    record = []
    for age in range(12 * YEARS[0], 12 * YEARS[-1]):
        for k, (month, share, account, divisor) in enumerate(AWARDS):
            if month == age:
                balance[k], part[k] = share * account * alive, share * account / divisor * alive
        part *= 1 + rise if age % 12 == 0 else 1
        if mixed:
            balance = np.append(balance.sum(), np.zeros(len(AWARDS) - 1))
            taken = np.append(min(balance[0], part.sum()), np.zeros(len(AWARDS) - 1))
        else:
            taken = np.minimum(balance, part)
        balance = (balance - taken) * monthly
        q = 0.008 * np.exp(0.09 * (age / 12 - 60)) / 12
        charged, heirs = charged + taken.sum(), heirs + balance.sum() * q
        balance, part, alive = balance * (1 - q), part * (1 - q), alive * (1 - q)
        record.append(balance.sum())
    return Rolled(charged, heirs, np.array(record))


@pytest.mark.parametrize(("crediting", "rise"), [(0.03, 0.045), (0.03, 0.06), (0.07, 0.05)])
def test_one_record_for_all_awards_errs_by_little(crediting, rise):
    """Charged at most 0.04 % less, heirs at most 1 % less, the record within 3.4 % of its peak."""
    apart, together = roll(crediting, rise, mixed=False), roll(crediting, rise, mixed=True)
    assert -0.0004 < together.charged / apart.charged - 1 < 0
    assert -0.01 < together.heirs / apart.heirs - 1 < 0
    assert np.abs(together.record - apart.record).max() < 0.034 * apart.record.max()


@pytest.mark.parametrize(("crediting", "rise"), [(0.03, 0.045), (0.07, 0.05)])
def test_one_record_runs_out_within_half_a_year_of_the_last(crediting, rise):
    """The shared record ends three to six months before the last of the separate ones."""
    ends = [np.flatnonzero(roll(crediting, rise, mixed=mixed).record > 1)[-1] for mixed in (False, True)]
    assert 3 <= ends[0] - ends[1] <= 6
