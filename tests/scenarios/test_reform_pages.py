"""Pages of docs/reforms: each shipped reform has one, and figures made by the program are its figures."""

import pytest

from actuary import data
from actuary.dated import shipped_reforms
from tests import reform_pages
from tests.reform_pages import MADE, PAGES, SUBJECTS, page, with_changes
from tests.reform_tables import by_hand


@pytest.mark.skipif(not PAGES.is_dir(), reason="the pages lie in the checkout")
def test_every_shipped_reform_has_a_page_of_its_own() -> None:
    pages = {path.stem: path.read_text(encoding="utf-8") for path in PAGES.glob("*.md")}
    for name in shipped_reforms(data.root()):
        assert pages[name].startswith(f"# {name} · ") or name in pages[name].splitlines()[0], name
        if MADE in pages[name] and name != "empty":
            assert reform_pages.subject(name) in SUBJECTS


@pytest.mark.skipif(not PAGES.is_dir(), reason="the pages lie in the checkout")
@pytest.mark.parametrize("home", SUBJECTS)
def test_changes_of_a_subject_are_what_the_program_says(home: str) -> None:
    """Else run `python -m tests.reform_pages`, and say in CHANGELOG what moved."""
    assert (PAGES / f"{home}.md").read_text(encoding="utf-8") == with_changes(home)


@pytest.mark.skipif(not PAGES.is_dir(), reason="the pages lie in the checkout")
def test_pages_made_are_what_the_program_says() -> None:
    made = [name for name in shipped_reforms(data.root()) if MADE in (PAGES / f"{name}.md").read_text(encoding="utf-8")]
    assert len(made) > 30
    for name in made:
        assert (PAGES / f"{name}.md").read_text(encoding="utf-8") == page(name), name


@pytest.mark.skipif(not PAGES.is_dir(), reason="the pages lie in the checkout")
def test_figures_of_pages_by_hand_are_what_the_program_says() -> None:
    """Ledgers, what stands beside the funds, who pays and who gains, what is laid on nobody."""
    anew = by_hand(PAGES, MADE)
    assert sum("| category | own contributions |" in text for text in anew.values()) > 20
    for path, text in anew.items():
        assert path.read_text(encoding="utf-8") == text, path.name
