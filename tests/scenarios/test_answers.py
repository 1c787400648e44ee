"""Documents of comparison and of the solver: their shapes, the cheapest mix, the frontier of two levers."""

import json
from io import StringIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import jsonschema
import pytest
from click.testing import CliRunner
from rich.cells import cell_len
from rich.console import Console

from actuary.cli import main
from actuary.cli.schema import printed_schema
from actuary.people.coverage import Learner
from actuary.reporting.language import Language, Words
from actuary.reporting.solution import kept, lever_name, render
from actuary.scenarios.answers import no_lever
from actuary.scenarios.every_measure import NUMBERS
from actuary.scenarios.solving import Solver, Target, differing, reserve
from actuary.scenarios.study import Study
from actuary.valuation.prepare import prepare
from actuary.vocabulary.measures import DEBT, MEASURES

REFORM = "employer-rate-16-from-2017"
TOY = "toy"
MATERNITY = ("--fund", "maternity")


def printed(*arguments: str) -> dict[str, Any]:
    """The document that a command prints, true to its own schema."""
    result = CliRunner().invoke(main, [*arguments, "--json", "--lang", "en"])
    assert result.exit_code == 0, result.output[-500:]
    document: dict[str, Any] = json.loads(result.stdout)
    kind = document["schema"].removeprefix("actuary.").removesuffix("/1")
    jsonschema.validate(document, printed_schema(kind))
    return document


def refused(*arguments: str) -> dict[str, Any]:
    """The only letter of a refusal."""
    result = CliRunner().invoke(main, [*arguments, "--json", "--lang", "en"])
    assert result.exit_code == 2
    (letter,) = json.loads(result.stdout)["errors"]
    return dict(letter)


def test_a_comparison_has_its_shape() -> None:
    assert printed("compare", TOY, REFORM)["reforms"][0]["name"] == REFORM


def test_answers_by_fund_have_their_shape() -> None:
    document = printed("solve", TOY, "--fund", "employee_pension", "--months", "1")
    assert [row["fund"] for row in document["funds"]] == ["employee_pension"]


def test_a_fund_asked_for_twice_is_solved_once() -> None:
    document = printed("solve", TOY, "--fund", "maternity", "--fund", "maternity", "--by", "rate", "--by", "rate")
    assert [(row["fund"], len(row["remedies"])) for row in document["funds"]] == [("maternity", 1)]


def test_the_mix_meets_every_target_and_a_dear_lever_is_spared() -> None:
    """With subsidy dear the rate carries all, and the other way round; the months asked for are kept each time."""
    asked = ("solve", TOY, "--fund", "employee_pension", "--months", "0", "--mix", "--by", "rate", "--by", "subsidy")
    one = printed(*asked, "--weigh", "subsidy=1000")["mix"]
    other = printed(*asked, "--weigh", "employee_pension.rate=1000")["mix"]
    for found in (one, other):
        assert found["meets"]
        assert all(row["months"] >= 0.0 for row in found["reserves"])
    settings = [{row["lever"]: row["value"] for row in found["levers"]} for found in (one, other)]
    assert settings[0]["subsidy"] < settings[1]["subsidy"]
    assert settings[0]["employee_pension.rate"] > settings[1]["employee_pension.rate"]


def test_what_the_mix_moves_is_what_the_engine_finds_when_it_is_put_back() -> None:
    """The parts of its levers add up to what every ledger of the targets receives and spends otherwise under all of
    them together, asked of the engine anew; a lever at nought moves nothing."""
    funds = ("--fund", "employee_pension", "--fund", "employee_medical")
    asked = ("--mix", "--months", "3", "--by", "rate", "--by", "delay", "--by", "subsidy")
    found = printed("solve", TOY, *funds, *asked)["mix"]
    solver = Solver(study := Study(prepare(TOY)), study.base.assembled.first)
    settings = []
    for row in found["levers"]:
        fund, _, name = row["lever"].rpartition(".")
        lever = solver.lever(name, fund or "employee_pension")
        assert lever is not None
        settings.append((lever, row["value"]))
        assert (row["yuan"] == 0.0) == (row["value"] == 0.0)
    used = [(lever, x) for lever, x in settings if x]
    assert len(used) >= 2
    whole = 0.0
    for fund, account in (("employee_pension", "enterprise"), ("employee_medical", "pooled")):
        target = Target(fund, account)
        whole += differing(solver.row([], target)["years"], solver.row(used, target)["years"])
    assert found["yuan"] == pytest.approx(whole, abs=1.0)
    assert sum(row["yuan"] for row in found["levers"]) == pytest.approx(whole, abs=1.0)


def test_a_mix_that_misses_says_which_fund_and_what_it_keeps() -> None:
    """What the highest rate keeps, asked of the engine anew."""
    found = printed("solve", TOY, "--mix", "--months", "200", "--by", "rate", "--fund", "employee_pension")["mix"]
    assert (found["meets"], found["why"], found["yuan"]) == (False, "out of reach", None)
    (short,) = found["short"]
    assert (short["fund"], short["account"]) == ("employee_pension", "enterprise")
    solver = Solver(study := Study(prepare(TOY)), study.base.assembled.first)
    rate = solver.rate("employee_pension")
    kept = reserve(solver.row([(rate, rate.high)], Target("employee_pension", "enterprise", "city", 200.0)))
    assert short["months"] == pytest.approx(kept)


def test_only_the_funds_asked_for_are_told() -> None:
    document = printed("solve", TOY, "--fund", "unemployment", "--by", "benefits", "--months", "1")
    assert [row["fund"] for row in document["funds"]] == ["unemployment"]
    assert document["without_rate"] == []
    document = printed("solve", TOY, "--fund", "resident_medical", "--by", "subsidy", "--months", "1")
    assert document["funds"] == []
    assert {row["fund"] for row in document["without_rate"]} == {"resident_medical"}


def test_no_whole_month_of_delay_is_cheaper_than_the_mix() -> None:
    """Delay held at other months by hand, the pension's rate as far as it must: each such mix costs more yuan; and held
    at its own, the rate is the mix's."""
    asked = ("--to", "2018-12", "--mix", "--months", "6", "--fund", "employee_pension", "--by", "rate", "--by", "delay")
    found = printed("solve", "wuhan-2015", *asked)["mix"]
    months, rate = [point["at"] for point in found["by_months"]["points"]], "employee_pension.rate"
    assert months == list(range(len(months)))
    (best,) = [point for point in found["by_months"]["points"] if point["cheapest"]]
    assert best["cost"] == pytest.approx(found["yuan"])
    assert found["yuan"] > 1e8
    solver = Solver(study := Study(prepare("wuhan-2015", to="2018-12")), study.base.assembled.first)
    target, by, delay = Target("employee_pension", "enterprise", "city", 6.0), solver.rate("employee_pension"), "delay"
    before, costs, rates = solver.row([], target)["years"], {}, {}
    at = best["at"]
    for month in (0.0, at - 1.0, at, at + 1.0, months[-1] / 2.0, float(months[-1])):
        held = [(lever, round(month))] if (lever := solver.lever(delay, "employee_pension")) and round(month) else []
        least = solver.beside(held).meet(by._replace(low=0.0), target)
        assert least.value is not None
        rates[month] = least.value
        after = solver.row([*held, *([(by, least.value)] if least.value else [])], target)["years"]
        costs[month] = differing(before, after)
    assert found["yuan"] <= min(costs.values()) + 1.0
    assert best["levers"] == {rate: pytest.approx(rates[at]), delay: at}
    assert rates[at] > 0.0


def test_under_a_weight_of_months_no_whole_month_is_cheaper() -> None:
    """Whole months do not bring as much each as the first: priced in proportion, the mix stopped at a month that was
    settled for its place. No month that is put back costs less than the answer, and no programme does by far."""
    asked = ("--to", "2018-12", "--months", "6", "--fund", "employee_pension", "--by", "rate", "--by", "delay")
    found = printed("solve", "wuhan-2015", "--mix", *asked, "--weigh", "delay=0.2")["mix"]
    points = found["by_months"]["points"]
    (best,) = [point for point in points if point["cheapest"]]
    assert best["at"] > 0
    assert best["settled"]
    assert all(point["cost"] >= best["cost"] for point in points if point["meets"])
    weights = {row["lever"]: row["weight"] for row in found["levers"]}
    assert best["cost"] == pytest.approx(sum(weights[row["lever"]] * row["yuan"] for row in found["levers"]))


def test_a_ledger_without_a_lever_asked_for_is_told_and_one_with_it_is_a_target() -> None:
    """Large amounts by their premium beside the pool by its rate; by the rate alone they are no target, and told so."""
    asked = ("solve", TOY, "--mix", "--months", "3", "--fund", "employee_medical", "--by", "rate")
    both, one = (printed(*asked, *more)["mix"] for more in (("--by", "premium"), ()))
    assert [row["account"] for row in both["reserves"]] == ["pooled", "large_amount"]
    assert all(row["months"] >= 3.0 for row in both["reserves"])
    assert [row["account"] for row in one["reserves"]] == ["pooled"]
    told = {row["account"]: row["levers"] for row in one["others"]}
    assert told == {"individual": [], "large_amount": ["benefits", "premium"]}


@pytest.mark.parametrize(("language", "named"), [("zh", "大额 · 大额保费"), ("en", "large amount · premium")])
def test_a_lever_of_a_ledger_is_named_in_the_language_of_the_page(language: Language, named: str) -> None:
    assert lever_name(Words(language), "large_amount.premium", "share").startswith(named)


def test_residents_have_levers_without_being_asked_by_name() -> None:
    """Urban residents by subsidy, the rural co-operative by funding and by what it pays; in a mix without cuts."""
    document = printed("solve", TOY, "--fund", "resident_medical", "--months", "1")
    found = {(row["account"], each["lever"]) for row in document["without_rate"] for each in row["remedies"]}
    assert found == {("urban", "subsidy"), ("rural_cooperative", "benefits"), ("rural_cooperative", "funding")}
    mixed = printed("solve", TOY, "--fund", "resident_medical", "--months", "1", "--mix")["mix"]
    assert [row["lever"] for row in mixed["levers"]] == ["resident_medical.subsidy", "rural_cooperative.funding"]
    assert mixed["by_months"] is None


def test_a_run_folder_is_solved_as_its_valuation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same points, for the same run: its table is read, and nothing is learned again."""
    folder = str(tmp_path / "run")
    assert CliRunner().invoke(main, ["run", TOY, "--out", folder]).exit_code == 0
    learned, solve = [], Learner.solve
    monkeypatch.setattr(Learner, "solve", lambda *told: learned.append(told) or solve(*told))
    asked = ("--fund", "maternity", "--by", "rate")
    one = printed("solve", TOY, *asked)["funds"][0]
    assert len(learned) == 36, "a month of the run each"
    other = printed("solve", folder, *asked)["funds"][0]
    assert len(learned) == 36
    assert [year["added"] for year in one["break_even"]] == [year["added"] for year in other["break_even"]]


def test_a_picture_says_of_which_run_it_is(tmp_path: Path) -> None:
    """Title, valuation, unit, rules, last month, and where inputs come from, in a file of its own."""
    levers = ("--by", "delay", "--by", "rate")
    asked = {"mix": ("--mix", "--fund", "employee_pension"), "frontier": ("--frontier", "--points", "2")}
    for kind, more in asked.items():
        out = tmp_path / f"{kind}.svg"
        printed("solve", TOY, *more, *levers, "--months", "0", "--out", str(out))
        drawn = "".join(ElementTree.fromstring(out.read_text("utf-8")).itertext())
        for said in (TOY, "known-2016", "2018-12", "inputs: published", "retirement delay, months"):
            assert said in drawn, (kind, said)


@pytest.mark.parametrize("name", ["frontier.svg", "folder"])
def test_a_frontier_is_drawn_where_it_is_written(tmp_path: Path, name: str) -> None:
    """A picture with its own style and a dot for each point that was found: alone, or beside the document, signed."""
    out = tmp_path / name
    asked = ("--frontier", "--by", "subsidy", "--by", "rate", "--points", "4", "--months", "3", "--out", str(out))
    points = printed("solve", TOY, *asked)["frontier"]["points"]
    file = out if name.endswith(".svg") else out / "frontier.svg"
    picture = ElementTree.fromstring(file.read_text("utf-8"))
    space = "{http://www.w3.org/2000/svg}"
    assert picture.tag == f"{space}svg"
    assert picture.find(f"{space}style") is not None
    assert len(picture.findall(f"{space}circle")) == sum(point["second"] is not None for point in points)
    if out.is_dir():
        assert "frontier.svg" in {each["file"] for each in json.loads((out / "manifest.json").read_text())["outputs"]}


def test_a_frontier_without_a_point_is_no_picture(tmp_path: Path) -> None:
    out = tmp_path / "none.svg"
    asked = ("--frontier", "--by", "rate", "--by", "subsidy", "--months", "200", "--points", "2", "--out", str(out))
    assert refused("solve", TOY, *asked)["code"] == "no_point"
    assert not out.exists()


def test_more_of_one_lever_needs_less_of_the_other() -> None:
    asked = ("--frontier", "--by", "subsidy", "--by", "rate", "--points", "4", "--months", "3")
    frontier = printed("solve", TOY, *asked)["frontier"]
    assert [axis["lever"] for axis in frontier["levers"]] == ["subsidy", "employee_pension.rate"]
    found = [point["second"] for point in frontier["points"] if point["meets"]]
    assert len(found) >= 2
    assert found == sorted(found, reverse=True)
    assert all(point["months"] >= 3.0 - 1e-6 for point in frontier["points"] if point["meets"])


@pytest.mark.parametrize(
    ("arguments", "field"),
    [
        (("--frontier", "--by", "rate"), "--frontier"),
        (("--frontier", "--by", "delay", "--by", "delay"), "--frontier"),
        (
            ("--frontier", "--by", "delay", "--by", "rate", "--fund", "maternity", "--fund", "unemployment"),
            "--frontier",
        ),
        (("--frontier", "--by", "credits", "--by", "premium", "--fund", "employee_medical"), "--by"),
        (("--months", "nan"), "--months"),
        (("--months", "inf"), "--months"),
        (("--months", "-1"), "--months"),
        (("--probability", "nan"), "--probability"),
        (("--weigh", "delay=2"), "--weigh"),
        (("--points", "3"), "--points"),
        (("--mix", "--probability", "0.9"), "--mix"),
        (("--mix", "--frontier", "--by", "delay", "--by", "rate"), "--frontier"),
        (("--seed", "2"), "--seed"),
        (("--paths", "200"), "--paths"),
        (("--mix", "--only", "basis.*"), "--only"),
        (("--by", "delay", "--fund", "maternity"), "--by"),
        (("--probability", "0.9", "--by", "delay", "--fund", "maternity"), "--by"),
        (("--probability", "0.9", "--fund", "resident_medical"), "--fund resident_medical"),
        (("--out", "picture.svg"), "--out"),
        (("--mix", "--weigh", "rate"), "--weigh"),
        (("--mix", "--weigh", "delay=1", "--weigh", "delay=2"), "--weigh"),
        (("--frontier", "--by", "delay", "--by", "rate", "--out", "x.png"), "--out"),
        (("--frontier", "--by", "funding", "--by", "subsidy", "--fund", "resident_medical"), "--by"),
        (("--mix", "--weigh", "rate=-1"), "--weigh"),
        (("--mix", "--by", "rate", "--weigh", "nothing=2"), "--weigh"),
        (("--mix", "--by", "delay", "--fund", "maternity"), "--by"),
        (
            (
                "--from",
                "2031-01",
            ),
            "--from",
        ),
    ],
)
def test_what_cannot_be_solved_is_refused_by_name(arguments: tuple[str, ...], field: str) -> None:
    assert refused("solve", TOY, *arguments)["field"] == field


@pytest.mark.parametrize(
    ("grid", "code"),
    [(f"{REFORM},{REFORM}", "two_changes"), (f"{REFORM},rates-cut-every-payer-2017", "two_changes"), (",", "reform")],
)
def test_a_grid_is_refused_where_its_levers_could_not_act_together(grid: str, code: str) -> None:
    """As `a+b` is: what two changes of one parameter in one month give depends on their order."""
    assert refused("compare", TOY, "--grid", grid)["code"] == code


@pytest.mark.parametrize(("lang", "said"), [("zh", "没有哪个数不同"), ("en", "no figure differs")])
def test_two_sides_that_are_the_same_are_said_to_be(lang: str, said: str) -> None:
    told = CliRunner().invoke(main, ["attribute", TOY, TOY, "--lang", lang])
    assert told.exit_code == 0
    assert said in told.output


def test_every_measure_that_is_a_number_can_be_split_and_no_other() -> None:
    numbers = {measure.key for measure in (*MEASURES, *DEBT) if measure.unit != "text"}
    assert {name for name in NUMBERS if "." not in name} == numbers
    assert refused("attribute", TOY, TOY, "--measure", "nothing")["field"] == "--measure"


@pytest.fixture(scope="module")
def hindsight() -> dict[str, Any]:
    """Answers under law as it came, with a merger, waivers and rates that change within years."""
    return printed("solve", "wuhan-2015", "--rules", "hindsight", "--from", "2018-03", "--by", "rate", "--by", "delay")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_page_is_whole_at_eighty_columns(hindsight: dict[str, Any], language: Language) -> None:
    """No line is wider, every fund's name stands whole before its answers, and every answer is there with its rate,
    both ends where law changes it; where there is none, a line says why and of what."""
    words, console = Words(language), Console(width=80, record=True, file=StringIO())
    render(hindsight, language, console)
    lines = console.export_text().splitlines()
    assert max(map(cell_len, lines)) <= 80
    shown = "\n".join(lines)
    for fund in hindsight["funds"]:
        (head,) = [line for line in lines if line.startswith(words.fund(fund["fund"])) and words("solve.level") in line]
        found = lines[lines.index(head) :]
        for answer in fund["break_even"]:
            (line,) = [each for each in found[:12] if answer["to"][:4] in each and words("solve.break_even") in each]
            if answer["added"] is not None:
                assert f"{answer['added'] * 100:+z.2f}" in line
                assert f"{answer['rate_low'] * 100:.2f}" in line
                assert f"{answer['rate_high'] * 100:.2f}%" in line
    waived = next(answer for answer in hindsight["funds"][0]["break_even"] if answer["why"])
    assert waived["year"] == 2020
    assert "+40.00" in shown
    assert hindsight["funds"][0]["break_even"][0]["from"] == "2018-03"
    assert "2018-03..2018-12" in shown
    (moves,) = [fund for fund in hindsight["funds"] if fund["stands_to"]]
    assert (moves["fund"], moves["stands_to"]) == ("maternity", "2019-12")
    name = f"{words.fund('maternity')}·{words.account('maternity', 'pooled')}"
    assert "".join(words("solve.stands", name=name, last="2019-12").split()) in "".join(shown.split())


@pytest.mark.parametrize(
    "words",
    [
        ("compare", "toy", "employer-rate-16-from-2017", "--no-cohorts"),
        ("attribute", "toy", "toy,rules=hindsight"),
        ("solve", "toy"),
    ],
    ids=lambda words: words[0],
)
def test_pages_say_where_inputs_come_from(words: tuple[str, ...]) -> None:
    """By tag, as the page of a run does."""
    result = CliRunner().invoke(main, [*words, "--to", "2017-12", "--lang", "zh"])
    assert result.exit_code == 0, result.output
    assert any(f"\n{side}输入：已公布 " in result.stdout for side in ("", "变动后 · "))


def test_a_lever_of_a_grid_may_be_a_path(tmp_path: Path) -> None:
    """`/` parts settings of a lever, unless the whole names a file."""
    text = "schema: actuary.reform/1\nname: mine\nsource: {tag: judgement, note: a test}\nchanges:\n"
    line = "  - {set: law.unemployment.employer_rate, value: 0.004, from: 2016-06}\n"
    (tmp_path / "deep").mkdir()
    path = tmp_path / "deep" / "mine.yaml"
    path.write_text(text + line, encoding="utf-8")
    document = printed("compare", TOY, "--grid", str(path))
    assert [entry["name"] for entry in document["reforms"]] == ["mine"]


def test_a_miss_is_rounded_down_so_that_it_never_looks_like_the_target() -> None:
    words = Words("en")
    for months, shown in ((8.991, "8.9"), (9.0, "9.0"), (9.0 - 1e-9, "9.0"), (-0.02, "-0.1")):
        assert kept(words, [{"achieved": months}]) == words("solve.months", months=shown)
    assert kept(words, [{"achieved": None}]) == words("solve.unspent")


@pytest.mark.parametrize(("name", "reason"), [("delay", False), ("delay", True)])
def test_a_lever_that_a_fund_has_not_is_refused_with_the_reason(name: str, reason: bool) -> None:
    """Of delay the fund has one, unless the run's own reforms set the age; of others it has none at all."""
    (letter,) = no_lever(name, ["employee_pension" if reason else "maternity"]).letters
    assert ("the run's own reforms" in letter.remedy.en) is reason
    assert f" {name}," not in letter.remedy.en.split(";")[0]
