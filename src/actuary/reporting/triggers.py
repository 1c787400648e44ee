"""Triggers on the page (触发条款): a line a rule, date and answer, the pools that gave it, what the firing moved."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

from rich.text import Text

from actuary.reporting import figures
from actuary.reporting.layout import Page, Section, amount_text

Row = Mapping[str, Any]


def triggers(page: Page) -> Section:
    """Conditions of law, the values that were read beside their line, whether the rule fires, and its effect."""
    columns = page.heads(
        ("month", "word"), ("fund", "word"), ("pool", "name"), ("rule", "name"),
        ("value", "figure"), ("threshold", "figure"), ("fired", "word"), ("effect", "figure"),
    )  # fmt: skip
    table = page.table(*columns)
    ordered = sorted(page.rows("triggers"), key=_group)
    for _, each in groupby(ordered, key=_group):
        rows = list(each)
        table.add_row(*_line(page, rows))
    return Section(page.words("title.triggers"), page.words("unit.triggers"), table)


def _group(row: Row) -> tuple[str, str, bool]:
    return str(row.get("month")), str(row.get("rule")), not row.get("fired")


def _line(page: Page, rows: Sequence[Row]) -> list[Text | str]:
    """One line for the pools that gave one answer: values from the lowest to the highest, the effect of all."""
    row, words = rows[0], page.words
    values = [float(each["value"]) for each in rows if each.get("value") is not None]
    told = " – ".join(dict.fromkeys(figures.months(value) for value in (min(values), max(values)))) if values else ""
    pools = words("page.and").join(words.pool(str(each.get("pool", ""))) for each in rows)
    effects = [float(each["effect"]) for each in rows if each.get("effect") is not None]
    fired = words("page.fired" if row.get("fired") else "page.not_fired")
    return [
        figures.month(row.get("month")),
        words.fund(str(row.get("fund", ""))),
        pools,
        words.of(row, "rule", "rule"),
        told or figures.MISSING,
        _lines(row),
        fired if row.get("acts", True) or not row.get("fired") else words("page.report"),
        amount_text(sum(effects), "yuan") if effects and row.get("fired") else figures.MISSING,
    ]


def _lines(row: Row) -> str:
    """The line to reach, the line to stay below, or both."""
    low, high = row.get("threshold"), row.get("under")
    parts = [f"≥{figures.months(low)}"] if low is not None else []
    return " ".join([*parts, *([f"<{figures.months(high)}"] if high is not None else [])])
