"""`actuary run` around the engine: options handed on, result on standard output, the rest on stderr."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest
from click.testing import CliRunner, Result

from actuary.cli import main
from actuary.errors import Both, Problem, problem
from actuary.scenarios.asked import Asked

Maker = Callable[..., dict[str, Any]]


class Engine:
    """A stand-in for the valuation, the run folder and the kernel cache; remembers what it was asked."""

    def __init__(self, verdict: dict[str, Any]) -> None:
        self.verdict = verdict
        self.asked: dict[str, Any] = {}
        self.written: list[Path] = []
        self.registered: list[Path] = []
        self.fault: BaseException | None = None
        self.must_compile = False

    def run(self, asked: Asked, progress: Callable[[int, int], None]) -> SimpleNamespace:
        """The fault that is set, or a result that carries the verdict."""
        if self.fault is not None:
            raise self.fault
        progress(1, 60)
        self.asked = {"name": asked.valuation, **asked.options}
        return SimpleNamespace(verdict=self.verdict, inputs=[])


@pytest.fixture
def engine(verdict: Maker, monkeypatch: pytest.MonkeyPatch) -> Engine:
    """The modules below the command, replaced."""
    made = Engine(verdict())
    for name, members in {
        "actuary.scenarios.asked": {"result_of": made.run, "Asked": Asked},
        "actuary.runs": {"check_free": lambda _out: None},
        "actuary.runs.registry": {"register": made.registered.append},
        "actuary.audit.whole": {"write_whole": lambda out, _result: made.written.append(out)},
        "actuary.kernels.cache": {
            "configure": lambda: made.must_compile,
            "needs_compilation": lambda folder, lanes, paths: folder or lanes or paths,
        },
    }.items():
        module = ModuleType(name)
        vars(module).update(members)
        monkeypatch.setitem(sys.modules, name, module)
    return made


def invoke(*arguments: str) -> Result:
    """The command's standard output, standard error and exit status."""
    return CliRunner().invoke(main, ["run", *arguments, "--lang", "en"])


def test_bare_command_runs_the_shipped_valuation(engine: Engine) -> None:
    """No argument: the shipped valuation, every option left to its file; only the page is printed."""
    result = invoke()
    assert result.exit_code == 0
    left = dict.fromkeys(("rules", "basis", "pooling", "to", "group", "given"))
    assert engine.asked == {"name": "wuhan-2015", **left}
    assert result.stdout.startswith("Social-insurance valuation")
    assert result.stderr == ""


def test_options_are_handed_on(engine: Engine) -> None:
    """Each option reaches the valuation as it was written."""
    arguments = ("--rules", "hindsight", "--basis", "trend", "--pooling", "city")
    arguments += ("--to", "2030-12", "--group", "closed")
    assert invoke("toy", *arguments).exit_code == 0
    assert engine.asked == {
        "name": "toy",
        "rules": "hindsight",
        "basis": "trend",
        "pooling": "city",
        "to": "2030-12",
        "group": "closed",
        "given": None,
    }


def test_json_is_the_document_alone(engine: Engine) -> None:
    """Standard output parses as the verdict, in its own order; notices go to standard error."""
    engine.must_compile = True
    result = invoke("--json")
    assert json.loads(result.stdout) == engine.verdict
    assert result.stdout.startswith('{\n "schema": "actuary.verdict/1"')
    assert len(result.stderr.splitlines()) == 1


def test_out_writes_the_run_folder(engine: Engine, tmp_path: Path) -> None:
    """The folder is handed to the writer, then to the register, and named on standard error."""
    result = invoke("--out", str(tmp_path / "run"))
    assert engine.written == engine.registered == [tmp_path / "run"]
    assert str(tmp_path / "run") in result.stderr


def test_interruption_is_130(engine: Engine) -> None:
    """Control-C ends with the status of an interrupted command."""
    engine.fault = KeyboardInterrupt()
    assert invoke().exit_code == 130


def test_a_problem_ends_with_status_two(engine: Engine) -> None:
    """Bad input goes through the common handler."""
    words = Both("没有这个估值。", "No such valuation.")
    engine.fault = Problem(problem("valuation", message=words, remedy=words))
    assert invoke("nowhere").exit_code == 2


@pytest.mark.usefixtures("engine")
def test_a_malformed_month_ends_with_status_two() -> None:
    """The horizon is checked before anything is compiled."""
    assert invoke("--to", "2020-13").exit_code == 2
