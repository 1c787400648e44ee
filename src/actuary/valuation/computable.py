"""Figures that cannot be computed with (无法计算): what arithmetic says of them, as a letter."""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

import numpy as np
from numpy.typing import NDArray

from actuary.errors import Both, Problem, problem
from actuary.valuation.prepare import Prepared

Given = ParamSpec("Given")
Made = TypeVar("Made")


def computed(step: Callable[Concatenate[Prepared, Given], Made]) -> Callable[Concatenate[Prepared, Given], Made]:
    """A step of a valuation whose arithmetic is told as a Problem: division by nought, what is no probability."""

    @wraps(step)
    def guarded(prepared: Prepared, /, *words: Given.args, **named: Given.kwargs) -> Made:
        try:
            with np.errstate(all="ignore"):
                return step(prepared, *words, **named)
        except ArithmeticError as fault:
            raise _incomputable(prepared, Both(f"计算中断：{fault}", f"The computation breaks off: {fault}")) from fault

    return guarded


def check_finite(prepared: Prepared, money: Iterable[tuple[str, str, NDArray[np.float64]]]) -> None:
    """Raises Problem where money of a fund and ledger is no number."""
    for fund, account, yuan in money:
        if not np.isfinite(yuan).all():
            name = f"{fund}.{account}"
            raise _incomputable(prepared, Both(f"{name} 的金额算不出数", f"The money of {name} is no number"))


def _incomputable(prepared: Prepared, what: Both) -> Problem:
    """The letter: what happened, and which figures are not the shipped ones."""
    own = sorted({row.name for row in prepared.replaced})
    where = Both(f"请先核对替换的数值：{'、'.join(own)}。", f"Look at the replaced figures first: {', '.join(own)}.")
    other = Both(
        "请核对改动过的数值；人群与精算假设应属同一城市。",
        "Look at the figures that were changed; people and basis must be of one city.",
    )
    message = Both(f"{what.zh}。", f"{what.en}.")
    return Problem(problem("not_computable", message=message, remedy=where if own else other))
