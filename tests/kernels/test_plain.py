"""Compiled or as plain Python, kernels say the same: whole commands compared byte for byte."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parents[2]
RUN = ("run", "toy", "--to", "2016-02", "--json")
SHARED = (*RUN, "--pooling", "adjustment")
PATHS = ("simulate", "toy", "--to", "2016-12", "--paths", "3", "--people", "2", "--check", "0", "--only", "", "--json")


def told(arguments: tuple[str, ...], disabled: str) -> bytes:
    """What a new process says with kernels compiled or plain."""
    environment = os.environ | {"NUMBA_DISABLE_JIT": disabled, "PYTHONWARNINGS": "ignore"}
    command = [sys.executable, "-m", "tests.kernels.plain", *arguments]
    answer = subprocess.run(command, cwd=HERE, env=environment, check=False, capture_output=True)
    assert answer.returncode == 0, (answer.returncode, answer.stderr.decode())
    return answer.stdout


@pytest.mark.parametrize("arguments", [RUN, SHARED, PATHS], ids=["run", "adjustment", "simulate"])
def test_plain_kernels_say_what_compiled_ones_say(arguments: tuple[str, ...]) -> None:
    said = told(arguments, "1")
    assert len(said) > 10_000
    assert said == told(arguments, "0")
