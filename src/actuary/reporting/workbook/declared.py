"""Ledgers of funds that data declare, in formulas (由数据定义的险种台账公式)."""

from math import prod

from actuary.reporting.workbook import common
from actuary.reporting.workbook.cash import Ledger, measure
from actuary.reporting.workbook.expressions import Driver, Number
from actuary.reporting.workbook.sheets import Sheet
from actuary.vocabulary.declared import ACCOUNT, DECLARED


def fund(sheet: Sheet) -> None:
    """Every flow: what it is reckoned on, times its parameters."""
    own = next(each for each in DECLARED if each.name.key == sheet.fund)
    ledger = Ledger(sheet, ACCOUNT, None)
    for place, part in enumerate(own.flows):
        seen = sheet.exposure(ACCOUNT, f"flow.{place}", f"基数（第{place + 1}项）", f"what flow {place + 1} rests on")
        cash = seen * prod((Driver(name) for name in part.times), start=Number(1))
        if part.on == "bases":
            ledger.levy(part.item, cash)
        else:
            ledger.pay(part.item, -cash if part.item.startswith("benefit.") else cash)
    ledger.close(common.interest())
    measure(sheet, [ledger])
