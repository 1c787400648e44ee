"""Warming: every kernel is met in the types that were rehearsed, and nothing else is loaded for it."""

import subprocess
import sys

import pytest
from click.testing import CliRunner

from actuary.cli import main
from actuary.kernels import native, warm, warm_paths

LOADED_ALONE = """
import sys
from actuary.kernels import warm
from actuary.kernels.cache import configure
configure()
warm()
assert not {"numba", "scipy"} & set(sys.modules)
from actuary.kernels import compiler
assert "scipy" not in sys.modules
import scipy.linalg
"""


MET_AS_REHEARSED = """
from actuary.kernels import warm
from actuary.kernels.choices import RETIRE
from actuary.kernels.ledgers import CARRY
from actuary.kernels.month.step import KERNELS
from actuary.kernels.registers import FOLLOW
from actuary.valuation import run
kernels = (*KERNELS, RETIRE, CARRY, FOLLOW)
warm()
before = [len(kernel.codes) for kernel in kernels]
assert all(before), before
run("toy", to="2016-02")
after = [len(kernel.codes) for kernel in kernels]
assert after == before, (before, after)
"""


LANES_MET_AS_REHEARSED = """
from actuary.kernels import warm, warm_lanes
from actuary.kernels.districts import OVER_FIRST, PUT
from actuary.kernels.month.step import KERNELS
from actuary.scenarios.levers import LEVERS
from actuary.scenarios.packed import PackedStudy
from actuary.scenarios.study import Study
from actuary.valuation.prepare import prepare
kernels = (*KERNELS, OVER_FIRST, PUT)
warm()
warm_lanes()
before = [len(kernel.codes) for kernel in kernels]
assert all(before), before
study = PackedStudy.of(Study(prepare("toy", to="2017-12")))
for name, x in (("delay", 6), ("indexation", 0.01), ("compliance", 0.5), ("truth", 0.1)):
    study.outcome([LEVERS[name].reform(x, study.base.assembled.first + 12)])
after = [len(kernel.codes) for kernel in kernels]
assert after == before, (before, after)
"""


def test_warm_leaves_nothing_to_compile() -> None:
    """After `warm` a valuation in a fresh process meets every kernel in the types that were rehearsed: none is compiled
    once more."""
    subprocess.run([sys.executable, "-c", MET_AS_REHEARSED], check=True)


@pytest.mark.skipif(native.PLAIN, reason="plain Python compiles nothing")
def test_warm_lanes_leaves_nothing_to_compile_for_the_pooled_city() -> None:
    """Neither where lanes differ in probabilities, nor where they differ in ages, pensions or bases."""
    subprocess.run([sys.executable, "-c", LANES_MET_AS_REHEARSED], check=True)


def test_loading_kernels_needs_neither_compiler_nor_scipy() -> None:
    """A fresh process that loads every kernel has imported neither the compiler nor SciPy for it; the compiler imports
    no SciPy either, which can be imported afterwards."""
    warm()
    subprocess.run([sys.executable, "-c", LOADED_ALONE], check=True)


@pytest.mark.skipif(native.PLAIN, reason="plain Python compiles nothing")
def test_warm_paths_leaves_nothing_to_compile() -> None:
    """After `warm_paths` a simulation meets its kernels in the types that were rehearsed."""
    from actuary.kernels import philox
    from actuary.kernels.paths import running

    warm_paths()
    kernels = running.some_blocks, philox.fill_normals, philox.fill_uniforms
    before = [len(kernel.signatures) for kernel in kernels]
    told = CliRunner().invoke(main, ["simulate", "toy", "--to", "2016-12", "--paths", "20", "--only", "", "--json"])
    assert told.exit_code == 0, told.output
    assert [len(kernel.signatures) for kernel in kernels] == before == [1, 1, 1]
