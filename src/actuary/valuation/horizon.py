"""Measures over the whole run (期间指标): the general average premium and the actuarial balance.

Everything is worth at the opening, discounted at the fund's own monthly return; flows fall at the end of their
month, as interest is earned on what a month opens with. Both stand on one denominator, the present value of the
bases actually paid on.
"""

import numpy as np
from numpy.typing import NDArray

from actuary.valuation.lines import Series
from actuary.valuation.ratios import contributions

FloatArray = NDArray[np.float64]


def discount(interest: FloatArray) -> FloatArray:
    """Discount factors of the ends of the months `[T]` from monthly returns `[T]`."""
    return np.asarray(1.0 / np.cumprod(1.0 + interest))


def horizon_measures(item: Series, bases: FloatArray, interest: FloatArray) -> dict[str, float]:
    """Measures of a line over the run; `bases[T]`: all bases of its pool [yuan a month]. Empty without bases.

    general_average_premium: the level rate which, with the opening balance and other income than contributions and
    interest, just pays what is spent. actuarial_balance: the average rate of contributions less that premium, so
    that in a run that is never short it is the closing balance, at present value, over the bases.
    """
    factor = discount(interest)
    worth = float(bases @ factor)
    if worth <= 0:
        return {}
    paid = contributions(item)
    other = item.receipts - paid - item.sources.get("interest", 0.0)
    premium = (float((item.expenditure - other) @ factor) - float(item.balance[0])) / worth
    return {"general_average_premium": premium, "actuarial_balance": float(paid @ factor) / worth - premium}
