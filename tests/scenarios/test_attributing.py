"""Attribution: parts that add to the change to the fen, whatever the order in which levers are named."""

import json
from math import prod
from pathlib import Path

import pytest
from click.testing import CliRunner

from actuary.cli import main
from actuary.dated import load_reforms
from actuary.errors import Problem
from actuary.runs import write_run
from actuary.scenarios import sides
from actuary.scenarios.attributing import attribute
from actuary.scenarios.causes import Side
from actuary.scenarios.factors import FACTORS
from actuary.scenarios.sides import side
from actuary.scenarios.study import Study
from actuary.valuation.prepare import prepare
from actuary.valuation.run import execute, run
from actuary.written import written

RATE = "law.employee_pension.employer_rate"
FEN = 0.005


@pytest.fixture(scope="module")
def short():
    return prepare("wuhan-2015", to="2017-12")


@pytest.fixture
def levers(reform):
    lines = {
        "rate": f"set: {RATE}, value: 0.16, from: 2016-06",
        "delay": 'schedule: "2024", begins: 2016-06, from: 2016-06',
        "truth": "add: law.employee_pension.base_floor, amount: -0.2, from: 2016-06",
    }
    return {name: reform(line, name=name) for name, line in lines.items()}


def by_key(document) -> dict[tuple, dict]:
    keys = ("fund", "account", "pool", "subsidy", "year", "measure")
    return {tuple(row[key] for key in keys): row for row in document["measures"]}


def test_parts_add_to_the_change_to_the_fen_in_any_order(short, levers):
    first = attribute(Side(short), Side(short, (levers["rate"], levers["delay"], levers["truth"])))
    other = attribute(Side(short), Side(short, (levers["truth"], levers["rate"], levers["delay"])))
    assert first["runs"] == 8
    assert [cause["name"] for cause in other["causes"]] == ["truth", "rate", "delay"]
    rows, again = by_key(first), by_key(other)
    assert rows.keys() == again.keys()
    assert rows
    for key, row in rows.items():
        assert sum(row["parts"]) == pytest.approx(row["change"], abs=FEN)
        truth, rate, delay = again[key]["parts"]
        assert row["parts"] == pytest.approx([rate, delay, truth], abs=FEN)


def test_one_lever_is_the_whole_change(short, levers):
    document = attribute(Side(short), Side(short, (levers["rate"],)))
    row = by_key(document)["employee_pension", "enterprise", "city", "with", 2017, "balance"]
    cut = Study(short).under([levers["rate"]])
    balance = float(cut.pooled["employee_pension", "enterprise"].before_backstop()[-1].sum())
    assert row["parts"] == pytest.approx([row["change"]], abs=FEN)
    assert row["to"] == pytest.approx(balance, abs=FEN)


def test_a_reform_that_is_taken_back_has_the_opposite_part(short, levers):
    there = attribute(Side(short), Side(short, (levers["rate"],)))
    back = attribute(Side(short, (levers["rate"],)), Side(short))
    assert back["causes"][0]["name"] == "-rate"
    rows, reverse = by_key(there), by_key(back)
    assert rows
    for key, row in rows.items():
        assert reverse[key]["change"] == pytest.approx(-row["change"], abs=FEN)


def test_a_lever_that_changes_nothing_is_refused_by_its_name(short, levers, reform):
    """On either side; not what moves a memorandum alone, nor the empty reform, nor pools that move no city figure."""
    idle = reform(f"set: {RATE}, value: 0.19, from: 2017-01, to: 2017-12", name="idle")
    for before, after in (((), (levers["delay"], idle)), ((idle,), (levers["delay"],))):
        with pytest.raises(Problem) as caught:
            attribute(Side(short, before), Side(short, after))
        assert [(letter.code, letter.field) for letter in caught.value.letters] == [("changes_nothing", "idle")]
    shipped = load_reforms(["annuity-employer-6-2017", "empty"], short.assumptions, "plan", short.root)
    city = prepare("wuhan-2015", to="2017-12", pooling="city")
    assert len(attribute(Side(short, (levers["rate"],)), Side(city, shipped))["causes"]) == 4


def test_reforms_that_clash_are_one_cause_whichever_is_taken_back(short, levers, reform):
    """One takes the place of the other: both at once are worth what the later named gives, so that the two directions
    were split otherwise."""
    deeper = reform(f"set: {RATE}, value: 0.17, from: 2016-06", name="deeper")
    before, after = Side(short, (levers["rate"], levers["truth"])), Side(short, (deeper, levers["delay"]))
    there, back = attribute(before, after), attribute(after, before)
    assert names(there) == ["-truth", "-rate→deeper", "delay"]
    order = [names(back).index(name) for name in ("truth", "-deeper→rate", "-delay")]
    for key, row in by_key(there).items():
        parts = by_key(back)[key]["parts"]
        assert [parts[i] for i in order] == pytest.approx([-part for part in row["parts"]], abs=FEN)


def adds_up(document) -> None:
    """Every change is the sum of its parts, to the fen."""
    assert document["measures"]
    for row in document["measures"]:
        assert sum(row["parts"]) == pytest.approx(row["change"], abs=FEN)


def names(document) -> list[str]:
    return [cause["name"] for cause in document["causes"]]


BALANCE = ("employee_pension", "enterprise", "city", "with", 2018, "balance")


def balance(outcome) -> float:
    """Of the pooled pension at the end of the run."""
    return float(outcome.pooled["employee_pension", "enterprise"].before_backstop()[-1].sum())


@pytest.mark.parametrize("backwards", [False, True])
def test_rules_are_split_into_law_and_belief(backwards):
    """To 2018-12, past the month from which the law of 2018 shares among provinces by a belief that is known later: it
    goes with the law."""
    known, hindsight = (prepare("wuhan-2015", rules=rules, to="2018-12") for rules in ("known-2016", "hindsight"))
    document = attribute(*map(Side, (hindsight, known) if backwards else (known, hindsight)))
    assert names(document) == ["law", "belief"]
    adds_up(document)
    row = by_key(document)[BALANCE]
    told = {"from": balance(Study(known).base), "to": balance(Study(hindsight).base)}
    assert told[("to", "from")[backwards]] == pytest.approx(row["to"], abs=FEN)
    assert told[("from", "to")[backwards]] == pytest.approx(row["from"], abs=FEN)
    law, belief = row["parts"]
    assert min(abs(law), abs(belief)) > 1e8


def test_months_that_a_mixture_has_not_are_left_out():
    """Maternity joins medical under later law alone: months of its ledger exist in both runs, not in every mixture."""
    known, hindsight = (prepare("wuhan-2015", rules=rules, to="2020-12") for rules in ("known-2016", "hindsight"))
    document = attribute(Side(known), Side(hindsight))
    adds_up(document)
    assert written(document)
    maternity = {row["measure"] for row in document["measures"] if (row["fund"], row["year"]) == ("maternity", 2020)}
    assert "balance" in maternity


@pytest.mark.parametrize("pooling", ["city", "adjustment"])
@pytest.mark.parametrize("backwards", [False, True])
def test_pools_are_those_of_the_finer_run(pooling, backwards):
    """The pooled city is the same; what help moves is between pools, whose figures the run of larger pools has by
    district."""
    runs = [prepare("wuhan-2015", to="2017-12"), prepare("wuhan-2015", to="2017-12", pooling=pooling)]
    document = attribute(*map(Side, runs[::-1] if backwards else runs))
    assert names(document) == ["pooling"]
    assert document["apart"] == {"from": [], "to": []}
    assert document["in_parts"][("to", "from")[backwards]] == (
        [*Study(runs[0]).base.pooling.opening.names["work_injury"]] if pooling == "city" else []
    )
    assert document["measures"]
    assert not [row for row in document["measures"] if row["pool"] == "city"]
    adds_up(document)


def test_two_horizons_are_compared_to_the_earlier(short, levers):
    longer = prepare("wuhan-2015", to="2018-12")
    document = attribute(Side(short), Side(longer, (levers["rate"],)))
    assert names(document) == ["rate"]
    assert document["to"]["to"] == "2017-12"
    assert document["cut"] == {"to": "2018-12"}
    assert {row["year"] for row in document["measures"]} == {2016, 2017}


def test_two_reforms_of_one_name_are_no_lever(short, reform):
    sides = [Side(short, (reform(f"set: {RATE}, value: 0.1{n}, from: 2016-06"),)) for n in (5, 6)]
    with pytest.raises(Problem) as caught:
        attribute(*sides)
    assert caught.value.letters[0].code == "one_name"


def test_a_reform_is_of_the_room_that_it_changes():
    """A reform of beliefs beside another basis is of the beliefs; the end is the run of that basis under it."""
    plan, trend = (prepare("wuhan-2015", basis=basis, to="2018-12") for basis in ("plan", "trend"))
    reforms = load_reforms(["stress-wage-standstill"], trend.assumptions, "trend", trend.root)
    document = attribute(Side(plan), Side(trend, reforms))
    assert names(document) == ["belief"]
    adds_up(document)
    assert by_key(document)[BALANCE]["to"] == pytest.approx(balance(Study(trend).under(reforms)), abs=FEN)


def test_what_came_is_experience():
    """Two openings, each with beliefs fitted to it, in the years that both project."""
    old, new = prepare("china-2010", to="2016-12"), prepare("china-2015", to="2016-12")
    document = attribute(Side(old), Side(new))
    assert names(document) == ["experience"]
    assert {row["year"] for row in document["measures"]} == {2016}
    adds_up(document)
    with pytest.raises(Problem) as caught:
        attribute(Side(prepare("wuhan-2010")), Side(prepare("wuhan-2015", to="2016-12")))
    assert caught.value.letters[0].code == "no_common_year"


def test_another_version_of_the_program_is_the_method(tmp_path: Path, monkeypatch):
    """A run that another version has written is taken as written; what this one says otherwise is the method's part,
    beside the others."""
    toy = run("toy", to="2018-12")
    for row in toy.verdict["funds"]:
        for year in row["years"]:
            year["balance"] += 1e6
    write_run(tmp_path / "run", toy)
    monkeypatch.setattr(sides, "source_digest", lambda: "another")
    before, after = sides.side(str(tmp_path / "run"), {}), sides.side("toy,to=2018-12,rules=hindsight", {})
    document = attribute(before, after, measures=["cost_rate", "receipts.contribution_employer"])
    assert names(document) == ["law", "belief", "method"]
    assert {row["measure"] for row in document["measures"]} > {"cost_rate", "receipts.contribution_employer"}
    adds_up(document)
    for row in document["measures"]:
        assert row["parts"][2] == pytest.approx(-1e6 if row["measure"] == "balance" else 0.0, abs=FEN)


def test_two_runs_that_do_not_differ_say_so():
    result = CliRunner().invoke(main, ["attribute", "toy", "toy", "--to", "2016-12", "--lang", "en"])
    assert result.exit_code == 0
    assert "no figure differs" in result.stdout
    assert "spending" not in result.stdout


def test_many_causes_stand_below_one_another(monkeypatch):
    """At 80 columns every cause is a line of its own, whole."""
    monkeypatch.setenv("COLUMNS", "80")
    reforms = [
        "annuity-employer-6-2017",
        "delay-2024-from-2017",
        "employer-rate-16-from-2017",
        "indexation-3-percent-2017",
    ]
    words = ["attribute", "wuhan-2015", "+".join(["wuhan-2015", *reforms]), "--to", "2017-12", "--lang", "en"]
    result = CliRunner().invoke(main, words)
    assert result.exit_code == 0
    assert all(any(line.startswith(f"  {name}") for line in result.stdout.splitlines()) for name in reforms)


def test_spending_is_its_four_factors(short, levers):
    document = attribute(Side(short), Side(short, (levers["delay"],)))
    told = {(split["account"], split["year"]) for split in document["expenditure"]}
    assert told >= {("enterprise", 2016), ("enterprise", 2017)}
    for split in document["expenditure"]:
        assert sum(split[name] for name in FACTORS) == pytest.approx(split["change"], abs=FEN)
        if split["account"] == "enterprise":
            assert split["coverage"] < 0 < split["benefit_ratio"]
            # the few who work on and leave with their record are replaced by others of their age, who may leave too
            assert split["dependency"] == pytest.approx(0, abs=1)


def test_more_levers_than_the_name_of_a_file_can_have_are_a_run():
    """Many names joined are longer than any name of a file, and are read as names all the same."""
    names = [
        "annuity-employer-6-2017",
        "base-truth-2017",
        "central-adjustment-2018-2021",
        "collection-2017",
        "compliance-2017",
        "coverage-injury-plus-10-2017",
        "coverage-pension-plus-5-2017",
        "delay-2024-from-2016",
        "effort-full",
        "employer-rate-16-from-2017",
        "entrusted-investment-2017",
        "fund-returns-3-5-percent-2017",
    ]
    words = "+".join(["wuhan-2015", *names])
    assert len(words) > 255
    assert [reform.name for reform in side(words, {}).reforms] == names


def city(document, measure: str) -> dict[tuple[str, int], dict]:
    """Rows of a measure in the pooled city, by ledger and year."""
    rows = [
        row
        for row in document["measures"]
        if (row["measure"], row["pool"], row["subsidy"]) == (measure, "city", "with")
    ]
    return {(f"{row['fund']}.{row['account']}", row["year"]): row for row in rows}


ASKED = (
    "replacement_rate",
    "mean_pension",
    "dependency_paying",
    "break_even_rate",
    "general_average_premium",
    "implicit_debt_account_record",
    "implicit_debt_pensions_in_payment",
    "receipts.contribution_employer",
)


def test_any_measure_is_split(short, levers):
    """Every measure asked for is what the table of a run's measures says, and the sum of its parts."""
    document = attribute(Side(short), Side(short, (levers["rate"], levers["delay"])), measures=ASKED)
    adds_up(document)
    table = execute(short).tables()["measures"]
    baseline = {tuple(row[:6]): row[6] for row in table.iter_rows()}
    told = [row for row in document["measures"] if row["measure"] in ASKED]
    for row in told:
        key = row["year"], row["pool"], row["fund"], row["account"], row["subsidy"], row["measure"]
        assert row["from"] == pytest.approx(baseline[key], rel=1e-12)
    assert {row["measure"] for row in told} == {*ASKED} - {"implicit_debt_pensions_in_payment"}
    paid = city(document, "receipts.contribution_employer")["employee_pension.enterprise", 2017]
    rate, delay = paid["parts"]
    assert rate == pytest.approx(-3 / 19 * paid["from"], rel=0.01)
    assert 0 < delay < -rate
    assert city(document, "replacement_rate")["employee_pension.enterprise", 2017]["unit"] == "share"


def test_pensions_in_payment_are_split_at_the_opening(short, tmp_path: Path):
    """A concept that is told of the opening alone, in the opening's year: its discount is a belief."""
    own = tmp_path / "own.csv"
    discount = "basis.debt.discount_over_indexation"
    own.write_text(f"parameter,from,key,new_value,new_source,new_tag\n{discount},2015-01,,0.02,own,derived\n")
    after = prepare("wuhan-2015", to="2017-12", given=str(own))
    concept = "implicit_debt_pensions_in_payment"
    document = attribute(Side(short), Side(after), measures=[concept])
    row = by_key(document)["employee_pension", "enterprise", "city", "with", 2015, concept]
    parts = dict(zip(names(document), row["parts"], strict=True))
    assert parts == {"law": 0.0, "belief": pytest.approx(row["change"], abs=FEN), "people": 0.0}
    assert row["change"] < 0


def test_an_item_that_a_run_does_not_pay_is_nought(short):
    """The allowance of maternity, which medical pays after a merger."""
    reforms = load_reforms(["maternity-into-medical-2017"], short.assumptions, "plan", short.root)
    item = "expenditure.benefit.allowance"
    rows = city(attribute(Side(short), Side(short, reforms), measures=[item]), item)
    gone, come = rows["maternity.pooled", 2017], rows["employee_medical.pooled", 2017]
    assert (gone["to"], come["from"]) == (0.0, 0.0)
    assert come["change"] == pytest.approx(-gone["change"], abs=FEN)


def test_measures_that_are_no_numbers_are_refused(short):
    for name in ("replacement_rat", "first_cannot_pay"):
        with pytest.raises(Problem) as caught:
            attribute(Side(short), Side(short), measures=[name])
        assert caught.value.letters[0].field == "--measure"


def test_inputs_are_those_that_the_runs_rest_on(short, levers):
    """Lever by lever as in a comparison; by source those of either run."""
    base = Study(short).inputs
    assert attribute(Side(short), Side(short, (levers["rate"],)))["inputs"] == {"from": base, "to": base}
    trend = prepare("wuhan-2015", to="2017-12", basis="trend")
    assert attribute(Side(short), Side(trend))["inputs"] == {"from": base, "to": Study(trend).inputs}


def test_what_is_not_split_is_told():
    """Months of cover of ledgers that later law ends: in which run, and in how many figures."""
    known, hindsight = (prepare("wuhan-2015", rules=rules, to="2021-12") for rules in ("known-2016", "hindsight"))
    document = attribute(Side(known), Side(hindsight))
    split, unsplit = by_key(document), by_key({"measures": document["unsplit"]})
    assert not split.keys() & unsplit.keys()
    assert all(row["measure"] == "payable_months" for row in unsplit.values())
    row = unsplit["maternity", "pooled", "city", "with", 2021, "payable_months"]
    assert (row["why"], row["to"]) == ("none_in_to", None)
    assert row["from"] is not None


def test_four_factors_multiply_to_the_spending(short, levers):
    """Of both runs, to the fen."""
    document = attribute(Side(short), Side(short, (levers["delay"],)))
    assert document["expenditure"]
    for split in document["expenditure"]:
        for end in ("from", "to"):
            product = prod(split["levels"][name][end] for name in FACTORS)
            assert product == pytest.approx(split[end], abs=FEN)


def test_pools_are_a_cause_beside_levers(short, levers):
    """Reforms stay levers where the pools differ, too."""
    pooled = prepare("wuhan-2015", to="2017-12", pooling="city")
    document = attribute(Side(short, (levers["delay"],)), Side(pooled, (levers["rate"],)))
    assert names(document) == ["-delay", "rate", "pooling"]
    adds_up(document)
    alone = by_key(attribute(Side(short, (levers["delay"],)), Side(short, (levers["rate"],))))
    key = "employee_pension", "enterprise", "city", "with", 2017, "balance"
    assert by_key(document)[key]["parts"] == pytest.approx([*alone[key]["parts"], 0.0], abs=FEN)
    core = by_key(document)[*key[:2], "core", *key[3:]]
    study = Study(pooled)
    cut = study.under([levers["rate"]])
    districts = Study(short).base.pooling.opening.of_district["employee_pension"] == 0
    held = float(cut.ledgers["employee_pension", "enterprise"].balance[-1][districts].sum())
    backstop = cut.ledgers["employee_pension", "enterprise"].backstop[:, districts].sum()
    assert core["to"] == pytest.approx(held - backstop, abs=FEN)


def page(*words: str) -> str:
    """What the command prints, its lines joined."""
    result = CliRunner().invoke(main, ["attribute", *words, "--lang", "en"])
    assert result.exit_code == 0
    return " ".join(result.stdout.split())


def refused(*words: str) -> Problem:
    with pytest.raises(Problem) as caught:
        attribute(*(side(run, {"to": None}) for run in words))
    return caught.value


def test_the_page_tells_both_runs():
    """Frame and inputs of either run where they differ, under both tables; what is not split, and why."""
    told = page("wuhan-2015", "wuhan-2015,rules=hindsight", "--to", "2021-12", "--measure", "payable_months")
    assert told.count("rules known-2016 → hindsight · basis plan") == 3
    assert told.count("from · inputs: ") == told.count("to · inputs: ") == 2
    assert "the second run has no such figure: resident medical·rural co-operative, maternity·pooled" in told


def test_the_page_shows_any_measure():
    told = page(
        *("toy", "toy+employer-rate-16-from-2017", "--to", "2017-12"),
        *("--measure", "cost_rate", "--measure", "receipts.contribution_employer"),
    )
    assert "no figure differs: cost rate" in told
    assert "receipts · employers' contributions · 2017" in told
    assert "[1] employer-rate-16-from-2017" in told


def test_causes_with_long_names_are_numbered(monkeypatch):
    """Two names that begin alike are told apart at 80 columns."""
    monkeypatch.setenv("COLUMNS", "80")
    reforms = ["maternity-leave-paid-by-employers-2017", "maternity-leave-158-2018"]
    words = ["attribute", "wuhan-2015", "+".join(["wuhan-2015", *reforms]), "--to", "2018-12", "--lang", "en"]
    lines = CliRunner().invoke(main, words).stdout.splitlines()
    assert {f"[1] {reforms[0]}", f"[2] {reforms[1]}"} <= {*lines}
    assert any(line.split()[-2:] == ["[1]", "[2]"] for line in lines)


def test_the_page_names_the_parts_by_pool_where_there_are_any(monkeypatch):
    monkeypatch.setenv("COLUMNS", "200")
    told = page("wuhan-2015", "wuhan-2015,rules=hindsight,pooling=city", "--to", "2017-12")
    assert "by pool: --json" in told
    assert "The second run has no such pools" in told
    assert "core" in page("wuhan-2015", "wuhan-2015,pooling=city", "--to", "2017-12")


def test_two_cities_have_no_mixtures():
    letter = refused("wuhan-2015", "toy,to=2016-12").letters[0]
    assert letter.code == "no_mixture"
    assert "one city" in letter.remedy.en


def test_an_option_is_said_once():
    assert refused("toy,to=2016-12,to=2017-12", "toy").letters[0].code == "run_words"


def test_a_run_folder_takes_no_words(tmp_path: Path):
    write_run(tmp_path / "run", run("toy", to="2016-12"))
    for words in ("run,to=2016-12", "run+employer-rate-16-from-2017"):
        letter = refused("toy", str(tmp_path / words)).letters[0]
        assert letter.code == "run_words"
        assert "--to" in letter.remedy.en


def test_few_pairs_of_orders_are_refused():
    result = CliRunner().invoke(main, ["attribute", "toy", "toy", "--orders", "63", "--json"])
    (letter,) = json.loads(result.stdout)["errors"]
    assert (result.exit_code, letter["code"], letter["field"]) == (2, "usage", "--orders")


def test_where_pools_alone_differ_every_pool_has_a_row() -> None:
    """Hindsight's medical rate acts on each pool's reserve, so that the city moves too; its row hides no pool."""
    words = ["wuhan-2015,rules=hindsight,to=2020-12", "wuhan-2015,rules=hindsight,to=2020-12,pooling=city"]
    page = CliRunner().invoke(main, ["attribute", *words, "--lang", "en"], env={"COLUMNS": "120"})
    assert page.exit_code == 0
    document = json.loads(CliRunner().invoke(main, ["attribute", *words, "--json"]).output)
    rows = [row for row in document["measures"] if (row["measure"], row["year"]) == ("balance", 2020)]
    rows = [row for row in rows if row["subsidy"] == "with"]
    assert {row["pool"] for row in rows} > {"city"}
    assert page.output.count(" · Dongxihu ") == sum(row["pool"] == "dongxihu" for row in rows)
    assert "so that cause is 0" not in page.output


def test_factors_of_wide_amounts_stand_below_one_another() -> None:
    """The nation's pensions: every ledger's name is whole in its line, in both tables."""
    words = ["attribute", "china-2010,to=2016-12", "china-2015,to=2016-12", "--lang", "en"]
    lines = CliRunner().invoke(main, words, env={"COLUMNS": "100"}).output.splitlines()
    begin = next(place for place, line in enumerate(lines) if line.startswith("Change of pension spending"))
    names = [line.split("  ")[0] for line in lines[begin + 1 :]]
    assert names.count("employee pension·enterprise") == 2
    assert max(map(len, lines)) <= 100
    assert not [line for line in lines[begin:] if line.startswith("empl ")]
