"""`actuary reforms`: every shipped reform is listed, and found by what it changes."""

from click.testing import CliRunner

from actuary import data
from actuary.cli import main
from actuary.dated import shipped_reforms


def told(*words: str) -> list[str]:
    """Lines of the list."""
    result = CliRunner().invoke(main, ["reforms", *words])
    assert result.exit_code == 0, result.output
    return result.output.splitlines()


def test_every_shipped_reform_is_listed() -> None:
    names = [line.split()[0] for line in told("--lang", "en") if not line.startswith(" ")]
    assert names == shipped_reforms(data.root())


def test_reforms_are_found_by_title_and_by_parameter() -> None:
    assert "delay-2024-from-2017  2017-01  judgement" in told("delay-2024", "--lang", "en")[2:]
    found = told("law.maternity.leave_days", "--lang", "zh")
    assert found[0].startswith("maternity-leave-158-2018  ")
    assert "2018-01" in found[0]
    assert found[1] == "    law.maternity.leave_days"


def test_what_nothing_has_to_do_with_is_a_letter() -> None:
    result = CliRunner().invoke(main, ["reforms", "nonsense"])
    assert result.exit_code == 2
    assert "nonsense" in result.output
