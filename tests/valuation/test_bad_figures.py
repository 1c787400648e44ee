"""Figures that pass the door and cannot be computed with: a letter that names them, never a traceback."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from actuary.cli import main
from actuary.data import shipped
from actuary.dated import load_assumptions, load_cohort

SHORT = ("run", "toy", "--to", "2016-12", "--json")


def with_figure(place: Path, name: str, value: float) -> Result:
    """The toy city with every value of a parameter replaced."""
    stores = load_assumptions(shipped())
    found = {**stores.law, **stores.bases["toy"], **load_cohort(shipped() / "cohorts/toy", stores.sources)}[name]
    rows = ["parameter,from,key,new_value,new_source,new_tag"]
    for each in found.values:
        month = f"{each.from_ // 12}-{each.from_ % 12 + 1:02d}"
        keys = each.value.keys if hasattr(each.value, "keys") else [""]
        rows.extend(f'{name},{month},"{key}",{value:.15g},test,derived' for key in keys)
    table = place / "own.csv"
    table.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return CliRunner().invoke(main, [*SHORT, "--inputs", str(table)])


def answered(result: Result) -> list[dict[str, str]]:
    """The letters; none where there is a verdict, all of whose numbers are numbers."""
    assert isinstance(result.exception, SystemExit | None), result.exception
    document = json.loads(result.stdout)
    if result.exit_code == 0:
        return []
    assert result.exit_code == 2
    return list(document["errors"])


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("basis.flow.early_retirement_years", 0.0),
        ("law.work_injury.survivor_cap", 0.0),
        ("opening.pension.years_at_retirement", 0.0),
        ("basis.flow.dormancy_rate", 1.4),
        ("basis.flow.early_retirement_share", 1.5),
        ("basis.injury.leaving_spouse", 1.5),
        ("basis.flow.short_of_15_years_share", 0.0),
        ("basis.flow.short_of_15_years_share", 1.5),
    ],
)
def test_a_figure_that_breaks_the_arithmetic(tmp_path: Path, name: str, value: float) -> None:
    """Division by nought, the logarithm of nought, a probability above one: the letter names the figure."""
    letters = answered(with_figure(tmp_path, name, value))
    assert all(name in letter["message"] + letter["remedy"] + str(letter["field"]) for letter in letters)


def test_people_and_beliefs_of_two_cities(tmp_path: Path) -> None:
    """Wuhan's unemployed in a city of a few hundred."""
    (letter,) = answered(CliRunner().invoke(main, [*SHORT, "--basis", "trend"]))
    assert letter["code"] == "not_computable"
    assert "one city" in letter["remedy_en"]


NAMES = sorted(load_assumptions(shipped()).bases["toy"])


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.sampled_from(NAMES), value=st.sampled_from([0.0, 1.0, -0.5, 1.5, 1e-9, 200.0, 1e12]))
def test_any_figure_at_its_extremes(tmp_path: Path, name: str, value: float) -> None:
    """Every belief at nought, at one, below, far above: a verdict, or a letter."""
    answered(with_figure(tmp_path, name, value))
