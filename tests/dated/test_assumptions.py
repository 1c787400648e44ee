"""Folders put together: bases that extend, pages, cohorts, and `check` over all of it."""

from pathlib import Path

import pytest

from actuary.dated import (
    Delay,
    check_path,
    load_assumptions,
    load_cohort,
    load_valuation,
)
from actuary.dated.ends import at
from actuary.errors import Letter, Problem
from actuary.months import month
from actuary.vocabulary import DISTRICTS, FUNDS
from tests.dated.conftest import HEAD, PARAMETER, VALUATION, belief


def fault(root: Path) -> Letter:
    """The only letter of a data folder."""
    with pytest.raises(Problem) as caught:
        check_path(root)
    assert len(caught.value.letters) == 1, str(caught.value)
    return caught.value.letters[0]


def edit(path: Path, old: str, new: str) -> None:
    """Replace a text that stands in a file."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_all(city: Path) -> None:
    """Law, bases with what they extend, pages and sources; both ways to name the folder."""
    loaded = load_assumptions(city)
    assert set(loaded.law) == {"law.employee_pension.employer_rate"}
    assert set(loaded.bases["plan"]) == {"basis.wage.growth"}
    assert set(loaded.bases["trend"]) == {"basis.wage.growth", "basis.interest.fund"}
    assert loaded.valuations["small"].rules == "known-2016"
    assert loaded.valuations["small"].to == month(2018, 12)
    assert loaded.schedules["2024"].categories["male60"] == Delay(720, month(1965, 1), 4, 36)
    assert (loaded.schedules["2024"].early, loaded.schedules["2024"].late) == (36, 36)
    assert loaded.sources["N36"].number == "人社部发〔2016〕36号"
    assert "assumptions/basis/plan/wage.yaml" in loaded.files
    assert load_assumptions(city / "assumptions").files == loaded.files
    people = load_cohort(city / "cohorts/small", loaded.sources)["opening.people.residents"]
    assert (people.file, people.line, people.values[0].value) == ("cohorts/small/people.yaml", 4, 1000.0)


def test_trust(city: Path) -> None:
    """A row is trusted as its source is, unless it says otherwise; what is recalled needs a range."""
    path = city / "assumptions/law/employee_pension/rates.yaml"
    rate = "law.employee_pension.employer_rate"
    assert load_assumptions(city).law[rate].values[0].trust == "official"
    edit(path, "source: N36", "source: OLD")
    assert fault(city).code == "range_missing"
    edit(path, "source: OLD", "source: OLD, range: [0.1, 0.2]")
    assert load_assumptions(city).law[rate].values[0].trust == "recalled"
    edit(path, "source: OLD", "trust: single, source: OLD")
    assert load_assumptions(city).law[rate].values[0].trust == "single"


def test_own_values_before_extended(city: Path) -> None:
    """A set of beliefs overrides what it extends, in the same unit."""
    own = city / "assumptions/basis/trend/wage.yaml"
    own.write_text(belief("wage", "growth", 0.05), encoding="utf-8")
    loaded = load_assumptions(city)
    values = [loaded.bases[name]["basis.wage.growth"].values[0].value for name in ("plan", "trend")]
    assert values == [0.08, 0.05]
    edit(own, "unit: per_year", "unit: share")
    assert fault(city).code == "unit"


def test_a_set_takes_a_value_at_an_end_of_its_range(city: Path) -> None:
    """The value is the end, and keeps range, tag and source; the set extended is as it was."""
    edit(city / "assumptions/basis/trend/basis.yaml", "extends: plan", "extends: plan\nends: {basis.wage.growth: low}")
    loaded = load_assumptions(city)
    central, low = (loaded.bases[name]["basis.wage.growth"].values[0] for name in ("plan", "trend"))
    assert (central.value, low.value) == (0.08, 0.0)
    assert (low.low, low.high, low.tag, low.source) == (0.0, 0.2, central.tag, central.source)
    edit(city / "assumptions/basis/plan/wage.yaml", "[0, 0.2]", "[0.08, 0.08]")
    assert fault(city).code == "ends"


def test_a_table_whose_total_is_known_leans_to_one_end(city: Path) -> None:
    """At the high end the last key gains what the first loses, at the low end the other way; the total stays."""
    table = "table: {axis: age, keys: ['50', '60', '70'], values: [100, 200, 100]}, range_tilt: [0.8, 1.2]"
    edit(city / "cohorts/small/people.yaml", "value: 1000", table)
    (parameter,) = [p for p in load_cohort(city / "cohorts/small").values() if p.values[0].tilts]
    low, high = (list(at(parameter, end).values[0].value.values) for end in ("low", "high"))
    assert high == pytest.approx([80, 200, 120])
    assert low == high[::-1]


@pytest.mark.parametrize(
    ("file", "old", "new", "code", "line"),
    [
        ("basis/trend/basis.yaml", "extends: plan", "extends: plam", "extends", 1),
        ("basis/plan/basis.yaml", "name: plan", "name: plan\nextends: plan", "extends", 1),
        ("basis/trend/basis.yaml", "extends: plan", "extends: plan\npath_of: plam", "path_of", 1),
        ("basis/trend/basis.yaml", "extends: plan", "extends: plan\nends: {basis.wage.grow: low}", "ends", 5),
        ("basis/plan/basis.yaml", "name: plan", "name: plans", "name", 2),
        ("valuations/small.yaml", "to: 2018-12", "to: 2015-12", "order", 6),
        ("valuations/small.yaml", "to: 2018-12", "rules: known-2017", "word", 6),
        ("law/employee_pension/rates.yaml", "tail: hold", "tail: {grow: wage.grow}", "tail", 4),
        ("law/schedules/1978.yaml", ", step: 4, cap: 36}\n  female55", "}\n  female55", "missing", 7),
        ("law/schedules/1978.yaml", "female50: {", "woman50: {", "word", 9),
        ("sources.yaml", "  N25:", "  N36:", "duplicate_key", 4),
    ],
)
def test_faults_between_files(city: Path, file: str, old: str, new: str, code: str, line: int) -> None:
    """What only the whole shows is told with its file and line."""
    edit(city / "assumptions" / file, old, new)
    with pytest.raises(Problem) as caught:
        check_path(city)
    letter = next(letter for letter in caught.value.letters if letter.code == code)
    assert (letter.file, letter.line) == (f"assumptions/{file}", line)
    assert letter.remedy


def test_name_in_two_files(city: Path) -> None:
    """One parameter, one file."""
    again = city / "assumptions/law/employee_pension/twice.yaml"
    again.write_text(HEAD + PARAMETER, encoding="utf-8")
    letter = fault(city)
    assert letter.code == "duplicate"
    assert "rates.yaml, line 4" in letter.message


def pooling(districts: list[str]) -> str:
    """A map with one pool a fund."""
    pools = "".join(f"  {fund.key}: {{city: [{', '.join(districts)}]}}\n" for fund in FUNDS)
    head = "schema: actuary.pooling/1\nname: one\nzh: 全市\ntag: judgement\nsource: N36\npools:\n"
    return head + pools


def test_pooling(city: Path) -> None:
    """Each fund names every district once: a missing, a foreign and a doubled one are refused."""
    path = city / "assumptions/law/pooling/one.yaml"
    path.parent.mkdir()
    keys = [district.key for district in DISTRICTS]
    path.write_text(pooling(keys), encoding="utf-8")
    assert load_assumptions(city).pooling["one"].pools["maternity"]["city"] == tuple(keys)
    for wrong, words in ((keys[1:], "No pool holds"), ([*keys, "paris"], "'paris'"), ([*keys, keys[0]], "two")):
        path.write_text(pooling(wrong), encoding="utf-8")
        with pytest.raises(Problem, match=words) as caught:
            check_path(path)
        assert len(caught.value.letters) == len(FUNDS)
        assert caught.value.letters[0].line == 7


def test_load_valuation(city: Path, tmp_path: Path) -> None:
    """By name, by file, or a letter."""
    loaded = load_assumptions(city)
    assert load_valuation("small", loaded, city) is loaded.valuations["small"]
    own = tmp_path / "own.yaml"
    own.write_text(VALUATION.replace("small\n", "own\n", 1), encoding="utf-8")
    assert load_valuation(str(own), loaded, city).name == "own"
    with pytest.raises(Problem, match="small"):
        load_valuation("smal", loaded, city)
    rates = city / "assumptions/law/employee_pension/rates.yaml"
    with pytest.raises(Problem, match=r"actuary.valuation/1"):
        load_valuation(str(rates), loaded, city)


def test_check_a_part(city: Path) -> None:
    """A part of a data folder is checked with the whole, and only its own letters are told."""
    edit(city / "cohorts/small/people.yaml", "1000", "-1")
    law = check_path(city / "assumptions/law")
    assert [parameter.name for parameter in law.parameters] == ["law.employee_pension.employer_rate"]
    with pytest.raises(Problem) as caught:
        check_path(city / "cohorts/small/people.yaml")
    assert caught.value.letters[0].file == "cohorts/small/people.yaml"


def test_check_elsewhere(tmp_path: Path) -> None:
    """Files outside a data folder rest on their own sources."""
    (tmp_path / "rates.yaml").write_text(HEAD + PARAMETER, encoding="utf-8")
    sources = "schema: actuary.sources/1\nsources:\n  N36: {title: notice, trust: official}\n"
    (tmp_path / "sources.yaml").write_text(sources, encoding="utf-8")
    assert len(check_path(tmp_path).parameters) == 1
    edit(tmp_path / "sources.yaml", "N36", "N37")
    assert fault(tmp_path).code == "source"


def test_check_counts_each_value_once(city: Path) -> None:
    """What two sets of beliefs share is one value of one file."""
    checked = check_path(city)
    assert len(checked.parameters) == 4
    assert len(checked.files) == 9


def test_nothing_there(tmp_path: Path) -> None:
    """No file, no folder: a letter each."""
    with pytest.raises(Problem, match="no YAML file"):
        check_path(tmp_path)
    with pytest.raises(Problem, match="no such file"):
        check_path(tmp_path / "none")
