"""The page of one award (核定页): each part with its formula in figures, rule and article."""

from collections.abc import Iterator, Mapping
from typing import Any

from actuary.errors import Both
from actuary.persons.answer import Line
from actuary.persons.texts import PARTS, YES_NO

MISSING = "—"


def award_page(case: Mapping[str, Any], language: str) -> list[Line]:
    """The lines of one case of an `actuary.award/1` document, in a language."""
    articles = {rule["part"]: rule for rule in case["rules"]}

    def line(part: str, value: str, working: str = "") -> Line:
        rule = articles.get(part)
        told = working or (rule["rule"] if rule else "")
        return Line(PARTS[part].said(language), value, told, rule["article"] if rule else "")

    return list(_lines(case, language, line))


def _lines(case: Mapping[str, Any], language: str, line: Any) -> Iterator[Line]:
    age, window = case["statutory_age"], case["window"]
    delay = Both(f"延迟{case['delay_months']}个月", f"{case['delay_months']} months later").said(language)
    yield line("statutory_age", Both("{years}岁{months}个月", "{years}y {months}m").said(language).format(**age))
    yield line("statutory_month", case["statutory_month"], delay)
    yield line("window", f"{window['earliest']} … {window['latest']}")
    yield line("retirement_month", case["retirement_month"])
    yield line("minimum_years", _years(case["minimum_years"]))
    deemed = Both("其中视同 {}", "of which deemed {}").said(language).format(_years(case["deemed_years"]))
    yield line("years", _years(case["years"]), deemed)
    yield line("eligible", YES_NO[case["eligible"]].said(language), case["reason"])
    yield line("divisor", f"{case['divisor']:g}" if case["divisor"] is not None else MISSING)
    if case["basic"] is not None:
        J, index, n = case["benefit_wage"], case["avg_index"], case["years"]
        yield line("benefit_wage", f"{J:,g}")
        yield line("basic", _money(case["basic"]), f"({J:g} + {J:g} × {index:g}) ÷ 2 × {n:.2f} × 1%")
        if case["transitional"]:
            working = f"{J:g} × {index:g} × {case['deemed_years']:.2f} × 1.2%"
            yield line("transitional", _money(case["transitional"]), working)
        else:
            yield line("transitional", _money(case["transitional"]))
    else:
        yield line("basic", MISSING)
    if case["account"] is not None:
        yield line("account", _money(case["account"]), f"{case['account_balance']:,.2f} ÷ {case['divisor']:g}")
    else:
        yield line("account", MISSING)
    if case["adjustment"]:
        yield line("adjustment", _money(case["adjustment"]))
    yield line("total", _money(case["total"]))
    for note in case["notes"]:
        yield line("note", "", note)


def _years(value: float | None) -> str:
    return MISSING if value is None else f"{value:.2f}"


def _money(value: float | None) -> str:
    return MISSING if value is None else f"{value:,.2f}"
