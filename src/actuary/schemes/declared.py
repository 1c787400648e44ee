"""Funds that data alone declare (由数据定义的险种): members by status, and flows as persons, persons by age or bases
times parameters of law and belief, all read month by month."""

from math import prod

import numpy as np
from numpy.typing import NDArray

from actuary.errors import Both, Problem, problem
from actuary.schemes.setting import Setting
from actuary.vocabulary import Status
from actuary.vocabulary.declared import ACCOUNT, DECLARED, DeclaredFund, Part

FloatArray = NDArray[np.float64]


def post_all(s: Setting) -> None:
    """Every declared fund: its members, then its flows."""
    for fund in DECLARED:
        enrol(s, fund)
        for part in fund.flows:
            post(s, fund, part)


def table_of(s: Setting, name: str, keys: tuple[str, ...]) -> FloatArray:
    """A table by month `[T, keys]`; raises Problem where it is of other keys."""
    store = s.law if name.startswith("law.") else s.basis
    found = store.parameters.table(name, int(s.months[0])).keys
    if found != keys:
        row = store.parameters.row(name, int(s.months[0]))
        message = Both(f"{name} 的键须为 {'、'.join(keys)}。", f"The keys of {name} must be {', '.join(keys)}.")
        remedy = Both("请按险种文件里的人员或年龄组书写。", "Write those of the scheme's file, in its order.")
        raise Problem(problem("keys", message=message, remedy=remedy, file=row.file, line=row.line, field=name))
    return store.table_over(name, s.months)


def enrol(s: Setting, fund: DeclaredFund) -> None:
    """Shares of the statuses `[T + 1, S]`, and members of each kind at the start of every month and at the end."""
    key, statuses = fund.name.key, [Status[name.upper()] for name in fund.statuses]
    table = table_of(s, fund.share, fund.statuses)
    share = np.zeros((len(s.months) + 1, len(Status)))
    share[:, statuses] = np.concatenate((table, table[-1:]))
    s.shares[key] = share
    for kind, names in fund.members.items():
        inside = [Status[name.upper()] for name in names]
        s.members[(key, kind)] = np.asarray(sum(share[:, x, None] * s.seen.persons[:, x] for x in inside))


def statuses_of(fund: DeclaredFund, part: Part) -> list[Status]:
    """Whose members a flow is reckoned on."""
    return [Status[name.upper()] for name in dict.fromkeys(name for kind in part.of for name in fund.members[kind])]


def ask(fund: DeclaredFund, group: int, status: Status) -> str:
    """The name under which the kernel counts the persons of an age group in a status."""
    return f"{fund.name.key}:{group}.{status.name.lower()}"


def factor(s: Setting, part: Part) -> FloatArray:
    """The product of a flow's parameters by month `[T, 1]`."""
    return np.asarray(prod(s.law_over(name) if name.startswith("law.") else s.belief(name) for name in part.times))


def exposed(s: Setting, fund: DeclaredFund, part: Part) -> FloatArray:
    """What a flow is reckoned on `[T, D]`: persons, persons weighed by age, or bases declared [yuan a month]."""
    total = np.zeros((s.postings.months, s.postings.districts))
    weight = None if part.by_age is None else table_of(s, part.by_age, fund.ages)
    for status in statuses_of(fund, part):
        heads: FloatArray = s.base(status) if part.on == "bases" else s.seen.persons[:-1, status]
        if weight is not None:
            groups = (weight[:, [group]] * s.seen.asked(ask(fund, group, status)) for group in range(len(fund.ages)))
            heads = np.asarray(sum(groups))
        total += s.shares[fund.name.key][:-1, status, None] * heads
    return total


def post(s: Setting, fund: DeclaredFund, part: Part) -> None:
    """One flow: a contribution on bases is paid like those of other funds, the rest in its month; a transfer leaves
    the other fund's ledger."""
    key, exposure = fund.name.key, exposed(s, fund, part)
    cash = exposure * factor(s, part)
    if part.on == "bases":
        payer = "flexible" if part.item == "contribution_flexible" else "employer"
        if part.item != "contribution_employee":
            s.bases[(key, ACCOUNT, payer)] = s.bases.get((key, ACCOUNT, payer), 0.0) + exposure
        same = s.belief("basis.cash.contribution_same_month_share")
        s.postings.add_lagged(key, ACCOUNT, part.item, cash, same)
    elif part.item.startswith("benefit."):
        s.postings.add(key, ACCOUNT, part.item, -cash)
    else:
        s.postings.add(key, ACCOUNT, part.item, cash)
    if part.account is not None:
        s.postings.add(part.other, part.account, f"transfer.{key}", -cash)
