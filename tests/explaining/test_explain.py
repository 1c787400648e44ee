"""`actuary explain`: every name down to its sources, values as the run's tables have them, in both languages."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from click.testing import CliRunner, Result

from actuary import data
from actuary.cli import main
from actuary.explaining import Store, explain
from actuary.explaining.documents import ExplainDocument
from actuary.explaining.explanation import reachable
from actuary.explaining.values import RunValues
from actuary.months import parse
from actuary.runs import write_run
from actuary.vocabulary.registry import quantities
from tests.valuation.runs import ran

CHINESE = re.compile("[\u4e00-\u9fff]")
OPENING = parse("2015-12")


@pytest.fixture(scope="module")
def store() -> Store:
    """The shipped data under the shipped valuation."""
    return Store(data.shipped())


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A written run of the shipped valuation over two and a half years."""
    path = tmp_path_factory.mktemp("runs") / "run"
    write_run(path, ran(to="2018-06"))
    return path


def invoke(*words: object) -> Result:
    """The command in this process."""
    return CliRunner().invoke(main, ["explain", *map(str, words)])


def told(*words: object) -> dict[str, Any]:
    """The document of an explanation."""
    result = invoke(*words, "--json")
    assert result.exit_code == 0, result.output
    document = json.loads(result.stdout)
    assert next(iter(document)) == "schema"
    ExplainDocument.model_validate(document)
    return dict(document)


def test_every_name_has_words_a_formula_a_unit_and_inputs_that_exist(store: Store) -> None:
    """The registry and every parameter of law, belief and opening, and every printed figure; nothing dangles."""
    names = list(store.names())
    assert len(names) == len(set(names))
    assert set(quantities()) < set(names)
    assert {"law", "basis", "opening", "published"} <= {name.partition(".")[0] for name in names}
    for name in names:
        found = explain(store, name, OPENING)
        assert CHINESE.search(found["zh"]), name
        assert found["en"], name
        assert found["unit"], name
        assert CHINESE.search(found["formula"]["zh"]), name
        assert found["formula"]["en"], name
        assert found["formula"]["symbols"], name
        assert set(found["formula"]["letters"].values()) <= {each["name"] for each in found["inputs"]}, name


def test_every_quantity_ends_in_values_with_a_source(store: Store) -> None:
    """Walked down, each quantity of the registry rests on law, belief or opening figures, and each leaf is cited."""
    later = parse("2024-12")
    for name in quantities():
        leaves = [each for each in reachable(store, name, OPENING) if store.quantity(each) is None]
        assert leaves, name
    view = {each: store.view(each) for each in store.names() if store.quantity(each) is None}
    for name, holder in view.items():
        if holder is None:
            assert explain(store, name, OPENING)["citation"]["source"]
            continue
        rows = holder.parameters[name].values
        assert {row.source for row in rows} <= set(store.assumptions.sources), name
        month = max(min(row.from_ for row in rows), OPENING)
        found = explain(store, name, min(month, later))
        assert found["citation"] is None or found["citation"]["tag"], name


def test_every_value_that_a_run_reads_is_an_input_of_some_quantity(store: Store) -> None:
    """What the tables call inputs, and what the registry says of inputs, agree; series of tails hang on their law."""
    read = set(ran().tables()["inputs"]["name"])
    inputs = {each for quantity in quantities().values() for each in quantity.inputs}
    grown = {f"basis.{p.grows_with}" for p in store.assumptions.law.values() if p.grows_with}
    assert read - inputs - grown == set()


def test_law_in_force_with_its_citation() -> None:
    """Wuhan's employers' rate of 2016-05 is 19 % by the provincial document, and 20 % again as the plan knew it."""
    found = told("law.employee_pension.employer_rate", "--on", "2017-01")
    assert found["value"] == 0.19
    assert found["citation"]["tag"] == "statute"
    assert found["citation"]["from"] == "2016-05"
    assert found["citation"]["file"].startswith("assumptions/law/employee_pension/")
    assert "employee_pension.enterprise.contribution_employer" in found["used_by"]


def test_a_tail_that_grows_names_its_series() -> None:
    """Past the last stated value the series of belief is an input, and the value lies above the stated one."""
    stated, grown = (told("law.common.minimum_wage", "--on", month) for month in ("2016-01", "2031-01"))
    assert stated["inputs"] == []
    assert [each["name"] for each in grown["inputs"]] == ["basis.path.minimum_wage_growth"]
    assert grown["value"] > stated["value"]


def test_flow_of_a_run_is_the_sum_of_the_ledger(folder: Path) -> None:
    """By year, by month and by district, as the ledger's rows add up."""
    name = "employee_pension.enterprise.benefit.basic"
    rows = pl.read_parquet(folder / "ledger.parquet").filter(
        (pl.col("fund") == "employee_pension")
        & (pl.col("account") == "enterprise")
        & (pl.col("item") == "benefit.basic")
    )
    for period in ("2017", "2016-07"):
        found = told(name, "--run", folder, "--on", period)
        inside = rows.filter(pl.col("month").str.starts_with(period))
        assert found["value"] == pytest.approx(inside["yuan"].sum(), abs=0.01)
        for each in found["by_district"]:
            there = inside.filter(pl.col("district") == each["district"])["yuan"].sum()
            assert each["value"] == pytest.approx(there, abs=0.01)
    assert [each["year"] for each in found["by_year"]] == [2016, 2017]


def test_stocks_of_a_run_are_those_of_their_last_month(folder: Path) -> None:
    """Balances, members and people: December of the year; openings: January's."""
    balances = pl.read_parquet(folder / "balances.parquet").filter(pl.col("fund") == "unemployment")
    closing = balances.filter(pl.col("month") == "2017-12")["closing"].sum()
    opening = balances.filter(pl.col("month") == "2017-01")["opening"].sum()
    assert told("unemployment.pooled.closing", "--run", folder)["value"] == pytest.approx(closing, abs=0.01)
    assert told("unemployment.pooled.opening", "--run", folder)["value"] == pytest.approx(opening, abs=0.01)
    people = pl.read_parquet(folder / "people.parquet").filter(
        (pl.col("status") == "dormant") & (pl.col("month") == "2016-12")
    )
    found = told("people.dormant", "--run", folder, "--on", "2016")
    assert found["value"] == pytest.approx(people["persons"].sum(), abs=1e-3)


def test_measure_of_a_run_by_account_pool_and_subsidy(folder: Path) -> None:
    """The lines of measures.parquet for the year."""
    found = told("employee_medical.payable_months", "--run", folder, "--on", "2017")
    rows = pl.read_parquet(folder / "measures.parquet").filter(
        (pl.col("fund") == "employee_medical") & (pl.col("measure") == "payable_months") & (pl.col("year") == 2017)
    )
    assert len(found["by_line"]) == rows.height
    assert {each["account"] for each in found["by_line"]} == set(rows["account"])


def test_an_input_of_a_run_is_what_the_run_read(folder: Path) -> None:
    """Rows of inputs.parquet stand beside the value in force."""
    found = told("law.employee_pension.employer_rate", "--run", folder, "--on", "2017-06")
    assert found["value"] == 0.19
    assert {row["value"] for row in found["read"]} >= {0.19}


def test_deep_explains_each_input_once_down_to_the_sources() -> None:
    """Everything below stands once, and every input named below is itself explained."""
    found = told("work_injury.balance", "--deep")
    below = [each["name"] for each in found["below"]]
    assert len(below) == len(set(below))
    assert {name for each in found["below"] for name in each["inputs"]} <= {*below, "work_injury.balance"}
    assert any(name.startswith("law.work_injury.") for name in below)
    assert all(each["citation"] for each in found["below"] if each["value"] is not None)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(
    "name",
    ["maternity.pooled.benefit.allowance", "basis.mortality.male", "published.box2.employee_pension.target_2020",
     "test.can_pay", "opening.insured.maternity", "step.declared_base"],
)  # fmt: skip
def test_the_page_speaks_its_language(store: Store, name: str, language: str) -> None:
    """Formula and headings; with --deep it is the same page, longer."""
    if name.startswith("published") and name not in store.figures:
        name = next(iter(store.figures))
    short, long = invoke(name, "--lang", language), invoke(name, "--lang", language, "--deep")
    assert short.exit_code == long.exit_code == 0
    assert explain(store, name, OPENING)["formula"][language] in short.stdout
    assert len(long.stdout) >= len(short.stdout)
    assert ("算式" in short.stdout) == (language == "zh")


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("employee_pension.balanc", "employee_pension.balance"),
        ("law.employee_pension.employers_rate", "law.employee_pension.employer_rate"),
        ("people.dormants", "people.dormant"),
    ],
)
def test_an_unknown_quantity_is_told_the_nearest(name: str, near: str) -> None:
    """A letter that names what may have been meant."""
    result = invoke(name, "--lang", "zh")
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"没有名为“{name}”的量" in result.stderr
    assert near in result.stderr


def test_what_is_no_run_folder_is_a_letter(tmp_path: Path) -> None:
    """A folder without a manifest."""
    result = invoke("people.dormant", "--run", tmp_path, "--json")
    assert result.exit_code == 2
    assert json.loads(result.stdout)["errors"][0]["code"] == "run_folder"


def test_light_start() -> None:
    """Without a run neither numba nor polars is loaded."""
    code = (
        "import sys\nfrom actuary.cli import main\n"
        "try:\n    main(sys.argv[1:])\nexcept SystemExit as end:\n    assert not end.code, end.code\n"
        "assert not {'numba', 'pandas', 'polars'} & set(sys.modules)\n"
    )
    call = [sys.executable, "-c", code, "explain", "employee_pension.balance", "--json"]
    done = subprocess.run(call, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-300:] + done.stderr


def test_a_period_outside_the_run_is_a_letter(folder: Path) -> None:
    """A year or a month that the run does not reach; its own ends are inside."""
    for period in ("2014", "2019", "2018-07", "2015-11"):
        result = invoke("unemployment.balance", "--run", folder, "--on", period, "--lang", "en")
        assert (result.exit_code, result.stdout) == (2, ""), period
        assert "2015-12 to 2018-06" in result.stderr
    for period in ("2016", "2018", "2018-06"):
        assert invoke("unemployment.balance", "--run", folder, "--on", period).exit_code == 0


def test_rates_are_told_to_their_last_digit() -> None:
    """8.31 % is no 8.3 %; under the law known in 2016 that year's rate is not stated."""
    name = "law.employee_pension.crediting_rate"
    said = invoke(name, "--on", "2016-03", "--rules", "hindsight", "--lang", "zh").stdout
    assert "8.31%" in said
    assert "转引" in said
    assert told(name, "--on", "2016-03", "--rules", "known-2016")["value"] is None


def test_measures_by_account_stand_among_the_inputs(folder: Path) -> None:
    """The inputs of a measure with several accounts bring a value for each account of the pooled city."""
    found = told("employee_pension.payable_months", "--run", folder, "--on", "2017")
    measures = pl.read_parquet(folder / "measures.parquet").filter(
        (pl.col("year") == 2017) & (pl.col("district") == "city") & (pl.col("subsidy") == "with")
        & (pl.col("fund") == "employee_pension") & (pl.col("measure") == "balance")
    )  # fmt: skip
    balance = next(each for each in found["inputs"] if each["name"] == "employee_pension.balance")
    said = {each["account"]: each["value"] for each in balance["by_account"]}
    assert said == dict(measures.select("account", "value").iter_rows())


def test_a_file_changed_since_the_run_is_told(folder: Path, tmp_path: Path) -> None:
    """A value that the run did not read is never shown as its own."""
    copied = tmp_path / "data"
    for part in ("assumptions", "cohorts"):
        shutil.copytree(data.shipped() / part, copied / part)
    file = copied / "assumptions/law/maternity/maternity.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("value: 0.007,", "value: 0.006,"), encoding="utf-8")
    words = ["explain", "--run", str(folder), "--json"]
    for name, changed in (("law.maternity.employer_rate", True), ("law.unemployment.employer_rate", False)):
        for root, expected in ((data.shipped(), False), (copied, changed)):
            result = CliRunner().invoke(main, ["--data", str(root), *words, name])
            assert json.loads(result.stdout)["changed"] == expected


def test_every_item_of_the_ledger_and_every_measure_has_the_value_of_the_run(folder: Path) -> None:
    """Whatever stands in ledger.parquet, members.parquet or measures.parquet for 2017 is what is told of it."""
    values, registered = RunValues(folder, "2017"), quantities()
    year = pl.col("month").str.starts_with("2017")
    flows = pl.read_parquet(folder / "ledger.parquet").filter(year).group_by("fund", "account", "item")
    for fund, account, item, yuan in flows.agg(pl.col("yuan").sum()).iter_rows():
        quantity = registered[f"{fund}.{account}.{item}"]
        found = values.of(quantity.key, quantity.kind)
        assert found is not None, quantity.key
        assert found["value"] == pytest.approx(yuan, abs=0.01), quantity.key
    measures = pl.read_parquet(folder / "measures.parquet").filter(pl.col("year") == 2017)
    for (fund, measure), rows in measures.group_by("fund", "measure"):
        quantity = registered[f"{fund}.{measure}"]
        found = values.of(quantity.key, quantity.kind)
        assert found is not None, quantity.key
        assert len(found["by_line"]) == rows.height


def test_a_run_under_a_reform_explains_its_law_as_the_reform_has_it(tmp_path: Path) -> None:
    """16 % by the reform's name from 2017 on; before it, and elsewhere, what the law states."""
    name, rate = "employer-rate-16-from-2017", "law.employee_pension.employer_rate"
    told = CliRunner().invoke(main, ["run", "--to", "2017-12", "--reform", name, "--out", str(tmp_path / "run")])
    assert told.exit_code == 0, told.output

    def explained(on: str) -> dict[str, Any]:
        command = ["explain", rate, "--on", on, "--run", str(tmp_path / "run"), "--json"]
        document = json.loads(CliRunner().invoke(main, command).output)
        ExplainDocument.model_validate(document)
        return document

    after, before = explained("2017-03"), explained("2016-12")
    assert (after["value"], after["citation"]["source"]) == (0.16, name)
    assert before["value"] == 0.19
    assert before["citation"]["source"] != name


@pytest.mark.parametrize("line", ["add: {}, amount: -0.01", "scale: {}, factor: 0.9"])
def test_what_is_laid_on_the_baseline_cites_both(tmp_path: Path, line: str) -> None:
    """The value is that of the reform; beside the reform's source stands the statute's, as without the reform."""
    rate, folder = "law.employee_pension.employer_rate", str(tmp_path / "run")
    page = tmp_path / "mine.yaml"
    head = "schema: actuary.reform/1\nname: mine\nsource: {tag: judgement, note: a test}\nchanges:\n"
    page.write_text(f"{head}  - {{{line.format(rate)}, from: 2017-01}}\n", encoding="utf-8")
    command = ["run", "toy", "--to", "2017-12", "--reform", str(page), "--out", folder]
    assert CliRunner().invoke(main, command).exit_code == 0

    def explained(*words: str) -> dict[str, Any]:
        document = json.loads(CliRunner().invoke(main, ["explain", rate, "--on", "2017-03", *words, "--json"]).output)
        ExplainDocument.model_validate(document)
        return document

    under, plain = explained("--run", folder), explained()
    assert under["citation"]["source"] == "mine"
    assert under["baseline"] == {key: plain[key] for key in ("value", "formula", "citation")} | {"inputs": []}
    changed = plain["value"] - 0.01 if line.startswith("add") else plain["value"] * 0.9
    assert under["value"] == pytest.approx(changed)
    assert "baseline" not in plain
    told = CliRunner().invoke(main, ["explain", rate, "--on", "2017-03", "--run", folder, "--lang", "zh"]).output
    assert plain["citation"]["source"] in told
    assert "方案“mine”下的取值" in told


def test_a_reform_of_law_is_cited_as_law_where_it_stands(tmp_path: Path) -> None:
    """The change's own line of its file, the tag of the reform's source, and nothing that a reform does not say."""
    name = "unemployment-benefit-90-2018"
    command = ["run", "--to", "2018-12", "--reform", name, "--out", str(tmp_path / "run")]
    assert CliRunner().invoke(main, command).exit_code == 0
    asked = ["explain", "law.unemployment.benefit_share", "--on", "2018-12", "--run", str(tmp_path / "run"), "--json"]
    citation = json.loads(CliRunner().invoke(main, asked).output)["citation"]
    assert (citation["tag"], citation["trust"], citation["known_from"]) == ("statute", None, None)
    lines = (data.root() / citation["file"]).read_text(encoding="utf-8")
    assert "law.unemployment.benefit_share" in lines.splitlines()[citation["line"] - 1]
