"""The report as a document: clauses met, numbers that are references, what is missing said."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from rich.console import Console

from actuary.cli import main
from actuary.errors import Problem
from actuary.reporting import figures
from actuary.reporting.book import Material, book
from actuary.reporting.book.blocks import Figure, Gallery, Heading, Missing, Paragraph, Picture, Tabular, plain
from actuary.reporting.book.clauses import clauses
from actuary.reporting.book.material import SAME
from actuary.reporting.book.outline import SPOKEN, outline
from actuary.reporting.book.parts import PARTS
from actuary.reporting.book.recorder import recorded
from actuary.reporting.book.references import REFERENCE, References
from actuary.reporting.book_texts import BOOK
from actuary.reporting.language import Words
from actuary.reporting.layout import plain_table
from actuary.runs import open_run

NAMED = re.compile(r"ISAP 2|ASOP 32")
"""Names of standards, which are no figures; documents are references."""


@pytest.mark.parametrize("left_out", [section.key for section in outline()])
def test_a_section_left_out_stops_the_build(material: Material, left_out: str) -> None:
    """The letters name every clause that is no longer met."""
    unmet = {clause.cited.en for clause in clauses() if left_out in clause.sections}
    assert unmet, f"no clause asks for {left_out}"
    with pytest.raises(Problem) as caught:
        book(material, "en", [section for section in outline() if section.key != left_out])
    assert {letter.field for letter in caught.value.letters} == unmet


def test_every_clause_names_sections_that_exist() -> None:
    known = {section.key for section in outline()}
    assert all(set(clause.sections) <= known for clause in clauses())


def test_the_clauses_of_isap_2_are_all_mapped() -> None:
    """2.1 to 2.6, 3.1 and 3.2, as the standard of 2013 numbers them."""
    mapped = [clause.clause for clause in clauses() if clause.standard.key == "ISAP-2"]
    assert mapped == ["2.1", "2.2", "2.3", "2.4", "2.5", "2.6", "3.1", "3.2"]


def spoken() -> Iterator[tuple[str, str]]:
    """Every text of the outline, with its section."""
    for section in outline():
        yield from ((section.key, section.zh), (section.key, section.en))
        for block in section.blocks:
            (kind, content), *_ = block.items()
            if kind in SPOKEN or kind == "heading":
                yield from ((section.key, content["zh"]), (section.key, content["en"]))


@pytest.mark.parametrize(("section", "told"), list(spoken()))
def test_no_number_is_typed_in_the_prose(section: str, told: str) -> None:
    """Digits stand in references alone, and in the names of standards."""
    assert not re.search(r"\d", NAMED.sub("", REFERENCE.sub("", told))), (section, told)


KEY = re.compile(r"[a-z]+_[a-z]")
"""What looks like a key of the program; `n_d` of a formula does not."""


def test_no_key_of_the_program_stands_in_a_chinese_table(material: Material) -> None:
    """Funds, entries, identities and scopes have names; the annexes alone list keys and files."""
    found = [
        (block.title, str(cell))
        for section in book(material, "zh").sections
        for block in section.blocks
        if isinstance(block, Tabular) and block.title not in (BOOK["book.files"][0], BOOK["book.glossary"][0])
        for column in block.table.columns
        for cell in column.cells
        if KEY.search(str(cell).replace("n_d", ""))
    ]
    assert found == []


UNITS = re.compile(r"100m yuan|10k persons|5\s?%|95\s?%|50\s?%|ISAP 2|ASOP 32|\{[a-z_]+[^}]*\}")
"""Units, quantiles and names of standards: labels, and no figures of a run."""


@pytest.mark.parametrize("key", BOOK)
def test_no_number_is_typed_in_a_label(key: str) -> None:
    for told in BOOK[key]:
        assert not re.search(r"\d", UNITS.sub("", told)), told


def test_every_part_is_called_by_the_outline() -> None:
    """None is forgotten, and none is called that is not there."""
    called = {
        block[kind] for section in outline() for block in section.blocks for kind in ("show", "made") if kind in block
    }
    assert called == set(PARTS)


def test_a_reference_prints_as_the_tables_do(material: Material) -> None:
    """A figure of a ledger, an input's share, an identity's count; first and last year by name."""
    references = References(material, Words("zh"))
    entry = next(
        e for e in material.verdict["funds"] if (e["fund"], e["pool"], e["subsidy"]) == ("unemployment", "city", "with")
    )
    last = entry["years"][-1]
    assert references.figure("unemployment.pooled.city.last.balance").shown == f"{figures.money(last['balance'])} 亿元"
    assert (
        references.figure("unemployment.pooled.city.last.payable_months").shown
        == f"{figures.months(last['payable_months'])} 个月"
    )
    counts = material.verdict["inputs"]
    share = figures.share((counts["proxy"] + counts["judgement"]) / sum(counts.values()))
    assert references.figure("inputs.unsourced").shown == share
    assert references.figure("certificate.identities").shown == str(material.verdict["certificate"]["identities"])


@pytest.mark.parametrize(
    "reference",
    ["unemployment.pooled.city.last.nonsense", "nothing.at.all", "simulate.paths", "run.nothing", "value.law.x"],
)
def test_a_reference_to_nothing_is_a_letter(material: Material, reference: str) -> None:
    with pytest.raises(Problem) as caught:
        References(material, Words("en")).runs(f"so much: {{{reference}}}")
    assert caught.value.letters[0].field == reference


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_table_and_picture_says_its_frame(material: Material, language: Any) -> None:
    """Unit, scope or rule set, and where the inputs come from, under each."""
    frame = material.verdict["rules"]
    for section in book(material, language).sections:
        for block in section.blocks if section.key != "cover" else ():
            if isinstance(block, Tabular | Picture | Gallery):
                assert frame in block.caption, (section.key, block)


def test_what_was_not_made_is_said_with_its_command(material: Material) -> None:
    told = [
        block for section in book(material, "zh").sections for block in section.blocks if isinstance(block, Missing)
    ]
    assert len(told) >= 8
    assert all(block.command.startswith("actuary ") for block in told)


def test_every_number_in_the_text_knows_where_it_comes_from(material: Material) -> None:
    """Digits of the prose are figures, each with its reference."""
    digits = 0
    for section in book(material, "zh").sections:
        for block in section.blocks:
            if isinstance(block, Paragraph) and block.kind == "text":
                typed = "".join(run for run in block.runs if isinstance(run, str))
                assert not re.search(r"\d", NAMED.sub("", typed)), plain(block.runs)
                digits += sum(isinstance(run, Figure) for run in block.runs)
    assert digits > 5


@pytest.fixture
def beside(material: Material, tmp_path: Path) -> Callable[[dict[str, Any]], Path]:
    """A document of the run's own valuation, written to a file."""

    def write(document: dict[str, Any]) -> Path:
        same = {key: material.verdict[key] for key in SAME}
        file = tmp_path / "document.json"
        file.write_text(json.dumps({**same, **document}))
        return file

    return write


def simulated(material: Material) -> dict[str, Any]:
    """A simulation of the unemployment fund that pays on nine paths of ten."""
    years = [
        {
            "year": year,
            "central": 1e8,
            "mean": 1e8,
            "p05": -1e8,
            "p25": 0.0,
            "p50": 1e8,
            "p75": 2e8,
            "p95": 3e8,
            "pays": 0.9,
        }
        for year in material.years
    ]
    fund = {
        "fund": "unemployment", "account": "pooled", "cannot_pay": 0.1, "error": 0.01,
        "first_cannot_pay": {"central": None, "p05": None, "p50": None},
        "variance": {"share_chance": 0.3}, "years": years,
    }  # fmt: skip
    return {"schema": "actuary.simulate/1", "paths": 10, "seed": 1, "funds": [fund]}


def test_a_simulation_given_brings_probability_and_fan(
    material: Material, toy: Path, beside: Callable[[dict[str, Any]], Path]
) -> None:
    told = book(Material(open_run(toy), [beside(simulated(material))]), "en")
    fans = [block for section in told.sections for block in section.blocks if isinstance(block, Gallery)]
    assert any("fan" in gallery.name for gallery in fans)
    cards = next(block for block in told.sections[0].blocks if hasattr(block, "cards")).cards
    assert any("probability to pay throughout 90.0%" in fact for card in cards for fact in card.facts)
    note = told.sections[0].blocks[-1]
    assert isinstance(note, Paragraph)
    assert "chance alone, 10 paths" in plain(note.runs)


@pytest.mark.parametrize(
    "change",
    [
        {"basis": "another"},
        {"rules": "hindsight"},
        {"to": "1999-12"},
        {"given": "own.xlsx"},
        {"schema": "actuary.nothing/1"},
    ],
    ids=["basis", "rules", "horizon", "own figures", "kind"],
)
def test_a_document_of_another_run_is_refused(
    material: Material, toy: Path, beside: Callable[[dict[str, Any]], Path], change: dict[str, str]
) -> None:
    with pytest.raises(Problem) as caught:
        Material(open_run(toy), [beside({**simulated(material), **change})])
    assert caught.value.letters[0].field == "--with"


def test_a_document_that_lacks_something_is_a_letter(
    material: Material, toy: Path, beside: Callable[[dict[str, Any]], Path]
) -> None:
    """One of another version of the program, say: no traceback, and the command that makes it anew."""
    given = Material(open_run(toy), [beside({"schema": "actuary.compare/1", "reforms": [{}]})])
    with pytest.raises(Problem) as caught:
        book(given, "en")
    assert "actuary compare" in str(caught.value.letters[0].remedy)


def test_what_a_command_prints_becomes_blocks() -> None:
    """A bold line is the title of its table, a pale one stands under it with the frame, once; the frame alone is left
    out."""
    table = plain_table()
    table.add_column("a")
    table.add_row("1")

    def printing(console: Console) -> None:
        console.print("what all of it is about")
        console.print("Title", style="bold")
        console.print(table)
        console.print("a note", style="dim")
        console.print("another note · frame", style="dim")
        console.print("Alone", style="bold")

    first, last = recorded(printing, 100, "frame", "what all of it is about")
    assert isinstance(first, Tabular)
    assert (first.title, first.table, first.caption) == ("Title", table, "a note · another note · frame")
    assert last == Heading("Alone")


def test_what_is_given_must_hold_something_and_once(
    material: Material, toy: Path, beside: Callable[[dict[str, Any]], Path], tmp_path: Path
) -> None:
    """A folder without documents, a file that is not there, and two of one kind are refused by name."""
    (tmp_path / "empty").mkdir()
    twice = [beside(simulated(material))] * 2
    for given in ([tmp_path / "empty"], [tmp_path / "nothing.json"], twice):
        with pytest.raises(Problem) as caught:
            Material(open_run(toy), given)
        assert caught.value.letters[0].file is not None


def test_benefits_of_several_kinds_stand_beside_each_other(toy: Path, tmp_path: Path) -> None:
    """Each in a table of its own name."""
    for kind, *options in (
        ("maternity", "--date", "2016-05-01", "--employer-wage", "5000"),
        ("unemployment", "--month", "2016-05", "--paid-months", "60"),
    ):
        answer = CliRunner().invoke(main, ["benefit", kind, *options, "--json"])
        assert answer.exit_code == 0, answer.output
        (tmp_path / f"{kind}.json").write_text(answer.stdout)
    told = book(Material(open_run(toy), [tmp_path]), "zh")
    section = next(section for section in told.sections if section.key == "benefits")
    titles = [block.title for block in section.blocks if isinstance(block, Tabular)]
    assert sum("生育保险" in title for title in titles) == 1
    assert sum("失业保险" in title for title in titles) == 1
