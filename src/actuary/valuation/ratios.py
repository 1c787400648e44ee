"""Measures on members and bases (人数与基数指标) of a line in one pool by calendar year: dependency, compliance,
replacement, cost, income and break-even rates. NaN where a line has no members, bases or years for one."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from actuary.months import year_of
from actuary.schemes import employee_pension
from actuary.schemes.setting import Setting
from actuary.valuation.lines import Account, Series
from actuary.valuation.measures import Measured
from actuary.valuation.yearly import Years, over
from actuary.vocabulary import Status
from actuary.vocabulary.declared import ACCOUNT, DECLARED

FloatArray = NDArray[np.float64]
ENTERPRISE, PUBLIC = ("employee_pension", "enterprise"), ("employee_pension", "public")
RESIDENT = ("resident_pension", "all")
MEMBERS_OF = {
    RESIDENT: "resident_pension",
    ("employee_medical", "pooled"): "employee_medical",
    ("unemployment", "pooled"): "unemployment",
    ("work_injury", "all"): "work_injury",
    ("maternity", "pooled"): "maternity",
    **{(fund.name.key, ACCOUNT): fund.name.key for fund in DECLARED},
}
RETIREES = ("employee_retiree", "new_retiree")
SEVEN = 7


class Standing:
    """Members, pensions and bases behind every line, gathered once for all its pools."""

    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        wage = f"basis.wage.on_post_{year_of(setting.opening_month)}"
        self.wage = setting.wage_index * setting.basis.number(wage, int(setting.months[0])) / 12.0
        self.base = setting.mean_base(Status.ENTERPRISE_EMPLOYEE)[:, 0]

    def members(self, line: Account) -> dict[str, FloatArray]:
        """Members of a line by kind `[T + 1, D]`; none where the line counts no members of its own."""
        place = line.fund, line.account
        if place == ENTERPRISE:
            return employee_pension.enterprise_members(self.setting)
        if place == PUBLIC:
            return employee_pension.public_members(self.setting)
        fund = MEMBERS_OF.get(place)
        return {kind: persons for (name, kind), persons in self.setting.members.items() if name == fund}

    def pensions(self, line: Account) -> FloatArray | None:
        """Pensions due by month `[T, D]` [yuan], without arrears; None for a line that pays none."""
        seen = self.setting.seen
        place = line.fund, line.account
        if place == ENTERPRISE:
            parts = [f"{part}.{status}" for part, _ in employee_pension.PARTS for status in RETIREES]
            return np.asarray(sum(seen.asked(name) for name in parts))
        if place == PUBLIC:
            return np.asarray(seen.asked("basic.public_retiree") + seen.asked("transitional.public_retiree"))
        if place == RESIDENT:
            basic = self.setting.postings.cash("resident_pension", "basic")["benefit.basic"]
            return np.asarray(-basic - self.setting.postings.cash("resident_pension", "individual")["benefit.account"])
        return None

    def bases(self, line: Account) -> tuple[FloatArray | None, FloatArray | None]:
        """Bases on which employers pay, and all bases of the line, `[T, D]` [yuan a month]; None where none."""
        found = {
            payer: b
            for (fund, ledger, payer), b in self.setting.bases.items()
            if fund == line.fund and ledger in line.ledgers
        }
        whole = np.asarray(sum(found.values())) if found else None
        return found.get("employer"), whole


class Ratios:
    """The ratios of one line; what does not depend on the pool is gathered once."""

    def __init__(self, standing: Standing, line: Account, years: Years) -> None:
        self.years, self.wage, self.base = years, standing.wage, standing.base
        self.kinds = standing.members(line)
        self.pensions = standing.pensions(line)
        self.employer, self.whole = standing.bases(line)

    def of(self, item: Series) -> Measured:
        """All ratios of the line in a pool by year `[Y]`."""
        return dict([*self._of_members(item), *self._of_bases(item)])

    def _of_members(self, item: Series) -> Iterator[tuple[str, FloatArray]]:
        persons = {kind: self.years.closing(values @ item.members) for kind, values in self.kinds.items()}
        if "paying" not in persons:
            return
        paying = persons["paying"]
        idle = persons.get("not_paying", 0.0 * paying)
        if "retired" in persons:
            retired = persons["retired"]
            yield "dependency_insured", over(paying + idle + persons.get("claimant", 0.0), retired)
            yield "dependency_paying", over(paying, retired)
        yield "compliance", over(paying, paying + idle)
        if self.pensions is not None:
            drawing = (self.kinds["retired"] @ item.members)[:-1]
            mean = over(self.years.sum((self.pensions @ item.members) * (drawing > 0)), self.years.sum(drawing))
            yield "mean_pension", mean
            yield "replacement_rate", over(mean, self.years.sum(self.wage) / 12.0)
            yield "replacement_rate_base", over(mean, self.years.sum(self.base) / 12.0)

    def _of_bases(self, item: Series) -> Iterator[tuple[str, FloatArray]]:
        if self.employer is None or self.whole is None:
            return
        years = self.years
        employer, whole = years.sum(self.employer @ item.members), years.sum(self.whole @ item.members)
        receipts, spent = years.sum(item.receipts), years.sum(item.expenditure)
        paid = years.sum(contributions(item))
        by_employers = years.sum(item.sources.get("contribution_employer", np.zeros_like(item.receipts)))
        lacking = spent - (receipts - paid)
        yield "bases", whole
        yield "cost_rate", over(spent, whole)
        yield "cost_rate_employer", over(spent, employer)
        yield "income_rate", over(receipts, whole)
        yield "contribution_rate", over(paid, whole)
        yield "break_even_rate", over(lacking, whole)
        yield "break_even_rate_employer", over(spent - (receipts - by_employers), employer)
        yield "break_even_rate_seven", over(seven_years(lacking), seven_years(whole))


def contributions(item: Series) -> FloatArray:
    """Contributions of all payers by month `[T]` [yuan]."""
    paid = (cash for name, cash in item.sources.items() if name.startswith("contribution_"))
    return np.asarray(sum(paid, np.zeros_like(item.receipts)))


def seven_years(values: FloatArray) -> FloatArray:
    """Sum of each year and the six after it `[Y]`; NaN where the run ends before."""
    result = np.full(len(values), np.nan)
    if len(values) >= SEVEN:
        result[: len(values) - SEVEN + 1] = np.convolve(values, np.ones(SEVEN), mode="valid")
    return result
