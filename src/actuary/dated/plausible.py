"""What a number of a unit cannot be (数值合理性): a percentage written as a share, shares or people below nought."""

from actuary.errors import Both

SHARE_LIMIT = 1.5
"""Largest share or rate that is believed [share]; above it a percentage was meant."""
MORE_THAN_ALL = ("law.investment.fixed_income_max", "basis.resident_medical.serious_illness_loss_ratio")
"""Shares that may be above one: what funds lend and borrow on counts twice (国发〔2015〕48号), what insurers lose."""
RATIO_LIMIT = 20.0
"""Largest ratio that is believed; above it a percentage was meant."""
ABOVE_NOUGHT = frozenset(
    {
        "law.common.benefit_wage",
        "law.common.reference_wage",
        "law.employee_pension.base_cap",
        "law.employee_pension.divisor",
        "law.employee_pension.old_account_divisor",
        "law.employee_pension.portability_account_rate",
        "law.resident_pension.divisor",
        "basis.flow.early_retirement_years",
        "basis.medical.stay_cost_active",
        "basis.medical.stay_cost_retired",
        "basis.mortality.female",
        "basis.mortality.male",
        "basis.path.base_truth",
        "basis.pension.account_over_credits",
    }
)
"""What something is divided by, or wages that somebody has."""
SOME_NOT_ALL = frozenset({"basis.flow.short_of_15_years_share"})
"""Shares of people some of whom are on either side."""
RATE_LIMITS = -0.5, 1.0
"""Least and largest growth, interest or other rate of a year that is believed."""
_NEVER_NEGATIVE = frozenset(
    {
        "share",
        "day",
        "month",
        "year",
        "persons_per_person_year",
        "births_per_woman",
        "yuan_per_month",
        "yuan_per_day",
        "yuan_per_case",
        "yuan_per_year",
    }
)


def implausible(value: float, unit: str, name: str) -> tuple[str, Both, Both] | None:
    """Code, what is wrong and what to do where a number cannot be meant; None where it can.

    Shares, rates, stocks of people, prices and law's ratios are never below nought; a belief on persons may be a net
    movement.
    """
    if unit == "share" and abs(value) > SHARE_LIMIT:
        wrong = Both(
            f"{value:.15g} 不是比例，应是误写成了百分数。", f"{value:.15g} is no share; a percentage was meant."
        )
        return "share", wrong, Both(f"请写 {value / 100:.15g}。", f"Write {value / 100:.15g}.")
    if value > whole(unit, name):
        wrong = Both(f"比例不能高于 1，不能是 {value:.15g}。", f"No share of a whole is above one: {value:.15g}.")
        return "share", wrong, Both("请写不高于 1 的比例。", "Write a share of at most one.")
    if unit == "ratio" and value > RATIO_LIMIT:
        wrong = Both(f"{value:.15g} 倍不可信，应是误写成了百分数。", f"{value:.15g} times is beyond belief; per cent?")
        return "ratio", wrong, Both(f"请写 {value / 100:.15g}。", f"Write {value / 100:.15g}.")
    if unit == "per_year" and not RATE_LIMITS[0] <= value <= RATE_LIMITS[1]:
        wrong = Both(f"一年 {value:.15g} 倍不可信。", f"{value:.15g} a year is beyond belief.")
        percentage = f"{value / 100:.15g}"
        return (
            "rate",
            wrong,
            Both(f"若是百分数，请写 {percentage}。", f"If a percentage was meant, write {percentage}."),
        )
    counted = (unit == "person" and name.startswith("opening.")) or (unit == "ratio" and name.startswith("law."))
    if value < 0 and (unit in _NEVER_NEGATIVE or counted):
        wrong = Both(f"{value:.15g}（{unit}）是负数。", f"{value:.15g} {unit} is negative.")
        return "negative", wrong, Both("请改正符号。", "Correct the sign.")
    return _at_an_end(value, name.split(".values.", maxsplit=1)[0])


def whole(unit: str, name: str) -> float:
    """The most that a share of law or belief may be; of all else nothing is the most."""
    of_all = unit == "share" and name.startswith(("law.", "basis.")) and not name.startswith(MORE_THAN_ALL)
    return 1.0 if of_all else float("inf")


def _at_an_end(value: float, name: str) -> tuple[str, Both, Both] | None:
    """The same of nought and one, which no unit refuses, for what nothing can be computed with there."""
    if value == 0.0 and name in ABOVE_NOUGHT:
        wrong = Both(f"{name} 须大于 0。", f"{name} must be above nought.")
        return "nought", wrong, Both("请写大于 0 的数。", "Write a number above nought.")
    if value in {0.0, 1.0} and name in SOME_NOT_ALL:
        wrong = Both(f"{name} 须在 0 与 1 之间，两端不含。", f"{name} lies between nought and one, at neither.")
        return "nought", wrong, Both("请写两者之间的数。", "Write a number between them.")
    return None
