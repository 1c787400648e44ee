"""Warming: every kernel is met in the types that were rehearsed, and nothing else is loaded for it."""

import subprocess
import sys

from actuary.kernels import warm
from actuary.valuation import run

LOADED_ALONE = """
import sys
from actuary.kernels import warm
from actuary.kernels.cache import configure
configure()
warm()
assert "scipy" not in sys.modules
import scipy.linalg
"""


def test_warm_leaves_nothing_to_compile() -> None:
    """After `warm` a valuation meets every kernel in the types that were rehearsed: none is compiled once more."""
    from actuary.kernels.ledgers import carry
    from actuary.kernels.month import heads, potential, step

    kernels = step, potential, heads, carry
    warm()
    before = [len(kernel.signatures) for kernel in kernels]
    run("toy", to="2016-02")
    assert [len(kernel.signatures) for kernel in kernels] == before


def test_loading_kernels_needs_no_scipy() -> None:
    """A fresh process that loads every kernel has imported no SciPy for it, and can import it afterwards."""
    subprocess.run([sys.executable, "-c", LOADED_ALONE], check=True)
