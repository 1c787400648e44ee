"""The solver's answers on the terminal (求解结果): rates by fund, what each pool bears, each lever alone; the cheapest
mix of levers, and beside whole months; the frontier of two."""

from collections.abc import Iterable, Iterator, Mapping
from math import floor
from typing import Any

from rich.console import Console

from actuary.reporting import figures
from actuary.reporting.language import Language, Words
from actuary.reporting.layout import Page
from actuary.reporting.terminal import show_line

Row = Mapping[str, Any]
IN_POINTS = ("rate", "indexation")
"""Levers that are added to a share, and told in points."""
OF_FUND = {"large_amount": "employee_medical", "rural_cooperative": "resident_medical"}
"""Ledgers whose levers bear their name, by fund."""
YUAN = 1.0
"""Less is nothing left [yuan]."""
EVEN = 1e-6
"""By how much a number of months may fall short of a tenth and still be it [tenths of a month]."""
BAR = 20
"""Width of the longest bar of a frontier."""


def render(document: Mapping[str, Any], language: Language, console: Console) -> None:
    """Print what was asked: rates, cuts and remedies by fund; or the cheapest mix; or the frontier of two levers."""
    words = Words(language)
    page = Page({**document, "funds": ()}, words, console.width)
    show_line(console, words("solve.title", valuation=document["valuation"]), "bold")
    show_line(console, page.heading)
    if document.get("pooled"):
        show_line(console, words("solve.pooled"), "dim")
    for section, shown in (("funds", _show_funds), ("mix", _show_mix), ("frontier", _show_frontier)):
        if section in document:
            shown(page, document, console)
    note = "solve.note" if document.get("funds") else "solve.checked"
    show_line(console, words(note, runs=document["runs"]) + " · " + page.frame, "dim")
    show_line(console, page.inputs, "dim")


def _show_funds(page: Page, document: Row, console: Console) -> None:
    """The rate that each fund needs, the cut that each pool bears, each remedy alone, and where there is none."""
    words, kept = page.words, figures.months(document["months"])
    rated: list[Row] = document["funds"]
    ledgers = [*rated, *document.get("without_rate", [])]
    tables = [("rates", _rates, rated), ("pools", _pools, rated)] if rated else []
    for section, table, rows in (*tables, ("remedies", _remedies, ledgers)):
        console.print()
        show_line(console, words(f"solve.{section}", months=kept), "bold")
        console.print(table(page, rows))
    if told := _responded(page, rated):
        show_line(console, told)
    if any(row["fund"] == "employee_pension" for row in rated):
        show_line(console, words("solve.public"))
    for line in (*_why(page, rated), *_unmet(page, ledgers)):
        show_line(console, line)


def _show_mix(page: Page, document: Row, console: Console) -> None:
    """The cheapest mix, what it keeps of every target or lacks, the ledgers that are none, and the mixes beside whole
    months."""
    words, mix = page.words, document["mix"]
    show_line(console, words("solve.mix", months=figures.months(document["months"])), "bold")
    console.print(_mix(page, mix))
    if not mix["meets"]:
        show_line(console, words("solve.unmet"), "bold red")
    else:
        show_line(console, words("solve.least_of_all" if mix["by_months"] else "solve.programmed"), "dim")
    for row in mix["short"]:
        left = kept(words, [{"achieved": row["months"]}])
        show_line(console, words("solve.short", name=page.ledger(row["fund"], row["account"]), left=left))
    show_line(console, words("solve.reserves"), "bold")
    console.print(_reserves(page, mix["reserves"]))
    for line in _others(page, mix["others"]):
        show_line(console, line)
    if mix["by_months"]:
        _by_months(page, mix["by_months"], console)


def _show_frontier(page: Page, document: Row, console: Console) -> None:
    """The frontier of two levers on a fund."""
    told, kept = document["frontier"], figures.months(document["months"])
    show_line(console, page.words("solve.frontier", fund=page.words.fund(told["fund"]), months=kept), "bold")
    console.print(_frontier(page, told))


def _rates(page: Page, funds: list[Row]) -> Any:
    """Each answer of a fund: its months, what is added, the law's rate and the one that comes of it."""
    words = page.words
    heads = (("answer", "name"), ("span", "word"), ("change", "figure"), ("law", "figure"), ("rate", "figure"))
    table = page.table(*page.heads(("fund", "name")), *((words(f"solve.{key}"), kind) for key, kind in heads))
    for row in funds:
        for place, (key, answer) in enumerate(_answers_of(row)):
            name, unit = _placed(words, row, place), row["unit"]
            law = _rate(words, answer["law_low"], answer["law_high"], unit).replace(".00", "")
            rate = _rate(words, answer["rate_low"], answer["rate_high"], unit)
            added = words("solve.in_place") if _in_place(answer) else _change(words, answer["added"], unit)
            table.add_row(name, words(f"solve.{key}"), _span(answer), added, law, rate)
        table.add_section()
    return table


def _responded(page: Page, funds: list[Row]) -> str:
    """What the rates that keep the months keep where payers answer them; nothing where none does."""
    words, found = page.words, [(row, row["least_rate"]["responded"]) for row in funds]
    told = [f"{words.fund(row['fund'])} {_least_months(months)}" for row, months in found if months is not None]
    return words("solve.responded", funds=words("page.and").join(told)) if told else ""


def _answers_of(row: Row) -> list[tuple[str, Row]]:
    """The answers about a fund's rate, each with the key of its name."""
    steps = [("scaled", step) for step in row["scaled_premium"]]
    years = [("break_even", year) for year in row["break_even"]]
    named = (("level", "level_seven_years"), ("premium", "average_premium"), ("least", "least_rate"))
    return [*((key, row[name]) for key, name in named), *steps, *years]


def _in_place(answer: Row) -> bool:
    """Whether a rate takes the place of the law's, and is not points on it."""
    return answer["added"] is None and answer["rate_low"] is not None


def _placed(words: Words, row: Row, place: int) -> str:
    """The fund on the first line of its rows, its ledger on the second."""
    names = (words.fund(row["fund"]), f"· {words.account(row['fund'], row['account'])}")
    return names[place] if place < len(names) else ""


def _span(answer: Row) -> str:
    """The years of an answer, or its months where it does not fill them."""
    first, last = answer["from"], answer["to"]
    if (first[5:], last[5:]) != ("01", "12"):
        return f"{first}..{last}"
    return first[:4] if first[:4] == last[:4] else f"{first[:4]}..{last[:4]}"


def _why(page: Page, funds: list[Row]) -> list[str]:
    """Where there is no answer or the range ends at it: which ledger, which end, and what comes nearest."""
    words, told = page.words, []
    for row in funds:
        name, unit = page.ledger(row["fund"], row["account"]), row["unit"]
        if row["stands_to"]:
            told.append(words("solve.stands", name=name, last=row["stands_to"]))
        for key, answer in _answers_of(row):
            if answer["why"] and key != "least":
                left = answer.get("current_balance", answer.get("leanest", answer.get("achieved")))
                asked = f"{name} · {words(f'solve.{key}')} {_span(answer)}"
                told.append(_reason(words, asked, answer, _change(words, answer["nearest"], unit), _left(words, left)))
        itself = [f"{words(f'solve.{key}')} {_span(answer)}" for key, answer in _answers_of(row) if _in_place(answer)]
        pools = row["least_rate_by_pool"]
        itself += [words.pool(pool) for pool, found in pools.items() if _in_place(found) and pool != "city"]
        if itself:
            told.append(words("solve.itself", name=name, answers=words("page.and").join(itself)))
        told += _why_of_pools(words, name, unit, pools)
    return told


def _why_of_pools(words: Words, name: str, unit: str, pools: Mapping[str, Row]) -> Iterator[str]:
    """The same of the cuts that pools can bear; pools whose range ends are named together."""
    for pool, found in pools.items():
        if found["why"]:
            at = _change(words, found["nearest"], unit)
            yield _reason(words, f"{name} · {words.pool(pool)}", found, at, kept(words, [found]))
    ends = {pool: each["stands_to"] for pool, each in pools.items() if not each["why"]}
    for last in dict.fromkeys(ends.values()):
        if last not in (None, ends.get("city")):
            whose = words("page.and").join(words.pool(pool) for pool, end in ends.items() if end == last)
            yield words("solve.pool_stands", name=f"{name} · {whose}", last=last)
    for in_place, text in ((False, "solve.bound"), (True, "solve.nought")):
        ended = {pool: each for pool, each in pools.items() if each["at_bound"] and _in_place(each) is in_place}
        if ended:
            whose, (one, *_) = words("page.and").join(map(words.pool, ended)), ended.values()
            law, at = _rate(words, one["law_low"], one["law_low"], unit), _change(words, one["value"], unit)
            yield words(text, name=f"{name} · {whose}", at=at, law=law, left=kept(words, ended.values()))


def _unmet(page: Page, ledgers: list[Row]) -> list[str]:
    """The same of levers that should keep the months alone; rates are told of by pool."""
    words, told = page.words, []
    for row in ledgers:
        others = (each for each in row["remedies"] if "least_rate_by_pool" not in row or each["lever"] != "rate")
        for each in others:
            name = f"{page.ledger(row['fund'], row['account'])} · {lever_of(words, each['lever'], each['unit'])}"
            at = each["nearest"] if each["why"] else each["value"]
            size = figures.MISSING if at is None else amount(words, at, each["unit"], each["lever"])
            if each["why"]:
                told.append(_reason(words, name, each, size, kept(words, [each])))
            elif each["at_bound"]:
                told.append(words("solve.end", name=name, at=size, left=kept(words, [each])))
    return told


def _reason(words: Words, name: str, answer: Row, at: str, left: str) -> str:
    """Why there is no answer, the setting that comes nearest and what it leaves."""
    return words(f"solve.why.{answer['why']}", name=name, at=at, left=left)


def kept(words: Words, found: Iterable[Row]) -> str:
    """The least months that answers keep, rounded down, so that no miss looks like what was asked for; none where
    nothing is spent."""
    least = min((each["achieved"] for each in found if each["achieved"] is not None), default=None)
    if least is None:
        return words("solve.unspent")
    return words("solve.months", months=_least_months(least))


def _least_months(months: float | None) -> str:
    """A number of months in tenths, rounded down."""
    return figures.months(None if months is None else floor(10.0 * months + EVEN) / 10.0)


def _left(words: Words, yuan: float | None) -> str:
    if yuan is None or abs(yuan) < YUAN:
        return words("solve.even")
    key = "solve.surplus" if yuan > 0.0 else "solve.deficit"
    return words(key, yuan=figures.money(abs(yuan)))


def _pools(page: Page, funds: list[Row]) -> Any:
    table = page.table(*page.heads(("fund", "name"), ("pool", "name")), (page.words("solve.change"), "figure"))
    for row in funds:
        for pool, answer in row["least_rate_by_pool"].items():
            moved = _setting(page.words, answer, row["unit"], "rate")
            table.add_row(page.words.fund(row["fund"]), page.words.pool(pool), moved)
        table.add_section()
    return table


def _remedies(page: Page, funds: list[Row]) -> Any:
    words = page.words
    heads = (("lever", "name"), ("value", "figure"), ("gives", "figure"), ("yuan", "figure"))
    table = page.table(*page.heads(("fund", "name")), *((words(f"solve.{key}"), kind) for key, kind in heads))
    for row in funds:
        for remedy in row["remedies"]:
            none = remedy["value"] is None
            value = words("solve.none") if none else _setting(words, remedy, remedy["unit"], remedy["lever"])
            name = lever_of(words, remedy["lever"], remedy["unit"])
            cost = figures.money(remedy["yuan"])
            table.add_row(
                page.ledger(row["fund"], row["account"]), name, value, _least_months(remedy["achieved"]), cost
            )
    return table


def _mix(page: Page, mix: Row) -> Any:
    """What each lever does, its part of the money that the mix moves, and all of it."""
    words = page.words
    heads = (("lever", "name"), ("value", "figure"), ("weight", "figure"), ("yuan_of_all", "figure"))
    table = page.table(*((words(f"solve.{key}"), kind) for key, kind in heads))
    for row in mix["levers"]:
        value = figures.MISSING if row["value"] is None else amount(words, row["value"], row["unit"], row["lever"])
        table.add_row(
            lever_name(words, row["lever"], row["unit"]), value, f"{row['weight']:g}", figures.money(row["yuan"])
        )
    table.add_section()
    table.add_row(words("solve.whole"), "", "", figures.money(mix["yuan"]))
    return table


def _reserves(page: Page, reserves: list[Row]) -> Any:
    table = page.table(*page.heads(("fund", "name")), (page.words("solve.gives"), "figure"))
    for row in reserves:
        table.add_row(page.ledger(row["fund"], row["account"]), _least_months(row["months"]))
    return table


def _others(page: Page, others: list[Row]) -> list[str]:
    """Ledgers that are no target: those whose levers were not asked for, and those without any."""
    words, told = page.words, []
    without = [page.ledger(row["fund"], row["account"]) for row in others if not row["levers"]]
    for row in others:
        if row["levers"]:
            names = words("page.and").join(row["levers"])
            told.append(words("solve.not_asked", name=page.ledger(row["fund"], row["account"]), levers=names))
    if without:
        told.append(words("solve.without_lever", names=words("page.and").join(without)))
    return told


def _by_months(page: Page, told: Row, console: Console) -> None:
    """The cheapest mix beside whole months: those that are settled, the cheapest marked."""
    words, units = page.words, {row["lever"]: row["unit"] for row in page.verdict["mix"]["levers"]}
    settled = [point for point in told["points"] if point["settled"]]
    last = max(told["points"], key=lambda point: abs(point["at"]))["at"]
    name = lever_name(words, told["lever"], told["unit"])
    show_line(console, words("solve.by_months", name=name), "bold")
    weighed = any(row["weight"] != 1.0 for row in page.verdict["mix"]["levers"])
    cost = words("solve.weighed_cost" if weighed else "solve.cost_of_all")
    table = page.table((name, "name"), ("", "word"), (words("solve.beside"), "name"), (cost, "figure"))
    for point in settled:
        used = [(lever, x) for lever, x in point["levers"].items() if x and lever != told["lever"]]
        beside = "; ".join(
            f"{lever_name(words, lever, units[lever])} {amount(words, x, units[lever], lever)}" for lever, x in used
        )
        mark = words("solve.cheapest") if point["cheapest"] else ""
        table.add_row(f"{point['at']:+.0f}", mark, beside or words("solve.none"), figures.money(point["cost"]))
    console.print(table)
    show_line(console, words("solve.by_months.proved", last=f"{last:+.0f}"), "dim")


def _frontier(page: Page, told: Row) -> Any:
    """Settings of the first lever, the least of the second, and a bar as long as that."""
    words, (first, second) = page.words, told["levers"]
    names = [lever_name(words, axis["lever"], axis["unit"]) for axis in (first, second)]
    longest = max((abs(point["second"]) for point in told["points"] if point["second"] is not None), default=0.0)
    heads = ((names[0], "name"), (names[1], "name"), ("", "word"), (words("solve.gives"), "name"))
    table = page.table(*heads)
    for point in told["points"]:
        found = point["second"]
        value = words("solve.none") if found is None else amount(words, found, second["unit"], second["lever"])
        bar = "█" * round(BAR * abs(found) / longest) if found and longest else ""
        table.add_row(
            amount(words, point["first"], first["unit"], first["lever"]), value, bar, _least_months(point["months"])
        )
    return table


def lever_name(words: Words, name: str, unit: str) -> str:
    """A lever's name, with its fund where a fund has its own."""
    whose, _, own = name.rpartition(".")
    label, account = lever_of(words, own, unit), whose.rpartition(".")[2]
    named = words.account(OF_FUND[account], account) if account in OF_FUND else words.fund(whose)
    return f"{named} · {label}" if whose else label


def lever_of(words: Words, own: str, unit: str) -> str:
    """A lever's name by what it is solved for as: a rate in yuan is a contribution."""
    return words(f"solve.by.{'contribution' if own == 'rate' and unit != 'share' else own}")


def _rate(words: Words, low: float | None, high: float | None, unit: str) -> str:
    """A rate in its own unit, or both ends where the law changes it within the months."""
    if low is None or high is None:
        return figures.MISSING
    scale = 100.0 if unit == "share" else 1.0
    ends = "..".join(dict.fromkeys(f"{end * scale:z,.2f}" for end in (low, high)))
    return f"{ends}%" if unit == "share" else words("solve.in_yuan", amount=ends)


def _change(words: Words, added: float | None, unit: str) -> str:
    """By how much a rate moves: points of a share, or yuan."""
    if added is None:
        return figures.MISSING
    return f"{added * 100:+z.2f}" if unit == "share" else words("solve.in_yuan", amount=f"{added:+z,.2f}")


def _setting(words: Words, found: Row, unit: str, lever: str) -> str:
    """Where a lever that is used alone stands; a rate on the law's, or in its place."""
    if found["how"] == "set":
        return f"{words('solve.in_place')} {_rate(words, found['value'], found['value'], unit)}"
    return figures.MISSING if found["value"] is None else amount(words, found["value"], unit, lever)


def amount(words: Words, value: float, unit: str, lever: str) -> str:
    """Where a lever stands, with its sign: rates and indexation in points."""
    if lever.rpartition(".")[2] in IN_POINTS:
        return _change(words, value, "share" if unit == "per_year" else unit)
    if unit == "month":
        return f"{value:+.0f}"
    return f"{value * 100:+z.2f}%"
