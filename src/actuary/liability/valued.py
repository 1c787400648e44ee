"""Under which law and beliefs promises are valued (估值条件): those of a prepared valuation, from its opening on."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from actuary.dated import Parameters
from actuary.law.legislation import Legislation
from actuary.liability.economy import Economy, economy
from actuary.liability.promises import Annuities, annuities
from actuary.people.axes import AGES
from actuary.valuation.prepare import Prepared, views

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]
DEATHS_TOLD = 60
"""Years of mortality that are told apart; later ones are the last [year]."""


class Conditions(NamedTuple):
    """What promises are worth something under (估值条件)."""

    law: Legislation
    month: int
    """The first month, 0 of all tables [month]."""
    death: FloatArray
    """Monthly probability by calendar year `[Y, G, A]`."""
    year: IntArray
    """Row of `death` of each month `[A]`."""
    economy: Economy

    def annuities(self) -> Annuities:
        """The tables of annuities under them."""
        return annuities(self.death, self.year, self.economy)


def conditions(prepared: Prepared) -> Conditions:
    """Law and belief of a valuation from the month after its opening, for as long as the newborn can live; wages,
    crediting and indexation as decreed, else as believed, then held; discount above indexation."""
    seen = views(prepared)
    law, belief = seen.law, seen.basis
    first = prepared.file.opening + 1
    months = first + np.arange(AGES)
    year = np.minimum(months // 12 - first // 12, DEATHS_TOLD - 1)
    death = np.stack([belief.death_probability(first + 12 * y) for y in range(DEATHS_TOLD)])
    beliefs, laws = belief.parameters, law.parameters
    return Conditions(
        law,
        first,
        death,
        year,
        economy(
            _yearly(beliefs, "basis.wage.growth", months),
            _decreed(laws, beliefs, "law.employee_pension.crediting_rate", "basis.path.account_crediting", months),
            _decreed(laws, beliefs, "law.employee_pension.indexation", "basis.path.pension_indexation", months),
            belief.number("basis.debt.discount_over_indexation", first),
        ),
    )


def _yearly(parameters: Parameters, name: str, months: IntArray) -> FloatArray:
    return np.array([parameters.number(name, month) for month in months.tolist()])


def _decreed(laws: Parameters, beliefs: Parameters, decree: str, path: str, months: IntArray) -> FloatArray:
    stated = ((month, laws.stated(decree, month)) for month in months.tolist())
    return np.array([beliefs.number(path, month) if value is None else value for month, value in stated])
