"""Years lived in an age interval by those who die in it (死亡者平均存活年数, nax), where not observed."""

from enum import Enum

import numpy as np

from actuary.basis.lifetable import FloatArray, IntArray

YOUNG_HALF = 5, 10
"""Groups 5-9 and 10-14, where half the interval is taken (United Nations practice)."""


class CoaleDemeny(Enum):
    """Coale and Demeny's formulas for ages 0 and 1-4, West (婴幼儿). Preston et al. (2001), table 3.3."""

    MALE = (0.330, 1.352, 0.045, 2.684, 1.651, -2.816)
    FEMALE = (0.350, 1.361, 0.053, 2.800, 1.522, -1.518)

    def __call__(self, infant_rate: float) -> tuple[float, float]:
        """Values of a for ages 0 and 1-4 [year] given the central death rate of infants [per person-year]."""
        high_0, high_1, level_0, slope_0, level_1, slope_1 = self.value
        if infant_rate >= 0.107:
            return high_0, high_1
        return level_0 + slope_0 * infant_rate, level_1 + slope_1 * infant_rate


def greville(ages: IntArray, rates: FloatArray, infant: CoaleDemeny) -> FloatArray:
    """nax [year] at ages 0, 1, 5, 10, ... by Coale and Demeny, then Greville; the open interval 1 / m.

    a = n/2 - n²/12 (m - k), k the growth of the logarithm of m by age. Preston et al. (2001), section 3.2.
    """
    nax = np.empty_like(rates)
    nax[:2] = infant(float(rates[0]))
    nax[-1] = 1 / rates[-1]
    inner = np.arange(2, rates.size - 1)
    n = (ages[inner + 1] - ages[inner]).astype(np.float64)
    span = ages[inner + 1] - ages[inner - 1]
    k = np.log(rates[inner + 1] / rates[inner - 1]) / span
    nax[inner] = n / 2 - n**2 / 12 * (rates[inner] - k)
    young = np.isin(ages[inner], YOUNG_HALF)
    nax[inner[young]] = n[young] / 2
    return nax
