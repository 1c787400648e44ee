"""The machine that measured (测试机): processor, cores, versions, and the roofs that no program can pass."""

import os
import platform
import time
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, version
from typing import Any

import numpy as np

from actuary.kernels import roof
from actuary.kernels.cache import cpu
from actuary.kernels.layout import LANES

WORDS = 1 << 24
"""Numbers in each array of the triad: far beyond any cache."""
ROUNDS = 5


def best(call: Callable[[], Any], rounds: int = ROUNDS) -> float:
    """Least time of a call over some rounds, the first call left out [second]."""
    call()
    seconds = []
    for _ in range(rounds):
        started = time.perf_counter()
        call()
        seconds.append(time.perf_counter() - started)
    return min(seconds)


def described(packages: list[str]) -> dict[str, Any]:
    """Processor, cores, system and versions (环境说明)."""
    return {
        "processor": cpu().name,
        "cores": os.cpu_count(),
        "threads": int(roof.threads()),
        "system": f"{platform.system()} {platform.release()}",
        "versions": {"python": platform.python_version()} | {name: version(name) for name in packages if there(name)},
    }


def there(package: str) -> bool:
    """Whether a package is installed."""
    try:
        version(package)
    except PackageNotFoundError:
        return False
    return True


def roofs() -> dict[str, float]:
    """Bandwidth of a triad [byte/second] and multiply-adds [flop/second] of all threads (性能上限)."""
    a, b, c = (np.ones(WORDS) for _ in range(3))
    bandwidth = 3 * 8 * WORDS / best(lambda: roof.triad(a, b, c, 3.0))
    steps = 1 << 20
    numbers = np.array([[0.999] * LANES, [0.001] * LANES])
    out = np.zeros((roof.threads(), roof.LANES_AT_ONCE))
    flops = 2.0 * steps * out.size / best(lambda: roof.multiply_add(out, steps, numbers))
    return {"triad_bytes_per_second": bandwidth, "multiply_add_flops_per_second": flops}
