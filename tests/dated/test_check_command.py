"""`actuary check` as a user meets it: words, documents, exit status, and how fast it starts."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from actuary import data
from actuary.cli import main
from tests.dated.conftest import HEAD, PARAMETER


@pytest.fixture(autouse=True)
def _shipped_afterwards(monkeypatch: pytest.MonkeyPatch) -> object:
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    yield
    data.set_root(None)


def run(*arguments: object) -> Result:
    """The command line, in this process."""
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def break_it(city: Path) -> None:
    """Plant a percentage where a share belongs."""
    rates = city / "assumptions/law/employee_pension/rates.yaml"
    rates.write_text((HEAD + PARAMETER).replace("0.19", "19"), encoding="utf-8")


def test_fine(city: Path) -> None:
    """What was read, by tag, in either language."""
    result = run("check", city, "--lang", "en")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "values: 4" in result.stdout
    assert "  judgement: 2" in result.stdout
    assert "数据无误" in run("check", city, "--lang", "zh").stdout
    document = json.loads(run("check", city, "--json").stdout)
    assert document["schema"] == "actuary.check/1"
    assert document["by_tag"] == {"published": 1, "statute": 1, "derived": 0, "proxy": 0, "judgement": 2}


def test_data_in_use(city: Path) -> None:
    """Without a path, the folder given by --data is checked."""
    assert json.loads(run("--data", city, "check", "--json").stdout)["root"] == str(city.resolve())


def test_faults(city: Path) -> None:
    """Letters on standard error and status 2; with --json one document on standard output."""
    break_it(city)
    result = run("check", city)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("assumptions/law/employee_pension/rates.yaml:8:32 [law.employee_pension")
    result = run("check", city, "--json")
    assert (result.exit_code, result.stderr) == (2, "")
    document = json.loads(result.stdout)
    assert document["schema"] == "actuary.errors/1"
    assert document["errors"] == [
        {
            "code": "share",
            "file": "assumptions/law/employee_pension/rates.yaml",
            "line": 8,
            "column": 32,
            "field": "law.employee_pension.employer_rate.values.0.value",
            "message": "19 is no share; a percentage was meant.",
            "remedy": "Write 0.19.",
            "message_zh": "19 不是比例，应是误写成了百分数。",
            "message_en": "19 is no share; a percentage was meant.",
            "remedy_zh": "请写 0.19。",
            "remedy_en": "Write 0.19.",
            "excerpt": "      - {from: 2016-05, value: 19, tag: statute, source: N36}",
        }
    ]


@pytest.mark.parametrize("arguments", [["chek"], ["check", "--lung", "zh"], ["check", "--lang", "fr"]])
def test_usage(arguments: list[str]) -> None:
    """Usage errors are letters, too, and end with status 2."""
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "--help" in result.stderr
    told = json.loads(run(*arguments, "--json").stdout)["errors"]
    assert [letter["code"] for letter in told] == ["usage"]


def test_bare_call_and_version() -> None:
    """No command: the help, as click does; the version; both without a fault of the machine."""
    assert run().stdout == run("--help").stdout
    assert "check" in run().stdout
    assert run("--version").exit_code == 0


def test_full_disk(city: Path) -> None:
    """Standard output that cannot be written is a fault of the machine: status 3, words on standard error."""
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("needs /dev/full")
    call = [sys.executable, "-c", "from actuary.cli import main; main()", "check", str(city), "--json"]
    with full.open("wb") as stream:
        done = subprocess.run(call, stdout=stream, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 3
    assert "disk space" in done.stderr
    assert "Traceback" not in done.stderr


def test_light_start() -> None:
    """The help and the check start without the heavy libraries."""
    code = (
        "import sys\nfrom actuary.cli import main\n"
        "try:\n    main(sys.argv[1:])\nexcept SystemExit as end:\n    assert not end.code, end.code\n"
        "assert not {'numba', 'pandas', 'polars'} & set(sys.modules)\n"
    )
    for arguments in (["--help"], ["check", "--json"]):
        done = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
