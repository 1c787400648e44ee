"""A million awards: from the bytes of a CSV file to the flat table of results."""

import numpy as np
import polars as pl
import pytest

from actuary.months import text
from actuary.persons.award_answer import award_answer
from actuary.persons.view import view
from actuary.sheets.reading import read_grid

PERSONS = 1_000_000


@pytest.fixture(scope="module")
def table(tmp_path_factory):
    """A CSV file of persons born from 1960 to 1990."""
    random = np.random.default_rng(1)
    births = random.integers(1960 * 12, 1990 * 12, PERSONS)
    months = random.integers(180, 500, PERSONS)
    path = tmp_path_factory.mktemp("award") / "persons.csv"
    pl.DataFrame(
        {
            "id": np.arange(PERSONS),
            "category": random.choice(["male60", "female55", "female50"], PERSONS),
            "birth_month": [text(birth) for birth in births.tolist()],
            "total_months": months,
            "deemed_months": np.minimum(random.integers(0, 180, PERSONS), months),
            "avg_index": np.round(random.uniform(0.4, 3.0, PERSONS), 4),
            "benefit_wage": np.round(random.uniform(5000, 9000, PERSONS), 2),
            "account_balance": np.round(random.uniform(0, 3e5, PERSONS), 2),
        }
    ).write_csv(path)
    return path


def test_a_million_awards(benchmark, table):
    """All rows are computed, and none is refused."""
    law = view(None, None)
    answer = benchmark.pedantic(lambda: award_answer(read_grid(table), law, "en"), rounds=3)
    assert answer.totals["cases"] == PERSONS
    assert answer.totals["rejected"] == 0
    assert answer.totals["total"] > 0
