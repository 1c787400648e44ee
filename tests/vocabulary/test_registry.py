"""The registry: every name is unique, worded twice, and computed from names that exist."""

import ast
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

import actuary
from actuary.cli.quantities import command
from actuary.vocabulary import ACCOUNTS, FUNDS, STATUSES
from actuary.vocabulary.items import BENEFITS, COUNTERPARTIES, ITEMS, LEDGERS, OUTSIDE_COUNTERPARTIES
from actuary.vocabulary.measures import MEASURES, TESTS
from actuary.vocabulary.registry import document, item_name, items_of, quantities

CHINESE = re.compile("[\u4e00-\u9fff]")
SOURCE = Path(actuary.__file__).parent
ENGINE = [*sorted((SOURCE / "schemes").glob("*.py")), *sorted((SOURCE / "funds").glob("*.py"))]
POSTED = re.compile(r"(benefit|transfer)\.[a-z_]+|contribution_[a-z]+|arrears|ordinary_subsidy")


def posted() -> set[str]:
    """Every item that the engine's sources name in full."""
    texts = (
        node.value
        for path in ENGINE
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )
    return {text for text in texts if POSTED.fullmatch(text)}


def test_every_ledger_is_declared() -> None:
    """One entry a fund and account, in their order, and no other."""
    assert list(LEDGERS) == [f"{fund.key}.{name.key}" for fund in FUNDS for name in ACCOUNTS[fund.key]]


def test_quantities_are_worded_and_keyed() -> None:
    """Lower snake case in ASCII, Chinese in Chinese, English in ASCII, a unit and a formula."""
    for key, quantity in quantities().items():
        assert re.fullmatch(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+", key)
        assert CHINESE.search(quantity.zh), key
        assert not CHINESE.search(quantity.en), key
        assert quantity.unit in {"yuan", "person", "month", "share", "ratio", "text", "yuan_per_month", "index"}
        told = quantity.derivation
        assert CHINESE.search(told.zh), key
        assert told.en, key
        assert not CHINESE.search(told.en), key
        assert told.symbols, key
        assert quantity.inputs, key


def test_inputs_exist() -> None:
    """An input is a quantity, or a name of law or belief."""
    known = quantities()
    unknown = {
        name
        for quantity in known.values()
        for name in quantity.inputs
        if name not in known and not name.startswith(("law.", "basis.", "opening."))
    }
    assert unknown == set()


def test_inputs_of_law_and_belief_exist() -> None:
    """A name of law or belief is one that the shipped files hold."""
    from actuary import data
    from actuary.dated import check_path

    held = {parameter.name for parameter in check_path(data.root()).parameters}
    named = {name for quantity in quantities().values() for name in quantity.inputs}
    named |= {test.threshold for test in TESTS if test.threshold != "0"}
    assert {name for name in named if name.startswith(("law.", "basis.", "opening."))} - held == set()


def test_every_flow_has_an_item_of_the_list() -> None:
    """No ledger carries an item without a name, and no name lacks a ledger, inside or outside."""
    used = {item for ledger in LEDGERS for item in items_of(*ledger.split("."))}
    assert {item_name(item).key for item in used} == used
    assert {f"benefit.{name.key}" for name in BENEFITS} <= used
    assert {name.key for name in ITEMS} <= used


def test_what_the_engine_posts_is_registered() -> None:
    """Every item that schemes and funds name is carried by some ledger."""
    used = {item for ledger in LEDGERS for item in items_of(*ledger.split("."))}
    assert posted()
    assert posted() - used == set()


def test_tests_put_known_measures_to_known_ledgers() -> None:
    """Measure, ledgers and bound of each named test exist; no test stands twice."""
    measures = {measure.key for measure in MEASURES}
    assert len({test.key for test in TESTS}) == len(TESTS)
    for test in TESTS:
        assert test.measure in measures
        assert set(test.ledgers) <= set(LEDGERS)
        assert test.bound in {"least", "most"}


def test_counterparties_are_inside_or_outside() -> None:
    """No counterparty is both; the independent checker knows every inside one that is no fund."""
    from actuary_verify import ACCOUNTS as CHECKED

    inside = {name.key for name in COUNTERPARTIES}
    assert not inside & {name.key for name in OUTSIDE_COUNTERPARTIES}
    assert inside - {fund.key for fund in FUNDS} == CHECKED


def test_document_has_every_section() -> None:
    """The document's sections are those that outsiders rely on, each entry with both names."""
    made = document()
    assert made["schema"] == "actuary.quantities/1"
    assert [entry["key"] for entry in made["statuses"]] == [name.key for name in STATUSES]
    for section in ("funds", "accounts", "items", "benefits", "statuses", "measures", "tests", "pools"):
        assert made[section]
        assert all(entry["key"] and entry["zh"] and entry["en"] for entry in made[section])


@pytest.mark.parametrize("arguments", [[], ["--json"]])
def test_command_prints_every_quantity(arguments: list[str]) -> None:
    """The page and the document hold every key."""
    told = CliRunner().invoke(command, arguments)
    assert told.exit_code == 0
    assert all(key in told.stdout for key in quantities())
    if arguments:
        assert json.loads(told.stdout) == json.loads(json.dumps(document()))


def test_command_needs_no_heavy_library() -> None:
    """Names are told without numba, numpy and polars."""
    script = (
        "import sys; from actuary.cli.quantities import command;"
        "command(['--json'], standalone_mode=False);"
        "sys.exit(any(m in sys.modules for m in ('numba', 'numpy', 'polars')))"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False, capture_output=True).returncode == 0
