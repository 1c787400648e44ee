"""Draws (抽样): a number belongs to (seed, stream, path, process, month), whoever asks for it, in whatever order.

So a reform sees the same dice as its baseline, and a run in blocks or in threads the same bytes as a run in one piece.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from actuary.errors import Both, Problem, problem
from actuary.kernels.philox import fill_normals, fill_uniforms, philox

FloatArray = NDArray[np.float64]
WORD = 2**64


@dataclass(frozen=True)
class Dice:
    """Random numbers of one seed and one stream (随机数流): streams of a seed are independent of each other.

    Raises Problem for a seed that is no whole number from 0 below 2**64.
    """

    seed: int
    stream: int = 0

    def __post_init__(self) -> None:
        if not 0 <= self.seed < WORD:
            raise Problem(
                problem(
                    "seed",
                    message=Both(f"随机种子 {self.seed} 超出范围。", f"The seed {self.seed} is out of range."),
                    remedy=Both("请用 0 至 2^64−1 的整数。", "Use a whole number from 0 to 2**64 - 1."),
                    field="--seed",
                )
            )

    def normals(self, paths: ArrayLike, processes: ArrayLike, months: ArrayLike) -> FloatArray:
        """Standard normal numbers `[N, P, T]` of all addresses."""
        return self._filled(fill_normals, paths, processes, months)

    def uniforms(self, paths: ArrayLike, processes: ArrayLike, months: ArrayLike) -> FloatArray:
        """Numbers of [0, 1) in steps of 2**-53 `[N, P, T]` of all addresses."""
        return self._filled(fill_uniforms, paths, processes, months)

    def words(self, path: int, process: int, month: int, block: int = 0) -> tuple[int, int, int, int]:
        """The four words of 64 bits behind an address."""
        counter = (np.uint64(each) for each in (path, process, month, block))
        compiled: Any = philox
        first, second, third, fourth = compiled(*counter, np.uint64(self.seed), np.uint64(self.stream))
        return int(first), int(second), int(third), int(fourth)

    def _filled(self, fill: Any, paths: ArrayLike, processes: ArrayLike, months: ArrayLike) -> FloatArray:
        axes = [np.asarray(axis, dtype=np.int64) for axis in (paths, processes, months)]
        out = np.empty([axis.size for axis in axes])
        fill(np.uint64(self.seed), np.uint64(self.stream), *axes, out)
        return out
