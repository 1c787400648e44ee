"""Liabilities on modelx in lifelib's style (modelx): cells by month, model points as arrays in each cell."""

import modelx
import numpy as np
from numpy.typing import NDArray

from actuary.bench.peers.projected import projected
from actuary.liability.promises import Promises
from actuary.liability.valued import Conditions

NEEDS = "modelx"
CELLS = {
    "living": "lambda t: p.age + t < p.death.shape[2]",
    "mort_rate": "lambda t: p.death[p.year[t]][p.category, np.minimum(p.age + t, p.death.shape[2] - 1)]",
    "pols_if": "lambda t: living(t) * (pols_if(t - 1) - pols_death(t - 1)) if t > 0 else np.ones(len(p.age))",
    "pols_death": "lambda t: pols_if(t) * mort_rate(t)",
    "pensions": "lambda t: (t >= p.wait) * pols_if(t) * p.pension * p.paid[t]",
    "refunds": "lambda t: (t < p.wait) * pols_death(t) * p.balance * p.refunded[t]",
    "pv_net_cf": "lambda: sum(pensions(t) + refunds(t) for t in range(p.months))",
}
"""Formulas of the cells by month; the last is the worth of each model point."""


def worth(promises: Promises, conditions: Conditions) -> NDArray[np.float64]:
    """Worth today of each person's promise [yuan]."""
    model = modelx.new_model()
    try:
        space = model.new_space("Projection")
        space.p, space.np = projected(promises, conditions), np
        for name, formula in CELLS.items():
            space.new_cells(name, formula=formula)
        return np.asarray(space.pv_net_cf())
    finally:
        model.close()
