"""Response to the statutory rate (对法定费率的行为响应): compliance and base truth answer what employers are asked.

The rate is that of all funds together, without waivers, and it is held against the baseline's rate of the same
month: what the baseline itself does is in its beliefs already. Relative change of the answer = degree x elasticity x
relative change of the rate; a degree of nought is the static case.
"""

from actuary.basis.basis import Basis
from actuary.dated import Parameters
from actuary.law.legislation import Legislation
from actuary.vocabulary.declared import DECLARED

RATES = {
    "employee_pension": "law.employee_pension.employer_rate",
    "employee_medical": "law.employee_medical.employer_rate",
    "unemployment": "law.unemployment.employer_rate",
    "work_injury": "law.work_injury.average_rate",
    "maternity": "law.maternity.employer_rate",
    **{fund.name.key: fund.rate for fund in DECLARED if fund.rate is not None and fund.employers_pay},
}
"""The rate by which employers pay for a fund, of funds declared by data too."""
DEGREE = "basis.response.degree"
COMPLIANCE, TRUTH = "basis.response.compliance_to_employer_rate", "basis.response.truth_to_employer_rate"
MOST = 0.99
"""No answer brings the paying share above this [share]."""


def rate_change(law: Parameters, month: int) -> float:
    """Relative change of the employers' rate of all funds that reforms make in a month [ratio]."""
    changed = sum(law.number(name, month) for name in RATES.values())
    if not any(law.changes.on(name) for name in RATES.values()):
        return 0.0
    return changed / sum(law.unreformed(name, month) for name in RATES.values()) - 1.0


def answer(law: Legislation, basis: Basis, name: str, month: int) -> float:
    """Factor by which what `name` is an elasticity of answers the rate of a month (响应倍数) [ratio]."""
    degree = basis.number(DEGREE, month)
    if degree == 0.0:
        return 1.0
    return max(1.0 + degree * basis.number(name, month) * rate_change(law.parameters, month), 0.0)


def flows_of(dormancy: float, comeback: float, factor: float) -> tuple[float, float]:
    """Yearly shares that lapse and return under which the paying share settles at `factor` times what it would have;
    both take half of the change in odds."""
    if factor == 1.0 or not dormancy or not comeback:
        return dormancy, comeback
    paying = comeback / (comeback + dormancy)
    then = min(max(paying * factor, 1.0 - MOST), MOST)
    odds = (then / (1.0 - then)) / (paying / (1.0 - paying))
    return min(dormancy / odds**0.5, MOST), min(comeback * odds**0.5, MOST)
