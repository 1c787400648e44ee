"""The tables of reform pages by hand: words stay, figures are made anew by the program."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from actuary.dated import load_reforms
from actuary.scenarios.comparing import compare
from actuary.scenarios.study import Study
from actuary.valuation.incidence import SIDES
from actuary.valuation.prepare import prepare

TITLES = {
    ("employee_pension", "enterprise"): "enterprise pension",
    ("resident_pension", "all"): "resident pension",
    ("employee_medical", "pooled"): "employee medical, pool",
    ("employee_medical", "individual"): "medical accounts",
    ("employee_medical", "large_amount"): "large-amount layer",
    ("resident_medical", "urban"): "urban resident medical",
    ("resident_medical", "rural_cooperative"): "rural co-operative",
    ("resident_medical", "serious_illness"): "serious illness",
    ("unemployment", "pooled"): "unemployment",
    ("work_injury", "all"): "work injury",
    ("maternity", "pooled"): "maternity",
}
CATEGORIES = {"male60": "men", "female55": "women of old age 55", "female50": "women of old age 50"}
NAMED = {"backstop": "backstop", "interest": "interest", "ordinary_subsidy": "ordinary subsidy"}
ALONE = {("employee_pension", "public"): "public-sector pension", ("work_injury", "pooled"): "work injury"}
"""Ledgers that stand in tables of who shares alone."""
SHARED = "| ledger | pool | aid gained "
SHARES = ("mutual_aid", "effort_lost", "city_budget", "district_budget")
"""Columns of the tables of who shares."""
HEADS = ("| ledger | balance ", "| beside the funds |", "| category | own contributions |")
COMMAND = re.compile(r"`actuary compare wuhan-2015 ([a-z0-9-]+)(?: --to (\d{4}-12))?`")
SHARING = re.compile(
    rf"(`actuary compare wuhan-2015 ([a-z0-9+-]+)`[^|]*\n{re.escape(SHARED)}[^\n]*\n\|[-|: ]+\n)(?:\|[^\n]*\n)*"
)
"""A command of one set of reforms, and the table of who shares that follows it."""


def amount(yuan: float) -> str:
    return f"{yuan / 1e8:,.2f}".replace("-", "−") if round(yuan / 1e6) else "0.00"


def month(row: dict[str, Any], which: str) -> str:
    """The first such month under both, one where it is the same."""
    before, after = (row[which][side] or "—" for side in ("baseline", "reform"))
    return before if before == after else f"{before} → {after}"


@cache
def study(to: str) -> Study:
    return Study(prepare("wuhan-2015", to=to), watch=True)


@cache
def entry(name: str, to: str) -> dict[str, Any]:
    """What the comparison says of a reform, or of several together, a+b."""
    prepared = study(to).prepared
    reforms = load_reforms(name.split("+"), prepared.assumptions, prepared.options["basis"], prepared.root)
    found: dict[str, Any] = compare(study(to), [reforms])["reforms"][0]
    return found


def ledgers(found: dict[str, Any]) -> Iterator[str]:
    """A row a ledger of the pooled city whose last balance moves, or its first bad month."""
    city = [row for row in found["funds"] if row["pool"] == "city" and row["subsidy"] == "with"]
    rows = {(row["fund"], row["account"]): row for row in city}
    for key, title in TITLES.items():
        row, last = rows[key], rows[key]["years"][-1]["balance"]
        if amount(last["difference"]) != "0.00" or "→" in month(row, "first_cannot_pay"):
            figures = " | ".join(amount(last[side]) for side in ("baseline", "reform", "difference"))
            yield f"| {title} | {figures} | {month(row, 'first_current_deficit')} | {month(row, 'first_cannot_pay')} |"


def beside(found: dict[str, Any]) -> Iterator[str]:
    """A row a memorandum whose last year moves as printed."""
    for row in found["memoranda"]:
        last = row["years"][-1]
        if amount(last["baseline"]) != amount(last["reform"]):
            yield f"| {row['en']} | {last['year']} | {amount(last['baseline'])} | {amount(last['reform'])} |"


def who(found: dict[str, Any]) -> Iterator[str]:
    """A row a category: sums over the run, and the net gain at present value."""
    for category, title in CATEGORIES.items():
        rows = [row for row in found["cohorts"]["rows"] if row["category"] == category]
        cash = [sum(row[side]["difference"] for row in rows) for side in SIDES]
        net = sum(row["benefits"]["present_value"] - row["own"]["present_value"] for row in rows)
        yield f"| {title} | {' | '.join(map(amount, (*cash, net)))} |"


def on_nobody(found: dict[str, Any]) -> str:
    """What is laid on nobody, by item."""
    sums = dict.fromkeys((*NAMED, "other"), 0.0)
    for fund in found["cohorts"]["funds"]:
        for item, yuan in fund["on_nobody"].items():
            sums[item if item in NAMED else "other"] += yuan
    told = [f"{NAMED.get(item, item)} {amount(yuan)}" for item, yuan in sums.items() if amount(yuan) != "0.00"]
    return f"On nobody: {', '.join(told)}."


def shared(name: str) -> Iterator[str]:
    """A row a pool in which who shares moves as printed: sums over the run."""
    for row in entry(name, "2020-12")["sharing"]:
        title = {**TITLES, **ALONE}[row["fund"], row["account"]]
        cells = []
        for measure in SHARES:
            before, after = (
                amount(sum(year[measure][side] for year in row["years"])) for side in ("baseline", "reform")
            )
            cells.append(before if before == after else f"{before} → {after}")
        if any("→" in cell for cell in cells):
            yield f"| {title} | {row['pool']} | {' | '.join(cells)} |"


def refreshed(page: str) -> str:
    """A page by hand with the figures of its tables made anew; a page without them as it is."""
    page = SHARING.sub(lambda match: match[1] + "".join(f"{row}\n" for row in shared(match[2])), page)
    command, has = COMMAND.search(page), [head in page for head in HEADS]
    if command is None or not (has[0] or has[2]):
        return page
    found = entry(command[1], command[2] or "2020-12")
    for head, rows in zip(HEADS, (ledgers, beside, who), strict=True):
        page = re.sub(
            rf"^({re.escape(head)}[^\n]*\n\|[-|: ]+\n)(?:\|[^\n]*\n)*",
            lambda match, rows=rows: match[1] + "".join(f"{row}\n" for row in rows(found)),
            page,
            flags=re.M,
        )
    return re.sub(r"^On nobody: [^\n]*$", on_nobody(found), page, flags=re.M)


def by_hand(pages: Path, made: str) -> dict[Path, str]:
    """Every page by hand with its figures anew."""
    found = {path: path.read_text(encoding="utf-8") for path in sorted(pages.glob("*.md"))}
    return {path: refreshed(page) for path, page in found.items() if made not in page}
