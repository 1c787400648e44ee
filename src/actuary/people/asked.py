"""What the driver asks of law and belief (逐月所问): all that does not depend on the people, month by month."""

from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple, Protocol, cast

import numpy as np
from numpy.typing import NDArray

from actuary.dated import Parameters
from actuary.dated.asked import listening
from actuary.kernels import month as kernel
from actuary.law.retirement import Retirement
from actuary.people.coverage import CoverageTargets
from actuary.people.retiring import Retiring
from actuary.people.transitions import RETIRING, Choice, Hazards

FloatArray = NDArray[np.float64]


class Rates(Protocol):
    """What the law and the beliefs say of a month (本月参数), asked by the driver."""

    def death(self, month: int) -> FloatArray: ...
    def birth(self, month: int) -> FloatArray: ...
    def ages(self, month: int) -> Retirement: ...
    def hazards(self, month: int) -> Hazards: ...
    def choice(self, month: int) -> Choice: ...
    def boys(self, month: int) -> float: ...
    def entitlement(self, month: int) -> tuple[NDArray[np.int64], FloatArray]: ...
    def coverage_targets(self, target: int, month: int) -> CoverageTargets: ...
    def retirement_numbers(self, month: int) -> FloatArray: ...
    def divisor(self, month: int) -> FloatArray: ...
    def accrual(self, month: int) -> kernel.Accrual: ...
    def indexation(self, month: int) -> float: ...
    def public_indexation(self, month: int) -> float: ...
    def migration(self, month: int) -> FloatArray: ...
    def brought(self, month: int) -> FloatArray: ...


class Remembered:
    """What a baseline's law and belief say of each month (基准所答), asked once, and on which parameters that rests."""

    def __init__(self, rates: Rates, *stores: Parameters) -> None:
        """`stores`: the parameters that they read."""
        self.rates, self.stores = rates, stores
        self._answers: dict[tuple[str, int], Any] = {}
        self._names: dict[str, set[str]] = {}

    def __call__(self, question: str, month: int) -> Any:
        """The answer to a question of `Rates`."""
        key = question, month
        if key not in self._answers:
            with listening(*self.stores) as asked:
                self._answers[key] = getattr(self.rates, question)(month)
            self.rests_on(question).update(asked)
        return self._answers[key]

    def rests_on(self, question: str) -> set[str]:
        """Parameters on which the answers so far rest."""
        return self._names.setdefault(question, set())

    def reaches(self, changed: frozenset[str], question: str) -> bool:
        """Whether the answers so far rest on a parameter that is changed."""
        return not changed.isdisjoint(self.rests_on(question))

    def under(self, rates: Rates, changed: frozenset[str]) -> Rates:
        """What `rates` say under changes that reach some parameters: the baseline's answers where they reach none."""
        return cast(Rates, _Under(self, rates, changed))


class _Under:
    """Answers every question of `Rates`."""

    def __init__(self, baseline: Remembered, rates: Rates, changed: frozenset[str]) -> None:
        self._baseline, self._rates, self._changed = baseline, rates, changed

    def __getattr__(self, question: str) -> Callable[[int], Any]:
        return partial(self._answer, question)

    def _answer(self, question: str, month: int) -> Any:
        shared = self._baseline(question, month)
        if self._baseline.reaches(self._changed, question):
            return getattr(self._rates, question)(month)
        return shared


class Asked(NamedTuple):
    """What they say of a month: how long and to how many the unemployed are entitled, the rest as in
    `Rates`."""

    month: int
    hazards: Hazards
    entitlement: tuple[NDArray[np.int64], FloatArray]
    life: kernel.Life
    retirement: kernel.Retirement
    brought: FloatArray
    accrual: kernel.Accrual
    migration: FloatArray
    boys: float


def ask(rates: Rates, retiring: Retiring, month: int) -> Asked:
    """All that is asked of a month."""
    due, ready, reached = retiring([rates.ages(month)], [rates.choice(month)], month)
    return Asked(
        month,
        rates.hazards(month),
        rates.entitlement(month),
        kernel.Life(rates.death(month), rates.birth(month)),
        kernel.Retirement(
            due, ready, reached, np.array(RETIRING), rates.retirement_numbers(month), rates.divisor(month)
        ),
        rates.brought(month),
        rates.accrual(month),
        rates.migration(month),
        rates.boys(month),
    )
