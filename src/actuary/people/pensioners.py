"""Classes of the opening's pensioners (期初退休人员分类): retired before the reform of 2006 (老人), since then, and the
special low pensions of 五七工 and 家属工; who they are by age, and what they draw."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from actuary.dated import Parameters
from actuary.people.axes import AGES, G, group_of

FloatArray = NDArray[np.float64]

CLASSES = ("retired_before_2006", "retired_2006_2015", "wuqigong")
BEFORE_2006, SINCE_2006, SPECIAL = range(3)
MEN = np.array([True, False, False])


class Pensioners(NamedTuple):
    """Persons `[K, G, AGES]` by class, and the mean pension of a class in each category `[K, G]` [yuan a month]."""

    persons: FloatArray
    pension: FloatArray

    def mean(self) -> FloatArray:
        """Mean pension of all classes by cell `[G, AGES]` [yuan a month]; nought where nobody is."""
        persons = self.persons.sum(axis=0)
        total = (self.persons * self.pension[:, :, None]).sum(axis=0)
        return np.asarray(np.divide(total, persons, out=np.zeros_like(total), where=persons > 0))

    def special(self) -> FloatArray:
        """Part of the mean pension of a cell that special pensions make `[G, AGES]` [yuan a month]."""
        return np.asarray((1.0 - self.insured()) * self.pension[SPECIAL][:, None])

    def insured(self) -> FloatArray:
        """Share of a cell with an account and a formula behind its pension, all but the special ones `[G, AGES]`."""
        persons = self.persons.sum(axis=0)
        insured = persons - self.persons[SPECIAL]
        return np.asarray(np.divide(insured, persons, out=np.zeros_like(persons), where=persons > 0))


def classes(opening: Parameters, month: int, retirees: FloatArray, old_age: NDArray[np.int64]) -> Pensioners:
    """The opening's retirees `[G, AGES]` in three classes; `old_age[G]` is the old statutory age [month].

    The special ones follow their own ages; of the others those are 老人 who passed the statutory age longest ago.
    Counts are scaled to the retirees, pensions to the printed mean.
    """
    counts = opening.table("opening.pension.pensioners_by_category", month)
    count = dict(zip(counts.keys, np.asarray(counts.values) * retirees.sum() / np.sum(counts.values), strict=True))
    special = special_people(opening, month, retirees, count[CLASSES[SPECIAL]])
    rest = retirees - special
    before = longest_first(count[CLASSES[BEFORE_2006]], rest, np.arange(AGES)[None, :] - old_age[:, None])
    persons = np.stack((before, rest - before, special))
    return Pensioners(persons, pensions(opening, month, persons))


def special_people(opening: Parameters, month: int, retirees: FloatArray, total: float) -> FloatArray:
    """五七工 and 家属工 `[G, AGES]`: by sex and age group as believed, within a group as retirees are."""
    ages = opening.table("opening.legacy.wuqigong_age_shares", month)
    women = opening.number("opening.legacy.wuqigong_women_share", month)
    group = group_of(ages.keys)
    result = np.zeros_like(retirees)
    for rows, share in ((MEN, 1.0 - women), (~MEN, women)):
        for index, part in enumerate(ages.values):
            inside = retirees * rows[:, None] * (group == index)
            wanted = total * share * part / np.sum(ages.values)
            result += inside * min(wanted / max(inside.sum(), 1.0), 1.0)
    return np.asarray(result * (total / result.sum())) if total else result


def longest_first(total: float, persons: FloatArray, months: NDArray[np.int64]) -> FloatArray:
    """Take `total` of `persons[G, AGES]`, those with most `months` first; the last cell in part."""
    order = np.argsort(-months.ravel(), kind="stable")
    sorted_persons = persons.ravel()[order]
    earlier = np.cumsum(sorted_persons) - sorted_persons
    taken = np.empty_like(sorted_persons)
    taken[order] = np.clip(total - earlier, 0.0, sorted_persons)
    return taken.reshape(persons.shape)


def pensions(opening: Parameters, month: int, persons: FloatArray) -> FloatArray:
    """Mean pensions `[K, G]` that give the means of the classes and of the sexes, a factor of each times the
    other, scaled to the printed mean [yuan a month]."""
    heads = np.stack((persons[:, MEN].sum(axis=(1, 2)), persons[:, ~MEN].sum(axis=(1, 2))), axis=1)
    by_class = opening.table("opening.pension.average_by_category", month)
    by_sex = opening.table("opening.pension.average_by_sex", month)
    printed = opening.number("opening.pension.average_enterprise", month) * heads.sum()
    bill_class = heads.sum(axis=1) * [by_class.values[by_class.keys.index(name)] for name in CLASSES]
    bill_sex = heads.sum(axis=0) * [by_sex.values[by_sex.keys.index(name)] for name in ("men", "women")]
    bill_class, bill_sex = (bill * printed / bill.sum() for bill in (bill_class, bill_sex))
    factor = np.ones((len(CLASSES), 2))
    for _ in range(200):
        factor *= (bill_class / np.maximum((heads * factor).sum(axis=1), 1e-300))[:, None]
        factor *= bill_sex / np.maximum((heads * factor).sum(axis=0), 1e-300)
    result = np.empty((len(CLASSES), G))
    result[:, MEN], result[:, ~MEN] = factor[:, :1], factor[:, 1:]
    return result
