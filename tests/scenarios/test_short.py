"""What answers by calendar year refuses a run that holds none."""

import pytest
from click.testing import CliRunner

from actuary.cli import main


@pytest.mark.parametrize(
    "words",
    [
        ("compare", "toy", "pooling-city-from-2017"),
        ("attribute", "toy", "toy,rules=hindsight"),
        ("solve", "toy"),
        ("simulate", "toy", "--paths", "2"),
        ("sensitivity", "toy"),
        ("next", "toy"),
    ],
)
def test_no_whole_year_is_no_question(words: tuple[str, ...]) -> None:
    """Status 2, and the first month that can be asked for."""
    refused = CliRunner().invoke(main, [*words, "--to", "2016-11", "--lang", "en"])
    assert refused.exit_code == 2
    assert "Choose 2016-12 or a later month" in refused.stderr
    assert refused.stdout == ""


def test_a_report_of_no_whole_year(tmp_path) -> None:
    """Said as it is, not as a reference that is missing."""
    refused = CliRunner().invoke(
        main, ["run", "toy", "--to", "2016-02", "--report", str(tmp_path / "a.html"), "--lang", "en"]
    )
    assert refused.exit_code == 2
    assert "no whole calendar year" in refused.stderr
    assert list(tmp_path.iterdir()) == []
