"""Variables of one model point by month (变量)."""

from typing import Any

from cashflower import variable
from input import main

from actuary.bench.peers import in_cashflower

told = in_cashflower.TOLD[-1]
LAST = told.death.shape[2] - 1


@variable()
def alive(t: int) -> Any:
    """Share alive at the start of month t."""
    if t == 0:
        return 1.0
    if main.get("age") + t > LAST:
        return 0.0
    return alive(t - 1) - dying(t - 1)


@variable()
def dying(t: int) -> Any:
    """Share that dies in month t."""
    here = min(int(main.get("age")) + t, LAST)
    return alive(t) * told.death[told.year[t], int(main.get("category")), here]


@variable()
def flow(t: int) -> Any:
    """Pension or refund of month t, discounted."""
    if t >= main.get("wait"):
        return alive(t) * main.get("pension") * told.paid[t]
    return dying(t) * main.get("balance") * told.refunded[t]


@variable()
def worth(t: int) -> Any:
    """Worth of the flows from month t on."""
    if t == told.months - 1:
        return flow(t)
    return flow(t) + worth(t + 1)
