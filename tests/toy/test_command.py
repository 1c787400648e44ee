"""`actuary run toy`, as a user types it."""

import json

from click.testing import CliRunner

from actuary.cli import main


def test_run_toy_json() -> None:
    """Exit status 0, and standard output is the verdict alone."""
    outcome = CliRunner().invoke(main, ["run", "toy", "--json"])
    assert outcome.exit_code == 0
    verdict = json.loads(outcome.stdout)
    assert (verdict["schema"], verdict["valuation"], verdict["to"]) == ("actuary.verdict/1", "toy", "2018-12")
