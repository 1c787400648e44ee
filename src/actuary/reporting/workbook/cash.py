"""Cash of a ledger in formulas (台账公式): what is paid in and out, and in the engine's order what depends on balances.

Order of a month: what another ledger hands over; subsidy, national pooling, stabilisation, reserve; interest on what
was there; help between pools; the backstop; closing. See `actuary.funds`.
"""

import numpy as np
from numpy.typing import NDArray

from actuary.reporting.workbook.expressions import (
    Before,
    ByMonth,
    City,
    Column,
    Driver,
    Elsewhere,
    Expression,
    Fixed,
    Nothing,
    Number,
    Opened,
    Rows,
    Total,
    above,
    least,
    most,
    share_of,
    total,
    when,
)
from actuary.reporting.workbook.sheets import Sheet
from actuary.vocabulary.items import spends
from actuary.vocabulary.registry import item_name
from actuary.vocabulary.words import MERGED

FloatArray = NDArray[np.float64]
FEN = Number(0.01)
"""Less than this is rounding, not money [yuan]."""
SAME_MONTH = "basis.cash.contribution_same_month_share"
BACKSTOP, HELP, INTEREST = "backstop", "pooling_transfer", "interest"


class Ledger:
    """One ledger on a sheet: its items as columns, signed as the run folder has them. `moved`: months in which its cash
    is booked in another ledger, which it has been merged into."""

    def __init__(self, sheet: Sheet, account: str, opening: Expression | None, moved: list[bool] | None = None) -> None:
        self.sheet, self.account, self.moved = sheet, account, moved
        self.fund = str(sheet.fund)
        self.items: list[str] = []
        first = Number(0) if opening is None else opening * ByMonth(lambda _: self._share())
        later = Before(self.at("closing"))
        begins = ByMonth(lambda t: later if t else first)
        self.opening = sheet.result(self.name("opening"), "期初结余", "opening", "yuan", begins)
        if opening is not None and not self._paid_at_once():
            sheet.exposure(account, "opening_share", "期初结余份额", "share of the opening balance")

    def _paid_at_once(self) -> bool:
        """Whether the run pays a benefit out of this ledger in its first month."""
        ledger = self.sheet.run.ledger.items()
        return any(
            (f, a) == (self.fund, self.account) and _settled(i) and cash[0].any() for (f, a, i, _), cash in ledger
        )

    def _share(self) -> Expression:
        """A pool's share of the opening balance: that of the first month's benefits, of members where none is paid."""
        if not self._paid_at_once():
            return self.at("opening_share")
        due = "" if self.moved is None else "due."
        names = [self.name(f"{due}{item}") for item in self.items if _settled(item)]
        return share_of(-total([Column(name) for name in names]), -total([City(name) for name in names]))

    def name(self, item: str) -> str:
        """The name of a column of this ledger."""
        return f"{self.account}.{item}"

    def at(self, item: str) -> Column:
        """A column of this ledger."""
        return Column(self.name(item))

    def book(self, item: str, cash: Expression) -> Column:
        """An item of the ledger [yuan], receipts above nought and spending below."""
        words = item_name(item)
        self.items.append(item)
        return self.sheet.result(self.name(item), words.zh, words.en, "yuan", cash)

    def pay(self, item: str, cash: Expression) -> Column:
        """An item as a scheme posts it: in merged months it is booked in the ledger that goes on."""
        factor = self.factor(item, 0)
        cash = cash if factor is None else cash * factor
        moved = self.moved
        if moved is None:
            return self.book(item, cash)
        words = item_name(item)
        kept = self.sheet.step(
            self.name(f"due.{item}"),
            f"{words.zh}（合并前后）",
            f"{words.en}, before and after the merger",
            "yuan",
            cash,
        )
        return self.book(item, ByMonth(lambda t: Number(0) if moved[t] else kept))

    def levy(self, item: str, due: Expression, joining: "Joining | None" = None) -> Column:
        """A contribution: the believed share in the month of its right, the rest in the next; with that of a fund that
        has joined; times what answers to pooling and triggers of law have made of it."""
        parts = [due * Driver(SAME_MONTH), Before(due * (1 - Driver(SAME_MONTH)))]
        if self.moved is not None:
            words = item_name(item)
            parts = [
                self.sheet.step(
                    self.name(f"due.{item}.{lag}"),
                    f"{words.zh}（合并前后，{'次月' if lag else '当月'}）",
                    f"{words.en}, before and after the merger, lag {lag}",
                    "yuan",
                    part,
                )
                for lag, part in enumerate(parts)
            ]
        if joining is not None:
            parts = [part + joining.cash(f"due.{item}.{lag}") for lag, part in enumerate(parts)]
        factors = [self.factor(item, lag) for lag in (0, 1)]
        cash = total([part if f is None else part * f for part, f in zip(parts, factors, strict=True)])
        moved = self.moved
        return self.book(item, cash if moved is None else ByMonth(lambda t: Number(0) if moved[t] else cash))

    def factor(self, item: str, lag: int) -> Column | None:
        """What postings were multiplied by, weighed by cash in each block; None where they were not."""
        run, sheet = self.sheet.run, self.sheet
        factor = run.exposures.get((self.fund, self.account, f"factor.{item}.{lag}"))
        cash = run.ledger.get((self.fund, self.account, item, lag > 0))
        if factor is None or cash is None:
            return None
        made = factor_by_block(factor, cash, sheet)
        when_due = "当月" if lag == 0 else "次月"
        words = item_name(item)
        zh, en = f"{words.zh}的触发与征缴系数（{when_due}）", f"factor of triggers and effort on {words.en}, lag {lag}"
        return sheet.constant(self.name(f"factor.{item}.{lag}"), zh, en, "ratio", made)

    def flow(self) -> Expression:
        """Everything booked so far this month."""
        return total([self.at(item) for item in self.items])

    def spending(self) -> Column:
        """Benefits of the month as a column, for rules that read last year's."""
        if self.name("spending") not in self.sheet.columns:
            paid = total([self.at(item) for item in self.items if item.startswith("benefit.")])
            self.sheet.step(self.name("spending"), "当月待遇支出", "benefits of the month", "yuan", -paid)
        return self.at("spending")

    def close(self, interest: Expression, handed: Expression | None = None) -> None:
        """Interest, help between pools, backstop and closing; `handed`: what came or went with a merger at the start of
        the month, and earns its interest where it went."""
        earning = self.opening if handed is None else self.opening + handed
        self.book(INTEREST, when(above(earning, FEN), earning * interest, 0))
        if self.sheet.run.pooling_rule == "adjustment" and len(self.sheet.blocks) > 2:
            self.help()
        before = self.opening + self.flow()
        self.book(BACKSTOP, when(above(-FEN, before), -before, 0))
        self.sheet.result(self.name("closing"), "期末结余", "closing", "yuan", self.opening + self.flow())
        running = ByMonth(lambda t: self.at(BACKSTOP) + (Before(self.at("backstops")) if t else Number(0)))
        self.sheet.step(self.name("backstops"), "累计兜底", "backstop since the opening", "yuan", running)

    def help(self) -> None:
        """The adjustment fund: a share of contributions in, the guaranteed share of what pools lack out, and the rest
        goes back."""
        sheet = self.sheet
        share, guarantee = Driver("law.pooling.adjustment_share"), Driver("law.pooling.adjustment_guarantee")
        paid = total([self.at(item) for item in self.items if item.startswith("contribution")]) * share
        sheet.step(self.name("paid_up"), "上缴调剂金", "paid into the adjustment fund", "yuan", paid)
        need = most(-self.flow(), 0) * guarantee
        sheet.step(self.name("need"), "当月缺口", "what the month lacks", "yuan", need)
        paid, need = self.at("paid_up"), self.at("need")
        paid_all, need_all = Total(self.name("paid_up")), Total(self.name("need"))
        helped = need * when(above(need_all, 0), least(1, paid_all / need_all), 0)
        sheet.step(self.name("helped"), "调剂补助", "helped by the fund", "yuan", helped)
        back = when(above(paid_all, 0), paid * (1 - Total(self.name("helped")) / paid_all), paid)
        self.book(HELP, self.at("helped") + back - paid)


def _settled(item: str) -> bool:
    """Whether an item is a benefit that does not depend on balances."""
    return item.startswith("benefit.") and item != "benefit.stabilisation"


def factor_by_block(factor: FloatArray, cash: FloatArray, sheet: Sheet) -> FloatArray:
    """A factor by district `[T, D]` as one by block `[T, B]`: cash over what it was before."""
    raw = np.divide(cash, factor, out=np.zeros_like(cash), where=factor != 0)
    columns = []
    for block in sheet.blocks:
        whole, before = cash @ block.members, raw @ block.members
        plain = (factor @ block.members) / block.members.sum()
        columns.append(np.divide(whole, before, out=plain, where=before != 0))
    return np.stack(columns, axis=1)


def last_year(sheet: Sheet, column: Column, total_before: str) -> Expression:
    """Last calendar year's sum of a column; for the first year the figure of the year before the run, spread over the
    pools as the first month."""
    first = share_of(Fixed(column), Fixed(Total(column.name))) * Opened(total_before)

    def choose(t: int) -> Expression:
        end = t - sheet.run.months[t] % 12 - 1
        return Rows(column.name, end - 11, end) if end >= 11 else first

    return ByMonth(choose)


def quarterly(sheet: Sheet, cash: Expression, parts: int, due: str | None = None) -> Expression:
    """Cash in the months of instalments, `parts` a year, in the month of each that `due` says as it begins; by default
    the last."""
    each = 12 // parts

    def choose(t: int) -> Expression:
        begins = max(t - sheet.run.months[t] % each, 0)
        month = each if due is None else sheet.drivers.settled(due, begins)
        return cash if (sheet.run.months[t] % each + 1) == month else Number(0)

    return ByMonth(choose)


def measure(sheet: Sheet, ledgers: list[Ledger]) -> None:
    """Receipts, expenditure, balance before the backstop, payable months and trailing balance of a line."""
    fund = str(sheet.fund)
    sources, kinds = [], []
    for ledger in ledgers:
        for item in ledger.items:
            column = ledger.at(item)
            if item == HELP:
                sources.append(most(column, 0))
                kinds.append(most(-column, 0))
            elif item != BACKSTOP:
                spent = spends(fund, ledger.account, item)
                (kinds if spent else sources).append(-column if spent else column)
    sheet.result("receipts", "收入合计", "receipts", "yuan", total(sources))
    sheet.result("expenditure", "支出合计", "expenditure", "yuan", total(kinds))
    kept = total([ledger.at("closing") - ledger.at("backstops") for ledger in ledgers])
    sheet.result("balance", "兜底前结余", "balance before the backstop", "yuan", kept)

    def year(name: str, t: int) -> Rows:
        return Rows(name, t - 11, t)

    def cover(t: int) -> Expression:
        spent = year("expenditure", t)
        return when(above(spent, 0), Column("balance") / spent * 12, Nothing()) if t >= 11 else Nothing()

    sheet.result("payable_months", "可支付月数", "payable months", "month", ByMonth(cover))
    trailing = ByMonth(lambda t: year("receipts", t) - year("expenditure", t) if t >= 11 else Nothing())
    sheet.result("trailing", "近十二个月收支差", "balance of twelve months", "yuan", trailing)
    deficit = ByMonth(lambda t: when(above(Number(-0.005), Column("trailing")), 1, 0) if t >= 11 else Number(0))
    sheet.step("deficit", "当期缺口", "current deficit", "flag", deficit)
    short = when(above(Number(-0.005), Column("balance")), 1, 0)
    sheet.step("cannot_pay", "不能支付", "cannot pay", "flag", short)


class Joining:
    """A ledger that moves into another (基金合并) by the word of law: its cash in merged months, and what it held."""

    def __init__(self, sheet: str, account: str, merged: list[bool]) -> None:
        self.sheet, self.account, self.merged = sheet, account, merged

    def cash(self, name: str) -> Expression:
        """A column of the closing ledger in merged months, nought in others."""
        there = Elsewhere(self.sheet, f"{self.account}.{name}")
        return ByMonth(lambda t: there if self.merged[t] else Number(0))

    def held(self) -> Expression:
        """What it held when a merged month began."""
        return self.cash("opening")


def merged_months(sheet: Sheet, law: str) -> list[bool] | None:
    """In which months of the run the law says `merged`; None where it never does."""
    found = [sheet.run.word(law, t) == MERGED for t in range(sheet.steps)]
    return found if any(found) else None
