"""The page and its tables (版面): width, columns and the words that every table repeats."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from rich import box
from rich.table import Table
from rich.text import Text

from actuary.reporting import figures
from actuary.reporting.grid import Grid
from actuary.reporting.language import Words
from actuary.reporting.selection import Entries
from actuary.vocabulary import TAGS

WIDE = 96
FAILED = "bold red"


def last_whole(to: str) -> str:
    """The last December before a run's last month, where that is none itself; else an empty text."""
    year, _, month = to.partition("-")
    return "" if month in {"", "12"} else f"{int(year) - 1}-12"


class Section(NamedTuple):
    """A titled table with the unit of its figures (一节)."""

    title: str
    unit: str
    table: Table


class Page:
    """A verdict with the words, width and frame that its tables share (报告页)."""

    def __init__(self, verdict: Mapping[str, Any], words: Words, width: int, whole: bool = False) -> None:
        """`whole`: lists are told to their end."""
        self.whole = whole
        self.verdict = verdict
        self.words = words
        self.width = width
        self.entries = Entries(verdict.get("funds", ()))
        pooling = str(verdict.get("pooling", ""))
        named = {key: verdict.get(key, "") for key in ("rules", "basis", "to")}
        closed = words("page.closed") if verdict.get("group") == "closed" else ""
        self.last = last_whole(str(named["to"]))
        """The last December, where the run goes beyond it: tables are of whole years."""
        part = words("page.part_year", last=self.last) if self.last else ""
        self.frame = words("page.frame", pooling=pooling, **named) + closed
        explained = words("page.pooling", pooling=pooling, pooling_word=words.term("pooling", pooling))
        self.heading = words("page.frame", pooling=explained, **named) + part + closed
        self.inputs = words("page.inputs", inputs=self._tag_shares())

    def table(self, *columns: tuple[str, str]) -> Table:
        """A table of (heading, kind) columns: a `name` wraps, a `figure` is right-aligned, a `word` kept."""
        table = plain_table(gap=1 if self.width >= WIDE else 0)
        for heading, kind in columns:
            table.add_column(
                Text(heading),
                justify="right" if kind == "figure" else "left",
                no_wrap=kind in {"word", "figure"},
                overflow="fold",
            )
        return table

    def heads(self, *kinds: tuple[str, str]) -> list[tuple[str, str]]:
        """Columns headed by the catalogue's words `head.<key>`."""
        return [(self.words(f"head.{key}"), kind) for key, kind in kinds]

    def ledger(self, fund: str, account: str) -> str:
        """A ledger's name: the fund alone where it has one ledger, else fund and ledger."""
        name = self.words.fund(fund)
        single = len(self.entries.accounts(fund)) == 1
        joint = "·" if self.words.language == "zh" else " · "
        return name if single else f"{name}{joint}{self.words.account(fund, account)}"

    def rows(self, key: str) -> Sequence[Mapping[str, Any]]:
        """The list of an optional key of the verdict; empty where it is not there."""
        return self.verdict.get(key) or ()

    def verdict_word(self, passed: bool | None) -> Text:
        """Passed or failed, failed in red; a missing result as missing."""
        if passed is None:
            return Text(figures.MISSING)
        return Text(self.words("page.yes")) if passed else Text(self.words("page.no"), style=FAILED)

    def _tag_shares(self) -> str:
        counts = {tag: int(self.verdict.get("inputs", {}).get(tag, 0)) for tag in TAGS}
        total = sum(counts.values())
        shares = (
            f"{self.words(f'tag.{tag}')} {figures.share(count / total)}" for tag, count in counts.items() if total
        )
        return " · ".join(shares) or figures.MISSING


def amount_text(value: float | None, unit: str) -> Text:
    """A figure in its public unit, a shortfall in red."""
    shown = figures.amount(value, unit)
    return Text(shown, style="red" if shown.startswith("-") else "")


def plain_table(gap: int = 1) -> Table:
    """An empty table in the one style of all pages (表格样式)."""
    return Grid(box=box.SIMPLE_HEAD, padding=(0, gap, 0, 0), pad_edge=False, show_edge=False)
