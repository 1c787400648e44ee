"""What a report's first page asks beside its run is what the commands say of that very run, and is kept."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from actuary.cli import main
from actuary.dated import kept
from actuary.errors import Problem
from actuary.scenarios.asked import Asked, result_of, study_of
from actuary.scenarios.study import Study
from actuary.uncertainty.impulses import home
from actuary.uncertainty.outlook import CHECKED, KINDS, LEVERS, PATHS, Outlook, balances
from actuary.valuation.prepare import prepare

SHORT: dict[str, str | None] = {"to": "2016-12"}
PLAIN = Asked("toy", SHORT, ())


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Documents are kept for each test by itself; compiled kernels are not touched."""
    monkeypatch.setattr(kept, "_home", lambda: tmp_path / "kept")


def outlook(asked: Asked, study: Callable[[], Study] | None = None) -> Outlook:
    """That of a run which was just made."""
    said = balances(result_of(asked).verdict["funds"])
    return Outlook("digest", said, study or (lambda: study_of(asked)))


def printed(*words: str) -> dict[str, Any]:
    """The document of a command on the toy city."""
    done = CliRunner().invoke(main, [*words, "--to", str(SHORT["to"]), "--json"])
    assert done.exit_code == 0, done.output
    return dict(json.loads(done.stdout))


def test_it_is_what_the_commands_say() -> None:
    """The same documents, key by key, as `simulate` of chance alone and `solve` by its levers."""
    found = outlook(PLAIN)
    chance = ("simulate", "toy", "--paths", str(PATHS), "--only", "", "--check", str(CHECKED))
    assert found.document("simulate") == printed(*chance)
    levers = [word for lever in LEVERS for word in ("--by", lever)]
    assert found.document("solve") == printed("solve", "toy", *levers)


def test_it_is_computed_once() -> None:
    """Who asks again is given the same, and no study is made for it; another run's is another."""
    first = outlook(PLAIN)
    told = {kind: first.document(kind) for kind in KINDS}

    def none() -> Study:
        raise AssertionError("a study was made")

    again = Outlook("digest", first.said, none)
    assert {kind: again.document(kind) for kind in KINDS} == told
    with pytest.raises(AssertionError, match="a study was made"):
        Outlook("another digest", first.said, none).document("solve")


def test_a_run_that_does_not_come_out_again_has_none() -> None:
    """A fen is enough; what is refused is not kept."""
    asked = outlook(PLAIN)
    asked.said[next(iter(asked.said))][0] += 0.011
    for _ in range(2):
        with pytest.raises(Problem) as refused:
            asked.document("simulate")
        assert [letter.code for letter in refused.value.letters] == ["another_run"]


@pytest.mark.parametrize(
    "reforms",
    [("pooling-city-from-2016",), ("employer-up",), ("delay-2024-from-2016",)],
)
def test_it_is_of_the_run_under_its_reforms(reforms: tuple[str, ...], tmp_path: Path) -> None:
    """The simulation's central path is the verdict's pooled city under the reforms, to the fen; levers come on top of
    them, and a delay is none where they set the ages themselves."""
    asked = Asked("toy", {"to": "2017-12"}, [written(name, tmp_path) for name in reforms])
    made = outlook(asked)
    simulated, solved = (made.document(kind) for kind in KINDS)
    names = solved["reforms"]
    assert simulated["reforms"] == names
    for fund in simulated["funds"]:
        said = made.said[fund["fund"], fund["account"], "city", "with"]
        assert [year["central"] for year in fund["years"]] == pytest.approx(said, abs=0.01)
    pension = next(fund for fund in solved["funds"] if fund["fund"] == "employee_pension")
    levers = {remedy["lever"] for remedy in pension["remedies"]}
    assert levers == {"indexation", "subsidy", "rate"} | (set() if "delay" in reforms[0] else {"delay"})
    plain = Outlook("plain", balances(result_of(asked._replace(reforms=())).verdict["funds"]), lambda: study_of(asked))
    with pytest.raises(Problem):
        plain.document("solve")


def written(name: str, place: Path) -> str:
    """A shipped reform by its name; one's own by the file that is written here."""
    lines = {"employer-up": "changes:\n  - {add: law.employee_pension.employer_rate, amount: 0.01, from: 2016-03}\n"}
    lines["pooling-city-from-2016"] = "changes: []\npooling: {rule: city, from: 2016-06}\n"
    if name not in lines:
        return name
    head = f"schema: actuary.reform/1\nname: {name}\nsource: {{tag: judgement, note: a test}}\n"
    file = place / f"{name}.yaml"
    file.write_text(head + lines[name], encoding="utf-8")
    return str(file)


def test_impulses_of_an_own_valuation_are_kept_by_what_its_file_says(tmp_path: Path) -> None:
    """Two files of one name that differ in what was known do not share a place."""
    shipped = (prepare("toy").root / "assumptions" / "valuations" / "toy.yaml").read_text(encoding="utf-8")
    places = []
    for known in ("2016-11", "2016-12"):
        file = tmp_path / known / "mine.yaml"
        file.parent.mkdir()
        lines = [line for line in shipped.splitlines() if not line.startswith("known_at")]
        file.write_text("\n".join([*lines, f"known_at: {known}"]) + "\n", encoding="utf-8")

        class Of:
            prepared = prepare(str(file))

        places.append(home(Of))  # type: ignore[arg-type]
    assert None not in places
    assert len(set(places)) == 2
