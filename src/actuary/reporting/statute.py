"""The law on the terminal (法规页): what is in force with its citation, and what changed, from the documents alone."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from actuary.dated.citing import cited
from actuary.reporting import figures
from actuary.reporting.exact import number, unit_of
from actuary.reporting.language import Language, Words, plain_name
from actuary.reporting.law_words import word
from actuary.reporting.layout import plain_table
from actuary.vocabulary import FUNDS

Entry = Mapping[str, Any]
SCHEDULED = "employee_pension"
"""Fund whose law names a schedule of ages."""
WHOLE = frozenset({"trust", "from", "known", "until"})
"""Columns that are not broken."""
_FUNDS = {fund.key for fund in FUNDS}


def render_law(document: Entry, language: Language, console: Console) -> None:
    """Print a document `actuary.law/1`."""
    say = Words(language)
    console.print(Text(say("law.title", on=document["on"]), style="bold"))
    console.print(_frame(document, say))
    for group, entries in by_group(document["parameters"]):
        console.print()
        console.print(Text(group_name(group, say), style="bold"))
        console.print(law_table(entries, say))
        if group == SCHEDULED and document["schedule"]:
            console.print("\n".join(_schedule(document["schedule"], say)), style="dim")
    console.print()
    for mark, key in (("memorandum", "law.foot_memo"), ("level", "law.foot_level")):
        if any(entry[mark] for entry in document["parameters"]):
            console.print(Text(say(key), style="dim"))
    if document["silent"]:
        names = (each["zh"] if language == "zh" else plain_name(each["name"]) for each in document["silent"])
        console.print(Text(say("law.silent", names=say("page.and").join(names)), style="dim"))


def render_changes(document: Entry, language: Language, console: Console) -> None:
    """Print a document `actuary.law-diff/1`."""
    say = Words(language)
    console.print(Text(say("law.title_diff", before=document["from"], after=document["to"]), style="bold"))
    console.print(_frame(document, say))
    if not document["changes"]:
        console.print()
        console.print(say("law.none"))
    for group, changes in by_group(document["changes"]):
        console.print()
        console.print(Text(group_name(group, say), style="bold"))
        console.print(changes_table(changes, say))


def law_table(entries: Iterable[Entry], say: Words) -> Table:
    """Parameters in force, with value, document, article and dates."""
    table = _table(say, ("name", "value", "citation", "trust", "from", "known", "until"))
    for entry in entries:
        table.add_row(
            _name(entry, say.language),
            _value(entry, say),
            _citation(entry, say),
            _trust(entry, say),
            entry["from"],
            entry["known_from"],
            _until(entry, say),
        )
    return table


def changes_table(changes: Iterable[Entry], say: Words) -> Table:
    """A line for each step of each change."""
    table = _table(say, ("name", "kind", "before", "after", "from", "citation", "trust"))
    for change in changes:
        for cells in _steps(change, say):
            table.add_row(*cells)
    return table


def _steps(change: Entry, say: Words) -> Iterator[list[Text | str]]:
    """A line for each step of a change; the first names it."""
    head: list[Text | str] = [_name(change, say.language), say(f"law.kind.{change['kind']}")]
    before = change["before"]
    for step in change["steps"] or [None]:
        old = figures.MISSING if before is None else _value({**change, **before}, say)
        if step is None:
            yield [*head, old, figures.MISSING, figures.MISSING, figures.MISSING, figures.MISSING]
        else:
            new = _value({**change, **step}, say)
            yield [*head, old, new, step["from"], _citation(step, say), _trust(step, say)]
        head, before = ["", ""], step


def _frame(document: Entry, say: Words) -> str:
    known = document["known_at"]
    key = "law.frame_hindsight" if known is None else "law.frame_known"
    return say(key, rules=document["rules"], known_at=known)


def by_group(entries: Iterable[Entry]) -> Iterator[tuple[str, list[Entry]]]:
    """Entries by fund or group of law, in their order."""
    for group, found in groupby(entries, key=lambda entry: str(entry["name"]).split(".")[1]):
        yield group, list(found)


def group_name(group: str, say: Words) -> str:
    """Name of a fund, or of a group of law that belongs to none."""
    return say.fund(group) if group in _FUNDS else say.term("group", group)


def _table(say: Words, heads: Iterable[str]) -> Table:
    """A table whose names, values and documents wrap, and whose dates stay whole."""
    table = plain_table()
    for head in heads:
        table.add_column(Text(say(f"law.head.{head}")), no_wrap=head in WHOLE, overflow="fold", max_width=34)
    return table


def _schedule(schedule: Entry, say: Words) -> Iterator[str]:
    """The ages of a schedule, a line a category."""
    yield say("law.schedule", name=schedule["name"])
    for category, rule in schedule["categories"].items():
        rise = "" if rule["start"] is None else say("law.rise", **rule)
        rise += say("law.dated_ages") if rule["ages"] or rule["births"] else ""
        yield say("law.age", category=say.fund(category), years=f"{rule['old_age_months'] / 12:g}", rise=rise)
    if schedule["early"] or schedule["late"]:
        yield say("law.window", early=schedule["early"], late=schedule["late"])


def _name(entry: Entry, language: str) -> Text:
    """Name of a parameter; * where it is kept for the record, † where it is a level estimate."""
    named = entry["zh"] if language == "zh" else plain_name(entry["name"])
    return Text(named + (" *" if entry.get("memorandum") else "") + (" †" if entry.get("level") else ""))


def _value(entry: Entry, say: Words) -> Text:
    """A value in its unit, with its range where there is a doubt."""
    value, unit = entry["value"], entry["unit"]
    if entry.get("formula"):
        return Text(entry["formula"][say.language] + _rounded(entry, say))
    if isinstance(value, str):
        return Text(word(value, say.language))
    if isinstance(value, Mapping):
        pairs = zip(value["keys"], value["values"], strict=True)
        told = (say("law.entry", entry=say.key(key), value=number(x, unit)) for key, x in pairs)
        return Text(say("law.joint").join(told) + unit_of(unit, say))
    shown = number(value, unit) + unit_of(unit, say, value)
    low, high = entry.get("range") or (value, value)
    if low == high:
        return Text(shown)
    return Text(say("law.range", value=shown, low=number(low, unit), high=number(high, unit)))


def _rounded(entry: Entry, say: Words) -> str:
    rounding = entry.get("rounding")
    return "" if rounding is None else say("law.rounded", to=f"{rounding['to']:g}", how=say(f"how.{rounding['how']}"))


def _citation(entry: Entry, say: Words) -> Text:
    """Number and article of the document; its title where it has no number."""
    document = str(entry["number"] or entry["title"])
    return Text(cited(document, entry["article"]).said(say.language))


def _trust(entry: Entry, say: Words) -> str:
    return "·".join((say(f"tag.{entry['tag']}"), say(f"trust.{entry['trust']}")))


def _until(entry: Entry, say: Words) -> str:
    """Last month of the row; what the tail does once it lies behind."""
    if entry["tail_acts"]:
        return say(f"law.tail.{str(entry['tail']).split(':')[0]}")
    return entry["until"] or figures.MISSING
