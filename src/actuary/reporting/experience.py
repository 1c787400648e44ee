"""An experience study on the terminal (经验分析): actual over expected by group, with limits and credibility."""

from collections.abc import Mapping
from typing import Any

from rich.console import Console
from rich.text import Text

from actuary.reporting import figures
from actuary.reporting.language import Language, Words
from actuary.reporting.layout import plain_table
from actuary.reporting.terminal import show_line

SHOWN = 20


def render(document: Mapping[str, Any], language: Language, console: Console) -> None:
    """Print the groups of every event, and what was left out."""
    words = Words(language)
    show_line(console, words("experience.title", **{key: document[key] for key in ("basis", "rules")}), "bold")
    heads = ("exposure", "actual", "expected", "ratio", "limits", "credibility", "credible")
    table = plain_table()
    for place, name in enumerate(("event", "group", *heads)):
        table.add_column(Text(words(f"experience.{name}")), justify="left" if place < 2 else "right", no_wrap=place > 1)
    for row in document["groups"]:
        limits = "—" if row["low"] is None else f"{figures.ratio(row['low'])} – {figures.ratio(row['high'])}"
        cells = [f"{row[name]:,.{digits}f}" for name, digits in (("exposure", 0), ("actual", 0), ("expected", 1))]
        cells += [figures.ratio(row["ratio"]), limits, figures.ratio(row["credibility"])]
        table.add_row(
            words(f"experience.{row['event']}"), group(words, row), *cells, figures.ratio(row["credible_ratio"])
        )
    console.print(table)
    full = document["full_credibility"]
    told = {"events": f"{full['events']:,.0f}", "probability": figures.share(full["probability"])}
    show_line(console, words("experience.note", **told, within=figures.share(full["within"])), "dim")
    for error in document["errors"][:SHOWN]:
        show_line(console, words("experience.error", **error), "red")
    show_line(console, words("experience.totals", **document["totals"]))


def group(words: Words, row: Mapping[str, Any]) -> str:
    """What a group is called."""
    if row["by"] in ("fund", "category"):
        return words.fund(str(row["key"]))
    return words("experience.whole") if row["by"] == "whole" else words("experience.ages", ages=row["key"])
