"""The statutory age told step by step (慢速对照): counting months of birth, no division and no arrays."""

from actuary.dated import Delay
from actuary.months import month

OLD = {"male60": 60 * 12, "female55": 55 * 12, "female50": 50 * 12}
NEW = {"male60": 63 * 12, "female55": 58 * 12, "female50": 55 * 12}
FIRST = {"male60": month(1965, 1), "female55": month(1970, 1), "female50": month(1975, 1)}
GROUP = {"male60": 4, "female55": 4, "female50": 2}


def slow_age_of_2024(category: str, birth: int) -> int:
    """Age in months by the decision of 2024-09-13: each group of four (or two) months of birth one month later."""
    age, in_group = OLD[category], GROUP[category]
    for _ in range(FIRST[category], birth + 1):
        if in_group == GROUP[category]:
            age, in_group = min(age + 1, NEW[category]), 0
        in_group += 1
    return age


def slow_month_by_calendar(rule: Delay, birth: int) -> int:
    """First month in which a person is as old as the age in force asks."""
    now = birth
    while True:
        asked = rule.old_age_months
        for step in rule.ages:
            if step.from_ <= now:
                asked = step.months
        if now - birth >= asked:
            return now
        now += 1
