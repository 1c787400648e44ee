"""Response to what employers are asked (对单位缴费负担的行为响应): compliance and base truth answer it.

It is what all funds ask together, after waivers, held against what the baseline asks in the same month: what the
baseline itself does is in its beliefs already. Relative change of the answer = degree x elasticity x relative change of
what is asked; a degree of nought is the static case.
"""

import numpy as np

from actuary.basis.basis import Basis
from actuary.law.legislation import Legislation
from actuary.people.employers import ASKED, FLOATING, asked

DEGREE = "basis.response.degree"
COMPLIANCE, TRUTH = "basis.response.compliance_to_employer_rate", "basis.response.truth_to_employer_rate"
MOST = 0.99
"""No answer brings the paying share above this, and none what is answered below the rest [share]."""


def rate_change(law: Legislation, basis: Basis, month: int, opening: int) -> float:
    """Relative change of what employers are asked by all funds that reforms make in a month [ratio]; nought where the
    baseline asks nothing. Enterprises by size and classes of risk weigh as under the reforms."""
    months = np.array([month])
    laws, beliefs = law.parameters, basis.parameters
    changed = float(asked(laws, beliefs, beliefs.over(FLOATING, months), months, opening)[0])
    if not any(store.changes.on(name) for store in (laws, beliefs) for name in ASKED):
        return 0.0
    before = float(asked(laws.bare, beliefs, beliefs.bare.over(FLOATING, months), months, opening)[0])
    return changed / before - 1.0 if before else 0.0


def answer(law: Legislation, basis: Basis, name: str, month: int, opening: int) -> float:
    """Factor by which what `name` is an elasticity of answers what is asked in a month (响应倍数) [ratio]; `opening`:
    month of the opening [month]."""
    degree = basis.number(DEGREE, month)
    if degree == 0.0:
        return 1.0
    return max(1.0 + degree * basis.number(name, month) * rate_change(law, basis, month, opening), 1.0 - MOST)


def flows_of(dormancy: float, comeback: float, factor: float) -> tuple[float, float]:
    """Yearly shares that lapse and return under which the paying share settles at `factor` times what it would have;
    both take half of the change in odds."""
    if factor == 1.0 or not dormancy or not comeback:
        return dormancy, comeback
    paying = comeback / (comeback + dormancy)
    then = min(max(paying * factor, 1.0 - MOST), MOST)
    odds = (then / (1.0 - then)) / (paying / (1.0 - paying))
    return min(dormancy / odds**0.5, MOST), min(comeback * odds**0.5, MOST)
