"""How far an experience may be believed (可信度): exact Poisson limits, and limited-fluctuation credibility."""

from typing import NamedTuple

import numpy as np
from scipy.stats import chi2, norm


class Standard(NamedTuple):
    """Full credibility (完全可信): the ratio lies within `within` of the truth with probability `probability`."""

    probability: float = 0.90
    within: float = 0.05

    @property
    def events(self) -> float:
        """Expected events that are fully credible: (z / within) squared."""
        return float((norm.ppf((1.0 + self.probability) / 2.0) / self.within) ** 2)


def credibility(count: float, standard: Standard) -> float:
    """Weight of the experience (可信度因子), the square root of events over those of full credibility, at most one."""
    return float(min(np.sqrt(count / standard.events), 1.0))


def poisson_limits(count: float, level: float = 0.95) -> tuple[float, float]:
    """Exact limits of the mean of a Poisson count (泊松置信区间), by chi-square quantiles; from nought for none."""
    tail = (1.0 - level) / 2.0
    low = float(chi2.ppf(tail, 2.0 * count) / 2.0) if count > 0 else 0.0
    return low, float(chi2.ppf(1.0 - tail, 2.0 * (count + 1.0)) / 2.0)
