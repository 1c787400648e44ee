"""Resident pension (城乡居民基本养老保险): the basic pension is paid by the budget, the accounts are real money."""

import numpy as np

from actuary.kernels.month import RESIDENT_ACCOUNT
from actuary.schemes.proportion import across
from actuary.schemes.setting import Setting
from actuary.vocabulary import Status

S = Status
FUND = "resident_pension"


def members(s: Setting) -> None:
    """Registered contributors, of whom a share pays in the year, those who only wait for their age, and pensioners."""
    share = s.belief("basis.resident_pension.paying_share")
    paying = np.concatenate((share, share[-1:]))
    registered = s.seen.persons[:, S.RESIDENT_CONTRIBUTOR]
    s.members[(FUND, "paying")] = registered * paying
    s.members[(FUND, "not_paying")] = registered * (1 - paying) + s.seen.persons[:, S.RESIDENT_WAITING]
    s.members[(FUND, "retired")] = s.seen.persons[:, S.RESIDENT_PENSIONER]


def post_all(s: Setting) -> None:
    """Basic pensions and their subsidy; contributions, account subsidy, account pensions and inheritance."""
    members(s)
    post, seen = s.postings, s.seen
    basic = seen.asked("aged.resident_pensioner") * s.belief("basis.path.resident_basic_pension")
    post.add(FUND, "basic", "benefit.basic", -basic)
    post.add(FUND, "basic", "ordinary_subsidy", basic)
    payers = seen.persons[:-1, S.RESIDENT_CONTRIBUTOR] * s.belief("basis.resident_pension.paying_share")
    paid = payers * s.belief("basis.resident_pension.mean_payment") / 12.0
    subsidy = payers * s.belief("basis.resident_pension.account_subsidy") / 12.0
    post.add(FUND, "individual", "contribution_resident", paid)
    post.add(FUND, "individual", "ordinary_subsidy", subsidy)
    post.add(FUND, "individual", "benefit.account", -seen.asked("account.resident_pensioner"))
    heirs = sum(seen.died(status, RESIDENT_ACCOUNT) for status in Status)
    post.add(FUND, "individual", "benefit.inheritance", -np.asarray(heirs))
    collective = s.belief("basis.resident_pension.lump_and_collective") / 12.0
    by_district = across(seen.persons[:-1, S.RESIDENT_PENSIONER])
    post.add(FUND, "individual", "transfer.collective", collective * by_district)
    funeral = s.belief("basis.resident_pension.death_and_refund") / 12.0
    post.add(FUND, "basic", "benefit.funeral_and_refund", -funeral * by_district)
    post.add(FUND, "basic", "ordinary_subsidy", funeral * by_district)
