"""The figures of docs/reforms, made by the program: `python -m tests.reform_pages` writes them anew.

A reform without a page by hand has one here: what it says by its file, on what it rests, and what moves. Pages of
a subject say how the engine carries its reforms; their tables of changes are made here too, and so are the figures of
pages by hand.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from actuary import data
from actuary.dated import Change, Reform, load_reforms, shipped_reforms
from actuary.months import text
from actuary.scenarios.comparing import compare
from actuary.scenarios.study import Study
from actuary.valuation.prepare import prepare
from tests.reform_tables import amount, by_hand, month

PAGES = data.shipped() / "docs" / "reforms"
SUBJECTS = {
    "indexation-subsidy-returns": (
        "indexation-",
        "resident-pension-",
        "residents-subsidy",
        "pension-subsidy",
        "entrusted-",
        "fund-",
    ),
    "medical-benefits": ("medical-", "residents-serious", "residents-benefits"),
    "mergers": ("maternity-into-medical", "residents-medical-merged"),
    "rates-and-waivers": ("waiver-", "rates-"),
    "stress-tests": ("stress-",),
    "unemployment-injury-maternity": ("unemployment-", "stabilisation-", "injury-", "maternity-"),
}
"""Pages of a subject, and how the names of their reforms begin."""
LEDGERS = {
    "enterprise pension": ("employee_pension", "enterprise"),
    "resident pension": ("resident_pension", "all"),
    "medical pool": ("employee_medical", "pooled"),
    "medical accounts": ("employee_medical", "individual"),
    "large amount": ("employee_medical", "large_amount"),
    "urban residents": ("resident_medical", "urban"),
    "rural co-operative": ("resident_medical", "rural_cooperative"),
    "serious illness": ("resident_medical", "serious_illness"),
    "unemployment": ("unemployment", "pooled"),
    "work injury": ("work_injury", "all"),
    "maternity": ("maternity", "pooled"),
}
MADE = "<!-- made by tests/reform_pages.py -->"
BEGINS = "Change of the balance at the end of 2020"


@cache
def study() -> Study:
    return Study(prepare("wuhan-2015"))


@cache
def reform(name: str) -> Reform:
    prepared = study().prepared
    (found,) = load_reforms([name], prepared.assumptions, prepared.options["basis"], prepared.root)
    return found


@cache
def moved(name: str) -> dict[tuple[str, str], dict[str, Any]]:
    """What the comparison says of each ledger of the pooled city."""
    document = compare(study(), [(reform(name),)])
    rows = document["reforms"][0]["funds"]
    return {(row["fund"], row["account"]): row for row in rows if row["pool"] == "city" and row["subsidy"] == "with"}


def subject(name: str) -> str | None:
    """The page of the subject of a reform."""
    if (PAGES / f"{name}.md").exists() and MADE not in (PAGES / f"{name}.md").read_text(encoding="utf-8"):
        return None
    return next((page for page, begins in SUBJECTS.items() if name.startswith(begins)), None)


def signed(yuan: float) -> str:
    told = amount(yuan)
    return told if told.startswith("−") or told == "0.00" else f"+{told}"


def cell(row: dict[str, Any]) -> str:
    first = month(row, "first_cannot_pay")
    told = signed(row["years"][-1]["balance"]["difference"])
    return f"{told} ({first})" if "→" in first else told


def says(change: Change) -> str:
    """A line of a reform as a row of its page."""
    value = getattr(change.value, "values", change.value)
    shown = "a table" if hasattr(change.value, "keys") else f"{value:g}" if isinstance(value, float) else str(value)
    keys = f" ({', '.join(change.keys)})" if change.keys else ""
    until = "—" if change.to is None else text(change.to)
    return f"| `{change.name}`{keys} | {change.verb} {shown} | {text(change.from_)} | {until} |"


def page(name: str) -> str:
    """The page of a reform that has none by hand."""
    return "\n".join(_page(name)) + "\n"


def _page(name: str) -> Iterator[str]:
    found, home = reform(name), subject(name)
    yield from (f"# {name} · {found.zh}", "", MADE, "")
    if home is not None:
        yield from (f"{_told(home, name)} How the engine carries it, and what it does not: [{home}]({home}.md).", "")
    yield from (f"{found.note} ({found.tag})".strip(), "")
    if found.changes:
        yield from ("| parameter | what happens | from | to |", "|---|---|---|---|")
        yield from (*map(says, found.changes), "")
    yield from (f"亿元. `actuary compare wuhan-2015 {name}`", "")
    rows = {title: moved(name)[key] for title, key in LEDGERS.items() if _moves(moved(name)[key])}
    if not rows:
        yield "No balance of the pooled city moves by 2020."
        return
    yield "| ledger | balance 2020, baseline | reform | difference | first deficit | cannot pay |"
    yield "|---|---:|---:|---:|---|---|"
    for title, row in rows.items():
        last = row["years"][-1]["balance"]
        figures = " | ".join(amount(last[side]) for side in ("baseline", "reform", "difference"))
        yield f"| {title} | {figures} | {month(row, 'first_current_deficit')} | {month(row, 'first_cannot_pay')} |"


def _moves(row: dict[str, Any]) -> bool:
    return amount(row["years"][-1]["balance"]["difference"]) != "0.00" or "→" in month(row, "first_cannot_pay")


def _told(home: str, name: str) -> str:
    """What the subject's page says of a reform."""
    (said,) = re.findall(
        rf"^\| `{re.escape(name)}` \| ([^|]+) \| [^|]+ \|$", (PAGES / f"{home}.md").read_text("utf-8"), re.M
    )
    return f"{said.strip()[0].upper()}{said.strip()[1:]}."


def with_changes(home: str) -> str:
    """The page of a subject with its table of changes anew."""
    before, _, after = (PAGES / f"{home}.md").read_text(encoding="utf-8").partition(BEGINS)
    names = re.findall(r"^\| `([a-z0-9-]+)` \|", before, re.M)
    words = after.split("\n\n|")[0].split("\n|")[0].rstrip("\n")
    return f"{before}{BEGINS}{words}\n\n" + "\n".join(_table(names)) + "\n"


def _table(names: Sequence[str]) -> Iterator[str]:
    columns = {title: key for title, key in LEDGERS.items() if any(_moves(moved(name)[key]) for name in names)}
    yield f"| reform | {' | '.join(columns)} |"
    yield "|---|" + "---:|" * len(columns)
    for name in names:
        yield f"| `{name}` | {' | '.join(cell(moved(name)[key]) for key in columns.values())} |"


def made() -> dict[Path, str]:
    """Every file of which figures are made here."""
    for home in SUBJECTS:
        assert BEGINS in (PAGES / f"{home}.md").read_text(encoding="utf-8"), home
    names = [name for name in shipped_reforms(data.root()) if name == "empty" or subject(name) is not None]
    return {
        **by_hand(PAGES, MADE),
        **{PAGES / f"{home}.md": with_changes(home) for home in SUBJECTS},
        **{PAGES / f"{name}.md": page(name) for name in names},
    }


if __name__ == "__main__":
    for path, content in made().items():
        path.write_text(content, encoding="utf-8")
