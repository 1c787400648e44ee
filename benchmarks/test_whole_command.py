"""Time of whole commands in a process of their own, with the kernels' cache warm, and what they answered."""

import json
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

ACTUARY = Path(sys.executable).with_name("actuary")
ROUNDS = 3


def call(*words: str) -> subprocess.CompletedProcess[str]:
    """One command, run to its end."""
    return subprocess.run([ACTUARY, *words], capture_output=True, text=True, encoding="utf-8", check=False)


@pytest.mark.parametrize(
    ("words", "schema"),
    [
        pytest.param(("--help",), None, id="help"),
        pytest.param(("check", "--json"), "actuary.check/1", id="check"),
        pytest.param(("run", "--json", "--to", "2020-12"), "actuary.verdict/1", id="run-to-2020-12"),
        pytest.param(("run", "--json", "--to", "2070-12"), "actuary.verdict/1", id="run-to-2070-12"),
    ],
)
def test_whole_command(benchmark, words, schema):
    """The command succeeds and answers with its document; a first call, which is not timed, warms the cache."""
    if not ACTUARY.exists():
        pytest.skip(f"no {ACTUARY}: the project is not installed here")
    if schema is not None and find_spec(f"actuary.cli.{words[0]}") is None:
        pytest.skip(f"`actuary {words[0]}` does not exist yet")
    answer = benchmark.pedantic(call, words, rounds=ROUNDS, warmup_rounds=1)
    assert answer.returncode == 0, answer.stderr
    if schema is None:
        assert "run" in answer.stdout
        return
    document = json.loads(answer.stdout)
    assert document["schema"] == schema
    if "--to" in words:
        assert document["to"] == words[-1]
        assert document["funds"]
    benchmark.extra_info["bytes"] = len(answer.stdout)
