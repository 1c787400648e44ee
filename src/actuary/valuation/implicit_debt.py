"""Implicit debt of the enterprise pension (隐性债务) by named concept; the concepts overlap and are never added.

account_record: what stands in the accounts of members and pensioners, a record and not cash, at each year's end.
pensions_in_payment: the worth, at the opening, of the pensions then in payment for the lives of those who draw
them, with no new award and no survivor; discounted at what the discount is above indexation, on the mortality of
the opening's year. Rights of those who still work beyond their accounts are in neither.
"""

from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from actuary.kernels.month import ACCOUNT_PART, BASIC, TRANSITIONAL
from actuary.people.axes import AGES, LANES
from actuary.people.movement import Movement
from actuary.people.place import insurance_given_residence
from actuary.valuation.assemble import Assembled
from actuary.valuation.certificate import account_flows
from actuary.vocabulary import Status

FloatArray = NDArray[np.float64]


class Debt:
    """The concepts of one run by district of insurance, each made once for all pools."""

    def __init__(self, a: Assembled, m: Movement, net_discount: float) -> None:
        self.a, self.m, self.net_discount = a, m, net_discount

    @cached_property
    def record(self) -> FloatArray:
        """The record of accounts at the opening and each month's end `[T + 1, D]` [yuan]."""
        return account_record(self.a, self.m)

    @cached_property
    def pensions(self) -> FloatArray:
        """Worth of the pensions in payment at the opening `[D]` [yuan]."""
        return pensions_in_payment(self.a, self.net_discount)


def annuity(death: FloatArray, net: float) -> FloatArray:
    """Worth of one yuan a month, paid from this month for life `[G, AGES]`; `death` monthly probabilities
    `[G, AGES]`, `net` yearly discount above indexation. ä(x) = 1 + v p(x) ä(x + 1); the last age stays."""
    v = (1.0 + net) ** (-1.0 / 12.0)
    result = np.empty_like(death)
    result[:, -1] = 1.0 / (1.0 - v * (1.0 - death[:, -1]))
    for age in range(AGES - 2, -1, -1):
        result[:, age] = 1.0 + v * (1.0 - death[:, age]) * result[:, age + 1]
    return result


def pensions_in_payment(a: Assembled, net: float) -> FloatArray:
    """Worth of the pensions in payment at the opening by district of insurance `[D]` [yuan]; `net` yearly discount
    above indexation."""
    factor = annuity(a.rates.death(a.first), net).T[:, :, None]
    drawn = np.zeros((*factor.shape[:2], LANES))
    for status in (Status.EMPLOYEE_RETIREE, Status.NEW_RETIREE):
        for part in (BASIC, TRANSITIONAL, ACCOUNT_PART):
            drawn += a.people.state[:, :, status, part : part + LANES]
    return np.asarray((drawn * factor).sum(axis=(0, 1)) @ insurance_given_residence(a.people.retired))


def account_record(a: Assembled, m: Movement) -> FloatArray:
    """The record of accounts at the opening and each month's end by district of insurance `[T + 1, D]` [yuan]."""
    flows = account_flows(m)
    record = np.concatenate((flows["opening"][:1], flows["closing"]))
    return np.asarray(record @ insurance_given_residence(a.people.active))
